//! `torrents/increasePrio`: one place forward in the queue.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn goes_forward_one_place() {
    let case = Case::start("torrents/increasePrio").await;
    case.upload(&["single", "multi", "hybrid"]).await;
    case.each(&[("hashes=$hybrid", 200, "")]).await;
    assert_eq!(case.queue().await, ["single", "hybrid", "multi"]);
    case.each(&[("hashes=$single", 200, ""), ("hashes=all", 200, "")]).await;
    assert_eq!(case.queue().await, ["single", "hybrid", "multi"]);
    case.each(&[("hashes=$multi|$hybrid", 200, "")]).await;
    assert_eq!(case.queue().await, ["hybrid", "multi", "single"]);
    case.skips_unknown("").await;
    case.needs_the_queue().await;
    case.end().await;
}

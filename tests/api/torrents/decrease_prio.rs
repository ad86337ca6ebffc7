//! `torrents/decreasePrio`: one place back in the queue.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn goes_back_one_place() {
    let case = Case::start("torrents/decreasePrio").await;
    case.upload(&["single", "multi", "hybrid"]).await;
    case.each(&[("hashes=$single", 200, "")]).await;
    assert_eq!(case.queue().await, ["multi", "single", "hybrid"]);
    case.each(&[("hashes=$hybrid", 200, ""), ("hashes=all", 200, "")]).await;
    assert_eq!(case.queue().await, ["multi", "single", "hybrid"]);
    case.skips_unknown("").await;
    case.needs_the_queue().await;
    case.end().await;
}

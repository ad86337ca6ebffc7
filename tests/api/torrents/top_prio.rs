//! `torrents/topPrio`: first in the queue.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn goes_to_the_start() {
    let case = Case::start("torrents/topPrio").await;
    case.upload(&["single", "multi", "hybrid"]).await;
    case.each(&[("hashes=$hybrid", 200, "")]).await;
    assert_eq!(case.queue().await, ["hybrid", "single", "multi"]);
    case.each(&[("hashes=$multi|$unknown", 200, ""), ("hashes=all", 200, "")]).await;
    assert_eq!(case.queue().await, ["multi", "hybrid", "single"]);
    case.skips_unknown("").await;
    case.needs_the_queue().await;
    case.end().await;
}

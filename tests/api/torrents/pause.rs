//! `torrents/pause`: the older name of `stop`.

use crate::case::Case;
use crate::torrents::MAGNET_ID;

#[tokio::test(flavor = "multi_thread")]
async fn is_stop() {
    let case = Case::start("torrents/pause").await;
    case.does("torrents/add", "urls=$magnet").await;
    case.each(&[("hashes=$magnet", 200, ""), ("hashes=$magnet", 200, "")]).await;
    assert_eq!(case.row(MAGNET_ID).await["state"], "stoppedDL");
    case.skips_unknown("").await;
    case.does("torrents/start", "hashes=all").await;
    assert_ne!(case.row(MAGNET_ID).await["state"], "stoppedDL");
    case.each(&[("hashes=all", 200, "")]).await;
    assert_eq!(case.row(MAGNET_ID).await["state"], "stoppedDL");
    case.end().await;
}

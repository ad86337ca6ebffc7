//! `torrents/resume`: the older name of `start`.

use crate::case::Case;
use crate::torrents::MAGNET_ID;

#[tokio::test(flavor = "multi_thread")]
async fn is_start() {
    let case = Case::start("torrents/resume").await;
    case.magnet().await;
    case.skips_unknown("").await;
    case.each(&[("hashes=$magnet", 200, "")]).await;
    assert_ne!(case.row(MAGNET_ID).await["state"], "stoppedDL");
    case.does("torrents/stop", "hashes=all").await;
    case.each(&[("hashes=all", 200, "")]).await;
    assert_eq!(case.read("torrents/info?filter=running").await.as_array().unwrap().len(), 1);
    case.end().await;
}

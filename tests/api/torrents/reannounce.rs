//! `torrents/reannounce`: asks Codex again; `urls` may name trackers.

use crate::case::Case;
use crate::torrents::SINGLE;

#[tokio::test(flavor = "multi_thread")]
async fn is_taken_for_any_torrent() {
    let case = Case::start("torrents/reannounce").await;
    case.upload(&["single"]).await;
    case.does("torrents/add", "urls=$magnet").await;
    case.each(&[
        ("hashes=$magnet", 200, ""),
        ("hashes=all", 200, ""),
        ("hashes=$single&urls=http%3A%2F%2F127.0.0.1%3A9%2Fx|nonsense", 200, ""),
    ])
    .await;
    assert_eq!(case.row(SINGLE).await["state"], "stoppedDL", "it does not start");
    case.does("torrents/stop", "hashes=all").await;
    case.skips_unknown("").await;
    case.end().await;
}

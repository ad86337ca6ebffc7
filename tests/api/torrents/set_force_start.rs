//! `torrents/setForceStart`: beside the queue. It always starts the torrent, also with `false`.

use crate::case::Case;
use crate::torrents::MAGNET_ID;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn always_starts() {
    let case = Case::start("torrents/setForceStart").await;
    case.magnet().await;
    case.each(&[("hashes=$magnet&value=true", 200, "")]).await;
    let row = case.row(MAGNET_ID).await;
    assert_eq!((&row["force_start"], &row["state"]), (&json!(true), &json!("forcedMetaDL")));
    for value in ["false", "nonsense", ""] {
        case.does("torrents/stop", "hashes=all").await;
        assert_eq!(case.row(MAGNET_ID).await["force_start"], false);
        case.each(&[(&format!("hashes=all&value={value}"), 200, "")]).await;
        let row = case.row(MAGNET_ID).await;
        assert_eq!((&row["force_start"], &row["state"]), (&json!(false), &json!("metaDL")));
    }
    case.does("torrents/stop", "hashes=all").await;
    case.skips_unknown("value=true").await;
    case.end().await;
}

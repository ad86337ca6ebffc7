//! `torrents/start`: takes the queue's turn; ends a forced start.

use crate::case::Case;
use crate::torrents::MAGNET_ID;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn ends_a_forced_start() {
    let case = Case::start("torrents/start").await;
    case.magnet().await;
    case.skips_unknown("").await;
    case.each(&[("hashes=$magnet", 200, ""), ("hashes=$magnet", 200, "")]).await;
    assert_eq!(case.row(MAGNET_ID).await["state"], "metaDL");
    case.does("torrents/setForceStart", "hashes=$magnet&value=true").await;
    assert_eq!(case.row(MAGNET_ID).await["state"], "forcedMetaDL");
    case.each(&[("hashes=all", 200, "")]).await;
    let row = case.row(MAGNET_ID).await;
    assert_eq!((&row["state"], &row["force_start"]), (&json!("metaDL"), &json!(false)));
    case.end().await;
}

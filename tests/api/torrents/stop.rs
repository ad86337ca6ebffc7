//! `torrents/stop`: incomplete ones show `stoppedDL`, complete ones `stoppedUP`.

use crate::case::{Case, SHOW};
use crate::torrents::MAGNET_ID;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn shows_at_once() {
    let case = Case::start("torrents/stop").await;
    case.seed().await;
    case.does("torrents/add", "urls=$magnet").await;
    case.does("torrents/setForceStart", "hashes=$magnet&value=true").await;
    case.each(&[(&format!("hashes=$magnet|{SHOW}"), 200, ""), ("hashes=all", 200, "")]).await;
    let row = case.row(MAGNET_ID).await;
    assert_eq!((&row["state"], &row["force_start"]), (&json!("stoppedDL"), &json!(false)));
    assert_eq!(case.row(SHOW).await["state"], "stoppedUP");
    case.skips_unknown("").await;
    assert_eq!(case.read("torrents/info?filter=stopped").await.as_array().unwrap().len(), 2);
    case.end().await;
}

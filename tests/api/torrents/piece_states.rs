//! `torrents/pieceStates`: 0 missing, 2 verified; nothing without metadata.

use crate::case::{Case, SHOW};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn missing_or_verified() {
    let case = Case::start("torrents/pieceStates").await;
    case.upload(&["multi"]).await;
    case.magnet().await;
    assert_eq!(case.json("hash=$multi").await, json!(vec![0; 37]));
    case.gets(&[("hash=$magnet", 200, "[]")]).await;
    case.seed().await;
    assert_eq!(case.json(&format!("hash={SHOW}")).await, json!([2, 2, 2]));
    case.names_one_torrent().await;
    case.end().await;
}

//! `torrents/uploadLimit`: bytes per second by hash as it was sent; `all` names nothing.

use crate::case::Case;
use crate::torrents::{SINGLE, UNKNOWN};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn by_hash_as_sent() {
    let case = Case::start("torrents/uploadLimit").await;
    case.upload(&["single"]).await;
    let expected = json!({SINGLE: 0, UNKNOWN: -1, "all": -1});
    assert_eq!(case.json("hashes=$single|$unknown|all").await, expected);
    case.does("torrents/setUploadLimit", "hashes=$single&limit=2048").await;
    assert_eq!(case.post("hashes=$single").await.json(), json!({SINGLE: 2048}));
    case.end().await;
}

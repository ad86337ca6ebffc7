//! `torrents/downloadLimit`: bytes per second by hash as it was sent; `all` names nothing.

use crate::case::Case;
use crate::torrents::{SINGLE, UNKNOWN};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn by_hash_as_sent() {
    let case = Case::start("torrents/downloadLimit").await;
    case.upload(&["single"]).await;
    case.does("torrents/setDownloadLimit", "hashes=$single&limit=102400").await;
    let upper = SINGLE.to_uppercase();
    let answer = case.json(&format!("hashes=$single|$unknown|all|zz|{upper}")).await;
    let expected = json!({SINGLE: 102_400, UNKNOWN: -1, "all": -1, "zz": -1, upper: 102_400});
    assert_eq!(answer, expected);
    case.does("torrents/setDownloadLimit", "hashes=$single&limit=0").await;
    assert_eq!(case.post("hashes=$single").await.json(), json!({SINGLE: 0}));
    assert_eq!(case.json("hashes=").await, json!({"": -1}));
    case.end().await;
}

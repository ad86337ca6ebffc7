//! `torrents/tags`: in natural order, whatever the case.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn natural_order() {
    let case = Case::start("torrents/tags").await;
    assert_eq!(case.json("").await, json!([]));
    case.does("torrents/createTags", "tags=t10,T2,t1,b,A,10,9").await;
    assert_eq!(case.json("").await, json!(["9", "10", "A", "b", "t1", "T2", "t10"]));
    case.upload(&["single"]).await;
    case.does("torrents/addTags", "hashes=$single&tags=a new one").await;
    let all = case.post("").await.json();
    assert!(all.as_array().unwrap().contains(&json!("a new one")), "{all}");
    case.end().await;
}

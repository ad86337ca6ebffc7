//! `torrents/webseeds`: those of the torrent and those that were added.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn own_and_added() {
    let case = Case::start("torrents/webseeds").await;
    case.upload(&["single", "multi"]).await;
    case.magnet().await;
    case.gets(&[("hash=$single", 200, "[]"), ("hash=$magnet", 200, "[]")]).await;
    let own = case.json("hash=$multi").await;
    assert_eq!(own.as_array().unwrap().len(), 1);
    assert_eq!(own[0].as_object().unwrap().len(), 1, "only the address");
    case.does("torrents/addWebSeeds", "hash=$multi&urls=http://127.0.0.1:9/more").await;
    assert_eq!(case.json("hash=$multi").await, json!([own[0], {"url": "http://127.0.0.1:9/more"}]));
    case.names_one_torrent().await;
    case.end().await;
}

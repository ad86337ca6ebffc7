//! `torrents/trackers`: three entries that are none come first.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn three_that_are_none_come_first() {
    let case = Case::start("torrents/trackers").await;
    case.upload(&["multi", "private"]).await;
    let list = case.json("hash=$multi").await;
    let urls: Vec<&str> =
        list.as_array().unwrap().iter().map(|row| row["url"].as_str().unwrap()).collect();
    assert_eq!(urls[..3], ["** [DHT] **", "** [PeX] **", "** [LSD] **"]);
    assert!(urls.len() > 3 && urls[3].starts_with("http"));
    for row in &list.as_array().unwrap()[..3] {
        assert_eq!((&row["tier"], &row["num_peers"]), (&json!(-1), &json!(0)), "{row}");
    }
    assert_eq!(list[3]["status"], 1, "never contacted");
    let private = case.read("torrents/info?private=true").await[0]["hash"].clone();
    let list = case.json(&format!("hash={}", private.as_str().unwrap())).await;
    assert_eq!(list[0]["msg"], "This torrent is private");
    case.names_one_torrent().await;
    case.end().await;
}

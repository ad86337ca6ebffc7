//! `torrents/removeTrackers`: each is percent-encoded once more; `*` means all torrents.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn of_one_of_some_and_of_all() {
    let case = Case::start("torrents/removeTrackers").await;
    case.upload(&["single", "multi"]).await;
    let before = [case.row(SINGLE).await, case.row(MULTI).await];
    let urls = "http://127.0.0.1:9/a\nudp://127.0.0.1:9/b c\nhttp://127.0.0.1:9/d";
    case.does("torrents/addTrackers", &format!("hash=all&urls={urls}")).await;
    case.each(&[
        ("hash=$single&urls=http://127.0.0.1:9/a|http://nope/", 200, ""),
        ("hash=$single|$multi&urls=udp%3A%2F%2F127.0.0.1%3A9%2Fb%20c", 200, ""),
        ("hash=*&urls=http://127.0.0.1:9/d", 200, ""),
        ("hash=all&urls=", 200, ""),
        ("hash=$unknown&urls=http://127.0.0.1:9/a", 404, "Not Found"),
    ])
    .await;
    let count = |row: &Value| row["trackers_count"].as_i64().unwrap();
    assert_eq!(count(&case.row(SINGLE).await), count(&before[0]));
    assert_eq!(count(&case.row(MULTI).await), count(&before[1]) + 1);
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_skips_unknown_torrents() {
    let case = Case::newest("torrents/removeTrackers").await;
    case.upload(&["single"]).await;
    let before = case.row(SINGLE).await;
    case.each(&[("hash=$unknown&urls=http://x/", 204, ""), ("hash=all&urls=", 204, "")]).await;
    assert_eq!(case.row(SINGLE).await["trackers_count"], before["trackers_count"]);
    case.end().await;
}

//! `torrents/removeWebSeeds`: what is not there is ignored; one bad address and none goes.

use crate::case::Case;
use crate::torrents::SINGLE;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn all_or_none() {
    let case = Case::start("torrents/removeWebSeeds").await;
    case.upload(&["single"]).await;
    let base = "http://127.0.0.1:9";
    case.does("torrents/addWebSeeds", &format!("hash=$single&urls={base}/a|{base}/b|{base}/c"))
        .await;
    case.each(&[
        (&format!("hash=$single&urls={base}/a|not a url"), 400, "\"not a url\" is not a valid URL"),
        ("hash=$single&urls=udp://h/", 400, "URL scheme must be one of [http, https, ftp]"),
        ("hash=$unknown&urls=::bad", 404, "Not Found"),
        (&format!("hash=$single&urls={base}/nope|{base}/b"), 200, ""),
        ("hash=$single&urls=", 200, ""),
    ])
    .await;
    let seeds = case.read(&format!("torrents/webseeds?hash={SINGLE}")).await;
    assert_eq!(seeds, json!([{"url": format!("{base}/a")}, {"url": format!("{base}/c")}]));
    case.end().await;
}

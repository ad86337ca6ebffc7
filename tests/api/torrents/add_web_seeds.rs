//! `torrents/addWebSeeds`: all of a list or none; each is percent-encoded once more.

use crate::case::Case;
use crate::torrents::SINGLE;

#[tokio::test(flavor = "multi_thread")]
async fn all_or_none() {
    let case = Case::start("torrents/addWebSeeds").await;
    case.upload(&["single"]).await;
    let base = "http://127.0.0.1:9";
    case.each(&[
        (&format!("hash=$single&urls={base}/w1|{base}/w2|{base}/w1"), 200, ""),
        (&format!("hash=$single&urls={base}/w%2520four"), 200, ""),
        (&format!("hash=$single&urls={base}/w1"), 200, ""),
        ("hash=$single&urls=", 200, ""),
        (
            &format!("hash=$single&urls={base}/w%20three"),
            400,
            &format!("\"{base}/w three\" is not a valid URL"),
        ),
        (
            &format!("hash=$single&urls={base}/good|not a url"),
            400,
            "\"not a url\" is not a valid URL",
        ),
        ("hash=$single&urls=magnet:?x", 400, "URL scheme must be one of [http, https, ftp]"),
        ("hash=$unknown&urls=::bad", 404, "Not Found"),
        ("hash=all&urls=http://h/", 404, "Not Found"),
    ])
    .await;
    let seeds = case.read(&format!("torrents/webseeds?hash={SINGLE}")).await;
    let seeds: Vec<&str> =
        seeds.as_array().unwrap().iter().map(|row| row["url"].as_str().unwrap()).collect();
    let expected = ["/w1", "/w2", "/w%20four"].map(|end| format!("{base}{end}"));
    assert_eq!(seeds, expected);
    case.end().await;
}

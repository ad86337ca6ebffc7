//! `torrents/editWebSeed`: another address for one web seed.

use crate::case::Case;
use crate::torrents::SINGLE;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn one_becomes_another() {
    let case = Case::start("torrents/editWebSeed").await;
    case.upload(&["single"]).await;
    let base = "http://127.0.0.1:9";
    case.does("torrents/addWebSeeds", &format!("hash=$single&urls={base}/a|{base}/b")).await;
    for (old, new, status, text) in [
        (format!("{base}/a"), "::bad".to_owned(), 400, "\"::bad\" is not a valid URL".to_owned()),
        ("no".to_owned(), format!("{base}/c"), 400, "\"no\" is not a valid URL".to_owned()),
        (
            format!("{base}/a"),
            "file:///x".to_owned(),
            400,
            "URL scheme must be one of [http, https, ftp]".to_owned(),
        ),
        (
            format!("{base}/nope"),
            format!("{base}/c"),
            409,
            format!("\"{base}/nope\" is not an existing URL"),
        ),
        (format!("{base}/a"), format!("{base}/c"), 200, String::new()),
    ] {
        let rest = format!("origUrl={old}&newUrl={new}");
        case.each(&[
            (&format!("hash=$unknown&{rest}"), 404, "Not Found"),
            (&format!("hash=$single&{rest}"), status, &text),
        ])
        .await;
    }
    let seeds = case.read(&format!("torrents/webseeds?hash={SINGLE}")).await;
    assert_eq!(seeds, json!([{"url": format!("{base}/c")}, {"url": format!("{base}/b")}]));
    case.end().await;
}

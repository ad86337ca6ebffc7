//! `app/version`: the version that clients look for, with its `v`.

use crate::case::Case;
use crate::common::Request;

#[tokio::test(flavor = "multi_thread")]
async fn older_clients_find_what_they_know() {
    let case = Case::start("app/version").await;
    let version = case.get("").await;
    assert_eq!(version.header("content-type"), Some("text/plain; charset=UTF-8"));
    assert_eq!(version.text(), "v5.1.4");
    assert_eq!(case.post("a=b").await.text(), "v5.1.4");
    let readarr = Request::get("app/version").header("User-Agent", "Readarr/0.3.20 (debian 12)");
    assert_eq!(case.client.send(readarr).await.text(), "v4.6.7");
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_is_the_newest() {
    let case = Case::newest("app/version").await;
    case.gets(&[("", 200, "v5.3.0")]).await;
    case.end().await;
}

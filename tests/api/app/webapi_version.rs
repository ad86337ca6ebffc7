//! `app/webapiVersion`: three numbers.

use crate::case::Case;
use crate::common::Request;

#[tokio::test(flavor = "multi_thread")]
async fn older_clients_find_what_they_know() {
    let case = Case::start("app/webapiVersion").await;
    case.gets(&[("", 200, "2.11.4")]).await;
    let readarr = Request::get("app/webapiVersion").header("User-Agent", "Readarr/0.3.20");
    assert_eq!(case.client.send(readarr).await.text(), "2.9.3");
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_is_the_newest() {
    let case = Case::newest("app/webapiVersion").await;
    case.gets(&[("", 200, "2.16.2")]).await;
    case.end().await;
}

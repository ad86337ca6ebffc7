//! `app/deleteAPIKey`: the key opens nothing from then on.

use crate::case::Case;
use crate::common::Request;

#[tokio::test(flavor = "multi_thread")]
async fn ends_the_key() {
    let case = Case::start("app/deleteAPIKey").await;
    let answer = case.client.post("app/rotateAPIKey", &[]).await.json();
    let key = answer["apiKey"].as_str().unwrap().to_owned();
    let with_key = || {
        let request = Request::get("app/version").header("Authorization", &format!("Bearer {key}"));
        let stranger = case.server.stranger();
        async move { stranger.send(request).await.status }
    };
    assert_eq!(with_key().await, 200);
    case.each(&[("", 200, ""), ("", 200, "")]).await;
    assert_eq!(with_key().await, 403);
    assert_eq!(case.read("app/preferences").await["web_ui_api_key"], "");
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_has_no_content() {
    let case = Case::newest("app/deleteAPIKey").await;
    case.each(&[("", 204, "")]).await;
    case.end().await;
}

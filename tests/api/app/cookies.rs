//! `app/cookies`: the cookies for downloads, none at first.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn as_they_were_set() {
    let case = Case::start("app/cookies").await;
    case.gets(&[("", 200, "[]")]).await;
    let cookie = json!([{"domain": "example.org", "name": "sid", "value": "v 1", "path": "/"}]);
    case.does("app/setCookies", &format!("cookies={cookie}")).await;
    let kept =
        r#"[{"domain":"example.org","expirationDate":-1,"name":"sid","path":"/","value":"v 1"}]"#;
    case.gets(&[("", 200, kept)]).await;
    assert_eq!(case.get("").await.header("content-type"), Some("application/json"));
    case.end().await;
}

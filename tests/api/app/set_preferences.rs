//! `app/setPreferences`: any subset, all or nothing. Text that is no JSON object changes nothing.

use crate::case::Case;
use crate::common::Request;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_set_reads_back() {
    let case = Case::start("app/setPreferences").await;
    let raw = Request::new("POST", "/api/v2/app/setPreferences")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(r#"json={"lsd":false,"max_active_downloads":7}"#);
    assert_eq!(case.client.send(raw).await.status, 200);
    let preferences = case.read("app/preferences").await;
    assert_eq!(
        (&preferences["lsd"], &preferences["max_active_downloads"]),
        (&json!(false), &json!(7))
    );
    for odd in ["{bad", "", "[1]", "null", r#"{"no_such_pref":1}"#] {
        case.each(&[(&format!("json={odd}"), 200, "")]).await;
    }
    let user = "WebUI username must be at least 3 characters long";
    case.each(&[
        (r#"json={"web_ui_username":"ab","lsd":true}"#, 400, user),
        (r#"json={"web_ui_username":"ab:cd"}"#, 400, "WebUI username cannot contain a colon"),
        (
            r#"json={"web_ui_password":"12345","lsd":true}"#,
            400,
            "WebUI password must be at least 6 characters long",
        ),
    ])
    .await;
    assert_eq!(case.read("app/preferences").await, preferences, "all or nothing");
    case.end().await;
}

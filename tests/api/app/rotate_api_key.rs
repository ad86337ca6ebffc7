//! `app/rotateAPIKey`: a new key at each call; the one before opens nothing.

use crate::case::Case;
use crate::common::Request;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_key_alone_opens() {
    let case = Case::start("app/rotateAPIKey").await;
    let mut keys = Vec::new();
    for _ in 0..2 {
        let answer = case.post("").await.json();
        assert_eq!(answer.as_object().unwrap().len(), 1);
        let key = answer["apiKey"].as_str().unwrap().to_owned();
        assert!(key.starts_with("qbt_") && key.len() == 32, "{key}");
        assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{key}");
        keys.push(key);
    }
    assert_eq!(case.read("app/preferences").await["web_ui_api_key"], keys[1]);
    for (key, status) in keys.iter().zip([403, 200]) {
        let bearer = format!("Bearer {key}");
        let request = Request::get("app/version").header("Authorization", &bearer);
        assert_eq!(case.server.stranger().send(request).await.status, status);
    }
    let set = json!({"web_ui_api_key": "qbt_mine"});
    case.does("app/setPreferences", &format!("json={set}")).await;
    assert_eq!(case.read("app/preferences").await["web_ui_api_key"], keys[1], "read-only there");
    case.end().await;
}

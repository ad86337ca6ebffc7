//! `codex/settings`: settings outside qBittorrent's table.

use qcodex::clock::Clock;
use serde_json::json;

use crate::common::{Client, Request, TestApp};

async fn set(client: &Client, value: &str) -> (u16, String) {
    let answer = client.post("codex/settings", &[("json", value)]).await;
    (answer.status, answer.text())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dialect_changes_at_once_and_stays() {
    let server = TestApp::start().await;
    assert_eq!(server.stranger().get("codex/settings").await.status, 403);
    let client = server.client().await;
    let expected = json!({"dialect": {
        "choices": ["4", "5.1", "5.3"], "effective": "5.1", "fixed": null,
        "needs_restart": false, "value": "5.1",
    }});
    assert_eq!(client.get("codex/settings").await.json(), expected);

    let (status, _) = set(&client, r#"{"dialect":"5.3"}"#).await;
    assert_eq!(status, 200);
    assert_eq!(client.get("app/version").await.text(), "v5.3.0");
    assert_eq!(client.get("codex/settings").await.json()["dialect"]["effective"], "5.3");
    // A client that needs another one still gets it.
    let readarr = Request::get("app/version").header("User-Agent", "Readarr/0.4");
    assert_eq!(client.send(readarr).await.text(), "v4.6.7");

    for (value, text) in [
        ("[]", "json must be an object"),
        (r#"{"dialect":6}"#, "dialect must be a text"),
        (r#"{"dialect":"6"}"#, "unknown dialect `6`: use 5.1, 5.3 or 4"),
        (r#"{"nope":1}"#, "there is no setting named \"nope\""),
    ] {
        assert_eq!(set(&client, value).await, (400, text.to_owned()));
    }
    assert_eq!(client.get("app/version").await.text(), "v5.3.0");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_command_line_says_is_fixed() {
    let fixed = |config: &mut qcodex::config::Config| config.dialect = Some("4".to_owned());
    let server = TestApp::start_with(Clock::system(), fixed).await;
    let client = server.client().await;
    let reason = "set by --dialect or QCODEX_DIALECT for this run";
    let answer = client.get("codex/settings").await.json();
    assert_eq!(answer["dialect"]["fixed"], reason);
    assert_eq!(answer["dialect"]["effective"], "4");
    let refused = set(&client, r#"{"dialect":"5.3"}"#).await;
    assert_eq!(refused, (409, format!("dialect: {reason}")));
    assert_eq!(client.get("app/version").await.text(), "v4.6.7");
    server.stop().await;
}

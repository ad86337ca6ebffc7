//! `codex/migrate`: everything moves to another node, and keeps its info hash.

use serde_json::{Value, json};

use super::{online, set, setting};
use crate::case::{Case, SHOW};
use crate::common::{Client, TestApp, eventually};
use crate::torrents::until;

async fn progress(client: &Client) -> Value {
    client.get("codex/migrate").await.json()
}

/// Datasets that a node lists over its API.
async fn datasets(node: &TestApp) -> Vec<String> {
    let url = node.app.codex_api_url.clone().unwrap();
    let client = Client::new(url.rsplit('/').next().unwrap().parse().unwrap());
    let request = crate::common::Request::new("GET", "/api/storage/v1/data");
    let list = client.send(request).await.json();
    let cids = list["content"].as_array().unwrap().iter();
    cids.map(|entry| entry["cid"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_moves_with_the_node_and_goes_with_its_item() {
    let other = TestApp::start().await;
    let url = other.app.codex_api_url.clone().unwrap();
    let case = Case::start("codex/migrate").await;
    case.seed().await;
    until(&case.client, SHOW, |row| row["codex_publish"] == "published").await;
    let before = progress(&case.client).await;
    assert_eq!((&before["from"], &before["to"]), (&Value::Null, &json!("embedded")));
    assert_eq!(before["items"]["published"], 1);

    let answer = case.post(&format!("to={url}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let begun = answer.json();
    assert_eq!((&begun["from"], &begun["to"]), (&json!("embedded"), &json!(url)));
    online(&case.client).await;
    until(&case.client, SHOW, |row| row["codex_publish"] == "published").await;
    assert!(!datasets(&other).await.is_empty());
    eventually("the former node is let go", async || {
        progress(&case.client).await["from"].is_null()
    })
    .await;
    let after = progress(&case.client).await;
    assert_eq!((&after["items"]["published"], &after["items"]["waiting"]), (&json!(1), &json!(0)));
    assert!(after["items"]["published_bytes"].as_u64().unwrap() > 0);

    // The copies are this session's, also after the way back: they go with the item.
    case.does("torrents/delete", &format!("hashes={SHOW}&deleteFiles=false")).await;
    eventually("the copies are gone", async || datasets(&other).await.is_empty()).await;
    case.end().await;
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_under_way_goes_on_after_a_restart_and_back_again() {
    let other = TestApp::start().await;
    let url = other.app.codex_api_url.clone().unwrap();
    let case = Case::start("codex/migrate").await;
    case.seed().await;
    let Case { server, client, .. } = case;
    assert_eq!(client.post("codex/migrate", &[("to", &url)]).await.status, 200);
    let server = server.restart().await;
    let client = server.client().await;
    online(&client).await;
    assert_eq!(progress(&client).await["to"], json!(url));
    until(&client, SHOW, |row| row["codex_publish"] == "published").await;
    assert!(!datasets(&other).await.is_empty());
    assert_eq!(client.post("codex/migrate", &[("to", "embedded")]).await.status, 200);
    until(&client, SHOW, |row| row["codex_publish"] == "published").await;
    assert_eq!(progress(&client).await["to"], "embedded");
    let used = server.app.session.stored("codex_nodes", "used");
    assert_eq!(used.as_deref(), Some(&b"embedded"[..]));
    server.stop().await;
    other.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_cannot_be_used_is_refused_and_nothing_changes() {
    let server = TestApp::start().await;
    let client = server.client().await;
    // The web interface answers, but is no node.
    let web = server.app.webui_url.clone();
    for (url, words) in [
        (web.as_str(), "there is no API of a Codex node at this address"),
        ("http://127.0.0.1:1", "cannot be used"),
        ("ftp://127.0.0.1", "not the address of a Codex node"),
    ] {
        let answer = client.post("codex/migrate", &[("to", url)]).await;
        assert_eq!(answer.status, 400, "{url}");
        assert!(answer.text().contains(words), "{}", answer.text());
        assert_eq!(set(&client, &json!({"node_url": url}).to_string()).await.0, 400);
        assert_eq!(setting(&client, "node_url").await["effective"], "embedded");
    }
    let both = client.post("codex/migrate", &[("to", "embedded"), ("end", "true")]).await;
    assert_eq!(both.status, 409);
    let nothing = client.post("codex/migrate", &[("remove", "true")]).await;
    assert_eq!(nothing.status, 409);
    assert!(nothing.text().contains("nothing is moving"), "{}", nothing.text());
    let ended = client.post("codex/migrate", &[("end", "true")]).await.json();
    assert_eq!((&ended["from"], &ended["to"]), (&Value::Null, &json!("embedded")));
    server.stop().await;
}

//! `codex/*`: what qBittorrent does not have.

mod capabilities;
mod effects;
mod history;
mod migrate;
mod presets;
mod publish;
mod purchase;
mod purchases;
pub(crate) mod real;
mod settings;
mod sources;
mod unpublish;

use serde_json::Value;

use crate::common::{Client, TestApp, eventually};

/// Changes settings of the node; status and text.
pub(crate) async fn set(client: &Client, value: &str) -> (u16, String) {
    let answer = client.post("codex/settings", &[("json", value)]).await;
    (answer.status, answer.text())
}

/// Changes settings of the node, which must work.
pub(crate) async fn change(client: &Client, value: Value) {
    let (status, text) = set(client, &value.to_string()).await;
    assert_eq!(status, 200, "{value}: {text}");
}

/// One setting of the node.
pub(crate) async fn setting(client: &Client, name: &str) -> Value {
    let all = client.get("codex/settings").await.json();
    let found = all["settings"][name].clone();
    assert!(found.is_object(), "{name} is missing: {all}");
    found
}

/// All settings of the node.
pub(crate) async fn all(client: &Client) -> Value {
    client.get("codex/settings").await.json()
}

/// A server on a real node, as soon as it has answered.
pub(crate) async fn on_node(url: &str) -> (TestApp, Client) {
    let node = qcodex::config::NodeChoice::Url(url.to_owned());
    let server = TestApp::start_with(qcodex::clock::Clock::system(), |config| {
        config.codex = Some(node);
    })
    .await;
    let client = server.client().await;
    online(&client).await;
    (server, client)
}

/// Waits until the node has answered and told what it is.
pub(crate) async fn online(client: &Client) {
    eventually("the node answers", async || {
        let node = client.get("codex/capabilities").await.json()["node"].clone();
        let space = setting(client, "quota").await["effective"].clone();
        node["state"] == "online" && space.is_number()
    })
    .await;
}

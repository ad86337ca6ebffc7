//! A server on a node, told and seen through HTTP alone.

use std::path::PathBuf;
use std::time::Duration;

use qcodex::clock::Clock;
use qcodex::config::NodeChoice;
use serde_json::Value;
use tokio::time::Instant;

use crate::common::{Client, Request, TestApp};
use crate::simulator::Simulator;

/// No step takes this long, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(200);

/// A server, logged in at.
#[derive(Debug)]
pub struct Server {
    /// The server.
    pub app: TestApp,
    /// A session.
    pub client: Client,
    url: String,
}

impl Server {
    /// Starts one on a node.
    pub async fn on(node: &Simulator) -> Self {
        Self::at(node, Clock::system()).await
    }

    /// The same in another time.
    pub async fn at(node: &Simulator, clock: Clock) -> Self {
        Self::start(node, clock, None).await
    }

    /// One that waits for the node no longer than this in any step.
    pub async fn impatient(node: &Simulator, patience: Duration) -> Self {
        Self::start(node, Clock::system(), Some(patience)).await
    }

    async fn start(node: &Simulator, clock: Clock, patience: Option<Duration>) -> Self {
        let url = node.url();
        let choice = NodeChoice::Url(url.clone());
        let app = TestApp::start_with(clock, |config| {
            config.codex = Some(choice);
            config.codex_patience = patience;
        })
        .await;
        let client = app.client().await;
        Self { app, client, url }
    }

    /// One on its own node, logged in at.
    pub fn embedded(app: TestApp, client: Client) -> Self {
        Self { app, client, url: String::new() }
    }

    /// Ends it cleanly and starts it again on the node that it stored.
    pub async fn restart_as_stored(self) -> Self {
        let app = self.app.restart().await;
        let client = app.client().await;
        Self::embedded(app, client)
    }

    /// Changes a setting of the node.
    pub async fn change(&self, settings: Value) {
        let json = settings.to_string();
        let answer = self.client.post("codex/settings", &[("json", &json)]).await;
        assert_eq!(answer.status, 200, "{json}");
    }

    /// The node in use, as the sources tell it.
    pub async fn own(&self) -> Value {
        self.client.get("codex/sources").await.json()["own"].clone()
    }

    /// Waits until a torrent has this reason; what it says.
    pub async fn reason(&self, id: &str, code: &str) -> String {
        let mut text = String::new();
        let deadline = Instant::now() + PATIENCE;
        while text.is_empty() {
            let row = self.row(id).await.unwrap_or_default();
            assert!(Instant::now() < deadline, "{code}: waited in vain; {}", brief(&row));
            if row["codex_reason"]["code"] == code {
                row["codex_reason"]["text"].as_str().unwrap().clone_into(&mut text);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        text
    }

    /// Ends it cleanly and starts it again.
    pub async fn restart(self) -> Self {
        let Self { app, url, .. } = self;
        let choice = NodeChoice::Url(url.clone());
        let app = app.restart_with(|config| config.codex = Some(choice)).await;
        let client = app.client().await;
        Self { app, client, url }
    }

    /// Where its files lie.
    pub fn save_path(&self) -> PathBuf {
        self.app.folder.path().join("save")
    }

    /// Adds a `.torrent`.
    pub async fn add_torrent(&self, torrent: &[u8]) {
        self.add_torrents(&[torrent]).await;
    }

    /// Adds several in one request.
    pub async fn add_torrents(&self, torrents: &[&[u8]]) {
        let files = torrents.iter().map(|torrent| ("torrents", "a.torrent", *torrent));
        let files: Vec<_> = files.collect();
        let answer = self.client.send(Request::multipart("torrents/add", &[], &files)).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, "Ok."));
    }

    /// Adds a magnet or a CID.
    pub async fn add_link(&self, link: &str) {
        let answer = self.client.post("torrents/add", &[("urls", link)]).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, "Ok."));
    }

    /// The `.torrent` with its placement.
    pub async fn export(&self, id: &str) -> Vec<u8> {
        let answer = self.client.get(&format!("torrents/export?hash={id}")).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body
    }

    /// Removes a torrent and its files.
    pub async fn delete(&self, id: &str) {
        let form = [("hashes", id), ("deleteFiles", "true")];
        assert_eq!(self.client.post("torrents/delete", &form).await.status, 200);
    }

    /// All rows.
    pub async fn list(&self) -> Vec<Value> {
        self.client.get("torrents/info").await.json().as_array().unwrap().clone()
    }

    /// The row of a torrent.
    pub async fn row(&self, id: &str) -> Option<Value> {
        let answer = self.client.get(&format!("torrents/info?hashes={id}")).await;
        answer.json().as_array().unwrap().first().cloned()
    }

    /// Waits for a row; one that says failed on the way fails the test.
    pub async fn wait(&self, id: &str, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let row = self.row(id).await.unwrap_or(Value::Null);
            if wanted(&row) {
                return row;
            }
            assert_not_failed(&row);
            assert!(Instant::now() < deadline, "{what}: waited in vain; {}", brief(&row));
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until a torrent is complete, seeding and published.
    pub async fn published(&self, id: &str) -> Value {
        let row = self.wait(id, "complete and published", is_published).await;
        assert_eq!(row["progress"], 1, "{}", brief(&row));
        assert_eq!(row["amount_left"], 0, "{}", brief(&row));
        row
    }
}

/// Complete, at rest, and in the node.
pub fn is_published(row: &Value) -> bool {
    ["stalledUP", "uploading"].contains(&row["state"].as_str().unwrap_or_default())
        && row["codex_publish"] == "published"
}

/// Fails for what only a user could mend.
pub fn assert_not_failed(row: &Value) {
    let state = row["state"].as_str().unwrap_or_default();
    assert!(!["error", "missingFiles"].contains(&state), "{}", brief(row));
    assert_ne!(row["codex_publish"], "failed", "{}", brief(row));
}

/// Waits until something is true.
pub async fn until(what: &str, wanted: impl AsyncFn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !wanted().await {
        assert!(Instant::now() < deadline, "{what}: waited in vain");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The telling members of a row.
pub fn brief(row: &Value) -> String {
    let members = ["name", "state", "progress", "completed", "codex_publish", "codex_reason"];
    members.map(|name| format!("{name}: {}", row[name])).join(", ")
}

//! A server with a logged-in client: adds, looks, waits. Everything goes over HTTP.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use crate::http::{Client, Request, Response};
use crate::server::{PASSWORD, Server, Setup, USERNAME};

/// No step of a scenario takes this long, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(200);

/// Between two looks.
const LOOK: Duration = Duration::from_millis(100);

/// A running server and a session on it.
#[derive(Debug)]
pub struct Peer {
    /// For messages.
    pub name: &'static str,
    /// The process.
    pub server: Server,
    /// The session.
    pub client: Client,
}

impl Peer {
    /// Starts a server and logs in.
    pub async fn start(name: &'static str, setup: Setup) -> Self {
        let server = setup.start().await;
        let mut client = Client::new(server.address());
        let answer = client.login(USERNAME, PASSWORD).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, "Ok."), "login at {name}");
        Self { name, server, client }
    }

    /// Starts an embedded node that reads from `source` too.
    pub async fn reading_from(name: &'static str, source: &str) -> Self {
        Self::start(name, Setup::new().arg("--codex-source").arg(source)).await
    }

    /// Its Codex API.
    pub fn codex_url(&self) -> String {
        self.server.codex_api_url.clone().unwrap()
    }

    /// Its save path.
    pub fn save_path(&self) -> PathBuf {
        self.server.save_path()
    }

    /// Kills it at once; what is needed to start it again at the same addresses.
    pub async fn kill(self) -> Setup {
        self.server.kill().await
    }

    /// Adds a `.torrent`.
    pub async fn add_torrent(&self, torrent: &[u8], fields: &[(&str, &str)]) {
        let request =
            Request::multipart("torrents/add", fields, &[("torrents", "a.torrent", torrent)]);
        self.added(&self.client.send(request).await);
    }

    /// Adds a magnet or a CID.
    pub async fn add_link(&self, link: &str) {
        self.added(&self.client.post("torrents/add", &[("urls", link)]).await);
    }

    fn added(&self, answer: &Response) {
        assert_eq!((answer.status, answer.text().as_str()), (200, "Ok."), "add at {}", self.name);
    }

    /// A command about one torrent.
    pub async fn order(&self, action: &str, id: &str) {
        self.post(action, &[("hashes", id)]).await;
    }

    /// A form that must be taken.
    pub async fn post(&self, action: &str, form: &[(&str, &str)]) {
        let answer = self.client.post(&format!("torrents/{action}"), form).await;
        assert_eq!(answer.status, 200, "{action} at {}: {answer:?}", self.name);
    }

    /// A command about the whole session.
    pub async fn session(&self, action: &str) {
        let answer = self.client.post(&format!("transfer/{action}"), &[]).await;
        assert_eq!(answer.status, 200, "{action} at {}: {answer:?}", self.name);
    }

    /// All rows of `torrents/info`.
    pub async fn list(&self) -> Vec<Value> {
        let answer = self.client.get("torrents/info").await;
        assert_eq!(answer.status, 200, "torrents/info at {}", self.name);
        answer.json().as_array().unwrap().clone()
    }

    /// The row of a torrent, as `torrents/info` and `sync/maindata` both show it.
    pub async fn row(&self, id: &str) -> Option<Value> {
        let answer = self.client.get(&format!("torrents/info?hashes={id}")).await;
        assert_eq!(answer.status, 200, "torrents/info at {}", self.name);
        answer.json().as_array().unwrap().first().cloned()
    }

    /// `torrents/files` of a torrent.
    pub async fn files(&self, id: &str) -> Vec<Value> {
        let answer = self.client.get(&format!("torrents/files?hash={id}")).await;
        assert_eq!(answer.status, 200, "torrents/files at {}", self.name);
        answer.json().as_array().unwrap().clone()
    }

    /// `torrents/export` of a torrent.
    pub async fn export(&self, id: &str) -> Vec<u8> {
        let answer = self.client.get(&format!("torrents/export?hash={id}")).await;
        assert_eq!(answer.status, 200, "torrents/export at {}: {answer:?}", self.name);
        answer.body
    }

    /// Waits until the row of a torrent is as wanted.
    pub async fn wait(&self, id: &str, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            last = self.row(id).await.unwrap_or(Value::Null);
            if wanted(&last) {
                return last;
            }
            tokio::time::sleep(LOOK).await;
        }
        panic!("{} at {}: waited in vain; {}", what, self.name, brief(&last));
    }

    /// Waits until something is true.
    pub async fn until(&self, what: &str, wanted: impl AsyncFn() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !wanted().await {
            assert!(Instant::now() < deadline, "{what} at {}: waited in vain", self.name);
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Waits until a torrent is complete, seeding and published. Its row.
    pub async fn published(&self, id: &str) -> Value {
        let row = self
            .wait(id, "complete and published", |row| {
                is_seeding(row) && row["codex_publish"] == "published"
            })
            .await;
        assert_complete(&row);
        row
    }

    /// Waits until a torrent has a reason with this code.
    pub async fn reason(&self, id: &str, codes: &[&str]) -> Value {
        self.wait(id, &format!("reason {codes:?}"), |row| {
            row["codex_reason"]["code"].as_str().is_some_and(|code| codes.contains(&code))
        })
        .await
    }

    /// An answer of its Codex API.
    pub async fn codex(&self, request: Request) -> Response {
        Client::new(self.server.codex_api_address()).send(request).await
    }

    /// What its node holds, by the Codex API: CIDs sorted, and bytes of quota used.
    pub async fn holdings(&self) -> (Vec<String>, Value) {
        let list = self.codex(Request::new("GET", "/api/storage/v1/data")).await.json();
        let mut cids: Vec<String> = list["content"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["cid"].as_str().unwrap().to_owned())
            .collect();
        cids.sort();
        let space = self.codex(Request::new("GET", "/api/storage/v1/space")).await.json();
        (cids, space["quotaUsedBytes"].clone())
    }

    /// Uploads bytes through its Codex API. The CID.
    pub async fn upload(&self, name: &str, bytes: Vec<u8>) -> String {
        let request = Request::new("POST", "/api/storage/v1/data")
            .header("Content-Type", "application/octet-stream")
            .header("Content-Disposition", &format!("attachment; filename=\"{name}\""))
            .body(bytes);
        let answer = self.codex(request).await;
        assert_eq!(answer.status, 200, "upload at {}: {answer:?}", self.name);
        answer.text()
    }
}

/// Complete, and neither stopped nor at work.
pub fn is_seeding(row: &Value) -> bool {
    ["stalledUP", "uploading"].contains(&row["state"].as_str().unwrap_or_default())
}

/// Fails unless a row says complete in every way.
pub fn assert_complete(row: &Value) {
    assert_eq!(row["progress"], json!(1), "{}", brief(row));
    assert_eq!(row["amount_left"], 0, "{}", brief(row));
    assert_eq!(row["completed"], row["size"], "{}", brief(row));
    assert_eq!(row["pieces_have"], row["pieces_num"], "{}", brief(row));
}

/// Fails if a row claims anything that only complete content may claim.
pub fn assert_not_complete(row: &Value) {
    assert!(row["progress"].as_f64().is_some_and(|progress| progress < 1.0), "{}", brief(row));
    assert!(!is_seeding(row), "{}", brief(row));
    assert_eq!(row["completion_on"], -1, "{}", brief(row));
    assert_ne!(row["codex_publish"], "published", "{}", brief(row));
}

/// The telling members of a row.
pub fn brief(row: &Value) -> String {
    let members = [
        "name",
        "state",
        "progress",
        "completed",
        "size",
        "pieces_have",
        "pieces_num",
        "downloaded",
        "total_wasted",
        "codex_publish",
        "codex_reason",
        "codex_record",
        "codex_node",
        "num_seeds",
    ];
    let shown: serde_json::Map<_, _> = members
        .iter()
        .filter_map(|name| row.get(*name).map(|value| ((*name).to_owned(), value.clone())))
        .collect();
    Value::Object(shown).to_string()
}

/// Pieces of an array of JSON texts.
pub fn texts(list: &[Value], member: &str) -> Vec<String> {
    list.iter().map(|entry| entry[member].as_str().unwrap_or_default().to_owned()).collect()
}

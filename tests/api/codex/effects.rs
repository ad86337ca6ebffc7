//! What the settings around the embedded node do.

use std::time::Duration;

use qcodex::clock::Clock;
use qcodex::config::NodeChoice;
use qcodex::telemetry::{self, LogLevel};
use qcodex::torrent::{CreateFile, CreateParams, TorrentBuilder, TorrentFormat};
use serde_json::{Value, json};

use super::real::RealNode;
use super::{change, online, set, setting};
use crate::case::{SHOW, place_show};
use crate::common::{Client, Request, TestApp, eventually};
use crate::torrents::pair::noise;
use crate::torrents::{arr, rows, until};

fn node(server: &TestApp) -> Client {
    let url = server.app.codex_api_url.as_deref().unwrap();
    Client::new(url.trim_start_matches("http://").parse().unwrap())
}

/// Stores bytes in the node; status and text.
async fn put(node: &Client, data: &[u8]) -> (u16, String) {
    let answer = node.send(Request::new("POST", "/api/storage/v1/data").body(data)).await;
    (answer.status, answer.text())
}

async fn has(node: &Client, cid: &str) -> bool {
    let path = format!("/api/storage/v1/data/{cid}/exists");
    node.send(Request::new("GET", &path)).await.json()[cid] == true
}

/// A torrent whose files are in place, published.
async fn published(server: &TestApp, client: &Client) -> Value {
    place_show(&server.folder.path().join("save"));
    let (torrent, _) = arr::show();
    let file = ("torrents", "show.torrent", &*torrent);
    let answer = client.send(Request::multipart("torrents/add", &[], &[file])).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    until(client, SHOW, |row| row["codex_publish"] == "published").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quota_holds_at_once_and_is_never_below_what_is_used() {
    let server = TestApp::start().await;
    let (client, node) = (server.client().await, node(&server));
    let small = 1024 * 1024;
    change(&client, json!({"quota": small})).await;
    assert_eq!(setting(&client, "quota").await["effective"], small);
    let (status, text) = put(&node, &noise(2_000_000, 1)).await;
    assert_eq!(status, 500);
    assert!(text.contains("quota"), "{text}");
    change(&client, json!({"quota": 4 * small})).await;
    assert_eq!(put(&node, &noise(2_000_000, 1)).await.0, 200);
    let (status, text) = set(&client, &json!({"quota": small}).to_string()).await;
    assert_eq!(status, 400);
    assert!(text.contains("bytes are in use"), "{text}");
    let server = server.restart().await;
    let client = server.client().await;
    assert_eq!(setting(&client, "quota").await["value"], 4 * small);
    let space = self::node(&server).send(Request::new("GET", "/api/storage/v1/space")).await.json();
    assert_eq!(space["quotaMaxBytes"], 4 * small);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_layout_decides_new_cids_and_keeps_the_old_ones() {
    let server = TestApp::start().await;
    let (client, node) = (server.client().await, node(&server));
    let data = noise(100_000, 2);
    let (_, before) = put(&node, &data).await;
    published(&server, &client).await;
    let files = client.get(&format!("torrents/files?hash={SHOW}")).await.json();
    let old = files[0]["codex_cid"].as_str().unwrap().to_owned();
    change(&client, json!({"generation": "a"})).await;
    assert_eq!(setting(&client, "generation").await["effective"], "a");
    let (_, after) = put(&node, &data).await;
    assert_ne!(before, after);
    for cid in [&before, &after, &old] {
        assert!(has(&node, cid).await, "{cid}");
    }
    let info = node.send(Request::new("GET", "/api/storage/v1/debug/info")).await.json();
    assert_eq!(info["storage"]["generation"], "a");
    // What was published before stays so, and the node keeps its references after a start.
    let server = server.restart().await;
    let (client, node) = (server.client().await, self::node(&server));
    let row = until(&client, SHOW, |row| row["codex_publish"] == "published").await;
    assert_eq!(row["state"], "stalledUP");
    let path = format!("/api/storage/v1/data/{old}");
    assert_eq!(node.send(Request::new("GET", &path)).await.body.len(), 40_000);
    client.post("torrents/delete", &[("hashes", SHOW), ("deleteFiles", "false")]).await;
    eventually("it is forgotten", async || !has(&node, &old).await).await;
    assert!(rows(&client, "").await.is_empty());
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_that_nothing_needs_are_dropped_after_a_time() {
    let now = u64::try_from(Clock::system().unix_secs()).unwrap();
    let server = TestApp::start_with(Clock::manual(now), |_| {}).await;
    let (client, node) = (server.client().await, node(&server));
    let (_, upload) = put(&node, &noise(100_000, 3)).await;
    let row = published(&server, &client).await;
    let record = row["codex_record"].as_str().unwrap().to_owned();
    server.clock.advance(Duration::from_hours(24));
    let client = server.client().await;
    assert!(has(&node, &upload).await);
    let row = setting(&client, "retention").await;
    assert_eq!((&row["value"], &row["restart"]), (&json!(3_153_600_000_i64), &json!("none")));
    change(&client, json!({"retention": 2 * 86_400})).await;
    assert!(has(&node, &upload).await);
    change(&client, json!({"retention": 3600})).await;
    eventually("it is dropped", async || !has(&node, &upload).await).await;
    assert!(has(&node, &record).await, "the record is needed");
    let files = client.get(&format!("torrents/files?hash={SHOW}")).await.json();
    assert!(has(&node, files[0]["codex_cid"].as_str().unwrap()).await);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_level_acts_at_once() {
    let ring = telemetry::init(&telemetry::default_filter(), &Clock::system());
    let server = TestApp::start().await;
    let client = server.client().await;
    let count = |level: LogLevel| ring.after(-1).iter().filter(|line| line.level == level).count();
    assert_eq!(count(LogLevel::Info), 0);
    change(&client, json!({"log_level": "debug"})).await;
    published(&server, &client).await;
    assert!(count(LogLevel::Info) > 0, "nothing but what happens is logged");
    change(&client, json!({"log_level": "error"})).await;
    let last = ring.after(-1).last().unwrap().id;
    change(&client, json!({"agent": "somebody"})).await;
    assert!(ring.after(last).iter().all(|line| line.level == LogLevel::Critical));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_and_the_name_by_which_they_are_asked() {
    let source = RealNode::start().await;
    let server = TestApp::start().await;
    let client = server.client().await;
    let secret = source.url().replace("http://", "http://:t0ken@");
    change(&client, json!({"sources": [secret], "agent": "my node"})).await;
    let row = setting(&client, "sources").await;
    let shown = json!([source.url()]);
    assert_eq!((&row["value"], &row["effective"]), (&shown, &shown));
    assert_eq!((&row["restart"], &row["restart_needed"]), (&json!("none"), &json!(false)));
    eventually("it is asked", async || !source.asked("GET /api/codex/v1/space").is_empty()).await;
    let asked = source.asked("GET /api/codex/v1/space")[0].to_ascii_lowercase();
    assert!(asked.contains("\r\nuser-agent: my node\r\n"), "{asked}");
    assert!(asked.contains("\r\nauthorization: bearer t0ken\r\n"), "{asked}");
    let row = setting(&client, "sources").await;
    assert_eq!(
        (&row["effective"], &row["restart_needed"]),
        (&json!([source.url()]), &json!(false))
    );
    // What is shown may be sent back beside another one; the login stays.
    change(&client, json!({"sources": [source.url(), "http://192.0.2.1:8080"]})).await;
    assert!(!client.get("codex/settings").await.text().contains("t0ken"));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn private_torrents_are_copied_into_another_node_only_when_allowed() {
    let other = TestApp::start().await;
    let url = other.app.codex_api_url.clone().unwrap();
    let server = TestApp::start_with(Clock::system(), |config| {
        config.codex = Some(NodeChoice::Url(url));
    })
    .await;
    let client = server.client().await;
    online(&client).await;
    let mut builder = TorrentBuilder::new(CreateParams {
        name: "private.bin".to_owned(),
        multi_file: false,
        files: vec![CreateFile { path: "private.bin".to_owned(), length: 50_000 }],
        format: TorrentFormat::V1,
        private: true,
        ..CreateParams::default()
    })
    .unwrap();
    let data = noise(50_000, 5);
    builder.push(&data);
    let metainfo = builder.finish().unwrap();
    let save = server.folder.path().join("save");
    std::fs::create_dir_all(&save).unwrap();
    std::fs::write(save.join("private.bin"), &data).unwrap();
    let torrent = metainfo.to_torrent_bytes();
    let file = ("torrents", "private.torrent", &*torrent);
    let answer = client.send(Request::multipart("torrents/add", &[], &[file])).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let id = metainfo.id().to_string();
    let row = until(&client, &id, |row| row["codex_reason"]["code"] == "private").await;
    assert_eq!(row["codex_publish"], "none");
    change(&client, json!({"publish_private": true})).await;
    let row = until(&client, &id, |row| row["codex_publish"] == "published").await;
    assert_eq!(row["codex_reason"], Value::Null);
    server.stop().await;
    other.stop().await;
}

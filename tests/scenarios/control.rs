//! What a user does while content is fetched, and a node that goes away.

use qcodex::torrent::TorrentFormat;
use serde_json::{Value, json};

use crate::payload::{MIB, Payload};
use crate::peer::{Peer, assert_complete, assert_not_complete, brief, is_seeding};
use crate::proxy::Proxy;
use crate::server::Setup;

async fn publisher(payload: &Payload) -> (Peer, String) {
    let a = Peer::start("A", Setup::new()).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    let row = a.published(&payload.id()).await;
    let link = row["magnet_uri"].as_str().unwrap().to_owned();
    (a, link)
}

/// Place of a payload's file in `torrents/files`.
fn index_of(files: &[Value], size: u64) -> String {
    let at = files.iter().position(|file| file["size"] == json!(size)).unwrap();
    files[at]["index"].to_string()
}

async fn unwanted(format: TorrentFormat) {
    let payload = Payload::three_files("unwanted", format, 30);
    let id = payload.id();
    let (a, _) = publisher(&payload).await;
    let exported = a.export(&id).await;
    let proxy = Proxy::to(&a.codex_url());
    let b = Peer::reading_from("B", &proxy.url()).await;
    b.add_torrent(&exported, &[("stopped", "true")]).await;
    b.wait(&id, "stopped", |row| row["state"] == "stoppedDL").await;
    let files = b.files(&id).await;
    let (big, small) = (payload.files[0].1, payload.files[2].1);
    let index = index_of(&files, big);
    b.post("filePrio", &[("hash", &id), ("id", &index), ("priority", "0")]).await;
    b.order("start", &id).await;
    let row = b.wait(&id, "what is wanted", is_seeding).await;
    assert_eq!(row["progress"], 1, "{}", brief(&row));
    assert_eq!(row["size"], json!(small), "{}", brief(&row));
    assert!(row["total_size"].as_u64() >= Some(payload.size()), "{}", brief(&row));
    payload.assert_file_at(&b.save_path(), 2);
    assert!(!payload.path(&b.save_path(), 0).exists(), "what nobody wants is not there");
    let limit = small + 3 * MIB;
    assert!(proxy.passed() <= limit, "{} bytes passed", proxy.passed());

    b.post("filePrio", &[("hash", &id), ("id", &index), ("priority", "1")]).await;
    let row = b.published(&id).await;
    assert_eq!(row["size"], json!(payload.size()));
    payload.assert_at(&b.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unwanted_file_is_not_fetched_v1() {
    unwanted(TorrentFormat::V1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unwanted_file_is_not_fetched_hybrid() {
    unwanted(TorrentFormat::Hybrid).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_means_stopped_and_start_goes_on() {
    let payload = Payload::three_files("stop and go", TorrentFormat::V1, 40);
    let id = payload.id();
    let (a, link) = publisher(&payload).await;
    let proxy = Proxy::to(&a.codex_url());
    proxy.hold_after(10 * MIB);
    let b = Peer::reading_from("B", &proxy.url()).await;
    b.add_link(&link).await;
    b.until("the middle", async || proxy.is_held()).await;
    b.order("stop", &id).await;
    let row = b.wait(&id, "stopped", |row| row["state"] == "stoppedDL").await;
    assert_eq!(row["dlspeed"], 0);
    assert_not_complete(&row);
    let stopped = row["completed"].clone();
    proxy.open();
    // A row that is asked for later is no further.
    b.list().await;
    let row = b.row(&id).await.unwrap();
    assert_eq!((&row["state"], &row["completed"]), (&json!("stoppedDL"), &stopped));
    b.order("start", &id).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
    let limit = payload.size() + 16 * MIB;
    assert!(proxy.passed() <= limit, "{} MiB passed", proxy.passed() / MIB);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recheck_finds_what_is_there() {
    let payload = Payload::three_files("recheck", TorrentFormat::V1, 20);
    let id = payload.id();
    let (a, link) = publisher(&payload).await;
    let before = a.published(&id).await;
    a.order("recheck", &id).await;
    let after = a.published(&id).await;
    for member in ["codex_record", "magnet_uri", "completion_on", "save_path"] {
        assert_eq!(after[member], before[member], "{member}");
    }
    let b = Peer::reading_from("B", &a.codex_url()).await;
    b.add_link(&link).await;
    b.published(&id).await;
    // A file lost at the taker's is fetched again after a recheck.
    std::fs::remove_file(payload.path(&b.save_path(), 2)).unwrap();
    b.order("recheck", &id).await;
    let row = b.wait(&id, "complete again", |row| {
        is_seeding(row) && payload.path(&b.save_path(), 2).exists()
    });
    assert_complete(&row.await);
    payload.assert_at(&b.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_away_is_waited_for() {
    let payload = Payload::three_files("node away", TorrentFormat::V1, 30);
    let id = payload.id();
    let (a, link) = publisher(&payload).await;
    let proxy = Proxy::to(&a.codex_url());
    proxy.hold_after(5 * MIB);
    let b = Peer::start("B", Setup::new().arg("--codex").arg(proxy.url())).await;
    b.add_link(&link).await;
    b.until("the middle", async || proxy.is_held()).await;
    proxy.refuse(true);
    let row = b.reason(&id, &["node_away"]).await;
    assert_not_complete(&row);
    assert!(
        ["downloading", "stalledDL"].contains(&row["state"].as_str().unwrap()),
        "{}",
        brief(&row)
    );
    let server = async |member: &str| {
        b.client.get("sync/maindata?rid=0").await.json()["server_state"][member].clone()
    };
    b.until("the server to say so", async || {
        server("connection_status").await == "disconnected"
            && server("codex_node").await["state"] == "away"
    })
    .await;
    proxy.open();
    proxy.refuse(false);
    let row = b.published(&id).await;
    assert_eq!(row["codex_reason"], Value::Null);
    assert_eq!(server("codex_node").await["state"], "online");
    payload.assert_at(&b.save_path());
    drop(a);
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_in_the_middle_leaves_nothing() {
    let payload = Payload::three_files("deleted", TorrentFormat::V1, 30);
    let id = payload.id();
    let (a, link) = publisher(&payload).await;
    let proxy = Proxy::to(&a.codex_url());
    proxy.hold_after(5 * MIB);
    let b = Peer::reading_from("B", &proxy.url()).await;
    let before = b.holdings().await;
    b.add_link(&link).await;
    b.until("the middle", async || proxy.is_held()).await;
    b.post("delete", &[("hashes", &id), ("deleteFiles", "true")]).await;
    b.until("the deletion", async || b.row(&id).await.is_none()).await;
    b.until("the files' deletion", async || {
        let mut left = Vec::new();
        crate::payload::list(&b.save_path(), &mut left);
        left.is_empty() && !b.save_path().join(&payload.name).exists()
    })
    .await;
    assert_eq!(b.holdings().await, before);
    // It can be added again at once, and gets everything.
    proxy.open();
    b.add_link(&link).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_session_publishes_and_fetches_nothing_until_it_goes_on() {
    let payload = Payload::three_files("pause all", TorrentFormat::V1, 5);
    let id = payload.id();
    let (a, link) = publisher(&payload).await;
    let proxy = Proxy::to(&a.codex_url());
    let b = Peer::reading_from("B", &proxy.url()).await;
    b.session("pauseSession").await;
    b.add_link(&link).await;
    let row = b.wait(&id, "known", |_| true).await;
    assert_eq!(row["progress"], 0, "{}", brief(&row));
    assert!(proxy.passed() < MIB, "{} bytes passed", proxy.passed());
    let b = Peer::start("B", b.kill().await).await;
    let row = b.wait(&id, "known after a restart", |_| true).await;
    assert_eq!(row["progress"], 0, "{}", brief(&row));
    assert!(proxy.passed() < MIB, "{} bytes passed", proxy.passed());
    b.session("resumeSession").await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
}

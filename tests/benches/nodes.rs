//! Content into a real node and out of it again, beside `curl` doing the same to an equal node.
//!
//! The nodes: another qcodex, as fast as this machine is, and two that are simulated in this process,
//! one of each way to fetch (a network stream; a background download, then the local stream), as
//! fast as the fastest real node that was measured. All hold nothing at first.

use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use serde_json::Value;
use tokio::time::{Duration, sleep};

use crate::payload::{MIB, Payload};
use crate::peer::{Peer, is_seeding};
use crate::server::Setup;
use crate::simulator::{Build, Fault, Simulator};
use crate::table::Table;

/// Between two looks at what is measured here.
const LOOK: Duration = Duration::from_millis(5);

/// Bytes a second that a real node took and sent at best: nodes of generation A with a disk, on a
/// machine of two cores.
const TAKES: u64 = 68 * MIB;
const SENDS: u64 = 169 * MIB;

/// Something that content can be uploaded to.
enum Node {
    Qcodex(Box<Peer>),
    Simulated(Simulator),
}

impl Node {
    async fn start(build: Option<Build>) -> Self {
        match build {
            None => Self::Qcodex(Box::new(Peer::start("node", Setup::new()).await)),
            Some(build) => {
                let node = Simulator::start(build);
                node.fault_on("POST", Fault::Slow(TAKES));
                node.fault_on("GET", Fault::Slow(SENDS));
                Self::Simulated(node)
            }
        }
    }

    fn url(&self) -> String {
        match self {
            Self::Qcodex(peer) => peer.codex_url(),
            Self::Simulated(node) => node.url(),
        }
    }
}

/// All of it.
pub async fn measure(table: &mut Table, mib: u64) {
    for (name, build) in [
        ("another qcodex", None),
        ("a node of generation A", Some(Build::A02)),
        ("a node of generation C", Some(Build::C)),
    ] {
        one(table, mib, name, build).await;
    }
}

async fn one(table: &mut Table, mib: u64, name: &str, build: Option<Build>) {
    let content = [("content.bin", mib * MIB)];
    let payload = Payload::new("nodes", qcodex::torrent::TorrentFormat::V1, &content);
    let prefix = build.map_or("/api/storage/v1", Build::prefix);
    let (own, others) = (Node::start(build).await, Node::start(build).await);

    let server = Peer::start("server", Setup::new().arg("--codex").arg(own.url())).await;
    payload.place(&server.save_path());
    server.add_torrent(&payload.torrent(), &[]).await;
    let row = server.published(&payload.id()).await;
    // Published as soon as it was checked. Out with it, so that publishing alone is measured.
    server_says(&server, "codex/unpublish", &payload.id()).await;
    wait(&server, &payload.id(), |row| row["codex_publish"] != "published").await;
    let begun = Instant::now();
    server_says(&server, "codex/publish", &payload.id()).await;
    wait(&server, &payload.id(), |row| row["codex_publish"] == "published").await;
    let uploaded = begun.elapsed().as_secs_f64();

    let file = payload.path(&server.save_path(), 0);
    let (copied, cid) = upload(&file, &format!("{}{prefix}/data", others.url())).await;
    table.seconds(&format!("uploading {mib} MiB to {name}"), uploaded, "curl -T", copied);
    drop(server);

    let url = format!("{}{prefix}/data/{cid}/network/stream", others.url());
    let folder = tempfile::tempdir().unwrap();
    let fetched_by_curl = super::curl(&url, &folder.path().join("copy")).await;
    drop(others);
    let reader = Peer::start("reader", Setup::new().arg("--codex").arg(own.url())).await;
    let begun = Instant::now();
    reader.add_link(row["magnet_uri"].as_str().unwrap()).await;
    wait(&reader, &payload.id(), is_seeding).await;
    let fetched = begun.elapsed().as_secs_f64();
    table.seconds(
        &format!("fetching {mib} MiB from {name}"),
        fetched,
        "curl -o, synced",
        fetched_by_curl,
    );
    payload.assert_at(&reader.save_path());
}

async fn server_says(server: &Peer, action: &str, id: &str) {
    let answer = server.client.post(action, &[("hashes", id)]).await;
    assert_eq!(answer.status, 200, "{action}: {answer:?}");
}

async fn wait(server: &Peer, id: &str, wanted: impl Fn(&Value) -> bool) {
    let begun = Instant::now();
    while !server.row(id).await.as_ref().is_some_and(&wanted) {
        assert!(begun.elapsed() < Duration::from_mins(5), "{:?}", server.row(id).await);
        sleep(LOOK).await;
    }
}

/// How long `curl` takes to upload a file, and the CID it got.
async fn upload(file: &Path, url: &str) -> (f64, String) {
    let begun = Instant::now();
    let output = tokio::process::Command::new("curl")
        .args(["--silent", "--fail", "--request", "POST", "--upload-file"])
        .arg(file)
        .args(["--header", "Content-Type: application/octet-stream", url])
        .stdin(Stdio::null())
        .output()
        .await
        .expect("curl is missing: install it to measure against it");
    assert!(output.status.success(), "curl ended with {}", output.status);
    let took = begun.elapsed().as_secs_f64();
    (took, String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

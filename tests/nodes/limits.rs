//! Never more at a time than was set: streams, downloads in the background, uploads. And a quota
//! that allows nothing more.

use qcodex::torrent::TorrentFormat;
use serde_json::json;

use crate::payload::{MIB, Payload};
use crate::simulator::{Build, Fault, Simulator};
use crate::world::{Server, assert_not_failed, is_published, until};

const COUNT: u64 = 8;

/// Several files each, so that one torrent alone could use more than one stream.
fn payloads() -> Vec<Payload> {
    let of = |number: u64| {
        let files = [("one", 200_000 + number), ("two", 300_000 + number), ("three", 150_000)];
        let name = format!("torrent {number}");
        let files = files.map(|(file, length)| (format!("{file} of {number}"), length));
        let files: Vec<(&str, u64)> = files.iter().map(|(f, l)| (f.as_str(), *l)).collect();
        Payload::new(&name, TorrentFormat::V1, &files)
    };
    (0..COUNT).map(of).collect()
}

async fn all_published(server: &Server) {
    until("all published", async || {
        let rows = server.list().await;
        rows.iter().for_each(assert_not_failed);
        rows.len() == payloads().len() && rows.iter().all(is_published)
    })
    .await;
}

async fn all_at_once(server: &Server) {
    let preferences = json!({ "queueing_enabled": false });
    assert_eq!(server.client.set_preferences(preferences).await.status, 200);
}

/// Fetches everything with so many streams. The node that it was fetched from, and with it how
/// many there were. `reorder`: priorities change on the way, which breaks off streams; a node
/// notices that later than the one who reads.
async fn fetch_all(build: Build, streams: usize, reorder: bool) -> Simulator {
    let nodes = [(); 2].map(|()| Simulator::start(build));
    nodes[0].connect(&nodes[1]);
    let a = Server::on(&nodes[0]).await;
    all_at_once(&a).await;
    let payloads = payloads();
    let torrents: Vec<Vec<u8>> = payloads.iter().map(Payload::torrent).collect();
    let torrents: Vec<&[u8]> = torrents.iter().map(Vec::as_slice).collect();
    for payload in &payloads {
        payload.place(&a.save_path());
    }
    a.add_torrents(&torrents).await;
    all_published(&a).await;

    nodes[1].fault_on("GET ", Fault::Slow(MIB));
    nodes[1].link(MIB);
    let b = Server::on(&nodes[1]).await;
    all_at_once(&b).await;
    b.change(json!({ "streams": streams })).await;
    until("the node to answer", async || b.own().await["state"] == "online").await;
    let rows = a.list().await;
    let links: Vec<&str> = rows.iter().map(|row| row["magnet_uri"].as_str().unwrap()).collect();
    b.add_link(&links.join("\n")).await;
    // Priorities change the order, not the number.
    for payload in payloads.iter().step_by(2).filter(|_| reorder) {
        let id = payload.id();
        b.wait(&id, "its files", |row| row["has_metadata"] == true).await;
        let form = [("hash", id.as_str()), ("id", "1"), ("priority", "7")];
        assert_eq!(b.client.post("torrents/filePrio", &form).await.status, 200);
    }
    all_published(&b).await;
    for payload in &payloads {
        payload.assert_at(&b.save_path());
    }
    b.app.stop().await;
    a.app.stop().await;
    let [_, node] = nodes;
    node
}

#[tokio::test(flavor = "multi_thread")]
async fn downloads_of_the_node_count_as_streams() {
    assert_eq!(fetch_all(Build::C, 2, true).await.most_downloads(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn never_more_streams_than_were_set() {
    for build in [Build::AMaster, Build::B] {
        assert_eq!(fetch_all(build, 2, false).await.most_streams(), 2, "{build:?}");
    }
}

/// A node says nothing when it cannot keep what it fetches: its download ends, its stream breaks
/// off or stalls.
async fn fetches_into_a_full_node(build: Build) {
    let nodes = [(); 2].map(|()| Simulator::start(build));
    nodes[0].connect(&nodes[1]);
    let payload = Payload::three_files("too much", TorrentFormat::V1, 4);
    let id = payload.id();
    let a = Server::on(&nodes[0]).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent()).await;
    let link = a.published(&id).await["magnet_uri"].as_str().unwrap().to_owned();

    nodes[1].quota(2 * MIB);
    let b = Server::on(&nodes[1]).await;
    b.add_link(&link).await;
    let text = b.reason(&id, "quota_full").await;
    assert!(text.contains("quota is used up"), "{text}");
    assert_not_failed(&b.row(&id).await.unwrap());
    nodes[1].quota(1024 * MIB);
    b.client.post("torrents/reannounce", &[("hashes", &id)]).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
    b.app.stop().await;
    a.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quota_that_is_reached_by_a_stream_is_told() {
    fetches_into_a_full_node(Build::AMaster).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quota_that_is_reached_by_a_download_is_told() {
    fetches_into_a_full_node(Build::C).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn never_more_uploads_than_were_set() {
    for uploads in [1, 3] {
        let node = Simulator::start(Build::AMaster);
        node.fault_on(&format!("POST {}/data", node.build().prefix()), Fault::Slow(2 * MIB));
        let server = Server::on(&node).await;
        all_at_once(&server).await;
        server.change(json!({ "uploads": uploads })).await;
        let payloads = payloads();
        for payload in &payloads {
            payload.place(&server.save_path());
        }
        let torrents: Vec<Vec<u8>> = payloads.iter().map(Payload::torrent).collect();
        let torrents: Vec<&[u8]> = torrents.iter().map(Vec::as_slice).collect();
        server.add_torrents(&torrents).await;
        all_published(&server).await;
        assert_eq!(node.most_uploads(), uploads);
        server.app.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quota_that_is_found_below_what_is_used_is_told() {
    let node = Simulator::start(Build::AMaster);
    let payload = Payload::three_files("too much", TorrentFormat::V1, 2);
    let server = Server::on(&node).await;
    payload.place(&server.save_path());
    server.add_torrent(&payload.torrent()).await;
    server.published(&payload.id()).await;
    let quota =
        async || server.client.get("codex/settings").await.json()["settings"]["quota"].clone();
    assert!(quota().await["reason"].is_null());
    let (_, used) = node.holdings();
    node.quota(used - 1);
    until("the remark", async || quota().await["reason_code"] == "quota_below_use").await;
    let text = quota().await["reason"].as_str().unwrap().to_owned();
    assert!(text.contains(&used.to_string()), "{text}");
    server.app.stop().await;
}

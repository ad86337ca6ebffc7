//! Never more at a time than was set: downloads in the background, uploads. (Streams: beside the
//! client, where it is known when one has ended.)

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

/// Fetches everything; the most downloads in the background that ran at a time.
async fn most_downloads(build: Build, streams: usize) -> usize {
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
    for payload in payloads.iter().step_by(2) {
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
    nodes[1].most_downloads()
}

#[tokio::test(flavor = "multi_thread")]
async fn downloads_of_the_node_count_as_streams() {
    assert_eq!(most_downloads(Build::C, 2).await, 2);
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

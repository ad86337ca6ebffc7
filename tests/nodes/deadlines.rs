//! Nodes that fall silent, step by step: each step has an end, the reason names it, and all goes
//! on by itself when the node does. The waits are as long as the tests say, not as in use.

use std::time::Duration;

use qcodex::torrent::TorrentFormat;
use tokio::net::{TcpListener, TcpSocket, TcpStream};

use crate::payload::{MIB, Payload};
use crate::simulator::{Build, Fault, Simulator};
use crate::world::{Server, is_published, until};

const PATIENCE: Duration = Duration::from_millis(700);

/// A taker whose node falls silent at these requests says what it waited for, and is done when
/// the node is itself again.
async fn silence(build: Build, request: &str, fault: Fault, doing: &str) {
    let nodes = [(); 2].map(|()| Simulator::start(build));
    nodes[0].connect(&nodes[1]);
    let payload = Payload::three_files("silence", TorrentFormat::V1, 4);
    let id = payload.id();
    let a = Server::on(&nodes[0]).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent()).await;
    let link = a.published(&id).await["magnet_uri"].as_str().unwrap().to_owned();
    let b = Server::impatient(&nodes[1], PATIENCE).await;
    until("the node to answer", async || b.own().await["state"] == "online").await;
    nodes[1].fault_on(request, fault);
    b.add_link(&link).await;
    let said = format!("no answer in time while {doing}");
    let told = |row: &serde_json::Value| {
        row["codex_reason"]["text"].as_str().is_some_and(|text| text.contains(&said))
    };
    let row = b.wait(&id, &said, told).await;
    assert_ne!(row["progress"], 1);
    // Whoever is silent in one thing may answer others.
    assert_eq!(b.client.get("codex/sources").await.status, 200);
    nodes[1].heal();
    b.client.post("torrents/reannounce", &[("hashes", &id)]).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
    b.app.stop().await;
    a.app.stop().await;
}

/// A machine that lets nobody in: its queue of connections is full, and nobody takes one out.
#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_is_not_taken() {
    let node = Simulator::start(Build::AMaster);
    node.kill();
    let deaf = until_free(&node).await;
    let mut queue = Vec::new();
    let connect = async || {
        tokio::time::timeout(PATIENCE, TcpStream::connect(node.address())).await.ok()?.ok()
    };
    while let Some(connection) = connect().await {
        queue.push(connection);
    }
    let server = Server::impatient(&node, PATIENCE).await;
    until("the reason", async || server.own().await["reason"] == "no connection in time").await;
    assert_eq!(server.own().await["state"], "away");
    drop((deaf, queue));
    node.restart().await;
    until("the node to answer", async || server.own().await["state"] == "online").await;
    server.app.stop().await;
}

/// A listener at the address of a node that was ended just now, with the shortest queue.
async fn until_free(node: &Simulator) -> TcpListener {
    loop {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_reuseaddr(true).unwrap();
        if socket.bind(node.address()).is_ok()
            && let Ok(listener) = socket.listen(1)
        {
            return listener;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manifest_that_does_not_come() {
    for build in [Build::A02, Build::D] {
        let fault = Fault::HangBeforeHead;
        silence(build, "/network/manifest", fault, "looking for a manifest").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_without_a_first_byte() {
    for build in [Build::A02, Build::Bt] {
        silence(build, "/network/stream", Fault::HangBeforeHead, "opening a stream").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_stalls() {
    for build in [Build::AMaster, Build::B] {
        silence(build, "/network/stream", Fault::HangAt(MIB), "sending a dataset").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_that_does_not_begin() {
    silence(Build::C, "POST ", Fault::HangBeforeHead, "beginning a download").await;
}

/// Nobody gives the node what it looks for any more: its download stands still, is cancelled,
/// and begun anew.
#[tokio::test(flavor = "multi_thread")]
async fn a_download_that_stands_still() {
    let nodes = [(); 2].map(|()| Simulator::start(Build::C));
    nodes[0].connect(&nodes[1]);
    nodes[1].patience(Duration::from_mins(10));
    nodes[1].link(2 * MIB);
    let payload = Payload::three_files("stands still", TorrentFormat::V1, 8);
    let id = payload.id();
    let a = Server::on(&nodes[0]).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent()).await;
    let link = a.published(&id).await["magnet_uri"].as_str().unwrap().to_owned();
    let b = Server::impatient(&nodes[1], PATIENCE).await;
    b.add_link(&link).await;
    b.wait(&id, "a download", |row| row["dlspeed"].as_u64() > Some(0)).await;
    nodes[0].kill();
    let text = b.reason(&id, "no_source").await;
    assert!(text.contains("while downloading a dataset from its network"), "{text}");
    let ends = nodes[1].requests().iter().any(|request| request.starts_with("DELETE"));
    assert!(ends, "cancelled");
    nodes[0].restart().await;
    nodes[1].link(0);
    b.client.post("torrents/reannounce", &[("hashes", &id)]).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
    b.app.stop().await;
    a.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_that_are_not_taken_or_not_answered() {
    // Sockets hold some of it: whether the node stopped taking or storing is not for sure.
    let doing = "an upload";
    for fault in [Fault::HangAt(MIB), Fault::HangBeforeHead] {
        let node = Simulator::start(Build::AMaster);
        let server = Server::impatient(&node, PATIENCE).await;
        node.fault_on(&format!("POST {}/data", node.build().prefix()), fault);
        // Larger than what sockets hold by themselves.
        let payload = Payload::three_files("not taken", TorrentFormat::V1, 24);
        let id = payload.id();
        payload.place(&server.save_path());
        server.add_torrent(&payload.torrent()).await;
        let text = server.reason(&id, "publish_failed").await;
        assert!(text.contains("no answer in time while") && text.contains(doing), "{text}");
        node.heal();
        server.client.post("codex/publish", &[("hashes", &id)]).await;
        until("it is published", async || is_published(&server.row(&id).await.unwrap())).await;
        server.app.stop().await;
    }
}

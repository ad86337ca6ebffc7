//! Ends in the middle: of the server, and of the node. Everything goes on by itself, and nothing
//! is called failed.

use qcodex::torrent::TorrentFormat;

use crate::payload::{MIB, Payload};
use crate::simulator::{Build, Fault, Simulator};
use crate::world::{Server, brief, until};

/// Nodes, a publisher on the first, and a link.
async fn published(build: Build) -> ([Simulator; 2], Payload, Server, String) {
    let nodes = [(); 2].map(|()| Simulator::start(build));
    nodes[0].connect(&nodes[1]);
    let payload = Payload::three_files("in the middle", TorrentFormat::V1, 8);
    let a = Server::on(&nodes[0]).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent()).await;
    let link = a.published(&payload.id()).await["magnet_uri"].as_str().unwrap().to_owned();
    (nodes, payload, a, link)
}

/// A taker that has some of it and gets no more.
async fn taker(node: &Simulator, payload: &Payload, link: &str) -> Server {
    node.fault(Fault::HangAt(4 * MIB));
    let b = Server::on(node).await;
    b.add_link(link).await;
    b.wait(&payload.id(), "some of it", |row| row["completed"].as_u64() > Some(MIB)).await;
    b
}

async fn the_server_restarts_while_it_fetches(build: Build) {
    let (nodes, payload, a, link) = published(build).await;
    let id = payload.id();
    let b = taker(&nodes[1], &payload, &link).await;
    let before = b.row(&id).await.unwrap()["completed"].as_u64().unwrap();
    let b = b.restart().await;
    let row = b.wait(&id, "it to be there again", |row| !row.is_null()).await;
    let now = row["completed"].as_u64().unwrap();
    assert!(now >= before, "{before} bytes before, now {}", brief(&row));
    nodes[1].heal();
    b.client.post("torrents/reannounce", &[("hashes", &id)]).await;
    // A stream that hangs is given up after its deadline; a new start has a new one.
    let b = b.restart().await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
    b.app.stop().await;
    a.app.stop().await;
}

async fn the_node_restarts_while_it_gives(build: Build) {
    let (nodes, payload, a, link) = published(build).await;
    let id = payload.id();
    let b = taker(&nodes[1], &payload, &link).await;
    nodes[1].heal();
    nodes[1].kill();
    // Long enough that it is missed.
    b.wait(&id, "the loss to be told", |row| !row["codex_reason"].is_null()).await;
    nodes[1].restart().await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
    b.app.stop().await;
    a.app.stop().await;
}

async fn node_and_server_restart_while_it_takes(build: Build) {
    let node = Simulator::start(build);
    let payload = Payload::three_files("taken in the middle", TorrentFormat::V1, 8);
    let id = payload.id();
    node.fault_on(&format!("POST {}/data", build.prefix()), Fault::HangAt(3 * MIB));
    let a = Server::on(&node).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent()).await;
    let posts = async || node.requests().iter().any(|request| request.starts_with("POST"));
    until("an upload", posts).await;
    a.wait(&id, "publishing", |row| row["codex_publish"] == "publishing").await;
    node.kill();
    a.wait(&id, "to wait for the node", |row| row["codex_reason"]["code"] == "node_away").await;
    node.restart().await;
    let begun = node.requests().len();
    until("another upload", async || {
        node.requests()[begun..].iter().any(|request| request.starts_with("POST"))
    })
    .await;
    // The same again with the server's end.
    let a = a.restart().await;
    node.heal();
    node.restart().await;
    a.published(&id).await;
    let (held, _) = node.holdings();
    assert_eq!(held.len(), 3, "two files and the record");
    assert!(held.iter().all(|cid| node.has_all_of(cid)));
    // What was in the node before its answer was heard is known as its own all the same.
    a.delete(&id).await;
    until("an empty node", async || node.holdings().0.is_empty()).await;
    a.app.stop().await;
}

macro_rules! on_every_build {
    ($($name:ident: $build:ident,)*) => {
        $(mod $name {
            use super::Build;

            #[tokio::test(flavor = "multi_thread")]
            async fn the_server_restarts_while_it_fetches() {
                super::the_server_restarts_while_it_fetches(Build::$build).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn the_node_restarts_while_it_gives() {
                super::the_node_restarts_while_it_gives(Build::$build).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn node_and_server_restart_while_it_takes() {
                super::node_and_server_restart_while_it_takes(Build::$build).await;
            }
        })*
    };
}

on_every_build! {
    a_v02: A02,
    a_main: AMaster,
    a_bittorrent: Bt,
    b: B,
    c: C,
    d: D,
}

//! Nodes that misbehave: never a wrong byte in a finished file, always a reason, and all is well
//! when the node is.

use std::time::Duration;

use qcodex::torrent::TorrentFormat;
use serde_json::Value;

use crate::payload::{MIB, Payload};
use crate::simulator::{Build, Fault, Simulator};
use crate::world::{Server, brief, until};

/// A publisher on the first of two nodes, and its link.
struct World {
    nodes: [Simulator; 2],
    payload: Payload,
    a: Server,
    link: String,
}

async fn world(build: Build) -> World {
    let nodes = [(); 2].map(|()| Simulator::start(build));
    nodes[0].connect(&nodes[1]);
    let payload = Payload::three_files("faults", TorrentFormat::V1, 4);
    let a = Server::on(&nodes[0]).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent()).await;
    let link = a.published(&payload.id()).await["magnet_uri"].as_str().unwrap().to_owned();
    World { nodes, payload, a, link }
}

/// A taker gets a reason out of `codes` while the fault lasts, and all of it afterwards.
async fn told_and_healed(build: Build, fault: Fault, codes: &[&str]) {
    let World { nodes, payload, a, link } = world(build).await;
    let id = payload.id();
    nodes[1].fault(fault);
    let b = Server::on(&nodes[1]).await;
    b.add_link(&link).await;
    let told = |row: &Value| {
        row["codex_reason"]["code"].as_str().is_some_and(|code| codes.contains(&code))
    };
    let row = b.wait(&id, "a reason", told).await;
    assert!(row["progress"].as_f64().is_some_and(|progress| progress < 1.0), "{}", brief(&row));
    nodes[1].heal();
    b.client.post("torrents/reannounce", &[("hashes", &id)]).await;
    let row = b.published(&id).await;
    assert_eq!(row["codex_reason"], Value::Null);
    payload.assert_at(&b.save_path());
    b.app.stop().await;
    a.app.stop().await;
}

const LOST: &[&str] = &["source_lost", "no_source", "node_away"];

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_is_cut_a() {
    told_and_healed(Build::A02, Fault::CutAt(100), LOST).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_is_cut_d() {
    told_and_healed(Build::D, Fault::CutAt(MIB), LOST).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_length_that_is_too_large() {
    told_and_healed(Build::AMaster, Fault::WrongLength(1), LOST).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_length_that_is_too_small() {
    told_and_healed(Build::B, Fault::WrongLength(-1), LOST).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_byte_a() {
    told_and_healed(Build::AMaster, Fault::WrongByte(100), &["corrupt_source"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_byte_c() {
    told_and_healed(Build::C, Fault::WrongByte(100), &["corrupt_source"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_instead_of_answers() {
    told_and_healed(Build::B, Fault::Nonsense, &["node_away"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_close_unannounced() {
    let World { nodes, payload, a, link } = world(Build::AMaster).await;
    nodes[1].fault(Fault::SilentClose);
    let b = Server::on(&nodes[1]).await;
    b.add_link(&link).await;
    b.published(&payload.id()).await;
    payload.assert_at(&b.save_path());
    b.app.stop().await;
    a.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_without_a_length_are_whole_or_are_not_taken() {
    let World { nodes, payload, a, link } = world(Build::A02).await;
    let id = payload.id();
    nodes[1].chunked();
    nodes[1].fault(Fault::CutAt(MIB));
    let b = Server::on(&nodes[1]).await;
    b.add_link(&link).await;
    b.wait(&id, "the loss to be told", |row| {
        row["codex_reason"]["code"].as_str().is_some_and(|code| LOST.contains(&code))
    })
    .await;
    nodes[1].heal();
    b.client.post("torrents/reannounce", &[("hashes", &id)]).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
    b.app.stop().await;
    a.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_answers_slowly_is_waited_for() {
    let World { nodes, payload, a, link } = world(Build::C).await;
    nodes[1].fault(Fault::Slow(4 * MIB));
    nodes[1].link(8 * MIB);
    let b = Server::on(&nodes[1]).await;
    b.add_link(&link).await;
    b.published(&payload.id()).await;
    payload.assert_at(&b.save_path());
    b.app.stop().await;
    a.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_node_says_so_and_takes_it_when_there_is_room() {
    let node = Simulator::start(Build::AMaster);
    node.quota(MIB);
    let payload = Payload::three_files("quota", TorrentFormat::V1, 4);
    let id = payload.id();
    let a = Server::on(&node).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent()).await;
    let full = async || {
        let row = a.row(&id).await.unwrap_or_default();
        row["codex_reason"]["code"] == "quota_full"
    };
    until("the quota to be told", full).await;
    let row = a.row(&id).await.unwrap();
    assert_eq!(
        (&row["state"], &row["progress"]),
        (&"stalledUP".into(), &1.into()),
        "it is complete"
    );
    node.quota(64 * MIB);
    let answer = a.client.post("codex/publish", &[("hashes", &id)]).await;
    assert_eq!(answer.status, 200);
    a.published(&id).await;
    a.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_has_is_waited_for_and_comes_by_itself() {
    for build in [Build::A02, Build::C] {
        let nodes = [(); 2].map(|()| Simulator::start(build));
        nodes[1].patience(Duration::from_millis(100));
        let payload = Payload::three_files("nowhere", TorrentFormat::V1, 1);
        let id = payload.id();
        let a = Server::on(&nodes[0]).await;
        payload.place(&a.save_path());
        a.add_torrent(&payload.torrent()).await;
        let link = a.published(&id).await["magnet_uri"].as_str().unwrap().to_owned();
        let b = Server::on(&nodes[1]).await;
        b.add_link(&link).await;
        let asked = async || nodes[1].requests().iter().any(|r| r.ends_with("/network/manifest"));
        until("a question", asked).await;
        let row = b.row(&id).await.unwrap();
        assert_eq!(row["state"], "metaDL", "{}", brief(&row));
        // Other requests are answered meanwhile.
        until("another answer", async || {
            b.client.get("codex/sources").await.json()["own"]["state"] == "online"
        })
        .await;
        nodes[0].connect(&nodes[1]);
        b.client.post("torrents/reannounce", &[("hashes", &id)]).await;
        b.published(&id).await;
        payload.assert_at(&b.save_path());
        b.app.stop().await;
        a.app.stop().await;
    }
}

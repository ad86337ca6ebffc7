//! Very many small torrents through a node that keeps restarting.

use std::collections::BTreeMap;

use qcodex::torrent::TorrentFormat;

use crate::payload::{MIB, Payload};
use crate::simulator::{Build, Simulator};
use crate::world::{Server, assert_not_failed, is_published, until};

const COUNT: u64 = 300;

/// Sizes as they come: mostly small, the largest 4 MiB.
fn payload(number: u64) -> Payload {
    let length = match number {
        n if n % 50 == 0 => 4 * MIB,
        n if n % 10 == 0 => MIB + n,
        n => n * 613 % 90_000 + 1,
    };
    let name = format!("torrent {number}");
    Payload::new(&name, TorrentFormat::V1, &[(format!("file {number}").as_str(), length)])
}

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_torrents_while_the_node_restarts_again_and_again() {
    let nodes = [(); 2].map(|()| Simulator::start(Build::AMaster));
    nodes[0].connect(&nodes[1]);
    let a = Server::on(&nodes[0]).await;
    let payloads: BTreeMap<String, Payload> =
        (0..COUNT).map(payload).map(|payload| (payload.id(), payload)).collect();
    let all_at_once = serde_json::json!({ "queueing_enabled": false });
    assert_eq!(a.client.set_preferences(all_at_once).await.status, 200);
    for payload in payloads.values() {
        payload.place(&a.save_path());
    }
    let torrents: Vec<Vec<u8>> = payloads.values().map(Payload::torrent).collect();
    let torrents: Vec<&[u8]> = torrents.iter().map(Vec::as_slice).collect();
    for some in torrents.chunks(50) {
        a.add_torrents(some).await;
    }
    until("all published", async || {
        let rows = a.list().await;
        rows.iter().for_each(assert_not_failed);
        rows.iter().filter(|row| is_published(row)).count() == payloads.len()
    })
    .await;

    let b = Server::on(&nodes[1]).await;
    let two_at_a_time = serde_json::json!({
        "queueing_enabled": true,
        "max_active_downloads": 2,
        "max_active_torrents": -1,
        "max_active_uploads": -1,
    });
    assert_eq!(b.client.set_preferences(two_at_a_time).await.status, 200);
    // In place of every ten seconds.
    nodes[1].restart_every(150);
    let rows = a.list().await;
    let links: Vec<&str> = rows.iter().map(|row| row["magnet_uri"].as_str().unwrap()).collect();
    for some in links.chunks(50) {
        b.add_link(&some.join("\n")).await;
    }
    until("all fetched", async || {
        let rows = b.list().await;
        assert_eq!(rows.len(), payloads.len());
        rows.iter().for_each(assert_not_failed);
        rows.iter().all(is_published)
    })
    .await;
    for payload in payloads.values() {
        payload.assert_at(&b.save_path());
    }
    assert!(nodes[1].restarts() >= 3, "{} restarts", nodes[1].restarts());
    b.app.stop().await;
    a.app.stop().await;
}

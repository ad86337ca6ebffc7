//! Real nodes drop what they were given some time ago: it is given to them again before.

use std::time::Duration;

use qcodex::clock::Clock;
use qcodex::torrent::TorrentFormat;
use serde_json::Value;

use crate::common::Request;
use crate::common::http::Client;
use crate::payload::Payload;
use crate::simulator::{Build, Simulator};
use crate::world::{Server, until};

const DAY: u64 = 86_400;

fn uploads(node: &Simulator) -> usize {
    let path = format!("POST {}/data", node.build().prefix());
    node.requests().iter().filter(|request| request.split('?').next() == Some(&path)).count()
}

async fn expires_at(server: &Server, id: &str) -> Value {
    let answer = server.client.get(&format!("codex/sources?hash={id}")).await.json();
    answer["stored"]["expires_at"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_be_dropped_is_put_there_again_in_time() {
    let node = Simulator::start(Build::AMaster);
    let start = 1_800_000_000;
    let clock = Clock::manual(start);
    let mut server = Server::at(&node, clock.clone()).await;
    let payload = Payload::three_files("kept", TorrentFormat::V1, 1);
    let id = payload.id();
    payload.place(&server.save_path());
    server.add_torrent(&payload.torrent()).await;
    server.published(&id).await;
    let first = uploads(&node);
    let expires = expires_at(&server, &id).await.as_u64().unwrap();
    assert!((start + 30 * DAY..=start + 31 * DAY).contains(&expires), "{expires}");

    // Half of the time: nothing happens. Before it is over: everything anew.
    clock.advance(Duration::from_secs(15 * DAY));
    server.client = server.app.client().await;
    assert_eq!(server.row(&id).await.unwrap()["codex_publish"], "published");
    assert_eq!(uploads(&node), first);
    clock.advance(Duration::from_secs(12 * DAY));
    server.client = server.app.client().await;
    until("it is put there again", async || uploads(&node) == 2 * first).await;
    server.published(&id).await;
    let later = expires_at(&server, &id).await.as_u64().unwrap();
    assert!(later >= start + 57 * DAY, "{later}");

    let keep = r#"{"retention": 3153600000}"#;
    assert_eq!(server.client.post("codex/settings", &[("json", keep)]).await.status, 200);
    assert!(expires_at(&server, &id).await.is_null());
    server.app.stop().await;
}

/// A node that was emptied, or keeps nothing for as long as it was thought to.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_node_has_lost_is_told_and_put_there_again() {
    for build in [Build::C, Build::Bt] {
        let node = Simulator::start(build);
        let clock = Clock::manual(1_800_000_000);
        let server = Server::at(&node, clock.clone()).await;
        let payload = Payload::three_files("lost", TorrentFormat::V1, 1);
        let id = payload.id();
        payload.place(&server.save_path());
        server.add_torrent(&payload.torrent()).await;
        server.published(&id).await;
        let first = uploads(&node);
        let remark = async || {
            server.client.get("codex/settings").await.json()["settings"]["retention"].clone()
        };
        clock.advance(Duration::from_mins(6));
        let asked = |request: &String| request.contains("/data/z") && request.starts_with("GET");
        let seen = node.requests().len();
        until("a look", async || node.requests().iter().skip(seen).any(asked)).await;
        assert_eq!((uploads(&node), &remark().await["reason"]), (first, &Value::Null));

        for cid in node.holdings().0 {
            let path = format!("{}/data/{cid}", build.prefix());
            Client::new(node.address()).send(Request::new("DELETE", &path)).await;
        }
        clock.advance(Duration::from_mins(6));
        until("it is put there again", async || uploads(&node) == 2 * first).await;
        server.published(&id).await;
        assert_eq!(remark().await["reason_code"], "copies_lost");
        let text = remark().await["reason"].as_str().unwrap().to_owned();
        assert!(text.contains("12 minutes later"), "{text}");
        server.app.stop().await;
    }
}

//! Nodes that are slow, broken or lie. Time is paused once the node hangs, so no test waits.

use bytes::Bytes;

use super::{Act, HELLO, PREFIX, Script, generation_a, read};
use crate::codex::{Cid, CodexError, DatasetLabel, NodeState, Purpose, Scope, UploadBody};

fn hello() -> Cid {
    HELLO.parse().unwrap()
}

fn stream() -> String {
    format!("GET {PREFIX}/data/{HELLO}/network/stream")
}

async fn fetch(script: &Script) -> Result<Vec<u8>, CodexError> {
    let node = script.run().await;
    read(node.codex.fetch(hello(), None, Scope::Network, Purpose::Own).await?).await
}

#[tokio::test]
async fn short_bodies_are_told_by_their_length() {
    let script = generation_a();
    script.say(&stream(), "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello");
    assert_eq!(fetch(&script).await, Err(CodexError::Short { expected: 11, got: 5 }));
    // Old nodes send chunks: an early end looks complete to HTTP, or misses the last chunk.
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
    for end in ["0\r\n\r\n", ""] {
        script.say(&stream(), &format!("{chunked}{end}"));
        assert_eq!(fetch(&script).await, Err(CodexError::Short { expected: 11, got: 5 }));
    }
    script.say(&stream(), &format!("{chunked}6\r\n world\r\n0\r\n\r\n"));
    assert_eq!(fetch(&script).await, Ok(b"hello world".to_vec()));
    // More than there is: the rest is not read.
    script.say(&stream(), &format!("{chunked}9\r\n world!!!\r\n0\r\n\r\n"));
    assert_eq!(fetch(&script).await, Ok(b"hello world".to_vec()));
    script.say(&stream(), "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nhello world!");
    assert!(matches!(fetch(&script).await, Err(CodexError::Protocol(_))));
}

#[tokio::test]
async fn silence_ends_with_a_timeout_in_every_step() {
    let manifest = format!("GET {PREFIX}/data/{HELLO}/network/manifest");
    let part = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello".to_vec();
    for (request, sent, doing) in [
        (manifest, Vec::new(), "looking for a manifest"),
        (stream(), Vec::new(), "opening a stream"),
        (stream(), part, "sending a dataset"),
    ] {
        let script = generation_a();
        script.on(&request, Act::Hang(sent));
        let (result, ()) = futures_util::future::join(fetch(&script), async {
            script.hanging.notified().await;
            tokio::time::pause();
        })
        .await;
        assert_eq!(result, Err(CodexError::Timeout(doing)));
        tokio::time::resume();
    }
}

#[tokio::test]
async fn an_upload_that_is_not_answered_times_out() {
    let script = generation_a();
    script.on(&format!("POST {PREFIX}/data"), Act::Hang(Vec::new()));
    let node = script.run().await;
    let body = UploadBody::Bytes(Bytes::from_static(b"hello world"));
    let upload = node.codex.upload(body, DatasetLabel::placement());
    let (stored, ()) = futures_util::future::join(upload, async {
        script.hanging.notified().await;
        tokio::time::pause();
    })
    .await;
    let Err(CodexError::Timeout(doing)) = stored else { panic!("{stored:?}") };
    assert!(doing.starts_with("storing an upload") && doing.contains("stay in it"), "{doing}");
}

#[tokio::test]
async fn a_manifest_must_be_the_one_that_was_named() {
    let script = generation_a();
    let tree = "zDzSvJTf3WiMn7YfKzYg4ZVVY5Wse8ADH6wvgyHkxK5VZU5okpmf";
    let request = format!("GET {PREFIX}/data/{HELLO}/network/manifest");
    let manifest = |size: u32, name: &str, more: &str| {
        format!(
            "{{\"cid\":\"{HELLO}\",\"manifest\":{{\"treeCid\":\"{tree}\",\"datasetSize\":{size},\
             \"blockSize\":65536,\"filename\":\"{name}\",\"mimetype\":\"text/plain\"{more}}}}}"
        )
    };
    for (body, good) in [
        (manifest(11, "raw.txt", ""), true),
        (manifest(11, "raw.txt", ",\"protected\":false,\"new\":[1]"), true),
        (manifest(12, "raw.txt", ""), false),
        (manifest(11, "other.txt", ""), false),
        (manifest(11, "raw.txt", ",\"protected\":true"), false),
        ("{\"cid\":1}".to_owned(), false),
        ("<html>".to_owned(), false),
        (" ".repeat(100_000), false),
    ] {
        script.json(&request, &body);
        let found = script.run().await.codex.manifest(hello(), Scope::Network).await;
        assert_eq!(found.is_ok(), good, "{body:.200}: {found:?}");
    }
}

#[tokio::test]
async fn what_answers_may_be_no_node() {
    for (answer, reason) in [
        ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "there is no API of a Codex node"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", "is no Codex node"),
        ("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "other credentials"),
        ("HTTP/1.1 302 Found\r\nLocation: http://x/\r\nContent-Length: 0\r\n\r\n", "status 302"),
        ("nonsense", "HTTP"),
    ] {
        let script = Script::default();
        for prefix in ["/api/storage/v1", PREFIX] {
            script.say(&format!("GET {prefix}/space"), answer);
        }
        let node = script.run().await;
        let mut watch = node.codex.watch();
        let away = watch.wait_for(|status| status.state != NodeState::Starting).await.unwrap();
        let NodeState::Away { reason: found } = away.state.clone() else { panic!("{answer}") };
        assert!(found.contains(reason), "{answer:?}: {found}");
    }
}

#[tokio::test]
async fn newer_nodes_are_recognised() {
    let script = Script::default();
    let base = "/api/storage/v1";
    let space = "{\"totalBlocks\":1,\"quotaMaxBytes\":9,\"quotaUsedBytes\":2}";
    script.json(&format!("GET {base}/space"), space);
    let info = "{\"id\":\"16U\",\"storage\":{\"version\":\"v0.4.5\"},\
                \"connections\":[{\"peerId\":\"16V\",\"direct\":true}]}";
    let route = format!("GET {base}/data/notacid/network/stream");
    script.on(&route, super::status("400 Bad Request", "Incorrect Cid"));
    script.json(&format!("GET {base}/debug/info"), info);
    let node = script.run().await;
    assert_eq!(node.codex.space().await.unwrap().quota_used, 2);
    let abilities = node.codex.capabilities();
    assert_eq!(abilities.version, "v0.4.5");
    assert!(abilities.peers && !abilities.exists && !abilities.torrent_extension);
    assert_eq!(script.count("GET /api/storage/v1/torrent"), 0);
    assert_eq!(node.codex.info().await.unwrap().peers.len(), 1);
}

#[tokio::test]
async fn streams_wait_for_one_another() {
    let script = generation_a();
    let part = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello".to_vec();
    script.on(&stream(), Act::Hang(part));
    let node = script.run().await;
    let mut open = Vec::new();
    for _ in 0..4 {
        open.push(node.codex.fetch(hello(), None, Scope::Network, Purpose::Own).await.unwrap());
    }
    let fifth = node.codex.fetch(hello(), None, Scope::Network, Purpose::Own);
    let mut fifth = Box::pin(fifth);
    // Others go on while it waits.
    tokio::select! {
        biased;
        early = &mut fifth => panic!("{early:?}"),
        space = node.codex.space() => assert!(space.is_ok()),
    }
    assert_eq!(script.count(&stream()), 4);
    open.pop();
    fifth.await.unwrap();
    assert_eq!(script.count(&stream()), 5);
}

#[tokio::test]
async fn a_node_that_is_back_answers_who_has_it_looked_at_again() {
    let script = Script::default();
    let node = script.run().await;
    let mut status = node.codex.watch();
    status.wait_for(|status| matches!(status.state, NodeState::Away { .. })).await.unwrap();
    *script.acts.lock().unwrap() = generation_a().acts.lock().unwrap().clone();
    // The pause of the health check is not over, or only just: the request waits for the outcome.
    node.codex.look_again();
    assert_eq!(node.codex.manifest(hello(), Scope::Network).await.unwrap().dataset_size, 11);
}

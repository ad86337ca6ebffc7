//! Nodes that download by themselves before they are read.

use std::time::Duration;

use super::{Act, HELLO, STORAGE, Script, TREE, generation_c, hello_c, ok, read, status};
use crate::codex::{Behind, Cid, Codex, CodexError, FetchStream, Generation, Purpose, Scope};

async fn fetch(codex: &Codex) -> FetchStream {
    codex.fetch(hello_c(), None, Scope::Network, Purpose::Own).await.unwrap()
}

fn begin(query: &str) -> String {
    format!("POST {STORAGE}/data/{}/network{query}", hello_c())
}

fn progress(key: &str) -> String {
    format!("GET {STORAGE}/data/{key}/network/progress/7")
}

fn stop(key: &str) -> String {
    format!("DELETE {STORAGE}/data/{key}/network/7")
}

fn local() -> String {
    format!("GET {STORAGE}/data/{}", hello_c())
}

fn active(received: u32) -> Act {
    ok(&format!(
        "{{\"active\":true,\"received\":{received},\"total\":9,\"bytes\":{}}}",
        received * 2
    ))
}

fn gone() -> Act {
    ok("{\"active\":false}")
}

/// Waits until the node was told something so many times.
async fn until(script: &Script, request: &str, times: usize) {
    while script.count(request) < times {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn the_newest_nodes_are_told_from_those_before() {
    for newest in [false, true] {
        let node = generation_c(newest).run().await;
        node.codex.space().await.unwrap();
        let can = node.codex.capabilities();
        assert_eq!(can.generation, Generation::C);
        assert!(can.background && can.progress && can.cancel && can.exists);
        assert_eq!((can.advertise, can.peers), (newest, newest));
        assert!(!can.marketplace && !can.torrent_extension);
    }
    // Without `nat` and `connections` the route tells it.
    let script = generation_c(false);
    let route = format!("GET {STORAGE}/data/{}/advertise", super::NOWHERE);
    script.on(&route, status("404 Not Found", "not local"));
    let node = script.run().await;
    node.codex.space().await.unwrap();
    assert!(node.codex.capabilities().advertise);
}

#[tokio::test]
async fn progress_is_told_by_the_tree_and_then_the_dataset_is_read() {
    let script = generation_c(true);
    script.next(&progress(TREE), vec![active(1), active(1), active(4)]);
    script.on(&progress(TREE), gone());
    let node = script.run().await;
    let mut stream = fetch(&node.codex).await;
    let mut behind = stream.behind.take().unwrap();
    let seen = behind.wait_for(|behind| behind.received == 4).await.unwrap();
    // What came before the first look is not counted.
    assert_eq!(*seen, Behind { received: 4, total: 9, bytes: 6 });
    drop(seen);
    assert_eq!(read(stream).await.unwrap(), b"hello world");
    assert!(behind.changed().await.is_err(), "closed when the node is done");
    // The tree answered once, so the manifest's CID was not asked; nothing is cancelled.
    assert_eq!(script.count(&progress(&hello_c().to_string())), 0);
    assert_eq!(script.count("DELETE"), 0);
    assert_eq!(script.count(&begin("?advertise=true")), 1);
}

#[tokio::test]
async fn the_manifest_cid_is_the_other_key() {
    let script = generation_c(false);
    let key = hello_c().to_string();
    script.on(&progress(TREE), gone());
    script.on(&progress(&key), active(3));
    script.on(&stop(&key), status("204 No Content", ""));
    let node = script.run().await;
    let mut stream = fetch(&node.codex).await;
    let mut behind = stream.behind.take().unwrap();
    behind.wait_for(|behind| behind.received == 3).await.unwrap();
    drop(stream);
    until(&script, &stop(&key), 1).await;
    assert_eq!(script.count(&stop(TREE)), 0, "the key that answered is known");
}

#[tokio::test]
async fn the_last_reader_cancels() {
    let script = generation_c(false);
    script.on(&progress(TREE), active(2));
    script.on(&stop(TREE), status("204 No Content", ""));
    let node = script.run().await;
    let (mut first, mut second) = (fetch(&node.codex).await, fetch(&node.codex).await);
    for stream in [&mut first, &mut second] {
        let behind = stream.behind.as_mut().unwrap();
        behind.wait_for(|behind| behind.received == 2).await.unwrap();
    }
    drop(first);
    // The other one is still followed.
    until(&script, &progress(TREE), script.count(&progress(TREE)) + 2).await;
    assert_eq!(script.count("DELETE"), 0);
    drop(second);
    until(&script, &stop(TREE), 1).await;
    // And what comes later begins anew.
    let mut third = fetch(&node.codex).await;
    third.behind.as_mut().unwrap().wait_for(|behind| behind.received == 2).await.unwrap();
    assert_eq!(script.count(&begin("")), 3);
}

#[tokio::test]
async fn a_download_that_cannot_begin_is_streamed() {
    let script = generation_c(false);
    script.on(&begin(""), status("409 Conflict", "cannot start"));
    script.json(&format!("GET {STORAGE}/data/{}/network/stream", hello_c()), "hello world");
    let node = script.run().await;
    let stream = fetch(&node.codex).await;
    assert!(stream.behind.is_none());
    assert_eq!(read(stream).await.unwrap(), b"hello world");
}

#[tokio::test]
async fn what_the_node_misses_after_all_comes_from_its_network() {
    let network = format!("GET {STORAGE}/data/{}/network/stream", hello_c());
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello";
    for broken in [
        Act::Say(head.as_bytes().to_vec()),
        Act::Hang(head.as_bytes().to_vec()),
        status("404 Not Found", "The requested CID could not be retrieved"),
    ] {
        let script = generation_c(false);
        script.on(&progress(TREE), gone());
        script.on(&progress(&hello_c().to_string()), gone());
        script.on(&local(), broken);
        script.json(&network, "hello world");
        let node = script
            .run_with(|options| options.deadlines.local_stall = Duration::from_millis(50))
            .await;
        assert_eq!(read(fetch(&node.codex).await).await.unwrap(), b"hello world");
        assert_eq!(script.count(&network), 1);
    }
}

#[tokio::test]
async fn a_download_that_stands_still_is_cancelled_and_told() {
    let script = generation_c(false);
    script.on(&progress(TREE), active(2));
    script.on(&stop(TREE), status("204 No Content", ""));
    let node =
        script.run_with(|options| options.deadlines.background = Duration::from_millis(50)).await;
    let outcome = read(fetch(&node.codex).await).await;
    let doing = "downloading a dataset from its network";
    assert_eq!(outcome, Err(CodexError::Timeout(doing)));
    assert_eq!(script.count(&stop(TREE)), 1);
}

#[tokio::test]
async fn a_restarted_node_begins_anew() {
    let script = generation_c(false);
    script.next(&progress(TREE), vec![active(2), Act::Say(Vec::new()), Act::Say(Vec::new())]);
    // Then it knows nothing, and after the second beginning all is there.
    let again = format!("{{\"downloadId\":8,\"cid\":\"{HELLO}\"}}");
    script.on(&progress(TREE), gone());
    script.on(&progress(TREE).replace("/7", "/8"), active(9));
    let node = script.run().await;
    let stream = fetch(&node.codex).await;
    script.json(&begin(""), &again);
    assert_eq!(read(stream).await.unwrap(), b"hello world");
    assert_eq!(script.count(&begin("")), 2);
}

#[tokio::test]
async fn deleting_cancels_first() {
    let script = generation_c(false);
    script.on(&progress(TREE), active(2));
    script.on(&stop(TREE), status("204 No Content", ""));
    let cid: Cid = hello_c();
    script.on(&format!("DELETE {STORAGE}/data/{cid}"), status("204 No Content", ""));
    let node = script.run().await;
    let mut stream = fetch(&node.codex).await;
    stream.behind.as_mut().unwrap().wait_for(|behind| behind.received == 2).await.unwrap();
    node.codex.delete(cid).await.unwrap();
    let seen = script.seen.lock().unwrap().clone();
    let at = |start: &str| seen.iter().position(|text| text.starts_with(start)).unwrap();
    assert!(at(&stop(TREE)) < at(&format!("DELETE {STORAGE}/data/{cid} ")));
}

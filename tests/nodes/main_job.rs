//! The main job on nodes of every generation: files are checked, published in the node, and come
//! to another server on another node by the link or by the exported `.torrent`, byte for byte;
//! and what was put into a node goes out of it again.

use qcodex::torrent::TorrentFormat;

use crate::payload::Payload;
use crate::simulator::{Build, Simulator};
use crate::world::{Server, until};

/// Several files, an empty one among them, and pieces that two of them share.
fn payload(format: TorrentFormat) -> Payload {
    let files = [
        ("Staffel 1/épisode один 日本.mkv", 2_500_000),
        ("empty.txt", 0),
        ("small.srt", 70_000),
        ("tiny.nfo", 5),
    ];
    Payload::new("main job", format, &files)
}

fn uploads(node: &Simulator) -> usize {
    let path = format!("POST {}/data", node.build().prefix());
    node.requests()
        .iter()
        .filter(|request| request.split('?').next() == Some(path.as_str()))
        .count()
}

async fn from_server_to_server(build: Build) {
    let nodes = [(); 3].map(|()| Simulator::start(build));
    nodes[0].connect(&nodes[1]);
    nodes[1].connect(&nodes[2]);
    let payload = payload(TorrentFormat::V1);
    let id = payload.id();

    let a = Server::on(&nodes[0]).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent()).await;
    let row = a.published(&id).await;
    let record = row["codex_record"].as_str().unwrap().to_owned();
    let link = row["magnet_uri"].as_str().unwrap().to_owned();
    assert!(link.contains(&format!("xs=urn:codex:{record}")), "{link}");
    let (held, _) = nodes[0].holdings();
    assert_eq!(held.len(), 4, "three files and the record: {held:?}");
    assert!(held.contains(&record) && held.iter().all(|cid| nodes[0].has_all_of(cid)));
    assert_eq!(uploads(&nodes[0]), 4, "nothing twice, and nothing empty");
    for head in nodes[0].heads().iter().filter(|head| head.starts_with("POST")) {
        let head = head.to_ascii_lowercase();
        let named = head.contains("filename=");
        assert_eq!(named, head.contains("application/x-bittorrent"), "{head}");
        assert!(!head.contains("content-length: 0"), "{head}");
    }

    // By the link.
    let b = Server::on(&nodes[1]).await;
    b.add_link(&link).await;
    let row = b.published(&id).await;
    assert_eq!(row["codex_record"], record.as_str(), "who fetched by a record keeps it");
    payload.assert_at(&b.save_path());
    assert_eq!(uploads(&nodes[1]), 0, "what came from the node is in it");

    // By the exported file.
    let exported = a.export(&id).await;
    let c = Server::on(&nodes[2]).await;
    c.add_torrent(&exported).await;
    c.published(&id).await;
    payload.assert_at(&c.save_path());
    assert_eq!(c.export(&id).await, exported);

    // Only what was put there goes out again.
    let fetched = nodes[1].holdings();
    b.delete(&id).await;
    until("the deletion", async || b.row(&id).await.is_none()).await;
    a.delete(&id).await;
    until("an empty node", async || nodes[0].holdings() == (Vec::new(), 0)).await;
    assert_eq!(nodes[1].holdings(), fetched);
    for server in [a, b, c] {
        server.app.stop().await;
    }
}

async fn shared_datasets_stay_until_the_last(build: Build) {
    let node = Simulator::start(build);
    let a = Server::on(&node).await;
    let (one, other) = (payload(TorrentFormat::V1), payload(TorrentFormat::V2));
    one.place(&a.save_path());
    for payload in [&one, &other] {
        a.add_torrent(&payload.torrent()).await;
        a.published(&payload.id()).await;
    }
    assert_eq!(node.holdings().0.len(), 5, "three files and two records");
    // Somebody else's is not touched.
    let others = [("Content-Type".to_owned(), "text/plain".to_owned())];
    let others = [&others[..], &[("Content-Length".to_owned(), "5".to_owned())]].concat();
    let path = format!("{}/data", build.prefix());
    let patience = std::time::Duration::from_secs(30);
    let answer =
        crate::cassettes::ask(node.address(), "POST", &path, &others, Some(b"other"), patience);
    assert_eq!(answer.await.unwrap().status, 200);

    a.delete(&one.id()).await;
    until("one record to go", async || node.holdings().0.len() == 5).await;
    let record = a.published(&other.id()).await["codex_record"].as_str().unwrap().to_owned();
    let held = node.holdings().0;
    assert!(held.contains(&record) && held.iter().all(|cid| node.has_all_of(cid)), "{held:?}");
    a.delete(&other.id()).await;
    until("the rest to go", async || node.holdings().0.len() == 1).await;
    assert!(node.has_all_of(&node.holdings().0[0]));
    a.app.stop().await;
}

macro_rules! on_every_build {
    ($($name:ident: $build:ident,)*) => {
        $(mod $name {
            use super::Build;

            #[tokio::test(flavor = "multi_thread")]
            async fn content_goes_from_server_to_server() {
                super::from_server_to_server(Build::$build).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn shared_datasets_stay_until_the_last() {
                super::shared_datasets_stay_until_the_last(Build::$build).await;
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

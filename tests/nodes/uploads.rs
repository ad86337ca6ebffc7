//! What is asked of a node while content is put there, and what an upload must not be.

use qcodex::torrent::TorrentFormat;

use crate::payload::Payload;
use crate::simulator::{Build, Simulator};
use crate::world::{Server, until};

const COUNT: usize = 40;

/// How often all content of the node was listed.
fn lists(node: &Simulator) -> usize {
    let list = format!("GET {}/data", node.build().prefix());
    node.requests().iter().filter(|request| **request == list).count()
}

/// A list is as long as all that was ever put there: not one for every upload.
async fn the_whole_list_is_not_read_for_an_upload(build: Build) {
    let node = Simulator::start(build);
    let server = Server::on(&node).await;
    let payloads: Vec<Payload> = (0..COUNT)
        .map(|number| {
            let file = format!("file {number}");
            Payload::new(
                &format!("torrent {number}"),
                TorrentFormat::V1,
                &[(file.as_str(), 70_000)],
            )
        })
        .collect();
    for payload in &payloads {
        payload.place(&server.save_path());
    }
    let torrents: Vec<Vec<u8>> = payloads.iter().map(Payload::torrent).collect();
    let torrents: Vec<&[u8]> = torrents.iter().map(Vec::as_slice).collect();
    let before = lists(&node);
    server.add_torrents(&torrents).await;
    until("all published", async || {
        let rows = server.list().await;
        rows.iter().filter(|row| row["codex_publish"] == "published").count() == COUNT
    })
    .await;
    let uploads = format!("POST {}/data", build.prefix());
    let requests = node.requests();
    let uploads = requests.iter().filter(|request| request.starts_with(&uploads)).count();
    assert_eq!(uploads, 2 * COUNT, "a file and a record each");
    assert!(lists(&node) - before <= 2, "{} lists for {uploads} uploads", lists(&node) - before);
    server.app.stop().await;
}

/// Taken out and put in again after somebody has written to it: it is another file now.
async fn a_file_that_has_changed_is_not_published(build: Build) {
    let node = Simulator::start(build);
    let server = Server::on(&node).await;
    let payload = Payload::new("changed", TorrentFormat::V1, &[("file", 200_000)]);
    payload.place(&server.save_path());
    server.add_torrent(&payload.torrent()).await;
    let id = payload.id();
    server.published(&id).await;
    let cid = server.client.get(&format!("torrents/files?hash={id}")).await.json()[0]["codex_cid"]
        .as_str()
        .unwrap()
        .to_owned();
    let hashes = [("hashes", id.as_str())];
    assert_eq!(server.client.post("codex/unpublish", &hashes).await.status, 200);
    until("it to be taken out", async || !node.holdings().0.contains(&cid)).await;

    let path = payload.path(&server.save_path(), 0);
    std::fs::write(&path, vec![7; 200_000]).unwrap();
    assert_eq!(server.client.post("codex/publish", &hashes).await.status, 200);
    until("the change to be told", async || {
        let row = server.row(&id).await.unwrap();
        row["codex_publish"] == "stale" && row["codex_reason"]["code"] == "file_changed"
    })
    .await;
    assert!(!node.holdings().0.contains(&cid));
    server.app.stop().await;
}

macro_rules! on_each {
    ($($test:ident)*) => {$(
        mod $test {
            use super::Build;

            #[tokio::test(flavor = "multi_thread")]
            async fn generation_a() {
                super::$test(Build::A02).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn generation_c() {
                super::$test(Build::C).await;
            }
        }
    )*};
}

on_each! { the_whole_list_is_not_read_for_an_upload a_file_that_has_changed_is_not_published }

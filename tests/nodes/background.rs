//! Nodes that download by themselves before they are read: how far they are is told, and what
//! they do ends when nobody waits for it.

use std::collections::BTreeSet;

use qcodex::torrent::TorrentFormat;
use serde_json::Value;
use tokio::time::Instant;

use crate::payload::{MIB, Payload};
use crate::simulator::{Build, Fault, Simulator};
use crate::world::{Server, assert_not_failed, brief, is_published, until};

/// A publisher on the first of two nodes, and its link. The line of the second is slow.
struct World {
    nodes: [Simulator; 2],
    payload: Payload,
    a: Server,
    link: String,
}

async fn world(build: Build, name: &str, mib: u64) -> World {
    let nodes = [(); 2].map(|()| Simulator::start(build));
    nodes[0].connect(&nodes[1]);
    nodes[1].link(2 * MIB);
    let payload = Payload::three_files(name, TorrentFormat::V1, mib);
    let a = Server::on(&nodes[0]).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent()).await;
    let link = a.published(&payload.id()).await["magnet_uri"].as_str().unwrap().to_owned();
    World { nodes, payload, a, link }
}

/// What the reason says about the node's download, in MiB: done and all.
fn told(row: &Value) -> Option<(f64, f64)> {
    let reason = &row["codex_reason"];
    if reason["code"] != "node_fetches" {
        return None;
    }
    let text = reason["text"].as_str().unwrap();
    let numbers = text.strip_prefix("the node fetches it from its network: ").unwrap();
    let (done, all) = numbers.strip_suffix(" MiB").unwrap().split_once(" of ").unwrap();
    Some((done.parse().unwrap(), all.parse().unwrap()))
}

/// Datasets and trees of all files.
async fn cids(server: &Server, id: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let files = server.client.get(&format!("torrents/files?hash={id}")).await.json();
    let all = |member: &str| {
        let texts = files.as_array().unwrap().iter().map(|file| file[member].as_str().unwrap());
        texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    };
    (all("codex_cid"), all("codex_tree"))
}

/// Requests of this kind about background downloads, by the CID in their path.
fn asked(node: &Simulator, method: &str, what: &str) -> Vec<String> {
    let start = format!("{method} {}/data/", node.build().prefix());
    let requests = node.requests();
    let paths = requests.iter().filter_map(|request| request.strip_prefix(&start));
    let of = paths.filter_map(|path| path.split_once('/'));
    of.filter(|(_, rest)| rest.starts_with(what)).map(|(cid, _)| cid.to_owned()).collect()
}

async fn progress_is_told_and_counts_once(build: Build) {
    let World { nodes, payload, a, link } = world(build, "told", 12).await;
    let id = payload.id();
    let b = Server::on(&nodes[1]).await;
    let begun = Instant::now();
    b.add_link(&link).await;
    let (mut texts, mut busy, mut last) = (BTreeSet::new(), false, 0.0);
    let row = loop {
        let row = b.row(&id).await.unwrap_or_default();
        assert_not_failed(&row);
        if is_published(&row) {
            break row;
        }
        if let Some((done, all)) = told(&row) {
            assert!(done <= all && all <= 12.1, "{}", brief(&row));
            last = done;
            texts.insert(row["codex_reason"]["text"].as_str().unwrap().to_owned());
            busy |= row["dlspeed"].as_u64() > Some(0) && row["state"] == "downloading";
            let answer = b.client.get(&format!("codex/sources?hash={id}")).await.json();
            let code = &answer["reason"]["code"];
            assert!(code.is_null() || *code == "node_fetches", "{answer}");
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    let seconds = begun.elapsed().as_secs();
    assert!(texts.len() > 2 && last > 0.0, "it grows: {texts:?}");
    assert!(u64::try_from(texts.len()).unwrap() <= seconds + 1, "once a second: {texts:?}");
    assert!(busy, "what the node fetches is speed");
    assert_eq!(row["codex_reason"], Value::Null);
    // What came into the node first is not downloaded twice.
    assert_eq!(row["downloaded"], payload.size());
    payload.assert_at(&b.save_path());
    b.app.stop().await;
    a.app.stop().await;
}

async fn a_stop_cancels_it(build: Build) {
    let World { nodes, payload, a, link } = world(build, "stopped", 12).await;
    let id = payload.id();
    let b = Server::on(&nodes[1]).await;
    b.add_link(&link).await;
    b.wait(&id, "progress", |row| told(row).is_some_and(|(done, _)| done > 0.0)).await;
    assert_eq!(b.client.post("torrents/stop", &[("hashes", &id)]).await.status, 200);
    until("the end in the node", async || !asked(&nodes[1], "DELETE", "network/").is_empty()).await;
    let row = b.wait(&id, "a stop", |row| row["state"] == "stoppedDL").await;
    assert_eq!((&row["codex_reason"], &row["dlspeed"]), (&Value::Null, &0.into()));
    // By the manifest's CID the node would know nothing of it, and answer as if it were over.
    let (manifests, trees) = cids(&b, &id).await;
    let ended: BTreeSet<String> = asked(&nodes[1], "DELETE", "network/").into_iter().collect();
    assert!(ended.is_subset(&trees), "{ended:?}");
    let looked: BTreeSet<String> =
        asked(&nodes[1], "GET", "network/progress/").into_iter().collect();
    assert!(ended.is_subset(&looked), "{looked:?}");
    let large = payload.files[0].1.div_ceil(65_536);
    assert!(!manifests.iter().all(|cid| nodes[1].has_all_of(cid)), "{large} blocks in no time");

    assert_eq!(b.client.post("torrents/start", &[("hashes", &id)]).await.status, 200);
    nodes[1].link(0);
    b.published(&id).await;
    payload.assert_at(&b.save_path());
    b.app.stop().await;
    a.app.stop().await;
}

async fn one_that_cannot_begin_is_streamed(build: Build) {
    let World { nodes, payload, a, link } = world(build, "conflict", 2).await;
    nodes[1].link(0);
    nodes[1].fault_on("POST ", Fault::Conflict("Download already in progress"));
    let b = Server::on(&nodes[1]).await;
    b.add_link(&link).await;
    b.published(&payload.id()).await;
    payload.assert_at(&b.save_path());
    assert!(!asked(&nodes[1], "POST", "network").is_empty());
    assert!(!asked(&nodes[1], "GET", "network/stream").is_empty());
    let (manifests, trees) = cids(&b, &payload.id()).await;
    let looked = asked(&nodes[1], "GET", "network/progress/");
    assert!(looked.iter().all(|cid| !trees.contains(cid) && !manifests.contains(cid)));
    b.app.stop().await;
    a.app.stop().await;
}

/// A restart takes the download from the node, and nobody there knows that it ever was.
async fn a_restart_of_the_node_is_no_end(build: Build, long: bool) {
    let World { nodes, payload, a, link } = world(build, "restarted", 8).await;
    let id = payload.id();
    let b = Server::on(&nodes[1]).await;
    b.add_link(&link).await;
    b.wait(&id, "progress", |row| told(row).is_some_and(|(done, _)| done > 0.0)).await;
    if long {
        nodes[1].kill();
        b.wait(&id, "the loss to be told", |row| row["codex_reason"]["code"] == "node_away").await;
    }
    nodes[1].restart().await;
    nodes[1].link(0);
    let row = b.published(&id).await;
    assert_eq!(row["codex_reason"], Value::Null);
    payload.assert_at(&b.save_path());
    let (manifests, _) = cids(&b, &id).await;
    assert!(manifests.iter().all(|cid| nodes[1].has_all_of(cid)));
    b.app.stop().await;
    a.app.stop().await;
}

macro_rules! on_both_builds {
    ($($name:ident: $build:ident,)*) => {
        $(mod $name {
            use super::Build;

            #[tokio::test(flavor = "multi_thread")]
            async fn progress_is_told_and_counts_once() {
                super::progress_is_told_and_counts_once(Build::$build).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn a_stop_cancels_it() {
                super::a_stop_cancels_it(Build::$build).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn one_that_cannot_begin_is_streamed() {
                super::one_that_cannot_begin_is_streamed(Build::$build).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn a_restart_of_the_node_is_no_end() {
                super::a_restart_of_the_node_is_no_end(Build::$build, false).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn a_long_absence_of_the_node_is_no_end() {
                super::a_restart_of_the_node_is_no_end(Build::$build, true).await;
            }
        })*
    };
}

on_both_builds! {
    c: C,
    d: D,
}

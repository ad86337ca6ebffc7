//! The main job with the content in real nodes, simulated, of every generation: content goes from
//! server to server through them, servers die in the middle, bytes change on the disk.

use std::path::Path;

use qcodex::torrent::TorrentFormat;
use serde_json::{Map, Value, json};

use crate::faults::flip;
use crate::http::{Client, Request};
use crate::payload::{MIB, Payload, generate};
use crate::peer::{Peer, assert_not_complete, brief, is_seeding, texts};
use crate::server::Setup;
use crate::simulator::{Build, Fault, Simulator};

/// Most memory that a server may ever need, whatever the size of content.
const MEMORY: u64 = 150 * MIB;

/// Nodes in a row, each the peer of the next.
fn nodes<const N: usize>(build: Build) -> [Simulator; N] {
    let nodes = [(); N].map(|()| Simulator::start(build));
    nodes.windows(2).for_each(|pair| pair[0].connect(&pair[1]));
    nodes
}

async fn on(name: &'static str, node: &Simulator) -> Peer {
    Peer::start(name, Setup::new().arg("--codex").arg(node.url())).await
}

/// What a client knows that asks for changes alone.
#[derive(Debug, Default)]
struct Follower {
    rid: Value,
    torrents: Map<String, Value>,
}

impl Follower {
    async fn ask(&mut self, peer: &Peer) {
        let rid = self.rid.as_u64().unwrap_or(0);
        let answer = peer.client.get(&format!("sync/maindata?rid={rid}")).await.json();
        self.rid = answer["rid"].clone();
        if answer["full_update"] == true {
            self.torrents.clear();
        }
        for (id, changes) in answer["torrents"].as_object().into_iter().flatten() {
            let row = self.torrents.entry(id).or_insert_with(|| json!({}));
            for (member, value) in changes.as_object().unwrap() {
                row[member] = value.clone();
            }
        }
        for id in answer["torrents_removed"].as_array().into_iter().flatten() {
            self.torrents.remove(id.as_str().unwrap());
        }
    }

    /// All changes together are what a full answer says, but for what a clock moves.
    async fn assert_true(mut self, peer: &Peer) {
        self.ask(peer).await;
        let mut fresh = Self::default();
        fresh.ask(peer).await;
        for torrents in [&mut self.torrents, &mut fresh.torrents] {
            for row in torrents.values_mut() {
                let row = row.as_object_mut().unwrap();
                for moving in ["time_active", "seeding_time", "last_activity", "reannounce"] {
                    row.remove(moving);
                }
                row.remove("popularity");
            }
        }
        assert_eq!(self.torrents, fresh.torrents, "at {}", peer.name);
    }
}

async fn content_travels_through_nodes(build: Build) {
    let nodes = nodes::<3>(build);
    let name = "Größe 日本 [2024]";
    let payload = Payload::three_files(name, TorrentFormat::V1, 700);
    let id = payload.id();
    let a = on("A", &nodes[0]).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    let row = a.published(&id).await;
    assert_eq!((&row["name"], &row["downloaded"]), (&json!(name), &json!(0)));
    let (link, record) = (row["magnet_uri"].as_str().unwrap(), row["codex_record"].clone());
    let files = a.files(&id).await;
    for file in &files {
        let empty = file["size"] == 0;
        assert_eq!(file["codex_cid"].as_str().unwrap_or_default().is_empty(), empty, "{file}");
    }

    let b = on("B", &nodes[1]).await;
    let mut follower = Follower::default();
    follower.ask(&b).await;
    b.add_link(link).await;
    while !follower.torrents.get(&id).is_some_and(is_seeding) {
        follower.ask(&b).await;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    let row = b.published(&id).await;
    assert_eq!(row["downloaded"], json!(payload.size()), "every byte once");
    assert_eq!((&row["total_wasted"], &row["codex_record"]), (&json!(0), &record));
    assert_eq!(texts(&b.files(&id).await, "codex_cid"), texts(&files, "codex_cid"));
    payload.assert_at(&b.save_path());
    follower.assert_true(&b).await;
    for peer in [&a, &b] {
        let peak = peer.server.peak_memory();
        println!("peak memory of {}: {} MiB", peer.name, peak / MIB);
        assert!(peak < MEMORY, "{} needed {} MiB", peer.name, peak / MIB);
    }

    // A is gone and so is its node: B's has it.
    let link = link.to_owned();
    let (status, _) = a.server.terminate().await;
    assert!(status.success(), "A ended with {status}");
    nodes[0].kill();
    let c = on("C", &nodes[2]).await;
    c.add_link(&link).await;
    c.published(&id).await;
    payload.assert_at(&c.save_path());
}

async fn all_kinds_travel_through_nodes(build: Build) {
    let nodes = nodes::<2>(build);
    let (a, b) = (on("A", &nodes[0]).await, on("B", &nodes[1]).await);
    for peer in [&a, &b] {
        let unqueued = json!({ "queueing_enabled": false });
        assert_eq!(peer.client.set_preferences(unqueued).await.status, 200);
    }
    let payloads = [
        Payload::three_files("exported", TorrentFormat::V1, 20),
        Payload::three_files("version two", TorrentFormat::V2, 20),
        Payload::three_files("both versions", TorrentFormat::Hybrid, 25),
    ];
    for payload in &payloads {
        payload.place(&a.save_path());
        a.add_torrent(&payload.torrent(), &[]).await;
        let row = a.published(&payload.id()).await;
        if payload.name == "exported" {
            b.add_torrent(&a.export(&payload.id()).await, &[]).await;
        } else {
            b.add_link(row["magnet_uri"].as_str().unwrap()).await;
        }
    }
    for payload in &payloads {
        let there = b.published(&payload.id()).await;
        let here = a.published(&payload.id()).await;
        for member in ["infohash_v1", "infohash_v2", "codex_record", "size", "total_size"] {
            assert_eq!(there[member], here[member], "{member}");
        }
        payload.assert_at(&b.save_path());
    }

    let mut bytes = Vec::new();
    generate("bare dataset", 20 * MIB + 17, |chunk| bytes.extend_from_slice(chunk));
    let put = Request::new("POST", &format!("{}/data", build.prefix()))
        .header("Content-Type", "application/octet-stream")
        .header("Content-Disposition", "attachment; filename=\"naïve film.mkv\"")
        .body(bytes.clone());
    let cid = Client::new(nodes[0].address()).send(put).await.text();
    b.add_link(&format!("codex:{cid}")).await;
    let bare = async || b.list().await.into_iter().find(|row| row["name"] == "naïve film.mkv");
    b.until("the dataset", async || bare().await.is_some_and(|row| is_seeding(&row))).await;
    assert!(std::fs::read(b.save_path().join("naïve film.mkv")).unwrap() == bytes);
}

async fn killed_servers_go_on_with_their_nodes(build: Build) {
    let nodes = nodes::<2>(build);
    let payload = Payload::three_files("killed", TorrentFormat::V1, 40);
    let id = payload.id();
    nodes[0].fault_on(&format!("POST {}/data", build.prefix()), Fault::Slow(8 * MIB));
    let a = on("A", &nodes[0]).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    let posts = |request: &String| request.starts_with("POST");
    a.until("an upload", async || nodes[0].requests().iter().any(posts)).await;
    let a = Peer::start("A", a.kill().await).await;
    assert_eq!(a.list().await.len(), 1);
    nodes[0].heal();
    let link = a.published(&id).await["magnet_uri"].as_str().unwrap().to_owned();
    let (held, _) = nodes[0].holdings();
    assert!(held.len() == 3 && held.iter().all(|cid| nodes[0].has_all_of(cid)), "{held:?}");

    nodes[1].fault_on("GET ", Fault::Slow(8 * MIB));
    nodes[1].link(8 * MIB);
    let b = on("B", &nodes[1]).await;
    b.add_link(&link).await;
    b.wait(&id, "some of it", |row| row["completed"].as_u64() > Some(MIB)).await;
    let b = Peer::start("B", b.kill().await).await;
    let row = b.wait(&id, "its row", |row| !row.is_null()).await;
    assert_not_complete(&row);
    assert!(!["error", "missingFiles"].contains(&row["state"].as_str().unwrap()), "{row}");
    nodes[1].heal();
    nodes[1].link(0);
    b.published(&id).await;
    payload.assert_at(&b.save_path());
    assert_eq!(b.list().await.len(), 1);
}

/// A byte changes after the check, and the file looks as before: what goes into the node is not
/// what was verified.
async fn changed_bytes_do_not_get_into_a_node(build: Build) {
    let nodes = nodes::<2>(build);
    nodes[0].kill();
    let payload = Payload::three_files("changed", TorrentFormat::V1, 20);
    let id = payload.id();
    let a = on("A", &nodes[0]).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    a.wait(&id, "it to be checked", is_seeding).await;
    let large: &Path = &payload.path(&a.save_path(), 0);
    flip(large, 5 * MIB + 3, true);
    nodes[0].restart().await;
    let row = a
        .wait(&id, "the change to be told", |row| {
            ["missingFiles", "error"].contains(&row["state"].as_str().unwrap_or_default())
        })
        .await;
    assert_ne!(row["codex_publish"], "published", "{}", brief(&row));
    assert_eq!(row["codex_record"].as_str().unwrap_or_default(), "", "{}", brief(&row));

    // With the right bytes all goes its way.
    let b = on("B", &nodes[1]).await;
    b.add_link(&format!("magnet:?xt=urn:btih:{id}")).await;
    b.reason(&id, &["not_in_codex"]).await;
    payload.place(&a.save_path());
    a.order("recheck", &id).await;
    let link = a.published(&id).await["magnet_uri"].as_str().unwrap().to_owned();
    b.post("delete", &[("hashes", &id), ("deleteFiles", "true")]).await;
    b.until("the deletion", async || b.row(&id).await.is_none()).await;
    // And what has changed since is right in the node.
    flip(large, 5 * MIB + 3, true);
    b.add_link(&link).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
}

macro_rules! in_every_generation {
    ($($name:ident: $build:ident,)*) => {
        $(mod $name {
            use super::Build;

            #[tokio::test(flavor = "multi_thread")]
            async fn content_travels_through_nodes() {
                super::content_travels_through_nodes(Build::$build).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn all_kinds_travel_through_nodes() {
                super::all_kinds_travel_through_nodes(Build::$build).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn killed_servers_go_on_with_their_nodes() {
                super::killed_servers_go_on_with_their_nodes(Build::$build).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn changed_bytes_do_not_get_into_a_node() {
                super::changed_bytes_do_not_get_into_a_node(Build::$build).await;
            }
        })*
    };
}

in_every_generation! {
    a: AMaster,
    b: B,
    c: C,
    d: D,
}

//! Content goes from server to server: whoever fetched it can give it.

use qcodex::torrent::TorrentFormat;
use serde_json::json;

use crate::http::Request;
use crate::payload::{MIB, Payload, generate};
use crate::peer::{Peer, assert_complete, is_seeding, texts};
use crate::server::Setup;

/// Most memory that a server may ever need, whatever the size of content.
const MEMORY: u64 = 150 * MIB;

/// A server that has published this content.
async fn publisher(payload: &Payload) -> Peer {
    let a = Peer::start("A", Setup::new()).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    a.published(&payload.id()).await;
    a
}

#[tokio::test(flavor = "multi_thread")]
async fn seven_hundred_mib_travel_from_a_to_b_and_from_b_to_c() {
    let name = "Größe 日本 [2024]";
    let payload = Payload::three_files(name, TorrentFormat::V1, 700);
    let id = payload.id();
    let a = publisher(&payload).await;
    let row = a.published(&id).await;
    assert_eq!(row["name"], name);
    assert_eq!(row["size"], json!(payload.size()));
    assert_eq!(row["downloaded"], 0, "nothing was fetched");
    let record = row["codex_record"].as_str().unwrap();
    assert!(record.starts_with("zDv"), "{record}");
    let link = row["magnet_uri"].as_str().unwrap().to_owned();
    assert!(link.contains(&format!("xs=urn:codex:{record}")), "{link}");
    let files = a.files(&id).await;
    assert_eq!(files.len(), 3);
    for file in &files {
        let empty = file["size"] == 0;
        for member in ["codex_cid", "codex_tree"] {
            assert_eq!(file[member].as_str().unwrap_or_default().is_empty(), empty, "{file}");
        }
    }

    let b = Peer::reading_from("B", &a.codex_url()).await;
    b.add_link(&link).await;
    let row = b.published(&id).await;
    assert_eq!(row["downloaded"], json!(payload.size()), "every byte once");
    assert_eq!(row["total_wasted"], 0);
    assert_eq!(row["codex_record"], record, "who fetched by a record keeps it");
    assert_eq!(texts(&b.files(&id).await, "codex_cid"), texts(&files, "codex_cid"));
    payload.assert_at(&b.save_path());
    a.wait(&id, "upload counted", |row| row["uploaded"] == json!(payload.size())).await;
    for peer in [&a, &b] {
        let peak = peer.server.peak_memory();
        println!("peak memory of {}: {} MiB", peer.name, peak / MIB);
        assert!(peak < MEMORY, "{} needed {} MiB", peer.name, peak / MIB);
    }
    // With it goes its folder: never more than two copies are on the disk.
    let (status, _) = a.server.terminate().await;
    assert!(status.success(), "A ended with {status}");

    let c = Peer::reading_from("C", &b.codex_url()).await;
    c.add_link(&link).await;
    c.published(&id).await;
    payload.assert_at(&c.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exported_torrent_carries_the_placement() {
    let payload = Payload::three_files("exported", TorrentFormat::V1, 30);
    let a = publisher(&payload).await;
    let exported = a.export(&payload.id()).await;
    let b = Peer::reading_from("B", &a.codex_url()).await;
    b.add_torrent(&exported, &[]).await;
    b.published(&payload.id()).await;
    payload.assert_at(&b.save_path());
    assert_eq!(b.export(&payload.id()).await, exported);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_has_it_already_gets_nothing_and_loses_nothing() {
    let payload = Payload::three_files("shared node", TorrentFormat::V1, 30);
    let id = payload.id();
    let a = publisher(&payload).await;
    let before = a.holdings().await;
    let link = a.published(&id).await["magnet_uri"].as_str().unwrap().to_owned();

    let b = Peer::start("B", Setup::new().arg("--codex").arg(a.codex_url())).await;
    assert_eq!(b.server.codex_api_url, None);
    b.add_link(&link).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
    assert_eq!(a.holdings().await, before, "nothing is uploaded twice");

    b.post("delete", &[("hashes", &id), ("deleteFiles", "true")]).await;
    b.until("the deletion", async || b.row(&id).await.is_none()).await;
    b.until("the files' deletion", async || !payload.path(&b.save_path(), 0).exists()).await;
    assert_eq!(a.holdings().await, before, "B's delete removes nothing of A's");

    // What A had is all there for the next one.
    let c = Peer::reading_from("C", &a.codex_url()).await;
    c.add_link(&link).await;
    c.published(&id).await;
    payload.assert_at(&a.save_path());
    payload.assert_at(&c.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_into_a_node_and_its_owner_takes_them_out_again() {
    let payload = Payload::three_files("uploaded", TorrentFormat::V1, 20);
    let id = payload.id();
    let node = Peer::start("node", Setup::new()).await;
    let before = node.holdings().await;
    let a = Peer::start("A", Setup::new().arg("--codex").arg(node.codex_url())).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    let row = a.published(&id).await;
    assert_eq!(node.holdings().await.0.len(), before.0.len() + 3, "two files and the record");

    let b = Peer::reading_from("B", &node.codex_url()).await;
    b.add_link(row["magnet_uri"].as_str().unwrap()).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());

    a.post("delete", &[("hashes", &id), ("deleteFiles", "false")]).await;
    a.until("the node to be as before", async || node.holdings().await == before).await;
    payload.assert_at(&a.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn torrents_of_version_two_and_hybrids_travel() {
    let payloads = [
        Payload::three_files("version two", TorrentFormat::V2, 20),
        Payload::three_files("both versions", TorrentFormat::Hybrid, 25),
    ];
    let a = Peer::start("A", Setup::new()).await;
    let b = Peer::reading_from("B", &a.codex_url()).await;
    for payload in &payloads {
        payload.place(&a.save_path());
        a.add_torrent(&payload.torrent(), &[]).await;
        let row = a.published(&payload.id()).await;
        b.add_link(row["magnet_uri"].as_str().unwrap()).await;
    }
    for payload in &payloads {
        let there = b.published(&payload.id()).await;
        let here = a.published(&payload.id()).await;
        for member in ["infohash_v1", "infohash_v2", "codex_record", "size", "total_size"] {
            assert_eq!(there[member], here[member], "{member}");
        }
        payload.assert_at(&b.save_path());
    }
    let v1 = a.published(&payloads[1].id()).await["infohash_v1"].as_str().unwrap().to_owned();
    assert_eq!(v1.len(), 40);
    assert!(b.row(&v1).await.is_some(), "a hybrid is found by its v1 hash too");
}

#[tokio::test(flavor = "multi_thread")]
async fn torrents_made_by_libtorrent_travel() {
    let a = Peer::start("A", Setup::new()).await;
    crate::samples::place(&a.save_path());
    let b = Peer::reading_from("B", &a.codex_url()).await;
    for peer in [&a, &b] {
        let unqueued = json!({ "queueing_enabled": false });
        assert_eq!(peer.client.set_preferences(unqueued).await.status, 200);
    }
    let samples = crate::samples::torrents();
    for sample in &samples {
        a.add_torrent(&sample.bytes, &[]).await;
        let row = a.published(&sample.id).await;
        b.add_link(row["magnet_uri"].as_str().unwrap()).await;
    }
    for sample in &samples {
        let row = b.published(&sample.id).await;
        assert_eq!(row["infohash_v1"], json!(sample.infohash_v1), "{}", sample.id);
        assert_eq!(row["infohash_v2"], json!(sample.infohash_v2), "{}", sample.id);
        for file in b.files(&sample.id).await {
            let path = file["name"].as_str().unwrap();
            let (here, there) = (a.save_path().join(path), b.save_path().join(path));
            assert!(std::fs::read(&here).unwrap() == std::fs::read(&there).unwrap(), "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_dataset_is_content_too() {
    let a = Peer::start("A", Setup::new()).await;
    let mut bytes = Vec::new();
    generate("bare dataset", 20 * MIB + 17, |chunk| bytes.extend_from_slice(chunk));
    let cid = a.upload("naïve film.mkv", bytes.clone()).await;
    let b = Peer::reading_from("B", &a.codex_url()).await;
    b.add_link(&format!("codex:{cid}")).await;
    let id = only_id(&b).await;
    let row = b.wait(&id, "complete", is_seeding).await;
    assert_complete(&row);
    assert_eq!((&row["infohash_v1"], &row["infohash_v2"]), (&json!(""), &json!("")));
    assert_eq!(row["piece_size"], 65536);
    let files = b.files(&id).await;
    assert_eq!(texts(&files, "name"), ["naïve film.mkv"]);
    assert_eq!(texts(&files, "codex_cid"), [cid]);
    assert!(std::fs::read(b.save_path().join("naïve film.mkv")).unwrap() == bytes);
    let hashes = b.client.get(&format!("torrents/pieceHashes?hash={id}")).await;
    assert_eq!(hashes.json(), json!([]));
    let export = b.client.get(&format!("torrents/export?hash={id}")).await;
    assert_eq!(export.status, 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_torrent_can_be_fetched_by_its_cid() {
    let payload = Payload::three_files("parts", TorrentFormat::V1, 30);
    let a = publisher(&payload).await;
    let files = a.files(&payload.id()).await;
    let big = files.iter().max_by_key(|file| file["size"].as_u64()).unwrap();
    let cid = big["codex_cid"].as_str().unwrap();
    let b = Peer::reading_from("B", &a.codex_url()).await;
    b.add_link(cid).await;
    let id = only_id(&b).await;
    let row = b.wait(&id, "complete", is_seeding).await;
    assert_complete(&row);
    let names = texts(&b.files(&id).await, "name");
    assert_eq!(names, [cid], "a placement's dataset has no name of its own");
    let (here, there) = (payload.path(&a.save_path(), 0), b.save_path().join(cid));
    assert!(std::fs::read(here).unwrap() == std::fs::read(there).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_added_by_its_cid_becomes_the_torrent() {
    let payload = Payload::three_files("by record", TorrentFormat::Hybrid, 20);
    let id = payload.id();
    let a = publisher(&payload).await;
    let record = a.published(&id).await["codex_record"].as_str().unwrap().to_owned();
    let b = Peer::reading_from("B", &a.codex_url()).await;
    b.add_link(&format!("magnet:?xs=urn:codex:{record}")).await;
    b.published(&id).await;
    assert_eq!(b.list().await.len(), 1, "the item is replaced, not added");
    payload.assert_at(&b.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_waits_until_somebody_has_the_content() {
    let payload = Payload::three_files("later", TorrentFormat::V1, 20);
    let id = payload.id();
    let first = publisher(&payload).await;
    let link = first.published(&id).await["magnet_uri"].as_str().unwrap().to_owned();
    let setup = first.kill().await;
    payload.assert_at(&setup.save_path());

    let a = Peer::start("A", Setup::new()).await;
    let b = Peer::reading_from("B", &a.codex_url()).await;
    b.add_link(&link).await;
    let row = b.reason(&id, &["not_in_codex"]).await;
    assert_eq!(row["state"], "metaDL");
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    a.published(&id).await;
    b.order("reannounce", &id).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
}

/// The id of the only torrent, once it is listed.
async fn only_id(peer: &Peer) -> String {
    peer.until("an item", async || peer.list().await.len() == 1).await;
    peer.list().await[0]["hash"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn ranges_of_published_files_are_served() {
    let payload = Payload::three_files("ranges", TorrentFormat::V1, 20);
    let a = publisher(&payload).await;
    let files = a.files(&payload.id()).await;
    let big = files.iter().max_by_key(|file| file["size"].as_u64()).unwrap();
    let cid = big["codex_cid"].as_str().unwrap();
    let whole = std::fs::read(payload.path(&a.save_path(), 0)).unwrap();
    for (from, to) in [(0, 0), (65_535, 65_536), (1_000_000, 3_000_000)] {
        let request = Request::new("GET", &format!("/api/storage/v1/data/{cid}/network/stream"))
            .header("Range", &format!("bytes={from}-{to}"));
        let answer = a.codex(request).await;
        assert_eq!(answer.status, 206);
        assert!(answer.body == whole[from..=to], "bytes {from} to {to}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_private_does_not_leave_the_machine() {
    let sample = crate::samples::torrents().into_iter().find(|sample| sample.is_private).unwrap();
    let node = Peer::start("node", Setup::new()).await;
    let before = node.holdings().await;
    // In the own node it is only referred to.
    let embedded = Peer::start("embedded", Setup::new()).await;
    crate::samples::place(&embedded.save_path());
    embedded.add_torrent(&sample.bytes, &[]).await;
    embedded.published(&sample.id).await;
    // A real node would get a copy.
    let a = Peer::start("A", Setup::new().arg("--codex").arg(node.codex_url())).await;
    crate::samples::place(&a.save_path());
    a.add_torrent(&sample.bytes, &[]).await;
    let row = a.reason(&sample.id, &["private"]).await;
    assert_eq!((&row["codex_publish"], &row["progress"]), (&json!("none"), &json!(1)));
    a.wait(&sample.id, "seeding", is_seeding).await;
    assert_eq!(node.holdings().await, before);
}

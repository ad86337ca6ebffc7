//! What goes wrong on disk and on the way: never a wrong byte in a finished file, always a reason.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use qcodex::torrent::TorrentFormat;
use serde_json::Value;

use crate::payload::{MIB, Payload};
use crate::peer::{Peer, assert_not_complete, brief};
use crate::proxy::Proxy;
use crate::server::Setup;

/// The reasons of a taker whose giver has not what it promised.
const GAVE_NOTHING: [&str; 4] = ["no_source", "source_lost", "corrupt_source", "not_in_codex"];

async fn publisher(name: &str, format: TorrentFormat) -> (Payload, Peer, String) {
    let payload = Payload::three_files(name, format, 20);
    let a = Peer::start("A", Setup::new()).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    let row = a.published(&payload.id()).await;
    (payload, a, row["magnet_uri"].as_str().unwrap().to_owned())
}

/// Changes one byte at `at`. With `secretly` the time of change stays as it was.
pub(crate) fn flip(path: &Path, at: u64, secretly: bool) {
    let mut file = File::options().read(true).write(true).open(path).unwrap();
    let modified = file.metadata().unwrap().modified().unwrap();
    let mut byte = [0];
    file.seek(SeekFrom::Start(at)).unwrap();
    file.read_exact(&mut byte).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(&[byte[0] ^ 1]).unwrap();
    if secretly {
        file.set_modified(modified).unwrap();
    }
}

/// After the giver's payload was damaged: B says why and does not finish, A shows it; after the
/// repair all is well again.
async fn damage_and_repair(
    (payload, a, link): (Payload, Peer, String),
    damage: impl FnOnce(&Path),
    states: &[&str],
) {
    let id = payload.id();
    damage(&payload.path(&a.save_path(), 0));
    let b = Peer::reading_from("B", &a.codex_url()).await;
    let suffixes = serde_json::json!({ "incomplete_files_ext": true });
    assert_eq!(b.client.set_preferences(suffixes).await.status, 200);
    b.add_link(&link).await;
    let row = b.reason(&id, &GAVE_NOTHING).await;
    assert_not_complete(&row);
    assert_ne!(row["state"], "error", "{}", brief(&row));
    let row = a
        .wait(&id, "to see the damage", |row| {
            states.contains(&row["state"].as_str().unwrap_or_default())
        })
        .await;
    assert_ne!(row["codex_publish"], "published", "{}", brief(&row));
    assert_eq!(row["codex_reason"]["code"], "file_changed", "{}", brief(&row));
    b.order("reannounce", &id).await;
    let row = b.reason(&id, &GAVE_NOTHING).await;
    assert_not_complete(&row);
    assert!(!payload.path(&b.save_path(), 0).exists(), "it must not have its final name");

    payload.place(&a.save_path());
    a.order("recheck", &id).await;
    a.published(&id).await;
    b.order("reannounce", &id).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_byte_is_never_passed_on() {
    let world = publisher("changed", TorrentFormat::V1).await;
    let damage = |path: &Path| flip(path, 5 * MIB + 3, false);
    damage_and_repair(world, damage, &["missingFiles", "error"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_byte_changed_in_secret_is_never_passed_on() {
    let world = publisher("secret", TorrentFormat::Hybrid).await;
    let damage = |path: &Path| flip(path, 7 * MIB + 3, true);
    damage_and_repair(world, damage, &["missingFiles", "error"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_truncated_file_is_never_passed_on() {
    let world = publisher("truncated", TorrentFormat::V1).await;
    let damage =
        |path: &Path| File::options().write(true).open(path).unwrap().set_len(MIB).unwrap();
    damage_and_repair(world, damage, &["missingFiles", "error"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_file_is_missing() {
    let world = publisher("deleted", TorrentFormat::V2).await;
    let damage = |path: &Path| std::fs::remove_file(path).unwrap();
    damage_and_repair(world, damage, &["missingFiles"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_deleted_while_the_server_was_down_is_missing() {
    let (payload, a, _) = publisher("deleted at night", TorrentFormat::V1).await;
    let id = payload.id();
    let setup = a.kill().await;
    std::fs::remove_file(payload.path(&setup.save_path(), 2)).unwrap();
    let a = Peer::start("A", setup).await;
    a.wait(&id, "to see that it is gone", |row| row["state"] == "missingFiles").await;
}

/// A source that changes a byte on the way.
async fn spoiled(name: &str, format: TorrentFormat) {
    let (payload, a, link) = publisher(name, format).await;
    let id = payload.id();
    let proxy = Proxy::to(&a.codex_url());
    proxy.spoil(true);
    let b = Peer::reading_from("B", &proxy.url()).await;
    b.add_link(&link).await;
    let row = b.reason(&id, &["corrupt_source"]).await;
    assert_not_complete(&row);
    assert_ne!(row["state"], "error", "{}", brief(&row));
    // It tries again by itself, and is no wiser.
    b.until("another try", async || proxy.spoiled() > 2).await;
    let row = b.reason(&id, &["corrupt_source"]).await;
    assert_not_complete(&row);
    assert!(row["total_wasted"].as_u64() > Some(0), "{}", brief(&row));
    proxy.spoil(false);
    b.order("reannounce", &id).await;
    let row = b.published(&id).await;
    assert_eq!(row["codex_reason"], Value::Null);
    payload.assert_at(&b.save_path());
    a.published(&id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_spoiled_on_the_way_are_fetched_again_v1() {
    spoiled("spoiled one", TorrentFormat::V1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_spoiled_on_the_way_are_fetched_again_v2() {
    spoiled("spoiled two", TorrentFormat::V2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_dataset_spoiled_on_the_way_keeps_its_temporary_name() {
    let a = Peer::start("A", Setup::new()).await;
    let mut bytes = Vec::new();
    crate::payload::generate("spoiled dataset", 5 * MIB, |chunk| bytes.extend_from_slice(chunk));
    let cid = a.upload("data.bin", bytes.clone()).await;
    let proxy = Proxy::to(&a.codex_url());
    proxy.spoil(true);
    let b = Peer::reading_from("B", &proxy.url()).await;
    b.add_link(&format!("codex:{cid}")).await;
    b.until("an item", async || b.list().await.len() == 1).await;
    let id = b.list().await[0]["hash"].as_str().unwrap().to_owned();
    let row = b.reason(&id, &["corrupt_source"]).await;
    assert_not_complete(&row);
    assert!(!b.save_path().join("data.bin").exists(), "nothing proven, nothing there");
    proxy.spoil(false);
    b.order("reannounce", &id).await;
    b.wait(&id, "complete", crate::peer::is_seeding).await;
    assert!(std::fs::read(b.save_path().join("data.bin")).unwrap() == bytes);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_cannot_be_written_is_said() {
    let (payload, a, link) = publisher("no place", TorrentFormat::V1).await;
    let id = payload.id();
    let b = Peer::reading_from("B", &a.codex_url()).await;
    // A file where the torrent's folder has to be: nobody can write below it, root neither.
    std::fs::create_dir_all(b.save_path()).unwrap();
    let obstacle = b.save_path().join(&payload.name);
    std::fs::write(&obstacle, "in the way").unwrap();
    b.add_link(&link).await;
    let row = b.wait(&id, "an error", |row| row["state"] == "error").await;
    assert_not_complete(&row);
    assert_eq!(row["codex_reason"]["code"], "file_error", "{}", brief(&row));
    assert_eq!(std::fs::read(&obstacle).unwrap(), b"in the way");
    std::fs::remove_file(&obstacle).unwrap();
    b.order("start", &id).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_honest_source_makes_up_for_a_liar_and_a_dead_one() {
    let (payload, a, link) = publisher("two sources", TorrentFormat::V1).await;
    let id = payload.id();
    let liar = Proxy::to(&a.codex_url());
    liar.spoil(true);
    let dead = Proxy::to(&a.codex_url());
    dead.refuse(true);
    let mut setup = Setup::new();
    for source in [dead.url(), liar.url(), a.codex_url()] {
        setup = setup.arg("--codex-source").arg(source);
    }
    let b = Peer::start("B", setup).await;
    b.add_link(&link).await;
    let row = b.published(&id).await;
    assert_eq!(row["codex_reason"], Value::Null);
    payload.assert_at(&b.save_path());
}

//! Removing torrents with their files: what goes, what stays, what lies in the trash, and what a
//! crash in between leaves to do.

use std::path::{Path, PathBuf};
use std::time::Duration;

use qcodex::clock::Clock;
use qcodex::db::{Change, Db};
use serde_json::json;

use super::pair::{add, place, torrent_of};
use super::{rows, until};
use crate::common::{Client, TestApp, eventually};

const FILES: [(&str, u64); 3] = [("a.mkv", 40_000), ("Subs/a.srt", 100), ("empty", 0)];

/// A server that seeds a folder with three files.
async fn seeding(
    edit: impl FnOnce(&mut qcodex::config::Config),
) -> (TestApp, Client, String, PathBuf) {
    let server = TestApp::start_with(Clock::system(), edit).await;
    let client = server.client().await;
    let (made, files) = torrent_of("Show", &FILES, 16 * 1024, 40);
    place(&server, &files);
    let id = made.id().to_string();
    add(&client, &made.to_torrent_bytes(), &[]).await;
    until(&client, &id, |row| row["codex_publish"] == "published").await;
    let save = std::fs::canonicalize(server.folder.path()).unwrap().join("save");
    (server, client, id, save)
}

async fn delete(client: &Client, ids: &str, files: &str) {
    let form = [("hashes", ids), ("deleteFiles", files)];
    assert_eq!(client.post("torrents/delete", &form).await.status, 200);
    assert!(rows(client, &format!("?hashes={ids}")).await.is_empty());
}

async fn gone(path: &Path) {
    eventually("files to be gone", || async { !path.exists() }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_empty_folders_go_and_what_is_foreign_stays() {
    let (server, client, id, save) = seeding(|_| {}).await;
    // Files of the user, and a desktop's litter, in the torrent's folders.
    std::fs::write(save.join("Show/mine.txt"), "mine").unwrap();
    std::fs::write(save.join("Show/Subs/Thumbs.db"), "litter").unwrap();
    // Another torrent has one of the files too.
    let (other, _) = torrent_of("Show", &FILES[1..2], 16 * 1024, 41);
    add(&client, &other.to_torrent_bytes(), &[]).await;
    let other = other.id().to_string();
    until(&client, &other, |row| row["progress"] == 1).await;

    delete(&client, &id, "true").await;
    gone(&save.join("Show/a.mkv")).await;
    gone(&save.join("Show/empty")).await;
    assert!(save.join("Show/Subs/a.srt").exists(), "the other torrent's file");
    delete(&client, &other, "true").await;
    gone(&save.join("Show/Subs")).await;
    assert_eq!(std::fs::read(save.join("Show/mine.txt")).unwrap(), b"mine");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_delete_files_everything_stays_and_shared_files_go_with_the_last() {
    let (server, client, id, save) = seeding(|_| {}).await;
    delete(&client, &id, "false").await;
    assert!(save.join("Show/a.mkv").exists() && save.join("Show/Subs/a.srt").exists());
    let (made, _) = torrent_of("Show", &FILES, 16 * 1024, 40);
    let (other, _) = torrent_of("Show", &FILES[1..2], 16 * 1024, 41);
    for torrent in [&made, &other] {
        add(&client, &torrent.to_torrent_bytes(), &[]).await;
        let id = torrent.id().to_string();
        until(&client, &id, |row| row["progress"] == 1).await;
    }
    // Both at once: what they share is nobody's any more.
    delete(&client, "all", "true").await;
    gone(&save.join("Show")).await;
    assert!(save.exists());
    server.stop().await;
}

/// Effect of `torrent_content_remove_option`.
#[tokio::test(flavor = "multi_thread")]
async fn files_go_into_the_trash_with_a_note() {
    let data = tempfile::TempDir::new_in(std::env::temp_dir()).unwrap();
    let home = data.path().to_path_buf();
    let (server, client, id, save) = seeding(|config| config.data_home = Some(home)).await;
    client.set_preferences(json!({"torrent_content_remove_option": "MoveToTrash"})).await;
    let bytes = std::fs::read(save.join("Show/a.mkv")).unwrap();
    delete(&client, &id, "true").await;
    gone(&save.join("Show")).await;
    let trash = data.path().join("Trash");
    assert!(std::fs::read(trash.join("files/a.mkv")).unwrap() == bytes);
    for name in ["a.mkv", "a.srt", "empty"] {
        assert!(trash.join("files").join(name).exists(), "{name}");
        let note = trash.join(format!("info/{name}.trashinfo"));
        let note = std::fs::read_to_string(note).unwrap();
        assert!(note.starts_with("[Trash Info]\nPath=/") && note.contains("/save/Show/"), "{note}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incomplete_torrent_goes_with_its_temporary_files() {
    let pair = super::pair::Pair::start("part.bin", &[("part.bin", 4_000_000)], 16 * 1024).await;
    let client = &pair.taker_client;
    client.set_preferences(json!({"incomplete_files_ext": true})).await;
    pair.take(&[("dlLimit", "32768")]).await;
    let path = pair.taker.folder.path().join("save/part.bin.!qB");
    eventually("a temporary file", || async { path.exists() }).await;
    // While it is written: nothing comes back afterwards.
    delete(client, &pair.id, "true").await;
    gone(&path).await;
    let parts = pair.taker.folder.path().join("profile/codex");
    assert!(!path.exists() && parts.exists());
    pair.taker.stop().await;
    pair.giver.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_that_a_crash_cut_off_is_finished_at_the_next_start() {
    let (server, client, id, save) = seeding(|_| {}).await;
    delete(&client, &id, "false").await;
    let (other, files) = torrent_of("Other", &[("keep.mkv", 100), ("go.mkv", 100)], 16 * 1024, 50);
    place(&server, &files);
    std::fs::write(save.join("Show/mine.txt"), "mine").unwrap();
    let TestApp { app, folder, .. } = server;
    assert!(app.shutdown().await);
    // What a commit leaves when the server dies right after it: files of two torrents, of which
    // one is in the list again.
    let profile = folder.path().join("profile");
    let (db, _) = Db::open(&profile.join("qcodex.db"), Clock::system()).unwrap();
    let order = json!({
        "roots": [save], "trash": false, "at": 0,
        "files": ["Show/a.mkv", "Show/Subs/a.srt", "Other/go.mkv", "../profile/qcodex.db"],
    });
    let put = |key: &str, value: Vec<u8>| Change::PutKv {
        space: "removals".to_owned(),
        key: key.to_owned(),
        value,
    };
    db.write(vec![put("one", order.to_string().into_bytes()), put("two", b"garbage".to_vec())])
        .await
        .unwrap();
    db.close().await.unwrap();
    drop(db);
    let again = TestApp::start_with(Clock::system(), |config| {
        config.profile.clone_from(&profile);
        config.save_path = Some(save.clone());
    })
    .await;
    gone(&save.join("Show/a.mkv")).await;
    gone(&save.join("Show/Subs")).await;
    gone(&save.join("Other/go.mkv")).await;
    assert!(save.join("Show/mine.txt").exists() && save.join("Other/keep.mkv").exists());
    assert!(profile.join("qcodex.db").exists());
    // It is forgotten: a file of that name that comes later stays.
    add(&again.client().await, &other.to_torrent_bytes(), &[("stopped", "true")]).await;
    again.app.shutdown().await;
    let (db, stored) = Db::open(&profile.join("qcodex.db"), Clock::system()).unwrap();
    let left: Vec<_> = stored.kv.keys().filter(|(space, _)| space == "removals").collect();
    assert_eq!(left.len(), 1, "only what cannot be read: {left:?}");
    db.close().await.unwrap();
    tokio::time::timeout(Duration::from_secs(30), async { drop(folder) }).await.unwrap();
}

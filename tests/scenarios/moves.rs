//! A server dies while it moves or renames files: every file is whole, under one of its two
//! names, and the next start goes on.

use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use qcodex::torrent::TorrentFormat;
use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};
use tempfile::TempDir;

use crate::payload::{MIB, Payload};
use crate::peer::{Peer, assert_complete};
use crate::proxy::Proxy;
use crate::server::Setup;

/// Bytes of the big file; only its ends are written.
const BIG: u64 = 2 * 1024 * 1024 * 1024;
/// Files of the torrent with many.
const MANY: usize = 4000;

/// A folder on another file system than a server's.
fn far(peer: &Peer) -> TempDir {
    let far = tempfile::tempdir_in("/dev/shm").unwrap();
    let device = |path: &Path| std::fs::metadata(path).unwrap().dev();
    let near = peer.server.setup().folder();
    assert_ne!(device(near), device(far.path()), "/tmp and /dev/shm are one file system");
    far
}

/// A torrent whose hashes fit nothing: as long as it is stopped, nobody looks.
fn made_up(files: &str, name: &str, size: u64) -> (Vec<u8>, String) {
    let piece: u64 = 16 << 20;
    let pieces = vec![b'x'; usize::try_from(size.div_ceil(piece)).unwrap() * 20];
    let (named, length) = (name.len(), pieces.len());
    let head = format!("d{files}4:name{named}:{name}12:piece lengthi{piece}e6:pieces{length}:");
    let info = [head.as_bytes(), &pieces, b"e"].concat();
    let hash = HEXLOWER.encode(&Sha1::digest(&info));
    ([b"d4:info".as_slice(), &info, b"e"].concat(), hash)
}

fn one_big() -> (Vec<u8>, String) {
    made_up(&format!("6:lengthi{BIG}e"), "big.bin", BIG)
}

fn place_big(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let file = std::fs::File::create(folder.join("big.bin")).unwrap();
    file.set_len(BIG).unwrap();
    file.write_all_at(b"head", 0).unwrap();
    file.write_all_at(b"tail", BIG - 4).unwrap();
}

fn assert_big(folder: &Path) {
    let file = std::fs::File::open(folder.join("big.bin")).unwrap();
    assert_eq!(file.metadata().unwrap().len(), BIG);
    let mut ends = [0; 8];
    file.read_exact_at(&mut ends[..4], 0).unwrap();
    file.read_exact_at(&mut ends[4..], BIG - 4).unwrap();
    assert_eq!(&ends, b"headtail");
}

fn many() -> (Vec<u8>, String) {
    let file = |n| format!("d6:lengthi5e4:pathl3:sub5:{n:05}ee");
    let files = (0..MANY).map(file).collect::<Vec<_>>().concat();
    made_up(&format!("5:filesl{files}e"), "many", 5 * u64::try_from(MANY).unwrap())
}

fn place_many(save: &Path) {
    std::fs::create_dir_all(save.join("many/sub")).unwrap();
    for n in 0..MANY {
        std::fs::write(save.join(format!("many/sub/{n:05}")), format!("{n:05}")).unwrap();
    }
}

fn assert_many(folder: &Path) {
    let mut found = all(folder);
    found.sort();
    assert_eq!(found.len(), MANY);
    for (n, path) in found.iter().enumerate() {
        assert_eq!(std::fs::read(path).unwrap(), format!("{n:05}").as_bytes(), "{path:?}");
    }
}

/// Every file below a folder.
fn all(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found
}

async fn set_location(peer: &Peer, id: &str, to: &Path) {
    peer.post("setLocation", &[("hashes", id), ("location", to.to_str().unwrap())]).await;
}

async fn arrived(peer: &Peer, id: &str, content: &Path) -> Value {
    peer.wait(id, "the files to be there", |row| {
        row["content_path"].as_str() == content.to_str() && row["state"] != "moving"
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_it_copies_to_another_file_system() {
    let a = Peer::start("A", Setup::new()).await;
    let (far, save) = (far(&a), a.save_path());
    place_big(&save);
    let (torrent, id) = one_big();
    a.add_torrent(&torrent, &[("stopped", "true")]).await;
    a.wait(&id, "the torrent", |row| row["hash"] == id).await;
    set_location(&a, &id, far.path()).await;
    a.reason(&id, &["moving"]).await;
    let setup = a.kill().await;
    // Killed in the middle: the source is whole and nothing has the final name.
    assert_big(&save);
    assert!(!far.path().join("big.bin").exists());

    let a = Peer::start("A", setup).await;
    let row = arrived(&a, &id, &far.path().join("big.bin")).await;
    assert_eq!(row["state"], "stoppedDL");
    assert_big(far.path());
    assert_eq!((all(far.path()).len(), all(&save).len()), (1, 0));

    // Killed again on the way back, and told before the next start's move is done to stay.
    set_location(&a, &id, &save).await;
    a.reason(&id, &["moving"]).await;
    let a = Peer::start("A", a.kill().await).await;
    set_location(&a, &id, far.path()).await;
    arrived(&a, &id, &far.path().join("big.bin")).await;
    assert_big(far.path());
    assert_eq!((all(far.path()).len(), all(&save).len()), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_the_new_place_and_the_end_of_the_old_one() {
    let a = Peer::start("A", Setup::new()).await;
    let (far, save) = (far(&a), a.save_path());
    place_many(&save);
    let (torrent, id) = many();
    a.add_torrent(&torrent, &[("stopped", "true")]).await;
    a.wait(&id, "the torrent", |row| row["hash"] == id).await;
    set_location(&a, &id, far.path()).await;
    let content = far.path().join("many");
    while a.row(&id).await.unwrap()["content_path"].as_str() != content.to_str() {}
    let a = Peer::start("A", a.kill().await).await;
    arrived(&a, &id, &content).await;
    assert_many(far.path());
    assert_eq!(all(&save), Vec::<PathBuf>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_it_renames_a_folder() {
    let a = Peer::start("A", Setup::new()).await;
    let save = a.save_path();
    place_many(&save);
    let (torrent, id) = many();
    a.add_torrent(&torrent, &[("stopped", "true")]).await;
    a.wait(&id, "the torrent", |row| row["hash"] == id).await;
    let client = a.client.clone();
    let form = [("hash", &*id), ("oldPath", "many/sub"), ("newPath", "many/new name")];
    let new = save.join("many/new name");
    let kill = async {
        while !new.join("00000").exists() {
            tokio::task::yield_now().await;
        }
        a.kill().await
    };
    // The server dies before it answers.
    let (_, setup) = tokio::join!(client.raw_post("torrents/renameFolder", &form), kill);
    let done = all(&new).len();
    assert_eq!(all(&save.join("many/sub")).len() + done, MANY, "a file is gone, or there twice");

    let a = Peer::start("A", setup).await;
    a.until("the rename to be whole", async || {
        a.files(&id).await[0]["name"] == "many/new name/00000"
    })
    .await;
    assert_many(&new);
    assert!(!save.join("many/sub").exists());
    let files = a.files(&id).await;
    assert!(files.iter().all(|file| file["name"].as_str().unwrap().starts_with("many/new name/")));
    assert_eq!(a.row(&id).await.unwrap()["state"], "stoppedDL");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_cannot_be_is_logged_and_a_killed_publisher_serves_from_the_new_place() {
    let payload = Payload::three_files("moved publisher", TorrentFormat::V1, 4);
    let id = payload.id();
    let a = Peer::start("A", Setup::new()).await;
    let (far, save) = (far(&a), a.save_path());
    payload.place(&save);
    a.add_torrent(&payload.torrent(), &[]).await;
    a.published(&id).await;
    // In the way: it stays, works, and says why.
    let theirs = payload.path(far.path(), 0);
    std::fs::create_dir_all(theirs.parent().unwrap()).unwrap();
    std::fs::write(&theirs, b"mine").unwrap();
    set_location(&a, &id, far.path()).await;
    a.reason(&id, &["file_error"]).await;
    assert_complete(&a.published(&id).await);
    payload.assert_at(&save);
    let log = a.client.get("log/main?last_known_id=-1").await.json();
    let said = |entry: &Value| {
        let text = entry["message"].as_str().unwrap();
        entry["type"] == 4 && text.contains("cannot move to") && text.contains("in the way")
    };
    assert!(log.as_array().unwrap().iter().any(said), "{log}");
    // Out of the way, there, and served from there after a kill.
    std::fs::remove_file(&theirs).unwrap();
    set_location(&a, &id, far.path()).await;
    arrived(&a, &id, &far.path().join(&payload.name)).await;
    let a = Peer::start("A", a.kill().await).await;
    let row = a.published(&id).await;
    payload.assert_at(far.path());
    let b = Peer::reading_from("B", &a.codex_url()).await;
    b.add_link(row["magnet_uri"].as_str().unwrap()).await;
    b.published(&id).await;
    payload.assert_at(&b.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn renamed_suffixed_and_moved_while_it_is_fetched() {
    let payload = Payload::three_files("moved while fetched", TorrentFormat::V1, 30);
    let id = payload.id();
    let a = Peer::start("A", Setup::new()).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    let link = a.published(&id).await["magnet_uri"].as_str().unwrap().to_owned();
    let proxy = Proxy::to(&a.codex_url());
    proxy.hold_after(8 * MIB);
    let b = Peer::reading_from("B", &proxy.url()).await;
    let (far, save) = (far(&b), b.save_path());
    b.add_link(&link).await;
    b.until("the middle", async || proxy.is_held()).await;
    b.wait(&id, "some of it", |row| row["completed"].as_u64() > Some(MIB)).await;

    let form = [("hash", &*id), ("oldPath", &payload.name), ("newPath", "new root")];
    b.post("renameFolder", &form).await;
    let first = save.join("new root").join(&payload.files[0].0);
    assert!(first.is_file() && all(&save.join(&payload.name)).is_empty());
    let on = json!({"incomplete_files_ext": true});
    assert_eq!(b.client.set_preferences(on).await.status, 200);
    let suffixed = PathBuf::from(format!("{}.!qB", first.display()));
    b.until("the suffix", async || suffixed.is_file() && !first.exists()).await;
    set_location(&b, &id, far.path()).await;
    arrived(&b, &id, &far.path().join("new root")).await;
    assert_eq!(all(&save), Vec::<PathBuf>::new());

    proxy.open();
    let row = b.published(&id).await;
    assert_complete(&row);
    let renamed = Payload { name: "new root".to_owned(), ..payload };
    renamed.assert_at(far.path());
    let passed = proxy.passed();
    assert!(passed <= renamed.size() + 16 * MIB, "{} MiB passed", passed / MIB);
}

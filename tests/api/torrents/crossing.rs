//! Moves between two file systems, on disk and for those who watch: `/tmp` and `/dev/shm`.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::location::{FOLDER, SHOW, lies_in, node_serves, published, seeding};
use super::{rows, start, until};
use crate::common::{Client, Request, eventually};
use serde_json::Value;
use tempfile::TempDir;

/// Bytes of the big file; only its ends are written.
const BIG: u64 = 2 * 1024 * 1024 * 1024;
/// Its torrent.
const BIG_NAME: &str = "big.bin";

/// A folder on another file system than the server's.
fn far(near: &Path) -> TempDir {
    let far = tempfile::tempdir_in("/dev/shm").unwrap();
    let device = |path: &Path| std::fs::metadata(path).unwrap().dev();
    assert_ne!(device(near), device(far.path()), "/tmp and /dev/shm are one file system");
    far
}

async fn set_location(client: &Client, hash: &str, to: &Path) {
    let form = [("hashes", hash), ("location", to.to_str().unwrap())];
    assert_eq!(client.post("torrents/setLocation", &form).await.status, 200);
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

/// A torrent of one big file that nobody checks: it is stopped, and its hashes fit nothing.
fn big() -> (Vec<u8>, String) {
    use sha1::{Digest as _, Sha1};
    let pieces = vec![b'x'; usize::try_from(BIG / (16 << 20)).unwrap() * 20];
    let head = format!(
        "d6:lengthi{BIG}e4:name{}:{BIG_NAME}12:piece lengthi{}e6:pieces{}:",
        BIG_NAME.len(),
        16 << 20,
        pieces.len()
    );
    let info = [head.as_bytes(), &pieces, b"e"].concat();
    let hash = data_encoding::HEXLOWER.encode(&Sha1::digest(&info));
    ([b"d4:info".as_slice(), &info, b"e"].concat(), hash)
}

/// Its file, with something at both ends.
fn place_big(save: &Path) {
    use std::os::unix::fs::FileExt as _;
    std::fs::create_dir_all(save).unwrap();
    let file = std::fs::File::create(save.join(BIG_NAME)).unwrap();
    file.set_len(BIG).unwrap();
    file.write_all_at(b"head", 0).unwrap();
    file.write_all_at(b"tail", BIG - 4).unwrap();
}

fn assert_big(save: &Path) {
    use std::os::unix::fs::FileExt as _;
    let file = std::fs::File::open(save.join(BIG_NAME)).unwrap();
    assert_eq!(file.metadata().unwrap().len(), BIG);
    let mut ends = [0; 8];
    file.read_exact_at(&mut ends[..4], 0).unwrap();
    file.read_exact_at(&mut ends[4..], BIG - 4).unwrap();
    assert_eq!(&ends, b"headtail");
}

/// Adds it and waits until it is on its way to another file system.
async fn on_its_way(client: &Client, save: &Path, to: &Path) -> String {
    place_big(save);
    let (torrent, hash) = big();
    let file = ("torrents", "big.torrent", &*torrent);
    let added = Request::multipart("torrents/add", &[("stopped", "true")], &[file]);
    assert_eq!(client.send(added).await.text(), "Ok.");
    until(client, &hash, |_| true).await;
    set_location(client, &hash, to).await;
    let row = until(client, &hash, |row| {
        row["state"] == "moving" && row["codex_reason"]["code"] == "moving"
    })
    .await;
    let text = row["codex_reason"]["text"].as_str().unwrap();
    assert!(text.contains(to.to_str().unwrap()) && text.ends_with(" % done"), "{text}");
    hash
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seed_goes_there_and_back_and_is_served() {
    let (server, client, base) = seeding(&[]).await;
    let far = far(&base);
    let (save, to) = (base.join("save"), far.path().join("a/b"));
    for (from, to) in [(&save, &to), (&to, &save)] {
        set_location(&client, SHOW, to).await;
        lies_in(&client, to, from).await;
        published(&client).await;
        node_serves(&server, &client).await;
    }
    assert_eq!(all(far.path()), Vec::<PathBuf>::new());
    // Nothing but the files themselves, no temporary ones.
    set_location(&client, SHOW, &to).await;
    lies_in(&client, &to, &save).await;
    assert_eq!((all(far.path()).len(), all(&save).len()), (2, 0));
    // A check finds every byte.
    client.post("torrents/recheck", &[("hashes", SHOW)]).await;
    until(&client, SHOW, |row| row["progress"] == 1 && row["state"] == "stalledUP").await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_in_the_way_stays_and_the_torrent_works_where_it_is() {
    let (server, client, base) = seeding(&[]).await;
    let (far, save) = (far(&base), base.join("save"));
    let theirs = far.path().join(FOLDER).join("x.nfo");
    std::fs::create_dir_all(theirs.parent().unwrap()).unwrap();
    std::fs::write(&theirs, b"mine").unwrap();
    set_location(&client, SHOW, far.path()).await;
    let row = until(&client, SHOW, |row| row["codex_reason"]["code"] == "file_error").await;
    let text = row["codex_reason"]["text"].as_str().unwrap();
    assert!(text.contains("in the way") && text.contains(theirs.to_str().unwrap()), "{text}");
    // The place that it cannot have is forgotten again.
    assert_eq!(row["save_path"].as_str(), save.to_str());
    lies_in(&client, &save, &save).await;
    published(&client).await;
    node_serves(&server, &client).await;
    assert_eq!(all(far.path()), std::slice::from_ref(&theirs));
    assert_eq!(std::fs::read(&theirs).unwrap(), b"mine");
    // The same bytes count as the file.
    std::fs::write(&theirs, b"nfo!").unwrap();
    set_location(&client, SHOW, far.path()).await;
    lies_in(&client, far.path(), &save).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_a_user_moved_by_hand_are_checked_and_taken() {
    let (server, client, base) = seeding(&[]).await;
    let (save, to) = (base.join("save"), base.join("by hand"));
    std::fs::create_dir_all(&to).unwrap();
    std::fs::rename(save.join(FOLDER), to.join(FOLDER)).unwrap();
    set_location(&client, SHOW, &to).await;
    lies_in(&client, &to, &save).await;
    published(&client).await;
    node_serves(&server, &client).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn own_subfolders_links_and_the_same_place_lose_nothing() {
    let (server, client, base) = seeding(&[]).await;
    let save = base.join("save");
    let below = save.join(FOLDER).join("sub");
    set_location(&client, SHOW, &save).await;
    lies_in(&client, &save, &save).await;
    set_location(&client, SHOW, &below).await;
    until(&client, SHOW, |row| row["content_path"].as_str() == below.join(FOLDER).to_str()).await;
    set_location(&client, SHOW, &save).await;
    lies_in(&client, &save, &below).await;
    // The same folder under another name.
    let link = base.join("link");
    std::os::unix::fs::symlink(&save, &link).unwrap();
    set_location(&client, SHOW, &link).await;
    lies_in(&client, &link, &link).await;
    assert_eq!(all(&save).len(), 2);
    published(&client).await;
    node_serves(&server, &client).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_deletes_a_torrent_on_its_way_has_its_files_where_they_were() {
    let (server, client) = start().await;
    let base = std::fs::canonicalize(server.folder.path()).unwrap();
    let (far, save) = (far(&base), base.join("save"));
    let hash = on_its_way(&client, &save, far.path()).await;
    let gone = [("hashes", hash.as_str()), ("deleteFiles", "false")];
    assert_eq!(client.post("torrents/delete", &gone).await.status, 200);
    assert_eq!(rows(&client, "").await, Vec::<Value>::new());
    eventually("nothing is left there", async || all(far.path()).is_empty()).await;
    assert_big(&save);
    // With its files: none is left anywhere.
    let hash = on_its_way(&client, &save, far.path()).await;
    let gone = [("hashes", hash.as_str()), ("deleteFiles", "true")];
    assert_eq!(client.post("torrents/delete", &gone).await.status, 200);
    eventually("nothing is left", async || all(far.path()).is_empty() && all(&save).is_empty())
        .await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_place_ends_a_move_and_stopping_does_not() {
    let (server, client) = start().await;
    let base = std::fs::canonicalize(server.folder.path()).unwrap();
    let (far, save) = (far(&base), base.join("save"));
    let hash = on_its_way(&client, &save, far.path()).await;
    // What is on its way is not renamed.
    let form = [("hash", &*hash), ("oldPath", BIG_NAME), ("newPath", "other")];
    let answer = client.post("torrents/renameFile", &form).await;
    let text = "files of this torrent are being moved; try again when that is done";
    assert_eq!((answer.status, &*answer.text()), (409, text));
    set_location(&client, &hash, &save).await;
    let row = until(&client, &hash, |row| row["state"] != "moving").await;
    assert_eq!(row["content_path"].as_str(), save.join(BIG_NAME).to_str());
    assert_big(&save);
    assert_eq!(all(far.path()), Vec::<PathBuf>::new());

    set_location(&client, &hash, far.path()).await;
    client.post("torrents/stop", &[("hashes", &hash)]).await;
    let there = far.path().join(BIG_NAME);
    let row = until(&client, &hash, |row| {
        row["content_path"].as_str() == there.to_str() && row["state"] != "moving"
    })
    .await;
    assert_eq!(row["state"], "stoppedDL");
    assert_big(far.path());
    assert_eq!((all(far.path()).len(), all(&save).len()), (1, 0));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_of_the_server_in_the_middle_goes_on_at_the_next_start() {
    let (server, client) = start().await;
    let base = std::fs::canonicalize(server.folder.path()).unwrap();
    let (far, save) = (far(&base), base.join("save"));
    let hash = on_its_way(&client, &save, far.path()).await;
    let server = server.restart().await;
    let client = server.client().await;
    let there = far.path().join(BIG_NAME);
    until(&client, &hash, |row| {
        row["content_path"].as_str() == there.to_str() && row["state"] != "moving"
    })
    .await;
    assert_big(far.path());
    assert_eq!((all(far.path()).len(), all(&save).len()), (1, 0));
    server.stop().await;
}

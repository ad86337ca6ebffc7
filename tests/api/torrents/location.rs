//! Where files belong: set by hand or by category, and on disk afterwards.

use std::path::{Path, PathBuf};

use super::{MAGNET, MAGNET_ID, SINGLE, UNKNOWN, rows, start, until, upload};
use crate::common::{Client, Request, TestApp};
use serde_json::{Value, json};

/// The torrent of [`super::arr`] with its files at the save path, complete and published.
pub(super) const SHOW: &str = "2bda08f08849c2c881fc09fcfd00f22fa6c1c76f";
/// Its root folder.
pub(super) const FOLDER: &str = "Show.S01E09.1080p-GRP";

pub(super) async fn seeding(fields: &[(&str, &str)]) -> (TestApp, Client, PathBuf) {
    let (server, client) = start().await;
    let base = std::fs::canonicalize(server.folder.path()).unwrap();
    place(&base.join("save"));
    add_show(&client, fields).await;
    published(&client).await;
    (server, client, base)
}

pub(super) fn place(save: &Path) {
    std::fs::create_dir_all(save.join(FOLDER)).unwrap();
    std::fs::write(save.join(FOLDER).join("show.s01e09.mkv"), vec![b'A'; 40_000]).unwrap();
    std::fs::write(save.join(FOLDER).join("x.nfo"), b"nfo!").unwrap();
}

pub(super) async fn add_show(client: &Client, fields: &[(&str, &str)]) {
    let (torrent, _) = super::arr::show();
    let file = ("torrents", "show.torrent", &*torrent);
    let added = client.send(Request::multipart("torrents/add", fields, &[file])).await;
    assert_eq!(added.text(), "Ok.");
}

pub(super) async fn published(client: &Client) -> Value {
    until(client, SHOW, |row| {
        row["codex_publish"] == "published" && row["state"].as_str().unwrap().ends_with("UP")
    })
    .await
}

/// Waits until the torrent lies in a folder; every byte is there, and nothing elsewhere.
pub(super) async fn lies_in(client: &Client, folder: &Path, before: &Path) {
    let row = until(client, SHOW, |row| {
        row["content_path"].as_str() == folder.join(FOLDER).to_str() && row["state"] != "moving"
    })
    .await;
    assert_eq!(row["progress"], 1.0, "{row}");
    let file = std::fs::read(folder.join(FOLDER).join("show.s01e09.mkv")).unwrap();
    assert!(file.len() == 40_000 && file.iter().all(|byte| *byte == b'A'));
    assert_eq!(std::fs::read(folder.join(FOLDER).join("x.nfo")).unwrap(), b"nfo!");
    assert!(folder == before || !before.join(FOLDER).exists());
}

/// The node gives the bytes of a published file after it moved: asked through its REST API.
pub(super) async fn node_serves(server: &TestApp, client: &Client) {
    let files = client.get(&format!("torrents/files?hash={SHOW}")).await.json();
    let cid = files[0]["codex_cid"].as_str().unwrap();
    let node = Client::new(
        server.app.codex_api_url.as_deref().unwrap().trim_start_matches("http://").parse().unwrap(),
    );
    let path = format!("/api/storage/v1/data/{cid}");
    let answer = node.send(Request::new("GET", &path)).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().matches('A').count() >= 40_000);
}

pub(super) async fn post(client: &Client, action: &str, form: &[(&str, &str)]) -> (u16, String) {
    let answer = client.post(&format!("torrents/{action}"), form).await;
    (answer.status, answer.text())
}

pub(super) fn ok() -> (u16, String) {
    (200, String::new())
}

#[tokio::test(flavor = "multi_thread")]
async fn set_location_moves_a_seed_and_the_node_follows() {
    let (server, client, base) = seeding(&[("autoTMM", "true")]).await;
    let to = base.join("other/deep er");
    let form = [("hashes", SHOW), ("location", to.to_str().unwrap())];
    assert_eq!(post(&client, "setLocation", &form).await, ok());
    lies_in(&client, &to, &base.join("save")).await;
    let row = published(&client).await;
    assert_eq!((&row["auto_tmm"], row["save_path"].as_str()), (&json!(false), to.to_str()));
    node_serves(&server, &client).await;
    // A relative one lies below the default save path; blanks around it do not count.
    let form = [("hashes", "all"), ("location", " rel/dir/../x ")];
    assert_eq!(post(&client, "setLocation", &form).await, ok());
    lies_in(&client, &base.join("save/rel/x"), &to).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_places_are_refused_and_nothing_moves() {
    let (server, client, base) = seeding(&[]).await;
    let file = base.join("file");
    std::fs::write(&file, b"x").unwrap();
    let (below, long) = (file.join("x"), "x".repeat(300));
    for bad in ["/proc/nope/x", below.to_str().unwrap(), &long, "nul\0"] {
        for hash in [SHOW, UNKNOWN] {
            let location = [("hashes", hash), ("location", bad)];
            let refused = (409, "Cannot make save path".to_owned());
            assert_eq!(post(&client, "setLocation", &location).await, refused, "{bad}");
            for action in ["setSavePath", "setDownloadPath"] {
                let path = [("id", hash), ("path", bad)];
                let refused = (409, "Cannot create target directory".to_owned());
                assert_eq!(post(&client, action, &path).await, refused, "{action} {bad}");
            }
        }
    }
    let empty = (400, "Save path cannot be empty".to_owned());
    for blank in ["", "  "] {
        let form = [("hashes", SHOW), ("location", blank)];
        assert_eq!(post(&client, "setLocation", &form).await, empty);
        assert_eq!(post(&client, "setSavePath", &[("id", SHOW), ("path", blank)]).await, empty);
    }
    lies_in(&client, &base.join("save"), &base.join("save")).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_in_the_way_stays_and_the_torrent_is_whole_somewhere() {
    let (server, client, base) = seeding(&[]).await;
    let to = base.join("taken");
    std::fs::create_dir_all(to.join(FOLDER)).unwrap();
    // The first file could move, the second cannot: both stay.
    std::fs::write(to.join(FOLDER).join("x.nfo"), b"mine, not yours").unwrap();
    let form = [("id", SHOW), ("path", to.to_str().unwrap())];
    assert_eq!(post(&client, "setSavePath", &form).await, ok());
    let row = until(&client, SHOW, |row| row["codex_reason"]["code"] == "file_error").await;
    assert_eq!(row["save_path"].as_str(), base.join("save").to_str());
    lies_in(&client, &base.join("save"), &base.join("save")).await;
    assert_eq!(std::fs::read(to.join(FOLDER).join("x.nfo")).unwrap(), b"mine, not yours");
    assert!(!to.join(FOLDER).join("show.s01e09.mkv").exists());
    assert!(base.join("save").join(FOLDER).join("show.s01e09.mkv").exists());
    // Another place is taken.
    let other = base.join("free");
    let form = [("hashes", SHOW), ("location", other.to_str().unwrap())];
    assert_eq!(post(&client, "setLocation", &form).await, ok());
    lies_in(&client, &other, &base.join("save")).await;
    published(&client).await;
    node_serves(&server, &client).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_incomplete_only_the_download_path_counts() {
    let (server, client) = start().await;
    let base = std::fs::canonicalize(server.folder.path()).unwrap();
    upload(&client, "single", &[("stopped", "true")]).await;
    let row = |client: Client| async move {
        rows(&client, &format!("?hashes={SINGLE}")).await.pop().unwrap()
    };
    let (down, save) = (base.join("down"), base.join("final"));
    let form = [("id", SINGLE), ("path", down.to_str().unwrap())];
    assert_eq!(post(&client, "setDownloadPath", &form).await, ok());
    assert!(down.is_dir());
    let at = |folder: &Path| folder.join("single.bin").to_str().unwrap().to_owned();
    until(&client, SINGLE, |row| row["content_path"] == at(&down)).await;
    let form = [("id", SINGLE), ("path", save.to_str().unwrap())];
    assert_eq!(post(&client, "setSavePath", &form).await, ok());
    let now = row(client.clone()).await;
    assert_eq!(
        (now["save_path"].as_str(), &now["content_path"]),
        (save.to_str(), &at(&down).into())
    );
    assert_eq!(post(&client, "setDownloadPath", &[("id", SINGLE), ("path", "")]).await, ok());
    until(&client, SINGLE, |row| row["content_path"] == at(&save)).await;
    // Automatic ones are skipped; a magnet has nothing to move.
    let form = [("hashes", SINGLE), ("enable", "true")];
    assert_eq!(post(&client, "setAutoManagement", &form).await, ok());
    let form = [("id", "all"), ("path", down.to_str().unwrap())];
    assert_eq!(post(&client, "setSavePath", &form).await, ok());
    assert_eq!(row(client.clone()).await["save_path"].as_str(), base.join("save").to_str());
    client.post("torrents/add", &[("urls", MAGNET), ("stopped", "true")]).await;
    let form = [("hashes", MAGNET_ID), ("location", save.to_str().unwrap())];
    assert_eq!(post(&client, "setLocation", &form).await, ok());
    until(&client, MAGNET_ID, |row| row["save_path"].as_str() == save.to_str()).await;
    server.stop().await;
}

//! Copies of `.torrent` files.

use std::fs;
use std::path::Path;

use qcodex::session::alert::Alert;
use qcodex::torrent::Metainfo;
use serde_json::json;

use crate::common::eventually;
use crate::torrents::pair::Pair;
use crate::torrents::{HYBRID, SINGLE, rows, start, until, upload};

async fn holds(path: &Path, id: &str) {
    let is = |bytes: Vec<u8>| Metainfo::parse(&bytes).is_ok_and(|made| made.id().to_string() == id);
    let what = format!("{} is a copy", path.display());
    eventually(&what, async || fs::read(path).is_ok_and(is)).await;
}

async fn gone(path: &Path) {
    eventually(&format!("{} goes", path.display()), async || !path.exists()).await;
}

/// Effect of `torrent_files_backup_enabled`, `torrent_files_backup_dir`,
/// `remove_torrent_file_backup`.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_added_is_copied_and_goes_with_its_torrent() {
    let (server, client) = start().await;
    let stopped = [("stopped", "true")];
    // Off: nothing is copied.
    upload(&client, "multi", &stopped).await;
    client.set_preferences(json!({"torrent_files_backup_enabled": true})).await;
    // A relative folder lies in the profile. Another file keeps its name.
    let backup = server.folder.path().join("profile/backup");
    fs::create_dir_all(&backup).unwrap();
    fs::write(backup.join("single.bin.torrent"), "another file").unwrap();
    upload(&client, "single", &stopped).await;
    let copy = backup.join("single.bin (1).torrent");
    holds(&copy, SINGLE).await;
    let exported = client.get(&format!("torrents/export?hash={SINGLE}")).await;
    assert_eq!(fs::read(&copy).unwrap(), exported.body);
    assert_eq!(fs::read_dir(&backup).unwrap().count(), 2);
    // Another folder is for what is added from then on.
    let elsewhere = server.folder.path().join("else where/deep");
    client.set_preferences(json!({"torrent_files_backup_dir": elsewhere.to_str().unwrap()})).await;
    upload(&client, "hybrid", &[("stopped", "true"), ("rename", "../a/b")]).await;
    let name = rows(&client, &format!("?hashes={HYBRID}")).await[0]["name"].clone();
    assert_eq!(name, "../a/b");
    let hybrid = elsewhere.join(".._a_b.torrent");
    holds(&hybrid, HYBRID).await;
    // Which copy is whose is known after a restart.
    let server = server.restart().await;
    let client = server.client().await;
    assert_eq!(rows(&client, "").await.len(), 3);
    let news = server.app.session.pop_alerts();
    let added = |alert: &Alert| matches!(alert, Alert::TorrentAdded { .. });
    assert!(!news.iter().any(|news| added(&news.alert)), "a start adds nothing: {news:?}");
    let delete = async |id: &str| {
        client.post("torrents/delete", &[("hashes", id), ("deleteFiles", "false")]).await
    };
    client.set_preferences(json!({"remove_torrent_file_backup": true})).await;
    delete(SINGLE).await;
    gone(&copy).await;
    client.set_preferences(json!({"remove_torrent_file_backup": false})).await;
    delete(HYBRID).await;
    client.set_preferences(json!({"torrent_files_backup_dir": ""})).await;
    upload(&client, "single", &stopped).await;
    holds(&copy, SINGLE).await;
    assert!(hybrid.exists() && backup.join("single.bin.torrent").exists());
    server.stop().await;
}

/// Effect of `torrent_files_finished_backup_dir_enabled`, `torrent_files_finished_backup_dir`,
/// `torrent_files_backup_enabled`.
#[tokio::test(flavor = "multi_thread")]
async fn the_copy_of_a_magnet_comes_with_its_metadata_and_moves_at_the_end() {
    let pair = Pair::start("f.bin", &[("f.bin", 300_000)], 16 * 1024).await;
    let (server, client) = (&pair.taker, &pair.taker_client);
    let [first, last] = ["first", "last"].map(|name| server.folder.path().join(name));
    client
        .set_preferences(json!({
            "torrent_files_backup_enabled": true,
            "torrent_files_backup_dir": first.to_str().unwrap(),
            "torrent_files_finished_backup_dir_enabled": true,
            "torrent_files_finished_backup_dir": last.to_str().unwrap(),
            "torrent_stop_condition": "MetadataReceived",
        }))
        .await;
    let row = rows(&pair.giver_client, "").await.pop().unwrap();
    let link = row["magnet_uri"].as_str().unwrap();
    assert_eq!(client.post("torrents/add", &[("urls", link)]).await.text(), "Ok.");
    until(client, &pair.id, |row| row["state"] == "stoppedDL").await;
    holds(&first.join("f.bin.torrent"), &pair.id).await;
    assert!(!last.exists());
    client.post("torrents/start", &[("hashes", &pair.id)]).await;
    holds(&last.join("f.bin.torrent"), &pair.id).await;
    gone(&first.join("f.bin.torrent")).await;
    pair.finished().await;
}

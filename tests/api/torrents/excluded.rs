//! Excluded file names, files that are not wanted, and names given at the add: what is in the
//! list, and what lies on disk.

use std::path::Path;

use serde_json::{Value, json};

use super::pair::{Pair, add, torrent_of};
use super::{MULTI, rows, start, until, upload};
use crate::common::Client;

/// All files below a folder, relative, sorted.
fn below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

async fn priorities(client: &Client, id: &str) -> Vec<(String, i64)> {
    let files = client.get(&format!("torrents/files?hash={id}")).await.json();
    let file = |file: &Value| {
        (file["name"].as_str().unwrap().to_owned(), file["priority"].as_i64().unwrap())
    };
    files.as_array().unwrap().iter().map(file).collect()
}

/// Effect of `excluded_file_names_enabled`, `excluded_file_names`.
#[tokio::test(flavor = "multi_thread")]
async fn patterns_decide_about_new_torrents_alone() {
    let (server, client) = start().await;
    let (made, _) = torrent_of(
        "Show",
        &[("a.mkv", 40_000), ("b.NFO", 10), ("Sample/s.mkv", 20_000), ("c.txt", 5)],
        16 * 1024,
        3,
    );
    let (other, _) = torrent_of("Other", &[("x.nfo", 10), ("y.mkv", 10)], 16 * 1024, 9);
    let stopped = [("stopped", "true")];
    upload(&client, "multi", &stopped).await;
    let patterns = json!({"excluded_file_names": "*.nfo\nsample\n[!a-c].txt"});
    client.set_preferences(patterns).await;
    add(&client, &other.to_torrent_bytes(), &stopped).await;
    client.set_preferences(json!({"excluded_file_names_enabled": true})).await;
    add(&client, &made.to_torrent_bytes(), &stopped).await;
    let id = made.id().to_string();
    let expected =
        [("Show/a.mkv", 1), ("Show/b.NFO", 0), ("Show/Sample/s.mkv", 0), ("Show/c.txt", 1)];
    let expected = expected.map(|(name, priority)| (name.to_owned(), priority));
    assert_eq!(priorities(&client, &id).await, expected);
    let row = rows(&client, &format!("?hashes={id}")).await.pop().unwrap();
    assert_eq!((&row["size"], &row["total_size"]), (&json!(40_005), &json!(60_015)));
    // Switched off, or in the list before: nothing happens.
    for id in [MULTI.to_owned(), other.id().to_string()] {
        assert!(priorities(&client, &id).await.iter().all(|(_, priority)| *priority == 1), "{id}");
    }
    // The user may want it after all.
    let form = [("hash", &*id), ("id", "1"), ("priority", "1")];
    assert_eq!(client.post("torrents/filePrio", &form).await.status, 200);
    assert_eq!(priorities(&client, &id).await[1].1, 1);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unwanted_files_of_a_magnet_never_reach_the_save_path() {
    // Every file shares its edges with its neighbours.
    let files = [("a.mkv", 100_001), ("b.nfo", 50_003), ("c.mkv", 100_001), ("d.nfo", 7)];
    let pair = Pair::start("Show", &files, 32 * 1024).await;
    let client = &pair.taker_client;
    let preferences = json!({
        "excluded_file_names_enabled": true, "excluded_file_names": "*.nfo",
        "use_unwanted_folder": true, "incomplete_files_ext": true,
    });
    client.set_preferences(preferences).await;
    let row = rows(&pair.giver_client, "").await.pop().unwrap();
    let magnet = row["magnet_uri"].as_str().unwrap().to_owned();
    assert_eq!(client.post("torrents/add", &[("urls", &magnet)]).await.text(), "Ok.");
    let row = until(client, &pair.id, |row| row["progress"] == 1).await;
    assert_eq!((&row["size"], &row["amount_left"]), (&json!(200_002), &json!(0)));
    until(client, &pair.id, |row| row["state"].as_str().unwrap().ends_with("UP")).await;
    let save = pair.taker.folder.path().join("save");
    assert_eq!(below(&save), ["Show/a.mkv", "Show/c.mkv"]);
    assert!(!save.join("Show/.unwanted").exists() && !save.join(".unwanted").exists());
    // Wanted after all: it comes, and lies where it belongs.
    let form = [("hash", &*pair.id), ("id", "1|3"), ("priority", "1")];
    assert_eq!(client.post("torrents/filePrio", &form).await.status, 200);
    until(client, &pair.id, |row| row["size"] == 250_012).await;
    pair.finished().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_given_at_the_add_is_the_torrents_and_not_its_contents() {
    let (server, client) = start().await;
    let one = ("One.mkv", [("One.mkv", 10)].as_slice());
    let folder = ("Folder", [("in.mkv", 10)].as_slice());
    let many = ("Many", [("a", 10), ("b", 10)].as_slice());
    for (seed, (name, files), layout, given, shown, first) in [
        (20, one, "Original", "", "One.mkv", "One.mkv"),
        (21, one, "Original", "My name", "My name", "One.mkv"),
        (22, one, "Subfolder", "", "One", "One/One.mkv"),
        (23, one, "Subfolder", "My name", "My name", "One/One.mkv"),
        (24, folder, "NoSubfolder", "", "in.mkv", "in.mkv"),
        (25, folder, "Subfolder", "", "Folder", "Folder/in.mkv"),
        (26, many, "NoSubfolder", "", "Many", "a"),
        (27, many, "NoSubfolder", " My name ", "My name", "a"),
    ] {
        let (made, _) = torrent_of(name, files, 16 * 1024, seed);
        let fields = [("stopped", "true"), ("contentLayout", layout), ("rename", given)];
        add(&client, &made.to_torrent_bytes(), &fields).await;
        let id = made.id().to_string();
        let row = rows(&client, &format!("?hashes={id}")).await.pop().unwrap();
        assert_eq!(row["name"], shown, "{name} {layout} {given}");
        assert_eq!(priorities(&client, &id).await[0].0, first, "{name} {layout} {given}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_downloader_has_to_be_a_search_plugin() {
    let (server, client) = start().await;
    let form = [("urls", super::MAGNET), ("downloader", "nope")];
    let answer = client.post("torrents/add", &form).await;
    let text = "`downloader` must be a valid search plugin".to_owned();
    assert_eq!((answer.status, answer.text()), (400, text));
    assert!(rows(&client, "").await.is_empty());
    let form = [("urls", super::MAGNET), ("downloader", "")];
    assert_eq!(client.post("torrents/add", &form).await.text(), "Ok.");
    server.stop().await;
}

//! Watched folders, and what becomes of `.torrent` files that were added.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::common::{Client, TestApp, eventually};
use crate::torrents::arr::show;
use crate::torrents::site::Site;
use crate::torrents::{MAGNET, MAGNET_ID, MULTI, SINGLE, UNKNOWN, rows, sample, start, until};

/// A folder of its own below that of the server.
fn folder(server: &TestApp, name: &str) -> PathBuf {
    let path = fs::canonicalize(server.folder.path()).unwrap().join(name);
    fs::create_dir_all(&path).unwrap();
    path
}

async fn watch(client: &Client, folders: serde_json::Value) {
    let answer = client.set_preferences(json!({"scan_dirs": folders})).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

async fn gone(path: &Path) {
    eventually(&format!("{} goes", path.display()), async || !path.exists()).await;
}

/// Effect of `scan_dirs`.
#[tokio::test(flavor = "multi_thread")]
async fn the_value_of_a_watched_folder_says_where_its_torrents_go() {
    let (server, client) = start().await;
    client.set_preferences(json!({"add_stopped_enabled": true, "auto_tmm_enabled": true})).await;
    let [own, default, text] = ["w own", "w default", "w text"].map(|name| folder(&server, name));
    let elsewhere = server.folder.path().join("elsewhere");
    fs::write(own.join("a.torrent"), sample("single")).unwrap();
    let folders = json!({
        own.to_str().unwrap(): 0,
        default.to_str().unwrap(): 1,
        text.to_str().unwrap(): elsewhere.to_str().unwrap(),
    });
    watch(&client, folders.clone()).await;
    fs::write(default.join("B.TORRENT"), sample("multi")).unwrap();
    fs::write(text.join("c.torrent"), show().0).unwrap();
    let row = until(&client, SINGLE, |_| true).await;
    assert_eq!(row["save_path"].as_str(), own.to_str());
    assert_eq!(
        (&row["auto_tmm"], &row["category"], &row["tags"]),
        (&json!(false), &json!(""), &json!(""))
    );
    let row = until(&client, MULTI, |_| true).await;
    assert!(row["save_path"].as_str().unwrap().ends_with("/save"), "{row}");
    assert_eq!(row["auto_tmm"], true, "as the settings say");
    let row = until(&client, crate::case::SHOW, |_| true).await;
    assert_eq!(row["save_path"].as_str(), elsewhere.to_str());
    assert_eq!(row["auto_tmm"], false);
    for path in [own.join("a.torrent"), default.join("B.TORRENT"), text.join("c.torrent")] {
        gone(&path).await;
    }
    // What was there before goes too; a folder that is not watched any more is left alone.
    fs::write(own.join("again.torrent"), sample("single")).unwrap();
    gone(&own.join("again.torrent")).await;
    watch(&client, json!({default.to_str().unwrap(): 1})).await;
    fs::write(own.join("more.torrent"), sample("single")).unwrap();
    fs::write(default.join("more.torrent"), sample("single")).unwrap();
    gone(&default.join("more.torrent")).await;
    assert!(own.join("more.torrent").exists());
    // They are watched after a restart.
    let server = server.restart().await;
    fs::write(default.join("later.torrent"), sample("multi")).unwrap();
    gone(&default.join("later.torrent")).await;
    server.stop().await;
}

/// Effect of `scan_dirs`.
#[tokio::test(flavor = "multi_thread")]
async fn links_of_a_watched_folder_are_added_line_by_line() {
    let (server, client) = start().await;
    client.set_preferences(json!({"add_stopped_enabled": true})).await;
    let site = Site::start().await;
    let watched = folder(&server, "w");
    let link = site.url("/t/single");
    fs::write(watched.join("a.magnet"), format!("# two\r\n{MAGNET}\r\n\r\n {link}\r\n{UNKNOWN}"))
        .unwrap();
    watch(&client, json!({watched.to_str().unwrap(): 0})).await;
    for id in [MAGNET_ID, SINGLE, UNKNOWN] {
        let row = until(&client, id, |_| true).await;
        assert_eq!(row["save_path"].as_str(), watched.to_str(), "{id}");
    }
    gone(&watched.join("a.magnet")).await;
    server.stop().await;
}

/// Effect of `scan_dirs`.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_being_written_is_taken_when_it_is_whole() {
    let (server, client) = start().await;
    client.set_preferences(json!({"add_stopped_enabled": true})).await;
    let watched = folder(&server, "w");
    let (part, other) = (watched.join("a.torrent"), watched.join("b.torrent"));
    let whole = sample("single");
    fs::write(&part, &whole[..whole.len() / 2]).unwrap();
    fs::write(watched.join(".c.torrent"), sample("multi")).unwrap();
    fs::write(&other, sample("hybrid")).unwrap();
    watch(&client, json!({watched.to_str().unwrap(): 1})).await;
    gone(&other).await;
    assert!(part.exists(), "nothing is lost");
    fs::write(&part, &whole).unwrap();
    gone(&part).await;
    assert_eq!(rows(&client, &format!("?hashes={SINGLE}")).await.len(), 1);
    assert_eq!(rows(&client, "").await.len(), 2, "a hidden file is left alone");
    server.stop().await;
}

/// Effect of `scan_dirs`, `torrent_file_size_limit`.
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_does_not_hold_up_the_rest() {
    let (server, client) = start().await;
    let watched = folder(&server, "w");
    let missing = server.folder.path().join("missing");
    let big = sample("single");
    let limit = json!({"torrent_file_size_limit": big.len() - 1, "add_stopped_enabled": true});
    client.set_preferences(limit).await;
    fs::write(watched.join("a.torrent"), &big).unwrap();
    fs::create_dir(watched.join("b.torrent")).unwrap();
    fs::write(watched.join("c.magnet"), MAGNET).unwrap();
    fs::write(watched.join("d.magnet"), "not a link\n").unwrap();
    watch(&client, json!({watched.to_str().unwrap(): 1, missing.to_str().unwrap(): 1})).await;
    gone(&watched.join("c.magnet")).await;
    assert_eq!(rows(&client, "").await.len(), 1);
    // A folder that comes later is watched then, and a larger limit holds at once.
    fs::create_dir(&missing).unwrap();
    fs::write(missing.join("e.torrent"), &big).unwrap();
    client.set_preferences(json!({"torrent_file_size_limit": big.len()})).await;
    gone(&missing.join("e.torrent")).await;
    gone(&watched.join("a.torrent")).await;
    assert_eq!(rows(&client, "").await.len(), 2);
    // What makes no sense is put aside in the end, with what it holds.
    let aside = watched.join("d.magnet.qbt_rejected");
    eventually("it is tried for a while", async || !watched.join("d.magnet").exists()).await;
    assert_eq!(fs::read_to_string(aside).unwrap(), "not a link\n");
    server.stop().await;
}

/// Effect of `auto_delete_mode`.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_added_by_its_path_goes_as_the_setting_says() {
    let (server, client) = start().await;
    client.set_preferences(json!({"add_stopped_enabled": true})).await;
    let path = folder(&server, "some").join("x y.torrent");
    let add = async |mode: u8, content: &[u8]| {
        client.set_preferences(json!({"auto_delete_mode": mode})).await;
        fs::write(&path, content).unwrap();
        let form = [("urls", path.to_str().unwrap())];
        let text = client.post("torrents/add", &form).await.text();
        (text == "Ok.", path.exists())
    };
    let single = sample("single");
    assert_eq!(add(0, &single).await, (true, true), "never");
    assert_eq!(add(1, &single).await, (false, true), "if added: it was there");
    assert_eq!(add(1, &sample("multi")).await, (true, false), "if added");
    assert_eq!(add(2, &single).await, (false, false), "always");
    assert_eq!(add(2, b"no torrent").await, (false, true), "but never what is none");
    server.stop().await;
}

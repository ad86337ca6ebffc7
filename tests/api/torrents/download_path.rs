//! Where incomplete files lie and what they are called, on disk.

use std::path::{Path, PathBuf};

use super::location::{FOLDER, SHOW, add_show, lies_in, ok, place, post, published};
use super::{rows, start, until};
use crate::common::{Client, TestApp, eventually};
use serde_json::{Value, json};

/// The big file, complete; the small one, wrong: incomplete after a check.
fn place_half(save: &Path) {
    place(save);
    std::fs::write(save.join(FOLDER).join("x.nfo"), b"NFO?").unwrap();
}

fn big(folder: &Path) -> PathBuf {
    folder.join(FOLDER).join("show.s01e09.mkv")
}

fn small(folder: &Path) -> PathBuf {
    folder.join(FOLDER).join("x.nfo")
}

fn suffixed(path: &Path) -> PathBuf {
    format!("{}.!qB", path.display()).into()
}

/// An incomplete torrent whose files lie in `folder`, checked.
async fn half(folder: &str, fields: &[(&str, &str)], prefs: Value) -> (TestApp, Client, PathBuf) {
    let (server, client) = start().await;
    let base = std::fs::canonicalize(server.folder.path()).unwrap();
    client.set_preferences(prefs).await;
    place_half(&base.join(folder));
    add_show(&client, fields).await;
    incomplete_at(&client, &base.join(folder)).await;
    (server, client, base)
}

async fn incomplete_at(client: &Client, folder: &Path) -> Value {
    let row = until(client, SHOW, |row| {
        row["content_path"].as_str() == folder.join(FOLDER).to_str()
            && row["state"].as_str().is_some_and(|state| state.ends_with("DL"))
            && !row["state"].as_str().unwrap().starts_with("checking")
    })
    .await;
    assert!(row["progress"].as_f64().unwrap() < 1.0, "{row}");
    row
}

async fn appears(path: &Path, not: &Path) {
    eventually("a name on disk", async || path.is_file() && !not.exists()).await;
}

/// Effect of `temp_path_enabled`, `temp_path`.
#[tokio::test(flavor = "multi_thread")]
async fn new_torrents_lie_in_the_temporary_folder_until_they_are_complete() {
    let prefs = json!({"temp_path_enabled": true, "temp_path": "incomplete here"});
    let (server, client, base) = half("save/temp/incomplete here", &[], prefs).await;
    let (save, temp) = (base.join("save"), base.join("save/temp/incomplete here"));
    let row = incomplete_at(&client, &temp).await;
    assert_eq!(row["save_path"].as_str(), save.to_str());
    assert_eq!(row["download_path"].as_str(), temp.to_str());
    // Another final place: nothing moves yet.
    let last = base.join("last");
    let form = [("hashes", SHOW), ("location", last.to_str().unwrap())];
    assert_eq!(post(&client, "setLocation", &form).await, ok());
    incomplete_at(&client, &temp).await;
    assert!(big(&temp).exists() && !big(&last).exists());
    // Complete: it goes there by itself.
    std::fs::write(small(&temp), b"nfo!").unwrap();
    assert_eq!(post(&client, "recheck", &[("hashes", SHOW)]).await, ok());
    lies_in(&client, &last, &temp).await;
    published(&client).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_final_place_that_is_taken_leaves_complete_files_where_they_came() {
    let prefs = json!({"temp_path_enabled": true, "incomplete_files_ext": true});
    let (server, client, base) = half("save/temp", &[], prefs).await;
    let (save, temp) = (base.join("last"), base.join("save/temp"));
    let form = [("id", SHOW), ("path", save.to_str().unwrap())];
    assert_eq!(post(&client, "setSavePath", &form).await, ok());
    std::fs::create_dir_all(save.join(FOLDER)).unwrap();
    std::fs::write(small(&save), b"mine, not yours").unwrap();
    std::fs::rename(big(&temp), suffixed(&big(&temp))).unwrap();
    std::fs::write(small(&temp), b"nfo!").unwrap();
    assert_eq!(post(&client, "recheck", &[("hashes", SHOW)]).await, ok());
    let row = until(&client, SHOW, |row| row["codex_reason"]["code"] == "file_error").await;
    assert!(row["codex_reason"]["text"].as_str().unwrap().contains("in the way"), "{row}");
    // Under their plain names, complete and published from there.
    let row = published(&client).await;
    assert_eq!(row["content_path"].as_str(), temp.join(FOLDER).to_str());
    assert_eq!((row["progress"].as_f64(), row["save_path"].as_str()), (Some(1.0), save.to_str()));
    assert!(big(&temp).is_file() && small(&temp).is_file() && !suffixed(&big(&temp)).exists());
    assert_eq!(std::fs::read(small(&save)).unwrap(), b"mine, not yours");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn managed_torrents_follow_the_switch_and_the_others_do_not() {
    let (server, client, base) = half("save", &[("autoTMM", "true")], json!({})).await;
    let (save, temp) = (base.join("save"), base.join("save/temp"));
    client.set_preferences(json!({"temp_path_enabled": true})).await;
    incomplete_at(&client, &temp).await;
    assert!(big(&temp).exists() && !save.join(FOLDER).exists());
    // Another folder: the switch for save paths says no, so it stays and leaves automatic mode.
    let other = base.join("other temp");
    client.set_preferences(json!({"temp_path": other.to_str().unwrap()})).await;
    let row = until(&client, SHOW, |row| row["auto_tmm"] == false).await;
    assert_eq!(row["download_path"].as_str(), temp.to_str());
    incomplete_at(&client, &temp).await;
    // Automatic again: the folder of now.
    let form = [("hashes", SHOW), ("enable", "true")];
    assert_eq!(post(&client, "setAutoManagement", &form).await, ok());
    incomplete_at(&client, &other).await;
    assert!(big(&other).exists() && !temp.join(FOLDER).exists());
    client.set_preferences(json!({"temp_path_enabled": false})).await;
    incomplete_at(&client, &save).await;
    // In manual mode the switch is for new torrents.
    let form = [("hashes", SHOW), ("enable", "false")];
    assert_eq!(post(&client, "setAutoManagement", &form).await, ok());
    client.set_preferences(json!({"temp_path_enabled": true})).await;
    let row = rows(&client, &format!("?hashes={SHOW}")).await.pop().unwrap();
    assert_eq!(row["download_path"], "");
    assert!(big(&save).exists());
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_torrent_gets_a_download_path_and_loses_it() {
    let (server, client, base) = half("save", &[], json!({})).await;
    let (save, down) = (base.join("save"), base.join("down/here"));
    let form = [("id", SHOW), ("path", down.to_str().unwrap())];
    assert_eq!(post(&client, "setDownloadPath", &form).await, ok());
    incomplete_at(&client, &down).await;
    assert!(big(&down).exists() && small(&down).exists() && !save.join(FOLDER).exists());
    assert_eq!(post(&client, "setDownloadPath", &[("id", SHOW), ("path", "")]).await, ok());
    incomplete_at(&client, &save).await;
    assert!(big(&save).exists() && small(&save).exists() && !down.join(FOLDER).exists());
    server.stop().await;
}

/// Effect of `incomplete_files_ext`.
#[tokio::test(flavor = "multi_thread")]
async fn the_suffix_of_incomplete_files_comes_and_goes_with_the_setting() {
    // Running, stopped, and after a restart with another setting.
    let (server, client, base) = half("save", &[], json!({})).await;
    let save = base.join("save");
    let (plain, temporary) = (small(&save), suffixed(&small(&save)));
    for stopped in [false, true] {
        let action = if stopped { "stop" } else { "start" };
        assert_eq!(post(&client, action, &[("hashes", SHOW)]).await, ok());
        client.set_preferences(json!({"incomplete_files_ext": true})).await;
        appears(&temporary, &plain).await;
        let files = client.get(&format!("torrents/files?hash={SHOW}")).await.json();
        assert_eq!(files[1]["name"], format!("{FOLDER}/x.nfo"));
        client.set_preferences(json!({"incomplete_files_ext": false})).await;
        appears(&plain, &temporary).await;
    }
    // It goes on with renames and moves of what has the suffix.
    client.set_preferences(json!({"incomplete_files_ext": true})).await;
    appears(&temporary, &plain).await;
    let to = base.join("to");
    let form = [("hashes", SHOW), ("location", to.to_str().unwrap())];
    assert_eq!(post(&client, "setLocation", &form).await, ok());
    incomplete_at(&client, &to).await;
    assert!(suffixed(&small(&to)).is_file() && !small(&to).exists() && !temporary.exists());
    // It shares a piece with the other one, so it is not complete either.
    assert!(suffixed(&big(&to)).is_file() && !big(&to).exists());
    std::fs::write(suffixed(&small(&to)), b"nfo!").unwrap();
    assert_eq!(post(&client, "start", &[("hashes", SHOW)]).await, ok());
    assert_eq!(post(&client, "recheck", &[("hashes", SHOW)]).await, ok());
    published(&client).await;
    lies_in(&client, &to, &save).await;
    assert!(!suffixed(&small(&to)).exists() && !suffixed(&big(&to)).exists());
    server.stop().await;
}

//! `renameFile` and `renameFolder`, on disk and in the list.

use super::location::{FOLDER, SHOW, node_serves, published, seeding};
use super::{MULTI, UNKNOWN, start, until, upload};
use qcodex::clock::Clock;
use qcodex::config::Config;

use crate::common::{Client, PASSWORD, TestApp, USERNAME};

async fn rename(client: &Client, what: &str, hash: &str, old: &str, new: &str) -> (u16, String) {
    let form = [("hash", hash), ("oldPath", old), ("newPath", new)];
    let answer = client.post(&format!("torrents/rename{what}"), &form).await;
    (answer.status, answer.text())
}

fn conflict(text: String) -> (u16, String) {
    (409, text)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seed_is_renamed_on_disk_and_still_served() {
    let (server, client, base) = seeding(&[]).await;
    let save = base.join("save");
    let (old, new) =
        (format!("{FOLDER}/show.s01e09.mkv"), format!("{FOLDER}/sub//./Épisode 9.mkv"));
    assert_eq!(rename(&client, "File", SHOW, &old, &new).await, (200, String::new()));
    let at = save.join(FOLDER).join("sub/Épisode 9.mkv");
    assert_eq!(std::fs::read(&at).unwrap().len(), 40_000);
    assert!(!save.join(&old).exists());
    let files = client.get(&format!("torrents/files?hash={SHOW}")).await.json();
    assert_eq!(files[0]["name"], format!("{FOLDER}/sub/Épisode 9.mkv"));
    assert_eq!(rename(&client, "Folder", SHOW, FOLDER, "New Root").await, (200, String::new()));
    assert!(
        save.join("New Root/sub/Épisode 9.mkv").exists() && save.join("New Root/x.nfo").exists()
    );
    assert!(!save.join(FOLDER).exists());
    let row = published(&client).await;
    assert_eq!(row["content_path"].as_str(), save.join("New Root").to_str());
    assert_eq!(row["name"], FOLDER);
    node_serves(&server, &client).await;
    // Somebody else's file on disk is not overwritten; nothing changes.
    std::fs::write(save.join("New Root/mine"), b"mine").unwrap();
    let refused = rename(&client, "File", SHOW, "New Root/x.nfo", "New Root/mine").await;
    assert_eq!(refused, conflict("The file already exists: 'New Root/mine'.".to_owned()));
    assert_eq!(std::fs::read(save.join("New Root/mine")).unwrap(), b"mine");
    std::fs::create_dir_all(save.join("Other")).unwrap();
    std::fs::write(save.join("Other/x.nfo"), b"mine").unwrap();
    let refused = rename(&client, "Folder", SHOW, "New Root", "Other").await;
    assert_eq!(refused, conflict("The folder already exists: 'Other'.".to_owned()));
    assert!(
        save.join("New Root/sub/Épisode 9.mkv").exists() && save.join("New Root/x.nfo").exists()
    );
    assert!(!save.join("Other/sub").exists());
    // A check finds the files under their new names.
    client.post("torrents/recheck", &[("hashes", SHOW)]).await;
    until(&client, SHOW, |row| row["progress"] == 1 && row["state"] == "stalledUP").await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn incomplete_files_keep_their_temporary_suffix() {
    let (server, client) = start().await;
    upload(&client, "multi", &[("stopped", "true")]).await;
    let files = client.get(&format!("torrents/files?hash={MULTI}")).await.json();
    let old = files[1]["name"].as_str().unwrap().to_owned();
    let save = server.folder.path().join("save");
    let partial = save.join(format!("{old}.!qB"));
    std::fs::create_dir_all(partial.parent().unwrap()).unwrap();
    std::fs::write(&partial, b"half").unwrap();
    assert_eq!(rename(&client, "File", MULTI, &old, "new/name").await, (200, String::new()));
    assert_eq!(std::fs::read(save.join("new/name.!qB")).unwrap(), b"half");
    assert!(!partial.exists());
    let files = client.get(&format!("torrents/files?hash={MULTI}")).await.json();
    assert_eq!(files[1]["name"], "new/name");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_come_in_their_order_and_change_nothing() {
    // The dialect that looks at the last name first.
    let newest = |config: &mut Config| config.dialect = Some("5.3".to_owned());
    let server = TestApp::start_with(Clock::system(), newest).await;
    let mut client = server.stranger();
    client.login(USERNAME, PASSWORD).await;
    upload(&client, "multi", &[("stopped", "true")]).await;
    let list = client.get(&format!("torrents/files?hash={MULTI}")).await;
    let files = list.json();
    let names: Vec<&str> =
        files.as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    let root = names[0].split('/').next().unwrap();
    let long = "x".repeat(300);
    for (what, word) in [("File", "file"), ("Folder", "folder")] {
        let invalid = conflict(format!("{what} name has invalid characters"));
        for new in ["", "/", "a/..", ".", "a/\u{7}", "nul\0", &long] {
            for hash in [MULTI, UNKNOWN] {
                assert_eq!(rename(&client, what, hash, "x", new).await, invalid, "{new:?}");
            }
        }
        let unknown = (404, "Not Found".to_owned());
        assert_eq!(rename(&client, what, UNKNOWN, "a", "b").await, unknown);
        let missing = conflict(format!("No such {word}: 'nope'."));
        assert_eq!(rename(&client, what, MULTI, "nope", "x").await, missing);
        for (old, new, text) in [
            ("", "x", "The old path is invalid: ''."),
            ("../x", "x", "The old path is invalid: '../x'."),
            (root, "../up", "The new path is invalid: '../up'."),
            (root, "/abs", "Absolute path isn't allowed: '/abs'."),
        ] {
            let refused = conflict(text.to_owned());
            assert_eq!(rename(&client, what, MULTI, old, new).await, refused);
        }
    }
    let taken = conflict(format!("The file already exists: '{}'.", names[1]));
    assert_eq!(rename(&client, "File", MULTI, names[0], names[1]).await, taken);
    let below = format!("{}/x", names[1]);
    let refused = conflict(format!("The new path is invalid: '{below}'."));
    assert_eq!(rename(&client, "File", MULTI, names[0], &below).await, refused);
    let taken = conflict(format!("The folder already exists: '{root}'."));
    assert_eq!(rename(&client, "Folder", MULTI, root, root).await, taken);
    let after = client.get(&format!("torrents/files?hash={MULTI}")).await;
    assert_eq!(after.text(), list.text());
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_names_are_taken_as_they_are() {
    let (server, client, base) = seeding(&[]).await;
    let save = base.join("save");
    let mut at = format!("{FOLDER}/show.s01e09.mkv");
    let longest = "ü".repeat(127);
    // Only the spelling; names that another system would not take; the longest there can be.
    for name in
        ["SHOW.s01e09.mkv", "CON", "aux.txt", "dots...", "blanks  ", "a:b*?\"<>|\\c", &longest]
    {
        let new = format!("{FOLDER}/{name}");
        assert_eq!(rename(&client, "File", SHOW, &at, &new).await, (200, String::new()), "{name}");
        let there = std::fs::read(save.join(&new)).unwrap();
        assert_eq!((there.len(), save.join(&at).exists()), (40_000, false), "{name}");
        let files = client.get(&format!("torrents/files?hash={SHOW}")).await.json();
        assert_eq!(files[0]["name"], new);
        at = new;
    }
    node_serves(&server, &client).await;
    // To another file system with the longest name, where temporary names must fit, too.
    let far = tempfile::tempdir_in("/dev/shm").unwrap();
    let form = [("hashes", SHOW), ("location", far.path().to_str().unwrap())];
    assert_eq!(client.post("torrents/setLocation", &form).await.status, 200);
    let row = published(&client).await;
    let moved = far.path().join(&at);
    crate::common::eventually("the move", async || moved.exists()).await;
    assert_eq!(row["progress"], 1.0);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_goes_into_its_own_child_and_back_out() {
    let (server, client, base) = seeding(&[]).await;
    let save = base.join("save");
    let inner = format!("{FOLDER}/{FOLDER}/deep");
    for (old, new) in [(FOLDER, &*inner), (&inner, "up"), ("up", "UP"), ("UP", "a/b/c/d")] {
        let done = rename(&client, "Folder", SHOW, old, new).await;
        assert_eq!(done, (200, String::new()), "{old} to {new}");
        assert_eq!(std::fs::read(save.join(new).join("x.nfo")).unwrap(), b"nfo!");
        assert!(!save.join(old).join("x.nfo").exists());
    }
    // The folders that were left are gone.
    assert_eq!(std::fs::read_dir(&save).unwrap().count(), 1);
    // To the top: a file beside the folder.
    let done = rename(&client, "File", SHOW, "a/b/c/d/x.nfo", "x.nfo").await;
    assert_eq!(done, (200, String::new()));
    assert_eq!(std::fs::read(save.join("x.nfo")).unwrap(), b"nfo!");
    // A name that is a folder on disk is taken.
    std::fs::create_dir_all(save.join("theirs")).unwrap();
    let refused = rename(&client, "File", SHOW, "x.nfo", "theirs").await;
    assert_eq!(refused, conflict("The file already exists: 'theirs'.".to_owned()));
    // So is a link that leads nowhere, and nothing goes through one that leads out.
    std::os::unix::fs::symlink("nowhere", save.join("link")).unwrap();
    let refused = rename(&client, "File", SHOW, "x.nfo", "link").await;
    assert_eq!(refused, conflict("The file already exists: 'link'.".to_owned()));
    std::os::unix::fs::symlink(&base, save.join("out")).unwrap();
    let (status, text) = rename(&client, "File", SHOW, "x.nfo", "out/x.nfo").await;
    assert_eq!(status, 409);
    assert!(text.contains("leads out of the storage path"), "{text}");
    assert!(save.join("x.nfo").exists() && !base.join("x.nfo").exists());
    published(&client).await;
    node_serves(&server, &client).await;
    server.stop().await;
}

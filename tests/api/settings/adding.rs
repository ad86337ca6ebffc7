//! Effects of the settings of the page *Downloads* about what happens when a torrent is added.

use serde_json::{Value, json};

use crate::common::Client;
use crate::torrents::pair::{add, torrent_of};
use crate::torrents::{MAGNET, MAGNET_ID, MULTI, SINGLE, rows, start, until, upload};

async fn row(client: &Client, id: &str) -> Value {
    rows(client, &format!("?hashes={id}")).await.pop().unwrap()
}

/// Adds a torrent of its own without any wish, and gives its id.
async fn plain(client: &Client, seed: u32, fields: &[(&str, &str)]) -> String {
    let name = format!("Plain {seed}");
    let (made, _) = torrent_of(&name, &[("a.mkv", 10), ("b.mkv", 10)], 16 * 1024, seed);
    add(client, &made.to_torrent_bytes(), fields).await;
    made.id().to_string()
}

/// Effect of `torrent_content_layout`.
#[tokio::test(flavor = "multi_thread")]
async fn the_layout_decides_about_the_folder_of_new_torrents() {
    let (server, client) = start().await;
    let one = ("One.mkv", [("One.mkv", 10)].as_slice());
    let many = ("Many", [("a", 10), ("b", 10)].as_slice());
    for (seed, (name, files), layout, first) in [
        (30, one, "Original", "One.mkv"),
        (31, one, "Subfolder", "One/One.mkv"),
        (32, many, "NoSubfolder", "a"),
        (33, many, "Original", "Many/a"),
    ] {
        client.set_preferences(json!({"torrent_content_layout": layout})).await;
        let (made, _) = torrent_of(name, files, 16 * 1024, seed);
        add(&client, &made.to_torrent_bytes(), &[("stopped", "true")]).await;
        let files = client.get(&format!("torrents/files?hash={}", made.id())).await.json();
        assert_eq!(files[0]["name"], first, "{name} {layout}");
    }
    // What the add itself says counts more.
    let (made, _) = torrent_of("Many", &[("a", 10), ("b", 10)], 16 * 1024, 34);
    let fields = [("stopped", "true"), ("contentLayout", "NoSubfolder")];
    add(&client, &made.to_torrent_bytes(), &fields).await;
    let files = client.get(&format!("torrents/files?hash={}", made.id())).await.json();
    assert_eq!(files[0]["name"], "a");
    server.stop().await;
}

/// Effect of `add_stopped_enabled`.
#[tokio::test(flavor = "multi_thread")]
async fn torrents_are_added_without_starting_them() {
    let (server, client) = start().await;
    client.set_preferences(json!({"add_stopped_enabled": true})).await;
    assert_eq!(upload(&client, "single", &[]).await.text(), "Ok.");
    assert_eq!(row(&client, SINGLE).await["state"], "stoppedDL");
    assert_eq!(upload(&client, "multi", &[("stopped", "false")]).await.text(), "Ok.");
    assert_ne!(row(&client, MULTI).await["state"], "stoppedDL");
    client.set_preferences(json!({"add_stopped_enabled": false})).await;
    assert_eq!(client.post("torrents/add", &[("urls", MAGNET)]).await.text(), "Ok.");
    assert_ne!(row(&client, MAGNET_ID).await["state"], "stoppedDL");
    server.stop().await;
}

/// Effect of `save_path`, `use_category_paths_in_manual_mode`, `auto_tmm_enabled`.
#[tokio::test(flavor = "multi_thread")]
async fn new_torrents_go_where_the_settings_say() {
    let (server, client) = start().await;
    let base = server.folder.path().canonicalize().unwrap();
    let (films, shows) = (base.join("films"), base.join("shows"));
    let form = [("category", "tv"), ("savePath", shows.to_str().unwrap())];
    assert_eq!(client.post("torrents/createCategory", &form).await.status, 200);
    let fields = [("stopped", "true"), ("category", "tv")];
    let place = async |seed| {
        let row = row(&client, &plain(&client, seed, &fields).await).await;
        (row["save_path"].as_str().unwrap().to_owned(), row["auto_tmm"] == true)
    };
    let at = |path: &std::path::Path, managed| (path.to_str().unwrap().to_owned(), managed);
    client.set_preferences(json!({"save_path": films.to_str().unwrap()})).await;
    assert_eq!(client.get("app/defaultSavePath").await.text(), films.to_str().unwrap());
    assert_eq!(place(40).await, at(&films, false));
    client.set_preferences(json!({"use_category_paths_in_manual_mode": true})).await;
    assert_eq!(place(42).await, at(&shows, false));
    let preferences = json!({"use_category_paths_in_manual_mode": false, "auto_tmm_enabled": true});
    client.set_preferences(preferences).await;
    assert_eq!(place(44).await, at(&shows, true));
    client.set_preferences(json!({"auto_tmm_enabled": false})).await;
    assert_eq!(place(46).await, at(&films, false));
    server.stop().await;
}

/// Effect of `merge_trackers`.
#[tokio::test(flavor = "multi_thread")]
async fn a_torrent_that_is_added_again_brings_its_trackers_and_seeds() {
    let (server, client) = start().await;
    let first = [("urls", MAGNET), ("stopped", "true")];
    assert_eq!(client.post("torrents/add", &first).await.text(), "Ok.");
    let again = async |tracker: &str| {
        let link = format!(
            "{MAGNET}&tr=http%3A%2F%2F{tracker}%3A9%2Fannounce&ws=http%3A%2F%2F127.0.0.1%3A9%2F{tracker}"
        );
        assert_eq!(client.post("torrents/add", &[("urls", &link)]).await.text(), "Fails.");
    };
    again("127.0.0.2").await;
    client.set_preferences(json!({"merge_trackers": true})).await;
    again("127.0.0.3").await;
    until(&client, MAGNET_ID, |row| row["trackers_count"] == 2).await;
    let seeds = client.get(&format!("torrents/webseeds?hash={MAGNET_ID}")).await.json();
    assert_eq!(seeds, json!([{"url": "http://127.0.0.1:9/127.0.0.3"}]));
    let trackers = client.get(&format!("torrents/trackers?hash={MAGNET_ID}")).await.text();
    assert!(trackers.contains("127.0.0.3") && !trackers.contains("127.0.0.2"), "{trackers}");
    server.stop().await;
}

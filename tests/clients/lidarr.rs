//! Lidarr: Test, status of the client, grab and import of an album.
//!
//! It depends on what Sonarr does, on a login whose body is `Ok.` and nothing else, on the category
//! object's `savePath` (absolute or relative), and on `files` and `properties` when a path is not
//! known.

use serde_json::json;

use crate::arr::Arr;
use crate::client::{Form, Sample, is};
use crate::http::Request;
use crate::server::{PASSWORD, Server, USERNAME};
use crate::strict::{Kind, required, rows};

const AGENT: &str = "Lidarr/2.14.5.4836 (debian 12)";

#[tokio::test]
async fn only_ok_is_a_login() {
    let server = Server::start().await;
    let lidarr = Arr::new(&server, AGENT);
    let form = [("username", USERNAME), ("password", PASSWORD)];
    let good = lidarr.post("auth/login", &form).await;
    assert_eq!((good.status, good.body.as_slice()), (200, b"Ok.".as_slice()));
    let form = [("username", USERNAME), ("password", "wrong")];
    let bad = lidarr.post("auth/login", &form).await;
    assert_eq!((bad.status, bad.body.as_slice()), (200, b"Fails.".as_slice()));
    assert_eq!(bad.header("set-cookie"), None);
}

#[tokio::test]
async fn test_button_and_status() {
    let server = Server::start().await;
    let mut lidarr = Arr::new(&server, AGENT);
    assert!(lidarr.probe().await >= (2, 11, 0));
    assert!(!Arr::removes_what_is_complete(&lidarr.preferences().await));
    lidarr.ensure_category("lidarr").await;

    // A relative path of a category is below the default one; all of it exists on the disk.
    let music = server.save_path().join("music");
    for (name, path) in [("absolute", music.to_str().unwrap()), ("relative", "music/flac")] {
        let form = [("category", name), ("savePath", path)];
        is(&lidarr.post("torrents/createCategory", &form).await, 200, "");
    }
    lidarr.version().await;
    let save_path = lidarr.preferences().await["save_path"].as_str().unwrap().to_owned();
    assert_eq!(save_path, server.save_path().to_str().unwrap());
    let categories = lidarr.json("torrents/categories").await;
    assert_eq!(categories["lidarr"]["savePath"], "");
    assert_eq!(categories["absolute"]["savePath"], music.to_str().unwrap());
    assert!(music.is_dir());
    let relative = categories["relative"]["savePath"].as_str().unwrap();
    assert!(server.save_path().join(relative).is_dir(), "{relative}");
}

#[tokio::test]
async fn grab_and_import() {
    let server = Server::start().await;
    let show = Sample::show();
    show.place(&server.save_path());
    let mut lidarr = Arr::new(&server, AGENT);
    lidarr.probe().await;
    lidarr.ensure_category("lidarr").await;
    let form = Form::arr()
        .file("torrents", "Artist - Album.torrent", "application/octet-stream", &show.torrent)
        .field("category", "lidarr")
        .field("stopped", "False")
        .field("ratioLimit", "1.5")
        .field("seedingTimeLimit", "600");
    is(&lidarr.add(&form).await, 200, "Ok.");
    let row = lidarr.completed("lidarr").await;
    assert_eq!((&row["ratio_limit"], &row["seeding_time_limit"]), (&json!(1.5), &json!(600)));
    assert!(!Arr::may_remove(&row), "no limit is reached");
    let path = Arr::import_path(&row).to_owned();

    // What it asks when it was not told the path.
    let files = lidarr.json(&format!("torrents/files?hash={}", show.hash)).await;
    let first = rows(&files)[0]["name"].as_str().unwrap();
    let properties = lidarr.json(&format!("torrents/properties?hash={}", show.hash)).await;
    required(&properties, Kind::Text, &["save_path"]);
    required(&properties, Kind::Int, &["seeding_time"]);
    let root = first.split('/').next().unwrap();
    assert_eq!(path, format!("{}/{root}", properties["save_path"].as_str().unwrap()));

    let unknown = Request::get(&format!("torrents/files?hash={}", "e".repeat(40)));
    assert_eq!(lidarr.send(unknown).await.status, 404);
}

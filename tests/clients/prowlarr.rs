//! Prowlarr: it tests and adds, and never looks again.
//!
//! It depends on what Sonarr does, with a category for each of its mappings, which it makes and
//! finds at once, names with `/` and other scripts included.

use crate::arr::{Arr, magnet};
use crate::client::{Api, Form, Sample, is};
use crate::server::Server;

const AGENT: &str = "Prowlarr/2.3.5.5327 (debian 12)";

#[tokio::test]
async fn test_button() {
    let server = Server::start().await;
    let mut prowlarr = Arr::new(&server, AGENT);
    assert!(prowlarr.probe().await >= (2, 11, 0));
    for category in ["movies/uhd", "Bücher & Hefte", "prowlarr"] {
        prowlarr.ensure_category(category).await;
    }
    assert_eq!(prowlarr.preferences().await["queueing_enabled"], true);
    assert!(prowlarr.list("prowlarr").await.is_empty());
    assert!(prowlarr.list("B%C3%BCcher%20%26%20Hefte").await.is_empty());
}

#[tokio::test]
async fn grabs() {
    let server = Server::start().await;
    let mut prowlarr = Arr::new(&server, AGENT);
    prowlarr.probe().await;
    prowlarr.ensure_category("prowlarr").await;
    let api = Api { http: prowlarr.http.clone() };

    // A long magnet makes the whole form multipart.
    let hash = "0f".repeat(20);
    let mut link = magnet(&hash, "Some.Release");
    for number in 0..30 {
        link = format!("{link}&tr=http%3A%2F%2F127.0.0.1%3A1%2Fannounce%2F{number}");
    }
    assert!(link.len() > 1024);
    let form =
        Form::arr().field("urls", &link).field("category", "prowlarr").field("stopped", "False");
    is(&prowlarr.add(&form).await, 200, "Ok.");
    let row = api.row(&hash).await;
    assert_eq!(
        (row["name"].as_str(), row["trackers_count"].as_i64()),
        (Some("Some.Release"), Some(31))
    );

    let movie = Sample::movie();
    let file = Form::arr()
        .file("torrents", "Фильм 2020.torrent", "application/octet-stream", &movie.torrent)
        .field("category", "movies/uhd")
        .field("stopped", "True");
    is(&prowlarr.add(&file).await, 200, "Ok.");
    let row = api.row(&movie.hash).await;
    assert_eq!(row["category"], "movies/uhd");
    // A second grab of the same release is refused in the words that it looks for.
    is(&prowlarr.add(&file).await, 200, "Fails.");
    let bad = Form::arr().file("torrents", "x.torrent", "", b"<html>not found</html>");
    assert_eq!(prowlarr.add(&bad).await.status, 415);
}

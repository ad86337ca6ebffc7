//! Radarr: Test, grab, poll, import, removal by seeding time.
//!
//! It depends on what Sonarr does, and sends a Basic header whether or not it has a login: one that
//! is wrong must neither be refused (401 is never tried again) nor stand in for a session.

use serde_json::json;

use crate::arr::{Arr, magnet};
use crate::client::{Api, COMPLETE, Form, Sample, is, state};
use crate::http::Request;
use crate::server::Server;

const AGENT: &str = "Radarr/5.28.0.10274 (debian 12)";
const OCTETS: &str = "application/octet-stream";

#[tokio::test]
async fn test_button() {
    let server = Server::start().await;
    let mut radarr = Arr::new(&server, AGENT);
    assert!(radarr.probe().await >= (2, 11, 0), "`stopped`, not `paused`");
    let preferences = radarr.preferences().await;
    assert!(!Arr::removes_what_is_complete(&preferences));
    assert_eq!(preferences["queueing_enabled"], true, "or priority First is refused");
    radarr.probe().await;
    radarr.ensure_category("radarr").await;
    radarr.ensure_category("radarr-imported").await;
    assert!(radarr.list("radarr").await.is_empty());
    // Health check: its folder and the category's exist before there is a torrent.
    assert!(std::path::Path::new(preferences["save_path"].as_str().unwrap()).is_dir());
}

#[tokio::test]
async fn without_a_login_it_is_told_to_log_in() {
    let server = Server::start().await;
    let mut radarr = Arr::new(&server, AGENT);
    radarr.authorization = "Basic Og==".to_owned();
    is(&radarr.get("app/webapiVersion").await, 403, "Forbidden");
    is(&radarr.get("torrents/info").await, 403, "Forbidden");
    radarr.log_in().await;
    radarr.version().await;

    // The session ends under it: one 403, one login, one more try.
    let old = radarr.http.cookie.clone();
    is(&radarr.post("auth/logout", &[]).await, 200, "");
    assert_eq!(radarr.call(Request::get("torrents/info")).await.status, 200);
    assert_ne!(radarr.http.cookie, old);
}

#[tokio::test]
async fn grab_import_removal() {
    let server = Server::start().await;
    let folder = server.save_path();
    let movie = Sample::movie();
    movie.place(&folder);
    let mut radarr = Arr::new(&server, AGENT);
    radarr.probe().await;
    for category in ["radarr", "radarr-imported"] {
        radarr.ensure_category(category).await;
    }

    // A magnet at first, with priority First and a forced start.
    let hash = "ab".repeat(20);
    let form = [
        ("urls", magnet(&hash.to_uppercase(), "Movie.2021")),
        ("category", "radarr".to_owned()),
        ("sequentialDownload", "True".to_owned()),
        ("firstLastPiecePrio", "True".to_owned()),
    ];
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    is(&radarr.post("torrents/add", &form).await, 200, "Ok.");
    assert_eq!(radarr.get(&format!("torrents/properties?hash={hash}")).await.status, 200);
    is(&radarr.post("torrents/topPrio", &[("hashes", &hash)]).await, 200, "");
    let force = [("hashes", hash.as_str()), ("value", "true")];
    is(&radarr.post("torrents/setForceStart", &force).await, 200, "");
    let rows = radarr.poll("radarr").await;
    assert_eq!((rows.len(), &rows[0]["force_start"]), (1, &json!(true)));
    // Removed by hand; the field is left out when it is false.
    is(&radarr.post("torrents/delete", &[("hashes", &hash)]).await, 200, "");

    let form = Form::arr()
        .file("torrents", "Movie 2020 1080p GRP.torrent", OCTETS, &movie.torrent)
        .field("category", "radarr")
        .field("stopped", "False")
        .field("contentLayout", "Original")
        .field("seedingTimeLimit", "0");
    is(&radarr.add(&form).await, 200, "Ok.");
    let row = radarr.completed("radarr").await;
    let path = std::path::Path::new(Arr::import_path(&row));
    assert_eq!(path, folder.join("Movie.2020.1080p-GRP.mkv"));
    assert_eq!(std::fs::metadata(path).unwrap().len(), 40_000);

    // The time is over at once: it stops and may be removed.
    let api = Api { http: radarr.http.clone() };
    let row = api.row_when("a stop", &movie.hash, Arr::may_remove).await;
    assert!(COMPLETE.contains(&state(&row)));
    let imported = [("hashes", movie.hash.as_str()), ("category", "radarr-imported")];
    is(&radarr.post("torrents/setCategory", &imported).await, 200, "");
    assert!(radarr.poll("radarr").await.is_empty());
    let delete = [("hashes", movie.hash.as_str()), ("deleteFiles", "true")];
    for _ in 0..2 {
        is(&radarr.post("torrents/delete", &delete).await, 200, "");
    }
}

//! Exporters and dashboards: they log in again and again and read everything.
//!
//! They depend on a cookie whose value has no `=` (the text between the first and the second is
//! taken), on Go's types, on sessions that survive others' logins, and (homepage) on 403 before and
//! `Ok.` after a login.

use crate::client::{Api, COMPLETE, Form, Sample, is, state, text};
use crate::go;
use crate::http::{Client, Request};
use crate::server::{PASSWORD, Server, USERNAME};
use crate::strict::{Kind, required, rows};

async fn with_a_movie() -> (Server, Api) {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let movie = Sample::movie();
    movie.place(&server.save_path());
    let form = Form::arr().file("torrents", "m", "", &movie.torrent).field("category", "films");
    is(&api.add(&form.field("tags", "a,b")).await, 200, "Ok.");
    api.state(&movie.hash, COMPLETE).await;
    (server, api)
}

/// qbittorrent-exporter (Go).
#[tokio::test]
async fn an_exporter_in_go() {
    let (server, _) = with_a_movie().await;
    let mut http = Client::new(server.address());
    let form = [("username", USERNAME), ("password", PASSWORD)];
    let answer = http.send(Request::post("auth/login", &form)).await;
    is(&answer, 200, "Ok.");
    let line = answer.header("set-cookie").unwrap();
    let value = line.split('=').nth(1).unwrap().split(';').next().unwrap();
    http.cookie = Some(format!("SID={value}"));
    let api = Api { http };

    go::version(&text(&api.http.get("app/webapiVersion").await));
    go::version(text(&api.http.get("app/version").await).trim_start_matches('v'));
    let preferences = api.json("app/preferences").await;
    go::preferences(&preferences);
    let limits = [
        "max_active_downloads",
        "max_active_torrents",
        "max_active_uploads",
        "alt_dl_limit",
        "alt_up_limit",
        "dl_limit",
        "up_limit",
    ];
    required(&preferences, Kind::Int, &limits);
    let main = api.json("sync/maindata?rid=0").await;
    go::server_state(&main["server_state"]);
    assert!(main["categories"].is_object() && main["tags"].is_array(), "{main}");
    for (hash, row) in main["torrents"].as_object().unwrap() {
        go::torrent(row);
        let numbers = [
            "added_on",
            "amount_left",
            "completion_on",
            "dlspeed",
            "downloaded",
            "downloaded_session",
            "eta",
            "num_leechs",
            "num_seeds",
            "size",
            "time_active",
            "uploaded",
            "uploaded_session",
            "upspeed",
        ];
        required(row, Kind::Int, &numbers);
        required(row, Kind::Number, &["progress", "ratio", "max_ratio", "popularity"]);
        required(row, Kind::Text, &["category", "comment", "name", "save_path", "state", "tags"]);
        let trackers = api.json(&format!("torrents/trackers?hash={hash}")).await;
        go::trackers(&trackers);
    }
}

/// prometheus-qbittorrent-exporter (Python): a new client and a new login for every scrape, which
/// it never ends.
#[tokio::test]
async fn an_exporter_in_python() {
    let (server, api) = with_a_movie().await;
    for _ in 0..8 {
        let mut http = Client::new(server.address());
        for _ in 0..2 {
            assert_eq!(http.send(Request::new("HEAD", "/")).await.status, 200);
        }
        is(&http.login(USERNAME, PASSWORD).await, 200, "Ok.");
        let main = http.send(Request::new("POST", "/api/v2/sync/maindata")).await.json();
        let state = &main["server_state"];
        required(state, Kind::Int, &["dht_nodes", "dl_info_data", "up_info_data"]);
        required(state, Kind::Int, &["dl_info_speed", "up_info_speed", "alltime_dl", "alltime_ul"]);
        required(state, Kind::Text, &["connection_status"]);
        assert_ne!(state["connection_status"], "disconnected", "the node is there");
        for row in main["torrents"].as_object().unwrap().values() {
            required(row, Kind::Text, &["category", "name", "state"]);
            required(row, Kind::Int, &["downloaded", "size", "uploaded"]);
        }
        assert_eq!(http.get("app/version").await.status, 200);
    }
    assert_eq!(api.http.get("app/version").await.status, 200, "the first session lives on");
}

/// homepage's widget: asks first, logs in when it is told to.
#[tokio::test]
async fn a_dashboard() {
    let (server, _) = with_a_movie().await;
    let mut http = Client::new(server.address());
    assert_eq!(http.get("torrents/info").await.status, 403);
    is(&http.login(USERNAME, PASSWORD).await, 200, "Ok.");
    let list = http.get("torrents/info").await.json();
    for row in rows(&list) {
        required(row, Kind::Int, &["amount_left", "dlspeed", "eta", "size", "upspeed"]);
        required(row, Kind::Text, &["name", "state"]);
        // It counts what is exactly 1 as complete and what has "DL" in its state as a download.
        assert_eq!(row["progress"].as_f64(), Some(1.0));
        assert!(!state(row).contains("DL"), "{row}");
    }
}

//! qBitController, the strictest client: kotlinx.serialization on Android.
//!
//! It depends on 200 for everything that succeeds (204 and 202 are errors), `Ok.` for a login,
//! `application/json` for JSON, every key below with its type, and the whole set of keys when a
//! torrent first appears in a delta: that decoder fills in no defaults.

use serde_json::{Map, Value, json};

use crate::client::{Api, Form, SEEDING, Sample, is, is_typed, state, text, wait_for};
use crate::http::Request;
use crate::server::Server;
use crate::strict::{Kind, nullable, required, rows};

fn server_state(state: &Value) {
    let numbers = [
        "alltime_dl",
        "alltime_ul",
        "average_time_queue",
        "dl_info_data",
        "dl_info_speed",
        "free_space_on_disk",
        "queued_io_jobs",
        "total_buffers_size",
        "total_peer_connections",
        "total_queued_size",
        "total_wasted_session",
        "up_info_data",
        "up_info_speed",
    ];
    required(state, Kind::Int, &numbers);
    required(state, Kind::Int32, &["dl_rate_limit", "up_rate_limit"]);
    required(state, Kind::Flag, &["queueing", "use_alt_speed_limits"]);
    let texts = ["global_ratio", "read_cache_hits", "read_cache_overload", "write_cache_overload"];
    required(state, Kind::Text, &texts);
}

fn torrent(row: &Value) {
    required(row, Kind::Text, &["name", "tags", "magnet_uri"]);
    let numbers = [
        "added_on",
        "completed",
        "size",
        "dlspeed",
        "upspeed",
        "time_active",
        "downloaded",
        "downloaded_session",
        "uploaded",
        "uploaded_session",
        "last_activity",
    ];
    required(row, Kind::Int, &numbers);
    let small = [
        "dl_limit",
        "up_limit",
        "num_seeds",
        "num_leechs",
        "num_complete",
        "num_incomplete",
        "seeding_time_limit",
        "seeding_time",
        "inactive_seeding_time_limit",
    ];
    required(row, Kind::Int32, &small);
    required(row, Kind::Number, &["progress", "ratio", "ratio_limit"]);
    let flags = ["seq_dl", "f_l_piece_prio", "auto_tmm", "force_start", "super_seeding"];
    required(row, Kind::Flag, &flags);
    // May be null, must be there.
    nullable(row, Kind::Text, &["infohash_v1", "infohash_v2", "save_path", "download_path"]);
    nullable(row, Kind::Text, &["category"]);
    nullable(row, Kind::Int, &["completion_on", "seen_complete", "eta", "priority"]);
    nullable(row, Kind::Flag, &["private"]);
    nullable(row, Kind::Number, &["popularity", "availability"]);
}

#[tokio::test]
async fn login_and_version() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let version = text(&api.http.get("app/version").await);
    let numbers: Vec<_> = version.trim_start_matches('v').split('.').collect();
    assert!(numbers.len() == 3 && numbers.iter().all(|n| n.parse::<u32>().is_ok()), "{version}");
    let form = [("username", "admin"), ("password", "wrong")];
    let stranger = crate::http::Client::new(server.address());
    is(&stranger.send(Request::post("auth/login", &form)).await, 200, "Fails.");
    // A session that ended is a 403, after which it logs in again.
    assert_eq!(stranger.get("sync/maindata?rid=0").await.status, 403);
}

#[tokio::test]
async fn lists_and_deltas() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let full = api.http.get("sync/maindata?rid=0").await;
    assert_eq!(full.header("content-type"), Some("application/json"));
    let full = full.json();
    server_state(&full["server_state"]);
    let mut rid = full["rid"].as_i64().unwrap();
    let first_rid = rid;

    let (show, link) = (Sample::show(), "2b".repeat(20));
    show.place(&server.save_path());
    let magnet = format!("magnet:?xt=urn:btih:{link}&dn=Link");
    let form = Form::arr()
        .file("torrents", "s.torrent", "application/x-bittorrent", &show.torrent)
        .field("urls", &magnet)
        .field("category", "c")
        .field("tags", "x,y");
    is_typed(&api.add(&form).await, 200, "Ok.", "text/plain");

    // The first time that a torrent appears it is all there; later rows are merged into it.
    let mut copies: Map<String, Value> = Map::new();
    wait_for("both torrents, one of them complete", async || {
        let delta = api.json(&format!("sync/maindata?rid={rid}")).await;
        assert_ne!(delta["full_update"], true);
        let next = delta["rid"].as_i64().unwrap();
        assert!(next > rid, "an answer of a lower number is not looked at");
        rid = next;
        if let Some(category) = delta["categories"].get("c") {
            required(category, Kind::Text, &["name", "savePath"]);
        }
        for (hash, row) in delta["torrents"].as_object().into_iter().flatten() {
            let row = row.as_object().unwrap().clone();
            match copies.get_mut(hash) {
                Some(copy) => copy.as_object_mut().unwrap().extend(row),
                None => {
                    torrent(&Value::Object(row.clone()));
                    copies.insert(hash.clone(), Value::Object(row));
                }
            }
        }
        let done = copies.get(&show.hash).is_some_and(|row| SEEDING.contains(&state(row)));
        if done && copies.contains_key(&link) { Ok(()) } else { Err(copies.clone()) }
    })
    .await;
    assert!(rid > first_rid);
    for row in copies.values() {
        torrent(row);
    }
    assert_eq!(copies[&show.hash]["tags"], "x, y");

    // The same of a full update and of the list.
    let full = api.json("sync/maindata?rid=0").await;
    for row in full["torrents"].as_object().unwrap().values() {
        torrent(row);
    }
    for row in api.info("").await {
        torrent(&row);
    }
    let peers = api.json(&format!("sync/torrentPeers?hash={}&rid=0", show.hash)).await;
    assert!(peers["rid"].is_i64() && peers["peers"].is_object(), "{peers}");
}

#[tokio::test]
async fn details_and_actions() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let show = Sample::show();
    let hash = show.hash.as_str();
    let form =
        Form::arr().file("torrents", "s.torrent", "", &show.torrent).field("stopped", "true");
    is(&api.add(&form).await, 200, "Ok.");

    let properties = api.json(&format!("torrents/properties?hash={hash}")).await;
    let numbers = [
        "addition_date",
        "completion_date",
        "creation_date",
        "last_seen",
        "piece_size",
        "seeding_time",
        "time_elapsed",
        "total_downloaded",
        "total_uploaded",
        "total_wasted",
    ];
    required(&properties, Kind::Int, &numbers);
    let small = ["nb_connections", "nb_connections_limit", "pieces_have", "pieces_num"];
    required(&properties, Kind::Int32, &small);
    required(&properties, Kind::Number, &["share_ratio"]);
    let states = api.json(&format!("torrents/pieceStates?hash={hash}")).await;
    assert!(rows(&states).iter().all(|n| (0..=2).contains(&n.as_i64().unwrap())), "{states}");
    for file in rows(&api.json(&format!("torrents/files?hash={hash}")).await) {
        required(file, Kind::Int, &["index", "size"]);
        required(file, Kind::Int32, &["priority"]);
        required(file, Kind::Text, &["name"]);
        required(file, Kind::Number, &["progress"]);
    }
    for tracker in rows(&api.json(&format!("torrents/trackers?hash={hash}")).await) {
        required(tracker, Kind::Text, &["url", "msg"]);
        required(tracker, Kind::Int32, &["status", "tier", "num_peers", "num_seeds"]);
        required(tracker, Kind::Int32, &["num_leeches", "num_downloaded"]);
    }
    assert_eq!(api.json(&format!("torrents/webseeds?hash={hash}")).await, json!([]));
    assert_eq!(api.json("torrents/tags").await, json!([]));
    required(&api.json("app/preferences").await, Kind::Flag, &["queueing_enabled"]);
    is(&api.http.get("app/defaultSavePath").await, 200, server.save_path().to_str().unwrap());

    // Everything that succeeds is a 200, whatever there is to say.
    let moved = server.save_path().join("moved");
    let moved = moved.to_str().unwrap();
    let hashes = ("hashes", hash);
    let one = ("hash", hash);
    let path = "Show.S01E09.1080p-GRP";
    let does: &[(&str, &[(&str, &str)])] = &[
        ("start", &[hashes]),
        ("stop", &[hashes]),
        (
            "createCategory",
            &[
                ("category", "q"),
                ("savePath", ""),
                ("downloadPathEnabled", "true"),
                ("downloadPath", "/tmp/q"),
            ],
        ),
        ("editCategory", &[("category", "q"), ("savePath", "/tmp/q2")]),
        ("setCategory", &[hashes, ("category", "q")]),
        ("createTags", &[("tags", "t")]),
        ("addTags", &[hashes, ("tags", "t")]),
        ("removeTags", &[hashes, ("tags", "t")]),
        ("deleteTags", &[("tags", "t")]),
        ("rename", &[one, ("name", "Name")]),
        (
            "renameFile",
            &[
                one,
                ("oldPath", "Show.S01E09.1080p-GRP/x.nfo"),
                ("newPath", "Show.S01E09.1080p-GRP/z.nfo"),
            ],
        ),
        ("renameFolder", &[one, ("oldPath", path), ("newPath", "Folder")]),
        ("filePrio", &[one, ("id", "0|1"), ("priority", "1")]),
        ("setForceStart", &[hashes, ("value", "false")]),
        ("setSuperSeeding", &[hashes, ("value", "true")]),
        ("setAutoManagement", &[hashes, ("enable", "false")]),
        ("toggleSequentialDownload", &[hashes]),
        ("toggleFirstLastPiecePrio", &[hashes]),
        ("setDownloadLimit", &[hashes, ("limit", "1024")]),
        ("setUploadLimit", &[hashes, ("limit", "1024")]),
        (
            "setShareLimits",
            &[
                hashes,
                ("ratioLimit", "-1"),
                ("seedingTimeLimit", "-1"),
                ("inactiveSeedingTimeLimit", "-1"),
            ],
        ),
        ("addTrackers", &[one, ("urls", "http://127.0.0.1:7/a\nhttp://127.0.0.1:8/a")]),
        (
            "removeTrackers",
            &[one, ("urls", "http%3A%2F%2F127.0.0.1%3A7%2Fa|http%3A%2F%2F127.0.0.1%3A8%2Fa")],
        ),
        ("setDownloadPath", &[("id", hash), ("path", "/tmp/qdl")]),
        ("setLocation", &[hashes, ("location", moved)]),
        ("topPrio", &[hashes]),
        ("increasePrio", &[hashes]),
        ("reannounce", &[hashes]),
        ("recheck", &[hashes]),
        ("removeCategories", &[("categories", "q")]),
    ];
    for (name, form) in does {
        assert_eq!(api.post(&format!("torrents/{name}"), form).await, "", "{name}");
    }
    let trackers = api.json(&format!("torrents/trackers?hash={hash}")).await;
    assert_eq!(rows(&trackers).len(), 4, "those that were removed are gone: {trackers}");
    torrent(&api.row(hash).await);
    for (name, limit) in [("Download", "2048"), ("Upload", "0")] {
        api.post(&format!("transfer/set{name}Limit"), &[("limit", limit)]).await;
    }
    api.post("transfer/toggleSpeedLimitsMode", &[]).await;
    let peers = [hashes, ("peers", "192.0.2.1:6881")];
    assert_eq!(api.http.post("torrents/addPeers", &peers).await.status, 200);
    api.post("transfer/banPeers", &[("peers", "192.0.2.1:6881")]).await;
    let log = api.json("log/main").await;
    required(&rows(&log)[0], Kind::Text, &["message"]);
    let delete = [hashes, ("deleteFiles", "true")];
    assert_eq!(api.post("torrents/delete", &delete).await, "");
}

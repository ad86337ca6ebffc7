//! User interfaces and bots that mostly read: `sync/maindata` consumers, flood, exporters, .NET and
//! Python bots, phone apps.

use serde_json::{Value, json};

use crate::client::{Api, Form, Sample, is, is_typed, state, stream, text, wait_for};
use crate::http::{Client, Request};
use crate::server::{PASSWORD, Server, USERNAME};
use crate::strict::STATES;

const FORM: &str = "application/x-www-form-urlencoded";

/// What a page keeps of `sync/maindata`.
struct Page {
    api: Api,
    rid: i64,
}

impl Page {
    async fn delta(&mut self) -> Value {
        let delta = self.api.json(&format!("sync/maindata?rid={}", self.rid)).await;
        self.rid = delta["rid"].as_i64().unwrap();
        delta
    }

    /// Polls on until something is there.
    async fn until<T>(&mut self, what: &str, mut found: impl FnMut(&Value) -> Option<T>) -> T {
        wait_for(what, async || {
            let delta = self.delta().await;
            found(&delta).ok_or(delta)
        })
        .await
    }
}

/// S10: pages that follow `sync/maindata`.
#[tokio::test]
async fn s10_pages() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let mut page = Page { api: api.clone(), rid: 0 };
    let full = page.delta().await;
    assert_eq!(full["full_update"], true);
    let server_state = &full["server_state"];
    for key in [
        "alltime_dl",
        "alltime_ul",
        "average_time_queue",
        "dht_nodes",
        "dl_info_data",
        "dl_info_speed",
        "dl_rate_limit",
        "free_space_on_disk",
        "queued_io_jobs",
        "refresh_interval",
        "total_buffers_size",
        "total_peer_connections",
        "total_queued_size",
        "total_wasted_session",
        "up_info_data",
        "up_info_speed",
        "up_rate_limit",
    ] {
        assert!(server_state[key].is_i64(), "{key}: {server_state}");
    }
    for key in [
        "connection_status",
        "global_ratio",
        "read_cache_hits",
        "read_cache_overload",
        "write_cache_overload",
    ] {
        assert!(server_state[key].is_string(), "{key}: {server_state}");
    }
    for key in ["queueing", "use_alt_speed_limits"] {
        assert!(server_state[key].is_boolean(), "{key}: {server_state}");
    }

    let show = Sample::show();
    let hash = show.hash.as_str();
    let add = Form::arr()
        .file("torrents", "a.torrent", "", &show.torrent)
        .field("stopped", "true")
        .field("category", "k")
        .field("tags", "g");
    is(&api.add(&add).await, 200, "Ok.");
    let delta = page.until("the torrent", |delta| {
        let here = delta["torrents"].get(hash).is_some();
        here.then(|| delta.clone())
    });
    let delta = delta.await;
    assert_ne!(delta["full_update"], true);
    let row = &delta["torrents"][hash];
    for key in [
        "name",
        "size",
        "state",
        "magnet_uri",
        "infohash_v1",
        "infohash_v2",
        "download_path",
        "availability",
        "popularity",
        "private",
        "eta",
        "priority",
        "completion_on",
        "seen_complete",
        "tags",
        "category",
        "ratio_limit",
        "super_seeding",
        "time_active",
    ] {
        assert!(row.get(key).is_some(), "{key}: {row}");
    }
    assert!(row.get("hash").is_none_or(|found| found == hash), "{row}");
    assert_eq!(delta["categories"]["k"]["name"], "k");
    assert_eq!(delta["tags"], json!(["g"]));

    api.post("torrents/addTags", &[("hashes", hash), ("tags", "h2")]).await;
    let mut seen = serde_json::Map::new();
    page.until("the new tag", |delta| {
        if let Some(row) = delta["torrents"][hash].as_object() {
            seen.extend(row.clone());
        }
        seen.contains_key("tags").then_some(())
    })
    .await;
    assert_eq!(seen["tags"], "g, h2");
    assert!(!seen.contains_key("name") && !seen.contains_key("save_path"), "{seen:?}");

    api.post("torrents/delete", &[("hashes", hash), ("deleteFiles", "true")]).await;
    let removed = page.until("the removal", |delta| delta.get("torrents_removed").cloned()).await;
    assert_eq!(removed, json!([hash]));
    let unknown = api.json(&format!("sync/maindata?rid={}", page.rid + 500)).await;
    assert_eq!(unknown["full_update"], true);
    // A cursor belongs to one session.
    let other = Api::login(&server).await;
    let first = other.json(&format!("sync/maindata?rid={}", page.rid)).await;
    assert_eq!(first["full_update"], true);
}

/// S11: flood, with its un-encoded bodies and undefined values.
#[tokio::test]
async fn s11_flood() {
    let server = Server::start().await;
    let mut api = Api { http: Client::new(server.address()) };
    let answer = api.http.login(USERNAME, PASSWORD).await;
    api.http.cookie = answer.header("set-cookie").map(str::to_owned);
    let set = Request::new("POST", "/api/v2/app/setPreferences")
        .header("Content-Type", FORM)
        .body(r#"json={"lsd":false,"max_active_downloads":7}"#);
    is(&api.http.send(set).await, 200, "");
    let preferences = api.http.post("app/preferences", &[]).await.json();
    assert_eq!(preferences["lsd"], false);
    assert_eq!(preferences["max_active_downloads"], 7);

    let show = Sample::show();
    let hash = show.hash.as_str();
    let add = Form::arr()
        .file("torrents", "0.torrent", "application/x-bittorrent", &show.torrent)
        .field("savepath", server.save_path().to_str().unwrap())
        .field("tags", "fl")
        .field("stopped", "true")
        .field("root_folder", "undefined")
        .field("contentLayout", "undefined")
        .field("sequentialDownload", "false")
        .field("skip_checking", "false");
    is(&api.add(&add).await, 200, "Ok.");
    let super_seeding = [("hashes", hash), ("value", "true")];
    assert_eq!(api.post("torrents/setSuperSeeding", &super_seeding).await, "");
    assert_eq!(api.post("torrents/toggleSequentialDownload", &[("hashes", hash)]).await, "");
    let to = server.save_path().join("loc");
    let location = [("hashes", hash), ("location", to.to_str().unwrap())];
    assert_eq!(api.post("torrents/setLocation", &location).await, "");
    api.row_when("the move", hash, |row| row["save_path"] == to.to_str().unwrap()).await;
    let row = api.row(hash).await;
    assert_eq!((&row["super_seeding"], &row["seq_dl"]), (&json!(true), &json!(true)));

    let files = api.http.post("torrents/files", &[("hash", hash)]).await.json();
    for key in ["index", "name", "size", "progress", "priority", "availability", "piece_range"] {
        assert!(files[0].get(key).is_some(), "{key}: {files}");
    }
    let high = [("hash", hash), ("id", "0|1"), ("priority", "7")];
    assert_eq!(api.post("torrents/filePrio", &high).await, "");
    let files = api.json(&format!("torrents/files?hash={hash}")).await;
    assert_eq!((&files[0]["priority"], &files[1]["priority"]), (&json!(7), &json!(7)));

    let version = text(&api.http.get("app/version").await);
    let numbers: Vec<_> = version.strip_prefix('v').unwrap().split('.').collect();
    assert_eq!(numbers.len(), 3, "{version}");
    assert!(numbers.iter().all(|number| number.parse::<u32>().is_ok()), "{version}");
}

/// S12: bots in .NET and Python.
#[tokio::test]
async fn s12_bots() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    assert_eq!(api.http.send(Request::new("GET", "/version/api")).await.status, 404);

    // .NET asks before it sends a body.
    let body = format!("username={USERNAME}&password={PASSWORD}");
    let head = format!(
        "POST /api/v2/auth/login HTTP/1.1\r\nHost: {}\r\nContent-Type: {FORM}\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        server.address(),
        body.len()
    );
    let answer = stream(server.address(), &head, [body.into_bytes()]).await;
    assert_eq!(answer, (200, "Ok.".to_owned()));

    let movie = Sample::movie();
    let upper = movie.hash.to_uppercase();
    let add =
        Form::arr().file("torrents", "z.torrent", "", &movie.torrent).field("stopped", "true");
    is(&api.add(&add).await, 200, "Ok.");
    let row = api.row(&upper).await;
    let properties = api.json(&format!("torrents/properties?hash={upper}")).await;
    assert_eq!(properties["is_private"], false);
    for key in [
        "eta",
        "time_active",
        "seeding_time",
        "dlspeed",
        "upspeed",
        "dl_limit",
        "up_limit",
        "num_seeds",
        "num_leechs",
        "num_complete",
        "num_incomplete",
        "priority",
        "added_on",
        "completion_on",
        "last_activity",
        "size",
        "downloaded",
        "uploaded",
    ] {
        assert!(row[key].is_i64(), "{key}: {row}");
    }
    assert!(STATES.contains(&state(&row)), "{row}");
    is(&api.http.get("transfer/speedLimitsMode").await, 200, "0");
    assert!(api.info("filter=completed").await.is_empty());
    is_typed(&api.http.get("torrents/tags").await, 200, "[]", "application/json");
}

/// S13: Transdroid, and exporters that log in again and again.
#[tokio::test]
async fn s13_transdroid_and_exporters() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let query = Request::new("POST", "/api/v2/sync/maindata?rid=0").header("Content-Type", FORM);
    assert!(api.http.send(query).await.json()["server_state"].is_object());

    let show = Sample::show();
    let octets = "application/octet-stream";
    let add = Form::arr().file("torrentfile", "up.torrent", octets, &show.torrent);
    is(&api.add(&add).await, 200, "Ok.");
    api.row(&show.hash).await;
    let limit = api.http.post("transfer/setDownloadLimit", &[("limit", "NaN")]).await;
    assert!([200, 400].contains(&limit.status), "{limit:?}");
    is(&api.http.get("transfer/downloadLimit").await, 200, "0");
    let pieces = api.http.post("torrents/pieceStates", &[("hash", &show.hash)]).await.json();
    assert_eq!(pieces, json!([0, 0, 0]));
    is(&api.http.get("torrents/count").await, 200, "1");

    let mut newest = Api::login(&server).await;
    for _ in 1..40 {
        newest = Api::login(&server).await;
    }
    for client in [&api, &newest] {
        assert_eq!(client.http.get("app/version").await.status, 200);
    }
}

/// S14: guessing a password ends in a ban, which does not touch a live session.
#[tokio::test]
async fn s14_ban() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    api.set(json!({"web_ui_max_auth_fail_count": 5, "web_ui_ban_duration": 60})).await;
    let mut guesser = Client::new(server.address());
    for guess in 0..5 {
        is(&guesser.login(USERNAME, &format!("bad{guess}")).await, 200, "Fails.");
    }
    let answer = guesser.login(USERNAME, PASSWORD).await;
    assert_eq!(answer.status, 403);
    assert!(text(&answer).starts_with("Your IP address has been banned"), "{}", text(&answer));
    assert_eq!(api.http.get("app/version").await.status, 200);
}

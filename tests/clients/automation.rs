//! Other tools that add and manage torrents: older *arr products, cross-seed, autobrr, and scripts
//! on qbittorrent-api.

use serde_json::{Value, json};

use crate::client::{Api, Form, SEEDING, STOPPED, Sample, is, is_typed, state, text, wait_for};
use crate::http::{Client, Request};
use crate::server::{PASSWORD, Server, USERNAME};

const FORM: &str = "application/x-www-form-urlencoded";

/// S6: Readarr and Lidarr of years ago, with the words of qBittorrent 4.
#[tokio::test]
async fn s6_older_products() {
    let server = Server::start().await;
    let mut api = Api { http: Client::new(server.address()) };
    let form = [("username", USERNAME), ("password", PASSWORD)];
    let login = Request::post("auth/login", &form).header("Authorization", "Basic Og==");
    let answer = api.http.send(login).await;
    assert_eq!((answer.status, answer.body.as_slice()), (200, b"Ok.".as_slice()));
    api.http.cookie = answer.header("set-cookie").map(str::to_owned);

    let show = Sample::show();
    let add = Form::arr()
        .file("torrents", "r.torrent", "application/octet-stream", &show.torrent)
        .field("category", "readarr")
        .field("paused", "True");
    let request = add.request("torrents/add").header("Authorization", "Basic Og==");
    is(&api.http.send(request).await, 200, "Ok.");
    assert_eq!(api.info("category=readarr").await.len(), 1);
    assert_eq!(api.json("torrents/categories").await["readarr"]["name"], "readarr");

    // The old field, actions and filter words are understood.
    api.state(&show.hash, STOPPED).await;
    let hashes = [("hashes", show.hash.as_str())];
    assert_eq!(api.post("torrents/resume", &hashes).await, "");
    api.row_when("a start", &show.hash, |row| !STOPPED.contains(&state(row))).await;
    assert_eq!(api.post("torrents/pause", &hashes).await, "");
    api.state(&show.hash, STOPPED).await;
    for filter in ["paused", "stopped"] {
        let rows = api.info(&format!("filter={filter}")).await;
        assert_eq!(rows.len(), 1, "{filter}");
        assert_eq!(rows[0]["hash"], show.hash.as_str());
    }
    for filter in ["resumed", "running"] {
        assert!(api.info(&format!("filter={filter}")).await.is_empty(), "{filter}");
    }
    // Left out, `deleteFiles` is false.
    assert_eq!(api.post("torrents/delete", &hashes).await, "");
    assert!(api.hashes().await.is_empty());
}

/// S7: cross-seed injects a torrent whose files are there.
#[tokio::test]
async fn s7_cross_seed() {
    let server = Server::start().await;
    let save_path = server.save_path();
    let show = Sample::show();
    show.place(&save_path);
    // It sends back the whole Set-Cookie line.
    let mut api = Api { http: Client::new(server.address()) };
    let answer = api.http.login(USERNAME, PASSWORD).await;
    api.http.cookie = answer.header("set-cookie").map(str::to_owned);
    let post = async |name: &str, content_type: &str, body: &str| {
        let request = Request::new("POST", &format!("/api/v2/{name}"))
            .header("Content-Type", content_type)
            .body(body);
        let answer = api.http.send(request).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        answer
    };
    let plain = "text/plain;charset=UTF-8";

    assert_eq!(text(&post("app/version", FORM, "").await), "v5.1.4");
    assert!(post("app/preferences", plain, "").await.json().is_object());
    is(&post("torrents/createTags", FORM, "tags=cross-seed").await, 200, "");
    is(&post("torrents/info", plain, "").await, 200, "[]");
    is(&post("torrents/categories", plain, "").await, 200, "{}");

    let folder = save_path.to_str().unwrap();
    let add = Form::new("----formdata-undici-012345678901")
        .file(
            "torrents",
            "Show.S01E09.cross-seed.torrent",
            "application/x-bittorrent",
            &show.torrent,
        )
        .field("downloadPath", folder)
        .field("savepath", folder)
        .field("autoTMM", "false")
        .field("category", "tv.cross-seed")
        .field("tags", "cross-seed")
        .field("contentLayout", "Original")
        .field("skip_checking", "false")
        .field("stopped", "true")
        .field("foo", "bar");
    is(&api.add(&add).await, 200, "Ok.");
    let hashes = format!("hashes={}", show.hash);
    let rows = post("torrents/info", FORM, &hashes).await.json();
    let row = &rows[0];
    assert_eq!(row["tags"], "cross-seed", "{rows}");
    assert_eq!(row["category"], "tv.cross-seed");
    assert_eq!(row["auto_tmm"], false);
    assert_eq!(row["infohash_v1"], show.hash.as_str());
    assert_eq!(row["infohash_v2"], "");

    is(&post("torrents/stop", FORM, &hashes).await, 200, "");
    is(&post("torrents/recheck", FORM, &hashes).await, 200, "");
    let row = wait_for("the end of the check", async || {
        let rows = post("torrents/info", FORM, &hashes).await.json();
        let done = ["stoppedUP", "pausedUP"].contains(&state(&rows[0]));
        if done { Ok(rows[0].clone()) } else { Err(rows) }
    })
    .await;
    assert_eq!(row["amount_left"], 0);
    is(&post("torrents/start", FORM, &hashes).await, 200, "");
    api.state(&show.hash, SEEDING).await;
}

/// S8: autobrr, with every option it knows.
#[tokio::test]
async fn s8_autobrr() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    for filter in ["all", "downloading"] {
        assert!(api.info(&format!("filter={filter}")).await.is_empty());
    }
    let transfer = api.json("transfer/info").await;
    for key in [
        "dl_info_speed",
        "up_info_speed",
        "dl_info_data",
        "up_info_data",
        "dht_nodes",
        "dl_rate_limit",
        "up_rate_limit",
    ] {
        assert!(transfer[key].is_u64(), "{key}: {transfer}");
    }
    let status = transfer["connection_status"].as_str().unwrap();
    assert!(["connected", "firewalled", "disconnected"].contains(&status));

    let show = Sample::show();
    let folder = server.save_path().join("ab");
    let add = Form::new("0f1e2d3c4b5a")
        .file("torrents", "a1b2c3", "", &show.torrent)
        .field("paused", "false")
        .field("stopped", "false")
        .field("autoTMM", "false")
        .field("savepath", folder.to_str().unwrap())
        .field("category", "ab")
        .field("tags", "t1,t2")
        .field("root_folder", "true")
        .field("contentLayout", "Subfolder")
        .field("upLimit", "100000")
        .field("dlLimit", "200000")
        .field("ratioLimit", "1.50")
        .field("seedingTimeLimit", "90");
    is_typed(&api.add(&add).await, 200, "Ok.", "text/plain");
    let rows = api.info("category=ab").await;
    assert_eq!(rows.len(), 1);
    for (key, value) in [
        ("save_path", json!(folder)),
        ("up_limit", json!(100_000)),
        ("dl_limit", json!(200_000)),
        ("ratio_limit", json!(1.5)),
        ("seeding_time_limit", json!(90)),
        ("tags", json!("t1, t2")),
    ] {
        assert_eq!(rows[0][key], value, "{key}");
    }

    let hashes = [("hashes", show.hash.as_str())];
    api.set(json!({"queueing_enabled": true})).await;
    assert_eq!(api.post("torrents/topPrio", &hashes).await, "");
    let trackers = api.json(&format!("torrents/trackers?hash={}", show.hash)).await;
    let trackers = trackers.as_array().unwrap();
    let own = trackers.iter().find(|row| row["url"] == "http://127.0.0.1:1/a").unwrap();
    assert!(own["status"].is_u64() && own["tier"].is_u64() && own["msg"].is_string(), "{own}");
    for key in ["num_peers", "num_seeds", "num_leeches", "num_downloaded"] {
        assert!(trackers.iter().all(|row| row[key].is_i64()), "{key}: {trackers:?}");
    }
    assert_eq!(api.post("torrents/reannounce", &hashes).await, "");
    let keep = [("hashes", show.hash.as_str()), ("deleteFiles", "false")];
    assert_eq!(api.post("torrents/delete", &keep).await, "");

    api.set(json!({"queueing_enabled": false})).await;
    let movie = Sample::movie();
    let add = Form::arr().file("torrents", "x", "", &movie.torrent).field("stopped", "true");
    is(&api.add(&add).await, 200, "Ok.");
    let answer = api.http.post("torrents/topPrio", &[("hashes", &movie.hash)]).await;
    assert_eq!(answer.status, 409, "without a queue: {answer:?}");
}

/// S9: scripts on qbittorrent-api.
#[tokio::test]
async fn s9_qbittorrent_api() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    assert!(api.http.send(Request::new("HEAD", "/")).await.status < 500);

    let movie = Sample::movie();
    let file = "/tmp/x/Some.File.torrent";
    let add = Form::new("c6f2e1d0a9b8")
        .file(file, file, "", &movie.torrent)
        .field("paused", "True")
        .field("stopped", "True")
        .field("skip_checking", "False")
        .field("seedMode", "False")
        .field("tags", "a,b")
        .field("savepath", server.save_path().to_str().unwrap());
    is(&api.add(&add).await, 200, "Ok.");
    api.state(&movie.hash, STOPPED).await;

    let empty = |name: &str| Request::new("POST", &format!("/api/v2/{name}"));
    let full = api.http.send(empty("sync/maindata")).await.json();
    assert_eq!(full["full_update"], true);
    let query = [
        ("filter", "all"),
        ("sort", "added_on"),
        ("reverse", "True"),
        ("limit", "1"),
        ("offset", "0"),
    ];
    let rows: Value = api.http.post("torrents/info", &query).await.json();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    api.post("torrents/properties", &[("hash", &movie.hash)]).await;
    assert_eq!(api.http.send(empty("torrents/properties")).await.status, 400);
    let read = api.http.get("torrents/delete?hashes=all&deleteFiles=true").await;
    assert_eq!(read.status, 405);
    assert_eq!(api.http.get("torrents/nope").await.status, 404);
    assert_eq!(api.http.get("torrents/info?sort=nope").await.status, 400);
    assert_eq!(api.hashes().await, [movie.hash.as_str()]);
    let several = format!("{}|{}", movie.hash, "f".repeat(40));
    api.post("torrents/delete", &[("hashes", &several), ("deleteFiles", "True")]).await;
    assert!(api.hashes().await.is_empty());
}

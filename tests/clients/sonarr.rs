//! Sonarr, request by request: Test, grab, poll, import, removal, expired sessions.
//!
//! It sends every request on a connection of its own, with its Authorization header even before
//! the login, and replays every cookie it was given.

use data_encoding::{BASE32, BASE64};
use serde_json::Value;

use crate::client::{Api, COMPLETE, Form, STOPPED, Sample, is, is_typed, state, text, wait_for};
use crate::http::{Client, Request, Response};
use crate::server::{PASSWORD, Server, USERNAME};

/// Every state that qBittorrent has, old and new words.
pub const KNOWN_STATES: &[&str] = &[
    "error",
    "missingFiles",
    "uploading",
    "stalledUP",
    "queuedUP",
    "forcedUP",
    "pausedUP",
    "stoppedUP",
    "checkingUP",
    "allocating",
    "downloading",
    "metaDL",
    "forcedMetaDL",
    "pausedDL",
    "stoppedDL",
    "queuedDL",
    "stalledDL",
    "checkingDL",
    "forcedDL",
    "checkingResumeData",
    "moving",
    "unknown",
];

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", BASE64.encode(format!("{user}:{password}").as_bytes()))
}

/// The client as Sonarr builds it.
struct Sonarr {
    http: Client,
    authorization: String,
}

impl Sonarr {
    fn new(server: &Server) -> Self {
        let http = Client::new(server.address());
        Self { http, authorization: basic(USERNAME, PASSWORD) }
    }

    async fn send(&self, request: Request) -> Response {
        let request = request
            .header("Authorization", &self.authorization)
            .header("User-Agent", "Sonarr/4.0.15.2941 (debian 12)")
            .header("Accept-Encoding", "gzip, br");
        self.http.send(request).await
    }

    async fn get(&self, name: &str) -> Response {
        self.send(Request::get(name)).await
    }

    async fn post(&self, name: &str, form: &[(&str, &str)]) -> Response {
        self.send(Request::post(name, form)).await
    }

    async fn add(&self, form: &Form) -> Response {
        self.send(form.request("torrents/add")).await
    }

    /// Every cookie of the answer is kept by name and value.
    async fn log_in(&mut self) {
        self.http.cookie = None;
        let form = [("username", USERNAME), ("password", PASSWORD)];
        let answer = self.post("auth/login", &form).await;
        is_typed(&answer, 200, "Ok.", "text/plain");
        let mut pairs = Vec::new();
        for cookie in answer.all("set-cookie") {
            let pair = cookie.split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{cookie}");
            assert!(!value.is_empty() && !value.contains([';', ',', '=']), "{cookie}");
            assert!(!cookie.to_lowercase().contains("max-age"), "{cookie}");
            pairs.push(pair.to_owned());
        }
        assert!(!pairs.is_empty());
        self.http.cookie = Some(pairs.join("; "));
    }

    /// The version as .NET's `Version.Parse` wants it.
    async fn version(&self) -> (u32, u32, u32) {
        let answer = self.get("app/webapiVersion").await;
        assert_eq!(answer.status, 200);
        assert!(answer.header("content-type").unwrap().starts_with("text/plain"));
        let numbers: Vec<u32> =
            text(&answer).split('.').map(|number| number.parse().unwrap()).collect();
        (numbers[0], numbers[1], numbers[2])
    }

    /// Is API v2 there? Once without a cookie, then with one.
    async fn probe(&mut self) {
        let cookie = self.http.cookie.take();
        let answer = self.get("app/webapiVersion").await;
        assert!([200, 403].contains(&answer.status), "{answer:?}");
        self.http.cookie = cookie;
        if self.http.cookie.is_none() {
            self.log_in().await;
        }
        assert!(self.version().await >= (2, 11, 0));
    }

    async fn list(&self, category: &str) -> Vec<Value> {
        let answer = self.get(&format!("torrents/info?category={category}")).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json().as_array().unwrap().clone()
    }

    /// One poll: version, preferences, list; a malformed row would fail all of it.
    async fn poll(&mut self, category: &str) -> Vec<Value> {
        self.version().await;
        self.preferences().await;
        let rows = self.list(category).await;
        for row in &rows {
            check_row(row);
        }
        rows
    }

    async fn preferences(&self) -> Value {
        let answer = self.get("app/preferences").await;
        assert_eq!(answer.status, 200);
        let preferences = answer.json();
        assert!(preferences["save_path"].is_string());
        for key in [
            "max_ratio_enabled",
            "max_seeding_time_enabled",
            "max_inactive_seeding_time_enabled",
            "queueing_enabled",
            "dht",
        ] {
            assert!(preferences[key].is_boolean(), "{key}: {}", preferences[key]);
        }
        for key in ["max_ratio_act", "max_seeding_time", "max_inactive_seeding_time"] {
            assert!(preferences[key].is_i64(), "{key}: {}", preferences[key]);
        }
        assert!(preferences["max_ratio"].is_number());
        preferences
    }
}

/// What Sonarr's parser needs of a row.
fn check_row(row: &Value) {
    for key in ["hash", "name", "state", "category", "save_path", "content_path"] {
        assert!(row[key].is_string(), "{key}: {row}");
    }
    for key in [
        "size",
        "eta",
        "seeding_time",
        "seeding_time_limit",
        "inactive_seeding_time_limit",
        "last_activity",
        "added_on",
        "completion_on",
    ] {
        assert!(row[key].is_i64() || row[key].is_u64(), "{key}: {row}");
    }
    for key in ["progress", "ratio", "ratio_limit"] {
        assert!(row[key].is_number(), "{key}: {row}");
    }
    assert!(KNOWN_STATES.contains(&state(row)), "{row}");
}

fn magnet(hash: &str, name: &str) -> String {
    format!("magnet:?xt=urn:btih:{hash}&dn={name}&tr=http%3A%2F%2F127.0.0.1%3A1%2Fannounce")
}

/// S1: the Test button, with a category that does not exist yet.
#[tokio::test]
async fn s1_test_button() {
    let server = Server::start().await;
    let mut sonarr = Sonarr::new(&server);
    sonarr.probe().await;
    assert!(sonarr.version().await >= (1, 6, 0));

    let preferences = sonarr.preferences().await;
    let limited =
        preferences["max_ratio_enabled"] == true || preferences["max_seeding_time_enabled"] == true;
    let removes = [1, 3].contains(&preferences["max_ratio_act"].as_i64().unwrap());
    assert!(!(limited && removes), "it would refuse a client that removes what is complete");
    assert_eq!(preferences["dht"], true, "it refuses magnets without");
    let save_path = preferences["save_path"].as_str().unwrap();
    assert_eq!(save_path, server.save_path().to_str().unwrap());
    assert!(std::path::Path::new(save_path).is_dir(), "its health check looks for the folder");

    sonarr.probe().await;
    is_typed(&sonarr.get("torrents/categories").await, 200, "{}", "application/json");
    let category = [("category", "tv-sonarr")];
    is(&sonarr.post("torrents/createCategory", &category).await, 200, "");
    let categories = sonarr.get("torrents/categories").await.json();
    assert_eq!(categories["tv-sonarr"]["name"], "tv-sonarr");
    assert_eq!(categories["tv-sonarr"]["savePath"], "");
    assert_eq!(sonarr.post("torrents/createCategory", &category).await.status, 409);
    assert_eq!(sonarr.post("torrents/createCategory", &[("category", "")]).await.status, 400);
    // The post-import category; a slash stays part of one name.
    is(&sonarr.post("torrents/createCategory", &[("category", "tv/done")]).await, 200, "");
    let categories = sonarr.get("torrents/categories").await.json();
    assert_eq!(categories["tv/done"]["name"], "tv/done", "{categories}");

    for category in ["tv-sonarr", "nope"] {
        let answer = sonarr.get(&format!("torrents/info?category={category}")).await;
        is_typed(&answer, 200, "[]", "application/json");
    }
}

/// S2: wrong credentials, and headers of others.
#[tokio::test]
async fn s2_wrong_credentials_and_foreign_headers() {
    let server = Server::start().await;
    let mut client = Client::new(server.address());
    let answer = client.login(USERNAME, "wrong").await;
    is(&answer, 200, "Fails.");
    assert_eq!(answer.header("set-cookie"), None);

    client.login(USERNAME, PASSWORD).await;
    let again = [("username", USERNAME), ("password", "zzz")];
    is(&client.post("auth/login", &again).await, 200, "Ok.");
    for header in ["Basic Og==".to_owned(), basic("x", "y")] {
        let request = Request::get("app/version").header("Authorization", &header);
        assert_eq!(client.send(request).await.status, 200, "{header}");
    }
    let foreign = Request::get("torrents/info").header("Origin", "http://evil.example");
    assert_eq!(client.send(foreign).await.status, 401);

    let stranger = Client::new(server.address());
    let request = Request::get("app/webapiVersion").header("Authorization", "Basic Og==");
    assert_eq!(stranger.send(request).await.status, 403, "401 would make it give up");
    let stale = Request::get("torrents/info").header("Cookie", "SID=stale");
    is(&stranger.send(stale).await, 403, "Forbidden");
    assert_eq!(stranger.send(Request::new("GET", "/version/api")).await.status, 404);
}

/// S3: grab of a magnet, with everything Sonarr may do to it afterwards.
#[tokio::test]
async fn s3_grab_of_a_magnet() {
    let server = Server::start().await;
    let mut sonarr = Sonarr::new(&server);
    sonarr.log_in().await;
    sonarr.post("torrents/createCategory", &[("category", "tv-sonarr")]).await;
    assert_eq!(sonarr.preferences().await["dht"], true);
    sonarr.version().await;

    let sent = "CC".repeat(20);
    let hash = sent.to_lowercase();
    let link = magnet(&sent, "Show.S01E01.1080p");
    let form = [
        ("urls", link.as_str()),
        ("category", "tv-sonarr"),
        ("stopped", "False"),
        ("sequentialDownload", "True"),
        ("firstLastPiecePrio", "True"),
        ("contentLayout", "Original"),
        ("ratioLimit", "1.5"),
        ("seedingTimeLimit", "60"),
    ];
    is_typed(&sonarr.post("torrents/add", &form).await, 200, "Ok.", "text/plain");
    // It asks for a second at most; the answer to the add is already a promise.
    let answer = sonarr.get(&format!("torrents/properties?hash={hash}")).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    is(&sonarr.post("torrents/topPrio", &[("hashes", &hash)]).await, 200, "");
    let force = [("hashes", hash.as_str()), ("value", "true")];
    is(&sonarr.post("torrents/setForceStart", &force).await, 200, "");
    let tags = [("hashes", hash.as_str()), ("tags", "anime,hd")];
    is(&sonarr.post("torrents/addTags", &tags).await, 200, "");

    let rows = sonarr.poll("tv-sonarr").await;
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(row["hash"], hash.as_str());
    assert_eq!(row["ratio_limit"], 1.5);
    assert_eq!(row["seeding_time_limit"], 60);
    for flag in ["seq_dl", "f_l_piece_prio", "force_start"] {
        assert_eq!(row[flag], true, "{flag}");
    }
    assert_eq!(row["tags"], "anime, hd");
    let waiting = ["metaDL", "forcedMetaDL", "queuedDL", "stalledDL"];
    assert!(waiting.contains(&state(row)), "{row}");
    assert_eq!(row["eta"], 8_640_000);
    assert_eq!(row["name"], "Show.S01E01.1080p");
    assert_eq!(row["content_path"], "");
    is(&sonarr.get(&format!("torrents/files?hash={hash}")).await, 200, "[]");
    // Nobody has published it, and the row says so.
    let api = Api { http: sonarr.http.clone() };
    api.row_when("the reason", &hash, |row| row["codex_reason"]["code"] == "not_in_codex").await;

    let again = [("urls", magnet(&sent, "x")), ("category", "tv-sonarr".to_owned())];
    let again: Vec<_> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    is(&sonarr.post("torrents/add", &again).await, 200, "Fails.");

    // A long magnet arrives as a multipart field.
    let long_hash = "ab".repeat(20);
    let mut long = magnet(&long_hash, "Long.Name");
    for number in 0..20 {
        let path = "a".repeat(60) + &number.to_string();
        long.extend(["&tr=http%3A%2F%2F127.0.0.1%3A1%2F", &path]);
    }
    assert!(long.len() > 1024);
    let form =
        Form::arr().field("urls", &long).field("category", "tv-sonarr").field("stopped", "True");
    is(&sonarr.add(&form).await, 200, "Ok.");
    let row = api.row(&long_hash).await;
    assert!(["stoppedDL", "pausedDL"].contains(&state(&row)), "{row}");
    assert_eq!(row["trackers_count"], 21);

    let base32 = BASE32.encode(&[0xdd; 20]);
    is(&sonarr.post("torrents/add", &[("urls", &magnet(&base32, "b32"))]).await, 200, "Ok.");
    api.row(&"dd".repeat(20)).await;
    is(&sonarr.post("torrents/add", &[("urls", "notamagnet")]).await, 200, "Fails.");
    let unknown = format!("torrents/properties?hash={}", "e".repeat(40));
    assert_eq!(sonarr.get(&unknown).await.status, 404);
}

/// S4: grab of a file, up to the removal after the import.
#[tokio::test]
async fn s4_from_torrent_file_to_import_and_removal() {
    let server = Server::start().await;
    let save_path = server.save_path();
    let folder = save_path.to_str().unwrap();
    let show = Sample::show();
    show.place(&save_path);
    let mut sonarr = Sonarr::new(&server);
    sonarr.probe().await;
    for category in ["tv-sonarr", "imported"] {
        is(&sonarr.post("torrents/createCategory", &[("category", category)]).await, 200, "");
    }

    let octets = "application/octet-stream";
    let form = Form::arr()
        .file("torrents", "Show S01E09 1080p GRP.torrent", octets, &show.torrent)
        .field("category", "tv-sonarr")
        .field("stopped", "False")
        .field("ratioLimit", "0");
    is(&sonarr.add(&form).await, 200, "Ok.");
    let row = wait_for("a completed state", async || {
        let rows = sonarr.poll("tv-sonarr").await;
        match rows.first() {
            Some(row) if COMPLETE.contains(&state(row)) => Ok(row.clone()),
            _ => Err(rows),
        }
    })
    .await;
    assert_eq!(row["hash"], show.hash.as_str());
    assert_eq!(row["progress"], 1.0);
    assert_eq!(row["amount_left"], 0);
    assert_eq!(row["size"], 40_004);
    assert_eq!(row["save_path"], folder);
    let content = save_path.join("Show.S01E09.1080p-GRP");
    assert_eq!(row["content_path"], content.to_str().unwrap());
    assert_eq!(std::fs::metadata(content.join("show.s01e09.mkv")).unwrap().len(), 40_000);

    // The share limit is reached at once: it stops, and may be removed.
    let api = Api { http: sonarr.http.clone() };
    let row = api.state(&show.hash, &["stoppedUP", "pausedUP"]).await;
    let limit = row["ratio_limit"].as_f64().unwrap();
    assert!(limit >= 0.0 && limit - row["ratio"].as_f64().unwrap() <= 0.001, "{row}");
    let files = api.json(&format!("torrents/files?hash={}", show.hash)).await;
    assert_eq!(files[0]["name"], "Show.S01E09.1080p-GRP/show.s01e09.mkv");
    let properties = api.json(&format!("torrents/properties?hash={}", show.hash)).await;
    assert_eq!(properties["save_path"], folder);

    let category = |name: &'static str| [("hashes", show.hash.as_str()), ("category", name)];
    assert_eq!(sonarr.post("torrents/setCategory", &category("nosuch")).await.status, 409);
    is(&sonarr.post("torrents/setCategory", &category("imported")).await, 200, "");
    assert!(sonarr.poll("tv-sonarr").await.is_empty());
    let delete = [("hashes", show.hash.as_str()), ("deleteFiles", "true")];
    is(&sonarr.post("torrents/delete", &delete).await, 200, "");
    assert!(api.hashes().await.is_empty());
    wait_for("the files to go", async || match content.try_exists() {
        Ok(false) => Ok(()),
        other => Err(other),
    })
    .await;
    is(&sonarr.post("torrents/delete", &delete).await, 200, "");

    let bad = Form::arr().file("torrents", "bad.torrent", octets, b"not a torrent");
    assert_eq!(sonarr.add(&bad).await.status, 415);

    // A single file is its own content.
    let movie = Sample::movie();
    movie.place(&save_path);
    let form =
        Form::arr().file("torrents", "m.torrent", octets, &movie.torrent).field("stopped", "False");
    is(&sonarr.add(&form).await, 200, "Ok.");
    let row = api.state(&movie.hash, COMPLETE).await;
    assert_eq!(row["content_path"], format!("{folder}/Movie.2020.1080p-GRP.mkv"));
    assert_eq!(row["root_path"], "");
    // Several files without a folder of their own are not.
    let flat = format!("{folder}/flat");
    let form = Form::arr()
        .file("torrents", "n.torrent", octets, &show.torrent)
        .field("contentLayout", "NoSubfolder")
        .field("savepath", &flat)
        .field("stopped", "true");
    is(&sonarr.add(&form).await, 200, "Ok.");
    let row = api.row(&show.hash).await;
    assert_eq!(
        (&row["content_path"], &row["save_path"]),
        (&Value::from(flat.as_str()), &Value::from(flat.as_str()))
    );
    assert!(STOPPED.contains(&state(&row)) || state(&row).starts_with("checking"), "{row}");
}

/// S5: a session ends; the next request is refused in the one way that makes clients log in again.
#[tokio::test]
async fn s5_expired_session() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    assert!(api.info("").await.is_empty());
    is(&api.http.post("auth/logout", &[]).await, 200, "");
    assert_eq!(api.http.get("torrents/info").await.status, 403);

    let renewed = Api::login(&server).await;
    assert_ne!(renewed.http.cookie, api.http.cookie);
    assert!(renewed.info("").await.is_empty());
    let cookie = format!("a=b; {}; z=1", renewed.http.cookie.as_deref().unwrap());
    let among_others = Request::get("torrents/info").header("Cookie", &cookie);
    assert_eq!(Client::new(server.address()).send(among_others).await.status, 200);
}

//! Sonarr, request by request: Test, grab, poll, import, removal, expired sessions.
//!
//! It depends on: 403 before the login and `Ok.` after it; a version of three numbers; `dht` and
//! limits in the preferences; a magnet that is seen at once; integers, known states and paths in
//! normal form in the list; a complete state only when the files are at their place.

use data_encoding::BASE32;
use serde_json::Value;

use crate::arr::{Arr, basic, magnet};
use crate::client::{Api, COMPLETE, Form, STOPPED, Sample, is, is_typed, state, wait_for};
use crate::http::{Client, Request};
use crate::server::{PASSWORD, Server, USERNAME};

const AGENT: &str = "Sonarr/4.0.15.2941 (debian 12)";

/// S1: the Test button, with a category that does not exist yet.
#[tokio::test]
async fn s1_test_button() {
    test_button(Server::start().await).await;
}

/// The same on a server of the caller's.
pub async fn test_button(server: Server) {
    let mut sonarr = Arr::new(&server, AGENT);
    assert!(sonarr.probe().await >= (2, 11, 0));
    assert!(sonarr.version().await >= (1, 6, 0));

    let preferences = sonarr.preferences().await;
    assert!(!Arr::removes_what_is_complete(&preferences), "it would refuse such a client");
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
    grab_of_a_magnet(Server::start().await).await;
}

/// The same on a server of the caller's.
pub async fn grab_of_a_magnet(server: Server) {
    let mut sonarr = Arr::new(&server, AGENT);
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
    from_torrent_file_to_import_and_removal(Server::start().await).await;
}

/// The same on a server of the caller's.
pub async fn from_torrent_file_to_import_and_removal(server: Server) {
    let save_path = server.save_path();
    let folder = save_path.to_str().unwrap();
    let show = Sample::show();
    show.place(&save_path);
    let mut sonarr = Arr::new(&server, AGENT);
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
    let row = sonarr.completed("tv-sonarr").await;
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
    assert!(Arr::may_remove(&row), "{row}");
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
    expired_session(Server::start().await).await;
}

/// The same on a server of the caller's.
pub async fn expired_session(server: Server) {
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

/// The API key in place of name and password: no login, no cookie.
#[tokio::test]
async fn with_an_api_key() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let key = api.http.post("app/rotateAPIKey", &[]).await.json();
    let mut sonarr = Arr::new(&server, AGENT);
    sonarr.authorization = format!("Bearer {}", key["apiKey"].as_str().unwrap());
    let answer = sonarr.get("app/webapiVersion").await;
    is_typed(&answer, 200, "2.11.4", "text/plain");
    assert_eq!(answer.header("set-cookie"), None);
    sonarr.preferences().await;
    sonarr.ensure_category("tv-sonarr").await;
    assert!(sonarr.poll("tv-sonarr").await.is_empty());
    sonarr.authorization = "Bearer qbt_wrong".to_owned();
    assert_eq!(sonarr.get("app/webapiVersion").await.status, 403);
}

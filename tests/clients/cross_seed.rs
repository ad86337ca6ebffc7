//! cross-seed: looks for what is there, makes its category, injects, checks, starts.
//!
//! It depends on reads by POST with an odd or no kind of content, on a cookie that is sent back
//! with all its attributes, on `auto_tmm`, `content_path` and category paths that are true (it makes
//! links by them), and on a torrent that is listed right after the add. The rest is scenario S7.

use serde_json::{Value, json};

use crate::client::{Api, COMPLETE, Form, Sample, is, state, text, wait_for};
use crate::http::{Client, Request, Response};
use crate::server::{PASSWORD, Server, USERNAME};
use crate::strict::{Kind, required, rows};

const FORM: &str = "application/x-www-form-urlencoded";
const PLAIN: &str = "text/plain;charset=UTF-8";

/// Everything is a POST.
struct CrossSeed {
    http: Client,
}

impl CrossSeed {
    async fn login(server: &Server) -> Self {
        let mut http = Client::new(server.address());
        let answer = http.login(USERNAME, PASSWORD).await;
        assert!(answer.status < 300);
        // The raw line, attributes and all.
        http.cookie =
            Some(answer.header("set-cookie").expect("no cookie is a bad login").to_owned());
        Self { http }
    }

    async fn send(&self, name: &str, content_type: &str, body: &str) -> Response {
        let request = Request::new("POST", &format!("/api/v2/{name}"))
            .header("Content-Type", content_type)
            .body(body);
        let answer = self.http.send(request).await;
        assert!(answer.status < 300, "{name}: {answer:?}");
        answer
    }

    /// Without parameters the body is empty and of a kind that has nothing to do with forms.
    async fn read(&self, name: &str) -> Value {
        self.send(name, PLAIN, "").await.json()
    }

    async fn info(&self, form: &str) -> Vec<Value> {
        rows(&self.send("torrents/info", FORM, form).await.json()).to_vec()
    }
}

#[tokio::test]
async fn a_client_without_torrents_is_told_apart_from_one_that_fails() {
    let server = Server::start().await;
    let cross_seed = CrossSeed::login(&server).await;
    // Major 5 and more: `stop`, `start`, `stopped`.
    let version = text(&cross_seed.send("app/version", PLAIN, "").await);
    let numbers: Vec<u32> =
        version.trim_start_matches('v').split('.').map(|n| n.parse().unwrap()).collect();
    assert!(numbers[0] >= 5, "{version}");
    let preferences = cross_seed.read("app/preferences").await;
    assert_eq!(preferences["resume_data_storage_type"], "Legacy", "its folder is not looked for");
    assert_eq!(cross_seed.read("torrents/info").await, json!([]));
    assert_eq!(cross_seed.read("torrents/categories").await, json!({}));
}

#[tokio::test]
async fn search_link_inject() {
    let server = Server::start().await;
    let folder = server.save_path();
    let cross_seed = CrossSeed::login(&server).await;
    let api = Api { http: cross_seed.http.clone() };
    let movie = Sample::movie();
    movie.place(&folder);
    is(
        &api.add(&Form::arr().file("torrents", "m", "", &movie.torrent).field("category", "films"))
            .await,
        200,
        "Ok.",
    );
    api.state(&movie.hash, COMPLETE).await;

    // What it searches with; files and trackers in the list when the server has them.
    let list = cross_seed.info("includeFiles=true&includeTrackers=true").await;
    let texts = [
        "hash",
        "infohash_v1",
        "infohash_v2",
        "name",
        "save_path",
        "content_path",
        "category",
        "tags",
        "state",
        "tracker",
    ];
    required(&list[0], Kind::Text, &texts);
    required(&list[0], Kind::Int, &["amount_left", "total_size"]);
    required(&list[0], Kind::Number, &["progress"]);
    required(&list[0], Kind::Flag, &["auto_tmm"]);
    for tracker in rows(&list[0]["trackers"]) {
        required(tracker, Kind::Text, &["url"]);
    }
    let files = cross_seed.send("torrents/files", FORM, &format!("hash={}", movie.hash)).await;
    for files in [&files.json(), &list[0]["files"]] {
        required(&rows(files)[0], Kind::Text, &["name"]);
        required(&rows(files)[0], Kind::Int, &["size", "priority"]);
        required(&rows(files)[0], Kind::Number, &["progress"]);
    }

    // The category of its links, with a folder of its own.
    let links = folder.join("links");
    let path = links.to_str().unwrap().replace('/', "%2F");
    let edit = format!("category=cross-seed-link&savePath={path}");
    let create = format!("{edit}%2Fold");
    is(&cross_seed.send("torrents/createCategory", FORM, &create).await, 200, "");
    is(&cross_seed.send("torrents/editCategory", FORM, &edit).await, 200, "");
    let categories = cross_seed.read("torrents/categories").await;
    assert_eq!(categories["cross-seed-link"]["savePath"], links.to_str().unwrap());

    // Already there: it asks before it adds.
    assert_eq!(cross_seed.info(&format!("hashes={}", movie.hash)).await.len(), 1);
    let show = Sample::show();
    let hashes = format!("hashes={}", show.hash);
    assert!(cross_seed.info(&hashes).await.is_empty());

    // Linked files, taken as they are, then checked: nothing may be missing.
    show.place(&links);
    let form = Form::new("----formdata-undici-012345678902")
        .file("torrents", "Show.cross-seed.torrent", "application/x-bittorrent", &show.torrent)
        .field("downloadPath", links.to_str().unwrap())
        .field("savepath", links.to_str().unwrap())
        .field("autoTMM", "false")
        .field("category", "cross-seed-link")
        .field("tags", "cross-seed")
        .field("contentLayout", "Original")
        .field("skip_checking", "true")
        .field("stopped", "true")
        .field("foo", "bar");
    assert!(api.add(&form).await.status < 300);
    let row = cross_seed.info(&hashes).await.remove(0);
    assert_eq!(row["auto_tmm"], false);
    assert_eq!(row["save_path"], links.to_str().unwrap());
    assert_eq!(row["content_path"], links.join("Show.S01E09.1080p-GRP").to_str().unwrap());
    is(&cross_seed.send("torrents/recheck", FORM, &hashes).await, 200, "");
    let row = wait_for("the end of the check", async || {
        let row = cross_seed.info(&hashes).await.remove(0);
        if state(&row) == "stoppedUP" { Ok(row) } else { Err(row) }
    })
    .await;
    assert_eq!((&row["amount_left"], &row["progress"]), (&json!(0), &json!(1)));
    is(&cross_seed.send("torrents/start", FORM, &hashes).await, 200, "");
}

#[tokio::test]
async fn an_ended_session_is_a_403() {
    let server = Server::start().await;
    let cross_seed = CrossSeed::login(&server).await;
    is(&cross_seed.send("auth/logout", PLAIN, "").await, 200, "");
    let request = Request::new("POST", "/api/v2/torrents/info").header("Content-Type", PLAIN);
    assert_eq!(cross_seed.http.send(request).await.status, 403);
    let again = CrossSeed::login(&server).await;
    assert_eq!(again.read("torrents/info").await, json!([]));
}

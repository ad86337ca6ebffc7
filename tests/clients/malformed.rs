//! Input that makes no sense: the documented status, the list as it was, the server still fine.

use std::collections::BTreeMap;

use qcodex::api::routes::ROUTES;
use serde_json::Value;

use crate::client::{Api, Form, STOPPED, Sample, difference, is, state, text};
use crate::http::Response;
use crate::server::Server;

const MIB: usize = 1024 * 1024;

/// A server with one stopped torrent, a category and a tag, which must stay as they are.
#[derive(Debug)]
pub struct Bench {
    /// The process.
    pub server: Server,
    /// Logged in.
    pub api: Api,
    hash: String,
    before: BTreeMap<&'static str, Value>,
}

impl Bench {
    /// Starts it, and remembers what is there.
    pub async fn new() -> Self {
        Self::on(Server::start().await).await
    }

    /// The same on a server of the caller's.
    pub async fn on(server: Server) -> Self {
        let api = Api::login(&server).await;
        let show = Sample::show();
        let add = Form::arr()
            .file("torrents", "a.torrent", "", &show.torrent)
            .field("stopped", "true")
            .field("category", "tv")
            .field("tags", "t");
        is(&api.add(&add).await, 200, "Ok.");
        api.state(&show.hash, STOPPED).await;
        let mut bench = Self { server, api, hash: show.hash, before: BTreeMap::new() };
        bench.before = bench.seen().await;
        bench
    }

    /// Everything that a client can set, but not what a clock moves.
    async fn seen(&self) -> BTreeMap<&'static str, Value> {
        let mut rows = self.api.info("").await;
        for row in &mut rows {
            let row = row.as_object_mut().unwrap();
            for moving in ["time_active", "last_activity", "reannounce", "popularity"] {
                row.remove(moving);
            }
        }
        let mut seen = BTreeMap::from([("list", Value::Array(rows))]);
        for name in ["torrents/categories", "torrents/tags", "app/preferences"] {
            seen.insert(name, self.api.json(name).await);
        }
        for name in ["torrents/files", "torrents/trackers", "torrents/webseeds"] {
            seen.insert(name, self.api.json(&format!("{name}?hash={}", self.hash)).await);
        }
        seen
    }

    /// Nothing has changed, and the server takes orders.
    pub async fn unharmed(&self) {
        let now = self.seen().await;
        for (name, before) in &self.before {
            let changes = difference(before, &now[name]);
            assert!(changes.is_empty(), "{name} changed: {changes:?}");
        }
        let tags = [("hashes", self.hash.as_str()), ("tags", "alive")];
        assert_eq!(self.api.post("torrents/addTags", &tags).await, "");
        assert_eq!(self.api.post("torrents/deleteTags", &[("tags", "alive")]).await, "");
    }

    /// Adds a file.
    pub async fn upload(&self, content: &[u8]) -> Response {
        self.api.add(&Form::arr().file("torrents", "bad.torrent", "", content)).await
    }
}

#[tokio::test]
async fn what_is_no_torrent_is_415() {
    no_torrents(Bench::new().await).await;
}

/// The same on a server of the caller's.
pub async fn no_torrents(bench: Bench) {
    let movie = Sample::movie().torrent;
    let cut = &movie[..movie.len() - 1];
    let no_pieces = b"d4:infod6:lengthi4e4:name1:a12:piece lengthi16384eee".as_slice();
    let few_pieces =
        b"d4:infod6:lengthi99999e4:name1:a12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaaee";
    let negative = b"d4:infod6:lengthi-4e4:name1:a12:piece lengthi16384e6:pieces0:ee".as_slice();
    let huge_string = b"d4:info99999999999999999999:aee".as_slice();
    let nested = [b"d4:info".to_vec(), vec![b'l'; 100_000], vec![b'e'; 100_001]].concat();
    let ds = vec![b'd'; MIB];
    for (what, content) in [
        ("text", b"not a torrent".as_slice()),
        ("nothing", b""),
        ("a page", b"<!DOCTYPE html><title>403</title>"),
        ("an empty dictionary", b"de"),
        ("a list", b"le"),
        ("many d", &ds),
        ("deep lists", &nested),
        ("an end too early", cut),
        ("no pieces", no_pieces),
        ("too few pieces", few_pieces),
        ("a negative length", negative),
        ("a string without end", huge_string),
    ] {
        let answer = bench.upload(content).await;
        assert_eq!(answer.status, 415, "{what}: {}", text(&answer));
        assert!(text(&answer).contains("bad.torrent"), "{what}: {}", text(&answer));
    }
    // One bad upload among good ones: nothing is added.
    let mixed = Form::arr()
        .file("torrents", "good.torrent", "", &movie)
        .file("torrents", "bad.torrent", "", b"x")
        .field("urls", &format!("magnet:?xt=urn:btih:{}", "ab".repeat(20)));
    assert_eq!(bench.api.add(&mixed).await.status, 415);
    bench.unharmed().await;
}

/// Everything that names neither a torrent nor a dataset.
#[tokio::test]
async fn links_that_name_nothing_fail() {
    bad_links(Bench::new().await).await;
}

/// The same on a server of the caller's.
pub async fn bad_links(bench: Bench) {
    let short = format!("magnet:?xt=urn:btih:{}", "a".repeat(39));
    let long = format!("magnet:?dn={}", "n".repeat(200_000));
    for link in [
        "",
        "   \n\n",
        "notamagnet",
        "magnet:",
        "magnet:?",
        "magnet:?dn=Show&tr=http%3A%2F%2F127.0.0.1%3A1%2Fa",
        "magnet:?xs=http%3A%2F%2F127.0.0.1%2Fa.torrent",
        "magnet:?xs=urn:codex:",
        "magnet:?xs=urn:codex:nonsense",
        "magnet:?xt=urn:btih:",
        "magnet:?xt=urn:btih:zzzz",
        "magnet:?xt=urn:sha1:YNCKHTQCWBTRNJIV4WNAE52SJUQCZO5C",
        "magnet:?xt=urn:btmh:1220abcd",
        &short,
        &long,
        "codex:",
        "codex:zzz",
        "zDvZRwzm",
        "ftp://127.0.0.1/a.torrent",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "\u{0}\u{1}\u{fffd}",
    ] {
        let shown: String = link.chars().take(80).collect();
        let answer = bench.api.http.post("torrents/add", &[("urls", link)]).await;
        assert_eq!((answer.status, text(&answer).as_str()), (200, "Fails."), "{shown:?}");
    }
    is(&bench.api.http.post("torrents/add", &[]).await, 200, "Fails.");
    bench.unharmed().await;
}

#[tokio::test]
async fn missing_parameters_are_400() {
    missing_parameters(Bench::new().await).await;
}

/// The same on a server of the caller's.
pub async fn missing_parameters(bench: Bench) {
    for route in ROUTES.iter().filter(|route| route.is_built()) {
        let name = format!("{}/{}", route.scope, route.action);
        for missing in route.required {
            let others: Vec<_> = route.required.iter().filter(|other| *other != missing).collect();
            let form: Vec<_> = others.iter().map(|name| (**name, "x")).collect();
            let answer = bench.api.http.post(&name, &form).await;
            let got = (answer.status, text(&answer));
            assert_eq!(got, (400, "Bad Request".to_owned()), "{name} without {missing}");
        }
    }
    bench.unharmed().await;
}

#[tokio::test]
async fn unknown_torrents_are_404_where_one_is_named() {
    unknown_torrents(Bench::new().await).await;
}

/// The same on a server of the caller's.
pub async fn unknown_torrents(bench: Bench) {
    let unknown = "f".repeat(40);
    let long = "f".repeat(64);
    let hashes = ["", "x", "all", unknown.as_str(), long.as_str(), "ä|ö", "../../etc/passwd"];
    for hash in hashes {
        for name in [
            "properties",
            "files",
            "trackers",
            "webseeds",
            "pieceStates",
            "pieceHashes",
            "pieceAvailability",
            "export",
        ] {
            let form = [("hash", hash)];
            let answer = bench.api.http.post(&format!("torrents/{name}"), &form).await;
            assert_eq!(answer.status, 404, "{name} of {hash:?}");
        }
        let form = [("hash", hash), ("name", "n"), ("id", "0"), ("priority", "1")];
        for name in ["rename", "filePrio"] {
            let answer = bench.api.http.post(&format!("torrents/{name}"), &form).await;
            assert_eq!(answer.status, 404, "{name} of {hash:?}");
        }
    }
    // Where several are named, those that are not there are skipped.
    let nothing = ["x", unknown.as_str(), long.as_str(), "|||", "ALL", "ä"];
    for hashes in nothing {
        let form = [
            ("hashes", hashes),
            ("tags", "t"),
            ("category", "tv"),
            ("value", "true"),
            ("enable", "true"),
            ("limit", "9"),
            ("ratioLimit", "9"),
            ("comment", "c"),
            ("deleteFiles", "true"),
        ];
        for name in [
            "addTags",
            "removeTags",
            "setTags",
            "setCategory",
            "setForceStart",
            "setSuperSeeding",
            "setAutoManagement",
            "setDownloadLimit",
            "setUploadLimit",
            "setShareLimits",
            "setComment",
            "start",
            "stop",
            "resume",
            "pause",
            "recheck",
            "reannounce",
            "toggleSequentialDownload",
            "toggleFirstLastPiecePrio",
            "delete",
        ] {
            let answer = bench.api.http.post(&format!("torrents/{name}"), &form).await;
            assert_eq!(answer.status, 200, "{name} of {hashes:?}: {}", text(&answer));
        }
    }
    bench.unharmed().await;
}

/// Endpoint, form, status.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], u16);

/// Garbage in a parameter of a torrent or category that is there.
#[tokio::test]
async fn garbage_in_parameters_has_its_status() {
    garbage(Bench::new().await).await;
}

/// The same on a server of the caller's.
pub async fn garbage(bench: Bench) {
    let hash = bench.hash.as_str();
    let endless = "9".repeat(400);
    let cases: &[Case<'_>] = &[
        ("filePrio", &[("hash", hash), ("id", "0"), ("priority", "x")], 400),
        ("filePrio", &[("hash", hash), ("id", "0"), ("priority", "3")], 400),
        ("filePrio", &[("hash", hash), ("id", "0"), ("priority", &endless)], 400),
        ("filePrio", &[("hash", hash), ("id", "x"), ("priority", "1")], 400),
        ("filePrio", &[("hash", hash), ("id", "0|x"), ("priority", "0")], 400),
        ("filePrio", &[("hash", hash), ("id", "2"), ("priority", "1")], 409),
        ("filePrio", &[("hash", hash), ("id", "-1"), ("priority", "1")], 409),
        ("rename", &[("hash", hash), ("name", " \r\n ")], 409),
        ("setCategory", &[("hashes", hash), ("category", "nosuch")], 409),
        ("createCategory", &[("category", "")], 400),
        ("createCategory", &[("category", "tv")], 409),
        ("createCategory", &[("category", "/a")], 409),
        ("createCategory", &[("category", "a//b")], 409),
        ("createCategory", &[("category", "a\\b")], 409),
        ("createCategory", &[("category", "n1"), ("ratioLimit", "x")], 200),
        ("createCategory", &[("category", "n2"), ("ratioLimit", "-7")], 200),
        ("createCategory", &[("category", "n3"), ("seedingTimeLimit", &endless)], 200),
        ("createCategory", &[("category", "n4"), ("downloadPathEnabled", "x")], 200),
        ("createCategory", &[("category", "n5"), ("shareLimitAction", "x")], 200),
        ("createCategory", &[("category", "n6"), ("shareLimitsMode", "x")], 200),
        ("editCategory", &[("category", "nosuch"), ("savePath", "/x")], 409),
        ("removeCategories", &[("categories", "nosuch\n\n/")], 200),
        ("createTags", &[("tags", " , ,,")], 200),
        ("deleteTags", &[("tags", "nosuch")], 200),
        ("setSuperSeeding", &[("hashes", hash), ("value", "2")], 200),
        ("setAutoManagement", &[("hashes", hash), ("enable", "")], 200),
        ("setDownloadLimit", &[("hashes", hash), ("limit", "x")], 200),
        ("setUploadLimit", &[("hashes", hash), ("limit", &endless)], 200),
        ("setShareLimits", &[("hashes", hash)], 200),
        ("addTags", &[("hashes", hash), ("tags", ",")], 200),
        ("removeTags", &[("hashes", hash), ("tags", "nosuch")], 200),
        ("addTrackers", &[("hash", hash), ("urls", "\n\n")], 200),
        ("removeTrackers", &[("hash", hash), ("urls", "http://nosuch/")], 200),
        ("add", &[("urls", "x"), ("downloader", "x")], 400),
        ("add", &[("urls", "x"), ("filePriorities", "x")], 400),
        ("add", &[("urls", "x"), ("filePriorities", "1,5")], 400),
        ("info", &[("sort", "nosuch")], 400),
        ("info", &[("limit", "x"), ("offset", &endless), ("filter", "x"), ("reverse", "x")], 200),
    ];
    for (name, form, status) in cases {
        let answer = bench.api.http.post(&format!("torrents/{name}"), form).await;
        assert_eq!(answer.status, *status, "{name} {form:?}: {}", text(&answer));
    }
    let movie = Sample::movie();
    let priorities = Form::arr()
        .file("torrents", "m.torrent", "", &movie.torrent)
        .field("filePriorities", "1,1");
    assert_eq!(bench.api.add(&priorities).await.status, 400);
    for (name, form) in [
        ("app/setPreferences", ("json", "nope")),
        ("app/setPreferences", ("json", "[1]")),
        ("app/setPreferences", ("json", r#"{"nosuch":1,"":{"a":[]}}"#)),
        ("sync/maindata", ("rid", "x")),
        ("sync/maindata", ("rid", endless.as_str())),
        ("log/main", ("last_known_id", "x")),
    ] {
        let answer = bench.api.http.post(name, &[form]).await;
        assert!([200, 400].contains(&answer.status), "{name} {form:?}: {answer:?}");
    }
    bench.unharmed().await;
}

/// Words for options that mean nothing do not refuse an add.
#[tokio::test]
async fn garbage_in_options_of_an_add_is_left_out() {
    let bench = Bench::new().await;
    let movie = Sample::movie();
    let mut form = Form::arr().file("torrents", "m.torrent", "", &movie.torrent);
    for name in [
        "autoTMM",
        "contentLayout",
        "dlLimit",
        "firstLastPiecePrio",
        "forced",
        "inactiveSeedingTimeLimit",
        "ratioLimit",
        "root_folder",
        "seedingTimeLimit",
        "sequentialDownload",
        "shareLimitAction",
        "skip_checking",
        "stopCondition",
        "upLimit",
        "useDownloadPath",
    ] {
        form = form.field(name, "\u{fffd}garbage\u{0}");
    }
    is(&bench.api.add(&form.field("stopped", "true")).await, 200, "Ok.");
    let row = bench.api.state(&movie.hash, STOPPED).await;
    for (key, value) in [
        ("ratio_limit", -2.0),
        ("seeding_time_limit", -2.0),
        ("inactive_seeding_time_limit", -2.0),
        ("dl_limit", 0.0),
        ("up_limit", 0.0),
        ("progress", 0.0),
    ] {
        assert_eq!(row[key].as_f64(), Some(value), "{key}: {row}");
    }
    for key in ["seq_dl", "f_l_piece_prio", "force_start", "auto_tmm"] {
        assert_eq!(row[key], false, "{key}: {row}");
    }
    assert!(state(&row).ends_with("DL"), "{row}");
}

//! autobrr, qui and qbittorrent-cli, which share go-qbittorrent (`go.rs`).
//!
//! They depend on `text/plain` for the words `Ok.` and `Fails.`, on integers, on tracker rows that
//! tell a private torrent from a public one, and on a delta that names changed members only. A
//! version that is claimed is taken at its word: 2.11.4 has tags that are set, trackers in the
//! list, a creator, and folders that can be looked into.

use serde_json::{Map, Value, json};

use crate::client::{Api, Form, Sample, is, is_typed, text};
use crate::go;
use crate::server::Server;
use crate::strict::rows;

/// Part names and boundaries as Go writes them; the file name has no ending.
fn form() -> Form {
    Form::new("2f0c9d3a1b7e44c0a6d1f6b8e9a7c5d3e1f0a9b8c7d6e5f4a3b2c1d0e9f8")
}

fn add(sample: &Sample) -> Form {
    form()
        .file("torrents", "c2f1b7d0", "application/octet-stream", &sample.torrent)
        .field("paused", "false")
        .field("stopped", "false")
}

#[tokio::test]
async fn autobrr_rules_and_reannounce() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    // The Test button, then a rule's check before an add.
    go::version(&text(&api.http.get("app/webapiVersion").await));
    assert!(api.info("filter=all").await.is_empty());
    assert!(api.info("filter=downloading").await.is_empty());
    go::transfer(&api.json("transfer/info").await);
    go::preferences(&api.json("app/preferences").await);

    let private = Sample::private();
    let public = Sample::movie();
    for sample in [&private, &public] {
        is_typed(&api.add(&add(sample)).await, 200, "Ok.", "text/plain");
    }
    is_typed(&api.add(&add(&public)).await, 200, "Fails.", "text/plain");
    let bad = form().file("torrents", "x", "application/octet-stream", b"d3:fooe");
    assert_eq!(api.add(&bad).await.status, 415);
    for row in api.info("filter=all").await {
        go::torrent(&row);
    }

    // Re-announce: rows in order; status 0 is skipped, 2 is a tracker that works. The first three
    // stand for DHT, PeX and LSD, which a private torrent must not seem to use.
    for (sample, status) in [(&private, 0), (&public, 2)] {
        let found = api.json(&format!("torrents/trackers?hash={}", sample.hash)).await;
        go::trackers(&found);
        let found = rows(&found);
        assert_eq!(found[0]["url"], "** [DHT] **");
        for pseudo in found.iter().take(3) {
            let is_private = pseudo["msg"] == "This torrent is private";
            assert_eq!(is_private, status == 0, "{pseudo}");
            if status == 0 {
                assert_eq!(pseudo["status"], 0, "{pseudo}");
            }
        }
        let tracker = found.last().unwrap();
        let message = tracker["msg"].as_str().unwrap().to_lowercase();
        for word in ["unregistered", "not registered", "not found", "not exist"] {
            assert!(!message.contains(word), "taken for a torrent the tracker lost: {message}");
        }
        let hashes = [("hashes", sample.hash.as_str())];
        assert_eq!(api.post("torrents/reannounce", &hashes).await, "");
    }
    let delete = [("hashes", private.hash.as_str()), ("deleteFiles", "false")];
    assert_eq!(api.post("torrents/delete", &delete).await, "");
    for prio in ["topPrio", "bottomPrio"] {
        assert_eq!(api.post(&format!("torrents/{prio}"), &[("hashes", &public.hash)]).await, "");
    }
}

/// qui keeps its own copy of everything and merges deltas into it, member by member.
#[tokio::test]
async fn qui_follows_and_changes() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    assert!(go::version(&text(&api.http.get("app/webapiVersion").await)) >= (2, 11, 4));
    let build = api.json("app/buildInfo").await;
    assert!(build["libtorrent"].is_string() && build["bitness"].is_i64(), "{build}");

    let full = api.json("sync/maindata?rid=0").await;
    assert_eq!(full["full_update"], true);
    go::server_state(&full["server_state"]);
    let mut rid = full["rid"].as_i64().unwrap();
    let show = Sample::show();
    let hash = show.hash.as_str();
    is(&api.add(&add(&show).field("tags", "a,b")).await, 200, "Ok.");

    // What came with the version that is claimed.
    let rows = api.info("includeTrackers=true").await;
    go::torrent(&rows[0]);
    assert_eq!(rows[0]["trackers"].as_array().map(Vec::len), Some(1), "its own: {}", rows[0]);
    api.post("torrents/setTags", &[("hashes", hash), ("tags", "x,y")]).await;
    assert_eq!(api.row(hash).await["tags"], "x, y");
    assert!(api.json("torrentcreator/status").await.is_array());
    let save_path = server.save_path();
    let directory = format!("app/getDirectoryContent?dirPath={}", save_path.to_str().unwrap());
    assert!(api.json(&directory).await.is_array());

    // Reads of the details pane.
    go::properties(&api.json(&format!("torrents/properties?hash={hash}")).await);
    go::files(&api.json(&format!("torrents/files?hash={hash}")).await);
    assert_eq!(api.json(&format!("torrents/webseeds?hash={hash}")).await, json!([]));
    let states = api.json(&format!("torrents/pieceStates?hash={hash}")).await;
    assert!(states.as_array().unwrap().iter().all(|n| [0, 1, 2].contains(&n.as_i64().unwrap())));
    let peers = api.json(&format!("sync/torrentPeers?hash={hash}&rid=0")).await;
    assert_eq!(peers["full_update"], true);
    assert!(peers["rid"].is_i64() && peers["show_flags"].is_boolean(), "{peers}");
    let export = api.http.get(&format!("torrents/export?hash={hash}")).await;
    assert_eq!(export.header("content-type"), Some("application/x-bittorrent"));

    // Writes of its menus; the old name of the tracker's field.
    let selection = ("hashes", hash);
    let edit =
        [("hash", hash), ("origUrl", "http://127.0.0.1:1/a"), ("newUrl", "http://127.0.0.1:2/b")];
    assert_eq!(api.post("torrents/editTracker", &edit).await, "");
    let limits = [
        selection,
        ("ratioLimit", "1.50"),
        ("seedingTimeLimit", "-2"),
        ("inactiveSeedingTimeLimit", "-1"),
    ];
    assert_eq!(api.post("torrents/setShareLimits", &limits).await, "");
    for (name, value) in [("setAutoManagement", "enable"), ("setForceStart", "value")] {
        assert_eq!(api.post(&format!("torrents/{name}"), &[selection, (value, "true")]).await, "");
    }
    for name in ["setDownloadLimit", "setUploadLimit"] {
        assert_eq!(
            api.post(&format!("torrents/{name}"), &[selection, ("limit", "1024")]).await,
            ""
        );
    }
    // The filters always speak of `paused` and `resumed`.
    api.post("torrents/stop", &[selection]).await;
    assert_eq!(api.info("filter=paused").await.len(), 1);
    assert!(api.info("filter=resumed").await.is_empty());

    // All of it arrives, each delta of the right kinds, in growing answers of one conversation.
    let mut copy = Map::new();
    for _ in 0..50 {
        let delta = api.json(&format!("sync/maindata?rid={rid}")).await;
        assert_ne!(delta["full_update"], true);
        rid = delta["rid"].as_i64().unwrap();
        if let Some(state) = delta.get("server_state") {
            go::server_state(state);
        }
        let Some(row) = delta["torrents"].get(hash) else { break };
        go::torrent(row);
        copy.extend(row.as_object().unwrap().clone());
    }
    let row = api.row(hash).await;
    for key in ["tags", "tracker", "ratio_limit", "auto_tmm", "dl_limit", "up_limit", "state"] {
        assert_eq!(copy.get(key), Some(&row[key]), "{key}");
    }
    assert_eq!(row["tracker"], "http://127.0.0.1:2/b");
}

/// qbittorrent-cli: categories and tags by command, a link added, pause and resume by version.
#[tokio::test]
async fn commands() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let create = [("category", "cli"), ("savePath", "/tmp")];
    assert_eq!(api.post("torrents/createCategory", &create).await, "");
    let edit = [("category", "cli"), ("savePath", "")];
    assert_eq!(api.post("torrents/editCategory", &edit).await, "");
    assert_eq!(api.post("torrents/createTags", &[("tags", "one,two")]).await, "");
    let link = format!("magnet:?xt=urn:btih:{}&dn=L", "ef".repeat(20));
    let magnet = form().field("urls", &link).field("paused", "true").field("stopped", "true");
    is(&api.add(&magnet.field("category", "cli").field("autoTMM", "true")).await, 200, "Ok.");
    let rows: Vec<Value> =
        api.info("category=cli&tag=&sort=name&reverse=true&limit=5&offset=0").await;
    go::torrent(&rows[0]);
    assert_eq!(rows[0]["auto_tmm"], true);
    for action in ["start", "stop", "recheck", "reannounce"] {
        assert_eq!(api.post(&format!("torrents/{action}"), &[("hashes", "all")]).await, "");
    }
    assert_eq!(api.post("torrents/removeCategories", &[("categories", "cli")]).await, "");
    assert_eq!(api.post("torrents/deleteTags", &[("tags", "one,two")]).await, "");
    assert_eq!(api.json("torrents/categories").await, json!({}));
}

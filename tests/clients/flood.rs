//! Flood: everything by POST, with the login's cookie line sent back whole.
//!
//! It depends on a cookie line that contains `SID=`, on JSON for `json=` that is not encoded, on
//! `contentLayout=undefined` meaning none, and on the message of the first tracker row, which says
//! whether a torrent is private. Its own scenario is S11.

use serde_json::{Value, json};

use crate::client::{Api, Form, Sample, is, text};
use crate::http::{Client, Request};
use crate::server::{PASSWORD, Server, USERNAME};
use crate::strict::{Kind, required, rows};

const FORM: &str = "application/x-www-form-urlencoded";

struct Flood {
    http: Client,
}

impl Flood {
    async fn connect(server: &Server) -> Self {
        let mut http = Client::new(server.address());
        let answer = http.login(USERNAME, PASSWORD).await;
        let line = answer.header("set-cookie").unwrap();
        assert!(line.contains("SID="), "{line}");
        http.cookie = Some(line.to_owned());
        Self { http }
    }

    async fn post(&self, name: &str, body: &str) -> Value {
        let request = Request::new("POST", &format!("/api/v2/{name}"))
            .header("Content-Type", FORM)
            .body(body);
        let answer = self.http.send(request).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        match answer.header("content-type") {
            Some("application/json") => answer.json(),
            _ => Value::from(text(&answer)),
        }
    }
}

#[tokio::test]
async fn it_polls() {
    let server = Server::start().await;
    let flood = Flood::connect(&server).await;
    let api = Api { http: flood.http.clone() };
    // 2.11.0 and more: `stop`, `start`, `stopped`.
    assert_eq!(flood.post("app/webapiVersion", "").await, "2.11.4");
    let (private, show) = (Sample::private(), Sample::show());
    for (name, sample) in [("0.torrent", &private), ("1.torrent", &show)] {
        let form = Form::arr()
            .file("torrents", name, "application/x-bittorrent", &sample.torrent)
            .field("savepath", server.save_path().to_str().unwrap())
            .field("tags", "fl")
            .field("paused", "true")
            .field("stopped", "true")
            .field("root_folder", "undefined")
            .field("contentLayout", "undefined")
            .field("sequentialDownload", "undefined")
            .field("skip_checking", "undefined");
        is(&api.add(&form).await, 200, "Ok.");
    }

    let list = flood.post("torrents/info", "").await;
    for row in rows(&list) {
        let numbers = [
            "added_on",
            "completion_on",
            "completed",
            "dlspeed",
            "downloaded",
            "eta",
            "last_activity",
            "num_complete",
            "num_incomplete",
            "num_leechs",
            "num_seeds",
            "size",
            "total_size",
            "uploaded",
            "upspeed",
        ];
        required(row, Kind::Int, &numbers);
        required(row, Kind::Number, &["progress", "ratio"]);
        required(row, Kind::Text, &["hash", "name", "save_path", "state", "tags"]);
        required(row, Kind::Flag, &["seq_dl", "super_seeding"]);
    }
    let info = flood.post("transfer/info", "").await;
    let numbers =
        ["dl_info_data", "dl_info_speed", "dl_rate_limit", "up_info_data", "up_rate_limit"];
    required(&info, Kind::Int, &numbers);

    // Details of a new torrent; private is what the first row says.
    for (sample, is_private) in [(&private, true), (&show, false)] {
        let hash = format!("hash={}", sample.hash);
        let properties = flood.post("torrents/properties", &hash).await;
        required(&properties, Kind::Text, &["comment", "save_path"]);
        required(&properties, Kind::Int, &["creation_date", "piece_size"]);
        let trackers = flood.post("torrents/trackers", &hash).await;
        required(&trackers[0], Kind::Text, &["msg", "url"]);
        let says = trackers[0]["msg"].as_str().unwrap().contains("is private");
        assert_eq!(says, is_private, "{trackers}");
        let files = flood.post("torrents/files", &hash).await;
        required(&files[0], Kind::Int, &["index", "priority", "size"]);
        let peers = flood.post("sync/torrentPeers", &format!("{hash}&rid=0")).await;
        assert_eq!(peers["full_update"], true, "{peers}");
        assert!(peers["peers"].is_object(), "{peers}");
    }

    // What its menus do, in lower case though its own list is in upper case.
    let hashes = format!("hashes={}%7C{}", private.hash, show.hash);
    for name in ["start", "stop", "recheck", "reannounce", "topPrio", "bottomPrio"] {
        assert_eq!(flood.post(&format!("torrents/{name}"), &hashes).await, "", "{name}");
    }
    let tags = format!("{hashes}&tags=new");
    for name in ["addTags", "removeTags"] {
        assert_eq!(flood.post(&format!("torrents/{name}"), &tags).await, "", "{name}");
    }
    let hash = format!("hash={}", show.hash);
    let url = "urls=http%3A%2F%2F127.0.0.1%3A9%2Fa";
    for name in ["addTrackers", "removeTrackers"] {
        assert_eq!(flood.post(&format!("torrents/{name}"), &format!("{hash}&{url}")).await, "");
    }
    let delete = format!("{hashes}&deleteFiles=true");
    assert_eq!(flood.post("torrents/delete", &delete).await, "");
    assert_eq!(flood.post("torrents/info", "").await, json!([]));
}

/// Settings go out as they are, braces, quotes and all.
#[tokio::test]
async fn its_settings_page() {
    let server = Server::start().await;
    let flood = Flood::connect(&server).await;
    let before = flood.post("app/preferences", "").await;
    required(&before, Kind::Flag, &["dht", "pex", "random_port"]);
    let numbers = [
        "dl_limit",
        "up_limit",
        "listen_port",
        "max_connec",
        "max_connec_per_torrent",
        "max_uploads",
        "max_uploads_per_torrent",
    ];
    required(&before, Kind::Int, &numbers);
    let body = r#"json={"dl_limit":102400,"max_connec":600,"pex":false,"save_path":"/tmp/fl ood"}"#;
    assert_eq!(flood.post("app/setPreferences", body).await, "");
    let after = flood.post("app/preferences", "").await;
    assert_eq!((&after["dl_limit"], &after["max_connec"]), (&json!(102_400), &json!(600)));
    assert_eq!((&after["pex"], &after["save_path"]), (&json!(false), &json!("/tmp/fl ood")));
    assert_eq!(after["up_limit"], before["up_limit"], "only what was sent");
}

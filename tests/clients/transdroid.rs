//! Transdroid and Transdrone: everything by POST, reads included.
//!
//! They depend on a login whose answer has a body and a cookie named `SID` (or `QBT_SID_…`), on
//! answers that have a body or a length, on a version whose first character is dropped, and on
//! `limit=NaN` meaning no limit. More in S13.

use serde_json::{Value, json};

use crate::client::{Api, Form, Sample, is, text};
use crate::http::{Client, Request};
use crate::server::{PASSWORD, Server, USERNAME};
use crate::strict::{Kind, STATES, required, rows};

struct Transdroid {
    http: Client,
}

impl Transdroid {
    async fn login(server: &Server) -> Self {
        let mut http = Client::new(server.address());
        let answer = http.login(USERNAME, PASSWORD).await;
        assert!(!answer.body.is_empty(), "no entity is a rejected login");
        let cookies: Vec<_> = answer.all("set-cookie").collect();
        let named = |cookie: &&&str| cookie.starts_with("SID=") || cookie.starts_with("QBT_SID_");
        assert!(cookies.iter().any(|cookie| named(&cookie)), "{cookies:?}");
        Self { http }
    }

    async fn post(&self, name: &str, form: &[(&str, &str)]) -> String {
        let answer = self.http.post(name, form).await;
        // 401 and 403 alone are errors to it; 200 is asked for here.
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        text(&answer)
    }

    async fn json(&self, name: &str, form: &[(&str, &str)]) -> Value {
        serde_json::from_str(&self.post(name, form).await).unwrap()
    }
}

#[tokio::test]
async fn daily_use() {
    let server = Server::start().await;
    let droid = Transdroid::login(&server).await;
    let api = Api { http: droid.http.clone() };
    // v5.1.4 becomes 50104: from 50000 on `stop` and `start`.
    let version = droid.post("app/version", &[]).await;
    let numbers: Vec<u32> =
        version.trim_start_matches('v').split('.').map(|n| n.parse().unwrap()).collect();
    assert_eq!(numbers[0] * 10_000 + numbers[1] * 100 + numbers[2], 50_104);

    // A link is the only field; a file comes under a name of its own.
    let link = "3c".repeat(20);
    let magnet = format!("magnet:?xt=urn:btih:{link}&dn=Link");
    assert_eq!(droid.post("torrents/add", &[("urls", &magnet)]).await, "Ok.");
    let show = Sample::show();
    let hash = show.hash.as_str();
    let file = "application/x-bittorrent";
    let form = Form::new("1-2-3").file("torrentfile", "upload.torrent", file, &show.torrent);
    is(&api.add(&form).await, 200, "Ok.");

    let list = droid.json("torrents/info", &[]).await;
    assert_eq!(rows(&list).len(), 2);
    for row in rows(&list) {
        required(row, Kind::Text, &["hash", "name", "state", "save_path", "category"]);
        required(row, Kind::Int32, &["dlspeed", "upspeed", "num_seeds", "num_leechs"]);
        required(row, Kind::Int32, &["num_complete", "num_incomplete", "priority"]);
        required(row, Kind::Int, &["size", "uploaded", "added_on", "completion_on"]);
        required(row, Kind::Number, &["progress", "ratio"]);
        required(row, Kind::Flag, &["seq_dl", "f_l_piece_prio"]);
        assert!(STATES.contains(&row["state"].as_str().unwrap()), "{row}");
    }
    assert_eq!(droid.json("torrents/categories", &[]).await, json!({}));

    // Details.
    let one = [("hash", hash)];
    for tracker in rows(&droid.json("torrents/trackers", &one).await) {
        required(tracker, Kind::Text, &["url", "msg"]);
    }
    let pieces = droid.json("torrents/pieceStates", &one).await;
    assert!(rows(&pieces).iter().all(Value::is_i64), "{pieces}");
    for file in rows(&droid.json("torrents/files", &one).await) {
        required(file, Kind::Text, &["name"]);
        required(file, Kind::Int, &["size", "priority"]);
        required(file, Kind::Number, &["progress"]);
    }
    // The parameter is in the address of a POST; a full update all the same.
    let stats = Request::new("POST", "/api/v2/sync/maindata?rid=0")
        .header("Content-Type", "application/x-www-form-urlencoded");
    let stats = api.http.send(stats).await.json();
    required(&stats["server_state"], Kind::Flag, &["use_alt_speed_limits"]);

    // Labels are categories; a new one is made first.
    droid.post("torrents/createCategory", &[("category", "droid")]).await;
    droid.post("torrents/setCategory", &[("hashes", hash), ("category", "droid")]).await;
    let categories = droid.json("torrents/categories", &[]).await;
    assert_eq!(categories.as_object().unwrap().keys().collect::<Vec<_>>(), ["droid"]);
    assert_eq!(api.row(hash).await["category"], "droid");

    // One call for each file.
    for (id, priority) in [("0", "7"), ("1", "0"), ("1", "6"), ("0", "1")] {
        let form = [("hash", hash), ("id", id), ("priority", priority)];
        assert_eq!(droid.post("torrents/filePrio", &form).await, "");
    }
    let files = api.json(&format!("torrents/files?hash={hash}")).await;
    assert_eq!((&files[0]["priority"], &files[1]["priority"]), (&json!(1), &json!(6)));

    let hashes = [("hashes", hash)];
    for name in [
        "stop",
        "start",
        "recheck",
        "toggleSequentialDownload",
        "toggleFirstLastPiecePrio",
        "topPrio",
        "bottomPrio",
        "increasePrio",
        "decreasePrio",
    ] {
        assert_eq!(droid.post(&format!("torrents/{name}"), &hashes).await, "", "{name}");
    }
    let to = server.save_path().join("droid");
    let location = [("hashes", hash), ("location", to.to_str().unwrap())];
    assert_eq!(droid.post("torrents/setLocation", &location).await, "");

    // `NaN` is its word for no limit.
    for (limit, read) in [("102400", "102400"), ("NaN", "0")] {
        for way in ["Download", "Upload"] {
            droid.post(&format!("transfer/set{way}Limit"), &[("limit", limit)]).await;
        }
        assert_eq!(droid.post("transfer/downloadLimit", &[]).await, read);
        assert_eq!(droid.post("transfer/uploadLimit", &[]).await, read);
    }
    droid.post("transfer/toggleSpeedLimitsMode", &[]).await;

    for (hash, files) in [(hash, "true"), (link.as_str(), "false")] {
        let form = [("hashes", hash), ("deleteFiles", files)];
        assert_eq!(droid.post("torrents/delete", &form).await, "");
    }
    assert_eq!(droid.json("torrents/info", &[]).await, json!([]));
}

/// With a key in place of a password it never logs in.
#[tokio::test]
async fn with_a_key() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let key = api.http.post("app/rotateAPIKey", &[]).await.json();
    let key = format!("Bearer {}", key["apiKey"].as_str().unwrap());
    let stranger = Client::new(server.address());
    let request = Request::post("torrents/info", &[]).header("Authorization", &key);
    is(&stranger.send(request).await, 200, "[]");
}

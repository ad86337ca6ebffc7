//! `qbit_manage`: one run over every torrent.
//!
//! It depends on a version that its library knows by name (else it does not start), on tracker rows
//! whose first ones begin with `**`, on tags that are joined by `", "`, and on `export` before it
//! removes anything. Reads are POSTs.

use serde_json::{Value, json};

use crate::client::{Api, COMPLETE, Form, Sample, is};
use crate::server::{Server, Setup};
use crate::strict::{Kind, nullable, required, rows};

/// It wants one of the versions that its library lists: in 4.14 up to v5.2.4, so not dialect 5.3.
#[tokio::test]
async fn it_starts_with_a_version_that_it_knows() {
    for (dialect, listed) in [("4", "v4.6.7"), ("5.1", "v5.1.4")] {
        let server = Setup::new().arg("--dialect").arg(dialect).start().await;
        let api = Api::login(&server).await;
        is(&api.http.get("app/version").await, 200, listed);
    }
}

#[tokio::test]
async fn one_run() {
    let server = Server::start().await;
    let api = Api::login(&server).await;
    let read = async |name: &str, form: &[(&str, &str)]| -> Value {
        let answer = api.http.post(name, form).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        answer.json()
    };
    let movie = Sample::movie();
    movie.place(&server.save_path());
    let hash = movie.hash.as_str();
    is(&api.add(&Form::arr().file("torrents", "m", "", &movie.torrent)).await, 200, "Ok.");
    api.state(hash, COMPLETE).await;

    // Default limits are switched off when it is told so.
    let preferences = read("app/preferences", &[]).await;
    required(&preferences, Kind::Flag, &["max_ratio_enabled", "max_seeding_time_enabled"]);
    required(&preferences, Kind::Int, &["max_seeding_time", "max_ratio_act"]);
    required(&preferences, Kind::Number, &["max_ratio"]);
    required(&preferences, Kind::Flag, &["auto_tmm_enabled", "temp_path_enabled"]);
    let off = json!({
        "max_ratio_act": 0,
        "max_ratio": -1,
        "max_seeding_time": -1,
        "max_ratio_enabled": false,
        "max_seeding_time_enabled": false,
    });
    api.set(off).await;
    assert_eq!(read("app/preferences", &[]).await["max_ratio_enabled"], false);

    let list = read("torrents/info", &[("sort", "added_on"), ("reverse", "False")]).await;
    let row = &rows(&list)[0];
    let texts = [
        "category",
        "content_path",
        "download_path",
        "hash",
        "name",
        "save_path",
        "state",
        "tags",
        "tracker",
    ];
    required(row, Kind::Text, &texts);
    let numbers = [
        "added_on",
        "completion_on",
        "last_activity",
        "max_seeding_time",
        "num_complete",
        "inactive_seeding_time_limit",
        "seeding_time_limit",
        "seeding_time",
        "size",
        "total_size",
        "up_limit",
        "uploaded",
        "completed",
    ];
    required(row, Kind::Int, &numbers);
    required(row, Kind::Number, &["availability", "max_ratio", "progress", "ratio", "ratio_limit"]);
    required(row, Kind::Flag, &["auto_tmm"]);
    nullable(row, Kind::Flag, &["private"]);

    // Rows that stand for DHT and the like are dropped by their names; of the others the status
    // says whether the tracker works.
    let trackers = read("torrents/trackers", &[("hash", hash)]).await;
    let (pseudo, real): (Vec<_>, Vec<_>) =
        rows(&trackers).iter().partition(|row| row["url"].as_str().unwrap().starts_with("**"));
    assert_eq!((pseudo.len(), real.len()), (3, 1));
    required(real[0], Kind::Int, &["status", "tier"]);
    required(real[0], Kind::Text, &["msg", "url"]);
    assert!((0..=4).contains(&real[0]["status"].as_i64().unwrap()), "5 and 6 came with 5.2");
    let files = read("torrents/files", &[("hash", hash)]).await;
    required(&rows(&files)[0], Kind::Text, &["name"]);

    // What it does to a torrent.
    let hashes = ("hashes", hash);
    let does: &[(&str, &[(&str, &str)])] = &[
        ("torrents/addTags", &[hashes, ("tags", "other,noHL")]),
        ("torrents/removeTags", &[hashes, ("tags", "noHL")]),
        ("torrents/createCategory", &[("category", "qm"), ("savePath", "")]),
        ("torrents/setCategory", &[hashes, ("category", "qm")]),
        ("torrents/setAutoManagement", &[hashes, ("enable", "True")]),
        ("torrents/setAutoManagement", &[hashes, ("enable", "False")]),
        (
            "torrents/setShareLimits",
            &[
                hashes,
                ("ratioLimit", "5.0"),
                ("seedingTimeLimit", "10080"),
                ("inactiveSeedingTimeLimit", "-2"),
            ],
        ),
        ("torrents/setUploadLimit", &[hashes, ("limit", "102400")]),
        ("torrents/recheck", &[hashes]),
        ("torrents/stop", &[hashes]),
        ("torrents/start", &[hashes]),
    ];
    for (name, form) in does {
        assert_eq!(api.post(name, form).await, "", "{name}");
    }
    let row = api.state(hash, COMPLETE).await;
    assert_eq!((&row["tags"], &row["category"]), (&json!("other"), &json!("qm")));
    assert_eq!((&row["ratio_limit"], &row["seeding_time_limit"]), (&json!(5), &json!(10_080)));
    assert_eq!((&row["up_limit"], &row["auto_tmm"]), (&json!(102_400), &json!(false)));

    // The torrent is kept before it goes.
    let export = api.http.post("torrents/export", &[("hash", hash)]).await;
    assert_eq!(export.status, 200);
    assert!(export.body.starts_with(b"d") && export.body.ends_with(b"e"));
    let delete = [hashes, ("deleteFiles", "True")];
    assert_eq!(api.post("torrents/delete", &delete).await, "");
    assert_eq!(read("torrents/info", &[]).await, json!([]));
}

//! Readarr and other products of before qBittorrent 5.
//!
//! They depend on the words of qBittorrent 4, whatever the server's setting is: `paused` in an add,
//! `pausedUP` before a removal. `stoppedUP` is an unknown state to them, which is never imported.
//! Readarr is known by its User-Agent; for others there is the setting.

use serde_json::Value;

use crate::arr::{Arr, magnet};
use crate::client::{Api, Form, Sample, is, state};
use crate::server::{Server, Setup};
use crate::strict::{Kind, required};

const READARR: &str = "Readarr/0.3.20.2452 (debian 12)";
const OCTETS: &str = "application/octet-stream";

/// The states that a program of those years knows; it shows another one as a download for ever.
const STATES: &[&str] = &[
    "error",
    "pausedDL",
    "queuedDL",
    "checkingDL",
    "checkingUP",
    "checkingResumeData",
    "pausedUP",
    "uploading",
    "stalledUP",
    "queuedUP",
    "forcedUP",
    "stalledDL",
    "missingFiles",
    "metaDL",
    "forcedMetaDL",
    "forcedDL",
    "downloading",
    "moving",
];

fn known(row: &Value) -> &str {
    assert!(STATES.contains(&state(row)), "an unknown state: {row}");
    state(row)
}

async fn from_test_to_removal(server: &Server, agent: &'static str) {
    let folder = server.save_path();
    let movie = Sample::movie();
    movie.place(&folder);
    let mut readarr = Arr::new(server, agent);
    assert_eq!(readarr.probe().await, (2, 9, 3), "below 2.11.0 it says `paused`");
    assert!(!Arr::removes_what_is_complete(&readarr.preferences().await));
    readarr.ensure_category("readarr").await;

    let form = Form::arr()
        .file("torrents", "Author - Book.torrent", OCTETS, &movie.torrent)
        .field("category", "readarr")
        .field("paused", "False")
        .field("ratioLimit", "0");
    is(&readarr.add(&form).await, 200, "Ok.");
    let row = readarr.completed("readarr").await;
    known(&row);
    Arr::import_path(&row);
    // The limit is reached: it stops, in the word that is known.
    let mut seen = known(&row).to_owned();
    while seen != "pausedUP" {
        let rows = readarr.poll("readarr").await;
        known(&rows[0]).clone_into(&mut seen);
    }
    let row = readarr.poll("readarr").await.remove(0);
    assert!(Arr::may_remove(&row), "{row}");

    // Added paused, it stays so; both words find it.
    let hash = "cd".repeat(20);
    let link = magnet(&hash, "Book");
    let form = [("urls", link.as_str()), ("category", "readarr"), ("paused", "True")];
    is(&readarr.post("torrents/add", &form).await, 200, "Ok.");
    for filter in ["paused", "stopped"] {
        let rows = readarr.json(&format!("torrents/info?filter={filter}")).await;
        assert_eq!(rows.as_array().unwrap().len(), 2, "{filter}");
    }
    let resume = [("hashes", hash.as_str())];
    is(&readarr.post("torrents/resume", &resume).await, 200, "");
    is(&readarr.post("torrents/pause", &resume).await, 200, "");
    let rows = readarr.list("readarr").await;
    let magnet = rows.iter().find(|row| row["hash"] == hash.as_str()).unwrap();
    assert_eq!(known(magnet), "pausedDL");

    for (hash, files) in [(&movie.hash, "true"), (&hash, "false")] {
        let form = [("hashes", hash.as_str()), ("deleteFiles", files)];
        is(&readarr.post("torrents/delete", &form).await, 200, "");
    }
    assert!(readarr.poll("readarr").await.is_empty());
}

#[tokio::test]
async fn readarr_is_known_by_its_user_agent() {
    let server = Server::start().await;
    from_test_to_removal(&server, READARR).await;
    // Others are not told the same.
    let api = Api::login(&server).await;
    is(&api.http.get("app/webapiVersion").await, 200, "2.11.4");
}

#[tokio::test]
async fn others_need_the_setting() {
    let server = Setup::new().arg("--dialect").arg("4").start().await;
    from_test_to_removal(&server, "Sonarr/3.0.10.1567 (debian 11)").await;
    // The cookie has the one name of those years.
    let mut arr = Arr::new(&server, READARR);
    arr.log_in().await;
    assert!(arr.http.cookie.as_deref().is_some_and(|cookie| cookie.starts_with("SID=")));
    assert_eq!(arr.http.cookie.as_deref().map(|cookie| cookie.contains(';')), Some(false));
    let preferences = arr.preferences().await;
    required(&preferences, Kind::Flag, &["start_paused_enabled"]);
}

//! Adding: what is taken, what is refused, and what is answered.

use crate::case::Case;

use super::{HYBRID, MAGNET, MAGNET_ID, MULTI, SINGLE, rows, sample, start, upload};
use crate::common::{Request, TestApp};
use qcodex::clock::Clock;

#[tokio::test(flavor = "multi_thread")]
async fn uploads_of_any_field_name_are_added() {
    let (server, client) = start().await;
    let (single, multi) = (sample("single"), sample("multi"));
    let files: [(&str, &str, &[u8]); 2] =
        [("/tmp/x/a.torrent", "/tmp/x/a.torrent", &single), ("file", "a1b2c3", &multi)];
    let answer =
        client.send(Request::multipart("torrents/add", &[("stopped", "True")], &files)).await;
    assert_eq!((answer.status, answer.text()), (200, "Ok.".to_owned()));
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=UTF-8"));
    let mut hashes: Vec<String> =
        rows(&client, "").await.iter().map(|r| r["hash"].as_str().unwrap().to_owned()).collect();
    hashes.sort_unstable();
    assert_eq!(hashes, [MULTI, SINGLE]);
    assert_eq!(client.get("torrents/count").await.text(), "2");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_magnet_is_there_at_once_and_twice_is_a_failure() {
    let (server, client) = start().await;
    let form = [
        ("urls", MAGNET),
        ("category", "tv-sonarr"),
        ("stopped", "False"),
        ("sequentialDownload", "True"),
        ("firstLastPiecePrio", "True"),
        ("contentLayout", "Original"),
        ("ratioLimit", "1.5"),
        ("seedingTimeLimit", "60"),
    ];
    assert_eq!(client.post("torrents/add", &form).await.text(), "Ok.");
    let properties = client.get(&format!("torrents/properties?hash={MAGNET_ID}")).await;
    assert_eq!(properties.status, 200);
    let forced = [("hashes", MAGNET_ID), ("value", "true")];
    assert_eq!(client.post("torrents/setForceStart", &forced).await.status, 200);
    let tags = [("hashes", MAGNET_ID), ("tags", "anime,hd")];
    assert_eq!(client.post("torrents/addTags", &tags).await.status, 200);
    let rows = rows(&client, "?category=tv-sonarr").await;
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(row["hash"], MAGNET_ID);
    assert_eq!((&row["ratio_limit"], &row["seeding_time_limit"]), (&1.5.into(), &60.into()));
    for key in ["seq_dl", "f_l_piece_prio", "force_start"] {
        assert_eq!(row[key], true, "{key}");
    }
    assert_eq!((row["tags"].as_str(), row["eta"].as_i64()), (Some("anime, hd"), Some(8_640_000)));
    assert_eq!(
        (row["name"].as_str(), row["content_path"].as_str()),
        (Some("Show.S01E01.1080p"), Some(""))
    );
    let states = ["metaDL", "forcedMetaDL", "queuedDL", "stalledDL"];
    assert!(states.contains(&row["state"].as_str().unwrap()), "{row}");
    assert_eq!(client.get(&format!("torrents/files?hash={MAGNET_ID}")).await.text(), "[]");
    assert_eq!(client.post("torrents/add", &form).await.text(), "Fails.");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_magnet_in_a_multipart_field_and_base32_are_taken() {
    let (server, client) = start().await;
    let tracker = |n: u32| format!("&tr=http%3A%2F%2F127.0.0.1%2F{n:040}");
    let trackers: Vec<String> = (0..20).map(tracker).collect();
    let magnet = format!("{MAGNET}{}", trackers.concat());
    let fields = [("urls", &*magnet), ("stopped", "True")];
    assert_eq!(client.send(Request::multipart("torrents/add", &fields, &[])).await.text(), "Ok.");
    let row = &rows(&client, &format!("?hashes={}", MAGNET_ID.to_uppercase())).await[0];
    assert_eq!(
        (row["state"].as_str(), row["trackers_count"].as_i64()),
        (Some("stoppedDL"), Some(21))
    );
    let base32 = [("urls", "magnet:?xt=urn:btih:AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQT")];
    assert_eq!(client.post("torrents/add", &base32).await.text(), "Ok.");
    assert_eq!(rows(&client, "?hashes=000102030405060708090a0b0c0d0e0f10111213").await.len(), 1);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_leaves_the_list_unchanged() {
    let (server, client) = start().await;
    assert_eq!(upload(&client, "single", &[("stopped", "true")]).await.text(), "Ok.");
    for urls in [
        "",
        "nonsense",
        "foo://bar",
        "magnet:?dn=x",
        "magnet:?xt=urn:btih:zzzz",
        "codex:zz",
        "file:///etc/passwd",
        "/etc/passwd",
        "magnet:?xs=urn:codex:nothing",
    ] {
        let answer = client.post("torrents/add", &[("urls", urls)]).await;
        assert_eq!((answer.status, answer.text()), (200, "Fails.".to_owned()), "{urls}");
    }
    let deep = vec![b'd'; 8 * 1024 * 1024];
    for (name, content) in [
        ("garbage.torrent", &b"this is not bencode"[..]),
        ("empty.torrent", b""),
        ("truncated.torrent", &sample("truncated")),
        ("deep.torrent", &deep),
    ] {
        let good = sample("multi");
        let files: [(&str, &str, &[u8]); 2] =
            [("torrents", "good.torrent", &good), ("torrents", name, content)];
        let answer = client.send(Request::multipart("torrents/add", &[], &files)).await;
        let text = format!("Error: '{name}' is not a valid torrent file.");
        assert_eq!((answer.status, answer.text()), (415, text));
    }
    assert_eq!(client.post("torrents/add", &[]).await.text(), "Fails.");
    assert_eq!(client.get("torrents/add?urls=x").await.status, 405);
    assert_eq!(rows(&client, "").await.len(), 1);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_dialect_answers_json() {
    let server =
        TestApp::start_with(Clock::system(), |config| config.dialect = Some("5.3".to_owned()))
            .await;
    let mut client = server.stranger();
    assert_eq!(client.login(crate::common::USERNAME, crate::common::PASSWORD).await.status, 204);
    let answer = upload(&client, "hybrid", &[("stopped", "true")]).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.text(),
        format!(
            "{{\"added_torrent_ids\":[\"{HYBRID}\"],\"failure_count\":0,\"pending_count\":0,\
             \"success_count\":1}}"
        )
    );
    let again = upload(&client, "hybrid", &[]).await;
    assert_eq!((again.status, again.text()), (409, "Conflict".to_owned()));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn older_names_of_parameters_are_understood() {
    let (server, client) = start().await;
    let fields = [
        ("paused", "True"),
        ("category", "readarr"),
        ("tags", "t1,t2"),
        ("root_folder", "true"),
        ("contentLayout", "Subfolder"),
        ("upLimit", "100000"),
        ("dlLimit", "200000"),
        ("ratioLimit", "1.50"),
        ("seedingTimeLimit", "90"),
        ("autoTMM", "false"),
        ("foo", "bar"),
    ];
    assert_eq!(upload(&client, "single", &fields).await.text(), "Ok.");
    let row = &rows(&client, "").await[0];
    assert_eq!(
        (row["up_limit"].as_i64(), row["dl_limit"].as_i64()),
        (Some(100_000), Some(200_000))
    );
    assert_eq!((row["tags"].as_str(), row["category"].as_str()), (Some("t1, t2"), Some("readarr")));
    assert_eq!((row["ratio_limit"].as_f64(), row["auto_tmm"].as_bool()), (Some(1.5), Some(false)));
    let categories = client.get("torrents/categories").await.json();
    assert_eq!(categories["readarr"]["savePath"], "");
    for name in ["torrents/resume", "torrents/pause"] {
        assert_eq!(client.post(name, &[("hashes", SINGLE)]).await.status, 200, "{name}");
    }
    assert_eq!(rows(&client, "?filter=paused").await, rows(&client, "?filter=stopped").await);
    assert_eq!(rows(&client, "?filter=paused").await.len(), 1);
    assert_eq!(client.post("torrents/delete", &[("hashes", SINGLE)]).await.status, 200);
    assert_eq!(rows(&client, "").await.len(), 0);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_add_nothing() {
    let case = Case::start("torrents/add").await;
    case.each(&[
        ("urls=$single&downloader=x", 400, "`downloader` must be a valid search plugin"),
        (
            "urls=$single\n$multi&filePriorities=1",
            400,
            "Cannot specify filePriorities when adding multiple torrents",
        ),
        ("urls=$single&savepath=nul\0", 400, "the save path must not contain a NUL character"),
        ("urls=$single&downloadPath=nul\0", 400, "the save path must not contain a NUL character"),
        ("urls=$single&filePriorities=x", 400, "Priority must be an integer"),
        ("urls=$single&filePriorities=3", 400, "Priority is not valid"),
        (
            "urls=$single&filePriorities=1",
            400,
            "`filePriorities` may only be specified when metadata has already been fetched",
        ),
    ])
    .await;
    assert_eq!(case.read("torrents/info").await, serde_json::json!([]));
    case.end().await;
}

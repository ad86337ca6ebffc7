//! `torrentcreator/status`: rows in each dialect, one or all.

use qcodex::clock::Clock;
use serde_json::json;

use super::{UNKNOWN, add, huge, make, place, row, start, text, wait};
use crate::common::{PASSWORD, TestApp, USERNAME, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn a_row_says_what_was_asked_and_how_it_went() {
    let clock = Clock::manual(1_795_346_428);
    let dialect = |config: &mut qcodex::config::Config| config.dialect = Some("5.3".to_owned());
    let server = TestApp::start_with(clock, dialect).await;
    let mut client = server.stranger();
    client.login(USERNAME, PASSWORD).await;
    let source = place(server.folder.path());
    let form = [
        ("sourcePath", text(&source)),
        ("format", "v1"),
        ("pieceSize", "32768"),
        ("private", "true"),
        ("comment", "c ü"),
        ("source", "SRC"),
        ("trackers", "http://127.0.0.1:9/a||http://127.0.0.1:9/c"),
        ("urlSeeds", "http://127.0.0.1:9/ws"),
        ("startSeeding", "false"),
    ];
    let (id, found) = make(&client, &form).await;
    let expected = json!({
        "comment": "c ü",
        "format": "v1",
        "ignoreDotfiles": true,
        "pieceSize": 32768,
        "private": true,
        "source": "SRC",
        "sourcePath": source,
        "status": "Finished",
        "taskID": id,
        "timeAdded": 1_795_346_428,
        "timeFinished": 1_795_346_428,
        "timeStarted": 1_795_346_428,
        "trackers": ["http://127.0.0.1:9/a", "", "http://127.0.0.1:9/c"],
        "urlSeeds": ["http://127.0.0.1:9/ws"],
    });
    assert_eq!(found, expected);
    let answer = client.get("torrentcreator/status").await;
    let text = answer.text();
    let keys: Vec<usize> = expected
        .as_object()
        .unwrap()
        .keys()
        .map(|key| text.find(&format!("\"{key}\":")).unwrap())
        .collect();
    assert!(keys.is_sorted(), "{text}");
    // What was not given, and what went wrong.
    let id = add(&client, &[("sourcePath", "/nope/none")]).await;
    let expected = json!({
        "errorMessage": "Create new torrent file failed. Reason: '/nope/none' does not exist.",
        "format": "hybrid",
        "ignoreDotfiles": true,
        "pieceSize": 0,
        "private": false,
        "sourcePath": "/nope/none",
        "status": "Failed",
        "taskID": id,
        "timeAdded": 1_795_346_428,
        "timeFinished": 1_795_346_428,
        "timeStarted": 1_795_346_428,
        "trackers": [""],
        "urlSeeds": [""],
    });
    assert_eq!(wait(&client, &id, "Failed").await, expected);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn older_dialects_write_times_as_text() {
    let server = TestApp::start_with(Clock::manual(1_795_348_921), |_| {}).await;
    let client = server.client().await;
    let id = add(&client, &[("sourcePath", "")]).await;
    let row = wait(&client, &id, "Failed").await;
    for member in ["timeAdded", "timeStarted", "timeFinished"] {
        assert_eq!(row[member], "Sun Nov 22 12:02:01 2026", "{member}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_run_with_progress_and_others_wait() {
    let (server, client) = start().await;
    let source = huge(server.folder.path());
    let form = [("sourcePath", text(&source)), ("startSeeding", "false"), ("format", "v1")];
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(add(&client, &form).await);
    }
    for id in &ids[..2] {
        let row = row(&client, id).await;
        assert_eq!((&row["status"], &row["progress"]), (&json!("Running"), &json!(0)));
        assert!(row.get("timeStarted").is_some() && row.get("timeFinished").is_none(), "{row}");
    }
    let waiting = row(&client, &ids[2]).await;
    assert_eq!(waiting["status"], "Queued");
    for member in ["progress", "timeStarted", "timeFinished", "errorMessage"] {
        assert!(waiting.get(member).is_none(), "{waiting}");
    }
    // All, in the order in which they were added.
    let all = client.get("torrentcreator/status").await.json();
    let listed: Vec<&str> =
        all.as_array().unwrap().iter().map(|row| row["taskID"].as_str().unwrap()).collect();
    assert_eq!(listed, ids);
    // A place that comes free goes to the next.
    client.post("torrentcreator/deleteTask", &[("taskID", &ids[0])]).await;
    wait(&client, &ids[2], "Running").await;
    assert_eq!(row(&client, &ids[3]).await["status"], "Queued");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_grows() {
    let (server, client) = start().await;
    let path = server.folder.path().join("some.bin");
    // Long enough to be seen on its way, short enough to be waited for.
    std::fs::File::create(&path).unwrap().set_len(30 << 30).unwrap();
    let form = [("sourcePath", text(&path)), ("startSeeding", "false"), ("format", "v1")];
    let id = add(&client, &form).await;
    let seen = async || row(&client, &id).await["progress"].as_i64().is_some_and(|at| at > 0);
    eventually("progress", seen).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_checked() {
    let (server, client) = start().await;
    assert_eq!(client.get("torrentcreator/status").await.text(), "[]");
    assert_eq!(client.post("torrentcreator/status", &[]).await.text(), "[]");
    for id in [UNKNOWN, "nope"] {
        let answer = client.get(&format!("torrentcreator/status?taskID={id}")).await;
        assert_eq!((answer.status, answer.text()), (404, "Not Found".to_owned()));
    }
    let answer = server.stranger().get("torrentcreator/status").await;
    assert_eq!((answer.status, answer.text()), (403, "Forbidden".to_owned()));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_forgets_tasks_and_what_they_kept() {
    let (server, client) = start().await;
    let source = place(server.folder.path());
    make(&client, &[("sourcePath", text(&source)), ("startSeeding", "false")]).await;
    assert_eq!(super::kept(&server), 1);
    let TestApp { app, folder, .. } = server;
    assert!(app.shutdown().await);
    let again = TestApp::start_with(Clock::system(), |config| {
        config.profile = folder.path().join("profile");
    })
    .await;
    assert_eq!(std::fs::read_dir(folder.path().join("profile/creator")).unwrap().count(), 0);
    assert_eq!(again.client().await.get("torrentcreator/status").await.text(), "[]");
    again.stop().await;
}

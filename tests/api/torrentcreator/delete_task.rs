//! `torrentcreator/deleteTask`: a task goes, and what it kept with it.

use std::fs;

use super::{UNKNOWN, add, huge, kept, make, place, row, start, text, wait};
use crate::common::eventually;
use crate::torrents::rows;

#[tokio::test(flavor = "multi_thread")]
async fn a_running_task_stops_and_leaves_nothing() {
    let (server, client) = start().await;
    let source = huge(server.folder.path());
    let results = server.folder.path().join("results");
    fs::create_dir(&results).unwrap();
    let target = results.join("x.torrent");
    let named = [("sourcePath", text(&source)), ("torrentFilePath", text(&target))];
    let tasks = [add(&client, &named).await, add(&client, &named[..1]).await];
    for id in &tasks {
        assert_eq!(row(&client, id).await["status"], "Running");
        let answer = client.post("torrentcreator/deleteTask", &[("taskID", id)]).await;
        assert_eq!((answer.status, answer.text()), (200, String::new()));
        let answer = client.get(&format!("torrentcreator/status?taskID={id}")).await;
        assert_eq!(answer.status, 404);
    }
    assert_eq!(client.get("torrentcreator/status").await.text(), "[]");
    // Both have really stopped: others get their places.
    let small = place(server.folder.path());
    make(&client, &[("sourcePath", text(&small)), ("startSeeding", "false")]).await;
    make(&client, &[("sourcePath", text(&small)), ("startSeeding", "false")]).await;
    assert_eq!(fs::read_dir(&results).unwrap().count(), 0);
    assert_eq!(kept(&server), 2, "the results of the small ones");
    assert!(rows(&client, "").await.is_empty());
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_task_never_begins() {
    let (server, client) = start().await;
    let source = huge(server.folder.path());
    let small = place(server.folder.path());
    let form = [("sourcePath", text(&source)), ("startSeeding", "false")];
    let running = [add(&client, &form).await, add(&client, &form).await];
    let target = server.folder.path().join("never.torrent");
    let waiting =
        add(&client, &[("sourcePath", text(&small)), ("torrentFilePath", text(&target))]).await;
    let next = add(&client, &[("sourcePath", text(&small)), ("startSeeding", "false")]).await;
    client.post("torrentcreator/deleteTask", &[("taskID", &waiting)]).await;
    client.post("torrentcreator/deleteTask", &[("taskID", &running[0])]).await;
    wait(&client, &next, "Finished").await;
    assert!(!target.exists());
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_task_kept_goes_and_what_a_user_named_stays() {
    let (server, client) = start().await;
    let source = place(server.folder.path());
    let target = server.folder.path().join("x.torrent");
    let (own, _) = make(&client, &[("sourcePath", text(&source))]).await;
    let (named, _) =
        make(&client, &[("sourcePath", text(&source)), ("torrentFilePath", text(&target))]).await;
    assert_eq!(kept(&server), 1);
    for id in [&own, &named] {
        client.post("torrentcreator/deleteTask", &[("taskID", id)]).await;
    }
    let gone = async || kept(&server) == 0;
    eventually("the kept result's removal", gone).await;
    assert!(target.is_file());
    // What was added to the session is the session's.
    assert_eq!(rows(&client, "").await.len(), 1);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_checked() {
    let (server, client) = start().await;
    for id in [UNKNOWN, "nope", ""] {
        let answer = client.post("torrentcreator/deleteTask", &[("taskID", id)]).await;
        assert_eq!((answer.status, answer.text()), (404, "Not Found".to_owned()), "{id}");
    }
    assert_eq!(client.post("torrentcreator/deleteTask", &[]).await.status, 400);
    let by_get = client.get(&format!("torrentcreator/deleteTask?taskID={UNKNOWN}")).await;
    assert_eq!(by_get.status, 405);
    let stranger = server.stranger();
    let answer = stranger.post("torrentcreator/deleteTask", &[("taskID", UNKNOWN)]).await;
    assert_eq!((answer.status, answer.text()), (403, "Forbidden".to_owned()));
    server.stop().await;
}

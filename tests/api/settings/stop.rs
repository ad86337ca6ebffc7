//! Effects of the settings about start and stop, partly seen from outside the process.

use std::time::Duration;

use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use crate::common::{Client, PASSWORD, Request, TestApp, USERNAME, eventually};
use crate::server::{Server, Setup};
use crate::torrents::{rows, sample};

/// Effect of `start_paused`.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_starts_paused_when_that_is_wanted() {
    let paused = async |client: &Client| {
        client.get("sync/maindata").await.json()["server_state"]["session_state"] == true
    };
    let app = TestApp::start().await;
    let client = app.client().await;
    assert!(!paused(&client).await);
    assert_eq!(client.set_preferences(json!({"start_paused": true})).await.status, 200);
    assert!(!paused(&client).await, "it is about the next start");
    let app = app.restart().await;
    let client = app.client().await;
    assert!(paused(&client).await);
    assert_eq!(client.post("transfer/resumeSession", &[]).await.status, 200);
    assert!(!paused(&client).await);
    assert_eq!(client.set_preferences(json!({"start_paused": false})).await.status, 200);
    let app = app.restart().await;
    assert!(!paused(&app.client().await).await);
    app.stop().await;
}

/// A server whose database cannot be written: another process holds it.
async fn held_up(timeout: i64) -> (Server, Connection) {
    let server = Setup::new().start().await;
    let mut client = Client::new(server.address());
    assert_eq!(client.login(USERNAME, PASSWORD).await.status, 200);
    let answer = client.set_preferences(json!({"shutdown_timeout": timeout})).await;
    assert_eq!(answer.status, 200);
    // Its clocks are written at the stop.
    let content = sample("single");
    let files = [("torrents", "s.torrent", &*content)];
    let request = Request::multipart("torrents/add", &[("stopped", "true")], &files);
    assert_eq!(client.send(request).await.status, 200);
    drop(client);
    let other = Connection::open(server.setup().folder().join("profile/qcodex.db")).unwrap();
    other.busy_timeout(Duration::from_secs(30)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    (server, other)
}

/// Effect of `shutdown_timeout`.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_takes_no_longer_than_it_may() {
    let (server, other) = held_up(1).await;
    let setup = server.setup().clone();
    let (status, _) = server.terminate().await;
    assert_eq!(status.code(), Some(1));
    assert!(setup.log().contains("did not end in time"), "{}", setup.log());
    drop(other);
    // Nothing that was acknowledged is lost, and the next stop is clean.
    let server = setup.start().await;
    let mut client = Client::new(server.address());
    client.login(USERNAME, PASSWORD).await;
    assert_eq!(client.get("app/preferences").await.json()["shutdown_timeout"], 1);
    assert_eq!(rows(&client, "").await.len(), 1);
    assert!(server.terminate().await.0.success());
}

/// Effect of `shutdown_timeout`.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_without_a_limit_is_cut_off_by_a_second_signal() {
    let (server, other) = held_up(-1).await;
    let setup = server.setup().clone();
    let pid = Pid::from_raw(i32::try_from(server.pid()).unwrap()).unwrap();
    kill_process(pid, Signal::TERM).unwrap();
    eventually("the first signal", || async { setup.log().contains("ending on SIGTERM") }).await;
    let (status, _) = server.interrupt().await;
    assert_eq!(status.code(), Some(1));
    assert!(setup.log().contains("the end was cut off"), "{}", setup.log());
    assert!(!setup.log().contains("did not end in time"), "{}", setup.log());
    drop(other);
}

//! `torrentcreator/torrentFile`: the file, its name, and why there is none.

use std::fs;

use qcodex::clock::Clock;

use super::{UNKNOWN, add, huge, make, place, start, text, torrent_file, wait};
use crate::common::{PASSWORD, TestApp, USERNAME};

#[tokio::test(flavor = "multi_thread")]
async fn the_file_is_called_by_its_task_or_by_its_source() {
    for dialect in ["5.1", "5.3"] {
        let set = |config: &mut qcodex::config::Config| config.dialect = Some(dialect.to_owned());
        let server = TestApp::start_with(Clock::system(), set).await;
        let mut client = server.stranger();
        client.login(USERNAME, PASSWORD).await;
        let source = place(server.folder.path());
        let form = [("sourcePath", text(&source)), ("startSeeding", "false")];
        let (id, _) = make(&client, &form).await;
        let answer = torrent_file(&client, &id).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), Some("application/x-bittorrent"));
        let name = if dialect == "5.3" { "creator dir" } else { &id };
        let disposition = format!("attachment; filename=\"{name}.torrent\"");
        assert_eq!(answer.header("content-disposition"), Some(&*disposition));
        let by_post = client.post("torrentcreator/torrentFile", &[("taskID", &id)]).await;
        assert_eq!(by_post.body, answer.body);
        server.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_a_reason_when_there_is_no_file() {
    let (server, client) = start().await;
    let refused = async |id: &str| {
        let answer = torrent_file(&client, id).await;
        (answer.status, answer.text())
    };
    let source = huge(server.folder.path());
    let form = [("sourcePath", text(&source)), ("startSeeding", "false")];
    let unfinished = (409, "Torrent creation is still unfinished.".to_owned());
    for _ in 0..3 {
        // Two run, the third waits.
        let id = add(&client, &form).await;
        assert_eq!(refused(&id).await, unfinished);
    }
    assert_eq!(refused(UNKNOWN).await, (404, "Not Found".to_owned()));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_gone_and_a_task_that_failed_say_so() {
    let (server, client) = start().await;
    let failed = add(&client, &[("sourcePath", "/nope/none")]).await;
    wait(&client, &failed, "Failed").await;
    let answer = torrent_file(&client, &failed).await;
    assert_eq!((answer.status, answer.text()), (409, "Torrent creation failed.".to_owned()));
    let source = place(server.folder.path());
    let target = server.folder.path().join("x.torrent");
    let (id, _) =
        make(&client, &[("sourcePath", text(&source)), ("torrentFilePath", text(&target))]).await;
    fs::remove_file(&target).unwrap();
    let answer = torrent_file(&client, &id).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text().starts_with("cannot read '"), "{}", answer.text());
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_checked() {
    let (server, client) = start().await;
    assert_eq!(client.get("torrentcreator/torrentFile").await.status, 400);
    assert_eq!(torrent_file(&client, "").await.status, 404);
    let answer = torrent_file(&server.stranger(), UNKNOWN).await;
    assert_eq!((answer.status, answer.text()), (403, "Forbidden".to_owned()));
    server.stop().await;
}

//! Adding by http(s) link and by a path on the server.

use qcodex::clock::Clock;
use qcodex::telemetry::{self, LogLevel, LogRing};
use serde_json::json;

use super::site::Site;
use super::{MAGNET_ID, MULTI, SINGLE, rows, sample, start, until};
use crate::common::{Client, PASSWORD, TestApp, USERNAME, eventually};

/// A server that answers as 5.3 does.
pub(crate) async fn newest() -> (TestApp, Client) {
    let server =
        TestApp::start_with(Clock::system(), |config| config.dialect = Some("5.3".to_owned()))
            .await;
    let mut client = server.stranger();
    assert_eq!(client.login(USERNAME, PASSWORD).await.status, 204);
    (server, client)
}

/// The first line that has all these words.
async fn logged(log: &LogRing, words: &[&str]) -> (LogLevel, String) {
    let find = || {
        let lines = log.after(-1).into_iter();
        let has = |text: &str| words.iter().all(|word| text.contains(word));
        lines.map(|line| (line.level, line.message.to_string())).find(|(_, text)| has(text))
    };
    eventually(&format!("{words:?} in the log"), || async { find().is_some() }).await;
    find().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_fetched_after_the_answer_and_added_as_asked() {
    let (server, client) = start().await;
    let mut site = Site::start().await;
    let form = [
        ("urls", &*site.url("/to/single")),
        ("stopped", "true"),
        ("category", "web"),
        ("tags", "a,b"),
        ("rename", "Named here"),
    ];
    let answer = client.post("torrents/add", &form).await;
    assert_eq!((answer.status, answer.text()), (200, "Ok.".to_owned()));
    let row = until(&client, SINGLE, |_| true).await;
    assert_eq!(
        [&row["category"], &row["tags"], &row["name"], &row["state"]],
        [&json!("web"), &json!("a, b"), &json!("Named here"), &json!("stoppedDL")]
    );
    assert!(site.next().await.starts_with("get /to/single "));
    assert!(site.next().await.contains("user-agent: qcodex/"));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_dialect_counts_links_as_pending() {
    let (server, client) = newest().await;
    let site = Site::start().await;
    let urls = format!("{}\nnonsense\n{MAGNET_ID}", site.url("/t/multi.torrent"));
    let answer = client.post("torrents/add", &[("urls", &urls), ("stopped", "true")]).await;
    assert_eq!(answer.status, 202);
    let counts = json!({"added_torrent_ids": [MAGNET_ID], "failure_count": 1,
        "pending_count": 1, "success_count": 1});
    assert_eq!(answer.json(), counts);
    until(&client, MULTI, |row| row["state"] == "stoppedDL").await;
    for urls in ["foo://bar", "http:", "http://"] {
        let answer = client.post("torrents/add", &[("urls", urls)]).await;
        assert_eq!((answer.status, answer.text()), (409, "Conflict".to_owned()), "{urls}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_to_a_magnet_is_an_add() {
    let (server, client) = start().await;
    let site = Site::start().await;
    let form = [("urls", &*site.url("/to/magnet")), ("stopped", "true")];
    assert_eq!(client.post("torrents/add", &form).await.text(), "Ok.");
    let row = until(&client, MAGNET_ID, |_| true).await;
    assert_eq!(row["name"], "Show.S01E01.1080p");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_go_to_the_host_they_are_for() {
    let (server, client) = start().await;
    let mut site = Site::start().await;
    let cookies = json!([
        {"domain": "127.0.0.1", "path": "/", "name": "uid", "value": "7", "expirationDate": -1},
        {"domain": "example.org", "path": "/", "name": "other", "value": "secret"},
    ]);
    assert_eq!(
        client.post("app/setCookies", &[("cookies", &cookies.to_string())]).await.status,
        200
    );
    let form = [("urls", &*site.url("/private")), ("stopped", "true")];
    assert_eq!(client.post("torrents/add", &form).await.text(), "Ok.");
    until(&client, MULTI, |_| true).await;
    assert!(!site.next().await.contains("secret"));
    server.stop().await;
}

/// Effect of `torrent_file_size_limit`.
#[tokio::test(flavor = "multi_thread")]
async fn failures_are_in_the_log_with_the_host_and_without_secrets() {
    let log = telemetry::init("info", &Clock::system());
    let (server, client) = start().await;
    let site = Site::start().await;
    let set = json!({"torrent_file_size_limit": 4000});
    assert_eq!(client.set_preferences(set).await.status, 200);
    let port = site.url("").rsplit(':').next().unwrap().to_owned();
    for (path, words) in [
        ("/none", "status 404"),
        ("/bad", "not a valid torrent file"),
        ("/loop", "redirects too often"),
        ("/to/file", "only http and https"),
        ("/large", "larger than 4000 bytes"),
    ] {
        let url = format!("http://user:hunter2@127.0.0.1:{port}{path}?passkey=hunter2");
        assert_eq!(client.post("torrents/add", &[("urls", &url)]).await.text(), "Ok.", "{path}");
        let (level, _) = logged(&log, &["127.0.0.1", words]).await;
        assert_eq!(level, LogLevel::Warning, "{path}");
    }
    let link_local = [("urls", "http://169.254.169.254/latest/meta-data")];
    assert_eq!(client.post("torrents/add", &link_local).await.text(), "Ok.");
    logged(&log, &["169.254.169.254", "refused"]).await;
    assert!(log.after(-1).iter().all(|line| !line.message.contains("hunter2")));
    assert_eq!(rows(&client, "").await.len(), 0);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_cannot_be_used_is_never_gone_past() {
    let log = telemetry::init("info", &Clock::system());
    let (server, client) = start().await;
    let mut site = Site::start().await;
    let set = json!({"proxy_type": "HTTP", "proxy_ip": "no such host", "proxy_port": 1});
    assert_eq!(client.set_preferences(set).await.status, 200);
    let form = [("urls", &*site.url("/t/single")), ("stopped", "true")];
    assert_eq!(client.post("torrents/add", &form).await.text(), "Ok.");
    logged(&log, &["cannot fetch", "proxy"]).await;
    let off = json!({"proxy_type": "None"});
    assert_eq!(client.set_preferences(off).await.status, 200);
    assert_eq!(client.post("torrents/add", &form).await.text(), "Ok.");
    until(&client, SINGLE, |_| true).await;
    assert!(site.seen.recv().await.is_some() && site.seen.try_recv().is_err());
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn torrents_of_the_server_are_added_by_path_and_file_address() {
    let (server, client) = newest().await;
    let folder = server.folder.path().join("drop off");
    std::fs::create_dir(&folder).unwrap();
    let (one, two) = (folder.join("one ü.torrent"), folder.join("two.torrent"));
    std::fs::write(&one, sample("single")).unwrap();
    std::fs::write(&two, sample("multi")).unwrap();
    let bad = folder.join("bad.torrent");
    std::fs::write(&bad, "garbage").unwrap();
    let encoded = url::Url::from_file_path(&two).unwrap();
    let gone = folder.join("gone");
    let urls = format!(
        "{}\n{encoded}\n{}\n{}\n{}\nrelative.torrent",
        one.display(),
        bad.display(),
        gone.display(),
        folder.display()
    );
    let answer = client.post("torrents/add", &[("urls", &urls), ("stopped", "true")]).await;
    assert_eq!(answer.status, 202);
    let counts = json!({"added_torrent_ids": [], "failure_count": 4, "pending_count": 2,
        "success_count": 0});
    assert_eq!(answer.json(), counts);
    let mut hashes: Vec<_> =
        rows(&client, "").await.iter().map(|row| row["hash"].clone()).collect();
    hashes.sort_by_key(ToString::to_string);
    assert_eq!(hashes, [json!(MULTI), json!(SINGLE)]);
    let again = client.post("torrents/add", &[("urls", encoded.as_str())]).await;
    assert_eq!(again.status, 409);
    server.stop().await;
}

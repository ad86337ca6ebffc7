//! `app/setPreferences` as a whole: what is no request, what is refused, and that a request is
//! applied whole or not at all, whatever happens.

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::common::{Client, PASSWORD, Request, TestApp, USERNAME};
use crate::recording::server;
use crate::server::Setup;

async fn preferences(client: &Client) -> Map<String, Value> {
    client.get("app/preferences").await.json().as_object().unwrap().clone()
}

async fn posted(client: &Client, form: &[(&str, &str)]) -> (u16, String) {
    let answer = client.post("app/setPreferences", form).await;
    (answer.status, answer.text())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_object_changes_nothing_and_is_answered_as_by_qbittorrent() {
    for (dialect, missing) in
        [("5.3", "Missing required parameters: json"), ("5.1", "Bad Request"), ("4", "Bad Request")]
    {
        let (server, client) = server(dialect).await;
        let before = preferences(&client).await;
        for odd in
            ["", " ", "null", "5", "true", "\"text\"", "[]", "[{\"dl_limit\":1024}]", "{", "{}"]
        {
            assert_eq!(posted(&client, &[("json", odd)]).await, (200, String::new()), "{odd}");
        }
        let unknown =
            r#"{"no_such_setting": 1, "": 2, "Dl_Limit": 1024, "web_ui_api_key": "qbt_x"}"#;
        assert_eq!(posted(&client, &[("json", unknown)]).await, (200, String::new()));
        assert_eq!(posted(&client, &[]).await, (400, missing.to_owned()));
        assert_eq!(posted(&client, &[("Json", "{}")]).await, (400, missing.to_owned()));
        for method in ["GET", "HEAD"] {
            let target = "/api/v2/app/setPreferences?json=%7B%22lsd%22%3Afalse%7D";
            assert_eq!(client.send(Request::new(method, target)).await.status, 405, "{method}");
        }
        assert_eq!(preferences(&client).await, before, "{dialect}");
        // And what is one does.
        assert_eq!(posted(&client, &[("json", r#"{"lsd":false}"#)]).await, (200, String::new()));
        assert_eq!(preferences(&client).await["lsd"], false);
        server.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_credential_leaves_everything_untouched() {
    let (server, client) = server("5.3").await;
    let before = preferences(&client).await;
    // In the order of the table much comes before the credentials, and much after.
    let with = |key: &str, value: Value| {
        json!({
            "add_stopped_enabled": true, "dl_limit": 4096, "max_ratio": 2, "listen_port": 5000,
            "save_path": "elsewhere", "web_ui_max_auth_fail_count": 1, "refresh_interval": 900,
            "web_ui_username": "someone", "web_ui_password": "something", key: value,
        })
    };
    let short = "WebUI username must be at least 3 characters long";
    let weak = "WebUI password must be at least 6 characters long";
    for (sent, text) in [
        (with("web_ui_username", json!("ab")), short),
        (with("web_ui_username", json!(null)), short),
        (with("web_ui_username", json!("")), short),
        (with("web_ui_username", json!("a:bc")), "WebUI username cannot contain a colon"),
        (with("web_ui_password", json!("12345")), weak),
        (with("web_ui_password", json!({})), weak),
    ] {
        let answer = client.set_preferences(sent.clone()).await;
        assert_eq!((answer.status, &*answer.text()), (400, text), "{sent}");
        assert_eq!(preferences(&client).await, before, "{sent}");
    }
    assert!(!server.folder.path().join("save/elsewhere").exists(), "nothing was made of it");
    let mut again = server.stranger();
    assert_eq!(again.login(USERNAME, PASSWORD).await.status, 204, "the login is as it was");
    server.stop().await;
}

/// The database refuses one of the settings of a request: none is stored, none is in force.
#[tokio::test(flavor = "multi_thread")]
async fn a_failing_write_is_an_error_and_changes_nothing() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let database = server.folder.path().join("profile/qcodex.db");
    let run = |sql: &str| Connection::open(&database).unwrap().execute_batch(sql).unwrap();
    run("CREATE TRIGGER refuses BEFORE INSERT ON settings WHEN NEW.key = 'up_limit'
         BEGIN SELECT RAISE(ABORT, 'the disk is broken'); END");
    let before = preferences(&client).await;
    let sent = json!({"add_stopped_enabled": true, "dl_limit": 4096, "up_limit": 4096, "web_ui_max_auth_fail_count": 1});
    let answer = client.set_preferences(sent.clone()).await;
    assert_eq!(answer.status, 500, "{}", answer.text());
    assert_eq!(preferences(&client).await, before);
    assert_eq!(client.get("transfer/downloadLimit").await.text(), "0", "not in force either");
    // Another request goes on, and does not carry the failed one along.
    assert_eq!(client.set_preferences(json!({"lsd": false})).await.status, 200);
    assert_eq!(preferences(&client).await["dl_limit"], 0);
    run("DROP TRIGGER refuses");
    let server = server.restart().await;
    let client = server.client().await;
    let after = preferences(&client).await;
    assert_eq!(
        (&after["dl_limit"], &after["up_limit"], &after["lsd"]),
        (&json!(0), &json!(0), &json!(false))
    );
    assert_eq!(client.set_preferences(sent).await.status, 200);
    assert_eq!(preferences(&client).await["up_limit"], 4096);
    server.stop().await;
}

/// What was answered is there after the process is killed, all of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_has_what_it_answered() {
    let server = Setup::new().start().await;
    let mut client = Client::new(server.address());
    client.login(USERNAME, PASSWORD).await;
    let sent = json!({
        "dl_limit": 8192, "add_stopped_enabled": true, "max_ratio": 1.5, "export_dir": "copies",
        "scan_dirs": {"/nowhere/watched": 1}, "banned_IPs": "10.0.0.2\n10.0.0.1",
    });
    assert_eq!(client.set_preferences(sent).await.status, 200);
    let before = preferences(&client).await;
    let server = server.kill().await.start().await;
    let mut client = Client::new(server.address());
    client.login(USERNAME, PASSWORD).await;
    let after = preferences(&client).await;
    let mut changed: Vec<_> = after.keys().filter(|key| after[*key] != before[*key]).collect();
    // The second run is told the port that the first one found.
    changed.retain(|key| *key != "web_ui_port");
    assert!(changed.is_empty(), "{changed:?}");
    assert_eq!((&after["dl_limit"], &after["max_ratio"]), (&json!(8192), &json!(1.5)));
    assert_eq!(
        (&after["banned_IPs"], &after["export_dir"]),
        (&json!("10.0.0.1\n10.0.0.2"), &json!("copies"))
    );
    server.terminate().await;
}

//! `app`, `log`, `transfer` and `clientdata`.

mod send_test_email;

use serde_json::{Value, json};

use crate::common::{TestApp, eventually};

#[tokio::test(flavor = "multi_thread")]
async fn versions_are_what_clients_parse() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let version = client.get("app/version").await;
    assert_eq!(version.header("content-type"), Some("text/plain; charset=UTF-8"));
    assert_eq!(version.text(), "v5.1.4");
    assert_eq!(client.get("app/webapiVersion").await.text(), "2.11.4");
    let build = client.get("app/buildInfo").await.json();
    for name in ["boost", "libtorrent", "openssl", "platform", "qt", "zlib"] {
        assert!(build[name].is_string(), "{name}");
    }
    assert!(build["bitness"].is_u64());
    assert!(client.get("app/processInfo").await.json()["launch_time"].as_i64().unwrap() > 0);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn preferences_have_what_sonarr_reads() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let preferences = client.get("app/preferences").await.json();
    for name in ["max_ratio_enabled", "max_seeding_time_enabled", "queueing_enabled", "dht"] {
        assert!(preferences[name].is_boolean(), "{name}");
    }
    assert_eq!(preferences["dht"], true);
    for name in ["max_ratio_act", "max_seeding_time", "max_inactive_seeding_time"] {
        assert!(preferences[name].is_i64(), "{name}");
    }
    assert_eq!(preferences.get("web_ui_password"), None);
    let save = client.get("app/defaultSavePath").await.text();
    assert_eq!(preferences["save_path"], save.as_str());
    assert!(std::path::Path::new(&save).is_dir(), "{save}");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn preferences_that_are_set_read_back() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let raw = crate::common::Request::new("POST", "/api/v2/app/setPreferences")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(r#"json={"lsd":false,"max_active_downloads":7}"#);
    assert_eq!(client.send(raw).await.status, 200);
    let preferences = client.get("app/preferences").await.json();
    assert_eq!(
        (&preferences["lsd"], &preferences["max_active_downloads"]),
        (&json!(false), &json!(7))
    );
    for odd in ["{bad", "", "[1]", r#"{"no_such_pref":1}"#] {
        let answer = client.post("app/setPreferences", &[("json", odd)]).await;
        assert_eq!((answer.status, answer.text()), (200, String::new()), "{odd}");
    }
    for (name, text) in [
        ("ab", "WebUI username must be at least 3 characters long"),
        ("ab:cd", "WebUI username cannot contain a colon"),
    ] {
        let answer = client.set_preferences(json!({"web_ui_username": name})).await;
        assert_eq!((answer.status, answer.text()), (400, text.to_owned()));
    }
    assert_eq!(client.get("app/preferences").await.json(), preferences);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_are_kibibytes_and_settings() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for (sent, kept) in
        [("1000000", "999424"), ("100", "1024"), ("NaN", "0"), ("-5", "0"), ("0", "0")]
    {
        for direction in ["Download", "Upload"] {
            let name = format!("transfer/set{direction}Limit");
            assert_eq!(client.post(&name, &[("limit", sent)]).await.status, 200, "{sent}");
            let name = format!("transfer/{}Limit", direction.to_lowercase());
            assert_eq!(client.get(&name).await.text(), kept, "{sent}");
        }
    }
    let four = [
        ("up_limit", "1024000"),
        ("dl_limit", "2048000"),
        ("alt_up_limit", "10240"),
        ("alt_dl_limit", "20480"),
    ];
    assert_eq!(client.post("transfer/setSpeedLimits", &four).await.status, 200);
    let limits = client.get("transfer/getSpeedLimits").await;
    assert_eq!(
        limits.text(),
        r#"{"alt_dl_limit":20480,"alt_up_limit":10240,"dl_limit":2048000,"up_limit":1024000}"#
    );
    eventually("transfer/info shows the limits", || async {
        let info = client.get("transfer/info").await.json();
        (&info["dl_rate_limit"], &info["up_rate_limit"]) == (&json!(2_048_000), &json!(1_024_000))
    })
    .await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn client_data_is_merged_and_kept() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let store = |data: Value| {
        let client = client.clone();
        async move { client.post("clientdata/store", &[("data", &data.to_string())]).await.status }
    };
    assert_eq!(store(json!({"lab": {"ü": [true, null]}, "other": "s"})).await, 200);
    assert_eq!(store(json!({"other": null, "third": 3})).await, 200);
    let all = client.get("clientdata/load").await.text();
    assert_eq!(all, r#"{"lab":{"ü":[true,null]},"third":3}"#);
    let one = client.get("clientdata/load?keys=%5B%22third%22%2C%22nope%22%5D").await.text();
    assert_eq!(one, r#"{"third":3}"#);
    assert_eq!(store(json!([])).await, 400);
    assert_eq!(store(json!({"big": "x".repeat(1024 * 1024)})).await, 409);
    assert_eq!(client.get("clientdata/load").await.text(), all);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stores_of_two_clients_lose_nothing() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let stores = (0..20).map(|n| {
        let data = json!({ format!("k{n}"): n }).to_string();
        let client = client.clone();
        async move { client.post("clientdata/store", &[("data", &data)]).await.status }
    });
    let statuses = futures_util::future::join_all(stores).await;
    assert!(statuses.iter().all(|status| *status == 200));
    assert_eq!(client.get("clientdata/load").await.json().as_object().unwrap().len(), 20);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_for_downloads_are_replaced_as_a_whole() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let cookie = json!([{"domain": "example.org", "name": "sid", "value": "v 1", "path": "/"}]);
    let form = [("cookies", cookie.to_string())];
    let form: Vec<(&str, &str)> =
        form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(client.post("app/setCookies", &form).await.status, 200);
    assert_eq!(
        client.get("app/cookies").await.text(),
        r#"[{"domain":"example.org","expirationDate":-1,"name":"sid","path":"/","value":"v 1"}]"#
    );
    assert_eq!(client.post("app/setCookies", &[("cookies", "[]")]).await.status, 200);
    assert_eq!(client.get("app/cookies").await.text(), "[]");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_goes_on_after_the_last_known_line() {
    let server = TestApp::start().await;
    let client = server.client().await;
    server.log.push(qcodex::telemetry::LogLevel::Normal, "one");
    server.log.push(qcodex::telemetry::LogLevel::Warning, "two");
    let all = client.get("log/main").await.json();
    let all = all.as_array().unwrap();
    let (one, two) = (&all[all.len() - 2], &all[all.len() - 1]);
    assert_eq!((&one["message"], &one["type"]), (&json!("one"), &json!(1)));
    assert_eq!((&two["message"], &two["type"]), (&json!("two"), &json!(4)));
    let rest = client.get(&format!("log/main?last_known_id={}", one["id"])).await.json();
    assert_eq!(rest, json!([two]));
    let warnings = client.get("log/main?normal=false&info=False&last_known_id=x").await.json();
    assert!(warnings.as_array().unwrap().iter().all(|line| line["type"] != 1));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shutdown_is_answered_and_reaches_the_program() {
    let server = TestApp::start().await;
    let client = server.client().await;
    assert_eq!(client.get("app/shutdown").await.status, 405);
    let answer = client.post("app/shutdown", &[]).await;
    assert_eq!((answer.status, answer.text()), (200, String::new()));
    server.app.shutdown_requested().await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn interfaces_have_the_addresses_that_are_listed_for_them() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let all = client.get("app/networkInterfaceAddressList?iface=").await.json();
    assert!(all.as_array().unwrap().contains(&json!("127.0.0.1")), "{all}");
    let mut count = 0;
    for interface in client.get("app/networkInterfaceList").await.json().as_array().unwrap() {
        let name = interface["value"].as_str().unwrap();
        let path = format!("app/networkInterfaceAddressList?iface={name}");
        count += client.get(&path).await.json().as_array().unwrap().len();
    }
    assert_eq!(count, all.as_array().unwrap().len());
    let unknown = client.get("app/networkInterfaceAddressList?iface=nope0").await;
    assert_eq!((unknown.status, unknown.text()), (200, "[]".to_owned()));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_session_shows_until_it_goes_on() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for (action, paused) in
        [("pauseSession", true), ("pauseSession", true), ("resumeSession", false)]
    {
        let answer = client.post(&format!("transfer/{action}"), &[]).await;
        assert_eq!((answer.status, answer.text()), (200, String::new()), "{action}");
        let full = client.get("sync/maindata?rid=0").await.json();
        assert_eq!(full["server_state"]["session_state"], json!(paused), "{action}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn banned_peers_are_kept_and_no_peer_is_added() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let peers = "bad|203.0.113.5:1234|[2001:db8::1]:5";
    assert_eq!(client.post("transfer/banPeers", &[("peers", peers)]).await.status, 200);
    let banned = client.get("app/preferences").await.json()["banned_IPs"].clone();
    assert_eq!(banned, json!("2001:db8::1\n203.0.113.5"));
    let form = |peers| [("hashes", "all"), ("peers", peers)];
    let none = client.post("torrents/addPeers", &form("nonsense|1.2.3")).await;
    assert_eq!((none.status, none.text()), (400, "No valid peers were specified".to_owned()));
    let empty = client.post("torrents/addPeers", &form("127.0.0.1:1")).await;
    assert_eq!((empty.status, empty.text()), (200, "{}".to_owned()));
    server.stop().await;
}

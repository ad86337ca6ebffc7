//! What belongs to a BitTorrent engine: kept and read back, or truthfully not done.

use super::{MULTI, SINGLE, UNKNOWN, start, upload};
use crate::common::Client;
use serde_json::json;

async fn post(client: &Client, name: &str, form: &[(&str, &str)]) -> (u16, String) {
    let answer = client.post(name, form).await;
    (answer.status, answer.text())
}

fn ok() -> (u16, String) {
    (200, String::new())
}

#[tokio::test(flavor = "multi_thread")]
async fn trackers_get_other_urls_and_tiers() {
    let (server, client) = start().await;
    upload(&client, "single", &[("stopped", "true")]).await;
    let urls = "http://127.0.0.1:9/one\nhttp://127.0.0.1:9/two";
    client.post("torrents/addTrackers", &[("hash", SINGLE), ("urls", urls)]).await;
    let (one, two) = ("http://127.0.0.1:9/one", "http://127.0.0.1:9/two");
    for (form, status, text) in [
        (vec![("hash", UNKNOWN), ("url", one)], 404, "Not Found"),
        (vec![("hash", SINGLE), ("url", one)], 400, "Bad Request"),
        (vec![("hash", SINGLE), ("tier", "1")], 400, "Bad Request"),
        (vec![("hash", SINGLE), ("url", one), ("tier", "x")], 400, "tier must be an integer"),
        (
            vec![("hash", SINGLE), ("url", one), ("tier", "256")],
            400,
            "tier must be between 0 and 255",
        ),
        (vec![("hash", SINGLE), ("url", one), ("newUrl", "")], 400, "New tracker URL is invalid"),
        (
            vec![("hash", SINGLE), ("url", one), ("newUrl", two)],
            409,
            "New tracker URL already exists",
        ),
        (vec![("hash", SINGLE), ("url", "nope"), ("newUrl", "x")], 409, "Tracker not found"),
        (vec![("hash", SINGLE), ("url", one), ("newUrl", one)], 200, ""),
        (vec![("hash", SINGLE), ("origUrl", one), ("newUrl", "udp://h:1/new")], 200, ""),
        (vec![("hash", SINGLE), ("url", two), ("tier", "7")], 200, ""),
    ] {
        let answer = post(&client, "torrents/editTracker", &form).await;
        assert_eq!(answer, (status, text.to_owned()), "{form:?}");
    }
    let trackers = client.get(&format!("torrents/trackers?hash={SINGLE}")).await.json();
    let tier = |url: &str| {
        let mut all = trackers.as_array().unwrap().iter();
        all.find(|row| row["url"] == url).map(|row| row["tier"].clone())
    };
    assert_eq!((tier("udp://h:1/new"), tier(two)), (Some(json!(0)), Some(json!(7))));
    assert_eq!(tier(one), None);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn web_seeds_are_kept() {
    let (server, client) = start().await;
    upload(&client, "single", &[("stopped", "true")]).await;
    let seeds = || async { client.get(&format!("torrents/webseeds?hash={SINGLE}")).await.json() };
    let before = seeds().await.as_array().unwrap().len();
    let base = "http://127.0.0.1:9";
    for (action, form, status, text) in [
        (
            "addWebSeeds",
            vec![("urls", format!("{base}/w1|{base}/w2|{base}/w1"))],
            200,
            String::new(),
        ),
        (
            "addWebSeeds",
            vec![("urls", format!("{base}/w%20three"))],
            400,
            format!("\"{base}/w three\" is not a valid URL"),
        ),
        ("addWebSeeds", vec![("urls", format!("{base}/w%2520four"))], 200, String::new()),
        (
            "addWebSeeds",
            vec![("urls", format!("{base}/good|not a url"))],
            400,
            "\"not a url\" is not a valid URL".to_owned(),
        ),
        (
            "addWebSeeds",
            vec![("urls", "file:///etc/passwd".to_owned())],
            400,
            "URL scheme must be one of [http, https, ftp]".to_owned(),
        ),
        (
            "editWebSeed",
            vec![("origUrl", format!("{base}/w1")), ("newUrl", format!("{base}/w1b"))],
            200,
            String::new(),
        ),
        (
            "editWebSeed",
            vec![("origUrl", format!("{base}/nope")), ("newUrl", format!("{base}/z"))],
            409,
            format!("\"{base}/nope\" is not an existing URL"),
        ),
        (
            "editWebSeed",
            vec![("origUrl", format!("{base}/w1b")), ("newUrl", "::bad".to_owned())],
            400,
            "\"::bad\" is not a valid URL".to_owned(),
        ),
        ("removeWebSeeds", vec![("urls", format!("{base}/w2|{base}/nope"))], 200, String::new()),
    ] {
        let form: Vec<(&str, &str)> = [("hash", SINGLE)]
            .into_iter()
            .chain(form.iter().map(|(name, value)| (*name, value.as_str())))
            .collect();
        let name = format!("torrents/{action}");
        assert_eq!(post(&client, &name, &form).await, (status, text), "{form:?}");
        let mut unknown = form.clone();
        unknown[0] = ("hash", UNKNOWN);
        assert_eq!(post(&client, &name, &unknown).await, (404, "Not Found".to_owned()));
    }
    let now = seeds().await;
    let now: Vec<&str> = now
        .as_array()
        .unwrap()
        .iter()
        .skip(before)
        .map(|row| row["url"].as_str().unwrap())
        .collect();
    assert_eq!(now, [format!("{base}/w1b"), format!("{base}/w%20four")]);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn peers_are_counted_as_not_added_and_banned_by_address() {
    let (server, client) = start().await;
    for name in ["single", "multi"] {
        upload(&client, name, &[("stopped", "true")]).await;
    }
    let none = (400, "No valid peers were specified".to_owned());
    for peers in ["", "nonsense|1.2.3", "1.2.3.4", "1.2.3.4:0", "::1:5"] {
        let form = [("hashes", SINGLE), ("peers", peers)];
        assert_eq!(post(&client, "torrents/addPeers", &form).await, none, "{peers}");
    }
    let both = format!("{SINGLE}|{UNKNOWN}|{MULTI}");
    let form = [("hashes", &*both), ("peers", "127.0.0.1:1|bad|[::1]:2")];
    let answer = client.post("torrents/addPeers", &form).await.json();
    let counts = json!({"added": 0, "failed": 3});
    assert_eq!(answer, json!({SINGLE: counts, MULTI: counts}));
    let form = [("hashes", UNKNOWN), ("peers", "127.0.0.1:1")];
    assert_eq!(post(&client, "torrents/addPeers", &form).await, (200, "{}".to_owned()));

    client.set_preferences(json!({"banned_IPs": "9.9.9.9"})).await;
    for peers in ["", "bad", "203.0.113.5:1234|bad|[2001:db8::1]:9|203.0.113.5:1"] {
        assert_eq!(post(&client, "transfer/banPeers", &[("peers", peers)]).await, ok());
    }
    let banned = client.get("app/preferences").await.json()["banned_IPs"].clone();
    let mut banned: Vec<&str> = banned.as_str().unwrap().lines().collect();
    banned.sort_unstable();
    assert_eq!(banned, ["2001:db8::1", "203.0.113.5", "9.9.9.9"]);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_parameters_are_read_back() {
    let (server, client) = start().await;
    upload(&client, "single", &[("stopped", "true")]).await;
    let read = format!("torrents/SSLParameters?hash={SINGLE}");
    let empty = json!({"ssl_certificate": "", "ssl_dh_params": "", "ssl_private_key": ""});
    assert_eq!(client.get(&read).await.json(), empty);
    let pem = |kind: &str| format!("-----BEGIN {kind}-----\nAAAA\n-----END {kind}-----\n");
    let (certificate, key) = (pem("CERTIFICATE"), pem("PRIVATE KEY"));
    let form = |hash: &str, certificate: &str, key: &str, dh: &str| {
        [
            ("hash", hash.to_owned()),
            ("ssl_certificate", certificate.to_owned()),
            ("ssl_private_key", key.to_owned()),
            ("ssl_dh_params", dh.to_owned()),
        ]
    };
    for (form, status, text) in [
        (form(UNKNOWN, &certificate, &key, "dh"), 404, "Not Found"),
        (form(SINGLE, "x", "y", "z"), 415, "Unsupported Media Type"),
        (form(SINGLE, &key, &certificate, "dh"), 415, "Unsupported Media Type"),
        (form(SINGLE, &certificate, &key, ""), 415, "Unsupported Media Type"),
    ] {
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = post(&client, "torrents/setSSLParameters", &form).await;
        assert_eq!(answer, (status, text.to_owned()));
        assert_eq!(client.get(&read).await.json(), empty);
    }
    let form = form(SINGLE, &certificate, &key, "dh");
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(post(&client, "torrents/setSSLParameters", &form).await, ok());
    let stored =
        json!({"ssl_certificate": certificate, "ssl_dh_params": "dh", "ssl_private_key": key});
    assert_eq!(client.get(&read).await.json(), stored);
    server.stop().await;
}

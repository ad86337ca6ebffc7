//! `codex/capabilities`: what the node can do, and what every setting is worth with it.

use qcodex::clock::Clock;
use qcodex::session::settings::Key;
use serde_json::{Value, json};

use super::real::RealNode;
use super::{on_node, online, set};
use crate::common::{Client, Request, TestApp, eventually};

async fn read(client: &Client) -> Value {
    let answer = client.get("codex/capabilities").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_the_embedded_node() {
    let server = TestApp::start_with(Clock::system(), |config| {
        config.webui_address = Some("127.0.0.1".to_owned());
    })
    .await;
    assert_eq!(server.stranger().get("codex/capabilities").await.status, 403);
    let client = server.client().await;
    let all = read(&client).await;
    let version = concat!("qcodex/", env!("CARGO_PKG_VERSION"));
    let node = json!({
        "generation": "c", "kind": "embedded", "reason": null, "state": "online", "url": null,
        "version": version,
    });
    assert_eq!(all["node"], node);
    assert_eq!(all["flags"]["import_by_reference"], true);
    assert_eq!(all["flags"]["rate_limits"], false);
    assert_eq!(
        all["features"],
        json!({"external_programs": false, "history": true, "marketplace": false, "publish": true, "rss": false,
            "search": false})
    );

    // Every key of the preferences is there, and the one that is never returned.
    let rows = all["preferences"].as_object().unwrap();
    let preferences = client.get("app/preferences").await.json();
    let names = preferences.as_object().unwrap().keys();
    // Names of older releases stand for one of these.
    for key in names.filter(|key| Key::from_wire(key).is_some()) {
        assert!(rows.contains_key(key), "{key}");
    }
    assert_eq!(rows.len(), Key::ALL.len());
    assert_eq!(rows["web_ui_password"]["default"], Value::Null);
    // It is never returned, yet the page is where it is set.
    assert_eq!(rows["web_ui_password"]["visible"], true);
    assert_eq!(rows["web_ui_password"]["editable"], true);
    assert_eq!(rows["web_ui_password"]["kind"], "password");
    let order = |key: &str| rows[key]["order"].as_u64().unwrap();
    assert!(order("file_log_enabled") < order("file_log_path"));
    assert!(order("file_log_age_type") < order("torrent_content_layout"));
    let counts = all["counts"].as_object().unwrap();
    let sum: u64 = counts.values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(sum, u64::try_from(rows.len()).unwrap());
    for (key, row) in rows {
        let class = row["class"].as_str().unwrap();
        assert!(counts.contains_key(class), "{key}");
        // Who shows nothing says why.
        assert!(row["visible"] == true || row["reason"].is_string(), "{key}: {row}");
        assert!(row["editable"] == false || row["visible"] == true, "{key}: {row}");
        assert!(!row["effect"].as_str().unwrap().is_empty(), "{key}");
        if matches!(class, "bridge" | "inert") {
            assert_eq!(row["visible"], false, "{key}");
        }
    }
    let limit = &rows["dl_limit"];
    assert_eq!(
        (
            &limit["visible"],
            &limit["editable"],
            &limit["reason"],
            &limit["kind"],
            &limit["default"]
        ),
        (&json!(true), &json!(true), &Value::Null, &json!("int"), &json!(0)),
    );
    // Without a network side there is nothing to forward or to announce.
    for key in ["upnp", "announce_ip", "status_bar_external_ip"] {
        assert_eq!(rows[key]["visible"], false, "{key}");
        assert!(rows[key]["reason"].as_str().unwrap().contains("no network side"), "{key}");
        assert_eq!(rows[key]["reason_code"], "no_address", "{key}");
    }
    assert_eq!(rows["max_connec"]["when"], "at_once");
    assert_eq!(rows["up_limit"]["reason"], Value::Null);
    assert_eq!(rows["up_limit"]["reason_code"], Value::Null);
    assert_eq!(rows["pex"]["reason_code"], "no_effect");
    assert_eq!(rows["rss_processing_enabled"]["reason_code"], "needs_feeds");
    assert_eq!(rows["random_port"]["visible"], false);
    // What the start decided is fixed.
    assert_eq!(rows["web_ui_address"]["editable"], false);
    let reason = rows["web_ui_address"]["reason"].as_str().unwrap();
    assert!(reason.contains("--webui-address"), "{reason}");
    assert!(rows["listen_port"]["reason"].as_str().unwrap().contains("--codex-api"));
    assert_eq!(rows["listen_port"]["editable"], false);
    // A client could run any program by these.
    assert_eq!(rows["autorun_program"]["editable"], false);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_again_costs_nothing_until_something_changes() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let first = client.get("codex/capabilities").await;
    let tag = first.header("etag").unwrap().to_owned();
    let again = || Request::get("codex/capabilities").header("If-None-Match", &tag);
    let same = client.send(again()).await;
    assert_eq!((same.status, same.body.len()), (304, 0));
    assert_eq!(set(&client, r#"{"generation":"b"}"#).await.0, 200);
    eventually("another answer", async || client.send(again()).await.status == 200).await;
    assert_eq!(read(&client).await["node"]["generation"], "b");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_real_node() {
    let node = RealNode::start().await;
    let (server, client) = on_node(&node.url()).await;
    let all = read(&client).await;
    assert_eq!(all["node"]["kind"], "rest");
    assert_eq!(all["node"]["generation"], "a");
    assert_eq!(all["node"]["url"], node.url());
    assert!(all["node"]["version"].as_str().unwrap().starts_with("fatal: not a git"));
    assert_eq!(all["flags"]["import_by_reference"], false);
    let rows = &all["preferences"];
    // Shown, with what is not true of it.
    for (key, word) in
        [("up_limit", "Not enforced"), ("dl_limit", "Approximate"), ("max_ratio", "does not tell")]
    {
        assert_eq!(rows[key]["visible"], true, "{key}");
        assert!(rows[key]["reason"].as_str().unwrap().contains(word), "{key}: {}", rows[key]);
    }
    assert_eq!(rows["upnp"]["visible"], true);
    assert_eq!(rows["upnp"]["when"], "node_restart");
    assert_eq!(rows["status_bar_external_ip"]["when"], "at_once");
    assert_eq!(rows["current_network_interface"]["visible"], false);
    for key in ["ip_filter_enabled", "ip_filter_path", "banned_IPs"] {
        assert_eq!(rows[key]["visible"], false, "{key}");
        assert!(rows[key]["reason"].as_str().unwrap().contains("whom to refuse"), "{key}");
    }
    server.stop().await;
}

/// The answer follows what answers at the node's address.
#[tokio::test(flavor = "multi_thread")]
async fn another_node_at_the_same_address_is_seen() {
    let node = RealNode::start().await;
    node.forget_all();
    let url = node.url();
    let server = TestApp::start_with(Clock::system(), |config| {
        config.codex = Some(qcodex::config::NodeChoice::Url(url));
    })
    .await;
    let client = server.client().await;
    eventually("it is away", async || read(&client).await["node"]["state"] == "away").await;
    assert!(read(&client).await["node"]["reason"].is_string());
    node.json(
        "/api/storage/v1/space",
        &json!({"totalBlocks": 0, "quotaMaxBytes": 5, "quotaUsedBytes": 0, "quotaReservedBytes": 0}),
    );
    let info = json!({
        "id": "16Uiu2", "addrs": [], "spr": "", "table": {"nodes": []}, "connections": [],
        "storage": {"version": "v0.4.5", "revision": "x"},
    });
    node.json("/api/storage/v1/debug/info", &info);
    online(&client).await;
    let all = read(&client).await;
    assert_eq!(
        (&all["node"]["version"], &all["node"]["generation"]),
        (&json!("v0.4.5"), &json!("c"))
    );
    assert_eq!(all["flags"]["peers"], true);
    server.stop().await;
}

//! `codex/settings`: settings around the node, and the dialect.

use qcodex::clock::Clock;
use serde_json::{Value, json};

use super::real::RealNode;
use super::{all, change, on_node, online, set, setting};
use crate::common::eventually;
use crate::common::{Request, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn the_dialect_changes_at_once_and_stays() {
    let server = TestApp::start().await;
    assert_eq!(server.stranger().get("codex/settings").await.status, 403);
    let client = server.client().await;
    let dialect = setting(&client, "dialect").await;
    let words: Vec<&Value> =
        dialect["choices"].as_array().unwrap().iter().map(|choice| &choice["value"]).collect();
    assert_eq!(words, ["4", "5.1", "5.3"]);
    for (member, value) in [
        ("value", json!("5.1")),
        ("effective", json!("5.1")),
        ("default", json!("5.1")),
        ("kind", json!("choice")),
        ("editable", json!(true)),
        ("reason", Value::Null),
        ("restart", json!("none")),
        ("restart_needed", json!(false)),
        ("preference", Value::Null),
        ("option", Value::Null),
    ] {
        assert_eq!(dialect[member], value, "{member}");
    }

    let (status, _) = set(&client, r#"{"dialect":"5.3"}"#).await;
    assert_eq!(status, 200);
    assert_eq!(client.get("app/version").await.text(), "v5.3.0");
    assert_eq!(setting(&client, "dialect").await["effective"], "5.3");
    // A client that needs another one still gets it.
    let readarr = Request::get("app/version").header("User-Agent", "Readarr/0.4");
    assert_eq!(client.send(readarr).await.text(), "v4.6.7");

    for (value, text) in [
        ("[]", "json must be an object"),
        (r#"{"dialect":6}"#, "dialect: use a text"),
        (r#"{"dialect":"6"}"#, "dialect: use one of 4, 5.1, 5.3"),
        (r#"{"nope":1}"#, "there is no setting named \"nope\""),
    ] {
        assert_eq!(set(&client, value).await, (400, text.to_owned()));
    }
    assert_eq!(client.get("app/version").await.text(), "v5.3.0");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_command_line_says_is_fixed() {
    let fixed = |config: &mut qcodex::config::Config| config.dialect = Some("4".to_owned());
    let server = TestApp::start_with(Clock::system(), fixed).await;
    let client = server.client().await;
    let reason = "set by --dialect or QCODEX_DIALECT for this run";
    let dialect = setting(&client, "dialect").await;
    assert_eq!((&dialect["reason"], &dialect["editable"]), (&json!(reason), &json!(false)));
    assert_eq!(dialect["effective"], "4");
    assert_eq!(dialect["reason_code"], "set_by_flag");
    let values = json!({"flag": "--dialect", "variable": "QCODEX_DIALECT"});
    assert_eq!(dialect["reason_params"], values);
    let refused = set(&client, r#"{"dialect":"5.3"}"#).await;
    assert_eq!(refused, (409, format!("dialect: {reason}")));
    assert_eq!(client.get("app/version").await.text(), "v4.6.7");
    // What it is shown a page may send back.
    assert_eq!(set(&client, r#"{"dialect":"5.1"}"#).await.0, 200);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_are_refused_all_or_none() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let before = all(&client).await;
    for (value, status, text) in [
        (json!({"quota": 5}), 400, "quota: use a number from 1048576 to 9223372036854775807"),
        (json!({"quota": "20 GiB"}), 400, "quota: use a whole number"),
        (json!({"retention": 0}), 400, "retention: use a number from 3600 to 3153600000"),
        (json!({"generation": "d"}), 400, "generation: use one of a, b, c"),
        (
            json!({"log_level": "loud"}),
            400,
            "log_level: use one of trace, debug, info, notice, warn, error, fatal",
        ),
        (
            json!({"node_url": "ftp://x"}),
            400,
            "node_url: not the address of a Codex node: expected http://host:port",
        ),
        (json!({"sources": ["http://h", 7]}), 400, "sources: use a text"),
        (json!({"agent": "a\nb"}), 400, "agent: use one line of at most 4096 bytes"),
        (
            json!({"max_peers": 0, "quota": 30_000_000_000_i64}),
            400,
            "max_peers: use a number from 1 to 1000000",
        ),
        (json!({"peer_id": "x"}), 409, "peer_id: it is only shown here"),
    ] {
        assert_eq!(set(&client, &value.to_string()).await, (status, text.to_owned()), "{value}");
    }
    for name in ["discovery_port", "metrics_port"] {
        let (status, text) =
            set(&client, &json!({name: 9000, "quota": 30_000_000_000_i64}).to_string()).await;
        assert_eq!(status, 409, "{text}");
        assert!(text.starts_with(name), "{text}");
    }
    assert_eq!(all(&client).await, before);
    server.stop().await;
}

/// A server that begins with its own node moves to another one, and its settings follow.
#[tokio::test(flavor = "multi_thread")]
async fn another_node_is_in_use_at_once_and_after_a_restart() {
    let other = TestApp::start().await;
    let url = other.app.codex_api_url.clone().unwrap();
    let server = TestApp::start().await;
    let client = server.client().await;
    let with_login = url.replace("http://", "http://user:s3cret@");
    change(&client, json!({"node_url": with_login})).await;
    let row = setting(&client, "node_url").await;
    assert_eq!((&row["value"], &row["effective"]), (&json!(url), &json!(url)));
    assert_eq!((&row["restart"], &row["restart_needed"]), (&json!("none"), &json!(false)));
    online(&client).await;
    assert_eq!(client.get("codex/capabilities").await.json()["node"]["kind"], "rest");
    assert_eq!(server.app.session.api_control().state().addresses, [], "its own API is off");
    // Sending back what is shown keeps the login.
    change(&client, json!({"node_url": url})).await;

    let server = server.restart().await;
    let client = server.client().await;
    online(&client).await;
    let answer = client.get("codex/capabilities").await.json();
    assert_eq!(answer["node"]["kind"], "rest");
    assert_eq!(answer["flags"]["is_qcodex"], true);
    assert_eq!(answer["preferences"]["max_connec"]["visible"], false);
    let shown = client.get("codex/settings").await.text();
    assert!(!shown.contains("s3cret"), "{shown}");
    let row = setting(&client, "node_url").await;
    assert_eq!((&row["effective"], &row["restart_needed"]), (&json!(url), &json!(false)));
    let quota = setting(&client, "quota").await;
    assert_eq!(quota["effective"], 21_474_836_480_i64);
    assert!(quota["reason"].as_str().unwrap().contains("another qcodex"), "{quota}");
    change(&client, json!({"node_url": "embedded"})).await;
    eventually("its own API is on", async || {
        !server.app.session.api_control().state().addresses.is_empty()
    })
    .await;
    assert_eq!(client.get("codex/capabilities").await.json()["node"]["kind"], "embedded");
    server.stop().await;
    other.stop().await;
}

/// A real node shows what it reports; what is set becomes its command line.
#[tokio::test(flavor = "multi_thread")]
async fn a_real_node_gets_a_command_line() {
    let node = RealNode::start().await;
    let (server, client) = on_node(&node.url()).await;
    let first = all(&client).await;
    assert_eq!(first["command_line"], json!([]));
    assert_eq!(first["restart_needed"], false);
    let rows = &first["settings"];
    assert_eq!(rows["quota"]["effective"], 21_474_836_480_i64);
    assert_eq!(rows["quota"]["option"], "--storage-quota=21474836480");
    assert_eq!(rows["transfer_port"]["effective"], 8081);
    assert!(rows["peer_id"]["value"].as_str().unwrap().starts_with("16Uiu2"));
    let spr = rows["spr"]["value"].as_str().unwrap().to_owned();
    assert!(spr.starts_with("spr:"));
    assert_eq!(rows["data_dir"]["value"], "/srv/codex/codex-master-1/data");
    assert_eq!(rows["announced_addresses"]["value"], json!(["/ip4/127.0.0.1/tcp/8081"]));
    assert_eq!(rows["rest_address"]["value"], node.url());

    change(
        &client,
        json!({
            "quota": 40_000_000_000_i64,
            "retention": 31_536_000,
            "transfer_port": 41_000,
            "bind_address": "192.0.2.7",
            "discovery_port": 41_001,
            "nat": "extip:203.0.113.9",
            "bootstrap": [spr],
            "max_peers": 40,
            "agent": "my node",
        }),
    )
    .await;
    let now = all(&client).await;
    assert_eq!(now["restart_needed"], true);
    assert_eq!(
        now["command_line"],
        json!([
            "--storage-quota=40000000000",
            "--block-ttl=31536000s",
            "--listen-addrs=/ip4/192.0.2.7/tcp/41000",
            "--disc-port=41001",
            "--nat=extip:203.0.113.9",
            format!("--bootstrap-node={}", rows["spr"]["value"].as_str().unwrap()),
            "--max-peers=40",
            "'--agent-string=my node'",
        ])
    );
    let quota = &now["settings"]["quota"];
    assert_eq!(
        (&quota["value"], &quota["restart_needed"]),
        (&json!(40_000_000_000_i64), &json!(true))
    );
    assert_eq!(now["settings"]["announce_ip"]["value"], "203.0.113.9");

    for (value, text) in [
        (json!({"transfer_port": 41_001}), "transfer_port: 41001 is the value of discovery_port"),
        (json!({"discovery_port": 41_000}), "discovery_port: 41000 is the value of transfer_port"),
        (json!({"transfer_port": node.address.port()}), "is the port of the node's REST API"),
        (json!({"transfer_port": 0}), "transfer_port: use at least 1"),
        (json!({"bootstrap": ["spr:AAAA"]}), "the bootstrap record is damaged"),
        (json!({"bootstrap": ["enr:AAAA"]}), "a bootstrap record starts with spr:"),
        (json!({"nat": "extip:nowhere"}), "nowhere is no IP address"),
        (json!({"bind_address": "lo"}), "lo is no IP address"),
    ] {
        let (status, told) = set(&client, &value.to_string()).await;
        assert_eq!(status, 400, "{value}: {told}");
        assert!(told.contains(text), "{value}: {told}");
    }
    assert_eq!(set(&client, r#"{"generation":"c"}"#).await.0, 409);

    // The node was restarted with them.
    let space = json!({"totalBlocks": 0, "quotaMaxBytes": 40_000_000_000_i64,
        "quotaUsedBytes": 39_000_000_000_i64, "quotaReservedBytes": 5});
    node.json("/api/codex/v1/space", &space);
    let refused = set(&client, r#"{"quota":39000000004}"#).await;
    assert_eq!(
        refused,
        (400, "quota: 39000000005 bytes are in use; use at least as many".to_owned())
    );
    server.stop().await;
}

/// The newest nodes have other words for where they listen and how they are reached.
#[tokio::test(flavor = "multi_thread")]
async fn the_newest_nodes_have_words_of_their_own() {
    let node = RealNode::start().await;
    node.forget_all();
    node.json(
        "/api/storage/v1/space",
        &json!({"totalBlocks": 0, "quotaMaxBytes": 5, "quotaUsedBytes": 0, "quotaReservedBytes": 0}),
    );
    let info = json!({
        "id": "16Uiu2", "addrs": [], "spr": "", "table": {"nodes": []}, "connections": [],
        "storage": {"version": "untagged build", "revision": "x"},
    });
    node.json("/api/storage/v1/debug/info", &info);
    let (server, client) = on_node(&node.url()).await;
    change(
        &client,
        json!({
            "transfer_port": 41_000, "nat": "any", "metrics": true, "metrics_port": 41_002,
            "block_retries": 100, "maintenance_interval": 60,
        }),
    )
    .await;
    let now = all(&client).await;
    assert_eq!(
        now["command_line"],
        json!([
            "--listen-ip=0.0.0.0",
            "--listen-port=41000",
            "--nat=auto",
            "--block-mi=60s",
            "--block-retries=100",
            "--metrics",
            "--metrics-port=41002",
        ])
    );
    // Nobody can see whether the node was started with them, but it was not started since.
    assert_eq!(now["settings"]["block_retries"]["restart_needed"], true);
    assert_eq!(now["settings"]["maintenance_blocks"]["restart_needed"], false);
    change(&client, json!({"nat": "upnp"})).await;
    let nat = setting(&client, "nat").await;
    assert_eq!((&nat["option"], nat["choices"].as_array().unwrap().len()), (&Value::Null, 1));
    assert!(nat["reason"].as_str().unwrap().contains("any and extip"), "{nat}");
    server.stop().await;
}

/// The log level is what a real node takes while it runs.
#[tokio::test(flavor = "multi_thread")]
async fn a_real_node_is_told_its_log_level() {
    let node = RealNode::start().await;
    let path = "/api/codex/v1/debug/chronicles/loglevel";
    let (server, client) = on_node(&node.url()).await;
    change(&client, json!({"log_level": "debug"})).await;
    let row = setting(&client, "log_level").await;
    assert_eq!((&row["effective"], &row["restart"]), (&Value::Null, &json!("none")));
    assert!(row["reason"].as_str().unwrap().contains("the node was not told"), "{row}");
    node.on("POST", path, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_vec());
    change(&client, json!({"log_level": "trace"})).await;
    let row = setting(&client, "log_level").await;
    assert_eq!((&row["effective"], &row["reason"]), (&json!("trace"), &Value::Null));
    let told = node.asked(&format!("POST {path}"));
    assert!(told.last().unwrap().contains("?level=trace "), "{told:?}");
    assert_eq!(all(&client).await["command_line"], json!(["--log-level=trace"]));
    server.stop().await;
}

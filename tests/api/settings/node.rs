//! Settings that become options of the node.

use std::net::SocketAddr;

use qcodex::config::CodexApi;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::codex::real::RealNode;
use crate::codex::{all, change, on_node, set, setting};
use crate::common::{Client, TestApp, eventually};

/// A server whose node listens where the settings say, at first on a free port.
async fn movable() -> (TestApp, Client) {
    let server = TestApp::start().await;
    server.client().await.set_preferences(json!({"random_port": true})).await;
    let server = server.restart_with(|config| config.codex_api = CodexApi::Stored).await;
    let client = server.client().await;
    (server, client)
}

/// Where the node listens now.
async fn address(client: &Client) -> Option<SocketAddr> {
    let port = setting(client, "transfer_port").await["effective"].as_u64()?;
    let ip = setting(client, "bind_address").await["effective"].as_str()?.to_owned();
    Some(SocketAddr::new(ip.parse().unwrap(), u16::try_from(port).unwrap()))
}

/// Status of a request on a connection that stays open; none when there is no connection.
async fn ask(connection: &mut TcpStream, method: &str) -> Option<u16> {
    let request = format!("{method} /api/storage/v1/space HTTP/1.1\r\nHost: localhost\r\n\r\n");
    connection.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    while !answer.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = connection.read(&mut buffer).await.ok().filter(|read| *read > 0)?;
        answer.extend_from_slice(&buffer[..read]);
    }
    let text = String::from_utf8_lossy(&answer).into_owned();
    text.split(' ').nth(1)?.parse().ok()
}

async fn status_at(address: SocketAddr, method: &str) -> Option<u16> {
    let mut connection = TcpStream::connect(address).await.ok()?;
    ask(&mut connection, method).await
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Effect of `listen_port`, `random_port`.
#[tokio::test(flavor = "multi_thread")]
async fn the_node_moves_to_another_port_while_it_runs() {
    let (server, client) = movable().await;
    let first = address(&client).await.unwrap();
    assert!(first.ip().is_loopback());
    assert_eq!(status_at(first, "GET").await, Some(200));
    let preferences = client.get("app/preferences").await.json();
    assert_eq!(
        (&preferences["listen_port"], &preferences["random_port"]),
        (&json!(0), &json!(true))
    );

    let port = free_port();
    client.set_preferences(json!({"listen_port": port})).await;
    let second = SocketAddr::new(first.ip(), port);
    eventually("it moves", async || address(&client).await == Some(second)).await;
    assert_eq!(status_at(second, "GET").await, Some(200));
    eventually("it leaves", async || status_at(first, "GET").await.is_none()).await;
    assert_eq!(client.get("app/preferences").await.json()["random_port"], false);

    // A port that somebody has: the old one stays, and the setting keeps its value.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let busy = taken.local_addr().unwrap().port();
    change(&client, json!({"transfer_port": busy})).await;
    let row = async || setting(&client, "transfer_port").await;
    eventually("it says why", async || row().await["reason"].is_string()).await;
    let now = row().await;
    assert_eq!((&now["value"], &now["effective"]), (&json!(busy), &json!(port)));
    assert!(now["reason"].as_str().unwrap().contains("cannot listen on"), "{now}");
    assert_eq!(now["editable"], true);
    assert_eq!(status_at(second, "GET").await, Some(200));
    assert_eq!(client.get("app/preferences").await.json()["listen_port"], busy);

    client.set_preferences(json!({"random_port": true})).await;
    eventually("any other", async || {
        let now = address(&client).await;
        row().await["reason"].is_null() && now.is_some_and(|now| now.port() != port)
    })
    .await;
    // Preferences take any number.
    client.set_preferences(json!({"listen_port": 70_000})).await;
    eventually("no port", async || row().await["reason"].is_string()).await;
    assert_eq!(client.get("app/preferences").await.json()["listen_port"], 70_000);
    assert!(address(&client).await.is_some());
    // What cannot be had at the start leaves the server running.
    client.set_preferences(json!({"listen_port": busy})).await;
    let server = server.restart_with(|config| config.codex_api = CodexApi::Stored).await;
    let client = server.client().await;
    let row = setting(&client, "transfer_port").await;
    assert_eq!((&row["value"], &row["effective"]), (&json!(busy), &Value::Null));
    assert!(row["reason"].is_string(), "{row}");
    assert_eq!(setting(&client, "rest_address").await["value"], "off");
    drop(taken);
    server.stop().await;
}

/// Effect of `current_interface_address`.
#[tokio::test(flavor = "multi_thread")]
async fn the_node_moves_to_another_address() {
    let (server, client) = movable().await;
    let port = free_port();
    client
        .set_preferences(json!({"listen_port": port, "current_interface_address": "127.0.0.2"}))
        .await;
    let at = |ip: &str| Some(SocketAddr::new(ip.parse().unwrap(), port));
    eventually("it moves", async || address(&client).await == at("127.0.0.2")).await;
    assert_eq!(status_at(at("127.0.0.2").unwrap(), "GET").await, Some(200));
    assert_eq!(setting(&client, "bind_address").await["value"], "127.0.0.2");
    // All addresses and one of them cannot be had together; who comes from outside only reads.
    change(&client, json!({"bind_address": "0.0.0.0"})).await;
    eventually("all of them", async || address(&client).await == at("0.0.0.0")).await;
    assert_eq!(status_at(at("127.0.0.1").unwrap(), "GET").await, Some(200));
    assert_eq!(status_at(at("127.0.0.1").unwrap(), "DELETE").await, Some(403));
    let preferences = client.get("app/preferences").await.json();
    assert_eq!(preferences["current_interface_address"], "0.0.0.0");
    // One that is not this machine's.
    client.set_preferences(json!({"current_interface_address": "192.0.2.1"})).await;
    let row = async || setting(&client, "bind_address").await;
    eventually("it says why", async || row().await["reason"].is_string()).await;
    assert_eq!(row().await["effective"], "0.0.0.0");
    server.stop().await;
}

/// Effect of `current_network_interface`, `current_interface_name`.
#[tokio::test(flavor = "multi_thread")]
async fn the_node_keeps_to_an_interface() {
    let (server, client) = movable().await;
    client.set_preferences(json!({"current_network_interface": "lo"})).await;
    let preferences = client.get("app/preferences").await.json();
    assert_eq!(preferences["current_interface_name"], "lo");
    assert_eq!(setting(&client, "interface").await["value"], "lo");
    let shown = async || setting(&client, "rest_address").await["value"].clone();
    eventually("it listens", async || {
        shown().await.as_str().unwrap().contains("http://127.0.0.1:")
    })
    .await;
    // An address that the interface does not have.
    client.set_preferences(json!({"current_interface_address": "192.0.2.1"})).await;
    let row = async || setting(&client, "interface").await;
    eventually("it says why", async || row().await["reason"].is_string()).await;
    assert!(row().await["reason"].as_str().unwrap().contains("the interface lo"));
    assert_eq!(status_at(address(&client).await.unwrap(), "GET").await, Some(200));
    // One that is not there keeps the name of the last one, as it always was.
    client
        .set_preferences(json!({
            "current_network_interface": "nope0", "current_interface_address": ""
        }))
        .await;
    let preferences = client.get("app/preferences").await.json();
    assert_eq!(preferences["current_network_interface"], "nope0");
    assert_eq!(preferences["current_interface_name"], "lo");
    let (status, text) = set(&client, r#"{"interface":"nope1"}"#).await;
    assert_eq!(
        (status, text.as_str()),
        (400, "interface: there is no network interface named nope1")
    );
    client.set_preferences(json!({"current_network_interface": ""})).await;
    assert_eq!(client.get("app/preferences").await.json()["current_interface_name"], "");
    eventually("no trouble", async || row().await["reason"].is_null()).await;
    server.stop().await;
}

/// Effect of `max_connec`.
#[tokio::test(flavor = "multi_thread")]
async fn connections_to_the_node_are_limited_at_once() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let url = server.app.codex_api_url.clone().unwrap();
    let node: SocketAddr = url.trim_start_matches("http://").parse().unwrap();
    client.set_preferences(json!({"max_connec": 1})).await;
    let open = async || TcpStream::connect(node).await.unwrap();
    let mut first = open().await;
    assert_eq!(ask(&mut first, "GET").await, Some(200));
    eventually("no place is left", async || status_at(node, "GET").await == Some(503)).await;
    assert_eq!(ask(&mut first, "GET").await, Some(200));
    drop(first);
    eventually("there is a place", async || status_at(node, "GET").await == Some(200)).await;
    change(&client, json!({"max_peers": -1})).await;
    assert_eq!(client.get("app/preferences").await.json()["max_connec"], -1);
    let mut held = open().await;
    assert_eq!(ask(&mut held, "GET").await, Some(200));
    eventually("as many as come", async || status_at(node, "GET").await == Some(200)).await;
    server.stop().await;
}

/// Effect of `upnp`, `announce_ip`.
#[tokio::test(flavor = "multi_thread")]
async fn a_real_node_is_told_how_it_is_reached() {
    let node = RealNode::start().await;
    let (server, client) = on_node(&node.url()).await;
    // What nobody has set is as the node says.
    eventually("its port", async || {
        client.get("app/preferences").await.json()["listen_port"] == 8081
    })
    .await;
    assert_eq!(all(&client).await["command_line"], json!([]));
    client.set_preferences(json!({"upnp": false})).await;
    let row = setting(&client, "nat").await;
    assert_eq!((&row["value"], &row["option"]), (&json!("none"), &json!("--nat=none")));
    assert_eq!((&row["restart"], &row["preference"]), (&json!("node"), &json!("upnp")));
    assert_eq!(all(&client).await["command_line"], json!(["--nat=none"]));
    client.set_preferences(json!({"announce_ip": "203.0.113.5"})).await;
    assert_eq!(all(&client).await["command_line"], json!(["--nat=extip:203.0.113.5"]));
    assert_eq!(setting(&client, "announce_ip").await["restart_needed"], true);
    change(&client, json!({"nat": "pmp"})).await;
    let preferences = client.get("app/preferences").await.json();
    assert_eq!((&preferences["upnp"], &preferences["announce_ip"]), (&json!(true), &json!("")));
    client
        .set_preferences(json!({
            "listen_port": 41_234, "max_connec": 60, "current_interface_address": "2001:db8::1",
        }))
        .await;
    let line = all(&client).await["command_line"].clone();
    let expected = ["--listen-addrs=/ip6/2001:db8::1/tcp/41234", "--nat=pmp", "--max-peers=60"];
    assert_eq!(line, json!(expected));
    assert_eq!(setting(&client, "transfer_port").await["restart_needed"], true);
    server.stop().await;
}

/// Effect of `status_bar_external_ip`.
#[tokio::test(flavor = "multi_thread")]
async fn the_announced_address_is_shown() {
    let node = RealNode::start().await;
    let info = json!({
        "id": "16Uiu2", "addrs": ["/ip4/10.0.0.3/tcp/8070"], "spr": "", "repo": "/data",
        "announceAddresses": [
            "/ip4/10.0.0.3/tcp/8070", "/ip4/127.0.0.1/tcp/8070", "/ip4/203.0.113.9/tcp/8070",
            "/ip6/fe80::1/tcp/8070", "/ip6/2001:db8::9/tcp/8070",
        ],
        "table": {"nodes": []}, "codex": {"version": "v0.2.5"},
    });
    node.json("/api/codex/v1/debug/info", &info);
    let (server, client) = on_node(&node.url()).await;
    let shown = async || {
        let state = client.get("sync/maindata").await.json()["server_state"].clone();
        let text = |name: &str| state[name].as_str().unwrap().to_owned();
        (text("last_external_address_v4"), text("last_external_address_v6"))
    };
    assert_eq!(shown().await, (String::new(), String::new()));
    client.set_preferences(json!({"status_bar_external_ip": true})).await;
    let expected = ("203.0.113.9".to_owned(), "2001:db8::9".to_owned());
    eventually("they are shown", async || shown().await == expected).await;
    change(&client, json!({"show_external_ip": false})).await;
    eventually("they are not", async || shown().await == (String::new(), String::new())).await;
    assert_eq!(client.get("app/preferences").await.json()["status_bar_external_ip"], false);
    server.stop().await;
}

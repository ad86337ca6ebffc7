//! From one node to another, of any generation: info hashes stay, only CIDs change, whatever ends
//! on the way; and what was copied into the former node is removed from it when that is wanted.

use qcodex::torrent::TorrentFormat;
use serde_json::{Value, json};

use crate::common::{Client, TestApp};
use crate::payload::{MIB, Payload};
use crate::simulator::{Build, Fault, Simulator};
use crate::world::{Server, until};

/// A server on its embedded node that has published this.
async fn publisher(payload: &Payload) -> Server {
    let app = TestApp::start().await;
    let client = app.client().await;
    let server = Server::embedded(app, client);
    payload.place(&server.save_path());
    server.add_torrent(&payload.torrent()).await;
    server.published(&payload.id()).await;
    server
}

async fn migrate(client: &Client, form: &[(&str, &str)]) -> Value {
    let answer = client.post("codex/migrate", form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

async fn progress(server: &Server) -> Value {
    server.client.get("codex/migrate").await.json()
}

/// Waits until the former node is let go; everything is published in the new one then.
async fn moved(server: &Server, payload: &Payload, node: &Simulator) -> Value {
    until("the move's end", async || progress(server).await["from"].is_null()).await;
    let row = server.published(&payload.id()).await;
    let now = progress(server).await;
    assert_eq!(now["to"], json!(node.url()));
    assert_eq!((&now["items"]["published"], &now["items"]["waiting"]), (&json!(1), &json!(0)));
    assert_eq!(now["items"]["published_bytes"], json!(payload.size()));
    let (held, _) = node.holdings();
    assert_eq!(held.len(), 3, "two files and the record");
    assert!(held.iter().all(|cid| node.has_all_of(cid)));
    assert!(held.iter().any(|cid| row["codex_record"] == json!(cid)), "{}", row["codex_record"]);
    row
}

/// From the embedded node to one and to another, and whoever takes the link gets the same bytes.
async fn there_and_on(first: Build, second: Build) {
    let nodes = [Simulator::start(first), Simulator::start(second)];
    let payload = Payload::three_files("on the move", TorrentFormat::V1, 3);
    let id = payload.id();
    let server = publisher(&payload).await;
    migrate(&server.client, &[("to", &nodes[0].url())]).await;
    let row = moved(&server, &payload, &nodes[0]).await;
    assert_eq!((&row["hash"], &row["downloaded"]), (&json!(id), &json!(0)));

    let begun = migrate(&server.client, &[("to", &nodes[1].url()), ("remove", "true")]).await;
    assert_eq!(begun["from"], json!(nodes[0].url()));
    assert_eq!(begun["former"]["removes"], true);
    let row = moved(&server, &payload, &nodes[1]).await;
    assert_eq!(row["downloaded"], 0, "copied from the files");
    assert_eq!(nodes[0].holdings().0, [""; 0], "nothing of this server is left there");

    let reader = Server::on(&nodes[1]).await;
    reader.add_link(row["magnet_uri"].as_str().unwrap()).await;
    reader.published(&id).await;
    payload.assert_at(&reader.save_path());
    reader.app.stop().await;
    // It goes with its item, which this server does not share with the reader's node.
    server.delete(&id).await;
    until("an empty node", async || nodes[1].holdings().0.is_empty()).await;
    server.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_oldest_generation_to_a_newer_one() {
    there_and_on(Build::A02, Build::C).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_new_generation_back_to_an_older_one() {
    there_and_on(Build::D, Build::B).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_may_end_on_the_way() {
    let node = Simulator::start(Build::C);
    let payload = Payload::three_files("cut off", TorrentFormat::V1, 8);
    let server = publisher(&payload).await;
    node.fault_on(&format!("POST {}/data", node.build().prefix()), Fault::HangAt(3 * MIB));
    migrate(&server.client, &[("to", &node.url())]).await;
    until("an upload", async || node.requests().iter().any(|line| line.starts_with("POST"))).await;
    let now = progress(&server).await;
    assert_eq!((&now["from"], &now["items"]["waiting"]), (&json!("embedded"), &json!(1)));
    node.kill();
    server.reason(&payload.id(), "node_away").await;
    let server = server.restart_as_stored().await;
    assert_eq!(progress(&server).await["from"], "embedded");
    node.heal();
    node.restart().await;
    moved(&server, &payload, &node).await;
    server.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_gone_here_keeps_the_former_node_and_comes_from_it() {
    let nodes = [Simulator::start(Build::A02), Simulator::start(Build::C)];
    let payload = Payload::three_files("lost", TorrentFormat::V1, 2);
    let id = payload.id();
    let server = publisher(&payload).await;
    migrate(&server.client, &[("to", &nodes[0].url())]).await;
    moved(&server, &payload, &nodes[0]).await;
    let first = payload.path(&server.save_path(), 0);
    tokio::fs::remove_file(&first).await.unwrap();
    migrate(&server.client, &[("to", &nodes[1].url()), ("remove", "true")]).await;
    let missing = async || server.row(&id).await.unwrap()["state"] == "missingFiles";
    until("the loss to be seen", missing).await;
    let now = progress(&server).await;
    assert_eq!(now["from"], json!(nodes[0].url()));
    assert_eq!(now["former"]["removes"], true);
    assert_eq!(now["items"]["left_out"], 1);
    assert_eq!(now["troubles"][0]["hash"], json!(id), "{now}");

    let form = [("hashes", id.as_str())];
    assert_eq!(server.client.post("torrents/recheck", &form).await.status, 200);
    until("the move's end", async || progress(&server).await["from"].is_null()).await;
    payload.assert_at(&server.save_path());
    assert_eq!(nodes[0].holdings().0, [""; 0]);
    assert_eq!(nodes[1].holdings().0.len(), 3);
    server.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_node_by_another_address_loses_nothing() {
    let node = Simulator::start(Build::AMaster);
    let payload = Payload::three_files("two names", TorrentFormat::V1, 1);
    let server = publisher(&payload).await;
    migrate(&server.client, &[("to", &node.url())]).await;
    moved(&server, &payload, &node).await;
    let before = node.holdings();
    let other = node.url().replace("127.0.0.1", "localhost");
    migrate(&server.client, &[("to", &other), ("remove", "true")]).await;
    until("the refusal", async || !progress(&server).await["former"]["trouble"].is_null()).await;
    let now = progress(&server).await;
    let trouble = now["former"]["trouble"].as_str().unwrap();
    assert!(trouble.contains("by another address"), "{trouble}");
    server.published(&payload.id()).await;
    assert_eq!(node.holdings(), before);
    let ended = migrate(&server.client, &[("end", "true")]).await;
    assert_eq!((&ended["from"], &ended["former"]["removes"]), (&Value::Null, &json!(false)));
    assert_eq!(node.holdings(), before);
    server.app.stop().await;
}

//! Storage bought on the marketplace of a node of generation A with persistence: requested, watched,
//! remembered, and never paid for twice.

use std::time::Duration;

use qcodex::torrent::TorrentFormat;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::common::Response;
use crate::payload::Payload;
use crate::simulator::{Build, Fault, Simulator};
use crate::world::{Server, until};

/// No step takes this long, even on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// A server on a node that sells storage, with a published item of three files: 5, 3 and 2 blocks.
/// Its record is too small to be sold.
async fn shop() -> (Simulator, Server, String) {
    let node = Simulator::start(Build::AMaster);
    node.persistence();
    let server = Server::on(&node).await;
    let files = [("a.bin", 300_000), ("b.bin", 150_000), ("c.bin", 100_000)];
    let payload = Payload::new("bought", TorrentFormat::V1, &files);
    payload.place(&server.save_path());
    server.add_torrent(&payload.torrent()).await;
    server.published(&payload.id()).await;
    (node, server, payload.id())
}

async fn look(server: &Server, id: &str) -> Value {
    server.client.get(&format!("codex/purchases?hash={id}")).await.json()
}

async fn order(server: &Server, form: &[(&str, &str)]) -> Response {
    server.client.post("codex/purchase", form).await
}

/// States of what was bought of the item, by path.
fn states(found: &Value) -> Vec<String> {
    let mut rows: Vec<&Value> = found["purchases"].as_array().unwrap().iter().collect();
    rows.sort_by_key(|row| row["file"].to_string());
    rows.iter().map(|row| row["state"].as_str().unwrap().to_owned()).collect()
}

/// Which of its datasets a request would buy.
fn due(found: &Value) -> Vec<&str> {
    let datasets = found["datasets"].as_array().unwrap().iter();
    datasets.map(|dataset| dataset["due"].as_str().unwrap()).collect()
}

/// Waits for these states.
async fn reach(server: &Server, id: &str, wanted: &[&str]) -> Value {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let found = look(server, id).await;
        if states(&found) == wanted {
            return found;
        }
        assert!(Instant::now() < deadline, "{wanted:?}: waited in vain; {}", found["purchases"]);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn count(node: &Simulator, begin: &str) -> usize {
    node.requests().iter().filter(|request| request.starts_with(begin)).count()
}

const REQUEST: &str = "POST /api/codex/v1/storage/request/";
const LIST: &str = "GET /api/codex/v1/storage/purchases";

#[tokio::test(flavor = "multi_thread")]
async fn an_item_is_bought_dataset_by_dataset_and_watched_until_it_ends() {
    let (node, server, id) = shop().await;
    let can = server.client.get("codex/capabilities").await.json();
    assert_eq!(can["features"]["marketplace"], true);
    let before = look(&server, &id).await;
    assert_eq!((&before["available"], &before["error"]), (&json!(true), &Value::Null));
    assert_eq!(due(&before), ["yes", "yes", "yes", "never"]);
    let datasets = before["datasets"].as_array().unwrap();
    assert!(datasets.iter().all(|dataset| dataset["size"].is_u64()), "{before}");
    assert!(datasets[3]["file"].is_null(), "the record comes last");

    // On five hosts of which two may be lost, content has three parts: c.bin has two blocks.
    let price = "20000000000000000000000";
    let form = [
        ("hash", id.as_str()),
        ("price_per_byte_per_second", price),
        ("nodes", "5"),
        ("tolerance", "2"),
    ];
    let begun = order(&server, &form).await;
    assert_eq!(begun.status, 200, "{begun:?}");
    assert_eq!(begun.json()["purchases"].as_array().unwrap().len(), 3);
    let found = reach(&server, &id, &["started", "started", "too_small"]).await;
    for row in found["purchases"].as_array().unwrap() {
        assert_eq!(row["terms"]["price_per_byte_per_second"], price);
        assert_eq!((&row["hash"], &row["node"]), (&json!(id), &json!(node.url())));
        assert!(row["at"].as_i64().unwrap() > 0);
        let small = row["state"] == "too_small";
        assert_eq!((row["id"].is_null(), row["error"].is_null()), (small, !small), "{row}");
    }
    assert_eq!(count(&node, REQUEST), 2, "the node is not asked for what it cannot take");

    // With other terms the rest is bought; what is bought is not bought again.
    assert_eq!(due(&look(&server, &id).await), ["no", "no", "yes", "never"]);
    assert_eq!(order(&server, &[("hash", &id)]).await.status, 200);
    reach(&server, &id, &["started", "started", "started"]).await;
    assert_eq!(count(&node, REQUEST), 3);
    let refused = order(&server, &[("hash", &id), ("again", "true")]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("bought already"), "{}", refused.text());

    // Looking does not ask the node each time.
    let lists = count(&node, LIST);
    for _ in 0..30 {
        look(&server, &id).await;
    }
    // The list and three purchases, once in five seconds.
    assert!(count(&node, LIST) <= lists + 3 * 4, "asked with each look");

    node.purchases_become("finished", None);
    reach(&server, &id, &["finished", "finished", "finished"]).await;
    // The node forgets what is over; this server does not, and buys it anew when asked.
    node.forget_purchases();
    let server = server.restart().await;
    until("the node answers", async || look(&server, &id).await["asked_at"].is_i64()).await;
    server.published(&id).await;
    assert_eq!(states(&look(&server, &id).await), ["finished", "finished", "finished"]);
    assert_eq!(order(&server, &[("hash", &id)]).await.status, 200);
    reach(&server, &id, &["started", "started", "started"]).await;
    assert_eq!(count(&node, REQUEST), 6);

    // Removing the item cancels nothing.
    server.delete(&id).await;
    let all = server.client.get("codex/purchases").await.json();
    assert_eq!(all["purchases"].as_array().unwrap().len(), 3);
    assert_eq!(all["purchases"][0]["name"], "bought");
    server.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_node_refuses_is_told_in_its_words_and_bought_when_asked_again() {
    let (node, server, id) = shop().await;
    node.fault_times(REQUEST, Fault::Error("insufficient funds for gas"), 1);
    assert_eq!(order(&server, &[("hash", &id)]).await.status, 200);
    let found = reach(&server, &id, &["refused", "started", "started"]).await;
    let rows = found["purchases"].as_array().unwrap();
    let refused = rows.iter().find(|row| row["state"] == "refused").unwrap();
    assert!(refused["error"].as_str().unwrap().contains("insufficient funds for gas"), "{refused}");
    assert_eq!(order(&server, &[("hash", &id)]).await.status, 200);
    reach(&server, &id, &["started", "started", "started"]).await;
    assert_eq!(count(&node, REQUEST), 4);

    // Most of the time nodes say it later.
    node.purchases_become("errored", Some("ERC20InsufficientBalance"));
    let found = reach(&server, &id, &["errored", "errored", "errored"]).await;
    assert!(found["purchases"].to_string().contains("ERC20InsufficientBalance"));
    assert_eq!(due(&found), ["yes", "yes", "yes", "never"]);
    server.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_midway_says_what_was_bought_and_what_may_be() {
    let (node, server, id) = shop().await;
    let second = look(&server, &id).await["datasets"][1]["cid"].as_str().unwrap().to_owned();
    node.fault_times(&format!("{REQUEST}{second}"), Fault::CutAt(10), 1);
    assert_eq!(order(&server, &[("hash", &id)]).await.status, 200);
    let found = reach(&server, &id, &["started", "unclear", "not_requested"]).await;
    assert_eq!(due(&found), ["no", "unclear", "yes", "never"]);
    let last = found["purchases"].as_array().unwrap().last().unwrap();
    let why = last["error"].as_str().unwrap();
    assert!(why.contains("did not say whether it took the request before"), "{why}");

    // It is all the same after a restart; nothing is bought by itself.
    let server = server.restart().await;
    until("the node answers", async || look(&server, &id).await["asked_at"].is_i64()).await;
    server.published(&id).await;
    assert_eq!(states(&look(&server, &id).await), ["started", "unclear", "not_requested"]);
    assert_eq!(count(&node, REQUEST), 2);
    assert_eq!(order(&server, &[("hash", &id)]).await.status, 200);
    reach(&server, &id, &["started", "unclear", "started"]).await;
    let refused = order(&server, &[("hash", &id)]).await;
    assert_eq!(refused.status, 409, "what is unclear is left alone");
    assert!(refused.text().contains("again=true"), "{}", refused.text());
    assert_eq!(order(&server, &[("hash", &id), ("again", "true")]).await.status, 200);
    reach(&server, &id, &["started", "started", "started"]).await;
    assert_eq!(count(&node, REQUEST), 4);

    // A purchase that the node does not list may go on all the same.
    node.forget_purchases();
    let found = reach(&server, &id, &["gone", "gone", "gone"]).await;
    assert_eq!(due(&found), ["unclear", "unclear", "unclear", "never"]);
    server.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_before_the_node_has_answered_leaves_it_unclear_and_buys_nothing_later() {
    let (node, server, id) = shop().await;
    node.fault_times(REQUEST, Fault::HangBeforeHead, 1);
    let begun = order(&server, &[("hash", &id)]).await;
    assert_eq!(begun.status, 200, "{begun:?}");
    reach(&server, &id, &["requesting", "waiting", "waiting"]).await;
    // Who asks for the same meanwhile gets nothing more.
    let refused = order(&server, &[("hash", &id), ("again", "true")]).await;
    assert_eq!(refused.status, 409, "{refused:?}");
    assert!(refused.text().contains("being bought"), "{}", refused.text());

    let server = server.restart().await;
    until("the node answers", async || look(&server, &id).await["asked_at"].is_i64()).await;
    server.published(&id).await;
    let found = look(&server, &id).await;
    assert_eq!(states(&found), ["unclear", "not_requested", "not_requested"]);
    assert_eq!(due(&found), ["unclear", "yes", "yes", "never"]);
    assert_eq!(count(&node, REQUEST), 1, "nothing is bought by itself");
    server.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_bought_is_shown_and_a_node_that_is_away_is_not_asked() {
    let (node, server, id) = shop().await;
    assert_eq!(order(&server, &[("hash", &id)]).await.status, 200);
    reach(&server, &id, &["started", "started", "started"]).await;
    let second = Server::on(&node).await;
    until("the node answers", async || {
        second.client.get("codex/purchases").await.json()["asked_at"].is_i64()
    })
    .await;
    let all = second.client.get("codex/purchases").await.json();
    assert_eq!((&all["purchases"], all["others"].as_array().unwrap().len()), (&json!([]), 3));
    assert_eq!(all["others"][0]["state"], "started");
    second.app.stop().await;

    node.kill();
    until("the node is away", async || {
        server.client.get("codex/capabilities").await.json()["node"]["state"] == "away"
    })
    .await;
    let found = look(&server, &id).await;
    assert_eq!(states(&found), ["started", "started", "started"], "as they were heard last");
    assert!(found["error"].is_string(), "{found}");
    let refused = order(&server, &[("hash", &id)]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("does not answer"), "{}", refused.text());
    server.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_the_node_and_nodes_without_a_market_are_refused() {
    let (node, server, id) = shop().await;
    let unpublished = server.client.post("codex/unpublish", &[("hashes", &id)]).await;
    assert_eq!(unpublished.status, 200);
    let refused = order(&server, &[("hash", &id)]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("publish it first"), "{}", refused.text());
    assert_eq!(look(&server, &id).await["datasets"], json!([]));
    assert_eq!(count(&node, REQUEST), 0);
    server.app.stop().await;

    for build in [Build::AMaster, Build::C] {
        let node = Simulator::start(build);
        let server = Server::on(&node).await;
        until("the node answers", async || {
            server.client.get("codex/capabilities").await.json()["node"]["state"] == "online"
        })
        .await;
        let can = server.client.get("codex/capabilities").await.json();
        assert_eq!(can["features"]["marketplace"], false);
        let all = server.client.get("codex/purchases").await.json();
        assert_eq!((&all["available"], &all["asked_at"]), (&json!(false), &Value::Null));
        server.app.stop().await;
    }
}

//! What is published by hand and taken out again, with copies in another node.

use qcodex::torrent::TorrentFormat;
use serde_json::{Value, json};

use crate::payload::Payload;
use crate::peer::{Peer, is_seeding};
use crate::server::Setup;

/// Orders at `codex/…`; the answer for the item.
async fn order(peer: &Peer, action: &str, id: &str, more: &[(&str, &str)]) -> Value {
    let form = [&[("hashes", id)], more].concat();
    let answer = peer.client.post(&format!("codex/{action}"), &form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["items"][id].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_out_stays_out_whatever_happens() {
    let payload = Payload::three_files("taken out", TorrentFormat::V1, 20);
    let id = payload.id();
    let a = Peer::start("A", Setup::new()).await;
    let before = a.holdings().await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    let record = a.published(&id).await["codex_record"].clone();
    assert_eq!(order(&a, "unpublish", &id, &[]).await["ok"], true);
    assert_eq!(a.row(&id).await.unwrap()["codex_publish"], "none");
    a.until("the node to be as before", async || a.holdings().await == before).await;
    payload.assert_at(&a.save_path());

    // A crash, a check and a move.
    let setup = a.kill().await;
    let a = Peer::start("A again", setup).await;
    a.order("recheck", &id).await;
    a.wait(&id, "seeding", is_seeding).await;
    let elsewhere = a.save_path().join("elsewhere");
    let place = elsewhere.to_str().unwrap();
    a.post("setLocation", &[("hashes", &id), ("location", place)]).await;
    a.wait(&id, "moved", |row| is_seeding(row) && row["save_path"] == place).await;
    assert_eq!(a.row(&id).await.unwrap()["codex_publish"], "none");
    assert_eq!(a.holdings().await, before);
    payload.assert_at(&elsewhere);

    assert_eq!(order(&a, "publish", &id, &[]).await["ok"], true);
    assert_eq!(a.published(&id).await["codex_record"], record, "what is published is the same");
    payload.assert_at(&elsewhere);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_torrents_share_stays_until_both_are_taken_out() {
    let one = Payload::three_files("shared", TorrentFormat::V1, 20);
    let other = Payload::three_files("shared", TorrentFormat::V2, 20);
    let node = Peer::start("node", Setup::new()).await;
    let before = node.holdings().await;
    let a = Peer::start("A", Setup::new().arg("--codex").arg(node.codex_url())).await;
    one.place(&a.save_path());
    for payload in [&one, &other] {
        a.add_torrent(&payload.torrent(), &[]).await;
        a.published(&payload.id()).await;
    }
    assert_eq!(node.holdings().await.0.len(), before.0.len() + 4, "two files and two records");
    let stored = a.client.get(&format!("codex/sources?hash={}", other.id())).await.json();
    assert_eq!(stored["stored"]["how"], "copied", "{stored}");
    assert_eq!(stored["stored"]["url"], node.codex_url());

    // Over a start: who needs what is stored.
    let setup = a.kill().await;
    let a = Peer::start("A again", setup).await;
    a.published(&one.id()).await;
    assert_eq!(order(&a, "unpublish", &one.id(), &[]).await["ok"], true);
    a.until("one record to go", async || node.holdings().await.0.len() == before.0.len() + 3).await;
    let b = Peer::reading_from("B", &node.codex_url()).await;
    let link = a.published(&other.id()).await["magnet_uri"].as_str().unwrap().to_owned();
    b.add_link(&link).await;
    b.published(&other.id()).await;

    assert_eq!(order(&a, "unpublish", &other.id(), &[]).await["ok"], true);
    a.until("the node to be as before", async || node.holdings().await == before).await;
    one.assert_at(&a.save_path());

    // A node that does not answer keeps what it has, and that is said.
    order(&a, "publish", &one.id(), &[]).await;
    a.published(&one.id()).await;
    let away = node.kill().await;
    a.until("the node to be away", async || {
        a.client.get("codex/sources").await.json()["own"]["state"] == "away"
    })
    .await;
    let refused = order(&a, "unpublish", &one.id(), &[]).await;
    assert_eq!((&refused["ok"], &refused["code"]), (&json!(false), &json!("cannot_remove")));
    let waits = order(&a, "publish", &other.id(), &[]).await;
    assert_eq!((&waits["ok"], &waits["code"]), (&json!(true), &json!("node_away")));
    let _node = Peer::start("node again", away).await;
    a.published(&other.id()).await;
    assert_eq!(order(&a, "unpublish", &one.id(), &[]).await["ok"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_torrent_is_copied_when_its_user_says_so() {
    let sample = crate::samples::torrents().into_iter().find(|sample| sample.is_private).unwrap();
    let node = Peer::start("node", Setup::new()).await;
    let before = node.holdings().await;
    let a = Peer::start("A", Setup::new().arg("--codex").arg(node.codex_url())).await;
    crate::samples::place(&a.save_path());
    a.add_torrent(&sample.bytes, &[]).await;
    a.reason(&sample.id, &["private"]).await;
    a.wait(&sample.id, "seeding", is_seeding).await;
    let refused = order(&a, "publish", &sample.id, &[]).await;
    assert_eq!((&refused["ok"], &refused["code"]), (&json!(false), &json!("private")));
    let taken = order(&a, "publish", &sample.id, &[("private", "true")]).await;
    assert_eq!(taken["ok"], true, "{taken}");
    a.published(&sample.id).await;
    assert_ne!(node.holdings().await, before);
    assert_eq!(order(&a, "unpublish", &sample.id, &[]).await["ok"], true);
    a.until("the node to be as before", async || node.holdings().await == before).await;
    let refused = order(&a, "publish", &sample.id, &[]).await;
    assert_eq!(refused["code"], "private", "the word held for that one time");
}

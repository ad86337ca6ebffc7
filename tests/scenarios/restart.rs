//! A server dies in the middle and comes back: nothing is lost, nothing is added again.

use qcodex::torrent::TorrentFormat;
use serde_json::Value;

use crate::payload::{MIB, Payload};
use crate::peer::{Peer, assert_complete, assert_not_complete, brief, is_seeding};
use crate::proxy::Proxy;
use crate::server::Setup;

/// What may be fetched twice around a break: streams that were broken off and bytes that were
/// not yet on disk.
const REPEATED: u64 = 16 * MIB;

struct Middle {
    payload: Payload,
    a: Peer,
    proxy: Proxy,
    b: Peer,
}

/// B holds `got` MiB of `size` that A published, and gets no more until the proxy opens.
async fn middle(name: &str, size: u64, got: u64) -> Middle {
    let payload = Payload::three_files(name, TorrentFormat::V1, size);
    let a = Peer::start("A", Setup::new()).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    let link = a.published(&payload.id()).await["magnet_uri"].as_str().unwrap().to_owned();
    let proxy = Proxy::to(&a.codex_url());
    proxy.hold_after(got * MIB);
    let b = Peer::reading_from("B", &proxy.url()).await;
    b.add_link(&link).await;
    b.until("the middle", async || proxy.is_held()).await;
    b.wait(&payload.id(), "progress", |row| row["completed"].as_u64() > Some(MIB)).await;
    Middle { payload, a, proxy, b }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_giver_dies_in_the_middle_and_comes_back() {
    let Middle { payload, a, proxy, b } = middle("giver dies", 60, 20).await;
    let id = payload.id();
    let setup = a.kill().await;
    proxy.open();
    let row = b.reason(&id, &["no_source", "source_lost"]).await;
    assert_not_complete(&row);
    assert!(
        ["downloading", "stalledDL"].contains(&row["state"].as_str().unwrap()),
        "what heals by itself is no error: {}",
        brief(&row)
    );

    let a = Peer::start("A", setup).await;
    let row = a.published(&id).await;
    assert_complete(&row);
    let row = b.published(&id).await;
    assert_eq!(row["codex_reason"], Value::Null);
    payload.assert_at(&b.save_path());
    let passed = proxy.passed();
    assert!(passed <= payload.size() + REPEATED, "{} MiB passed", passed / MIB);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_taker_dies_in_the_middle_and_goes_on() {
    let Middle { payload, a, proxy, b } = middle("taker dies", 60, 30).await;
    let id = payload.id();
    // What is on disk is looked at and written down every few seconds.
    let seen = b.row(&id).await.unwrap();
    let active = seen["time_active"].as_i64().unwrap();
    b.wait(&id, "some seconds", |row| row["time_active"].as_i64() >= Some(active + 15)).await;
    let setup = b.kill().await;

    let b = Peer::start("B", setup).await;
    assert_eq!(b.list().await.len(), 1);
    let row = b
        .wait(&id, "the download to go on", |row| {
            ["downloading", "stalledDL"].contains(&row["state"].as_str().unwrap_or_default())
        })
        .await;
    assert_not_complete(&row);
    let (before, now) = (seen["completed"].as_u64().unwrap(), row["completed"].as_u64().unwrap());
    assert!(now >= before, "{before} bytes were verified, after the restart {now}");
    proxy.open();
    b.published(&id).await;
    payload.assert_at(&b.save_path());
    let passed = proxy.passed();
    assert!(passed <= payload.size() + REPEATED, "{} MiB passed", passed / MIB);
    a.published(&id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taker_that_died_early_says_nothing_wrong() {
    let Middle { payload, a, proxy, b } = middle("taker dies early", 40, 5).await;
    let id = payload.id();
    let setup = b.kill().await;
    // Also with nobody to fetch from.
    let giver = a.kill().await;
    let b = Peer::start("B", setup).await;
    let row = b.reason(&id, &["no_source", "source_lost", "not_in_codex"]).await;
    assert_not_complete(&row);
    assert_ne!(row["state"], "error", "{}", brief(&row));
    assert_ne!(row["state"], "missingFiles", "{}", brief(&row));
    let _a = Peer::start("A", giver).await;
    proxy.open();
    b.published(&id).await;
    payload.assert_at(&b.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clean_restart_in_the_middle_loses_nothing() {
    let Middle { payload, a: _a, proxy, b } = middle("clean restart", 40, 20).await;
    let id = payload.id();
    let seen = b.row(&id).await.unwrap()["completed"].as_u64().unwrap();
    let server = b.server.restart().await;
    let mut b = Peer { name: "B", server, client: b.client };
    b.client.cookie = None;
    b.client.login(crate::server::USERNAME, crate::server::PASSWORD).await;
    let row = b
        .wait(&id, "the download to go on", |row| {
            ["downloading", "stalledDL"].contains(&row["state"].as_str().unwrap_or_default())
        })
        .await;
    assert!(row["completed"].as_u64() >= Some(seen), "{seen} before, now {}", brief(&row));
    proxy.open();
    b.published(&id).await;
    payload.assert_at(&b.save_path());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_publisher_has_everything_again_without_adding() {
    let payload = Payload::three_files("killed publisher", TorrentFormat::Hybrid, 20);
    let id = payload.id();
    let a = Peer::start("A", Setup::new()).await;
    payload.place(&a.save_path());
    a.add_torrent(&payload.torrent(), &[]).await;
    let before = a.published(&id).await;
    let holdings = a.holdings().await;
    let a = Peer::start("A", a.kill().await).await;
    let after = a.published(&id).await;
    for member in ["magnet_uri", "codex_record", "added_on", "completion_on", "size"] {
        assert_eq!(after[member], before[member], "{member}");
    }
    assert_eq!(a.holdings().await, holdings);
    let b = Peer::reading_from("B", &a.codex_url()).await;
    b.add_link(after["magnet_uri"].as_str().unwrap()).await;
    b.wait(&id, "complete", is_seeding).await;
    payload.assert_at(&b.save_path());
}

//! The queue and everything that decides who runs: limits, order, forced and slow torrents, stop
//! conditions, checks at the end.

use std::time::Duration;

use qcodex::clock::Clock;
use qcodex::session::alert::Alert;
use serde_json::{Value, json};

use super::pair::{Pair, add, place, torrent_of};
use super::{rows, until};
use crate::common::{Client, TestApp, eventually};

/// Ids of three magnets that nobody has published.
const MAGNETS: [&str; 3] = [
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    "cccccccccccccccccccccccccccccccccccccccc",
];

async fn magnet(client: &Client, id: &str, more: &[(&str, &str)]) {
    let link = format!("magnet:?xt=urn:btih:{id}");
    let form: Vec<(&str, &str)> = [("urls", &*link)].iter().chain(more).copied().collect();
    assert_eq!(client.post("torrents/add", &form).await.text(), "Ok.");
}

/// Waits until the three magnets have these states.
async fn states(client: &Client, expected: [&str; 3]) {
    let all = || async {
        let rows = rows(client, "").await;
        let state = |id: &str| {
            let row = rows.iter().find(|row| row["hash"] == id);
            row.and_then(|row| row["state"].as_str()).unwrap_or_default().to_owned()
        };
        MAGNETS.map(state) == expected
    };
    eventually(&format!("{expected:?}"), all).await;
}

async fn priorities(client: &Client) -> Vec<i64> {
    let rows = rows(client, "").await;
    let place = |id: &&str| {
        let row = rows.iter().find(|row| row["hash"] == **id);
        row.and_then(|row| row["priority"].as_i64()).unwrap_or(-1)
    };
    MAGNETS.iter().map(place).collect()
}

async fn order(client: &Client, action: &str, id: &str) {
    let answer = client.post(&format!("torrents/{action}"), &[("hashes", id)]).await;
    assert_eq!(answer.status, 200, "{action}");
}

async fn three(client: &Client, preferences: Value) {
    client.set_preferences(preferences).await;
    for id in MAGNETS {
        magnet(client, id, &[]).await;
    }
}

/// Effect of `queueing_enabled`, `max_active_downloads`, `max_active_torrents`.
#[tokio::test(flavor = "multi_thread")]
async fn downloads_wait_for_their_turn() {
    let (server, client) = super::start().await;
    let limits = json!({
        "queueing_enabled": true, "max_active_downloads": 1, "max_active_torrents": 2,
        "max_active_uploads": 1,
    });
    three(&client, limits).await;
    states(&client, ["metaDL", "queuedDL", "queuedDL"]).await;
    assert_eq!(priorities(&client).await, [1, 2, 3]);
    order(&client, "topPrio", MAGNETS[2]).await;
    states(&client, ["queuedDL", "queuedDL", "metaDL"]).await;
    assert_eq!(priorities(&client).await, [2, 3, 1]);
    // Forced: it runs, and takes a place of the common limit alone.
    let force = [("hashes", MAGNETS[1]), ("value", "true")];
    client.post("torrents/setForceStart", &force).await;
    states(&client, ["queuedDL", "forcedMetaDL", "metaDL"]).await;
    client.set_preferences(json!({"max_active_torrents": 1})).await;
    states(&client, ["queuedDL", "forcedMetaDL", "queuedDL"]).await;
    client.set_preferences(json!({"max_active_torrents": -1, "max_active_downloads": 2})).await;
    states(&client, ["metaDL", "forcedMetaDL", "metaDL"]).await;
    client.set_preferences(json!({"max_active_downloads": 1})).await;
    states(&client, ["queuedDL", "forcedMetaDL", "metaDL"]).await;
    // Who stops, or goes, makes room.
    order(&client, "stop", MAGNETS[2]).await;
    states(&client, ["metaDL", "forcedMetaDL", "stoppedDL"]).await;
    order(&client, "start", MAGNETS[2]).await;
    states(&client, ["queuedDL", "forcedMetaDL", "metaDL"]).await;
    client.post("torrents/delete", &[("hashes", MAGNETS[2]), ("deleteFiles", "false")]).await;
    states(&client, ["metaDL", "forcedMetaDL", ""]).await;
    // To the top, by parameter and by setting.
    magnet(&client, MAGNETS[2], &[("addToTopOfQueue", "true")]).await;
    states(&client, ["queuedDL", "forcedMetaDL", "metaDL"]).await;
    assert_eq!(priorities(&client).await[2], 1);
    client.set_preferences(json!({"queueing_enabled": false})).await;
    states(&client, ["metaDL", "forcedMetaDL", "metaDL"]).await;
    let refused = client.post("torrents/topPrio", &[("hashes", MAGNETS[0])]).await;
    assert_eq!((refused.status, &*refused.text()), (409, "Torrent queueing must be enabled"));
    server.stop().await;
}

/// Effect of `add_to_top_of_queue`.
#[tokio::test(flavor = "multi_thread")]
async fn the_order_outlives_a_restart() {
    let (server, client) = super::start().await;
    let preferences = json!({
        "queueing_enabled": true, "max_active_downloads": 1, "add_to_top_of_queue": true,
    });
    three(&client, preferences).await;
    states(&client, ["queuedDL", "queuedDL", "metaDL"]).await;
    assert_eq!(priorities(&client).await, [3, 2, 1]);
    let TestApp { app, folder, .. } = server;
    assert!(app.shutdown().await);
    let again = TestApp::start_with(Clock::system(), |config| {
        config.profile = folder.path().join("profile");
        config.save_path = Some(folder.path().join("save"));
    })
    .await;
    let client = again.client().await;
    assert_eq!(priorities(&client).await, [3, 2, 1]);
    states(&client, ["queuedDL", "queuedDL", "metaDL"]).await;
    again.stop().await;
}

/// Effect of `dont_count_slow_torrents`, `slow_torrent_inactive_timer`.
#[tokio::test(flavor = "multi_thread")]
async fn slow_torrents_stop_counting_after_a_while() {
    let clock = Clock::manual(1_700_000_000);
    let server = TestApp::start_with(clock.clone(), |_| {}).await;
    let client = server.client().await;
    let preferences = json!({
        "queueing_enabled": true, "max_active_downloads": 1, "max_active_torrents": 2,
        "dont_count_slow_torrents": true, "slow_torrent_inactive_timer": 60,
    });
    three(&client, preferences).await;
    // Waiting is not slowness: only one runs.
    states(&client, ["metaDL", "queuedDL", "queuedDL"]).await;
    let running = async |number: usize| {
        eventually(&format!("{number} run"), || async {
            // Slowness is counted from a look at the rates on.
            clock.advance(Duration::from_secs(61));
            rows(&client, "").await.iter().filter(|row| row["state"] == "metaDL").count() == number
        })
        .await;
    };
    running(2).await;
    // The common limit counts slow ones, too; who waits is not active.
    states(&client, ["metaDL", "metaDL", "queuedDL"]).await;
    let last = rows(&client, &format!("?hashes={}", MAGNETS[2])).await.pop().unwrap();
    assert_eq!(last["time_active"], 0);
    client.set_preferences(json!({"max_active_torrents": 3})).await;
    running(3).await;
    client.set_preferences(json!({"dont_count_slow_torrents": false})).await;
    states(&client, ["metaDL", "queuedDL", "queuedDL"]).await;
    server.stop().await;
}

/// Effect of `max_active_uploads`.
#[tokio::test(flavor = "multi_thread")]
async fn finished_torrents_have_a_limit_of_their_own() {
    let (server, client) = super::start().await;
    let preferences = json!({
        "queueing_enabled": true, "max_active_downloads": 1, "max_active_torrents": -1,
        "max_active_uploads": 1,
    });
    client.set_preferences(preferences).await;
    let mut ids = Vec::new();
    for seed in 0..2 {
        let (made, files) = torrent_of(&format!("T{seed}"), &[("a", 100)], 16 * 1024, seed + 80);
        place(&server, &files);
        add(&client, &made.to_torrent_bytes(), &[]).await;
        ids.push(made.id().to_string());
    }
    let count = async |state: &str| {
        rows(&client, "").await.iter().filter(|row| row["state"] == state).count()
    };
    eventually("one waits", || async {
        count("stalledUP").await == 1 && count("queuedUP").await == 1
    })
    .await;
    // A download has places of its own.
    magnet(&client, MAGNETS[0], &[]).await;
    eventually("the download", || async { count("metaDL").await == 1 }).await;
    // Waiting does not hold back what was verified: both are in the node.
    for id in &ids {
        until(&client, id, |row| row["codex_publish"] == "published").await;
    }
    client.set_preferences(json!({"max_active_uploads": -1})).await;
    eventually("both run", || async { count("stalledUP").await == 2 }).await;
    server.stop().await;
}

/// Effect of `torrent_stop_condition`.
#[tokio::test(flavor = "multi_thread")]
async fn stop_conditions_act_once() {
    let pair = Pair::start("s.bin", &[("s.bin", 100_000)], 16 * 1024).await;
    let (client, id) = (&pair.taker_client, &*pair.id);
    let row = rows(&pair.giver_client, "").await.pop().unwrap();
    let link = row["magnet_uri"].as_str().unwrap();
    let form = [("urls", link), ("stopCondition", "MetadataReceived")];
    assert_eq!(client.post("torrents/add", &form).await.text(), "Ok.");
    let row = until(client, id, |row| row["state"] == "stoppedDL").await;
    assert_eq!((&row["has_metadata"], &row["completed"]), (&json!(true), &json!(0)));
    assert!(!pair.taker.folder.path().join("save/s.bin").exists());
    order(client, "start", id).await;
    until(client, id, |row| row["progress"] == 1).await;
    // After the check, with the files at their place: by the setting.
    let (made, files) = torrent_of("checked", &[("a", 50_000)], 16 * 1024, 90);
    place(&pair.taker, &files);
    client.set_preferences(json!({"torrent_stop_condition": "FilesChecked"})).await;
    add(client, &made.to_torrent_bytes(), &[]).await;
    let checked = made.id().to_string();
    let row = until(client, &checked, |row| row["state"] == "stoppedUP").await;
    assert_eq!(row["progress"], 1);
    order(client, "start", &checked).await;
    until(client, &checked, |row| row["state"] == "stalledUP").await;
    // A stopped torrent that is rechecked stops again.
    order(client, "stop", &checked).await;
    until(client, &checked, |row| row["state"] == "stoppedUP").await;
    order(client, "recheck", &checked).await;
    until(client, &checked, |row| row["state"] == "stoppedUP" && row["progress"] == 1).await;
    pair.taker.stop().await;
    pair.giver.stop().await;
}

/// Effect of `recheck_completed_torrents`.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_downloaded_is_checked_again_where_that_is_wanted() {
    let pair = Pair::start("r.bin", &[("r.bin", 300_000)], 16 * 1024).await;
    let session = pair.taker.app.session.clone();
    let id = pair.id.parse().unwrap();
    let checks = || {
        let alerts = session.pop_alerts();
        alerts.iter().filter(|alert| alert.alert == Alert::TorrentChecked { id }).count()
    };
    pair.take(&[("stopped", "true")]).await;
    until(&pair.taker_client, &pair.id, |row| row["state"] == "stoppedDL").await;
    checks();
    pair.taker_client.set_preferences(json!({"recheck_completed_torrents": true})).await;
    order(&pair.taker_client, "start", &pair.id).await;
    until(&pair.taker_client, &pair.id, |row| row["codex_publish"] == "published").await;
    assert!(checks() >= 1, "its files were not read again");
    pair.finished().await;
}

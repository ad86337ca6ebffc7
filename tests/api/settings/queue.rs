//! Effects of the settings of the page *BitTorrent* about the queue. Limits of the queue itself
//! are tested in `tests/api/torrents/queue.rs`.

use std::fs::File;

use serde_json::{Value, json};

use crate::common::{Client, eventually};
use crate::torrents::limits::pair;
use crate::torrents::pair::{Pair, add, place, torrent_of};
use crate::torrents::{MAGNET, MAGNET_ID, rows, start, until};

/// A torrent of one file that is large and empty: it takes a while to check it.
fn large(name: &str, length: u64) -> Vec<u8> {
    const PIECE: u64 = 16 * 1024 * 1024;
    let hashes = usize::try_from(length / PIECE * 20).unwrap();
    let head = format!(
        "d4:infod6:lengthi{length}e4:name{}:{name}12:piece lengthi{PIECE}e6:pieces{hashes}:",
        name.len()
    );
    [head.as_bytes(), &vec![7; hashes], b"ee"].concat()
}

/// Effect of `max_active_checking_torrents`.
#[tokio::test(flavor = "multi_thread")]
async fn so_many_torrents_are_checked_at_a_time() {
    let (server, client) = start().await;
    let save = server.folder.path().join("save");
    std::fs::create_dir_all(&save).unwrap();
    for name in ["one", "two", "three"] {
        let length = 16 * 1024 * 1024 * 1024;
        // Nothing of it takes a place on the disk.
        File::create(save.join(name)).unwrap().set_len(length).unwrap();
        add(&client, &large(name, length), &[]).await;
    }
    let checked = async |number: u64| {
        eventually(&format!("{number} are checked"), || async {
            let state = client.get("sync/maindata").await.json();
            let rows = rows(&client, "").await;
            state["server_state"]["queued_io_jobs"] == number
                && rows.iter().all(|row| row["state"] == "checkingDL")
        })
        .await;
    };
    checked(1).await;
    client.set_preferences(json!({"max_active_checking_torrents": 2})).await;
    checked(2).await;
    client.set_preferences(json!({"max_active_checking_torrents": -1})).await;
    checked(3).await;
    let form = [("hashes", "all"), ("deleteFiles", "true")];
    assert_eq!(client.post("torrents/delete", &form).await.status, 200);
    server.stop().await;
}

async fn waits_until(client: &Client, id: &str, state: &str) {
    until(client, id, |row| row["state"] == state).await;
}

/// Bytes of a row that went in a direction.
fn moved(row: &Value, direction: &str) -> u64 {
    row[direction].as_u64().unwrap()
}

/// Waits until so much more has come: the queue was looked at more than once meanwhile.
async fn more(pair: &Pair) {
    let before = moved(&rows(&pair.taker_client, "").await[0], "downloaded");
    let grown = |row: &Value| moved(row, "downloaded") >= before + 300_000;
    until(&pair.taker_client, &pair.id, grown).await;
}

/// Effect of `slow_torrent_dl_rate_threshold`.
#[tokio::test(flavor = "multi_thread")]
async fn a_download_below_the_threshold_takes_no_place() {
    let pair = pair().await;
    let client = &pair.taker_client;
    client.set_preferences(json!({"max_active_downloads": 1, "max_active_torrents": -1})).await;
    pair.take(&[("dlLimit", "131072")]).await;
    assert_eq!(client.post("torrents/add", &[("urls", MAGNET)]).await.text(), "Ok.");
    until(client, &pair.id, |row| moved(row, "dlspeed") > 20_000).await;
    waits_until(client, MAGNET_ID, "queuedDL").await;
    let slow = json!({
        "dont_count_slow_torrents": true, "slow_torrent_inactive_timer": 0,
        "slow_torrent_dl_rate_threshold": 1,
    });
    client.set_preferences(slow).await;
    more(&pair).await;
    waits_until(client, MAGNET_ID, "queuedDL").await;
    client.set_preferences(json!({"slow_torrent_dl_rate_threshold": 1_000_000})).await;
    waits_until(client, MAGNET_ID, "metaDL").await;
    pair.taker.stop().await;
    pair.giver.stop().await;
}

/// Effect of `slow_torrent_ul_rate_threshold`.
#[tokio::test(flavor = "multi_thread")]
async fn a_seed_below_the_threshold_takes_no_place() {
    let pair = pair().await;
    let client = &pair.giver_client;
    client.set_preferences(json!({"max_active_uploads": 1, "max_active_torrents": -1})).await;
    // Of two that came in the same second the one with the smaller id comes first.
    let mut others = (95..).map(|seed| torrent_of("Other", &[("a", 100)], 16 * 1024, seed));
    let (made, files) = others.find(|(made, _)| made.id().to_string() > pair.id).unwrap();
    place(&pair.giver, &files);
    add(client, &made.to_torrent_bytes(), &[]).await;
    let other = made.id().to_string();
    pair.take(&[("dlLimit", "131072")]).await;
    until(client, &pair.id, |row| moved(row, "upspeed") > 20_000).await;
    waits_until(client, &other, "queuedUP").await;
    let slow = json!({
        "dont_count_slow_torrents": true, "slow_torrent_inactive_timer": 0,
        "slow_torrent_ul_rate_threshold": 1,
    });
    client.set_preferences(slow).await;
    more(&pair).await;
    waits_until(client, &other, "queuedUP").await;
    client.set_preferences(json!({"slow_torrent_ul_rate_threshold": 1_000_000})).await;
    waits_until(client, &other, "stalledUP").await;
    pair.taker.stop().await;
    pair.giver.stop().await;
}

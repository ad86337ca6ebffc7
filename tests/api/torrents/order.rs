//! `firstLastPiecePrio`, `sequentialDownload` and file priorities decide what arrives first: at a
//! rate that lets only a little arrive, `pieceStates` shows what.

use serde_json::Value;

use super::pair::Pair;
use super::{rows, until};
use crate::common::{Client, eventually};

const PIECE: u32 = 16 * 1024;
/// Both files have 256 pieces.
const SIZE: u64 = 256 * 16 * 1024;

async fn pair() -> Pair {
    Pair::start("two", &[("a.bin", SIZE), ("b.bin", SIZE)], PIECE).await
}

/// Numbers of the verified pieces.
async fn have(client: &Client, id: &str) -> Vec<usize> {
    let states = client.get(&format!("torrents/pieceStates?hash={id}")).await.json();
    let states = states.as_array().unwrap().clone();
    (0..states.len()).filter(|piece| states[*piece] == 2).collect()
}

async fn at_least(client: &Client, id: &str, number: usize) -> Vec<usize> {
    eventually("pieces", || async { have(client, id).await.len() >= number }).await;
    have(client, id).await
}

async fn post(pair: &Pair, name: &str, more: &[(&str, &str)]) {
    let form: Vec<(&str, &str)> = [("hashes", pair.id.as_str()), ("hash", pair.id.as_str())]
        .iter()
        .chain(more)
        .copied()
        .collect();
    let answer = pair.taker_client.post(&format!("torrents/{name}"), &form).await;
    assert_eq!(answer.status, 200, "{name}");
}

#[tokio::test(flavor = "multi_thread")]
async fn first_and_last_pieces_come_first() {
    let pair = pair().await;
    let fields = [("dlLimit", "65536"), ("firstLastPiecePrio", "true")];
    pair.take(&fields).await;
    let client = &pair.taker_client;
    // A hundredth of a file is three pieces.
    let ends = [0, 1, 2, 253, 254, 255, 256, 257, 258, 509, 510, 511];
    let found = at_least(client, &pair.id, 3).await;
    // Seen at any time: a piece from within only when all ends are there.
    assert!(
        found.len() > ends.len() || found.iter().all(|piece| ends.contains(piece)),
        "{found:?}"
    );
    let found = at_least(client, &pair.id, ends.len()).await;
    assert!(ends.iter().all(|piece| found.contains(piece)), "{found:?}");
    let row = rows(client, "").await.pop().unwrap();
    assert_eq!((&row["f_l_piece_prio"], &row["seq_dl"]), (&Value::from(true), &Value::from(false)));
    post(&pair, "setDownloadLimit", &[("limit", "0")]).await;
    pair.finished().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn switches_and_priorities_act_on_a_running_fetch() {
    let pair = pair().await;
    // Nothing but the second file may come, in order.
    pair.take(&[("stopped", "true"), ("dlLimit", "65536"), ("sequentialDownload", "true")]).await;
    let client = &pair.taker_client;
    until(client, &pair.id, |row| row["state"] == "stoppedDL").await;
    post(&pair, "filePrio", &[("id", "1"), ("priority", "7")]).await;
    post(&pair, "start", &[]).await;
    let found = at_least(client, &pair.id, 2).await;
    assert_eq!(found, (256..256 + found.len()).collect::<Vec<usize>>());
    // Now the ends of both, then the second file again.
    post(&pair, "toggleFirstLastPiecePrio", &[]).await;
    let ends = [0, 1, 2, 253, 254, 255, 509, 510, 511];
    eventually("the ends", || async {
        let found = have(client, &pair.id).await;
        ends.iter().all(|piece| found.contains(piece))
    })
    .await;
    let found = have(client, &pair.id).await;
    assert!(!found.iter().any(|piece| (3..253).contains(piece)), "{found:?}");
    post(&pair, "toggleSequentialDownload", &[]).await;
    post(&pair, "setDownloadLimit", &[("limit", "0")]).await;
    pair.finished().await;
}

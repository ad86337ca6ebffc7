//! What must have come true before a request is sent: the recordings simply waited a while.
//!
//! A wait that comes to its end is no failure by itself; the requests after it show what is wrong.

use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, sleep};

use crate::play::Player;
use crate::recording::Name;

/// The longest wait for one condition.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(50);

const SEED: &str = "f1cac0927f59c321901a98000df0cfbe62f0b41a";
const HYBRID: &str = "a7abf589838d391920ad19b57cd99e1c9e4b5303";
const SEEDING: &[&str] = &["stalledUP", "uploading", "queuedUP", "forcedUP"];
const RESTING: &[&str] = &[
    "stoppedUP",
    "pausedUP",
    "stoppedDL",
    "pausedDL",
    "stalledUP",
    "stalledDL",
    "uploading",
    "queuedUP",
    "queuedDL",
    "forcedUP",
];

/// Waits for what a request builds on.
pub async fn before(player: &Player, name: &Name) {
    match (name.group.as_str(), name.label.as_str()) {
        ("add", "delta after: add v2, private, hybrid, seed") => {
            until(async || has_state(player, SEED, SEEDING).await).await;
        }
        ("add", "add: hybrid seedMode + skip_checking") => {
            until(async || rows(player, HYBRID).await.is_empty()).await;
        }
        ("add", "info after seedMode add") | ("change", "info hybrid after recheck") => {
            until(async || has_state(player, HYBRID, RESTING).await).await;
        }
        ("add", "delta after: add magnets and URL") => {
            until(async || rows(player, "").await.len() == 12).await;
        }
        ("change", "recheck hybrid (partial payload)") => {
            until(async || has_state(player, SEED, RESTING).await).await;
        }
        ("creator", "status later") => until(async || tasks_are_done(player).await).await,
        ("end", "after shutdown") => until(async || !player.listens().await).await,
        _ => {}
    }
}

/// Asks again until yes.
async fn until(mut ask: impl AsyncFnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !ask().await && Instant::now() < end {
        sleep(PAUSE).await;
    }
}

/// The rows of some torrents, or of all when none is named.
async fn rows(player: &Player, hashes: &str) -> Vec<Value> {
    let all = if hashes.is_empty() { "torrents/info" } else { "torrents/info?hashes=" };
    match player.look(&format!("{all}{hashes}")).await {
        Some(Value::Array(rows)) => rows,
        _ => Vec::new(),
    }
}

async fn has_state(player: &Player, hash: &str, states: &[&str]) -> bool {
    let rows = rows(player, hash).await;
    rows.first().is_some_and(|row| states.iter().any(|state| row["state"] == *state))
}

async fn tasks_are_done(player: &Player) -> bool {
    match player.look("torrentcreator/status").await {
        Some(Value::Array(tasks)) => {
            tasks.iter().all(|task| task["status"] == "Finished" || task["status"] == "Failed")
        }
        _ => true,
    }
}

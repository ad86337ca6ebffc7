//! Effects of the settings of the page *Connection*, and of those of other pages that decide how
//! this server reaches others and who reaches it.

mod blocked;
mod certificates;
mod database;
mod interface;
mod peers;
mod proxy;
mod relay;
mod web_seeds;

use qcodex::telemetry::{self, LogRing};

use crate::common::{Client, eventually};

/// What this process logs from now on; tests run in processes of their own.
fn log() -> LogRing {
    telemetry::init(&telemetry::default_filter(), &qcodex::clock::Clock::system())
}

/// How many lines have all these words.
fn lines(log: &LogRing, words: &[&str]) -> usize {
    let lines = log.after(-1);
    let has = |text: &str| words.iter().all(|word| text.contains(word));
    lines.iter().filter(|line| has(&line.message)).count()
}

async fn logged(log: &LogRing, words: &[&str], count: usize) {
    eventually(&format!("{count} lines with {words:?}"), || async { lines(log, words) == count })
        .await;
}

/// Adds by a link, which is fetched in the background.
async fn add_link(client: &Client, url: &str) {
    let answer = client.post("torrents/add", &[("urls", url), ("stopped", "true")]).await;
    assert_eq!((answer.status, answer.text()), (200, "Ok.".to_owned()));
}

async fn set(client: &Client, json: serde_json::Value) {
    assert_eq!(client.set_preferences(json).await.status, 200);
}

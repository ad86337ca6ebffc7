//! Effects of the settings that say when progress and counters are written.

use std::path::Path;
use std::time::Duration;

use qcodex::clock::Clock;
use qcodex::db::{Db, Stored};
use serde_json::json;
use tempfile::TempDir;

use crate::common::{TestApp, eventually};
use crate::torrents::pair::{Pair, add};
use crate::torrents::until;

/// What a crash would leave now: a copy of the database, opened as by the next start. `None`
/// when the copy was made in the middle of a write.
fn after_a_crash(app: &TestApp) -> Option<Stored> {
    let folder = TempDir::new().unwrap();
    let profile = app.folder.path().join("profile");
    for name in ["qcodex.db", "qcodex.db-wal"] {
        std::fs::copy(profile.join(name), folder.path().join(name)).ok()?;
    }
    let (_db, stored) =
        Db::open(Path::new(&folder.path().join("qcodex.db")), app.clock.clone()).ok()?;
    Some(stored)
}

async fn wait_for(app: &TestApp, what: &str, holds: impl Fn(&Stored) -> bool) -> Stored {
    let found = std::sync::Mutex::new(None);
    eventually(what, || async {
        let stored = after_a_crash(app).filter(|stored| holds(stored));
        let there = stored.is_some();
        *found.lock().unwrap() = stored;
        there
    })
    .await;
    found.into_inner().unwrap().unwrap()
}

fn received(stored: &Stored) -> u64 {
    stored.stats.get("all_time_download").copied().unwrap_or(0)
}

/// Effect of `save_resume_data_interval`, `save_statistics_interval`.
#[tokio::test(flavor = "multi_thread")]
async fn progress_and_counters_are_written_when_their_time_has_come() {
    let pair = Pair::start("slow.bin", &[("slow.bin", 4 << 20)], 64 * 1024).await;
    let source = pair.giver.app.codex_api_url.clone().unwrap();
    let clock = Clock::manual(1_700_000_000);
    let app = TestApp::start_with(clock, |config| config.codex_sources.push(source)).await;
    let client = app.client().await;
    let set = async |settings| {
        assert_eq!(client.set_preferences(settings).await.status, 200);
    };
    set(json!({"save_resume_data_interval": 30, "save_statistics_interval": 1})).await;
    add(&client, &pair.torrent, &[("dlLimit", "131072")]).await;
    until(&client, &pair.id, |row| row["progress"].as_f64() > Some(0.1)).await;
    let first = wait_for(&app, "a copy", |stored| stored.torrents.len() == 1).await;
    assert_eq!(received(&first), 0);
    // A minute is over, half an hour is not: counters are written, progress is not.
    app.clock.advance(Duration::from_mins(2));
    let second = wait_for(&app, "counters", |stored| received(stored) > 0).await;
    assert!(second.torrents[0].progress == first.torrents[0].progress);
    app.clock.advance(Duration::from_mins(29));
    let moved = |stored: &Stored| stored.torrents[0].progress != first.torrents[0].progress;
    let third = wait_for(&app, "progress", moved).await;
    // Never again by themselves; what happens still writes both what it concerns.
    set(json!({"save_resume_data_interval": 0, "save_statistics_interval": 1})).await;
    app.clock.advance(Duration::from_hours(24));
    let before = received(&third);
    let fourth = wait_for(&app, "counters again", |stored| received(stored) > before).await;
    assert!(fourth.torrents[0].progress == third.torrents[0].progress);
    // Nobody's login lasts for a day.
    let client = app.client().await;
    assert_eq!(client.post("torrents/stop", &[("hashes", &pair.id)]).await.status, 200);
    let stopped = |stored: &Stored| stored.torrents[0].progress != third.torrents[0].progress;
    wait_for(&app, "progress of a stopped torrent", stopped).await;
    app.stop().await;
    pair.taker.stop().await;
    pair.giver.stop().await;
}

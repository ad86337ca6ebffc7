//! Share limits and their actions, on a clock that is moved: own, of a category, global; and what
//! they leave on disk.

use std::path::PathBuf;
use std::time::Duration;

use qcodex::clock::Clock;
use serde_json::{Value, json};

use super::pair::{add, place, torrent_of};
use super::{rows, until};
use crate::common::{Client, TestApp, eventually};

/// A server on a clock of its own that seeds torrents of one folder each.
pub(crate) struct Seeds {
    pub(crate) server: TestApp,
    pub(crate) client: Client,
    clock: Clock,
    ids: Vec<String>,
}

impl Seeds {
    pub(crate) async fn start(number: u32, fields: &[(&str, &str)]) -> Self {
        let clock = Clock::manual(1_700_000_000);
        let server = TestApp::start_with(clock.clone(), |_| {}).await;
        let client = server.client().await;
        client.set_preferences(json!({"queueing_enabled": false})).await;
        let mut ids = Vec::new();
        for seed in 0..number {
            let name = format!("T{seed}");
            let (made, files) =
                torrent_of(&name, &[("a.mkv", 20_000), ("b", 10)], 16 * 1024, seed + 60);
            place(&server, &files);
            add(&client, &made.to_torrent_bytes(), fields).await;
            ids.push(made.id().to_string());
        }
        for id in &ids {
            until(&client, id, |row| row["codex_publish"] == "published").await;
        }
        Self { server, client, clock, ids }
    }

    pub(crate) fn pass(&self, minutes: u64) {
        self.clock.advance(Duration::from_mins(minutes));
    }

    async fn post(&self, name: &str, form: &[(&str, &str)]) {
        let answer = self.client.post(&format!("torrents/{name}"), form).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
    }

    pub(crate) async fn limit(&self, torrent: usize, more: &[(&str, &str)]) {
        let own = [
            ("hashes", &*self.ids[torrent]),
            ("ratioLimit", "-1"),
            ("seedingTimeLimit", "-1"),
            ("inactiveSeedingTimeLimit", "-1"),
        ];
        let own = own.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
        let form: Vec<(&str, &str)> = own.chain(more.iter().copied()).collect();
        self.post("setShareLimits", &form).await;
    }

    async fn row(&self, torrent: usize) -> Option<Value> {
        rows(&self.client, &format!("?hashes={}", self.ids[torrent])).await.pop()
    }

    pub(crate) async fn state(&self, torrent: usize) -> String {
        self.row(torrent).await.unwrap()["state"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn until_stopped(&self, torrent: usize) {
        until(&self.client, &self.ids[torrent], |row| row["state"] == "stoppedUP").await;
    }

    async fn until_removed(&self, torrent: usize) {
        eventually("the removal", || async { self.row(torrent).await.is_none() }).await;
    }

    fn folder(&self, torrent: usize) -> PathBuf {
        self.server.folder.path().join(format!("save/T{torrent}"))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn times_are_counted_in_minutes_and_modes_say_how_many_limits_it_takes() {
    let seeds = Seeds::start(5, &[]).await;
    // Nothing was served: a ratio of 0 is reached at once.
    seeds.limit(0, &[("seedingTimeLimit", "10")]).await;
    seeds.limit(1, &[("inactiveSeedingTimeLimit", "10")]).await;
    seeds
        .limit(
            2,
            &[("seedingTimeLimit", "20"), ("ratioLimit", "0"), ("shareLimitsMode", "MatchAll")],
        )
        .await;
    seeds
        .limit(
            3,
            &[("seedingTimeLimit", "20"), ("ratioLimit", "5"), ("shareLimitsMode", "MatchAll")],
        )
        .await;
    seeds.limit(4, &[("seedingTimeLimit", "1")]).await;
    seeds.post("setForceStart", &[("hashes", &seeds.ids[4]), ("value", "true")]).await;
    seeds.pass(10);
    seeds.until_stopped(0).await;
    seeds.until_stopped(1).await;
    // They were all looked at in the same moment.
    for running in [2, 3] {
        assert_eq!(seeds.state(running).await, "stalledUP", "{running}");
    }
    seeds.pass(10);
    seeds.until_stopped(2).await;
    assert_eq!(seeds.state(3).await, "stalledUP", "the ratio is not reached");
    assert_eq!(seeds.state(4).await, "forcedUP", "a forced torrent has no limits");
    let row = seeds.row(0).await.unwrap();
    assert_eq!((&row["seeding_time_limit"], &row["max_seeding_time"]), (&json!(10), &json!(10)));
    assert!((600..700).contains(&row["seeding_time"].as_i64().unwrap()), "{row}");
    for torrent in 0..5 {
        assert!(seeds.folder(torrent).join("a.mkv").exists(), "stopped, not removed");
    }
    seeds.server.stop().await;
}

/// Effect of `max_seeding_time`, `max_seeding_time_enabled`, `max_ratio_act`.
#[tokio::test(flavor = "multi_thread")]
async fn a_category_and_the_settings_are_inherited_with_their_actions() {
    let seeds = Seeds::start(4, &[]).await;
    std::fs::write(seeds.folder(2).join("mine.txt"), "mine").unwrap();
    let form = [
        ("category", "tv"),
        ("savePath", ""),
        ("ratioLimit", "-2"),
        ("seedingTimeLimit", "5"),
        ("inactiveSeedingTimeLimit", "-2"),
        ("shareLimitAction", "Remove"),
    ];
    seeds.post("createCategory", &form).await;
    seeds.post("createCategory", &[("category", "tv/hd"), ("savePath", "")]).await;
    for (torrent, category) in [(0, "tv"), (1, "tv/hd")] {
        seeds.post("setCategory", &[("hashes", &seeds.ids[torrent]), ("category", category)]).await;
    }
    // The settings remove with content after ten minutes; the last one has no limits at all.
    seeds.limit(3, &[]).await;
    let global = json!({
        "max_seeding_time_enabled": true, "max_seeding_time": 10, "max_ratio_act": 3,
    });
    seeds.client.set_preferences(global).await;
    // Stopped in between: who is to be removed is removed all the same.
    seeds.pass(5);
    seeds.until_removed(0).await;
    seeds.until_removed(1).await;
    for torrent in [0, 1] {
        assert!(seeds.folder(torrent).join("a.mkv").exists(), "only the torrent goes");
    }
    assert_eq!(seeds.state(2).await, "stalledUP");
    seeds.pass(5);
    seeds.until_removed(2).await;
    let folder = seeds.folder(2);
    eventually("the content to be gone", || async { !folder.join("a.mkv").exists() }).await;
    eventually("all of it", || async { !folder.join("b").exists() }).await;
    assert!(folder.join("mine.txt").exists(), "a user's file stays");
    assert_eq!(seeds.state(3).await, "stalledUP");
    seeds.server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_torrents_are_removed_and_super_seeding_is_only_set() {
    let seeds = Seeds::start(3, &[]).await;
    seeds.limit(0, &[("seedingTimeLimit", "5"), ("shareLimitAction", "EnableSuperSeeding")]).await;
    seeds.pass(6);
    until(&seeds.client, &seeds.ids[0], |row| row["super_seeding"] == true).await;
    assert_eq!(seeds.state(0).await, "stalledUP");
    // Stopped before the limit was set.
    seeds.post("stop", &[("hashes", &seeds.ids[1])]).await;
    seeds.until_stopped(1).await;
    seeds.limit(1, &[("seedingTimeLimit", "5"), ("shareLimitAction", "Remove")]).await;
    seeds.limit(2, &[("seedingTimeLimit", "5"), ("shareLimitAction", "RemoveWithContent")]).await;
    seeds.pass(1);
    seeds.until_removed(1).await;
    seeds.until_removed(2).await;
    let folder = seeds.folder(2);
    eventually("the content to be gone", || async { !folder.exists() }).await;
    assert!(seeds.folder(1).join("a.mkv").exists());
    seeds.server.stop().await;
}

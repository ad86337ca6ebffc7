//! Effects of the share limits of the page *BitTorrent*, on a clock that is moved.

use serde_json::json;

use crate::torrents::share_limits::Seeds;

/// A torrent under the settings, and one with a limit of five minutes of its own: when that one
/// has stopped, the other one was looked at in the same moment.
async fn seeds() -> Seeds {
    let seeds = Seeds::start(2, &[]).await;
    seeds.limit(1, &[("seedingTimeLimit", "5")]).await;
    seeds
}

/// Effect of `max_ratio`, `max_ratio_enabled`.
#[tokio::test(flavor = "multi_thread")]
async fn a_ratio_is_reached_or_its_limit_taken_away() {
    let seeds = seeds().await;
    // Nothing was served: a ratio of 0 is reached at once.
    seeds.client.set_preferences(json!({"max_ratio": 0, "max_ratio_enabled": false})).await;
    seeds.pass(5);
    seeds.until_stopped(1).await;
    assert_eq!(seeds.state(0).await, "stalledUP", "there is no limit");
    seeds.client.set_preferences(json!({"max_ratio": 0})).await;
    let preferences = seeds.client.get("app/preferences").await.json();
    assert_eq!(preferences["max_ratio_enabled"], true);
    seeds.pass(1);
    seeds.until_stopped(0).await;
    seeds.server.stop().await;
}

/// Effect of `max_inactive_seeding_time`, `max_inactive_seeding_time_enabled`.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_asked_for_nothing_stops_after_a_while() {
    let seeds = seeds().await;
    seeds.client.set_preferences(json!({"max_inactive_seeding_time": 3})).await;
    seeds.client.set_preferences(json!({"max_inactive_seeding_time_enabled": false})).await;
    seeds.pass(5);
    seeds.until_stopped(1).await;
    assert_eq!(seeds.state(0).await, "stalledUP", "the limit was taken away");
    seeds.client.set_preferences(json!({"max_inactive_seeding_time": 8})).await;
    seeds.pass(4);
    seeds.until_stopped(0).await;
    seeds.server.stop().await;
}

/// Effect of `share_limits_mode`.
#[tokio::test(flavor = "multi_thread")]
async fn one_limit_or_all_of_them_must_be_reached() {
    let seeds = seeds().await;
    let limits = json!({"max_seeding_time": 5, "max_ratio": 7, "share_limits_mode": "MatchAll"});
    seeds.client.set_preferences(limits).await;
    seeds.pass(5);
    seeds.until_stopped(1).await;
    assert_eq!(seeds.state(0).await, "stalledUP", "the ratio is not reached");
    seeds.client.set_preferences(json!({"share_limits_mode": "MatchAny"})).await;
    seeds.pass(1);
    seeds.until_stopped(0).await;
    seeds.server.stop().await;
}

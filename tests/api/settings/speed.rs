//! Effects of the settings of the page *Speed*. Download limits and the schedule are tested in
//! `tests/api/torrents/limits.rs`.

use serde_json::json;

use crate::torrents::limits::{pair, under_way};
use crate::torrents::{rows, until};

/// Effect of `up_limit`, `alt_up_limit`.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_served_keeps_to_the_limit_of_the_mode() {
    let pair = pair().await;
    let (giver, taker) = (&pair.giver_client, &pair.taker_client);
    giver.set_preferences(json!({"up_limit": 1024})).await;
    pair.take(&[]).await;
    under_way(&pair).await;
    // The alternative limit is as low as the normal one, which is lifted and does not count now.
    giver.set_preferences(json!({"alt_up_limit": 1024})).await;
    assert_eq!(giver.post("transfer/toggleSpeedLimitsMode", &[]).await.status, 200);
    giver.set_preferences(json!({"up_limit": 0})).await;
    let bytes = |row: &serde_json::Value| row["downloaded"].as_u64().unwrap();
    let before = bytes(&rows(taker, "").await[0]);
    until(taker, &pair.id, |row| bytes(row) > before).await;
    under_way(&pair).await;
    giver.set_preferences(json!({"alt_up_limit": 0})).await;
    pair.finished().await;
}

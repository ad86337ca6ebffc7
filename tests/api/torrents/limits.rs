//! Speed limits on the data plane: so low that nothing can finish, then lifted. No time is
//! measured here; bytes per second are counted on the virtual clock, beside the throttles.

use serde_json::Value;

use super::pair::Pair;
use super::{rows, until};
use crate::common::{Client, TestApp};

/// At 1 KiB/s it would take more than an hour.
const SIZE: u64 = 4 * 1024 * 1024;

pub(crate) async fn pair() -> Pair {
    Pair::start("slow.bin", &[("slow.bin", SIZE)], 64 * 1024).await
}

/// Waits until some bytes came, and sees that many are missing.
pub(crate) async fn under_way(pair: &Pair) {
    let arriving = |row: &Value| bytes(row) > 0 && row["state"] == "downloading";
    let row = until(&pair.taker_client, &pair.id, arriving).await;
    assert!(bytes(&row) < SIZE / 2, "{row}");
}

fn bytes(row: &Value) -> u64 {
    row["downloaded"].as_u64().unwrap()
}

async fn post(client: &Client, path: &str, form: &[(&str, &str)]) {
    let answer = client.post(path, form).await;
    assert_eq!((answer.status, answer.text()), (200, String::new()), "{path}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_torrents_download_limit_holds_a_running_fetch_and_is_lifted() {
    let pair = pair().await;
    pair.take(&[("dlLimit", "1024")]).await;
    under_way(&pair).await;
    let form = [("hashes", pair.id.as_str()), ("limit", "0")];
    post(&pair.taker_client, "torrents/setDownloadLimit", &form).await;
    pair.finished().await;
}

/// Effect of `dl_limit`, `alt_dl_limit`.
#[tokio::test(flavor = "multi_thread")]
async fn the_global_and_the_alternative_download_limit_hold_in_their_mode() {
    let pair = pair().await;
    let client = &pair.taker_client;
    post(client, "transfer/setDownloadLimit", &[("limit", "1024")]).await;
    pair.take(&[]).await;
    under_way(&pair).await;
    // The alternative limit is as low as the normal one, which is lifted and does not count now.
    post(client, "app/setPreferences", &[("json", r#"{"alt_dl_limit":1024}"#)]).await;
    post(client, "transfer/toggleSpeedLimitsMode", &[]).await;
    post(client, "app/setPreferences", &[("json", r#"{"dl_limit":0}"#)]).await;
    let before = bytes(&rows(client, "").await[0]);
    until(client, &pair.id, |row| bytes(row) > before).await;
    under_way(&pair).await;
    post(client, "transfer/toggleSpeedLimitsMode", &[]).await;
    pair.finished().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn upload_limits_hold_back_what_is_served() {
    let pair = pair().await;
    let form = [("hashes", pair.id.as_str()), ("limit", "1024")];
    post(&pair.giver_client, "torrents/setUploadLimit", &form).await;
    post(&pair.giver_client, "transfer/setUploadLimit", &[("limit", "1024")]).await;
    pair.take(&[]).await;
    under_way(&pair).await;
    let form = [("hashes", pair.id.as_str()), ("limit", "0")];
    post(&pair.giver_client, "torrents/setUploadLimit", &form).await;
    // The global one still holds.
    let before = bytes(&rows(&pair.taker_client, "").await[0]);
    until(&pair.taker_client, &pair.id, |row| bytes(row) > before).await;
    under_way(&pair).await;
    post(&pair.giver_client, "transfer/setUploadLimit", &[("limit", "0")]).await;
    pair.finished().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_torrents_upload_limit_holds_by_itself() {
    let pair = pair().await;
    let form = [("hashes", pair.id.as_str()), ("limit", "1024")];
    post(&pair.giver_client, "torrents/setUploadLimit", &form).await;
    pair.take(&[]).await;
    under_way(&pair).await;
    let form = [("hashes", pair.id.as_str()), ("limit", "0")];
    post(&pair.giver_client, "torrents/setUploadLimit", &form).await;
    pair.finished().await;
}

/// Effect of `scheduler_enabled`, `scheduler_days`, `schedule_from_hour`, `schedule_from_min`,
/// `schedule_to_hour`, `schedule_to_min`.
#[tokio::test(flavor = "multi_thread")]
async fn the_schedule_switches_the_mode_when_its_window_begins_and_ends() {
    // A Tuesday, 22:13:20; a manual clock lives in UTC.
    let clock = qcodex::clock::Clock::manual(1_700_000_000);
    let app = TestApp::start_with(clock.clone(), |_| {}).await;
    let client = &app.client().await;
    let mode = async |wanted: &str| {
        crate::common::eventually(&format!("mode {wanted}"), || async {
            client.get("transfer/speedLimitsMode").await.text() == wanted
        })
        .await;
    };
    let schedule = r#"{"scheduler_enabled":true,"scheduler_days":4,"schedule_from_hour":22,
        "schedule_from_min":0,"schedule_to_hour":22,"schedule_to_min":20}"#;
    post(client, "app/setPreferences", &[("json", schedule)]).await;
    mode("1").await;
    clock.advance(std::time::Duration::from_mins(10));
    mode("0").await;
    app.stop().await;
}

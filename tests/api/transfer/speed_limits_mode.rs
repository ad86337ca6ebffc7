//! `transfer/speedLimitsMode`: `1` alternative, `0` normal.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn one_or_zero() {
    let case = Case::start("transfer/speedLimitsMode").await;
    case.gets(&[("", 200, "0")]).await;
    case.does("transfer/toggleSpeedLimitsMode", "").await;
    case.gets(&[("", 200, "1")]).await;
    let state = case.read("sync/maindata").await["server_state"].clone();
    assert_eq!(state["use_alt_speed_limits"], true);
    case.end().await;
}

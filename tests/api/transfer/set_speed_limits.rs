//! `transfer/setSpeedLimits`: all four at once.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn all_four_at_once() {
    let case = Case::start("transfer/setSpeedLimits").await;
    let four = "up_limit=1024000&dl_limit=2048000&alt_up_limit=10240&alt_dl_limit=-1";
    case.each(&[(four, 200, "")]).await;
    let expected = json!({"alt_dl_limit": 0, "alt_up_limit": 10240, "dl_limit": 2_048_000,
        "up_limit": 1_024_000});
    assert_eq!(case.read("transfer/getSpeedLimits").await, expected);
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_has_no_content() {
    let case = Case::newest("transfer/setSpeedLimits").await;
    case.each(&[("up_limit=x&dl_limit=0&alt_up_limit=0&alt_dl_limit=0", 204, "")]).await;
    case.end().await;
}

//! `transfer/getSpeedLimits`: all four, whichever mode is active.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn all_four() {
    let case = Case::start("transfer/getSpeedLimits").await;
    let four =
        r#"json={"up_limit":1024000,"dl_limit":2048000,"alt_up_limit":10240,"alt_dl_limit":20480}"#;
    case.does("app/setPreferences", four).await;
    let shown =
        r#"{"alt_dl_limit":20480,"alt_up_limit":10240,"dl_limit":2048000,"up_limit":1024000}"#;
    case.gets(&[("", 200, shown)]).await;
    case.does("transfer/toggleSpeedLimitsMode", "").await;
    case.gets(&[("", 200, shown)]).await;
    case.end().await;
}

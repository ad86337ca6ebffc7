//! `transfer/uploadLimit`: bytes per second of the active limit.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn of_the_active_mode() {
    let case = Case::start("transfer/uploadLimit").await;
    case.gets(&[("", 200, "0")]).await;
    case.does("app/setPreferences", r#"json={"up_limit":2048,"alt_up_limit":4096}"#).await;
    case.gets(&[("", 200, "2048")]).await;
    case.does("transfer/setSpeedLimitsMode", "mode=1").await;
    case.each(&[("", 200, "4096")]).await;
    case.end().await;
}

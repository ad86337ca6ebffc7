//! `transfer/setDownloadLimit`: whole KiB of the active limit; what is no number means none.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn whole_kibibytes() {
    let case = Case::start("transfer/setDownloadLimit").await;
    for (sent, kept) in
        [("1000000", "999424"), ("100", "1024"), ("NaN", "0"), ("-5", "0"), ("", "0"), ("0", "0")]
    {
        case.each(&[(&format!("limit={sent}"), 200, "")]).await;
        assert_eq!(case.client.get("transfer/downloadLimit").await.text(), kept, "{sent}");
    }
    case.does("transfer/setSpeedLimitsMode", "mode=1").await;
    case.each(&[("limit=4096", 200, "")]).await;
    let limits = case.read("transfer/getSpeedLimits").await;
    assert_eq!((&limits["alt_dl_limit"], &limits["dl_limit"]), (&json!(4096), &json!(0)));
    case.end().await;
}

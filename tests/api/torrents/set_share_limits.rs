//! `torrents/setShareLimits`: what an old client leaves out stays as it is.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn keeps_what_is_left_out() {
    let case = Case::start("torrents/setShareLimits").await;
    case.upload(&["single", "multi"]).await;
    for (form, key, value) in [
        ("ratioLimit=2.5&seedingTimeLimit=60", "max_ratio", json!(2.5)),
        ("inactiveSeedingTimeLimit=-3", "ratio_limit", json!(2.5)),
        ("", "seeding_time_limit", json!(60)),
        ("", "inactive_seeding_time_limit", json!(-1)),
        ("shareLimitAction=Remove", "share_limit_action", json!("Remove")),
        ("shareLimitAction=nope", "share_limit_action", json!("Default")),
        ("shareLimitsMode=MatchAll", "share_limits_mode", json!("MatchAll")),
        ("shareLimitsMode=nope", "share_limits_mode", json!("Default")),
        ("ratioLimit=-2", "ratio_limit", json!(-2)),
        ("ratioLimit=-9", "ratio_limit", json!(-1)),
        ("seedingTimeLimit=-1", "seeding_time_limit", json!(-1)),
        ("ratioLimit=x", "ratio_limit", json!(0)),
    ] {
        case.each(&[(&format!("hashes=$single&{form}"), 200, "")]).await;
        let found = case.row(SINGLE).await[key].clone();
        let same = found == value || found.as_f64().is_some_and(|f| Some(f) == value.as_f64());
        assert!(same, "{form}: {key} is {found}");
    }
    case.each(&[("hashes=all&ratioLimit=1.5", 200, "")]).await;
    assert_eq!(case.row(MULTI).await["ratio_limit"], 1.5);
    case.skips_unknown("ratioLimit=9").await;
    case.end().await;
}

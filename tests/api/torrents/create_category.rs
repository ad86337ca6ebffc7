//! `torrents/createCategory`: with what is above it. Before 5.3 options that make no sense are not
//! looked at.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn older_dialects_take_any_option() {
    let case = Case::start("torrents/createCategory").await;
    case.each(&[
        ("category=tv", 200, ""),
        ("category=", 400, "Category cannot be empty"),
        ("category=tv", 409, "Unable to create category"),
        ("category=a//b", 409, "Incorrect category name"),
        ("category=/a", 409, "Incorrect category name"),
        ("category=a/", 409, "Incorrect category name"),
        ("category=a\\b", 409, "Incorrect category name"),
        ("category=nul\0", 409, "Incorrect category name"),
        ("category=y&savePath=nul\0", 400, "'savePath' parameter has invalid value"),
        ("category=y&downloadPath=\0", 400, "'downloadPath' parameter has invalid value"),
        ("category=z1&downloadPathEnabled=x", 200, ""),
        ("category=z2&ratioLimit=-3", 200, ""),
        ("category=z3&shareLimitAction=Bogus", 200, ""),
        ("category=x/y/z&savePath=deep", 200, ""),
    ])
    .await;
    let all = case.read("torrents/categories").await;
    let names: Vec<&String> = all.as_object().unwrap().keys().collect();
    assert_eq!(names, ["tv", "x", "x/y", "x/y/z", "z1", "z2", "z3"]);
    assert_eq!((&all["x/y/z"]["savePath"], &all["x/y"]["savePath"]), (&json!("deep"), &json!("")));
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_checks_every_option() {
    let case = Case::newest("torrents/createCategory").await;
    for (option, value) in [
        ("downloadPathEnabled", "x"),
        ("ratioLimit", "-3"),
        ("ratioLimit", "x"),
        ("seedingTimeLimit", "1.5"),
        ("inactiveSeedingTimeLimit", "-3"),
        ("shareLimitAction", "Bogus"),
        ("shareLimitsMode", ""),
    ] {
        let refused = format!("'{option}' parameter has invalid value");
        case.each(&[(&format!("category=tv&{option}={value}"), 400, &refused)]).await;
    }
    assert_eq!(case.read("torrents/categories").await, json!({}));
    let full = "category=tv&ratioLimit=1.5&seedingTimeLimit=60&inactiveSeedingTimeLimit=-1\
        &shareLimitAction=Stop&shareLimitsMode=MatchAll";
    case.each(&[(full, 200, "")]).await;
    let tv = &case.read("torrents/categories").await["tv"];
    for (key, value) in [
        ("ratio_limit", json!(1.5)),
        ("seeding_time_limit", json!(60)),
        ("inactive_seeding_time_limit", json!(-1)),
        ("share_limit_action", json!("Stop")),
        ("share_limits_mode", json!("MatchAll")),
    ] {
        assert_eq!(tv[key], value, "{key}");
    }
    case.end().await;
}

//! `torrents/categories`: an object from name to category, in order.

use crate::case::Case;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_object_in_order() {
    let case = Case::start("torrents/categories").await;
    assert_eq!(case.get("").await.text(), "{}");
    for form in [
        "category=tv",
        "category=a/b&savePath=/data/b&downloadPathEnabled=true&downloadPath=/tmp/b",
        "category=off&downloadPathEnabled=false",
    ] {
        case.does("torrents/createCategory", form).await;
    }
    let object = |name: &str, save: &str, download: Value| {
        json!({"download_path": download, "inactive_seeding_time_limit": -2, "name": name,
            "ratio_limit": -2, "savePath": save, "seeding_time_limit": -2,
            "share_limit_action": "Default", "share_limits_mode": "Default"})
    };
    let all = case.json("").await;
    assert_eq!(
        all,
        json!({"a": object("a", "", json!(null)), "a/b": object("a/b", "/data/b", json!("/tmp/b")),
            "off": object("off", "", json!(false)), "tv": object("tv", "", json!(null))})
    );
    let names: Vec<&String> = all.as_object().unwrap().keys().collect();
    assert_eq!(names, ["a", "a/b", "off", "tv"]);
    assert_eq!(case.post("").await.json(), all);
    case.end().await;
}

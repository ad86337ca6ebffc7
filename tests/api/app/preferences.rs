//! `app/preferences`: every setting but the password.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn has_what_sonarr_reads() {
    let case = Case::start("app/preferences").await;
    let preferences = case.json("").await;
    for name in ["max_ratio_enabled", "max_seeding_time_enabled", "queueing_enabled", "dht"] {
        assert!(preferences[name].is_boolean(), "{name}");
    }
    assert_eq!(preferences["dht"], true);
    for name in ["max_ratio_act", "max_seeding_time", "max_inactive_seeding_time"] {
        assert!(preferences[name].is_i64(), "{name}");
    }
    assert_eq!(preferences.get("web_ui_password"), None);
    let save = case.client.get("app/defaultSavePath").await.text();
    assert_eq!(preferences["save_path"], save.as_str());
    assert!(std::path::Path::new(&save).is_dir(), "{save}");
    assert!(preferences.get("use_subcategories").is_some(), "a name of older versions");
    assert_eq!(case.post("").await.json(), preferences);
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_has_no_older_names() {
    let case = Case::newest("app/preferences").await;
    let preferences = case.json("").await;
    for name in ["use_subcategories", "export_dir", "start_paused_enabled"] {
        assert_eq!(preferences.get(name), None, "{name}");
    }
    case.end().await;
}

//! `torrents/addTags`: tags join those that are there; unknown ones are made.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn joins_tags_and_makes_them() {
    let case = Case::start("torrents/addTags").await;
    case.upload(&["single", "multi"]).await;
    for (tags, shown) in [
        ("t2, T10,neu ü", "neu ü, t2, T10"),
        ("t2", "neu ü, t2, T10"),
        (" , ,", "neu ü, t2, T10"),
        ("", "neu ü, t2, T10"),
        ("T2", "neu ü, T2, t2, T10"),
    ] {
        case.each(&[(&format!("hashes=$single&tags={tags}"), 200, "")]).await;
        let found = case.row(SINGLE).await["tags"].clone();
        let sorted = |text: &str| {
            let mut tags: Vec<String> = text.split(", ").map(str::to_owned).collect();
            tags.sort_unstable();
            tags
        };
        assert_eq!(sorted(found.as_str().unwrap()), sorted(shown), "{tags}");
    }
    case.each(&[("hashes=all&tags=both", 200, "")]).await;
    assert_eq!(case.row(MULTI).await["tags"], "both");
    case.skips_unknown("tags=nobody").await;
    let tags = case.read("torrents/tags").await;
    assert!(tags.as_array().unwrap().contains(&json!("both")), "{tags}");
    case.end().await;
}

//! `torrents/removeTags`: without tags, all of them go.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn some_or_all() {
    let case = Case::start("torrents/removeTags").await;
    case.upload(&["single", "multi"]).await;
    case.does("torrents/addTags", "hashes=all&tags=a,b,c").await;
    case.each(&[("hashes=$single&tags=b,nope, C ", 200, "")]).await;
    assert_eq!(case.row(SINGLE).await["tags"], "a, c");
    case.skips_unknown("tags=a").await;
    case.each(&[("hashes=$single&tags=", 200, ""), ("hashes=$multi", 200, "")]).await;
    for hash in [SINGLE, MULTI] {
        assert_eq!(case.row(hash).await["tags"], "");
    }
    assert_eq!(case.read("torrents/tags").await, json!(["a", "b", "c"]), "the list keeps them");
    case.end().await;
}

//! `torrents/deleteTags`: from the list and from every torrent.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn from_every_torrent() {
    let case = Case::start("torrents/deleteTags").await;
    case.upload(&["single", "multi"]).await;
    case.does("torrents/addTags", "hashes=all&tags=a,b,c").await;
    case.each(&[("tags=a, b ,nope,,", 200, ""), ("tags=", 200, ""), ("tags=C", 200, "")]).await;
    assert_eq!(case.read("torrents/tags").await, json!(["c"]));
    for hash in [SINGLE, MULTI] {
        assert_eq!(case.row(hash).await["tags"], "c");
    }
    case.end().await;
}

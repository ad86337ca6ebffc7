//! `torrents/setTags`: replaces them; none clears them.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};

#[tokio::test(flavor = "multi_thread")]
async fn replaces() {
    let case = Case::start("torrents/setTags").await;
    case.upload(&["single", "multi"]).await;
    case.does("torrents/addTags", "hashes=all&tags=old").await;
    case.each(&[("hashes=$single&tags= only, second ,only,", 200, "")]).await;
    assert_eq!(case.row(SINGLE).await["tags"], "only, second");
    assert_eq!(case.row(MULTI).await["tags"], "old");
    case.skips_unknown("tags=nobody").await;
    case.each(&[("hashes=all&tags=", 200, "")]).await;
    for hash in [SINGLE, MULTI] {
        assert_eq!(case.row(hash).await["tags"], "");
    }
    case.end().await;
}

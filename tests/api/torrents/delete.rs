//! `torrents/delete`: the files stay unless `deleteFiles` is true; who leaves it out keeps them.

use crate::case::{Case, SHOW};
use crate::common::eventually;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn files_go_only_when_asked() {
    let case = Case::start("torrents/delete").await;
    let folder = case.seed().await;
    for flag in ["", "&deleteFiles=", "&deleteFiles=nonsense", "&deleteFiles=False"] {
        case.each(&[(&format!("hashes={SHOW}{flag}"), 200, "")]).await;
        assert_eq!(case.row(SHOW).await, json!(null), "{flag}");
        assert!(folder.join("show.s01e09.mkv").exists(), "{flag}");
        case.seed().await;
    }
    case.upload(&["single"]).await;
    case.skips_unknown("deleteFiles=true").await;
    case.each(&[(&format!("hashes={SHOW}|$unknown&deleteFiles=True"), 200, "")]).await;
    let gone = || async { !folder.exists() };
    eventually("the files are gone", gone).await;
    case.magnet().await;
    case.each(&[("hashes=all&deleteFiles=true", 200, "")]).await;
    assert_eq!(case.read("torrents/info").await, json!([]));
    case.end().await;
}

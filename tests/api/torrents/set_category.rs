//! `torrents/setCategory`: empty for none; one that does not exist is refused.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};

#[tokio::test(flavor = "multi_thread")]
async fn only_what_exists() {
    let case = Case::start("torrents/setCategory").await;
    case.upload(&["single", "multi"]).await;
    case.does("torrents/createCategory", "category=tv/hd").await;
    case.each(&[
        ("hashes=$single&category=nope!", 409, "Incorrect category name"),
        ("hashes=$single&category=TV", 409, "Incorrect category name"),
        ("hashes=$single&category=tv/hd", 200, ""),
        ("hashes=$single&category=tv/hd", 200, ""),
    ])
    .await;
    assert_eq!(case.row(SINGLE).await["category"], "tv/hd");
    case.each(&[("hashes=all&category=tv", 200, "")]).await;
    assert_eq!(case.row(MULTI).await["category"], "tv");
    case.skips_unknown("category=tv/hd").await;
    case.each(&[("hashes=$single&category=", 200, "")]).await;
    assert_eq!(case.row(SINGLE).await["category"], "");
    case.end().await;
}

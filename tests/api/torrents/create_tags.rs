//! `torrents/createTags`: what exists or cannot be a tag is ignored.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn ignores_what_exists() {
    let case = Case::start("torrents/createTags").await;
    case.each(&[
        ("tags=only,nope,t2,T10,neu ü", 200, ""),
        ("tags=a1,, a1 ", 200, ""),
        ("tags=", 200, ""),
        ("tags= , ,", 200, ""),
    ])
    .await;
    let tags = case.client.get("torrents/tags").await.text();
    assert_eq!(tags, "[\"a1\",\"neu ü\",\"nope\",\"only\",\"t2\",\"T10\"]");
    case.end().await;
}

//! `app/buildInfo`: what the program is made of; it stands in libtorrent's place.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn texts_and_one_number() {
    let case = Case::start("app/buildInfo").await;
    let build = case.json("").await;
    for name in ["boost", "libtorrent", "openssl", "platform", "qt", "zlib"] {
        assert!(build[name].is_string(), "{name}");
    }
    assert!(build["bitness"].is_u64());
    assert!(build["libtorrent"].as_str().unwrap().starts_with("qcodex/"));
    assert_eq!(case.post("").await.json(), build);
    case.end().await;
}

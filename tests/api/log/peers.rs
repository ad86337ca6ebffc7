//! `log/peers`: there are no peers, so that none was ever blocked.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn is_empty() {
    let case = Case::start("log/peers").await;
    case.gets(&[("", 200, "[]"), ("last_known_id=5", 200, "[]"), ("last_known_id=x", 200, "[]")])
        .await;
    assert_eq!(case.get("").await.header("content-type"), Some("application/json"));
    case.end().await;
}

//! `log/peers`: readers of the embedded node that were refused; who is, is tested with the
//! settings that decide it.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn is_empty_while_nobody_was_refused() {
    let case = Case::start("log/peers").await;
    case.gets(&[("", 200, "[]"), ("last_known_id=5", 200, "[]"), ("last_known_id=x", 200, "[]")])
        .await;
    assert_eq!(case.get("").await.header("content-type"), Some("application/json"));
    case.end().await;
}

//! `auth/logout`: ends this session and clears its cookies; others stay.

use crate::case::told;
use crate::common::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn ends_one_session() {
    let server = TestApp::start().await;
    let (one, other) = (server.client().await, server.client().await);
    assert_eq!(server.stranger().post("auth/logout", &[]).await.status, 403);
    assert_eq!(one.get("auth/logout").await.status, 405);
    let answer = one.post("auth/logout", &[]).await;
    assert_eq!(told(&answer), (200, String::new()));
    let gone = "=; expires=Thu, 01 Jan 1970";
    assert!(answer.all("set-cookie").count() == 2);
    assert!(answer.all("set-cookie").all(|cookie| cookie.contains(gone)));
    assert_eq!(one.get("app/version").await.status, 403);
    assert_eq!(told(&one.post("auth/logout", &[]).await), (403, "Forbidden".to_owned()));
    assert_eq!(other.get("app/version").await.status, 200);
    server.stop().await;
}

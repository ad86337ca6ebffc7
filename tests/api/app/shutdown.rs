//! `app/shutdown`: is answered, then the program ends.

use crate::case::told;
use crate::common::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn is_answered_and_reaches_the_program() {
    let server = TestApp::start().await;
    let client = server.client().await;
    assert_eq!(server.stranger().post("app/shutdown", &[]).await.status, 403);
    assert_eq!(client.get("app/shutdown").await.status, 405);
    let answer = client.post("app/shutdown", &[]).await;
    assert_eq!(told(&answer), (200, String::new()));
    server.app.shutdown_requested().await;
    server.stop().await;
}

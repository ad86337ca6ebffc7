//! `transfer/resumeSession`: ends a pause; without one nothing happens.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn ends_a_pause() {
    let case = Case::start("transfer/resumeSession").await;
    case.each(&[("", 200, "")]).await;
    case.does("transfer/pauseSession", "").await;
    case.each(&[("", 200, "")]).await;
    let state = case.read("sync/maindata?rid=0").await["server_state"].clone();
    assert_eq!(state["session_state"], false);
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_has_no_content() {
    let case = Case::newest("transfer/resumeSession").await;
    case.each(&[("", 204, "")]).await;
    case.end().await;
}

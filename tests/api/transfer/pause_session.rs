//! `transfer/pauseSession`: nothing is fetched until `resumeSession`.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn shows_until_it_goes_on() {
    let case = Case::start("transfer/pauseSession").await;
    for _ in 0..2 {
        case.each(&[("", 200, "")]).await;
        let state = case.read("sync/maindata?rid=0").await["server_state"].clone();
        assert_eq!(state["session_state"], true);
    }
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_has_no_content() {
    let case = Case::newest("transfer/pauseSession").await;
    case.each(&[("", 204, "")]).await;
    case.end().await;
}

//! `app/processInfo`: when the program began.

use crate::case::Case;

#[tokio::test(flavor = "multi_thread")]
async fn a_time_that_stays() {
    let case = Case::start("app/processInfo").await;
    let found = case.json("").await;
    let start = found["launch_time"].as_i64().unwrap();
    let now = case.server.clock.unix_secs();
    assert!(start > 0 && start <= now, "{start} {now}");
    assert_eq!(case.json("").await, found);
    case.end().await;
}

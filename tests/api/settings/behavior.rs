//! Effects of the settings of the page *Behavior*.

use futures_util::FutureExt as _;
use serde_json::json;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::common::{TestApp, eventually};

/// Effect of `performance_warning`.
///
/// One thread runs the session and the test, so that what the session logs can be caught here.
#[tokio::test]
async fn bottlenecks_of_this_server_are_told_while_that_is_wanted() {
    let app = TestApp::start().await;
    let logged = tracing_subscriber::registry().with(app.log.layer());
    let _caught = tracing::subscriber::set_default(logged);
    let client = app.client().await;
    let told = async |what: &str| {
        let log = client.get("log/main?normal=false&info=false&critical=false").await.json();
        log.as_array().unwrap().iter().any(|line| {
            let text = line["message"].as_str().unwrap();
            text.contains("performance warning") && text.contains(what)
        })
    };
    // No server fits into this, and the only place at the disk is taken.
    let slow = json!({"memory_working_set_limit": 1, "async_io_threads": 1});
    assert_eq!(client.set_preferences(slow).await.status, 200);
    let resources = app.app.session.resources();
    let place = resources.disk().acquire(1).await;
    let mut waiting = Box::pin(resources.disk().acquire(1));
    assert!((&mut waiting).now_or_never().is_none());
    assert!(!told("").await);
    assert_eq!(client.set_preferences(json!({"performance_warning": true})).await.status, 200);
    for what in ["memory_working_set_limit", "async_io_threads"] {
        eventually(what, || told(what)).await;
    }
    drop(place);
    drop(waiting.await);
    app.stop().await;
}

//! Certificates of what is fetched by URL.

use serde_json::json;

use super::relay::Relay;
use super::{add_link, log, logged, set};
use crate::torrents::site::ok;
use crate::torrents::{SINGLE, sample, start, until};

/// Effect of `ignore_ssl_errors`.
#[tokio::test(flavor = "multi_thread")]
async fn one_that_nobody_signed_is_taken_only_when_told_so() {
    let log = log();
    let (server, client) = start().await;
    let site = Relay::https(|_| ok(&sample("single")));
    let url = format!("https://127.0.0.1:{}/t/single", site.address.port());
    add_link(&client, &url).await;
    logged(&log, &["cannot fetch a torrent from a link", "certificate"], 1).await;
    set(&client, json!({"ignore_ssl_errors": true})).await;
    add_link(&client, &url).await;
    until(&client, SINGLE, |_| true).await;
    set(&client, json!({"ignore_ssl_errors": false})).await;
    add_link(&client, &url).await;
    logged(&log, &["cannot fetch a torrent from a link", "certificate"], 2).await;
    server.stop().await;
}

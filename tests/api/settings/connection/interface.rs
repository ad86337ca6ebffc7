//! By which interface and address this server reaches others.

use serde_json::json;

use super::relay::Relay;
use super::{add_link, log, logged, set};
use crate::torrents::site::{Site, ok};
use crate::torrents::{HYBRID, MULTI, SINGLE, sample, start, until};

/// Effect of `current_network_interface`, `current_interface_address`.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_leaves_by_another_one() {
    let log = log();
    let (server, client) = start().await;
    let mut site = Site::start().await;
    let failed = "cannot fetch a torrent from a link";
    set(&client, json!({"current_network_interface": "lo"})).await;
    add_link(&client, &site.url("/t/single")).await;
    until(&client, SINGLE, |_| true).await;
    site.next().await;
    // An interface that is gone, as that of a VPN that is down.
    set(&client, json!({"current_network_interface": "gone0"})).await;
    add_link(&client, &site.url("/t/multi")).await;
    logged(&log, &[failed, "gone0"], 1).await;
    // The way to a proxy is no other way out.
    let relay = Relay::start(None, |_| ok(&sample("multi")));
    set(&client, relay.settings("SOCKS5")).await;
    add_link(&client, &site.url("/t/multi")).await;
    logged(&log, &[failed, "gone0"], 2).await;
    assert!(relay.take().is_empty());
    set(&client, json!({"proxy_type": "None", "current_network_interface": ""})).await;
    set(&client, json!({"current_interface_address": "203.0.113.9"})).await;
    add_link(&client, &site.url("/t/multi")).await;
    logged(&log, &[failed, "203.0.113.9"], 1).await;
    assert!(site.seen.try_recv().is_err());
    // Back again, it works again.
    set(&client, json!({"current_interface_address": "127.0.0.1"})).await;
    add_link(&client, &site.url("/t/multi")).await;
    until(&client, MULTI, |_| true).await;
    set(&client, json!({"current_interface_address": "", "current_network_interface": "lo"})).await;
    add_link(&client, &site.url("/t/hybrid")).await;
    until(&client, HYBRID, |_| true).await;
    server.stop().await;
}

//! What is fetched by URL goes through the proxy that is set, or not at all.

use serde_json::json;

use super::relay::Relay;
use super::{add_link, log, logged, set};
use crate::torrents::site::{Site, ok};
use crate::torrents::{HYBRID, MULTI, SINGLE, sample, start, until};

/// Sample torrents, as the site has them.
fn samples(head: &str) -> Vec<u8> {
    let path = head.split(' ').nth(1).unwrap();
    ok(&sample(path.trim_start_matches("/t/")))
}

/// Effect of `proxy_type`, `proxy_ip`, `proxy_port`, `proxy_hostname_lookup`.
#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_of_any_kind_is_used_and_resolves_names_when_it_should() {
    let (server, client) = start().await;
    let relay = Relay::start(None, samples);
    // Nobody can resolve such a name but the proxy.
    let far = "http://indexer.invalid/t/single";
    for (kind, seen) in [
        ("HTTP", "http indexer.invalid"),
        ("SOCKS4", "socks4 indexer.invalid:80"),
        ("SOCKS5", "socks5 indexer.invalid:80"),
    ] {
        set(&client, relay.settings(kind)).await;
        set(&client, json!({"proxy_hostname_lookup": true})).await;
        add_link(&client, far).await;
        until(&client, SINGLE, |_| true).await;
        assert_eq!(relay.take(), [seen]);
        let form = [("hashes", SINGLE), ("deleteFiles", "false")];
        client.post("torrents/delete", &form).await;
    }
    // Resolved here, a name arrives as an address; an HTTP proxy gets it all the same.
    set(&client, json!({"proxy_hostname_lookup": false})).await;
    for (kind, seen) in [
        ("HTTP", "http localhost:81"),
        ("SOCKS4", "socks4 127.0.0.1:81"),
        ("SOCKS5", ":81"),
    ] {
        set(&client, json!({"proxy_type": kind})).await;
        add_link(&client, "http://localhost:81/t/multi").await;
        until(&client, MULTI, |_| true).await;
        let taken = relay.take().concat();
        assert!(taken.ends_with(seen) && (kind == "HTTP" || !taken.contains("local")), "{taken}");
        client.post("torrents/delete", &[("hashes", MULTI), ("deleteFiles", "false")]).await;
    }
    // Without one the name leads nowhere else.
    set(&client, json!({"proxy_type": "None"})).await;
    let mut site = Site::start().await;
    add_link(&client, &site.url("/t/single")).await;
    until(&client, SINGLE, |_| true).await;
    assert!(site.next().await.starts_with("get /t/single "));
    assert!(relay.take().is_empty());
    server.stop().await;
}

/// Effect of `proxy_auth_enabled`, `proxy_username`, `proxy_password`.
#[tokio::test(flavor = "multi_thread")]
async fn the_proxy_is_given_the_login() {
    let log = log();
    let (server, client) = start().await;
    let relay = Relay::start(Some(("me", "s3cret:x")), samples);
    let failed = ["cannot fetch a torrent from a link", "through the proxy"];
    let mut failures = 0;
    for (kind, name, id) in [("HTTP", "single", SINGLE), ("SOCKS5", "multi", MULTI)] {
        let url = format!("http://indexer.invalid/t/{name}");
        set(&client, relay.settings(kind)).await;
        set(&client, json!({"proxy_hostname_lookup": true, "proxy_username": "me",
            "proxy_password": "s3cret:x", "proxy_auth_enabled": false}))
        .await;
        add_link(&client, &url).await;
        failures += 1;
        logged(&log, &failed, failures).await;
        set(&client, json!({"proxy_auth_enabled": true, "proxy_password": "wrong"})).await;
        add_link(&client, &url).await;
        failures += 1;
        logged(&log, &failed, failures).await;
        assert!(relay.take().is_empty());
        set(&client, json!({"proxy_password": "s3cret:x"})).await;
        add_link(&client, &url).await;
        until(&client, id, |_| true).await;
        assert_eq!(relay.take().len(), 1);
    }
    set(&client, json!({"proxy_username": "you"})).await;
    add_link(&client, "http://indexer.invalid/t/hybrid").await;
    logged(&log, &failed, failures + 1).await;
    server.stop().await;
}

/// Effect of `proxy_misc`.
#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_for_general_purposes_is_never_left_out_and_never_used_when_it_is_not_for_them() {
    let log = log();
    let (server, client) = start().await;
    let relay = Relay::start(None, samples);
    let mut site = Site::start().await;
    set(&client, relay.settings("HTTP")).await;
    set(&client, json!({"proxy_misc": false})).await;
    add_link(&client, &site.url("/t/single")).await;
    until(&client, SINGLE, |_| true).await;
    assert!(site.next().await.starts_with("get /t/single "));
    assert!(relay.take().is_empty());
    set(&client, json!({"proxy_misc": true})).await;
    add_link(&client, &site.url("/t/multi")).await;
    until(&client, MULTI, |_| true).await;
    assert_eq!(relay.take().len(), 1);
    // One that is gone, or makes no sense, does not mean: without one.
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    set(&client, json!({"proxy_port": gone})).await;
    add_link(&client, &site.url("/t/hybrid")).await;
    logged(&log, &["cannot fetch a torrent from a link", "through the proxy"], 1).await;
    set(&client, json!({"proxy_ip": ""})).await;
    add_link(&client, &site.url("/t/hybrid")).await;
    logged(&log, &["cannot fetch a torrent from a link", "address of the proxy"], 1).await;
    assert!(site.seen.try_recv().is_err());
    set(&client, json!({"proxy_type": "None"})).await;
    add_link(&client, &site.url("/t/hybrid")).await;
    until(&client, HYBRID, |_| true).await;
    server.stop().await;
}

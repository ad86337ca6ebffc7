//! What web seeds are read through, and which may be read at all.

use qcodex::torrent::Metainfo;
use serde_json::json;

use super::relay::Relay;
use super::set;
use crate::common::Client;
use crate::torrents::pair::{add, torrent_of};
use crate::torrents::site::{Site, ok};
use crate::torrents::{start, until};

/// A torrent with one file, and that file.
fn seeded(name: &str, number: u32) -> (Metainfo, Vec<u8>) {
    let (metainfo, mut files) = torrent_of(name, &[(name, 50_000)], 16_384, number);
    (metainfo, files.remove(0).1)
}

/// Adds it with a web seed that the user names.
async fn add_with(client: &Client, metainfo: &Metainfo, url: &str) -> String {
    let id = metainfo.id().to_string();
    add(client, &metainfo.to_torrent_bytes(), &[]).await;
    let form = [("hash", id.as_str()), ("urls", url)];
    assert_eq!(client.post("torrents/addWebSeeds", &form).await.status, 200);
    id
}

async fn done(client: &Client, id: &str) {
    until(client, id, |row| row["progress"] == 1).await;
}

/// Waits until the reason for having nothing has these words.
async fn refused(client: &Client, id: &str, words: &str) {
    until(client, id, |row| {
        row["codex_reason"]["text"].as_str().is_some_and(|text| text.contains(words))
    })
    .await;
}

/// Effect of `proxy_bittorrent`.
#[tokio::test(flavor = "multi_thread")]
async fn they_are_read_through_the_proxy_when_it_is_for_content() {
    let (server, client) = start().await;
    let (first, bytes) = seeded("first.bin", 1);
    let relay = Relay::start(None, move |_| ok(&bytes));
    let (second, bytes) = seeded("second.bin", 2);
    let site = Site::start_with(move |_| ok(&bytes)).await;
    set(&client, relay.settings("SOCKS5")).await;
    let lookup = json!({"proxy_hostname_lookup": true, "proxy_bittorrent": false});
    set(&client, lookup).await;
    let direct = add_with(&client, &second, &site.url("/second.bin")).await;
    done(&client, &direct).await;
    assert!(relay.take().is_empty());
    // Only the proxy knows that name; the switch acts on what is under way.
    let far = add_with(&client, &first, "http://seed.invalid/first.bin").await;
    refused(&client, &far, "seed.invalid").await;
    assert!(relay.take().is_empty());
    set(&client, json!({"proxy_bittorrent": true})).await;
    done(&client, &far).await;
    assert!(relay.take().iter().all(|seen| seen == "socks5 seed.invalid:80"));
    server.stop().await;
}

/// Effect of `ssrf_mitigation`.
#[tokio::test(flavor = "multi_thread")]
async fn those_that_a_torrent_names_may_not_lie_in_the_local_network() {
    let (server, client) = start().await;
    let (mut metainfo, bytes) = seeded("own.bin", 3);
    let mut site = Site::start_with(move |_| ok(&bytes)).await;
    metainfo.set_web_seeds(vec![site.url("/own.bin")]);
    let id = metainfo.id().to_string();
    add(&client, &metainfo.to_torrent_bytes(), &[]).await;
    refused(&client, &id, "not a public address").await;
    // A proxy makes no difference: what can be judged is.
    let relay = Relay::start(None, |_| ok(b"inside"));
    set(&client, relay.settings("HTTP")).await;
    refused(&client, &id, "not a public address").await;
    assert!(relay.take().is_empty() && site.seen.try_recv().is_err());
    set(&client, json!({"proxy_type": "None", "ssrf_mitigation": false})).await;
    done(&client, &id).await;
    server.stop().await;
}

/// Effect of `validate_https_tracker_certificate`.
#[tokio::test(flavor = "multi_thread")]
async fn they_need_a_certificate_unless_told_otherwise() {
    let (server, client) = start().await;
    let (metainfo, bytes) = seeded("tls.bin", 4);
    let site = Relay::https(move |_| ok(&bytes));
    // Those of other requests are another matter.
    set(&client, json!({"ignore_ssl_errors": true})).await;
    let url = format!("https://127.0.0.1:{}/tls.bin", site.address.port());
    let id = add_with(&client, &metainfo, &url).await;
    refused(&client, &id, "certificate").await;
    set(&client, json!({"validate_https_tracker_certificate": false})).await;
    done(&client, &id).await;
    server.stop().await;
}

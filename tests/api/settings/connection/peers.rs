//! What is shown of peers beside their addresses.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use qcodex::clock::Clock;
use serde_json::{Value, json};

use super::database::database;
use super::relay::Relay;
use super::{log, logged, set};
use crate::common::{Client, TestApp, eventually};
use crate::torrents::pair::{add, place, torrent_of};
use crate::torrents::site::ok;
use crate::torrents::until;

/// A server that serves a torrent, and readers of it that stay until this is dropped. Where they
/// come from is said in the list that the node's API would fill: nobody connects to a test from
/// a public address.
struct Served {
    server: TestApp,
    client: Client,
    id: String,
    _readers: Vec<qcodex::codex::Reader>,
}

impl Served {
    async fn start(clock: Clock, readers: &[&str]) -> Self {
        let server = TestApp::start_with(clock, |_| {}).await;
        let client = server.client().await;
        let (metainfo, files) = torrent_of("x.bin", &[("x.bin", 1000)], 16_384, 1);
        let id = metainfo.id().to_string();
        place(&server, &files);
        add(&client, &metainfo.to_torrent_bytes(), &[]).await;
        until(&client, &id, |row| row["codex_publish"] == "published").await;
        let files = client.get(&format!("torrents/files?hash={id}")).await.json();
        let cid = files[0]["codex_cid"].as_str().unwrap().parse().unwrap();
        let open = |ip: &&str| {
            let peer = SocketAddr::new(ip.parse().unwrap(), 7);
            server.app.session.readers().open(cid, peer, "reader").unwrap()
        };
        let readers: Vec<_> = readers.iter().map(open).collect();
        Self { server, client, id, _readers: readers }
    }

    async fn ask(&self, rid: u64) -> Value {
        let target = format!("sync/torrentPeers?hash={}&rid={rid}", self.id);
        self.client.get(&target).await.json()
    }

    /// Asks until a member of a peer is as wanted.
    async fn shows(&self, peer: &str, member: &str, wanted: Value) {
        let what = format!("{member} of {peer} is {wanted}");
        eventually(&what, || async { self.ask(0).await["peers"][peer][member] == wanted }).await;
    }

    fn folder(&self) -> std::path::PathBuf {
        self.server.folder.path().join("profile").join("GeoDB")
    }
}

/// Effect of `resolve_peer_host_names`.
#[tokio::test(flavor = "multi_thread")]
async fn names_are_looked_up_and_come_later() {
    let served = Served::start(Clock::system(), &["127.0.0.1"]).await;
    served.shows("127.0.0.1:7", "ip", json!("127.0.0.1")).await;
    let full = served.ask(0).await;
    assert_eq!(full["peers"]["127.0.0.1:7"]["host_name"], "");
    assert_eq!(served.server.app.peer_facts.names.lookups(), 0);
    set(&served.client, json!({"resolve_peer_host_names": true})).await;
    // In an ordinary difference, and nothing but the name.
    let mut rid = full["rid"].as_u64().unwrap();
    let mut found = Value::Null;
    for _ in 0..600 {
        let delta = served.ask(rid).await;
        rid = delta["rid"].as_u64().unwrap();
        assert_eq!(delta.get("full_update"), None);
        found = delta["peers"]["127.0.0.1:7"].clone();
        if found["host_name"].is_string() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(found, json!({"host_name": "localhost"}));
    served.shows("127.0.0.1:7", "ip", json!("127.0.0.1")).await;
    set(&served.client, json!({"resolve_peer_host_names": false})).await;
    served.shows("127.0.0.1:7", "host_name", json!("")).await;
    served.server.stop().await;
}

/// Effect of `hostname_cache_ttl`.
#[tokio::test(flavor = "multi_thread")]
async fn names_are_looked_up_again_when_they_are_old() {
    let clock = Clock::manual(1_700_000_000);
    let served = Served::start(clock.clone(), &["127.0.0.1"]).await;
    let names = served.server.app.peer_facts.names.clone();
    set(&served.client, json!({"resolve_peer_host_names": true, "hostname_cache_ttl": 100})).await;
    served.shows("127.0.0.1:7", "host_name", json!("localhost")).await;
    clock.advance(Duration::from_secs(99));
    for _ in 0..3 {
        served.ask(0).await;
    }
    assert_eq!(names.lookups(), 1);
    // What is old is shown while it is looked up.
    set(&served.client, json!({"hostname_cache_ttl": 99})).await;
    let peers = served.ask(0).await;
    assert_eq!(peers["peers"]["127.0.0.1:7"]["host_name"], "localhost");
    assert_eq!(names.lookups(), 2);
    set(&served.client, json!({"hostname_cache_ttl": 0})).await;
    eventually("a look-up for each question", || async {
        served.ask(0).await;
        names.lookups() > 4
    })
    .await;
    served.server.stop().await;
}

/// Effect of `resolve_peer_countries`.
#[tokio::test(flavor = "multi_thread")]
async fn countries_come_from_a_database_in_the_profile() {
    let readers = ["93.184.216.34", "2606:4700::1", "192.168.1.5", "8.8.8.8"];
    let served = Served::start(Clock::system(), &readers).await;
    std::fs::create_dir_all(served.folder()).unwrap();
    let networks = [
        ("93.184.0.0", 16, "PT", "Portugal"),
        ("2606:4700::", 32, "NZ", "New Zealand"),
        ("192.168.0.0", 16, "XX", "Nowhere"),
    ];
    std::fs::write(served.folder().join("mine.mmdb"), database(&networks)).unwrap();
    served.shows("93.184.216.34:7", "country", json!("Portugal")).await;
    served.shows("93.184.216.34:7", "country_code", json!("pt")).await;
    served.shows("[2606:4700::1]:7", "country", json!("New Zealand")).await;
    // One that the database does not know, and one that can have none.
    for peer in ["8.8.8.8:7", "192.168.1.5:7"] {
        served.shows(peer, "country", json!("N/A")).await;
        served.shows(peer, "country_code", json!("")).await;
    }
    assert_eq!(served.ask(0).await["show_flags"], true);
    set(&served.client, json!({"resolve_peer_countries": false})).await;
    served.shows("93.184.216.34:7", "country", Value::Null).await;
    assert_eq!(served.ask(0).await["show_flags"], false);
    served.server.stop().await;
}

/// The other half of `resolve_peer_countries`: what is not there is fetched, through the proxy
/// for general purposes.
#[tokio::test(flavor = "multi_thread")]
async fn the_database_is_fetched_when_somebody_looks_at_a_public_address() {
    let log = log();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&database(&[("93.184.0.0", 16, "PT", "Portugal")])).unwrap();
    let packed = packed.finish().unwrap();
    let relay = Relay::start(None, move |head| {
        // The first answer is nonsense; of this month there is none yet.
        if count.fetch_add(1, Ordering::SeqCst) == 0 {
            ok(b"<html>later</html>")
        } else if head.contains("/free/dbip-country-lite-2023-10.mmdb.gz ") {
            ok(&packed)
        } else {
            b"HTTP/1.1 404 None\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_vec()
        }
    });
    let clock = Clock::manual(1_700_000_000);
    let served = Served::start(clock.clone(), &["192.168.1.5"]).await;
    set(&served.client, relay.settings("HTTP")).await;
    let through = json!({"proxy_hostname_lookup": true, "ignore_ssl_errors": true});
    set(&served.client, through).await;
    // Nobody public, nothing to fetch.
    served.shows("192.168.1.5:7", "country", json!("N/A")).await;
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    let files = served.client.get(&format!("torrents/files?hash={}", served.id)).await.json();
    let cid = files[0]["codex_cid"].as_str().unwrap().parse().unwrap();
    let public: SocketAddr = "93.184.216.34:7".parse().unwrap();
    let _reader = served.server.app.session.readers().open(cid, public, "far").unwrap();
    served.shows("93.184.216.34:7", "country", json!("N/A")).await;
    logged(&log, &["cannot fetch the database of countries"], 1).await;
    // Not tried again at once, but later.
    clock.advance(Duration::from_mins(30));
    served.shows("93.184.216.34:7", "country", json!("N/A")).await;
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    clock.advance(Duration::from_mins(31));
    served.shows("93.184.216.34:7", "country", json!("Portugal")).await;
    assert_eq!(asked.load(Ordering::SeqCst), 3);
    assert!(relay.take().iter().all(|seen| seen == "tunnel download.db-ip.com:443"));
    assert!(served.folder().join("dbip-country-lite.mmdb").exists());
    served.server.stop().await;
}

//! Who may not read from the embedded node.

use std::net::SocketAddr;
use std::path::Path;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{log, logged, set};
use crate::common::{Client, Response, TestApp, eventually};
use crate::torrents::pair::{Pair, add, place, torrent_of};
use crate::torrents::{rows, start, until};

/// The embedded node's API.
fn node(server: &TestApp) -> Client {
    let url = server.app.codex_api_url.clone().unwrap();
    Client::new(url.trim_start_matches("http://").parse::<SocketAddr>().unwrap())
}

async fn space(node: &Client) -> Response {
    let request = format!("GET /api/storage/v1/space HTTP/1.1\r\nHost: {}\r\n\r\n", node.address);
    let mut stream = TcpStream::connect(node.address).await.unwrap();
    let request = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let text = String::from_utf8(answer).unwrap();
    let status = text.split(' ').nth(1).unwrap().parse().unwrap();
    Response { status, headers: Vec::new(), body: text.into_bytes() }
}

async fn answers(node: &Client, status: u16) {
    eventually(&format!("status {status}"), || async { space(node).await.status == status }).await;
}

/// Effect of `ip_filter_enabled`, `ip_filter_path`.
#[tokio::test(flavor = "multi_thread")]
async fn addresses_of_a_list_are_refused_as_soon_as_they_are_in_it() {
    let log = log();
    let (server, client) = start().await;
    let node = node(&server);
    let folder = server.folder.path().to_owned();
    let write = |name: &str, content: &[u8]| {
        // Moved into place, as updaters do.
        std::fs::write(folder.join("new"), content).unwrap();
        std::fs::rename(folder.join("new"), folder.join(name)).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    let all = "# mine\nnonsense\n127.000.000.000 - 127.255.255.255 , 000 , here\n";
    let dat = write("list.dat", all.as_bytes());
    set(&client, json!({"ip_filter_path": dat})).await;
    assert_eq!(space(&node).await.status, 200);
    set(&client, json!({"ip_filter_enabled": true})).await;
    answers(&node, 403).await;
    logged(&log, &["IP filter parsed: 1 rules"], 1).await;
    logged(&log, &["IP filter line 2 "], 1).await;
    // The web interface is not filtered, and tells who was refused.
    let seen = client.get("log/peers").await.json();
    assert_eq!(
        (&seen[0]["ip"], &seen[0]["blocked"], &seen[0]["reason"], &seen[0]["id"]),
        (&json!("127.0.0.1"), &json!(true), &json!("IP filter"), &json!(0))
    );
    assert!(seen[0]["timestamp"].as_i64().unwrap() > 0);
    assert_eq!(client.get("log/peers?last_known_id=0").await.text(), "[]");
    // The file changes.
    write("list.dat", b"10.0.0.0 - 10.255.255.255 , 0 , far\n");
    answers(&node, 200).await;
    // What cannot be read any more holds; another path does not.
    write("list.dat", all.as_bytes());
    answers(&node, 403).await;
    std::fs::remove_file(Path::new(&dat)).unwrap();
    logged(&log, &["the IP filter cannot be read"], 1).await;
    assert_eq!(space(&node).await.status, 403);
    set(&client, json!({"ip_filter_path": "/nowhere.dat"})).await;
    answers(&node, 200).await;
    // The other formats.
    let text = write("list.p2p", b"Some: name:127.0.0.1-127.0.0.1\n");
    let binary = write("list.p2b", b"\xff\xff\xff\xffP2B\x02name\0\x7f\0\0\x01\x7f\0\0\x01");
    for path in [text, binary] {
        set(&client, json!({"ip_filter_path": path})).await;
        answers(&node, 403).await;
        set(&client, json!({"ip_filter_enabled": false})).await;
        answers(&node, 200).await;
        set(&client, json!({"ip_filter_enabled": true})).await;
        answers(&node, 403).await;
    }
    server.stop().await;
}

/// Effect of `banned_IPs`.
#[tokio::test(flavor = "multi_thread")]
async fn banned_addresses_are_refused_and_what_runs_is_broken_off() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let (metainfo, files) = torrent_of("ban.bin", &[("ban.bin", 4 << 20)], 65_536, 1);
    let id = metainfo.id().to_string();
    place(&server, &files);
    add(&client, &metainfo.to_torrent_bytes(), &[]).await;
    until(&client, &id, |row| row["codex_publish"] == "published").await;
    let files = client.get(&format!("torrents/files?hash={id}")).await.json();
    let cid = files[0]["codex_cid"].as_str().unwrap().to_owned();
    // So slow that it would take an hour.
    client.post("transfer/setUploadLimit", &[("limit", "1024")]).await;
    let node = node(&server);
    let mut stream = TcpStream::connect(node.address).await.unwrap();
    let request =
        format!("GET /api/storage/v1/data/{cid} HTTP/1.1\r\nHost: {}\r\n\r\n", node.address);
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut first = [0; 64];
    stream.read_exact(&mut first).await.unwrap();
    assert!(first.starts_with(b"HTTP/1.1 200 OK"));
    let form = [("peers", "127.0.0.1:1|[2001:db8::7]:9")];
    assert_eq!(client.post("transfer/banPeers", &form).await.status, 200);
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await.ok();
    assert!(rest.len() < 2 << 20, "{}", rest.len());
    assert_eq!(space(&node).await.status, 403);
    let banned = client.get("app/preferences").await.json()["banned_IPs"].clone();
    assert!(banned.as_str().unwrap().contains("127.0.0.1"), "{banned}");
    let seen = client.get("log/peers").await.json();
    assert_eq!((&seen[0]["ip"], &seen[0]["blocked"]), (&json!("127.0.0.1"), &json!(false)));
    set(&client, json!({"banned_IPs": "10.0.0.1"})).await;
    answers(&node, 200).await;
    set(&client, json!({"banned_IPs": "10.0.0.1\n::ffff:127.0.0.1"})).await;
    answers(&node, 403).await;
    // It is in force from the first request on after a start.
    let server = server.restart().await;
    assert_eq!(space(&self::node(&server)).await.status, 403);
    server.stop().await;
}

fn downloaded(row: &Value) -> u64 {
    row["downloaded"].as_u64().unwrap()
}

/// Effect of `limit_lan_peers`.
#[tokio::test(flavor = "multi_thread")]
async fn the_local_network_may_be_exempt_from_the_global_limits() {
    // Each side holds back by itself: at 1 KiB/s it would take more than an hour.
    for (upload, download) in [("1024", "0"), ("0", "1024")] {
        let pair = Pair::start("lan.bin", &[("lan.bin", 4 << 20)], 65_536).await;
        let sides = [&pair.giver_client, &pair.taker_client];
        for client in sides {
            client.post("transfer/setUploadLimit", &[("limit", upload)]).await;
            client.post("transfer/setDownloadLimit", &[("limit", download)]).await;
        }
        pair.take(&[]).await;
        let taker = &pair.taker_client;
        until(taker, &pair.id, |row| downloaded(row) > 0 && row["state"] == "downloading").await;
        assert!(downloaded(&rows(taker, "").await[0]) < 2 << 20);
        for client in sides {
            set(client, json!({"limit_lan_peers": false})).await;
        }
        pair.finished().await;
    }
}

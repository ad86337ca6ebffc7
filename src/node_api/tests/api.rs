//! The API as curl would see it.

use std::sync::atomic::Ordering;

use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{Running, run, run_with, sample};
use crate::codex::{Cid, Codec, CodexError};
use crate::node_api::NodeApiOptions;

fn client() -> Client {
    rustls::crypto::ring::default_provider().install_default().ok();
    Client::builder().no_proxy().no_gzip().build().unwrap()
}

impl Running {
    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        client().request(method, format!("http://{}/api/{path}", self.address))
    }

    async fn get(&self, path: &str) -> (u16, Value) {
        let response = self.call(Method::GET, path).send().await.unwrap();
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }

    async fn put(&self, bytes: Vec<u8>) -> Cid {
        let request = self.call(Method::POST, "storage/v1/data").body(bytes);
        let request = request.header("Content-Type", "application/octet-stream");
        request.send().await.unwrap().text().await.unwrap().parse().unwrap()
    }
}

#[actix_web::test]
async fn a_dataset_lives_and_dies() {
    let server = run();
    let bytes = sample(200_000);
    let request = server
        .call(Method::POST, "codex/v1/data")
        .header("Content-Type", "text/plain")
        .header("Content-Disposition", "attachment; filename=\"Füße.txt\"")
        .body(bytes.clone());
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/plain");
    assert_eq!(response.headers()["x-qcodex-new"], "true");
    let text = response.text().await.unwrap();
    let cid: Cid = text.parse().unwrap();
    assert_eq!(text, cid.to_string(), "no newline");

    let tree = server.codex.manifest(cid, crate::codex::Scope::Local).await.unwrap().tree;
    let common = json!({ "treeCid": tree, "datasetSize": 200_000, "blockSize": 65536,
        "filename": "Füße.txt", "mimetype": "text/plain" });
    for (prefix, key, value) in
        [("codex/v1", "protected", json!(false)), ("storage/v1", "manifestVersion", json!(0))]
    {
        let mut manifest = common.clone();
        manifest[key] = value;
        let entry = json!({ "cid": cid, "manifest": manifest });
        let (status, body) = server.get(&format!("{prefix}/data")).await;
        assert_eq!((status, body), (200, json!({ "content": [entry] })));
        let path = format!("{prefix}/data/{cid}/network/manifest");
        assert_eq!(server.get(&path).await, (200, entry.clone()));
        let posted = server.call(Method::POST, &format!("{prefix}/data/{cid}/network"));
        let posted: Value = posted.send().await.unwrap().json().await.unwrap();
        assert_eq!(posted.get("downloadId").is_some(), prefix == "storage/v1");
        assert_eq!(posted["manifest"], entry["manifest"]);
    }
    let (_, progress) = server.get(&format!("storage/v1/data/{cid}/network/progress/0")).await;
    assert_eq!(progress, json!({ "active": false }));

    for path in [format!("codex/v1/data/{cid}"), format!("storage/v1/data/{cid}/network/stream")] {
        let response = server.call(Method::GET, &path).send().await.unwrap();
        let headers = response.headers().clone();
        assert_eq!(headers["content-length"], "200000");
        assert_eq!(headers["content-type"], "text/plain");
        assert_eq!(
            headers["content-disposition"].as_bytes(),
            "attachment; filename=\"Füße.txt\"".as_bytes()
        );
        assert_eq!(headers["etag"], format!("\"{cid}\""));
        assert!(headers.keys().all(|name| !name.as_str().starts_with("access-control")));
        assert_eq!(response.bytes().await.unwrap(), bytes);
        let head = server.call(Method::HEAD, &path).send().await.unwrap();
        assert_eq!(head.headers()["content-length"], "200000");
    }

    let exists = format!("codex/v1/data/{cid}/exists");
    assert_eq!(server.get(&exists).await.1, json!({ cid.to_string(): true }));
    for _ in 0..2 {
        let request = server.call(Method::DELETE, &format!("codex/v1/data/{cid}"));
        assert_eq!(request.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    }
    assert_eq!(server.get(&exists).await.1, json!({ cid.to_string(): false }));
    server.handle.stop(true).await;
}

#[actix_web::test]
async fn what_is_not_there_is_answered_at_once() {
    let server = run();
    let manifest = Cid::new(Codec::Manifest, [1; 32]);
    let block = Cid::new(Codec::Block, [1; 32]);
    for (method, path, status) in [
        ("GET", format!("data/{manifest}"), 404),
        ("GET", format!("data/{manifest}/network/stream"), 404),
        ("GET", format!("data/{manifest}/network/manifest"), 404),
        ("POST", format!("data/{manifest}/network"), 404),
        ("DELETE", format!("data/{manifest}"), 204),
        ("DELETE", format!("data/{block}"), 204),
        ("DELETE", format!("data/{manifest}/network/1"), 404),
        ("GET", format!("data/{block}"), 404),
        ("GET", "data/notacid".to_owned(), 400),
        ("GET", "data/notacid/exists".to_owned(), 400),
        ("GET", "data/notacid/network/stream".to_owned(), 400),
        ("DELETE", "data/notacid".to_owned(), 400),
        ("GET", "spr".to_owned(), 503),
        ("GET", "peerid".to_owned(), 503),
        ("GET", "connect/16Uiu2?addrs=/ip4/1.2.3.4/tcp/1".to_owned(), 400),
        ("PUT", "data".to_owned(), 404),
        ("OPTIONS", "data".to_owned(), 404),
        ("GET", "sales/slots".to_owned(), 404),
        ("GET", String::new(), 404),
    ] {
        for prefix in ["storage/v1", "codex/v1"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let response = server.call(method.clone(), &format!("{prefix}/{path}"));
            let found = response.send().await.unwrap().status().as_u16();
            assert_eq!(found, status, "{method} {prefix}/{path}");
        }
    }
    let (_, info) = server.get("codex/v1/debug/info").await;
    assert!(info["storage"]["version"].as_str().unwrap().starts_with("qcodex/"));
    assert!(info["codex"]["version"].as_str().unwrap().starts_with("qcodex/"));
    assert_eq!(info["repo"], "");
    let (_, space) = server.get("storage/v1/space").await;
    assert_eq!(
        space,
        json!({ "totalBlocks": 3, "quotaMaxBytes": 1000, "quotaUsedBytes": 400,
            "quotaReservedBytes": 100 })
    );
}

#[actix_web::test]
async fn uploads_are_refused_with_the_sentences_of_nodes() {
    let server = run();
    let invalid = "The filename is not valid.";
    for (name, value, status, sentence) in [
        ("Content-Type", "foo/bar", 422, "The MIME type 'foo/bar' is not valid."),
        (
            "Content-Type",
            "text/plain; charset=utf-8",
            422,
            "The MIME type 'text/plain; charset=utf-8' is not valid.",
        ),
        ("Content-Disposition", "attachment; filename=\"exam*ple.txt\"", 422, invalid),
        ("Content-Disposition", "attachment; filename=\"a\"; size=3", 422, invalid),
        ("Content-Disposition", "attachment; filename=\"\"", 422, invalid),
    ] {
        let request = server.call(Method::POST, "codex/v1/data").header(name, value).body("x");
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{value}");
        assert_eq!(response.text().await.unwrap(), sentence);
    }
    let empty = server.call(Method::POST, "codex/v1/data").send().await.unwrap();
    assert_eq!(empty.status().as_u16(), 500);
    assert_eq!(empty.text().await.unwrap(), "Request do not have body available");
    let nothing =
        reqwest::Body::wrap_stream(futures_util::stream::empty::<Result<&[u8], String>>());
    let empty = server.call(Method::POST, "codex/v1/data").body(nothing).send().await.unwrap();
    assert_eq!(empty.status().as_u16(), 500);
    assert_eq!(empty.text().await.unwrap(), "Empty leaves");
    let sized = server.call(Method::POST, "storage/v1/data?blockSize=4096").body("x");
    assert_eq!(sized.send().await.unwrap().status().as_u16(), 400);
    *server.faults.upload.lock().unwrap() = Some(CodexError::Quota { needed: 2, free: 1 });
    let full = server.call(Method::POST, "codex/v1/data").body("xx").send().await.unwrap();
    assert_eq!(full.status().as_u16(), 500);
    assert!(full.text().await.unwrap().starts_with("Unable to store block"));
    assert_eq!(server.get("codex/v1/data").await.1, json!({ "content": [] }));
}

#[actix_web::test]
async fn ranges() {
    let server = run();
    let bytes = sample(150_000);
    let cid = server.put(bytes.clone()).await;
    let tag = format!("\"{cid}\"");
    for (range, if_range, status, part, content_range) in [
        ("bytes=0-9", None, 206, Some(0..10), Some("bytes 0-9/150000")),
        ("bytes=65530-65541", None, 206, Some(65_530..65_542), Some("bytes 65530-65541/150000")),
        ("bytes=149999-", None, 206, Some(149_999..150_000), Some("bytes 149999-149999/150000")),
        ("bytes=-5", None, 206, Some(149_995..150_000), Some("bytes 149995-149999/150000")),
        ("bytes=150000-", None, 416, None, Some("bytes */150000")),
        ("bytes=0-1,5-6", None, 200, Some(0..150_000), None),
        ("bytes=0-9", Some(tag.as_str()), 206, Some(0..10), Some("bytes 0-9/150000")),
        ("bytes=0-9", Some("\"other\""), 200, Some(0..150_000), None),
    ] {
        let mut request = server.call(Method::GET, &format!("storage/v1/data/{cid}"));
        request = request.header("Range", range);
        if let Some(tag) = if_range {
            request = request.header("If-Range", tag);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{range}");
        let header =
            response.headers().get("content-range").map(|v| v.to_str().unwrap().to_owned());
        assert_eq!(header.as_deref(), content_range, "{range}");
        if let Some(part) = part {
            assert_eq!(response.bytes().await.unwrap(), bytes[part], "{range}");
        }
    }
    let request = server.call(Method::GET, &format!("codex/v1/data/{cid}"));
    let response = request.header("If-None-Match", &tag).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 304);
}

#[actix_web::test]
async fn errors_come_as_a_status_before_the_body_and_as_a_short_body_after() {
    let server = run();
    let cid = server.put(sample(300_000)).await;
    let path = format!("storage/v1/data/{cid}/network/stream");
    let changed = CodexError::Changed("/secret/place".into());
    *server.faults.fetch.lock().unwrap() = Some((0, changed.clone()));
    let response = server.call(Method::GET, &path).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 500);
    let text = response.text().await.unwrap();
    assert!(text.contains("changed") && !text.contains("secret"), "{text}");
    *server.faults.fetch.lock().unwrap() = Some((131_072, changed));
    let response = server.call(Method::GET, &path).send().await.unwrap();
    assert_eq!(response.headers()["content-length"], "300000");
    assert!(response.bytes().await.is_err(), "the body must break off");
}

#[actix_web::test]
async fn what_refers_to_files_is_not_deleted() {
    let server = run();
    let cid = server.put(sample(10)).await;
    server.faults.referenced.lock().unwrap().insert(cid);
    let request = server.call(Method::DELETE, &format!("storage/v1/data/{cid}"));
    let response = request.send().await.unwrap();
    assert_eq!(response.status().as_u16(), 409);
    assert!(response.text().await.unwrap().contains("refers to a file"));
    assert!(server.codex.exists(cid).await.unwrap());
}

#[actix_web::test]
async fn a_broken_upload_leaves_nothing() {
    let server = run();
    for head in
        ["Content-Length: 1000\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello"]
    {
        let before = server.faults.aborted.load(Ordering::SeqCst);
        let mut socket = TcpStream::connect(server.address).await.unwrap();
        let text = format!("POST /api/storage/v1/data HTTP/1.1\r\nHost: localhost\r\n{head}");
        socket.write_all(text.as_bytes()).await.unwrap();
        socket.shutdown().await.unwrap();
        let mut rest = Vec::new();
        socket.read_to_end(&mut rest).await.ok();
        drop(socket);
        while server.faults.aborted.load(Ordering::SeqCst) == before {
            tokio::task::yield_now().await;
        }
    }
    assert_eq!(server.get("codex/v1/data").await.1, json!({ "content": [] }));
}

#[actix_web::test]
async fn strangers_may_not_write() {
    let token = NodeApiOptions { token: Some("s3cret".to_owned()), ..NodeApiOptions::default() };
    let server = run_with(token);
    let post = || server.call(Method::POST, "storage/v1/data").body("hello");
    let refused = post().send().await.unwrap();
    assert_eq!(refused.status().as_u16(), 401);
    assert_eq!(refused.headers()["www-authenticate"], "Bearer");
    assert_eq!(post().bearer_auth("s3cret").send().await.unwrap().status().as_u16(), 200);
    assert_eq!(server.get("storage/v1/space").await.0, 200);
    let foreign = post().bearer_auth("s3cret").header("Origin", "http://evil.example");
    assert_eq!(foreign.send().await.unwrap().status().as_u16(), 403);
    let rebound = server.call(Method::GET, "storage/v1/data").header("Host", "evil.example");
    assert_eq!(rebound.send().await.unwrap().status().as_u16(), 403);
    let frozen = run_with(NodeApiOptions { read_only: true, ..NodeApiOptions::default() });
    let post = frozen.call(Method::POST, "storage/v1/data").body("hello");
    assert_eq!(post.send().await.unwrap().status().as_u16(), 403);
}

#[actix_web::test]
async fn a_slow_reader_slows_the_node() {
    const TOTAL: usize = 64 * 1024 * 1024;
    const BOUND: u64 = 24 * 1024 * 1024;
    let server = run();
    let cid = server.put(vec![7; TOTAL]).await;
    let path = format!("storage/v1/data/{cid}");
    let mut response = server.call(Method::GET, &path).send().await.unwrap();
    let first = response.chunk().await.unwrap().unwrap();
    // Nobody reads on: what the node gives ends with the buffers of the sockets.
    let all = async {
        while server.faults.produced.load(Ordering::SeqCst) < BOUND {
            tokio::task::yield_now().await;
        }
    };
    let limit = std::time::Duration::from_millis(300);
    assert!(tokio::time::timeout(limit, all).await.is_err(), "the node ran ahead");
    assert!(!first.is_empty());
    // Going away cancels the work behind.
    drop(response);
    while server.faults.cancelled.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
}

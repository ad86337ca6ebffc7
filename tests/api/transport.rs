//! The wire: methods, names, headers, compression, bodies.

use crate::common::{PASSWORD, Request, TestApp, USERNAME};

#[tokio::test(flavor = "multi_thread")]
async fn other_methods_are_not_implemented() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let answer = client.send(Request::new(method, "/api/v2/app/version")).await;
        assert_eq!((answer.status, answer.body.len()), (501, 0), "{method}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn head_is_get_without_the_body() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let answer = client.send(Request::new("HEAD", "/api/v2/app/version")).await;
    assert_eq!((answer.status, answer.body.len()), (200, 0));
    assert_eq!(answer.header("content-length"), Some("6"));
    let page = server.stranger().send(Request::new("HEAD", "/")).await;
    assert_eq!((page.status, page.body.len()), (200, 0));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_names_are_not_found() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for (path, text) in [
        ("/api/v2/app/nope", "Not Found"),
        ("/api/v2/app/VERSION", "Not Found"),
        ("/api/v2/nope/version", "Not Found"),
        ("/api/v2/app", "Not Found"),
        ("/api/v2/app/version/", "Not Found"),
        ("/api/v2//app/version", "Not Found"),
        ("/version/api", "Not Found"),
        ("/query/torrents", "Not Found"),
    ] {
        let answer = client.send(Request::new("GET", path)).await;
        assert_eq!((answer.status, answer.text()), (404, text.to_owned()), "{path}");
    }
    let encoded = client.send(Request::new("GET", "/api/v2/app/%76ersion")).await;
    assert_eq!(encoded.text(), "v5.1.4");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn large_answers_are_compressed_when_accepted() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let plain = client.get("app/preferences").await;
    assert_eq!(plain.header("content-encoding"), None);
    for (accept, zipped) in [("gzip, deflate, br", true), ("*", true), ("gzip;q=0", false)] {
        let request = Request::get("app/preferences").header("Accept-Encoding", accept);
        let answer = client.send(request).await;
        assert_eq!(answer.header("content-encoding").is_some(), zipped, "{accept}");
        let length = answer.body.len().to_string();
        assert_eq!(answer.header("content-length"), Some(length.as_str()));
        assert_eq!(answer.text(), plain.text());
    }
    let small = Request::get("app/version").header("Accept-Encoding", "gzip");
    assert_eq!(client.send(small).await.header("content-encoding"), None);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_has_the_security_headers() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for path in ["/", "/api/v2/app/version", "/nope", "/api/v2/app/nope"] {
        let answer = client.send(Request::new("GET", path)).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "SAMEORIGIN"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{policy}");
        assert!(!answer.headers.iter().any(|(name, _)| name.starts_with("access-control")));
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_for_everybody_and_is_not_sent_twice() {
    let server = TestApp::start().await;
    let stranger = server.stranger();
    let page = stranger.send(Request::new("GET", "/")).await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").unwrap().starts_with("text/html"));
    assert_eq!(page.header("set-cookie"), None);
    let etag = page.header("etag").unwrap();
    let again = stranger.send(Request::new("GET", "/").header("If-None-Match", etag)).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    for path in ["/../etc/passwd", "/%2e%2e/etc/passwd", "/assets/../index.html"] {
        let answer = stranger.send(Request::new("GET", path)).await;
        assert_eq!(answer.status, 400, "{path}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_cannot_send_large_bodies() {
    let server = TestApp::start().await;
    let stranger = server.stranger();
    let filler = "x".repeat(70_000);
    let form = [("username", USERNAME), ("password", PASSWORD), ("filler", &filler)];
    assert_eq!(stranger.post("auth/login", &form).await.status, 413);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reads_take_posts_in_every_odd_form() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for content_type in ["text/plain;charset=UTF-8", "application/json", "nonsense"] {
        let request =
            Request::new("POST", "/api/v2/app/version").header("Content-Type", content_type);
        assert_eq!(client.send(request).await.text(), "v5.1.4", "{content_type}");
    }
    let query = Request::new("POST", "/api/v2/app/getDirectoryContent?dirPath=/");
    assert_eq!(client.send(query).await.status, 400, "the query of a POST is ignored");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_waits_for_100_is_told_to_go_on() {
    let server = TestApp::start().await;
    let body = format!("username={USERNAME}&password={PASSWORD}");
    let request = Request::new("POST", "/api/v2/auth/login")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Expect", "100-continue")
        .body(body);
    let answer = server.stranger().send(request).await;
    assert!([100, 200].contains(&answer.status), "{answer:?}");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_http_is_refused() {
    let server = TestApp::start().await;
    let stranger = server.stranger();
    for bytes in [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 nonsense\r\n\r\n".as_slice(),
        b"GET /api/v2/app/version HTTP/1.1\r\nHost: x\r\nnocolonhere\r\n\r\n",
        b"POST /api/v2/app/version HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
        b"POST /api/v2/app/version HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    ] {
        assert_eq!(stranger.raw(bytes).await.status, 400);
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_prefix_that_a_trusted_proxy_left_is_taken_away() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let request =
        || Request::new("GET", "/qbt/api/v2/app/version").header("X-Forwarded-Prefix", "/qbt/");
    assert_eq!(client.send(request()).await.status, 404);
    let proxies = serde_json::json!({
        "web_ui_reverse_proxy_enabled": true,
        "web_ui_reverse_proxies_list": "127.0.0.1",
    });
    client.set_preferences(proxies).await;
    assert_eq!(client.send(request()).await.text(), "v5.1.4");
    let bare = Request::new("GET", "/a/qbt").header("X-Forwarded-Prefix", "/a/qbt");
    let answer = client.send(bare).await;
    assert_eq!((answer.status, answer.header("location")), (302, Some("qbt/")));
    server.stop().await;
}

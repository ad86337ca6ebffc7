//! A page that somebody else made for qBittorrent, in the layout of `VueTorrent` (all of it in
//! `public`) and in qBittorrent's own (`private` for who is logged in).

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::case::told;
use crate::common::{Client, PASSWORD, Request, Response, TestApp, USERNAME};

/// The page that the tests of the browser use too.
fn made_page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/alternative-ui")
}

async fn serve(client: &Client, folder: &Path) {
    let on = json!({"alternative_webui_enabled": true, "alternative_webui_path": folder});
    assert_eq!(client.set_preferences(on).await.status, 200);
}

async fn get(client: &Client, path: &str) -> Response {
    client.send(Request::new("GET", path)).await
}

/// Headers that a browser acts on, in the order in which qBittorrent writes them.
fn policies(answer: &Response) -> Vec<(&'static str, Option<String>)> {
    let names = [
        "content-security-policy",
        "cross-origin-opener-policy",
        "referrer-policy",
        "x-content-type-options",
        "x-frame-options",
        "x-xss-protection",
    ];
    names.map(|name| (name, answer.header(name).map(str::to_owned))).into()
}

/// What qBittorrent sends while it serves a page from a folder.
fn expected(clickjacking: bool) -> Vec<(&'static str, Option<String>)> {
    let text = |value: &str| Some(value.to_owned());
    vec![
        ("content-security-policy", text("frame-ancestors 'self';").filter(|_| clickjacking)),
        ("cross-origin-opener-policy", None),
        ("referrer-policy", None),
        ("x-content-type-options", text("nosniff")),
        ("x-frame-options", text("SAMEORIGIN").filter(|_| clickjacking)),
        ("x-xss-protection", text("1; mode=block")),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_a_public_part_alone_is_served_before_and_after_login() {
    let server = TestApp::start().await;
    let (client, stranger) = (server.client().await, server.stranger());
    serve(&client, &made_page()).await;
    let mut bodies = Vec::new();
    for who in [&stranger, &client] {
        let index = get(who, "/").await;
        assert_eq!(index.status, 200);
        let text = index.text();
        assert!(text.contains("<html lang=\"en\">") && !text.contains("${"), "{text}");
        bodies.push(text);
        for (path, content_type, cache) in [
            ("/", "text/html; charset=utf-8", "no-store"),
            ("/index.html", "text/html; charset=utf-8", "no-store"),
            ("/assets/app.js?v=1", "text/javascript; charset=utf-8", "private, max-age=43200"),
            ("/assets/style.css", "text/css; charset=utf-8", "private, max-age=43200"),
            ("/sw.js", "text/javascript; charset=utf-8", "private, max-age=43200"),
            ("/manifest.webmanifest", "application/manifest+json", "no-store"),
            ("/icons/logo.svg", "image/svg+xml", "private, max-age=604800"),
        ] {
            let file = get(who, path).await;
            assert_eq!(
                (file.status, file.header("content-type")),
                (200, Some(content_type)),
                "{path}"
            );
            assert_eq!(file.header("cache-control"), Some(cache), "{path}");
            assert_eq!(policies(&file), expected(true), "{path}");
        }
    }
    assert_eq!(bodies[0], bodies[1], "the page asks for the login itself");
    let refused = get(&stranger, "/api/v2/app/version").await;
    assert_eq!(told(&refused), (403, "Forbidden".to_owned()));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_answers_leave_the_policy_to_the_page() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let own = policies(&get(&client, "/").await);
    assert!(own[0].1.as_deref().unwrap().starts_with("default-src 'self'"), "{own:?}");
    serve(&client, &made_page()).await;
    get(&client, "/").await;
    for path in ["/api/v2/app/version", "/api/v2/sync/maindata", "/api/v2/nothing/here", "/none"] {
        assert_eq!(policies(&get(&client, path).await), expected(true), "{path}");
    }
    let custom = json!({"web_ui_clickjacking_protection_enabled": false,
        "web_ui_use_custom_http_headers_enabled": true,
        "web_ui_custom_http_headers": "Content-Security-Policy: default-src 'none'\nX-Own: 1"});
    assert_eq!(client.set_preferences(custom).await.status, 200);
    let answer = get(&client, "/").await;
    assert_eq!(answer.header("content-security-policy"), Some("default-src 'none'"));
    assert_eq!((answer.header("x-own"), answer.header("x-frame-options")), (Some("1"), None));
    client.set_preferences(json!({"web_ui_use_custom_http_headers_enabled": false})).await;
    assert_eq!(
        policies(&get(&client, "/").await),
        expected(false),
        "nothing is left of the policy"
    );
    client
        .set_preferences(json!({"web_ui_clickjacking_protection_enabled": true,
            "alternative_webui_enabled": false}))
        .await;
    for path in ["/", "/api/v2/app/version"] {
        assert_eq!(policies(&get(&client, path).await), own, "{path}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_requests_are_those_of_a_page_of_the_same_origin() {
    let server = TestApp::start().await;
    let client = server.client().await;
    serve(&client, &made_page()).await;
    let mut page = server.stranger();
    assert_eq!(page.login(USERNAME, PASSWORD).await.status, 200);
    let origin = server.app.webui_url.clone();
    let from_page = |request: Request| {
        request
            .header("Origin", &origin)
            .header("Referer", &format!("{origin}/"))
            .header("Sec-Fetch-Site", "same-origin")
    };
    for name in [
        "app/version",
        "app/buildInfo",
        "app/preferences",
        "sync/maindata?rid=0",
        "torrents/info",
        "torrents/categories",
        "transfer/info",
        "log/main",
        "rss/items",
        "search/plugins",
        "torrentcreator/status",
    ] {
        assert_eq!(page.send(from_page(Request::get(name))).await.status, 200, "{name}");
    }
    let magnet = format!("magnet:?xt=urn:btih:{}&dn=by+a+page", "ab".repeat(20));
    let fields = [("urls", &*magnet), ("contentLayout", "undefined"), ("stopped", "true")];
    let add = Request::multipart("torrents/add", &fields, &[]);
    assert_eq!(told(&page.send(from_page(add)).await), (200, "Ok.".to_owned()));
    let elsewhere = Request::post("torrents/stop", &[("hashes", "all")])
        .header("Origin", "http://elsewhere.example");
    assert_eq!(page.send(elsewhere).await.status, 401);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_a_private_part_has_its_login_in_the_public_one() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let root = server.folder.path().join("ui");
    for (name, text) in [
        ("public/index.html", "<form>login</form>"),
        ("public/scripts/login.js", "login()"),
        ("public/css/login.css", "form {}"),
        ("private/index.html", "<main>list</main>"),
        ("private/scripts/client.js", "list()"),
        ("private/views/about.html", "about"),
    ] {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    serve(&client, &root).await;
    let mut page = server.stranger();
    assert_eq!(get(&page, "/").await.text(), "<form>login</form>");
    assert_eq!(get(&page, "/scripts/login.js").await.text(), "login()");
    for path in ["/scripts/client.js", "/views/about.html", "/private/index.html"] {
        assert_eq!(get(&page, path).await.status, 404, "{path}");
    }
    assert_eq!(page.login(USERNAME, PASSWORD).await.status, 200);
    assert_eq!(get(&page, "/").await.text(), "<main>list</main>");
    for (path, text) in [
        ("/scripts/client.js", "list()"),
        ("/views/about.html", "about"),
        ("/css/login.css", "form {}"),
    ] {
        assert_eq!(told(&get(&page, path).await), (200, text.to_owned()), "{path}");
    }
    assert_eq!(page.send(Request::post("auth/logout", &[])).await.status, 200);
    assert_eq!(get(&page, "/").await.text(), "<form>login</form>");
    server.stop().await;
}

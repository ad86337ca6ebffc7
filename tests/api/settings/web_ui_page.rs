//! A page from a folder in place of the built-in one.

use std::os::unix::fs::symlink;
use std::path::PathBuf;

use qcodex::clock::Clock;
use serde_json::json;

use crate::case::told;
use crate::common::{Client, Request, Response, TestApp};

const LINK: &str = "Symlinks inside alternative UI folder are forbidden.";
const KIND: &str = "Unacceptable file type, only regular file is allowed.";

/// Lays out a page: `public` for everybody, `private` for who is logged in.
fn lay_out(server: &TestApp) -> PathBuf {
    let root = server.folder.path().join("profile/ui");
    std::fs::create_dir_all(root.join("public/js")).unwrap();
    std::fs::create_dir_all(root.join("private")).unwrap();
    for (name, text) in [
        ("public/index.html", "<p>QBT_TR(Log in)QBT_TR[CONTEXT=Login]</p>"),
        ("public/js/app.js", "const lang = \"${LANG}\";"),
        ("public/logo.png", "\u{1}QBT_TR(a)QBT_TR[CONTEXT=B]"),
        ("private/index.html", "<p>inside</p>"),
    ] {
        std::fs::write(root.join(name), text).unwrap();
    }
    root
}

async fn get(client: &Client, path: &str) -> Response {
    client.send(Request::new("GET", path)).await
}

/// Effect of `alternative_webui_enabled`, `alternative_webui_path`.
#[tokio::test(flavor = "multi_thread")]
async fn a_folder_is_served_in_place_of_the_built_in_page() {
    let server = TestApp::start().await;
    let (client, stranger) = (server.client().await, server.stranger());
    lay_out(&server);
    let own = get(&stranger, "/").await.text();
    let on = json!({"alternative_webui_enabled": true, "alternative_webui_path": "ui"});
    assert_eq!(client.set_preferences(on).await.status, 200);
    let login = get(&stranger, "/").await;
    assert_eq!(told(&login), (200, "<p>Log in</p>".to_owned()));
    assert_eq!(login.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(login.header("cache-control"), Some("no-store"));
    assert_eq!(login.header("content-security-policy"), Some("frame-ancestors 'self';"));
    assert_eq!(login.header("referrer-policy"), None);
    assert_eq!(login.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(get(&client, "/").await.text(), "<p>inside</p>");
    let script = get(&client, "/js/app.js").await;
    assert_eq!(script.text(), "const lang = \"en\";", "the public part, where there is no private");
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(script.header("cache-control"), Some("private, max-age=43200"));
    let etag = script.header("etag").unwrap();
    let again = Request::new("GET", "/js/app.js").header("If-None-Match", etag);
    assert_eq!(client.send(again).await.status, 304);
    let image = get(&stranger, "/logo.png").await;
    assert_eq!(image.text(), "\u{1}QBT_TR(a)QBT_TR[CONTEXT=B]", "no text");
    assert_eq!(get(&stranger, "/private/index.html").await.status, 404);
    let bearer = Request::new("GET", "/").header("Authorization", "Bearer x");
    assert_eq!(stranger.send(bearer).await.status, 404);
    client.set_preferences(json!({"bypass_local_auth": true})).await;
    let bypassed = get(&stranger, "/").await;
    assert_eq!(bypassed.text(), "<p>inside</p>");
    client.set_preferences(json!({"alternative_webui_enabled": false})).await;
    assert_eq!(get(&stranger, "/").await.text(), own);
    server.stop().await;
}

/// Effect of `alternative_webui_path`.
#[tokio::test(flavor = "multi_thread")]
async fn only_regular_files_of_the_folder_are_served() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let root = lay_out(&server);
    let secret = server.folder.path().join("secret.txt");
    std::fs::write(&secret, "secret").unwrap();
    symlink(&secret, root.join("public/link.txt")).unwrap();
    symlink(server.folder.path(), root.join("public/out")).unwrap();
    std::fs::write(root.join("public/large.bin"), vec![0; 10 * 1024 * 1024 + 1]).unwrap();
    let path = root.to_str().unwrap();
    let on = json!({"alternative_webui_enabled": true, "alternative_webui_path": path});
    client.set_preferences(on).await;
    for (path, status, text) in [
        ("/link.txt", 500, LINK),
        ("/out/secret.txt", 500, LINK),
        ("/js", 500, KIND),
        ("/js/", 500, KIND),
        ("/large.bin", 500, "the file has more than 10485760 bytes"),
        ("/nothing.js", 404, "Not Found"),
        ("/version/api", 404, "Not Found"),
        ("/../secret.txt", 400, "Bad Request"),
        ("/%2e%2e/%2e%2e/secret.txt", 400, "Bad Request"),
        ("/js/./app.js", 400, "Bad Request"),
        ("/js\\app.js", 400, "Bad Request"),
        ("/a%00b", 404, "Not Found"),
        ("/js/app.js", 200, "const lang = \"en\";"),
    ] {
        for who in [&client, &server.stranger()] {
            assert_eq!(told(&get(who, path).await), (status, text.to_owned()), "{path}");
        }
    }
    std::fs::write(root.join("public/js/app.js"), "changed").unwrap();
    assert_eq!(get(&client, "/js/app.js").await.text(), "changed");
    let api = get(&client, "/api/v2/app/version").await;
    assert_eq!(told(&api), (200, "v5.1.4".to_owned()));
    server.stop().await;
}

/// Effect of `alternative_webui_enabled`, `alternative_webui_path`.
#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_used_locks_nobody_out() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let root = lay_out(&server);
    let own = get(&client, "/").await.text();
    for path in ["", "nowhere", "ui/public/index.html", "/"] {
        let on = json!({"alternative_webui_enabled": true, "alternative_webui_path": path});
        client.set_preferences(on).await;
        assert_eq!(get(&client, "/").await.text(), own, "{path}");
    }
    client.set_preferences(json!({"alternative_webui_path": "ui"})).await;
    assert_eq!(get(&client, "/").await.text(), "<p>inside</p>");
    std::fs::remove_file(root.join("private/index.html")).unwrap();
    symlink("../public/index.html", root.join("private/index.html")).unwrap();
    let (status, text) = told(&get(&client, "/").await);
    assert_eq!(status, 500);
    assert!(text.starts_with(LINK), "{text}");
    assert!(text.contains("app/setPreferences") && text.contains("--builtin-webui"), "{text}");
    std::fs::remove_file(root.join("public/index.html")).unwrap();
    assert_eq!(get(&client, "/").await.text(), own);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_brings_the_built_in_page_back() {
    let server = TestApp::start_with(Clock::system(), |config| config.builtin_webui = true).await;
    let client = server.client().await;
    lay_out(&server);
    let own = get(&client, "/").await.text();
    let on = json!({"alternative_webui_enabled": true, "alternative_webui_path": "ui"});
    client.set_preferences(on).await;
    assert_eq!(get(&client, "/").await.text(), own);
    server.stop().await;
}

//! Logins, cookies, keys, bans, and who is refused.

mod login;
mod logout;

use std::time::Duration;

use qcodex::clock::Clock;
use serde_json::json;

use crate::common::{Client, PASSWORD, Request, TestApp, USERNAME};

const NOW: u64 = 1_790_000_000;
const BANNED: &str =
    "Your IP address has been banned after too many failed authentication attempts.";

async fn status(client: &Client, name: &str) -> u16 {
    client.get(name).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_login_says_ok_and_sets_both_cookies() {
    let server = TestApp::start().await;
    let mut client = server.stranger();
    let answer = client.login(USERNAME, PASSWORD).await;
    assert_eq!((answer.status, answer.text()), (200, "Ok.".to_owned()));
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=UTF-8"));
    let cookies: Vec<&str> = answer.all("set-cookie").collect();
    let own = format!("QBT_SID_{}=", server.address.port());
    let value = cookies[0].strip_prefix("SID=").unwrap().split(';').next().unwrap();
    assert_eq!(value.len(), 32);
    assert!(!value.contains([',', '=']));
    assert_eq!(
        cookies,
        [
            format!("SID={value}; HttpOnly; SameSite=Strict; path=/"),
            format!("{own}{value}; HttpOnly; SameSite=Strict; path=/")
        ]
    );
    for cookie in [
        format!("SID={value}"),
        format!("{own}{value}"),
        format!("a=b; SID={value}; z=1"),
        format!("SID=stale; SID={value}"),
        format!("{own}stale; SID={value}"),
        cookies[0].to_owned(),
    ] {
        client.cookie = Some(cookie.clone());
        assert_eq!(status(&client, "app/version").await, 200, "{cookie}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_login_fails_without_a_cookie() {
    let server = TestApp::start().await;
    let mut client = server.stranger();
    for (name, password) in [(USERNAME, "wrong"), ("root", PASSWORD), ("", "")] {
        let answer = client.login(name, password).await;
        assert_eq!((answer.status, answer.text()), (200, "Fails.".to_owned()), "{name}");
        assert_eq!(answer.header("set-cookie"), None);
    }
    assert_eq!(client.get("torrents/info").await.text(), "Forbidden");
    let inside = server.client().await.login(USERNAME, "wrong").await;
    assert_eq!((inside.status, inside.text()), (200, "Ok.".to_owned()));
    assert_eq!(inside.header("set-cookie"), None, "already inside");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_is_taken_as_multipart_and_with_a_charset() {
    let server = TestApp::start().await;
    let client = server.stranger();
    let fields = [("username", USERNAME), ("password", PASSWORD)];
    let multipart = client.send(Request::multipart("auth/login", &fields, &[])).await;
    assert_eq!(multipart.text(), "Ok.");
    let body = format!("username={USERNAME}&password={PASSWORD}");
    let charset = Request::new("POST", "/api/v2/auth/login")
        .header("Content-Type", "Application/x-www-form-urlencoded; charset=UTF-8")
        .body(body.clone());
    assert_eq!(client.send(charset).await.text(), "Ok.");
    for content_type in ["application/json", "text/plain"] {
        let odd = Request::new("POST", "/api/v2/auth/login")
            .header("Content-Type", content_type)
            .body(body.clone());
        assert_eq!(client.send(odd).await.status, 400, "{content_type}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn foreign_headers_of_arr_products_change_nothing() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for value in ["Basic Og==", "Basic eDp5", "Basic !!!", "Digest x", "Bearer "] {
        let with = |client: &Client| {
            let request = Request::get("app/webapiVersion").header("Authorization", value);
            let client = client.clone();
            async move { client.send(request).await.status }
        };
        assert_eq!(with(&client).await, 200, "{value}");
        assert_eq!(with(&server.stranger()).await, 403, "{value}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logout_ends_one_session_only() {
    let server = TestApp::start().await;
    let (one, other) = (server.client().await, server.client().await);
    let answer = one.post("auth/logout", &[]).await;
    assert_eq!((answer.status, answer.text()), (200, String::new()));
    assert!(answer.all("set-cookie").all(|cookie| cookie.contains("=; expires=Thu, 01 Jan 1970")));
    assert_eq!(status(&one, "app/version").await, 403);
    assert_eq!(status(&other, "app/version").await, 200);
    assert_eq!(one.post("auth/logout", &[]).await.status, 403);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_session_expires_with_403() {
    let clock = Clock::manual(NOW);
    let server = TestApp::start_with(clock.clone(), |_| {}).await;
    let client = server.client().await;
    clock.advance(Duration::from_secs(3599));
    assert_eq!(status(&client, "app/version").await, 200);
    clock.advance(Duration::from_secs(3601));
    let answer = client.get("app/version").await;
    assert_eq!((answer.status, answer.text()), (403, "Forbidden".to_owned()));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_logins_leave_the_first_session_alive() {
    let server = TestApp::start().await;
    let first = server.client().await;
    let mut last = first.clone();
    for _ in 0..40 {
        last = server.client().await;
    }
    assert_eq!(status(&first, "app/version").await, 200);
    assert_eq!(status(&last, "app/version").await, 200);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fifth_failure_bans_the_address_but_no_session() {
    let clock = Clock::manual(NOW);
    let server = TestApp::start_with(clock.clone(), |_| {}).await;
    let inside = server.client().await;
    let preferences = json!({"web_ui_max_auth_fail_count": 5, "web_ui_ban_duration": 60});
    assert_eq!(inside.set_preferences(preferences).await.status, 200);
    let mut client = server.stranger();
    for _ in 0..5 {
        assert_eq!(client.login(USERNAME, "wrong").await.text(), "Fails.");
    }
    for password in ["wrong", PASSWORD] {
        let answer = client.login(USERNAME, password).await;
        assert_eq!((answer.status, answer.text()), (403, BANNED.to_owned()));
    }
    assert_eq!(status(&inside, "app/version").await, 200);
    assert_eq!(inside.clone().login(USERNAME, PASSWORD).await.text(), "Ok.");
    clock.advance(Duration::from_secs(61));
    assert_eq!(client.login(USERNAME, PASSWORD).await.text(), "Ok.");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_trusted_proxy_only_the_guilty_client_is_banned() {
    let server = TestApp::start().await;
    let inside = server.client().await;
    let login = |ip: &str, password: &str| {
        let form = [("username", USERNAME), ("password", password)];
        let request = Request::post("auth/login", &form).header("X-Forwarded-For", ip);
        let stranger = server.stranger();
        async move { stranger.send(request).await }
    };
    let preferences = json!({
        "web_ui_reverse_proxy_enabled": true,
        "web_ui_reverse_proxies_list": "127.0.0.1;10.0.0.0/8",
    });
    inside.set_preferences(preferences).await;
    for _ in 0..5 {
        assert_eq!(login("198.51.100.7, 10.0.0.9", "wrong").await.text(), "Fails.");
    }
    assert_eq!(login("198.51.100.7", PASSWORD).await.text(), BANNED);
    let spoofed = login("203.0.113.1, 198.51.100.7", PASSWORD).await;
    assert_eq!(spoofed.text(), BANNED, "what the client wrote itself does not count");
    assert_eq!(login("203.0.113.1", PASSWORD).await.text(), "Ok.");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_sites_and_hosts_are_refused() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let own = format!("http://{}", server.address);
    let send = |name: &str, value: &str| {
        let request = Request::get("app/version").header(name, value);
        let client = client.clone();
        async move { client.send(request).await.status }
    };
    for (name, value, expected) in [
        ("Origin", "http://evil.example", 401),
        ("Origin", "null", 401),
        ("Origin", "http://127.0.0.1:1", 401),
        ("Origin", own.as_str(), 200),
        ("Referer", "http://evil.example/x", 401),
        ("Referer", own.as_str(), 200),
        ("Host", "127.0.0.1:1", 401),
        ("Host", "box.example", 200),
    ] {
        assert_eq!(send(name, value).await, expected, "{name}: {value}");
    }
    client.set_preferences(json!({"web_ui_domain_list": "box.example; *.lan"})).await;
    for (host, expected) in
        [("box.example", 200), ("a.lan", 200), ("evil.example", 401), ("127.0.0.1", 200)]
    {
        assert_eq!(send("Host", host).await, expected, "{host}");
    }
    client.set_preferences(json!({"web_ui_csrf_protection_enabled": false})).await;
    assert_eq!(send("Origin", "http://evil.example").await, 200);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_key_opens_everything_but_auth() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let answer = client.post("app/rotateAPIKey", &[]).await.json();
    let key = answer["apiKey"].as_str().unwrap().to_owned();
    assert!(key.starts_with("qbt_") && key.len() == 32, "{key}");
    assert_eq!(client.get("app/preferences").await.json()["web_ui_api_key"], key.as_str());
    let stranger = server.stranger();
    let with_key = |scheme: &str, request: Request| {
        let request = request.header("Authorization", &format!("{scheme} {key}"));
        let stranger = stranger.clone();
        async move { stranger.send(request).await }
    };
    for scheme in ["Bearer", "bearer"] {
        let answer = with_key(scheme, Request::get("app/version")).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (200, None));
    }
    let cross = Request::get("app/version").header("Origin", "http://evil.example");
    assert_eq!(with_key("Bearer", cross).await.status, 200);
    let login = Request::post("auth/login", &[("username", USERNAME), ("password", PASSWORD)]);
    assert_eq!(with_key("Bearer", login).await.status, 403);
    let as_cookie = Request::get("app/version").header("Cookie", &format!("SID={key}"));
    assert_eq!(stranger.send(as_cookie).await.status, 403);
    assert_eq!(client.post("app/deleteAPIKey", &[]).await.status, 200);
    assert_eq!(with_key("Bearer", Request::get("app/version")).await.status, 403);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bypassed_clients_get_a_session_without_a_login() {
    let server = TestApp::start().await;
    let client = server.client().await;
    client.set_preferences(json!({"bypass_local_auth": true})).await;
    let answer = server.stranger().get("app/version").await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("set-cookie").unwrap().starts_with("SID="));
    let whitelist = json!({
        "bypass_local_auth": false,
        "bypass_auth_subnet_whitelist_enabled": true,
        "bypass_auth_subnet_whitelist": "10.0.0.0/8",
    });
    client.set_preferences(whitelist).await;
    assert_eq!(status(&server.stranger(), "app/version").await, 403);
    client.set_preferences(json!({"bypass_auth_subnet_whitelist": "127.0.0.0/8"})).await;
    assert_eq!(status(&server.stranger(), "app/version").await, 200);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_holds_at_once_and_ends_the_temporary_one() {
    let server = TestApp::start_with(Clock::system(), |config| config.password = None).await;
    let temporary = server.app.temporary_password.clone().unwrap();
    let mut client = server.stranger();
    assert_eq!(client.login(USERNAME, &temporary).await.text(), "Ok.");
    let short = client.set_preferences(json!({"web_ui_password": "12345"})).await;
    assert_eq!(short.status, 400);
    assert_eq!(short.text(), "WebUI password must be at least 6 characters long");
    client.set_preferences(json!({"web_ui_password": "correct horse"})).await;
    let mut other = server.stranger();
    assert_eq!(other.login(USERNAME, &temporary).await.text(), "Fails.");
    assert_eq!(other.login(USERNAME, "correct horse").await.text(), "Ok.");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_dialect_answers_with_statuses_and_takes_basic() {
    let server =
        TestApp::start_with(Clock::manual(NOW), |config| config.dialect = Some("5.3".to_owned()))
            .await;
    let mut client = server.stranger();
    assert_eq!(client.login(USERNAME, "wrong").await.status, 401);
    let answer = client.login(USERNAME, PASSWORD).await;
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    let own = format!("QBT_SID_{}=", server.address.port());
    let cookies: Vec<&str> = answer.all("set-cookie").collect();
    assert!(cookies[0].starts_with(&own) && cookies[1].starts_with("SID="), "{cookies:?}");
    assert!(cookies[0].contains("; SameSite=Lax; expires="), "{cookies:?}");
    let basic = |credential: &str| {
        let value = format!("Basic {}", data_encoding::BASE64.encode(credential.as_bytes()));
        let request = Request::get("app/version").header("Authorization", &value);
        let stranger = server.stranger();
        async move { stranger.send(request).await }
    };
    let good = basic("admin:adminadmin").await;
    assert_eq!((good.status, good.text()), (200, "v5.3.0".to_owned()));
    assert!(good.header("set-cookie").is_some());
    let again = basic("admin:adminadmin").await;
    assert_eq!((again.status, again.header("set-cookie")), (200, None), "one session");
    assert_eq!(basic("admin:wrong").await.status, 401);
    assert_eq!(basic(":").await.status, 403, "an empty user is no header");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_needs_an_old_dialect_gets_it() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let request = Request::get("app/version").header("User-Agent", "Readarr/0.3.20 (debian 12)");
    assert_eq!(client.send(request).await.text(), "v4.6.7");
    assert_eq!(client.get("app/version").await.text(), "v5.1.4");
    server.stop().await;
}

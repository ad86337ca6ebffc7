//! Logins, bans, headers and who is refused. The listener, HTTPS and an alternative page are beside.

use std::time::Duration;

use qcodex::clock::Clock;
use serde_json::json;

use crate::case::told;
use crate::common::{Client, PASSWORD, Request, Response, TestApp, USERNAME};

const NOW: u64 = 1_790_000_000;

async fn status(client: &Client) -> u16 {
    client.get("app/version").await.status
}

async fn with(client: &Client, name: &str, value: &str) -> Response {
    client.send(Request::get("app/version").header(name, value)).await
}

/// Effect of `web_ui_username`, `web_ui_password`.
#[tokio::test(flavor = "multi_thread")]
async fn another_name_or_password_holds_at_once_and_ends_other_logins() {
    let server = TestApp::start_with(Clock::system(), |config| config.password = None).await;
    let temporary = server.app.temporary_password.clone().unwrap();
    let mut client = server.stranger();
    let mut other = server.stranger();
    assert_eq!(client.login("admin", &temporary).await.text(), "Ok.");
    assert_eq!(other.login("admin", &temporary).await.text(), "Ok.");
    assert_eq!(
        client.set_preferences(json!({"web_ui_password": "correct horse"})).await.status,
        200
    );
    assert_eq!((status(&client).await, status(&other).await), (200, 403));
    other.cookie = None;
    assert_eq!(other.login("admin", &temporary).await.text(), "Fails.");
    assert_eq!(other.login("admin", "correct horse").await.text(), "Ok.");
    assert_eq!(client.set_preferences(json!({"web_ui_username": "root"})).await.status, 200);
    assert_eq!((status(&client).await, status(&other).await), (200, 403));
    assert_eq!(server.stranger().login("admin", "correct horse").await.text(), "Fails.");
    assert_eq!(other.login("root", "correct horse").await.text(), "Ok.");
    client.set_preferences(json!({"web_ui_username": "root"})).await;
    assert_eq!(status(&other).await, 200, "nothing has changed");
    server.stop().await;
}

/// Effect of `web_ui_session_timeout`.
#[tokio::test(flavor = "multi_thread")]
async fn the_idle_time_of_a_login_is_what_the_setting_says() {
    let clock = Clock::manual(NOW);
    let server = TestApp::start_with(clock.clone(), |_| {}).await;
    let client = server.client().await;
    client.set_preferences(json!({"web_ui_session_timeout": 60})).await;
    clock.advance(Duration::from_secs(59));
    assert_eq!(status(&client).await, 200);
    clock.advance(Duration::from_mins(1));
    assert_eq!(status(&client).await, 403);
    for forever in [0, -5] {
        let client = server.client().await;
        client.set_preferences(json!({"web_ui_session_timeout": forever})).await;
        clock.advance(Duration::from_hours(1000));
        assert_eq!(status(&client).await, 200, "{forever}");
    }
    server.stop().await;
}

/// Effect of `web_ui_sessions_count_limit`.
#[tokio::test(flavor = "multi_thread")]
async fn the_longest_idle_login_ends_when_there_are_too_many() {
    let clock = Clock::manual(NOW);
    let server = TestApp::start_with(clock.clone(), |_| {}).await;
    let first = server.client().await;
    first.set_preferences(json!({"web_ui_sessions_count_limit": 2})).await;
    clock.advance(Duration::from_mins(10));
    let second = server.client().await;
    assert_eq!((status(&first).await, status(&second).await), (200, 200));
    clock.advance(Duration::from_mins(10));
    assert_eq!(status(&first).await, 200);
    let third = server.client().await;
    assert_eq!(status(&second).await, 403);
    assert_eq!((status(&first).await, status(&third).await), (200, 200));
    server.stop().await;
}

/// Effect of `web_ui_max_auth_fail_count`, `web_ui_ban_duration`.
#[tokio::test(flavor = "multi_thread")]
async fn so_many_failures_ban_for_so_long() {
    let clock = Clock::manual(NOW);
    let server = TestApp::start_with(clock.clone(), |_| {}).await;
    let inside = server.client().await;
    let limits = json!({"web_ui_max_auth_fail_count": 2, "web_ui_ban_duration": 30});
    inside.set_preferences(limits).await;
    let mut client = server.stranger();
    for _ in 0..2 {
        assert_eq!(client.login(USERNAME, "wrong").await.text(), "Fails.");
    }
    assert_eq!(client.login(USERNAME, PASSWORD).await.status, 403);
    clock.advance(Duration::from_secs(29));
    assert_eq!(client.login(USERNAME, PASSWORD).await.status, 403);
    clock.advance(Duration::from_secs(1));
    assert_eq!(client.login(USERNAME, PASSWORD).await.text(), "Ok.");
    inside.set_preferences(json!({"web_ui_max_auth_fail_count": 0})).await;
    let mut patient = server.stranger();
    for _ in 0..8 {
        assert_eq!(patient.login(USERNAME, "wrong").await.text(), "Fails.");
    }
    assert_eq!(patient.login(USERNAME, PASSWORD).await.text(), "Ok.");
    server.stop().await;
}

/// Effect of `bypass_local_auth`, `bypass_auth_subnet_whitelist_enabled`.
/// Effect of `bypass_auth_subnet_whitelist`.
#[tokio::test(flavor = "multi_thread")]
async fn who_needs_no_login_needs_one_again_when_the_rule_goes() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let enter = || async {
        let mut stranger = server.stranger();
        let answer = stranger.get("app/version").await;
        stranger.cookie =
            answer.header("set-cookie").and_then(|c| c.split(';').next()).map(str::to_owned);
        (answer.status, stranger)
    };
    for (on, off) in [
        (json!({"bypass_local_auth": true}), json!({"bypass_local_auth": false})),
        (
            json!({
                "bypass_auth_subnet_whitelist_enabled": true,
                "bypass_auth_subnet_whitelist": "192.0.2.0/24, 127.0.0.0/8",
            }),
            json!({"bypass_auth_subnet_whitelist_enabled": false}),
        ),
        (
            json!({"bypass_auth_subnet_whitelist_enabled": true}),
            json!({"bypass_auth_subnet_whitelist": "192.0.2.0/24"}),
        ),
    ] {
        assert_eq!(enter().await.0, 403);
        client.set_preferences(on).await;
        let (answer, bypassed) = enter().await;
        assert_eq!((answer, status(&bypassed).await), (200, 200));
        client.set_preferences(off.clone()).await;
        assert_eq!(status(&bypassed).await, 403, "{off}");
        assert_eq!(status(&client).await, 200, "who logged in stays");
    }
    server.stop().await;
}

/// Effect of `web_ui_use_custom_http_headers_enabled`, `web_ui_custom_http_headers`.
#[tokio::test(flavor = "multi_thread")]
async fn own_headers_go_with_every_answer() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let lines = "X-Mine: a: b\nno header\nX-Empty:\nX-Frame-Options: DENY\nContent-Length: 3";
    client.set_preferences(json!({"web_ui_custom_http_headers": lines})).await;
    assert_eq!(client.get("app/version").await.header("x-mine"), None, "not switched on");
    client.set_preferences(json!({"web_ui_use_custom_http_headers_enabled": true})).await;
    for path in ["/", "/api/v2/app/version", "/nope"] {
        let answer = client.send(Request::new("GET", path)).await;
        assert_eq!(answer.header("x-mine"), Some("a: b"), "{path}");
        assert_eq!(answer.header("x-empty"), Some(""));
        assert_eq!(answer.all("x-frame-options").collect::<Vec<_>>(), ["DENY"], "in place of ours");
        assert_ne!(answer.header("content-length"), Some("3"));
    }
    client.set_preferences(json!({"web_ui_use_custom_http_headers_enabled": false})).await;
    assert_eq!(client.get("app/version").await.header("x-mine"), None);
    server.stop().await;
}

/// Effect of `web_ui_clickjacking_protection_enabled`.
#[tokio::test(flavor = "multi_thread")]
async fn other_sites_may_frame_the_page_when_they_are_let() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for (on, frame) in [(true, Some("SAMEORIGIN")), (false, None)] {
        client.set_preferences(json!({"web_ui_clickjacking_protection_enabled": on})).await;
        let answer = client.send(Request::new("GET", "/")).await;
        assert_eq!(answer.header("x-frame-options"), frame);
        let policy = answer.header("content-security-policy").unwrap();
        assert_eq!(policy.contains("frame-ancestors 'self'"), on, "{policy}");
    }
    server.stop().await;
}

/// Effect of `web_ui_csrf_protection_enabled`.
#[tokio::test(flavor = "multi_thread")]
async fn other_sites_are_refused_unless_they_are_let() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for (on, expected) in [(true, 401), (false, 200), (true, 401)] {
        client.set_preferences(json!({"web_ui_csrf_protection_enabled": on})).await;
        assert_eq!(with(&client, "Origin", "http://evil.example").await.status, expected);
        let login = server.stranger().login(USERNAME, PASSWORD).await;
        assert_eq!(login.header("set-cookie").unwrap().contains("SameSite"), on);
    }
    server.stop().await;
}

/// Effect of `web_ui_host_header_validation_enabled`, `web_ui_domain_list`.
#[tokio::test(flavor = "multi_thread")]
async fn other_host_names_are_refused_unless_they_are_let() {
    let server = TestApp::start().await;
    let client = server.client().await;
    client.set_preferences(json!({"web_ui_domain_list": "box.example;*.lan"})).await;
    for (on, host, expected) in [
        (true, "evil.example", 401),
        (true, "box.example", 200),
        (true, "nas.lan", 200),
        (true, "127.0.0.1:1", 401),
        (false, "evil.example", 200),
        (false, "127.0.0.1:1", 200),
    ] {
        client.set_preferences(json!({"web_ui_host_header_validation_enabled": on})).await;
        assert_eq!(with(&client, "Host", host).await.status, expected, "{on} {host}");
    }
    server.stop().await;
}

/// Effect of `web_ui_reverse_proxy_enabled`, `web_ui_reverse_proxies_list`.
#[tokio::test(flavor = "multi_thread")]
async fn only_a_listed_proxy_may_name_the_client() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let whitelist = json!({
        "bypass_auth_subnet_whitelist_enabled": true,
        "bypass_auth_subnet_whitelist": "198.51.100.0/24",
    });
    client.set_preferences(whitelist).await;
    let named = || {
        let stranger = server.stranger();
        async move { with(&stranger, "X-Forwarded-For", "198.51.100.7").await.status }
    };
    for (settings, expected) in [
        (json!({"web_ui_reverse_proxies_list": "127.0.0.1"}), 403),
        (json!({"web_ui_reverse_proxy_enabled": true}), 200),
        (json!({"web_ui_reverse_proxies_list": "192.0.2.1; 10.0.0.0/8"}), 403),
        (json!({"web_ui_reverse_proxies_list": "nonsense"}), 403),
        (json!({"web_ui_reverse_proxies_list": "127.0.0.0/8"}), 200),
        (json!({"web_ui_reverse_proxy_enabled": false}), 403),
    ] {
        client.set_preferences(settings.clone()).await;
        assert_eq!(named().await, expected, "{settings}");
    }
    server.stop().await;
}

/// Effect of `web_ui_api_key`.
#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_made_shown_and_removed_by_its_endpoints_alone() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let shown = || {
        let client = client.clone();
        async move { client.get("app/preferences").await.json()["web_ui_api_key"].clone() }
    };
    let opens = |key: String| {
        let stranger = server.stranger();
        async move { with(&stranger, "Authorization", &format!("Bearer {key}")).await.status }
    };
    client.set_preferences(json!({"web_ui_api_key": "qbt_chosen"})).await;
    assert_eq!((shown().await, opens("qbt_chosen".to_owned()).await), (json!(""), 403));
    let rotate = || async {
        let made = client.post("app/rotateAPIKey", &[]).await.json();
        made["apiKey"].as_str().unwrap().to_owned()
    };
    let first = rotate().await;
    assert_eq!((shown().await, opens(first.clone()).await), (json!(first), 200));
    let second = rotate().await;
    assert_eq!((opens(first).await, opens(second.clone()).await), (403, 200));
    assert_eq!(told(&client.post("app/deleteAPIKey", &[]).await).0, 200);
    assert_eq!((shown().await, opens(second).await), (json!(""), 403));
    server.stop().await;
}

//! The list of endpoints: its document, and what each of them does with strangers.

use qcodex::api::routes::{self, Access, MethodRule, ROUTES};
use qcodex::clock::Clock;
use qcodex::config::Config;

use crate::common::{PASSWORD, Request, TestApp, USERNAME};

/// `QCODEX_BLESS=1` writes the document instead of comparing it.
#[expect(clippy::disallowed_methods, reason = "a switch for developers, not for the program")]
fn blesses() -> bool {
    std::env::var_os("QCODEX_BLESS").is_some()
}

#[test]
fn the_document_lists_every_endpoint() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/endpoints.md");
    let text = format!(
        "# Endpoints\n\nGenerated from the server's own list. HEAD is answered like GET; \
         an endpoint that is not built yet answers 404\nafter all checks.\n\n{}",
        routes::markdown()
    );
    if blesses() {
        std::fs::write(path, text).unwrap();
        return;
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == text, "docs/endpoints.md is old: run `make bless`");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_endpoint_but_the_login_refuses_strangers() {
    let server = TestApp::start().await;
    let stranger = server.stranger();
    for route in ROUTES.iter().filter(|route| route.access == Access::Session) {
        let name = route.name();
        for request in [Request::get(&name), Request::post(&name, &[("hash", "x")])] {
            let answer = stranger.send(request).await;
            assert_eq!((answer.status, answer.text()), (403, "Forbidden".to_owned()), "{name}");
            assert_eq!(answer.header("set-cookie"), None, "{name}");
        }
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_something_takes_post_only() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for route in ROUTES.iter().filter(|route| route.methods == MethodRule::Post) {
        let answer = client.get(&route.name()).await;
        let text = answer.text();
        assert_eq!((answer.status, &*text), (405, "Method Not Allowed"), "{}", route.action);
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_parameters_are_named() {
    for dialect in ["5.1", "5.3"] {
        let set = |config: &mut Config| config.dialect = Some(dialect.to_owned());
        let server = TestApp::start_with(Clock::system(), set).await;
        let mut client = server.stranger();
        client.login(USERNAME, PASSWORD).await;
        for route in ROUTES.iter().filter(|route| !route.required.is_empty()) {
            let answer = client.post(&route.name(), &[]).await;
            let text = match dialect {
                "5.3" => format!("Missing required parameters: {}", route.required.join(", ")),
                _ => "Bad Request".to_owned(),
            };
            assert_eq!((answer.status, answer.text()), (400, text), "{}", route.action);
        }
        server.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_built_says_so() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for route in ROUTES.iter().filter(|route| !route.is_built()) {
        let name = route.name();
        let all: Vec<(&str, &str)> = route.required.iter().map(|name| (*name, "x")).collect();
        let answer = client.post(&name, &all).await;
        assert_eq!((answer.status, answer.text()), (404, format!("{name} is not built yet")));
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_interfaces_poll_at_first_is_truly_empty() {
    let server = TestApp::start().await;
    let client = server.client().await;
    for (name, body) in [
        ("rss/items", "{}"),
        ("rss/items?withData=true", "{}"),
        ("rss/rules", "{}"),
        ("search/plugins", "[]"),
        ("search/status", "[]"),
        ("torrentcreator/status", "[]"),
        ("clientdata/load", "{}"),
        ("app/cookies", "[]"),
        ("log/peers", "[]"),
    ] {
        let answer = client.get(name).await;
        assert_eq!(answer.header("content-type"), Some("application/json"), "{name}");
        assert_eq!((answer.status, answer.text()), (200, body.to_owned()), "{name}");
    }
    let mode = client.get("transfer/speedLimitsMode").await;
    assert_eq!((mode.status, mode.text()), (200, "0".to_owned()));
    server.stop().await;
}

//! Bodies and queries that are none: bytes that are no text, other content types, too much.

use qcodex::api::routes::{MethodRule, ROUTES, Route};

use super::{Bench, differences};
use crate::case::told;
use crate::common::{PASSWORD, Request, USERNAME};

const FORM: &str = "application/x-www-form-urlencoded";
/// Bytes that a logged-in client may send.
const MAX_BODY: usize = 64 * 1024 * 1024;

fn built() -> impl Iterator<Item = &'static Route> {
    let ends = |route: &Route| matches!(route.action, "shutdown" | "logout");
    ROUTES.iter().filter(move |route| route.is_built() && !ends(route))
}

fn post(name: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Request {
    Request::new("POST", &format!("/api/v2/{name}")).header("Content-Type", content_type).body(body)
}

/// A form with every required parameter.
fn all(route: &Route, value: &str) -> String {
    let pairs: Vec<String> = route.required.iter().map(|name| format!("{name}={value}")).collect();
    pairs.join("&")
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_are_no_text_change_nothing() {
    let mut bench = Bench::start("5.1").await;
    let before = bench.view().await;
    for route in built() {
        let name = route.name();
        // None of these names a torrent, a category or a setting that is there.
        for value in ["%ff%fe", "%", "%zz", "%00", "%u0041", "%C3%28", "+%2B+", "a;b=c"] {
            if matches!(route.action, "createCategory" | "createTags" | "setSpeedLimits") {
                break;
            }
            let body = all(route, value);
            let request = post(&name, FORM, body.clone());
            bench.send(&format!("{name} {value}"), request).await;
            if route.methods == MethodRule::Any && !value.contains(' ') {
                let request = Request::new("GET", &format!("/api/v2/{name}?{body}"));
                bench.send(&format!("{name} {value} by GET"), request).await;
            }
        }
    }
    let changed = differences(&before, &bench.view().await);
    // Text that is no number is no limit; a session may be paused.
    let toggles = ["server/session_state", "server/use_alt_speed_limits", "app/preferences"];
    assert!(changed.iter().all(|path| toggles.contains(&&**path)), "{changed:?}");
    bench.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_content_types_are_refused_before_anything_is_done() {
    let mut bench = Bench::start("5.1").await;
    let before = bench.view().await;
    for route in built().filter(|route| route.action != "login") {
        let name = route.name();
        let body = format!("hash=all&hashes=all&{}", all(route, "all"));
        for content_type in [
            "application/json",
            "text/plain",
            "nonsense",
            "",
            "multipart/form-data",
            "multipart/form-data; boundary=",
        ] {
            let what = format!("{name} as {content_type:?}");
            let answer = bench.send(&what, post(&name, content_type, body.clone())).await;
            assert_eq!(answer.status, 400, "{what}: {:?}", told(&answer));
        }
        let cut = "--XX\r\nContent-Disposition: form-data; name=\"hashes\"\r\n\r\nall";
        let what = format!("{name} cut off");
        let answer = bench.send(&what, post(&name, "multipart/form-data; boundary=XX", cut)).await;
        assert_eq!(answer.status, 400, "{what}: {:?}", told(&answer));
    }
    assert_eq!(differences(&before, &bench.view().await), [""; 0]);
    bench.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_is_refused_and_the_server_goes_on() {
    let mut bench = Bench::start("5.1").await;
    let before = bench.view().await;
    let mut body = b"hashes=all&deleteFiles=true&x=".to_vec();
    body.resize(MAX_BODY + 1, b'x');
    let answer = bench.send("a large body", post("torrents/delete", FORM, body)).await;
    assert_eq!(answer.status, 413, "{:?}", told(&answer));
    // What says that it is too large is not read at all.
    let claim = format!(
        "POST /api/v2/torrents/delete HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nContent-Type: {FORM}\r\n\
         Content-Length: 99999999999\r\nConnection: close\r\n\r\nhashes=all&",
        bench.server.address,
        bench.client.cookie.clone().unwrap()
    );
    let many: Vec<String> = (0..100_000).map(|n| format!("n{n}=v")).collect();
    let answer = bench.send("many fields", post("torrents/info", FORM, many.join("&"))).await;
    assert_eq!(answer.status, 200);
    let part = "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n".repeat(10_001);
    let parts = format!("{part}--XX--\r\n");
    let many = post("torrents/add", "multipart/form-data; boundary=XX", parts);
    assert_eq!(bench.send("many parts", many).await.status, 400);
    let answer = bench.client.raw(claim.as_bytes()).await;
    bench.stands("a body that says it is large", &answer);
    assert_eq!(answer.status, 413, "{:?}", told(&answer));
    assert_eq!(differences(&before, &bench.view().await), [""; 0]);
    bench.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn long_first_lines_are_refused() {
    let mut bench = Bench::start("5.1").await;
    for size in [60_000, 1_000_000] {
        let query = format!("/api/v2/torrents/info?hashes={}", "x".repeat(size));
        let answer = bench.send(&format!("{size} bytes"), Request::new("GET", &query)).await;
        assert!([200, 400, 414, 431].contains(&answer.status), "{size}: {}", answer.status);
    }
    let cookie = format!("SID={}", "x".repeat(60_000));
    let request = Request::get("app/version").header("Cookie", &cookie);
    let answer = bench.send("a long cookie", request).await;
    assert!([403, 400, 431].contains(&answer.status), "{}", answer.status);
    bench.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn logins_of_any_form_are_answered() {
    let mut bench = Bench::start("5.1").await;
    let set = serde_json::json!({"web_ui_max_auth_fail_count": 1000});
    assert_eq!(bench.client.set_preferences(set).await.status, 200);
    let stranger = bench.server.stranger();
    for (kind, value) in super::values::bad(qcodex::api::parameters::Kind::Text) {
        for form in [
            [("username", value.as_str()), ("password", PASSWORD)],
            [("username", USERNAME), ("password", value.as_str())],
        ] {
            let answer = stranger.post("auth/login", &form).await;
            bench.stands(&format!("login {kind}"), &answer);
            let expected = if value.len() > 60_000 { 413 } else { 200 };
            assert_eq!(answer.status, expected, "{kind}");
            assert_eq!(answer.header("set-cookie"), None, "{kind}");
        }
    }
    for (kind, body) in
        [("bytes", "username=%ff&password=%fe"), ("nothing", ""), ("names", "username&password")]
    {
        let answer = stranger.send(post("auth/login", FORM, body)).await;
        bench.stands(kind, &answer);
        assert_eq!(told(&answer), (200, "Fails.".to_owned()), "{kind}");
    }
    bench.end().await;
}

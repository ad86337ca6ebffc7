//! HTTPS: on, off, renewed and broken certificates.

use std::path::Path;

use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use reqwest::{Certificate, Method, StatusCode};
use serde_json::{Value, json};

use crate::case::told;
use crate::common::{PASSWORD, Request, TestApp, USERNAME};

/// A certificate for this machine and its key.
struct Pair {
    certificate: String,
    key: String,
}

impl Pair {
    fn new() -> Self {
        let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names).unwrap();
        Self { certificate: cert.pem(), key: KeyPair::serialize_pem(&signing_key) }
    }

    /// Writes it as `tls/cert.pem` and `tls/key.pem` of the profile.
    fn put(&self, server: &TestApp) {
        let folder = server.folder.path().join("profile/tls");
        std::fs::create_dir_all(&folder).unwrap();
        replace(&folder.join("cert.pem"), &self.certificate);
        replace(&folder.join("key.pem"), &self.key);
    }

    /// A client that trusts this certificate and no other.
    fn client(&self) -> reqwest::Client {
        rustls::crypto::ring::default_provider().install_default().ok();
        let trusted = Certificate::from_pem(self.certificate.as_bytes()).unwrap();
        reqwest::Client::builder().no_proxy().tls_certs_only([trusted]).build().unwrap()
    }
}

/// As who renews certificates does: another file under the same name.
fn replace(path: &Path, text: &str) {
    let new = path.with_extension("new");
    std::fs::write(&new, text).unwrap();
    std::fs::rename(new, path).unwrap();
}

fn https(server: &TestApp, name: &str) -> String {
    format!("https://{}/api/v2/{name}", server.address)
}

fn settings(on: bool) -> Value {
    json!({
        "use_https": on,
        "web_ui_https_cert_path": "tls/cert.pem",
        "web_ui_https_key_path": "tls/key.pem",
    })
}

async fn set(server: &TestApp, http: &reqwest::Client, sid: &str, json: Value) -> StatusCode {
    let form = serde_urlencoded::to_string([("json", json.to_string())]).unwrap();
    let request = http
        .request(Method::POST, https(server, "app/setPreferences"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Cookie", sid)
        .body(form);
    request.send().await.unwrap().status()
}

/// Effect of `use_https`, `web_ui_https_cert_path`, `web_ui_https_key_path`.
/// Effect of `web_ui_secure_cookie_enabled`.
#[tokio::test(flavor = "multi_thread")]
async fn it_is_switched_on_and_off_while_the_server_runs() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let sid = client.cookie.clone().unwrap();
    let pair = Pair::new();
    pair.put(&server);
    assert_eq!(client.set_preferences(settings(true)).await.status, 200, "answered in the clear");
    let http = pair.client();
    let version = http.get(https(&server, "app/version")).header("Cookie", &sid).send();
    let version = version.await.unwrap();
    let policy = version.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.ends_with("upgrade-insecure-requests;"), "{policy}");
    assert!(!version.headers().contains_key("strict-transport-security"));
    assert_eq!(version.text().await.unwrap(), "v5.1.4");
    let login = |secure: &'static str| {
        let form = [("username", USERNAME), ("password", PASSWORD)];
        let request = http
            .post(https(&server, "auth/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", format!("https://{}", server.address))
            .body(serde_urlencoded::to_string(form).unwrap());
        async move {
            let answer = request.send().await.unwrap();
            let cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().collect();
            assert_eq!(cookies.len(), 2);
            for cookie in cookies {
                let cookie = cookie.to_str().unwrap();
                assert_eq!(cookie.contains("; secure"), secure == "secure", "{cookie}");
            }
        }
    };
    login("secure").await;
    let plain = json!({"web_ui_secure_cookie_enabled": false});
    assert_eq!(set(&server, &http, &sid, plain).await, 200);
    login("not secure").await;
    let mut in_clear = Vec::new();
    {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let mut stream = tokio::net::TcpStream::connect(server.address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        drop(stream.read_to_end(&mut in_clear).await);
    }
    assert!(!in_clear.starts_with(b"HTTP/"), "no answer in the clear");
    assert_eq!(set(&server, &http, &sid, json!({"use_https": false})).await, 200);
    assert_eq!(told(&client.get("app/version").await), (200, "v5.1.4".to_owned()));
    server.stop().await;
}

/// Effect of `use_https`, `web_ui_https_cert_path`, `web_ui_https_key_path`.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_usable_certificate_it_stays_plain_until_there_is_one() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let (pair, other) = (Pair::new(), Pair::new());
    let reads = || {
        let client = client.clone();
        async move { client.get("app/preferences").await.json()["use_https"].clone() }
    };
    client.set_preferences(json!({"use_https": true})).await;
    assert_eq!(reads().await, json!(true), "no path at all");
    client.set_preferences(settings(true)).await;
    assert_eq!(reads().await, json!(true), "no file");
    pair.put(&server);
    let key = server.folder.path().join("profile/tls/key.pem");
    for bad in ["", "nonsense", &pair.certificate, &other.key] {
        replace(&key, bad);
        client.set_preferences(json!({})).await;
        assert_eq!(reads().await, json!(true), "{bad}");
    }
    replace(&key, &pair.key);
    client.set_preferences(json!({})).await;
    let answer = pair.client().get(https(&server, "app/version")).send().await.unwrap();
    assert_eq!(answer.status(), 403, "a stranger, but over TLS");
    server.stop().await;
}

/// Effect of `web_ui_https_cert_path`, `web_ui_https_key_path`.
#[tokio::test(flavor = "multi_thread")]
async fn a_renewed_certificate_is_taken_and_a_broken_one_is_not() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let sid = client.cookie.clone().unwrap();
    let (old, new) = (Pair::new(), Pair::new());
    old.put(&server);
    client.set_preferences(settings(true)).await;
    let trusts = |pair: &Pair| {
        let request = pair.client().get(https(&server, "app/version"));
        async move { request.send().await.is_ok() }
    };
    assert!(trusts(&old).await && !trusts(&new).await);
    let cert = server.folder.path().join("profile/tls/cert.pem");
    replace(&cert, &new.certificate);
    assert_eq!(set(&server, &old.client(), &sid, json!({})).await, 200);
    assert!(trusts(&old).await, "the key is still the former one");
    new.put(&server);
    assert_eq!(set(&server, &old.client(), &sid, json!({})).await, 200);
    assert!(trusts(&new).await && !trusts(&old).await);
    server.stop().await;
}

/// Effect of `use_https`.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_starts_with_https_and_says_so() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let pair = Pair::new();
    pair.put(&server);
    client.set_preferences(settings(true)).await;
    let server = server.restart().await;
    assert_eq!(server.app.webui_url, format!("https://{}", server.address));
    let line = server.app.listening_line();
    assert!(line.starts_with("listening webui=https://127.0.0.1:"), "{line}");
    let answer = pair.client().get(https(&server, "app/version")).send().await.unwrap();
    assert_eq!(answer.status(), 403);
    server.stop().await;
}

/// Effect of `web_ui_secure_cookie_enabled`, `web_ui_reverse_proxy_enabled`.
#[tokio::test(flavor = "multi_thread")]
async fn cookies_are_secure_behind_a_proxy_that_encrypts() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let cookie = || {
        let form = [("username", USERNAME), ("password", PASSWORD)];
        let request = Request::post("auth/login", &form).header("X-Forwarded-Proto", "HTTPS");
        let stranger = server.stranger();
        async move { stranger.send(request).await.header("set-cookie").unwrap().to_owned() }
    };
    assert!(!cookie().await.contains("; secure"), "a client's own word");
    let proxy = json!({
        "web_ui_reverse_proxy_enabled": true,
        "web_ui_reverse_proxies_list": "127.0.0.1",
    });
    client.set_preferences(proxy).await;
    assert!(cookie().await.contains("; secure"));
    client.set_preferences(json!({"web_ui_secure_cookie_enabled": false})).await;
    assert!(!cookie().await.contains("; secure"));
    server.stop().await;
}

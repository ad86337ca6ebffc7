//! `/healthz` and `--healthcheck`: how supervisors learn whether the server is well.

use std::net::TcpListener;

use qcodex::app::healthcheck;
use qcodex::config::Config;
use serde_json::json;

use crate::common::{Request, TestApp, eventually};
use crate::server::Setup;

#[tokio::test(flavor = "multi_thread")]
async fn anybody_may_ask_whether_the_server_is_well() {
    let server = TestApp::start().await;
    let client = server.client().await;
    client.set_preferences(json!({"web_ui_domain_list": "box.example"})).await;
    let stranger = server.stranger();
    for request in [
        Request::new("GET", "/healthz"),
        Request::new("GET", "/healthz").header("Host", "10.0.0.7:8080"),
        Request::new("GET", "/healthz").header("Origin", "http://elsewhere.example"),
    ] {
        let answer = stranger.send(request).await;
        assert_eq!((answer.status, answer.text()), (200, "ok\n".to_owned()));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("set-cookie"), None);
    }
    let head = stranger.send(Request::new("HEAD", "/healthz")).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    let below = stranger.send(Request::new("GET", "/healthz/x")).await;
    assert_ne!(below.status, 200);
    server.stop().await;
}

#[tokio::test]
async fn the_command_asks_the_server_that_runs() {
    let setup = Setup::new();
    let asked = |port| setup.clone().webui_port(port).arg("--healthcheck").run();
    let server = setup.clone().start().await;
    let port = server.address().port();
    let (code, stdout, stderr) = asked(port).await;
    assert_eq!((code, stdout.as_str()), (Some(0), ""), "{stderr}");
    assert!(stderr.contains("/healthz is well"), "{stderr}");
    let (status, _) = server.terminate().await;
    assert!(status.success());

    let (code, _, stderr) = asked(port).await;
    assert_eq!(code, Some(1));
    assert!(stderr.contains("nobody answers"), "{stderr}");
    let (code, _, stderr) = asked(0).await;
    assert_eq!(code, Some(1));
    assert!(stderr.contains("--webui-port"), "{stderr}");
}

/// Who listens there and is not well, or is something else, is told apart from a server that is.
#[tokio::test]
async fn the_command_believes_only_a_good_answer() {
    use std::io::{Read as _, Write as _};

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let other = std::thread::spawn(move || {
        let (mut peer, _) = listener.accept().unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            peer.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        let answer = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\n\
                       Connection: close\r\n\r\nsorry";
        peer.write_all(answer).unwrap();
        String::from_utf8(head).unwrap()
    });
    let (code, _, stderr) = Setup::new().webui_port(port).arg("--healthcheck").run().await;
    assert_eq!(code, Some(1));
    assert!(stderr.contains("says 503: sorry"), "{stderr}");
    assert!(other.join().unwrap().starts_with("GET /healthz HTTP/1.1\r\n"));
}

/// The certificate is for the name that browsers use, not for the one that is asked here.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_speaks_https_is_asked_by_https() {
    let server = TestApp::start().await;
    let folder = server.folder.path().join("profile");
    let made = rcgen::generate_simple_self_signed(["box.example".to_owned()]).unwrap();
    std::fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    let client = server.client().await;
    let settings = json!({
        "use_https": true,
        "web_ui_https_cert_path": "cert.pem",
        "web_ui_https_key_path": "key.pem",
    });
    client.set_preferences(settings).await;
    let mut config = Config::new(folder);
    config.webui_port = Some(server.address.port());
    eventually("the server says by HTTPS that it is well", async || {
        healthcheck(&config).await.is_ok_and(|text| text.starts_with("https://"))
    })
    .await;
    server.stop().await;
}

//! Where the web interface listens, changed while it runs.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use qcodex::clock::Clock;
use serde_json::json;
use tokio::net::TcpStream;

use crate::case::told;
use crate::common::{Client, Request, TestApp, eventually};

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn at(client: &Client, address: impl Into<SocketAddr>) -> Client {
    Client { address: address.into(), ..client.clone() }
}

async fn accepts(address: impl Into<SocketAddr>) -> bool {
    TcpStream::connect(address.into()).await.is_ok()
}

async fn closes(address: SocketAddr) {
    eventually("the former listener is closed", || async move { !accepts(address).await }).await;
}

/// Effect of `web_ui_port`.
#[tokio::test(flavor = "multi_thread")]
async fn another_port_holds_at_once_and_logins_stay() {
    let server = TestApp::start().await;
    let mut client = server.client().await;
    let former = format!("QBT_SID_{}", server.address.port());
    let sid = client.cookie.clone().unwrap().replace("SID=", "");
    client.cookie = Some(format!("SID={sid}; {former}={sid}"));
    let port = free_port();
    let answer = client.set_preferences(json!({"web_ui_port": port})).await;
    assert_eq!(told(&answer), (200, String::new()), "over the former listener");
    let moved = at(&client, (Ipv4Addr::LOCALHOST, port));
    let version = moved.get("app/version").await;
    assert_eq!(told(&version), (200, "v5.1.4".to_owned()), "it accepts when the answer is there");
    let cookies: Vec<&str> = version.all("set-cookie").collect();
    assert!(
        cookies.iter().any(|c| c.starts_with(&format!("QBT_SID_{port}={sid};"))),
        "{cookies:?}"
    );
    let own = Request::get("app/version").header("Cookie", &format!("QBT_SID_{port}={sid}"));
    let answer = moved.send(own).await;
    assert_eq!((answer.status, answer.header("set-cookie")), (200, None), "sent once");
    let mut stranger = moved.clone();
    stranger.cookie = None;
    let login = stranger.login(crate::common::USERNAME, crate::common::PASSWORD).await;
    assert!(login.all("set-cookie").any(|c| c.starts_with(&format!("QBT_SID_{port}="))));
    let host = Request::get("app/version").header("Host", &server.address.to_string());
    assert_eq!(moved.send(host).await.status, 401, "the former port in Host");
    closes(server.address).await;
    server.stop().await;
}

/// Effect of `web_ui_port`.
#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_is_taken_leaves_the_former_one_until_it_is_free() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let wanted = taken.local_addr().unwrap();
    let answer = client.set_preferences(json!({"web_ui_port": wanted.port()})).await;
    assert_eq!(answer.status, 200);
    assert_eq!(client.get("app/preferences").await.json()["web_ui_port"], wanted.port());
    drop(taken);
    assert_eq!(client.set_preferences(json!({})).await.status, 200, "tries again");
    assert_eq!(at(&client, wanted).get("app/version").await.status, 200);
    closes(server.address).await;
    server.stop().await;
}

/// Effect of `web_ui_address`.
#[tokio::test(flavor = "multi_thread")]
async fn another_address_holds_at_once_at_the_same_port() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let port = server.address.port();
    let second: SocketAddr = (Ipv4Addr::new(127, 0, 0, 2), port).into();
    let v6: SocketAddr = (Ipv6Addr::LOCALHOST, port).into();
    let has_v6 = TcpListener::bind("[::1]:0").is_ok();
    assert!(!accepts(second).await);
    client.set_preferences(json!({"web_ui_address": "0.0.0.0"})).await;
    assert_eq!(at(&client, second).get("app/version").await.status, 200);
    assert_eq!(client.get("app/version").await.status, 200);
    assert!(!accepts(v6).await, "IPv4 alone");
    for all in ["*", ""] {
        client.set_preferences(json!({"web_ui_address": all})).await;
        assert_eq!(at(&client, second).get("app/version").await.status, 200, "{all}");
        assert_eq!(accepts(v6).await, has_v6, "{all}");
        client.set_preferences(json!({"web_ui_address": "127.0.0.1"})).await;
        closes(second).await;
    }
    for nonsense in ["nonsense.invalid", "300.1.2.3", "192.0.2.77", "[::", "127.0.0.1:80"] {
        assert_eq!(client.set_preferences(json!({"web_ui_address": nonsense})).await.status, 200);
        assert_eq!(client.get("app/preferences").await.json()["web_ui_address"], nonsense);
    }
    if has_v6 {
        client.set_preferences(json!({"web_ui_address": "::"})).await;
        assert_eq!(at(&client, v6).get("app/version").await.status, 200);
        closes(server.address).await;
        at(&client, v6).set_preferences(json!({"web_ui_address": "127.0.0.1"})).await;
    }
    client.set_preferences(json!({"web_ui_address": "127.0.0.2"})).await;
    assert_eq!(at(&client, second).get("app/version").await.status, 200);
    closes(server.address).await;
    let other = TcpListener::bind(second);
    assert!(other.is_err(), "nobody else can share the port");
    server.stop().await;
    assert!(!accepts(second).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_from_the_command_line_stays() {
    let server = TestApp::start_with(Clock::system(), |config| {
        config.webui_address = Some("127.0.0.1".to_owned());
    })
    .await;
    let client = server.client().await;
    let answer = client.set_preferences(json!({"web_ui_address": "0.0.0.0"})).await;
    assert_eq!(answer.status, 200);
    assert!(!accepts((Ipv4Addr::new(127, 0, 0, 2), server.address.port())).await);
    assert_eq!(client.get("app/preferences").await.json()["web_ui_address"], "127.0.0.1");
    server.stop().await;
}

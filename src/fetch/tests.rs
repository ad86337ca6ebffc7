//! The client against small servers on loopback.

use std::net::SocketAddr;
use std::time::Duration;

use reqwest::header::{COOKIE, HeaderValue};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use url::Url;

use super::{
    Class, FetchError, FetchOptions, FetchRequest, Fetched, Fetcher, Limits, Opened, Proxy,
};
use crate::tasks::Tasks;

/// A server that gives every connection the answer made from its request.
struct Server {
    address: SocketAddr,
    seen: mpsc::UnboundedReceiver<String>,
    _tasks: Tasks,
}

async fn serve(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Server {
    let tasks = Tasks::new(Handle::current());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (tx, seen) = mpsc::unbounded_channel();
    tasks.spawn("server", async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                match socket.read_u8().await {
                    Ok(byte) => head.push(byte),
                    Err(_) => break,
                }
            }
            let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
            let text = answer(&head);
            tx.send(head).ok();
            socket.write_all(text.as_bytes()).await.ok();
            socket.shutdown().await.ok();
        }
    });
    Server { address, seen, _tasks: tasks }
}

impl Server {
    fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://{}{path}", self.address)).unwrap()
    }
}

fn ok(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/x\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn to(location: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n")
}

fn through(server: &Server, resolves_names: bool) -> Proxy {
    Proxy { url: server.url("").to_string(), login: None, resolves_names }
}

fn fetcher() -> Fetcher {
    Fetcher::new(FetchOptions::default()).unwrap()
}

async fn get(url: &Url, class: Class) -> Result<Fetched, FetchError> {
    fetcher().get(url.clone(), class, Limits::default()).await
}

#[tokio::test]
async fn users_reach_the_local_network_and_content_does_not() {
    let server = serve(|_| ok("hello")).await;
    let url = server.url("/x");
    let Fetched::Body { bytes, content_type, final_url } =
        get(&url, Class::UserNamed).await.unwrap()
    else {
        panic!("a body")
    };
    assert_eq!((bytes.as_ref(), content_type.as_deref()), (&b"hello"[..], Some("text/x")));
    assert_eq!(final_url, url);
    let named = Url::parse(&format!("http://localhost:{}/", server.address.port())).unwrap();
    assert!(get(&named, Class::UserNamed).await.is_ok());
    for url in [&url, &named] {
        let refused = get(url, Class::ContentNamed).await;
        assert!(matches!(refused, Err(FetchError::Forbidden(_))), "{refused:?}");
    }
    let relaxed = FetchOptions { ssrf_mitigation: false, ..FetchOptions::default() };
    let fetcher = fetcher();
    fetcher.reconfigure(relaxed).unwrap();
    assert!(fetcher.get(url, Class::ContentNamed, Limits::default()).await.is_ok());
}

#[tokio::test]
async fn link_local_and_other_schemes_are_refused_before_connecting() {
    for class in [Class::UserNamed, Class::ContentNamed] {
        for url in
            ["http://169.254.169.254/x", "http://[fe80::1]/", "http://[::ffff:169.254.169.254]/"]
        {
            let refused = get(&Url::parse(url).unwrap(), class).await;
            assert!(matches!(refused, Err(FetchError::Forbidden(_))), "{url}: {refused:?}");
        }
        for url in ["file:///etc/passwd", "ftp://example.org/", "magnet:?xt=urn:btih:00"] {
            assert_eq!(get(&Url::parse(url).unwrap(), class).await, Err(FetchError::Scheme));
        }
    }
}

#[tokio::test]
async fn a_resolver_that_points_inwards_is_refused_by_the_resolver_itself() {
    use super::address::Reach;
    use super::client::Checked;
    use reqwest::dns::Resolve as _;
    let name = || "localhost".parse().unwrap();
    let checked = |reach| Checked { reach, ..Checked::default() };
    assert!(checked(Reach::Local).resolve(name()).await.is_ok());
    assert!(checked(Reach::Public).resolve(name()).await.is_err());
    // The proxy itself may lie anywhere: the user named it.
    let proxy = Some("LOCALHOST".to_owned());
    let checked = Checked { proxy, ipv4_first: true, ..Checked::default() };
    assert!(checked.resolve(name()).await.is_ok());
}

#[tokio::test]
async fn redirects() {
    let server = serve(|head| {
        if head.contains("get /loop ") {
            to("/loop")
        } else if head.contains("get /magnet ") {
            to("MAGNET:?xt=urn:btih:00")
        } else if head.contains("get /file ") {
            to("file:///etc/passwd")
        } else if head.contains("get /meta ") {
            to("http://169.254.169.254/latest")
        } else if head.contains("get /first ") {
            to("second?a=b")
        } else {
            ok("end")
        }
    })
    .await;
    let at = |path: &str| server.url(path);
    let user = Class::UserNamed;
    let end = get(&at("/first"), user).await.unwrap();
    assert!(matches!(end, Fetched::Body { final_url, .. } if final_url.path() == "/second"));
    let magnet = get(&at("/magnet"), user).await.unwrap();
    assert_eq!(magnet, Fetched::Magnet("MAGNET:?xt=urn:btih:00".to_owned()));
    assert_eq!(get(&at("/loop"), user).await, Err(FetchError::Redirects));
    assert_eq!(get(&at("/file"), user).await, Err(FetchError::Scheme));
    assert!(matches!(get(&at("/meta"), user).await, Err(FetchError::Forbidden(_))));
    let none = Limits { redirects: 0, ..Limits::default() };
    let first = fetcher().get(at("/first"), user, none).await;
    assert_eq!(first, Err(FetchError::Redirects));
}

#[tokio::test]
async fn from_public_to_private_is_refused_in_both_classes() {
    // Behind a proxy a name counts as public, which stands in for a public server here.
    let mut proxy =
        serve(
            |head| {
                if head.contains("example.org") { to("http://127.0.0.1:1/") } else { ok("inside") }
            },
        )
        .await;
    let options = FetchOptions { proxy: Some(through(&proxy, true)), ..FetchOptions::default() };
    let fetcher = Fetcher::new(options).unwrap();
    let url = Url::parse("http://example.org/").unwrap();
    for class in [Class::UserNamed, Class::ContentNamed] {
        let refused = fetcher.get(url.clone(), class, Limits::default()).await;
        assert!(matches!(refused, Err(FetchError::Forbidden(_))), "{refused:?}");
    }
    assert!(proxy.seen.recv().await.unwrap().starts_with("get http://example.org/ "));
}

#[tokio::test]
async fn headers_stay_with_the_first_host() {
    let mut second = serve(|_| ok("end")).await;
    let there = second.url("/there").to_string();
    let mut first = serve(move |_| to(&there)).await;
    let mut request = FetchRequest::new(first.url("/"), Class::UserNamed);
    request.headers.push((COOKIE, HeaderValue::from_static("uid=1")));
    fetcher().get_with(request).await.unwrap();
    assert!(first.seen.recv().await.unwrap().contains("cookie: uid=1"));
    let second = second.seen.recv().await.unwrap();
    assert!(!second.contains("cookie") && !second.contains("referer"), "{second}");
    assert!(second.contains("user-agent: qcodex/"));
}

#[tokio::test]
async fn limits_hold() {
    let server = serve(|head| {
        if head.contains("get /chunked ") {
            let chunk = "5\r\nhello\r\n".repeat(30);
            format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}0\r\n\r\n")
        } else if head.contains("get /short ") {
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello".to_owned()
        } else if head.contains("get /gone ") {
            "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n".to_owned()
        } else {
            ok(&"x".repeat(101))
        }
    })
    .await;
    let small = Limits { max_bytes: 100, ..Limits::default() };
    let get = |path: &str| fetcher().get_owned(server.url(path), small);
    assert_eq!(get("/").await, Err(FetchError::TooLarge(100)));
    assert_eq!(get("/chunked").await, Err(FetchError::TooLarge(100)));
    assert_eq!(get("/gone").await, Err(FetchError::Status(410)));
    assert!(matches!(get("/short").await, Err(FetchError::Broken(_))));
}

impl Fetcher {
    async fn get_owned(self, url: Url, limits: Limits) -> Result<Fetched, FetchError> {
        self.get(url, Class::UserNamed, limits).await
    }
}

#[tokio::test]
async fn a_silent_server_times_out() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let asked = fetcher().get_owned(url, Limits::default());
    let (answer, _socket) = futures_util::future::join(asked, async {
        let socket = listener.accept().await.unwrap();
        tokio::time::pause();
        socket
    })
    .await;
    assert_eq!(answer, Err(FetchError::Timeout));
}

#[tokio::test]
async fn unreachable_hosts_are_named_without_secrets() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let url = Url::parse(&format!("http://u:secret@{address}/?passkey=secret")).unwrap();
    let error = get(&url, Class::UserNamed).await.unwrap_err();
    assert!(matches!(&error, FetchError::Connect { host, .. } if host == "127.0.0.1"));
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[tokio::test]
async fn streams_with_ranges() {
    let server = serve(|head| {
        if !head.contains("range: bytes=3-6\r\n") {
            return "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n".to_owned();
        }
        if head.contains("get /seed ") {
            let head = "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 3-6/10\r\n";
            format!("{head}Content-Length: 4\r\n\r\n3456")
        } else if head.contains("get /other ") {
            let head = "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-3/10\r\n";
            format!("{head}Content-Length: 4\r\n\r\n0123")
        } else {
            ok("0123456789")
        }
    })
    .await;
    let open = |path: &str| {
        let mut request = FetchRequest::new(server.url(path), Class::UserNamed);
        request.range = Some(3..7);
        async move { fetcher().open(request).await }
    };
    let mut offsets = Vec::new();
    for path in ["/seed", "/whole"] {
        let Opened::Stream(mut stream) = open(path).await.unwrap() else { panic!("a stream") };
        let mut all = Vec::new();
        while let Some(chunk) = stream.chunk().await.unwrap() {
            all.extend_from_slice(&chunk);
        }
        offsets.push((stream.offset, stream.total, all));
    }
    assert_eq!(offsets[0], (3, Some(10), b"3456".to_vec()));
    assert_eq!(offsets[1], (0, Some(10), b"0123456789".to_vec()));
    assert!(matches!(open("/other").await, Err(FetchError::Broken(_))));
}

#[test]
fn options_that_make_no_client() {
    for url in ["", "127.0.0.1:1", "gopher://x", "http://"] {
        let proxy = Some(Proxy { url: url.to_owned(), login: None, resolves_names: true });
        let made = Fetcher::new(FetchOptions { proxy, ..FetchOptions::default() });
        assert!(matches!(made, Err(FetchError::Options(_))), "{url}");
    }
    let login = Some(("u".to_owned(), "p".to_owned()));
    let proxy =
        Some(Proxy { url: "socks5://127.0.0.1:9050".to_owned(), login, resolves_names: false });
    let options =
        FetchOptions { proxy, connect: Duration::from_secs(1), ..FetchOptions::default() };
    assert!(!format!("{options:?}").contains("9050"));
    Fetcher::new(options).unwrap();
}

#[tokio::test]
async fn behind_a_proxy_content_reaches_no_name_that_may_lead_inwards() {
    let proxy = serve(|_| ok("inside")).await;
    let options = |proxy: Proxy| {
        Fetcher::new(FetchOptions { proxy: Some(proxy), ..FetchOptions::default() }).unwrap()
    };
    let get = async |fetcher: &Fetcher, url: &str| {
        fetcher.get(Url::parse(url).unwrap(), Class::ContentNamed, Limits::default()).await
    };
    // Whoever resolves names: what can be judged here is.
    for resolves in [true, false] {
        let fetcher = options(through(&proxy, resolves));
        for url in ["http://10.0.0.1/", "http://localhost/", "http://[::1]/", "http://nas.lan/"] {
            let refused = get(&fetcher, url).await;
            assert!(matches!(refused, Err(FetchError::Forbidden(_))), "{url}: {refused:?}");
        }
    }
    // The proxy's own name leads to the user's network.
    let url = format!("http://proxy.example:{}", proxy.address.port());
    let fetcher = options(Proxy { url, login: None, resolves_names: true });
    let refused = get(&fetcher, "http://Proxy.example/admin").await;
    assert!(matches!(refused, Err(FetchError::Forbidden(_))), "{refused:?}");
}

#[tokio::test]
async fn a_proxy_that_does_not_work_is_never_left_out() {
    let mut server = serve(|_| ok("direct")).await;
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for kind in ["http", "socks4", "socks5"] {
        let url = format!("{kind}://{gone}");
        let proxy = Some(Proxy { url, login: None, resolves_names: true });
        let fetcher = Fetcher::new(FetchOptions { proxy, ..FetchOptions::default() }).unwrap();
        let failed = fetcher.get_owned(server.url("/"), Limits::default()).await;
        assert!(matches!(failed, Err(FetchError::Proxy { .. })), "{kind}: {failed:?}");
    }
    let wants_login = serve(|_| {
        "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n".to_owned()
    })
    .await;
    let proxy = Some(through(&wants_login, false));
    let fetcher = Fetcher::new(FetchOptions { proxy, ..FetchOptions::default() }).unwrap();
    let failed = fetcher.get_owned(server.url("/"), Limits::default()).await;
    assert!(matches!(failed, Err(FetchError::Proxy { .. })), "{failed:?}");
    assert!(server.seen.try_recv().is_err());
}

#[tokio::test]
async fn connections_leave_by_the_interface_and_address_alone() {
    let mut server = serve(|_| ok("x")).await;
    let get = async |interface: Option<&str>, local: Option<&str>| {
        let options = FetchOptions {
            interface: interface.map(str::to_owned),
            local_address: local.map(|text| text.parse().unwrap()),
            ..FetchOptions::default()
        };
        Fetcher::new(options).unwrap().get_owned(server.url("/"), Limits::default()).await
    };
    for (interface, local) in
        [(Some("lo"), None), (None, Some("127.0.0.2")), (None, Some("0.0.0.0"))]
    {
        assert!(get(interface, local).await.is_ok(), "{interface:?} {local:?}");
    }
    for (interface, local, named) in [
        (Some("gone0"), None, "gone0"),
        (Some("far-too-long-for-a-name"), None, "far-too-long"),
        (None, Some("203.0.113.9"), "203.0.113.9"),
        (None, Some("::1"), "::1"),
    ] {
        let failed = get(interface, local).await.unwrap_err();
        assert!(matches!(failed, FetchError::Connect { .. }), "{failed:?}");
        assert!(failed.to_string().contains(named), "{failed}");
    }
    for _ in 0..3 {
        server.seen.recv().await.unwrap();
    }
    assert!(server.seen.try_recv().is_err());
}

//! Requests that are wrong as HTTP: bodies too large or unreadable, other methods, noise. As with
//! other malformed input, the list stays as it was and the server is still fine.

use qcodex::api::routes::{MethodRule, ROUTES};

use crate::client::{Api, Form, Sample, stream};
use crate::http::{Client, Request};
use crate::malformed::Bench;
use crate::server::Server;

const FORM: &str = "application/x-www-form-urlencoded";
const MIB: usize = 1024 * 1024;
/// More bytes than a request may have (webapi §1.2).
const TOO_MANY: usize = 100 * MIB;

/// Starts of uploads, of requests whose body is sent in slices.
fn head(server: &Server, api: &Api, name: &str, content_type: &str, length: &str) -> String {
    format!(
        "POST /api/v2/{name} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nContent-Type: {content_type}\r\n\
         {length}\r\n\r\n",
        server.address(),
        api.http.cookie.as_deref().unwrap_or("none=none"),
    )
}

fn slices(start: &str, bytes: usize) -> impl Iterator<Item = Vec<u8>> {
    let rest = bytes - start.len();
    let whole = std::iter::repeat_n(vec![b'd'; MIB], rest / MIB);
    std::iter::once(start.as_bytes().to_vec()).chain(whole).chain([vec![b'd'; rest % MIB]])
}

#[tokio::test]
async fn bodies_over_the_limit_are_413() {
    let bench = Bench::new().await;
    let (server, api) = (&bench.server, &bench.api);
    let start = "--XX\r\nContent-Disposition: form-data; name=\"t\"; filename=\"d\"\r\n\r\n";
    let length = format!("Content-Length: {TOO_MANY}");
    let multipart = "multipart/form-data; boundary=XX";
    let announced = head(server, api, "torrents/add", multipart, &length);
    let (status, why) = stream(server.address(), &announced, slices(start, TOO_MANY)).await;
    assert_eq!(status, 413, "{why}");

    // Without a length before it.
    let chunked = head(server, api, "torrents/add", multipart, "Transfer-Encoding: chunked");
    let chunks = slices(start, TOO_MANY).map(|slice| {
        [format!("{:x}\r\n", slice.len()).into_bytes(), slice, b"\r\n".to_vec()].concat()
    });
    let (status, why) = stream(server.address(), &chunked, chunks).await;
    assert_eq!(status, 413, "{why}");

    let form = head(server, api, "torrents/addTags", FORM, &length);
    let (status, why) = stream(server.address(), &form, slices("hashes=all&tags=", TOO_MANY)).await;
    assert_eq!(status, 413, "{why}");

    // A stranger's body is not even read; a login needs little.
    let stranger = Api { http: Client::new(server.address()) };
    let refused = head(server, &stranger, "torrents/add", multipart, &length);
    let (status, _) = stream(server.address(), &refused, slices(start, TOO_MANY)).await;
    assert_eq!(status, 403);
    let login = head(server, &stranger, "auth/login", FORM, &length);
    let (status, _) = stream(server.address(), &login, slices("username=", TOO_MANY)).await;
    assert_eq!(status, 413);

    // Just below the limit it is read, and is no torrent.
    assert_eq!(bench.upload(&vec![b'd'; 60 * MIB]).await.status, 415);
    let peak = server.peak_memory();
    assert!(peak < 400 * 1024 * 1024, "{peak} bytes for bodies of 64 MiB at most");
    bench.unharmed().await;
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_400() {
    let bench = Bench::new().await;
    let movie = Sample::movie();
    let whole = Form::new("XX").file("torrents", "a.torrent", "", &movie.torrent);
    let send = async |content_type: &str, body: &[u8]| {
        let request = Request::new("POST", "/api/v2/torrents/add")
            .header("Content-Type", content_type)
            .body(body);
        bench.api.http.send(request).await.status
    };
    let body = whole.body();
    assert_eq!(send("multipart/form-data", &body).await, 400, "no boundary");
    assert_eq!(send("multipart/form-data; boundary=", &body).await, 400, "an empty boundary");
    assert_eq!(send("multipart/form-data; boundary=YY", &body).await, 400, "another boundary");
    assert_eq!(send("multipart/form-data; boundary=XX", &body[..200]).await, 400, "cut");
    let nameless = b"--XX\r\nContent-Type: text/plain\r\n\r\nx\r\n--XX--\r\n";
    assert_eq!(send("multipart/form-data; boundary=XX", nameless).await, 400, "nameless");
    assert_eq!(send("application/json", br#"{"urls":"x"}"#).await, 400, "JSON");
    assert_eq!(send("application/octet-stream", &movie.torrent).await, 400, "a bare torrent");
    bench.unharmed().await;
}

#[tokio::test]
async fn wrong_methods_are_refused() {
    let bench = Bench::new().await;
    for route in ROUTES {
        let name = format!("{}/{}", route.scope, route.action);
        if route.methods == MethodRule::Post {
            for method in ["GET", "HEAD"] {
                let request = Request::new(method, &format!("/api/v2/{name}?hashes=all&hash=x"));
                assert_eq!(bench.api.http.send(request).await.status, 405, "{method} {name}");
            }
        }
        for method in ["PUT", "DELETE", "PATCH", "OPTIONS"] {
            let request = Request::new(method, &format!("/api/v2/{name}"));
            assert_eq!(bench.api.http.send(request).await.status, 501, "{method} {name}");
        }
    }
    bench.unharmed().await;
}

/// What is not HTTP at all.
#[tokio::test]
async fn noise_on_the_port_harms_nobody() {
    let bench = Bench::new().await;
    let address = bench.server.address();
    for noise in [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".as_slice(),
        b"\x13BitTorrent protocol",
        b"GARBAGE\r\n\r\n",
        b"POST /api/v2/torrents/add HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/v2/torrents/add HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ] {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let mut connection = tokio::net::TcpStream::connect(address).await.unwrap();
        connection.write_all(noise).await.unwrap();
        connection.shutdown().await.unwrap();
        let mut answer = Vec::new();
        // The server may also just hang up.
        drop(connection.read_to_end(&mut answer).await);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    for target in [
        "/api/v2",
        "/api/v2/",
        "/api/v2/torrents",
        "/api/v2/torrents/info/",
        "/api/v2/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/api/v2/torrents/%00",
    ] {
        let answer = bench.api.http.send(Request::new("GET", target)).await;
        assert!([400, 404].contains(&answer.status), "{target}: {answer:?}");
    }
    bench.unharmed().await;
}

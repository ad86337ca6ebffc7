//! A tiny web site for tests: torrents, redirects and what else an indexer may answer.

use std::net::SocketAddr;

use qcodex::tasks::Tasks;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use super::{MAGNET, sample};

/// A running site; every request's head is told.
#[derive(Debug)]
pub(crate) struct Site {
    address: SocketAddr,
    /// Heads of requests, lower case.
    pub(crate) seen: mpsc::UnboundedReceiver<String>,
    _tasks: Tasks,
}

impl Site {
    /// Starts on a free port, with what [`answer`] has.
    pub(crate) async fn start() -> Self {
        Self::start_with(|head| answer(&head.to_ascii_lowercase())).await
    }

    /// Starts on a free port; the answer is made of the request's head.
    pub(crate) async fn start_with(
        answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        let tasks = Tasks::new(Handle::current());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (tx, seen) = mpsc::unbounded_channel();
        tasks.spawn("site", async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    match socket.read_u8().await {
                        Ok(byte) => head.push(byte),
                        Err(_) => break,
                    }
                }
                let head = String::from_utf8_lossy(&head);
                let answer = answer(&head);
                tx.send(head.to_ascii_lowercase()).ok();
                socket.write_all(&answer).await.ok();
                socket.shutdown().await.ok();
            }
        });
        Self { address, seen, _tasks: tasks }
    }

    /// An address on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The next request's head.
    pub(crate) async fn next(&mut self) -> String {
        self.seen.recv().await.unwrap()
    }
}

/// `/t/NAME…` is a sample, `/to/magnet` leads to a magnet, `/to/file` to a local file, `/loop` to
/// itself, `/bad` is no torrent, `/private` wants a cookie.
fn answer(head: &str) -> Vec<u8> {
    let path = head.split(' ').nth(1).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    let to = |place: &str| {
        format!("HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n").into_bytes()
    };
    if let Some(name) = path.strip_prefix("/t/") {
        return ok(&sample(name.trim_end_matches(".torrent")));
    }
    match path {
        "/to/magnet" => to(MAGNET),
        "/to/file" => to("file:///etc/passwd"),
        "/to/single" => to("/t/single"),
        "/loop" => to("/loop"),
        "/bad" => ok(b"<html>please log in</html>"),
        "/large" => ok(&vec![b'x'; 5000]),
        "/private" if head.contains("cookie: uid=7") => ok(&sample("multi")),
        _ => b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_vec(),
    }
}

pub(crate) fn ok(body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut answer =
        format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n")
            .into_bytes();
    answer.extend_from_slice(body);
    answer
}

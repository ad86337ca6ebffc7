//! The client against nodes that answer from recordings, and against ones that misbehave.

mod hostile;
mod recorded;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::Notify;

use super::{RestOptions, start};
use crate::clock::Clock;
use crate::codex::{Codex, CodexError, FetchStream};
use crate::tasks::Tasks;

/// What a scripted node does when a path is asked.
#[derive(Debug, Clone)]
enum Act {
    /// Sends these bytes and closes.
    Say(Vec<u8>),
    /// Sends these bytes and keeps the connection open, silently.
    Hang(Vec<u8>),
}

/// A node that answers by a script, `METHOD /path` → act; anything else is an empty 404.
#[derive(Debug, Clone, Default)]
struct Script {
    acts: Arc<Mutex<HashMap<String, Act>>>,
    /// Requests as they came, head and body.
    seen: Arc<Mutex<Vec<String>>>,
    /// Woken when a request begins to hang.
    hanging: Arc<Notify>,
}

impl Script {
    fn on(&self, request: &str, act: Act) {
        self.acts.lock().unwrap().insert(request.to_owned(), act);
    }

    fn say(&self, request: &str, answer: &str) {
        self.on(request, Act::Say(answer.as_bytes().to_vec()));
    }

    fn json(&self, request: &str, body: &str) {
        let length = body.len();
        self.say(request, &format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}"));
    }

    fn count(&self, start: &str) -> usize {
        self.seen.lock().unwrap().iter().filter(|text| text.starts_with(start)).count()
    }

    /// The last request that began so, in lower case.
    fn last(&self, start: &str) -> String {
        let seen = self.seen.lock().unwrap();
        seen.iter().rfind(|text| text.starts_with(start)).unwrap().to_ascii_lowercase()
    }

    /// Starts the node and a client for it.
    async fn run(&self) -> Node {
        let tasks = Tasks::new(Handle::current());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (script, group) = (self.clone(), tasks.clone());
        tasks.spawn("scripted node", async move {
            while let Ok((socket, _)) = listener.accept().await {
                group.spawn("scripted node", script.clone().answer(socket));
            }
        });
        let options = RestOptions::new(&format!("http://{address}"));
        let codex = start(&options, Clock::system(), &tasks).unwrap();
        Node { codex, address, _tasks: tasks }
    }

    async fn answer(self, mut socket: TcpStream) {
        let mut request = Vec::new();
        let mut buffer = vec![0; 16 * 1024];
        loop {
            let Ok(read) = socket.read(&mut buffer).await else { return };
            request.extend_from_slice(&buffer[..read]);
            if read == 0 || complete(&request) {
                break;
            }
        }
        let text = String::from_utf8_lossy(&request).into_owned();
        let mut words = text.split(' ');
        let key = format!("{} {}", words.next().unwrap_or(""), words.next().unwrap_or(""));
        self.seen.lock().unwrap().push(text);
        let act = self.acts.lock().unwrap().get(&key).cloned();
        match act {
            Some(Act::Say(bytes)) => {
                socket.write_all(&bytes).await.ok();
                socket.shutdown().await.ok();
            }
            Some(Act::Hang(bytes)) => {
                socket.write_all(&bytes).await.ok();
                self.hanging.notify_one();
                std::future::pending::<()>().await;
            }
            None => {
                let nothing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
                socket.write_all(nothing).await.ok();
                socket.shutdown().await.ok();
            }
        }
    }
}

/// True when head and announced body have arrived.
fn complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let head = head.to_ascii_lowercase();
    if head.contains("transfer-encoding: chunked") {
        return body.ends_with("0\r\n\r\n");
    }
    let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
    body.len() >= length.map_or(0, |length| length.trim().parse().unwrap())
}

struct Node {
    codex: Codex,
    address: SocketAddr,
    _tasks: Tasks,
}

/// Whole answers of a node of generation A.
fn recorded(name: &str) -> Act {
    let path = format!("{}/fixtures/codex/http/{name}.http", env!("CARGO_MANIFEST_DIR"));
    Act::Say(std::fs::read(path).unwrap())
}

const PREFIX: &str = "/api/codex/v1";
/// `hello world` as `raw.txt`, `text/plain`.
const HELLO: &str = "zDvZRwzm1i2qGXHyMF5we9VsvGSiV7GmLyuY225L3t3Bmj1GBgh7";

/// A script that is detected as a node of generation A which holds [`HELLO`].
fn generation_a() -> Script {
    let script = Script::default();
    for (request, name) in [
        ("GET /space", "space"),
        ("GET /debug/info", "debug-info"),
        ("GET /data", "list"),
        ("POST /data", "post-data"),
        (&format!("GET /data/{HELLO}"), "local"),
        (&format!("GET /data/{HELLO}/network/stream"), "stream"),
        (&format!("GET /data/{HELLO}/network/manifest"), "manifest"),
        (&format!("DELETE /data/{HELLO}"), "delete"),
    ] {
        script.on(&request.replace(' ', &format!(" {PREFIX}")), recorded(name));
    }
    script
}

async fn read(mut stream: FetchStream) -> Result<Vec<u8>, CodexError> {
    let mut all = Vec::new();
    while let Some(chunk) = stream.chunks.recv().await {
        all.extend_from_slice(&chunk?);
    }
    Ok(all)
}

//! The client against nodes that answer from recordings, and against ones that misbehave.

mod background;
mod guard;
mod hostile;
mod recorded;

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::Notify;

use super::{RestOptions, start};
use crate::clock::Clock;
use crate::codex::{Cid, Codex, CodexError, FetchStream, Generation, Manifest};
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
    /// What a path does first, act by act, before what it does always.
    first: Arc<Mutex<HashMap<String, VecDeque<Act>>>>,
    /// Requests as they came, head and body.
    seen: Arc<Mutex<Vec<String>>>,
    /// Woken when a request begins to hang.
    hanging: Arc<Notify>,
}

impl Script {
    fn on(&self, request: &str, act: Act) {
        self.acts.lock().unwrap().insert(request.to_owned(), act);
    }

    /// Acts for the next requests, in order.
    fn next(&self, request: &str, acts: Vec<Act>) {
        self.first.lock().unwrap().insert(request.to_owned(), acts.into());
    }

    fn say(&self, request: &str, answer: &str) {
        self.on(request, Act::Say(answer.as_bytes().to_vec()));
    }

    fn json(&self, request: &str, body: &str) {
        self.on(request, ok(body));
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
        self.run_with(|_| {}).await
    }

    async fn run_with(&self, change: impl FnOnce(&mut RestOptions)) -> Node {
        let tasks = Tasks::new(Handle::current());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (script, group) = (self.clone(), tasks.clone());
        tasks.spawn("scripted node", async move {
            while let Ok((socket, _)) = listener.accept().await {
                group.spawn("scripted node", script.clone().answer(socket));
            }
        });
        let mut options = RestOptions::new(&format!("http://{address}"));
        change(&mut options);
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
        let first = self.first.lock().unwrap().get_mut(&key).and_then(VecDeque::pop_front);
        let act = first.or_else(|| self.acts.lock().unwrap().get(&key).cloned());
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

/// A success with this body.
fn ok(body: &str) -> Act {
    status("200 OK", body)
}

/// An answer with this status and body.
fn status(status: &str, body: &str) -> Act {
    let length = body.len();
    Act::Say(format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes())
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
        ("GET /data/notacid/network/stream", "bad-cid"),
        ("GET /storage/purchases", "no-persistence"),
    ] {
        script.on(&request.replace(' ', &format!(" {PREFIX}")), recorded(name));
    }
    script
}

/// Where nodes of generation C and D answer.
const STORAGE: &str = "/api/storage/v1";
/// A CID that nobody has.
const NOWHERE: &str = "zDvZRwzm48XLhnD8Fv82rWi6nc1TMirGnpC8ttSTgjtBTc3N5Yd9";
/// The tree of [`HELLO`].
const TREE: &str = "zDzSvJTf3WiMn7YfKzYg4ZVVY5Wse8ADH6wvgyHkxK5VZU5okpmf";

/// `hello world` as `raw.txt`, `text/plain`, in the layout of generation C.
fn hello_c() -> Cid {
    let manifest = Manifest {
        tree: TREE.parse().unwrap(),
        block_size: 65536,
        dataset_size: 11,
        filename: Some("raw.txt".to_owned()),
        mimetype: Some("text/plain".to_owned()),
    };
    manifest.cid(Generation::C)
}

/// A script that is detected as a node of generation C, or D, which holds [`hello_c`] and has
/// begun to download it under the number 7.
fn generation_c(newest: bool) -> Script {
    let script = Script::default();
    let cid = hello_c();
    let get = |path: &str| format!("GET {STORAGE}/{path}");
    let space = "{\"totalBlocks\":1,\"quotaMaxBytes\":900000,\"quotaUsedBytes\":2}";
    script.json(&get("space"), space);
    let more =
        if newest { ",\"nat\":{\"reachability\":\"Unknown\"},\"connections\":[]" } else { "" };
    let info = format!("{{\"id\":\"16U\",\"storage\":{{\"version\":\"untagged build\"}}{more}}}");
    script.json(&get("debug/info"), &info);
    script.on(&get("data/notacid/network/stream"), status("400 Bad Request", "Incorrect Cid"));
    script.json(&get(&format!("data/{NOWHERE}/network/progress/0")), "{\"active\":false}");
    script.json(&get(&format!("data/{NOWHERE}/exists")), &format!("{{\"{NOWHERE}\":false}}"));
    script.json(&get(&format!("data/{cid}/exists")), &format!("{{\"{cid}\":false}}"));
    let manifest = format!(
        "\"cid\":\"{cid}\",\"manifest\":{{\"manifestVersion\":0,\"treeCid\":\"{TREE}\",\
         \"datasetSize\":11,\"blockSize\":65536,\"filename\":\"raw.txt\",\
         \"mimetype\":\"text/plain\"}}"
    );
    script.json(&get(&format!("data/{cid}/network/manifest")), &format!("{{{manifest}}}"));
    let query = if newest { "?advertise=true" } else { "" };
    let begun = format!("{{{manifest},\"downloadId\":7}}");
    script.json(&format!("POST {STORAGE}/data/{cid}/network{query}"), &begun);
    script.json(&get(&format!("data/{cid}")), "hello world");
    script
}

async fn read(mut stream: FetchStream) -> Result<Vec<u8>, CodexError> {
    let mut all = Vec::new();
    while let Some(chunk) = stream.chunks.recv().await {
        all.extend_from_slice(&chunk?);
    }
    Ok(all)
}

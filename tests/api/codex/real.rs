//! A real node as far as these tests need one: it answers from recordings, and remembers what it
//! was asked.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use qcodex::tasks::Tasks;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;

/// How a request is answered: the whole answer, from the first byte on.
type Answers = Arc<Mutex<HashMap<String, Vec<u8>>>>;

/// A node; it ends with the test.
#[derive(Debug, Clone)]
pub(crate) struct RealNode {
    pub(crate) address: SocketAddr,
    answers: Answers,
    seen: Arc<Mutex<Vec<String>>>,
    tasks: Tasks,
}

fn recorded(name: &str) -> Vec<u8> {
    let path = format!("{}/fixtures/codex/http/{name}.http", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

impl RealNode {
    /// A node of generation A, as it was recorded.
    pub(crate) async fn start() -> Self {
        let tasks = Tasks::new(Handle::current());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let node = Self { address, answers: Answers::default(), seen: Arc::default(), tasks };
        for (request, name) in [("space", "space"), ("debug/info", "debug-info"), ("data", "list")]
        {
            node.on("GET", &format!("/api/codex/v1/{request}"), recorded(name));
        }
        let running = node.clone();
        node.tasks.spawn("real node", async move {
            while let Ok((socket, _)) = listener.accept().await {
                running.tasks.spawn("real node", running.clone().answer(socket));
            }
        });
        node
    }

    /// Answers a request by these bytes.
    pub(crate) fn on(&self, method: &str, path: &str, answer: Vec<u8>) {
        self.answers.lock().unwrap().insert(format!("{method} {path}"), answer);
    }

    /// Answers a request by JSON.
    pub(crate) fn json(&self, path: &str, body: &serde_json::Value) {
        let body = body.to_string();
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        self.on("GET", path, format!("{head}{body}").into_bytes());
    }

    /// It answers nothing of what it answered before.
    pub(crate) fn forget_all(&self) {
        self.answers.lock().unwrap().clear();
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Heads of all requests that begin so.
    pub(crate) fn asked(&self, start: &str) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        seen.iter().filter(|text| text.starts_with(start)).cloned().collect()
    }

    async fn answer(self, mut socket: TcpStream) {
        let mut request = Vec::new();
        let mut buffer = vec![0; 16 * 1024];
        while !request.windows(4).any(|end| end == b"\r\n\r\n") {
            match socket.read(&mut buffer).await {
                Ok(read) if read > 0 => request.extend_from_slice(&buffer[..read]),
                _ => return,
            }
        }
        let text = String::from_utf8_lossy(&request).into_owned();
        let mut words = text.split(' ');
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let path = target.split('?').next().unwrap_or("");
        let answer = self.answers.lock().unwrap().get(&format!("{method} {path}")).cloned();
        self.seen.lock().unwrap().push(text.clone());
        // By these a client sees what kind of node it is.
        let probe = || {
            let routes = ["/data/notacid/network/stream", "/network/progress/0"];
            let is_known = routes.iter().any(|route| path.ends_with(route));
            let head = if is_known { "400 Bad Request" } else { "404 Not Found" };
            let body = if is_known { "Incorrect Cid" } else { "" };
            let length = body.len();
            format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
        };
        socket.write_all(&answer.unwrap_or_else(probe)).await.ok();
        socket.shutdown().await.ok();
    }
}

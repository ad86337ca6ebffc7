//! HTTP/1.1 over one connection a request: order and spelling of headers are kept.

use std::io::Read as _;
use std::net::SocketAddr;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const BOUNDARY: &str = "-----------------------------8dc0f00dcafe";

/// How long a request, a start or an end may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// How much later it is said that the runtime did not even tell the time.
const GRACE: Duration = Duration::from_secs(10);

/// Waits for `work`; what does not end has a name then.
///
/// A thread watches beside the runtime: where every worker is blocked, no timer of it fires.
pub async fn within<T>(what: &str, work: impl Future<Output = T>) -> T {
    let (ended, watched) = channel::<()>();
    let name = what.to_owned();
    let watch = std::thread::Builder::new().name("watch".to_owned()).spawn(move || {
        if watched.recv_timeout(PATIENCE + GRACE) == Err(RecvTimeoutError::Timeout) {
            eprintln!("no end of {name}, and the runtime is stuck");
            std::process::abort();
        }
    });
    drop(watch);
    let result = timeout(PATIENCE, work).await;
    drop(ended);
    result.unwrap_or_else(|_| panic!("no end of {what}"))
}

/// A request under construction.
#[derive(Debug, Clone)]
#[must_use]
pub struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    /// Without headers and body; `target` as on the wire.
    pub fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// `GET /api/v2/<name>`.
    pub fn get(name: &str) -> Self {
        Self::new("GET", &format!("/api/v2/{name}"))
    }

    /// `POST /api/v2/<name>` with an urlencoded form.
    pub fn post(name: &str, form: &[(&str, &str)]) -> Self {
        let body = serde_urlencoded::to_string(form).unwrap();
        Self::new("POST", &format!("/api/v2/{name}"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body)
    }

    /// `POST /api/v2/<name>` with a multipart form: text fields, then files as field, file name
    /// and content.
    pub fn multipart(name: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Self {
        let mut body = Vec::new();
        for (field, value) in fields {
            let head = format!("Content-Disposition: form-data; name=\"{field}\"\r\n\r\n");
            body.extend(format!("--{BOUNDARY}\r\n{head}{value}\r\n").into_bytes());
        }
        for (field, file, content) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; \
                 filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend_from_slice(content);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        Self::new("POST", &format!("/api/v2/{name}"))
            .header("Content-Type", &format!("multipart/form-data; boundary={BOUNDARY}"))
            .body(body)
    }

    /// One more header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The body; its length is sent with it.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(found, _)| found.eq_ignore_ascii_case(name))
    }

    fn bytes(&self) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        if !self.has("content-length") && (!self.body.is_empty() || self.method == "POST") {
            head.extend(["Content-Length: ", &self.body.len().to_string(), "\r\n"]);
        }
        head.push_str("\r\n");
        [head.into_bytes(), self.body.clone()].concat()
    }
}

/// An answer, whole.
#[derive(Debug, Clone)]
pub struct Response {
    /// Status.
    pub status: u16,
    /// Headers in their order.
    pub headers: Vec<(String, String)>,
    /// Body as on the wire.
    pub body: Vec<u8>,
}

impl Response {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("no whole head");
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines
            .map(|line| line.split_once(':').unwrap())
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        Self { status, headers, body: bytes[end + 4..].to_vec() }
    }

    /// First value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of a header, in order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> + use<'_> {
        let name = name.to_owned();
        let found = self.headers.iter().filter(move |(found, _)| *found == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Body as text, unpacked.
    pub fn text(&self) -> String {
        let mut body = Vec::new();
        match self.header("content-encoding") {
            Some("gzip") => {
                flate2::read::GzDecoder::new(&*self.body).read_to_end(&mut body).unwrap();
            }
            _ => body.clone_from(&self.body),
        }
        String::from_utf8(body).unwrap()
    }

    /// Body as JSON.
    pub fn json(&self) -> serde_json::Value {
        assert_eq!(self.header("content-type"), Some("application/json"), "{self:?}");
        serde_json::from_str(&self.text()).unwrap()
    }
}

/// A client of one server; keeps the first cookie of a login as *arr products do.
#[derive(Debug, Clone)]
pub struct Client {
    /// The server.
    pub address: SocketAddr,
    /// Value for `Cookie`, sent with every request.
    pub cookie: Option<String>,
}

impl Client {
    /// Without a session.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, cookie: None }
    }

    /// Sends a request on a connection of its own.
    pub async fn send(&self, request: Request) -> Response {
        let mut request = request;
        if !request.has("host") {
            request = request.header("Host", &self.address.to_string());
        }
        match &self.cookie {
            Some(cookie) if !request.has("cookie") => request = request.header("Cookie", cookie),
            _ => {}
        }
        self.raw(&request.header("Connection", "close").bytes()).await
    }

    /// Sends bytes and reads until the server closes.
    pub async fn raw(&self, bytes: &[u8]) -> Response {
        let mut answer = Vec::new();
        let exchange = async {
            let mut stream = TcpStream::connect(self.address).await.unwrap();
            // A server may answer and close before it has read everything.
            drop(stream.write_all(bytes).await);
            drop(stream.read_to_end(&mut answer).await);
        };
        within(&self.name_of(bytes), exchange).await;
        Response::parse(&answer)
    }

    /// A request by its first line, for messages.
    fn name_of(&self, bytes: &[u8]) -> String {
        let line = bytes.split(|byte| *byte == b'\r').next().unwrap_or_default();
        format!("{} at {}", String::from_utf8_lossy(line), self.address)
    }

    /// `GET`.
    pub async fn get(&self, name: &str) -> Response {
        self.send(Request::get(name)).await
    }

    /// `POST` of a form.
    pub async fn post(&self, name: &str, form: &[(&str, &str)]) -> Response {
        self.send(Request::post(name, form)).await
    }

    /// `POST` to a server that may die before it answers: what came.
    pub async fn raw_post(&self, name: &str, form: &[(&str, &str)]) -> Vec<u8> {
        let mut request = Request::post(name, form)
            .header("Host", &self.address.to_string())
            .header("Connection", "close");
        if let Some(cookie) = &self.cookie {
            request = request.header("Cookie", cookie);
        }
        let bytes = request.bytes();
        let mut answer = Vec::new();
        let exchange = async {
            if let Ok(mut stream) = TcpStream::connect(self.address).await {
                drop(stream.write_all(&bytes).await);
                drop(stream.read_to_end(&mut answer).await);
            }
        };
        within(&self.name_of(&bytes), exchange).await;
        answer
    }

    /// Logs in; a cookie that comes is kept.
    pub async fn login(&mut self, username: &str, password: &str) -> Response {
        let form = [("username", username), ("password", password)];
        let answer = self.send(Request::post("auth/login", &form)).await;
        if let Some(cookie) = answer.header("set-cookie") {
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        answer
    }

    /// Sets preferences.
    pub async fn set_preferences(&self, json: serde_json::Value) -> Response {
        self.post("app/setPreferences", &[("json", &json.to_string())]).await
    }
}

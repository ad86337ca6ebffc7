//! What the tests of the real command share beside plain HTTP: a client with a session, forms
//! byte for byte as products send them, waits with a deadline, torrents made here.
//!
//! Nothing here sleeps for an effect: [`wait_for`] asks again until the answer is there.

use std::fmt::Debug;
use std::net::SocketAddr;
use std::time::Duration;

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha1::{Digest as _, Sha1};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, interval, timeout};

use crate::http::{Client, Request, Response};
use crate::server::{PASSWORD, Server, USERNAME};

/// How long anything may take on a busy machine before a test gives up.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// Asks every 50 ms until `ask` gives something.
///
/// `ask` returns what it saw as an error, for the message at the deadline.
pub async fn wait_for<T, S: Debug>(what: &str, mut ask: impl AsyncFnMut() -> Result<T, S>) -> T {
    let end = Instant::now() + PATIENCE;
    let mut tick = interval(Duration::from_millis(50));
    loop {
        tick.tick().await;
        match ask().await {
            Ok(found) => return found,
            Err(seen) if Instant::now() > end => panic!("waited for {what}; saw last: {seen:?}"),
            Err(_) => {}
        }
    }
}

/// A client with a session.
#[derive(Debug, Clone)]
pub struct Api {
    /// For requests that need something special.
    pub http: Client,
}

impl Api {
    /// Logs in with the preset login.
    pub async fn login(server: &Server) -> Self {
        Self::login_at(server.address(), PASSWORD).await
    }

    /// Logs in with another password.
    pub async fn login_at(address: SocketAddr, password: &str) -> Self {
        let mut http = Client::new(address);
        let answer = http.login(USERNAME, password).await;
        is(&answer, 200, "Ok.");
        Self { http }
    }

    /// `GET` that must succeed; the body as JSON.
    pub async fn json(&self, name: &str) -> Value {
        let answer = self.http.get(name).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        answer.json()
    }

    /// `POST` of a form that must succeed; the body.
    pub async fn post(&self, name: &str, form: &[(&str, &str)]) -> String {
        let answer = self.http.post(name, form).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}: {}", text(&answer));
        text(&answer)
    }

    /// Sends a multipart form to `torrents/add`.
    pub async fn add(&self, form: &Form) -> Response {
        self.http.send(form.request("torrents/add")).await
    }

    /// Sets preferences; must succeed.
    pub async fn set(&self, preferences: Value) {
        self.post("app/setPreferences", &[("json", &preferences.to_string())]).await;
    }

    /// `torrents/info` with a query such as `category=tv`.
    pub async fn info(&self, query: &str) -> Vec<Value> {
        match self.json(&format!("torrents/info?{query}")).await {
            Value::Array(rows) => rows,
            other => panic!("no array but {other}"),
        }
    }

    /// The row of one torrent, which must be there.
    pub async fn row(&self, hash: &str) -> Value {
        let mut rows = self.info(&format!("hashes={hash}")).await;
        assert_eq!(rows.len(), 1, "{rows:?}");
        rows.remove(0)
    }

    /// Waits until the row of a torrent meets a condition.
    pub async fn row_when(&self, what: &str, hash: &str, is: impl Fn(&Value) -> bool) -> Value {
        wait_for(what, async || {
            let row = self.row(hash).await;
            if is(&row) { Ok(row) } else { Err(row) }
        })
        .await
    }

    /// Waits until a torrent is in one of these states.
    pub async fn state(&self, hash: &str, states: &[&str]) -> Value {
        let what = format!("{hash} in {states:?}");
        self.row_when(&what, hash, |row| states.contains(&state(row))).await
    }

    /// Hashes of the whole list, sorted.
    pub async fn hashes(&self) -> Vec<String> {
        let rows = self.info("").await;
        let mut hashes: Vec<_> =
            rows.iter().map(|row| row["hash"].as_str().unwrap().to_owned()).collect();
        hashes.sort();
        hashes
    }
}

/// States of a complete torrent, as the *arr products see it.
pub const COMPLETE: &[&str] =
    &["uploading", "stalledUP", "queuedUP", "forcedUP", "pausedUP", "stoppedUP"];
/// States of a complete torrent that is not stopped.
pub const SEEDING: &[&str] = &["uploading", "stalledUP", "queuedUP", "forcedUP"];
/// States of a stopped torrent.
pub const STOPPED: &[&str] = &["stoppedDL", "pausedDL", "stoppedUP", "pausedUP"];

/// State of a row.
pub fn state(row: &Value) -> &str {
    row["state"].as_str().unwrap()
}

/// Body as text, whatever it is.
pub fn text(answer: &Response) -> String {
    match answer.header("content-encoding") {
        Some(_) => answer.text(),
        None => String::from_utf8_lossy(&answer.body).into_owned(),
    }
}

/// Status and body.
#[track_caller]
pub fn is(answer: &Response, status: u16, body: &str) {
    assert_eq!((answer.status, text(answer).as_str()), (status, body), "{answer:?}");
}

/// Status, body and kind of content.
#[track_caller]
pub fn is_typed(answer: &Response, status: u16, body: &str, content_type: &str) {
    is(answer, status, body);
    let found = answer.header("content-type").unwrap_or_default();
    assert!(found.starts_with(content_type), "{found} is not {content_type}");
}

/// The members that differ, for messages.
pub fn difference(before: &Value, after: &Value) -> Vec<String> {
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => a
            .iter()
            .flat_map(|(key, value)| {
                let other = b.get(key).unwrap_or(&Value::Null);
                difference(value, other).into_iter().map(move |text| format!("{key}.{text}"))
            })
            .collect(),
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => a
            .iter()
            .zip(b)
            .enumerate()
            .flat_map(|(index, (a, b))| {
                difference(a, b).into_iter().map(move |text| format!("{index}.{text}"))
            })
            .collect(),
        (a, b) if a == b => Vec::new(),
        (a, b) => vec![format!(" {a} became {b}")],
    }
}

/// A multipart form, part by part in the order in which they go out.
#[derive(Debug, Clone)]
#[must_use]
pub struct Form {
    boundary: &'static str,
    body: Vec<u8>,
}

impl Form {
    /// With the boundary of a product.
    pub fn new(boundary: &'static str) -> Self {
        Self { boundary, body: Vec::new() }
    }

    /// As Sonarr and its kin draw it: 29 dashes and a number.
    pub fn arr() -> Self {
        Self::new("-----------------------------8dcafe0123456789")
    }

    fn part(mut self, name: &str, more: &str, content: &[u8]) -> Self {
        let head = format!(
            "--{}\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n",
            self.boundary
        );
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(content);
        self.body.extend_from_slice(b"\r\n");
        self
    }

    /// A text part without a type.
    pub fn field(self, name: &str, value: &str) -> Self {
        self.part(name, "", value.as_bytes())
    }

    /// A file part; an empty type is left out.
    pub fn file(self, name: &str, file: &str, content_type: &str, content: &[u8]) -> Self {
        let mut more = format!("; filename=\"{file}\"");
        if !content_type.is_empty() {
            more = format!("{more}\r\nContent-Type: {content_type}");
        }
        self.part(name, &more, content)
    }

    /// The whole body.
    pub fn body(&self) -> Vec<u8> {
        [self.body.clone(), format!("--{}--\r\n", self.boundary).into_bytes()].concat()
    }

    /// The request, `POST /api/v2/<name>`.
    pub fn request(&self, name: &str) -> Request {
        let content_type = format!("multipart/form-data; boundary={}", self.boundary);
        Request::new("POST", &format!("/api/v2/{name}"))
            .header("Content-Type", &content_type)
            .body(self.body())
    }
}

/// A torrent made here, with its content.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The `.torrent` file.
    pub torrent: Vec<u8>,
    /// v1 hash, lower-case hex.
    pub hash: String,
    files: Vec<(String, Vec<u8>)>,
}

impl Sample {
    /// A folder with an episode of 40,000 bytes and a tiny text file.
    pub fn show() -> Self {
        let episode = vec![b'A'; 40_000];
        let pieces = pieces(&[episode.as_slice(), b"nfo!"].concat());
        let files =
            b"5:filesld6:lengthi40000e4:pathl15:show.s01e09.mkveed6:lengthi4e4:pathl5:x.nfoeee";
        let sample = Self::new(&[files, b"4:name21:Show.S01E09.1080p-GRP".as_slice()], &pieces);
        let folder = "Show.S01E09.1080p-GRP";
        assert_eq!(sample.hash, "2bda08f08849c2c881fc09fcfd00f22fa6c1c76f");
        sample
            .with(format!("{folder}/show.s01e09.mkv"), episode)
            .with(format!("{folder}/x.nfo"), b"nfo!".to_vec())
    }

    /// A single file of 40,000 bytes.
    pub fn movie() -> Self {
        let content = vec![b'A'; 40_000];
        let pieces = pieces(&content);
        let head = b"6:lengthi40000e4:name24:Movie.2020.1080p-GRP.mkv";
        let sample = Self::new(&[head], &pieces);
        assert_eq!(sample.hash, "7b1b2972a93b046e24961c5dfbf006e7849a7779");
        sample.with("Movie.2020.1080p-GRP.mkv".to_owned(), content)
    }

    /// A single file of 20,000 bytes that only the tracker's peers may have.
    pub fn private() -> Self {
        let content = vec![b'P'; 20_000];
        let pieces = [pieces(&content).as_slice(), b"7:privatei1e"].concat();
        let head = b"6:lengthi20000e4:name15:Private.bin.mkv";
        Self::with_pieces(&[head], 40, &pieces).with("Private.bin.mkv".to_owned(), content)
    }

    fn new(info: &[&[u8]], pieces: &[u8]) -> Self {
        Self::with_pieces(info, pieces.len(), pieces)
    }

    /// `tail` begins with the pieces, of this length.
    fn with_pieces(info: &[&[u8]], length: usize, tail: &[u8]) -> Self {
        let middle = format!("12:piece lengthi16384e6:pieces{length}:");
        let info = [b"d", info.concat().as_slice(), middle.as_bytes(), tail, b"e"].concat();
        let hash = HEXLOWER.encode(&Sha1::digest(&info));
        let head = b"d8:announce20:http://127.0.0.1:1/a4:info".as_slice();
        let torrent = [head, &info, b"e"].concat();
        Self { torrent, hash, files: Vec::new() }
    }

    fn with(mut self, path: String, content: Vec<u8>) -> Self {
        self.files.push((path, content));
        self
    }

    /// Writes its content below a folder.
    pub fn place(&self, folder: &std::path::Path) {
        for (path, content) in &self.files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
    }
}

fn pieces(content: &[u8]) -> Vec<u8> {
    content.chunks(16_384).flat_map(|piece| Sha1::digest(piece).to_vec()).collect()
}

/// Sends a head and then a body that the server may not want to the end: reads while it writes,
/// as an answer may come before everything is sent. Gives status and body.
///
/// The head must not ask for `Connection: close` when the answer is to be seen before the end.
pub async fn stream(
    address: SocketAddr,
    head: &str,
    body: impl IntoIterator<Item = Vec<u8>>,
) -> (u16, String) {
    let connection = TcpStream::connect(address).await.unwrap();
    let (mut reader, mut writer) = connection.into_split();
    let write = async {
        writer.write_all(head.as_bytes()).await?;
        for chunk in body {
            writer.write_all(&chunk).await?;
        }
        std::io::Result::Ok(())
    };
    let read = async {
        let mut answer = Vec::new();
        loop {
            if let Some(whole) = whole(&answer) {
                return whole;
            }
            let mut chunk = [0; 4096];
            let count = reader.read(&mut chunk).await.unwrap_or(0);
            let answer_text = String::from_utf8_lossy(&answer);
            assert!(count > 0, "the connection ended after {answer_text:?}");
            answer.extend_from_slice(chunk.get(..count).unwrap_or_default());
        }
    };
    tokio::pin!(read);
    let exchange = async {
        tokio::select! {
            answer = &mut read => answer,
            // An error here means that the server reads no more: its answer says why.
            _ = write => read.await,
        }
    };
    timeout(PATIENCE, exchange).await.expect("no answer")
}

/// Status and body once all of it is there.
fn whole(answer: &[u8]) -> Option<(u16, String)> {
    let text = std::str::from_utf8(answer).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    if status == 100 {
        return whole(body.as_bytes());
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    (body.len() >= length.unwrap_or(0)).then(|| (status, body.to_owned()))
}

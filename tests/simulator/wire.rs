//! Bytes on the connection: heads, bodies, and answers as nodes write them.

use std::fmt::Write as _;
use std::time::Duration;

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::Instant;

use super::faults::Fault;

/// Longest head; nodes refuse longer ones.
const MAX_HEAD: usize = 8192;

/// What nodes send after an answer that was streamed: their router answers once more.
const STRAY: &str = "HTTP/1.1 404 Not Found\r\ndate: Sun, 22 Nov 2026 12:18:51 GMT\r\n\
                     content-type: text/plain\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// The head of a request.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) text: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
}

impl Head {
    fn parse(text: &str) -> Self {
        let mut lines = text.split("\r\n");
        let mut words = lines.next().unwrap_or_default().split(' ');
        let method = words.next().unwrap_or_default().to_owned();
        let target = words.next().unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = serde_urlencoded::from_str(query).unwrap_or_default();
        let headers = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        Self { text: text.to_owned(), method, path: path.to_owned(), query, headers }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn count(&self, name: &str) -> usize {
        self.headers.iter().filter(|(found, _)| found == name).count()
    }

    pub(super) fn is_chunked(&self) -> bool {
        self.header("transfer-encoding") == Some("chunked")
    }

    pub(super) fn length(&self) -> u64 {
        self.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0)
    }
}

/// A connection; of one request.
#[derive(Debug)]
pub(super) struct Connection {
    socket: TcpStream,
    buffer: BytesMut,
    /// Bytes left of the body, or of its chunk.
    left: u64,
    chunked: bool,
    ended: bool,
    pub(super) faults: Vec<Fault>,
    /// Bytes of content moved so far.
    moved: u64,
    begun: Instant,
}

impl Connection {
    pub(super) fn new(socket: TcpStream) -> Self {
        socket.set_nodelay(true).ok();
        Self {
            socket,
            buffer: BytesMut::new(),
            left: 0,
            chunked: false,
            ended: false,
            faults: Vec::new(),
            moved: 0,
            begun: Instant::now(),
        }
    }

    async fn fill(&mut self) -> Option<()> {
        let read = self.socket.read_buf(&mut self.buffer).await.unwrap_or(0);
        (read > 0).then_some(())
    }

    /// Reads a head; `None` when there is none, or one that is too long, which is said.
    pub(super) async fn head(&mut self) -> Option<Head> {
        loop {
            let end = self.buffer.windows(4).position(|four| four == b"\r\n\r\n");
            if let Some(end) = end {
                let bytes = self.buffer.split_to(end + 4);
                let head = Head::parse(&String::from_utf8_lossy(&bytes[..end]));
                self.left = head.length();
                self.chunked = head.is_chunked();
                self.ended = !self.chunked && self.left == 0;
                return Some(head);
            }
            if self.buffer.len() > MAX_HEAD {
                let too_long = "HTTP/1.1 431 Request Header Fields Too Large\r\n\
                                Connection: close\r\nContent-Length: 0\r\n\r\n";
                self.socket.write_all(too_long.as_bytes()).await.ok();
                return None;
            }
            self.fill().await?;
        }
    }

    /// Says that the body may come, to those who wait for that.
    pub(super) async fn go_on(&mut self, head: &Head) {
        if head.header("expect").is_some_and(|value| value.eq_ignore_ascii_case("100-continue")) {
            self.socket.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await.ok();
        }
    }

    async fn line(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.buffer.windows(2).position(|two| two == b"\r\n") {
                let line = self.buffer.split_to(end + 2);
                return Some(String::from_utf8_lossy(&line[..end]).into_owned());
            }
            self.fill().await?;
        }
    }

    /// The next bytes of the body: `Some(None)` at its end, `None` when it broke off.
    pub(super) async fn body(&mut self) -> Option<Option<Bytes>> {
        if self.chunked && self.left == 0 && !self.ended {
            let line = self.line().await?;
            self.left = u64::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
            if self.left == 0 {
                self.line().await?;
                self.ended = true;
            }
        }
        if self.ended {
            return Some(None);
        }
        if self.buffer.is_empty() {
            self.fill().await?;
        }
        let take = usize::try_from(self.left).unwrap().min(self.buffer.len());
        let part = self.buffer.split_to(take).freeze();
        self.left -= u64::try_from(take).unwrap();
        if self.left == 0 {
            if self.chunked {
                self.line().await?;
            } else {
                self.ended = true;
            }
        }
        self.spoil(part.len()).await?;
        Some(Some(part))
    }

    /// The whole of a small body.
    pub(super) async fn small_body(&mut self) -> Option<Vec<u8>> {
        let mut all = Vec::new();
        while let Some(part) = self.body().await? {
            all.extend_from_slice(&part);
        }
        Some(all)
    }

    /// Ends when the client does.
    pub(super) async fn closed(&mut self) {
        while self.fill().await.is_some() {
            self.buffer.clear();
        }
    }

    /// Waits, falls silent or breaks off before so many bytes of content have moved.
    async fn spoil(&mut self, count: usize) -> Option<()> {
        let count = u64::try_from(count).unwrap();
        self.moved += count;
        for fault in self.faults.clone() {
            match fault {
                Fault::Slow(rate) => {
                    let due = Duration::from_millis(self.moved * 1000 / rate.max(1));
                    tokio::time::sleep_until(self.begun + due).await;
                }
                Fault::HangAt(at) if self.moved > at => self.closed().await,
                Fault::CutAt(at) if self.moved > at => return None,
                _ => {}
            }
        }
        Some(())
    }

    async fn write(&mut self, bytes: &[u8]) -> Option<()> {
        self.socket.write_all(bytes).await.ok()
    }

    /// Sends a head.
    pub(super) async fn start(&mut self, answer: &Answer, length: Option<u64>) -> Option<()> {
        let mut length = length;
        let mut close = true;
        for fault in &self.faults {
            match fault {
                Fault::WrongLength(more) => length = length.map(|n| n.saturating_add_signed(*more)),
                Fault::SilentClose => close = false,
                _ => {}
            }
        }
        let head = answer.head(length, close);
        self.write(head.as_bytes()).await
    }

    /// Sends a part of the content; `None` when nobody wants it or a fault ended it.
    pub(super) async fn content(&mut self, bytes: Bytes, chunked: bool) -> Option<()> {
        let mut bytes = bytes;
        let begin = self.moved;
        // In small steps where it matters at which byte something happens, or when.
        let steps = self.faults.iter().map(|fault| match fault {
            Fault::Slow(rate) => usize::try_from(rate / 100).unwrap().max(1024),
            _ => 1024,
        });
        let step = steps.min().unwrap_or(bytes.len());
        if let Some(at) = self.faults.iter().find_map(|fault| match fault {
            Fault::WrongByte(at) => usize::try_from(at.checked_sub(begin)?).ok(),
            _ => None,
        }) && at < bytes.len()
        {
            let mut changed = bytes.to_vec();
            changed[at] ^= 1;
            bytes = changed.into();
        }
        while !bytes.is_empty() {
            let part = bytes.split_to(step.min(bytes.len()));
            self.spoil(part.len()).await?;
            if chunked {
                self.write(format!("{:x}\r\n", part.len()).as_bytes()).await?;
            }
            self.write(&part).await?;
            if chunked {
                self.write(b"\r\n").await?;
            }
        }
        Some(())
    }

    /// Ends an answer.
    pub(super) async fn end(&mut self, chunked: bool, stray: bool) {
        if chunked {
            self.write(b"0\r\n\r\n").await;
        }
        if stray {
            self.write(STRAY.as_bytes()).await;
        }
    }

    /// A whole small answer.
    pub(super) async fn say(&mut self, answer: &Answer) {
        if self.faults.contains(&Fault::Nonsense) {
            let json = Answer::json(200, "{\"content\":17,\"quotaMaxBytes\":[}".to_owned());
            let length = u64::try_from(json.body.len()).ok();
            self.start(&json, length).await;
            self.write(json.body.as_bytes()).await;
            return;
        }
        let length = u64::try_from(answer.body.len()).ok();
        if self.start(answer, length).await.is_some() {
            self.write(answer.body.as_bytes()).await;
            self.end(false, answer.stray).await;
        }
    }

    /// Closes so that an answer before the end of the request is not lost.
    pub(super) async fn close(&mut self) {
        self.socket.shutdown().await.ok();
        tokio::time::timeout(Duration::from_secs(1), async {
            while self.fill().await.is_some() {
                let all = self.buffer.len();
                self.buffer.advance(all);
            }
        })
        .await
        .ok();
    }
}

/// An answer, or the head of a stream.
#[derive(Debug, Default, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_type: Option<String>,
    pub(super) disposition: Option<String>,
    pub(super) body: String,
    /// Followed by what nodes send after answers of their streaming handlers.
    pub(super) stray: bool,
    /// Has the header by which pages may read the name.
    pub(super) exposed: bool,
}

impl Answer {
    fn typed(status: u16, content_type: &str, body: String) -> Self {
        Self { status, content_type: Some(content_type.to_owned()), body, ..Self::default() }
    }

    pub(super) fn json(status: u16, body: String) -> Self {
        Self::typed(status, "application/json", body)
    }

    pub(super) fn text(body: impl Into<String>) -> Self {
        Self::typed(200, "text/plain", body.into())
    }

    /// A sentence, as nodes say what went wrong.
    pub(super) fn error(status: u16, body: impl Into<String>) -> Self {
        Self::typed(status, "text/html", body.into())
    }

    /// The same from a handler that streams.
    pub(super) fn streamed_error(status: u16, body: impl Into<String>) -> Self {
        let answer = Self::typed(status, "text/html; charset=utf-8", body.into());
        Self { stray: true, ..answer }
    }

    /// Without a body and a type.
    pub(super) fn bare(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    fn head(&self, length: Option<u64>, close: bool) -> String {
        let reason = match self.status {
            200 => "OK",
            204 => "No Content",
            400 => "Bad Request",
            404 => "Not Found",
            409 => "Conflict",
            422 => "Unprocessable Entity",
            503 => "Service Unavailable",
            _ => "Internal Server Error",
        };
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", self.status);
        if close {
            head.push_str("Connection: close\r\n");
        }
        head.push_str("Server: nim-presto/0.0.3 (amd64/linux)\r\n");
        if let Some(disposition) = &self.disposition {
            write!(head, "Content-Disposition: {disposition}\r\n").unwrap();
        }
        match length {
            Some(length) => write!(head, "Content-Length: {length}\r\n").unwrap(),
            None => head.push_str("Transfer-Encoding: chunked\r\n"),
        }
        head.push_str("Date: Sun, 22 Nov 2026 12:18:51 GMT\r\n");
        if let Some(content_type) = &self.content_type {
            write!(head, "Content-Type: {content_type}\r\n").unwrap();
        }
        if self.exposed {
            head.push_str("Access-Control-Expose-Headers: Content-Disposition\r\n");
        }
        head + "\r\n"
    }
}

//! Plays a recording against a server of its own: fills placeholders in, sends each request on
//! its own connection, keeps what later requests need, and compares.
//!
//! The recordings waited a fixed time before they looked at an effect. Here a look is repeated
//! until the answer is as recorded, for at most [`PATIENCE`]; `sync/maindata` is asked with the
//! same `rid` each time, so that one delta holds all that came since the last look.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

use crate::compare::differences;
use crate::deviations::{self, Deviations};
use crate::host::{Host, lay_down, listing};
use crate::places::Places;
use crate::recording::{Http, Name, Part, Piece, Recording, Send, Step};
use crate::server::{Server, Setup};
use crate::waits;
use crate::wire::{self, Answer, exchange};

/// How long one answer may take to become as recorded.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long all answers together may take that.
const PATIENCE_IN_ALL: Duration = Duration::from_mins(1);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(50);
/// Between the parts of a multipart form.
const BOUNDARY: &str = "----conformance7MA4YWxk";

/// How one request was answered.
#[derive(Debug)]
pub struct Outcome {
    /// Its name.
    pub name: Name,
    /// What was sent, in a line or two.
    pub sent: String,
    /// What differs from the recording.
    pub differences: Vec<String>,
    /// Why it may differ.
    pub reason: Option<String>,
    /// The recorded version lacked the endpoint: not judged.
    pub is_newer: bool,
}

/// A server under test and what is known of it.
#[derive(Debug)]
pub struct Player {
    server: Server,
    host: Host,
    places: Places,
    /// Tasks of the torrent creator so far.
    tasks: usize,
    /// What is left of [`PATIENCE_IN_ALL`].
    patience: Duration,
}

/// Plays the recording of a version against a server that speaks a dialect.
pub async fn play(dialect: &str, version: &str) -> Vec<Outcome> {
    let recording = Recording::of(version);
    let deviations = deviations::of(dialect);
    let unknown: Vec<_> = deviations
        .keys()
        .filter(|name| !recording.steps.iter().any(|step| step.name == **name))
        .map(ToString::to_string)
        .collect();
    assert!(unknown.is_empty(), "deviations.txt names requests that do not exist: {unknown:?}");
    let lacking = recording.lacking();
    let mut player = Player::start(dialect).await;
    let mut outcomes = Vec::new();
    for step in &recording.steps {
        let is_newer = step.endpoint().is_some_and(|endpoint| lacking.contains(&endpoint));
        outcomes.push(player.step(step, is_newer, &deviations).await);
    }
    outcomes
}

impl Player {
    async fn start(dialect: &str) -> Self {
        let setup = Setup::new().arg("--dialect").arg(dialect).codex_api("off");
        let save = setup.folder().join("root");
        lay_down(&save);
        let server = setup.start().await;
        let host = Host::start().await;
        let mut places = Places::default();
        places.place("save", save);
        places.place("default", server.save_path());
        places.place("profile", server.setup().folder().join("profile"));
        places.place("server", server.address().to_string());
        places.place("files", &host.address);
        places.give("port", server.address().port().to_string());
        places.give("rid", "0");
        Self { server, host, places, tasks: 0, patience: PATIENCE_IN_ALL }
    }

    fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Whether anything accepts connections.
    pub async fn listens(&self) -> bool {
        TcpStream::connect(self.address()).await.is_ok()
    }

    /// A look beside the scenario.
    pub async fn look(&self, name: &str) -> Option<Value> {
        let request = Http {
            method: "GET".to_owned(),
            target: format!("/api/v2/{name}"),
            cookie: Some("session".to_owned()),
            headers: Vec::new(),
            form: None,
            body: None,
            parts: None,
        };
        exchange(self.address(), &self.bytes(&request), wire::PATIENCE).await.json()
    }

    async fn step(&mut self, step: &Step, is_newer: bool, deviations: &Deviations) -> Outcome {
        waits::before(self, &step.name).await;
        let reason = deviations.get(&step.name).cloned();
        let bytes = match &step.send {
            Some(Send::Http(http)) => self.bytes(http),
            Some(Send::Raw { raw }) => self.raw(raw),
            None => Vec::new(),
        };
        // A POST that only looks: the first call starts a download, later ones ask for it.
        let is_fetch = step.name.label == "fetchMetadata url again";
        let is_look = step.is_read() || step.send.is_none() || is_fetch;
        let begin = Instant::now();
        let patience =
            if is_look && reason.is_none() { PATIENCE.min(self.patience) } else { Duration::ZERO };
        let (answer, differences) = loop {
            let answer = self.answer(step, &bytes, reason.is_some()).await;
            let found = differences(&step.expect, step.shape.as_ref(), &answer, &self.places);
            // Until the download is there its status says so.
            let is_other = answer.status != step.expect.status && !is_fetch;
            if found.is_empty() || is_other || begin.elapsed() >= patience {
                break (answer, found);
            }
            sleep(PAUSE).await;
        };
        if patience > Duration::ZERO && !differences.is_empty() {
            self.patience = self.patience.saturating_sub(begin.elapsed());
        }
        self.keep(step, &answer);
        let sent = if differences.is_empty() { String::new() } else { summary(&bytes) };
        Outcome { name: step.name.clone(), sent, differences, reason, is_newer }
    }

    async fn answer(&self, step: &Step, bytes: &[u8], is_listed: bool) -> Answer {
        match &step.send {
            Some(Send::Http(_)) => exchange(self.address(), bytes, wire::PATIENCE).await,
            Some(Send::Raw { .. }) => {
                let silent = step.expect.status == 0 && !is_listed;
                let patience = if silent { wire::SILENCE } else { wire::PATIENCE };
                let answer = exchange(self.address(), bytes, patience).await;
                // Recorded with its status alone.
                Answer { status: answer.status, ..Answer::default() }
            }
            None => {
                let files = listing(&self.server.setup().folder().join("root"));
                let body = serde_json::to_vec(&files).unwrap();
                Answer { body, ..Answer::default() }
            }
        }
    }

    /// Keeps what later requests need.
    fn keep(&mut self, step: &Step, answer: &Answer) {
        let label = step.name.label.as_str();
        let places = &mut self.places;
        match label {
            "login: good" => places.give("session", answer.cookies()),
            "second session login" => places.give("second", answer.cookies()),
            _ => {}
        }
        let Some(json) = answer.json() else { return };
        let is_maindata = step.endpoint().is_some_and(|endpoint| endpoint == "sync/maindata");
        if let Some(rid) = json["rid"].as_u64().filter(|_| is_maindata) {
            places.give("rid", rid.to_string());
        }
        if let Some(key) = json["apiKey"].as_str() {
            places.give("key", key);
        }
        if let Some(task) = json["taskID"].as_str().filter(|_| label.starts_with("addTask ")) {
            places.give(&format!("task{}", self.tasks), task);
            self.tasks += 1;
        }
    }

    fn bytes(&self, http: &Http) -> Vec<u8> {
        let mut headers = vec![
            ("Host".to_owned(), self.address().to_string()),
            ("User-Agent".to_owned(), "conformance/1".to_owned()),
            ("Accept".to_owned(), "*/*".to_owned()),
        ];
        if let Some(login) = &http.cookie {
            let cookies = self.places.given(login).unwrap_or_default();
            headers.push(("Cookie".to_owned(), cookies.to_owned()));
        }
        let mut body = http.body.as_ref().map(|body| self.places.fill(body).into_bytes());
        if let Some(form) = &http.form {
            let form_type = "application/x-www-form-urlencoded";
            headers.push(("Content-Type".to_owned(), form_type.to_owned()));
            body = Some(self.places.fill(form).into_bytes());
        }
        if let Some(parts) = &http.parts {
            let form_type = format!("multipart/form-data; boundary={BOUNDARY}");
            headers.push(("Content-Type".to_owned(), form_type));
            body = Some(self.multipart(parts));
        }
        for (name, value) in &http.headers {
            headers.retain(|(found, _)| !found.eq_ignore_ascii_case(name));
            headers.extend(value.as_ref().map(|value| (name.clone(), self.places.fill(value))));
        }
        if let Some(body) = &body {
            headers.push(("Content-Length".to_owned(), body.len().to_string()));
        }
        let mut head = format!("{} {} HTTP/1.1\r\n", http.method, self.places.fill(&http.target));
        for (name, value) in &headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.push_str("\r\n");
        [head.into_bytes(), body.unwrap_or_default()].concat()
    }

    fn multipart(&self, parts: &[Part]) -> Vec<u8> {
        let mut body = Vec::new();
        for part in parts {
            let mut head =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"", part.name);
            if let Some(file) = &part.file {
                head.extend(["; filename=\"", file, "\"\r\n"]);
                head.push_str("Content-Type: application/x-bittorrent");
            }
            head.push_str("\r\n\r\n");
            let content = match (&part.torrent, &part.text) {
                (Some(name), _) => self.host.torrent(name),
                (None, Some(text)) => self.places.fill(text).into_bytes(),
                (None, None) => Vec::new(),
            };
            body.extend([head.as_bytes(), &content, b"\r\n"].concat());
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        body
    }

    fn raw(&self, pieces: &[Piece]) -> Vec<u8> {
        let text: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => self.places.fill(text),
                Piece::Many { repeat, times } => repeat.repeat(*times),
            })
            .collect();
        // Recorded byte by byte as the first 256 characters.
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
    }
}

/// First line and body of a request, cut.
fn summary(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let first = head.lines().next().unwrap_or_default();
    let body: String =
        body.chars().take(300).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if body.is_empty() { first.to_owned() } else { format!("{first}\n    {body}") }
}

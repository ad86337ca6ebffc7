//! What nodes were recorded to say, asked again: of the simulator of that build, and of the
//! embedded node's own API. Status, headers that matter, texts and the shape of JSON must be the
//! same but for what `differences.rs` lists.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::Duration;

use qcodex::clock::Clock;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::common::TestApp;
use crate::differences;
use crate::simulator::{Build, Simulator};

/// What a request got.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    length: usize,
    sha256: String,
    stray: bool,
    text: Option<String>,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(self.text()).unwrap()
    }

    /// Bytes of the body that came.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// SHA-256 of the body.
    pub(crate) fn digest(&self) -> &str {
        &self.sha256
    }
}

/// A recorded exchange.
#[derive(Debug, Deserialize)]
struct Exchange {
    build: String,
    name: String,
    node: usize,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
    answer: Option<Answer>,
}

fn folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/codex")
}

fn exchanges(build: &str) -> Vec<Exchange> {
    let text = std::fs::read_to_string(folder().join("exchanges.jsonl")).unwrap();
    let all = text.lines().map(|line| serde_json::from_str::<Exchange>(line).unwrap());
    all.filter(|exchange| exchange.build == build).collect()
}

/// A row of `vectors.tsv`.
pub(crate) type Vector = HashMap<String, String>;

pub(crate) fn vectors(build: &str) -> Vec<Vector> {
    let text = std::fs::read_to_string(folder().join("vectors.tsv")).unwrap();
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let row = |line: &str| -> Vector {
        names.iter().zip(line.split('\t')).map(|(n, v)| ((*n).to_owned(), v.to_owned())).collect()
    };
    lines.map(row).filter(|row| row["build"] == build).collect()
}

/// The content that a name stands for.
pub(crate) fn content(name: &str) -> Vec<u8> {
    let counted = |modulus: usize, length: usize| {
        (0..length).map(|i| u8::try_from(i % modulus).unwrap()).collect()
    };
    let stem = name.trim_end_matches(".bin");
    match stem.split_once('-') {
        None if stem == "empty" => Vec::new(),
        None if stem == "unk" => b"Of this, nobody knows a thing".to_vec(),
        None if stem == "badmagnet" => b"hello".to_vec(),
        None if stem == "magnet.txt" => {
            let hash = "50c7433533c5243fa80e66ed9ecd67c86528d49c";
            format!("magnet:?xt=urn:btih:{hash}&dn=p251-10m.bin").into_bytes()
        }
        None if stem == "t.torrent" => {
            let pieces: Vec<u8> = content("p251-10m")
                .chunks(262_144)
                .flat_map(|piece| <[u8; 20]>::from(<sha1::Sha1 as sha1::Digest>::digest(piece)))
                .collect();
            let head = "d4:infod6:lengthi10485760e4:name12:p251-10m.bin12:piece lengthi262144e";
            [head.as_bytes(), b"6:pieces800:", &pieces, b"ee"].concat()
        }
        Some(("one", "a")) => b"a".to_vec(),
        Some(("zeros", length)) => vec![0; length.parse().unwrap()],
        Some(("p251", "10m")) => counted(251, 10 << 20),
        Some(("p251", "1m")) => counted(251, 1 << 20),
        Some(("p251", "1m1")) => counted(251, (1 << 20) + 1),
        Some(("p251", "192k")) => counted(251, 192 << 10),
        Some(("p251", "320k")) => counted(251, 320 << 10),
        Some(("p256", "200k")) => counted(256, 200 << 10),
        _ => panic!("unknown content {name}"),
    }
}

/// Sends a request as it was recorded. `None` when there is no answer.
pub(crate) async fn ask(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(String, String)],
    body: Option<&[u8]>,
    patience: Duration,
) -> Option<Answer> {
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\n");
    let mut chunked = false;
    for (name, value) in headers.iter().filter(|(name, _)| name != "Expect") {
        chunked |= name == "Transfer-Encoding";
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    let keeps = headers.iter().any(|(name, _)| name == "Connection");
    head.push_str(if keeps { "\r\n" } else { "Connection: close\r\n\r\n" });
    let body = body.unwrap_or_default();
    let mut bytes = head.into_bytes();
    if chunked {
        if !body.is_empty() {
            bytes.extend(format!("{:x}\r\n", body.len()).into_bytes());
            bytes.extend_from_slice(body);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"0\r\n\r\n");
    } else {
        bytes.extend_from_slice(body);
    }
    let (mut reader, mut writer) = TcpStream::connect(address).await.unwrap().into_split();
    let exchange = async {
        let mut answer = Vec::new();
        // A node may answer before it has taken everything.
        let (_, read) = tokio::join!(writer.write_all(&bytes), reader.read_to_end(&mut answer));
        drop(read);
        answer
    };
    let answer = tokio::time::timeout(patience, exchange).await.ok()?;
    Some(parse(&answer, method))
}

fn parse(bytes: &[u8], method: &str) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("no whole head");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let find = |wanted: &str| {
        let mut all = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        all.next().map(|(_, value)| value.as_str())
    };
    let rest = &bytes[end + 4..];
    let announced = find("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    let length = if method == "HEAD" { 0 } else { announced };
    let body = rest.get(..length).unwrap_or(rest);
    let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(body));
    let text = (body.len() < 1 << 20).then(|| String::from_utf8(body.to_vec()).ok()).flatten();
    let stray = rest.len() > length;
    Answer { status, headers, length: body.len(), sha256: digest, stray, text }
}

/// The keys of JSON and the types behind them.
fn shape(value: &Value) -> Value {
    match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), shape(value))).collect(),
        Value::Array(list) => list.first().map(shape).into_iter().collect(),
        Value::String(_) => "text".into(),
        Value::Number(_) => 0.into(),
        Value::Bool(_) => true.into(),
        Value::Null => Value::Null,
    }
}

/// Empty lists and absent texts tell nothing of what they may hold.
fn same_shape(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(a), Value::Array(b)) => {
            a.is_empty() || b.is_empty() || same_shape(&a[0], &b[0])
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, one)| b.get(key).is_some_and(|b| same_shape(one, b)))
        }
        (Value::Null, Value::String(_)) | (Value::String(_), Value::Null) => true,
        _ => one == other,
    }
}

/// What differs, one line each.
fn compare(exchange: &Exchange, found: Option<&Answer>) -> Vec<String> {
    let (expected, found) = match (&exchange.answer, found) {
        (None, None) => return Vec::new(),
        (None, Some(found)) => return vec![format!("silence, found {}", found.status)],
        (Some(expected), None) => return vec![format!("{}, found silence", expected.status)],
        (Some(expected), Some(found)) => (expected, found),
    };
    let mut out = Vec::new();
    if expected.status != found.status {
        out.push(format!("status {}, found {} {:?}", expected.status, found.status, found.text));
        return out;
    }
    for name in [
        "Connection",
        "Content-Type",
        "Content-Disposition",
        "Access-Control-Expose-Headers",
        "Access-Control-Allow-Origin",
    ] {
        let of = |answer: &Answer| {
            let mut all = answer.headers.iter().filter(|(n, _)| n.eq_ignore_ascii_case(name));
            all.next().map(|(_, value)| value.clone())
        };
        let (expected, found) = (of(expected), of(found));
        if expected != found {
            out.push(format!("{name} {expected:?}, found {found:?}"));
        }
    }
    if expected.stray && !found.stray {
        out.push("stray bytes, found none".to_owned());
    }
    // Of this body only the length is known.
    let unknown = exchange.body.as_deref() == Some("unk.bin");
    let json = |answer: &Answer| {
        answer.text.as_ref().and_then(|text| serde_json::from_str::<Value>(text).ok())
    };
    if unknown {
        if expected.length != found.length {
            out.push(format!("{} bytes, found {}", expected.length, found.length));
        }
    } else if let (Some(expected), Some(found)) = (json(expected), json(found)) {
        let (expected, found) = (shape(&expected), shape(&found));
        if !same_shape(&expected, &found) {
            out.push(format!("shape {expected}, found {found}"));
        }
    } else if expected.sha256 != found.sha256 {
        out.push(format!("text {:?}, found {:?}", expected.text, found.text));
    }
    out
}

/// Where node `n` of the recordings is played.
struct Places {
    addresses: [SocketAddr; 4],
    /// Prefix of the API, where it is another one.
    prefix: Option<&'static str>,
    build: &'static str,
}

impl Places {
    fn path(&self, path: &str) -> String {
        match self.prefix {
            Some(prefix) => path.replacen("/api/codex/v1", prefix, 1),
            None => path.to_owned(),
        }
    }

    /// Uploads what was uploaded between two recorded exchanges.
    async fn upload_vectors(&self, torrents: bool) {
        for row in vectors(self.build).iter().filter(|row| row["data_http"] == "200") {
            let body = content(&row["label"]);
            let mut headers = vec![("Content-Length".to_owned(), body.len().to_string())];
            if row["content_type"] != "-" {
                headers.push(("Content-Type".to_owned(), row["content_type"].clone()));
            }
            if row["filename"] != "-" {
                let value = format!("attachment; filename=\"{}\"", row["filename"]);
                headers.push(("Content-Disposition".to_owned(), value));
            }
            for route in if torrents { &["data", "torrent"][..] } else { &["data"] } {
                let path = self.path(&format!("/api/codex/v1/{route}"));
                let patience = Duration::from_secs(30);
                let answer =
                    ask(self.addresses[0], "POST", &path, &headers, Some(&body), patience).await;
                assert_eq!(answer.unwrap().status, 200, "{row:?}");
            }
        }
    }

    /// Plays all exchanges; fails for differences that are not listed, and for listed ones that
    /// are none.
    async fn play(&self, listed: &[differences::Difference]) {
        let mut wrong = Vec::new();
        let mut used = vec![false; listed.len()];
        let mut count = 0;
        for exchange in exchanges(self.build) {
            if exchange.name.ends_with("storage-purchases") {
                self.upload_vectors(self.build == "bt" && self.prefix.is_none()).await;
            }
            let body = exchange.body.as_deref().map(content);
            let silent = exchange.answer.is_none() && self.prefix.is_none();
            let patience =
                if silent { Duration::from_millis(200) } else { Duration::from_secs(30) };
            let found = ask(
                self.addresses[exchange.node - 1],
                &exchange.method,
                &self.path(&exchange.path),
                &exchange.headers,
                body.as_deref(),
                patience,
            )
            .await;
            count += 1;
            for difference in compare(&exchange, found.as_ref()) {
                let known = listed.iter().position(|known| {
                    exchange.name.contains(known.exchange) && difference.contains(known.contains)
                });
                match known {
                    Some(index) => used[index] = true,
                    None => wrong.push(format!("{}: {difference}", exchange.name)),
                }
            }
        }
        assert!(count > 80, "{count} exchanges");
        assert!(wrong.is_empty(), "not as recorded:\n{}", wrong.join("\n"));
        let idle = listed.iter().zip(&used).filter(|(_, used)| !**used);
        let idle: Vec<_> = idle.map(|(known, _)| known).collect();
        assert!(idle.is_empty(), "listed, but none: {idle:?}");
    }
}

async fn simulated(build: Build, name: &'static str) {
    let nodes = [(); 4].map(|()| Simulator::start(build));
    nodes[0].connect(&nodes[1]);
    nodes[3].quota(4 << 20);
    let addresses = [0, 1, 2, 3].map(|index: usize| nodes[index].address());
    Places { addresses, prefix: None, build: name }.play(differences::OF_SIMULATOR).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_simulated_main_branch_answers_as_recorded() {
    simulated(Build::AMaster, "master").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_simulated_bittorrent_branch_answers_as_recorded() {
    simulated(Build::Bt, "bt").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embedded_node_answers_as_recorded_but_for_what_is_listed() {
    let app = TestApp::start_with(Clock::system(), |_| {}).await;
    let client = app.client().await;
    let set = [("json", "{\"generation\":\"a\"}")];
    let answer = client.post("codex/settings", &set).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let url = app.app.codex_api_url.clone().unwrap();
    let address: SocketAddr = url.trim_start_matches("http://").parse().unwrap();
    let places =
        Places { addresses: [address; 4], prefix: Some("/api/storage/v1"), build: "master" };
    places.play(differences::OF_EMBEDDED).await;
    app.stop().await;
}

//! One request on a connection of its own, byte for byte, and the answer.
//!
//! Not an HTTP client: hosts may be missing or wrong, methods unknown, requests broken.

use std::io::Read as _;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long an answer may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// How long nothing must come for "no answer".
pub const SILENCE: Duration = Duration::from_millis(500);

/// An answer, unpacked.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Status; 0 when nothing came.
    pub status: u16,
    /// Names in lower case, in order.
    pub headers: Vec<(String, String)>,
    /// Body without its encodings.
    pub body: Vec<u8>,
}

impl Answer {
    /// First value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Type of the content in lower case without spaces around its parameters.
    pub fn content_type(&self) -> String {
        let found = self.header("content-type").unwrap_or_default().to_ascii_lowercase();
        found.split(';').map(str::trim).collect::<Vec<_>>().join(";")
    }

    /// Body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Body as JSON, when it is an object or an array.
    pub fn json(&self) -> Option<serde_json::Value> {
        let value: serde_json::Value = serde_json::from_slice(&self.body).ok()?;
        (value.is_object() || value.is_array()).then_some(value)
    }

    /// `name=value` of all cookies that are set, as a client sends them back.
    pub fn cookies(&self) -> String {
        let set = self.headers.iter().filter(|(name, _)| name == "set-cookie");
        let pairs = set.filter_map(|(_, value)| value.split(';').next());
        pairs.collect::<Vec<_>>().join("; ")
    }
}

/// Sends bytes and reads one answer; refused and silent are answers with status 0.
pub async fn exchange(address: SocketAddr, request: &[u8], patience: Duration) -> Answer {
    let Ok(mut stream) = TcpStream::connect(address).await else { return Answer::default() };
    let is_head = request.starts_with(b"HEAD ");
    let mut answer = Vec::new();
    let talk = async {
        // A server may answer and close before it has read everything.
        drop(stream.write_all(request).await);
        let mut chunk = vec![0; 65_536];
        while parse(&answer, is_head, false).is_none() {
            match stream.read(&mut chunk).await {
                Ok(0) | Err(_) => break,
                Ok(count) => answer.extend_from_slice(&chunk[..count]),
            }
        }
    };
    // What came until then is judged.
    drop(timeout(patience, talk).await);
    parse(&answer, is_head, true).unwrap_or_default()
}

/// The answer when all of it is there; at the `end` of the connection what is there is all.
fn parse(bytes: &[u8], is_head: bool, end: bool) -> Option<Answer> {
    let middle = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..middle]).into_owned();
    let rest = &bytes[middle + 4..];
    let mut lines = head.split("\r\n");
    let status = lines.next()?.strip_prefix("HTTP/")?.split(' ').nth(1)?.parse().ok()?;
    if status == 100 {
        return parse(rest, is_head, end);
    }
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut answer = Answer { status, headers, body: Vec::new() };
    let length = answer.header("content-length").and_then(|length| length.parse().ok());
    let chunked = answer.header("transfer-encoding") == Some("chunked");
    answer.body = if is_head || matches!(status, 204 | 304) {
        Vec::new()
    } else if chunked {
        joined(rest)?
    } else if let Some(length) = length {
        rest.get(..length).map(<[u8]>::to_vec).or_else(|| end.then(|| rest.to_vec()))?
    } else {
        end.then(|| rest.to_vec())?
    };
    if answer.header("content-encoding") == Some("gzip") && !answer.body.is_empty() {
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(&*answer.body).read_to_end(&mut plain).unwrap();
        answer.body = plain;
    }
    Some(answer)
}

/// The chunks without their sizes, once the last one is there.
fn joined(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = bytes.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(&bytes[..line]).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(bytes.get(line + 2..line + 2 + size)?);
        bytes = bytes.get(line + 2 + size + 2..)?;
    }
}

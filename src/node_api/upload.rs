//! `POST data`: a raw body, streamed into the node.
//!
//! Header rules of real nodes: `Content-Type`, when there is one, becomes part of the CID and
//! must be a bare MIME type; the file name is what stands in quotes after `filename=`. An
//! upload whose connection breaks leaves nothing behind.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING,
};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use futures_util::StreamExt as _;
use tokio::sync::mpsc;

use super::State;
use super::answer::{Answer, Refusal};
use crate::codex::label::check_label;
use crate::codex::{BLOCK_SIZE, CodexError, DatasetLabel, UploadBody};

/// Chunks in flight between the connection and the node.
const QUEUE: usize = 8;
/// Longest silence of an uploading client.
const STALL: Duration = Duration::from_mins(2);

type Chunk = Result<Bytes, CodexError>;

/// `POST data[?blockSize=65536]`
pub(super) async fn post(
    request: HttpRequest,
    payload: web::Payload,
    query: web::Query<Vec<(String, String)>>,
    state: State,
) -> Answer {
    let label = label(&request)?;
    let sizes = query.iter().filter(|(key, _)| key == "blockSize");
    if sizes.into_iter().any(|(_, value)| value.parse() != Ok(BLOCK_SIZE)) {
        let text = "This node stores blocks of 65536 bytes only";
        return Err(Refusal::new(StatusCode::BAD_REQUEST, text));
    }
    let header = |name| request.headers().get(name);
    let announced = header(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let chunked = header(TRANSFER_ENCODING).is_some();
    if !chunked && announced.unwrap_or(0_u64) == 0 {
        let text = "Request do not have body available";
        return Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, text));
    }
    let (tx, rx) = mpsc::channel(QUEUE);
    let closed = || CodexError::Io("the upload channel closed".to_owned());
    let feed = Feed::new(tx).await.ok_or_else(closed)?;
    let upload = state.codex.upload(UploadBody::Stream(rx), label);
    let (received, stored) = futures_util::future::join(feed.run(payload), upload).await;
    match stored {
        Ok(stored) => Ok(HttpResponse::Ok()
            .content_type("text/plain")
            .insert_header(("X-Qcodex-New", if stored.new { "true" } else { "false" }))
            .body(stored.cid.to_string())),
        Err(_) if received == Some(0) => {
            Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "Empty leaves"))
        }
        Err(error) => Err(error.into()),
    }
}

/// Moves the body into the channel. If it is dropped before the body's end (the client went
/// away), it sends an error through a place it holds for that: a channel that merely closes
/// would look like a complete body.
struct Feed {
    tx: mpsc::Sender<Chunk>,
    abort: Option<mpsc::OwnedPermit<Chunk>>,
}

impl Feed {
    async fn new(tx: mpsc::Sender<Chunk>) -> Option<Self> {
        let abort = tx.clone().reserve_owned().await.ok()?;
        Some(Self { tx, abort: Some(abort) })
    }

    /// Bytes passed on; `None` when the body broke off or the node stopped listening.
    async fn run(mut self, mut payload: web::Payload) -> Option<u64> {
        let mut received = 0_u64;
        loop {
            match tokio::time::timeout(STALL, payload.next()).await {
                Ok(Some(Ok(bytes))) => {
                    received = received.saturating_add(u64::try_from(bytes.len()).unwrap_or(0));
                    self.tx.send(Ok(bytes)).await.ok()?;
                }
                Ok(None) => {
                    self.abort = None;
                    return Some(received);
                }
                // Dropping the feed reports it.
                Ok(Some(Err(_))) | Err(_) => return None,
            }
        }
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        if let Some(abort) = self.abort.take() {
            abort.send(Err(CodexError::Io("the upload broke off".to_owned())));
        }
    }
}

fn label(request: &HttpRequest) -> Result<DatasetLabel, Refusal> {
    let bad = |text| Refusal::new(StatusCode::BAD_REQUEST, text);
    let one = |name| {
        let mut all = request.headers().get_all(name);
        let first = all.next();
        if all.next().is_some() {
            return Err(bad("A header is given twice"));
        }
        match first.map(|value| std::str::from_utf8(value.as_bytes())) {
            None => Ok(None),
            Some(Ok(text)) => Ok(Some(text.trim())),
            Some(Err(_)) => Err(bad("A header is not UTF-8")),
        }
    };
    let label = DatasetLabel {
        filename: one(CONTENT_DISPOSITION)?.and_then(filename).map(str::to_owned),
        mimetype: one(CONTENT_TYPE)?.filter(|value| !value.is_empty()).map(str::to_owned),
    };
    match check_label(&label) {
        Ok(()) => Ok(label),
        Err(error) => Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, error.to_string())),
    }
}

/// The value in quotes after `filename=`, up to the last quote as generation A reads it, but
/// only when the header ends there: both readings then agree. Without quotes there is no name.
fn filename(header: &str) -> Option<&str> {
    let (_, rest) = header.split_once("filename=\"")?;
    Some(rest.trim().strip_suffix('"').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::filename;

    #[test]
    fn names_in_headers() {
        for (header, expected) in [
            ("attachment; filename=\"a b.txt\"", Some("a b.txt")),
            ("attachment; filename=\"Füße.txt\" ", Some("Füße.txt")),
            ("attachment; filename=x", None),
            ("attachment; filename*=UTF-8''x", None),
            ("attachment", None),
            // Kept with its quote, so that the check refuses it as nodes do.
            ("attachment; filename=\"a\"; size=3", Some("a\"; size=3")),
        ] {
            assert_eq!(filename(header), expected, "{header}");
        }
    }
}

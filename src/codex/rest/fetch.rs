//! Streams of a dataset's bytes.

use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::{CONTENT_LENGTH, CONTENT_RANGE, RANGE};
use reqwest::{Method, Response, StatusCode};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use super::health::MAX_SMALL;
use super::{Shared, http, ops};
use crate::codex::proto::Reply;
use crate::codex::{Cid, CodexError, FetchStream, Manifest, Scope};

/// Chunks between the connection and the reader. A chunk is what one read of the socket gave,
/// some hundred KiB at most.
const QUEUE: usize = 4;

/// An answered stream whose body is still to come.
struct Open {
    response: Response,
    manifest: Manifest,
    /// What the reader gets.
    range: Range<u64>,
    /// Bytes to throw away first.
    skip: u64,
    _place: OwnedSemaphorePermit,
}

/// Opens the stream, answers, and then moves bytes until the end or until nobody reads.
pub(super) async fn run(
    shared: &Shared,
    cid: Cid,
    range: Option<Range<u64>>,
    scope: Scope,
    mut reply: Reply<FetchStream>,
) {
    let opened = tokio::select! {
        biased;
        () = reply.closed() => return,
        opened = open(shared, cid, range, scope) => opened,
    };
    let open = match opened {
        Ok(open) => open,
        Err(error) => {
            shared.note(&error);
            reply.send(Err(error)).ok();
            return;
        }
    };
    let (tx, chunks) = mpsc::channel(QUEUE);
    let stream = FetchStream {
        manifest: open.manifest.clone(),
        range: open.range.clone(),
        verified: false,
        chunks,
    };
    if reply.send(Ok(stream)).is_ok()
        && let Err(error) = pump(shared, open, &tx).await
    {
        tx.send(Err(error)).await.ok();
    }
}

async fn open(
    shared: &Shared,
    cid: Cid,
    range: Option<Range<u64>>,
    scope: Scope,
) -> Result<Open, CodexError> {
    let deadlines = shared.http.deadlines;
    let manifest = ops::manifest(shared, cid, scope).await?;
    let length = manifest.dataset_size;
    let asked = range.unwrap_or(0..length);
    let range = asked.start.min(length)..asked.end.min(length);
    if range.is_empty() {
        return Err(CodexError::Refused("the range holds no byte".to_owned()));
    }
    let place = tokio::time::timeout(deadlines.queue, Arc::clone(&shared.streams).acquire_owned())
        .await
        .map_err(|_| CodexError::Timeout("waiting for other streams"))?
        .map_err(|_| CodexError::Away("it has been shut down".to_owned()))?;
    let facts = shared.ready().await?;
    let text = cid.to_string();
    let parts: &[&str] = match scope {
        Scope::Local => &["data", &text],
        Scope::Network => &["data", &text, "network", "stream"],
    };
    let mut request = shared.http.request(Method::GET, shared.http.url(facts.prefix, parts));
    let partial = facts.capabilities.ranged_reads && range != (0..length);
    if partial {
        let last = range.end.saturating_sub(1);
        request = request.header(RANGE, format!("bytes={}-{last}", range.start));
    }
    let response = shared.http.send(request, deadlines.first_byte, "opening a stream").await?;
    let Some(offset) = offset(&range, length, &response)? else {
        return Err(refusal(shared, cid, response).await);
    };
    let skip = range.start.saturating_sub(offset);
    Ok(Open { response, manifest, range, skip, _place: place })
}

/// Where the body begins in the dataset, if its head fits what was asked; `None` for an answer
/// that is a refusal.
fn offset(range: &Range<u64>, length: u64, response: &Response) -> Result<Option<u64>, CodexError> {
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
    let announced: Option<u64> = header(CONTENT_LENGTH).and_then(|text| text.parse().ok());
    let odd = |text: String| Err(CodexError::Protocol(text));
    match response.status() {
        // Nodes older than v0.2.1 announce no length.
        StatusCode::OK => match announced {
            Some(other) if other != length => {
                odd(format!("a stream of {other} bytes for a dataset of {length}"))
            }
            _ => Ok(Some(0)),
        },
        StatusCode::PARTIAL_CONTENT => {
            let last = range.end.saturating_sub(1);
            let expected = format!("bytes {}-{last}/{length}", range.start);
            match header(CONTENT_RANGE) {
                Some(text) if text == expected => Ok(Some(range.start)),
                other => odd(format!("the range {other:?} where {expected:?} was asked")),
            }
        }
        _ => Ok(None),
    }
}

async fn refusal(shared: &Shared, cid: Cid, response: Response) -> CodexError {
    if response.status() == StatusCode::NOT_FOUND {
        return CodexError::NotFound(cid);
    }
    let read = http::read(response, MAX_SMALL, "opening a stream");
    match tokio::time::timeout(shared.http.deadlines.control, read).await {
        Ok(Ok(answer)) => answer.refusal(),
        Ok(Err(error)) => error,
        Err(_) => CodexError::Timeout("opening a stream"),
    }
}

/// Moves the body. The deadline counts silence of the node, not slowness of the reader.
async fn pump(
    shared: &Shared,
    mut open: Open,
    tx: &mpsc::Sender<Result<Bytes, CodexError>>,
) -> Result<(), CodexError> {
    let expected = open.range.end.saturating_sub(open.range.start);
    let (mut skip, mut got) = (open.skip, 0_u64);
    while got < expected {
        let next = tokio::select! {
            biased;
            () = tx.closed() => return Ok(()),
            next = tokio::time::timeout(shared.http.deadlines.stall, open.response.chunk()) => next,
        };
        // Every end before the last byte is a short body: an early close, a broken connection
        // and a bad chunk look alike, and only the length is known for sure.
        let mut chunk = match next {
            Err(_) => return Err(CodexError::Timeout("sending a dataset")),
            Ok(Ok(Some(chunk))) => chunk,
            Ok(Ok(None) | Err(_)) => {
                shared.suspect.notify_one();
                return Err(CodexError::Short { expected, got });
            }
        };
        let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        let drop = skip.min(length);
        skip = skip.saturating_sub(drop);
        let keep = length.saturating_sub(drop).min(expected.saturating_sub(got));
        if keep == 0 {
            continue;
        }
        let start = usize::try_from(drop).unwrap_or(usize::MAX);
        let keep_len = usize::try_from(keep).unwrap_or(usize::MAX);
        chunk = chunk.slice(start..start.saturating_add(keep_len));
        got = got.saturating_add(keep);
        if tx.send(Ok(chunk)).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

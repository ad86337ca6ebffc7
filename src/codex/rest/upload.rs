//! Uploads: streamed, with headers that are exactly the label, because they decide the CID.

use std::pin::Pin;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_util::Stream;
use reqwest::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use reqwest::{Body, Method, RequestBuilder, Response, StatusCode};
use tokio::io::AsyncReadExt as _;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::io::ReaderStream;

use super::health::MAX_SMALL;
use super::{Shared, http, ops};
use crate::codex::label::check_label;
use crate::codex::{Cid, CodexError, DatasetLabel, Scope, Stored, UploadBody};

/// Bytes read from a file at a time.
const READ: usize = 128 * 1024;

type Source = Pin<Box<dyn Stream<Item = Result<Bytes, CodexError>> + Send>>;

pub(super) async fn run(
    shared: &Shared,
    body: UploadBody,
    label: DatasetLabel,
) -> Result<Stored, CodexError> {
    check_label(&label).map_err(|error| CodexError::Refused(error.to_string()))?;
    let deadlines = shared.http.deadlines;
    let (source, length) = source(body).await?;
    let place = tokio::time::timeout(deadlines.queue, Arc::clone(&shared.uploads).acquire_owned())
        .await
        .map_err(|_| CodexError::Timeout("waiting for other uploads"))?
        .map_err(|_| CodexError::Away("it has been shut down".to_owned()))?;
    let facts = shared.ready().await?;
    // What was there before must never be deleted as if it were ours. Real nodes do not tell
    // whether an upload was new, so their list is read first; without one nothing counts as new.
    let before = if facts.capabilities.is_qcodex { None } else { Some(ops::list(shared).await) };

    let progress = Arc::new(Progress::default());
    let watched = Watched { source, length, sent: 0, progress: Arc::clone(&progress) };
    let request = shared.http.request(Method::POST, shared.http.url(facts.prefix, &["data"]));
    let mut request = headers(request, &label)?.body(Body::wrap_stream(watched));
    if let Some(length) = length {
        request = request.header(CONTENT_LENGTH, length);
    }
    let response = tokio::select! {
        answer = request.send() => answer.map_err(|error| {
            let own = progress.error.lock().unwrap_or_else(PoisonError::into_inner).take();
            own.unwrap_or_else(|| CodexError::Away(http::root_cause(&error)))
        })?,
        error = watch(&progress, shared) => return Err(error),
    };
    drop(place);
    let told_new = response.headers().get("x-qcodex-new").map(|value| value == "true");
    let cid = stored(shared, response, length).await?;
    let new = match (told_new, before) {
        (Some(new), _) => new,
        (None, Some(Ok(list))) => list.iter().all(|entry| entry.cid != cid),
        (None, _) => false,
    };
    let manifest = ops::manifest(shared, cid, Scope::Network).await?;
    Ok(Stored { cid, manifest, new })
}

async fn source(body: UploadBody) -> Result<(Source, Option<u64>), CodexError> {
    let empty = || CodexError::Refused("empty content cannot be stored".to_owned());
    match body {
        UploadBody::Bytes(bytes) if bytes.is_empty() => Err(empty()),
        UploadBody::Bytes(bytes) => {
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            Ok((Box::pin(futures_util::stream::iter([Ok(bytes)])), Some(length)))
        }
        UploadBody::File { length: 0, .. } => Err(empty()),
        UploadBody::File { path, length } => {
            let file = tokio::fs::File::open(&path).await.map_err(|error| {
                if error.kind() == std::io::ErrorKind::NotFound {
                    CodexError::Vanished(path.clone())
                } else {
                    CodexError::Io(error.to_string())
                }
            })?;
            let found = file.metadata().await.map_err(|error| CodexError::Io(error.to_string()))?;
            if found.len() != length {
                return Err(CodexError::Changed(path));
            }
            let chunks = ReaderStream::with_capacity(file.take(length), READ);
            let chunks = futures_util::StreamExt::map(chunks, |chunk| {
                chunk.map_err(|error| CodexError::Io(error.to_string()))
            });
            Ok((Box::pin(chunks), Some(length)))
        }
        UploadBody::Stream(chunks) => Ok((Box::pin(ReceiverStream::new(chunks)), None)),
    }
}

/// Nothing but the label: a header that a library adds would change the CID.
fn headers(request: RequestBuilder, label: &DatasetLabel) -> Result<RequestBuilder, CodexError> {
    let value = |text: &str| {
        HeaderValue::from_bytes(text.as_bytes())
            .map_err(|_| CodexError::Refused("the label cannot be sent".to_owned()))
    };
    let mut request = request;
    if let Some(mimetype) = &label.mimetype {
        request = request.header(CONTENT_TYPE, value(mimetype)?);
    }
    if let Some(name) = &label.filename {
        // Nodes take everything up to the last character for the name: the quote comes last.
        let text = format!("attachment; filename=\"{name}\"");
        request = request.header(CONTENT_DISPOSITION, value(&text)?);
    }
    Ok(request)
}

/// Reads the CID from the answer.
async fn stored(
    shared: &Shared,
    response: Response,
    length: Option<u64>,
) -> Result<Cid, CodexError> {
    let read = http::read(response, MAX_SMALL, "storing an upload");
    let answer = tokio::time::timeout(shared.http.deadlines.control, read)
        .await
        .map_err(|_| CodexError::Timeout("storing an upload"))??;
    let text = answer.sentence();
    if answer.status == StatusCode::OK {
        return match text.parse::<Cid>() {
            Ok(cid) if cid.is_manifest() => Ok(cid),
            _ => Err(CodexError::Protocol("the answer to an upload is not a CID".to_owned())),
        };
    }
    if text.starts_with("Unable to store block") {
        // The node says no more; what it has left is as near as one can get.
        let free = ops::space(shared).await.map_or(0, |space| {
            space.quota_max.saturating_sub(space.quota_used).saturating_sub(space.quota_reserved)
        });
        return Err(CodexError::Quota { needed: length.unwrap_or(0), free });
    }
    if text == "The disk is full" {
        return Err(CodexError::DiskFull);
    }
    Err(answer.refusal())
}

/// Who is waiting for whom, so that only the node's slowness counts.
#[derive(Debug, Default)]
struct Progress {
    bytes: AtomicU64,
    turn: AtomicU8,
    /// What ended the body on this side.
    error: Mutex<Option<CodexError>>,
}

/// The node is to take bytes.
const NODE: u8 = 0;
/// This side is to give bytes.
const US: u8 = 1;
/// All bytes are given.
const DONE: u8 = 2;

/// Ends with an error when the node takes or answers nothing for too long.
async fn watch(progress: &Progress, shared: &Shared) -> CodexError {
    let deadlines = shared.http.deadlines;
    let mut last = (u64::MAX, NODE);
    loop {
        let done = progress.turn.load(Ordering::SeqCst) == DONE;
        tokio::time::sleep(if done { deadlines.stored } else { deadlines.stall }).await;
        let now = (progress.bytes.load(Ordering::SeqCst), progress.turn.load(Ordering::SeqCst));
        if now == last && now.1 != US {
            let doing = if now.1 == DONE { "storing an upload" } else { "taking an upload" };
            return CodexError::Timeout(doing);
        }
        last = now;
    }
}

/// The body: counts, and turns an early end or an error into a broken request, so that the node
/// never takes a part for the whole.
struct Watched {
    source: Source,
    length: Option<u64>,
    sent: u64,
    progress: Arc<Progress>,
}

impl Watched {
    fn fail(&self, error: CodexError) -> std::io::Error {
        let text = error.to_string();
        *self.progress.error.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        std::io::Error::other(text)
    }
}

impl Stream for Watched {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.progress.turn.store(US, Ordering::SeqCst);
        let next = ready!(self.source.as_mut().poll_next(cx));
        Poll::Ready(match next {
            Some(Ok(bytes)) => {
                let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                self.sent = self.sent.saturating_add(length);
                self.progress.bytes.store(self.sent, Ordering::SeqCst);
                // With a known length nobody asks for the end.
                let turn = if self.length == Some(self.sent) { DONE } else { NODE };
                self.progress.turn.store(turn, Ordering::SeqCst);
                Some(Ok(bytes))
            }
            Some(Err(error)) => Some(Err(self.fail(error))),
            None => match self.length {
                Some(expected) if expected != self.sent => {
                    let got = self.sent;
                    let text = format!("the file ended after {got} of {expected} bytes");
                    Some(Err(self.fail(CodexError::Io(text))))
                }
                _ => {
                    self.progress.turn.store(DONE, Ordering::SeqCst);
                    None
                }
            },
        })
    }
}

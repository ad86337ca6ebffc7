//! Uploads: streamed, with headers that are exactly the label, because they decide the CID.
//!
//! A real node takes blocks until its quota is used up and then keeps what it took, with no way
//! to remove it before its time is over. So its space is looked at before the first byte, and an
//! upload that breaks off says what it left behind. What is left of the same dataset is not
//! counted a second time when it is tried again; a crash loses that, so that a quota that is
//! all but used up may then refuse what would just have fitted.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_util::Stream;
use reqwest::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use reqwest::{Body, Method, RequestBuilder, Response, StatusCode};
use tokio::io::AsyncReadExt as _;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::io::ReaderStream;
use url::Url;

use super::detect::MAX_SMALL;
use super::{Facts, Shared, http, ops, torrent};
use crate::codex::label::check_label;
use crate::codex::{
    BLOCK_SIZE, Cid, CodexError, DatasetHasher, DatasetLabel, Generation, Manifest, Scope, Stored,
    UploadBody,
};

/// Bytes read from a file at a time.
const READ: usize = 128 * 1024;
/// Manifests of nodes have some 60 bytes besides the texts; a little more is kept free.
const MANIFEST: u64 = 128;
/// Broken-off uploads that are remembered.
const MAX_LEFTOVERS: usize = 1024;
/// What the node has of a broken-off upload.
const ORPHANS: &str = "blocks that the node had taken stay in it until their time is over";
const TAKING: &str =
    "taking an upload (blocks that the node had taken stay in it until their time is over)";
const STORING: &str =
    "storing an upload (blocks that the node had taken stay in it until their time is over)";

type Source = Pin<Box<dyn Stream<Item = Result<Bytes, CodexError>> + Send>>;

/// What broken-off uploads left in the node: bytes by the manifest CID that did not come to be.
#[derive(Debug, Default)]
pub(super) struct Leftovers {
    bytes: Mutex<HashMap<Cid, u64>>,
    /// Said once: a node that comes and goes breaks off many uploads.
    told: AtomicBool,
}

impl Leftovers {
    fn of(&self, cid: Option<Cid>) -> u64 {
        let map = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        cid.and_then(|cid| map.get(&cid).copied()).unwrap_or(0)
    }

    fn note(&self, cid: Option<Cid>, bytes: u64) {
        if !self.told.swap(true, Ordering::SeqCst) {
            tracing::warn!(bytes, "an upload broke off: {ORPHANS} and count against its quota");
        }
        let Some(cid) = cid else { return };
        let mut map = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        if map.len() >= MAX_LEFTOVERS {
            map.clear();
        }
        let known = map.entry(cid).or_default();
        *known = bytes.max(*known);
    }

    fn settled(&self, cid: Cid) {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner).remove(&cid);
    }
}

pub(super) async fn run(
    shared: &Shared,
    body: UploadBody,
    label: DatasetLabel,
    expected: Option<Cid>,
) -> Result<Stored, CodexError> {
    check_label(&label).map_err(|error| CodexError::Refused(error.to_string()))?;
    let facts = shared.ready().await?;
    let can = &facts.capabilities;
    let expected = expected.or_else(|| expect(&body, &label, can.generation));
    // What was there before must never be deleted as if it were ours, and real nodes do not tell
    // whether an upload was new. Without an answer nothing counts as new.
    let before = match expected {
        _ if can.is_qcodex => None,
        Some(cid) => ops::exists(shared, cid).await.ok(),
        None => None,
    };
    let list =
        if can.is_qcodex || expected.is_some() { None } else { ops::list(shared).await.ok() };
    let length = length_of(&body);
    if let (Some(length), false) = (length, can.is_qcodex || before == Some(true)) {
        let blocks = length.div_ceil(u64::from(BLOCK_SIZE)).saturating_mul(BLOCK_SIZE.into());
        room(shared, &label, blocks, shared.leftovers.of(expected)).await?;
    }
    let mut url = shared.http.url(facts.prefix, &["data"]);
    if can.advertise {
        // Else the node keeps it to itself.
        url.query_pairs_mut().append_pair("advertise", "true");
    }
    let (response, length) = send(shared, &facts, url, body, &label, expected).await?;
    let told_new = response.headers().get("x-qcodex-new").map(|value| value == "true");
    let text = answered(shared, response, length, expected).await?;
    let cid = match text.parse::<Cid>() {
        Ok(cid) if cid.is_manifest() => cid,
        _ => return Err(CodexError::Protocol("the answer to an upload is not a CID".to_owned())),
    };
    shared.leftovers.settled(expected.unwrap_or(cid));
    let new = match (told_new, before, list) {
        (Some(new), _, _) => new,
        (None, Some(before), _) => !before && expected == Some(cid),
        (None, None, Some(list)) => list.iter().all(|entry| entry.cid != cid),
        (None, None, None) => false,
    };
    let manifest = ops::manifest(shared, cid, Scope::Network).await?;
    if let Some(expected) = expected.filter(|expected| *expected != cid) {
        // The same dataset in another layout: the node is not of the generation it was taken for.
        if !Generation::ALL.iter().any(|generation| manifest.cid(*generation) == expected) {
            return Err(CodexError::Corrupt(format!(
                "the node stored {cid} where {expected} was expected; the upload is tried again"
            )));
        }
        shared.note_odd();
    }
    Ok(Stored { cid, manifest, new })
}

/// Makes a torrent of content. The branch cuts it into 256 KiB pieces.
pub(super) async fn torrent(
    shared: &Shared,
    body: UploadBody,
    filename: Option<String>,
) -> Result<[u8; 20], CodexError> {
    let mimetype = Some("application/octet-stream".to_owned());
    let label = DatasetLabel { filename, mimetype };
    check_label(&label).map_err(|error| CodexError::Refused(error.to_string()))?;
    let facts = shared.ready().await?;
    if !facts.capabilities.torrent_extension {
        return Err(CodexError::Unsupported("make torrents"));
    }
    if let Some(length) = length_of(&body) {
        // Its blocks are not filled up; the torrent's own manifest has 26 bytes per piece.
        let pieces = length.div_ceil(256 * 1024).saturating_mul(26);
        room(shared, &label, length.saturating_add(pieces), 0).await?;
    }
    let url = shared.http.url(facts.prefix, &["torrent"]);
    let (response, length) = send(shared, &facts, url, body, &label, None).await?;
    let text = answered(shared, response, length, None).await?;
    torrent::sha1_of(&text)
        .ok_or_else(|| CodexError::Protocol("the answer to an upload is no info hash".to_owned()))
}

/// The CID that small content must get.
fn expect(body: &UploadBody, label: &DatasetLabel, generation: Generation) -> Option<Cid> {
    let UploadBody::Bytes(bytes) = body else { return None };
    let mut hasher = DatasetHasher::new();
    hasher.push(bytes);
    Some(Manifest::of(&hasher.finish()?, label).cid(generation))
}

fn length_of(body: &UploadBody) -> Option<u64> {
    match body {
        UploadBody::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
        UploadBody::File { length, .. } => Some(*length),
        UploadBody::Stream(_) => None,
    }
}

/// Refuses what cannot fit. A node that does not tell its space is not asked twice: its own
/// refusal is understood too.
async fn room(
    shared: &Shared,
    label: &DatasetLabel,
    blocks: u64,
    there: u64,
) -> Result<(), CodexError> {
    let texts: usize =
        [&label.filename, &label.mimetype].into_iter().flatten().map(String::len).sum();
    let texts = u64::try_from(texts).unwrap_or(u64::MAX);
    let needed = blocks.saturating_add(MANIFEST).saturating_add(texts).saturating_sub(there);
    match ops::space(shared).await {
        Ok(space) if needed > ops::free(&space) => {
            Err(CodexError::Quota { needed, free: ops::free(&space) })
        }
        Ok(_) | Err(CodexError::Protocol(_) | CodexError::Refused(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Sends the body, in turn with others, and waits for the head of the answer.
async fn send(
    shared: &Shared,
    facts: &Facts,
    url: Url,
    body: UploadBody,
    label: &DatasetLabel,
    expected: Option<Cid>,
) -> Result<(Response, Option<u64>), CodexError> {
    let (source, length) = source(body).await?;
    let queue = shared.http.deadlines.queue;
    let place = tokio::time::timeout(queue, Arc::clone(&shared.uploads).acquire_owned())
        .await
        .map_err(|_| CodexError::Timeout("waiting for other uploads"))?
        .map_err(|_| CodexError::Away("it has been shut down".to_owned()))?;
    let progress = Arc::new(Progress::default());
    let watched = Watched { source, length, sent: 0, progress: Arc::clone(&progress) };
    let request = shared.http.request(Method::POST, url);
    let mut request = headers(request, label)?.body(Body::wrap_stream(watched));
    if let Some(length) = length {
        request = request.header(CONTENT_LENGTH, length);
    }
    let keeps = !facts.capabilities.is_qcodex;
    let sent = || progress.bytes.load(Ordering::SeqCst);
    let result = tokio::select! {
        answer = request.send() => answer.map_err(|error| {
            let own = progress.error.lock().unwrap_or_else(PoisonError::into_inner).take();
            own.unwrap_or_else(|| {
                let text = http::root_cause(&error);
                CodexError::Away(if keeps && sent() > 0 { format!("{text}; {ORPHANS}") } else { text })
            })
        }),
        error = watch(&progress, shared, keeps) => Err(error),
    };
    drop(place);
    if result.is_err() && keeps && sent() > 0 {
        shared.leftovers.note(expected, sent());
    }
    Ok((result?, length))
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

/// The text of a success.
async fn answered(
    shared: &Shared,
    response: Response,
    length: Option<u64>,
    expected: Option<Cid>,
) -> Result<String, CodexError> {
    let read = http::read(response, MAX_SMALL, "storing an upload");
    let answer = tokio::time::timeout(shared.http.deadlines.control, read)
        .await
        .map_err(|_| CodexError::Timeout("storing an upload"))??;
    let text = answer.sentence();
    if answer.status == StatusCode::OK {
        return Ok(text);
    }
    if answer.is_unknown_route() {
        return Err(shared.strange());
    }
    // The node says no more; what it has left is as near as one can get.
    let left = || async { ops::space(shared).await.map_or(0, |space| ops::free(&space)) };
    if text.starts_with("Unable to store block") {
        let free = left().await;
        shared.leftovers.note(expected, 0);
        return Err(CodexError::Quota { needed: length.unwrap_or(0), free });
    }
    if text == "Unable to store BitTorrent data" {
        // Said of every fault; the quota is the usual one.
        let (needed, free) = (length.unwrap_or(u64::MAX), left().await);
        shared.leftovers.note(None, 0);
        if free < needed {
            return Err(CodexError::Quota { needed: length.unwrap_or(0), free });
        }
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
async fn watch(progress: &Progress, shared: &Shared, keeps: bool) -> CodexError {
    let deadlines = shared.http.deadlines;
    let mut last = (u64::MAX, NODE);
    loop {
        let done = progress.turn.load(Ordering::SeqCst) == DONE;
        tokio::time::sleep(if done { deadlines.stored } else { deadlines.stall }).await;
        let now = (progress.bytes.load(Ordering::SeqCst), progress.turn.load(Ordering::SeqCst));
        if now == last && now.1 != US {
            return CodexError::Timeout(match (now.1 == DONE, keeps) {
                (true, true) => STORING,
                (true, false) => "storing an upload",
                (false, true) => TAKING,
                (false, false) => "taking an upload",
            });
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

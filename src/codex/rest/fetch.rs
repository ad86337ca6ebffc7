//! Streams of a dataset's bytes.
//!
//! Nodes of generations A and B send what they receive. Newer ones download first, which the
//! reader can watch, and are then read where they are; a node that stops in the middle of that,
//! because a block is missing after all, is asked for its network's stream from the same byte on.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{CONTENT_LENGTH, CONTENT_RANGE, RANGE};
use reqwest::{Method, Response, StatusCode};
use tokio::sync::{OwnedSemaphorePermit, mpsc, watch};
use tokio::time::Instant;

use super::background::{self, Download, Outcome};
use super::detect::MAX_SMALL;
use super::{Facts, Shared, http, ops};
use crate::codex::proto::Reply;
use crate::codex::{Behind, Cid, CodexError, FetchStream, Manifest, Scope};

/// Chunks between the connection and the reader. A chunk is what one read of the socket gave,
/// some hundred KiB at most.
const QUEUE: usize = 4;

type Chunks = mpsc::Sender<Result<Bytes, CodexError>>;

/// A fetch whose dataset and range are known.
struct Fetch {
    cid: Cid,
    manifest: Manifest,
    /// What the reader gets.
    range: Range<u64>,
    scope: Scope,
    facts: Arc<Facts>,
    _place: OwnedSemaphorePermit,
}

/// An answered stream whose body is still to come.
struct Open {
    response: Response,
    /// Bytes to throw away first.
    skip: u64,
    /// Longest silence.
    stall: Duration,
}

/// Where bytes come from.
enum Origin {
    Stream(Open),
    Download(Download),
}

/// Opens the stream, answers, and then moves bytes until the end or until nobody reads.
pub(super) async fn run(
    shared: &Shared,
    cid: Cid,
    range: Option<Range<u64>>,
    scope: Scope,
    mut reply: Reply<FetchStream>,
) {
    let prepared = tokio::select! {
        biased;
        () = reply.closed() => return,
        prepared = prepare(shared, cid, range, scope) => prepared,
    };
    let begun = match prepared {
        Ok(fetch) => match begin(shared, &fetch, &mut reply).await {
            Ok(from) => Ok((fetch, from)),
            Err(error) => Err(because_full(shared, &fetch, error).await),
        },
        Err(error) => Err(error),
    };
    let (fetch, from) = match begun {
        Ok((fetch, Some(from))) => (fetch, from),
        Ok((_, None)) => return,
        Err(error) => {
            shared.note(&error);
            reply.send(Err(error)).ok();
            return;
        }
    };
    let (tx, chunks) = mpsc::channel(QUEUE);
    let total = fetch.manifest.block_count();
    let (watched, behind) = watch::channel(Behind { total, ..Behind::default() });
    let stream = FetchStream {
        manifest: fetch.manifest.clone(),
        range: fetch.range.clone(),
        verified: false,
        chunks,
        behind: matches!(from, Origin::Download(_)).then_some(behind),
    };
    // A reader that is gone by now is noticed by the closed channel: a download is cancelled.
    reply.send(Ok(stream)).ok();
    let moved = match from {
        Origin::Stream(open) => {
            pump(shared, &fetch, open, 0, &tx).await.map_err(|broken| broken.error)
        }
        Origin::Download(download) => follow(shared, &fetch, download, watched, &tx).await,
    };
    if let Err(error) = moved {
        shared.note(&error);
        let error = because_full(shared, &fetch, error).await;
        tx.send(Err(error)).await.ok();
    }
}

/// A node keeps what it fetches, and one whose quota allows no block more says nothing of that:
/// it falls silent, or its download ends before everything is there.
async fn because_full(shared: &Shared, fetch: &Fetch, error: CodexError) -> CodexError {
    let given_up = matches!(error, CodexError::Timeout(_) | CodexError::Short { .. });
    if !given_up || fetch.scope != Scope::Network || fetch.facts.capabilities.is_qcodex {
        return error;
    }
    match ops::space(shared).await.map(|space| ops::free(&space)) {
        Ok(free) if free < u64::from(fetch.manifest.block_size) => {
            CodexError::Quota { needed: fetch.manifest.dataset_size, free }
        }
        _ => error,
    }
}

async fn prepare(
    shared: &Shared,
    cid: Cid,
    range: Option<Range<u64>>,
    scope: Scope,
) -> Result<Fetch, CodexError> {
    let manifest = ops::manifest(shared, cid, scope).await?;
    let length = manifest.dataset_size;
    let asked = range.unwrap_or(0..length);
    let range = asked.start.min(length)..asked.end.min(length);
    if range.is_empty() {
        return Err(CodexError::Refused("the range holds no byte".to_owned()));
    }
    let queue = shared.http.deadlines.queue;
    let place = tokio::time::timeout(queue, Arc::clone(&shared.streams).acquire_owned())
        .await
        .map_err(|_| CodexError::Timeout("waiting for other streams"))?
        .map_err(|_| CodexError::Away("it has been shut down".to_owned()))?;
    let facts = shared.ready().await?;
    Ok(Fetch { cid, manifest, range, scope, facts, _place: place })
}

/// Makes the node begin; `None` when nobody waits for it any more. A download that has begun is
/// never forgotten: whether anybody waits is looked at again afterwards.
async fn begin(
    shared: &Shared,
    fetch: &Fetch,
    reply: &mut Reply<FetchStream>,
) -> Result<Option<Origin>, CodexError> {
    if fetch.scope == Scope::Network && fetch.facts.capabilities.background {
        let begun = background::begin(shared, &fetch.facts, fetch.cid, &fetch.manifest).await?;
        if let Some(download) = begun {
            return Ok(Some(Origin::Download(download)));
        }
    }
    tokio::select! {
        biased;
        () = reply.closed() => Ok(None),
        open = open(shared, fetch, fetch.scope, 0) => open.map(|open| Some(Origin::Stream(open))),
    }
}

/// Waits for the node's own download, then moves its bytes.
async fn follow(
    shared: &Shared,
    fetch: &Fetch,
    download: Download,
    behind: watch::Sender<Behind>,
    tx: &Chunks,
) -> Result<(), CodexError> {
    let ended = download.wait(shared, &fetch.facts, &behind, tx).await;
    let over = ended == Ok(Outcome::Ended);
    download.leave(shared, &fetch.facts, over).await;
    if ended? == Outcome::Unwanted {
        return Ok(());
    }
    drop(behind);
    let mut got = 0;
    for scope in [Scope::Local, Scope::Network] {
        let opened = tokio::select! {
            biased;
            () = tx.closed() => return Ok(()),
            opened = open(shared, fetch, scope, got) => opened,
        };
        let moved = match opened {
            Ok(open) => pump(shared, fetch, open, got, tx).await,
            Err(error) => Err(Broken { error, got }),
        };
        match moved {
            Ok(()) => return Ok(()),
            Err(broken) if scope == Scope::Local && broken.may_be_missing() => {
                tracing::debug!(cid = %fetch.cid, error = %broken.error, "not all of it is there");
                got = broken.got;
            }
            Err(broken) => return Err(broken.error),
        }
    }
    Ok(())
}

/// Opens a stream for what is left after `got` bytes.
async fn open(shared: &Shared, fetch: &Fetch, scope: Scope, got: u64) -> Result<Open, CodexError> {
    let deadlines = shared.http.deadlines;
    let length = fetch.manifest.dataset_size;
    let range = fetch.range.start.saturating_add(got)..fetch.range.end;
    let real = !fetch.facts.capabilities.is_qcodex;
    let text = fetch.cid.to_string();
    let parts: &[&str] = match scope {
        Scope::Local => &["data", &text],
        Scope::Network => &["data", &text, "network", "stream"],
    };
    let mut request = shared.http.request(Method::GET, shared.http.url(fetch.facts.prefix, parts));
    let partial = fetch.facts.capabilities.ranged_reads && range != (0..length);
    if partial {
        let last = range.end.saturating_sub(1);
        request = request.header(RANGE, format!("bytes={}-{last}", range.start));
    }
    let response = shared.http.send(request, deadlines.first_byte, "opening a stream").await?;
    let Some(offset) = offset(&range, length, &response)? else {
        return Err(refusal(shared, fetch.cid, real, response).await);
    };
    let skip = range.start.saturating_sub(offset);
    let local = real && scope == Scope::Local;
    let stall = if local { deadlines.local_stall } else { deadlines.stall };
    Ok(Open { response, skip, stall })
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

async fn refusal(shared: &Shared, cid: Cid, real: bool, response: Response) -> CodexError {
    let read = http::read(response, MAX_SMALL, "opening a stream");
    match tokio::time::timeout(shared.http.deadlines.control, read).await {
        Ok(Ok(answer)) if real && answer.is_unknown_route() => shared.strange(),
        Ok(Ok(answer)) if answer.status == StatusCode::NOT_FOUND => CodexError::NotFound(cid),
        Ok(Ok(answer)) => answer.refusal(),
        Ok(Err(error)) => error,
        Err(_) => CodexError::Timeout("opening a stream"),
    }
}

/// A stream that ended early.
struct Broken {
    error: CodexError,
    /// Bytes that the reader got, earlier streams included.
    got: u64,
}

impl Broken {
    /// True when the node may simply miss a block.
    fn may_be_missing(&self) -> bool {
        matches!(
            self.error,
            CodexError::Timeout(_) | CodexError::Short { .. } | CodexError::NotFound(_)
        )
    }
}

/// Moves the body behind the first `got` bytes. The deadlines count silence of the node, not
/// slowness of the reader.
async fn pump(
    shared: &Shared,
    fetch: &Fetch,
    mut open: Open,
    mut got: u64,
    tx: &Chunks,
) -> Result<(), Broken> {
    let expected = fetch.range.end.saturating_sub(fetch.range.start);
    let mut left = shared.http.deadlines.overall(fetch.manifest.dataset_size);
    let mut skip = open.skip;
    while got < expected {
        let begun = Instant::now();
        let stall = open.stall.min(left);
        let next = tokio::select! {
            biased;
            () = tx.closed() => return Ok(()),
            next = tokio::time::timeout(stall, open.response.chunk()) => next,
        };
        left = left.saturating_sub(begun.elapsed());
        // Every end before the last byte is a short body: an early close, a broken connection
        // and a bad chunk look alike, and only the length is known for sure.
        let mut chunk = match next {
            Err(_) => return Err(Broken { error: CodexError::Timeout("sending a dataset"), got }),
            Ok(Ok(Some(chunk))) => chunk,
            Ok(Ok(None) | Err(_)) => {
                shared.suspect.notify_one();
                return Err(Broken { error: CodexError::Short { expected, got }, got });
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

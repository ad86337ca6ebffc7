//! Fetching: one round over the nodes for one file, and one stream from one node.
//!
//! A round asks every node that may be asked, with every manifest CID, until nothing is missing:
//! first what each holds itself, then what real nodes find in their network. The stream is read
//! into batches of up to 1 MiB; while one batch is hashed and written on the blocking pool the
//! next one is collected, and no more: a slow disk slows the node. A rate limit holds back the
//! chunk that came last, and nothing is taken behind it. Every wait for a node has a deadline.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::{Instant, timeout};

use super::book::Target;
use super::disk;
use super::download::FilePlacement;
use super::prepare::FileFault;
use super::sink::{Ctx, Sink};
use super::{count, index};
use crate::codex::{BLOCK_SIZE, Cid, Codex, CodexError, FetchStream, NodeKind, Purpose, Scope};
use crate::session::status::{Reason, ReasonCode};

/// Longest wait for the first answer to a request; nodes have shorter deadlines of their own.
const ANSWER: Duration = Duration::from_secs(90);

/// Longest wait for the next bytes.
const STALL: Duration = Duration::from_secs(30);

/// Bytes that are hashed and written in one go.
const BATCH: u64 = 1024 * 1024;

/// Wrong pieces after which a stream is given up.
const MAX_WRONG: u32 = 3;

/// Why a stream or a round gave nothing, or not everything.
#[derive(Debug)]
pub(super) enum Fault {
    /// The job was cancelled.
    Cancelled,
    /// The disk is full.
    Full,
    /// A file cannot be written or read.
    File(FileFault),
    /// The node does not have it.
    NotFound,
    /// The node does not answer.
    Away(String),
    /// The node answered with something else than content.
    Failed(ReasonCode, String),
    /// The node sent wrong bytes.
    Corrupt(String),
}

impl From<FileFault> for Fault {
    fn from(fault: FileFault) -> Self {
        if disk::is_full(&fault.error) { Self::Full } else { Self::File(fault) }
    }
}

impl From<CodexError> for Fault {
    fn from(error: CodexError) -> Self {
        let text = error.to_string();
        match error {
            CodexError::NotFound(_) => Self::NotFound,
            CodexError::Away(_) => Self::Away(text),
            CodexError::Corrupt(_) => Self::Corrupt(text),
            CodexError::Changed(_) | CodexError::Vanished(_) | CodexError::Short { .. } => {
                Self::Failed(ReasonCode::SourceLost, text)
            }
            CodexError::Quota { .. } => Self::Failed(ReasonCode::QuotaFull, text),
            CodexError::DiskFull => Self::Failed(ReasonCode::DiskFull, text),
            _ => Self::Failed(ReasonCode::NoSource, text),
        }
    }
}

impl Fault {
    /// Which of several faults of a round is told to the user: the higher one.
    fn weight(&self) -> u8 {
        match self {
            Self::NotFound => 0,
            Self::Away(_) => 1,
            Self::Failed(ReasonCode::NoSource, _) => 2,
            Self::Failed(..) => 3,
            Self::Corrupt(_) => 4,
            Self::Full => 5,
            Self::File(_) => 6,
            Self::Cancelled => 7,
        }
    }

    /// What the user is told.
    pub(super) fn reason(&self, file: &str) -> Reason {
        match self {
            Self::NotFound => Reason::new(
                ReasonCode::NotInCodex,
                format!("no node that was asked has {file}; asked again by itself"),
            ),
            Self::Away(text) => {
                Reason::new(ReasonCode::NodeAway, format!("{text}; tried again by itself"))
            }
            Self::Failed(code, text) => {
                Reason::new(*code, format!("{file}: {text}; tried again by itself"))
            }
            Self::Corrupt(text) => Reason::new(
                ReasonCode::CorruptSource,
                format!("{file}: {text}; those bytes were thrown away and are fetched again"),
            ),
            Self::Full => Reason::new(
                ReasonCode::DiskFull,
                "no space left on the disk; free some, the download goes on by itself",
            ),
            Self::File(fault) => {
                let path = fault.path.display();
                Reason::new(ReasonCode::FileError, format!("{path}: {}", fault.error))
            }
            Self::Cancelled => Reason::new(ReasonCode::Queued, "cancelled"),
        }
    }
}

/// What of a target to get: for a file everything that is missing, else these ranges.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub(super) target: Target,
    pub(super) ranges: Option<Vec<Range<u64>>>,
}

impl Order {
    fn missing(&self, ctx: &Ctx) -> Vec<Range<u64>> {
        let book = ctx.book();
        match &self.ranges {
            None => book.missing(self.target.file),
            Some(ranges) => {
                let file = book.files.get(self.target.file);
                let side = self.target.side;
                let gaps = |r: &Range<u64>| {
                    file.map(|f| if side { &f.side } else { &f.main }.missing(r.clone()))
                };
                ranges.iter().filter_map(gaps).flatten().collect()
            }
        }
    }
}

/// One way to ask for a dataset.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    node: usize,
    cid: Cid,
    scope: Scope,
}

fn candidates(ctx: &Ctx, placement: &FilePlacement, ranged: bool) -> Vec<Candidate> {
    let order = ctx.health().order(Instant::now());
    let mut all = Vec::new();
    for scope in [Scope::Local, Scope::Network] {
        for node in &order {
            let Some(capabilities) = ctx.nodes.get(*node).map(Codex::capabilities) else {
                continue;
            };
            // Only a real node finds more in its network than it holds.
            let real = capabilities.kind == NodeKind::Rest && !capabilities.is_qcodex;
            if (scope == Scope::Network && !real) || (ranged && !capabilities.ranged_reads) {
                continue;
            }
            all.extend(placement.cids.iter().map(|cid| Candidate {
                node: *node,
                cid: *cid,
                scope,
            }));
        }
    }
    all
}

/// Asks node after node until nothing of the order is missing.
pub(super) async fn round(ctx: Arc<Ctx>, order: Order) -> Result<(), Fault> {
    let Some(placement) = ctx.files.get(order.target.file).and_then(|f| f.placement.clone()) else {
        return Err(Fault::NotFound);
    };
    // Nodes that are not asked may well have it: that others do not is not the whole story.
    let left_alone = ctx.health().left_alone(Instant::now());
    let mut worst: Option<Fault> = None;
    for (node, lied) in left_alone {
        let name = ctx.nodes.get(node).map_or("", |node| node.name());
        let fault = match (lied, node) {
            (true, _) => {
                Fault::Corrupt(format!("{name} sent wrong bytes and is left alone for a while"))
            }
            (false, 0) => Fault::Away("the node does not answer".to_owned()),
            (false, _) => Fault::Failed(ReasonCode::NoSource, format!("{name} does not answer")),
        };
        if worst.as_ref().is_none_or(|worst| worst.weight() < fault.weight()) {
            worst = Some(fault);
        }
    }
    let candidates = candidates(&ctx, &placement, order.ranges.is_some());
    let mut silent = BTreeSet::new();
    for candidate in candidates {
        if order.missing(&ctx).is_empty() {
            return Ok(());
        }
        if silent.contains(&candidate.node) {
            continue;
        }
        let result = from_node(&ctx, &order, &placement, candidate).await;
        ctx.book().active.remove(&order.target);
        let Err(fault) = result else { continue };
        let own = candidate.node == 0;
        let fault = match fault {
            Fault::Cancelled | Fault::Full | Fault::File(_) => return Err(fault),
            Fault::Away(text) => {
                ctx.health().away(candidate.node, Instant::now());
                silent.insert(candidate.node);
                // Only the node in use is "the node" to the user.
                if own { Fault::Away(text) } else { Fault::Failed(ReasonCode::NoSource, text) }
            }
            Fault::Corrupt(text) => {
                ctx.health().lied(candidate.node, Instant::now());
                Fault::Corrupt(text)
            }
            other => other,
        };
        let name = ctx.nodes.get(candidate.node).map_or("", |node| node.name());
        tracing::debug!(node = name, cid = %candidate.cid, ?fault, "a fetch gave not everything");
        if worst.as_ref().is_none_or(|worst| worst.weight() < fault.weight()) {
            worst = Some(fault);
        }
    }
    match worst {
        _ if order.missing(&ctx).is_empty() => Ok(()),
        Some(fault) => Err(fault),
        None => Err(Fault::Failed(ReasonCode::NoSource, "bytes were lost on the way".to_owned())),
    }
}

/// Gets what is missing from one node, run by run, each at most once.
async fn from_node(
    ctx: &Arc<Ctx>,
    order: &Order,
    placement: &FilePlacement,
    candidate: Candidate,
) -> Result<(), Fault> {
    let Some(node) = ctx.nodes.get(candidate.node) else { return Err(Fault::NotFound) };
    let ranged = node.capabilities().ranged_reads;
    let mut from = 0;
    let mut wrong = 0;
    loop {
        let missing = order.missing(ctx).into_iter().filter(|range| range.end > from);
        let mut want: Vec<Range<u64>> =
            missing.map(|range| range.start.max(from)..range.end).collect();
        if ranged {
            want.truncate(1);
        }
        let (Some(first), Some(last)) = (want.first(), want.last()) else { break };
        let span = first.start..last.end;
        let cancelled = ctx.cancel.cancelled();
        let fetch = node.fetch(candidate.cid, Some(span.clone()), candidate.scope, Purpose::Own);
        let stream = tokio::select! {
            () = cancelled => return Err(Fault::Cancelled),
            answer = timeout(ANSWER, fetch) => match answer {
                Ok(answer) => answer?,
                Err(_) => return Err(CodexError::Timeout("answering a request").into()),
            },
        };
        fits(&stream, placement, &span)?;
        ctx.book().holders.insert(candidate.node);
        wrong += receive(ctx, order.target, candidate.node, stream, want).await?;
        if wrong >= MAX_WRONG {
            break;
        }
        from = span.end;
    }
    match wrong {
        0 => Ok(()),
        n => Err(Fault::Corrupt(format!("{} sent {n} wrong piece(s)", node.name()))),
    }
}

/// Whether the stream is of the dataset that the placement describes.
fn fits(stream: &FetchStream, placement: &FilePlacement, span: &Range<u64>) -> Result<(), Fault> {
    let manifest = &stream.manifest;
    let bad = |text: String| Err(Fault::Failed(ReasonCode::BadRecord, text));
    if manifest.dataset_size != placement.length {
        let (is, should) = (manifest.dataset_size, placement.length);
        return bad(format!("the dataset has {is} bytes, the file {should}"));
    }
    if manifest.tree != placement.tree {
        return bad("the dataset has another tree than the record says".to_owned());
    }
    if manifest.block_size != BLOCK_SIZE {
        return bad(format!("blocks of {} bytes are not supported", manifest.block_size));
    }
    if stream.range != *span {
        return Err(CodexError::Protocol("it sends another range than was asked for".into()).into());
    }
    Ok(())
}

/// Takes a stream to its end. Gives the number of wrong pieces.
async fn receive(
    ctx: &Arc<Ctx>,
    target: Target,
    node: usize,
    mut stream: FetchStream,
    want: Vec<Range<u64>>,
) -> Result<u32, Fault> {
    let started = Instant::now();
    let (start, length) = (stream.range.start, stream.range.end - stream.range.start);
    let made = {
        let ctx = Arc::clone(ctx);
        move || Sink::new(ctx, target, node, start, want)
    };
    let mut sink = Some(blocking(made).await??);
    let mut working = None;
    let mut batch: Vec<Bytes> = Vec::new();
    let (mut batched, mut received) = (0_u64, 0_u64);
    // What has come and waits for a limit, the wait, and how long all such waits took.
    let mut held = Bytes::new();
    let mut paying = None;
    let mut waited = Duration::ZERO;
    let mut fault = None;
    let mut ended = false;
    let wrong = loop {
        if working.is_none()
            && let Some(mut idle) = sink.take()
        {
            if batch.is_empty() && ended {
                break idle.wrong;
            }
            if batch.is_empty() {
                sink = Some(idle);
            } else {
                let batch = std::mem::take(&mut batch);
                batched = 0;
                working = Some(Box::pin(blocking(move || {
                    let result = idle.take(&batch);
                    (idle, result)
                })));
            }
        }
        if paying.is_none() && !held.is_empty() && batched < BATCH {
            if ctx.limits.is_open() {
                batched += count(held.len());
                batch.push(std::mem::take(&mut held));
            } else {
                let wanted = count(held.len());
                paying = Some((Instant::now(), Box::pin(ctx.limits.take(wanted))));
            }
        }
        let work = async {
            match working.as_mut() {
                Some(working) => working.await,
                None => std::future::pending().await,
            }
        };
        let pay = async {
            match paying.as_mut() {
                Some((since, paying)) => (*since, paying.await),
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            done = work => {
                working = None;
                let (idle, result) = done?;
                result?;
                ctx.book().giver = Some(node);
                if idle.wrong >= MAX_WRONG || ctx.cancel.is_cancelled() {
                    break idle.wrong;
                }
                sink = Some(idle);
            }
            () = ctx.cancel.cancelled(), if !ended => {
                fault = Some(Fault::Cancelled);
                ended = true;
                held.clear();
                paying = None;
            }
            (since, granted) = pay => {
                paying = None;
                waited += since.elapsed();
                let part = held.split_to(index(granted).min(held.len()));
                batched += count(part.len());
                batch.push(part);
            }
            // Everything behind this is bounded: while a chunk waits, the node is slowed down.
            chunk = timeout(STALL, stream.chunks.recv()), if !ended && held.is_empty() && batched < BATCH => match chunk {
                Ok(Some(Ok(bytes))) => {
                    received += count(bytes.len());
                    if received > length {
                        fault = Some(CodexError::Protocol("it sends too many bytes".into()).into());
                        ended = true;
                    } else {
                        held = bytes;
                    }
                }
                Ok(Some(Err(error))) => {
                    fault = Some(error.into());
                    ended = true;
                }
                Ok(None) => ended = true,
                Err(_) => {
                    fault = Some(CodexError::Timeout("sending content").into());
                    ended = true;
                }
            },
        }
    };
    if received > 0 {
        // A node is not slow because it is held back here.
        ctx.health().gave(node, received, started.elapsed().saturating_sub(waited));
    }
    if ctx.cancel.is_cancelled() {
        return Err(Fault::Cancelled);
    }
    match fault {
        // What was wrong weighs more than how the stream ended.
        Some(_) if wrong > 0 => Ok(wrong),
        Some(fault) => Err(fault),
        None if wrong == 0 && received < length => {
            Err(CodexError::Short { expected: length, got: received }.into())
        }
        None => Ok(wrong),
    }
}

/// Runs work that blocks, off the async threads.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|_| {
        let error = std::io::Error::other("a writing thread died");
        Fault::File(FileFault { path: std::path::PathBuf::new(), error })
    })
}

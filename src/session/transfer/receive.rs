//! Taking a stream: bytes from whoever gives them, into batches, to the disk.
//!
//! The stream is read into batches of up to 1 MiB; while one batch is hashed and written on the
//! blocking pool the next one is collected, and no more: a slow disk slows the giver. What is in
//! batches of all downloads together has its place in one queue of bounded size, and whoever
//! writes takes a place for disk work. A rate limit or a full queue holds back the chunk that came
//! last, and nothing is taken behind it. Every wait for bytes has a deadline.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, timeout};
use url::Url;

use super::book::Target;
use super::sink::{Ctx, Sink};
use super::stream::{Fault, MAX_WRONG, blocking, on_disk};
use super::{count, index};
use crate::codex::{Behind, CodexError, FetchStream};
use crate::fetch::{FetchError, FetchedStream, Target as Place, Zone, target as place_of};
use crate::resources::Permit;
use crate::session::status::ReasonCode;

/// Longest wait for the next bytes.
pub(super) const STALL: Duration = Duration::from_secs(30);

/// Bytes that are hashed and written in one go.
const BATCH: u64 = 1024 * 1024;

/// A stream of content, whoever sends it.
#[derive(Debug)]
pub(super) struct Incoming {
    /// Bytes of the file that come, in order.
    range: Range<u64>,
    chunks: Chunks,
}

#[derive(Debug)]
enum Chunks {
    Node {
        chunks: mpsc::Receiver<Result<Bytes, CodexError>>,
        /// What the node fetches before it sends anything.
        behind: Option<watch::Receiver<Behind>>,
    },
    /// A web server, and how much is still read of what it sends.
    Web { stream: Box<FetchedStream>, left: u64 },
}

impl Incoming {
    pub(super) fn node(stream: FetchStream) -> Self {
        let FetchStream { range, chunks, behind, .. } = stream;
        Self { range, chunks: Chunks::Node { chunks, behind } }
    }

    /// `range` is read of it; what it sends beyond is left.
    pub(super) fn web(range: Range<u64>, stream: FetchedStream) -> Self {
        let left = range.end.saturating_sub(range.start);
        Self { range, chunks: Chunks::Web { stream: Box::new(stream), left } }
    }

    /// The next bytes; `None` at the end. None at all while the node itself makes progress with
    /// what it has to fetch first: that is no silence. May be dropped and called again.
    async fn next(&mut self) -> Option<Result<Bytes, Fault>> {
        match &mut self.chunks {
            Chunks::Node { chunks, behind } => {
                let progress = async {
                    match behind {
                        Some(behind) => behind.changed().await.is_ok(),
                        None => std::future::pending().await,
                    }
                };
                let goes_on = tokio::select! {
                    biased;
                    chunk = chunks.recv() => {
                        *behind = None;
                        return chunk.map(|chunk| chunk.map_err(Fault::from));
                    }
                    goes_on = progress => goes_on,
                };
                if !goes_on {
                    *behind = None;
                }
                Some(Ok(Bytes::new()))
            }
            Chunks::Web { left: 0, .. } => None,
            Chunks::Web { stream, left } => match stream.chunk().await {
                Ok(None) => None,
                Ok(Some(mut bytes)) => {
                    bytes.truncate(index(*left));
                    *left -= count(bytes.len());
                    Some(Ok(bytes))
                }
                Err(error) => Some(Err(broken(&error))),
            },
        }
    }

    /// What the node does before it sends anything; none when it does not, or is done with it.
    fn behind(&self) -> Option<Behind> {
        match &self.chunks {
            Chunks::Node { behind, .. } => behind.as_ref().map(|behind| *behind.borrow()),
            Chunks::Web { .. } => None,
        }
    }

    /// What a stream is that ended before its end.
    fn short(&self, expected: u64, got: u64) -> Fault {
        match self.chunks {
            Chunks::Node { .. } => CodexError::Short { expected, got }.into(),
            Chunks::Web { .. } => {
                let text = format!("it sent {got} of {expected} bytes");
                Fault::Failed(ReasonCode::WebSeedFailed, text)
            }
        }
    }
}

fn broken(error: &FetchError) -> Fault {
    Fault::Failed(ReasonCode::WebSeedFailed, error.to_string())
}

/// Bytes that are hashed and written in one go, with their place in the queue.
#[derive(Debug, Default)]
struct Batch {
    chunks: Vec<Bytes>,
    size: u64,
    place: Option<Permit>,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    fn push(&mut self, chunk: Bytes, place: Permit) {
        self.size += count(chunk.len());
        self.chunks.push(chunk);
        match &mut self.place {
            Some(mine) => mine.merge(place),
            None => self.place = Some(place),
        }
    }
}

/// Pieces of a stream that turned out wrong.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Wrong {
    pub(super) all: u32,
    /// Those that came from this stream alone.
    pub(super) proven: u32,
}

impl Wrong {
    pub(super) fn add(&mut self, more: Self) {
        self.all += more.all;
        self.proven += more.proven;
    }

    /// What it means for whoever sent it.
    pub(super) fn fault(self, name: &str) -> Option<Fault> {
        let Self { all, proven } = self;
        match (all, proven) {
            (0, _) => None,
            (_, 0) => Some(Fault::Doubt(format!("{name} sent parts of {all} wrong piece(s)"))),
            _ => Some(Fault::Corrupt(format!("{name} sent {all} wrong piece(s)"))),
        }
    }
}

/// Whether a node is named by an address, or a name, of the local network.
fn is_local(node: &str) -> bool {
    let place = Url::parse(node).ok().as_ref().and_then(place_of);
    matches!(place, Some(Place::LocalName | Place::Literal(Zone::Private | Zone::LinkLocal)))
}

/// Takes a stream to its end.
pub(super) async fn receive(
    ctx: &Arc<Ctx>,
    target: Target,
    giver: usize,
    mut stream: Incoming,
    want: Vec<Range<u64>>,
) -> Result<Wrong, Fault> {
    let started = Instant::now();
    let local = ctx.nodes.get(giver).is_some_and(|node| is_local(node.name()));
    ctx.book().begins(target, giver);
    let (start, length) = (stream.range.start, stream.range.end - stream.range.start);
    let mut behind = stream.behind();
    if let Some(behind) = behind {
        ctx.book().fetches(target, giver, behind, length);
    }
    let made = {
        let ctx = Arc::clone(ctx);
        move || Sink::new(ctx, target, giver, start, want)
    };
    let mut sink = Some(blocking(made).await??);
    let mut working = None;
    let mut batch = Batch::default();
    let mut received = 0_u64;
    // What has come and waits for a limit, the wait, and how long all such waits took.
    let mut held = Bytes::new();
    let mut paying = None;
    let mut waited = Duration::ZERO;
    // What may pass and waits for its place in the queue before the disk.
    let mut due = Bytes::new();
    let mut entering = None;
    let mut fault = None;
    let mut ended = false;
    let wrong = loop {
        if working.is_none()
            && let Some(mut idle) = sink.take()
        {
            if batch.is_empty() && ended && due.is_empty() {
                break Wrong { all: idle.wrong, proven: idle.proven };
            }
            if batch.is_empty() {
                sink = Some(idle);
            } else {
                let batch = std::mem::take(&mut batch);
                working = Some(Box::pin(on_disk(ctx, move || {
                    let result = idle.take(&batch.chunks);
                    drop(batch);
                    (idle, result)
                })));
            }
        }
        if paying.is_none() && due.is_empty() && !held.is_empty() && batch.size < BATCH {
            if ctx.limits.is_open_for(local) {
                due = std::mem::take(&mut held);
            } else {
                let wanted = count(held.len());
                paying = Some((Instant::now(), Box::pin(ctx.limits.take_for(local, wanted))));
            }
        }
        if entering.is_none() && !due.is_empty() {
            // Never more in one go than the queue takes at all.
            let size = count(due.len()).min(ctx.resources.queue().limit());
            match ctx.resources.queue().try_acquire(size) {
                Some(place) => {
                    batch.push(due.split_to(index(size)), place);
                    continue;
                }
                None => {
                    let enter = Box::pin(ctx.resources.queue().acquire(size));
                    entering = Some((Instant::now(), size, enter));
                }
            }
        }
        let work = async {
            match working.as_mut() {
                Some(working) => working.await,
                None => std::future::pending().await,
            }
        };
        let enter = async {
            match entering.as_mut() {
                Some((since, size, entering)) => (*since, *size, entering.await),
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
                ctx.book().giver = Some(giver);
                if idle.wrong >= MAX_WRONG || ctx.cancel.is_cancelled() {
                    break Wrong { all: idle.wrong, proven: idle.proven };
                }
                sink = Some(idle);
            }
            () = ctx.cancel.cancelled(), if !ended => {
                fault = Some(Fault::Cancelled);
                ended = true;
                held.clear();
                due.clear();
                paying = None;
                entering = None;
            }
            (since, size, place) = enter => {
                entering = None;
                waited += since.elapsed();
                batch.push(due.split_to(index(size).min(due.len())), place);
            }
            (since, granted) = pay => {
                paying = None;
                waited += since.elapsed();
                due = held.split_to(index(granted).min(held.len()));
            }
            // Everything behind this is bounded: while a chunk waits, the giver is slowed down.
            chunk = timeout(STALL, stream.next()), if !ended
                && held.is_empty()
                && due.is_empty()
                && batch.size < BATCH => match chunk {
                Ok(Some(Ok(bytes))) => {
                    if behind.is_some() {
                        behind = stream.behind();
                        match behind {
                            Some(behind) => ctx.book().fetches(target, giver, behind, length),
                            None => ctx.book().fetched(target),
                        }
                    }
                    received += count(bytes.len());
                    if received > length {
                        fault = Some(CodexError::Protocol("it sends too many bytes".into()).into());
                        ended = true;
                    } else {
                        held = bytes;
                    }
                }
                Ok(Some(Err(error))) => {
                    fault = Some(error);
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
        ctx.hear(giver);
        // Nobody is slow because of being held back here.
        ctx.health().gave(giver, received, started.elapsed().saturating_sub(waited));
    }
    if ctx.cancel.is_cancelled() {
        return Err(Fault::Cancelled);
    }
    match fault {
        // What was wrong weighs more than how the stream ended.
        Some(_) if wrong.all > 0 => Ok(wrong),
        Some(fault) => Err(fault),
        None if wrong.all == 0 && received < length => Err(stream.short(length, received)),
        None => Ok(wrong),
    }
}

//! Fetching: one round over the nodes and web seeds for one file, and one stream from one node.
//!
//! A round asks every node that may be asked, with every manifest CID, until nothing is missing:
//! first what each holds itself, then what real nodes find in their network. Web seeds come last,
//! when the nodes answered that they do not have it or gave nothing for half a minute. How a
//! stream is taken is in `receive`. Every wait for a node has a deadline.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout};

use super::book::Target;
use super::disk;
use super::download::FilePlacement;
use super::prepare::FileFault;
pub(super) use super::receive::{Incoming, STALL, Wrong, receive};
use super::sink::Ctx;
use super::web::{SeedFault, from_seed};
use crate::codex::{BLOCK_SIZE, Cid, Codex, CodexError, FetchStream, NodeKind, Purpose, Scope};
use crate::session::status::{Reason, ReasonCode};

/// Longest wait for the first answer to a request; nodes have shorter deadlines of their own.
const ANSWER: Duration = Duration::from_secs(90);

/// How long Codex may give nothing before web seeds are asked (design: 30 s).
pub(in crate::session) const CODEX_PATIENCE: Duration = Duration::from_secs(30);

/// Wrong pieces after which a stream is given up.
pub(super) const MAX_WRONG: u32 = 3;

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
    /// It sent wrong bytes.
    Corrupt(String),
    /// It sent a part of a wrong piece, and others sent the rest.
    Doubt(String),
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
            Self::Corrupt(_) | Self::Doubt(_) => 4,
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
            Self::Corrupt(text) | Self::Doubt(text) => Reason::new(
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
    pub(super) fn missing(&self, ctx: &Ctx) -> Vec<Range<u64>> {
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
    let mut order = ctx.health().order(Instant::now());
    order.retain(|giver| *giver < ctx.nodes.len());
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
            if placement.tree.is_none() && !capabilities.torrent_extension {
                continue;
            }
            let cids = placement.cids_for(capabilities.generation);
            all.extend(cids.map(|cid| Candidate { node: *node, cid, scope }));
        }
    }
    all
}

/// The fault that is told to the user, of all of a round.
#[derive(Debug, Default)]
struct Worst(Option<Fault>);

impl Worst {
    fn add(&mut self, fault: Fault) {
        if self.0.as_ref().is_none_or(|worst| worst.weight() < fault.weight()) {
            self.0 = Some(fault);
        }
    }
}

/// Asks node after node, then web seed after web seed, until nothing of the order is missing.
pub(super) async fn round(ctx: Arc<Ctx>, order: Order) -> Result<(), Fault> {
    let file = order.target.file;
    let placement = ctx.files.get(file).and_then(|f| f.placement.clone());
    let seeded = ctx.web.has(file);
    let mut worst = Worst::default();
    match &placement {
        Some(placement) => ask_nodes(&ctx, &order, placement, seeded, &mut worst).await?,
        None if seeded => {}
        None => return Err(Fault::NotFound),
    }
    // A node that is away or broke off may be back in a moment; one that says no will not.
    let pending = matches!(&worst.0, Some(Fault::Away(_) | Fault::Failed(..)));
    if seeded && (!pending || ctx.silence() >= CODEX_PATIENCE) {
        ask_seeds(&ctx, &order, &mut worst).await?;
    }
    match worst.0 {
        _ if order.missing(&ctx).is_empty() => Ok(()),
        Some(fault) => Err(fault),
        // Nobody failed here: whoever brought the rest of a shared piece found it wrong.
        None => Err(Fault::Doubt("a piece that it shares with another file was wrong".to_owned())),
    }
}

/// The nodes' part of a round. With web seeds behind them, nodes get less patience.
async fn ask_nodes(
    ctx: &Arc<Ctx>,
    order: &Order,
    placement: &FilePlacement,
    seeded: bool,
    worst: &mut Worst,
) -> Result<(), Fault> {
    // Nodes that are not asked may well have it: that others do not is not the whole story.
    let left_alone = ctx.health().left_alone(Instant::now());
    for (node, lied) in left_alone.into_iter().filter(|(giver, _)| *giver < ctx.nodes.len()) {
        let name = ctx.giver_name(node);
        worst.add(match (lied, node) {
            (true, _) => {
                Fault::Corrupt(format!("{name} sent wrong bytes and is left alone for a while"))
            }
            (false, 0) => Fault::Away("the node does not answer".to_owned()),
            (false, _) => Fault::Failed(ReasonCode::NoSource, format!("{name} does not answer")),
        });
    }
    let mut silent = BTreeSet::new();
    let mut until = Instant::now() + CODEX_PATIENCE;
    let candidates = candidates(ctx, placement, order.ranges.is_some());
    if candidates.is_empty() && worst.0.is_none() {
        let text = "no node that is asked knows it by a CID of its record".to_owned();
        worst.add(Fault::Failed(ReasonCode::NoSource, text));
    }
    for candidate in candidates {
        let missing = order.missing(ctx);
        let patience = until.saturating_duration_since(Instant::now());
        if missing.is_empty() || (seeded && patience.is_zero()) {
            return Ok(());
        }
        if silent.contains(&candidate.node) {
            continue;
        }
        let patience = if seeded { patience } else { ANSWER };
        let result = from_node(ctx, order, placement, candidate, patience).await;
        ctx.book().ends(order.target);
        if order.missing(ctx) != missing {
            until = Instant::now() + CODEX_PATIENCE;
        }
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
            Fault::Doubt(text) => {
                ctx.health().doubted(candidate.node, Instant::now());
                Fault::Doubt(text)
            }
            other => other,
        };
        if seeded && Instant::now() >= until {
            // Its silence is not waited for again with every file.
            ctx.health().away(candidate.node, Instant::now());
        }
        let name = ctx.giver_name(candidate.node);
        tracing::debug!(node = name, cid = %candidate.cid, ?fault, "a fetch gave not everything");
        worst.add(fault);
    }
    Ok(())
}

/// The web seeds' part of a round: the healthiest first.
async fn ask_seeds(ctx: &Arc<Ctx>, order: &Order, worst: &mut Worst) -> Result<(), Fault> {
    let nodes = ctx.nodes.len();
    let left_alone = ctx.health().left_alone(Instant::now());
    for seed in left_alone.into_iter().filter_map(|(giver, _)| giver.checked_sub(nodes)) {
        worst.add(ctx.web.last_fault(seed));
    }
    let seeds = ctx.health().order(Instant::now());
    for giver in seeds {
        let Some(seed) = giver.checked_sub(nodes) else { continue };
        if order.missing(ctx).is_empty() {
            return Ok(());
        }
        let result = from_seed(ctx, order, seed).await;
        ctx.book().ends(order.target);
        let Err(fault) = result else { continue };
        worst.add(match fault {
            SeedFault::Ours(fault) => return Err(fault),
            SeedFault::Lied(text) => {
                ctx.health().lied(giver, Instant::now());
                Fault::Corrupt(text)
            }
            SeedFault::Doubted(text) => {
                ctx.health().doubted(giver, Instant::now());
                worst.add(Fault::Doubt(text));
                // All parts of that piece are missing now. Another giver of this one would mix
                // theirs again; in the next round the same one is the first for all of them.
                return Ok(());
            }
            SeedFault::Seed(text) => {
                ctx.health().away(giver, Instant::now());
                Fault::Failed(ReasonCode::WebSeedFailed, text)
            }
            SeedFault::File(text) => Fault::Failed(ReasonCode::WebSeedFailed, text),
        });
    }
    Ok(())
}

/// Gets what is missing from one node, run by run, each at most once.
async fn from_node(
    ctx: &Arc<Ctx>,
    order: &Order,
    placement: &FilePlacement,
    candidate: Candidate,
    patience: Duration,
) -> Result<(), Fault> {
    let Some(node) = ctx.nodes.get(candidate.node) else { return Err(Fault::NotFound) };
    let ranged = node.capabilities().ranged_reads;
    let mut from = 0;
    let mut wrong = Wrong::default();
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
            answer = timeout(patience, fetch) => match answer {
                Ok(answer) => answer?,
                Err(_) => return Err(CodexError::Timeout("answering a request").into()),
            },
        };
        fits(&stream, placement, &span)?;
        ctx.book().answered(candidate.node, order.target.file);
        let incoming = Incoming::node(stream);
        wrong.add(receive(ctx, order.target, candidate.node, incoming, want).await?);
        if wrong.all >= MAX_WRONG {
            break;
        }
        from = span.end;
    }
    wrong.fault(node.name()).map_or(Ok(()), Err)
}

/// Whether the stream is of the dataset that the placement describes.
fn fits(stream: &FetchStream, placement: &FilePlacement, span: &Range<u64>) -> Result<(), Fault> {
    let manifest = &stream.manifest;
    let bad = |text: String| Err(Fault::Failed(ReasonCode::BadRecord, text));
    if manifest.dataset_size != placement.length {
        let (is, should) = (manifest.dataset_size, placement.length);
        return bad(format!("the dataset has {is} bytes, the file {should}"));
    }
    let Some(tree) = placement.tree else { return in_order(stream, span) };
    if manifest.tree != tree {
        return bad("the dataset has another tree than the record says".to_owned());
    }
    if manifest.block_size != BLOCK_SIZE {
        return bad(format!("blocks of {} bytes are not supported", manifest.block_size));
    }
    in_order(stream, span)
}

fn in_order(stream: &FetchStream, span: &Range<u64>) -> Result<(), Fault> {
    if stream.range != *span {
        return Err(CodexError::Protocol("it sends another range than was asked for".into()).into());
    }
    Ok(())
}

/// Runs work on the disk when there is a place for it; a cancelled job does not wait for one.
pub(super) async fn on_disk<T: Send + 'static>(
    ctx: &Ctx,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    let place = tokio::select! {
        () = ctx.cancel.cancelled() => return Err(Fault::Cancelled),
        place = ctx.resources.disk().acquire(1) => place,
    };
    blocking(move || {
        let done = work();
        drop(place);
        done
    })
    .await
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

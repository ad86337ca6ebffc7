//! The schedule of a download: which file is fetched when, what waits and why, and the events.
//!
//! Every wanted file that is not done is in exactly one place: ready, running, sleeping (a pause
//! after a failure), waiting (for a neighbour that shares a piece), or stuck (no placement).
//! While nothing runs this future only sleeps; it has no timer of its own then. Events are
//! made in `report`, ends of files are cut out in `edges`.

mod edges;
mod report;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use tokio::sync::{Notify, mpsc};
use tokio::time::Instant;

use super::conclude::{Conclusion, checkpoint, conclude};
use super::{Done, DownloadError, DownloadEvent, fatal};
use crate::session::status::{FilePriority, Reason, ReasonCode};
use crate::session::transfer::book::Target;
use crate::session::transfer::health::next_pause;
use crate::session::transfer::reserve::make_room;
use crate::session::transfer::sink::Ctx;
use crate::session::transfer::stream::{Fault, Order, blocking, on_disk, round};
use crate::torrent::Bitfield;

/// Events are gathered for so long.
const TICK: Duration = Duration::from_millis(250);

/// Time between checkpoints.
const CHECKPOINT: Duration = Duration::from_secs(5);

/// What ended.
enum End {
    Round(usize, Result<(), Fault>),
    /// The ends of a file were asked for.
    Edges(usize, Result<(), Fault>),
    Side(usize, Result<(), Fault>),
    Conclusion(usize, Result<Conclusion, Fault>),
    Checkpoint(Result<Bitfield, Fault>),
    /// Whether there is room for what is missing.
    Room(Result<bool, Fault>),
}

/// Whether the disk has room for what is missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Unknown,
    Asking,
    Enough,
    /// Asked again then.
    Full(Instant),
}

/// When a file's turn is: its priority, and at equal priority ends of files first. The ends that
/// come first count as the highest priority, as in qBittorrent.
type Rank = (FilePriority, bool);

pub(super) struct Schedule {
    ctx: Arc<Ctx>,
    events: mpsc::Sender<DownloadEvent>,
    kick: Arc<Notify>,
    streams: usize,
    running: FuturesUnordered<BoxFuture<'static, End>>,
    /// Files among the running.
    busy: usize,
    /// By rank, then by number.
    ready: BTreeSet<(Reverse<Rank>, usize)>,
    /// Ends of files that come first and were not asked for yet.
    edges: HashMap<usize, Vec<Range<u64>>>,
    sleeping: BTreeSet<(Instant, usize)>,
    waiting: BTreeSet<usize>,
    stuck: BTreeSet<usize>,
    /// Wanted files that are not done.
    left: usize,
    pauses: HashMap<usize, Duration>,
    /// How often each file turned out wrong.
    wrongs: HashMap<usize, usize>,
    /// Files whose unwanted neighbours are not to be had.
    no_side: BTreeSet<usize>,
    room: Room,
    room_pause: Duration,
    /// The disk was full, and nothing was proven since.
    full: bool,
    reasons: BTreeMap<usize, Reason>,
    shown_reason: Option<Reason>,
    shown_active: Vec<u32>,
    shown_giver: Option<usize>,
    /// When it was told how far nodes are with what they fetch.
    told_ahead: Instant,
    checkpointing: bool,
    /// Something is to be reported although nothing runs.
    unreported: bool,
    next_tick: Instant,
    next_checkpoint: Instant,
}

impl Schedule {
    pub(super) fn new(
        ctx: Arc<Ctx>,
        events: mpsc::Sender<DownloadEvent>,
        kick: Arc<Notify>,
        streams: usize,
        first_last: bool,
    ) -> Self {
        let now = Instant::now();
        let mut schedule = Self {
            ctx,
            events,
            kick,
            streams,
            running: FuturesUnordered::new(),
            busy: 0,
            ready: BTreeSet::new(),
            edges: HashMap::new(),
            sleeping: BTreeSet::new(),
            waiting: BTreeSet::new(),
            stuck: BTreeSet::new(),
            left: 0,
            pauses: HashMap::new(),
            wrongs: HashMap::new(),
            no_side: BTreeSet::new(),
            room: Room::Unknown,
            room_pause: Duration::ZERO,
            full: false,
            reasons: BTreeMap::new(),
            shown_reason: None,
            shown_active: Vec::new(),
            shown_giver: None,
            told_ahead: now,
            checkpointing: false,
            unreported: true,
            next_tick: now,
            next_checkpoint: now + CHECKPOINT,
        };
        let open: Vec<usize> = {
            let book = schedule.ctx.book();
            let files = book.files.iter().enumerate();
            files.filter(|(_, file)| file.wanted && !file.done).map(|(at, _)| at).collect()
        };
        schedule.left = open.len();
        if first_last {
            schedule.edges = edges::of(&schedule.ctx, &open);
        }
        for file in open {
            schedule.make_ready(file);
        }
        schedule
    }

    /// Runs to the end.
    pub(super) async fn run(mut self, lost: Vec<u32>) -> Result<Done, DownloadError> {
        if !lost.is_empty() {
            self.send(DownloadEvent::PiecesLost(lost)).await?;
        }
        let result = self.work().await;
        // Streams stop at once; what is being written is written to its end.
        self.ctx.cancel.cancel();
        while self.running.next().await.is_some() {}
        let ctx = Arc::clone(&self.ctx);
        let last = blocking(move || checkpoint(&ctx)).await;
        self.report().await?;
        match last {
            Ok(Ok(pieces)) => {
                self.send(DownloadEvent::Checkpoint { pieces: pieces.clone() }).await?;
                result.map(|()| Done { pieces })
            }
            Ok(Err(fault)) => result.and(Err(fault.into())),
            Err(_) => result.and(Err(DownloadError::Failed("a thread died"))),
        }
    }

    async fn work(&mut self) -> Result<(), DownloadError> {
        let cancel = self.ctx.cancel.clone();
        let kick = Arc::clone(&self.kick);
        loop {
            self.start();
            if self.left == 0 {
                return Ok(());
            }
            let wake = self.next_wake();
            let sleep = async {
                match wake {
                    Some(at) => tokio::time::sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                () = cancel.cancelled() => return Err(DownloadError::Cancelled),
                Some(end) = self.running.next() => self.ended(end).await?,
                () = kick.notified() => self.kicked(),
                () = sleep => {}
            }
            self.due().await?;
        }
    }

    fn next_wake(&self) -> Option<Instant> {
        let report = (self.busy > 0 || self.unreported).then_some(self.next_tick);
        let checkpoint = (self.busy > 0 && !self.checkpointing).then_some(self.next_checkpoint);
        let sleeper = self.sleeping.first().map(|(at, _)| *at);
        let room = match self.room {
            Room::Full(until) => Some(until),
            _ => None,
        };
        report.into_iter().chain(checkpoint).chain(sleeper).chain(room).min()
    }

    /// Does what the time has come for.
    async fn due(&mut self) -> Result<(), DownloadError> {
        let now = Instant::now();
        while let Some((at, file)) = self.sleeping.first().copied().filter(|(at, _)| *at <= now) {
            self.sleeping.remove(&(at, file));
            self.make_ready(file);
        }
        if matches!(self.room, Room::Full(until) if until <= now) {
            self.room = Room::Unknown;
        }
        if self.next_tick <= now {
            self.next_tick = now + TICK;
            self.report().await?;
        }
        if self.next_checkpoint <= now && !self.checkpointing {
            self.checkpointing = true;
            let ctx = Arc::clone(&self.ctx);
            self.running.push(Box::pin(async move {
                let own = Arc::clone(&ctx);
                let result = on_disk(&ctx, move || checkpoint(&own)).await;
                End::Checkpoint(result.and_then(|result| result.map_err(Fault::from)))
            }));
        }
        Ok(())
    }

    fn make_ready(&mut self, file: usize) {
        let priority = self.ctx.files.get(file).map(|f| f.target.priority).unwrap_or_default();
        let first = self.edges.contains_key(&file);
        let rank = if first { (FilePriority::Maximum, true) } else { (priority, false) };
        self.ready.insert((Reverse(rank), file));
    }

    fn kicked(&mut self) {
        self.ctx.health().forgive();
        self.pauses.clear();
        self.room_pause = Duration::ZERO;
        self.no_side.clear();
        if let Room::Full(_) = self.room {
            self.room = Room::Unknown;
        }
        let sleeping = std::mem::take(&mut self.sleeping).into_iter().map(|(_, file)| file);
        for file in sleeping.chain(std::mem::take(&mut self.stuck)) {
            self.make_ready(file);
        }
    }

    /// Starts files as long as there is room for streams.
    fn start(&mut self) {
        let mut held_back = Vec::new();
        while self.busy < self.streams {
            let Some(next) = self.ready.pop_first() else { break };
            let file = next.1;
            let missing = !self.ctx.book().missing(file).is_empty();
            let placed = self.ctx.files.get(file).is_some_and(|f| f.placement.is_some());
            if missing && !placed && !self.ctx.web.has(file) {
                self.reasons.insert(file, self.why(&Fault::NotFound, file));
                self.stuck.insert(file);
                self.unreported = true;
                continue;
            }
            if missing && self.room != Room::Enough {
                held_back.push(next);
                if self.room == Room::Unknown {
                    self.ask_for_room();
                }
                continue;
            }
            self.busy += 1;
            let ctx = Arc::clone(&self.ctx);
            let no_side = self.no_side.contains(&file);
            let edges = self.edges.remove(&file).filter(|_| missing);
            self.running.push(if let Some(ranges) = edges {
                let target = Target { file, side: false };
                let order = Order { target, ranges: Some(ranges) };
                Box::pin(async move { End::Edges(file, round(ctx, order).await) })
            } else if missing {
                let order = Order { target: Target { file, side: false }, ranges: None };
                Box::pin(async move { End::Round(file, round(ctx, order).await) })
            } else {
                Box::pin(async move {
                    let own = Arc::clone(&ctx);
                    let result = on_disk(&ctx, move || conclude(&own, file, no_side)).await;
                    End::Conclusion(file, result.and_then(|result| result.map_err(Fault::from)))
                })
            });
        }
        self.ready.extend(held_back);
    }

    /// Looks whether the disk has room for all that is missing, and reserves it if wanted.
    fn ask_for_room(&mut self) {
        self.room = Room::Asking;
        let ctx = Arc::clone(&self.ctx);
        self.running.push(Box::pin(async move {
            let own = Arc::clone(&ctx);
            let room = on_disk(&ctx, move || make_room(&own)).await;
            End::Room(room.and_then(|room| room.map_err(Fault::from)))
        }));
    }

    async fn ended(&mut self, end: End) -> Result<(), DownloadError> {
        match end {
            End::Room(Ok(true)) => self.room = Room::Enough,
            End::Room(Ok(false) | Err(Fault::Full)) => self.disk_is_full().await?,
            End::Room(Err(mut fault)) => {
                self.room = Room::Unknown;
                return fatal(&mut fault).map_or(Ok(()), Err);
            }
            End::Checkpoint(result) => {
                self.checkpointing = false;
                self.next_checkpoint = Instant::now() + CHECKPOINT;
                match result {
                    Ok(pieces) => {
                        self.report().await?;
                        self.send(DownloadEvent::Checkpoint { pieces }).await?;
                    }
                    Err(Fault::Full) => self.disk_is_full().await?,
                    Err(mut fault) => return fatal(&mut fault).map_or(Ok(()), Err),
                }
            }
            End::Round(file, result) => {
                self.busy -= 1;
                // First what was proven: it takes back reasons and pauses.
                self.report().await?;
                match result {
                    Ok(()) => self.make_ready(file),
                    Err(fault) => self.failed(file, fault).await?,
                }
            }
            End::Edges(file, result) => {
                self.busy -= 1;
                self.report().await?;
                // Asked for once: what is missing of them comes with the rest of the file.
                self.make_ready(file);
                match result {
                    Err(Fault::Full) => self.disk_is_full().await?,
                    Err(mut fault) => return fatal(&mut fault).map_or(Ok(()), Err),
                    Ok(()) => {}
                }
            }
            End::Side(file, result) => {
                self.busy -= 1;
                self.make_ready(file);
                match result {
                    Ok(()) => {}
                    Err(Fault::Full) => self.disk_is_full().await?,
                    Err(mut fault) => {
                        self.no_side.insert(file);
                        return fatal(&mut fault).map_or(Ok(()), Err);
                    }
                }
            }
            End::Conclusion(file, result) => {
                self.busy -= 1;
                match result {
                    Ok(conclusion) => self.concluded(file, conclusion).await?,
                    Err(fault) => self.failed(file, fault).await?,
                }
            }
        }
        Ok(())
    }

    async fn concluded(&mut self, file: usize, end: Conclusion) -> Result<(), DownloadError> {
        match end {
            Conclusion::Complete(finished) => {
                self.left -= 1;
                self.reasons.remove(&file);
                self.report().await?;
                let giver = {
                    let book = self.ctx.book();
                    book.files.get(file).filter(|f| !f.givers.is_empty()).and(book.giver)
                };
                let node = giver.map(|at| self.node_name(at)).unwrap_or_default();
                let length = self.ctx.geometry.length(file);
                self.send(DownloadEvent::FileProgress { file, completed: length }).await?;
                let finished = *finished;
                self.send(DownloadEvent::FileComplete {
                    file,
                    hashes: finished.hashes,
                    stamp: finished.stamp,
                    path: finished.path,
                    node,
                })
                .await?;
            }
            Conclusion::Waiting if self.waits(file) => {
                // Thousands of small files may wait for one piece: none stays open.
                self.ctx.close(Target { file, side: false });
                self.waiting.insert(file);
            }
            Conclusion::Waiting => self.make_ready(file),
            Conclusion::NeedsSide(orders) => {
                self.busy += 1;
                let ctx = Arc::clone(&self.ctx);
                self.running.push(Box::pin(async move {
                    for order in orders {
                        let target = order.target;
                        let result = round(Arc::clone(&ctx), order).await;
                        ctx.close(target);
                        if result.is_err() {
                            return End::Side(file, result);
                        }
                    }
                    End::Side(file, Ok(()))
                }));
            }
            Conclusion::Wrong => {
                self.report().await?;
                let wrongs = self.wrongs.entry(file).or_default();
                *wrongs += 1;
                if wrongs.is_multiple_of(self.ctx.givers().max(1)) {
                    let text = "what arrived does not match its hash".to_owned();
                    self.failed(file, Fault::Corrupt(text)).await?;
                } else {
                    // Whoever sent it is asked last now.
                    self.make_ready(file);
                }
            }
            Conclusion::Unproven if self.ctx.web.has(file) && self.no_side.remove(&file) => {
                // What a shared piece lacks may still come from a web seed.
                let text = "a neighbouring file's part of a shared piece is missing".to_owned();
                self.failed(file, Fault::Failed(ReasonCode::WebSeedFailed, text)).await?;
            }
            Conclusion::Unproven => {
                self.reasons.insert(file, self.why(&Fault::NotFound, file));
                self.stuck.insert(file);
                self.report().await?;
            }
        }
        Ok(())
    }

    /// Whether a wanted neighbour still lacks bytes of a piece that it shares with this file.
    fn waits(&self, file: usize) -> bool {
        let book = self.ctx.book();
        let missing = |piece: u32| {
            book.geometry.file_parts(piece).any(|(other, range)| {
                let wanted = book.files.get(other).is_some_and(|f| f.wanted && !f.done);
                other != file && wanted && book.part(other, &range).is_none()
            })
        };
        let pieces = self.ctx.geometry.pieces_of(file);
        let mut ends = [pieces.start, pieces.end.saturating_sub(1)].into_iter();
        book.missing(file).is_empty() && ends.any(missing)
    }

    /// A round left something missing.
    async fn failed(&mut self, file: usize, mut fault: Fault) -> Result<(), DownloadError> {
        if let Fault::Full = fault {
            self.make_ready(file);
            return self.disk_is_full().await;
        }
        if let Some(error) = fatal(&mut fault) {
            return Err(error);
        }
        self.ctx.close(Target { file, side: false });
        self.reasons.insert(file, self.why(&fault, file));
        let pause = next_pause(self.pauses.get(&file).copied().unwrap_or_default());
        self.pauses.insert(file, pause);
        self.sleeping.insert((Instant::now() + pause, file));
        self.report().await
    }

    async fn disk_is_full(&mut self) -> Result<(), DownloadError> {
        self.report().await?;
        self.full = true;
        self.room_pause = next_pause(self.room_pause);
        self.room = Room::Full(Instant::now() + self.room_pause);
        self.report().await
    }
}

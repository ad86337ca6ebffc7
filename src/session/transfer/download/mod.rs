//! Downloading: fetches what is missing of a torrent's wanted files, verifies and writes it.
//!
//! Each file that is not complete is fetched by rounds over the nodes and web seeds (`stream`,
//! `web`), written and
//! hashed as it passes (`sink`), and concluded (`conclude`): every piece right, or, for what no
//! piece can prove, the tree root. Files are taken by priority, then by number; at most
//! `max_streams` at once, one when sequential. With `first_last` the ends of all wanted files come
//! before anything else (`edges`), as far as a node reads ranges. A round that left something
//! missing is repeated after a pause that doubles from 5 s to 5 min; [`DownloadJob::kick`] ends
//! all pauses.
//!
//! This future owns the schedule and sends the events; bytes are handled on the blocking pool.
//! Every 5 s data is synced, then leaves are kept, then [`DownloadEvent::Checkpoint`] names the
//! pieces that are safe: a crash loses what came after the last one. Deliberately absent: moving
//! complete files, which is the session's next job; and a folder for unwanted files (qBittorrent's
//! `.unwanted`): each file is a dataset of its own, so an unwanted one is never made in the save
//! path, and its bytes in shared pieces lie in the profile.

mod conclude;
mod schedule;

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

use super::FileTarget;
use super::book::Book;
use super::disk::Disk;
use super::geometry::Geometry;
use super::prepare::{self, FileFault};
use super::sink::Ctx;
use super::stream::{Fault, blocking};
use super::web::{Web, WebSeeds};
use crate::codex::{Cid, Codex, DatasetHashes, FileStamp, Generation};
use crate::resources::Resources;
use crate::session::content::Content;
use crate::session::status::Reason;
use crate::throttle::Limiter;
use crate::torrent::Bitfield;

/// Where a file's bytes are in Codex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePlacement {
    /// Bytes; never 0.
    pub length: u64,
    /// Tree CID, the same in all generations; `None` for a dataset that a node names by an info
    /// hash: its blocks are others, and only the torrent's pieces prove it.
    pub tree: Option<Cid>,
    /// Manifest CIDs to ask for, each with whose layout it has, the most likely one first.
    pub cids: Vec<(Generation, Cid)>,
}

impl FilePlacement {
    /// The only file of a torrent, which a node with the BitTorrent extension knows.
    pub fn unnamed(length: u64, cid: Cid) -> Self {
        Self { length, tree: None, cids: vec![(Generation::A, cid)] }
    }

    /// What to ask a node of a generation for: first what nodes of its kind store.
    pub fn cids_for(&self, generation: Generation) -> impl Iterator<Item = Cid> {
        let own = self.cids.iter().filter(move |(layout, _)| *layout == generation);
        let others = self.cids.iter().filter(move |(layout, _)| *layout != generation);
        own.chain(others).map(|(_, cid)| *cid)
    }
}

/// A file of the torrent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownloadFile {
    /// Where it lies and how much it is wanted.
    pub target: FileTarget,
    /// Where its bytes come from; `None` while nobody is known to have it.
    pub placement: Option<FilePlacement>,
    /// Complete, verified and hashed before: it is not looked at again.
    pub done: bool,
}

/// What to download.
#[derive(Debug)]
pub struct DownloadJob {
    /// Files and pieces.
    pub content: Arc<Content>,
    /// One per file of `content`.
    pub files: Vec<DownloadFile>,
    /// Pieces that were verified before: of the last checkpoint, or of a check.
    pub pieces: Bitfield,
    /// Nodes to ask: the one in use first, then sources.
    pub nodes: Vec<Codex>,
    /// Web seeds to ask after them.
    pub web: Option<WebSeeds>,
    /// The path that all files lie below; made when it is missing.
    pub root: PathBuf,
    /// Folder in the profile for this torrent's leaves and side files. Made when needed, never
    /// removed: side files belong to pieces that were verified with them.
    pub parts_dir: PathBuf,
    /// Fetch one file after the other, each in order.
    pub sequential: bool,
    /// Fetch the first and last pieces of each wanted file before everything else.
    pub first_last: bool,
    /// Streams at once; at least 1.
    pub max_streams: usize,
    /// What holds it back: its torrent's limit, then the global one.
    pub limits: Limiter,
    /// Retries at once whatever waits for the end of a pause.
    pub kick: Arc<Notify>,
    /// What reading and writing may use, shared with everybody.
    pub resources: Resources,
    /// Reserve the space of every wanted file before anything is fetched.
    pub preallocate: bool,
    /// Ends the job after a last checkpoint.
    pub cancel: CancellationToken,
    /// Where events go. A slow reader slows the job down; a closed one cancels it.
    pub events: mpsc::Sender<DownloadEvent>,
}

/// What is known of a node that answered with content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeNews {
    /// What the user calls it.
    pub node: String,
    /// Payload received from it since the last event.
    pub bytes: u64,
    /// Bytes of all files that it has answered for during this job.
    pub holds: u64,
    /// Files that come from it now.
    pub files: Vec<usize>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum DownloadEvent {
    /// Payload arrived since the last such event; at most four times a second.
    Received {
        /// Bytes, wasted ones included.
        bytes: u64,
        /// How many of them were told as [`DownloadEvent::Fetched`] before.
        known: u64,
    },
    /// Nodes fetched bytes from their networks that they send later.
    Fetched {
        /// Bytes since the last such event.
        bytes: u64,
    },
    /// Payload was of no use: wrong, or there already.
    Wasted {
        /// Bytes.
        bytes: u64,
    },
    /// Pieces were verified. They are safe after the next checkpoint.
    PiecesVerified(Vec<u32>),
    /// Pieces that were said to be verified are not on disk any more (at the start only).
    PiecesLost(Vec<u32>),
    /// Pieces that arrive now.
    ActivePieces(Vec<u32>),
    /// How much of a file is there; at the start also of every wanted file.
    FileProgress {
        /// Number of the file.
        file: usize,
        /// Verified bytes; of a file without piece hashes the bytes on disk. The whole length
        /// only together with [`DownloadEvent::FileComplete`].
        completed: u64,
    },
    /// A file is complete, verified and durable under its present name.
    FileComplete {
        /// Number of the file.
        file: usize,
        /// Its Codex hashes.
        hashes: DatasetHashes,
        /// The file as it is now.
        stamp: FileStamp,
        /// Its present path.
        path: PathBuf,
        /// The node that gave the last of it; empty when all of it was there, or a web seed
        /// gave it.
        node: String,
    },
    /// Why something waits; `None` when nothing does. Only changes are sent.
    Reason(Option<Reason>),
    /// The node that gives the content: the one that gave bytes last.
    Source(String),
    /// What nodes gave since the last such event; only those of which there is news.
    Nodes(Vec<NodeNews>),
    /// These pieces and their bytes are durable.
    Checkpoint {
        /// Verified pieces.
        pieces: Bitfield,
    },
}

/// Every wanted file is complete and verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Verified pieces, as in the last checkpoint. A piece that a wanted file shares with an
    /// unwanted one may be missing.
    pub pieces: Bitfield,
}

/// Why a download ended early. Whatever heals by itself is a [`Reason`] instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DownloadError {
    /// It was cancelled; the last event before was a checkpoint.
    #[error("the download was cancelled")]
    Cancelled,
    /// A file cannot be read or written.
    #[error("cannot write {}: {text}; check its permissions and the disk, then start it again", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        text: String,
    },
    /// The job contradicts itself.
    #[error("the download failed: {0}")]
    Failed(&'static str),
}

impl From<FileFault> for DownloadError {
    fn from(fault: FileFault) -> Self {
        Self::File { path: fault.path, text: fault.error.to_string() }
    }
}

/// Downloads the wanted files of a torrent.
///
/// # Errors
/// [`DownloadError`]; what was verified until then is on disk and named by the last checkpoint.
///
/// # Cancel safety
/// Dropping the future loses what came after the last checkpoint; a batch that is being written
/// may still end.
pub async fn download(job: DownloadJob) -> Result<Done, DownloadError> {
    run(job, Disk::default()).await
}

/// [`download`] with a given disk.
pub(super) async fn run(job: DownloadJob, disk: Disk) -> Result<Done, DownloadError> {
    let pieces = usize::try_from(job.content.pieces).unwrap_or(usize::MAX);
    if job.files.len() != job.content.files.len() || job.pieces.len() != pieces {
        return Err(DownloadError::Failed("the lists of files and pieces do not fit the torrent"));
    }
    let mut lengths = job.files.iter().zip(&job.content.files).map(|(file, content)| {
        file.target.length == content.length
            && file.placement.as_ref().is_none_or(|p| p.length == content.length)
    });
    if !lengths.all(|fits| fits) {
        return Err(DownloadError::Failed("the length of a file does not fit the torrent"));
    }
    let geometry = Arc::new(Geometry::new(&job.content));
    let disk = (disk, job.resources, job.preallocate);
    let DownloadJob { files, pieces, root, parts_dir, cancel, nodes, limits, web, .. } = job;
    let wanted: Vec<bool> = files.iter().map(|f| f.target.priority.is_wanted()).collect();
    let content = job.content;
    let (files, web, root, parts_dir, prepared) = {
        let work = move || {
            let book = Book::new(geometry, pieces, &wanted);
            let prepared = prepare::prepare(book, &files, &root, &parts_dir);
            let web = web.map(|web| Web::new(web, &content, &files)).unwrap_or_default();
            (files, web, root, parts_dir, prepared)
        };
        blocking(work).await.map_err(|_| DownloadError::Failed("a thread died"))?
    };
    let mut prepared = prepared?;
    let lost = std::mem::take(&mut prepared.lost);
    // Ended with this future, so that nothing goes on behind a caller's back.
    let stop = cancel.child_token();
    let _stop_when_dropped = stop.clone().drop_guard();
    let ctx = Ctx::new((root, parts_dir), files, (nodes, web, limits), disk, stop, prepared);
    let streams = if job.sequential { 1 } else { job.max_streams.max(1) };
    let schedule =
        schedule::Schedule::new(Arc::new(ctx), job.events, job.kick, streams, job.first_last);
    schedule.run(lost).await
}

/// A fault that ends the job, or `None` for what is only a reason to wait.
fn fatal(fault: &mut Fault) -> Option<DownloadError> {
    match fault {
        Fault::Cancelled => Some(DownloadError::Cancelled),
        Fault::File(fault) => Some(DownloadError::File {
            path: std::mem::take(&mut fault.path),
            text: fault.error.to_string(),
        }),
        _ => None,
    }
}

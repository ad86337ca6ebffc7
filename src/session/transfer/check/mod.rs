//! Checking: reads the files of a torrent once and says which pieces and which files are right.
//!
//! The byte space is cut into units of whole pieces, and threads take one after another, as many
//! as there may be at that moment; so one large file is hashed in parallel as well as many small ones, and a v1 piece
//! that spans files needs no co-ordination. The same bytes feed the piece hashers and the Codex
//! leaf hasher. A unit owns the 64 KiB blocks that begin in it and reads on to the end of the
//! last one; where units and blocks do not line up that is less than 64 KiB per unit read twice.
//!
//! Runs on the blocking pool and threads of its own; memory is one buffer per thread, of the size
//! that [`Resources`] says, and the leaves (32 bytes per 64 KiB). Changes nothing on disk and keeps nothing.

mod unit;

use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;

use tokio_util::sync::CancellationToken;

use super::geometry::Geometry;
use super::leaf::UNKNOWN;
use super::{FileTarget, disk, parts};
use crate::codex::{Cid, DatasetHashes, Digest, FileStamp, merkle};
use crate::resources::Resources;
use crate::session::content::{Content, ContentKind};
use crate::torrent::Bitfield;
use unit::UnitFound;

/// Bytes of a unit of work, unless a piece is larger.
const UNIT: u64 = 16 * 1024 * 1024;

/// What to check.
#[derive(Debug)]
pub struct CheckJob {
    /// Files and pieces.
    pub content: Arc<Content>,
    /// Where each file lies; one per file of `content`.
    pub files: Vec<FileTarget>,
    /// Tree CID of each file where one is known; shorter lists are filled up with `None`. A file
    /// is right when its tree is, even if a piece that it shares cannot be verified.
    pub trees: Vec<Option<Cid>>,
    /// Folder with the torrent's side files, which complete pieces shared with unwanted files.
    pub parts_dir: Option<PathBuf>,
    /// Most hashing threads of this check; at least 1. How many all checks have together is said
    /// by `resources`, at any time.
    pub threads: usize,
    /// What hashing may use, shared with everybody.
    pub resources: Resources,
    /// Ends the check early.
    pub cancel: CancellationToken,
    /// Counts bytes that are checked or known to be missing; ends at the content's total size.
    pub progress: Arc<AtomicU64>,
}

/// How much of a file is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing lies at either name.
    Missing,
    /// Something is there, but not every byte is verified.
    Partial,
    /// It has the right length and every byte is verified.
    Complete,
}

/// What the check says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedFile {
    /// How much is there.
    pub found: Found,
    /// Which of the two names it has.
    pub at: Option<PathBuf>,
    /// Verified bytes.
    pub completed: u64,
    /// Its Codex hashes: known when the length is right and it stayed the same while it was
    /// read, whether or not the pieces match.
    pub hashes: Option<DatasetHashes>,
    /// The file as it was hashed; absent when it changed meanwhile.
    pub stamp: Option<FileStamp>,
}

/// Result of a check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckOutcome {
    /// Verified pieces.
    pub pieces: Bitfield,
    /// One per file.
    pub files: Vec<CheckedFile>,
}

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    /// It was cancelled.
    #[error("the check was cancelled")]
    Cancelled,
    /// A file is there but cannot be read.
    #[error("cannot read {}: {text}; check its permissions and the disk, then recheck", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        text: String,
    },
    /// The job and the content do not belong together, or a thread died.
    #[error("the check failed: {0}")]
    Failed(&'static str),
}

/// Checks the files of a torrent.
///
/// # Errors
/// [`CheckError`]; nothing is known then.
///
/// # Cancel safety
/// Dropping the future ends the work behind it soon.
pub async fn check(job: CheckJob) -> Result<CheckOutcome, CheckError> {
    if job.files.len() != job.content.files.len() {
        return Err(CheckError::Failed("the list of files does not fit the torrent"));
    }
    let stop = job.cancel.child_token();
    let _stop_when_dropped = stop.clone().drop_guard();
    tokio::task::spawn_blocking(move || run(&job, stop))
        .await
        .map_err(|_| CheckError::Failed("a hashing thread died"))?
}

/// One file as the threads see it.
pub(super) struct Source {
    /// Which name it has; `None` when it is missing.
    path: Option<PathBuf>,
    length_on_disk: u64,
    stamp: Option<FileStamp>,
    /// Bytes of the torrent's other side, for unwanted files.
    side: Option<PathBuf>,
    /// It could not be read to the length it had.
    broken: AtomicBool,
}

/// What all threads share.
pub(super) struct Shared {
    geometry: Geometry,
    sources: Vec<Source>,
    units: Vec<Range<u32>>,
    next: AtomicUsize,
    /// Threads that work, and the most that may.
    workers: AtomicUsize,
    most: usize,
    resources: Resources,
    stop: CancellationToken,
    progress: Arc<AtomicU64>,
    found: Mutex<Vec<UnitFound>>,
    failure: Mutex<Option<CheckError>>,
}

fn run(job: &CheckJob, stop: CancellationToken) -> Result<CheckOutcome, CheckError> {
    let geometry = Geometry::new(&job.content);
    let mut sources = Vec::with_capacity(job.files.len());
    for (file, target) in job.files.iter().enumerate() {
        sources.push(look_up(file, target, job.parts_dir.as_deref())?);
    }
    let units = cut(&geometry);
    let most = job.threads.min(units.len()).max(1);
    let shared = Shared {
        geometry,
        sources,
        units,
        next: AtomicUsize::new(0),
        workers: AtomicUsize::new(1),
        most,
        resources: job.resources.clone(),
        stop,
        progress: Arc::clone(&job.progress),
        found: Mutex::default(),
        failure: Mutex::default(),
    };
    std::thread::scope(|scope| work(scope, &shared));
    let failure = shared.failure.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(failure) = failure {
        return Err(failure);
    }
    if shared.stop.is_cancelled() {
        return Err(CheckError::Cancelled);
    }
    Ok(conclude(job, shared))
}

/// Finds the file under its plain name, else under its temporary one.
fn look_up(file: usize, target: &FileTarget, side: Option<&Path>) -> Result<Source, CheckError> {
    let mut source = Source {
        path: None,
        length_on_disk: 0,
        stamp: None,
        side: None,
        broken: AtomicBool::new(false),
    };
    for path in std::iter::once(&target.path).chain(&target.partial) {
        match disk::stamp(path) {
            Ok(stamp) => {
                source.path = Some(path.clone());
                source.length_on_disk = stamp.size;
                source.stamp = Some(stamp);
                break;
            }
            Err(error) if disk::is_missing(&error) => {}
            Err(error) => return Err(failed(path, &error)),
        }
    }
    if !target.priority.is_wanted() {
        source.side = side.map(|dir| parts::side_path(dir, file)).filter(|path| path.exists());
    }
    Ok(source)
}

fn failed(path: &Path, error: &std::io::Error) -> CheckError {
    CheckError::File { path: path.to_path_buf(), text: error.to_string() }
}

/// Cuts the pieces into units.
fn cut(geometry: &Geometry) -> Vec<Range<u32>> {
    let per_unit = u32::try_from(UNIT / geometry.piece_length).unwrap_or(u32::MAX).max(1);
    let mut units = Vec::new();
    let mut at = 0;
    while at < geometry.pieces {
        let end = at.saturating_add(per_unit).min(geometry.pieces);
        units.push(at..end);
        at = end;
    }
    units
}

/// What one thread does. Between two units it looks how many threads there may be now: it starts
/// another one, or ends.
fn work<'scope>(scope: &'scope Scope<'scope, '_>, shared: &'scope Shared) {
    let stopped = || shared.stop.is_cancelled();
    loop {
        let limit = super::index(shared.resources.hashing().limit()).min(shared.most);
        if shared.leaves(limit) {
            return;
        }
        if shared.next.load(Ordering::Relaxed) + 1 < shared.units.len() && shared.joins(limit) {
            let started = std::thread::Builder::new()
                .name("check".to_owned())
                .spawn_scoped(scope, move || work(scope, shared));
            if let Err(error) = started {
                // Those that run do the work.
                tracing::debug!(%error, "no more hashing threads");
                shared.workers.fetch_sub(1, Ordering::AcqRel);
            }
        }
        // Taken together with all other checks, so that a buffer exists only while its thread
        // has a place.
        let Some(_place) = shared.resources.hashing().acquire_blocking(1, stopped) else { return };
        let Some(pieces) = shared.units.get(shared.next.fetch_add(1, Ordering::Relaxed)) else {
            return;
        };
        match unit::hash(shared, pieces.clone(), &mut Vec::new()) {
            Ok(found) => {
                shared.found.lock().unwrap_or_else(PoisonError::into_inner).push(found);
            }
            Err(error) => {
                let mut failure = shared.failure.lock().unwrap_or_else(PoisonError::into_inner);
                failure.get_or_insert(error);
                shared.stop.cancel();
                return;
            }
        }
    }
}

impl Shared {
    /// Counts one more thread if there may be one.
    fn joins(&self, limit: usize) -> bool {
        let more = |workers: usize| (workers < limit).then_some(workers + 1);
        self.workers.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).is_ok()
    }

    /// Counts one less if there are too many; the last one stays.
    fn leaves(&self, limit: usize) -> bool {
        let less = |workers: usize| (workers > limit.max(1)).then(|| workers - 1);
        self.workers.fetch_update(Ordering::AcqRel, Ordering::Acquire, less).is_ok()
    }
}

fn conclude(job: &CheckJob, shared: Shared) -> CheckOutcome {
    let Shared { geometry, sources, found, .. } = shared;
    let mut pieces = Bitfield::new(super::index(u64::from(geometry.pieces)));
    let mut leaves: Vec<Vec<Digest>> = Vec::with_capacity(sources.len());
    for (file, source) in sources.iter().enumerate() {
        let length = geometry.length(file);
        let whole = source.path.is_some() && source.length_on_disk == length;
        let count = if whole { merkle::block_count(length, crate::codex::BLOCK_SIZE) } else { 0 };
        leaves.push(vec![UNKNOWN; super::index(count)]);
    }
    for unit in found.into_inner().unwrap_or_else(PoisonError::into_inner) {
        for piece in unit.pieces {
            pieces.set(super::index(u64::from(piece)));
        }
        for (file, first, made) in unit.leaves {
            let slots = leaves.get_mut(file).into_iter().flatten().skip(super::index(first));
            for (slot, leaf) in slots.zip(made) {
                *slot = leaf;
            }
        }
    }
    let changed: Vec<bool> = sources.iter().map(has_changed).collect();
    for (file, _) in changed.iter().enumerate().filter(|(_, changed)| **changed) {
        geometry.pieces_of(file).for_each(|piece| {
            pieces.clear(super::index(u64::from(piece)));
        });
    }
    let mut files = Vec::with_capacity(sources.len());
    for (file, (source, leaves)) in sources.into_iter().zip(leaves).enumerate() {
        let length = geometry.length(file);
        let same = !changed.get(file).copied().unwrap_or(true);
        let hashes = Some(leaves)
            .filter(|leaves| same && !leaves.is_empty() && !leaves.contains(&UNKNOWN))
            .and_then(|leaves| {
                let root = merkle::root(&leaves)?;
                Some(DatasetHashes { length, leaves: leaves.into(), root })
            });
        let tree_matches =
            hashes.as_ref().is_some_and(|h| Some(h.tree_cid()) == tree_of(job, file));
        if tree_matches {
            // Without a hash of its own a piece is as right as the file it lies in.
            let covered = geometry.pieces_of(file);
            for piece in covered.filter(|p| !geometry.has_hash(*p) && geometry.is_inside(file, *p))
            {
                pieces.set(super::index(u64::from(piece)));
            }
        }
        files.push(Verdict { source, hashes, same, tree_matches });
    }
    let files =
        files.into_iter().enumerate().map(|(file, v)| v.into_file(&geometry, &pieces, file));
    let files = files.collect();
    CheckOutcome { pieces, files }
}

/// Whether the file is another one than when the check began.
fn has_changed(source: &Source) -> bool {
    match &source.path {
        None => false,
        Some(path) => {
            source.broken.load(Ordering::Relaxed) || disk::stamp(path).ok() != source.stamp
        }
    }
}

/// The tree that a file has to have, where it is known.
fn tree_of(job: &CheckJob, file: usize) -> Option<Cid> {
    match &job.content.kind {
        ContentKind::Dataset { tree, .. } => Some(*tree),
        ContentKind::Torrent(_) => job.trees.get(file).copied().flatten(),
    }
}

struct Verdict {
    source: Source,
    hashes: Option<DatasetHashes>,
    same: bool,
    tree_matches: bool,
}

impl Verdict {
    fn into_file(self, geometry: &Geometry, pieces: &Bitfield, file: usize) -> CheckedFile {
        let length = geometry.length(file);
        let verified: u64 = geometry
            .pieces_of(file)
            .filter(|piece| pieces.get(super::index(u64::from(*piece))))
            .map(|piece| geometry.overlap(file, piece))
            .map(|range| range.end - range.start)
            .sum();
        let there = self.source.path.is_some();
        let completed = match () {
            () if !there => 0,
            () if self.tree_matches => length,
            () => verified,
        };
        let whole = there && self.same && self.source.length_on_disk == length;
        let found = match (there, whole && completed == length) {
            (false, _) => Found::Missing,
            (true, true) => Found::Complete,
            (true, false) => Found::Partial,
        };
        let stamp = self.source.stamp.filter(|_| self.same);
        CheckedFile { found, at: self.source.path, completed, hashes: self.hashes, stamp }
    }
}

/// Opens a file of the torrent; `None` when it is gone.
fn open(source: &Source) -> Result<Option<File>, CheckError> {
    let Some(path) = &source.path else { return Ok(None) };
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if disk::is_missing(&error) => Ok(None),
        Err(error) => Err(failed(path, &error)),
    }
}

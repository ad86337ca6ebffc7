//! The blocking end of a stream: takes bytes in order, writes them where they belong, and feeds
//! piece and leaf hashers from the same bytes.
//!
//! A piece that lies in one file and arrives from its first byte is hashed as it passes. Every
//! other one (shared with a neighbour, begun by another stream) is read back when its last part
//! is on disk.

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::book::{Book, Target};
use super::disk::{self, Disk, Open};
use super::download::DownloadFile;
use super::geometry::{Geometry, pad};
use super::health::Health;
use super::leaf::LeafHasher;
use super::prepare::{FileFault, Prepared};
use super::web::Web;
use super::{count, index, parts};
use crate::codex::Codex;
use crate::resources::{OpenFile, Resources};
use crate::throttle::Limiter;
use crate::torrent::PieceHasher;

/// What the parts of a download share.
pub(super) struct Ctx {
    pub(super) geometry: Arc<Geometry>,
    pub(super) files: Vec<DownloadFile>,
    /// Givers have numbers: the nodes from 0, then the web seeds.
    pub(super) nodes: Vec<Codex>,
    pub(super) web: Web,
    pub(super) limits: Limiter,
    pub(super) root: PathBuf,
    pub(super) parts_dir: PathBuf,
    pub(super) disk: Disk,
    pub(super) resources: Resources,
    pub(super) preallocate: bool,
    pub(super) cancel: CancellationToken,
    paths: Vec<PathBuf>,
    book: Mutex<Book>,
    health: Mutex<Health>,
    /// When a node gave bytes last; at first when the job began.
    heard: Mutex<Instant>,
    open: Mutex<Pool>,
}

/// Open files, with the order in which they were used last.
#[derive(Default)]
struct Pool {
    files: HashMap<Target, Pooled>,
    uses: u64,
}

struct Pooled {
    open: Arc<Open>,
    used: u64,
    _counted: OpenFile,
}

impl Pool {
    fn get(&mut self, target: Target) -> Option<Arc<Open>> {
        self.uses += 1;
        let pooled = self.files.get_mut(&target)?;
        pooled.used = self.uses;
        Some(Arc::clone(&pooled.open))
    }

    /// Closes what was not used for longest and is not used now, as long as too many are open.
    fn shrink(&mut self, resources: &Resources) {
        while resources.too_many_files() {
            let idle = self.files.iter().filter(|(_, file)| Arc::strong_count(&file.open) == 1);
            let oldest = idle.min_by_key(|(_, file)| file.used).map(|(target, _)| *target);
            let Some(oldest) = oldest else { return };
            self.files.remove(&oldest);
        }
    }
}

impl Ctx {
    pub(super) fn new(
        (root, parts_dir): (PathBuf, PathBuf),
        files: Vec<DownloadFile>,
        (nodes, web, limits): (Vec<Codex>, Web, Limiter),
        (disk, resources, preallocate): (Disk, Resources, bool),
        cancel: CancellationToken,
        prepared: Prepared,
    ) -> Self {
        Self {
            geometry: Arc::clone(&prepared.book.geometry),
            files,
            root,
            parts_dir,
            disk,
            resources,
            preallocate,
            cancel,
            paths: prepared.paths,
            book: Mutex::new(prepared.book),
            health: Mutex::new(Health::new(nodes.len() + web.len())),
            nodes,
            web,
            limits,
            heard: Mutex::new(Instant::now()),
            open: Mutex::default(),
        }
    }

    pub(super) fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn health(&self) -> MutexGuard<'_, Health> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many may give content.
    pub(super) fn givers(&self) -> usize {
        self.nodes.len() + self.web.len()
    }

    /// A giver sent bytes.
    pub(super) fn hear(&self, giver: usize) {
        if giver < self.nodes.len() {
            *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        }
    }

    /// For how long no node has sent anything.
    pub(super) fn silence(&self) -> Duration {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }

    /// What users call a giver.
    pub(super) fn giver_name(&self, giver: usize) -> &str {
        match (self.nodes.get(giver), giver.checked_sub(self.nodes.len())) {
            (Some(node), _) => node.name(),
            (None, Some(seed)) => self.web.host(seed),
            (None, None) => "",
        }
    }

    /// Where the bytes of a target lie.
    pub(super) fn path(&self, target: Target) -> PathBuf {
        if target.side {
            return parts::side_path(&self.parts_dir, target.file);
        }
        self.paths.get(target.file).cloned().unwrap_or_default()
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens a target for writing, or gives the open one.
    pub(super) fn open(&self, target: Target) -> Result<Arc<Open>, FileFault> {
        let mut pool = self.pool();
        if let Some(open) = pool.get(target) {
            return Ok(open);
        }
        let path = self.path(target);
        let root = if target.side { &self.parts_dir } else { &self.root };
        let file = disk::open_to_write(root, &path)
            .map_err(|error| FileFault { path: path.clone(), error })?;
        let open = Arc::new(Open { path, file });
        let counted = self.resources.count_open_file();
        let pooled = Pooled { open: Arc::clone(&open), used: pool.uses, _counted: counted };
        pool.files.insert(target, pooled);
        pool.shrink(&self.resources);
        Ok(open)
    }

    /// The open file of a target, if it is open.
    pub(super) fn opened(&self, target: Target) -> Option<Arc<Open>> {
        self.pool().get(target)
    }

    /// The open file of a target, else the file opened again, to be synced; `None` when it is
    /// gone.
    pub(super) fn open_or_reopen(&self, target: Target) -> Result<Option<Arc<Open>>, FileFault> {
        if let Some(open) = self.opened(target) {
            return Ok(Some(open));
        }
        let path = self.path(target);
        match std::fs::File::open(&path) {
            Ok(file) => Ok(Some(Arc::new(Open { path, file }))),
            Err(error) if disk::is_missing(&error) => Ok(None),
            Err(error) => Err(FileFault { path, error }),
        }
    }

    /// Closes a target.
    pub(super) fn close(&self, target: Target) {
        let closed = self.pool().files.remove(&target);
        drop(closed);
    }

    /// What was just synced need not stay in the system's cache, where that is not wanted.
    pub(super) fn forget(&self, open: &Open) {
        if self.resources.caches_writes() {
            return;
        }
        match rustix::fs::fadvise(&open.file, 0, None, rustix::fs::Advice::DontNeed) {
            Ok(()) => self.resources.count_forgotten(),
            // Not every file system does; then it stays for as long as the system likes.
            Err(error) => tracing::debug!(%error, path = %open.path.display(), "stays cached"),
        }
    }

    /// Reads from a target; `Ok(false)` when the bytes are not there.
    pub(super) fn read(&self, target: Target, at: u64, bytes: &mut [u8]) -> io::Result<bool> {
        if let Some(open) = self.opened(target) {
            return disk::read_at(&open.file, at, bytes);
        }
        match std::fs::File::open(self.path(target)) {
            Ok(file) => disk::read_at(&file, at, bytes),
            Err(error) if disk::is_missing(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Verifies a whole piece by what is on disk. Gives whether it was found wrong just now.
    pub(super) fn verify(&self, piece: u32) -> Result<bool, FileFault> {
        let right = self.geometry.verify(piece, |file, at, bytes| {
            let range = at..at + count(bytes.len());
            let part = self.book().part(file, &range);
            part.map_or(Ok(false), |target| self.read(target, at, bytes))
        });
        let right = right.map_err(|error| {
            let file = self.geometry.file_parts(piece).next().map_or(0, |(file, _)| file);
            FileFault { path: self.path(Target { file, side: false }), error }
        })?;
        let mut book = self.book();
        if right {
            book.piece_is_right(piece);
            return Ok(false);
        }
        Ok(book.piece_is_wrong(piece))
    }
}

/// Writes and verifies one stream.
pub(super) struct Sink {
    ctx: Arc<Ctx>,
    target: Target,
    giver: usize,
    open: Arc<Open>,
    /// Offset in the file of the next byte.
    at: u64,
    /// What of the stream is missing on disk, ascending.
    want: Vec<Range<u64>>,
    piece: Option<(u32, PieceHasher)>,
    leaf: Option<LeafHasher>,
    /// Wrong pieces so far.
    pub(super) wrong: u32,
    /// Those of them that came from this stream alone.
    pub(super) proven: u32,
}

impl Sink {
    /// For a stream that begins at `at`; only bytes in `want` are written.
    pub(super) fn new(
        ctx: Arc<Ctx>,
        target: Target,
        giver: usize,
        at: u64,
        want: Vec<Range<u64>>,
    ) -> Result<Self, FileFault> {
        let open = ctx.open(target)?;
        Ok(Self {
            ctx,
            target,
            giver,
            open,
            at,
            want,
            piece: None,
            leaf: None,
            wrong: 0,
            proven: 0,
        })
    }

    /// Takes the next bytes of the stream.
    pub(super) fn take(&mut self, batch: &[Bytes]) -> Result<(), FileFault> {
        for bytes in batch {
            self.ctx.book().received(self.target, self.giver, count(bytes.len()));
            let mut bytes: &[u8] = bytes;
            while !bytes.is_empty() {
                let wanted = self.want.iter().find(|range| range.end > self.at).cloned();
                let (until, keep) = match wanted {
                    Some(range) if range.start <= self.at => (range.end, true),
                    Some(range) => (range.start, false),
                    None => (u64::MAX, false),
                };
                let take = index(until - self.at).min(bytes.len());
                let (now, rest) = bytes.split_at_checked(take).unwrap_or((bytes, &[]));
                if keep {
                    self.keep(now)?;
                } else {
                    self.ctx.book().wasted(count(now.len()));
                    self.piece = None;
                    self.leaf = None;
                }
                self.at += count(now.len());
                bytes = rest;
            }
        }
        if self.ctx.resources.writes_through() {
            let fault = |error| FileFault { path: self.open.path.clone(), error };
            self.open.file.sync_data().map_err(fault)?;
            self.ctx.resources.count_written_through();
        }
        Ok(())
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<(), FileFault> {
        let fault = |error| FileFault { path: self.open.path.clone(), error };
        self.ctx.disk.write_at(&self.open, bytes, self.at).map_err(fault)?;
        let range = self.at..self.at + count(bytes.len());
        let verdicts = if self.target.side { Vec::new() } else { self.hash(bytes) };
        let to_verify = {
            let mut book = self.ctx.book();
            book.wrote(self.target, range.clone(), self.giver);
            if let Some(leaf) = &mut self.leaf {
                let (first, leaves) = leaf.take();
                book.learnt(self.target.file, first, &leaves);
            }
            for (piece, right) in verdicts {
                if right {
                    book.piece_is_right(piece);
                } else if book.piece_is_wrong(piece) {
                    self.wrong += 1;
                    self.proven += 1;
                }
            }
            let last = book.geometry.pieces_in(self.target.file, &range).next_back();
            if let Some(piece) = last {
                book.active.insert(self.target, piece);
            }
            book.to_verify(self.target.file, &range)
        };
        for piece in to_verify {
            self.wrong += u32::from(self.ctx.verify(piece)?);
        }
        Ok(())
    }

    /// Feeds the hashers; gives pieces that ended.
    fn hash(&mut self, mut bytes: &[u8]) -> Vec<(u32, bool)> {
        let file = self.target.file;
        let geometry = Arc::clone(&self.ctx.geometry);
        if self.leaf.as_ref().is_none_or(|leaf| leaf.at() != self.at) {
            self.leaf = Some(LeafHasher::new(geometry.length(file), self.at));
        }
        if let Some(leaf) = &mut self.leaf {
            leaf.push(bytes);
        }
        let mut verdicts = Vec::new();
        let mut at = self.at;
        while !bytes.is_empty() {
            let Some(piece) = geometry.pieces_in(file, &(at..at + 1)).next() else { break };
            let range = geometry.overlap(file, piece);
            if self.piece.as_ref().is_none_or(|(number, _)| *number != piece) {
                let fresh = range.start == at && geometry.is_simple(file, piece);
                let hasher = geometry.hasher(piece).filter(|_| fresh);
                self.piece = hasher.map(|hasher| (piece, hasher));
            }
            let take = index(range.end - at).min(bytes.len());
            let (now, rest) = bytes.split_at_checked(take).unwrap_or((bytes, &[]));
            at += count(now.len());
            bytes = rest;
            if let Some((_, hasher)) = &mut self.piece {
                hasher.push(now);
            }
            if at == range.end
                && let Some((_, mut hasher)) = self.piece.take()
            {
                let zeros = geometry.zeros_after(piece);
                pad(&mut hasher, zeros);
                verdicts.push((piece, hasher.finish()));
            }
            if now.is_empty() {
                break;
            }
        }
        verdicts
    }
}

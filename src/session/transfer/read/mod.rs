//! Reading a file of a torrent for somebody who watches or copies it, whether the torrent is
//! complete or not. Every byte that leaves here is proven, or it does not leave.
//!
//! In this order: what the node in use has published of a complete file, which checks each block;
//! pieces on disk, read and hashed as a whole before any of it is handed out; pieces from a node
//! that reads ranges, hashed in the same way, because a placement is a stranger's word until its
//! bytes fit the torrent. Bytes that no piece proves (bare datasets; the edge of a file whose
//! neighbour is not wanted) were proven by the tree root when the file was completed: they are
//! read from an open file that must stay what it was, checked after each read. What cannot be
//! proven is an error before the first byte, and the end of the stream, short of its length,
//! after it. Holes are never read as bytes.
//!
//! *What runs where:* one task a stream, which reads ahead two chunks and waits for its reader;
//! hashing and files on the blocking pool. It works on a snapshot and holds nothing of the session.
//! Memory: one piece, at most [`MAX_PIECE`]; a larger one on disk is hashed first and then read
//! under guard, and is not taken from a node. Nothing is stored, so a crash loses nothing.
//!
//! Deliberately absent: speed limits and counters, since these reads are neither a download nor
//! an upload; writing what came from a node to disk, which is the download's business; nodes
//! that cannot read ranges.

mod local;
mod remote;

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::timeout;

use super::geometry::Geometry;
use super::{count, index};
use crate::codex::{Codex, FetchStream, Purpose, Scope};
use crate::resources::Gate;
use crate::session::content::ContentKind;
use crate::session::status::{PublishState, TorrentStatus};
use crate::tasks::Tasks;
use local::Local;
use remote::Remote;

/// Bytes handed out at a time.
const CHUNK: usize = 256 * 1024;

/// Longest piece that is held in memory.
const MAX_PIECE: u64 = 32 * 1024 * 1024;

/// Longest wait for a node's first answer.
const ANSWER: Duration = Duration::from_secs(30);

/// Longest wait for a node's next bytes.
const STALL: Duration = Duration::from_secs(30);

/// Longest wait for a reader that takes nothing: a player that is paused asks anew.
const PATIENCE: Duration = Duration::from_mins(10);

/// Why a file, or the rest of it, cannot be read. The text is for users.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Bytes are missing here, and no node that reads ranges has them.
    #[error("File not fully downloaded")]
    Incomplete,
    /// It was complete, but what lies there is not what was verified.
    #[error(
        "the file is gone or is not what was verified; recheck the torrent to see what is left"
    )]
    Changed,
    /// Too many are read at once.
    #[error("too many files are being read; try again when one of them has ended")]
    Busy,
    /// The server stops.
    #[error("the server is shutting down")]
    Closed,
}

/// What to read.
#[derive(Debug)]
pub(in crate::session) struct ReadJob {
    /// The torrent as it is now; it has content, and the file.
    pub(in crate::session) torrent: Arc<TorrentStatus>,
    /// Number of the file.
    pub(in crate::session) file: usize,
    /// Bytes of it; lies inside the file.
    pub(in crate::session) range: Range<u64>,
    /// The node in use.
    pub(in crate::session) own: Codex,
    /// That and the sources, best first.
    pub(in crate::session) nodes: Vec<Codex>,
    /// Where side files of the torrent lie.
    pub(in crate::session) parts_dir: PathBuf,
    /// Places for reading files.
    pub(in crate::session) disk: Gate,
    /// Held as long as it is read.
    pub(in crate::session) place: OwnedSemaphorePermit,
}

/// Proven bytes of a file, in order. Dropping it ends the work behind it.
#[derive(Debug)]
pub struct FileStream {
    /// What will come.
    pub range: Range<u64>,
    first: Option<Bytes>,
    chunks: mpsc::Receiver<Result<Bytes, ReadError>>,
}

impl FileStream {
    /// The next bytes; `None` at the end of the range.
    ///
    /// # Errors
    /// [`ReadError`] when the rest cannot be proven; nothing comes after it.
    pub async fn next(&mut self) -> Result<Option<Bytes>, ReadError> {
        match self.first.take() {
            Some(first) => {
                self.range.start += count(first.len());
                Ok(Some(first))
            }
            None if self.range.is_empty() => Ok(None),
            None => match self.chunks.recv().await {
                Some(Ok(bytes)) => {
                    self.range.start += count(bytes.len());
                    Ok(Some(bytes))
                }
                Some(Err(error)) => Err(error),
                None => Err(ReadError::Closed),
            },
        }
    }
}

/// Opens a file; answers when its first bytes are proven.
///
/// # Errors
/// [`ReadError`].
pub(in crate::session) async fn open(job: ReadJob, tasks: &Tasks) -> Result<FileStream, ReadError> {
    let range = job.range.clone();
    let (sender, mut chunks) = mpsc::channel(2);
    if range.is_empty() {
        return Ok(FileStream { range, first: None, chunks });
    }
    drop(tasks.spawn("read file", async move {
        let mut reader = match Reader::new(job).await {
            Ok(reader) => reader,
            Err(error) => return drop(sender.send(Err(error)).await),
        };
        while let Some(chunk) = reader.next().await.transpose() {
            let ends = chunk.is_err();
            if ends || sender.is_closed() {
                return drop(sender.send(chunk).await);
            }
            if !matches!(timeout(PATIENCE, sender.send(chunk)).await, Ok(Ok(()))) {
                return;
            }
        }
    }));
    match chunks.recv().await {
        Some(Ok(first)) => Ok(FileStream { range, first: Some(first), chunks }),
        Some(Err(error)) => Err(error),
        None => Err(ReadError::Closed),
    }
}

/// Reads one range from its start to its end.
struct Reader {
    torrent: Arc<TorrentStatus>,
    local: Arc<Local>,
    remote: Remote,
    file: usize,
    /// All of the file was verified.
    complete: bool,
    /// What the node checks block by block.
    blocks: Option<FetchStream>,
    /// Proven, not handed out yet.
    held: Bytes,
    /// Behind what is held.
    at: u64,
    end: u64,
    /// Up to here the open file was proven since it was opened.
    proven: u64,
    _place: OwnedSemaphorePermit,
}

impl Reader {
    async fn new(job: ReadJob) -> Result<Self, ReadError> {
        let ReadJob { torrent, file, range, own, nodes, parts_dir, disk, place } = job;
        let content = torrent.content.clone().ok_or(ReadError::Incomplete)?;
        let status = torrent.files.get(file).ok_or(ReadError::Incomplete)?;
        let geometry = Geometry::new(&content);
        let complete = status.completed == geometry.length(file);
        let blocks = blocks(&torrent, file, &range, complete, &own).await;
        let aside = (parts_dir, disk);
        let local = Local::new(Arc::clone(&torrent), geometry, file, complete, aside);
        let local = Arc::new(local);
        let remote = Remote::new(nodes);
        let (at, end) = (range.start, range.end);
        let mut reader = Self {
            torrent,
            local,
            remote,
            file,
            complete,
            blocks,
            held: Bytes::new(),
            at,
            end,
            proven: 0,
            _place: place,
        };
        if reader.blocks.is_none() && !reader.is_within_reach().await {
            return Err(ReadError::Incomplete);
        }
        Ok(reader)
    }

    /// Whether every piece of the range is on disk or can be asked for.
    async fn is_within_reach(&mut self) -> bool {
        let mut pieces = self.local.geometry.pieces_in(self.file, &(self.at..self.end));
        match pieces.find(|piece| !self.is_there(*piece)) {
            None => true,
            Some(piece) if self.local.geometry.has_hash(piece) => {
                let at = self.local.geometry.overlap(self.file, piece).start;
                self.remote.find_holders(&self.local, at).await
            }
            Some(_) => false,
        }
    }

    fn is_there(&self, piece: u32) -> bool {
        self.complete || self.is_verified(piece)
    }

    fn is_verified(&self, piece: u32) -> bool {
        self.torrent.pieces.get(index(u64::from(piece)))
    }

    async fn next(&mut self) -> Result<Option<Bytes>, ReadError> {
        loop {
            if !self.held.is_empty() {
                return Ok(Some(self.held.split_to(self.held.len().min(CHUNK))));
            }
            if self.at >= self.end {
                return Ok(None);
            }
            let bytes = match self.blocks.as_mut() {
                None => self.piece().await?,
                Some(stream) => match timeout(STALL, stream.chunks.recv()).await {
                    Ok(Some(Ok(bytes))) if count(bytes.len()) <= self.end - self.at => bytes,
                    // What is left is looked for elsewhere.
                    _ => {
                        self.blocks = None;
                        continue;
                    }
                },
            };
            self.at += count(bytes.len());
            self.held = bytes;
        }
    }

    /// The rest of the piece at hand, or a part of it; never empty.
    async fn piece(&mut self) -> Result<Bytes, ReadError> {
        let geometry = &self.local.geometry;
        let here = self.at..self.at + 1;
        let piece = geometry.pieces_in(self.file, &here).next().ok_or(ReadError::Changed)?;
        let whole = geometry.overlap(self.file, piece);
        let keep = self.at..whole.end.min(self.end);
        if keep.is_empty() {
            return Err(ReadError::Changed);
        }
        if keep.end <= self.proven {
            return self.local.guarded(keep.start..keep.end.min(keep.start + count(CHUNK))).await;
        }
        let (there, hashed) = (self.is_there(piece), geometry.has_hash(piece));
        if hashed && there {
            if keep.end - keep.start > MAX_PIECE {
                if self.local.is_right(piece).await {
                    self.proven = keep.end;
                    return self.local.guarded(keep.start..keep.start + count(CHUNK)).await;
                }
            } else if let Some(bytes) = self.local.piece(piece, keep.clone()).await {
                return Ok(bytes);
            }
        }
        if hashed {
            let run = self.run(piece);
            let remote = &mut self.remote;
            if let Some(bytes) = remote.piece(&self.local, piece, keep.clone(), run).await {
                return Ok(bytes);
            }
        }
        if self.complete && (!hashed || !self.is_verified(piece)) {
            // Its tree root proved it.
            return self.local.guarded(keep.start..keep.end.min(keep.start + count(CHUNK))).await;
        }
        Err(if there { ReadError::Changed } else { ReadError::Incomplete })
    }

    /// From the start of a piece to the end of what has to be asked for in one go.
    fn run(&self, piece: u32) -> Range<u64> {
        let geometry = &self.local.geometry;
        let first = geometry.overlap(self.file, piece);
        let mut end = first.end;
        for next in (piece..geometry.pieces_of(self.file).end).skip(1) {
            let part = geometry.overlap(self.file, next);
            if part.start >= self.end || self.is_there(next) {
                break;
            }
            end = part.end;
        }
        first.start..end
    }
}

/// The stream of the node in use, where it is known to have exactly this file: published from it,
/// or the dataset that the torrent itself is.
async fn blocks(
    torrent: &TorrentStatus,
    file: usize,
    range: &Range<u64>,
    complete: bool,
    own: &Codex,
) -> Option<FetchStream> {
    let content = torrent.content.as_ref()?;
    let length = content.files.get(file)?.length;
    let (tree, cids) = match &content.kind {
        ContentKind::Dataset { cid, tree } => (*tree, vec![*cid]),
        ContentKind::Torrent(_) if complete && torrent.publish == PublishState::Published => {
            let placed = remote::placement(torrent, file)?;
            (placed.tree, placed.cids_for(own.capabilities().generation).collect())
        }
        ContentKind::Torrent(_) => return None,
    };
    if !own.capabilities().leaf_hashes {
        return None;
    }
    for cid in cids {
        let asked = own.fetch(cid, Some(range.clone()), Scope::Local, Purpose::Own);
        let Ok(Ok(stream)) = timeout(ANSWER, asked).await else { continue };
        let fits = stream.manifest.tree == tree && stream.manifest.dataset_size == length;
        if stream.verified && fits && stream.range == *range {
            return Some(stream);
        }
    }
    None
}

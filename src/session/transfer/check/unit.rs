//! One unit of a check: hashes a run of pieces and the blocks that begin in it.

use std::fs::File;
use std::num::NonZeroU64;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::Ordering;

use rustix::fs::{Advice, fadvise};

use super::{CheckError, Shared, Source, failed, open};
use crate::codex::Digest;
use crate::session::transfer::geometry::{Part, pad};
use crate::session::transfer::leaf::LeafHasher;
use crate::session::transfer::{count, disk, index};

/// What one unit found.
pub(super) struct UnitFound {
    /// Verified pieces.
    pub(super) pieces: Vec<u32>,
    /// Runs of leaves: file, number of the first leaf, leaves.
    pub(super) leaves: Vec<(usize, u64, Vec<Digest>)>,
}

/// The file that is being read, with its buffer and leaf hasher.
struct Current<'a> {
    index: usize,
    source: &'a Source,
    file: Option<File>,
    /// Range of the file that the buffer holds.
    held: Range<u64>,
    leaf: Option<LeafHasher>,
    /// Bytes of one read.
    read: u64,
    /// Whether what is read may stay in the system's cache.
    cached: bool,
}

impl Current<'_> {
    /// Bytes of the file from `at`, at least one and at most up to `end`; reads ahead up to
    /// `limit`. `None` when the file ends before.
    fn bytes<'b>(
        &mut self,
        at: u64,
        end: u64,
        limit: u64,
        buffer: &'b mut Vec<u8>,
    ) -> Result<Option<&'b [u8]>, CheckError> {
        if !self.held.contains(&at) {
            let Some(file) = &self.file else { return Ok(None) };
            let want = index((limit - at).min(self.read));
            buffer.resize(want.max(buffer.len()), 0);
            let room = buffer.get_mut(..want).unwrap_or_default();
            let got = disk::read_some(file, at, room).map_err(|error| {
                failed(self.source.path.as_deref().unwrap_or(Path::new("")), &error)
            })?;
            self.held = at..at + count(got);
            if !self.cached {
                // Where the system does not do it, nothing is lost.
                let _: Result<(), _> =
                    fadvise(file, at, NonZeroU64::new(count(got)), Advice::DontNeed);
            }
        }
        let end = end.min(self.held.end);
        let range =
            index(at.saturating_sub(self.held.start))..index(end.saturating_sub(self.held.start));
        Ok(buffer.get(range).filter(|bytes| !bytes.is_empty()))
    }
}

/// Hashes the pieces of one unit.
pub(super) fn hash(
    shared: &Shared,
    pieces: Range<u32>,
    buffer: &mut Vec<u8>,
) -> Result<UnitFound, CheckError> {
    let geometry = &shared.geometry;
    let mut found = UnitFound { pieces: Vec::new(), leaves: Vec::new() };
    let mut current: Option<Current<'_>> = None;
    for piece in pieces.clone() {
        if shared.stop.is_cancelled() {
            return Err(CheckError::Cancelled);
        }
        let mut hasher = geometry.hasher(piece);
        let mut side = false;
        for part in geometry.parts(piece) {
            let (file, range) = match part {
                Part::Zeros(n) => {
                    if let Some(hasher) = &mut hasher {
                        pad(hasher, n);
                    }
                    continue;
                }
                Part::File { file, range } => (file, range),
            };
            let Some(source) = shared.sources.get(file) else { continue };
            side |= source.side.is_some();
            if current.as_ref().is_none_or(|c| c.index != file) {
                finish_file(current.take(), &mut found, buffer)?;
                current = Some(begin(shared, file, source, range.start)?);
            }
            let Some(now) = &mut current else { continue };
            if source.length_on_disk < range.end {
                hasher = None;
            }
            // Read on to the end of what this unit has of the file.
            let limit = geometry.overlap(file, pieces.end - 1).end;
            let mut at = range.start;
            while at < range.end {
                if hasher.is_none() && now.leaf.is_none() {
                    break;
                }
                let Some(bytes) = now.bytes(at, range.end, limit, buffer)? else {
                    hasher = None;
                    now.leaf = None;
                    // It was longer when the check began.
                    source.broken.fetch_or(source.length_on_disk >= range.end, Ordering::Relaxed);
                    break;
                };
                if let Some(hasher) = &mut hasher {
                    hasher.push(bytes);
                }
                if let Some(leaf) = &mut now.leaf {
                    leaf.push(bytes);
                }
                at += count(bytes.len());
                shared.progress.fetch_add(count(bytes.len()), Ordering::Relaxed);
            }
            shared.progress.fetch_add(range.end - at, Ordering::Relaxed);
        }
        let right = hasher.is_some_and(crate::torrent::PieceHasher::finish);
        if right || (side && with_side_files(shared, piece)) {
            found.pieces.push(piece);
        }
    }
    finish_file(current.take(), &mut found, buffer)?;
    Ok(found)
}

fn begin<'a>(
    shared: &Shared,
    file: usize,
    source: &'a Source,
    at: u64,
) -> Result<Current<'a>, CheckError> {
    let length = shared.geometry.length(file);
    let opened = open(source)?;
    if opened.is_none() && source.path.is_some() {
        source.broken.store(true, Ordering::Relaxed);
    }
    // A file of another length has no tree worth knowing.
    let leaf =
        (opened.is_some() && source.length_on_disk == length).then(|| LeafHasher::new(length, at));
    let (read, cached) = (shared.resources.read_bytes(), shared.resources.caches_reads());
    if !cached && opened.is_some() {
        shared.resources.count_forgotten();
    }
    Ok(Current { index: file, source, file: opened, held: 0..0, leaf, read, cached })
}

/// Reads on to the end of the last block that began in this unit, and keeps the leaves.
fn finish_file(
    current: Option<Current<'_>>,
    found: &mut UnitFound,
    buffer: &mut Vec<u8>,
) -> Result<(), CheckError> {
    let Some(mut now) = current else { return Ok(()) };
    let Some(mut leaf) = now.leaf.take() else { return Ok(()) };
    let end = leaf.at() + leaf.open();
    while leaf.at() < end {
        let Some(bytes) = now.bytes(leaf.at(), end, end, buffer)? else {
            now.source.broken.store(true, Ordering::Relaxed);
            return Ok(());
        };
        leaf.push(bytes);
    }
    let (first, leaves) = leaf.take();
    if !leaves.is_empty() {
        found.leaves.push((now.index, first, leaves));
    }
    Ok(())
}

/// Verifies a piece that an unwanted file shares with the bytes that were put aside for it.
fn with_side_files(shared: &Shared, piece: u32) -> bool {
    shared
        .geometry
        .verify(piece, |file, at, bytes| {
            let Some(source) = shared.sources.get(file) else { return Ok(false) };
            match source.side.as_ref().or(source.path.as_ref()) {
                Some(path) => disk::read_at(&File::open(path)?, at, bytes),
                None => Ok(false),
            }
        })
        .unwrap_or(false)
}

//! Which bytes of which files make up a piece, and what its hash has to be. Pure.
//!
//! A piece is a range of the torrent's byte space. In v1 torrents several files share one; what
//! no file covers is padding and hashed as zeros (BEP 47). In v2 torrents a piece belongs to one
//! file (BEP 52). Hybrids have both hashes and both have to match. A bare dataset has pieces by
//! number only, without hashes: [`Geometry::hasher`] gives nothing for them.

use std::ops::Range;
use std::sync::Arc;

use crate::session::content::Content;
use crate::torrent::{Metainfo, PieceHasher};

/// A file's place in the byte space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) offset: u64,
    pub(super) length: u64,
    pub(super) pieces: Range<u32>,
}

/// A part of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Bytes of a file.
    File { file: usize, range: Range<u64> },
    /// Zeros that are in no file.
    Zeros(u64),
}

/// Files and pieces of one torrent.
#[derive(Debug)]
pub(super) struct Geometry {
    pub(super) piece_length: u64,
    pub(super) pieces: u32,
    /// End of the byte space, padding included.
    space: u64,
    pub(super) files: Vec<Place>,
    /// Files that are not empty, by offset.
    order: Vec<usize>,
    metainfo: Option<Arc<Metainfo>>,
}

impl Geometry {
    pub(super) fn new(content: &Content) -> Self {
        let files: Vec<Place> = content
            .files
            .iter()
            .map(|f| Place { offset: f.offset, length: f.length, pieces: f.pieces.clone() })
            .collect();
        let mut order: Vec<usize> = (0..files.len())
            .filter(|at| files.get(*at).is_some_and(|file| file.length > 0))
            .collect();
        order.sort_by_key(|at| files.get(*at).map(|file| file.offset));
        let metainfo = content.metainfo().cloned();
        let end = files.iter().map(|file| file.offset.saturating_add(file.length)).max();
        let space = metainfo.as_ref().map_or(0, |m| m.info.total_size).max(end.unwrap_or(0));
        let piece_length = u64::from(content.piece_length.max(1));
        Self { piece_length, pieces: content.pieces, space, files, order, metainfo }
    }

    /// Bytes of a file; 0 for one that does not exist.
    pub(super) fn length(&self, file: usize) -> u64 {
        self.files.get(file).map_or(0, |file| file.length)
    }

    /// Pieces that a file touches.
    pub(super) fn pieces_of(&self, file: usize) -> Range<u32> {
        self.files.get(file).map_or(0..0, |file| file.pieces.clone())
    }

    /// Range of a piece in the byte space.
    fn span(&self, piece: u32) -> Range<u64> {
        let start = u64::from(piece).saturating_mul(self.piece_length).min(self.space);
        start..start.saturating_add(self.piece_length).min(self.space)
    }

    /// What of a file lies in a piece; may be empty.
    pub(super) fn overlap(&self, file: usize, piece: u32) -> Range<u64> {
        let Some(place) = self.files.get(file) else { return 0..0 };
        let span = self.span(piece);
        let start = span.start.clamp(place.offset, place.offset + place.length);
        let end = span.end.clamp(start, place.offset + place.length);
        start - place.offset..end - place.offset
    }

    /// Pieces that a range of a file touches.
    pub(super) fn pieces_in(&self, file: usize, range: &Range<u64>) -> Range<u32> {
        let Some(place) = self.files.get(file).filter(|_| !range.is_empty()) else { return 0..0 };
        let piece = |at: u64| u32::try_from(at / self.piece_length).unwrap_or(u32::MAX);
        let last = piece(place.offset.saturating_add(range.end - 1));
        piece(place.offset.saturating_add(range.start))..last.saturating_add(1).min(self.pieces)
    }

    /// All parts of a piece in order.
    pub(super) fn parts(&self, piece: u32) -> Vec<Part> {
        let span = self.span(piece);
        let mut parts = Vec::new();
        let mut at = span.start;
        let place = |index: &usize| self.files.get(*index);
        let first = self
            .order
            .partition_point(|f| place(f).is_some_and(|p| p.offset + p.length <= span.start));
        for file in self.order.iter().skip(first) {
            let Some(place) = place(file).filter(|place| place.offset < span.end) else { break };
            if place.offset > at {
                parts.push(Part::Zeros(place.offset - at));
            }
            let range = self.overlap(*file, piece);
            at = place.offset + range.end;
            parts.push(Part::File { file: *file, range });
        }
        if at < span.end {
            parts.push(Part::Zeros(span.end - at));
        }
        parts
    }

    /// Parts of a piece that are in files.
    pub(super) fn file_parts(&self, piece: u32) -> impl Iterator<Item = (usize, Range<u64>)> {
        self.parts(piece).into_iter().filter_map(|part| match part {
            Part::File { file, range } => Some((file, range)),
            Part::Zeros(_) => None,
        })
    }

    /// True when no other file has bytes in the piece.
    pub(super) fn is_inside(&self, file: usize, piece: u32) -> bool {
        self.file_parts(piece).all(|(other, _)| other == file)
    }

    /// True when the piece is bytes of this file, and at most padding after them: it can be
    /// hashed while the file passes by.
    pub(super) fn is_simple(&self, file: usize, piece: u32) -> bool {
        match self.parts(piece).as_slice() {
            [Part::File { file: only, .. }] | [Part::File { file: only, .. }, Part::Zeros(_)] => {
                *only == file
            }
            _ => false,
        }
    }

    /// Bytes of zeros that follow the last file of a piece.
    pub(super) fn zeros_after(&self, piece: u32) -> u64 {
        match self.parts(piece).last() {
            Some(Part::Zeros(n)) => *n,
            _ => 0,
        }
    }

    /// A hasher that knows what the piece's hash has to be; `None` when no hash is known.
    pub(super) fn hasher(&self, piece: u32) -> Option<PieceHasher> {
        self.metainfo.as_ref()?.piece_hasher(piece)
    }

    /// Whether a hash is known for the piece.
    pub(super) fn has_hash(&self, piece: u32) -> bool {
        self.metainfo.as_ref().is_some_and(|metainfo| {
            metainfo.info.piece_hash_v1(piece).is_some() || metainfo.piece_hash_v2(piece).is_some()
        })
    }

    /// Reads a whole piece back and verifies it. `read` fills the buffer from a file at an
    /// offset; `Ok(false)` says that the bytes are not there.
    pub(super) fn verify(
        &self,
        piece: u32,
        mut read: impl FnMut(usize, u64, &mut [u8]) -> std::io::Result<bool>,
    ) -> std::io::Result<bool> {
        let Some(mut hasher) = self.hasher(piece) else { return Ok(false) };
        let mut buffer = vec![0; super::index(self.piece_length.min(256 * 1024))];
        for part in self.parts(piece) {
            let (file, range) = match part {
                Part::Zeros(n) => {
                    pad(&mut hasher, n);
                    continue;
                }
                Part::File { file, range } => (file, range),
            };
            let mut at = range.start;
            while at < range.end {
                let take = super::index(range.end - at).min(buffer.len());
                let Some(room) = buffer.get_mut(..take) else { return Ok(false) };
                if !read(file, at, room)? {
                    return Ok(false);
                }
                hasher.push(room);
                at += super::count(take);
            }
        }
        Ok(hasher.finish())
    }
}

/// Hashes what follows a file in a piece. Only v1 hashes cover padding, so a hasher that has
/// everything it wants gets none.
pub(super) fn pad(hasher: &mut PieceHasher, zeros: u64) {
    hasher.push_zeros(zeros.min(hasher.missing()));
}

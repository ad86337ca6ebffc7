//! Checking a piece against every hash that is known of it.
//!
//! A [`PieceHasher`] takes the bytes of one piece in order, padding included where the torrent
//! lists it ([`super::FileLayout::segments_of_piece`] says what lies in a piece), and feeds the
//! v1 and the v2 hash from the same read. Pure; runs where its owner runs it.

use sha1::{Digest, Sha1};

use super::merkle::{Hash256, V2PieceHasher};
use super::metainfo::Metainfo;

/// Zero bytes for padding.
static ZEROS: [u8; 16 * 1024] = [0; 16 * 1024];

/// Hashes one piece and compares.
#[derive(Debug, Clone)]
pub struct PieceHasher {
    v1: Option<(Sha1, [u8; 20])>,
    v2: Option<(V2PieceHasher, Hash256)>,
    /// Bytes of the v2 file still to come; what follows them is padding.
    v2_left: u64,
    /// All bytes still to come.
    left: u64,
    overflow: bool,
}

impl PieceHasher {
    pub(super) fn new(metainfo: &Metainfo, piece: u32) -> Option<Self> {
        let info = &metainfo.info;
        if piece >= info.piece_count {
            return None;
        }
        let piece_length = u64::from(info.piece_length);
        let start = u64::from(piece) * piece_length;
        let v1 = info.piece_hash_v1(piece).map(|hash| (Sha1::new(), hash));
        let mut v2 = None;
        let mut v2_left = 0;
        if let (Some(hash), Some((entry, _))) =
            (metainfo.piece_hash_v2(piece), info.v2_piece(piece))
        {
            let file = info.files.get(entry)?;
            let hasher = if file.length <= piece_length {
                V2PieceHasher::for_small_file(file.length)
            } else {
                V2PieceHasher::for_piece(info.piece_length)
            };
            v2_left = (file.offset + file.length).checked_sub(start)?.min(piece_length);
            v2 = Some((hasher, hash));
        }
        if v1.is_none() && v2.is_none() {
            return None;
        }
        // A v1 piece is hashed with its padding, a pure v2 piece has none.
        let left = if v1.is_some() { piece_length.min(info.total_size - start) } else { v2_left };
        Some(Self { v1, v2, v2_left, left, overflow: false })
    }

    /// Number of bytes that are still to be pushed.
    pub const fn missing(&self) -> u64 {
        self.left
    }

    /// Adds the next bytes of the piece.
    pub fn push(&mut self, bytes: &[u8]) {
        let count = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let Some(left) = self.left.checked_sub(count) else {
            self.overflow = true;
            return;
        };
        self.left = left;
        if let Some((hasher, _)) = &mut self.v1 {
            hasher.update(bytes);
        }
        if let Some((hasher, _)) = &mut self.v2 {
            let take = self.v2_left.min(count);
            self.v2_left -= take;
            let take = usize::try_from(take).unwrap_or(usize::MAX);
            hasher.push(bytes.get(..take).unwrap_or_default());
        }
    }

    /// Adds zero bytes, for padding.
    pub fn push_zeros(&mut self, mut count: u64) {
        while count > 0 && !self.overflow {
            let take = usize::try_from(count).unwrap_or(usize::MAX).min(ZEROS.len());
            self.push(ZEROS.get(..take).unwrap_or_default());
            count -= u64::try_from(take).unwrap_or(count);
        }
    }

    /// Whether exactly the bytes of the piece were pushed and every known hash matches.
    pub fn finish(self) -> bool {
        if self.overflow || self.left > 0 {
            return false;
        }
        let v1 = self.v1.is_none_or(|(hasher, hash)| hasher.finalize() == hash);
        let v2 = self.v2.is_none_or(|(hasher, hash)| hasher.finish() == hash);
        v1 && v2
    }
}

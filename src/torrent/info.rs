//! The info dictionary: what a torrent contains.
//!
//! [`Info`] is immutable and cheap to share: build it once, keep it in an `Arc`. It is read from
//! the raw bytes whose hash is the torrent's identity; those bytes are never re-encoded.
//! Paths are already safe ([`super::file_path`]); reading is in `info_parse`.
//!
//! Offsets: v1 and hybrid files follow one another, padding files included. A pure v2 torrent
//! lists no padding, but each file starts at a piece boundary; its offsets are written down the
//! same way, the gap after the last file included, so that sizes and piece numbers are those of
//! libtorrent and qBittorrent.

use std::sync::Arc;

use bytes::Bytes;

use super::info_hash::{InfoHash, TorrentId};
use super::layout::{ContentLayout, FileLayout, entry_at};
use super::merkle::Hash256;

/// One entry of a torrent's file list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Safe relative path, `/`-separated, with the torrent's folder in front where it has one.
    pub path: String,
    /// Length in bytes; 0 for symlinks.
    pub length: u64,
    /// First byte within the torrent.
    pub offset: u64,
    /// Padding (`attr` contains `p`): zero bytes that are never stored and never shown.
    pub pad: bool,
    /// For a symlink (`attr` contains `l`): the path in this torrent it points to, or empty
    /// when that does not exist. `None` for an ordinary file.
    pub symlink: Option<String>,
    /// Executable (`attr` contains `x`).
    pub executable: bool,
    /// Hidden (`attr` contains `h`).
    pub hidden: bool,
    /// The root of the v2 hash tree; `None` in v1 torrents and for empty files.
    pub pieces_root: Option<Hash256>,
}

impl FileEntry {
    /// Whether the entry has bytes of its own in Codex: neither padding nor a symlink.
    /// These entries, in this order, are the files of a record.
    pub const fn is_payload(&self) -> bool {
        !self.pad && self.symlink.is_none()
    }
}

/// A torrent's content: names, sizes, pieces and their hashes.
#[derive(Debug, Clone)]
pub struct Info {
    /// Name for display: cleaned of control characters, otherwise as in the torrent.
    pub name: String,
    /// Bytes of a piece.
    pub piece_length: u32,
    /// Number of pieces; at least one.
    pub piece_count: u32,
    /// Size in bytes with padding, which is what qBittorrent calls the total size.
    pub total_size: u64,
    /// Size in bytes without padding.
    pub payload_size: u64,
    /// `private` is 1.
    pub private: bool,
    /// `source`, as some sites set it to make hashes differ.
    pub source: Option<String>,
    /// Whether the files lie in a folder named by the torrent.
    pub multi_file: bool,
    /// All entries in the torrent's order, padding included.
    pub files: Arc<[FileEntry]>,
    /// The info hashes.
    pub info_hash: InfoHash,
    /// The id derived from them.
    pub id: TorrentId,
    /// The v1 piece hashes, 20 bytes each.
    pub(super) pieces: Option<Bytes>,
}

impl Info {
    /// Whether there is v1 metadata (v1 and hybrid).
    pub const fn has_v1(&self) -> bool {
        self.info_hash.v1.is_some()
    }

    /// Whether there is v2 metadata (v2 and hybrid).
    pub const fn has_v2(&self) -> bool {
        self.info_hash.v2.is_some()
    }

    /// The entries that a user sees, in the order and with the numbers of the Web API: all but
    /// padding. The first value is the index into [`Info::files`].
    pub fn visible_files(&self) -> impl Iterator<Item = (usize, &FileEntry)> {
        self.files.iter().enumerate().filter(|(_, file)| !file.pad)
    }

    /// The entries that a record describes, with their index into [`Info::files`].
    pub fn payload_files(&self) -> impl Iterator<Item = (usize, &FileEntry)> {
        self.files.iter().enumerate().filter(|(_, file)| file.is_payload())
    }

    /// The v1 hash of a piece; `None` beyond the end and in pure v2 torrents.
    pub fn piece_hash_v1(&self, piece: u32) -> Option<[u8; 20]> {
        let (hashes, _) = self.pieces.as_ref()?.as_chunks::<20>();
        hashes.get(usize::try_from(piece).ok()?).copied()
    }

    /// For v2 metadata: the entry a piece belongs to and the piece's number within that file.
    pub fn v2_piece(&self, piece: u32) -> Option<(usize, u32)> {
        if !self.has_v2() || piece >= self.piece_count {
            return None;
        }
        let offset = u64::from(piece) * u64::from(self.piece_length);
        let index = entry_at(&self.files, offset, |file| file.offset)?;
        let file = self.files.get(index)?;
        let within = offset.checked_sub(file.offset)?;
        if file.pad || within >= file.length {
            return None;
        }
        let number = u32::try_from(within / u64::from(self.piece_length)).ok()?;
        Some((index, number))
    }

    /// Where the files lie on disk under a content layout.
    pub fn layout(&self, layout: ContentLayout) -> FileLayout {
        FileLayout::new(self, layout)
    }
}

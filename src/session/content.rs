//! Files and pieces of a torrent once its metadata is known: immutable, shared by all readers.

use std::ops::Range;
use std::sync::Arc;

use crate::codex::Cid;
use crate::torrent::Metainfo;

/// Where the metadata came from.
#[derive(Debug, Clone, PartialEq)]
pub enum ContentKind {
    /// A `.torrent`, a magnet's record or an info dictionary.
    Torrent(Arc<Metainfo>),
    /// A bare Codex dataset: one file, no pieces of its own.
    Dataset {
        /// Manifest CID.
        cid: Cid,
        /// Tree CID, the only hash there is.
        tree: Cid,
    },
}

/// One file (padding and symlinks excluded), in the Web API's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentFile {
    /// Safe path below the storage path, `/`-separated, after layout and renames.
    pub path: String,
    /// Bytes.
    pub length: u64,
    /// Offset in the torrent's byte space (v1: padding counts; v2: piece-aligned).
    pub offset: u64,
    /// Pieces it touches; empty (`n..n`) for an empty file.
    pub pieces: Range<u32>,
}

/// Files and pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// Where it came from.
    pub kind: ContentKind,
    /// Name in the metadata.
    pub name: String,
    /// Files, in the Web API's order.
    pub files: Vec<ContentFile>,
    /// Bytes of a piece; 65536 for a bare dataset.
    pub piece_length: u32,
    /// Number of pieces.
    pub pieces: u32,
    /// Bytes of all files (padding excluded).
    pub total_size: u64,
}

impl Content {
    /// The metainfo, unless it is a bare dataset.
    pub fn metainfo(&self) -> Option<&Arc<Metainfo>> {
        match &self.kind {
            ContentKind::Torrent(metainfo) => Some(metainfo),
            ContentKind::Dataset { .. } => None,
        }
    }

    /// Path of the only file when it lies at top level and is the whole torrent.
    pub fn single_file(&self) -> Option<&str> {
        match self.files.as_slice() {
            [only] => Some(&only.path),
            _ => None,
        }
    }

    /// Top folder that all files share.
    pub fn root_folder(&self) -> Option<&str> {
        let (root, _) = self.files.first()?.path.split_once('/')?;
        self.files
            .iter()
            .all(|file| file.path.split_once('/').is_some_and(|(top, _)| top == root))
            .then_some(root)
    }
}

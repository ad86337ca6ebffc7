//! Files and pieces of a torrent once its metadata is known: immutable, shared by all readers.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::codex::{BLOCK_SIZE, Cid, DatasetLabel, Manifest};
use crate::torrent::file_path::safe_component;
use crate::torrent::{Bitfield, ContentLayout, FileLayout, Metainfo};

/// Where the metadata came from.
#[derive(Debug, Clone)]
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

/// One visible file (padding excluded), in the Web API's order.
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
    /// Index into the placement's files; `None` for a symlink, which has no content.
    pub payload: Option<usize>,
}

/// Files and pieces.
#[derive(Debug, Clone)]
pub struct Content {
    /// Where it came from.
    pub kind: ContentKind,
    /// Name in the metadata; after a layout that renames the root, the root's name.
    pub name: String,
    /// Visible files, in the Web API's order.
    pub files: Vec<ContentFile>,
    /// Geometry: entries (with padding), segments of pieces.
    pub layout: FileLayout,
    /// Bytes of a piece; 65536 for a bare dataset.
    pub piece_length: u32,
    /// Number of pieces.
    pub pieces: u32,
    /// Bytes of all files (padding excluded).
    pub total_size: u64,
    /// What the manifests of its datasets carry besides the bytes.
    pub dataset_label: DatasetLabel,
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        let kinds = match (&self.kind, &other.kind) {
            (ContentKind::Torrent(a), ContentKind::Torrent(b)) => a.info_bytes == b.info_bytes,
            (ContentKind::Dataset { cid: a, .. }, ContentKind::Dataset { cid: b, .. }) => a == b,
            _ => false,
        };
        kinds && self.files == other.files
    }
}

impl Eq for Content {}

impl Content {
    /// The content of a torrent, laid out and with the user's renames (file index to path).
    pub fn from_metainfo(
        metainfo: Arc<Metainfo>,
        content_layout: ContentLayout,
        renames: &BTreeMap<u32, String>,
    ) -> Self {
        let mut layout = metainfo.info.layout(content_layout);
        for (index, path) in renames {
            if let Ok(index) = usize::try_from(*index) {
                layout.set_path(index, path.clone());
            }
        }
        let name = metainfo.info.name.clone();
        Self::new(ContentKind::Torrent(metainfo), name, layout, DatasetLabel::placement())
    }

    /// The content of a bare dataset: one file named by its manifest, else by its CID.
    pub fn from_dataset(cid: Cid, manifest: &Manifest) -> Self {
        let name = manifest
            .filename
            .as_deref()
            .and_then(|name| safe_component(name.as_bytes()))
            .unwrap_or_else(|| cid.to_string());
        let layout = FileLayout::single(name.clone(), manifest.dataset_size, BLOCK_SIZE);
        let label = DatasetLabel {
            filename: manifest.filename.clone(),
            mimetype: manifest.mimetype.clone(),
        };
        Self::new(ContentKind::Dataset { cid, tree: manifest.tree }, name, layout, label)
    }

    fn new(kind: ContentKind, name: String, layout: FileLayout, label: DatasetLabel) -> Self {
        let mut payload = 0..;
        let files: Vec<ContentFile> = layout
            .visible_files()
            .enumerate()
            .map(|(index, file)| ContentFile {
                path: file.path.clone(),
                length: if file.symlink.is_some() { 0 } else { file.length },
                offset: file.offset,
                pieces: layout.pieces_of_file(layout.entry_index(index).unwrap_or(usize::MAX)),
                payload: if file.symlink.is_some() { None } else { payload.next() },
            })
            .collect();
        Self {
            kind,
            name,
            piece_length: layout.piece_length(),
            pieces: layout.piece_count(),
            total_size: files.iter().map(|file| file.length).sum(),
            files,
            layout,
            dataset_label: label,
        }
    }

    /// The same content with other paths for some files (index to path).
    #[must_use]
    pub fn renamed(&self, paths: &BTreeMap<u32, String>) -> Self {
        let mut content = self.clone();
        for (index, path) in paths {
            let Ok(index) = usize::try_from(*index) else { continue };
            if let Some(file) = content.files.get_mut(index) {
                file.path.clone_from(path);
                content.layout.set_path(index, path.clone());
            }
        }
        content
    }

    /// The metainfo, unless it is a bare dataset.
    pub fn metainfo(&self) -> Option<&Arc<Metainfo>> {
        match &self.kind {
            ContentKind::Torrent(metainfo) => Some(metainfo),
            ContentKind::Dataset { .. } => None,
        }
    }

    /// Path of the only file, when it is the whole torrent.
    pub fn single_file(&self) -> Option<&str> {
        match self.files.as_slice() {
            [only] => Some(&only.path),
            _ => None,
        }
    }

    /// Top folder that all files share.
    pub fn root_folder(&self) -> Option<&str> {
        self.layout.root_folder()
    }

    /// Bytes of a file that lie in verified pieces.
    pub fn verified_bytes(&self, file: &ContentFile, pieces: &Bitfield) -> u64 {
        let end = file.offset.saturating_add(file.length);
        file.pieces
            .clone()
            .filter(|piece| usize::try_from(*piece).is_ok_and(|piece| pieces.get(piece)))
            .map(|piece| {
                let bytes = self.layout.piece_bytes(piece);
                bytes.end.min(end).saturating_sub(bytes.start.max(file.offset))
            })
            .sum()
    }
}

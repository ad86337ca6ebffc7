//! Where a torrent's bytes lie: file ↔ absolute byte offset ↔ piece, and the paths on disk.
//!
//! A [`FileLayout`] is made from an [`Info`] and a [`ContentLayout`], or for one bare file; later
//! renames are applied to it with [`FileLayout::set_path`]. It owns the current relative paths;
//! the geometry never changes. Pure and cheap: arithmetic and binary search.
//!
//! Two numberings. An *entry* index counts all entries of the torrent, padding included. A
//! *visible* index counts all but padding: these are the numbers of the Web API.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::file_path::file_stem;
use super::info::Info;

/// What becomes of a torrent's own top folder when it is added (qBittorrent's `contentLayout`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ContentLayout {
    /// As in the torrent.
    #[default]
    Original,
    /// Torrents without a common folder get one, named after the first file.
    Subfolder,
    /// The common folder, if any, is left out.
    NoSubfolder,
}

impl ContentLayout {
    /// Reads the wire word; unknown words are [`ContentLayout::Original`], as in qBittorrent.
    pub fn from_wire(word: &str) -> Self {
        match word {
            "Subfolder" => Self::Subfolder,
            "NoSubfolder" => Self::NoSubfolder,
            _ => Self::Original,
        }
    }

    /// The wire word.
    pub const fn as_wire(self) -> &'static str {
        match self {
            Self::Original => "Original",
            Self::Subfolder => "Subfolder",
            Self::NoSubfolder => "NoSubfolder",
        }
    }
}

/// One file on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutFile {
    /// Relative path, `/`-separated, below the save or download path.
    pub path: String,
    /// First byte within the torrent.
    pub offset: u64,
    /// Length in bytes.
    pub length: u64,
    /// Padding: zero bytes that are never stored.
    pub pad: bool,
    /// For a symlink: the relative path it points to; empty when it leads nowhere.
    pub symlink: Option<String>,
    /// Whether to set the executable bit.
    pub executable: bool,
}

/// A part of one file within a range of a torrent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Entry index of the file.
    pub entry: usize,
    /// First byte within the file.
    pub file_offset: u64,
    /// Number of bytes; never 0.
    pub length: u64,
    /// Whether these are zero bytes of padding.
    pub pad: bool,
}

/// Files, offsets and pieces of one torrent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLayout {
    files: Vec<LayoutFile>,
    /// Entry indexes of visible files.
    visible: Vec<usize>,
    piece_length: u32,
    piece_count: u32,
    total_size: u64,
}

/// Index of the last entry that starts at or before `offset` and is not empty, by its start.
/// Entries have to be sorted by start.
pub(super) fn entry_at<T>(entries: &[T], offset: u64, start: impl Fn(&T) -> u64) -> Option<usize> {
    // Of several entries with one start all but the last are empty.
    entries.partition_point(|entry| start(entry) <= offset).checked_sub(1)
}

impl FileLayout {
    pub(super) fn new(info: &Info, content_layout: ContentLayout) -> Self {
        let files: Vec<LayoutFile> = info
            .files
            .iter()
            .map(|file| LayoutFile {
                path: file.path.clone(),
                offset: file.offset,
                length: file.length,
                pad: file.pad,
                symlink: file.symlink.clone(),
                executable: file.executable,
            })
            .collect();
        let visible = (0..files.len()).filter(|i| files.get(*i).is_some_and(|f| !f.pad)).collect();
        let mut layout = Self {
            files,
            visible,
            piece_length: info.piece_length,
            piece_count: info.piece_count,
            total_size: info.total_size,
        };
        layout.apply(content_layout);
        layout
    }

    /// One file without metainfo: a bare Codex dataset. An empty one has no pieces.
    ///
    /// `path` has to be safe. Lengths are taken up to 63 bits; the piece length is raised until
    /// piece numbers fit 32 bits.
    pub fn single(path: String, length: u64, piece_length: u32) -> Self {
        let length = length.min(u64::MAX >> 1);
        let mut piece_length = piece_length.max(1);
        let piece_count = loop {
            match u32::try_from(length.div_ceil(u64::from(piece_length))) {
                Ok(count) => break count,
                Err(_) => piece_length = piece_length.saturating_mul(2),
            }
        };
        let file =
            LayoutFile { path, offset: 0, length, pad: false, symlink: None, executable: false };
        Self { files: vec![file], visible: vec![0], piece_length, piece_count, total_size: length }
    }

    fn apply(&mut self, content_layout: ContentLayout) {
        let root = self.root_folder().map(str::to_owned);
        match (content_layout, root) {
            (ContentLayout::Subfolder, None) => {
                let first = self.visible_files().next().map(|file| file.path.clone());
                let first = first.unwrap_or_default();
                let name = first.rsplit('/').next().unwrap_or_default();
                let folder = file_stem(name).trim_end_matches(['.', ' ']);
                let folder = if folder.is_empty() { "_" } else { folder };
                self.map_paths(|path| format!("{folder}/{path}"));
            }
            (ContentLayout::NoSubfolder, Some(root)) => {
                self.map_paths(|path| {
                    let rest = path.strip_prefix(&root).and_then(|rest| rest.strip_prefix('/'));
                    rest.unwrap_or(path).to_owned()
                });
            }
            _ => {}
        }
    }

    fn map_paths(&mut self, map: impl Fn(&str) -> String) {
        for file in &mut self.files {
            file.path = map(&file.path);
            if let Some(target) = file.symlink.as_mut().filter(|target| !target.is_empty()) {
                *target = map(target);
            }
        }
    }

    /// All entries, padding included.
    pub fn entries(&self) -> &[LayoutFile] {
        &self.files
    }

    /// An entry by its entry index.
    pub fn entry(&self, entry: usize) -> Option<&LayoutFile> {
        self.files.get(entry)
    }

    /// The visible files in order: the position is the Web API's file index.
    pub fn visible_files(&self) -> impl ExactSizeIterator<Item = &LayoutFile> + Clone {
        // Indexes in `visible` always exist; the map keeps the exact size.
        self.visible.iter().map(|entry| self.files.get(*entry).unwrap_or(&NO_FILE))
    }

    /// Number of visible files.
    pub fn visible_count(&self) -> usize {
        self.visible.len()
    }

    /// A visible file by the Web API's index.
    pub fn visible(&self, index: usize) -> Option<&LayoutFile> {
        self.files.get(self.entry_index(index)?)
    }

    /// Entry index of a visible file.
    pub fn entry_index(&self, visible: usize) -> Option<usize> {
        self.visible.get(visible).copied()
    }

    /// The Web API's index of an entry; `None` for padding.
    pub fn visible_index(&self, entry: usize) -> Option<usize> {
        self.visible.binary_search(&entry).ok()
    }

    /// Bytes of a piece, the last one aside.
    pub const fn piece_length(&self) -> u32 {
        self.piece_length
    }

    /// Number of pieces.
    pub const fn piece_count(&self) -> u32 {
        self.piece_count
    }

    /// Size in bytes with padding.
    pub const fn total_size(&self) -> u64 {
        self.total_size
    }

    /// The bytes of a piece within the torrent; empty beyond the end.
    pub fn piece_bytes(&self, piece: u32) -> Range<u64> {
        let start = (u64::from(piece) * u64::from(self.piece_length)).min(self.total_size);
        start..(start + u64::from(self.piece_length)).min(self.total_size)
    }

    /// The pieces that a range of bytes touches.
    pub fn pieces_of_bytes(&self, bytes: Range<u64>) -> Range<u32> {
        let length = u64::from(self.piece_length);
        let end = bytes.end.min(self.total_size);
        let first = u32::try_from(bytes.start.min(self.total_size) / length).unwrap_or(u32::MAX);
        if bytes.start >= end {
            return first..first;
        }
        first..u32::try_from(end.div_ceil(length)).unwrap_or(u32::MAX)
    }

    /// The pieces that an entry's bytes touch. For an empty file an empty range where it would
    /// lie: qBittorrent shows it as `[n, n − 1]`.
    pub fn pieces_of_file(&self, entry: usize) -> Range<u32> {
        match self.files.get(entry) {
            Some(file) => self.pieces_of_bytes(file.offset..file.offset + file.length),
            None => 0..0,
        }
    }

    /// The pieces that hold bytes of no other stored file than this one.
    pub fn own_pieces_of_file(&self, entry: usize) -> Range<u32> {
        let mut pieces = self.pieces_of_file(entry);
        let shared = |piece| self.segments_of_piece(piece).any(|s| s.entry != entry && !s.pad);
        if !pieces.is_empty() && shared(pieces.start) {
            pieces.start += 1;
        }
        if !pieces.is_empty() && shared(pieces.end - 1) {
            pieces.end -= 1;
        }
        pieces
    }

    /// The parts of files within a range, in order. Gaps that no file covers (the alignment of
    /// pure v2 torrents) are left out; padding files are not.
    pub fn segments(&self, bytes: Range<u64>) -> impl Iterator<Item = Segment> {
        let first = entry_at(&self.files, bytes.start, |file| file.offset).unwrap_or(0);
        let rest = self.files.iter().enumerate().skip(first);
        rest.take_while({
            let end = bytes.end;
            move |(_, file)| file.offset < end
        })
        .filter_map(move |(entry, file)| {
            let start = bytes.start.max(file.offset);
            let end = bytes.end.min(file.offset + file.length);
            let length = end.checked_sub(start).filter(|n| *n > 0)?;
            Some(Segment { entry, file_offset: start - file.offset, length, pad: file.pad })
        })
    }

    /// The parts of files within a piece, in order.
    pub fn segments_of_piece(&self, piece: u32) -> impl Iterator<Item = Segment> {
        self.segments(self.piece_bytes(piece))
    }

    /// Entry and offset within it of a byte; `None` in gaps and beyond the end.
    pub fn locate(&self, offset: u64) -> Option<(usize, u64)> {
        let segment = self.segments(offset..offset.saturating_add(1)).next()?;
        Some((segment.entry, segment.file_offset))
    }

    /// The common top folder of all visible files, or `None` when one lies at top level.
    pub fn root_folder(&self) -> Option<&str> {
        let mut files = self.visible_files();
        let (root, _) = files.next()?.path.split_once('/')?;
        files
            .all(|file| file.path.split_once('/').is_some_and(|(top, _)| top == root))
            .then_some(root)
    }

    /// `root_path` relative to where the torrent lies; `None` is qBittorrent's empty text.
    pub fn relative_root_path(&self) -> Option<&str> {
        self.root_folder()
    }

    /// `content_path` relative to where the torrent lies: the file of a torrent with one file,
    /// else the common folder, else empty, which means the place itself.
    pub fn relative_content_path(&self) -> &str {
        match &self.visible[..] {
            [only] => self.files.get(*only).map_or("", |file| file.path.as_str()),
            _ => self.root_folder().unwrap_or_default(),
        }
    }

    /// Gives a visible file another relative path. The caller has checked it. False when there
    /// is no such file.
    pub fn set_path(&mut self, visible: usize, path: String) -> bool {
        let entry = self.entry_index(visible);
        match entry.and_then(|entry| self.files.get_mut(entry)) {
            Some(file) => {
                file.path = path;
                true
            }
            None => false,
        }
    }
}

/// Stands in where an index cannot fail.
static NO_FILE: LayoutFile = LayoutFile {
    path: String::new(),
    offset: 0,
    length: 0,
    pad: true,
    symlink: None,
    executable: false,
};

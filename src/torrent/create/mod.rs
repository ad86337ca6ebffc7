//! Making torrents: v1, v2 and hybrid, from bytes that somebody else reads.
//!
//! [`TorrentBuilder`] takes the files' bytes in the order of [`TorrentBuilder::files`], hashes
//! them once, and gives a `.torrent` whose info dictionary is the one libtorrent makes of the
//! same input: hybrids of several files are padded after every file, v2 files are in file-tree order. Holds one
//! piece's hash state and the hashes so far, never content. What could not be read back (too many
//! files, pieces or folders) is refused before anything is hashed. Pure: reading files and sorting
//! a folder is the caller's.
//!
//! A v1 torrent is padded only when asked ([`CreateParams::pad_above`], BEP 47), and then in the
//! order given: unlike libtorrent 1.2, which also reorders the files to save padding.

#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;

use bytes::Bytes;
use sha1::{Digest, Sha1};

use super::bencode::{BencodeError, Document, Encoder, Limits, Strictness};
use super::file_path::valid_file_name;
use super::merkle::{Hash256, V2PieceHasher, root_of_layer};
use super::metainfo::{Metainfo, MetainfoError, MetainfoLimits};

/// Which metadata to make.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TorrentFormat {
    /// BEP 3 only.
    V1,
    /// BEP 52 only.
    V2,
    /// Both.
    #[default]
    Hybrid,
}

/// One file to put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateFile {
    /// Path below the torrent's folder, `/`-separated; the torrent's name for a single file.
    pub path: String,
    /// Length in bytes.
    pub length: u64,
}

/// What to make.
#[derive(Debug, Clone, Default)]
pub struct CreateParams {
    /// Name of the torrent: of its folder, or of the file.
    pub name: String,
    /// Whether the files lie in a folder of that name. If not, there is exactly one file.
    pub multi_file: bool,
    /// The files. Their order is kept for v1; v2 and hybrids sort by path components.
    pub files: Vec<CreateFile>,
    /// Bytes of a piece; `None` chooses as [`auto_piece_length`] does.
    pub piece_length: Option<u32>,
    /// Which metadata.
    pub format: TorrentFormat,
    /// Sets `private` to 1.
    pub private: bool,
    /// `source`; empty for none.
    pub source: String,
    /// `comment`; empty for none.
    pub comment: String,
    /// `created by`; empty for none.
    pub created_by: String,
    /// `creation date` in seconds since 1970.
    pub creation_date: Option<i64>,
    /// Trackers by tier.
    pub trackers: Vec<Vec<String>>,
    /// Web seeds.
    pub web_seeds: Vec<String>,
    /// v1 with several files only: files longer than this begin at a piece of their own, after
    /// padding; `None` for no padding.
    pub pad_above: Option<u64>,
}

/// Why no torrent can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreateError {
    /// No files, or a single-file torrent with several.
    #[error("a torrent needs at least one file, and one without a folder exactly one")]
    FileCount,
    /// A name or path component that no file can have, or a path that is there twice.
    #[error("'{0}' cannot be used as a path in a torrent")]
    BadPath(String),
    /// The piece length is not a power of two from 16 KiB to 256 MiB.
    #[error("the piece size has to be a power of two from 16 KiB to 256 MiB")]
    PieceLength,
    /// Fewer or more bytes were pushed than the files have.
    #[error("a file changed its size while it was read")]
    SizeChanged,
    /// More pieces than readers take.
    #[error("{count} pieces are too many; choose a piece size of at least {needed} bytes")]
    TooManyPieces {
        /// Pieces that it would have.
        count: u64,
        /// The smallest piece size that is large enough, in bytes.
        needed: u64,
    },
    /// The result would not be readable, for example without any content, or with too many files.
    #[error("{0}")]
    Metainfo(#[from] MetainfoError),
}

/// The piece size for a total size when none is asked for: libtorrent's table, which
/// qBittorrent uses for "automatic".
pub fn auto_piece_length(total_size: u64) -> u32 {
    const STEPS: [u64; 10] = [
        2_684_355,
        10_737_418,
        42_949_673,
        171_798_692,
        687_194_767,
        2_748_779_069,
        10_995_116_278,
        43_980_465_111,
        175_921_860_444,
        703_687_441_777,
    ];
    STEPS.iter().filter(|step| total_size > **step).fold(16 * 1024, |length, _| length * 2)
}

/// Hashes content into a torrent.
#[derive(Debug)]
pub struct TorrentBuilder {
    params: CreateParams,
    piece_length: u32,
    /// Padding after each file, in bytes; empty when nothing is padded.
    padding: Vec<u64>,
    current: usize,
    /// Bytes of the current file still to come.
    left: u64,
    overflow: bool,
    v1: Option<V1State>,
    v2: Option<V2State>,
}

#[derive(Debug, Default)]
struct V1State {
    hasher: Sha1,
    filled: u64,
    pieces: Vec<u8>,
}

#[derive(Debug, Default)]
struct V2State {
    hasher: Option<V2PieceHasher>,
    filled: u64,
    layer: Vec<u8>,
    roots: Vec<Option<Hash256>>,
    layers: BTreeMap<Hash256, Bytes>,
}

impl TorrentBuilder {
    /// Checks what is to be made.
    ///
    /// # Errors
    /// [`CreateError`] for unusable names, sizes or counts.
    pub fn new(mut params: CreateParams) -> Result<Self, CreateError> {
        if params.files.is_empty() || (!params.multi_file && params.files.len() != 1) {
            return Err(CreateError::FileCount);
        }
        if !valid_file_name(&params.name) {
            return Err(CreateError::BadPath(params.name));
        }
        if let (false, Some(file)) = (params.multi_file, params.files.first_mut()) {
            file.path.clone_from(&params.name);
        }
        if let Some(bad) = params.files.iter().find(|f| !f.path.split('/').all(valid_file_name)) {
            return Err(CreateError::BadPath(bad.path.clone()));
        }
        let max_depth = Limits::default().max_depth;
        if params.files.iter().any(|f| f.path.split('/').count() > max_depth) {
            return Err(MetainfoError::from(BencodeError::TooDeep(max_depth)).into());
        }
        if params.format != TorrentFormat::V1 {
            params.files.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
        }
        check_unique(&params.files)?;
        let total: u64 = params.files.iter().fold(0, |sum, f| sum.saturating_add(f.length));
        let piece_length = params.piece_length.unwrap_or_else(|| auto_piece_length(total));
        if !piece_length.is_power_of_two() || !(16 * 1024..=1 << 28).contains(&piece_length) {
            return Err(CreateError::PieceLength);
        }
        let padding = padding(&params, piece_length);
        let padded = padding.iter().fold(total, |sum, pad| sum.saturating_add(*pad));
        let pieces = check_pieces(&params, padded, piece_length)?;
        let mut builder = Self {
            piece_length,
            padding,
            current: 0,
            left: params.files.first().map_or(0, |f| f.length),
            overflow: false,
            v1: (params.format != TorrentFormat::V2).then(V1State::default),
            v2: (params.format != TorrentFormat::V1).then(V2State::default),
            params,
        };
        builder.check_readable(pieces)?;
        builder.skip_finished();
        Ok(builder)
    }

    /// The files in the order in which their bytes have to be pushed.
    pub fn files(&self) -> &[CreateFile] {
        &self.params.files
    }

    /// Bytes of a piece.
    pub const fn piece_length(&self) -> u32 {
        self.piece_length
    }

    /// Adds the next bytes of the files' content.
    pub fn push(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.left == 0 {
                self.overflow = true;
                return;
            }
            let take = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
            let (now, rest) = bytes.split_at(take);
            if let Some(v1) = &mut self.v1 {
                v1.push(now, self.piece_length);
            }
            if let Some(v2) = &mut self.v2 {
                let length = self.params.files.get(self.current).map_or(0, |f| f.length);
                v2.push(now, self.piece_length, length);
            }
            self.left -= u64::try_from(take).unwrap_or(self.left);
            self.skip_finished();
            bytes = rest;
        }
    }

    /// Ends every file that has all its bytes and goes on to the next one that needs some.
    fn skip_finished(&mut self) {
        while self.left == 0 && self.current < self.params.files.len() {
            if let Some(v2) = &mut self.v2 {
                v2.end_file(self.piece_length);
            }
            let padding = self.padding.get(self.current).copied().unwrap_or(0);
            if let (Some(v1), true) = (&mut self.v1, padding > 0) {
                v1.pad(self.piece_length);
            }
            self.current += 1;
            self.left = self.params.files.get(self.current).map_or(0, |f| f.length);
        }
    }

    /// Refuses more files, deeper folders or a larger file than a reader takes, before anything is
    /// hashed: the dictionary is written without hashes and read.
    fn check_readable(&self, pieces: u64) -> Result<(), CreateError> {
        let mut out = Encoder::new();
        out.dict(|out| {
            out.key("info");
            out.dict(|out| self.write_info(out, &[]));
        });
        let limits = Limits::default();
        // Key and value of each root and layer, and what stands beside the info dictionary.
        let hashes = self.params.files.len().saturating_mul(4);
        let trackers: usize = self.params.trackers.iter().map(|tier| tier.len() + 1).sum();
        let beside = hashes + trackers + self.params.web_seeds.len() + 64;
        let max_tokens = limits.max_tokens.saturating_sub(beside);
        let out = out.finish();
        let of_piece = self.v1.as_ref().map_or(0, |_| 20) + self.v2.as_ref().map_or(0, |_| 32);
        let hashes = usize::try_from(pieces.saturating_mul(of_piece)).unwrap_or(usize::MAX);
        if out.len().saturating_add(hashes) > limits.max_size {
            return Err(MetainfoError::from(BencodeError::TooLarge(limits.max_size)).into());
        }
        let limits = Limits { max_tokens, ..limits };
        Document::decode(&out, limits, Strictness::Canonical)
            .map(|_| ())
            .map_err(|error| CreateError::Metainfo(error.into()))
    }

    /// The finished torrent.
    ///
    /// # Errors
    /// [`CreateError::SizeChanged`] when the bytes pushed are not as many as announced.
    pub fn finish(mut self) -> Result<Metainfo, CreateError> {
        if self.overflow || self.current < self.params.files.len() {
            return Err(CreateError::SizeChanged);
        }
        if let Some(v1) = &mut self.v1 {
            v1.end_piece();
        }
        let mut out = Encoder::new();
        let pieces = self.v1.as_ref().map(|v1| &v1.pieces[..]).unwrap_or_default();
        out.dict(|out| self.write_info(out, pieces));
        let layers = self.v2.map(|v2| v2.layers).unwrap_or_default();
        let mut metainfo = Metainfo::from_info_bytes(Bytes::from(out.finish()), &layers)?;
        if metainfo.info.has_v2() && metainfo.piece_layers.is_empty() {
            // BEP 52 wants the key although no file is longer than a piece.
            metainfo.other.insert(b"piece layers".to_vec(), Bytes::from_static(b"de"));
        }
        metainfo.set_trackers(self.params.trackers);
        metainfo.set_web_seeds(self.params.web_seeds);
        metainfo.set_origin(self.params.comment, self.params.created_by, self.params.creation_date);
        Ok(metainfo)
    }
}

impl V1State {
    fn push(&mut self, mut bytes: &[u8], piece_length: u32) {
        while !bytes.is_empty() {
            let room = u64::from(piece_length) - self.filled;
            let take = usize::try_from(room).unwrap_or(usize::MAX).min(bytes.len());
            let (now, rest) = bytes.split_at(take);
            self.hasher.update(now);
            self.filled += u64::try_from(take).unwrap_or(room);
            if self.filled == u64::from(piece_length) {
                self.end_piece();
            }
            bytes = rest;
        }
    }

    fn end_piece(&mut self) {
        if self.filled > 0 {
            self.pieces.extend_from_slice(&self.hasher.finalize_reset());
            self.filled = 0;
        }
    }

    fn pad(&mut self, piece_length: u32) {
        const ZEROS: [u8; 4096] = [0; 4096];
        while self.filled > 0 {
            let room = usize::try_from(u64::from(piece_length) - self.filled).unwrap_or(1);
            self.push(ZEROS.get(..room.min(ZEROS.len())).unwrap_or(&ZEROS), piece_length);
        }
    }
}

impl V2State {
    fn push(&mut self, mut bytes: &[u8], piece_length: u32, file_length: u64) {
        while !bytes.is_empty() {
            let room = u64::from(piece_length) - self.filled;
            let take = usize::try_from(room).unwrap_or(usize::MAX).min(bytes.len());
            let (now, rest) = bytes.split_at(take);
            let hasher = self.hasher.get_or_insert_with(|| {
                if file_length <= u64::from(piece_length) {
                    V2PieceHasher::for_small_file(file_length)
                } else {
                    V2PieceHasher::for_piece(piece_length)
                }
            });
            hasher.push(now);
            self.filled += u64::try_from(take).unwrap_or(room);
            if self.filled == u64::from(piece_length) {
                self.end_piece();
            }
            bytes = rest;
        }
    }

    fn end_piece(&mut self) {
        if let Some(hasher) = self.hasher.take() {
            self.layer.extend_from_slice(&hasher.finish());
        }
        self.filled = 0;
    }

    fn end_file(&mut self, piece_length: u32) {
        self.end_piece();
        let layer = std::mem::take(&mut self.layer);
        let root = match Hash256::try_from(&layer[..]) {
            Ok(root) => Some(root),
            Err(_) if layer.is_empty() => None,
            Err(_) => {
                let root = root_of_layer(&layer, piece_length);
                self.layers.insert(root, Bytes::from(layer));
                Some(root)
            }
        };
        self.roots.push(root);
    }
}

/// Refuses equal paths and files that are called like a folder.
fn check_unique(files: &[CreateFile]) -> Result<(), CreateError> {
    let mut seen = std::collections::HashSet::new();
    for file in files {
        if !seen.insert(file.path.as_str()) {
            return Err(CreateError::BadPath(file.path.clone()));
        }
    }
    let folders = files.iter().flat_map(|file| {
        file.path.match_indices('/').map(|(slash, _)| file.path.split_at(slash).0)
    });
    match folders.into_iter().find(|folder| seen.contains(folder)) {
        Some(folder) => Err(CreateError::BadPath(folder.to_owned())),
        None => Ok(()),
    }
}

/// What follows each file so that the next one begins at a piece: after every file of a hybrid,
/// before long files of a v1 torrent that asks for it.
fn padding(params: &CreateParams, piece_length: u32) -> Vec<u64> {
    let piece_length = u64::from(piece_length);
    let to_next = |offset: u64| (piece_length - offset % piece_length) % piece_length;
    let files = &params.files;
    match (params.format, params.pad_above) {
        // libtorrent adds nothing after a file that is alone, in a folder or not.
        _ if files.len() == 1 => Vec::new(),
        (TorrentFormat::Hybrid, _) => files.iter().map(|file| to_next(file.length)).collect(),
        (TorrentFormat::V1, Some(limit)) => {
            let mut offset: u64 = 0;
            let next_lengths = files.iter().skip(1).map(|file| file.length).chain([0]);
            let pad = |(file, next): (&CreateFile, u64)| {
                offset = offset.wrapping_add(file.length);
                let pad = if next > limit { to_next(offset) } else { 0 };
                offset = offset.wrapping_add(pad);
                pad
            };
            files.iter().zip(next_lengths).map(pad).collect()
        }
        (TorrentFormat::V1 | TorrentFormat::V2, _) => Vec::new(),
    }
}

/// Refuses what has no content or more pieces than are read back; the number of pieces.
fn check_pieces(params: &CreateParams, padded: u64, piece_length: u32) -> Result<u64, CreateError> {
    let max = u64::from(MetainfoLimits::default().max_pieces);
    let pieces = |piece_length: u64| match params.format {
        TorrentFormat::V1 => padded.div_ceil(piece_length),
        // Every file begins at a piece of its own.
        TorrentFormat::V2 | TorrentFormat::Hybrid => {
            let of_file = |file: &CreateFile| file.length.div_ceil(piece_length);
            params.files.iter().fold(0_u64, |sum, file| sum.saturating_add(of_file(file)))
        }
    };
    match pieces(u64::from(piece_length)) {
        0 => Err(CreateError::Metainfo(MetainfoError::Empty)),
        count if count <= max => Ok(count),
        count => {
            let larger = (14..=28).map(|power| 1_u64 << power);
            let needed = larger.filter(|length| pieces(*length) <= max).min();
            Err(CreateError::TooManyPieces { count, needed: needed.unwrap_or(u64::MAX) })
        }
    }
}

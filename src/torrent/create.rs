//! Making torrents: v1, v2 and hybrid, from bytes that somebody else reads.
//!
//! [`TorrentBuilder`] takes the files' bytes in the order of [`TorrentBuilder::files`], hashes
//! them once, and gives a `.torrent` whose info dictionary is the one libtorrent makes of the
//! same input: hybrids are padded after every file, v2 files are in file-tree order. Holds one
//! piece's hash state, never content. Pure: reading files and sorting a folder is the caller's.

use std::collections::BTreeMap;

use bytes::Bytes;
use sha1::{Digest, Sha1};

use super::bencode::Encoder;
use super::file_path::valid_file_name;
use super::merkle::{Hash256, V2PieceHasher, root_of_layer};
use super::metainfo::{Metainfo, MetainfoError};

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
    /// The result would not be readable, for example without any content or with too many
    /// pieces.
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
    STEPS.iter().filter(|step| total_size >= **step).fold(16 * 1024, |length, _| length * 2)
}

/// Hashes content into a torrent.
#[derive(Debug)]
pub struct TorrentBuilder {
    params: CreateParams,
    piece_length: u32,
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
        if params.format != TorrentFormat::V1 {
            params.files.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
        }
        check_unique(&params.files)?;
        let total: u64 = params.files.iter().fold(0, |sum, f| sum.saturating_add(f.length));
        let piece_length = params.piece_length.unwrap_or_else(|| auto_piece_length(total));
        if !piece_length.is_power_of_two() || !(16 * 1024..=1 << 28).contains(&piece_length) {
            return Err(CreateError::PieceLength);
        }
        let mut builder = Self {
            piece_length,
            current: 0,
            left: params.files.first().map_or(0, |f| f.length),
            overflow: false,
            v1: (params.format != TorrentFormat::V2).then(V1State::default),
            v2: (params.format != TorrentFormat::V1).then(V2State::default),
            params,
        };
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
            let padded = self.is_padded();
            if let (Some(v1), true) = (&mut self.v1, padded) {
                v1.pad(self.piece_length);
            }
            self.current += 1;
            self.left = self.params.files.get(self.current).map_or(0, |f| f.length);
        }
    }

    fn is_padded(&self) -> bool {
        self.params.format == TorrentFormat::Hybrid && self.params.multi_file
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
        out.dict(|out| self.write_info(out));
        let layers = self.v2.map(|v2| v2.layers).unwrap_or_default();
        let mut metainfo = Metainfo::from_info_bytes(Bytes::from(out.finish()), &layers)?;
        metainfo.set_trackers(self.params.trackers);
        metainfo.set_web_seeds(self.params.web_seeds);
        metainfo.set_origin(self.params.comment, self.params.created_by, self.params.creation_date);
        Ok(metainfo)
    }

    fn write_info(&self, out: &mut Encoder) {
        let params = &self.params;
        if let Some(v2) = &self.v2 {
            out.key("file tree");
            let parts: Vec<Vec<&str>> =
                params.files.iter().map(|f| f.path.split('/').collect()).collect();
            let rows: Vec<TreeRow<'_>> = parts
                .iter()
                .zip(&params.files)
                .zip(&v2.roots)
                .map(|((parts, file), root)| (&parts[..], file.length, *root))
                .collect();
            write_tree(out, &rows, 0);
        }
        if let (Some(_), true) = (&self.v1, params.multi_file) {
            out.key("files");
            out.list(|out| {
                for file in &params.files {
                    write_v1_file(out, None, file.length, file.path.split('/'));
                    let piece_length = u64::from(self.piece_length);
                    let over = file.length % piece_length;
                    if self.is_padded() && over > 0 {
                        let pad = piece_length - over;
                        write_v1_file(out, Some("p"), pad, [".pad", &pad.to_string()]);
                    }
                }
            });
        }
        if let (Some(_), false, Some(file)) = (&self.v1, params.multi_file, params.files.first()) {
            out.key("length");
            out.int(i64::try_from(file.length).unwrap_or(i64::MAX));
        }
        if self.v2.is_some() {
            out.key("meta version");
            out.int(2);
        }
        out.key("name");
        out.str(&params.name);
        out.key("piece length");
        out.int(i64::from(self.piece_length));
        if let Some(v1) = &self.v1 {
            out.key("pieces");
            out.bytes(&v1.pieces);
        }
        if params.private {
            out.key("private");
            out.int(1);
        }
        if !params.source.is_empty() {
            out.key("source");
            out.str(&params.source);
        }
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

/// Path components, length and root of a file.
type TreeRow<'a> = (&'a [&'a str], u64, Option<Hash256>);

/// Writes the part of a file tree whose rows share their first `depth` components.
fn write_tree(out: &mut Encoder, rows: &[TreeRow<'_>], depth: usize) {
    out.dict(|out| {
        for group in rows.chunk_by(|a, b| a.0.get(depth) == b.0.get(depth)) {
            let Some((parts, length, root)) = group.first() else { continue };
            let Some(name) = parts.get(depth) else { continue };
            out.key(name);
            if parts.len() > depth + 1 {
                write_tree(out, group, depth + 1);
                continue;
            }
            out.dict(|out| {
                out.key("");
                out.dict(|out| {
                    out.key("length");
                    out.int(i64::try_from(*length).unwrap_or(i64::MAX));
                    if let Some(root) = root {
                        out.key("pieces root");
                        out.bytes(root);
                    }
                });
            });
        }
    });
}

fn write_v1_file(
    out: &mut Encoder,
    attr: Option<&str>,
    length: u64,
    path: impl IntoIterator<Item: AsRef<str>>,
) {
    out.dict(|out| {
        if let Some(attr) = attr {
            out.key("attr");
            out.str(attr);
        }
        out.key("length");
        out.int(i64::try_from(length).unwrap_or(i64::MAX));
        out.key("path");
        out.list(|out| path.into_iter().for_each(|part| out.str(part.as_ref())));
    });
}

//! `.torrent` files: reading them, and writing them out again.
//!
//! A [`Metainfo`] owns the raw info bytes, what was read from them, and every other top-level
//! value as raw bytes: an export is the user's own file, with this program's `codex` key added.
//! The outer dictionary and the info dictionary may have unsorted keys and bytes may follow the
//! end, as libtorrent accepts; keys used twice are refused. The info hash is always taken over
//! the raw bytes of the info dictionary, so nothing depends on how they are sorted.
//!
//! Piece layers are checked against the roots in the info dictionary, and a v2 file longer than
//! a piece has to have its layer (libtorrent's rule). A malformed `codex` key does not make a
//! torrent invalid; it is reported in [`Metainfo::codex_error`].
//!
//! Pure; build once and keep in an `Arc`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use bytes::Bytes;

use super::bencode::{self, BencodeError, Dict, Document, Encoder, Strictness, Value};
use super::file_path::clean_text;
use super::info::Info;
use super::info_hash::{InfoHash, TorrentId};
use super::magnet::Magnet;
use super::merkle::{Hash256, root_of_layer};
use super::record::{RecordError, RecordPlacement};
use super::verify::PieceHasher;

/// Most trackers and most web seeds that are kept.
const MAX_ADDRESSES: usize = 10_000;

/// Longest tracker or web seed address.
const MAX_ADDRESS: usize = 8 * 1024;

/// Longest comment or creator text that is kept.
const MAX_TEXT: usize = 64 * 1024;

/// Bounds on a `.torrent` file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MetainfoLimits {
    /// Size, depth and tokens.
    pub bencode: bencode::Limits,
    /// Most entries in the file list, padding included.
    pub max_files: usize,
    /// Most pieces; libtorrent's default is 2,097,152.
    pub max_pieces: u32,
}

impl Default for MetainfoLimits {
    fn default() -> Self {
        Self { bencode: bencode::Limits::default(), max_files: 1_000_000, max_pieces: 0x20_0000 }
    }
}

/// Why a file is no usable torrent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MetainfoError {
    /// Not bencode, or beyond its limits.
    #[error("not a valid torrent file: {0}")]
    Bencode(#[from] BencodeError),
    /// A required key is missing.
    #[error("the torrent has no '{0}'")]
    Missing(&'static str),
    /// A key has a value that it cannot have.
    #[error("the torrent's '{0}' is not valid")]
    Invalid(&'static str),
    /// `meta version` is neither 1 nor 2.
    #[error("the torrent is of a newer version than this program reads")]
    UnsupportedVersion,
    /// More entries than [`MetainfoLimits::max_files`].
    #[error("the torrent has more than {0} files")]
    TooManyFiles(usize),
    /// More pieces than [`MetainfoLimits::max_pieces`].
    #[error("the torrent has more than {0} pieces")]
    TooManyPieces(u32),
    /// The total size does not fit 63 bits.
    #[error("the torrent is impossibly large")]
    TooLarge,
    /// There is not a single byte of content.
    #[error("the torrent has no content")]
    Empty,
    /// The v1 and v2 halves describe different files.
    #[error("the v1 and v2 parts of the torrent describe different files")]
    HybridMismatch,
    /// A v2 file longer than a piece has no piece layer.
    #[error("the torrent lacks a piece layer")]
    MissingPieceLayer,
    /// A piece layer does not hash to the file's root.
    #[error("a piece layer does not match its root")]
    BadPieceLayer,
}

/// A torrent with its metadata.
#[derive(Debug, Clone)]
pub struct Metainfo {
    /// The info dictionary, byte for byte.
    pub info_bytes: Bytes,
    /// What is in it.
    pub info: Info,
    /// Tracker addresses by tier, each address once.
    pub trackers: Vec<Vec<String>>,
    /// Web seed addresses (`url-list`). For torrents with a folder they end in a slash.
    pub web_seeds: Vec<String>,
    /// `comment`; empty when absent.
    pub comment: String,
    /// `created by`; empty when absent.
    pub created_by: String,
    /// `creation date` in seconds since 1970.
    pub creation_date: Option<i64>,
    /// The verified piece layers of v2 files longer than a piece, by root.
    pub piece_layers: BTreeMap<Hash256, Bytes>,
    /// Where the content lies in Codex, from the key `codex`.
    pub codex: Option<RecordPlacement>,
    /// Why a `codex` key that was there is not used.
    pub codex_error: Option<RecordError>,
    /// All other top-level values, raw.
    pub(super) other: BTreeMap<Vec<u8>, Bytes>,
}

impl Metainfo {
    /// Reads a `.torrent` file with default limits.
    ///
    /// # Errors
    /// [`MetainfoError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, MetainfoError> {
        Self::parse_with_limits(bytes, MetainfoLimits::default())
    }

    /// Reads a `.torrent` file.
    ///
    /// # Errors
    /// [`MetainfoError`].
    pub fn parse_with_limits(bytes: &[u8], limits: MetainfoLimits) -> Result<Self, MetainfoError> {
        let document = Document::decode(bytes, limits.bencode, Strictness::Lenient)?;
        let dict = document.root().as_dict().ok_or(MetainfoError::Invalid("top level"))?;
        let info = dict.get("info").ok_or(MetainfoError::Missing("info"))?;
        // A copy, so that the rest of a large file can go.
        let info_bytes = Bytes::copy_from_slice(info.raw());
        let info = Info::parse(&info_bytes, limits)?;
        let layers = dict.dict("piece layers");
        let piece_layers = read_layers(&info, layers)?;
        require_layers(&info, &piece_layers)?;
        let (codex, codex_error) = match dict.get("codex").map(|v| RecordPlacement::read(v, &info))
        {
            None => (None, None),
            Some(Ok(placement)) => (Some(placement), None),
            Some(Err(error)) => (None, Some(error)),
        };
        let other = dict
            .iter()
            .filter(|(key, _)| *key != b"info" && *key != b"codex")
            .map(|(key, value)| (key.to_vec(), Bytes::copy_from_slice(value.raw())))
            .collect();
        Ok(Self {
            trackers: read_trackers(dict),
            web_seeds: read_web_seeds(dict, info.multi_file),
            comment: read_text(dict, "comment.utf-8", "comment"),
            created_by: read_text(dict, "created by.utf-8", "created by"),
            creation_date: dict.int("creation date").filter(|date| *date >= 0),
            piece_layers,
            codex,
            codex_error,
            other,
            info_bytes,
            info,
        })
    }

    /// Makes metainfo from an info dictionary alone, as records and magnets provide it. Layers
    /// that belong to no file are dropped; layers may be missing, see
    /// [`Metainfo::has_all_piece_layers`].
    ///
    /// # Errors
    /// [`MetainfoError`], also when a layer does not match its root.
    pub fn from_info_bytes(
        info_bytes: Bytes,
        piece_layers: &BTreeMap<Hash256, Bytes>,
    ) -> Result<Self, MetainfoError> {
        let info = Info::parse(&info_bytes, MetainfoLimits::default())?;
        let find = |root: &Hash256| piece_layers.get(root).map(Bytes::as_ref);
        let piece_layers = check_layers(&info, find)?;
        Ok(Self::from_parts(info_bytes, info, piece_layers))
    }

    /// Puts checked parts together.
    pub(super) fn from_parts(
        info_bytes: Bytes,
        info: Info,
        piece_layers: BTreeMap<Hash256, Bytes>,
    ) -> Self {
        Self {
            info_bytes,
            info,
            trackers: Vec::new(),
            web_seeds: Vec::new(),
            comment: String::new(),
            created_by: String::new(),
            creation_date: None,
            piece_layers,
            codex: None,
            codex_error: None,
            other: BTreeMap::new(),
        }
    }

    /// The id that clients call `hash`.
    pub fn id(&self) -> TorrentId {
        self.info.id
    }

    /// The info hashes.
    pub fn info_hash(&self) -> InfoHash {
        self.info.info_hash
    }

    /// Whether every v2 file longer than a piece has its piece layer; true for v1.
    pub fn has_all_piece_layers(&self) -> bool {
        require_layers(&self.info, &self.piece_layers).is_ok()
    }

    /// The v2 hash of a piece: from the layer, or the root of a file that fits one piece. `None`
    /// in v1 torrents, beyond the end, and where the layer is missing.
    pub fn piece_hash_v2(&self, piece: u32) -> Option<Hash256> {
        let (entry, number) = self.info.v2_piece(piece)?;
        let file = self.info.files.get(entry)?;
        let root = file.pieces_root.as_ref()?;
        if file.length <= u64::from(self.info.piece_length) {
            return Some(*root);
        }
        let (hashes, _) = self.piece_layers.get(root)?.as_chunks::<32>();
        hashes.get(usize::try_from(number).ok()?).copied()
    }

    /// A checker for one piece by every hash that is known of it; `None` when there is none.
    pub fn piece_hasher(&self, piece: u32) -> Option<PieceHasher> {
        PieceHasher::new(self, piece)
    }

    /// Replaces the trackers, for [`Metainfo::to_torrent_bytes`] too.
    pub fn set_trackers(&mut self, tiers: Vec<Vec<String>>) {
        self.other.remove(&b"announce"[..]);
        self.other.remove(&b"announce-list"[..]);
        if let Some(first) = tiers.iter().flatten().next() {
            self.other.insert(b"announce".to_vec(), encoded(|out| out.str(first)));
        }
        if tiers.iter().flatten().nth(1).is_some() {
            let list = encoded(|out| {
                out.list(|out| {
                    for tier in tiers.iter().filter(|tier| !tier.is_empty()) {
                        out.list(|out| tier.iter().for_each(|url| out.str(url)));
                    }
                });
            });
            self.other.insert(b"announce-list".to_vec(), list);
        }
        self.trackers = tiers;
    }

    /// Replaces the web seeds, for [`Metainfo::to_torrent_bytes`] too.
    pub fn set_web_seeds(&mut self, seeds: Vec<String>) {
        if let [only] = &seeds[..] {
            // A text by itself, as libtorrent writes it.
            self.other.insert(b"url-list".to_vec(), encoded(|out| out.str(only)));
        } else if seeds.is_empty() {
            self.other.remove(&b"url-list"[..]);
        } else {
            let list = encoded(|out| out.list(|out| seeds.iter().for_each(|url| out.str(url))));
            self.other.insert(b"url-list".to_vec(), list);
        }
        self.web_seeds = seeds;
    }

    /// Sets comment, creator and date, for [`Metainfo::to_torrent_bytes`] too. Empty texts are
    /// left out.
    pub fn set_origin(&mut self, comment: String, created_by: String, date: Option<i64>) {
        for (key, text) in [("comment", &comment), ("created by", &created_by)] {
            self.other.remove(format!("{key}.utf-8").as_bytes());
            self.other.remove(key.as_bytes());
            if !text.is_empty() {
                self.other.insert(key.as_bytes().to_vec(), encoded(|out| out.str(text)));
            }
        }
        self.other.remove(&b"creation date"[..]);
        if let Some(date) = date {
            self.other.insert(b"creation date".to_vec(), encoded(|out| out.int(date)));
        }
        self.comment = comment;
        self.created_by = created_by;
        self.creation_date = date;
    }

    /// Writes a `.torrent`: the keys it was read with, byte for byte, and `codex` when there is
    /// a placement. Keys come out sorted.
    pub fn to_torrent_bytes(&self) -> Vec<u8> {
        let mut keys = self.other.clone();
        keys.insert(b"info".to_vec(), self.info_bytes.clone());
        if !keys.contains_key(&b"piece layers"[..]) && !self.piece_layers.is_empty() {
            let layers = encoded(|out| write_layers(out, &self.piece_layers));
            keys.insert(b"piece layers".to_vec(), layers);
        }
        if let Some(placement) = &self.codex {
            keys.insert(b"codex".to_vec(), encoded(|out| placement.write(out)));
        }
        let mut out = Encoder::new();
        out.dict(|out| {
            for (key, value) in &keys {
                out.key(key);
                out.raw(value);
            }
        });
        out.finish()
    }

    /// The magnet link of this torrent; `codex` is left for the caller to fill in.
    pub fn magnet(&self) -> Magnet {
        Magnet {
            info_hash: self.info.info_hash,
            display_name: Some(self.info.name.clone()).filter(|n| *n != self.id().to_string()),
            exact_length: Some(self.info.total_size),
            trackers: self.trackers.iter().flatten().cloned().collect(),
            web_seeds: self.web_seeds.clone(),
            ..Magnet::default()
        }
    }
}

fn encoded(write: impl FnOnce(&mut Encoder)) -> Bytes {
    let mut out = Encoder::new();
    write(&mut out);
    Bytes::from(out.finish())
}

/// Writes piece layers as the dictionary of BEP 52.
pub(super) fn write_layers(out: &mut Encoder, layers: &BTreeMap<Hash256, Bytes>) {
    out.dict(|out| {
        for (root, layer) in layers {
            out.key(root);
            out.bytes(layer);
        }
    });
}

/// Reads and checks the layers of `info`'s files from a `piece layers` dictionary.
pub(super) fn read_layers(
    info: &Info,
    layers: Option<Dict<'_>>,
) -> Result<BTreeMap<Hash256, Bytes>, MetainfoError> {
    if !info.has_v2() {
        return Ok(BTreeMap::new());
    }
    // One pass: look-ups in the dictionary itself would be quadratic.
    let given: BTreeMap<&[u8], &[u8]> = layers
        .into_iter()
        .flat_map(Dict::iter)
        .filter_map(|(root, layer)| Some((root, layer.as_bytes()?)))
        .collect();
    check_layers(info, |root| given.get(&root[..]).copied())
}

fn check_layers<'a>(
    info: &Info,
    find: impl Fn(&Hash256) -> Option<&'a [u8]>,
) -> Result<BTreeMap<Hash256, Bytes>, MetainfoError> {
    let mut checked = BTreeMap::new();
    for (root, length) in layered_files(info) {
        let Some(layer) = find(&root) else { continue };
        let pieces = length.div_ceil(u64::from(info.piece_length));
        if u64::try_from(layer.len()) != Ok(pieces * 32) {
            return Err(MetainfoError::BadPieceLayer);
        }
        // Equal files share a layer.
        if let Entry::Vacant(free) = checked.entry(root) {
            if root_of_layer(layer, info.piece_length) != root {
                return Err(MetainfoError::BadPieceLayer);
            }
            free.insert(Bytes::copy_from_slice(layer));
        }
    }
    Ok(checked)
}

/// Root and length of every file that needs a layer.
fn layered_files(info: &Info) -> impl Iterator<Item = (Hash256, u64)> {
    let piece_length = u64::from(info.piece_length);
    info.files
        .iter()
        .filter(move |file| file.length > piece_length)
        .filter_map(|file| Some((file.pieces_root?, file.length)))
}

fn require_layers(info: &Info, layers: &BTreeMap<Hash256, Bytes>) -> Result<(), MetainfoError> {
    let complete = layered_files(info).all(|(root, _)| layers.contains_key(&root));
    if complete { Ok(()) } else { Err(MetainfoError::MissingPieceLayer) }
}

fn read_text(dict: Dict<'_>, first: &str, second: &str) -> String {
    let raw = dict.bytes(first).or_else(|| dict.bytes(second)).unwrap_or_default();
    let raw = raw.get(..raw.len().min(MAX_TEXT)).unwrap_or_default();
    // Comments may have lines; other control characters go.
    let lines: Vec<String> = raw
        .split(|b| *b == b'\n')
        .map(|line| clean_text(line.strip_suffix(b"\r").unwrap_or(line)))
        .collect();
    lines.join("\n")
}

fn usable_address(value: Value<'_>) -> Option<String> {
    let text = value.as_str()?.trim();
    let usable =
        !text.is_empty() && text.len() <= MAX_ADDRESS && !text.contains(|c: char| c.is_control());
    usable.then(|| text.to_owned())
}

/// `announce-list`, or `announce` when that holds nothing usable (BEP 12).
fn read_trackers(dict: Dict<'_>) -> Vec<Vec<String>> {
    let mut seen = std::collections::HashSet::new();
    let mut tiers = Vec::new();
    for tier in dict.list("announce-list").into_iter().flatten() {
        let addresses = tier.as_list().into_iter().flatten().filter_map(usable_address);
        let mut urls = Vec::new();
        for address in addresses {
            if seen.len() < MAX_ADDRESSES && seen.insert(address.clone()) {
                urls.push(address);
            }
        }
        if !urls.is_empty() {
            tiers.push(urls);
        }
    }
    if tiers.is_empty() {
        tiers.extend(dict.get("announce").and_then(usable_address).map(|url| vec![url]));
    }
    tiers
}

/// `url-list`: a string or a list of strings (BEP 19).
fn read_web_seeds(dict: Dict<'_>, multi_file: bool) -> Vec<String> {
    let Some(value) = dict.get("url-list") else {
        return Vec::new();
    };
    let single = value.as_bytes().is_some().then_some(value);
    let mut seeds: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for value in single.into_iter().chain(value.as_list().into_iter().flatten()) {
        let Some(mut address) = usable_address(value) else { continue };
        if multi_file && !address.ends_with('/') {
            address.push('/');
        }
        if seeds.len() < MAX_ADDRESSES && seen.insert(address.clone()) {
            seeds.push(address);
        }
    }
    seeds
}

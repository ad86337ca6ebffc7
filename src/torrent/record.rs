//! Records: the small file that says where a torrent's content lies in Codex.
//!
//! A record is canonical bencode of exactly `codex`, `info` and, where v2 has them,
//! `piece layers`. It holds no trackers, web seeds, comment, dates or creator: they can carry
//! secrets, and without them every server makes the same record of the same content. The same
//! `codex` value goes into an exported `.torrent`.
//!
//! `codex`: `version` 1; `files`: one dictionary for each entry of the file list that is neither
//! padding nor a symlink, with `length`, and for a file with bytes `tree` (tree CID) and `cids`
//! (generation letter → manifest CID). Readers ignore keys they do not know and refuse a count
//! or length that disagrees with the info dictionary. CIDs are opaque text here.
//!
//! Pure. What a CID means is `codex`' business.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::bencode::{BencodeError, Dict, Document, Encoder, Strictness, Value};
use super::info::Info;
use super::metainfo::{Metainfo, MetainfoError, MetainfoLimits, read_layers, write_layers};

/// Longest CID text.
const MAX_CID: usize = 128;

/// The version that is written and read.
const VERSION: i64 = 1;

/// Why bytes are no record, or a placement cannot be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Not canonical bencode, or beyond its limits.
    #[error("not a record: {0}")]
    Bencode(#[from] BencodeError),
    /// The torrent part is not valid.
    #[error("not a record: {0}")]
    Metainfo(#[from] MetainfoError),
    /// A key is missing or of the wrong type.
    #[error("the record's '{0}' is missing or not valid")]
    Invalid(&'static str),
    /// A version that this program does not read.
    #[error("the record is of version {0}, which this program does not read")]
    UnsupportedVersion(i64),
    /// Another number of files than the info dictionary has.
    #[error("the record lists {listed} files, its torrent has {expected}")]
    FileCount {
        /// Files in the record.
        listed: usize,
        /// Files in the torrent.
        expected: usize,
    },
    /// A file has another length than in the info dictionary.
    #[error("the record gives file {0} another length than its torrent")]
    FileLength(usize),
    /// A file with bytes has no tree CID or no manifest CID.
    #[error("file {0} has no place in Codex yet")]
    NotPlaced(usize),
}

/// Where one file lies in Codex.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacementFile {
    /// Length in bytes.
    pub length: u64,
    /// Tree CID text, the same in all generations; `None` for an empty file.
    pub tree: Option<String>,
    /// Manifest CID text by generation letter (`a`, `b`, `c`); empty for an empty file.
    pub cids: BTreeMap<char, String>,
}

/// Where all files of a torrent lie: its payload entries, in the torrent's order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPlacement {
    /// One entry for each of [`Info::payload_files`].
    pub files: Vec<PlacementFile>,
}

/// A parsed record.
#[derive(Debug, Clone)]
pub struct Record {
    /// The torrent; it has no trackers, and its `codex` is the placement.
    pub metainfo: Metainfo,
    /// Where the content lies.
    pub placement: RecordPlacement,
}

impl Record {
    /// Reads a record.
    ///
    /// # Errors
    /// [`RecordError`] when it is not canonical bencode, its torrent is not valid, or its
    /// placement disagrees with it.
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordError> {
        Self::parse_with_limits(bytes, MetainfoLimits::default())
    }

    /// Reads a record within given limits.
    ///
    /// # Errors
    /// As [`Record::parse`].
    pub fn parse_with_limits(bytes: &[u8], limits: MetainfoLimits) -> Result<Self, RecordError> {
        let document = Document::decode(bytes, limits.bencode, Strictness::Canonical)?;
        let dict = document.root().as_dict().ok_or(RecordError::Invalid("top level"))?;
        let codex = dict.get("codex").ok_or(RecordError::Invalid("codex"))?;
        let info_raw = dict.get("info").ok_or(RecordError::Invalid("info"))?.raw();
        let info_bytes = Bytes::copy_from_slice(info_raw);
        let info = Info::parse(&info_bytes, limits)?;
        let piece_layers = read_layers(&info, dict.dict("piece layers"))?;
        let placement = RecordPlacement::read(codex, &info)?;
        let mut metainfo = Metainfo::from_parts(info_bytes, info, piece_layers);
        metainfo.codex = Some(placement.clone());
        Ok(Self { metainfo, placement })
    }

    /// Whether bytes could be a record at all: a cheap look at their first bytes, to tell a
    /// record from other content before reading it whole.
    pub fn looks_like(head: &[u8]) -> bool {
        head.starts_with(b"d5:codexd")
    }

    /// Writes the record of a torrent. Equal content gives equal bytes everywhere.
    ///
    /// # Errors
    /// [`RecordError`] when the placement does not fit the torrent or a file with bytes has no
    /// CIDs, or a v2 piece layer is missing.
    pub fn encode(
        metainfo: &Metainfo,
        placement: &RecordPlacement,
    ) -> Result<Vec<u8>, RecordError> {
        placement.check(&metainfo.info)?;
        placement.check_placed()?;
        if !metainfo.has_all_piece_layers() {
            return Err(MetainfoError::MissingPieceLayer.into());
        }
        let mut out = Encoder::new();
        out.dict(|out| {
            out.key("codex");
            placement.write(out);
            out.key("info");
            out.raw(&metainfo.info_bytes);
            if !metainfo.piece_layers.is_empty() {
                out.key("piece layers");
                write_layers(out, &metainfo.piece_layers);
            }
        });
        Ok(out.finish())
    }
}

impl RecordPlacement {
    /// Checks count, lengths and texts against a torrent.
    ///
    /// # Errors
    /// [`RecordError`] names the first disagreement.
    pub fn check(&self, info: &Info) -> Result<(), RecordError> {
        let expected = info.payload_files().count();
        if self.files.len() != expected {
            return Err(RecordError::FileCount { listed: self.files.len(), expected });
        }
        for (index, ((_, entry), file)) in info.payload_files().zip(&self.files).enumerate() {
            if entry.length != file.length {
                return Err(RecordError::FileLength(index));
            }
            if !file.tree.iter().chain(file.cids.values()).all(|text| is_cid_text(text)) {
                return Err(RecordError::Invalid("cids"));
            }
        }
        Ok(())
    }

    /// Whether every file with bytes has a tree CID and a manifest CID.
    pub fn is_complete(&self) -> bool {
        self.check_placed().is_ok()
    }

    fn check_placed(&self) -> Result<(), RecordError> {
        let open =
            |file: &PlacementFile| file.length > 0 && (file.tree.is_none() || file.cids.is_empty());
        match self.files.iter().position(open) {
            Some(index) => Err(RecordError::NotPlaced(index)),
            None => Ok(()),
        }
    }

    /// Reads the value of a `codex` key and checks it against the torrent.
    pub(super) fn read(value: Value<'_>, info: &Info) -> Result<Self, RecordError> {
        let dict = value.as_dict().ok_or(RecordError::Invalid("codex"))?;
        match dict.int("version") {
            Some(VERSION) => {}
            Some(other) => return Err(RecordError::UnsupportedVersion(other)),
            None => return Err(RecordError::Invalid("version")),
        }
        let list = dict.list("files").ok_or(RecordError::Invalid("files"))?;
        let mut files = Vec::new();
        for file in list {
            files.push(PlacementFile::read(file)?);
        }
        let placement = Self { files };
        placement.check(info)?;
        Ok(placement)
    }

    /// Writes the value of a `codex` key.
    pub(super) fn write(&self, out: &mut Encoder) {
        out.dict(|out| {
            out.key("files");
            out.list(|out| self.files.iter().for_each(|file| file.write(out)));
            out.key("version");
            out.int(VERSION);
        });
    }
}

impl PlacementFile {
    fn read(value: Value<'_>) -> Result<Self, RecordError> {
        let dict = value.as_dict().ok_or(RecordError::Invalid("files"))?;
        let length = dict.int("length").and_then(|n| u64::try_from(n).ok());
        let length = length.ok_or(RecordError::Invalid("length"))?;
        if length == 0 {
            return Ok(Self::default());
        }
        let tree = match dict.get("tree") {
            Some(tree) => Some(tree.as_str().ok_or(RecordError::Invalid("tree"))?.to_owned()),
            None => None,
        };
        let cids = dict.get("cids").map(Value::as_dict);
        let cids = match cids {
            Some(None) => return Err(RecordError::Invalid("cids")),
            Some(Some(cids)) => read_cids(cids)?,
            None => BTreeMap::new(),
        };
        if tree.is_none() && cids.is_empty() {
            return Err(RecordError::Invalid("cids"));
        }
        Ok(Self { length, tree, cids })
    }

    fn write(&self, out: &mut Encoder) {
        out.dict(|out| {
            if self.length > 0 && !self.cids.is_empty() {
                out.key("cids");
                out.dict(|out| {
                    for (generation, cid) in &self.cids {
                        out.key(generation.to_string());
                        out.str(cid);
                    }
                });
            }
            out.key("length");
            out.int(i64::try_from(self.length).unwrap_or(i64::MAX));
            if let Some(tree) = self.tree.as_ref().filter(|_| self.length > 0) {
                out.key("tree");
                out.str(tree);
            }
        });
    }
}

/// Generations are single lower-case letters; other keys belong to later versions.
fn read_cids(dict: Dict<'_>) -> Result<BTreeMap<char, String>, RecordError> {
    let mut cids = BTreeMap::new();
    for (key, value) in dict.iter() {
        if let [letter @ b'a'..=b'z'] = key {
            let cid = value.as_str().ok_or(RecordError::Invalid("cids"))?;
            cids.insert(char::from(*letter), cid.to_owned());
        }
    }
    Ok(cids)
}

fn is_cid_text(text: &str) -> bool {
    !text.is_empty() && text.len() <= MAX_CID && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

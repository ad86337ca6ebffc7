//! Manifests of generations A, B and C: encoding, strict decoding, and the CID they give.
//!
//! A manifest is one protobuf message inside field 1 of another; its fields lie in ascending
//! order, numbers are written even when they are 0, names only when there are any. Exactly one
//! encoding of a manifest is accepted, because its hash is its name. Which generation wrote
//! some bytes can mostly be seen from them; where it cannot, [`Manifest::decode_as`] takes it
//! from the caller.
//!
//! Absent: making manifests of erasure-coded datasets (they are noticed and read), directory
//! manifests of prototypes (they are refused).

use serde::{Deserialize, Serialize};
use sha2::Digest as _;

use super::cid::{Cid, Codec};
use super::merkle::{self, SHA2_256};
use super::proto::{DatasetHashes, DatasetLabel};
use super::wire::{self, Reader, Value, WireError};

/// Longest accepted encoding in bytes: a usual one has about 100, an erasure-coded one holds
/// one CID per slot.
pub const MAX_ENCODED: usize = 65536;
/// Longest accepted name or MIME type of a foreign manifest in bytes (own ones are held to
/// [`super::label`]).
const MAX_TEXT: usize = 4096;
/// `codex-block`, the codec number that a manifest names for its blocks.
const BLOCK_CODEC: u64 = 0xcd02;
/// How nodes write the CID version 1: its ordinal in their list of versions.
const CID_V1: u64 = 2;

/// Which layout a manifest has; it decides the CID that people share.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Generation {
    /// Node v0.1.9 to v0.2.x and the BitTorrent branch.
    A,
    /// Node v0.3.
    B,
    /// Node v0.4 and newer.
    #[default]
    C,
}

impl Generation {
    /// All of them, oldest first.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// The number of the tree's field; block size and the other numbers follow it.
    const fn first_field(self) -> u64 {
        match self {
            Self::A | Self::B => 1,
            Self::C => 2,
        }
    }

    const fn filename_field(self) -> u64 {
        match self {
            Self::A | Self::C => 8,
            Self::B => 7,
        }
    }
}

/// The description of a dataset: what a manifest CID is the hash of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// CID of the tree over the blocks.
    pub tree: Cid,
    /// Block size in bytes; 65536 for everything made here.
    pub block_size: u32,
    /// True length in bytes.
    pub dataset_size: u64,
    /// File name, where one was stored.
    pub filename: Option<String>,
    /// MIME type, where one was stored.
    pub mimetype: Option<String>,
}

/// A manifest as it was read from bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedManifest {
    /// What it says. Of an erasure-coded dataset the size is the original one.
    pub manifest: Manifest,
    /// Which layout it has; A stands for B too where both are the same.
    pub generation: Generation,
    /// True for an erasure-coded dataset of generation A: its tree is over more blocks than
    /// the size says, and encoding the manifest again does not give the same bytes.
    pub protected: bool,
}

/// Why bytes or values are not a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// Not the protobuf of any generation.
    #[error("not a manifest of a known generation")]
    Malformed,
    /// Longer than [`MAX_ENCODED`].
    #[error("manifest is longer than {MAX_ENCODED} bytes")]
    TooLong,
    /// Not a tree CID.
    #[error("a manifest must name a tree")]
    Tree,
    /// See [`merkle::is_block_size`].
    #[error("block size must be a power of two from 4096 to 524288")]
    BlockSize,
    /// 0, or more than a node can count.
    #[error("dataset size must be between 1 and 2^63 - 1 bytes")]
    DatasetSize,
    /// A block codec, hash, CID or manifest version that no node uses.
    #[error("manifest names an unknown codec, hash or version")]
    Version,
    /// An empty text (absent is written by leaving it out) or an overlong one.
    #[error("file name and MIME type must have between 1 and {MAX_TEXT} bytes")]
    Text,
}

impl From<WireError> for ManifestError {
    fn from(_: WireError) -> Self {
        Self::Malformed
    }
}

impl Manifest {
    /// The manifest of a dataset made here.
    pub fn of(hashes: &DatasetHashes, label: &DatasetLabel) -> Self {
        Self::over(hashes.tree_cid(), hashes.length, label)
    }

    /// The same, of a dataset of so many bytes whose tree is known.
    pub fn over(tree: Cid, length: u64, label: &DatasetLabel) -> Self {
        Self {
            tree,
            block_size: super::BLOCK_SIZE,
            dataset_size: length,
            filename: label.filename.clone(),
            mimetype: label.mimetype.clone(),
        }
    }

    /// Number of blocks.
    pub fn block_count(&self) -> u64 {
        merkle::block_count(self.dataset_size, self.block_size)
    }

    /// Checks every value, of a manifest that came as JSON too.
    ///
    /// # Errors
    /// Which value is out of range.
    pub fn validate(&self) -> Result<(), ManifestError> {
        let text_ok =
            |text: &Option<String>| text.as_ref().is_none_or(|t| (1..=MAX_TEXT).contains(&t.len()));
        if self.tree.codec() != Codec::Tree {
            return Err(ManifestError::Tree);
        }
        if !merkle::is_block_size(self.block_size) {
            return Err(ManifestError::BlockSize);
        }
        if self.dataset_size == 0 || i64::try_from(self.dataset_size).is_err() {
            return Err(ManifestError::DatasetSize);
        }
        if !text_ok(&self.filename) || !text_ok(&self.mimetype) {
            return Err(ManifestError::Text);
        }
        Ok(())
    }

    /// The bytes that a node of this generation stores.
    pub fn encode(&self, generation: Generation) -> Vec<u8> {
        let mut header = Vec::with_capacity(128);
        if generation == Generation::C {
            wire::put_number(&mut header, 1, 0);
        }
        let first = generation.first_field();
        wire::put_bytes(&mut header, first, &self.tree.to_bytes());
        let numbers =
            [u64::from(self.block_size), self.dataset_size, BLOCK_CODEC, SHA2_256, CID_V1];
        for (field, value) in (first + 1..).zip(numbers) {
            wire::put_number(&mut header, field, value);
        }
        let texts = [&self.filename, &self.mimetype];
        for (field, text) in (generation.filename_field()..).zip(texts) {
            if let Some(text) = text {
                wire::put_bytes(&mut header, field, text.as_bytes());
            }
        }
        let mut out = Vec::with_capacity(header.len() + 4);
        wire::put_bytes(&mut out, 1, &header);
        out
    }

    /// The manifest CID in this generation.
    pub fn cid(&self, generation: Generation) -> Cid {
        cid_of(&self.encode(generation))
    }

    /// Reads a manifest whose generation is not known.
    ///
    /// C differs from A and B in its first field. A and B differ in the numbers of the texts: a
    /// field 9 means A; a field 7 means A when it reads as an erasure message, else B; a lone
    /// field 8 is taken for B's MIME type when it looks like one, else for A's file name.
    ///
    /// # Errors
    /// [`ManifestError`]; nothing but the one encoding that nodes write is accepted.
    pub fn decode(bytes: &[u8]) -> Result<DecodedManifest, ManifestError> {
        let generation = guess(header(bytes)?)?;
        Self::decode_as(bytes, generation)
    }

    /// Reads a manifest of a known generation.
    ///
    /// # Errors
    /// As [`Manifest::decode`].
    pub fn decode_as(
        bytes: &[u8],
        generation: Generation,
    ) -> Result<DecodedManifest, ManifestError> {
        let mut reader = Reader::new(header(bytes)?);
        let mut expect = |field| match reader.next()? {
            Some((found, value)) if found == field => Ok(value),
            _ => Err(ManifestError::Malformed),
        };
        if generation == Generation::C && expect(1)?.varint()? != 0 {
            return Err(ManifestError::Version);
        }
        let first = generation.first_field();
        let tree = expect(first)?.bytes()?;
        let block_size = expect(first + 1)?.varint()?;
        let mut dataset_size = expect(first + 2)?.varint()?;
        for (field, known) in (first + 3..).zip([BLOCK_CODEC, SHA2_256, CID_V1]) {
            if expect(field)?.varint()? != known {
                return Err(ManifestError::Version);
            }
        }
        let (mut filename, mut mimetype, mut protected) = (None, None, false);
        let mut last = first + 5;
        while let Some((field, value)) = reader.next()? {
            if field <= last {
                return Err(ManifestError::Malformed);
            }
            last = field;
            if field == generation.filename_field() {
                filename = Some(text(value)?);
            } else if field == generation.filename_field() + 1 {
                mimetype = Some(text(value)?);
            } else if generation == Generation::A && field == 7 {
                dataset_size = original_size(value.bytes()?)?;
                protected = true;
            } else if generation == Generation::A && field == 10 {
                // The upload time of v0.1: part of the CID, of no use otherwise.
                value.varint()?;
            } else {
                return Err(ManifestError::Malformed);
            }
        }
        let manifest = Self {
            tree: Cid::from_bytes(tree).map_err(|_| ManifestError::Tree)?,
            block_size: u32::try_from(block_size).map_err(|_| ManifestError::BlockSize)?,
            dataset_size,
            filename,
            mimetype,
        };
        manifest.validate()?;
        Ok(DecodedManifest { manifest, generation, protected })
    }
}

/// The CID of an encoded manifest.
pub fn cid_of(encoded: &[u8]) -> Cid {
    Cid::new(Codec::Manifest, sha2::Sha256::digest(encoded).into())
}

/// The inner message.
fn header(bytes: &[u8]) -> Result<&[u8], ManifestError> {
    if bytes.len() > MAX_ENCODED {
        return Err(ManifestError::TooLong);
    }
    let mut outer = Reader::new(bytes);
    match (outer.next()?, outer.next()?) {
        (Some((1, Value::Bytes(header))), None) => Ok(header),
        _ => Err(ManifestError::Malformed),
    }
}

fn guess(header: &[u8]) -> Result<Generation, ManifestError> {
    let mut reader = Reader::new(header);
    let mut generation = Generation::A;
    let mut first = true;
    while let Some((field, value)) = reader.next()? {
        match (field, value) {
            (1, Value::Varint(_)) if first => return Ok(Generation::C),
            (7, Value::Bytes(bytes)) if original_size(bytes).is_err() => {
                generation = Generation::B;
            }
            (8, Value::Bytes(bytes)) if looks_like_mimetype(bytes) => generation = Generation::B,
            (9, _) => generation = Generation::A,
            _ => {}
        }
        first = false;
    }
    Ok(generation)
}

fn looks_like_mimetype(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| super::label::check_mimetype(text).is_ok())
}

fn text(value: Value<'_>) -> Result<String, ManifestError> {
    let bytes = value.bytes()?;
    if bytes.len() > MAX_TEXT {
        return Err(ManifestError::Text);
    }
    String::from_utf8(bytes.to_vec()).map_err(|_| ManifestError::Malformed)
}

/// The size before erasure coding, from generation A's message about it.
fn original_size(erasure: &[u8]) -> Result<u64, ManifestError> {
    let mut reader = Reader::new(erasure);
    let mut expect = |field| match reader.next()? {
        Some((found, value)) if found == field => Ok(value),
        _ => Err(ManifestError::Malformed),
    };
    expect(1)?.varint()?;
    expect(2)?.varint()?;
    Cid::from_bytes(expect(3)?.bytes()?).map_err(|_| ManifestError::Tree)?;
    Ok(expect(4)?.varint()?)
}

#[cfg(test)]
mod tests;

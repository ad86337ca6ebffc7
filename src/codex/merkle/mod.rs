//! The tree over a dataset's blocks: leaves, root, inclusion proofs, and the streaming hasher.
//!
//! A leaf is the SHA-256 of a block, the last block filled with zeros (Codex nodes hash, store
//! and send it in that form). A parent is the SHA-256 of left, right and one key byte: 0 inner,
//! 1 bottom layer, plus 2 for an odd node, whose right side is 32 zero bytes. A single leaf is
//! still combined once. Block size and padding are parameters because a BitTorrent branch of
//! the node makes 16 KiB unpadded datasets; everything made here uses [`super::BLOCK_SIZE`].
//!
//! Pure computation: no files, no tasks. Whole trees are never kept, only the leaves.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::cid::Digest;
use super::proto::DatasetHashes;
use super::wire::{self, Reader, WireError};

const ZERO_NODE: Digest = [0; 32];
const INNER: u8 = 0;
const BOTTOM: u8 = 1;
const ODD: u8 = 2;

/// Deepest path that a proof may have: no dataset has 2^48 blocks.
const MAX_DEPTH: usize = 48;

/// Smallest and largest block size that nodes accept, in bytes.
const BLOCK_SIZES: std::ops::RangeInclusive<u32> = 4096..=524_288;

/// True for a block size that nodes accept: a power of two from 4096 to 524288.
pub fn is_block_size(bytes: u32) -> bool {
    bytes.is_power_of_two() && BLOCK_SIZES.contains(&bytes)
}

/// Number of blocks of a dataset of `length` bytes.
pub fn block_count(length: u64, block_size: u32) -> u64 {
    length.div_ceil(u64::from(block_size.max(1)))
}

/// SHA-256 of a block, filled with zeros to `block_size` where it is shorter.
pub fn block_digest(block: &[u8], block_size: u32) -> Digest {
    let mut hash = Sha256::new();
    hash.update(block);
    pad(&mut hash, usize::try_from(block_size).unwrap_or(0).saturating_sub(block.len()));
    hash.finalize().into()
}

fn pad(hash: &mut Sha256, mut missing: usize) {
    const ZEROS: [u8; 4096] = [0; 4096];
    while missing > 0 {
        let part = ZEROS.get(..missing).unwrap_or(&ZEROS);
        hash.update(part);
        missing -= part.len();
    }
}

fn parent(left: &Digest, right: &Digest, key: u8) -> Digest {
    let mut hash = Sha256::new();
    hash.update(left);
    hash.update(right);
    hash.update([key]);
    hash.finalize().into()
}

fn layer_key(layer: usize) -> u8 {
    if layer == 0 { BOTTOM } else { INNER }
}

/// Computes a root from leaves that come one by one, in memory of the tree's depth.
#[derive(Debug, Default, Clone)]
pub struct RootBuilder {
    /// Per layer: the node that waits for its sibling.
    waiting: Vec<Option<Digest>>,
    count: u64,
}

impl RootBuilder {
    /// Adds the next leaf.
    pub fn push(&mut self, leaf: Digest) {
        self.count += 1;
        let mut node = leaf;
        let mut layer = 0;
        loop {
            match self.waiting.get_mut(layer) {
                None => return self.waiting.push(Some(node)),
                Some(slot) => match slot.take() {
                    None => return *slot = Some(node),
                    Some(left) => node = parent(&left, &node, layer_key(layer)),
                },
            }
            layer += 1;
        }
    }

    /// The root; `None` when there was no leaf.
    pub fn finish(self) -> Option<Digest> {
        let mut carry: Option<Digest> = None;
        let mut nodes = self.count;
        for (layer, waiting) in self.waiting.into_iter().enumerate() {
            if layer > 0 && nodes == 1 {
                return carry.or(waiting);
            }
            let key = layer_key(layer);
            carry = match (waiting, carry) {
                (Some(left), Some(right)) => Some(parent(&left, &right, key)),
                (Some(odd), None) | (None, Some(odd)) => Some(parent(&odd, &ZERO_NODE, key + ODD)),
                (None, None) => None,
            };
            nodes = nodes.div_ceil(2);
        }
        carry
    }
}

/// The root over `leaves`; `None` when there are none.
pub fn root(leaves: &[Digest]) -> Option<Digest> {
    let mut builder = RootBuilder::default();
    for leaf in leaves {
        builder.push(*leaf);
    }
    builder.finish()
}

/// What proves that a leaf lies at its place under a root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Number of the leaf, from 0.
    pub index: u64,
    /// Number of leaves of the tree.
    pub leaf_count: u64,
    /// Siblings from the bottom up; zeros where there is none.
    pub path: Vec<Digest>,
}

impl Proof {
    /// Makes the proof of one leaf; `None` when there is no such leaf.
    pub fn of(leaves: &[Digest], index: usize) -> Option<Self> {
        leaves.get(index)?;
        let mut path = Vec::new();
        let mut layer = leaves.to_vec();
        let mut at = index;
        let mut key = BOTTOM;
        while layer.len() > 1 || key == BOTTOM {
            path.push(layer.get(at ^ 1).copied().unwrap_or(ZERO_NODE));
            layer = layer
                .chunks(2)
                .map(|pair| match pair {
                    [left, right] => parent(left, right, key),
                    [odd, ..] => parent(odd, &ZERO_NODE, key + ODD),
                    [] => ZERO_NODE,
                })
                .collect();
            at >>= 1;
            key = INNER;
        }
        Some(Self {
            index: u64::try_from(index).ok()?,
            leaf_count: u64::try_from(leaves.len()).ok()?,
            path,
        })
    }

    /// The root that follows from `leaf` and this path; `None` when the path's length does not
    /// fit the number of leaves.
    pub fn root(&self, leaf: &Digest) -> Option<Digest> {
        if self.index >= self.leaf_count {
            return None;
        }
        let mut hash = *leaf;
        let mut at = self.index;
        let mut nodes = self.leaf_count;
        for (layer, sibling) in self.path.iter().enumerate() {
            if layer > 0 && nodes == 1 {
                return None;
            }
            let key = layer_key(layer);
            hash = if at & 1 == 1 {
                parent(sibling, &hash, key)
            } else if at == nodes - 1 {
                parent(&hash, sibling, key + ODD)
            } else {
                parent(&hash, sibling, key)
            };
            at >>= 1;
            nodes = nodes.div_ceil(2);
        }
        (nodes == 1 && !self.path.is_empty()).then_some(hash)
    }

    /// True when `leaf` lies at its place under `root`.
    pub fn verify(&self, leaf: &Digest, root: &Digest) -> bool {
        self.root(leaf).as_ref() == Some(root)
    }

    /// The protobuf form that nodes of generations A and B store and send.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(16 + 36 * self.path.len());
        wire::put_number(&mut out, 1, SHA2_256);
        wire::put_number(&mut out, 2, self.index);
        wire::put_number(&mut out, 3, self.leaf_count);
        for node in &self.path {
            let mut inner = Vec::with_capacity(34);
            wire::put_bytes(&mut inner, 1, node);
            wire::put_bytes(&mut out, 4, &inner);
        }
        out
    }

    /// Reads the form of [`Proof::encode`].
    ///
    /// # Errors
    /// [`ProofError`] for any other bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, ProofError> {
        let mut reader = Reader::new(bytes);
        let mut number = |field| match reader.next()? {
            Some((found, value)) if found == field => value.varint(),
            _ => Err(WireError),
        };
        let (hash, index, leaf_count) = (number(1)?, number(2)?, number(3)?);
        let mut path = Vec::new();
        while let Some((field, value)) = reader.next()? {
            let mut inner = Reader::new(value.bytes()?);
            let (Some((1, node)), None) = (inner.next()?, inner.next()?) else {
                return Err(ProofError);
            };
            if field != 4 || path.len() == MAX_DEPTH {
                return Err(ProofError);
            }
            path.push(Digest::try_from(node.bytes()?).map_err(|_| ProofError)?);
        }
        if hash != SHA2_256 || index >= leaf_count || path.is_empty() {
            return Err(ProofError);
        }
        Ok(Self { index, leaf_count, path })
    }
}

/// Multihash number of SHA-256.
pub(super) const SHA2_256: u64 = 0x12;

/// Bytes are not a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a proof of a block: malformed or out of range")]
pub struct ProofError;

impl From<WireError> for ProofError {
    fn from(_: WireError) -> Self {
        Self
    }
}

/// Why a hasher cannot start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HasherError {
    /// Not a power of two from 4096 to 524288.
    #[error("block size must be a power of two from 4096 to 524288")]
    BlockSize,
    /// The length is not the one that so many whole blocks have.
    #[error("{leaves} leaves do not cover {length} bytes in whole blocks")]
    Resume {
        /// Leaves given.
        leaves: usize,
        /// Bytes said to be hashed.
        length: u64,
    },
}

/// Hashes a dataset as its bytes come by, in pieces of any size.
#[derive(Debug, Clone)]
pub struct DatasetHasher {
    block_size: usize,
    padded: bool,
    leaves: Vec<Digest>,
    length: u64,
    block: Sha256,
    in_block: usize,
}

impl Default for DatasetHasher {
    fn default() -> Self {
        Self::new()
    }
}

impl DatasetHasher {
    /// For blocks of [`super::BLOCK_SIZE`], the last one padded.
    pub fn new() -> Self {
        Self::raw(super::BLOCK_SIZE, true)
    }

    /// For blocks of another size, the last one padded.
    ///
    /// # Errors
    /// [`HasherError::BlockSize`].
    pub fn with_block_size(block_size: u32) -> Result<Self, HasherError> {
        if is_block_size(block_size) {
            Ok(Self::raw(block_size, true))
        } else {
            Err(HasherError::BlockSize)
        }
    }

    /// For blocks whose last one stays short, as the BitTorrent branch of the node makes them.
    ///
    /// # Errors
    /// [`HasherError::BlockSize`].
    pub fn unpadded(block_size: u32) -> Result<Self, HasherError> {
        Ok(Self { padded: false, ..Self::with_block_size(block_size)? })
    }

    /// Continues after whole blocks of [`super::BLOCK_SIZE`] whose leaves were kept.
    ///
    /// # Errors
    /// [`HasherError::Resume`] when `length` is not exactly what the leaves cover.
    pub fn resume(leaves: Vec<Digest>, length: u64) -> Result<Self, HasherError> {
        let covered = u64::try_from(leaves.len())
            .ok()
            .and_then(|count| count.checked_mul(u64::from(super::BLOCK_SIZE)));
        if covered != Some(length) {
            return Err(HasherError::Resume { leaves: leaves.len(), length });
        }
        Ok(Self { leaves, length, ..Self::new() })
    }

    fn raw(block_size: u32, padded: bool) -> Self {
        Self {
            block_size: usize::try_from(block_size).unwrap_or(usize::MAX),
            padded,
            leaves: Vec::new(),
            length: 0,
            block: Sha256::new(),
            in_block: 0,
        }
    }

    /// Hashes the next bytes.
    pub fn push(&mut self, mut data: &[u8]) {
        while !data.is_empty() {
            let room = self.block_size - self.in_block;
            let (part, rest) = data.split_at_checked(room).unwrap_or((data, &[]));
            data = rest;
            self.block.update(part);
            self.in_block += part.len();
            self.length = self.length.saturating_add(u64::try_from(part.len()).unwrap_or(0));
            if self.in_block == self.block_size {
                self.end_block();
            }
        }
    }

    fn end_block(&mut self) {
        self.leaves.push(std::mem::take(&mut self.block).finalize().into());
        self.in_block = 0;
    }

    /// Bytes hashed so far.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Leaves of the blocks that are complete so far: what [`DatasetHasher::resume`] takes.
    pub fn leaves(&self) -> &[Digest] {
        &self.leaves
    }

    /// Ends the last block; `None` when there was not one byte (nodes refuse empty datasets).
    pub fn finish(mut self) -> Option<DatasetHashes> {
        if self.in_block > 0 {
            if self.padded {
                pad(&mut self.block, self.block_size - self.in_block);
            }
            self.end_block();
        }
        let root = root(&self.leaves)?;
        Some(DatasetHashes { length: self.length, leaves: Arc::from(self.leaves), root })
    }
}

#[cfg(test)]
mod tests;

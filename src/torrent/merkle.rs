//! The hash trees of BEP 52.
//!
//! A file is cut into leaves of 16 KiB, the last one as short as it is; each is hashed with
//! SHA-256. Missing leaves are 32 zero bytes. A *piece hash* is the root over the leaves of one
//! piece; a file's *pieces root* is the root over its piece hashes, filled up with the roots of
//! all-missing pieces. A file that fits one piece has the root over its own leaves, filled up to
//! a power of two only.
//!
//! [`V2PieceHasher`] takes bytes as they come and keeps one hash per tree level. Pure.

use sha2::{Digest, Sha256};

/// Size of a leaf in bytes (BEP 52 calls it a block).
pub const LEAF_SIZE: usize = 16 * 1024;

/// A SHA-256 hash.
pub type Hash256 = [u8; 32];

/// Hash of two children.
fn parent(left: &Hash256, right: &Hash256) -> Hash256 {
    let mut hasher = Sha256::new();
    hasher.update(left);
    hasher.update(right);
    hasher.finalize().into()
}

/// Root of a tree of `2^height` missing leaves.
pub fn missing_root(height: u32) -> Hash256 {
    let mut hash = [0; 32];
    for _ in 0..height {
        hash = parent(&hash, &hash);
    }
    hash
}

/// Joins hashes pairwise as they come, keeping one hash per level.
#[derive(Debug, Clone)]
struct TreeHasher {
    /// The pending left child of each level, leaf level first.
    levels: Vec<Option<Hash256>>,
    height: u32,
    count: u64,
    /// What stands for a missing hash on the lowest level.
    filler: Hash256,
}

impl TreeHasher {
    fn new(height: u32, filler: Hash256) -> Self {
        Self { levels: Vec::new(), height, count: 0, filler }
    }

    /// Adds the next hash; false when the tree is full already.
    fn push(&mut self, mut hash: Hash256) -> bool {
        if self.count >> self.height.min(63) != 0 {
            return false;
        }
        self.count += 1;
        for level in &mut self.levels {
            let Some(left) = level.take() else {
                *level = Some(hash);
                return true;
            };
            hash = parent(&left, &hash);
        }
        self.levels.push(Some(hash));
        true
    }

    fn root(self) -> Hash256 {
        // `right` is the node on the way up; `fill` the root of missing ones on its level.
        let mut carried: Option<Hash256> = None;
        let mut fill = self.filler;
        let mut levels = self.levels.into_iter();
        for _ in 0..self.height {
            let pending = levels.next().flatten();
            carried = match (pending, carried) {
                (Some(left), Some(right)) => Some(parent(&left, &right)),
                (Some(left), None) | (None, Some(left)) => Some(parent(&left, &fill)),
                (None, None) => None,
            };
            fill = parent(&fill, &fill);
        }
        // A full tree has its root on the level above; an empty one is all missing.
        levels.next().flatten().or(carried).unwrap_or(fill)
    }
}

/// Height of the smallest tree with room for `leaves`.
fn height_for(leaves: u64) -> u32 {
    leaves.max(1).next_power_of_two().trailing_zeros()
}

/// Number of 16 KiB leaves of so many bytes.
pub fn leaf_count(bytes: u64) -> u64 {
    bytes.div_ceil(16 * 1024)
}

/// Height of a piece's tree.
pub fn piece_height(piece_length: u32) -> u32 {
    height_for(leaf_count(u64::from(piece_length)))
}

/// Computes one v2 piece hash from bytes pushed in order.
#[derive(Debug, Clone)]
pub struct V2PieceHasher {
    tree: TreeHasher,
    leaf: Sha256,
    in_leaf: usize,
    overflow: bool,
}

impl V2PieceHasher {
    /// For a piece of a file longer than one piece.
    pub fn for_piece(piece_length: u32) -> Self {
        Self::with_height(piece_height(piece_length))
    }

    /// For a file that fits one piece: the result is its pieces root.
    pub fn for_small_file(length: u64) -> Self {
        Self::with_height(height_for(leaf_count(length)))
    }

    fn with_height(height: u32) -> Self {
        Self {
            tree: TreeHasher::new(height, [0; 32]),
            leaf: Sha256::new(),
            in_leaf: 0,
            overflow: false,
        }
    }

    /// Adds the next bytes.
    pub fn push(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let take = bytes.len().min(LEAF_SIZE - self.in_leaf);
            let (now, rest) = bytes.split_at(take);
            self.leaf.update(now);
            self.in_leaf += take;
            if self.in_leaf == LEAF_SIZE {
                self.end_leaf();
            }
            bytes = rest;
        }
    }

    fn end_leaf(&mut self) {
        let hash = self.leaf.finalize_reset().into();
        self.in_leaf = 0;
        self.overflow |= !self.tree.push(hash);
    }

    /// The hash; all zero, which no piece has, when more bytes came than fit.
    pub fn finish(mut self) -> Hash256 {
        if self.in_leaf > 0 {
            self.end_leaf();
        }
        if self.overflow { [0; 32] } else { self.tree.root() }
    }
}

/// The pieces root over a file's piece hashes, given as a piece layer (32 bytes each).
pub fn root_of_layer(layer: &[u8], piece_length: u32) -> Hash256 {
    let (hashes, _) = layer.as_chunks::<32>();
    let count = u64::try_from(hashes.len()).unwrap_or(u64::MAX);
    let mut tree = TreeHasher::new(height_for(count), missing_root(piece_height(piece_length)));
    for hash in hashes {
        tree.push(*hash);
    }
    tree.root()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition, level by level.
    fn naive_root(mut hashes: Vec<Hash256>, width: usize, filler: Hash256) -> Hash256 {
        hashes.resize(width, filler);
        while hashes.len() > 1 {
            hashes = hashes.chunks(2).map(|pair| parent(&pair[0], &pair[1])).collect();
        }
        hashes[0]
    }

    fn leaves(data: &[u8]) -> Vec<Hash256> {
        data.chunks(LEAF_SIZE).map(|leaf| Sha256::digest(leaf).into()).collect()
    }

    #[test]
    fn missing_roots_and_heights() {
        assert_eq!(missing_root(0), [0; 32]);
        assert_eq!(missing_root(1), parent(&[0; 32], &[0; 32]));
        assert_eq!(piece_height(16384), 0);
        assert_eq!(piece_height(65536), 2);
        assert_eq!((leaf_count(0), leaf_count(1), leaf_count(16385)), (0, 1, 2));
    }

    #[test]
    fn too_many_bytes_give_no_valid_hash() {
        let mut hasher = V2PieceHasher::for_piece(16384);
        hasher.push(&vec![7; LEAF_SIZE + 1]);
        assert_eq!(hasher.finish(), [0; 32]);
        let mut hasher = V2PieceHasher::for_small_file(1);
        hasher.push(b"x");
        assert_eq!(hasher.finish(), <Hash256>::from(Sha256::digest(b"x")));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn incremental_trees_equal_the_definition(
            len in 1usize..300_000, seed in any::<u8>(), cut in 1usize..50_000,
        ) {
            let data: Vec<u8> = (0..=250).map(|i: u8| i.wrapping_add(seed)).cycle().take(len).collect();
            let piece = 65536;
            let mut layer = Vec::new();
            for bytes in data.chunks(piece) {
                let mut hasher = V2PieceHasher::for_piece(65536);
                bytes.chunks(cut).for_each(|part| hasher.push(part));
                let hash = hasher.finish();
                prop_assert_eq!(hash, naive_root(leaves(bytes), 4, [0; 32]));
                layer.extend_from_slice(&hash);
            }
            let mut small = V2PieceHasher::for_small_file(u64::try_from(len).unwrap());
            small.push(&data);
            let width = leaves(&data).len().next_power_of_two();
            let root = naive_root(leaves(&data), width, [0; 32]);
            prop_assert_eq!(small.finish(), root);
            if len > piece {
                // Filling by pieces or by leaves is the same tree.
                prop_assert_eq!(root_of_layer(&layer, 65536), root);
            }
        }
    }
}

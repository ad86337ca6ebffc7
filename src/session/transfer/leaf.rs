//! Leaf hashes of a file's Codex blocks, made while its bytes pass by. Pure.
//!
//! A [`LeafHasher`] may start anywhere in a file: it begins at the next block boundary, so that
//! several of them can hash different parts of one file.

use sha2::{Digest as _, Sha256};

use crate::codex::{BLOCK_SIZE, Digest};

/// Bytes of a block.
pub(super) const BLOCK: u64 = 65536;
const _: () = assert!(BLOCK_SIZE == 65536, "leaves are made for blocks of 64 KiB");

/// What stands for a leaf that is not known: no block has this hash.
pub(super) const UNKNOWN: Digest = [0; 32];

/// What a block is filled up with.
static ZEROS: [u8; 65536] = [0; 65536];

/// Hashes a contiguous run of a file's bytes.
pub(super) struct LeafHasher {
    /// Bytes of the whole file.
    length: u64,
    /// Offset of the next byte.
    at: u64,
    /// State of the block that `at` lies in; `None` when its start was not seen.
    block: Option<Sha256>,
    /// Number of the first leaf in `leaves`.
    first: u64,
    leaves: Vec<Digest>,
}

impl LeafHasher {
    /// Starts at `at` in a file of `length` bytes.
    pub(super) fn new(length: u64, at: u64) -> Self {
        Self { length, at, block: None, first: at.div_ceil(BLOCK), leaves: Vec::new() }
    }

    /// Offset of the next byte.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// Hashes the next bytes.
    pub(super) fn push(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let within = self.at % BLOCK;
            if within == 0 {
                self.block = Some(Sha256::new());
            }
            let room = super::index((BLOCK - within).min(self.length.saturating_sub(self.at)));
            let Some((now, rest)) = bytes.split_at_checked(room.min(bytes.len())) else { return };
            if now.is_empty() {
                return;
            }
            if let Some(block) = &mut self.block {
                block.update(now);
            }
            self.at += super::count(now.len());
            bytes = rest;
            if self.at.is_multiple_of(BLOCK) || self.at == self.length {
                self.end_block();
            }
        }
    }

    fn end_block(&mut self) {
        let Some(mut block) = self.block.take() else { return };
        let over = self.at % BLOCK;
        if over != 0 {
            block.update(ZEROS.get(super::index(over)..).unwrap_or_default());
        }
        self.leaves.push(block.finalize().into());
    }

    /// Bytes that are still needed to end the block that was begun; 0 when none is open.
    pub(super) fn open(&self) -> u64 {
        match self.block {
            Some(_) => (BLOCK - self.at % BLOCK).min(self.length - self.at),
            None => 0,
        }
    }

    /// Takes the leaves made so far: the number of the first, and all in order.
    pub(super) fn take(&mut self) -> (u64, Vec<Digest>) {
        let leaves = std::mem::take(&mut self.leaves);
        let first = self.first;
        self.first += super::count(leaves.len());
        (first, leaves)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::codex::merkle::DatasetHasher;
    use crate::session::transfer::testkit::bytes;
    use crate::session::transfer::{count, index};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn parts_together_give_the_leaves_of_the_whole(
            len in 1_usize..400_000, cut in 0_usize..400_000, step in 1_usize..100_000,
        ) {
            let data = bytes(len, 3);
            let cut = cut.min(len);
            let mut whole = DatasetHasher::new();
            whole.push(&data);
            let whole = whole.finish().unwrap();
            let mut got = vec![UNKNOWN; whole.leaves.len()];
            for range in [0..cut, cut..len] {
                let mut hasher = LeafHasher::new(count(len), count(range.start));
                for part in data[range.clone()].chunks(step) { hasher.push(part); }
                let open = index(hasher.open());
                hasher.push(&data[range.end..range.end + open]);
                let (first, leaves) = hasher.take();
                for (at, leaf) in leaves.into_iter().enumerate() {
                    prop_assert_eq!(got[index(first) + at], UNKNOWN);
                    got[index(first) + at] = leaf;
                }
            }
            prop_assert_eq!(&got[..], &whole.leaves[..]);
        }
    }
}

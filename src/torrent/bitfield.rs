//! A compact set of piece indexes.
//!
//! One bit a piece, the first piece in the highest bit of the first byte, as BitTorrent writes
//! bit fields (BEP 3). Owns the count of set bits, so that progress costs nothing to read.
//! Pure data, `Clone`.

use std::ops::Range;

/// Which pieces of a torrent are there.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Bitfield {
    bytes: Vec<u8>,
    len: usize,
    count: usize,
}

impl Bitfield {
    /// All bits clear.
    pub fn new(len: usize) -> Self {
        Self { bytes: vec![0; len.div_ceil(8)], len, count: 0 }
    }

    /// All bits set.
    pub fn full(len: usize) -> Self {
        let mut bytes = vec![0xff; len.div_ceil(8)];
        if let (Some(last), true) = (bytes.last_mut(), !len.is_multiple_of(8)) {
            *last = 0xff << (8 - len % 8);
        }
        Self { bytes, len, count: len }
    }

    /// Reads a stored bit field. `None` when the byte count disagrees with `len` or a spare bit
    /// is set.
    pub fn from_bytes(bytes: &[u8], len: usize) -> Option<Self> {
        if bytes.len() != len.div_ceil(8) {
            return None;
        }
        let spare = bytes.len() * 8 - len;
        let used = bytes
            .last()
            .is_none_or(|last| usize::try_from(last.trailing_zeros()).is_ok_and(|z| z >= spare));
        if !used {
            return None;
        }
        let count = bytes.iter().map(|byte| ones(*byte)).sum();
        Some(Self { bytes: bytes.to_vec(), len, count })
    }

    /// The bytes, spare bits zero.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Number of pieces.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no pieces at all.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Number of set bits.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Whether every bit is set (true without pieces).
    pub const fn is_full(&self) -> bool {
        self.count == self.len
    }

    /// Whether a bit is set; false beyond the end.
    pub fn get(&self, index: usize) -> bool {
        index < self.len
            && self.bytes.get(index / 8).is_some_and(|byte| byte & (0x80 >> (index % 8)) != 0)
    }

    /// Sets a bit; true when it was clear before. Beyond the end nothing happens.
    pub fn set(&mut self, index: usize) -> bool {
        self.assign(index, true)
    }

    /// Clears a bit; true when it was set before.
    pub fn clear(&mut self, index: usize) -> bool {
        self.assign(index, false)
    }

    fn assign(&mut self, index: usize, value: bool) -> bool {
        if index >= self.len || self.get(index) == value {
            return false;
        }
        if let Some(byte) = self.bytes.get_mut(index / 8) {
            *byte ^= 0x80 >> (index % 8);
            if value {
                self.count += 1;
            } else {
                self.count -= 1;
            }
        }
        true
    }

    /// Sets all bits of a range, as far as it exists.
    pub fn set_range(&mut self, range: Range<usize>) {
        for index in range.start..range.end.min(self.len) {
            self.set(index);
        }
    }

    /// Clears every bit.
    pub fn clear_all(&mut self) {
        self.bytes.fill(0);
        self.count = 0;
    }

    /// Number of set bits in a range.
    pub fn count_in(&self, range: Range<usize>) -> usize {
        (range.start..range.end.min(self.len)).filter(|index| self.get(*index)).count()
    }

    /// Whether every bit of a range is set (true for an empty range).
    pub fn all_in(&self, mut range: Range<usize>) -> bool {
        range.all(|index| self.get(index))
    }

    /// Indexes of set bits, ascending.
    pub fn iter_ones(&self) -> impl Iterator<Item = usize> {
        self.runs(true).flatten()
    }

    /// Maximal runs of set bits, ascending.
    pub fn set_runs(&self) -> impl Iterator<Item = Range<usize>> {
        self.runs(true)
    }

    /// Maximal runs of clear bits, ascending.
    pub fn clear_runs(&self) -> impl Iterator<Item = Range<usize>> {
        self.runs(false)
    }

    fn runs(&self, value: bool) -> impl Iterator<Item = Range<usize>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = self.find(at, value)?;
            let end = self.find(start, !value).unwrap_or(self.len);
            at = end;
            Some(start..end)
        })
    }

    /// First index from `from` with that value; whole bytes without one are skipped.
    fn find(&self, from: usize, value: bool) -> Option<usize> {
        let skip = if value { 0 } else { 0xff };
        let mut at = from;
        while at < self.len {
            if at.is_multiple_of(8) && self.bytes.get(at / 8) == Some(&skip) {
                at += 8;
            } else if self.get(at) == value {
                return Some(at);
            } else {
                at += 1;
            }
        }
        None
    }
}

impl std::fmt::Debug for Bitfield {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bitfield({}/{})", self.count, self.len)
    }
}

fn ones(byte: u8) -> usize {
    usize::try_from(byte.count_ones()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bytes_are_checked() {
        assert_eq!(Bitfield::full(10).as_bytes(), [0xff, 0xc0]);
        assert_eq!(Bitfield::full(8).as_bytes(), [0xff]);
        assert_eq!(Bitfield::full(0).as_bytes(), [0u8; 0]);
        assert!(Bitfield::full(0).is_full() && Bitfield::new(0).is_empty());
        assert!(Bitfield::from_bytes(&[0xff, 0xc0], 10).is_some_and(|b| b.is_full()));
        assert!(Bitfield::from_bytes(&[0xff, 0xe0], 10).is_none());
        assert!(Bitfield::from_bytes(&[0xff], 10).is_none());
        assert!(Bitfield::from_bytes(&[], 0).is_some());
        let mut bits = Bitfield::new(3);
        assert!(!bits.set(3) && bits.set(2) && !bits.set(2) && bits.clear(2) && !bits.clear(2));
        assert_eq!(format!("{bits:?}"), "Bitfield(0/3)");
    }

    proptest! {
        #[test]
        fn behaves_like_a_vector_of_bools(model in prop::collection::vec(any::<bool>(), 0..100), range in (0usize..100, 0usize..100)) {
            let mut bits = Bitfield::new(model.len());
            for (index, value) in model.iter().enumerate() {
                if *value { bits.set(index); }
            }
            let ones: Vec<usize> = (0..model.len()).filter(|i| model[*i]).collect();
            prop_assert_eq!(bits.count(), ones.len());
            prop_assert!(bits.iter_ones().eq(ones.iter().copied()));
            let zeros: Vec<usize> = bits.clear_runs().flatten().collect();
            prop_assert_eq!(zeros.len() + ones.len(), model.len());
            prop_assert!(zeros.iter().all(|i| !model[*i]));
            prop_assert_eq!(Bitfield::from_bytes(bits.as_bytes(), bits.len()), Some(bits.clone()));
            let range = range.0..range.1;
            prop_assert_eq!(bits.count_in(range.clone()), ones.iter().filter(|i| range.contains(*i)).count());
            bits.set_range(range.clone());
            prop_assert!(bits.all_in(range.start..range.end.min(model.len())));
            prop_assert_eq!(bits.count(), bits.iter_ones().count());
        }
    }
}

//! A set of byte ranges: which bytes of a file are there. Pure.

use std::ops::Range;

/// Sorted ranges that neither overlap nor touch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RangeSet(Vec<Range<u64>>);

impl RangeSet {
    /// Adds a range.
    pub(super) fn add(&mut self, range: Range<u64>) {
        if range.is_empty() {
            return;
        }
        let first = self.0.partition_point(|r| r.end < range.start);
        let last = self.0.partition_point(|r| r.start <= range.end);
        let start = self.0.get(first).map_or(range.start, |r| r.start.min(range.start));
        let end = last
            .checked_sub(1)
            .filter(|at| *at >= first)
            .and_then(|at| self.0.get(at))
            .map_or(range.end, |r| r.end.max(range.end));
        let start = if first < last { start } else { range.start };
        self.0.splice(first..last.max(first), std::iter::once(start..end));
    }

    /// Takes a range out.
    pub(super) fn remove(&mut self, range: &Range<u64>) {
        if range.is_empty() {
            return;
        }
        let old = std::mem::take(&mut self.0);
        for part in old {
            let left = part.start..part.end.min(range.start);
            let right = part.start.max(range.end)..part.end;
            self.0.extend([left, right].into_iter().filter(|r| !r.is_empty()));
        }
    }

    /// Whether every byte of the range is there (true for an empty one).
    pub(super) fn contains(&self, range: &Range<u64>) -> bool {
        range.is_empty()
            || self.0.iter().any(|part| part.start <= range.start && range.end <= part.end)
    }

    /// What of `within` is not there, ascending.
    pub(super) fn missing(&self, within: Range<u64>) -> Vec<Range<u64>> {
        let mut gaps = Vec::new();
        let mut at = within.start;
        let first = self.0.partition_point(|part| part.end <= within.start);
        for part in self.0.iter().skip(first) {
            if part.start >= within.end {
                break;
            }
            if part.start > at {
                gaps.push(at..part.start);
            }
            at = at.max(part.end);
        }
        if at < within.end {
            gaps.push(at..within.end);
        }
        gaps
    }

    /// The ranges, ascending.
    pub(super) fn into_ranges(self) -> impl Iterator<Item = Range<u64>> {
        self.0.into_iter()
    }

    /// Number of bytes.
    pub(super) fn len(&self) -> u64 {
        self.0.iter().map(|part| part.end - part.start).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::session::transfer::{count, index};

    proptest! {
        #[test]
        fn behaves_like_a_vector_of_bools(
            steps in prop::collection::vec((any::<bool>(), 0_u64..40, 0_u64..40), 0..20),
            within in (0_u64..40, 0_u64..40),
        ) {
            let mut set = RangeSet::default();
            let mut model = [false; 40];
            for (add, a, b) in steps {
                let range = a.min(b)..a.max(b);
                for at in range.clone() { model[index(at)] = add; }
                if add { set.add(range) } else { set.remove(&range) }
            }
            prop_assert!(set.0.windows(2).all(|w| w[0].end < w[1].start));
            prop_assert_eq!(set.len(), count(model.iter().filter(|b| **b).count()));
            let within = within.0.min(within.1)..within.0.max(within.1);
            let gaps: Vec<u64> = set.missing(within.clone()).into_iter().flatten().collect();
            let expected: Vec<u64> = within.clone().filter(|at| !model[index(*at)]).collect();
            prop_assert_eq!(set.contains(&within), expected.is_empty());
            prop_assert_eq!(gaps, expected);
        }
    }
}

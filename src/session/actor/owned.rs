//! Datasets that this session copied into the node, and which torrents need them: both ways, so
//! that a torrent among very many costs what it has alone.

use std::collections::{BTreeSet, HashMap};

use crate::codex::Cid;
use crate::torrent::TorrentId;

/// Copies and who needs them.
#[derive(Debug, Default)]
pub(super) struct Owned {
    by_copy: HashMap<Cid, BTreeSet<TorrentId>>,
    by_torrent: HashMap<TorrentId, BTreeSet<Cid>>,
}

impl Owned {
    /// A torrent needs a copy; whether that is news.
    pub(super) fn insert(&mut self, cid: Cid, id: TorrentId) -> bool {
        self.by_torrent.entry(id).or_default().insert(cid);
        self.by_copy.entry(cid).or_default().insert(id)
    }

    /// Whether it is a copy of this session's.
    pub(super) fn contains(&self, cid: &Cid) -> bool {
        self.by_copy.contains_key(cid)
    }

    /// Whether a torrent needs any.
    pub(super) fn has_any(&self, id: &TorrentId) -> bool {
        self.by_torrent.contains_key(id)
    }

    /// A torrent needs none any more: those that it needed, and whether it was the last.
    pub(super) fn remove(&mut self, id: &TorrentId) -> Vec<(Cid, bool)> {
        let cids = self.by_torrent.remove(id).unwrap_or_default();
        let let_go = |cid: Cid| {
            let last = self.by_copy.get_mut(&cid).is_none_or(|owners| {
                owners.remove(id);
                owners.is_empty()
            });
            if last {
                self.by_copy.remove(&cid);
            }
            (cid, last)
        };
        cids.into_iter().map(let_go).collect()
    }

    /// All copies.
    pub(super) fn copies(&self) -> impl Iterator<Item = &Cid> {
        self.by_copy.keys()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codex::Codec;

    #[test]
    fn the_last_who_needs_a_copy_is_told() {
        let (a, b) = (TorrentId::new([1; 20]), TorrentId::new([2; 20]));
        let [shared, own] = [1, 2].map(|n| Cid::new(Codec::Manifest, [n; 32]));
        let mut owned = Owned::default();
        assert!(owned.insert(shared, a) && owned.insert(shared, b) && owned.insert(own, a));
        assert!(!owned.insert(own, a));
        let mut gone = owned.remove(&a);
        gone.sort_unstable();
        let mut expected = vec![(shared, false), (own, true)];
        expected.sort_unstable();
        assert_eq!(gone, expected);
        assert!(!owned.has_any(&a) && owned.contains(&shared) && !owned.contains(&own));
        assert_eq!(owned.remove(&a), []);
        assert_eq!(owned.remove(&b), [(shared, true)]);
        assert_eq!(owned.copies().count(), 0);
    }
}

//! Datasets that this session copied into nodes, and which torrents need them: both ways, so that
//! a torrent among very many costs what it has alone. Nodes are told apart by their names: the
//! same dataset may have been copied into several.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::codex::Cid;
use crate::torrent::TorrentId;

/// A copy: the node's name and the dataset.
pub(super) type Copied = (Arc<str>, Cid);

/// Copies and who needs them.
#[derive(Debug, Default)]
pub(super) struct Owned {
    by_copy: HashMap<Copied, BTreeSet<TorrentId>>,
    by_torrent: HashMap<TorrentId, BTreeSet<Copied>>,
}

impl Owned {
    /// A torrent needs a copy; whether that is news.
    pub(super) fn insert(&mut self, node: &str, cid: Cid, id: TorrentId) -> bool {
        let copy: Copied = (node.into(), cid);
        self.by_torrent.entry(id).or_default().insert(copy.clone());
        self.by_copy.entry(copy).or_default().insert(id)
    }

    /// Whether this session copied it into that node.
    pub(super) fn contains(&self, node: &str, cid: &Cid) -> bool {
        self.by_copy.contains_key(&(Arc::from(node), *cid))
    }

    /// Whether a torrent needs any copy in that node.
    pub(super) fn has_any(&self, node: &str, id: &TorrentId) -> bool {
        let copies = self.by_torrent.get(id);
        copies.is_some_and(|copies| copies.iter().any(|(of, _)| **of == *node))
    }

    /// A torrent needs none any more: those that it needed, and whether it was the last.
    pub(super) fn remove(&mut self, id: &TorrentId) -> Vec<(Copied, bool)> {
        let copies = self.by_torrent.remove(id).unwrap_or_default();
        let let_go = |copy: Copied| {
            let last = self.by_copy.get_mut(&copy).is_none_or(|owners| {
                owners.remove(id);
                owners.is_empty()
            });
            if last {
                self.by_copy.remove(&copy);
            }
            (copy, last)
        };
        copies.into_iter().map(let_go).collect()
    }

    /// All copies.
    pub(super) fn copies(&self) -> impl Iterator<Item = &Cid> {
        self.by_copy.keys().map(|(_, cid)| cid)
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
        let copy = |cid| (Arc::from("x"), cid);
        let mut owned = Owned::default();
        assert!(owned.insert("x", shared, a) && owned.insert("x", shared, b));
        assert!(owned.insert("x", own, a) && !owned.insert("x", own, a));
        let mut gone = owned.remove(&a);
        gone.sort_unstable();
        let mut expected = vec![(copy(shared), false), (copy(own), true)];
        expected.sort_unstable();
        assert_eq!(gone, expected);
        assert!(!owned.has_any("x", &a));
        assert!(owned.contains("x", &shared) && !owned.contains("x", &own));
        assert_eq!(owned.remove(&a), []);
        assert_eq!(owned.remove(&b), [(copy(shared), true)]);
        assert_eq!(owned.copies().count(), 0);
    }

    #[test]
    fn a_copy_in_one_node_says_nothing_about_another() {
        let (id, cid) = (TorrentId::new([1; 20]), Cid::new(Codec::Manifest, [1; 32]));
        let mut owned = Owned::default();
        assert!(owned.insert("x", cid, id));
        assert!(!owned.contains("y", &cid) && !owned.has_any("y", &id));
        assert!(owned.insert("y", cid, id));
        let gone = owned.remove(&id);
        assert_eq!(gone, [(("x".into(), cid), true), (("y".into(), cid), true)]);
    }
}

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
    /// Copies in each node.
    counts: HashMap<Arc<str>, u64>,
}

impl Owned {
    /// A torrent needs a copy; whether that is news.
    pub(super) fn insert(&mut self, node: &str, cid: Cid, id: TorrentId) -> bool {
        let copy: Copied = (node.into(), cid);
        self.by_torrent.entry(id).or_default().insert(copy.clone());
        if !self.by_copy.contains_key(&copy) {
            *self.counts.entry(Arc::clone(&copy.0)).or_default() += 1;
        }
        self.by_copy.entry(copy).or_default().insert(id)
    }

    /// Copies in a node.
    pub(super) fn count(&self, node: &str) -> u64 {
        self.counts.get(node).copied().unwrap_or(0)
    }

    /// The torrents that need a copy.
    pub(super) fn users(&self, node: &str, cid: Cid) -> Vec<TorrentId> {
        self.by_copy.get(&(node.into(), cid)).into_iter().flatten().copied().collect()
    }

    /// Copies in a node of which all torrents that need them are such.
    pub(super) fn copies_in(&self, node: &str, such: impl Fn(&TorrentId) -> bool) -> Vec<Cid> {
        let copies =
            self.by_copy.iter().filter(|((of, _), ids)| **of == *node && ids.iter().all(&such));
        copies.map(|((_, cid), _)| *cid).collect()
    }

    /// A copy is not there any more: the torrents that have no copy of this dataset in any node.
    pub(super) fn forget(&mut self, node: &str, cid: Cid) -> Vec<TorrentId> {
        let copy: Copied = (node.into(), cid);
        let Some(ids) = self.by_copy.remove(&copy) else { return Vec::new() };
        self.count_down(&copy.0);
        let mut without = Vec::new();
        for id in ids {
            let Some(copies) = self.by_torrent.get_mut(&id) else { continue };
            copies.remove(&copy);
            if copies.iter().all(|(_, other)| *other != cid) {
                without.push(id);
            }
            if copies.is_empty() {
                self.by_torrent.remove(&id);
            }
        }
        without
    }

    fn count_down(&mut self, node: &Arc<str>) {
        if let Some(count) = self.counts.get_mut(node) {
            *count = count.saturating_sub(1);
        }
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
                self.count_down(&copy.0);
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

    #[test]
    fn a_copy_that_is_gone_is_counted_and_needed_no_more() {
        let mut owned = Owned::default();
        let (a, b) = (TorrentId::new([1; 20]), TorrentId::new([2; 20]));
        let [one, two] = [1, 2].map(|n| Cid::new(Codec::Manifest, [n; 32]));
        for (node, cid, id) in [("x", one, a), ("x", one, b), ("x", two, b), ("y", one, a)] {
            owned.insert(node, cid, id);
        }
        assert_eq!((owned.count("x"), owned.count("y"), owned.count("z")), (2, 1, 0));
        assert_eq!(owned.copies_in("x", |id| *id == b), [two]);
        assert_eq!(owned.forget("x", one), [b], "a has it in y");
        assert_eq!(owned.forget("x", one), []);
        assert_eq!((owned.count("x"), owned.count("y")), (1, 1));
        assert!(owned.has_any("x", &b) && !owned.has_any("x", &a));
        owned.remove(&b);
        assert_eq!(owned.count("x"), 0);
    }
}

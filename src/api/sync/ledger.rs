//! Which keys exist, when each appeared and changed last, and which are gone.
//!
//! Two ordered indexes make every question cost what changed, not what exists. Removals are
//! remembered for the last [`MAX_TOMBSTONES`]; a cursor older than the oldest forgotten one needs
//! everything anew (design §4).

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use crate::session::Revision;
use crate::session::published::MAX_TOMBSTONES;

#[derive(Debug, Clone, Copy)]
struct Stamp {
    created: Revision,
    changed: Revision,
}

/// Revisions of a set of keys.
#[derive(Debug)]
pub(super) struct Ledger<K> {
    live: HashMap<K, Stamp>,
    changed: BTreeSet<(Revision, K)>,
    gone: HashMap<K, Revision>,
    removed: BTreeSet<(Revision, K)>,
    forgotten: Revision,
}

impl<K> Default for Ledger<K> {
    fn default() -> Self {
        Self {
            live: HashMap::new(),
            changed: BTreeSet::new(),
            gone: HashMap::new(),
            removed: BTreeSet::new(),
            forgotten: 0,
        }
    }
}

impl<K: Clone + Ord + Hash> Ledger<K> {
    /// True when no key exists.
    pub(super) fn is_empty(&self) -> bool {
        self.live.is_empty()
    }

    /// Notes that `key` appeared or changed.
    pub(super) fn touch(&mut self, key: &K, revision: Revision) {
        let stamp = match self.live.get(key) {
            Some(old) => {
                self.changed.remove(&(old.changed, key.clone()));
                Stamp { created: old.created, changed: revision }
            }
            None => Stamp { created: revision, changed: revision },
        };
        if let Some(at) = self.gone.remove(key) {
            self.removed.remove(&(at, key.clone()));
        }
        self.live.insert(key.clone(), stamp);
        self.changed.insert((revision, key.clone()));
    }

    /// Notes that `key` is gone.
    pub(super) fn remove(&mut self, key: &K, revision: Revision) {
        let Some(stamp) = self.live.remove(key) else { return };
        self.changed.remove(&(stamp.changed, key.clone()));
        self.gone.insert(key.clone(), revision);
        self.removed.insert((revision, key.clone()));
        while self.removed.len() > MAX_TOMBSTONES {
            if let Some((at, key)) = self.removed.pop_first() {
                self.gone.remove(&key);
                self.forgotten = at;
            }
        }
    }

    /// True when every removal after `since` is still known.
    pub(super) fn remembers(&self, since: Revision) -> bool {
        since >= self.forgotten
    }

    /// Keys that appeared or changed after `since`, newest change first, with whether they are
    /// new since then.
    pub(super) fn changed_since(&self, since: Revision) -> impl Iterator<Item = (&K, bool)> {
        newest_first(&self.changed, since)
            .map(move |key| (key, self.live.get(key).is_some_and(|stamp| stamp.created > since)))
    }

    /// Keys that disappeared after `since` and did not come back.
    pub(super) fn removed_since(&self, since: Revision) -> impl Iterator<Item = &K> {
        newest_first(&self.removed, since)
    }

    /// All keys, in no order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &K> {
        self.live.keys()
    }

    /// True when `key` exists.
    pub(super) fn contains(&self, key: &K) -> bool {
        self.live.contains_key(key)
    }
}

/// Entries after `since`, found from the new end so that no smallest key is needed.
fn newest_first<K: Ord>(
    index: &BTreeSet<(Revision, K)>,
    since: Revision,
) -> impl Iterator<Item = &K> {
    index.iter().rev().take_while(move |(at, _)| *at > since).map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(ledger: &Ledger<&'static str>, since: Revision) -> Vec<(&'static str, bool)> {
        let mut list: Vec<_> = ledger.changed_since(since).map(|(key, new)| (*key, new)).collect();
        list.sort_unstable();
        list
    }

    fn removed(ledger: &Ledger<&'static str>, since: Revision) -> Vec<&'static str> {
        let mut list: Vec<_> = ledger.removed_since(since).copied().collect();
        list.sort_unstable();
        list
    }

    #[test]
    fn new_changed_and_gone_are_told_apart() {
        let mut ledger = Ledger::default();
        ledger.touch(&"a", 1);
        ledger.touch(&"b", 2);
        ledger.touch(&"a", 3);
        assert_eq!(changed(&ledger, 0), [("a", true), ("b", true)]);
        assert_eq!(changed(&ledger, 2), [("a", false)]);
        ledger.remove(&"b", 4);
        assert_eq!((changed(&ledger, 3), removed(&ledger, 3)), (vec![], vec!["b"]));
        ledger.touch(&"b", 5);
        assert_eq!((changed(&ledger, 3), removed(&ledger, 3)), (vec![("b", true)], vec![]));
    }

    #[test]
    fn the_oldest_removals_are_forgotten() {
        let mut ledger = Ledger::default();
        for key in 0..=u64::try_from(MAX_TOMBSTONES).unwrap() {
            ledger.touch(&key, 2 * key + 1);
            ledger.remove(&key, 2 * key + 2);
        }
        assert!(!ledger.remembers(1));
        assert!(ledger.remembers(2));
        assert_eq!(ledger.removed_since(2).count(), MAX_TOMBSTONES);
    }
}

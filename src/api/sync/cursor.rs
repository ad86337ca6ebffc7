//! Where each web session stands in `sync/maindata` and `sync/torrentPeers` (webapi §4.1, §4.2).
//!
//! A position in `sync/maindata` is a few integers; answers are never kept. Peers have no
//! revisions, so the last answers about them are kept: a few nodes. Lost with the web session: the
//! next poll then gets everything.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::session::Revision;
use crate::torrent::TorrentId;

/// Ids of answers go from 1 to this and begin again.
const MAX_RID: u32 = 1_000_000;

fn next(rid: u32) -> u32 {
    rid % MAX_RID + 1
}

/// What a web session was sent last.
#[derive(Debug, Default)]
pub struct Cursors {
    /// Position in `sync/maindata`.
    pub maindata: MaindataCursor,
    /// Position in `sync/torrentPeers`.
    pub peers: PeersCursor,
}

/// Position in `sync/maindata`: id and revision of the last answer and of the last one that the
/// client confirmed by asking with its id.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct MaindataCursor {
    last_sent: u32,
    last_sent_revision: Revision,
    accepted: u32,
    accepted_revision: Revision,
}

impl MaindataCursor {
    /// Takes the id that the client sent: the revision since which it wants to know, or `None`
    /// for everything.
    pub fn accept(&mut self, rid: i64) -> Option<Revision> {
        let rid = u32::try_from(rid).ok().filter(|rid| *rid > 0 && self.last_sent > 0)?;
        if rid == self.last_sent {
            self.accepted = rid;
            self.accepted_revision = self.last_sent_revision;
        }
        (rid == self.accepted).then_some(self.accepted_revision)
    }

    /// Notes an answer that shows the state at `revision`; its id.
    pub fn send(&mut self, revision: Revision) -> u32 {
        self.last_sent = next(self.last_sent);
        self.last_sent_revision = revision;
        self.last_sent
    }
}

/// An answer of `sync/torrentPeers`.
#[derive(Debug, PartialEq)]
pub struct PeersShown {
    /// About which torrent.
    pub torrent: TorrentId,
    /// Whether countries are shown.
    pub show_flags: bool,
    /// The peers by key, as they were sent.
    pub peers: BTreeMap<String, Map<String, Value>>,
}

/// Position in `sync/torrentPeers`: the last answer, and the one that the client confirmed by
/// asking with its id. Unlike qBittorrent's, the position belongs to a torrent: asking for another
/// one gives everything.
#[derive(Debug, Default)]
pub struct PeersCursor {
    last_sent: u32,
    last: Option<Arc<PeersShown>>,
    accepted: u32,
    known: Option<Arc<PeersShown>>,
}

impl PeersCursor {
    /// Takes the id that the client sent: what it knows of this torrent, or `None`.
    pub fn accept(&mut self, rid: i64, torrent: TorrentId) -> Option<Arc<PeersShown>> {
        let rid = u32::try_from(rid).ok().filter(|rid| *rid > 0)?;
        if rid == self.last_sent {
            self.accepted = rid;
            self.known = self.last.clone();
        }
        let known = self.known.as_ref().filter(|known| known.torrent == torrent);
        known.filter(|_| rid == self.accepted).cloned()
    }

    /// Notes the answer to a request with this id; its own id.
    pub fn send(&mut self, rid: i64, shown: Arc<PeersShown>) -> u32 {
        self.last_sent = next(if rid > 0 { self.last_sent } else { 0 });
        self.last = Some(shown);
        self.last_sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_ids_get_a_delta() {
        let mut cursor = MaindataCursor::default();
        for rid in [0, 1, -1, 99] {
            assert_eq!(cursor.accept(rid), None);
        }
        assert_eq!(cursor.send(10), 1);
        assert_eq!(cursor.accept(1), Some(10));
        assert_eq!(cursor.send(20), 2);
        // The answer was lost: the client asks once more from where it stands.
        assert_eq!(cursor.accept(1), Some(10));
        assert_eq!(cursor.send(30), 3);
        // An answer that was skipped was never confirmed.
        assert_eq!(cursor.accept(2), None);
        assert_eq!(cursor.send(40), 4);
        assert_eq!(cursor.accept(4), Some(40));
        assert_eq!(cursor.accept(1), None);
        assert_eq!(cursor.accept(99), None);
        assert_eq!(cursor.accept(i64::MAX), None);
    }

    #[test]
    fn ids_begin_again_after_a_million() {
        let mut cursor = MaindataCursor { last_sent: MAX_RID, ..MaindataCursor::default() };
        assert_eq!(cursor.send(5), 1);
    }

    #[test]
    fn peers_of_another_torrent_are_sent_whole() {
        let (a, b) = (TorrentId::new([1; 20]), TorrentId::new([2; 20]));
        let shown = |torrent, show_flags| {
            Arc::new(PeersShown { torrent, show_flags, peers: BTreeMap::new() })
        };
        let mut cursor = PeersCursor::default();
        assert_eq!(cursor.accept(0, a), None);
        assert_eq!(cursor.send(0, shown(a, true)), 1);
        assert_eq!(cursor.accept(1, a), Some(shown(a, true)));
        assert_eq!(cursor.send(1, shown(a, false)), 2);
        assert_eq!(cursor.accept(1, a), Some(shown(a, true)), "the last answer was lost");
        assert_eq!(cursor.send(1, shown(a, false)), 3);
        assert_eq!(cursor.accept(3, b), None);
        assert_eq!(cursor.send(3, shown(b, false)), 4);
        assert_eq!(cursor.accept(4, b), Some(shown(b, false)));
        for rid in [99, -1, i64::MAX] {
            assert_eq!(cursor.accept(rid, b), None);
        }
        assert_eq!(cursor.send(0, shown(b, false)), 1);
    }
}

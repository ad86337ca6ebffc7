//! Who serves an item and who reads it, from what downloads and the embedded node's API tell.

use super::Actor;
use crate::codex::{Codex, NodeState};
use crate::session::peers::Peer;
use crate::session::status::{PublishState, TorrentStatus};
use crate::session::transfer::NodeNews;
use crate::torrent::TorrentId;

impl Actor {
    fn node_called(&self, name: &str) -> Option<Codex> {
        self.nodes.named(name)
    }

    /// A download learnt something of nodes.
    pub(super) fn nodes_gave(&mut self, id: TorrentId, news: &[NodeNews]) {
        let now = self.clock.unix_secs();
        for news in news {
            let Some(node) = self.node_called(&news.node) else { continue };
            let Some(torrent) = self.torrents.get_mut(&id) else { return };
            let total = torrent.content.as_ref().map_or(0, |content| content.total_size);
            torrent.peers.gave(&node, news, total, now);
            if torrent.peers.holders() > 0 {
                torrent.seen_complete = Some(now);
            }
        }
        self.active.insert(id);
    }

    /// A node gave the record of a torrent.
    pub(super) fn record_came_from(&mut self, id: TorrentId, node: &str) {
        let Some(node) = self.node_called(node) else { return };
        if let Some(torrent) = self.torrents.get_mut(&id) {
            torrent.peers.has_record(&node);
        }
    }

    /// With each tick: who reads from the node in this process.
    pub(super) fn ask_readers(&mut self) {
        for reading in self.readers.take() {
            let ids: Vec<TorrentId> =
                self.datasets.get(&reading.cid).into_iter().flatten().copied().collect();
            for id in ids {
                if let Some(torrent) = self.torrents.get_mut(&id) {
                    torrent.peers.reads(&reading);
                    self.active.insert(id);
                    self.dirty.insert(id);
                    self.was_read(id);
                }
            }
        }
    }

    /// The node in use serves what was published to it.
    pub(super) fn add_own_node(&self, face: &mut TorrentStatus) {
        let node = &self.nodes.own();
        if face.publish == PublishState::Published
            && node.status().state == NodeState::Online
            && let Some(own) = Peer::holding(node)
        {
            let same = |peer: &&Peer| (&peer.host, peer.port) != (&own.host, own.port);
            let others = face.peers.iter().filter(same).cloned();
            face.peers = others.chain([own.clone()]).collect();
        }
    }
}

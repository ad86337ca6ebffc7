//! Another node while the session runs.
//!
//! What was asked of the node before goes on there; publications that run are cut off and begin
//! anew in the node that is in use now: it gets what it does not have from the files on disk, so
//! info hashes stay and only CIDs change. The former node is read from until everything that is
//! to be published is published here. Which torrents are published where is stored with each of
//! them, so that a crash on the way goes on with the next start.

use std::sync::PoisonError;
use std::time::Duration;

use tokio::sync::oneshot;

use super::Actor;
use crate::codex::Cid;
use crate::codex::NodeState;
use crate::db::{Change, DatasetRow, Holding, Owner};
use crate::session::SessionError;
use crate::session::node;
use crate::session::settings::SettingsPatch;
use crate::session::source::NodeSet;
use crate::session::status::{PublishState, TorrentState};
use crate::session::torrent::JobKind;
use crate::torrent::TorrentId;

/// Between two looks whether the former node is still needed.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Publications at a time in a node that takes files by reference: each reads one file.
pub(super) const PUBLICATIONS: u64 = 16;

impl Actor {
    /// Whether this is the name of the node in use; an empty one stands for the embedded node.
    pub(super) fn is_in_use(&self, name: &str) -> bool {
        let name = if name.is_empty() { node::EMBEDDED } else { name };
        self.nodes.own().name() == name
    }

    /// Other nodes from now on.
    pub(super) fn use_nodes(
        &mut self,
        set: NodeSet,
        reply: oneshot::Sender<Result<(), SessionError>>,
    ) {
        let moved = set.own.name() != self.nodes.own().name();
        let name = set.own.name().to_owned();
        self.nodes.replace(set);
        self.node_replaced = true;
        self.read_node_bounds();
        self.read_retention();
        if moved {
            tracing::info!(node = %name, "another node is in use");
            self.node_was_switched();
        } else {
            self.node_changed();
        }
        self.queue_dirty = true;
        // Readers see what follows from it before the answer goes out.
        self.answer_when_seen(Vec::new(), reply, Ok(()));
    }

    /// How many publications may run, as the node and the settings say.
    pub(super) fn read_node_bounds(&self) {
        let by_reference = self.nodes.own().capabilities().import_by_reference;
        let limit = if by_reference { PUBLICATIONS } else { node::uploads(&self.stored) };
        self.publish_places.set_limit(limit);
    }

    fn node_was_switched(&mut self) {
        self.asking = None;
        self.server.node = self.nodes.own().status();
        self.server.node_info = std::sync::Arc::default();
        self.server.space = None;
        let ids: Vec<TorrentId> = self.torrents.keys().copied().collect();
        for id in &ids {
            let Some(torrent) = self.torrents.get_mut(id) else { continue };
            if torrent.job.as_ref().is_some_and(|job| job.kind == JobKind::Publish) {
                torrent.job = None;
            }
            torrent.resume.published = false;
            torrent.publish_retry_at = None;
            torrent.publish_failures = 0;
            torrent.publish = PublishState::None;
            if torrent.state == TorrentState::Seeding {
                torrent.reason = None;
                let intention = self.publish_intention(*id);
                if let Some(torrent) = self.torrents.get_mut(id) {
                    torrent.publish = intention;
                }
            }
        }
        self.generation_changed();
        self.desk.follow(&self.settings);
        self.watch_damage();
        self.space_due = true;
        if matches!(self.server.node.state, NodeState::Online) {
            self.node_came_back();
        }
        for id in ids {
            self.settle(id);
        }
        let mut published = self.published.write().unwrap_or_else(PoisonError::into_inner);
        published.server = (published.next_revision(), std::sync::Arc::new(self.server.clone()));
    }

    /// A file was copied into the node: this session's from now on, whatever comes of the rest.
    pub(super) fn copied(&mut self, id: TorrentId, cid: Cid, tree: Cid, length: u64) {
        let node = self.nodes.own().name().to_owned();
        if !self.owned.insert(&node, cid, id) {
            return;
        }
        let (cid, tree) = (cid.to_string(), tree.to_string());
        let owner = Owner::Torrent(id.into());
        let row =
            DatasetRow { node, cid: cid.clone(), tree, length, how: Holding::Owned, path: None };
        let rows = vec![Change::PutDataset(row), Change::AddReference { owner, cid }];
        self.commit(rows, Box::new(|_, _| {}));
    }

    /// Lets the former node go when nothing waits for it any more.
    pub(super) fn look_at_migration(&mut self) {
        let now = self.clock.elapsed();
        if self.migration_due > now {
            return;
        }
        self.migration_due = now + LOOK_EVERY;
        let set = self.nodes.set();
        let Some(former) = &set.former else { return };
        let is_open = |publish: PublishState, state: &TorrentState| match state {
            TorrentState::Error(_) | TorrentState::MissingFiles => false,
            TorrentState::Seeding => matches!(
                publish,
                PublishState::Waiting | PublishState::Publishing | PublishState::Failed
            ),
            _ => true,
        };
        if self.torrents.values().any(|torrent| is_open(torrent.publish, &torrent.state)) {
            return;
        }
        tracing::info!(node = former.name(), "everything has moved; the former node is let go");
        let (reply, _) = oneshot::channel();
        self.end_migration(reply);
    }

    /// Forgets the former node.
    pub(super) fn end_migration(&mut self, reply: oneshot::Sender<Result<(), SessionError>>) {
        let set = NodeSet { former: None, ..NodeSet::clone(&self.nodes.set()) };
        self.nodes.replace(set);
        let row = (node::NODES_SPACE.to_owned(), node::FORMER.to_owned(), None);
        self.store_all(vec![row], SettingsPatch::by_server([]), reply);
    }
}

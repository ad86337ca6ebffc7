//! Another node while the session runs.
//!
//! What was asked of the node before goes on there; publications that run are cut off and begin
//! anew in the node that is in use now: it gets what it does not have from the files on disk, so
//! info hashes stay and only CIDs change. The former node is read from until everything that is
//! to be published is published here; then, if the user wants it, what this session copied there is
//! removed from it, one dataset after another. Which torrents are published where is stored with each of
//! them, so that a crash on the way goes on with the next start.

use std::sync::PoisonError;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use super::Actor;
use super::events::TaskEvent;
use crate::codex::{Cid, Codex, CodexError, NodeKind, NodeState};
use crate::db::{Change, DatasetRow, Holding, Owner};
use crate::session::SessionError;
use crate::session::node;
use crate::session::settings::SettingsPatch;
use crate::session::source::NodeSet;
use crate::session::status::{PublishState, TorrentState};
use crate::session::torrent::{JobKind, Torrent};
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
            self.server.lost_after = None;
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
        if let Some(removing) = &self.removing {
            removing.cancel();
        }
        self.asking = None;
        self.server.node = self.nodes.own().status();
        self.server.node_info = std::sync::Arc::default();
        self.server.space = None;
        let ids: Vec<TorrentId> = self.torrents.keys().copied().collect();
        for id in &ids {
            self.publish_anew(*id);
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

    /// Lets the former node go when nothing waits for it any more, and nothing of this session's
    /// has to be removed from it.
    pub(super) fn look_at_migration(&mut self) {
        let now = self.clock.elapsed();
        if self.migration_due > now {
            return;
        }
        self.migration_due = now + LOOK_EVERY;
        let set = self.nodes.set();
        let Some(former) = &set.former else { return };
        self.tell_of_former();
        let is_open = |torrent: &Torrent| match torrent.state {
            // What is lost here may be there still.
            TorrentState::Error(_) | TorrentState::MissingFiles => {
                self.owned.has_any(former.name(), &torrent.id)
            }
            TorrentState::Seeding => matches!(
                torrent.publish,
                PublishState::Waiting | PublishState::Publishing | PublishState::Failed
            ),
            _ => true,
        };
        if self.torrents.values().any(is_open) || self.empties_former(former, &set.own) {
            return;
        }
        tracing::info!(node = former.name(), "everything has moved; the former node is let go");
        let (reply, _) = oneshot::channel();
        self.end_migration(reply);
    }

    /// Whether copies are removed from the former node, and are left in it.
    fn empties_former(&mut self, former: &Codex, own: &Codex) -> bool {
        if !node::removes_former(&self.stored) {
            return false;
        }
        if self.removing.is_some() {
            return true;
        }
        let is_here = |id: &TorrentId| {
            let torrent = self.torrents.get(id);
            torrent.is_some_and(|torrent| torrent.publish == PublishState::Published)
        };
        let copies = self.owned.copies_in(former.name(), is_here);
        if copies.is_empty() {
            return false;
        }
        let cancel = CancellationToken::new();
        self.removing = Some(cancel.clone());
        let (former, own, events) = (former.clone(), own.clone(), self.events.clone());
        drop(self.tasks.spawn("empty the former node", async move {
            let outcome = empty(&former, &own, copies, &events, &cancel).await;
            drop(events.send(TaskEvent::RemovalEnded(outcome.err())).await);
        }));
        true
    }

    /// A copy is not in this node any more.
    pub(super) fn copy_removed(&mut self, node: String, cid: Cid) {
        let text = cid.to_string();
        let is_in_use = self.is_in_use(&node);
        let users = if is_in_use { self.owned.users(&node, cid) } else { Vec::new() };
        let without = self.owned.forget(&node, cid);
        let mut rows = vec![Change::DeleteDataset { node, cid: text.clone() }];
        rows.extend(without.into_iter().map(|id| {
            let owner = Owner::Torrent(id.into());
            Change::RemoveReference { owner, cid: text.clone() }
        }));
        self.commit(rows, Box::new(|_, _| {}));
        // The user went back to this node while that ran.
        for id in users {
            self.publish_anew(id);
            self.settle(id);
        }
        self.tell_of_former();
    }

    /// Whatever is known of its publication does not hold any more.
    pub(super) fn publish_anew(&mut self, id: TorrentId) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        if torrent.job.as_ref().is_some_and(|job| job.kind == JobKind::Publish) {
            torrent.job = None;
        }
        torrent.resume.published = false;
        torrent.publish_retry_at = None;
        torrent.publish_failures = 0;
        torrent.publish = PublishState::None;
        if torrent.state == TorrentState::Seeding {
            torrent.reason = None;
            let intention = self.publish_intention(id);
            if let Some(torrent) = self.torrents.get_mut(&id) {
                torrent.publish = intention;
            }
        }
    }

    /// The removal of copies from the former node is over; it is tried again after trouble.
    pub(super) fn removal_ended(&mut self, trouble: Option<String>) {
        self.removing = None;
        if let Some(reason) = &trouble {
            tracing::warn!(%reason, "copies cannot be removed from the former node now");
        }
        let mut published = self.published.write().unwrap_or_else(PoisonError::into_inner);
        published.migration.former.trouble = trouble;
    }

    fn tell_of_former(&self) {
        let former = self.nodes.set().former.clone();
        let copies = former.map_or(0, |former| self.owned.count(former.name()));
        let mut published = self.published.write().unwrap_or_else(PoisonError::into_inner);
        published.migration.former.copies = copies;
    }

    /// Forgets the former node.
    pub(super) fn end_migration(&mut self, reply: oneshot::Sender<Result<(), SessionError>>) {
        let set = NodeSet { former: None, ..NodeSet::clone(&self.nodes.set()) };
        self.nodes.replace(set);
        let row = |key: &str| (node::NODES_SPACE.to_owned(), key.to_owned(), None);
        let rows = vec![row(node::FORMER), row(node::REMOVES)];
        self.tell_of_former();
        self.store_all(rows, SettingsPatch::by_server([]), reply);
    }
}

/// Removes copies from a node that is surely not the one in use by another address.
async fn empty(
    former: &Codex,
    own: &Codex,
    copies: Vec<Cid>,
    events: &mpsc::Sender<TaskEvent>,
    cancel: &CancellationToken,
) -> Result<(), String> {
    let kinds = [former, own].map(|node| node.capabilities().kind);
    if kinds == [NodeKind::Rest; 2] {
        let away = |error: CodexError| error.to_string();
        let ids =
            (former.info().await.map_err(away)?.peer_id, own.info().await.map_err(away)?.peer_id);
        if ids.0.is_empty() || ids.0 == ids.1 {
            return Err(
                "it may be the node in use by another address; nothing is removed".to_owned()
            );
        }
    }
    for cid in copies {
        if cancel.is_cancelled() {
            break;
        }
        former.delete(cid).await.map_err(|error| error.to_string())?;
        let removed = TaskEvent::CopyRemoved(former.name().to_owned(), cid);
        if events.send(removed).await.is_err() {
            break;
        }
    }
    Ok(())
}

//! Publishing and taking out by order of a user.
//!
//! What was ordered is stored with the torrent and survives checks, moves and starts. Taking out
//! drops what this session put into the node for the torrent and nobody else needs: references to
//! its files, copies, the record. The user's files stay as they are. A publication that is ordered
//! while something is still being taken out waits for the end of that.

use std::path::PathBuf;

use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

use super::owned::Copied;
use super::start::ask_references;
use super::{Actor, Then, put_torrent};
use crate::codex::{Cid, NodeState};
use crate::db::{Change, Owner};
use crate::session::command::{Selection, SessionError};
use crate::session::publication::{PublishNote, PublishOrder, PublishOutcome};
use crate::session::resume::ResumeData;
use crate::session::status::{PublishState, Reason, TorrentState};
use crate::session::torrent::{JobKind, Torrent};
use crate::torrent::TorrentId;

/// Answer to an order.
pub(super) type Outcomes = Result<Vec<(TorrentId, PublishOutcome)>, SessionError>;

/// What a torrent had in the node and nobody else needs.
#[derive(Debug, Default)]
pub(super) struct LetGo {
    /// References to files that nobody else has.
    pub(super) forget: Vec<(Cid, PathBuf)>,
    /// Copies that nobody else needs, with the node that has them.
    pub(super) copies: Vec<Copied>,
    /// What the database has to forget.
    pub(super) rows: Vec<Change>,
    /// A publication was cut off: it may have put there what nobody knows of.
    cut_off: bool,
    /// Every reference that it had, and every copy, for the case that it is to have them again.
    had: (Vec<(Cid, PathBuf)>, Vec<Copied>),
}

/// A torrent as it was before the order.
struct Before {
    id: TorrentId,
    /// The order is a row of the database.
    stored: bool,
    resume: ResumeData,
    publish: PublishState,
    reason: Option<Reason>,
    let_go: LetGo,
}

impl Actor {
    pub(super) fn order_publication(
        &mut self,
        which: &Selection,
        order: PublishOrder,
        reply: oneshot::Sender<Outcomes>,
    ) {
        let mut outcomes = Vec::new();
        let mut before = Vec::new();
        let mut changes = Vec::new();
        for id in self.select(which) {
            let Some(torrent) = self.torrents.get(&id).filter(|torrent| !torrent.deleting) else {
                continue;
            };
            let note = match order {
                PublishOrder::Publish { private } => self.hindrance(torrent, private),
                PublishOrder::Unpublish => self.cannot_take_out(torrent),
            };
            outcomes.push((id, PublishOutcome::from(note)));
            if !matches!(note, Some(PublishNote::Private | PublishNote::CannotRemove)) {
                before.extend(self.note_order(id, order, &mut changes));
            }
        }
        let seen: Vec<TorrentId> = outcomes.iter().map(|(id, _)| *id).collect();
        let then: Then = Box::new(move |actor, result| {
            for before in before {
                let (id, stored) = (before.id, before.stored);
                match (&result, order) {
                    (Err(_), _) => actor.undo_order(before),
                    (Ok(()), PublishOrder::Publish { .. }) => actor.publish_now(id),
                    (Ok(()), PublishOrder::Unpublish) => actor.take_out(id, before.let_go),
                }
                if stored {
                    actor.committed(id);
                }
                actor.dirty.insert(id);
                actor.settle(id);
            }
            actor.space_due = true;
            actor.answer_when_seen(seen, reply, result.map(|()| outcomes));
        });
        if changes.is_empty() {
            return then(self, Ok(()));
        }
        self.commit(changes, then);
    }

    /// Why a torrent cannot be published, or not at once.
    fn hindrance(&self, torrent: &Torrent, private: bool) -> Option<PublishNote> {
        let Some(content) = &torrent.content else { return Some(PublishNote::NoMetadata) };
        let is_private = content.metainfo().is_some_and(|metainfo| metainfo.info.private);
        let copies = !self.nodes.own().capabilities().import_by_reference;
        let allowed = private || torrent.resume.publish_private || self.private_is_published();
        if is_private && copies && !allowed {
            return Some(PublishNote::Private);
        }
        match torrent.state {
            TorrentState::MissingFiles | TorrentState::Error(_) => Some(PublishNote::BadFiles),
            TorrentState::CheckingFiles | TorrentState::Moving if torrent.resume.finished => {
                Some(PublishNote::Busy)
            }
            TorrentState::Seeding if torrent.publish == PublishState::Published => None,
            TorrentState::Seeding if self.server.paused => Some(PublishNote::Paused),
            TorrentState::Seeding if self.is_away() => Some(PublishNote::NodeAway),
            TorrentState::Seeding => None,
            _ => Some(PublishNote::NotComplete),
        }
    }

    /// Copies and records in a node that does not answer stay there; what is referenced is in this
    /// process.
    fn cannot_take_out(&self, torrent: &Torrent) -> Option<PublishNote> {
        let stays = self.is_away() && self.owned.has_any(self.nodes.own().name(), &torrent.id);
        stays.then_some(PublishNote::CannotRemove)
    }

    fn is_away(&self) -> bool {
        !matches!(self.nodes.own().status().state, NodeState::Online)
    }

    /// Writes an order down; the rows join `changes`.
    fn note_order(
        &mut self,
        id: TorrentId,
        order: PublishOrder,
        changes: &mut Vec<Change>,
    ) -> Option<Before> {
        let torrent = self.torrents.get_mut(&id)?;
        let (resume, publish, reason) =
            (torrent.resume.clone(), torrent.publish, torrent.reason.clone());
        let let_go = LetGo::default();
        let mut before = Before { id, stored: true, resume, publish, reason, let_go };
        match order {
            PublishOrder::Publish { private } => {
                torrent.resume.unpublished = false;
                torrent.resume.publish_private |= private;
                before.stored = before.resume.unpublished
                    || before.resume.publish_private != torrent.resume.publish_private;
            }
            PublishOrder::Unpublish => {
                let references = self.referenced_files(self.torrents.get(&id)?);
                before.let_go = self.let_go(id, references);
                changes.append(&mut before.let_go.rows);
                let torrent = self.torrents.get_mut(&id)?;
                let resume = &mut torrent.resume;
                resume.unpublished = true;
                resume.publish_private = false;
                resume.published = false;
                // A record that was here before this session is still to be had.
                let copies = &before.let_go.copies;
                resume.record = resume.record.filter(|cid| copies.iter().all(|(_, c)| c != cid));
                if torrent.job.as_ref().is_some_and(|job| job.kind == JobKind::Publish) {
                    torrent.job = None;
                    before.let_go.cut_off = true;
                }
                torrent.publish = PublishState::None;
                torrent.publish_retry_at = None;
                torrent.publish_failures = 0;
                if torrent.state == TorrentState::Seeding {
                    torrent.reason = None;
                }
            }
        }
        let torrent = self.torrents.get_mut(&id)?;
        if before.stored {
            torrent.pending_commits += 1;
            changes.push(put_torrent(torrent));
        }
        Some(before)
    }

    /// The order could not be stored.
    fn undo_order(&mut self, before: Before) {
        let Before { id, resume, publish, reason, let_go, .. } = before;
        let (references, copies) = let_go.had;
        for key in references {
            *self.references.entry(key).or_default() += 1;
        }
        for (node, cid) in copies {
            self.owned.insert(&node, cid, id);
        }
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.resume.unpublished = resume.unpublished;
        torrent.resume.publish_private = resume.publish_private;
        torrent.resume.published = resume.published;
        torrent.resume.record = resume.record;
        torrent.publish = publish;
        torrent.reason = reason;
        if publish == PublishState::Publishing {
            torrent.publish = PublishState::Waiting;
        }
    }

    /// Publishes what is complete, now: whatever failed before is tried again.
    fn publish_now(&mut self, id: TorrentId) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let open = !matches!(torrent.publish, PublishState::Published | PublishState::Publishing);
        if torrent.state != TorrentState::Seeding || !open {
            return;
        }
        torrent.publish_retry_at = None;
        torrent.publish_failures = 0;
        torrent.reason = None;
        let intention = self.publish_intention(id);
        if let Some(torrent) = self.torrents.get_mut(&id) {
            torrent.publish = intention;
        }
    }

    /// Takes a torrent with these references off the lists of who needs what in the node.
    pub(super) fn let_go(&mut self, id: TorrentId, references: Vec<(Cid, PathBuf)>) -> LetGo {
        let mut out = LetGo::default();
        for key in &references {
            let left = self.references.get(key).map_or(0, |count| count.saturating_sub(1));
            if left == 0 {
                self.references.remove(key);
                out.forget.push(key.clone());
            } else {
                self.references.insert(key.clone(), left);
            }
        }
        for (copy, last) in self.owned.remove(&id) {
            let owner = Owner::Torrent(id.into());
            let (node, cid) = (copy.0.to_string(), copy.1.to_string());
            out.rows.push(Change::RemoveReference { owner, cid: cid.clone() });
            if last {
                out.copies.push(copy.clone());
                out.rows.push(Change::DeleteDataset { node, cid });
            }
            out.had.1.push(copy);
        }
        out.had.0 = references;
        out
    }

    /// Removes from the node what nobody needs any more.
    pub(super) fn drop_from_node(&self, let_go: LetGo) -> impl Future<Output = ()> + Send + use<> {
        let (node, nodes) = (self.nodes.own(), self.nodes.clone());
        async move {
            for (cid, path) in let_go.forget {
                if let Err(error) = node.forget(cid, path).await {
                    tracing::warn!(%cid, %error, "cannot drop a reference; the next start does");
                }
            }
            for (name, cid) in let_go.copies {
                let Some(node) = nodes.named(&name) else {
                    tracing::warn!(%cid, node = %name, "a copy stays in a node not in use any more");
                    continue;
                };
                if let Err(error) = node.delete(cid).await {
                    tracing::warn!(%cid, node = %name, %error, "cannot delete a copy");
                }
            }
        }
    }

    /// Takes out of the node what the order named, when a publication that ran has ended.
    fn take_out(&mut self, id: TorrentId, let_go: LetGo) {
        let cut_off = let_go.cut_off;
        let dropping = self.drop_from_node(let_go);
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let gone = CancellationToken::new();
        let before = std::mem::replace(&mut torrent.ended, gone.clone());
        let end = gone.drop_guard();
        let (node, events, places) = (self.nodes.own(), self.events.clone(), self.places);
        self.tasks.spawn_until_done("unpublish", async move {
            before.cancelled().await;
            dropping.await;
            if cut_off {
                ask_references(&node, &events, places).await;
            }
            drop(end);
        });
    }
}

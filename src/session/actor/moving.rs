//! Moving a torrent's files to where they belong: when it is due, and what follows.
//!
//! A move that cannot be is taken back: the torrent stays where it is and goes on working, says
//! why, and is not tried again until somebody changes its place or starts it; a place that a user
//! named in manual mode is forgotten again, as in qBittorrent. Only for want of space it is tried
//! again by itself. Stopping a torrent does not stop its move; naming another place does (the old
//! one, say), and so does deleting it: what was moved comes back first.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

use super::carrier::{Arrival, Carrier, TripEnd};
use super::events::{TaskEvent, TaskNews};
use super::jobs::Reporter;
use super::lists::answer;
use super::{Actor, put_torrent};
use crate::codex::Cid;
use crate::session::alert::{Alert, TimedAlert};
use crate::session::relocation::{Sight, StoredMove};
use crate::session::resume::ResumeData;
use crate::session::status::{Reason, ReasonCode, TorrentState};
use crate::session::torrent::Torrent;
use crate::session::transfer::{FilesError, free_space};
use crate::torrent::TorrentId;

impl Actor {
    /// Where the files should lie now: where they belong, unless that was refused.
    pub(super) fn destination(&self, torrent: &Torrent) -> PathBuf {
        let target = torrent.target(&self.categories, &self.paths);
        match &torrent.refused {
            Some((refused, _)) if *refused == target => torrent.resume.location.clone(),
            _ => target,
        }
    }

    /// Every wanted byte is verified: to the final place, then to Codex.
    pub(super) fn completed(&mut self, id: TorrentId) {
        let now = self.clock.unix_secs();
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.resume.finished = true;
        torrent.pieces_active = Arc::new([]);
        torrent.reason = None;
        if torrent.completed_on.is_none() {
            torrent.completed_on = Some(now);
        }
        torrent.seen_complete = Some(now);
        torrent.asked_from = None;
        let untidy = torrent.untidy;
        let Some(torrent) = self.torrents.get(&id) else { return };
        let in_place = self.destination(torrent) == torrent.resume.location;
        self.set_state(id, TorrentState::Moving);
        if in_place && !untidy {
            // Nothing to move: nobody sees that state.
            self.leave_moving(id);
        } else {
            self.save(id);
        }
    }

    pub(super) fn start_move(
        &self,
        torrent: &Torrent,
        reporter: Reporter,
        cancel: &CancellationToken,
        before: CancellationToken,
    ) -> Option<()> {
        let content = torrent.content.clone()?;
        let carrier = self.carrier(torrent, reporter, cancel, before)?;
        let from = torrent.resume.location.clone();
        let to = self.destination(torrent);
        let stored = torrent.resume.moving.clone();
        let finished = torrent.resume.finished && torrent.resume.checked;
        let statuses = Arc::clone(&torrent.files);
        self.tasks.spawn_until_done("move", async move {
            let end = match stored {
                Some(stored) if stored.arrived => carrier.tidy(stored).await,
                Some(stored) if stored.to == to => carrier.again(stored).await,
                Some(stored) => carrier.back(stored).await,
                None => {
                    let plan = move || {
                        let sight = Sight { content: &content, statuses: &statuses, finished };
                        sight.plan_move(&from, &to)
                    };
                    carrier.go(plan).await
                }
            };
            carrier.report(TaskNews::Moved(end)).await;
        });
        Some(())
    }

    /// What carries the files of a torrent, with what it needs to know.
    pub(super) fn carrier(
        &self,
        torrent: &Torrent,
        reporter: Reporter,
        cancel: &CancellationToken,
        before: CancellationToken,
    ) -> Option<Carrier> {
        Some(Carrier {
            reporter,
            content: torrent.content.clone()?,
            node: self.nodes.own(),
            resources: self.resources.clone(),
            tasks: self.tasks.clone(),
            tag: torrent.id.to_string().chars().take(12).collect(),
            refs: self.referenced_files(torrent),
            cancel: cancel.clone(),
            before,
            progress: torrent.carrying.clone().unwrap_or_default(),
        })
    }

    /// A task is about to carry files: written down first.
    pub(super) fn planned(&mut self, id: TorrentId, plan: StoredMove, go: oneshot::Sender<bool>) {
        let Some(torrent) = self.torrents.get(&id) else { return };
        let renames = torrent.renaming.is_some();
        let wanted = if renames { plan.from.clone() } else { self.destination(torrent) };
        if self.stopping || plan.from != torrent.resume.location || plan.to != wanted {
            return;
        }
        if plan.from != plan.to {
            let (from, to) = (plan.from.display(), plan.to.display());
            tracing::info!(torrent = %id, %from, %to, "moving files");
        }
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.resume.moving = Some(plan);
        torrent.pending_commits += 1;
        let change = put_torrent(torrent);
        self.commit(
            vec![change],
            Box::new(move |actor, result| {
                actor.committed(id);
                if let Err(error) = &result {
                    tracing::warn!(torrent = %id, %error, "files stay: cannot write it down");
                    if let Some(torrent) = actor.torrents.get_mut(&id) {
                        torrent.resume.moving = None;
                    }
                }
                answer(go, result.is_ok());
            }),
        );
    }

    /// Every file is at its new place: that becomes durable, then the task may remove sources and
    /// tell the node.
    pub(super) fn arrived(
        &mut self,
        id: TorrentId,
        arrival: Arrival,
        go: oneshot::Sender<Option<Vec<(Cid, PathBuf)>>>,
    ) {
        let Some(torrent) = self.torrents.get(&id) else { return };
        if self.stopping {
            return;
        }
        let before = self.referenced_files(torrent);
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let Arrival { mut plan, carried } = arrival;
        plan.arrived = true;
        apply_names(torrent, &plan, true);
        if plan.from != plan.to {
            // A copy is another file to the node: it is hashed where it lies now.
            let there: HashSet<_> =
                carried.stamps.iter().map(|s| (s.size, s.mtime_ns, s.inode)).collect();
            torrent.hashes.retain(|_, (_, s)| there.contains(&(s.size, s.mtime_ns, s.inode)));
        }
        if carried.recheck {
            torrent.resume.checked = false;
        }
        torrent.resume.moving = (!plan.files.is_empty()).then(|| plan.clone());
        torrent.pending_commits += 1;
        let change = put_torrent(torrent);
        self.places += 1;
        let after = self.torrents.get(&id).map(|t| self.referenced_files(t)).unwrap_or_default();
        self.references_follow(before.clone(), after.clone());
        self.commit(
            vec![change],
            Box::new(move |actor, result| {
                actor.committed(id);
                if let Err(error) = result {
                    tracing::warn!(torrent = %id, %error, "files go back: cannot write it down");
                    if let Some(torrent) = actor.torrents.get_mut(&id) {
                        plan.arrived = false;
                        apply_names(torrent, &plan, false);
                        torrent.resume.moving = (!plan.files.is_empty()).then_some(plan);
                    }
                    actor.references_follow(after, before);
                    return answer(go, None);
                }
                actor.flush();
                answer(go, Some(after));
            }),
        );
    }

    /// Counts references under the paths that the files have now.
    fn references_follow(&mut self, before: Vec<(Cid, PathBuf)>, after: Vec<(Cid, PathBuf)>) {
        for (old, new) in before.into_iter().zip(after) {
            if old != new
                && let Some(count) = self.references.remove(&old)
            {
                *self.references.entry(new).or_default() += count;
            }
        }
    }

    /// A move has ended.
    pub(super) fn moved(&mut self, id: TorrentId, end: TripEnd) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.carrying = None;
        match end {
            TripEnd::Interrupted => return,
            TripEnd::Stranded(error) => {
                let text = format!(
                    "files could be moved neither on nor back ({error}); \
                     start the torrent to try again"
                );
                return self.fail(id, Reason::new(ReasonCode::FileError, text));
            }
            TripEnd::Arrived | TripEnd::TakenBack | TripEnd::Back(_) => {}
        }
        let plan = torrent.resume.moving.take();
        self.places += 1;
        match end {
            TripEnd::Arrived => {
                torrent.untidy = false;
                torrent.asked_from = None;
                if let Some(plan) = plan.filter(|plan| plan.from != plan.to) {
                    torrent.refused = None;
                    let to = plan.to.display();
                    tracing::info!(torrent = %id, %to, "files were moved");
                    self.alert(Alert::StorageMoved { id });
                }
                self.leave_moving(id);
            }
            TripEnd::Back(FilesError::Gone(path)) => self.files_missing(id, &path),
            TripEnd::Back(FilesError::Cancelled) | TripEnd::TakenBack => {
                let there = self
                    .torrents
                    .get(&id)
                    .is_some_and(|t| self.destination(t) == t.resume.location && !t.untidy);
                if there {
                    self.leave_moving(id);
                } else {
                    self.save(id);
                }
            }
            TripEnd::Back(error) => self.refuse(id, &error),
            TripEnd::Interrupted | TripEnd::Stranded(_) => {}
        }
    }

    /// The files cannot go where they belong: they stay and the torrent goes on there.
    fn refuse(&mut self, id: TorrentId, error: &FilesError) {
        let Some(torrent) = self.torrents.get(&id) else { return };
        let target = torrent.target(&self.categories, &self.paths);
        if self.destination(torrent) == torrent.resume.location {
            // Not even in their place can the files get their names.
            return self.fail(id, Reason::new(ReasonCode::FileError, error.to_string()));
        }
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let here = torrent.resume.location.display();
        let full = matches!(error, FilesError::DiskFull(_));
        let again = if full { "; it is tried again when there is room" } else { "" };
        let text = format!(
            "cannot move to {}: {error}{again}; the files stay at {here}",
            target.display()
        );
        tracing::warn!(torrent = %id, "{text}");
        let news = Alert::FileError { id, text: text.clone() };
        self.news.push(TimedAlert { at: self.clock.unix_secs(), alert: news });
        let code = if full { ReasonCode::DiskFull } else { ReasonCode::FileError };
        torrent.refused = Some((target, Reason::new(code, text)));
        if full {
            self.move_retry.insert(id);
        } else if let Some((save, download)) = torrent.asked_from.take()
            && !torrent.resume.auto_managed
        {
            torrent.resume.save_path = save;
            torrent.resume.download_path = download;
        }
        // What is complete gets its plain name all the same: the next move is in place.
        self.save(id);
    }

    /// The files are where they are to stay for now.
    fn leave_moving(&mut self, id: TorrentId) {
        let Some(torrent) = self.torrents.get(&id) else { return };
        let ResumeData { finished, checked, published, .. } = torrent.resume;
        if finished && checked && !published {
            let intention = self.publish_intention(id);
            if let Some(torrent) = self.torrents.get_mut(&id) {
                torrent.publish = intention;
            }
        }
        let next = match (checked, finished) {
            (false, _) => TorrentState::CheckingFiles,
            (true, true) => TorrentState::Seeding,
            (true, false) => TorrentState::Downloading,
        };
        let torrent = self.torrents.get_mut(&id);
        let told = next == TorrentState::Seeding
            && torrent.is_some_and(|torrent| std::mem::take(&mut torrent.resume.untold));
        self.set_state(id, next);
        self.save(id);
        if told {
            self.alert(Alert::TorrentFinished { id });
        }
    }

    /// Looks, for moves that were refused for want of space, whether there is room now.
    pub(super) fn look_for_room(&mut self) {
        let mut waiting = Vec::new();
        let torrents = &self.torrents;
        self.move_retry.retain(|id| {
            let Some(torrent) = torrents.get(id) else { return false };
            let Some((target, reason)) = &torrent.refused else { return false };
            let bytes: u64 = torrent.files.iter().map(|file| file.completed).sum();
            if reason.code == ReasonCode::DiskFull {
                waiting.push((*id, target.clone(), bytes));
            }
            reason.code == ReasonCode::DiskFull
        });
        if waiting.is_empty() {
            return;
        }
        let (events, tasks) = (self.events.clone(), self.tasks.clone());
        drop(self.tasks.spawn("look for room", async move {
            for (id, target, bytes) in waiting {
                let room = tasks.spawn_blocking(move || free_space(&target).ok());
                if room.await.ok().flatten().is_some_and(|free| free > bytes) {
                    drop(events.send(TaskEvent::Room(id)).await);
                }
            }
        }));
    }

    /// A move that was refused for want of space may be tried again.
    pub(super) fn room(&mut self, id: TorrentId) {
        if !self.move_retry.remove(&id) {
            return;
        }
        if let Some(torrent) = self.torrents.get_mut(&id) {
            torrent.refused = None;
        }
        self.settle(id);
    }
}

/// Takes the new place and names into the torrent's record, or the old ones again.
fn apply_names(torrent: &mut Torrent, plan: &StoredMove, new: bool) {
    let place: &Path = if new { &plan.to } else { &plan.from };
    torrent.resume.location = place.to_path_buf();
    if plan.renamed.is_empty() {
        return;
    }
    let names = plan.renamed.iter().map(|(index, (old, now))| {
        let name = if new { now } else { old };
        (*index, name.clone())
    });
    let names = names.collect();
    if let Some(content) = &torrent.content {
        torrent.content = Some(Arc::new(content.renamed(&names)));
    }
    torrent.resume.renames.extend(names);
}

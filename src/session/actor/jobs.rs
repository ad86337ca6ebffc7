//! Which task a torrent needs now, and starting it.
//!
//! [`Actor::settle`] compares what a torrent should be doing with what it does, and starts or
//! cancels tasks. Tasks get copies of what they need and report [`TaskEvent`]s that carry the
//! generation of their job, so that a cancelled task cannot speak for its successor.

use std::path::Path;
use std::sync::Arc;

use tokio::sync::{Notify, mpsc};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::Actor;
use super::events::{TaskEvent, TaskNews};
use crate::codex::Cid;
use crate::session::content::{Content, ContentKind};
use crate::session::relocation::with_suffix;
use crate::session::settings::Key;
use crate::session::status::{PublishState, TorrentState};
use crate::session::torrent::{Job, JobKind, Torrent};
use crate::session::transfer::{CarryProgress, FileTarget};
use crate::torrent::TorrentId;

/// Where a task reports to.
#[derive(Debug, Clone)]
pub(super) struct Reporter {
    id: TorrentId,
    generation: u64,
    events: mpsc::Sender<TaskEvent>,
    /// Says that the task has ended.
    _end: Arc<DropGuard>,
}

impl Reporter {
    pub(super) async fn send(&self, news: TaskNews) {
        let event = TaskEvent::Torrent { id: self.id, generation: self.generation, news };
        // The actor is gone only when the server stops.
        drop(self.events.send(event).await);
    }
}

impl Actor {
    /// What the torrent should be doing.
    fn wanted_job(&self, torrent: &Torrent) -> Option<JobKind> {
        if torrent.deleting || self.stopping {
            return None;
        }
        let may_run = torrent.may_run() && !self.server.paused;
        if torrent.renaming.is_some() && torrent.state != TorrentState::Moving {
            return Some(JobKind::Rename);
        }
        match torrent.state {
            TorrentState::ResolvingMetadata => may_run.then_some(JobKind::Resolve),
            TorrentState::CheckingFiles => {
                let running = torrent.job.as_ref().is_some_and(|job| job.kind == JobKind::Check);
                let free = running || self.check_slot_is_free();
                (!torrent.resume.stopped && free).then_some(JobKind::Check)
            }
            TorrentState::Downloading => may_run.then_some(JobKind::Download),
            TorrentState::Moving => Some(JobKind::Move),
            TorrentState::Seeding => {
                let due = torrent.publish_retry_at.is_none_or(|at| at <= self.clock.elapsed());
                let open = matches!(
                    torrent.publish,
                    PublishState::Waiting | PublishState::Publishing | PublishState::Failed
                );
                (open && due && !self.server.paused).then_some(JobKind::Publish)
            }
            TorrentState::MissingFiles | TorrentState::Error(_) => None,
        }
    }

    fn check_slot_is_free(&self) -> bool {
        let limit = self.settings.int(Key::MaxActiveCheckingTorrents);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        self.checking.len() < limit.max(1)
    }

    /// Starts the next checks that wait for a slot.
    pub(super) fn fill_check_slots(&mut self) {
        while self.check_slot_is_free() {
            let Some(id) = self.check_waiting.pop_front() else { return };
            self.settle(id);
        }
    }

    /// Brings the running task of a torrent in line with its state.
    pub(super) fn settle(&mut self, id: TorrentId) {
        let Some(torrent) = self.torrents.get(&id) else { return };
        let target = self.destination(torrent);
        let begun = torrent.resume.moving.is_some();
        let away = target != torrent.resume.location || begun;
        if !torrent.deleting && torrent.renaming.is_none() && away {
            self.go_to(id, target);
        }
        self.rename_what_is_due(id);
        let Some(torrent) = self.torrents.get(&id) else { return };
        let wanted = self.wanted_job(torrent);
        let has = torrent.job.as_ref().map(|job| job.kind);
        let elsewhere = has == Some(JobKind::Move)
            && torrent
                .resume
                .moving
                .as_ref()
                .is_some_and(|plan| !plan.arrived && plan.to != self.destination(torrent));
        if wanted == has && !elsewhere {
            return;
        }
        if has == Some(JobKind::Check) {
            self.checking.remove(&id);
        }
        let waits = torrent.state == TorrentState::CheckingFiles
            && wanted.is_none()
            && !torrent.resume.stopped
            && !torrent.deleting;
        if waits && !self.check_waiting.contains(&id) {
            self.check_waiting.push_back(id);
        }
        if let Some(torrent) = self.torrents.get_mut(&id) {
            torrent.job = None;
            torrent.check = None;
            torrent.pieces_active = Arc::new([]);
        }
        if has == Some(JobKind::Download) {
            self.save_progress_of(id);
        }
        if let Some(kind) = wanted {
            self.start_job(id, kind);
        }
        self.dirty.insert(id);
    }

    fn start_job(&mut self, id: TorrentId, kind: JobKind) {
        self.generation += 1;
        let generation = self.generation;
        let cancel = CancellationToken::new();
        let kick = Arc::new(Notify::new());
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let ended = CancellationToken::new();
        let before = std::mem::replace(&mut torrent.ended, ended.clone());
        let end = Arc::new(ended.drop_guard());
        let reporter = Reporter { id, generation, events: self.events.clone(), _end: end };
        if matches!(kind, JobKind::Move | JobKind::Rename) {
            torrent.carrying = Some(CarryProgress::default());
            self.active.insert(id);
        }
        let Some(torrent) = self.torrents.get(&id) else { return };
        let (throttle, limits) = self.download_limiter(torrent.resume.download_limit);
        let started = match kind {
            JobKind::Resolve => {
                self.start_resolve(torrent, reporter, &cancel, &kick);
                Some(())
            }
            JobKind::Check => self.start_check(id, reporter, &cancel),
            JobKind::Download => {
                self.start_download(torrent, reporter, limits, (&cancel, &kick), before)
            }
            JobKind::Move => self.start_move(torrent, reporter, &cancel, before),
            JobKind::Rename => self.start_rename(torrent, reporter, &cancel, before),
            JobKind::Publish => self.start_publish(id, reporter, &cancel, before),
        };
        if let Some(torrent) = self.torrents.get_mut(&id)
            && started.is_some()
        {
            torrent.job = Some(Job { kind, generation, cancel, kick, throttle });
        }
    }
}

/// Tree CIDs of a torrent's files, as far as they are known.
pub(super) fn trees(torrent: &Torrent) -> Vec<Option<Cid>> {
    match torrent.content.as_deref() {
        Some(Content { kind: ContentKind::Dataset { tree, .. }, .. }) => vec![Some(*tree)],
        _ => torrent.files.iter().map(|file| file.tree).collect(),
    }
}

/// The files of a torrent on disk. `suffix` says whether incomplete ones have a temporary name.
pub(super) fn targets(
    torrent: &Torrent,
    content: &Content,
    location: &Path,
    suffix: bool,
) -> Vec<FileTarget> {
    content
        .files
        .iter()
        .zip(torrent.files.iter())
        .map(|(file, status)| {
            let path = location.join(&file.path);
            FileTarget {
                partial: suffix.then(|| with_suffix(&path)),
                path,
                priority: status.priority,
                length: file.length,
            }
        })
        .collect()
}

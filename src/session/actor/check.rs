//! Checking what lies on disk: the task, and what follows from what it found.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use tokio_util::sync::CancellationToken;

use super::Actor;
use super::events::TaskNews;
use super::jobs::{Reporter, targets, trees};
use crate::codex::{DatasetHashes, FileStamp};
use crate::session::alert::Alert;
use crate::session::command::StopCondition;
use crate::session::status::{PublishState, Reason, ReasonCode, TorrentState};
use crate::session::transfer::{
    CheckError, CheckJob, CheckOutcome, CheckedFile, Found, check, stamp,
};
use crate::torrent::{Bitfield, TorrentId};

impl Actor {
    pub(super) fn start_check(
        &mut self,
        id: TorrentId,
        reporter: Reporter,
        cancel: &CancellationToken,
    ) -> Option<()> {
        let torrent = self.torrents.get_mut(&id)?;
        let content = torrent.content.clone()?;
        let progress = Arc::new(AtomicU64::new(0));
        torrent.check = Some((Arc::clone(&progress), content.total_size));
        let files = targets(torrent, &content, &torrent.resume.location, true);
        self.checking.insert(id);
        self.active.insert(id);
        let job = CheckJob {
            content,
            files,
            trees: trees(torrent),
            parts_dir: Some(self.parts_dir.join(id.to_string())),
            threads: usize::MAX,
            resources: self.resources.clone(),
            cancel: cancel.clone(),
            progress,
        };
        let trusted = torrent.resume.skip_checking;
        let known = if trusted { torrent.hashes.clone() } else { HashMap::new() };
        let tasks = self.tasks.clone();
        self.tasks.spawn_until_done("check", async move {
            if trusted && let Ok(Some(outcome)) = tasks.spawn_blocking(trust(&job, known)).await {
                return reporter.send(TaskNews::Trusted(Box::new(outcome))).await;
            }
            let result = check(job).await;
            reporter.send(TaskNews::Checked(Box::new(result))).await;
        });
        Some(())
    }

    pub(super) fn checked(&mut self, id: TorrentId, result: Result<CheckOutcome, CheckError>) {
        let now = self.clock.unix_secs();
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let outcome = match result {
            Ok(outcome) => outcome,
            Err(CheckError::Cancelled) => return,
            Err(error) => {
                let reason = Reason::new(ReasonCode::FileError, error.to_string());
                return self.fail(id, reason);
            }
        };
        let was_finished = torrent.resume.finished;
        torrent.pieces = Arc::new(outcome.pieces);
        torrent.durable_pieces = Arc::clone(&torrent.pieces);
        let location = torrent.resume.location.clone();
        let content = torrent.content.clone();
        let paths =
            content.iter().flat_map(|content| &content.files).map(|f| location.join(&f.path));
        torrent.untidy = false;
        let files = Arc::make_mut(&mut torrent.files);
        let found = files.iter_mut().zip(outcome.files).zip(paths);
        for (index, ((file, checked), path)) in (0_u32..).zip(found) {
            file.completed = checked.completed;
            torrent.untidy |= file.priority.is_wanted() && checked.at.as_ref() != Some(&path);
            if let (Some(hashes), Some(stamp)) = (checked.hashes, checked.stamp) {
                torrent.hashes.insert(index, (hashes, stamp));
            }
        }
        torrent.refresh_totals();
        torrent.resume.checked = true;
        torrent.bad_file = None;
        torrent.resume.skip_checking = false;
        torrent.progress_dirty = true;
        torrent.reason = None;
        if torrent.resume.stop_condition == StopCondition::FilesChecked {
            torrent.resume.stop_condition = StopCondition::None;
            torrent.resume.stopped = true;
            torrent.run_clocks(now);
        }
        if torrent.is_complete() {
            self.completed(id);
        } else {
            torrent.resume.finished = false;
            torrent.resume.untold = false;
            torrent.publish = PublishState::None;
            if was_finished {
                torrent.resume.published = false;
                torrent.completed_on = None;
            }
            self.set_state(id, TorrentState::Downloading);
            self.save(id);
        }
        self.alert(Alert::TorrentChecked { id });
    }
}

/// Looks whether every wanted file has its length, without reading it; `None` when one has not,
/// and the torrent is checked after all.
///
/// Files that are the ones whose hashes are `known` keep them.
fn trust(
    job: &CheckJob,
    mut known: HashMap<u32, (DatasetHashes, FileStamp)>,
) -> impl FnOnce() -> Option<CheckOutcome> + Send + 'static {
    let (content, files) = (Arc::clone(&job.content), job.files.clone());
    move || {
        let mut pieces = Bitfield::new(usize::try_from(content.pieces).ok()?);
        let mut checked = Vec::with_capacity(files.len());
        for (index, (target, file)) in (0_u32..).zip(files.iter().zip(&content.files)) {
            let stamp = stamp(&target.path).ok();
            let there = stamp.is_some_and(|stamp| stamp.size == file.length);
            let hashes = known.remove(&index).filter(|(_, of)| Some(*of) == stamp);
            if !there && target.priority.is_wanted() {
                return None;
            }
            if there {
                let range = file.pieces.clone();
                pieces.set_range(
                    usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?,
                );
            }
            checked.push(CheckedFile {
                found: if there { Found::Complete } else { Found::Missing },
                at: there.then(|| target.path.clone()),
                completed: if there { file.length } else { 0 },
                stamp: hashes.as_ref().map(|(_, stamp)| *stamp),
                hashes: hashes.map(|(hashes, _)| hashes),
            });
        }
        Some(CheckOutcome { pieces, files: checked })
    }
}

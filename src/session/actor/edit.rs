//! Commands that change torrents: start, stop, limits, tags, priorities, queue.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use tokio::sync::oneshot;

use super::lists::{answer, clean_tag};
use super::web_seeds::edit_web_seeds;
use super::{Actor, put_progress, put_torrent};
use crate::db::Change;
use crate::session::command::{Edit, EditError, Selection, StopCondition};
use crate::session::resume::{ResumeData, StoredTracker};
use crate::session::settings::Key;
use crate::session::share_limits::ShareLimits;
use crate::session::status::{FilePriority, TorrentState};
use crate::session::torrent::JobKind;
use crate::torrent::TorrentId;

impl Actor {
    /// The torrents that a selection means, by their present ids.
    pub(super) fn select(&self, which: &Selection) -> Vec<TorrentId> {
        match which {
            Selection::All => self.torrents.keys().copied().collect(),
            Selection::Ids(ids) => {
                let published =
                    self.published.read().unwrap_or_else(std::sync::PoisonError::into_inner);
                let mut seen = BTreeSet::new();
                ids.iter()
                    .map(|id| published.resolve(*id))
                    .filter(|id| self.torrents.contains_key(id) && seen.insert(*id))
                    .collect()
            }
        }
    }

    pub(super) fn edit(
        &mut self,
        which: &Selection,
        edit: &Edit,
        reply: oneshot::Sender<Result<(), EditError>>,
    ) {
        let ids = self.select(which);
        let mut changes = match self.prepare(edit, ids.is_empty()) {
            Ok(changes) => changes,
            Err(error) => return answer(reply, Err(error)),
        };
        if matches!(
            edit,
            Edit::IncreasePriority
                | Edit::DecreasePriority
                | Edit::TopPriority
                | Edit::BottomPriority
        ) {
            changes.extend(self.move_in_queue(&ids, edit));
            return self.commit_edit(ids, Vec::new(), changes, reply);
        }
        if matches!(edit, Edit::Reannounce) && !ids.is_empty() {
            self.nodes.look_again();
        }
        let mut before = Vec::new();
        for id in &ids {
            let Some(torrent) = self.torrents.get_mut(id) else { continue };
            before.push((*id, torrent.resume.clone()));
            self.apply(*id, edit);
            if let Some(torrent) = self.torrents.get_mut(id) {
                torrent.pending_commits += 1;
                changes.push(put_torrent(torrent));
            }
        }
        self.commit_edit(ids, before, changes, reply);
    }

    /// Checks an edit before anything is changed, and makes the tags that it needs.
    fn prepare(&mut self, edit: &Edit, nobody: bool) -> Result<Vec<Change>, EditError> {
        match edit {
            Edit::SetCategory(name) if !name.is_empty() && !self.categories.contains_key(name) => {
                Err(EditError::NoSuchCategory)
            }
            Edit::IncreasePriority
            | Edit::DecreasePriority
            | Edit::TopPriority
            | Edit::BottomPriority
                if !self.settings.bool(Key::QueueingEnabled) =>
            {
                Err(EditError::QueueingDisabled)
            }
            Edit::AddTags(tags) | Edit::SetTags(tags) if !nobody => {
                Ok(self.insert_tags(tags.iter().filter_map(|tag| clean_tag(tag))))
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Commits edited torrents; on failure they go back to what they were.
    fn commit_edit(
        &mut self,
        ids: Vec<TorrentId>,
        before: Vec<(TorrentId, ResumeData)>,
        changes: Vec<Change>,
        reply: oneshot::Sender<Result<(), EditError>>,
    ) {
        if changes.is_empty() {
            return answer(reply, Ok(()));
        }
        self.commit(
            changes,
            Box::new(move |actor, result| {
                for (id, resume) in before {
                    if result.is_err()
                        && let Some(torrent) = actor.torrents.get_mut(&id)
                    {
                        // Where the files are is not what the edit was about.
                        let old = std::mem::replace(&mut torrent.resume, resume);
                        torrent.resume.location = old.location;
                        torrent.resume.moving = old.moving;
                        torrent.resume.renames = old.renames;
                        torrent.restore_priorities();
                        actor.apply_limits(id);
                    }
                    actor.committed(id);
                    actor.settle(id);
                }
                actor.queue_dirty = true;
                actor.answer_when_seen(ids, reply, result.map_err(EditError::from));
            }),
        );
    }

    /// Changes one torrent in memory.
    fn apply(&mut self, id: TorrentId, edit: &Edit) {
        let now = self.clock.unix_secs();
        let kick = match edit {
            Edit::Start => self.start_torrent(id, false),
            Edit::ForceStart(forced) => self.start_torrent(id, *forced),
            Edit::Recheck => {
                self.recheck(id);
                false
            }
            Edit::Reannounce => true,
            _ => false,
        };
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        if kick && let Some(job) = &torrent.job {
            job.kick.notify_one();
        }
        if kick {
            torrent.publish_retry_at = None;
        }
        let resume = &mut torrent.resume;
        match edit {
            Edit::Start
            | Edit::ForceStart(_)
            | Edit::Recheck
            | Edit::Reannounce
            | Edit::IncreasePriority
            | Edit::DecreasePriority
            | Edit::TopPriority
            | Edit::BottomPriority => {}
            Edit::Stop => {
                resume.stopped = true;
                resume.stop_condition = StopCondition::None;
                torrent.down.reset();
                torrent.copies.reset();
                torrent.run_clocks(now);
            }
            Edit::SetCategory(name) => {
                let follows = self.settings.bool(Key::TorrentChangedTmmEnabled);
                if resume.auto_managed && resume.category != *name && !follows {
                    self.set_auto_managed(id, false);
                }
                if let Some(torrent) = self.torrents.get_mut(&id) {
                    torrent.resume.category.clone_from(name);
                }
                self.look_again(id);
            }
            Edit::AddTags(tags) => {
                resume.tags.extend(tags.iter().filter_map(|tag| clean_tag(tag)));
            }
            Edit::RemoveTags(tags) => {
                for tag in tags.iter().filter_map(|tag| clean_tag(tag)) {
                    resume.tags.remove(&tag);
                }
            }
            Edit::ClearTags => resume.tags.clear(),
            Edit::SetTags(tags) => {
                resume.tags = tags.iter().filter_map(|tag| clean_tag(tag)).collect();
            }
            Edit::SetDownloadLimit(limit) => {
                resume.download_limit = *limit;
                self.apply_limits(id);
            }
            Edit::SetUploadLimit(limit) => {
                resume.upload_limit = *limit;
                self.apply_limits(id);
            }
            Edit::SetShareLimits { ratio, seeding_minutes, inactive_minutes, action, mode } => {
                let old = resume.share_limits;
                resume.share_limits = ShareLimits {
                    ratio: ratio.unwrap_or(old.ratio),
                    seeding_minutes: seeding_minutes.unwrap_or(old.seeding_minutes),
                    inactive_minutes: inactive_minutes.unwrap_or(old.inactive_minutes),
                    action: action.unwrap_or(old.action),
                    mode: mode.unwrap_or(old.mode),
                };
            }
            Edit::ToggleSequential => {
                resume.sequential = !resume.sequential;
                self.restart_download(id);
            }
            Edit::ToggleFirstLast => {
                resume.first_last_first = !resume.first_last_first;
                self.restart_download(id);
            }
            Edit::SetSuperSeeding(on) => resume.super_seeding = *on,
            Edit::SetAutoManaged(on) => {
                self.set_auto_managed(id, *on);
                self.look_again(id);
            }
            Edit::SetLocation(path) => {
                self.set_auto_managed(id, false);
                self.set_paths(id, Some(path), None);
            }
            Edit::SetSavePath(path) => self.set_paths(id, Some(path), None),
            Edit::SetDownloadPath(path) => self.set_paths(id, None, Some(path.as_deref())),
            Edit::ReplaceTracker { old, new } => {
                let taken = *old != new.url && resume.trackers.iter().any(|t| t.url == new.url);
                if let Some(tracker) = resume.trackers.iter_mut().find(|t| t.url == *old)
                    && !taken
                {
                    *tracker = StoredTracker { url: new.url.clone(), tier: new.tier };
                    resume.trackers.sort_by_key(|tracker| tracker.tier);
                }
            }
            Edit::AddWebSeeds(_) | Edit::RemoveWebSeeds(_) | Edit::ReplaceWebSeed { .. } => {
                if edit_web_seeds(resume, edit) {
                    self.restart_download(id);
                }
            }
            Edit::SetTls(tls) => resume.tls = Arc::new(tls.clone()),
            Edit::SetComment(comment) => resume.comment = Some(comment.clone()),
            Edit::AddTrackers(trackers) => {
                let mut known: HashSet<String> =
                    resume.trackers.iter().map(|tracker| tracker.url.clone()).collect();
                for tracker in trackers {
                    if known.insert(tracker.url.clone()) {
                        let (url, tier) = (tracker.url.clone(), tracker.tier);
                        resume.trackers.push(StoredTracker { url, tier });
                    }
                }
                resume.trackers.sort_by_key(|tracker| tracker.tier);
            }
            Edit::RemoveTrackers(urls) => {
                let urls: HashSet<&String> = urls.iter().collect();
                resume.trackers.retain(|tracker| !urls.contains(&tracker.url));
            }
        }
    }

    /// Runs a torrent: clears the stop flag and an error. Missing files are looked for again.
    fn start_torrent(&mut self, id: TorrentId, forced: bool) -> bool {
        let now = self.clock.unix_secs();
        let Some(torrent) = self.torrents.get_mut(&id) else { return false };
        torrent.resume.stopped = false;
        torrent.resume.forced = forced;
        torrent.resume.error = None;
        torrent.resume.missing_files = false;
        torrent.refused = None;
        torrent.run_clocks(now);
        if torrent.is_broken() {
            torrent.reason = None;
            torrent.resume.checked = false;
            let next = if torrent.content.is_some() {
                TorrentState::CheckingFiles
            } else {
                TorrentState::ResolvingMetadata
            };
            self.set_state(id, next);
        }
        true
    }

    /// Hashes the files again. A stopped torrent runs for the check and stops after it.
    fn recheck(&mut self, id: TorrentId) {
        let now = self.clock.unix_secs();
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let Some(content) = torrent.content.clone() else { return };
        if torrent.resume.stopped {
            torrent.resume.stopped = false;
            torrent.resume.stop_condition = StopCondition::FilesChecked;
        }
        torrent.job = None;
        torrent.resume.error = None;
        torrent.resume.missing_files = false;
        torrent.resume.checked = false;
        torrent.resume.skip_checking = false;
        torrent.reason = None;
        let placement = torrent.placement.clone();
        let priorities: Vec<FilePriority> = torrent.files.iter().map(|f| f.priority).collect();
        torrent.set_content(content, placement);
        for (file, priority) in Arc::make_mut(&mut torrent.files).iter_mut().zip(priorities) {
            file.priority = priority;
        }
        torrent.hashes.clear();
        torrent.refresh_totals();
        torrent.run_clocks(now);
        self.set_state(id, TorrentState::CheckingFiles);
    }

    /// Turns automatic management on or off; off freezes the present paths.
    pub(super) fn set_auto_managed(&mut self, id: TorrentId, on: bool) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        if torrent.resume.auto_managed && !on {
            let save = torrent.save_path(&self.categories, &self.paths);
            let download = torrent.download_path(&self.categories, &self.paths);
            torrent.resume.save_path = save;
            torrent.resume.download_path = download;
        }
        torrent.resume.auto_managed = on;
    }

    /// A running fetch takes new priorities or order by starting again where it is.
    pub(super) fn restart_download(&mut self, id: TorrentId) {
        if let Some(torrent) = self.torrents.get_mut(&id)
            && torrent.job.as_ref().is_some_and(|job| job.kind == JobKind::Download)
        {
            torrent.job = None;
        }
    }

    /// Reorders the queue; returns the rows of torrents whose place changed.
    fn move_in_queue(&mut self, ids: &[TorrentId], edit: &Edit) -> Vec<Change> {
        let chosen: BTreeSet<TorrentId> = ids.iter().copied().collect();
        let old = self.queue.clone();
        match edit {
            Edit::TopPriority => self.queue.sort_by_key(|id| !chosen.contains(id)),
            Edit::BottomPriority => self.queue.sort_by_key(|id| chosen.contains(id)),
            Edit::IncreasePriority => {
                for place in 1..self.queue.len() {
                    let (Some(above), Some(id)) =
                        (self.queue.get(place - 1), self.queue.get(place))
                    else {
                        continue;
                    };
                    if chosen.contains(id) && !chosen.contains(above) {
                        self.queue.swap(place - 1, place);
                    }
                }
            }
            _ => {
                for place in (1..self.queue.len()).rev() {
                    let (Some(id), Some(below)) =
                        (self.queue.get(place - 1), self.queue.get(place))
                    else {
                        continue;
                    };
                    if chosen.contains(id) && !chosen.contains(below) {
                        self.queue.swap(place - 1, place);
                    }
                }
            }
        }
        let moved: Vec<TorrentId> = self
            .queue
            .iter()
            .zip(&old)
            .filter(|(new, old)| new != old)
            .map(|(new, _)| *new)
            .collect();
        self.number_queue();
        self.queue_dirty = true;
        moved.iter().filter_map(|id| self.torrents.get(id)).map(put_torrent).collect()
    }

    pub(super) fn set_file_priority(
        &mut self,
        id: TorrentId,
        files: &[usize],
        priority: FilePriority,
        reply: oneshot::Sender<Result<(), EditError>>,
    ) {
        let now = self.clock.unix_secs();
        let Some(id) = self.select(&Selection::Ids(vec![id])).pop() else {
            return answer(reply, Err(EditError::NotFound));
        };
        let Some(torrent) = self.torrents.get_mut(&id) else {
            return answer(reply, Err(EditError::NotFound));
        };
        if torrent.content.is_none() {
            return answer(reply, Err(EditError::NoMetadata));
        }
        if let Some(bad) = files.iter().find(|index| **index >= torrent.files.len()) {
            return answer(reply, Err(EditError::NoSuchFile(*bad)));
        }
        let before = torrent.resume.clone();
        let all = Arc::make_mut(&mut torrent.files);
        for index in files {
            if let Some(file) = all.get_mut(*index) {
                file.priority = priority;
            }
        }
        torrent.resume.file_priorities = all.iter().map(|file| file.priority.as_u8()).collect();
        torrent.refresh_totals();
        if !torrent.is_complete() && torrent.state == TorrentState::Seeding {
            // A file became wanted again.
            torrent.resume.finished = false;
            self.set_state(id, TorrentState::Downloading);
        }
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.pending_commits += 1;
        let changes = vec![put_torrent(torrent), put_progress(torrent, now)];
        self.restart_download(id);
        self.queue_dirty = true;
        self.commit_edit(vec![id], vec![(id, before)], changes, reply);
    }

    pub(super) fn rename(
        &mut self,
        id: TorrentId,
        name: &str,
        reply: oneshot::Sender<Result<(), EditError>>,
    ) {
        let name = name.replace(['\r', '\n'], " ").trim().to_owned();
        if name.is_empty() {
            let text = "the name must not be empty".to_owned();
            return answer(reply, Err(EditError::BadName(text)));
        }
        let Some(id) = self.select(&Selection::Ids(vec![id])).pop() else {
            return answer(reply, Err(EditError::NotFound));
        };
        let Some(torrent) = self.torrents.get_mut(&id) else {
            return answer(reply, Err(EditError::NotFound));
        };
        let before = torrent.resume.clone();
        torrent.resume.name = name;
        torrent.resume.renamed = true;
        torrent.pending_commits += 1;
        let change = put_torrent(torrent);
        self.commit_edit(vec![id], vec![(id, before)], vec![change], reply);
    }
}

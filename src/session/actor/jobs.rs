//! Which task a torrent needs now, and starting it.
//!
//! [`Actor::settle`] compares what a torrent should be doing with what it does, and starts or
//! cancels tasks. Tasks get copies of what they need and report [`TaskEvent`]s that carry the
//! generation of their job, so that a cancelled task cannot speak for its successor.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use tokio::sync::{Notify, mpsc};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::Actor;
use super::events::{TaskEvent, TaskNews};
use super::fetching::{Fetching, Search};
use crate::codex::Cid;
use crate::db::Db;
use crate::session::content::{Content, ContentKind};
use crate::session::publish::{PublishJob, publish};
use crate::session::resume::StoredSource;
use crate::session::settings::Key;
use crate::session::source::{FoundDataset, Nodes, find_dataset, find_record};
use crate::session::status::{FileStatus, PublishState, Reason, TorrentState};
use crate::session::torrent::{Job, JobKind, Torrent};
use crate::session::transfer::{
    CheckJob, CheckOutcome, CheckedFile, DownloadFile, DownloadJob, FilePlacement, FileTarget,
    FinishJob, Found, Move, check, finish_files, rename_files,
};
use crate::throttle::Limiter;
use crate::torrent::{Bitfield, InfoHash, RecordPlacement, TorrentId};

/// Suffix of incomplete files when `incomplete_files_ext` is on.
pub(super) const INCOMPLETE_SUFFIX: &str = ".!qB";

/// Streams that one torrent has open at a time: a second one keeps the disk busy while the next
/// file's manifest is fetched.
const MAX_STREAMS: usize = 2;

/// First and longest wait between look-ups in Codex.
const BACK_OFF: (Duration, Duration) = (Duration::from_secs(5), Duration::from_mins(5));

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
            TorrentState::Moving => {
                (!self.move_retry.contains(&torrent.id)).then_some(JobKind::Move)
            }
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
        let target = torrent.target(&self.categories, &self.paths);
        if !torrent.deleting && torrent.renaming.is_none() && target != torrent.resume.location {
            self.go_to(id, target);
        }
        let Some(torrent) = self.torrents.get(&id) else { return };
        let wanted = self.wanted_job(torrent);
        let has = torrent.job.as_ref().map(|job| job.kind);
        if wanted == has {
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
            JobKind::Publish => self.start_publish(id, reporter, &cancel),
        };
        if let Some(torrent) = self.torrents.get_mut(&id)
            && started.is_some()
        {
            torrent.job = Some(Job { kind, generation, cancel, kick, throttle });
        }
    }

    fn start_resolve(
        &self,
        torrent: &Torrent,
        reporter: Reporter,
        cancel: &CancellationToken,
        kick: &Arc<Notify>,
    ) {
        let lookup = self.lookup(torrent);
        let (cancel, kick) = (cancel.clone(), Arc::clone(kick));
        self.tasks.spawn_until_done("resolve", async move {
            let found = retry(&reporter, &cancel, &kick, &lookup, &Search::default()).await;
            let news = found.map_or(TaskNews::Cancelled, |f| TaskNews::Resolved(Box::new(f)));
            reporter.send(news).await;
        });
    }

    fn start_check(
        &mut self,
        id: TorrentId,
        reporter: Reporter,
        cancel: &CancellationToken,
    ) -> Option<()> {
        let threads = usize::try_from(self.settings.int(Key::HashingThreads)).unwrap_or(1);
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
            threads: threads.max(1),
            cancel: cancel.clone(),
            progress,
        };
        let trusted = torrent.resume.skip_checking;
        let tasks = self.tasks.clone();
        self.tasks.spawn_until_done("check", async move {
            if trusted && let Ok(Some(outcome)) = tasks.spawn_blocking(trust(&job)).await {
                return reporter.send(TaskNews::Trusted(Box::new(outcome))).await;
            }
            let result = check(job).await;
            reporter.send(TaskNews::Checked(Box::new(result))).await;
        });
        Some(())
    }

    fn start_download(
        &self,
        torrent: &Torrent,
        reporter: Reporter,
        limits: Limiter,
        (cancel, kick): (&CancellationToken, &Arc<Notify>),
        before: CancellationToken,
    ) -> Option<()> {
        let content = torrent.content.clone()?;
        // A bare dataset is proven by its last byte alone: until then its file has no final name.
        let bare = matches!(content.kind, ContentKind::Dataset { .. });
        let suffix = bare || self.settings.bool(Key::IncompleteFilesExt);
        let files = targets(torrent, &content, &torrent.resume.location, suffix);
        let placement = torrent.placement.clone().filter(|p| covers_wanted(torrent, p));
        let done = torrent
            .files
            .iter()
            .zip(&content.files)
            .map(|(status, file)| status.completed == file.length);
        let files = files.into_iter().zip(done);
        let (sender, receiver) = mpsc::channel(64);
        let job = DownloadJob {
            files: files
                .map(|(target, done)| DownloadFile { target, placement: None, done })
                .collect(),
            content,
            pieces: (*torrent.durable_pieces).clone(),
            nodes: self.nodes.in_order(),
            web: self.web_seeds(torrent),
            root: torrent.resume.location.clone(),
            parts_dir: self.parts_dir.join(torrent.id.to_string()),
            sequential: torrent.resume.sequential,
            max_streams: MAX_STREAMS,
            limits,
            kick: Arc::clone(kick),
            cancel: cancel.clone(),
            events: sender,
        };
        let fetching = Fetching {
            reporter,
            lookup: self.lookup(torrent),
            placement,
            partial: torrent.placement.clone(),
            job,
            events: receiver,
            before,
        };
        self.tasks.spawn_until_done("download", fetching.run());
        Some(())
    }

    fn start_move(
        &self,
        torrent: &Torrent,
        reporter: Reporter,
        cancel: &CancellationToken,
        before: CancellationToken,
    ) -> Option<()> {
        let content = torrent.content.clone()?;
        let from = torrent.resume.location.clone();
        let to = torrent.target(&self.categories, &self.paths);
        let refs = self.referenced_files(torrent);
        let statuses = Arc::clone(&torrent.files);
        let (cancel, finished) =
            (cancel.clone(), torrent.resume.finished && torrent.resume.checked);
        let (node, tasks) = (self.nodes.own.clone(), self.tasks.clone());
        self.tasks.spawn_until_done("move", async move {
            before.cancelled().await;
            let plan = {
                let (from, to) = (from.clone(), to.clone());
                tasks.spawn_blocking(move || moves(&content, &statuses, &from, &to, finished))
            };
            let job = FinishJob {
                files: plan.await.unwrap_or_default(),
                from_root: from.clone(),
                to_root: to.clone(),
                cancel,
            };
            let result = finish_files(job).await;
            if result.is_ok() {
                for (cid, path) in refs {
                    if let Ok(relative) = path.strip_prefix(&from) {
                        let target = to.join(relative);
                        if let Err(error) = node.relocate(cid, path, target).await {
                            // The next start reconciles; a read in between is a typed error.
                            tracing::warn!(%cid, %error, "cannot tell the node about the move");
                        }
                    }
                }
            }
            reporter.send(TaskNews::Moved(to, result)).await;
        });
        Some(())
    }

    fn start_rename(
        &self,
        torrent: &Torrent,
        reporter: Reporter,
        cancel: &CancellationToken,
        before: CancellationToken,
    ) -> Option<()> {
        let content = torrent.content.clone()?;
        let renaming = torrent.renaming.as_ref()?;
        let renamed = content.renamed(&renaming.paths);
        let root = torrent.resume.location.clone();
        let indexes: Vec<usize> =
            renaming.paths.keys().filter_map(|index| usize::try_from(*index).ok()).collect();
        let pairs: Vec<(PathBuf, PathBuf)> = indexes
            .iter()
            .filter_map(|index| {
                let (from, to) = (content.files.get(*index)?, renamed.files.get(*index)?);
                Some((root.join(&from.path), root.join(&to.path)))
            })
            .collect();
        let refs: Vec<(Cid, PathBuf, PathBuf)> = self
            .referenced_files(torrent)
            .into_iter()
            .filter_map(|(cid, path)| {
                let to = pairs.iter().find(|(from, _)| *from == path)?.1.clone();
                Some((cid, path, to))
            })
            .collect();
        let (node, tasks, cancel) = (self.nodes.own.clone(), self.tasks.clone(), cancel.clone());
        self.tasks.spawn_until_done("rename", async move {
            before.cancelled().await;
            let plan = tasks.spawn_blocking(move || super::rename::plan(&pairs));
            let job = FinishJob {
                files: plan.await.unwrap_or_default(),
                from_root: root.clone(),
                to_root: root,
                cancel,
            };
            let result = rename_files(job).await;
            if result.is_ok() {
                for (cid, from, to) in refs {
                    if let Err(error) = node.relocate(cid, from, to).await {
                        // The next start reconciles; a read in between is a typed error.
                        tracing::warn!(%cid, %error, "cannot tell the node about the new name");
                    }
                }
            }
            reporter.send(TaskNews::Renamed(result)).await;
        });
        Some(())
    }

    fn start_publish(
        &mut self,
        id: TorrentId,
        reporter: Reporter,
        cancel: &CancellationToken,
    ) -> Option<()> {
        let torrent = self.torrents.get_mut(&id)?;
        let content = torrent.content.clone()?;
        torrent.publish = PublishState::Publishing;
        let complete: Vec<bool> = torrent
            .files
            .iter()
            .zip(&content.files)
            .map(|(status, file)| status.completed == file.length)
            .collect();
        let verify = torrent.resume.unverified.then(|| CheckJob {
            files: targets(torrent, &content, &torrent.resume.location, true),
            content: Arc::clone(&content),
            trees: trees(torrent),
            parts_dir: Some(self.parts_dir.join(id.to_string())),
            threads: 1,
            cancel: cancel.clone(),
            progress: Arc::new(AtomicU64::new(0)),
        });
        let job = PublishJob {
            location: torrent.resume.location.clone(),
            complete: complete.clone(),
            hashes: torrent.hashes.iter().map(|(i, h)| (*i, h.clone())).collect::<BTreeMap<_, _>>(),
            placement: torrent.placement.clone(),
            node: self.nodes.own.clone(),
            tasks: self.tasks.clone(),
            content,
        };
        let cancel = cancel.clone();
        self.tasks.spawn_until_done("publish", async move {
            if let Some(verify) = verify {
                let result = check(verify).await;
                let verified = matches!(&result, Ok(o) if complete_again(&complete, o));
                if !verified {
                    return reporter.send(TaskNews::Checked(Box::new(result))).await;
                }
            }
            let result = tokio::select! {
                () = cancel.cancelled() => None,
                result = publish(job) => Some(result),
            };
            let news = result.map_or(TaskNews::Cancelled, |r| TaskNews::Published(Box::new(r)));
            reporter.send(news).await;
        });
        Some(())
    }

    /// What of a torrent is referenced in the node in use: CID and path.
    pub(super) fn referenced_files(&self, torrent: &Torrent) -> Vec<(Cid, PathBuf)> {
        let Some(content) = &torrent.content else { return Vec::new() };
        if !torrent.resume.published || !self.nodes.own.capabilities().import_by_reference {
            return Vec::new();
        }
        let letter = self.own_letter();
        content
            .files
            .iter()
            .zip(torrent.files.iter())
            .filter(|(file, status)| file.length > 0 && status.completed == file.length)
            .filter_map(|(file, _)| {
                let cid = match &content.kind {
                    ContentKind::Dataset { cid, .. } => *cid,
                    ContentKind::Torrent(_) => {
                        let placed = torrent.placement.as_ref()?.files.get(file.payload?)?;
                        placed.cids.get(&letter)?.parse().ok()?
                    }
                };
                Some((cid, torrent.resume.location.join(&file.path)))
            })
            .collect()
    }

    /// The placement letter of the node in use.
    pub(super) fn own_letter(&self) -> char {
        crate::session::publish::generation_letter(self.nodes.own.capabilities().generation)
    }
}

/// True when every file that was trusted proved right.
fn complete_again(trusted: &[bool], outcome: &CheckOutcome) -> bool {
    let found = outcome.files.iter().map(|file| file.found == Found::Complete);
    trusted.iter().zip(found).all(|(trusted, found)| found || !trusted)
}

/// Looks whether every wanted file has its length, without reading it; `None` when one has not,
/// and the torrent is checked after all.
fn trust(job: &CheckJob) -> impl FnOnce() -> Option<CheckOutcome> + Send + 'static {
    let (content, files) = (Arc::clone(&job.content), job.files.clone());
    move || {
        let mut pieces = Bitfield::new(usize::try_from(content.pieces).ok()?);
        let mut checked = Vec::with_capacity(files.len());
        for (target, file) in files.iter().zip(&content.files) {
            let there = std::fs::metadata(&target.path).is_ok_and(|m| m.len() == file.length);
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
                hashes: None,
                stamp: None,
            });
        }
        Some(CheckOutcome { pieces, files: checked })
    }
}

/// What has to be moved where. Looks at the disk: a file may have its plain or its temporary
/// name. A finished torrent's complete files get their plain names, and its empty files exist;
/// everything else keeps the name it has.
fn moves(
    content: &Content,
    statuses: &[FileStatus],
    from: &Path,
    to: &Path,
    finished: bool,
) -> Vec<Move> {
    let mut moves = Vec::new();
    for (file, status) in content.files.iter().zip(statuses) {
        let complete = finished && status.completed == file.length;
        let plain = from.join(&file.path);
        let temporary = with_suffix(&plain);
        let target = to.join(&file.path);
        if let Ok(found) = std::fs::metadata(&temporary)
            && !(complete && plain.exists())
        {
            let to = if complete { target } else { with_suffix(&target) };
            moves.push(Move { from: temporary, to, length: found.len() });
        } else if let Ok(found) = std::fs::metadata(&plain) {
            moves.push(Move { from: plain, to: target, length: found.len() });
        } else if complete && status.priority.is_wanted() && file.payload.is_some() {
            moves.push(Move { from: plain, to: target, length: file.length });
        }
    }
    moves
}

/// The temporary name of a file.
pub(super) fn with_suffix(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(INCOMPLETE_SUFFIX);
    name.into()
}

/// What is looked for in Codex.
#[derive(Debug, Clone)]
pub(super) struct Lookup {
    nodes: Nodes,
    db: Db,
    info_hash: InfoHash,
    what: Wanted,
}

#[derive(Debug, Clone, Copy)]
enum Wanted {
    /// A bare CID, whatever it is.
    Dataset(Cid),
    /// The record of the torrent, by its CID if that is known.
    Record(Option<Cid>),
}

impl Lookup {
    async fn run(&self) -> Result<FoundDataset, Reason> {
        match self.what {
            Wanted::Dataset(cid) => find_dataset(&self.nodes, cid).await,
            Wanted::Record(record) => find_record(&self.nodes, &self.db, record, &self.info_hash)
                .await
                .map(FoundDataset::Record),
        }
    }
}

impl Actor {
    fn lookup(&self, torrent: &Torrent) -> Lookup {
        let what = match &torrent.resume.source {
            StoredSource::Cid(cid) => Wanted::Dataset(*cid),
            _ => Wanted::Record(torrent.resume.record),
        };
        let (nodes, db) = (self.nodes.clone(), self.db.clone());
        Lookup { nodes, db, info_hash: torrent.info_hash, what }
    }
}

/// Repeats a look-up with back-off until it succeeds or the job is cancelled; the reason for
/// waiting is reported each time.
pub(super) async fn retry(
    reporter: &Reporter,
    cancel: &CancellationToken,
    kick: &Notify,
    lookup: &Lookup,
    told: &Search,
) -> Option<FoundDataset> {
    let mut wait = BACK_OFF.0;
    loop {
        let result = tokio::select! {
            () = cancel.cancelled() => return None,
            result = lookup.run() => result,
        };
        match result {
            Ok(found) => return Some(found),
            Err(reason) => {
                if let Some(reason) = told.failed(reason) {
                    reporter.send(TaskNews::Reason(Some(reason))).await;
                }
            }
        }
        tokio::select! {
            () = cancel.cancelled() => return None,
            () = kick.notified() => wait = BACK_OFF.0,
            () = tokio::time::sleep(wait) => wait = (wait * 2).min(BACK_OFF.1),
        }
    }
}

/// Tree CIDs of a torrent's files, as far as they are known.
fn trees(torrent: &Torrent) -> Vec<Option<Cid>> {
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

/// True when every wanted file that has bytes to fetch has a place.
fn covers_wanted(torrent: &Torrent, placement: &RecordPlacement) -> bool {
    let Some(content) = &torrent.content else { return false };
    content.files.iter().zip(torrent.files.iter()).all(|(file, status)| {
        let missing = status.priority.is_wanted() && status.completed < file.length;
        let placed = file.payload.and_then(|payload| placement.files.get(payload));
        !missing || placed.is_some_and(|placed| !placed.cids.is_empty())
    })
}

/// A placement by visible file, with parsed CIDs.
pub(super) fn file_placements(
    content: &Content,
    placement: &RecordPlacement,
) -> Vec<Option<FilePlacement>> {
    content
        .files
        .iter()
        .map(|file| {
            let placed = placement.files.get(file.payload?)?;
            let tree = placed.tree.as_deref()?.parse().ok()?;
            let cids = ['c', 'b', 'a']
                .iter()
                .filter_map(|letter| placed.cids.get(letter)?.parse().ok())
                .collect();
            Some(FilePlacement { length: placed.length, tree, cids })
        })
        .collect()
}

//! The live torrent: owned and changed by the actor alone; [`Torrent::status`] is its public face.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{Notify, oneshot};
use tokio_util::sync::CancellationToken;

use super::categories::{self, Categories, DefaultPaths};
use super::command::RenameError;
use super::content::{Content, ContentKind};
use super::peers::Peers;
use super::resume::{ProgressData, ResumeData, StoredSource};
use super::share_limits::EffectiveShareLimits;
use super::speed::SpeedMeter;
use super::status::{
    FilePriority, FileStatus, PublishState, Reason, ReasonCode, Stopwatch, TorrentState,
    TorrentStatus, Tracker, TransferTotals,
};
use super::transfer::CarryProgress;
use crate::codex::{Cid, DatasetHashes, FileStamp};
use crate::throttle::Throttle;
use crate::torrent::{Bitfield, InfoHash, Magnet, RecordPlacement, TorrentId};

/// What a running task of a torrent does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JobKind {
    /// Looks the metadata up.
    Resolve,
    /// Hashes files on disk.
    Check,
    /// Finds the placement and fetches.
    Download,
    /// Moves files to where they belong.
    Move,
    /// Gives files other names within the storage folder.
    Rename,
    /// Makes placement and record exist in the node.
    Publish,
}

/// A running task. Events of another generation are of a task that was cancelled.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) kind: JobKind,
    pub(super) generation: u64,
    pub(super) cancel: CancellationToken,
    /// Ends a back-off at once.
    pub(super) kick: Arc<Notify>,
    /// The torrent's download limit, for as long as the job runs.
    pub(super) throttle: Throttle,
}

/// Files that are to get other names.
#[derive(Debug)]
pub(super) enum Renaming {
    /// Other paths.
    Paths {
        /// File index to new path.
        paths: BTreeMap<u32, String>,
        /// Who waits for it; nobody after a restart.
        reply: Option<oneshot::Sender<Result<(), RenameError>>>,
    },
    /// Incomplete files get their temporary suffix, or lose it.
    Suffix(bool),
}

/// The end of a task that never was.
fn ended_already() -> CancellationToken {
    let token = CancellationToken::new();
    token.cancel();
    token
}

impl Drop for Job {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// The live torrent.
#[derive(Debug)]
pub(super) struct Torrent {
    pub(super) id: TorrentId,
    pub(super) info_hash: InfoHash,
    pub(super) resume: ResumeData,
    pub(super) state: TorrentState,
    pub(super) content: Option<Arc<Content>>,
    pub(super) placement: Option<Arc<RecordPlacement>>,
    /// Shown pieces, and those that survive a crash.
    pub(super) pieces: Arc<Bitfield>,
    pub(super) durable_pieces: Arc<Bitfield>,
    pub(super) pieces_active: Arc<[u32]>,
    pub(super) files: Arc<[FileStatus]>,
    /// Hashes from a check or fetch, kept until the file is published (hash once).
    pub(super) hashes: HashMap<u32, (DatasetHashes, FileStamp)>,
    pub(super) wanted: u64,
    pub(super) wanted_done: u64,
    pub(super) check: Option<(Arc<AtomicU64>, u64)>,
    pub(super) queued: bool,
    pub(super) queue_position: Option<u32>,
    /// The place that is stored; another one is written with the progress.
    pub(super) stored_position: Option<u32>,
    /// Since when it transfers little, and whether that is long enough to count as slow.
    pub(super) slow_since: Option<std::time::Duration>,
    pub(super) slow: bool,
    /// When somebody read of it last, on the clock.
    pub(super) read_at: Option<std::time::Duration>,
    /// It was read a moment ago, and that keeps it out of the queue.
    pub(super) awake: bool,
    pub(super) totals: TransferTotals,
    pub(super) active_time: Stopwatch,
    pub(super) seeding_time: Stopwatch,
    pub(super) completed_on: Option<i64>,
    pub(super) last_activity: Option<i64>,
    pub(super) seen_complete: Option<i64>,
    pub(super) down: SpeedMeter,
    /// What nodes send that they fetched before: it was counted then.
    pub(super) copies: SpeedMeter,
    pub(super) up: SpeedMeter,
    pub(super) publish: PublishState,
    /// It is published anew although the node has it: that is what keeps it there.
    pub(super) republish: bool,
    pub(super) publish_retry_at: Option<std::time::Duration>,
    pub(super) publish_failures: u32,
    pub(super) reason: Option<Reason>,
    /// The file that was found to be gone or changed.
    pub(super) bad_file: Option<Arc<Path>>,
    pub(super) node: String,
    pub(super) peers: Peers,
    pub(super) job: Option<Job>,
    /// Cancelled when the task that was started last has really ended: who moves files waits for
    /// that, because a cancelled fetch may still be writing.
    pub(super) ended: CancellationToken,
    pub(super) renaming: Option<Renaming>,
    /// The suffix of incomplete files is to change when nothing else is done to the files.
    pub(super) suffix_due: Option<bool>,
    /// How far the files are that are being moved.
    pub(super) carrying: Option<CarryProgress>,
    /// Where the files belong but cannot go, and why; they stay meanwhile.
    pub(super) refused: Option<(PathBuf, Reason)>,
    /// Save and download path before a user named others; a move that fails brings them back.
    pub(super) asked_from: Option<(PathBuf, Option<PathBuf>)>,
    /// Commits on their way: published only when there is none.
    pub(super) pending_commits: u32,
    pub(super) progress_dirty: bool,
    /// A file may lie under its temporary name, or an empty one may be missing: the files have to
    /// be put in order before the torrent counts as finished.
    pub(super) untidy: bool,
    /// A user asked to remove it; nothing else happens to it any more.
    pub(super) deleting: bool,
}

impl Torrent {
    /// A torrent as its resume data says, without content.
    pub(super) fn new(id: TorrentId, info_hash: InfoHash, resume: ResumeData) -> Self {
        Self {
            id,
            info_hash,
            state: TorrentState::ResolvingMetadata,
            content: None,
            placement: None,
            pieces: Arc::new(Bitfield::new(0)),
            durable_pieces: Arc::new(Bitfield::new(0)),
            pieces_active: Arc::new([]),
            files: Arc::new([]),
            hashes: HashMap::new(),
            wanted: 0,
            wanted_done: 0,
            check: None,
            queued: false,
            queue_position: None,
            stored_position: None,
            slow_since: None,
            slow: false,
            read_at: None,
            awake: false,
            totals: TransferTotals::default(),
            active_time: Stopwatch::default(),
            seeding_time: Stopwatch::default(),
            completed_on: None,
            last_activity: None,
            seen_complete: None,
            down: SpeedMeter::default(),
            copies: SpeedMeter::default(),
            up: SpeedMeter::default(),
            publish: PublishState::None,
            republish: false,
            publish_retry_at: None,
            publish_failures: 0,
            reason: None,
            bad_file: None,
            node: String::new(),
            peers: Peers::default(),
            job: None,
            ended: ended_already(),
            renaming: None,
            suffix_due: None,
            carrying: None,
            refused: None,
            asked_from: None,
            pending_commits: 0,
            progress_dirty: false,
            untidy: true,
            deleting: false,
            resume,
        }
    }

    /// Takes the content in; files are unknown until checked.
    pub(super) fn set_content(
        &mut self,
        content: Arc<Content>,
        placement: Option<Arc<RecordPlacement>>,
    ) {
        let pieces = usize::try_from(content.pieces).unwrap_or(0);
        self.pieces = Arc::new(Bitfield::new(pieces));
        self.durable_pieces = Arc::clone(&self.pieces);
        self.files = (0..content.files.len())
            .map(|index| FileStatus {
                priority: self.stored_priority(index),
                completed: 0,
                cid: None,
                tree: None,
            })
            .collect();
        self.content = Some(content);
        self.set_placement(placement);
        self.refresh_totals();
    }

    /// Takes the stored priorities as the ones in force.
    pub(super) fn restore_priorities(&mut self) {
        let stored: Vec<FilePriority> =
            (0..self.files.len()).map(|index| self.stored_priority(index)).collect();
        for (file, priority) in Arc::make_mut(&mut self.files).iter_mut().zip(stored) {
            file.priority = priority;
        }
        self.refresh_totals();
    }

    fn stored_priority(&self, index: usize) -> FilePriority {
        self.resume
            .file_priorities
            .get(index)
            .and_then(|n| FilePriority::from_i64(i64::from(*n)))
            .unwrap_or_default()
    }

    /// Takes a placement in: its CIDs are shown with the files.
    pub(super) fn set_placement(&mut self, placement: Option<Arc<RecordPlacement>>) {
        let Some(placement) = placement else { return };
        let dataset = match self.content.as_deref() {
            Some(Content { kind: ContentKind::Dataset { cid, .. }, .. }) => Some(*cid),
            _ => None,
        };
        for (file, placed) in Arc::make_mut(&mut self.files).iter_mut().zip(&placement.files) {
            file.tree = placed.tree.as_deref().and_then(|text| text.parse().ok());
            let named = || ['c', 'b', 'a'].iter().find_map(|letter| placed.cids.get(letter));
            // A bare dataset goes by the name under which it was added.
            file.cid = dataset.or_else(|| named().and_then(|text| text.parse().ok()));
        }
        self.placement = Some(placement);
    }

    /// A file is complete and proven. If the torrent's own hashes did that although the placement
    /// names another tree, the placement is wrong: it is left, and so is its record.
    pub(super) fn leave_wrong_placement(&mut self, index: usize, tree: Cid) {
        let Some(file) = Arc::make_mut(&mut self.files).get_mut(index) else { return };
        if file.tree.is_none_or(|named| named == tree) {
            return;
        }
        tracing::warn!(torrent = %self.id, index, "its record names other content than its hashes");
        (file.tree, file.cid) = (None, None);
        let content = self.content.as_ref().and_then(|content| content.files.get(index));
        if let (Some(payload), Some(placement)) =
            (content.and_then(|file| file.payload), self.placement.as_mut())
            && let Some(placed) = Arc::make_mut(placement).files.get_mut(payload)
        {
            placed.tree = None;
            placed.cids.clear();
        }
        self.resume.record = None;
    }

    /// Sums up after files changed.
    pub(super) fn refresh_totals(&mut self) {
        let (mut wanted, mut done) = (0_u64, 0_u64);
        if let Some(content) = &self.content {
            for (file, status) in content.files.iter().zip(self.files.iter()) {
                if status.priority.is_wanted() {
                    wanted = wanted.saturating_add(file.length);
                    done = done.saturating_add(status.completed.min(file.length));
                }
            }
        }
        (self.wanted, self.wanted_done) = (wanted, done);
    }

    /// True when every wanted byte is verified (no wanted file: nothing to do).
    pub(super) fn is_complete(&self) -> bool {
        self.content.is_some() && self.wanted_done == self.wanted
    }

    /// Running means neither stopped, nor queued, nor held by an error.
    pub(super) fn may_run(&self) -> bool {
        !self.resume.stopped && !self.queued && !self.deleting && !self.is_broken()
    }

    /// An error or missing files: waits for the user.
    pub(super) fn is_broken(&self) -> bool {
        matches!(self.state, TorrentState::Error(_) | TorrentState::MissingFiles)
    }

    /// True while content is fetched.
    pub(super) fn fetches(&self) -> bool {
        self.job.as_ref().is_some_and(|job| job.kind == JobKind::Download)
    }

    /// A second is over for the peers.
    pub(super) fn tick_peers(&mut self) {
        if !self.fetches() {
            self.peers.fetch_ended();
        }
        self.peers.tick();
    }

    /// Final location now.
    pub(super) fn save_path(&self, categories: &Categories, defaults: &DefaultPaths) -> PathBuf {
        if self.resume.auto_managed {
            categories::save_path(categories, &self.resume.category, defaults)
        } else {
            self.resume.save_path.clone()
        }
    }

    /// Location while incomplete now.
    pub(super) fn download_path(
        &self,
        categories: &Categories,
        defaults: &DefaultPaths,
    ) -> Option<PathBuf> {
        if self.resume.auto_managed {
            categories::download_path(categories, &self.resume.category, defaults)
        } else {
            self.resume.download_path.clone()
        }
    }

    /// Where the files belong: the save path once finished, else the download path if any.
    pub(super) fn target(&self, categories: &Categories, defaults: &DefaultPaths) -> PathBuf {
        if self.resume.finished {
            return self.save_path(categories, defaults);
        }
        self.download_path(categories, defaults)
            .unwrap_or_else(|| self.save_path(categories, defaults))
    }

    /// Starts or stops the clocks after a change of state. Who waits in the queue is not active.
    pub(super) fn run_clocks(&mut self, now: i64) {
        let rests = self.resume.stopped || self.queued;
        if rests {
            self.active_time.stop(now);
        } else {
            self.active_time.start(now);
        }
        if rests || self.state != TorrentState::Seeding {
            self.seeding_time.stop(now);
        } else {
            self.seeding_time.start(now);
        }
    }

    /// What to store of the progress.
    pub(super) fn progress_data(&self, now: i64) -> ProgressData {
        let mut data = ProgressData {
            downloaded: self.totals.downloaded,
            uploaded: self.totals.uploaded,
            wasted: self.totals.wasted,
            active_secs: self.active_time.secs(now),
            seeding_secs: self.seeding_time.secs(now),
            completed_on: self.completed_on,
            last_activity: self.last_activity,
            seen_complete: self.seen_complete,
            ..ProgressData::default()
        };
        data.set_pieces(&self.durable_pieces);
        if let Some(content) = &self.content {
            let files = content.files.iter().zip(self.files.iter());
            for (index, (file, status)) in (0_u32..).zip(files) {
                if status.completed == file.length {
                    match data.complete.last_mut() {
                        Some((_, end)) if *end == index => *end = index + 1,
                        _ => data.complete.push((index, index + 1)),
                    }
                }
            }
        }
        data
    }

    /// Takes stored progress in; needs the content.
    pub(super) fn restore_progress(&mut self, data: &ProgressData) {
        let Some(content) = self.content.clone() else { return };
        self.pieces = Arc::new(data.pieces(usize::try_from(content.pieces).unwrap_or(0)));
        self.durable_pieces = Arc::clone(&self.pieces);
        let files = Arc::make_mut(&mut self.files);
        for (index, (file, status)) in (0_u32..).zip(content.files.iter().zip(files.iter_mut())) {
            let complete = data.complete.iter().any(|(from, to)| (*from..*to).contains(&index));
            status.completed =
                if complete { file.length } else { content.verified_bytes(file, &self.pieces) };
        }
        self.totals.downloaded = data.downloaded;
        self.totals.uploaded = data.uploaded;
        self.totals.wasted = data.wasted;
        self.active_time.accumulated_secs = data.active_secs;
        self.seeding_time.accumulated_secs = data.seeding_secs;
        self.completed_on = data.completed_on;
        self.last_activity = data.last_activity;
        self.seen_complete = data.seen_complete;
        self.refresh_totals();
    }

    /// Shown name (webapi §5.7).
    pub(super) fn name(&self) -> String {
        if !self.resume.name.is_empty() && (self.resume.renamed || self.content.is_none()) {
            return self.resume.name.clone();
        }
        self.content.as_ref().map_or_else(|| self.id.to_string(), |content| content.name.clone())
    }

    /// Why it does not go on, or what it does meanwhile.
    fn shown_reason(&self) -> Option<Reason> {
        let percent = self.carrying.as_ref().and_then(CarryProgress::percent);
        if self.state == TorrentState::Moving
            && let (Some(percent), Some(plan)) = (percent, &self.resume.moving)
        {
            let text = format!("moving to {}: {percent} % done", plan.to.display());
            return Some(Reason::new(ReasonCode::Moving, text));
        }
        // That it comes from somewhere is true only while it comes.
        let comes = |code| matches!(code, ReasonCode::WebSeed | ReasonCode::NodeFetches);
        let holds = |reason: &Reason| !comes(reason.code) || self.fetches();
        let refused = || self.refused.as_ref().map(|(_, reason)| reason.clone());
        self.reason.clone().filter(holds).or_else(refused)
    }

    /// The dataset's CID, for a bare dataset.
    fn dataset(&self) -> Option<Cid> {
        match (&self.resume.source, self.content.as_deref()) {
            (_, Some(Content { kind: ContentKind::Dataset { cid, .. }, .. }))
            | (StoredSource::Cid(cid), None) => Some(*cid),
            _ => None,
        }
    }

    /// Magnet link with the record where there is one.
    fn magnet_uri(&self, name: &str) -> String {
        Magnet {
            info_hash: self.info_hash,
            display_name: (name != self.id.to_string()).then(|| name.to_owned()),
            exact_length: self.content.as_ref().map(|content| content.total_size),
            trackers: self.resume.trackers.iter().map(|t| t.url.clone()).collect(),
            web_seeds: self.resume.web_seeds.clone(),
            codex: self.resume.record.or_else(|| self.dataset()).map(|cid| cid.to_string()),
            ..Magnet::default()
        }
        .to_uri()
    }

    /// The public face; the revision is set by the publisher.
    pub(super) fn status(
        &self,
        categories: &Categories,
        defaults: &DefaultPaths,
        effective_limits: EffectiveShareLimits,
    ) -> TorrentStatus {
        let name = self.name();
        let magnet_uri = self.magnet_uri(&name);
        let metainfo = self.content.as_ref().and_then(|content| content.metainfo());
        let comment = self
            .resume
            .comment
            .clone()
            .or_else(|| metainfo.map(|m| m.comment.clone()))
            .unwrap_or_default();
        #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a ratio")]
        let check_progress = self.check.as_ref().map(|(done, total)| {
            if *total == 0 { 0.0 } else { done.load(Ordering::Relaxed) as f64 / *total as f64 }
        });
        let trackers = self
            .resume
            .trackers
            .iter()
            .map(|t| Tracker { url: t.url.clone(), tier: t.tier })
            .collect();
        TorrentStatus {
            id: self.id,
            info_hash: self.info_hash,
            revision: 0,
            name,
            state: self.state.clone(),
            stopped: self.resume.stopped,
            forced: self.resume.forced && !self.resume.stopped,
            queued: self.queued && !self.resume.stopped,
            had_finished: self.resume.finished,
            queue_position: self.queue_position,
            content: self.content.clone(),
            save_path: self.save_path(categories, defaults),
            download_path: self.download_path(categories, defaults),
            storage_path: self.resume.location.clone(),
            auto_managed: self.resume.auto_managed,
            category: self.resume.category.clone(),
            tags: Arc::new(self.resume.tags.clone()),
            pieces: Arc::clone(&self.pieces),
            pieces_active: Arc::clone(&self.pieces_active),
            files: Arc::clone(&self.files),
            wanted: self.wanted,
            wanted_done: self.wanted_done,
            check_progress,
            download_rate: self.down.rate(),
            copies: self.copies.rate() > 0,
            upload_rate: self.up.rate(),
            // While a node sends what it had fetched before, the rest waits for that.
            mean_download_rate: match self.down.mean() {
                0 => self.copies.mean(),
                rate => rate,
            },
            mean_upload_rate: self.up.mean(),
            totals: self.totals,
            added_on: self.resume.added_on,
            completed_on: self.completed_on,
            last_activity: self.last_activity,
            seen_complete: self.seen_complete,
            active_time: self.active_time,
            seeding_time: self.seeding_time,
            download_limit: self.resume.download_limit,
            upload_limit: self.resume.upload_limit,
            share_limits: self.resume.share_limits,
            effective_limits,
            sequential: self.resume.sequential,
            first_last_first: self.resume.first_last_first,
            super_seeding: self.resume.super_seeding,
            trackers,
            web_seeds: self.resume.web_seeds.clone().into(),
            tls: Arc::clone(&self.resume.tls),
            comment,
            publish: self.publish,
            published_at: self.resume.published_at.filter(|_| self.resume.published),
            expires_at: None,
            unpublished: self.resume.unpublished,
            record: self.resume.record,
            dataset: self.dataset(),
            placement: self.placement.clone(),
            reason: self.shown_reason(),
            node: self.node.clone(),
            holders: self.peers.holders(),
            evidence: self.peers.evidence(),
            checked_at: self.resume.checked_at,
            bad_file: self.bad_file.clone().filter(|_| self.is_broken()),
            peers: self.peers.list(
                self.content.as_ref().map_or(0, |content| content.total_size),
                self.fetches(),
            ),
            magnet_uri,
        }
    }
}

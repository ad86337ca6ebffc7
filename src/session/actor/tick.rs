//! What happens with time: rates, queue, share limits, saving, looking at node and disk.

use std::sync::PoisonError;
use std::time::Duration;

use super::events::TaskEvent;
use super::{Actor, put_progress, put_torrent};
use crate::codex::NodeState;
use crate::db::Change;
use crate::session::alert::Alert;
use crate::session::bounds::{progress_interval, statistics_interval};
use crate::session::command::Selection;
use crate::session::queue::{Candidate, QueueLimits, waiting};
use crate::session::settings::Key;
use crate::session::settings::libtorrent::Own;
use crate::session::share_limits::{ShareLimitAction, Shared};
use crate::session::status::{PublishState, TorrentState};
use crate::session::torrent::Torrent;
use crate::session::transfer::free_space;
use crate::torrent::TorrentId;

/// Seconds between writes of places in the queue that moved because of others.
const POSITIONS_EVERY: u64 = 5;
/// Time between looks at share limits (webapi §5.9).
const SHARE_LIMITS_EVERY: Duration = Duration::from_secs(10);
/// Seconds between looks at free space (webapi `free_space_on_disk`) and the node's space.
const SPACE_EVERY: u64 = 30;
/// Seconds between tries to make the daily copy of the database.
const BACKUP_EVERY: u64 = 3600;
/// Above this many torrents the queue is put in order once a second instead of at every change.
const MANY: usize = 2000;

impl Actor {
    /// What a second brings.
    pub(super) fn second(&mut self) {
        self.ticks += 1;
        self.down.tick();
        self.up.tick();
        self.server.download_rate = self.down.rate();
        self.server.upload_rate = self.up.rate();
        self.look_at_disk();
        let now = self.clock.elapsed();
        self.ask_readers();
        let mut retry = Vec::new();
        let torrents = &mut self.torrents;
        let dirty = &mut self.dirty;
        self.active.retain(|id| {
            let Some(torrent) = torrents.get_mut(id) else { return false };
            torrent.down.tick();
            torrent.copies.tick();
            torrent.up.tick();
            torrent.tick_peers();
            dirty.insert(*id);
            let failed = torrent.publish == PublishState::Failed;
            let waits = torrent.publish == PublishState::Waiting;
            let again = failed || (waits && torrent.publish_retry_at.is_some());
            if again && torrent.publish_retry_at.is_none_or(|at| at <= now) {
                retry.push(*id);
            }
            again
                || torrent.check.is_some()
                || torrent.carrying.is_some()
                || !torrent.down.is_idle()
                || !torrent.copies.is_idle()
                || !torrent.up.is_idle()
                || !torrent.peers.is_empty()
        });
        let peers = self.active.iter().filter_map(|id| self.torrents.get(id));
        let connected: usize = peers.map(|torrent| torrent.peers.len()).sum();
        self.server.open_streams = u32::try_from(connected).unwrap_or(u32::MAX);
        for id in retry {
            self.settle(id);
        }
        if self.queue_late {
            self.queue_late = false;
            self.queue_dirty = true;
        }
        self.save_what_is_due(now);
        if self.share_limits_due <= now {
            self.share_limits_due = now + SHARE_LIMITS_EVERY;
            self.apply_share_limits();
        }
        if self.ticks.is_multiple_of(self.queue_interval()) {
            self.look_for_slow_ones(now);
        }
        self.put_to_sleep(now);
        if self.ticks % SPACE_EVERY == 1 || std::mem::take(&mut self.space_due) {
            self.look_at_space();
            self.ask_info();
            self.look_for_room();
        }
        if self.ticks % BACKUP_EVERY == 60 {
            // The answer is a file name that nobody waits for; failures are logged by the copier.
            drop(self.db.backup_daily(&self.backups_dir));
        }
        self.ask_references_again();
        self.follow_schedule();
        self.expire_copies();
        self.look_at_migration();
        self.refresh_copies();
        self.look_for_copies();
        self.ask_node();
    }

    /// What waits for the disk, and the memory that it takes.
    fn look_at_disk(&mut self) {
        let (queue, hashing) = (self.resources.queue().usage(), self.resources.hashing().usage());
        let jobs = self.checking.len() + self.resources.disk().usage().waiting;
        self.server.disk_jobs = u32::try_from(jobs).unwrap_or(u32::MAX);
        self.server.queued_bytes = queue.used;
        let hashing = hashing.used.saturating_mul(self.resources.read_bytes());
        self.server.buffer_bytes = queue.used.saturating_add(hashing);
    }

    /// Which torrents have to wait for others.
    pub(super) fn run_queue(&mut self) {
        if self.torrents.len() > MANY && self.queue_ran_at == Some(self.ticks) {
            self.queue_late = true;
            return;
        }
        self.queue_ran_at = Some(self.ticks);
        self.number_queue();
        let waiting: std::collections::HashSet<TorrentId> =
            if self.settings.bool(Key::QueueingEnabled) {
                waiting(&self.candidates(), self.queue_limits()).into_iter().collect()
            } else {
                std::collections::HashSet::new()
            };
        let now = self.clock.unix_secs();
        let mut changed = Vec::new();
        for torrent in self.torrents.values_mut() {
            let queued = waiting.contains(&torrent.id);
            if torrent.queued != queued {
                torrent.queued = queued;
                torrent.run_clocks(now);
                torrent.progress_dirty = true;
                // What is seeded has no job that would start or end with it.
                self.dirty.insert(torrent.id);
                changed.push(torrent.id);
            } else if torrent.job.is_none() && !queued {
                changed.push(torrent.id);
            }
        }
        for id in changed {
            self.settle(id);
        }
    }

    /// True when a new torrent can start before the queue is looked at as a whole.
    pub(super) fn may_start_now(&self, _id: TorrentId) -> bool {
        !self.settings.bool(Key::QueueingEnabled)
    }

    fn candidates(&self) -> Vec<Candidate> {
        let candidate = |id: &TorrentId| {
            let torrent = self.torrents.get(id)?;
            let finished = match torrent.state {
                TorrentState::Seeding => true,
                TorrentState::ResolvingMetadata | TorrentState::Downloading => false,
                _ => return None,
            };
            if torrent.resume.stopped || torrent.deleting {
                return None;
            }
            let (forced, slow) = (torrent.resume.forced || torrent.awake, torrent.slow);
            Some(Candidate { id: *id, finished, forced, slow })
        };
        let mut seeds: Vec<(i64, TorrentId)> = self
            .torrents
            .values()
            .filter(|torrent| torrent.state == TorrentState::Seeding)
            .map(|torrent| (torrent.resume.added_on, torrent.id))
            .collect();
        seeds.sort_unstable();
        self.queue.iter().chain(seeds.iter().map(|(_, id)| id)).filter_map(candidate).collect()
    }

    /// Notes which torrents run and have transferred less than the thresholds for long enough: a
    /// download is judged by what arrives, a finished torrent by what is served.
    fn look_for_slow_ones(&mut self, now: Duration) {
        let s = &self.settings;
        let matters = s.bool(Key::QueueingEnabled) && s.bool(Key::DontCountSlowTorrents);
        let bytes = |key| u64::try_from(s.int(key).saturating_mul(1024)).unwrap_or(0);
        let (down, up) =
            (bytes(Key::SlowTorrentDlRateThreshold), bytes(Key::SlowTorrentUlRateThreshold));
        let seconds = u64::try_from(s.int(Key::SlowTorrentInactiveTimer)).unwrap_or(0);
        for torrent in self.torrents.values_mut() {
            let below = match torrent.state {
                TorrentState::Seeding => torrent.up.rate() < up,
                TorrentState::Downloading | TorrentState::ResolvingMetadata => {
                    torrent.down.rate().max(torrent.copies.rate()) < down
                }
                _ => false,
            };
            let runs = !torrent.resume.stopped && !torrent.queued && !torrent.deleting;
            torrent.slow_since =
                (matters && below && runs).then(|| torrent.slow_since.unwrap_or(now));
            let slow = torrent
                .slow_since
                .is_some_and(|since| now.saturating_sub(since) >= Duration::from_secs(seconds));
            if torrent.slow != slow {
                torrent.slow = slow;
                self.queue_dirty = true;
            }
        }
    }

    fn queue_limits(&self) -> QueueLimits {
        let limit = |key| usize::try_from(self.settings.int(key)).ok();
        QueueLimits {
            downloads: limit(Key::MaxActiveDownloads),
            uploads: limit(Key::MaxActiveUploads),
            total: limit(Key::MaxActiveTorrents),
            prefer_seeds: self.settings.own_bool(Own::AutoManagePreferSeeds),
        }
    }

    /// Unfinished torrents have places in the queue, finished ones have none.
    pub(super) fn number_queue(&mut self) {
        let torrents = &mut self.torrents;
        let dirty = &mut self.dirty;
        let unfinished = |torrent: &Torrent| !torrent.resume.finished;
        self.queue.retain(|id| torrents.get(id).is_some_and(unfinished));
        let known: std::collections::HashSet<TorrentId> = self.queue.iter().copied().collect();
        let mut back: Vec<(i64, TorrentId)> = torrents
            .values()
            .filter(|torrent| unfinished(torrent) && !known.contains(&torrent.id))
            .map(|torrent| (torrent.resume.added_on, torrent.id))
            .collect();
        back.sort_unstable();
        self.queue.extend(back.into_iter().map(|(_, id)| id));
        for (place, id) in (0_u32..).zip(&self.queue) {
            if let Some(torrent) = torrents.get_mut(id)
                && torrent.queue_position != Some(place)
            {
                torrent.queue_position = Some(place);
                dirty.insert(*id);
            }
        }
        for torrent in torrents.values_mut() {
            if torrent.resume.finished && torrent.queue_position.is_some() {
                torrent.queue_position = None;
                dirty.insert(torrent.id);
            }
        }
    }

    /// Progress and counters are written when the settings say so, all that is due in one go.
    fn save_what_is_due(&mut self, elapsed: Duration) {
        let mut changes = Vec::new();
        if self.progress_writes.is_due(elapsed, progress_interval(&self.settings)) {
            let now = self.clock.unix_secs();
            let moved = |torrent: &&mut Torrent| torrent.progress_dirty && !torrent.deleting;
            changes.extend(self.torrents.values_mut().filter(moved).map(|torrent| {
                torrent.progress_dirty = false;
                put_progress(torrent, now)
            }));
        }
        if self.statistics_writes.is_due(elapsed, statistics_interval(&self.settings)) {
            changes.extend(self.stat_rows());
        }
        if self.ticks.is_multiple_of(POSITIONS_EVERY) {
            changes.extend(self.position_rows());
        }
        changes.extend(self.history_rows());
        self.write_progress(changes);
    }

    /// A download ends or pauses: what it has reached is written whatever the interval is.
    pub(super) fn save_progress_of(&mut self, id: TorrentId) {
        let now = self.clock.unix_secs();
        let torrent = self.torrents.get_mut(&id).filter(|t| t.progress_dirty && !t.deleting);
        if let Some(torrent) = torrent {
            torrent.progress_dirty = false;
            let change = put_progress(torrent, now);
            self.write_progress(vec![change]);
        }
    }

    fn write_progress(&mut self, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        self.commit(
            changes,
            Box::new(|_, result| {
                if let Err(error) = result {
                    tracing::warn!(%error, "cannot save progress");
                }
            }),
        );
    }

    /// Torrents whose place in the queue moved because of others.
    pub(super) fn position_rows(&mut self) -> Vec<Change> {
        let settled = |torrent: &&mut Torrent| torrent.pending_commits == 0 && !torrent.deleting;
        self.torrents
            .values_mut()
            .filter(|torrent| torrent.stored_position != torrent.queue_position)
            .filter(settled)
            .map(|torrent| {
                torrent.stored_position = torrent.queue_position;
                put_torrent(torrent)
            })
            .collect()
    }

    /// The all-time counters, when they moved.
    pub(super) fn stat_rows(&mut self) -> Vec<Change> {
        let totals = (self.server.all_time_download, self.server.all_time_upload);
        if totals == self.totals_saved {
            return Vec::new();
        }
        self.totals_saved = totals;
        vec![
            Change::PutStat { name: "all_time_download".to_owned(), value: totals.0 },
            Change::PutStat { name: "all_time_upload".to_owned(), value: totals.1 },
        ]
    }

    /// Finished, unforced torrents that reached a limit get its action (webapi §5.9). What is
    /// stopped can still be removed; nothing is done twice.
    fn apply_share_limits(&mut self) {
        let now = self.clock.unix_secs();
        let mut reached = Vec::new();
        for torrent in self.torrents.values() {
            let stopped = torrent.resume.stopped;
            let finished = torrent.state == TorrentState::Seeding && !torrent.deleting;
            if !finished || (torrent.resume.forced && !stopped) {
                continue;
            }
            let limits = self.effective_limits(torrent);
            let done = match limits.action {
                ShareLimitAction::Remove | ShareLimitAction::RemoveWithContent => false,
                ShareLimitAction::EnableSuperSeeding => stopped || torrent.resume.super_seeding,
                ShareLimitAction::Stop | ShareLimitAction::Default => stopped,
            };
            let ratio = torrent.totals.ratio(torrent.wanted_done);
            let shared = Shared {
                ratio: ratio.unwrap_or(f64::INFINITY),
                seeding_secs: torrent.seeding_time.secs(now),
                inactive_secs: now - torrent.last_activity.unwrap_or(torrent.resume.added_on),
                seed_time_ratio: self.seed_time_ratio(torrent, now),
            };
            if !done && limits.reached(&shared) {
                reached.push((torrent.id, limits.action));
            }
        }
        for (id, action) in reached {
            tracing::info!(torrent = %id, ?action, "share limit reached");
            self.alert(Alert::ShareLimitReached { id });
            let (ignored, _) = tokio::sync::oneshot::channel();
            match action {
                ShareLimitAction::Remove => self.delete(&Selection::Ids(vec![id]), false, ignored),
                ShareLimitAction::RemoveWithContent => {
                    self.delete(&Selection::Ids(vec![id]), true, ignored);
                }
                ShareLimitAction::EnableSuperSeeding => {
                    if let Some(torrent) = self.torrents.get_mut(&id) {
                        torrent.resume.super_seeding = true;
                    }
                    self.save(id);
                }
                ShareLimitAction::Stop | ShareLimitAction::Default => {
                    if let Some(torrent) = self.torrents.get_mut(&id) {
                        torrent.resume.stopped = true;
                        torrent.run_clocks(now);
                    }
                    self.queue_dirty = true;
                    self.save(id);
                }
            }
        }
    }

    fn look_at_space(&self) {
        let (path, events) = (self.paths.save_path.clone(), self.events.clone());
        let (node, tasks) = (self.nodes.own(), self.tasks.clone());
        drop(self.tasks.spawn("space", async move {
            let free = tasks.spawn_blocking(move || free_space(&path).ok()).await;
            drop(events.send(TaskEvent::FreeSpace(free.ok().flatten())).await);
            if let Ok(space) = node.space().await {
                drop(events.send(TaskEvent::Space(space)).await);
            }
        }));
    }

    /// Asks the node what it served; one question at a time.
    pub(super) fn ask_node(&mut self) {
        let running = self.asking.as_ref().is_some_and(|task| !task.is_finished());
        if running || !self.nodes.own().capabilities().upload_accounting {
            return;
        }
        let (node, events) = (self.nodes.own(), self.events.clone());
        self.asking = Some(self.tasks.spawn("ask node", async move {
            if let Ok(served) = node.take_served().await
                && !served.is_empty()
            {
                drop(events.send(TaskEvent::Served(served)).await);
            }
        }));
    }

    /// The node went away or came back.
    pub(super) fn node_changed(&mut self) {
        let status = self.nodes.own().status();
        let was_online = matches!(self.server.node.state, NodeState::Online);
        let is_online = matches!(status.state, NodeState::Online);
        let generation = self.server.node.capabilities.generation;
        self.server.node = status;
        self.read_retention();
        if self.server.node.capabilities.generation != generation {
            self.generation_changed();
        }
        if was_online != is_online {
            // What was published to it is served by it, or is not.
            let published = |torrent: &&Torrent| torrent.publish == PublishState::Published;
            self.dirty.extend(self.torrents.values().filter(published).map(|torrent| torrent.id));
        }
        if is_online && !was_online {
            let now = self.clock.elapsed();
            for torrent in self.torrents.values_mut() {
                torrent.publish_retry_at = torrent.publish_retry_at.map(|at| at.min(now));
                if let Some(job) = &torrent.job {
                    job.kick.notify_one();
                }
            }
            self.queue_dirty = true;
            self.node_came_back();
        }
        let mut published = self.published.write().unwrap_or_else(PoisonError::into_inner);
        published.server = (published.next_revision(), std::sync::Arc::new(self.server.clone()));
    }
}

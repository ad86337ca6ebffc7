//! The actor: the one owner of session state.
//!
//! One task on the main runtime takes commands (from handles), events (from the tasks it
//! started), confirmations (from the database) and a tick, and changes state between two awaits
//! without ever waiting for I/O itself. Work that waits runs in tasks ([`jobs`]) that own no
//! state and report back.
//!
//! *Order of a change.* State changes at once, its rows go to the database, and only when the
//! commit is confirmed does the change enter the published snapshot and the client get its
//! answer. While a torrent has commits on their way it is not published; if a commit fails, the
//! torrent goes back to what it was.
//!
//! *What a crash may lose.* Progress since the last checkpoint (seconds), counters and clocks
//! since the last write (one interval). Never a torrent, never a setting that was acknowledged.

mod add;
mod carrier;
mod check;
mod datasets;
mod delete;
mod edit;
mod events;
mod fetch;
mod fetch_task;
mod history;
mod jobs;
mod limits;
mod lists;
mod moving;
mod node;
mod owned;
mod pace;
mod paths;
mod patrol;
mod peers;
mod publication;
mod publication_order;
mod refresh;
mod rename;
mod resolve;
mod start;
mod switch;
mod tick;
mod trouble;
mod web_seeds;

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::alert::{Alert, AlertQueue, TimedAlert};
use super::bounds::{Cadence, stop_patience};
use super::categories::{Categories, DefaultPaths};
use super::history::History;
use super::node::SharedDesk;
use super::published::{Published, ServerStatus};
use super::schedule::Schedule;
use super::settings::{Key, SettingsPack, SettingsPatch};
use super::share_limits::{self, EffectiveShareLimits, ShareLimitAction, ShareLimitsMode};
use super::source::Nodes;
use super::speed::{Seconds, SpeedMeter};
use super::status::TorrentState;
use super::torrent::Torrent;
use super::transfer::{Connections, Trash};
use super::{Command, SessionError, SessionParams, SmallValues};
use crate::clock::Clock;
use crate::codex::{Cid, Readers, ServeLimits};
use crate::db::{Change, Db, DbError};
use crate::fetch::{FetchOptions, Fetcher};
use crate::resources::{Gate, Resources};
use crate::tasks::{Tasks, refuse_rest};
use crate::throttle::Throttle;
use crate::torrent::TorrentId;

pub(super) use events::TaskEvent;
use history::OpenMinute;
use owned::Owned;
use patrol::Patrol;
pub(super) use start::start;

/// Messages handled before a publication: bounds how long a burst can hold back readers.
const BATCH: usize = 256;

/// An answer and the torrents that must be seen as it says before it goes out.
type Held = (Vec<TorrentId>, Box<dyn FnOnce() + Send>);

/// Runs when a commit is confirmed or failed.
type Then = Box<dyn FnOnce(&mut Actor, Result<(), SessionError>) + Send>;

/// The session's state and everything it needs to act.
pub(super) struct Actor {
    published: Arc<RwLock<Published>>,
    stored: SmallValues,
    torrents: HashMap<TorrentId, Torrent>,
    /// Ids whose add is being committed.
    reserved: HashSet<TorrentId>,
    /// Unfinished torrents, first in the queue first.
    queue: Vec<TorrentId>,
    categories: Categories,
    tags: BTreeSet<String>,
    settings: SettingsPack,
    paths: DefaultPaths,
    db: Db,
    clock: Clock,
    tasks: Tasks,
    nodes: Nodes,
    /// Side files and leaves of running fetches, one folder per torrent.
    parts_dir: PathBuf,
    /// Where deleted files go when that is wanted.
    trash: Trash,
    alerts: Arc<AlertQueue>,
    events: mpsc::Sender<TaskEvent>,
    commits: FuturesUnordered<BoxFuture<'static, (Result<(), SessionError>, Then)>>,
    dirty: BTreeSet<TorrentId>,
    held: Vec<Held>,
    /// News that wait until what they tell can be read.
    news: Vec<TimedAlert>,
    /// Torrents whose numbers may move with the next tick.
    active: HashSet<TorrentId>,
    /// Torrents that are being hashed, and those that wait for a slot.
    checking: HashSet<TorrentId>,
    check_waiting: VecDeque<TorrentId>,
    /// The loop still listens to the node before.
    node_replaced: bool,
    /// News of damage are taken in.
    damage_watched: bool,
    /// When it is looked at next which copies a real node is about to drop.
    refresh_due: Duration,
    /// Whether published items are still in the node.
    patrol: Patrol,
    /// When it is looked at next whether the former node is still needed.
    migration_due: Duration,
    /// While copies are being removed from the former node: cancels that.
    removing: Option<CancellationToken>,
    /// Publications that run at a time.
    publish_places: Gate,
    queue_dirty: bool,
    /// The queue was not looked at because it was a moment ago.
    queue_late: bool,
    /// Tick at which the queue was looked at last.
    queue_ran_at: Option<u64>,
    lists_dirty: bool,
    /// Something was put into the node or taken from it.
    space_due: bool,
    /// Torrents whose move waits for space.
    move_retry: HashSet<TorrentId>,
    /// Counts changes of files' places: what was asked before is out of date.
    places: u64,
    /// The node's references have to be asked for again.
    references_due: bool,
    alternative_limits: bool,
    /// The schedule that was looked at last, and what it said.
    scheduled: Option<(Schedule, bool)>,
    /// The active global download limit.
    download_throttle: Throttle,
    /// Torrents with an upload limit of their own.
    upload_throttles: HashMap<TorrentId, Throttle>,
    /// Fetches from web seeds, and the options that it had when they were looked at last.
    fetcher: Fetcher,
    outgoing: FetchOptions,
    connections: Connections,
    /// Where upload limits act.
    serving: ServeLimits,
    /// Who reads from the node in this process.
    readers: Readers,
    /// What reading, writing and hashing may use.
    resources: Resources,
    /// The settings around the node.
    desk: SharedDesk,
    /// When copies that nothing refers to are looked for next, on the clock.
    expiry_due: Duration,
    generation: u64,
    /// How many torrents refer to a file in the node in use.
    references: HashMap<(Cid, PathBuf), u32>,
    owned: Owned,
    /// Which torrents a served dataset counts for.
    datasets: HashMap<Cid, BTreeSet<TorrentId>>,
    /// The running question to the node.
    asking: Option<JoinHandle<()>>,
    down: SpeedMeter,
    up: SpeedMeter,
    backups_dir: PathBuf,
    /// Transfer and quota over time, and the minute that runs.
    history: Arc<RwLock<History>>,
    minute: OpenMinute,
    server: ServerStatus,
    totals_saved: (u64, u64),
    /// When progress and counters were written last.
    progress_writes: Cadence,
    statistics_writes: Cadence,
    /// When share limits are looked at next, on the clock.
    share_limits_due: Duration,
    ticks: u64,
    /// Which ticks end a second.
    seconds: Seconds,
    stopping: bool,
}

impl Actor {
    /// The loop; ends when the shutdown begins and the last checkpoint is durable.
    pub(super) async fn run(
        mut self,
        mut commands: mpsc::Receiver<Command>,
        mut events: mpsc::Receiver<TaskEvent>,
    ) {
        let stop = self.tasks.cancelled();
        let mut ticker = self.ticker(Duration::ZERO);
        let mut node = self.nodes.own().watch();
        let mut node_gone = false;
        loop {
            tokio::select! {
                () = stop.cancelled() => break,
                Some(command) = commands.recv() => {
                    self.command(command);
                    for _ in 0..BATCH {
                        let Ok(command) = commands.try_recv() else { break };
                        self.command(command);
                    }
                }
                Some(event) = events.recv() => {
                    self.event(event);
                    for _ in 0..BATCH {
                        let Ok(event) = events.try_recv() else { break };
                        self.event(event);
                    }
                }
                Some((result, then)) = self.commits.next() => then(&mut self, result),
                changed = node.changed(), if !node_gone => match changed {
                    Ok(()) => self.node_changed(),
                    Err(_) => node_gone = true,
                },
                _ = ticker.tick() => self.tick(),
            }
            if std::mem::take(&mut self.node_replaced) {
                node = self.nodes.own().watch();
                node_gone = false;
            }
            self.flush();
            if ticker.period() != self.tick_interval() {
                ticker = self.ticker(self.tick_interval());
            }
        }
        refuse_rest(commands).await;
        self.stop(&mut events).await;
        // Tasks may still ask whether a step of theirs is durable.
        refuse_rest(events).await;
    }

    fn command(&mut self, command: Command) {
        match command {
            Command::Add(params, reply) => self.add(&params, reply),
            Command::Edit(which, edit, reply) => self.edit(&which, &edit, reply),
            Command::SetFilePriority { id, files, priority, reply } => {
                self.set_file_priority(id, &files, priority, reply);
            }
            Command::Rename { id, name, reply } => self.rename(id, &name, reply),
            Command::RenamePath { id, rename, reply } => self.rename_path(id, &rename, reply),
            Command::Delete { which, delete_files, reply } => {
                self.delete(&which, delete_files, reply);
            }
            Command::Publication(which, order, reply) => {
                self.order_publication(&which, order, reply);
            }
            // Nobody waits any more: nothing to do.
            Command::Answer(reply) => drop(reply.send(Ok(()))),
            Command::Category(edit, reply) => self.category(edit, reply),
            Command::CreateTags(tags, reply) => self.create_tags(&tags, reply),
            Command::DeleteTags(tags, reply) => self.delete_tags(&tags, reply),
            Command::Settings(patch, reply) => self.apply_settings(*patch, reply),
            Command::SetAlternativeLimits(on, reply) => self.set_alternative_limits(on, reply),
            Command::SetPaused(on, reply) => self.set_paused(on, reply),
            Command::Store { space, key, value, reply } => {
                let nothing = SettingsPatch::by_server([]);
                self.store_all(vec![(space, key, value)], nothing, reply);
            }
            Command::StoreAll { rows, patch, reply } => self.store_all(rows, *patch, reply),
            Command::EndMigration(reply) => self.end_migration(reply),
            Command::UseNodes(set, reply) => self.use_nodes(*set, reply),
        }
    }

    /// Hands rows to the database; `then` runs in the loop when they are durable or refused.
    fn commit(&mut self, changes: Vec<Change>, then: Then) {
        let answer = self.db.submit(changes);
        self.commits.push(Box::pin(async move {
            let result = match answer.await {
                Ok(Ok(())) => Ok(()),
                Ok(Err(error)) => Err(SessionError::Storage(error.to_string())),
                Err(_) => Err(SessionError::Storage(DbError::Closed.to_string())),
            };
            (result, then)
        }));
    }

    /// Stores what the session itself decided about a torrent (nobody waits for it).
    fn save(&mut self, id: TorrentId) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.pending_commits += 1;
        let now = self.clock.unix_secs();
        let changes = vec![put_torrent(torrent), put_progress(torrent, now)];
        torrent.progress_dirty = false;
        self.commit(
            changes,
            Box::new(move |actor, result| {
                if let Err(error) = result {
                    tracing::warn!(torrent = %id, %error, "cannot save the torrent");
                }
                actor.committed(id);
            }),
        );
    }

    /// A commit of this torrent came back.
    fn committed(&mut self, id: TorrentId) {
        if let Some(torrent) = self.torrents.get_mut(&id) {
            torrent.pending_commits = torrent.pending_commits.saturating_sub(1);
            self.dirty.insert(id);
        }
    }

    /// Publishes what changed and is durable.
    fn flush(&mut self) {
        if std::mem::take(&mut self.queue_dirty) {
            self.run_queue();
        }
        let mut later = BTreeSet::new();
        let mut faces = Vec::new();
        for id in std::mem::take(&mut self.dirty) {
            let Some(torrent) = self.torrents.get(&id) else { continue };
            if torrent.pending_commits > 0 {
                later.insert(id);
            } else if !torrent.deleting {
                let limits = self.effective_limits(torrent);
                let mut face = torrent.status(&self.categories, &self.paths, limits);
                self.add_own_node(&mut face);
                self.add_expiry(&mut face);
                faces.push(face);
            }
        }
        self.dirty = later;
        let lists = std::mem::take(&mut self.lists_dirty);
        let mut published = self.published.write().unwrap_or_else(PoisonError::into_inner);
        for mut face in faces {
            if let Some(old) = published.torrents.get(&face.id) {
                face.revision = old.revision;
                if face == **old {
                    continue;
                }
            }
            face.revision = published.next_revision();
            published.put(face);
        }
        if lists {
            if *published.categories.1 != self.categories {
                published.categories =
                    (published.next_revision(), Arc::new(self.categories.clone()));
            }
            if *published.tags.1 != self.tags {
                published.tags = (published.next_revision(), Arc::new(self.tags.clone()));
            }
        }
        if *published.server.1 != self.server {
            published.server = (published.next_revision(), Arc::new(self.server.clone()));
        }
        drop(published);
        self.tell();
        self.release();
    }

    /// Sends the news of torrents that can be read as the news say: published, so durable. Those of
    /// one torrent keep their order.
    fn tell(&mut self) {
        for news in std::mem::take(&mut self.news) {
            let waits = news.alert.torrent().is_some_and(|id| self.dirty.contains(&id));
            if waits {
                self.news.push(news);
            } else {
                self.alerts.push(news.at, news.alert);
            }
        }
    }

    /// Publishes, and answers as soon as these torrents can be read as the answer says: at once,
    /// unless a later change of one of them is still being committed. What a client is told it
    /// reads back with its next request.
    fn answer_when_seen<T: Send + 'static>(
        &mut self,
        ids: Vec<TorrentId>,
        reply: oneshot::Sender<T>,
        value: T,
    ) {
        self.held.push((ids, Box::new(move || lists::answer(reply, value))));
        self.flush();
    }

    /// Sends the answers whose torrents are published.
    fn release(&mut self) {
        for (ids, send) in std::mem::take(&mut self.held) {
            if ids.iter().any(|id| self.dirty.contains(id)) {
                self.held.push((ids, send));
            } else {
                send();
            }
        }
    }

    /// Share limits of a torrent after inheritance.
    fn effective_limits(&self, torrent: &Torrent) -> EffectiveShareLimits {
        let categories = super::categories::chain(&torrent.resume.category)
            .filter_map(|name| self.categories.get(name))
            .map(|category| category.share_limits);
        let chain = std::iter::once(torrent.resume.share_limits).chain(categories);
        share_limits::effective(chain, &self.global_limits())
    }

    fn global_limits(&self) -> EffectiveShareLimits {
        let s = &self.settings;
        let enabled =
            |on: Key, value: Key| s.bool(on).then(|| s.int(value)).filter(|minutes| *minutes >= 0);
        EffectiveShareLimits {
            ratio: s
                .bool(Key::MaxRatioEnabled)
                .then(|| s.float(Key::MaxRatio))
                .filter(|ratio| *ratio >= 0.0),
            seeding_minutes: enabled(Key::MaxSeedingTimeEnabled, Key::MaxSeedingTime),
            inactive_minutes: enabled(
                Key::MaxInactiveSeedingTimeEnabled,
                Key::MaxInactiveSeedingTime,
            ),
            action: match s.int(Key::MaxRatioAct) {
                1 => ShareLimitAction::Remove,
                2 => ShareLimitAction::EnableSuperSeeding,
                3 => ShareLimitAction::RemoveWithContent,
                _ => ShareLimitAction::Stop,
            },
            mode: match s.text(Key::ShareLimitsMode) {
                "MatchAll" => ShareLimitsMode::MatchAll,
                _ => ShareLimitsMode::MatchAny,
            },
        }
    }

    /// Told with the next publication that shows it.
    fn alert(&mut self, alert: Alert) {
        self.news.push(TimedAlert { at: self.clock.unix_secs(), alert });
    }

    /// Puts a torrent into another state: clocks, queue and jobs follow.
    fn set_state(&mut self, id: TorrentId, state: TorrentState) {
        let now = self.clock.unix_secs();
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        if torrent.state != state {
            if !torrent.state.may_become(&state) {
                debug_assert!(false, "{:?} may not become {state:?}", torrent.state);
                tracing::error!(torrent = %id, from = ?torrent.state, to = ?state, "illegal state");
                return;
            }
            tracing::debug!(torrent = %id, from = ?torrent.state, to = ?state, "state");
            torrent.state = state;
            torrent.run_clocks(now);
            torrent.progress_dirty = true;
        }
        self.queue_dirty = true;
        self.dirty.insert(id);
    }

    /// The last act: checkpoints of running tasks, then every row that is not written yet.
    async fn stop(&mut self, events: &mut mpsc::Receiver<TaskEvent>) {
        self.stopping = true;
        for torrent in self.torrents.values() {
            if let Some(job) = &torrent.job {
                job.cancel.cancel();
            }
        }
        let wait = tokio::time::sleep(stop_patience(&self.settings));
        tokio::pin!(wait);
        while self.torrents.values().any(|torrent| torrent.job.is_some()) {
            tokio::select! {
                () = &mut wait => break,
                Some(event) = events.recv() => self.event(event),
                Some((result, then)) = self.commits.next() => then(self, result),
            }
        }
        let now = self.clock.unix_secs();
        let mut changes = Vec::new();
        for torrent in self.torrents.values_mut() {
            torrent.active_time.stop(now);
            torrent.seeding_time.stop(now);
            if !torrent.deleting {
                changes.push(put_progress(torrent, now));
            }
        }
        changes.extend(self.stat_rows());
        changes.extend(self.position_rows());
        changes.extend(self.close_minute());
        self.commit(changes, Box::new(|_, _| {}));
        while let Some((result, then)) = self.commits.next().await {
            if let Err(error) = &result {
                tracing::warn!(%error, "cannot save at the stop");
            }
            then(self, result);
        }
        self.flush();
    }
}

fn put_torrent(torrent: &Torrent) -> Change {
    Change::PutTorrent {
        id: torrent.id.into(),
        queue: torrent.queue_position,
        resume: torrent.resume.encode(),
    }
}

fn put_progress(torrent: &Torrent, now: i64) -> Change {
    Change::PutProgress { id: torrent.id.into(), bytes: torrent.progress_data(now).encode() }
}

/// What a new session needs.
impl SessionParams {
    pub(super) fn default_paths(settings: &SettingsPack) -> DefaultPaths {
        let save_path = PathBuf::from(settings.text(Key::SavePath));
        let temp_path = save_path.join(settings.text(Key::TempPath));
        let download_path = settings.bool(Key::TempPathEnabled).then(|| temp_path.clone());
        DefaultPaths { save_path, download_path, temp_path }
    }
}

//! Bringing everything back: stored rows become torrents, the node's references are compared
//! with what the torrents say, and files of finished torrents are looked for.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use futures_util::stream::FuturesUnordered;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;

use super::Actor;
use super::delete::REMOVALS;
use super::events::TaskEvent;
use super::history::OpenMinute;
use super::patrol::Patrol;
use super::switch::PUBLICATIONS;
use crate::codex::{ApiControl, Cid, Codex, PeerFilter, Readers, ServeLimits};
use crate::db::{Holding, Owner, Stored, TorrentRow};
use crate::resources::Gate;
use crate::session::alert::AlertQueue;
use crate::session::bounds::{Cadence, bounds};
use crate::session::categories::{Categories, Category};
use crate::session::content::Content;
use crate::session::history::History;
use crate::session::holding::Holdings;
use crate::session::intake::Intake;
use crate::session::node::NodeDesk;
use crate::session::outgoing::{Use, fetch_options};
use crate::session::parsing::ParseLimits;
use crate::session::published::{Published, ServerStatus};
use crate::session::reading::Reading;
use crate::session::resume::{ProgressData, ResumeData, StoredSource};
use crate::session::settings::Key;
use crate::session::source::{NodeSet, Nodes};
use crate::session::speed::{Seconds, SpeedMeter};
use crate::session::status::{PublishState, Reason, ReasonCode, TorrentState};
use crate::session::torrent::{Renaming, Torrent};
use crate::session::transfer::{Connections, Trash};
use crate::session::{Session, SessionParams, StartError, warnings};
use crate::throttle::Throttle;
use crate::torrent::{InfoHash, Metainfo, PlacementFile, RecordPlacement, TorrentId};

/// Commands that may wait: more than any burst of clients, small enough to push back.
const COMMANDS: usize = 1024;

/// Starts the session; answers when everything stored is in the list.
pub(in crate::session) fn start(params: SessionParams) -> Result<Session, StartError> {
    let SessionParams {
        db,
        stored,
        settings,
        own,
        embedded,
        sources,
        former,
        node,
        agent,
        fetcher,
        parts_dir,
        data_home,
        backups_dir,
        resources,
        clock,
        tasks,
    } = params;
    if let Some(expected) = stored.last_clean_torrents {
        let found = u64::try_from(stored.torrents.len()).unwrap_or(u64::MAX);
        if found < expected {
            return Err(StartError::Fewer { found, expected });
        }
    }
    let paths = SessionParams::default_paths(&settings);
    let is_on = |(space, key): (&str, &str)| {
        let value = stored.kv.get(&(space.to_owned(), key.to_owned()));
        value.is_some_and(|value| value.as_slice() == [1])
    };
    let alternative_limits = is_on(super::lists::ALTERNATIVE_LIMITS);
    let paused = is_on(super::lists::PAUSED) || settings.bool(Key::StartPaused);
    let server = ServerStatus {
        all_time_download: stored.stats.get("all_time_download").copied().unwrap_or(0),
        all_time_upload: stored.stats.get("all_time_upload").copied().unwrap_or(0),
        session_download: 0,
        session_upload: 0,
        session_wasted: 0,
        download_rate: 0,
        upload_rate: 0,
        download_limit: None,
        upload_limit: None,
        alternative_limits: false,
        paused,
        free_space: None,
        save_path: paths.save_path.clone(),
        node: own.status(),
        node_keeps: None,
        lost_after: None,
        node_info: Arc::default(),
        space: None,
        known_nodes: u32::try_from(sources.len()).unwrap_or(u32::MAX),
        disk_jobs: 0,
        queued_bytes: 0,
        buffer_bytes: 0,
        open_streams: 0,
    };
    let (tx, commands) = mpsc::channel(COMMANDS);
    let (events, incoming) = mpsc::channel(COMMANDS);
    let published = Arc::new(RwLock::new(Published::new(server.clone(), settings.clone())));
    let alerts = Arc::new(AlertQueue::default());
    let Stored { torrents, categories, tags, references, datasets, kv, history, .. } = stored;
    let (now, elapsed) = (clock.unix_secs(), clock.elapsed());
    let history = Arc::new(RwLock::new(History::new(history, now)));
    let (removals, kv) = kv.into_iter().partition::<Vec<_>, _>(|((space, _), _)| space == REMOVALS);
    let kv = kv.into_iter().map(|(key, value)| (key, Arc::from(value))).collect();
    let shared_kv = Arc::new(RwLock::new(kv));
    let set = NodeSet { own, embedded, sources, former };
    let nodes = Nodes::new(set, ParseLimits::new(&settings));
    let desk = Arc::new(NodeDesk::new(node, nodes.clone(), ApiControl::default(), agent));
    resources.set(&bounds(&settings));
    let intake = Arc::new(Intake::new(fetcher.separate(), nodes.clone(), db.clone()));
    let reading = Arc::new(Reading::new(nodes.clone(), parts_dir.clone()));
    let (handle_clock, filter_clock) = (clock.clone(), clock.clone());
    let serving = ServeLimits::default();
    let readers = Readers::default();
    let totals_saved = (server.all_time_download, server.all_time_upload);
    let mut actor = Actor {
        published: Arc::clone(&published),
        stored: Arc::clone(&shared_kv),
        torrents: HashMap::new(),
        reserved: HashSet::new(),
        queue: Vec::new(),
        categories: categories
            .into_iter()
            .map(|row| {
                (row.name, serde_json::from_value::<Category>(row.options).unwrap_or_default())
            })
            .collect::<Categories>(),
        tags: tags.into_iter().collect::<BTreeSet<String>>(),
        paths,
        db,
        clock,
        tasks: tasks.clone(),
        nodes,
        parts_dir,
        trash: Trash { data_home },
        backups_dir,
        alerts: Arc::clone(&alerts),
        events,
        commits: FuturesUnordered::new(),
        dirty: BTreeSet::new(),
        held: Vec::new(),
        news: Vec::new(),
        active: HashSet::new(),
        checking: HashSet::new(),
        check_waiting: std::collections::VecDeque::new(),
        queue_dirty: true,
        queue_late: false,
        queue_ran_at: None,
        lists_dirty: true,
        space_due: false,
        move_retry: HashSet::new(),
        places: 0,
        node_replaced: false,
        damage_watched: false,
        refresh_due: std::time::Duration::ZERO,
        patrol: Patrol::new(elapsed),
        migration_due: std::time::Duration::ZERO,
        removing: None,
        publish_places: Gate::new(PUBLICATIONS),
        references_due: false,
        alternative_limits,
        scheduled: None,
        download_throttle: Throttle::default(),
        upload_throttles: HashMap::new(),
        fetcher,
        outgoing: fetch_options(&settings, Use::WebSeeds),
        connections: Connections::default(),
        serving: serving.clone(),
        readers: readers.clone(),
        resources: resources.clone(),
        desk: Arc::clone(&desk),
        expiry_due: std::time::Duration::ZERO,
        settings,
        generation: 0,
        references: HashMap::new(),
        owned: super::owned::Owned::default(),
        datasets: HashMap::new(),
        asking: None,
        down: SpeedMeter::default(),
        up: SpeedMeter::default(),
        history: Arc::clone(&history),
        minute: OpenMinute::new(now, 0, 0),
        server,
        totals_saved,
        progress_writes: Cadence::default(),
        statistics_writes: Cadence::default(),
        share_limits_due: std::time::Duration::ZERO,
        ticks: 0,
        seconds: Seconds::default(),
        stopping: false,
    };
    let mut holders: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in datasets.iter().filter(|row| row.how == Holding::Owned) {
        holders.entry(&row.cid).or_default().push(&row.node);
    }
    for (owner, text) in &references {
        let (Owner::Torrent(id), Ok(cid)) = (owner, text.parse::<Cid>()) else { continue };
        for node in holders.get(text.as_str()).into_iter().flatten() {
            actor.owned.insert(node, cid, TorrentId::from(*id));
        }
    }
    actor.make_folder(actor.paths.save_path.clone());
    actor.make_category_folders();
    for row in torrents {
        actor.restore(&row);
    }
    actor.read_limits();
    actor.read_bounds();
    actor.follow_node_settings();
    actor.read_node_bounds();
    actor.read_own_settings();
    actor.flush();
    actor.watch_damage();
    actor.look_after_start();
    actor.resume_removals(removals);
    let holdings = Holdings { nodes: actor.nodes.clone(), db: actor.db.clone() };
    let session = Session {
        tx,
        published,
        stored: shared_kv,
        alerts,
        intake,
        reading,
        clock: handle_clock,
        serving,
        readers,
        filter: PeerFilter::new(filter_clock),
        resources,
        tasks: tasks.clone(),
        desk,
        holdings: Arc::new(holdings),
        market: Arc::default(),
        history,
    };
    let (nodes, db) = (actor.nodes.clone(), actor.db.clone());
    drop(tasks.spawn("performance warnings", warnings::watch(session.clone(), nodes, db)));
    tasks.spawn_until_done("session", actor.run(commands, incoming));
    Ok(session)
}

impl Actor {
    /// A stored torrent becomes a live one. One that cannot be read stays listed with an error
    /// (nothing stored is ever dropped because this program cannot read it).
    fn restore(&mut self, row: &TorrentRow) {
        let id = TorrentId::from(row.id);
        let resume = match ResumeData::decode(&row.resume) {
            Ok(resume) => resume,
            Err(error) => {
                tracing::error!(torrent = %id, %error, "a stored torrent cannot be read");
                return;
            }
        };
        let info_hash =
            InfoHash { v1: resume.info_hash.0.parse().ok(), v2: resume.info_hash.1.parse().ok() };
        let mut torrent = Torrent::new(id, info_hash, resume);
        torrent.resume.published &= self.is_in_use(&torrent.resume.published_in);
        let content = match (&torrent.resume.source, &row.metainfo) {
            (StoredSource::Cid(cid), _) => torrent.resume.dataset.clone().map(|dataset| {
                let manifest = dataset.manifest();
                let letter = crate::session::publish::letter_of(&manifest, cid);
                let file = PlacementFile {
                    length: dataset.size,
                    tree: Some(dataset.tree.to_string()),
                    cids: [(letter, cid.to_string())].into(),
                };
                let placement = RecordPlacement { files: vec![file] };
                let content = Content::from_dataset(*cid, &manifest);
                (content.renamed(&torrent.resume.renames), Some(placement))
            }),
            (_, Some(bytes)) => match Metainfo::parse(bytes) {
                Ok(metainfo) => {
                    let placement = metainfo.codex.clone();
                    let metainfo = Arc::new(metainfo);
                    let layout = torrent.resume.content_layout;
                    let content = Content::from_metainfo(metainfo, layout, &torrent.resume.renames);
                    Some((content, placement))
                }
                Err(error) => {
                    torrent.resume.error = Some(format!("the stored .torrent is damaged: {error}"));
                    None
                }
            },
            _ => None,
        };
        if let Some((content, placement)) = content {
            torrent.set_content(Arc::new(content), placement.map(Arc::new));
            let progress = row.progress.as_deref().map(ProgressData::decode);
            match progress {
                Some(Ok(progress)) => torrent.restore_progress(&progress),
                Some(Err(error)) => {
                    tracing::warn!(torrent = %id, %error, "progress lost, checking again");
                    torrent.resume.checked = false;
                }
                None => {}
            }
        }
        let resume = &torrent.resume;
        torrent.state = if let Some(error) = &resume.error {
            torrent.reason = Some(Reason::new(ReasonCode::FileError, error.clone()));
            TorrentState::Error(error.clone())
        } else if resume.missing_files {
            let text = "files of this torrent are gone; put them back and start it, or recheck";
            torrent.reason = Some(Reason::new(ReasonCode::FileChanged, text));
            TorrentState::MissingFiles
        } else if torrent.content.is_none() {
            TorrentState::ResolvingMetadata
        } else if !resume.checked {
            TorrentState::CheckingFiles
        } else if resume.finished && torrent.is_complete() {
            torrent.publish =
                if resume.published { PublishState::Published } else { PublishState::Waiting };
            // Where files are still to be moved, the end of that is told. Nobody listens yet.
            torrent.resume.untold &= self.destination(&torrent) != torrent.resume.location;
            TorrentState::Seeding
        } else {
            TorrentState::Downloading
        };
        match &torrent.resume.moving {
            // A rename goes on whatever the torrent does.
            Some(plan) if !plan.renamed.is_empty() => {
                let paths = plan.renamed.iter().map(|(index, (_, new))| (*index, new.clone()));
                torrent.renaming = Some(Renaming::Paths { paths: paths.collect(), reply: None });
            }
            Some(_) if torrent.content.is_some() && !torrent.is_broken() => {
                torrent.state = TorrentState::Moving;
            }
            _ => {}
        }
        torrent.run_clocks(self.clock.unix_secs());
        torrent.queue_position = row.queue;
        torrent.stored_position = row.queue;
        let finished = torrent.resume.finished;
        for key in self.referenced_files(&torrent) {
            *self.references.entry(key).or_default() += 1;
        }
        let waiting = torrent.publish == PublishState::Waiting;
        self.torrents.insert(id, torrent);
        if waiting {
            let intention = self.publish_intention(id);
            if let Some(torrent) = self.torrents.get_mut(&id) {
                torrent.publish = intention;
            }
        }
        if !finished {
            self.queue.push(id);
        }
        self.count_datasets(id);
        self.dirty.insert(id);
    }

    /// Takes in what the node finds out about referenced files.
    pub(super) fn watch_damage(&mut self) {
        let Some(mut damage) = self.nodes.own().damage() else { return };
        if std::mem::replace(&mut self.damage_watched, true) {
            return;
        }
        let events = self.events.clone();
        drop(self.tasks.spawn("watch damage", async move {
            loop {
                match damage.recv().await {
                    Ok(damage) => drop(events.send(TaskEvent::Damaged(damage)).await),
                    // The same damage is reported again at the next read.
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return,
                }
            }
        }));
    }

    /// Looks for files and asks the node for its references, in the background.
    fn look_after_start(&self) {
        let mut files: Vec<(TorrentId, PathBuf, u64)> = Vec::new();
        for torrent in self.torrents.values() {
            let Some(content) = &torrent.content else { continue };
            // Files that are on their way are looked for by who carries them.
            if torrent.state != TorrentState::Seeding || torrent.resume.moving.is_some() {
                continue;
            }
            for (file, status) in content.files.iter().zip(torrent.files.iter()) {
                if status.priority.is_wanted() && file.payload.is_some() {
                    let path = torrent.resume.location.join(&file.path);
                    files.push((torrent.id, path, file.length));
                }
            }
        }
        let (node, events, tasks) = (self.nodes.own(), self.events.clone(), self.tasks.clone());
        let places = self.places;
        drop(self.tasks.spawn("look after start", async move {
            let missing = tasks.spawn_blocking(move || {
                let mut missing = BTreeMap::new();
                for (id, path, length) in files {
                    let there = std::fs::metadata(&path).is_ok_and(|m| m.len() == length);
                    if !there {
                        missing.entry(id).or_insert(path);
                    }
                }
                missing
            });
            for (id, path) in missing.await.unwrap_or_default() {
                drop(events.send(TaskEvent::Missing(id, path)).await);
            }
            ask_references(&node, &events, places).await;
        }));
    }

    /// Compares with the node again when nothing moves any more.
    pub(super) fn ask_references_again(&mut self) {
        if !self.references_due || self.is_carrying() {
            return;
        }
        self.references_due = false;
        let (node, events) = (self.nodes.own(), self.events.clone());
        let places = self.places;
        drop(self.tasks.spawn("references", async move {
            ask_references(&node, &events, places).await;
        }));
    }

    fn is_carrying(&self) -> bool {
        self.torrents.values().any(|torrent| torrent.resume.moving.is_some())
    }

    /// The session database owns where a file lies; the node's index follows.
    pub(super) fn reconcile(&mut self, known: &[(Cid, PathBuf)], places: u64) {
        if places != self.places || self.is_carrying() {
            self.references_due = true;
            return;
        }
        let known: HashSet<(Cid, PathBuf)> = known.iter().cloned().collect();
        // A publication that is under way has references that are not written down yet.
        let publishing: Vec<&PathBuf> = self
            .torrents
            .values()
            .filter(|torrent| torrent.publish == PublishState::Publishing)
            .map(|torrent| &torrent.resume.location)
            .collect();
        let orphans: Vec<(Cid, PathBuf)> = known
            .iter()
            .filter(|key| !self.references.contains_key(*key))
            .filter(|(_, path)| !publishing.iter().any(|location| path.starts_with(location)))
            .cloned()
            .collect();
        if !orphans.is_empty() {
            let node = self.nodes.own();
            drop(self.tasks.spawn("forget orphans", async move {
                for (cid, path) in orphans {
                    tracing::info!(%cid, path = %path.display(), "dropping an orphaned reference");
                    drop(node.forget(cid, path).await);
                }
            }));
        }
        let lost: Vec<TorrentId> = self
            .torrents
            .values()
            .filter(|torrent| torrent.state == TorrentState::Seeding)
            .filter(|torrent| self.referenced_files(torrent).iter().any(|key| !known.contains(key)))
            .map(|torrent| torrent.id)
            .collect();
        for id in lost {
            let Some(torrent) = self.torrents.get(&id) else { continue };
            for key in self.referenced_files(torrent) {
                self.references.remove(&key);
            }
            if let Some(torrent) = self.torrents.get_mut(&id) {
                torrent.resume.published = false;
                torrent.publish = PublishState::Waiting;
            }
            self.dirty.insert(id);
            self.settle(id);
        }
    }
}

/// Asks the node for its references; one that cannot tell has none of this session's.
pub(super) async fn ask_references(node: &Codex, events: &mpsc::Sender<TaskEvent>, places: u64) {
    if let Ok(known) = node.references().await {
        drop(events.send(TaskEvent::References(known, places)).await);
    }
}

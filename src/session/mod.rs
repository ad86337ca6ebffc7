//! The engine: torrents, settings, queue, alerts; shaped like libtorrent, with Codex as data plane.
//!
//! *Owns* every torrent and everything that users decided, through one actor ([`Session`] is a
//! handle to it); what must outlive the process is rows in [`crate::db`]. *What runs where:* the
//! actor is one task on the main runtime and never waits; looking things up, hashing, fetching,
//! moving and publishing are tasks that it starts and that report back. Readers get immutable
//! [`TorrentStatus`] values and never wait for the actor. *A crash loses* seconds of progress and
//! counters, never a torrent or a setting that was acknowledged.
//!
//! *libtorrent's words here:* `session` is [`Session`], `torrent_handle` is [`TorrentHandle`],
//! `add_torrent_params` is [`AddTorrentParams`] (stored, it is the resume data), `torrent_status`
//! is [`TorrentStatus`], `settings_pack` is [`SettingsPack`], `pop_alerts` is
//! [`Session::pop_alerts`]. *Deliberately absent:* BitTorrent peers, trackers, DHT,
//! and the serving of HTTP in any form.

mod actor;
pub mod alert;
pub mod bounds;
pub mod categories;
pub mod command;
pub mod content;
mod excluded;
mod extension;
mod handle;
mod history;
mod holding;
mod intake;
mod location;
mod migration;
pub mod node;
mod outgoing;
mod parsing;
mod peers;
mod publication;
mod publish;
pub mod published;
mod purchases;
mod queue;
mod reading;
pub mod reasons;
mod relocation;
mod resume;
mod schedule;
pub mod settings;
pub mod share_limits;
mod source;
mod speed;
mod state;
pub mod status;
mod torrent;
pub mod transfer;
mod warnings;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::{broadcast, mpsc, oneshot, watch};

/// Facts about the node that readers see.
pub use crate::codex::{
    BLOCK_SIZE, Capabilities, Cid, Generation, NodeKind, NodeState, NodeStatus, Purchase, Space,
};
/// For whoever reads whole files before they are added.
pub use crate::codex::{DatasetHashes, FileStamp, merkle::DatasetHasher};
pub use categories::{Category, CategoryDownloadPath};
pub use command::{
    AddSource, AddTorrentError, AddTorrentOutcome, AddTorrentParams, CategoryEdit, CategoryError,
    ContentLayout, Edit, EditError, ExportError, Exported, PathRename, RenameError, Selection,
    SessionError, StopCondition,
};
pub use content::{Content, ContentFile, ContentKind};
pub use handle::TorrentHandle;
pub use history::{HistoryRange, HistorySeries, Sample};
pub use holding::NodeFace;
pub use intake::{IntakeError, MetadataSearch, MetadataSource};
pub use location::{FolderError, plain_path};
pub use migration::{FormerNode, Migration, MigrationCounts, MigrationTrouble};
pub use parsing::{ParseError, ParseLimits};
pub use peers::Peer;
pub use publication::{PublishNote, PublishOrder, PublishOutcome};
pub use published::{Changes, ServerStatus};
pub use purchases::{
    Due, PurchaseError, PurchaseTerms, Purchases, SoldDataset, StoragePurchase, TERMS, Term,
    read_terms,
};
pub use settings::SettingsPack;
pub use share_limits::{
    EffectiveShareLimits, Limit, ShareLimitAction, ShareLimits, ShareLimitsMode,
};
pub use status::{
    FilePriority, FileStatus, PublishState, Reason, ReasonCode, Revision, Stopwatch, TlsParameters,
    TorrentState, TorrentStatus, Tracker, TransferTotals,
};
pub use transfer::read::{FileStream, ReadError};

use crate::clock::Clock;
use crate::codex::{AgentName, Codex, Readers, ServeLimits};
/// Who may not read from the node in use.
pub use crate::codex::{IpRules, IpRulesBuilder, PeerFilter, RefusedBy};
use crate::db::{Db, Stored};
use crate::fetch::Fetcher;
use crate::resources::Resources;
use crate::tasks::Tasks;
use crate::torrent::TorrentId;
use alert::{AlertQueue, TimedAlert};
use published::Published;
use settings::SettingsPatch;

/// A message to the actor.
#[derive(Debug)]
pub(crate) enum Command {
    Add(Box<AddTorrentParams>, oneshot::Sender<Result<AddTorrentOutcome, AddTorrentError>>),
    Edit(Selection, Edit, oneshot::Sender<Result<(), EditError>>),
    SetFilePriority {
        id: TorrentId,
        files: Vec<usize>,
        priority: FilePriority,
        reply: oneshot::Sender<Result<(), EditError>>,
    },
    Rename {
        id: TorrentId,
        name: String,
        reply: oneshot::Sender<Result<(), EditError>>,
    },
    RenamePath {
        id: TorrentId,
        rename: PathRename,
        reply: oneshot::Sender<Result<(), RenameError>>,
    },
    Delete {
        which: Selection,
        delete_files: bool,
        reply: oneshot::Sender<Result<(), SessionError>>,
    },
    Publication(
        Selection,
        PublishOrder,
        oneshot::Sender<Result<Vec<(TorrentId, PublishOutcome)>, SessionError>>,
    ),
    Category(CategoryEdit, oneshot::Sender<Result<(), CategoryError>>),
    CreateTags(Vec<String>, oneshot::Sender<Result<(), SessionError>>),
    DeleteTags(Vec<String>, oneshot::Sender<Result<(), SessionError>>),
    SetAlternativeLimits(bool, oneshot::Sender<Result<(), SessionError>>),
    SetPaused(bool, oneshot::Sender<Result<(), SessionError>>),
    Settings(Box<SettingsPatch>, oneshot::Sender<Result<(), SessionError>>),
    Store {
        space: String,
        key: String,
        value: Option<Vec<u8>>,
        reply: oneshot::Sender<Result<(), SessionError>>,
    },
    StoreAll {
        rows: Vec<SmallRow>,
        patch: Box<SettingsPatch>,
        reply: oneshot::Sender<Result<(), SessionError>>,
    },
    UseNodes(Box<source::NodeSet>, oneshot::Sender<Result<(), SessionError>>),
    EndMigration(oneshot::Sender<Result<(), SessionError>>),
    Answer(oneshot::Sender<Result<(), SessionError>>),
}

/// A small value to store: space, key, and the value; none removes it.
pub(crate) type SmallRow = (String, String, Option<Vec<u8>>);

/// Small values that front ends stored, by space and key.
type SmallValues = Arc<RwLock<BTreeMap<(String, String), Arc<[u8]>>>>;

/// A handle to the session; cheap to clone. Reads never wait; each write sends one command and
/// is answered after its change is durable.
#[derive(Debug, Clone)]
pub struct Session {
    tx: mpsc::Sender<Command>,
    published: Arc<RwLock<Published>>,
    stored: SmallValues,
    alerts: Arc<AlertQueue>,
    intake: Arc<intake::Intake>,
    reading: Arc<reading::Reading>,
    clock: Clock,
    serving: ServeLimits,
    readers: Readers,
    filter: PeerFilter,
    resources: Resources,
    tasks: Tasks,
    desk: node::SharedDesk,
    holdings: Arc<holding::Holdings>,
    market: Arc<purchases::Market>,
    history: Arc<RwLock<history::History>>,
}

/// What a session is made of.
#[derive(Debug)]
pub struct SessionParams {
    /// The open database.
    pub db: Db,
    /// What it held.
    pub stored: Stored,
    /// Settings in effect.
    pub settings: SettingsPack,
    /// The node in use.
    pub own: Codex,
    /// The node in this process, in use or not.
    pub embedded: Option<Codex>,
    /// Nodes that are only read from.
    pub sources: Vec<Codex>,
    /// The node that was in use before, as long as its content is not all in the one in use.
    pub former: Option<Codex>,
    /// What the start decided about the node.
    pub node: node::NodeStart,
    /// What this server calls itself when it talks to nodes.
    pub agent: AgentName,
    /// Fetches torrents from http(s) links; takes its options from the settings at each use.
    pub fetcher: Fetcher,
    /// Folder for side files of running fetches.
    pub parts_dir: PathBuf,
    /// The user's data folder, whose trash takes deleted files; `None` without a home.
    pub data_home: Option<PathBuf>,
    /// Folder for daily copies of the database.
    pub backups_dir: PathBuf,
    /// What reading, writing and hashing may use; the session keeps it as the settings say.
    pub resources: Resources,
    /// Time.
    pub clock: Clock,
    /// Starts tasks.
    pub tasks: Tasks,
}

/// Why a session does not start. Nothing stored was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// The database lost torrents.
    #[error(
        "the database holds {found} torrents, but {expected} were there at the last stop; \
         restore a copy from the folder backups before you start again"
    )]
    Fewer {
        /// Torrents found.
        found: u64,
        /// Torrents at the last clean stop, less those removed since.
        expected: u64,
    },
}

impl Session {
    /// Starts the session on the main runtime; everything stored is in the list at the return.
    ///
    /// # Errors
    /// See [`StartError`].
    pub fn start(params: SessionParams) -> Result<Self, StartError> {
        actor::start(params)
    }

    /// How fast content may be served to others: for whoever serves what is in the node in use.
    /// The session keeps it current.
    pub fn serve_limits(&self) -> ServeLimits {
        self.serving.clone()
    }

    /// Where whoever serves what is in the node in use notes who reads it.
    pub fn readers(&self) -> Readers {
        self.readers.clone()
    }

    /// Who may not read what is in the node in use: for whoever serves it, and for whoever knows
    /// the lists.
    pub fn peer_filter(&self) -> PeerFilter {
        self.filter.clone()
    }

    /// What reading, writing and hashing may use: whoever does so beside the session takes its
    /// places from there too.
    pub fn resources(&self) -> Resources {
        self.resources.clone()
    }

    /// Takes the alerts that gathered since the last call; one reader.
    pub fn pop_alerts(&self) -> Vec<TimedAlert> {
        self.alerts.pop_all()
    }

    /// All alerts from now on, for a part of this server; any number may follow.
    pub fn follow_alerts(&self) -> broadcast::Receiver<TimedAlert> {
        self.alerts.follow()
    }

    /// The settings in effect now, and each time they change.
    pub fn watch_settings(&self) -> watch::Receiver<Arc<SettingsPack>> {
        self.read(|p| p.settings.subscribe())
    }

    fn read<T>(&self, f: impl FnOnce(&Published) -> T) -> T {
        f(&self.published.read().unwrap_or_else(PoisonError::into_inner))
    }

    // ---- reads

    /// The present revision.
    pub fn revision(&self) -> Revision {
        self.read(|p| p.revision)
    }

    /// A torrent by id; the v1 hash of a hybrid and the former id of a resolved CID work too.
    pub fn torrent(&self, id: TorrentId) -> Option<Arc<TorrentStatus>> {
        self.read(|p| p.torrents.get(&p.resolve(id)).cloned())
    }

    /// A handle to a torrent; `None` for an unknown id.
    pub fn handle(&self, id: TorrentId) -> Option<TorrentHandle> {
        let id = self.torrent(id)?.id;
        Some(TorrentHandle::new(id, self.clone()))
    }

    /// All torrents, in no order.
    pub fn torrents(&self) -> Vec<Arc<TorrentStatus>> {
        self.read(|p| p.torrents.values().cloned().collect())
    }

    /// Number of torrents.
    pub fn torrent_count(&self) -> usize {
        self.read(|p| p.torrents.len())
    }

    /// What changed after `since`; everything for 0.
    pub fn changes_since(&self, since: Revision) -> Changes {
        self.read(|p| p.changes_since(since))
    }

    /// Categories by name.
    pub fn categories(&self) -> Arc<BTreeMap<String, Category>> {
        self.read(|p| Arc::clone(&p.categories.1))
    }

    /// Tags.
    pub fn tags(&self) -> Arc<BTreeSet<String>> {
        self.read(|p| Arc::clone(&p.tags.1))
    }

    /// The server's numbers.
    pub fn server(&self) -> Arc<ServerStatus> {
        self.read(|p| Arc::clone(&p.server.1))
    }

    /// Settings in effect.
    pub fn settings(&self) -> Arc<SettingsPack> {
        self.read(|p| Arc::clone(&p.settings.borrow()))
    }

    /// A small value that a front end stored (client data, cookies): see [`Session::store`].
    pub fn stored(&self, space: &str, key: &str) -> Option<Arc<[u8]>> {
        let stored = self.stored.read().unwrap_or_else(PoisonError::into_inner);
        stored.get(&(space.to_owned(), key.to_owned())).cloned()
    }

    // ---- writes

    async fn ask<T, E: From<SessionError>>(
        &self,
        make: impl FnOnce(oneshot::Sender<Result<T, E>>) -> Command,
    ) -> Result<T, E> {
        let (reply, answer) = oneshot::channel();
        self.tx.send(make(reply)).await.map_err(|_| SessionError::Closed)?;
        answer.await.map_err(|_| SessionError::Closed)?
    }

    /// Answered when all that was asked before was looked at: shows that the session lives.
    ///
    /// # Errors
    /// Only when the session fails.
    pub async fn answers(&self) -> Result<(), SessionError> {
        self.ask(Command::Answer).await
    }

    /// Adds a torrent; answered when it is durable and in the list.
    ///
    /// # Errors
    /// See [`AddTorrentError`].
    pub async fn add_torrent(
        &self,
        params: AddTorrentParams,
    ) -> Result<AddTorrentOutcome, AddTorrentError> {
        self.ask(|reply| Command::Add(Box::new(params), reply)).await
    }

    /// Changes torrents.
    ///
    /// # Errors
    /// See [`EditError`]; nothing was changed then.
    pub async fn edit(&self, which: Selection, edit: Edit) -> Result<(), EditError> {
        self.ask(|reply| Command::Edit(which, edit, reply)).await
    }

    /// Sets the priority of files by index.
    ///
    /// # Errors
    /// `NotFound`, `NoMetadata`, `NoSuchFile`; nothing was changed then.
    pub async fn set_file_priority(
        &self,
        id: TorrentId,
        files: Vec<usize>,
        priority: FilePriority,
    ) -> Result<(), EditError> {
        self.ask(|reply| Command::SetFilePriority { id, files, priority, reply }).await
    }

    /// Sets the shown name.
    ///
    /// # Errors
    /// `NotFound`, `BadName`.
    pub async fn rename(&self, id: TorrentId, name: String) -> Result<(), EditError> {
        self.ask(|reply| Command::Rename { id, name, reply }).await
    }

    /// Removes torrents, and their files when asked. The removal is durable before the answer;
    /// files are unlinked afterwards.
    ///
    /// # Errors
    /// Only when the session fails; unknown ids are ignored.
    pub async fn delete(&self, which: Selection, delete_files: bool) -> Result<(), SessionError> {
        self.ask(|reply| Command::Delete { which, delete_files, reply }).await
    }

    /// Makes, changes or removes categories.
    ///
    /// # Errors
    /// See [`CategoryError`].
    pub async fn category(&self, edit: CategoryEdit) -> Result<(), CategoryError> {
        self.ask(|reply| Command::Category(edit, reply)).await
    }

    /// Makes tags; existing and invalid ones are ignored.
    ///
    /// # Errors
    /// Only when the session fails.
    pub async fn create_tags(&self, tags: Vec<String>) -> Result<(), SessionError> {
        self.ask(|reply| Command::CreateTags(tags, reply)).await
    }

    /// Deletes tags, from all torrents too.
    ///
    /// # Errors
    /// Only when the session fails.
    pub async fn delete_tags(&self, tags: Vec<String>) -> Result<(), SessionError> {
        self.ask(|reply| Command::DeleteTags(tags, reply)).await
    }

    /// Applies checked settings; all or nothing, durable before the answer.
    ///
    /// # Errors
    /// When they cannot be saved.
    pub async fn apply_settings(&self, patch: SettingsPatch) -> Result<(), SessionError> {
        let patch = self.with_interface_name(patch).await;
        self.ask(|reply| Command::Settings(Box::new(patch), reply)).await
    }

    /// Turns the alternative speed limits on or off.
    ///
    /// # Errors
    /// When it cannot be saved.
    pub async fn set_alternative_limits(&self, on: bool) -> Result<(), SessionError> {
        self.ask(|reply| Command::SetAlternativeLimits(on, reply)).await
    }

    /// Pauses or resumes the whole session; torrents keep what they are told themselves.
    ///
    /// # Errors
    /// When it cannot be saved.
    pub async fn set_paused(&self, on: bool) -> Result<(), SessionError> {
        self.ask(|reply| Command::SetPaused(on, reply)).await
    }

    /// The `.torrent` of an item: the user's own keys plus `codex`. Built off the caller's
    /// thread: piece layers can be large.
    ///
    /// # Errors
    /// See [`ExportError`].
    pub async fn export(&self, id: TorrentId) -> Result<Exported, ExportError> {
        let status = self.torrent(id).ok_or(ExportError::NotFound)?;
        let metainfo = status.content.as_ref().and_then(|content| content.metainfo().cloned());
        let metainfo = metainfo.ok_or(ExportError::MissingMetadata)?;
        let work = self.tasks.spawn_blocking(move || {
            let mut metainfo = (*metainfo).clone();
            let mut tiers: Vec<Vec<String>> = Vec::new();
            let mut last = None;
            for tracker in status.trackers.iter() {
                match tiers.last_mut() {
                    Some(tier) if last == Some(tracker.tier) => tier.push(tracker.url.clone()),
                    _ => tiers.push(vec![tracker.url.clone()]),
                }
                last = Some(tracker.tier);
            }
            if tiers != metainfo.trackers {
                metainfo.set_trackers(tiers);
            }
            if *status.web_seeds != *metainfo.web_seeds {
                metainfo.set_web_seeds(status.web_seeds.to_vec());
            }
            metainfo.codex = status.placement.as_deref().cloned();
            metainfo.to_torrent_bytes()
        });
        let bytes = work.await.map_err(|_| SessionError::Closed)?;
        Ok(Exported { bytes: bytes.into() })
    }

    /// Stores a small value for a front end; `None` removes it.
    ///
    /// # Errors
    /// Only when the session fails.
    pub async fn store(
        &self,
        space: &str,
        key: &str,
        value: Option<Vec<u8>>,
    ) -> Result<(), SessionError> {
        let (space, key) = (space.to_owned(), key.to_owned());
        self.ask(|reply| Command::Store { space, key, value, reply }).await
    }
}

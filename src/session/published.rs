//! What readers see of the session: written by the actor alone, read by everybody.
//!
//! The actor replaces single `Arc`s under a short lock that is never held over I/O or
//! serialisation. Each entry carries the revision of its last change, and an ordered index from
//! revision to torrent makes [`Published::changes_since`] cost what changed, not what exists.
//! Removals stay as tombstones for the last [`MAX_TOMBSTONES`] changes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::watch;

use super::categories::Category;
use super::migration::MigrationTally;
use super::settings::SettingsPack;
use super::status::{Revision, TorrentStatus};
use crate::codex::{NodeInfo, NodeStatus, Space};
use crate::torrent::{InfoHashV1, TorrentId};

/// Removals remembered; an older cursor gets a full update (design §4).
pub const MAX_TOMBSTONES: usize = 10_000;

/// Numbers of the whole server.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerStatus {
    /// Payload received, all sessions.
    pub all_time_download: u64,
    /// Payload served, all sessions.
    pub all_time_upload: u64,
    /// Payload received since the start.
    pub session_download: u64,
    /// Payload served since the start.
    pub session_upload: u64,
    /// Bytes that failed verification since the start.
    pub session_wasted: u64,
    /// Bytes per second.
    pub download_rate: u64,
    /// Bytes per second.
    pub upload_rate: u64,
    /// Active limit in bytes per second; `None` unlimited.
    pub download_limit: Option<u64>,
    /// Active limit in bytes per second; `None` unlimited.
    pub upload_limit: Option<u64>,
    /// Alternative limits are active.
    pub alternative_limits: bool,
    /// The whole session is paused: nothing is looked up, fetched or published.
    pub paused: bool,
    /// Bytes free on the disk of the default save path; `None` until known.
    pub free_space: Option<u64>,
    /// Default save path.
    pub save_path: PathBuf,
    /// The node in use.
    pub node: NodeStatus,
    /// Seconds for which it keeps what it is given, as far as is known here; `None` when it keeps
    /// everything.
    pub node_keeps: Option<i64>,
    /// Seconds after which something that was put into the node was found gone.
    pub lost_after: Option<i64>,
    /// What it tells of itself; empty until known.
    pub node_info: Arc<NodeInfo>,
    /// What it holds; `None` until known.
    pub space: Option<Space>,
    /// Nodes that it knows (for `dht_nodes`); 0 when unknown.
    pub known_nodes: u32,
    /// Jobs that read or hash files now.
    pub disk_jobs: u32,
    /// Bytes that wait to be written.
    pub queued_bytes: u64,
    /// Bytes of buffers between network, disk and hashing.
    pub buffer_bytes: u64,
    /// Nodes that serve or fetch an item now.
    pub open_streams: u32,
}

impl ServerStatus {
    /// An address of this kind that the node announces: a public one before a private one, never
    /// one of this machine alone.
    pub fn external_address(&self, kind: impl Fn(&IpAddr) -> bool) -> Option<IpAddr> {
        let announced = self.node_info.announce_addresses.iter();
        let parsed = announced.filter_map(|address| super::node::ip_of(address)?.parse().ok());
        let outside = parsed.filter(|ip: &IpAddr| {
            let link_local = match ip {
                IpAddr::V4(v4) => v4.is_link_local(),
                IpAddr::V6(v6) => v6.is_unicast_link_local(),
            };
            kind(ip) && !ip.is_loopback() && !ip.is_unspecified() && !link_local
        });
        let private = |ip: &IpAddr| match ip {
            IpAddr::V4(v4) => v4.is_private(),
            IpAddr::V6(v6) => v6.is_unique_local(),
        };
        outside.min_by_key(private)
    }
}

/// What changed after a revision.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The present revision.
    pub revision: Revision,
    /// True when everything is listed because the cursor is too old or 0.
    pub full: bool,
    /// Torrents that were added or changed, each once.
    pub torrents: Vec<Arc<TorrentStatus>>,
    /// Torrents that were removed (empty when full).
    pub removed: Vec<TorrentId>,
    /// Categories with the revision of their last change of any kind.
    pub categories: (Revision, Arc<BTreeMap<String, Category>>),
    /// Tags with the revision of their last change.
    pub tags: (Revision, Arc<BTreeSet<String>>),
    /// The server's numbers with the revision of their last change.
    pub server: (Revision, Arc<ServerStatus>),
}

/// The published state. Only the actor has the means to write it.
#[derive(Debug)]
pub(super) struct Published {
    pub(super) revision: Revision,
    pub(super) torrents: HashMap<TorrentId, Arc<TorrentStatus>>,
    by_revision: BTreeMap<Revision, TorrentId>,
    tombstones: BTreeMap<Revision, TorrentId>,
    /// Cursors at or below this revision may have missed a forgotten removal.
    forgotten: Revision,
    /// v1 hashes of hybrids, and former ids, that look-ups accept.
    aliases: HashMap<TorrentId, TorrentId>,
    pub(super) categories: (Revision, Arc<BTreeMap<String, Category>>),
    pub(super) tags: (Revision, Arc<BTreeSet<String>>),
    pub(super) server: (Revision, Arc<ServerStatus>),
    /// How far a move to another node is.
    pub(super) migration: MigrationTally,
    /// Those who follow see each change.
    pub(super) settings: watch::Sender<Arc<SettingsPack>>,
}

impl Published {
    pub(super) fn new(server: ServerStatus, settings: SettingsPack) -> Self {
        Self {
            revision: 1,
            torrents: HashMap::new(),
            by_revision: BTreeMap::new(),
            tombstones: BTreeMap::new(),
            forgotten: 0,
            aliases: HashMap::new(),
            categories: (1, Arc::default()),
            tags: (1, Arc::default()),
            server: (1, Arc::new(server)),
            migration: MigrationTally::default(),
            settings: watch::Sender::new(Arc::new(settings)),
        }
    }

    /// The next revision; every published change takes one.
    pub(super) fn next_revision(&mut self) -> Revision {
        self.revision += 1;
        self.revision
    }

    /// Puts or replaces a torrent; its `revision` must come from [`Self::next_revision`].
    pub(super) fn put(&mut self, status: TorrentStatus) {
        if let Some(v1) = status.info_hash.v1 {
            self.alias(v1_as_id(v1), status.id);
        }
        self.by_revision.insert(status.revision, status.id);
        let status = Arc::new(status);
        let old = self.torrents.insert(status.id, Arc::clone(&status));
        self.migration.replace(old.as_deref(), Some(&status));
        if let Some(old) = old {
            self.by_revision.remove(&old.revision);
        }
    }

    /// Removes a torrent and leaves a tombstone.
    pub(super) fn remove(&mut self, id: &TorrentId) {
        let Some(old) = self.torrents.remove(id) else { return };
        self.migration.replace(Some(&old), None);
        self.by_revision.remove(&old.revision);
        if let Some(v1) = old.info_hash.v1 {
            let v1 = v1_as_id(v1);
            if self.aliases.get(&v1) == Some(id) {
                self.aliases.remove(&v1);
            }
        }
        let revision = self.next_revision();
        self.tombstones.insert(revision, *id);
        while self.tombstones.len() > MAX_TOMBSTONES {
            if let Some((oldest, _)) = self.tombstones.pop_first() {
                self.forgotten = oldest;
            }
        }
    }

    /// Lets look-ups by `from` find `to`.
    pub(super) fn alias(&mut self, from: TorrentId, to: TorrentId) {
        if from != to {
            self.aliases.insert(from, to);
        }
    }

    /// The id that a look-up means: itself, or what it is an alias of.
    pub(super) fn resolve(&self, id: TorrentId) -> TorrentId {
        if self.torrents.contains_key(&id) {
            return id;
        }
        self.aliases.get(&id).copied().unwrap_or(id)
    }

    pub(super) fn changes_since(&self, since: Revision) -> Changes {
        let full = since == 0 || since < self.forgotten || since > self.revision;
        let (torrents, removed) = if full {
            (self.torrents.values().cloned().collect(), Vec::new())
        } else {
            let changed = self.by_revision.range(since + 1..);
            let torrents = changed.filter_map(|(_, id)| self.torrents.get(id).cloned()).collect();
            let removed = self
                .tombstones
                .range(since + 1..)
                .map(|(_, id)| *id)
                .filter(|id| !self.torrents.contains_key(id))
                .collect();
            (torrents, removed)
        };
        Changes {
            revision: self.revision,
            full,
            torrents,
            removed,
            categories: (self.categories.0, Arc::clone(&self.categories.1)),
            tags: (self.tags.0, Arc::clone(&self.tags.1)),
            server: (self.server.0, Arc::clone(&self.server.1)),
        }
    }
}

fn v1_as_id(v1: InfoHashV1) -> TorrentId {
    TorrentId::from(v1)
}

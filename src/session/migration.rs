//! Moving from one node to another: how far it is, for readers, and its two ends.
//!
//! Whoever chooses another node moves: the session publishes everything in the node that is in
//! use now, from the files on disk, and reads from the former one until that is done. What was
//! copied into the former node stays there, unless it is to be removed afterwards.
//!
//! How far it is is counted as torrents change, so that asking costs the same with very many.
//! Nothing is stored here but the wish to remove; every torrent knows where it is published.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use serde_json::{Map, Value as Json};

use super::node::{self, NodeSettingsError};
use super::settings::SettingsPatch;
use super::status::{PublishState, TorrentState, TorrentStatus};
use super::{Command, Session, SessionError};
use crate::torrent::TorrentId;

/// Most torrents that are named with what hinders them.
const MAX_NAMED: usize = 100;

/// How far a move is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Migration {
    /// The former node, without credentials; none when nothing is moving.
    pub from: Option<String>,
    /// The node in use.
    pub to: String,
    /// Torrents by what became of them.
    pub counts: MigrationCounts,
    /// The first of those that failed or stay out because something is wrong.
    pub troubles: Vec<MigrationTrouble>,
    /// What is in the former node, and becomes of it.
    pub former: FormerNode,
}

/// Torrents of a move by what became of them, and their bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MigrationCounts {
    /// Torrents that are published in the node in use.
    pub published: u64,
    /// Their verified bytes.
    pub published_bytes: u64,
    /// Torrents that wait for it or are being copied.
    pub waiting: u64,
    /// Their verified bytes.
    pub waiting_bytes: u64,
    /// Torrents that stay out: private ones, such as the user took out, such as are not complete.
    pub left_out: u64,
    /// Torrents whose last try failed; they are tried again by themselves.
    pub failed: u64,
}

/// What is left in the former node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormerNode {
    /// Datasets in it that this session copied there.
    pub copies: u64,
    /// They are removed when everything has moved.
    pub removes: bool,
    /// Why they cannot be removed now; it is tried again.
    pub trouble: Option<String>,
}

/// What hinders a torrent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationTrouble {
    /// Which.
    pub id: TorrentId,
    /// Its shown name.
    pub name: String,
    /// Why, for users.
    pub reason: String,
}

/// Kept up to date as torrents are published to readers.
#[derive(Debug, Default)]
pub(super) struct MigrationTally {
    counts: MigrationCounts,
    troubled: BTreeSet<TorrentId>,
    /// What the actor knows of the former node.
    pub(super) former: FormerNode,
}

impl Session {
    /// Moves to another node, `embedded` or a URL: checked, durable, and then in use.
    ///
    /// # Errors
    /// See [`NodeSettingsError`]; nothing was changed then.
    pub async fn migrate(&self, to: &str) -> Result<(), NodeSettingsError> {
        let values = Map::from_iter([("node_url".to_owned(), Json::from(to))]);
        self.set_node_settings(&values).await
    }

    /// Whether the copies in the former node are removed when everything has moved. Says whether
    /// there is such a node.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn remove_former_copies(&self, remove: bool) -> Result<bool, SessionError> {
        if self.holdings.nodes.set().former.is_none() {
            return Ok(false);
        }
        let value = remove.then(|| b"yes".to_vec());
        let rows = vec![(node::NODES_SPACE.to_owned(), node::REMOVES.to_owned(), value)];
        let patch = Box::new(SettingsPatch::by_server([]));
        self.ask(|reply| Command::StoreAll { rows, patch, reply }).await?;
        Ok(true)
    }

    /// Lets the former node go at once: what is only there is not read any more, and what is
    /// there stays.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn end_migration(&self) -> Result<(), SessionError> {
        self.ask(Command::EndMigration).await
    }

    /// How far the move is.
    pub fn migration(&self) -> Migration {
        let set = self.holdings.nodes.set();
        let published = self.published.read().unwrap_or_else(PoisonError::into_inner);
        let tally = &published.migration;
        let troubled = tally.troubled.iter().filter_map(|id| published.torrents.get(id));
        let trouble = |torrent: &std::sync::Arc<TorrentStatus>| {
            let reason = torrent.reason.as_ref()?.text.clone();
            Some(MigrationTrouble { id: torrent.id, name: torrent.name.clone(), reason })
        };
        let removes = node::removes_former(&self.stored);
        Migration {
            from: set.former.as_ref().map(|former| former.name().to_owned()),
            to: set.own.name().to_owned(),
            counts: tally.counts,
            troubles: troubled.filter_map(trouble).take(MAX_NAMED).collect(),
            former: FormerNode { removes, ..tally.former.clone() },
        }
    }
}

/// Where a torrent counts.
#[derive(Clone, Copy)]
enum Standing {
    Published,
    Waiting,
    Failed,
    LeftOut,
}

impl Standing {
    fn of(torrent: &TorrentStatus) -> Self {
        match (torrent.publish, &torrent.state) {
            (PublishState::Published, _) => Self::Published,
            (PublishState::Waiting | PublishState::Publishing, TorrentState::Seeding) => {
                Self::Waiting
            }
            (PublishState::Failed, TorrentState::Seeding) => Self::Failed,
            _ => Self::LeftOut,
        }
    }

    fn is_troubled(self, torrent: &TorrentStatus) -> bool {
        matches!(self, Self::Failed | Self::LeftOut) && torrent.reason.is_some()
    }
}

impl MigrationTally {
    /// A torrent is another than before: each is there or not.
    pub(super) fn replace(&mut self, before: Option<&TorrentStatus>, now: Option<&TorrentStatus>) {
        if let Some(torrent) = before {
            let standing = Standing::of(torrent);
            self.move_by(standing, torrent.wanted_done, u64::saturating_sub);
            if standing.is_troubled(torrent) {
                self.troubled.remove(&torrent.id);
            }
        }
        if let Some(torrent) = now {
            let standing = Standing::of(torrent);
            self.move_by(standing, torrent.wanted_done, u64::saturating_add);
            if standing.is_troubled(torrent) {
                self.troubled.insert(torrent.id);
            }
        }
    }

    fn move_by(&mut self, standing: Standing, bytes: u64, by: fn(u64, u64) -> u64) {
        let counts = &mut self.counts;
        let (count, sum) = match standing {
            Standing::Published => (&mut counts.published, Some(&mut counts.published_bytes)),
            Standing::Waiting => (&mut counts.waiting, Some(&mut counts.waiting_bytes)),
            Standing::Failed => (&mut counts.failed, None),
            Standing::LeftOut => (&mut counts.left_out, None),
        };
        *count = by(*count, 1);
        if let Some(sum) = sum {
            *sum = by(*sum, bytes);
        }
    }
}

//! Moving from one node to another: how far it is, for readers, and its two ends.
//!
//! Whoever chooses another node moves: the session publishes everything in the node that is in
//! use now, from the files on disk, and reads from the former one until that is done. Nothing is
//! stored here; every torrent knows where it is published.

use serde_json::{Map, Value as Json};

use super::node::NodeSettingsError;
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
    /// Torrents that are published in the node in use.
    pub published: u64,
    /// Their bytes.
    pub published_bytes: u64,
    /// Torrents that wait for it or are being copied.
    pub waiting: u64,
    /// Their bytes.
    pub waiting_bytes: u64,
    /// Torrents that stay out: private ones, such as the user took out, such as are not complete.
    pub left_out: u64,
    /// Torrents whose last try failed; they are tried again by themselves.
    pub failed: u64,
    /// The first of those that failed or stay out because something is wrong.
    pub troubles: Vec<MigrationTrouble>,
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

impl Session {
    /// Moves to another node, `embedded` or a URL: checked, durable, and then in use.
    ///
    /// # Errors
    /// See [`NodeSettingsError`]; nothing was changed then.
    pub async fn migrate(&self, to: &str) -> Result<(), NodeSettingsError> {
        let values = Map::from_iter([("node_url".to_owned(), Json::from(to))]);
        self.set_node_settings(&values).await
    }

    /// Lets the former node go at once: what is only there is not read any more.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn end_migration(&self) -> Result<(), SessionError> {
        self.ask(Command::EndMigration).await
    }

    /// How far the move is; costs a look at every torrent.
    pub fn migration(&self) -> Migration {
        let set = self.holdings.nodes.set();
        let mut out = Migration {
            from: set.former.as_ref().map(|former| former.name().to_owned()),
            to: set.own.name().to_owned(),
            ..Migration::default()
        };
        for torrent in self.torrents() {
            out.count(&torrent);
        }
        out
    }
}

impl Migration {
    fn count(&mut self, torrent: &TorrentStatus) {
        let bytes: u64 = torrent.files.iter().map(|file| file.completed).sum();
        match (torrent.publish, &torrent.state) {
            (PublishState::Published, _) => {
                self.published += 1;
                self.published_bytes += bytes;
                return;
            }
            (PublishState::Waiting | PublishState::Publishing, TorrentState::Seeding) => {
                self.waiting += 1;
                self.waiting_bytes += bytes;
                return;
            }
            (PublishState::Failed, TorrentState::Seeding) => self.failed += 1,
            _ => self.left_out += 1,
        }
        if let Some(reason) = &torrent.reason
            && self.troubles.len() < MAX_NAMED
        {
            let (id, name) = (torrent.id, torrent.name.clone());
            self.troubles.push(MigrationTrouble { id, name, reason: reason.text.clone() });
        }
    }
}

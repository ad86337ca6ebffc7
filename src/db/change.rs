//! Everything that can be changed in the session database, and the SQL that does it.

use rusqlite::{Connection, params};
use serde_json::Value;

use super::error::DbError;

/// Identity of a torrent: what clients call its hash, as 20 bytes.
pub type TorrentKey = [u8; 20];

/// How a dataset came into the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// The node keeps a copy of its own.
    Owned,
    /// The node points at a file that belongs to the user.
    Reference,
}

/// Who needs a dataset.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A torrent of this session.
    Torrent(TorrentKey),
    /// A published record, by its CID.
    Record(String),
}

/// A dataset that this session put into a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetRow {
    /// Name of the node: the embedded one or a URL.
    pub node: String,
    /// Manifest CID.
    pub cid: String,
    /// Tree CID.
    pub tree: String,
    /// Length of the content in bytes.
    pub length: u64,
    /// Copy or reference.
    pub how: Holding,
    /// The file, for a reference.
    pub path: Option<String>,
}

/// A step of the history: what was transferred, and what was at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// Its length in seconds.
    pub step: i64,
    /// Its begin, in Unix seconds.
    pub at: i64,
    /// Payload bytes received.
    pub downloaded: u64,
    /// Payload bytes served.
    pub uploaded: u64,
    /// Bytes used of the node's quota; none when unknown.
    pub quota_used: Option<u64>,
    /// The node's quota; none when unknown.
    pub quota_max: Option<u64>,
    /// Torrents in the list.
    pub torrents: u64,
}

/// One change; a list of them given to [`super::Db::submit`] is stored whole or not at all.
///
/// Deleting or re-keying what is not there is no error.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Stores a torrent's resume data and place in the queue.
    PutTorrent {
        /// The torrent.
        id: TorrentKey,
        /// Position in the queue; none when it is not queued.
        queue: Option<u32>,
        /// Opaque, versioned bytes.
        resume: Vec<u8>,
    },
    /// Stores the user's `.torrent`.
    PutMetainfo {
        /// The torrent.
        id: TorrentKey,
        /// The file's bytes.
        bytes: Vec<u8>,
    },
    /// Stores what is complete of a torrent.
    PutProgress {
        /// The torrent.
        id: TorrentKey,
        /// Opaque, versioned bytes.
        bytes: Vec<u8>,
    },
    /// Stores the leaf hashes of a running fetch.
    PutLeaves {
        /// The torrent.
        id: TorrentKey,
        /// Index of the file in the torrent.
        file: u32,
        /// Opaque bytes.
        bytes: Vec<u8>,
    },
    /// Removes the leaf hashes of a finished fetch.
    DeleteLeaves {
        /// The torrent.
        id: TorrentKey,
        /// Index of the file in the torrent.
        file: u32,
    },
    /// Removes every row of a torrent, its dataset references too.
    DeleteTorrent {
        /// The torrent.
        id: TorrentKey,
    },
    /// Moves every row of a torrent to another id, replacing what is there.
    RekeyTorrent {
        /// Its id until now.
        old: TorrentKey,
        /// Its id from now on.
        new: TorrentKey,
    },
    /// Stores a setting.
    PutSetting {
        /// Wire name.
        key: String,
        /// Its value.
        value: Value,
    },
    /// Forgets a setting: its default holds again.
    DeleteSetting {
        /// Wire name.
        key: String,
    },
    /// Stores a category.
    PutCategory {
        /// Its name.
        name: String,
        /// Its paths and limits as JSON.
        options: Value,
    },
    /// Removes a category.
    DeleteCategory {
        /// Its name.
        name: String,
    },
    /// Stores a tag.
    PutTag {
        /// The tag.
        name: String,
    },
    /// Removes a tag.
    DeleteTag {
        /// The tag.
        name: String,
    },
    /// Stores what was put into a node.
    PutDataset(DatasetRow),
    /// Removes a dataset from the list of what was put into a node.
    DeleteDataset {
        /// Name of the node.
        node: String,
        /// Manifest CID.
        cid: String,
    },
    /// Says that `owner` needs the dataset.
    AddReference {
        /// Who needs it.
        owner: Owner,
        /// Manifest CID.
        cid: String,
    },
    /// Says that `owner` does not need the dataset any more.
    RemoveReference {
        /// Who needed it.
        owner: Owner,
        /// Manifest CID.
        cid: String,
    },
    /// Stores which record carries the placement of an info hash.
    PutCatalogue {
        /// v1 (20 bytes) or v2 (32 bytes) info hash.
        hash: Vec<u8>,
        /// CID of the record.
        record: String,
        /// The record itself, when it is at hand; none keeps what is stored for this CID.
        bytes: Option<Vec<u8>>,
    },
    /// Removes an info hash from the catalogue.
    DeleteCatalogue {
        /// v1 or v2 info hash.
        hash: Vec<u8>,
    },
    /// Stores a counter's value (not a difference).
    PutStat {
        /// Name of the counter.
        name: String,
        /// Its value.
        value: u64,
    },
    /// Stores a step of the history.
    PutHistory(HistoryRow),
    /// Forgets steps of the history.
    TrimHistory {
        /// Length of the steps, in seconds.
        step: i64,
        /// Those that began before this, in Unix seconds.
        before: i64,
    },
    /// Stores bytes for anything that has no table of its own.
    PutKv {
        /// Who uses the row, e.g. `rss`.
        space: String,
        /// Key inside the space.
        key: String,
        /// Opaque bytes.
        value: Vec<u8>,
    },
    /// Removes such bytes.
    DeleteKv {
        /// Who uses the row.
        space: String,
        /// Key inside the space.
        key: String,
    },
}

impl Change {
    /// Roughly how many bytes the change holds in memory while it waits.
    pub(super) fn cost(&self) -> usize {
        let bytes = match self {
            Self::PutTorrent { resume: bytes, .. }
            | Self::PutMetainfo { bytes, .. }
            | Self::PutProgress { bytes, .. }
            | Self::PutLeaves { bytes, .. }
            | Self::PutKv { value: bytes, .. }
            | Self::PutCatalogue { bytes: Some(bytes), .. } => bytes.len(),
            _ => 0,
        };
        bytes.saturating_add(256)
    }

    /// Executes the change; `now` is Unix seconds.
    pub(super) fn apply(&self, conn: &Connection, now: i64) -> Result<(), DbError> {
        match self {
            Self::PutTorrent { .. }
            | Self::PutMetainfo { .. }
            | Self::PutProgress { .. }
            | Self::PutLeaves { .. }
            | Self::DeleteLeaves { .. }
            | Self::DeleteTorrent { .. }
            | Self::RekeyTorrent { .. } => self.apply_to_torrent(conn),
            Self::PutSetting { .. }
            | Self::DeleteSetting { .. }
            | Self::PutCategory { .. }
            | Self::DeleteCategory { .. }
            | Self::PutTag { .. }
            | Self::DeleteTag { .. }
            | Self::PutStat { .. }
            | Self::PutHistory(_)
            | Self::TrimHistory { .. }
            | Self::PutKv { .. }
            | Self::DeleteKv { .. } => self.apply_to_session(conn),
            Self::PutDataset(_)
            | Self::DeleteDataset { .. }
            | Self::AddReference { .. }
            | Self::RemoveReference { .. }
            | Self::PutCatalogue { .. }
            | Self::DeleteCatalogue { .. } => self.apply_to_content(conn, now),
        }
    }

    fn apply_to_torrent(&self, conn: &Connection) -> Result<(), DbError> {
        match self {
            Self::PutTorrent { id, queue, resume } => run(
                conn,
                "INSERT INTO torrents (id, queue, resume) VALUES (?1, ?2, ?3)
                 ON CONFLICT (id) DO UPDATE SET queue = ?2, resume = ?3",
                params![id, queue, resume],
            ),
            Self::PutMetainfo { id, bytes } => {
                run(conn, "REPLACE INTO metainfo (id, bytes) VALUES (?1, ?2)", params![id, bytes])
            }
            Self::PutProgress { id, bytes } => {
                run(conn, "REPLACE INTO progress (id, bytes) VALUES (?1, ?2)", params![id, bytes])
            }
            Self::PutLeaves { id, file, bytes } => run(
                conn,
                "REPLACE INTO leaves (id, file, bytes) VALUES (?1, ?2, ?3)",
                params![id, file, bytes],
            ),
            Self::DeleteLeaves { id, file } => {
                run(conn, "DELETE FROM leaves WHERE id = ?1 AND file = ?2", params![id, file])
            }
            Self::DeleteTorrent { id } => {
                // A torrent that the user removed is not missing at the next start.
                run(
                    conn,
                    "UPDATE meta SET value = value - 1 WHERE name = 'clean_torrents' AND value > 0
                     AND EXISTS (SELECT 1 FROM torrents WHERE id = ?1)",
                    params![id],
                )?;
                delete_torrent(conn, id)
            }
            Self::RekeyTorrent { old, new } if old != new => {
                run(
                    conn,
                    "UPDATE meta SET value = value - 1 WHERE name = 'clean_torrents' AND value > 0
                     AND 2 = (SELECT count(*) FROM torrents WHERE id IN (?1, ?2))",
                    params![old, new],
                )?;
                delete_torrent(conn, new)?;
                for sql in [
                    "UPDATE torrents SET id = ?2 WHERE id = ?1",
                    "UPDATE metainfo SET id = ?2 WHERE id = ?1",
                    "UPDATE progress SET id = ?2 WHERE id = ?1",
                    "UPDATE leaves SET id = ?2 WHERE id = ?1",
                    "UPDATE dataset_references SET torrent = ?2 WHERE torrent = ?1",
                ] {
                    run(conn, sql, params![old, new])?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn apply_to_session(&self, conn: &Connection) -> Result<(), DbError> {
        match self {
            Self::PutSetting { key, value } => run(
                conn,
                "REPLACE INTO settings (key, value) VALUES (?1, ?2)",
                params![key, value.to_string()],
            ),
            Self::DeleteSetting { key } => {
                run(conn, "DELETE FROM settings WHERE key = ?1", params![key])
            }
            Self::PutCategory { name, options } => run(
                conn,
                "REPLACE INTO categories (name, options) VALUES (?1, ?2)",
                params![name, options.to_string()],
            ),
            Self::DeleteCategory { name } => {
                run(conn, "DELETE FROM categories WHERE name = ?1", params![name])
            }
            Self::PutTag { name } => {
                run(conn, "INSERT OR IGNORE INTO tags (name) VALUES (?1)", params![name])
            }
            Self::DeleteTag { name } => {
                run(conn, "DELETE FROM tags WHERE name = ?1", params![name])
            }
            Self::PutStat { name, value } => run(
                conn,
                "REPLACE INTO stats (name, value) VALUES (?1, ?2)",
                params![name, to_i64(*value)],
            ),
            Self::PutHistory(row) => run(
                conn,
                "REPLACE INTO history
                 (step, at, downloaded, uploaded, quota_used, quota_max, torrents)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    row.step,
                    row.at,
                    to_i64(row.downloaded),
                    to_i64(row.uploaded),
                    row.quota_used.map(to_i64),
                    row.quota_max.map(to_i64),
                    to_i64(row.torrents)
                ],
            ),
            Self::TrimHistory { step, before } => {
                run(conn, "DELETE FROM history WHERE step = ?1 AND at < ?2", params![step, before])
            }
            Self::PutKv { space, key, value } => run(
                conn,
                "REPLACE INTO kv (space, key, value) VALUES (?1, ?2, ?3)",
                params![space, key, value],
            ),
            Self::DeleteKv { space, key } => {
                run(conn, "DELETE FROM kv WHERE space = ?1 AND key = ?2", params![space, key])
            }
            _ => Ok(()),
        }
    }

    fn apply_to_content(&self, conn: &Connection, now: i64) -> Result<(), DbError> {
        match self {
            Self::PutDataset(row) => run(
                conn,
                "REPLACE INTO datasets (node, cid, tree, length, how, path)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    row.node,
                    row.cid,
                    row.tree,
                    to_i64(row.length),
                    row.how == Holding::Reference,
                    row.path
                ],
            ),
            Self::DeleteDataset { node, cid } => {
                run(conn, "DELETE FROM datasets WHERE node = ?1 AND cid = ?2", params![node, cid])
            }
            Self::AddReference { owner, cid } => {
                let (torrent, record) = owner_columns(owner);
                run(
                    conn,
                    "INSERT OR IGNORE INTO dataset_references (torrent, record, cid)
                     VALUES (?1, ?2, ?3)",
                    params![torrent, record, cid],
                )
            }
            Self::RemoveReference { owner, cid } => {
                let (torrent, record) = owner_columns(owner);
                run(
                    conn,
                    "DELETE FROM dataset_references
                     WHERE torrent = ?1 AND record = ?2 AND cid = ?3",
                    params![torrent, record, cid],
                )
            }
            Self::PutCatalogue { hash, record, bytes } => run(
                conn,
                "INSERT INTO catalogue (hash, record, bytes, seen_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (hash) DO UPDATE SET seen_at = ?4, record = ?2,
                 bytes = CASE WHEN record = ?2 THEN coalesce(?3, bytes) ELSE ?3 END",
                params![hash, record, bytes, now],
            ),
            Self::DeleteCatalogue { hash } => {
                run(conn, "DELETE FROM catalogue WHERE hash = ?1", params![hash])
            }
            _ => Ok(()),
        }
    }
}

fn delete_torrent(conn: &Connection, id: &TorrentKey) -> Result<(), DbError> {
    for sql in [
        "DELETE FROM torrents WHERE id = ?1",
        "DELETE FROM metainfo WHERE id = ?1",
        "DELETE FROM progress WHERE id = ?1",
        "DELETE FROM leaves WHERE id = ?1",
        "DELETE FROM dataset_references WHERE torrent = ?1",
    ] {
        run(conn, sql, params![id])?;
    }
    Ok(())
}

fn owner_columns(owner: &Owner) -> (&[u8], &str) {
    match owner {
        Owner::Torrent(id) => (id, ""),
        Owner::Record(cid) => (&[], cid),
    }
}

fn run(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<(), DbError> {
    conn.prepare_cached(sql)?.execute(params)?;
    Ok(())
}

/// SQLite's integers are signed; no length or counter here comes near the limit.
fn to_i64(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

//! What the session needs at its start, read in one go; and the rows read on demand.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

use super::change::{DatasetRow, HistoryRow, Holding, Owner, TorrentKey};
use super::error::DbError;

/// Everything that is loaded at the start.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stored {
    /// All torrents: queued ones first, in queue order, then the rest by id.
    pub torrents: Vec<TorrentRow>,
    /// Settings that were set, by wire name.
    pub settings: BTreeMap<String, Value>,
    /// Categories by name.
    pub categories: Vec<CategoryRow>,
    /// Tags, sorted.
    pub tags: Vec<String>,
    /// What this session put into nodes.
    pub datasets: Vec<DatasetRow>,
    /// Who needs which dataset (manifest CID).
    pub references: BTreeSet<(Owner, String)>,
    /// Number of info hashes in the catalogue, which itself is read on demand.
    pub catalogue_rows: u64,
    /// Counters by name.
    pub stats: BTreeMap<String, u64>,
    /// Transfer and quota over time, oldest first.
    pub history: Vec<HistoryRow>,
    /// Other bytes, by space and key.
    pub kv: BTreeMap<(String, String), Vec<u8>>,
    /// Number of torrents that a start must find: those at the last clean stop, less those
    /// removed since; none when there was no clean stop yet.
    pub last_clean_torrents: Option<u64>,
}

/// A stored torrent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TorrentRow {
    /// Its id.
    pub id: TorrentKey,
    /// Position in the queue.
    pub queue: Option<u32>,
    /// Resume data.
    pub resume: Vec<u8>,
    /// The user's `.torrent`; none for a magnet without metadata.
    pub metainfo: Option<Vec<u8>>,
    /// What is complete.
    pub progress: Option<Vec<u8>>,
}

/// A stored category.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryRow {
    /// Its name.
    pub name: String,
    /// Its options.
    pub options: Value,
}

/// A row of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueRow {
    /// CID of the record.
    pub record: String,
    /// The record itself, when it was stored.
    pub bytes: Option<Vec<u8>>,
    /// When it was last seen, Unix seconds.
    pub seen_at: i64,
}

/// Loads everything.
pub(super) fn load(conn: &Connection) -> Result<Stored, DbError> {
    Ok(Stored {
        torrents: rows(
            conn,
            "SELECT t.id, t.queue, t.resume, m.bytes, p.bytes FROM torrents t
             LEFT JOIN metainfo m ON m.id = t.id LEFT JOIN progress p ON p.id = t.id
             ORDER BY t.queue IS NULL, t.queue, t.id",
            |row| {
                Ok(TorrentRow {
                    id: row.get(0)?,
                    queue: row.get(1)?,
                    resume: row.get(2)?,
                    metainfo: row.get(3)?,
                    progress: row.get(4)?,
                })
            },
        )?,
        settings: rows(conn, "SELECT key, value FROM settings", |row| {
            Ok((row.get(0)?, json(row, 1)?))
        })?,
        categories: rows(conn, "SELECT name, options FROM categories ORDER BY name", |row| {
            Ok(CategoryRow { name: row.get(0)?, options: json(row, 1)? })
        })?,
        tags: rows(conn, "SELECT name FROM tags ORDER BY name", |row| row.get(0))?,
        datasets: rows(
            conn,
            "SELECT node, cid, tree, length, how, path FROM datasets ORDER BY node, cid",
            |row| {
                Ok(DatasetRow {
                    node: row.get(0)?,
                    cid: row.get(1)?,
                    tree: row.get(2)?,
                    length: to_u64(row.get(3)?),
                    how: if row.get(4)? { Holding::Reference } else { Holding::Owned },
                    path: row.get(5)?,
                })
            },
        )?,
        references: rows(conn, "SELECT torrent, record, cid FROM dataset_references", |row| {
            let record: String = row.get(1)?;
            let owner =
                if record.is_empty() { Owner::Torrent(row.get(0)?) } else { Owner::Record(record) };
            Ok((owner, row.get(2)?))
        })?,
        catalogue_rows: to_u64(
            conn.query_row("SELECT count(*) FROM catalogue", [], |row| row.get(0))?,
        ),
        stats: rows(conn, "SELECT name, value FROM stats", |row| {
            Ok((row.get(0)?, to_u64(row.get(1)?)))
        })?,
        history: rows(
            conn,
            "SELECT step, at, downloaded, uploaded, quota_used, quota_max, torrents FROM history
             ORDER BY at, step",
            |row| {
                let amount = |value: Option<i64>| value.map(to_u64);
                Ok(HistoryRow {
                    step: row.get(0)?,
                    at: row.get(1)?,
                    downloaded: to_u64(row.get(2)?),
                    uploaded: to_u64(row.get(3)?),
                    quota_used: amount(row.get(4)?),
                    quota_max: amount(row.get(5)?),
                    torrents: to_u64(row.get(6)?),
                })
            },
        )?,
        kv: rows(conn, "SELECT space, key, value FROM kv", |row| {
            Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
        })?,
        last_clean_torrents: conn
            .query_row("SELECT value FROM meta WHERE name = 'clean_torrents'", [], |row| row.get(0))
            .optional()?
            .map(to_u64),
    })
}

/// Writes down how many torrents there are, for the next start to compare.
pub(super) fn record_clean_stop(conn: &Connection) -> Result<(), DbError> {
    conn.execute(
        "REPLACE INTO meta (name, value) SELECT 'clean_torrents', count(*) FROM torrents",
        [],
    )?;
    Ok(())
}

/// Looks an info hash up.
pub(super) fn catalogue(conn: &Connection, hash: &[u8]) -> Result<Option<CatalogueRow>, DbError> {
    one(
        conn,
        "SELECT record, bytes, seen_at FROM catalogue WHERE hash = ?1",
        params![hash],
        |row| Ok(CatalogueRow { record: row.get(0)?, bytes: row.get(1)?, seen_at: row.get(2)? }),
    )
}

/// Reads a torrent's `.torrent`.
pub(super) fn metainfo(conn: &Connection, id: &TorrentKey) -> Result<Option<Vec<u8>>, DbError> {
    one(conn, "SELECT bytes FROM metainfo WHERE id = ?1", params![id], |row| row.get(0))
}

/// Reads the leaf hashes of a fetch.
pub(super) fn leaves(
    conn: &Connection,
    id: &TorrentKey,
    file: u32,
) -> Result<Option<Vec<u8>>, DbError> {
    one(conn, "SELECT bytes FROM leaves WHERE id = ?1 AND file = ?2", params![id, file], |row| {
        row.get(0)
    })
}

/// Reads which copies in a node a torrent needs.
pub(super) fn copies(
    conn: &Connection,
    node: &str,
    id: &TorrentKey,
) -> Result<Vec<(String, u64)>, DbError> {
    let mut copies = conn.prepare_cached(
        "SELECT d.cid, d.length FROM dataset_references r JOIN datasets d ON d.cid = r.cid
         WHERE r.torrent = ?1 AND r.record = '' AND d.node = ?2 AND d.how = 0 ORDER BY d.cid",
    )?;
    let read = |row: &Row<'_>| Ok((row.get(0)?, to_u64(row.get(1)?)));
    Ok(copies.query_map(params![id, node], read)?.collect::<rusqlite::Result<_>>()?)
}

fn rows<T, C, F>(conn: &Connection, sql: &str, read: F) -> Result<C, DbError>
where
    C: FromIterator<T>,
    F: FnMut(&Row<'_>) -> rusqlite::Result<T>,
{
    Ok(conn.prepare(sql)?.query_map([], read)?.collect::<rusqlite::Result<C>>()?)
}

fn one<T>(
    conn: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, DbError> {
    Ok(conn.prepare_cached(sql)?.query_row(params, read).optional()?)
}

fn json(row: &Row<'_>, column: usize) -> rusqlite::Result<Value> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(
            column,
            rusqlite::types::Type::Text,
            Box::new(error),
        )
    })
}

fn to_u64(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

//! One copy of the database per day, the last seven kept.
//!
//! The copy is made by SQLite's online backup from a connection of its own, in one read
//! transaction, so that neither side waits for the other; it gets its name when it is complete.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::error::DbError;
use super::schema;

/// Copies kept.
const KEPT: usize = 7;

/// Makes today's copy of `database` in `dir`; none when it is there already.
pub(super) fn daily(
    database: &Path,
    dir: &Path,
    unix_secs: i64,
) -> Result<Option<PathBuf>, DbError> {
    let source = schema::open_read_only(database)?;
    let day: String =
        source.query_row("SELECT date(?1, 'unixepoch')", [unix_secs], |row| row.get(0))?;
    let target = dir.join(format!("qcodex-{day}.db"));
    io_at(dir, fs::create_dir_all(dir))?;
    if target.exists() {
        return Ok(None);
    }
    let unfinished = dir.join("unfinished.db");
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => io_at(&unfinished, Err(error))?,
        _ => {}
    }
    copy(&source, &unfinished)?;
    io_at(&unfinished, File::open(&unfinished).and_then(|file| file.sync_all()))?;
    io_at(&target, fs::rename(&unfinished, &target))?;
    remove_old(dir)?;
    Ok(Some(target))
}

fn copy(source: &Connection, target: &Path) -> Result<(), DbError> {
    let mut copy = Connection::open(target)?;
    {
        let backup = Backup::new(source, &mut copy)?;
        // All pages in one step: a writer in between would make it start again.
        let step = backup.step(-1)?;
        if step != StepResult::Done {
            return Err(DbError::Corrupt(format!("a backup ended early: {step:?}")));
        }
    }
    // A copy is one file: no log beside it.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    copy.close().map_err(|(_, error)| DbError::from(error))
}

/// Names carry the date, so that their order is the order of age.
fn remove_old(dir: &Path) -> Result<(), DbError> {
    let mut copies = Vec::new();
    for entry in io_at(dir, fs::read_dir(dir))? {
        let path = io_at(dir, entry)?.path();
        let is_copy = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| {
            let day = name.strip_prefix("qcodex-").and_then(|rest| rest.strip_suffix(".db"));
            day.is_some_and(|day| day.len() == "2026-01-31".len())
        });
        if is_copy {
            copies.push(path);
        }
    }
    copies.sort();
    let surplus = copies.len().saturating_sub(KEPT);
    for old in copies.into_iter().take(surplus) {
        io_at(&old, fs::remove_file(&old))?;
    }
    Ok(())
}

fn io_at<T>(path: &Path, result: io::Result<T>) -> Result<T, DbError> {
    result.map_err(|source| DbError::Backup { path: path.to_path_buf(), source: Arc::new(source) })
}

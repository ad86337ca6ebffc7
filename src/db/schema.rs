//! Opening the file: connection settings, numbered migrations, the integrity check.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::DbError;

/// Migration `n` (from 1) brings schema `n - 1` to `n`; never change one that was released.
const MIGRATIONS: &[&str] =
    &[include_str!("migrations/0001_start.sql"), include_str!("migrations/0002_history.sql")];

/// Statements kept compiled; every kind of change needs a handful.
const STATEMENT_CACHE: usize = 64;

/// Opens or creates the database and brings it to the newest schema.
pub(super) fn open(path: &Path) -> Result<Connection, DbError> {
    let fail = |source| DbError::Open { path: path.to_path_buf(), source: Arc::new(source) };
    let mut conn = Connection::open(path).map_err(fail)?;
    conn.busy_timeout(Duration::from_secs(10))?;
    conn.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    // Before anything is written: a newer file must stay as it is.
    let found = version(&conn)?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(DbError::Newer { found, known });
    }
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    // A very large batch must not leave a log file of its size behind.
    conn.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    if found > 0 {
        check(&conn)?;
    }
    migrate(&mut conn, found)?;
    Ok(conn)
}

/// A second connection for a backup; it writes nothing.
pub(super) fn open_read_only(path: &Path) -> Result<Connection, DbError> {
    let fail = |source| DbError::Open { path: path.to_path_buf(), source: Arc::new(source) };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(fail)?;
    conn.busy_timeout(Duration::from_secs(10))?;
    Ok(conn)
}

fn version(conn: &Connection) -> Result<i64, DbError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn check(conn: &Connection) -> Result<(), DbError> {
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(DbError::Corrupt(verdict)) }
}

/// Runs what is missing, each step with its version number in one transaction.
fn migrate(conn: &mut Connection, found: i64) -> Result<(), DbError> {
    for (number, sql) in (1_i64..).zip(MIGRATIONS) {
        if number <= found {
            continue;
        }
        let transaction = conn.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", number)?;
        transaction.commit()?;
        tracing::info!(schema = number, "session database brought to a new schema");
    }
    Ok(())
}

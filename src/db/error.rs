//! What can go wrong in the session database, in words for the log and the user.

use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::ErrorCode;
use tokio::sync::oneshot::error::RecvError;

/// A failure of the session database; cheap to clone, because one failed commit is the
/// answer to every change in it.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DbError {
    /// The file cannot be opened or created.
    #[error("cannot open the session database {path}: {source}")]
    Open {
        /// The file asked for.
        path: PathBuf,
        /// SQLite's reason.
        source: Arc<rusqlite::Error>,
    },
    /// The file was written by a later qcodex.
    #[error(
        "the session database has schema {found}, this qcodex knows up to {known}: \
         start the version that wrote it, or restore a copy from the folder backups"
    )]
    Newer {
        /// Schema number in the file.
        found: i64,
        /// Highest schema number known here.
        known: i64,
    },
    /// The file is damaged.
    #[error("the session database is damaged ({0}): restore a copy from the folder backups")]
    Corrupt(String),
    /// No space left; nothing of the change was stored.
    #[error("the disk of the session database is full: free some space and try again")]
    Full,
    /// More changes wait than the disk can follow; nothing of this one was stored.
    #[error("the disk cannot follow: {waiting_bytes} bytes of changes wait to be stored")]
    Behind {
        /// Bytes that wait.
        waiting_bytes: usize,
    },
    /// The database thread has ended; only a restart helps.
    #[error("the session database is closed")]
    Closed,
    /// A file operation on a backup failed.
    #[error("cannot write the backup {path}: {source}")]
    Backup {
        /// The file or folder concerned.
        path: PathBuf,
        /// The system's reason.
        source: Arc<std::io::Error>,
    },
    /// Anything else that SQLite reports.
    #[error("session database: {0}")]
    Sqlite(Arc<rusqlite::Error>),
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Corrupt(error.to_string())
            }
            _ => Self::Sqlite(Arc::new(error)),
        }
    }
}

impl From<RecvError> for DbError {
    /// The answer's sender is only ever dropped together with the database thread.
    fn from(_: RecvError) -> Self {
        Self::Closed
    }
}

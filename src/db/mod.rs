//! The session database: everything that must outlive the process, in one SQLite file.
//!
//! This is the only module with SQL. It stores rows and knows nothing of their meaning: resume
//! data, progress and leaf hashes are opaque bytes with a version of their own.
//!
//! *What runs where.* One thread owns the connection. [`Db::submit`] never waits: it puts a list
//! of changes into a queue and hands back a receiver. The thread takes whatever has gathered,
//! stores it in one transaction (one fsync for all), and only then answers every one of them.
//! Lists are stored whole or not at all and in the order of submission; when a group fails, its
//! lists are tried one by one, so that only the culprit fails. Reads run on the same thread after
//! the group before them. A backup has a thread and a connection of its own.
//!
//! *What a crash may lose.* Nothing that was answered: `WAL` with `synchronous=FULL`.
//!
//! *Deliberately absent.* Caches (the session has everything in memory), a second writer, any
//! check of what blobs contain, and the lock against a second process (the profile has it).

mod backup;
mod change;
mod error;
mod schema;
mod stored;
#[cfg(test)]
mod tests;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

pub use change::{Change, DatasetRow, HistoryRow, Holding, Owner, TorrentKey};
pub use error::DbError;
pub use stored::{CatalogueRow, CategoryRow, Stored, TorrentRow};

use crate::clock::Clock;
use writer::{Request, Write};

/// Bytes of changes that may wait for the disk; more is refused with [`DbError::Behind`]. One
/// list larger than this is still taken when nothing waits.
const WAITING_MAX_BYTES: usize = 256 * 1024 * 1024;

/// Answer to a submission or a read; if the database thread is lost, receiving fails, and that
/// error turns into [`DbError::Closed`].
pub type Answer<T> = oneshot::Receiver<Result<T, DbError>>;

/// Handle to the session database; cheap to clone. Dropping the last one without
/// [`Db::close`] ends the thread after what was submitted is stored, but is no clean stop.
#[derive(Debug, Clone)]
pub struct Db {
    requests: Sender<Request>,
    waiting: Arc<AtomicUsize>,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
    path: Arc<Path>,
    clock: Clock,
}

impl Db {
    /// Opens or creates the database, brings it to the newest schema, checks it and loads what
    /// the session needs. Blocks; meant for the start.
    ///
    /// # Errors
    /// [`DbError::Open`], [`DbError::Newer`], [`DbError::Corrupt`], [`DbError::Full`] or another
    /// failure of SQLite.
    pub fn open(path: &Path, clock: Clock) -> Result<(Self, Stored), DbError> {
        Self::open_with(path, clock, |_| Ok(()))
    }

    fn open_with(
        path: &Path,
        clock: Clock,
        tune: impl FnOnce(&Connection) -> Result<(), DbError>,
    ) -> Result<(Self, Stored), DbError> {
        let conn = schema::open(path)?;
        tune(&conn)?;
        let stored = stored::load(&conn)?;
        let (requests, incoming) = channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let thread = std::thread::Builder::new()
            .name("qcodex-db".to_owned())
            .spawn({
                let (waiting, clock) = (Arc::clone(&waiting), clock.clone());
                move || writer::run(conn, &incoming, &waiting, &clock)
            })
            .map_err(|_| DbError::Closed)?;
        let thread = Arc::new(Mutex::new(Some(thread)));
        Ok((Self { requests, waiting, thread, path: path.into(), clock }, stored))
    }

    /// Hands over changes that belong together; never waits. The receiver answers when they are
    /// on disk. Dropping it does not take the changes back.
    pub fn submit(&self, changes: Vec<Change>) -> Answer<()> {
        let (answer, receiver) = oneshot::channel();
        let cost = changes.iter().map(Change::cost).sum::<usize>();
        let before = self.waiting.fetch_add(cost, Ordering::AcqRel);
        if before > 0 && before.saturating_add(cost) > WAITING_MAX_BYTES {
            self.waiting.fetch_sub(cost, Ordering::AcqRel);
            drop(answer.send(Err(DbError::Behind { waiting_bytes: before })));
            return receiver;
        }
        if let Err(lost) = self.requests.send(Request::Write(Write { changes, cost, answer })) {
            self.waiting.fetch_sub(cost, Ordering::AcqRel);
            refuse(lost.0);
        }
        receiver
    }

    /// [`Db::submit`], waiting for the answer.
    ///
    /// # Errors
    /// [`DbError::Full`], [`DbError::Behind`], [`DbError::Closed`] or another failure of SQLite;
    /// nothing of `changes` is stored then.
    ///
    /// # Cancel safety
    /// Dropping the future does not take the changes back.
    pub async fn write(&self, changes: Vec<Change>) -> Result<(), DbError> {
        self.submit(changes).await?
    }

    /// Looks up which record carries the placement of a v1 or v2 info hash.
    pub fn catalogue(&self, hash: &[u8]) -> Answer<Option<CatalogueRow>> {
        let hash = hash.to_vec();
        self.read(move |conn| stored::catalogue(conn, &hash))
    }

    /// Reads the `.torrent` of a torrent.
    pub fn metainfo(&self, id: TorrentKey) -> Answer<Option<Vec<u8>>> {
        self.read(move |conn| stored::metainfo(conn, &id))
    }

    /// Reads the leaf hashes of an unfinished fetch.
    pub fn fetch_leaves(&self, id: TorrentKey, file: u32) -> Answer<Option<Vec<u8>>> {
        self.read(move |conn| stored::leaves(conn, &id, file))
    }

    /// Reads which copies in a node a torrent needs: CID and length.
    pub fn copies(&self, node: &str, id: TorrentKey) -> Answer<Vec<(String, u64)>> {
        let node = node.to_owned();
        self.read(move |conn| stored::copies(conn, &node, &id))
    }

    /// Changes how many bytes of the file are cached; counts from the next read or write on.
    pub fn set_cache(&self, bytes: u64) {
        let kib = i64::try_from(bytes / 1024).unwrap_or(i64::MAX).max(1);
        // Nobody waits for it; a cache of another size changes no answer.
        drop(self.read(move |conn| Ok(conn.pragma_update(None, "cache_size", -kib)?)));
    }

    /// Waits until everything that was submitted before is stored, and says how long that took.
    ///
    /// # Errors
    /// [`DbError::Closed`].
    pub async fn delay(&self) -> Result<Duration, DbError> {
        let asked = Instant::now();
        self.read(|_| Ok(())).await??;
        Ok(asked.elapsed())
    }

    /// Makes today's copy in `dir` on a thread of its own and keeps the last seven; the answer
    /// is the new file, or none when today's is there already.
    pub fn backup_daily(&self, dir: &Path) -> Answer<Option<PathBuf>> {
        let (answer, receiver) = oneshot::channel();
        let (database, dir, now) = (Arc::clone(&self.path), dir.to_owned(), self.clock.unix_secs());
        let started =
            std::thread::Builder::new().name("qcodex-backup".to_owned()).spawn(move || {
                drop(answer.send(backup::daily(&database, &dir, now)));
            });
        if let Err(error) = started {
            tracing::warn!(%error, "cannot start the backup");
        }
        receiver
    }

    /// Stores what waits, writes down a clean stop and closes the file. Every later call on any
    /// clone answers [`DbError::Closed`].
    ///
    /// # Errors
    /// [`DbError::Closed`] when it was closed before or the thread was lost, or a failure of the
    /// last write.
    pub async fn close(&self) -> Result<(), DbError> {
        let (answer, receiver) = oneshot::channel();
        if let Err(lost) = self.requests.send(Request::Close(answer)) {
            refuse(lost.0);
        }
        let result = receiver.await?;
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        // It answered as its last act, so this does not wait.
        if thread.is_some_and(|thread| thread.join().is_err()) {
            return Err(DbError::Closed);
        }
        result
    }

    fn read<T, F>(&self, read: F) -> Answer<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, DbError> + Send + 'static,
    {
        let (answer, receiver) = oneshot::channel();
        let read = Box::new(move |conn: &Connection| drop(answer.send(read(conn))));
        if let Err(lost) = self.requests.send(Request::Read(read)) {
            refuse(lost.0);
        }
        receiver
    }
}

/// Answers a request that the database thread will never see.
fn refuse(request: Request) {
    match request {
        Request::Write(write) => drop(write.answer.send(Err(DbError::Closed))),
        Request::Close(answer) => drop(answer.send(Err(DbError::Closed))),
        // Dropping it closes the channel, which reads as `DbError::Closed`.
        Request::Read(_) => {}
    }
}

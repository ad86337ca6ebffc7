//! The database thread: takes requests in order, commits in groups, answers after the commit.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::change::Change;
use super::error::DbError;
use super::stored;
use crate::clock::Clock;

/// Most submissions in one commit, so that the first does not wait for ever.
const GROUP_MAX: usize = 4096;

/// A list of changes that waits for its commit.
pub(super) struct Write {
    pub(super) changes: Vec<Change>,
    pub(super) cost: usize,
    pub(super) answer: oneshot::Sender<Result<(), DbError>>,
}

/// A read that runs on the database thread and answers by itself.
pub(super) type Read = Box<dyn FnOnce(&Connection) + Send>;

pub(super) enum Request {
    Write(Write),
    Read(Read),
    /// Write down a clean stop, close the file, answer, end.
    Close(oneshot::Sender<Result<(), DbError>>),
}

/// Runs until a close or until the last handle is dropped; what was submitted before either is
/// still stored.
pub(super) fn run(
    mut conn: Connection,
    requests: &Receiver<Request>,
    waiting: &Arc<AtomicUsize>,
    clock: &Clock,
) {
    while let Ok(first) = requests.recv() {
        let mut writes = Vec::new();
        let mut reads = Vec::new();
        let mut close = None;
        let mut next = Some(first);
        while let Some(request) = next {
            match request {
                Request::Write(write) => writes.push(write),
                Request::Read(read) => reads.push(read),
                Request::Close(answer) => close = Some(answer),
            }
            let full = writes.len().saturating_add(reads.len()) >= GROUP_MAX;
            next = if full || close.is_some() { None } else { requests.try_recv().ok() };
        }
        commit(&mut conn, writes, waiting, clock.unix_secs());
        // A read sees at least everything that was submitted before it.
        for read in reads {
            read(&conn);
        }
        if let Some(answer) = close {
            // The thread ends; whoever asked may have gone, which changes nothing.
            drop(answer.send(finish(conn)));
            return;
        }
    }
}

fn finish(conn: Connection) -> Result<(), DbError> {
    stored::record_clean_stop(&conn)?;
    conn.close().map_err(|(_, error)| DbError::from(error))
}

/// Commits all in one transaction; if that fails, each in one of its own, so that one bad
/// change (or one too large for the disk) fails alone.
fn commit(conn: &mut Connection, writes: Vec<Write>, waiting: &AtomicUsize, now: i64) {
    if writes.is_empty() {
        return;
    }
    let together = transact(conn, &writes, now);
    for write in writes {
        let result = match &together {
            Ok(()) => Ok(()),
            Err(_) => transact(conn, std::slice::from_ref(&write), now),
        };
        if let Err(error) = &result {
            tracing::warn!(%error, changes = write.changes.len(), "a change was not stored");
        }
        waiting.fetch_sub(write.cost, Ordering::AcqRel);
        drop(write.answer.send(result));
    }
}

/// Dropping the transaction on an error rolls it back.
fn transact(conn: &mut Connection, writes: &[Write], now: i64) -> Result<(), DbError> {
    let transaction = conn.transaction()?;
    for change in writes.iter().flat_map(|write| &write.changes) {
        change.apply(&transaction, now)?;
    }
    Ok(transaction.commit()?)
}

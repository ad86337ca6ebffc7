//! Fetches: a task per stream that reads when there is room and ends when nobody listens.

use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::mpsc;

use super::Shared;
use super::reader::Reader;
use crate::codex::cid::Cid;
use crate::codex::proto::{CodexError, FetchStream, Purpose, Reply};

/// Chunks that may wait for the reader of the stream.
const CHUNKS_AHEAD: usize = 4;

type Chunk = Result<Bytes, CodexError>;

/// Sends the one error that may end a stream, in a slot of its own: even a task that is
/// dropped by the shutdown cannot let a stream end early without an error.
struct Ending {
    slot: Option<mpsc::OwnedPermit<Chunk>>,
    expected: u64,
    sent: u64,
}

impl Ending {
    fn fail(&mut self, error: CodexError) {
        if let Some(slot) = self.slot.take() {
            drop(slot.send(Err(error)));
        }
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        if self.sent < self.expected {
            self.fail(CodexError::Short { expected: self.expected, got: self.sent });
        }
    }
}

/// Answers with a stream once its first chunk is verified, then feeds it.
pub(super) async fn run(
    shared: Arc<Shared>,
    cid: Cid,
    range: Option<Range<u64>>,
    purpose: Purpose,
    reply: Reply<FetchStream>,
) {
    let core = Arc::clone(&shared.core);
    let open = move || {
        let mut reader = Reader::open(&core, &cid, range)?;
        let range = reader.rest().clone();
        let first = reader.next()?;
        Ok((reader, range, first))
    };
    let (mut reader, range, first) = match shared.blocking(open).await {
        Ok(opened) => opened,
        Err(error) => return drop(reply.send(Err(error))),
    };
    let (chunks, receiver) = mpsc::channel(CHUNKS_AHEAD + 1);
    let slot = chunks.clone().try_reserve_owned().ok();
    let mut ending = Ending { slot, expected: range.end - range.start, sent: 0 };
    let (manifest, cid) = (reader.manifest().clone(), reader.cid());
    let stream = FetchStream { manifest, range, verified: true, chunks: receiver, behind: None };
    if reply.send(Ok(stream)).is_err() {
        return;
    }
    let mut next = Ok(first);
    loop {
        let chunk = match next {
            Ok(Some(chunk)) => chunk,
            Ok(None) => return,
            Err(error) => return ending.fail(error),
        };
        let size = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        if chunks.send(Ok(chunk)).await.is_err() {
            return;
        }
        ending.sent += size;
        if purpose == Purpose::Serve {
            shared.core.count_served(cid, size);
        }
        // Nothing is read before there is room for it; without a receiver nothing at all.
        if chunks.reserve().await.is_err() {
            return;
        }
        let place = shared.disk.acquire(1).await;
        let read = shared.tasks.spawn_blocking(move || {
            let next = reader.next();
            (reader, next)
        });
        let read = read.await;
        drop(place);
        match read {
            Ok((back, read)) => (reader, next) = (back, read),
            Err(error) => {
                return ending.fail(CodexError::Io(format!("reading broke off: {error}")));
            }
        }
    }
}

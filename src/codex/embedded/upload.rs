//! Uploads: a stream becomes a temporary file and its hashes, then an owned copy.
//!
//! A slow sender holds no thread: chunks are gathered on the async side and written in batches
//! on the blocking pool. Whatever ends the upload early (an error in the stream, a full disk,
//! the quota, a caller who stops waiting, the shutdown) drops the temporary file.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::Shared;
use super::core::{self, Core, Reservation};
use super::store::TempFile;
use crate::codex::manifest::Manifest;
use crate::codex::merkle::DatasetHasher;
use crate::codex::proto::{CodexError, DatasetLabel, Reply, Stored, UploadBody};

/// Bytes gathered before they are written.
const BATCH: usize = 512 << 10;

type Result<T> = std::result::Result<T, CodexError>;

/// An upload in the making. The temporary file goes with it.
struct Sink {
    temp: TempFile,
    hasher: DatasetHasher,
    reservation: Reservation,
    core: Arc<Core>,
}

impl Sink {
    fn open(core: Arc<Core>) -> Result<Self> {
        let temp = core.store.temp().map_err(|error| store_error(&error))?;
        let reservation = Reservation::new(Arc::clone(&core));
        Ok(Self { temp, hasher: DatasetHasher::new(), reservation, core })
    }

    fn write(&mut self, data: &[u8]) -> Result<()> {
        let more = u64::try_from(data.len()).unwrap_or(u64::MAX);
        self.reservation.grow(self.hasher.length().saturating_add(more))?;
        self.temp.file.write_all(data).map_err(|error| store_error(&error))?;
        self.hasher.push(data);
        Ok(())
    }

    fn commit(self, label: &DatasetLabel) -> Result<Stored> {
        let Some(hashes) = self.hasher.finish() else {
            return Err(CodexError::Refused("an empty dataset cannot be stored".to_owned()));
        };
        let manifest = Manifest::of(&hashes, label);
        self.core.commit(manifest, &hashes, None, Some(self.temp))
    }
}

fn store_error(error: &std::io::Error) -> CodexError {
    core::io_error(error, Path::new("the upload"))
}

/// Takes the bytes, then leaves the commit to the writer thread.
pub(super) async fn run(
    shared: Arc<Shared>,
    body: UploadBody,
    label: DatasetLabel,
    reply: Reply<Stored>,
) {
    match receive(&shared, body, &label, &reply).await {
        // Nobody waits for the answer: a cancelled caller drops its stream and its reply
        // together, and half a stream must not become a dataset.
        Ok(_) if reply.is_closed() => {}
        Ok(sink) => shared.write(reply, move |_| sink.commit(&label)),
        Err(error) => drop(reply.send(Err(error))),
    }
}

async fn receive(
    shared: &Shared,
    body: UploadBody,
    label: &DatasetLabel,
    reply: &Reply<Stored>,
) -> Result<Sink> {
    crate::codex::label::check_label(label)
        .map_err(|error| CodexError::Refused(error.to_string()))?;
    let core = Arc::clone(&shared.core);
    match body {
        UploadBody::Bytes(bytes) => {
            let work = move || {
                let mut sink = Sink::open(core)?;
                sink.write(&bytes)?;
                Ok(sink)
            };
            shared.blocking(work).await
        }
        UploadBody::File { path, length } => {
            let stop = shared.tasks.cancelled();
            shared.blocking(move || copy_file(core, &path, length, &stop)).await
        }
        UploadBody::Stream(chunks) => stream(shared, chunks, reply).await,
    }
}

fn copy_file(core: Arc<Core>, path: &Path, length: u64, stop: &CancellationToken) -> Result<Sink> {
    let failed = |error: std::io::Error| core::file_error(&error, path);
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let mut sink = Sink::open(core)?;
    sink.reservation.grow(length)?;
    let mut buffer = vec![0; BATCH];
    loop {
        let got = file.read(&mut buffer).map_err(failed)?;
        let data = buffer.get(..got).unwrap_or_default();
        if data.is_empty() {
            break;
        }
        sink.write(data)?;
        if sink.hasher.length() > length {
            break;
        }
        if stop.is_cancelled() {
            return Err(CodexError::Away("it is shutting down".to_owned()));
        }
    }
    if sink.hasher.length() == length {
        Ok(sink)
    } else {
        Err(CodexError::Changed(path.to_owned()))
    }
}

async fn stream(
    shared: &Shared,
    mut chunks: mpsc::Receiver<std::result::Result<Bytes, CodexError>>,
    reply: &Reply<Stored>,
) -> Result<Sink> {
    let core = Arc::clone(&shared.core);
    let mut sink = shared.blocking(move || Sink::open(core)).await?;
    loop {
        let mut batch = Vec::new();
        let mut size = 0;
        // Takes what is there, waits only for the first chunk.
        while size < BATCH {
            let next = if batch.is_empty() { chunks.recv().await } else { chunks.try_recv().ok() };
            let Some(chunk) = next else { break };
            let chunk = chunk?;
            size += chunk.len().max(1);
            batch.push(chunk);
        }
        if batch.is_empty() || reply.is_closed() {
            return Ok(sink);
        }
        sink = shared
            .blocking(move || {
                for chunk in &batch {
                    sink.write(chunk)?;
                }
                Ok(sink)
            })
            .await?;
    }
}

//! The embedded node: a content-addressed store inside this process, without a network side.
//!
//! Owns `<profile>/codex/` (layout in `store.rs`, tables in `index.rs`). Payload that lies at
//! its final place is referred to, not copied; uploads are copies inside. Every byte that goes
//! out was compared with its block's hash first (`reader.rs`).
//!
//! What runs where: one actor task takes requests and answers none of them itself. Reads run
//! on the blocking pool, side by side. Everything that changes the index runs in order on one
//! thread, which also writes and syncs outboards. A fetch is a task that reads 256 KiB at a
//! time on the blocking pool, only when its channel has room.
//!
//! A crash loses nothing that was answered: files are synced and renamed before the index
//! commits, and the index commits before files are unlinked. It may lose the counts for
//! [`Request::TakeServed`] since they were last taken. At the shutdown the writer finishes what
//! it was given; running fetches and uploads end.
//!
//! A dataset is found by its manifest CID of any generation; answers carry the CID of the
//! generation the node is set to. Served bytes are counted when they enter the reader's channel
//! (at most 1 MiB ahead of it). Owned copies are dropped by age only when
//! the session says which may go. Deliberately absent: a network side, blocks as files,
//! an index of single blocks (asking for one reads all outboards).

mod core;
mod fetch;
mod index;
mod paths;
mod reader;
mod store;
mod upload;

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot, watch};

use self::core::Core;
use super::proto::{
    Capabilities, CodexError, NodeInfo, NodeKind, NodeState, NodeStatus, Reply, Request,
};
use super::{Codex, Generation};
use crate::resources::{Gate, Resources};
use crate::tasks::{Tasks, refuse_rest};

/// Bytes that a node stores for itself unless told otherwise, as real nodes: 20 GiB.
pub const DEFAULT_QUOTA: u64 = 20 << 30;
/// Bytes of the index that are kept in memory unless told otherwise.
pub const DEFAULT_INDEX_CACHE: usize = 16 << 20;
/// Requests that may wait for the actor.
const REQUESTS_AHEAD: usize = 64;

/// How to start an embedded node.
#[derive(Debug, Clone)]
pub struct EmbeddedOptions {
    /// Its directory, made when it does not exist; nobody else may use it.
    pub dir: PathBuf,
    /// Bytes that owned copies, block hashes and manifests may occupy; referenced files do not
    /// count.
    pub quota: u64,
    /// Layout of manifests; it decides the CIDs that are answered.
    pub generation: Generation,
    /// Bytes of the index that are kept in memory.
    pub index_cache: usize,
    /// Places for reading and writing files, shared with everybody in this process.
    pub disk: Gate,
}

impl EmbeddedOptions {
    /// The usual quota and generation.
    pub fn new(dir: PathBuf) -> Self {
        let disk = Resources::default().disk().clone();
        let (quota, index_cache) = (DEFAULT_QUOTA, DEFAULT_INDEX_CACHE);
        Self { dir, quota, generation: Generation::default(), index_cache, disk }
    }
}

/// Why the embedded node cannot start.
#[derive(Debug, thiserror::Error)]
#[error("cannot open the embedded Codex node in {}: {reason}", .dir.display())]
pub struct EmbeddedError {
    dir: PathBuf,
    reason: String,
}

type Job = Box<dyn FnOnce() + Send>;

/// What the actor, uploads and fetches share.
#[derive(Debug)]
struct Shared {
    core: Arc<Core>,
    tasks: Tasks,
    disk: Gate,
    /// Jobs for the writer thread, in order. Each has a caller who waits for it.
    jobs: std::sync::mpsc::Sender<Job>,
}

impl Shared {
    /// Has the writer thread do something and answer.
    fn write<T: Send + 'static>(
        &self,
        reply: Reply<T>,
        work: impl FnOnce(&Core) -> Result<T, CodexError> + Send + 'static,
    ) {
        let core = Arc::clone(&self.core);
        let job = Box::new(move || drop(reply.send(work(&core))));
        if self.jobs.send(job).is_err() {
            tracing::error!("the writer of the embedded node has ended");
        }
    }

    /// Has the blocking pool do something and answer.
    fn read<T: Send + 'static>(
        &self,
        reply: Reply<T>,
        work: impl FnOnce(&Core) -> Result<T, CodexError> + Send + 'static,
    ) {
        let core = Arc::clone(&self.core);
        drop(self.tasks.spawn_blocking(move || {
            let answer = work(&core);
            // Who has the answer may end the node and open its folder again.
            drop(core);
            drop(reply.send(answer));
        }));
    }

    /// Waits for work on the blocking pool that reads or writes files.
    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, CodexError> + Send + 'static,
    ) -> Result<T, CodexError> {
        let _place = self.disk.acquire(1).await;
        self.tasks
            .spawn_blocking(work)
            .await
            .map_err(|error| CodexError::Io(format!("work of the node broke off: {error}")))?
    }
}

/// Opens the directory and starts the node. Blocking: it may repair after a crash.
///
/// # Errors
/// The directory cannot be used: no rights, another process holds it, or its index is damaged
/// or newer than this program.
pub fn start(options: EmbeddedOptions, tasks: &Tasks) -> Result<Codex, EmbeddedError> {
    let EmbeddedOptions { dir, quota, generation, index_cache, disk } = options;
    let failed = |reason: String| EmbeddedError { dir: dir.clone(), reason };
    let core = Core::open(&dir, quota, generation, index_cache)
        .map_err(|error| failed(error.to_string()))?;
    let core = Arc::new(core);
    let last = Arc::clone(&core);
    let (jobs, queue) = std::sync::mpsc::channel::<Job>();
    let (ended, writer_ended) = oneshot::channel();
    std::thread::Builder::new()
        .name("codex-writer".to_owned())
        .spawn(move || {
            for job in queue {
                job();
            }
            // Closing the index writes and syncs: not on an async thread.
            drop(last);
            // The actor may be gone with the runtime.
            ended.send(()).ok();
        })
        .map_err(|error| failed(error.to_string()))?;
    let (tx, rx) = mpsc::channel(REQUESTS_AHEAD);
    let status = NodeStatus {
        state: NodeState::Online,
        capabilities: capabilities(generation),
        latency_ms: 0,
    };
    let (status, watch) = watch::channel(status);
    let damage = core.damage.clone();
    let shared = Arc::new(Shared { core, tasks: tasks.clone(), disk, jobs });
    let actor = run(shared, rx, status, writer_ended);
    drop(tasks.spawn_until_done("codex-embedded", actor));
    Ok(Codex::new("embedded", tx, watch).with_damage(damage))
}

fn version() -> String {
    concat!("qcodex/", env!("CARGO_PKG_VERSION")).to_owned()
}

fn capabilities(generation: Generation) -> Capabilities {
    Capabilities {
        kind: NodeKind::Embedded,
        version: version(),
        generation,
        ranged_reads: true,
        leaf_hashes: true,
        import_by_reference: true,
        exists: true,
        progress: false,
        cancel: false,
        upload_accounting: true,
        rate_limits: false,
        peers: false,
        torrent_extension: false,
        background: false,
        advertise: false,
        marketplace: false,
        is_qcodex: true,
    }
}

async fn run(
    shared: Arc<Shared>,
    mut requests: mpsc::Receiver<Request>,
    status: watch::Sender<NodeStatus>,
    writer_ended: oneshot::Receiver<()>,
) {
    let stop = shared.tasks.cancelled();
    loop {
        let request = tokio::select! {
            biased;
            () = stop.cancelled() => break,
            request = requests.recv() => request,
        };
        let Some(request) = request else { break };
        match request {
            Request::Configure { quota, generation, reply } => {
                let done = shared.core.configure(quota, generation);
                if done.is_ok() {
                    status.send_if_modified(|status| {
                        let can = &mut status.capabilities;
                        std::mem::replace(&mut can.generation, generation) != generation
                    });
                }
                drop(reply.send(done));
            }
            request => dispatch(&shared, request),
        }
    }
    refuse_rest(requests).await;
    status.send_modify(|status| {
        status.state = NodeState::Away { reason: "it has been shut down".to_owned() };
    });
    // The writer ends when the last sender of jobs is gone: here, and in uploads that the
    // shutdown has dropped. Its last commit is then on disk.
    drop(shared);
    drop(writer_ended.await);
}

fn dispatch(shared: &Arc<Shared>, request: Request) {
    match request {
        Request::Import { path, stamp, hashes, label, reply } => {
            shared.write(reply, move |core| core.import(&path, stamp, &hashes, &label));
        }
        Request::Relocate { cid, from, to, reply } => {
            shared.write(reply, move |core| core.relocate(&cid, &from, &to));
        }
        Request::Forget { cid, path, reply } => {
            shared.write(reply, move |core| core.forget(&cid, &path));
        }
        Request::Delete { cid, reply } => shared.write(reply, move |core| core.delete(&cid)),
        Request::Upload { body, label, reply, expected: _ } => {
            let upload = upload::run(Arc::clone(shared), body, label, reply);
            drop(shared.tasks.spawn("codex-upload", upload));
        }
        Request::Fetch { cid, range, scope: _, purpose, reply } => {
            let fetch = fetch::run(Arc::clone(shared), cid, range, purpose, reply);
            drop(shared.tasks.spawn("codex-fetch", fetch));
        }
        Request::Manifest { cid, scope: _, reply } => {
            shared.read(reply, move |core| Ok(core.find(&cid)?.manifest));
        }
        Request::Leaves { cid, reply } => shared.read(reply, move |core| core.leaves(&cid)),
        Request::Exists { cid, reply } => shared.read(reply, move |core| core.exists(&cid)),
        Request::List { reply } => shared.read(reply, Core::list),
        Request::References { reply } => shared.read(reply, Core::references),
        Request::Space { reply } => drop(reply.send(Ok(shared.core.space()))),
        Request::TakeServed { reply } => drop(reply.send(Ok(shared.core.take_served()))),
        Request::Connect { peer: _, addrs: _, reply } => {
            let why = "the embedded node has no network side yet";
            drop(reply.send(Err(CodexError::Refused(why.to_owned()))));
        }
        Request::Expire { before, keep, reply } => {
            shared.write(reply, move |core| core.expire(before, &keep));
        }
        Request::TorrentManifest { info_hash: _, reply } => {
            drop(reply.send(Err(CodexError::Unsupported("resolve info hashes"))));
        }
        Request::TorrentUpload { body: _, filename: _, reply } => {
            drop(reply.send(Err(CodexError::Unsupported("make torrents"))));
        }
        Request::Purchase { cid: _, terms: _, reply } => {
            drop(reply.send(Err(CodexError::Unsupported("buy storage"))));
        }
        Request::Purchases { reply } => {
            drop(reply.send(Err(CodexError::Unsupported("buy storage"))));
        }
        Request::SetLogLevel { level: _, reply } => {
            drop(reply.send(Err(CodexError::Unsupported("log apart from this server"))));
        }
        // Taken by the actor itself, which reports abilities.
        Request::Configure { .. } | Request::LookAgain => {}
        Request::Info { reply } => {
            drop(reply.send(Ok(NodeInfo { version: version(), ..NodeInfo::default() })));
        }
    }
}

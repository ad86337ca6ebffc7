//! A node in memory for tests: the same requests as the others, with faults on demand.
//!
//! Everything lies in one map behind a mutex; requests are answered by short tasks, so that a
//! delay or a hang of one holds up no other. A dataset imported by reference reads its file at
//! each fetch. Without the capability `leaf_hashes` the node behaves like a real one over
//! REST: it delivers what it has, wrong bytes too, marked unverified. With it, a wrong block is
//! an error. Deliberately absent: quotas beyond "refuse", durability, bounds on memory.

mod node;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{mpsc, watch};

use self::node::{Node, hash};
use super::Codex;
use super::cid::Cid;
use super::manifest::{Generation, Manifest};
use super::proto::{
    Capabilities, DatasetHashes, DatasetLabel, FileStamp, NodeKind, NodeState, NodeStatus, Stored,
};
use crate::tasks::Tasks;

/// How to start a memory node.
#[derive(Debug, Clone)]
pub struct MemoryOptions {
    /// What it says it can do; `ranged_reads`, `leaf_hashes`, `import_by_reference`, `exists`
    /// and `upload_accounting` also decide what it does.
    pub capabilities: Capabilities,
}

impl Default for MemoryOptions {
    fn default() -> Self {
        Self::of(Generation::default())
    }
}

impl MemoryOptions {
    /// A node that can do what the embedded one can, in this generation.
    pub fn of(generation: Generation) -> Self {
        Self {
            capabilities: Capabilities {
                kind: NodeKind::Memory,
                version: "memory".to_owned(),
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
                is_qcodex: false,
            },
        }
    }

    /// A node that can do no more than a real one over REST.
    pub fn like_a_real_node(generation: Generation) -> Self {
        let mut options = Self::of(generation);
        let can = &mut options.capabilities;
        can.ranged_reads = false;
        can.leaf_hashes = false;
        can.import_by_reference = false;
        can.upload_accounting = false;
        options
    }
}

#[derive(Debug)]
struct Held {
    manifest: Manifest,
    hashes: DatasetHashes,
    copy: Option<Bytes>,
    paths: BTreeMap<PathBuf, FileStamp>,
    /// Byte whose value is delivered wrongly.
    corrupt_at: Option<u64>,
    /// Byte before which a stream breaks off.
    truncate_at: Option<u64>,
}

#[derive(Debug, Default)]
struct State {
    datasets: BTreeMap<Cid, Held>,
    away: Option<String>,
    hang: bool,
    delay: Option<Duration>,
    refuse_quota: bool,
    served: BTreeMap<Cid, u64>,
    requests: BTreeMap<&'static str, u64>,
}

/// Changes what the node has and how it behaves; clones share it.
#[derive(Debug, Clone)]
pub struct MemoryControl {
    state: Arc<Mutex<State>>,
    status: Arc<watch::Sender<NodeStatus>>,
    generation: Generation,
}

impl MemoryControl {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a dataset into the node and returns its manifest CID; `None` for no bytes.
    pub fn put(&self, data: impl Into<Bytes>, label: &DatasetLabel) -> Option<Cid> {
        let data = data.into();
        let hashes = hash(&data)?;
        Some(self.store(&hashes, label, |held| held.copy = Some(data)).cid)
    }

    fn store(
        &self,
        hashes: &DatasetHashes,
        label: &DatasetLabel,
        change: impl FnOnce(&mut Held),
    ) -> Stored {
        let manifest = Manifest::of(hashes, label);
        let cid = manifest.cid(self.generation);
        let mut state = self.lock();
        let new = !state.datasets.contains_key(&cid);
        change(state.datasets.entry(cid).or_insert_with(|| Held {
            manifest: manifest.clone(),
            hashes: hashes.clone(),
            copy: None,
            paths: BTreeMap::new(),
            corrupt_at: None,
            truncate_at: None,
        }));
        Stored { cid, manifest, new }
    }

    /// Every request fails with `Away` from now on.
    pub fn set_away(&self, reason: &str) {
        self.lock().away = Some(reason.to_owned());
        let state = NodeState::Away { reason: reason.to_owned() };
        self.status.send_modify(|status| status.state = state);
    }

    /// The node answers again.
    pub fn set_online(&self) {
        self.lock().away = None;
        self.status.send_modify(|status| status.state = NodeState::Online);
    }

    /// Delivers a wrong byte at this place of the dataset; `None` heals it.
    pub fn corrupt(&self, cid: &Cid, at: Option<u64>) {
        if let Some(held) = self.lock().datasets.get_mut(cid) {
            held.corrupt_at = at;
        }
    }

    /// Streams of the dataset break off before this byte; `None` heals it.
    pub fn truncate(&self, cid: &Cid, at: Option<u64>) {
        if let Some(held) = self.lock().datasets.get_mut(cid) {
            held.truncate_at = at;
        }
    }

    /// While true, new requests are never answered.
    pub fn set_hang(&self, hang: bool) {
        self.lock().hang = hang;
    }

    /// Every answer and every chunk comes this much later (on tokio's clock).
    pub fn set_delay(&self, delay: Option<Duration>) {
        self.lock().delay = delay;
    }

    /// While true, uploads fail with `Quota`.
    pub fn set_quota_refused(&self, refuse: bool) {
        self.lock().refuse_quota = refuse;
    }

    /// Takes a dataset out of the node.
    pub fn remove(&self, cid: &Cid) {
        self.lock().datasets.remove(cid);
    }

    /// How often a request was made, by its name in lower case, such as `fetch`.
    pub fn requests(&self, name: &str) -> u64 {
        self.lock().requests.get(name).copied().unwrap_or(0)
    }

    /// The datasets held.
    pub fn cids(&self) -> Vec<Cid> {
        self.lock().datasets.keys().copied().collect()
    }
}

/// Starts a memory node.
pub fn start(options: MemoryOptions, tasks: &Tasks) -> (Codex, MemoryControl) {
    let capabilities = options.capabilities;
    let generation = capabilities.generation;
    let status =
        NodeStatus { state: NodeState::Online, capabilities: capabilities.clone(), latency_ms: 0 };
    let (status, watch) = watch::channel(status);
    let (tx, mut requests) = mpsc::channel(64);
    let control = MemoryControl { state: Arc::default(), status: Arc::new(status), generation };
    let node = Node { control: control.clone(), can: Arc::new(capabilities), tasks: tasks.clone() };
    let actor = async move {
        while let Some(request) = requests.recv().await {
            let node = node.clone();
            let tasks = node.tasks.clone();
            drop(tasks.spawn("codex-memory-request", async move { node.handle(request).await }));
        }
    };
    drop(tasks.spawn("codex-memory", actor));
    (Codex::new("memory", tx, watch), control)
}

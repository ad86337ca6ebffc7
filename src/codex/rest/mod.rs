//! A node over its REST API: a real one of any generation, or another server of this kind.
//!
//! Owns: the HTTP client for this node, its health, and how many streams run at a time. One
//! actor task takes requests and starts a task for each; a health task watches the node and
//! publishes [`NodeStatus`]. Nothing is stored, so a crash loses only what was in flight.
//!
//! A node cannot be trusted to answer: a wrong CID looks exactly like a slow one, and a broken
//! transfer is a body that ends early. So every step has its own deadline, lengths are compared,
//! and a manifest is believed only when its encoding hashes to the CID that was asked for.
//! Stray bytes after an answer (nodes of generation A send a second, empty 404) are ignored
//! with the connection, which is never used twice.
//!
//! A node that downloads in the background does so before it is read; a crash or a stop of this
//! server leaves such a download running in the node, and the next one of that dataset joins it.
//! What broken-off uploads left in the node is remembered only while this server runs.
//!
//! Deliberately absent: import by reference, the torrent streams of the BitTorrent branch (a
//! torrent nobody has kills the node; the dataset behind it is read instead), selling storage.

mod address;
mod background;
mod detect;
mod fetch;
mod health;
mod http;
mod market;
mod ops;
#[cfg(test)]
mod tests;
mod torrent;
mod upload;
mod wire;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use arc_swap::ArcSwapOption;
use tokio::sync::{Notify, Semaphore, mpsc, watch};

use super::{
    AgentName, Capabilities, Codex, CodexError, Generation, NodeKind, NodeState, NodeStatus,
    Request,
};
use crate::clock::Clock;
use crate::tasks::{Tasks, refuse_rest};

/// Requests waiting for the actor.
const QUEUE: usize = 64;
/// Requests being worked on, streams included.
const MAX_TASKS: usize = 256;

/// How long each step may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// Until a connection stands.
    pub connect: Duration,
    /// A whole small answer: space, exists, delete, info.
    pub control: Duration,
    /// A manifest; nodes look for it in their network.
    pub manifest: Duration,
    /// The list of all datasets.
    pub list: Duration,
    /// From the request of a stream to its headers.
    pub first_byte: Duration,
    /// Silence inside a stream or an upload.
    pub stall: Duration,
    /// From the last byte of an upload to the answer.
    pub stored: Duration,
    /// Waiting for a free stream.
    pub queue: Duration,
    /// A dataset that the node is said to hold: silence inside its local stream. Shorter than
    /// `stall`, because a node that misses a block says nothing at all.
    pub local_stall: Duration,
    /// No block more in the node's own download.
    pub background: Duration,
    /// Waiting for the node in one fetch, all in all; grows with the dataset by the time that
    /// it takes at [`SLOWEST`].
    pub total: Duration,
    /// Longest pause between two looks at the node's own download.
    pub poll: Duration,
}

/// Bytes per second below which a fetch is given up and begun anew.
const SLOWEST: u64 = 16 * 1024;

impl Default for Deadlines {
    fn default() -> Self {
        let secs = Duration::from_secs;
        Self {
            connect: secs(5),
            control: secs(10),
            manifest: secs(45),
            list: secs(60),
            first_byte: secs(60),
            stall: secs(45),
            stored: secs(300),
            queue: secs(120),
            local_stall: secs(20),
            background: secs(120),
            total: secs(3600),
            poll: secs(1),
        }
    }
}

impl Deadlines {
    /// The same with none longer than this.
    #[must_use]
    pub fn at_most(self, longest: Duration) -> Self {
        Self {
            connect: self.connect.min(longest),
            control: self.control.min(longest),
            manifest: self.manifest.min(longest),
            list: self.list.min(longest),
            first_byte: self.first_byte.min(longest),
            stall: self.stall.min(longest),
            stored: self.stored.min(longest),
            queue: self.queue.min(longest),
            local_stall: self.local_stall.min(longest),
            background: self.background.min(longest),
            total: self.total.min(longest),
            poll: self.poll.min(longest),
        }
    }

    /// Longest time that a fetch of so many bytes may wait for the node.
    fn overall(&self, length: u64) -> Duration {
        self.total.saturating_add(Duration::from_secs(length / SLOWEST))
    }
}

/// Which node, and how to treat it.
#[derive(Clone)]
pub struct RestOptions {
    /// `http(s)://[user:password@]host[:port][/path]`. Sent as Basic; an empty user with a
    /// password (`http://:token@host`) is sent as Bearer. Never logged.
    pub url: String,
    /// Bearer token of another server of this kind; goes before what the URL says.
    pub token: Option<String>,
    /// PEM file with certificates of authorities that vouch for the node, besides the system's.
    pub ca: Option<PathBuf>,
    /// What to call oneself.
    pub agent: AgentName,
    /// Deadlines.
    pub deadlines: Deadlines,
    /// Streams open at a time; uploads have as many of their own. At least 1.
    pub max_streams: usize,
}

impl RestOptions {
    /// The usual treatment of the node at this address.
    pub fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            token: None,
            ca: None,
            agent: AgentName::default(),
            deadlines: Deadlines::default(),
            max_streams: 4,
        }
    }

    /// Waits at most so long in any step.
    pub fn be_patient_for(&mut self, longest: Option<Duration>) {
        if let Some(longest) = longest {
            self.deadlines = self.deadlines.at_most(longest);
        }
    }
}

impl std::fmt::Debug for RestOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RestOptions")
            .field("deadlines", &self.deadlines)
            .field("max_streams", &self.max_streams)
            .finish_non_exhaustive()
    }
}

/// Why no client could be made. An unreachable node is no such error: it is away.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RestError {
    /// Not an http(s) address.
    #[error("not the address of a Codex node: expected http://host:port")]
    Address,
    /// More than the address.
    #[error("the address of a Codex node has no part that begins with ? or #")]
    Extra,
    /// The file with the certificates of authorities cannot be used.
    #[error("no certificates of authorities for the Codex node in {}: {error}", .path.display())]
    Authority {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: String,
    },
    /// TLS could not be set up.
    #[error("no HTTP client: {0}")]
    Client(String),
}

/// What detection found out.
#[derive(Debug)]
struct Facts {
    /// `api/storage/v1` or `api/codex/v1`.
    prefix: &'static str,
    capabilities: Capabilities,
    /// True for a node that dies when a stream is closed early.
    fragile: bool,
}

/// What all tasks of one node share.
#[derive(Debug)]
struct Shared {
    http: http::Http,
    facts: ArcSwapOption<Facts>,
    status: watch::Sender<NodeStatus>,
    suspect: Notify,
    /// Ends the pause between two looks at a node that is away.
    look: Notify,
    streams: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
    manifests: ops::ManifestCache,
    downloads: background::Downloads,
    leftovers: upload::Leftovers,
    /// An answer did not fit the node that was detected.
    odd: AtomicBool,
    /// Odd answers before this time of the clock mean nothing.
    odd_again_ms: AtomicU64,
    clock: Clock,
}

/// Starts the client. It begins in state `Starting` and finds out by itself what answers.
///
/// # Errors
/// [`RestError`] for an address that can never work.
pub fn start(options: &RestOptions, clock: Clock, tasks: &Tasks) -> Result<Codex, RestError> {
    let address = address::Address::parse(&options.url, options.token.as_deref())?;
    let name = address.name();
    let (status, watch) = watch::channel(NodeStatus {
        state: NodeState::Starting,
        capabilities: unknown(),
        latency_ms: 0,
    });
    let streams = options.max_streams.clamp(1, MAX_TASKS / 2);
    let shared = Arc::new(Shared {
        http: http::Http::new(
            address,
            options.agent.clone(),
            options.deadlines,
            options.ca.as_deref(),
        )?,
        facts: ArcSwapOption::empty(),
        status,
        suspect: Notify::new(),
        look: Notify::new(),
        streams: Arc::new(Semaphore::new(streams)),
        uploads: Arc::new(Semaphore::new(streams)),
        manifests: ops::ManifestCache::default(),
        downloads: background::Downloads::default(),
        leftovers: upload::Leftovers::default(),
        odd: AtomicBool::new(false),
        odd_again_ms: AtomicU64::new(0),
        clock,
    });
    let (tx, rx) = mpsc::channel(QUEUE);
    tasks.spawn("codex node health", health::run(Arc::clone(&shared)));
    tasks.spawn_until_done("codex node", actor(shared, rx, tasks.clone()));
    Ok(Codex::new(&name, tx, watch))
}

/// The address of a node as it may be shown: without its credentials.
///
/// # Errors
/// [`RestError::Address`] for one that can never work.
pub fn shown_address(url: &str) -> Result<String, RestError> {
    Ok(address::Address::parse(url, None)?.name())
}

/// Abilities of a node that has not answered yet.
fn unknown() -> Capabilities {
    Capabilities {
        kind: NodeKind::Rest,
        version: String::new(),
        generation: Generation::default(),
        ranged_reads: false,
        leaf_hashes: false,
        import_by_reference: false,
        exists: false,
        progress: false,
        cancel: false,
        upload_accounting: false,
        rate_limits: false,
        peers: false,
        torrent_extension: false,
        background: false,
        advertise: false,
        marketplace: false,
        is_qcodex: false,
    }
}

async fn actor(shared: Arc<Shared>, mut rx: mpsc::Receiver<Request>, tasks: Tasks) {
    let places = Arc::new(Semaphore::new(MAX_TASKS));
    let stop = tasks.cancelled();
    loop {
        let request = tokio::select! {
            biased;
            () = stop.cancelled() => break,
            request = rx.recv() => request,
        };
        let Some(request) = request else { return };
        if matches!(request, Request::LookAgain) {
            shared.look_again();
            continue;
        }
        let place = tokio::select! {
            () = stop.cancelled() => break,
            place = Arc::clone(&places).acquire_owned() => place,
        };
        let Ok(place) = place else { break };
        let shared = Arc::clone(&shared);
        tasks.spawn("codex node request", async move {
            ops::handle(&shared, request).await;
            drop(place);
        });
    }
    refuse_rest(rx).await;
}

impl Shared {
    /// Nobody knows whether a node that was away still is.
    fn look_again(&self) {
        let was_away = self.status.send_if_modified(|status| {
            let away = matches!(status.state, NodeState::Away { .. });
            if away {
                status.state = NodeState::Starting;
            }
            away
        });
        if was_away {
            self.look.notify_one();
        }
    }

    /// An answer that the detected node does not give: another one may have taken its place.
    fn note_odd(&self) {
        let now = u64::try_from(self.clock.elapsed().as_millis()).unwrap_or(u64::MAX);
        if now >= self.odd_again_ms.load(Ordering::SeqCst) {
            self.odd.store(true, Ordering::SeqCst);
            self.suspect.notify_one();
        }
    }

    /// A route of every node is unknown to this one.
    fn strange(&self) -> CodexError {
        self.note_odd();
        let text = "it does not answer like the node that it was; it is looked at anew";
        CodexError::Away(text.to_owned())
    }

    /// The facts, as soon as they are known.
    async fn ready(&self) -> Result<Arc<Facts>, CodexError> {
        let mut watch = self.status.subscribe();
        let known = watch.wait_for(|status| status.state != NodeState::Starting);
        let state = match tokio::time::timeout(self.http.deadlines.control, known).await {
            Ok(Ok(status)) => status.state.clone(),
            Ok(Err(_)) => return Err(CodexError::Away("it has been shut down".to_owned())),
            Err(_) => return Err(CodexError::Timeout("connecting")),
        };
        match (state, self.facts.load_full()) {
            (NodeState::Away { reason }, _) => Err(CodexError::Away(reason)),
            (_, Some(facts)) => Ok(facts),
            (_, None) => Err(CodexError::Away("it has not answered yet".to_owned())),
        }
    }
}

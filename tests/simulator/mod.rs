//! A node as its users see it: an HTTP/1.1 server over plain sockets that answers as each
//! generation of Codex and Logos Storage does, oddities included.
//!
//! What it says is what running nodes of generation A said (`fixtures/codex/README.md`); for the
//! later generations it follows their sources. Kept in memory: blocks by hash with reference
//! counts, the entries of trees, manifests, BitTorrent manifests. A restart keeps all of that, its
//! address too, and loses what was under way. Several nodes form a network by
//! [`Simulator::connect`]: who is asked for something asks its peers, and keeps what it gets.
//!
//! Time is shortened: where a node of generation A or B looks for something for 25 minutes and
//! more, this one looks for ever; where C and D give up after half a minute, this one does after
//! [`Simulator::patience`].
//!
//! Absent: expiry, proofs, the network's own protocols, `/tar` and `/dir` of the BitTorrent branch.

mod faults;
mod network;
mod routes;
mod store;
mod wire;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::Duration;

use qcodex::codex::Generation;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use faults::Fault;
use faults::Rules;
use network::Download;
use store::Store;

/// Which node it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// v0.1.7: cannot delete, streams at another path.
    TooOld,
    /// v0.2.5.
    A02,
    /// The main branch of December 2025, the last of generation A.
    AMaster,
    /// The branch with the BitTorrent extension.
    Bt,
    /// v0.3.2.
    B,
    /// v0.4.5.
    C,
    /// The newest main branch.
    D,
}

impl Build {
    /// All that can be used.
    pub const USABLE: [Self; 6] = [Self::A02, Self::AMaster, Self::Bt, Self::B, Self::C, Self::D];

    /// Where its API begins.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::TooOld | Self::A02 | Self::AMaster | Self::Bt => "/api/codex/v1",
            Self::B | Self::C | Self::D => "/api/storage/v1",
        }
    }

    /// The layout of its manifests.
    pub fn generation(self) -> Generation {
        match self {
            Self::TooOld | Self::A02 | Self::AMaster | Self::Bt => Generation::A,
            Self::B => Generation::B,
            Self::C | Self::D => Generation::C,
        }
    }

    fn version(self) -> &'static str {
        match self {
            Self::TooOld => "v0.1.7",
            Self::A02 => "v0.2.5",
            // What a build without tags says.
            Self::AMaster | Self::Bt | Self::D => "untagged build",
            Self::B => "v0.3.2",
            Self::C => "v0.4.5",
        }
    }

    fn has_exists(self) -> bool {
        !matches!(self, Self::TooOld | Self::A02 | Self::Bt)
    }

    /// Background downloads with progress and cancel; looking for content ends.
    pub fn has_background(self) -> bool {
        matches!(self, Self::C | Self::D)
    }
}

/// A node and its switch; it ends with the last of its handles or with [`Simulator::kill`].
#[derive(Debug)]
pub struct Simulator {
    node: Arc<Node>,
}

/// What the tasks of a node share.
#[derive(Debug)]
struct Node {
    build: Build,
    address: SocketAddr,
    store: Mutex<Store>,
    peers: Mutex<Vec<Weak<Self>>>,
    rules: Rules,
    heads: Mutex<Vec<String>>,
    run: Mutex<Option<Run>>,
    downloads: Mutex<HashMap<u64, Arc<Download>>>,
    ids: AtomicU64,
    /// Streams of content open now, and the most there ever were.
    streams: Gauge,
    /// The same of uploads.
    uploads: Gauge,
    /// And of downloads in the background.
    behind: Gauge,
    /// v0.2.0: no length before a stream.
    chunked: AtomicBool,
    persistence: AtomicBool,
    purchases: Mutex<Vec<(String, serde_json::Value)>>,
    /// How long C and D look for something, in milliseconds.
    patience: AtomicU64,
    /// Bytes a second from peers; 0 is no limit.
    link: AtomicU64,
    /// Restart after so many requests; 0 is never.
    restart_every: AtomicUsize,
    restarts: AtomicUsize,
}

/// How many there are now, and the most there ever were.
#[derive(Debug, Default)]
struct Gauge {
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Gauge {
    /// One more, until this is dropped.
    fn count(&self) -> Counted<'_> {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        Counted(self)
    }
}

struct Counted<'a>(&'a Gauge);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The time between a start and an end.
#[derive(Debug)]
struct Run {
    stop: CancellationToken,
    accepting: JoinHandle<()>,
}

/// Poisoned only by a test that has failed already.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}

/// Runs beside the test, to the end of its run at the latest.
#[expect(clippy::disallowed_methods, reason = "a node is no part of the server whose end is clean")]
fn spawn<F: Future<Output = ()> + Send + 'static>(work: F) -> JoinHandle<()> {
    tokio::spawn(work)
}

impl Simulator {
    /// Starts an empty node on a free port.
    pub fn start(build: Build) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let node = Arc::new(Node {
            build,
            address: listener.local_addr().unwrap(),
            store: Mutex::default(),
            peers: Mutex::default(),
            rules: Rules::default(),
            heads: Mutex::default(),
            run: Mutex::default(),
            downloads: Mutex::default(),
            ids: AtomicU64::new(1),
            streams: Gauge::default(),
            uploads: Gauge::default(),
            behind: Gauge::default(),
            chunked: AtomicBool::new(false),
            persistence: AtomicBool::new(false),
            purchases: Mutex::default(),
            patience: AtomicU64::new(1000),
            link: AtomicU64::new(0),
            restart_every: AtomicUsize::new(0),
            restarts: AtomicUsize::new(0),
        });
        node.listen(TcpListener::from_std(listener).unwrap());
        Self { node }
    }

    /// Its address, as `--codex` takes it.
    pub fn url(&self) -> String {
        format!("http://{}", self.node.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.node.address
    }

    /// Which node it is.
    pub fn build(&self) -> Build {
        self.node.build
    }

    /// Makes two nodes peers. Nodes that store differently exchange nothing all the same.
    pub fn connect(&self, other: &Self) {
        lock(&self.node.peers).push(Arc::downgrade(&other.node));
        lock(&other.node.peers).push(Arc::downgrade(&self.node));
    }

    /// Ends it at once: connections break, nobody gets anything from it. Its data stay.
    pub fn kill(&self) {
        self.node.halt();
    }

    /// Ends it, if it runs, and starts it again at the same address with the same data.
    pub async fn restart(&self) {
        Arc::clone(&self.node).restart().await;
    }

    /// Restarts by itself after every so many requests.
    pub fn restart_every(&self, requests: usize) {
        self.node.restart_every.store(requests, Ordering::SeqCst);
    }

    /// How often it was restarted.
    pub fn restarts(&self) -> usize {
        self.node.restarts.load(Ordering::SeqCst)
    }

    /// Misbehaves from now on; faults of a body only where content is moved.
    pub fn fault(&self, fault: Fault) {
        self.fault_on("", fault);
    }

    /// Misbehaves at requests whose `METHOD /path` contains this.
    pub fn fault_on(&self, request: &str, fault: Fault) {
        self.node.rules.add(request, fault, u32::MAX);
    }

    /// The same for so many requests.
    pub fn fault_times(&self, request: &str, fault: Fault, times: u32) {
        self.node.rules.add(request, fault, times);
    }

    /// Behaves again.
    pub fn heal(&self) {
        self.node.rules.clear();
    }

    /// Sets its quota, of 20 GiB otherwise.
    pub fn quota(&self, bytes: u64) {
        lock(&self.node.store).quota = bytes;
    }

    /// Streams as v0.2.0 did: chunked, without a length.
    pub fn chunked(&self) {
        self.node.chunked.store(true, Ordering::SeqCst);
    }

    /// Takes purchases, as generation A does with persistence.
    pub fn persistence(&self) {
        self.node.persistence.store(true, Ordering::SeqCst);
    }

    /// All that was bought is now in this state, with this error.
    pub fn purchases_become(&self, state: &str, error: Option<&str>) {
        for (_, purchase) in lock(&self.node.purchases).iter_mut() {
            purchase["state"] = state.into();
            purchase["error"] = error.into();
        }
    }

    /// Forgets the purchases, as a node does that begins anew.
    pub fn forget_purchases(&self) {
        lock(&self.node.purchases).clear();
    }

    /// How long C and D look for something before they say that it is not found.
    pub fn patience(&self, time: Duration) {
        let millis = u64::try_from(time.as_millis()).unwrap();
        self.node.patience.store(millis, Ordering::SeqCst);
    }

    /// Bytes a second that it gets from its peers; 0 is no limit.
    pub fn link(&self, rate: u64) {
        self.node.link.store(rate, Ordering::SeqCst);
    }

    /// All requests so far, as `METHOD /path?query`.
    pub fn requests(&self) -> Vec<String> {
        let first = |head: &String| {
            head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned()
        };
        lock(&self.node.heads).iter().map(first).collect()
    }

    /// The heads of all requests so far.
    pub fn heads(&self) -> Vec<String> {
        lock(&self.node.heads).clone()
    }

    /// The most streams of content that were ever open at a time.
    pub fn most_streams(&self) -> usize {
        self.node.streams.most.load(Ordering::SeqCst)
    }

    /// The most uploads that were ever under way at a time.
    pub fn most_uploads(&self) -> usize {
        self.node.uploads.most.load(Ordering::SeqCst)
    }

    /// The most downloads in the background that were ever under way at a time.
    pub fn most_downloads(&self) -> usize {
        self.node.behind.most.load(Ordering::SeqCst)
    }

    /// Says of an info hash what it knows of another one.
    pub fn claims(&self, hash: [u8; 20], of: [u8; 20]) {
        let mut store = lock(&self.node.store);
        let torrent = store.torrent(&of).unwrap().clone();
        store.put_torrent(hash, torrent);
    }

    /// What it holds: CIDs of its manifests, sorted, and the bytes of quota used.
    pub fn holdings(&self) -> (Vec<String>, u64) {
        let store = lock(&self.node.store);
        let mut cids: Vec<String> = store.list().map(|(cid, _)| cid.to_string()).collect();
        cids.sort();
        (cids, store.used)
    }

    /// True when a dataset and all its blocks are here.
    pub fn has_all_of(&self, cid: &str) -> bool {
        lock(&self.node.store).is_whole(&cid.parse().unwrap())
    }

    /// Loses every second block of a dataset, as one does whose blocks expire.
    pub fn lose_blocks_of(&self, cid: &str) {
        lock(&self.node.store).lose_blocks(&cid.parse().unwrap());
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Node {
    fn listen(self: &Arc<Self>, listener: TcpListener) {
        let stop = CancellationToken::new();
        let accepting = spawn(Arc::clone(self).accept(listener, stop.clone()));
        *lock(&self.run) = Some(Run { stop, accepting });
    }

    async fn accept(self: Arc<Self>, listener: TcpListener, stop: CancellationToken) {
        loop {
            let accepted = tokio::select! {
                () = stop.cancelled() => return,
                accepted = listener.accept() => accepted,
            };
            let Ok((socket, _)) = accepted else { continue };
            let (node, stop) = (Arc::clone(&self), stop.clone());
            spawn(async move {
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = node.answer(socket) => {}
                }
            });
        }
    }

    async fn answer(self: &Arc<Self>, socket: TcpStream) {
        let mut connection = wire::Connection::new(socket);
        let Some(head) = connection.head().await else { return };
        let heads = {
            let mut heads = lock(&self.heads);
            heads.push(head.text.clone());
            heads.len()
        };
        let every = self.restart_every.load(Ordering::SeqCst);
        if every > 0 && heads.is_multiple_of(every) {
            spawn(Arc::clone(self).restart());
        }
        routes::answer(self, &mut connection, &head).await;
        connection.close().await;
    }

    /// Ends what runs; the end of it.
    fn halt(&self) -> Option<JoinHandle<()>> {
        let run = lock(&self.run).take()?;
        run.stop.cancel();
        lock(&self.downloads).clear();
        Some(run.accepting)
    }

    async fn restart(self: Arc<Self>) {
        if let Some(accepting) = self.halt() {
            accepting.await.ok();
        }
        self.restarts.fetch_add(1, Ordering::SeqCst);
        // The port is free at once; another process may hold it for a moment as its own end.
        for _ in 0..200 {
            if let Ok(listener) = TcpListener::bind(self.address).await {
                return self.listen(listener);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the port of a simulated node is taken");
    }

    /// The end of the run that is on now, for tasks that end with it.
    fn stopped(&self) -> CancellationToken {
        let run = lock(&self.run);
        run.as_ref().map_or_else(
            || {
                let ended = CancellationToken::new();
                ended.cancel();
                ended
            },
            |run| run.stop.clone(),
        )
    }

    fn is_up(&self) -> bool {
        lock(&self.run).is_some()
    }
}

//! Where content comes from: the own store, else the peers; and how long is waited for them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use qcodex::codex::{Cid, Generation, Manifest};
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::store::Torrent;
use super::{Build, Node, lock, spawn};

/// Between two looks.
const LOOK: Duration = Duration::from_millis(20);

/// A background download of generation C and D.
#[derive(Debug)]
pub(super) struct Download {
    pub(super) tree: Cid,
    pub(super) total: u64,
    pub(super) received: AtomicU64,
    pub(super) bytes: AtomicU64,
    pub(super) active: AtomicBool,
    pub(super) cancel: CancellationToken,
}

impl Node {
    /// Peers that run and store as this one does.
    fn reachable(&self) -> Vec<Arc<Self>> {
        let same = |generation: Generation| generation == self.build.generation();
        let peers = lock(&self.peers);
        peers
            .iter()
            .filter_map(std::sync::Weak::upgrade)
            .filter(|peer| same(peer.build.generation()) && peer.is_up())
            .collect()
    }

    /// Asks until somebody has it, or as long as this build looks.
    async fn look<T>(&self, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
        let patience = Duration::from_millis(self.patience.load(Ordering::SeqCst));
        let end = Instant::now() + patience;
        loop {
            if let Some(found) = ask() {
                return Some(found);
            }
            if self.build.has_background() && Instant::now() >= end {
                return None;
            }
            sleep(LOOK).await;
        }
    }

    /// A manifest; one that was fetched is kept.
    pub(super) async fn find_manifest(&self, cid: Cid) -> Option<Manifest> {
        self.look(|| {
            if let Some(manifest) = lock(&self.store).manifest(&cid) {
                return Some(manifest.clone());
            }
            let manifest = self.reachable().iter().find_map(|peer| {
                let store = lock(&peer.store);
                let manifest = store.manifest(&cid)?;
                let offered = peer.build != Build::D || !store.hidden.contains(&manifest.tree);
                offered.then(|| manifest.clone())
            })?;
            let kept = lock(&self.store).put_manifest(manifest.clone(), self.build.generation());
            kept.ok().map(|_| manifest)
        })
        .await
    }

    /// A BitTorrent manifest.
    pub(super) async fn find_torrent(&self, hash: [u8; 20]) -> Option<Torrent> {
        self.look(|| {
            if let Some(torrent) = lock(&self.store).torrent(&hash) {
                return Some(torrent.clone());
            }
            let torrent = self
                .reachable()
                .iter()
                .find_map(|peer| lock(&peer.store).torrent(&hash).cloned())?;
            lock(&self.store).put_torrent(hash, torrent.clone());
            Some(torrent)
        })
        .await
    }

    /// A block, and whether it came from a peer; `None` when it cannot be had or kept.
    pub(super) async fn find_block(&self, tree: Cid, index: u64) -> Option<(Bytes, bool)> {
        let local = || lock(&self.store).block(tree, index);
        let at_hand = local();
        if let Some((_, block)) = at_hand {
            return Some((block.data, false));
        }
        let found = self.look(|| {
            local().or_else(|| {
                self.reachable().iter().find_map(|peer| {
                    let store = lock(&peer.store);
                    let offered = peer.build != Build::D || !store.hidden.contains(&tree);
                    offered.then(|| store.block(tree, index))?
                })
            })
        });
        let (digest, block) = found.await?;
        let rate = self.link.load(Ordering::SeqCst);
        if let Some(millis) = (block.size * 1000).checked_div(rate) {
            sleep(Duration::from_millis(millis)).await;
        }
        let mut store = lock(&self.store);
        store.put(digest, block.data.clone(), block.size).ok()?;
        store.link(tree, index, digest);
        Some((block.data, true))
    }

    /// Fetches a dataset behind everybody's back. The same tree is not fetched twice at a time.
    pub(super) fn download(self: &Arc<Self>, manifest: &Manifest) -> u64 {
        let tree = manifest.tree;
        let mut downloads = lock(&self.downloads);
        let running = downloads
            .iter()
            .find(|(_, download)| download.tree == tree && download.active.load(Ordering::SeqCst));
        if let (Some((id, _)), true) = (running, self.build.has_background()) {
            return *id;
        }
        let id = self.ids.fetch_add(1, Ordering::SeqCst);
        let download = Arc::new(Download {
            tree,
            total: manifest.block_count(),
            received: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            active: AtomicBool::new(true),
            cancel: CancellationToken::new(),
        });
        downloads.insert(id, Arc::clone(&download));
        let (node, stopped) = (Arc::clone(self), self.stopped());
        spawn(async move {
            let _under_way = node.behind.count();
            let work = async {
                for index in 0..download.total {
                    let Some((data, fetched)) = node.find_block(tree, index).await else { break };
                    download.received.fetch_add(1, Ordering::SeqCst);
                    if fetched {
                        let bytes = u64::try_from(data.len()).unwrap();
                        download.bytes.fetch_add(bytes, Ordering::SeqCst);
                    }
                }
            };
            tokio::select! {
                () = stopped.cancelled() => {}
                () = download.cancel.cancelled() => {}
                () = work => {}
            }
            download.active.store(false, Ordering::SeqCst);
        });
        id
    }
}

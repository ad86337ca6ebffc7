//! Downloads that a node does by itself: begun before a dataset is read, watched, and cancelled
//! when nobody here waits for them any more.
//!
//! The node says of a download only that it is under way; finished, cancelled, failed and unknown
//! are one answer. So nothing is believed: when a download is no longer under way, the dataset is
//! read, and its length and hashes decide. The node starts one download per tree and gives
//! everybody the same number, so readers are counted here, and the last one cancels.
//!
//! Owns: which downloads have readers here. A crash loses that, and the node finishes alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde::Deserialize;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

use super::detect::MAX_SMALL;
use super::{Facts, Shared};
use crate::codex::{Behind, Cid, CodexError, Manifest};

/// First pause between two looks; it doubles up to the deadline's.
const FIRST_LOOK: Duration = Duration::from_millis(100);
/// Looks that may fail in a row before the download is given up here.
const MAX_LOST: u32 = 3;
/// Times that a download is begun anew because the node lost it.
const MAX_RESTARTS: u32 = 2;

/// Downloads with readers here, by tree.
#[derive(Debug, Default)]
pub(super) struct Downloads(Mutex<HashMap<Cid, Slot>>);

/// Locked while the node is told to begin or to cancel, so that no reader is given a number that
/// another one is just cancelling.
type Slot = Arc<tokio::sync::Mutex<Running>>;

#[derive(Debug)]
struct Running {
    manifest: Cid,
    tree: Cid,
    id: u64,
    /// The CID under which the node answers: by reading the tree's, by its documentation the
    /// manifest's. `None` until one of them was answered.
    key: Option<Cid>,
    readers: usize,
    /// Bytes from the network that readers were told of; `None` before the first look: a download
    /// that was joined has had some before.
    told: Option<u64>,
}

impl Running {
    /// Bytes that nobody was told of yet. A node that was restarted counts anew.
    fn fresh(&mut self, bytes: u64) -> u64 {
        match self.told.replace(bytes) {
            None => 0,
            Some(before) => bytes.checked_sub(before).unwrap_or(bytes),
        }
    }

    /// CIDs to ask with, the likelier one first.
    fn keys(&self) -> Vec<Cid> {
        self.key.map_or_else(|| vec![self.tree, self.manifest], |key| vec![key])
    }
}

/// One reader's part in a download.
#[derive(Debug)]
pub(super) struct Download {
    slot: Slot,
    tree: Cid,
    blocks: u64,
    length: u64,
}

/// How waiting for a download ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is no longer under way: what the node has can be read.
    Ended,
    /// Nobody reads any more.
    Unwanted,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StartedJson {
    download_id: u64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ProgressJson {
    active: bool,
    received: u64,
    total: u64,
    bytes: u64,
}

/// Makes the node begin; `None` when it cannot, and the dataset has to be streamed.
pub(super) async fn begin(
    shared: &Shared,
    facts: &Facts,
    cid: Cid,
    manifest: &Manifest,
) -> Result<Option<Download>, CodexError> {
    let tree = manifest.tree;
    let slot = {
        let mut map = shared.downloads.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = Running { manifest: cid, tree, id: 0, key: None, readers: 0, told: None };
        Arc::clone(map.entry(tree).or_insert_with(|| Arc::new(tokio::sync::Mutex::new(new))))
    };
    let mut running = slot.lock().await;
    let started = start(shared, facts, cid).await;
    if let Ok(Some(id)) = started {
        running.id = id;
        running.manifest = cid;
        running.readers = running.readers.saturating_add(1);
    }
    drop(running);
    let (blocks, length) = (manifest.block_count(), manifest.dataset_size);
    let download = Download { slot, tree, blocks, length };
    match started {
        Ok(Some(_)) => Ok(Some(download)),
        other => {
            shared.downloads.tidy(tree, download.slot);
            other.map(|_| None)
        }
    }
}

async fn start(shared: &Shared, facts: &Facts, cid: Cid) -> Result<Option<u64>, CodexError> {
    let http = &shared.http;
    let mut url = http.url(facts.prefix, &["data", &cid.to_string(), "network"]);
    if facts.capabilities.advertise {
        // What is fetched is offered to others, as every item here is.
        url.query_pairs_mut().append_pair("advertise", "true");
    }
    let doing = "beginning a download";
    let got = http.once(Method::POST, url, http.deadlines.manifest, MAX_SMALL, doing).await?;
    match got.status {
        StatusCode::NOT_FOUND if got.is_unknown_route() => Err(shared.strange()),
        StatusCode::NOT_FOUND => Err(CodexError::NotFound(cid)),
        StatusCode::CONFLICT => {
            tracing::debug!(%cid, text = got.sentence(), "the node downloads nothing by itself");
            Ok(None)
        }
        // Older nodes answer without a number: nothing to watch.
        _ => match got.json::<StartedJson>() {
            Ok(started) => Ok(Some(started.download_id)),
            Err(CodexError::Protocol(_)) => Ok(None),
            Err(error) => Err(error),
        },
    }
}

impl Downloads {
    /// Drops the entry of a download without readers. `mine` is the caller's handle.
    fn tidy(&self, tree: Cid, mine: Slot) {
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        drop(mine);
        if map.get(&tree).is_some_and(|slot| Arc::strong_count(slot) == 1) {
            map.remove(&tree);
        }
    }
}

impl Download {
    /// Follows it until it is no longer under way or nobody reads.
    pub(super) async fn wait<T>(
        &self,
        shared: &Shared,
        facts: &Facts,
        behind: &watch::Sender<Behind>,
        reader: &mpsc::Sender<T>,
    ) -> Result<Outcome, CodexError> {
        tokio::select! {
            biased;
            () = reader.closed() => Ok(Outcome::Unwanted),
            ended = self.follow(shared, facts, behind) => ended.map(|()| Outcome::Ended),
        }
    }

    async fn follow(
        &self,
        shared: &Shared,
        facts: &Facts,
        behind: &watch::Sender<Behind>,
    ) -> Result<(), CodexError> {
        let deadlines = shared.http.deadlines;
        let end = Instant::now() + deadlines.overall(self.length);
        let mut moved = Instant::now();
        let mut pause = FIRST_LOOK.min(deadlines.poll);
        let (mut failed, mut lost, mut restarts) = (0, false, 0);
        let mut bytes = 0_u64;
        loop {
            match self.look(shared, facts).await {
                Ok(Some(mut now)) => {
                    failed = 0;
                    bytes = bytes.saturating_add(now.bytes);
                    now.bytes = bytes;
                    if behind.send_if_modified(|old| std::mem::replace(old, now) != now) {
                        moved = Instant::now();
                    }
                    if now.total > 0 && now.received >= now.total {
                        return Ok(());
                    }
                }
                // A node that was restarted knows nothing of it.
                Ok(None) if lost && restarts < MAX_RESTARTS => {
                    (failed, lost) = (0, false);
                    restarts += 1;
                    let mut running = self.slot.lock().await;
                    match start(shared, facts, running.manifest).await? {
                        Some(id) => running.id = id,
                        None => return Ok(()),
                    }
                }
                Ok(None) => return Ok(()),
                Err(error) if failed >= MAX_LOST => return Err(error),
                Err(error) => {
                    shared.note(&error);
                    failed += 1;
                    lost = true;
                }
            }
            let now = Instant::now();
            if now >= end || now.duration_since(moved) >= deadlines.background {
                return Err(CodexError::Timeout("downloading a dataset from its network"));
            }
            tokio::time::sleep(pause).await;
            pause = pause.saturating_mul(2).min(deadlines.poll);
        }
    }

    /// How far it is, with the bytes that came since the last look; `None` when it is not under
    /// way.
    async fn look(&self, shared: &Shared, facts: &Facts) -> Result<Option<Behind>, CodexError> {
        let (keys, id) = {
            let running = self.slot.lock().await;
            (running.keys(), running.id.to_string())
        };
        for key in keys {
            let text = key.to_string();
            let parts = ["data", &text, "network", "progress", &id];
            let deadline = shared.http.deadlines.control;
            let url = shared.http.url(facts.prefix, &parts);
            let doing = "telling how far a download is";
            let got = shared.http.get(url, deadline, MAX_SMALL, doing).await?;
            if got.status == StatusCode::NOT_FOUND {
                continue;
            }
            let told: ProgressJson = got.json()?;
            if told.active {
                let mut running = self.slot.lock().await;
                running.key = Some(key);
                let bytes = running.fresh(told.bytes);
                let total = if told.total == 0 { self.blocks } else { told.total };
                let received = told.received.min(total);
                return Ok(Some(Behind { received, total, bytes }));
            }
        }
        Ok(None)
    }

    /// Ends this reader's part; the last one takes the download from the node unless it is over.
    pub(super) async fn leave(self, shared: &Shared, facts: &Facts, over: bool) {
        let mut running = self.slot.lock().await;
        running.readers = running.readers.saturating_sub(1);
        if running.readers == 0 && !over {
            stop(shared, facts, &running).await;
        }
        drop(running);
        shared.downloads.tidy(self.tree, self.slot);
    }
}

/// Cancels what is under way of a dataset, whoever reads it.
pub(super) async fn cancel(shared: &Shared, facts: &Facts, cid: Cid) {
    if !facts.capabilities.cancel {
        return;
    }
    let slots: Vec<Slot> = {
        let map = shared.downloads.0.lock().unwrap_or_else(PoisonError::into_inner);
        map.values().cloned().collect()
    };
    for slot in slots {
        let running = slot.lock().await;
        if running.manifest == cid && running.readers > 0 {
            stop(shared, facts, &running).await;
        }
    }
}

/// Tells the node. It may have forgotten the download; nobody waits for the outcome.
async fn stop(shared: &Shared, facts: &Facts, running: &Running) {
    let http = &shared.http;
    for key in running.keys() {
        let (cid, id) = (key.to_string(), running.id.to_string());
        let url = http.url(facts.prefix, &["data", &cid, "network", &id]);
        let doing = "cancelling a download";
        match http.once(Method::DELETE, url, http.deadlines.control, MAX_SMALL, doing).await {
            Ok(got) if got.status.is_success() => return,
            Ok(got) => tracing::debug!(%key, text = got.sentence(), "no such download"),
            Err(error) => {
                tracing::debug!(%key, %error, "a download could not be cancelled");
                shared.note(&error);
                return;
            }
        }
    }
}

//! A node made of a map, with the faults and the counters that tests of the HTTP side need.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use bytes::{Bytes, BytesMut};
use tokio::sync::{Semaphore, mpsc, watch};

use crate::codex::{
    Capabilities, Cid, Codex, CodexError, DatasetHasher, FetchStream, Generation, ListEntry,
    Manifest, NodeInfo, NodeKind, NodeState, NodeStatus, Purpose, Request, Space, Stored,
    UploadBody,
};
use crate::tasks::Tasks;

const CHUNK: usize = 64 * 1024;

/// What goes wrong.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// Streams end with this error after so many bytes of the dataset.
    pub(super) fetch: Mutex<Option<(u64, CodexError)>>,
    /// Uploads are refused with this error after the body.
    pub(super) upload: Mutex<Option<CodexError>>,
    /// Datasets that refer to files: delete does nothing to them.
    pub(super) referenced: Mutex<HashSet<Cid>>,
    /// Chunks taken of uploads need a permit when this is set.
    pub(super) gate: Mutex<Option<Arc<Semaphore>>>,
    /// Bytes that entered the channels of streams.
    pub(super) produced: AtomicU64,
    /// Uploads that ended with an error inside the body.
    pub(super) aborted: AtomicU64,
    /// Streams whose reader went away.
    pub(super) cancelled: AtomicU64,
}

type Map = HashMap<Cid, (Manifest, Bytes)>;

/// Starts it.
pub(super) fn start(tasks: &Tasks) -> (Codex, Arc<Faults>) {
    let faults = Arc::new(Faults::default());
    let (tx, mut rx) = mpsc::channel::<Request>(16);
    let (status, watch) = watch::channel(NodeStatus {
        state: NodeState::Online,
        capabilities: Capabilities {
            kind: NodeKind::Memory,
            version: "shelf".to_owned(),
            generation: Generation::C,
            ranged_reads: true,
            leaf_hashes: false,
            import_by_reference: false,
            exists: true,
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
        },
        latency_ms: 0,
    });
    let map: Arc<Mutex<Map>> = Arc::default();
    let shared = Arc::clone(&faults);
    let group = tasks.clone();
    tasks.spawn("shelf", async move {
        while let Some(request) = rx.recv().await {
            group.spawn("shelf", handle(request, Arc::clone(&map), Arc::clone(&shared)));
        }
        drop(status);
    });
    (Codex::new("shelf", tx, watch), faults)
}

async fn handle(request: Request, map: Arc<Mutex<Map>>, faults: Arc<Faults>) {
    let find = |cid: Cid| map.lock().unwrap().get(&cid).cloned().ok_or(CodexError::NotFound(cid));
    match request {
        Request::Upload { body, label, reply, .. } => {
            let stored = upload(body, &faults).await.and_then(|bytes| {
                let mut hasher = DatasetHasher::new();
                hasher.push(&bytes);
                let whole = hasher.finish().ok_or(CodexError::Refused("empty".to_owned()))?;
                let manifest = Manifest::of(&whole, &label);
                let cid = manifest.cid(Generation::C);
                let old = map.lock().unwrap().insert(cid, (manifest.clone(), bytes));
                Ok(Stored { cid, manifest, new: old.is_none() })
            });
            reply.send(stored).ok();
        }
        Request::Manifest { cid, reply, .. } => {
            reply.send(find(cid).map(|(manifest, _)| manifest)).ok();
        }
        Request::Fetch { cid, range, purpose, reply, .. } => {
            assert_eq!(purpose, Purpose::Serve);
            let (manifest, bytes) = match find(cid) {
                Ok(found) => found,
                Err(error) => {
                    reply.send(Err(error)).ok();
                    return;
                }
            };
            let range = range.unwrap_or(0..manifest.dataset_size);
            let (tx, chunks) = mpsc::channel(4);
            let stream = FetchStream {
                manifest,
                range: range.clone(),
                verified: true,
                chunks,
                behind: None,
            };
            reply.send(Ok(stream)).ok();
            let fault = faults.fetch.lock().unwrap().clone();
            let end = fault.as_ref().map_or(range.end, |(at, _)| range.end.min(*at));
            let at = |offset: u64| usize::try_from(offset).unwrap();
            let part = bytes.slice(at(range.start.min(end))..at(end));
            for chunk in part.chunks(CHUNK) {
                if tx.send(Ok(Bytes::copy_from_slice(chunk))).await.is_err() {
                    faults.cancelled.fetch_add(1, Ordering::SeqCst);
                    return;
                }
                faults.produced.fetch_add(u64::try_from(chunk.len()).unwrap(), Ordering::SeqCst);
            }
            if let Some((_, error)) = fault {
                tx.send(Err(error)).await.ok();
            }
        }
        Request::Exists { cid, reply } => {
            reply.send(Ok(map.lock().unwrap().contains_key(&cid))).ok();
        }
        Request::Delete { cid, reply } => {
            if !faults.referenced.lock().unwrap().contains(&cid) {
                map.lock().unwrap().remove(&cid);
            }
            reply.send(Ok(())).ok();
        }
        Request::List { reply } => {
            let entry = |(cid, (manifest, _)): (&Cid, &(Manifest, Bytes))| ListEntry {
                cid: *cid,
                manifest: manifest.clone(),
            };
            reply.send(Ok(map.lock().unwrap().iter().map(entry).collect())).ok();
        }
        Request::Space { reply } => {
            let space =
                Space { total_blocks: 3, quota_max: 1000, quota_used: 400, quota_reserved: 100 };
            reply.send(Ok(space)).ok();
        }
        Request::LookAgain => {}
        Request::Info { reply } => {
            reply.send(Ok(NodeInfo { version: "shelf".to_owned(), ..NodeInfo::default() })).ok();
        }
        other => panic!("not asked by the HTTP side: {other:?}"),
    }
}

async fn upload(body: UploadBody, faults: &Faults) -> Result<Bytes, CodexError> {
    let UploadBody::Stream(mut chunks) = body else {
        panic!("the HTTP side streams");
    };
    let gate = faults.gate.lock().unwrap().clone();
    let mut all = BytesMut::new();
    loop {
        if let Some(gate) = &gate {
            gate.acquire().await.unwrap().forget();
        }
        match chunks.recv().await {
            None => break,
            Some(Ok(chunk)) => all.extend_from_slice(&chunk),
            Some(Err(error)) => {
                faults.aborted.fetch_add(1, Ordering::SeqCst);
                return Err(error);
            }
        }
    }
    let fault = faults.upload.lock().unwrap().clone();
    match fault {
        Some(error) => Err(error),
        None => Ok(all.freeze()),
    }
}

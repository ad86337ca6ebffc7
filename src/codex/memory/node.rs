//! How the memory node answers.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::mpsc;

use super::{Held, MemoryControl};
use crate::codex::BLOCK_SIZE;
use crate::codex::cid::{Cid, Codec};
use crate::codex::label::check_label;
use crate::codex::manifest::Generation;
use crate::codex::merkle::{DatasetHasher, block_digest};
use crate::codex::proto::{
    Capabilities, CodexError, DatasetHashes, DatasetLabel, FetchStream, FileStamp, ListEntry,
    NodeInfo, Purpose, Reply, Request, Space, Stored, UploadBody,
};
use crate::tasks::Tasks;

type Result<T> = std::result::Result<T, CodexError>;

/// Bytes of a chunk of a fetch, as the embedded node's.
const CHUNK: usize = 256 << 10;
/// Chunks that may wait for the reader.
const CHUNKS_AHEAD: usize = 4;

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) control: MemoryControl,
    pub(super) can: Arc<Capabilities>,
    pub(super) tasks: Tasks,
}

impl Node {
    pub(super) async fn handle(self, request: Request) {
        match request {
            Request::Import { path, stamp, hashes, label, reply } => {
                self.answer("import", reply, async || self.import(path, stamp, &hashes, &label))
                    .await;
            }
            Request::Relocate { cid, from, to, reply } => {
                let work = async || {
                    let stamp = stamp_of(&to)?;
                    self.with(&cid, |held| {
                        held.paths.remove(&from);
                        held.paths.insert(to, stamp);
                    })
                };
                self.answer("relocate", reply, work).await;
            }
            Request::Forget { cid, path, reply } => {
                let work = async || {
                    self.drop_part(&cid, |held| {
                        held.paths.remove(&path);
                    });
                    Ok(())
                };
                self.answer("forget", reply, work).await;
            }
            Request::Delete { cid, reply } => {
                let work = async || {
                    self.drop_part(&cid, |held| held.copy = None);
                    Ok(())
                };
                self.answer("delete", reply, work).await;
            }
            Request::Upload { body, label, reply, expected: _ } => {
                self.answer("upload", reply, async || self.upload(body, &label).await).await;
            }
            Request::Manifest { cid, scope: _, reply } => {
                let work = async || self.with(&cid, |held| held.manifest.clone());
                self.answer("manifest", reply, work).await;
            }
            Request::Fetch { cid, range, scope: _, purpose, reply } => {
                self.answer("fetch", reply, async || self.fetch(cid, range, purpose)).await;
            }
            Request::Leaves { cid, reply } => {
                let work = async || {
                    need(self.can.leaf_hashes, "tell leaf hashes")?;
                    self.with(&cid, |held| Arc::clone(&held.hashes.leaves))
                };
                self.answer("leaves", reply, work).await;
            }
            Request::Exists { cid, reply } => {
                let work = async || {
                    need(self.can.exists, "tell what it has")?;
                    Ok(self.exists(&cid))
                };
                self.answer("exists", reply, work).await;
            }
            Request::List { reply } => self.answer("list", reply, async || Ok(self.list())).await,
            Request::References { reply } => {
                let work = async || {
                    need(self.can.import_by_reference, "import by reference")?;
                    Ok(self.references())
                };
                self.answer("references", reply, work).await;
            }
            Request::Space { reply } => {
                self.answer("space", reply, async || Ok(self.space())).await;
            }
            Request::TakeServed { reply } => {
                let work = async || {
                    need(self.can.upload_accounting, "count what it served")?;
                    Ok(std::mem::take(&mut self.control.lock().served).into_iter().collect())
                };
                self.answer("take_served", reply, work).await;
            }
            Request::Connect { reply, .. } => {
                let refuse = async || Err(CodexError::Refused("no network".to_owned()));
                self.answer("connect", reply, refuse).await;
            }
            Request::LookAgain => {}
            Request::Configure { reply, .. } => {
                let refuse = async || Err(CodexError::Unsupported("change its options"));
                self.answer("configure", reply, refuse).await;
            }
            Request::Expire { reply, .. } => {
                let refuse = async || Err(CodexError::Unsupported("drop by age"));
                self.answer("expire", reply, refuse).await;
            }
            Request::TorrentManifest { reply, .. } => {
                let refuse = async || Err(CodexError::Unsupported("resolve info hashes"));
                self.answer("torrent_manifest", reply, refuse).await;
            }
            Request::TorrentUpload { reply, .. } => {
                let refuse = async || Err(CodexError::Unsupported("make torrents"));
                self.answer("torrent_upload", reply, refuse).await;
            }
            Request::Purchase { reply, .. } => {
                let refuse = async || Err(CodexError::Unsupported("buy storage"));
                self.answer("purchase", reply, refuse).await;
            }
            Request::Purchases { reply } => {
                let refuse = async || Err(CodexError::Unsupported("buy storage"));
                self.answer("purchases", reply, refuse).await;
            }
            Request::SetLogLevel { reply, .. } => {
                let refuse = async || Err(CodexError::Unsupported("log"));
                self.answer("log_level", reply, refuse).await;
            }
            Request::Info { reply } => {
                let version = self.can.version.clone();
                let work = async || Ok(NodeInfo { version, ..NodeInfo::default() });
                self.answer("info", reply, work).await;
            }
        }
    }

    /// Counts the request, applies the faults, then does the work.
    async fn answer<T>(
        &self,
        name: &'static str,
        mut reply: Reply<T>,
        work: impl AsyncFnOnce() -> Result<T>,
    ) {
        let (away, hang, delay) = {
            let mut state = self.control.lock();
            *state.requests.entry(name).or_default() += 1;
            (state.away.clone(), state.hang, state.delay)
        };
        if hang {
            return reply.closed().await;
        }
        if let Some(delay) = delay {
            tokio::time::sleep(delay).await;
        }
        let answer = match away {
            Some(reason) => Err(CodexError::Away(reason)),
            None => work().await,
        };
        drop(reply.send(answer));
    }

    fn with<T>(&self, cid: &Cid, work: impl FnOnce(&mut Held) -> T) -> Result<T> {
        let mut state = self.control.lock();
        state.datasets.get_mut(cid).map(work).ok_or(CodexError::NotFound(*cid))
    }

    /// Takes a part away; what has neither copy nor path goes.
    fn drop_part(&self, cid: &Cid, part: impl FnOnce(&mut Held)) {
        let mut state = self.control.lock();
        if let Some(held) = state.datasets.get_mut(cid) {
            part(held);
            if held.copy.is_none() && held.paths.is_empty() {
                state.datasets.remove(cid);
            }
        }
    }

    fn import(
        &self,
        path: PathBuf,
        stamp: FileStamp,
        hashes: &DatasetHashes,
        label: &DatasetLabel,
    ) -> Result<Stored> {
        need(self.can.import_by_reference, "import by reference")?;
        check_label(label).map_err(|error| CodexError::Refused(error.to_string()))?;
        if stamp_of(&path)? != stamp || stamp.size != hashes.length {
            return Err(CodexError::Changed(path));
        }
        Ok(self.control.store(hashes, label, |held| {
            held.paths.insert(path, stamp);
        }))
    }

    async fn upload(&self, body: UploadBody, label: &DatasetLabel) -> Result<Stored> {
        check_label(label).map_err(|error| CodexError::Refused(error.to_string()))?;
        let mut data = Vec::new();
        match body {
            UploadBody::Bytes(bytes) => data.extend_from_slice(&bytes),
            UploadBody::File { path, length } => {
                data = std::fs::read(&path).map_err(|_| CodexError::Vanished(path.clone()))?;
                if u64::try_from(data.len()) != Ok(length) {
                    return Err(CodexError::Changed(path));
                }
            }
            UploadBody::Stream(mut chunks) => {
                while let Some(chunk) = chunks.recv().await {
                    data.extend_from_slice(&chunk?);
                }
            }
        }
        if self.control.lock().refuse_quota {
            let needed = u64::try_from(data.len()).unwrap_or(u64::MAX);
            return Err(CodexError::Quota { needed, free: 0 });
        }
        let Some(hashes) = hash(&data) else {
            return Err(CodexError::Refused("an empty dataset cannot be stored".to_owned()));
        };
        Ok(self.control.store(&hashes, label, |held| held.copy = Some(Bytes::from(data))))
    }

    fn exists(&self, cid: &Cid) -> bool {
        let state = self.control.lock();
        match cid.codec() {
            Codec::Manifest => state.datasets.contains_key(cid),
            Codec::Tree => state.datasets.values().any(|held| held.manifest.tree == *cid),
            Codec::Block => {
                state.datasets.values().any(|held| held.hashes.leaves.contains(cid.digest()))
            }
        }
    }

    fn list(&self) -> Vec<ListEntry> {
        let entry =
            |(cid, held): (&Cid, &Held)| ListEntry { cid: *cid, manifest: held.manifest.clone() };
        self.control.lock().datasets.iter().map(entry).collect()
    }

    fn references(&self) -> Vec<(Cid, PathBuf)> {
        let state = self.control.lock();
        let pairs = |(cid, held): (&Cid, &Held)| {
            let cid = *cid;
            held.paths.keys().map(move |path| (cid, path.clone())).collect::<Vec<_>>()
        };
        state.datasets.iter().flat_map(pairs).collect()
    }

    fn space(&self) -> Space {
        let state = self.control.lock();
        let mut space = Space { quota_max: 20 << 30, ..Space::default() };
        for held in state.datasets.values() {
            space.total_blocks += held.manifest.block_count() + 1;
            if held.copy.is_some() {
                space.quota_used += held.manifest.block_count() * u64::from(BLOCK_SIZE);
            }
        }
        space
    }

    fn fetch(&self, cid: Cid, range: Option<Range<u64>>, purpose: Purpose) -> Result<FetchStream> {
        let (manifest, data, corrupt_at, truncate_at) = self.with(&cid, |held| {
            let data = held.copy.clone().map_or_else(|| read_path(held), Ok);
            (held.manifest.clone(), data, held.corrupt_at, held.truncate_at)
        })?;
        let mut data = data?.to_vec();
        let size = manifest.dataset_size;
        let range = range.map_or(0..size, |range| range.start..range.end.min(size));
        if range.start > range.end {
            return Err(CodexError::Refused("the range starts behind the end".to_owned()));
        }
        let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        if let Some(byte) = corrupt_at.and_then(|at| data.get_mut(index(at))) {
            *byte ^= 0xff;
        }
        let end = truncate_at.map_or(range.end, |at| at.clamp(range.start, range.end));
        let source = ChunkSource {
            cid,
            data: Bytes::from(data),
            leaves: self
                .can
                .leaf_hashes
                .then(|| self.with(&cid, |h| h.hashes.clone()))
                .transpose()?,
            wanted: range.clone(),
            end,
        };
        let (chunks, receiver) = mpsc::channel(CHUNKS_AHEAD);
        let feed = self.clone().feed(source, purpose, chunks);
        drop(self.tasks.spawn("codex-memory-fetch", feed));
        let verified = self.can.leaf_hashes;
        Ok(FetchStream { manifest, range, verified, chunks: receiver, behind: None })
    }

    async fn feed(
        self,
        source: ChunkSource,
        purpose: Purpose,
        chunks: mpsc::Sender<Result<Bytes>>,
    ) {
        let mut at = source.wanted.start;
        while at < source.end {
            let delay = self.control.lock().delay;
            if let Some(delay) = delay {
                tokio::time::sleep(delay).await;
            }
            let chunk = source.chunk(at);
            let failed = chunk.is_err();
            let size = chunk.as_ref().map_or(0, Bytes::len);
            if chunks.send(chunk).await.is_err() || failed {
                return;
            }
            let size = u64::try_from(size).unwrap_or(u64::MAX);
            at = at.saturating_add(size);
            if purpose == Purpose::Serve {
                *self.control.lock().served.entry(source.cid).or_default() += size;
            }
        }
        if source.end < source.wanted.end {
            let expected = source.wanted.end - source.wanted.start;
            let got = source.end - source.wanted.start;
            drop(chunks.send(Err(CodexError::Short { expected, got })).await);
        }
    }
}

/// The bytes that one fetch delivers.
struct ChunkSource {
    cid: Cid,
    data: Bytes,
    /// Present when blocks are checked.
    leaves: Option<DatasetHashes>,
    wanted: Range<u64>,
    end: u64,
}

impl ChunkSource {
    fn chunk(&self, at: u64) -> Result<Bytes> {
        let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        let (from, end) = (index(at), index(self.end).min(self.data.len()));
        let to = (from / CHUNK * CHUNK + CHUNK).min(end);
        if from >= to {
            let (expected, got) = (self.wanted.end - self.wanted.start, at - self.wanted.start);
            return Err(CodexError::Short { expected, got });
        }
        if let Some(hashes) = &self.leaves {
            let size = index(u64::from(BLOCK_SIZE));
            let blocks = self.data.chunks(size).zip(hashes.leaves.iter());
            let range = from / size..to.div_ceil(size);
            for (block, leaf) in blocks.skip(range.start).take(range.len()) {
                if block_digest(block, BLOCK_SIZE) != *leaf {
                    return Err(CodexError::Corrupt(format!("a block of {} is wrong", self.cid)));
                }
            }
        }
        Ok(self.data.slice(from..to))
    }
}

pub(super) fn hash(data: &[u8]) -> Option<DatasetHashes> {
    let mut hasher = DatasetHasher::new();
    hasher.push(data);
    hasher.finish()
}

fn need(able: bool, what: &'static str) -> Result<()> {
    if able { Ok(()) } else { Err(CodexError::Unsupported(what)) }
}

fn stamp_of(path: &Path) -> Result<FileStamp> {
    std::fs::metadata(path)
        .map(|meta| FileStamp::of(&meta))
        .map_err(|_| CodexError::Vanished(path.to_owned()))
}

/// The bytes of the first file that is there; whether it changed is told like the embedded node.
fn read_path(held: &Held) -> Result<Bytes> {
    let mut failure = CodexError::NotFound(held.manifest.cid(Generation::default()));
    for (path, stamp) in &held.paths {
        match std::fs::read(path) {
            Ok(data) => {
                if hash(&data).is_some_and(|hashes| hashes == held.hashes) {
                    return Ok(Bytes::from(data));
                }
                failure = match stamp_of(path) {
                    Ok(now) if now == *stamp => {
                        CodexError::Corrupt(format!("{} has other bytes", path.display()))
                    }
                    _ => CodexError::Changed(path.clone()),
                };
            }
            Err(_) => failure = CodexError::Vanished(path.clone()),
        }
    }
    Err(failure)
}

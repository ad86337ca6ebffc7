//! What the embedded node knows and can do, as blocking calls; the actor decides where they run.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tokio::sync::broadcast;

use super::index::{self, Dataset, Index, IndexError, Location, Removed, Usage};
use super::reader;
use super::store::{self, Outboard, Store};
use crate::codex::cid::{Cid, Codec, Digest};
use crate::codex::manifest::{Generation, Manifest};
use crate::codex::merkle;
use crate::codex::proto::{
    CodexError, Damage, DatasetHashes, DatasetLabel, FileStamp, ListEntry, Space, Stored,
};
use crate::codex::{BLOCK_SIZE, label};

type Result<T> = std::result::Result<T, CodexError>;

/// Reports of damage that are kept for a receiver that is behind.
const DAMAGE_AHEAD: usize = 256;

/// Used and promised bytes of the quota.
#[derive(Debug, Default)]
struct Ledger {
    quota: u64,
    usage: Usage,
    reserved: u64,
}

/// State shared by the actor, the writer thread, uploads and fetches.
#[derive(Debug)]
pub(super) struct Core {
    pub(super) index: Index,
    pub(super) store: Store,
    generation: RwLock<Generation>,
    ledger: Mutex<Ledger>,
    /// Trees whose outboard was found to give their root since this process started.
    verified: Mutex<HashSet<Digest>>,
    served: Mutex<HashMap<Cid, u64>>,
    /// Tells the session about referenced files that do not have the right bytes any more.
    pub(super) damage: broadcast::Sender<Damage>,
}

impl Core {
    /// Opens the directory and reconciles files and index.
    pub(super) fn open(dir: &Path, quota: u64, generation: Generation) -> Result<Self> {
        let store = Store::open(dir).map_err(|error| io_error(&error, dir))?;
        let index = Index::open(&store.index_path()).map_err(index_error)?;
        let core = Self {
            index,
            store,
            generation: RwLock::new(generation),
            ledger: Mutex::new(Ledger { quota, ..Ledger::default() }),
            verified: Mutex::default(),
            served: Mutex::default(),
            damage: broadcast::channel(DAMAGE_AHEAD).0,
        };
        core.reconcile(dir)?;
        lock(&core.ledger).usage = core.index.usage().map_err(index_error)?;
        Ok(core)
    }

    /// Drops owned copies whose file is gone or has another length, and files that no row
    /// names. A missing outboard is made again from the data when it is needed.
    fn reconcile(&self, dir: &Path) -> Result<()> {
        for dataset in self.index.all().map_err(index_error)?.iter().filter(|d| d.owned) {
            let path = self.store.data_path(&dataset.content());
            let length = fs::metadata(&path).map(|meta| meta.len()).ok();
            if length != Some(dataset.manifest.dataset_size) {
                tracing::warn!(path = %path.display(), "a stored copy is gone; dropping it");
                self.index.remove(&dataset.key, None, true).map_err(index_error)?;
            }
        }
        let all = self.index.all().map_err(index_error)?;
        let data: HashSet<String> = all
            .iter()
            .filter(|d| d.owned)
            .map(|d| store::data_name(d.root(), d.manifest.dataset_size))
            .collect();
        let trees: HashSet<String> = all.iter().map(|d| store::hex(d.root())).collect();
        let known = |names: &HashSet<String>, name: &std::ffi::OsStr| {
            name.to_str().is_some_and(|name| names.contains(name))
        };
        self.store
            .sweep("data", |name| known(&data, name))
            .and_then(|()| self.store.sweep("outboards", |name| known(&trees, name)))
            .map_err(|error| io_error(&error, dir))
    }

    pub(super) fn cid(&self, manifest: &Manifest) -> Cid {
        manifest.cid(*self.generation.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the options of a running node. A quota below what is used or promised is refused:
    /// nothing could be stored, and nothing is dropped to make room.
    pub(super) fn configure(&self, quota: u64, generation: Generation) -> Result<()> {
        let mut ledger = lock(&self.ledger);
        let used = ledger.usage.bytes.saturating_add(ledger.reserved);
        // One that is too small from before does not stand in the way of other changes.
        if quota < used && quota != ledger.quota {
            return Err(CodexError::Refused(format!(
                "{used} bytes are in use; use at least as many"
            )));
        }
        ledger.quota = quota;
        drop(ledger);
        *self.generation.write().unwrap_or_else(PoisonError::into_inner) = generation;
        Ok(())
    }

    /// Drops owned copies whose file was written before a moment (Unix seconds), but for `keep`.
    /// Who stores the same bytes again writes the file again, which renews it.
    pub(super) fn expire(&self, before: i64, keep: &[Cid]) -> Result<Vec<Cid>> {
        let mut kept = HashSet::new();
        for cid in keep {
            if let Some(dataset) = self.index.find(cid).map_err(index_error)? {
                kept.insert(dataset.content());
            }
        }
        let mut gone = Vec::new();
        for dataset in self.index.all().map_err(index_error)? {
            if !dataset.owned || kept.contains(&dataset.content()) {
                continue;
            }
            let stamp = stamp_of(&self.store.data_path(&dataset.content()));
            let old = stamp.is_ok_and(|stamp| stamp.mtime_ns / 1_000_000_000 < before);
            if old {
                let cid = self.cid(&dataset.manifest);
                self.delete(&cid)?;
                gone.push(cid);
            }
        }
        Ok(gone)
    }

    pub(super) fn find(&self, cid: &Cid) -> Result<Dataset> {
        self.index.find(cid).map_err(index_error)?.ok_or(CodexError::NotFound(*cid))
    }

    pub(super) fn import(
        &self,
        path: &Path,
        stamp: FileStamp,
        hashes: &DatasetHashes,
        label: &DatasetLabel,
    ) -> Result<Stored> {
        label::check_label(label).map_err(|error| CodexError::Refused(error.to_string()))?;
        if stamp_of(path)? != stamp || stamp.size != hashes.length {
            return Err(CodexError::Changed(path.to_owned()));
        }
        check_hashes(hashes)?;
        let manifest = Manifest::of(hashes, label);
        let location = Location { path: path.to_owned(), stamp };
        self.commit(manifest, hashes, Some(&location), None)
    }

    /// Adds a dataset whose bytes lie at their final place.
    pub(super) fn commit(
        &self,
        manifest: Manifest,
        hashes: &DatasetHashes,
        location: Option<&Location>,
        copy: Option<store::TempFile>,
    ) -> Result<Stored> {
        let owned = copy.is_some();
        let cost = self.index.cost(&manifest, owned).map_err(index_error)?;
        if location.is_some() {
            self.check_quota(cost.bytes)?;
        }
        self.ensure_outboard(hashes)?;
        if let Some(copy) = copy {
            let path = self.store.data_path(&(hashes.root, hashes.length));
            copy.keep(&path).map_err(|error| io_error(&error, &path))?;
        }
        let (cost, new) = self.index.add(&manifest, owned, location).map_err(index_error)?;
        let mut ledger = lock(&self.ledger);
        ledger.usage.blocks = ledger.usage.blocks.saturating_add(cost.blocks);
        ledger.usage.bytes = ledger.usage.bytes.saturating_add(cost.bytes);
        drop(ledger);
        Ok(Stored { cid: self.cid(&manifest), manifest, new })
    }

    fn ensure_outboard(&self, hashes: &DatasetHashes) -> Result<()> {
        let path = self.store.outboard_path(&hashes.root);
        let sound = lock(&self.verified).contains(&hashes.root)
            && fs::metadata(&path).is_ok_and(|meta| {
                meta.len() == 32 * merkle::block_count(hashes.length, BLOCK_SIZE)
            });
        if !sound {
            self.store
                .write_outboard(&hashes.root, &hashes.leaves)
                .map_err(|error| io_error(&error, &path))?;
            lock(&self.verified).insert(hashes.root);
        }
        Ok(())
    }

    pub(super) fn relocate(&self, cid: &Cid, from: &Path, to: &Path) -> Result<()> {
        let dataset = self.find(cid)?;
        let stamp = stamp_of(to)?;
        if stamp.size != dataset.manifest.dataset_size {
            return Err(CodexError::Changed(to.to_owned()));
        }
        let to = Location { path: to.to_owned(), stamp };
        self.index.relocate(&dataset.key, from, &to).map_err(index_error)
    }

    pub(super) fn forget(&self, cid: &Cid, path: &Path) -> Result<()> {
        self.remove(cid, Some(path), false)
    }

    pub(super) fn delete(&self, cid: &Cid) -> Result<()> {
        self.remove(cid, None, true)
    }

    fn remove(&self, cid: &Cid, path: Option<&Path>, copy: bool) -> Result<()> {
        let Some(dataset) = self.index.find(cid).map_err(index_error)? else { return Ok(()) };
        let removed = self.index.remove(&dataset.key, path, copy).map_err(index_error)?;
        let Removed { usage, data, outboard } = removed;
        let mut ledger = lock(&self.ledger);
        ledger.usage.blocks = ledger.usage.blocks.saturating_sub(usage.blocks);
        ledger.usage.bytes = ledger.usage.bytes.saturating_sub(usage.bytes);
        drop(ledger);
        if let Some(content) = data {
            store::unlink(&self.store.data_path(&content));
        }
        if let Some(root) = outboard {
            lock(&self.verified).remove(&root);
            store::unlink(&self.store.outboard_path(&root));
        }
        Ok(())
    }

    pub(super) fn list(&self) -> Result<Vec<ListEntry>> {
        let all = self.index.all().map_err(index_error)?;
        let entry = |d: Dataset| ListEntry { cid: self.cid(&d.manifest), manifest: d.manifest };
        Ok(all.into_iter().map(entry).collect())
    }

    pub(super) fn references(&self) -> Result<Vec<(Cid, PathBuf)>> {
        let cids: HashMap<Digest, Cid> = self
            .index
            .all()
            .map_err(index_error)?
            .iter()
            .map(|dataset| (dataset.key, self.cid(&dataset.manifest)))
            .collect();
        let references = self.index.references().map_err(index_error)?;
        Ok(references
            .into_iter()
            .filter_map(|(key, path)| Some((*cids.get(&key)?, path)))
            .collect())
    }

    /// Whether bytes are at hand: a copy, or a file of the right length where one was imported.
    pub(super) fn exists(&self, cid: &Cid) -> Result<bool> {
        match cid.codec() {
            Codec::Manifest => match self.index.find(cid).map_err(index_error)? {
                Some(dataset) => self.is_at_hand(&dataset),
                None => Ok(false),
            },
            Codec::Tree => {
                for dataset in self.index.of_tree(cid.digest()).map_err(index_error)? {
                    if self.is_at_hand(&dataset)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Codec::Block => self.has_block(cid.digest()),
        }
    }

    fn is_at_hand(&self, dataset: &Dataset) -> Result<bool> {
        let length = dataset.manifest.dataset_size;
        Ok(self.sources(dataset)?.iter().any(|source| {
            fs::metadata(&source.path).is_ok_and(|meta| meta.is_file() && meta.len() == length)
        }))
    }

    /// Blocks have no index of their own (it would cost more than the outboards), so this reads
    /// all outboards: 32 bytes per 64 KiB held.
    fn has_block(&self, digest: &Digest) -> Result<bool> {
        let mut seen = HashSet::new();
        for dataset in self.index.all().map_err(index_error)? {
            if !seen.insert(*dataset.root()) {
                continue;
            }
            let path = self.store.outboard_path(dataset.root());
            let found = Outboard::open(&path, dataset.manifest.block_count())
                .and_then(|outboard| {
                    let mut found = false;
                    if let Some(mut outboard) = outboard {
                        outboard.for_each(|leaf| found |= leaf == *digest)?;
                    }
                    Ok(found)
                })
                .map_err(|error| io_error(&error, &path))?;
            if found && self.is_at_hand(&dataset)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Where the bytes may lie: the copy first, then the dataset's own files, then those of
    /// datasets with the same content.
    pub(super) fn sources(&self, dataset: &Dataset) -> Result<Vec<reader::Source>> {
        let mut same = self.index.of_tree(dataset.root()).map_err(index_error)?;
        same.retain(|other| other.content() == dataset.content());
        same.sort_by_key(|other| other.key != dataset.key);
        let mut out = Vec::new();
        if same.iter().any(|other| other.owned) {
            let path = self.store.data_path(&dataset.content());
            out.push(reader::Source { path, stamp: None });
        }
        for other in same {
            for location in self.index.locations(&other.key).map_err(index_error)? {
                out.push(reader::Source { path: location.path, stamp: Some(location.stamp) });
            }
        }
        Ok(out)
    }

    /// The outboard of a dataset, checked once per process; made again from the data when it
    /// is missing or damaged.
    pub(super) fn outboard(&self, dataset: &Dataset) -> Result<Outboard> {
        let path = self.store.outboard_path(dataset.root());
        let blocks = dataset.manifest.block_count();
        let failed = |error: io::Error| io_error(&error, &path);
        if let Some(mut outboard) = Outboard::open(&path, blocks).map_err(failed)? {
            if lock(&self.verified).contains(dataset.root()) {
                return Ok(outboard);
            }
            if outboard.root().map_err(failed)?.as_ref() == Some(dataset.root()) {
                lock(&self.verified).insert(*dataset.root());
                return Ok(outboard);
            }
        }
        tracing::warn!(path = %path.display(), "block hashes are damaged; making them again");
        let hashes = reader::rehash(&self.sources(dataset)?, &dataset.manifest)?;
        self.store.write_outboard(&hashes.root, &hashes.leaves).map_err(failed)?;
        lock(&self.verified).insert(hashes.root);
        Outboard::open(&path, blocks)
            .map_err(failed)?
            .ok_or_else(|| CodexError::Corrupt("the block hashes vanish".to_owned()))
    }

    pub(super) fn leaves(&self, cid: &Cid) -> Result<Arc<[Digest]>> {
        let dataset = self.find(cid)?;
        let path = self.store.outboard_path(dataset.root());
        let leaves = self
            .outboard(&dataset)?
            .leaves(0, dataset.manifest.block_count())
            .map_err(|error| io_error(&error, &path))?;
        Ok(leaves.into())
    }

    pub(super) fn space(&self) -> Space {
        let ledger = lock(&self.ledger);
        Space {
            total_blocks: ledger.usage.blocks,
            quota_max: ledger.quota,
            quota_used: ledger.usage.bytes,
            quota_reserved: ledger.reserved,
        }
    }

    fn check_quota(&self, needed: u64) -> Result<()> {
        let ledger = lock(&self.ledger);
        let free = ledger.quota.saturating_sub(ledger.usage.bytes).saturating_sub(ledger.reserved);
        if needed > free { Err(CodexError::Quota { needed, free }) } else { Ok(()) }
    }

    /// Counts bytes that were handed to somebody else.
    pub(super) fn count_served(&self, cid: Cid, bytes: u64) {
        let mut served = lock(&self.served);
        let count = served.entry(cid).or_default();
        *count = count.saturating_add(bytes);
    }

    pub(super) fn take_served(&self) -> Vec<(Cid, u64)> {
        std::mem::take(&mut *lock(&self.served)).into_iter().collect()
    }
}

/// Bytes of the quota that a running upload has been promised; given back when dropped.
#[derive(Debug)]
pub(super) struct Reservation {
    core: Arc<Core>,
    bytes: u64,
}

impl Reservation {
    pub(super) fn new(core: Arc<Core>) -> Self {
        Self { core, bytes: 0 }
    }

    /// Grows to what a copy of `length` bytes occupies, its outboard included.
    pub(super) fn grow(&mut self, length: u64) -> Result<()> {
        let wanted = index::padded(length)
            .saturating_add(merkle::block_count(length, BLOCK_SIZE).saturating_mul(32));
        let more = wanted.saturating_sub(self.bytes);
        if more == 0 {
            return Ok(());
        }
        let mut ledger = lock(&self.core.ledger);
        let free = ledger.quota.saturating_sub(ledger.usage.bytes).saturating_sub(ledger.reserved);
        if more > free {
            return Err(CodexError::Quota {
                needed: wanted,
                free: free.saturating_add(self.bytes),
            });
        }
        ledger.reserved = ledger.reserved.saturating_add(more);
        self.bytes = wanted;
        Ok(())
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        let mut ledger = lock(&self.core.ledger);
        ledger.reserved = ledger.reserved.saturating_sub(self.bytes);
    }
}

/// A panic elsewhere cannot leave these values half changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn stamp_of(path: &Path) -> Result<FileStamp> {
    if !path.is_absolute() {
        return Err(CodexError::Refused(format!("not an absolute path: {}", path.display())));
    }
    match fs::metadata(path) {
        Ok(meta) if meta.is_file() => Ok(FileStamp::of(&meta)),
        Ok(_) => Err(CodexError::Refused(format!("not a file: {}", path.display()))),
        Err(error) => Err(file_error(&error, path)),
    }
}

fn check_hashes(hashes: &DatasetHashes) -> Result<()> {
    let blocks = merkle::block_count(hashes.length, BLOCK_SIZE);
    let sound = hashes.length > 0
        && u64::try_from(hashes.leaves.len()) == Ok(blocks)
        && merkle::root(&hashes.leaves) == Some(hashes.root);
    if sound {
        Ok(())
    } else {
        Err(CodexError::Refused("leaves, root and length do not belong together".to_owned()))
    }
}

/// Failure of a file of the node itself.
pub(super) fn io_error(error: &io::Error, path: &Path) -> CodexError {
    if matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
        CodexError::DiskFull
    } else {
        CodexError::Io(format!("{}: {error}", path.display()))
    }
}

/// Failure of a file that is referred to.
pub(super) fn file_error(error: &io::Error, path: &Path) -> CodexError {
    if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) {
        CodexError::Vanished(path.to_owned())
    } else {
        CodexError::Io(format!("{}: {error}", path.display()))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err gives")]
fn index_error(error: IndexError) -> CodexError {
    if let IndexError::Redb(inner) = &error
        && let redb::Error::Io(inner) = inner.as_ref()
        && inner.kind() == io::ErrorKind::StorageFull
    {
        return CodexError::DiskFull;
    }
    CodexError::Io(format!("the index of the embedded node failed: {error}"))
}

//! The embedded node's index: which datasets are held, under which CIDs, and where bytes lie.
//!
//! Five tables of one redb file. A dataset's key is the digest of its generation-C manifest,
//! whatever generation the node is set to; `aliases` leads from the manifest digests of all
//! generations to that key, so that a CID made by an older tool finds the same dataset. Every
//! write is one durable transaction. Blocking calls: they run on the writer thread or on the
//! blocking pool, never on an async thread.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use redb::{
    Database, ReadTransaction, ReadableDatabase as _, ReadableTable, TableDefinition,
    WriteTransaction,
};

use super::paths;
use crate::codex::cid::{Cid, Codec, Digest};
use crate::codex::manifest::{Generation, Manifest};
use crate::codex::merkle::block_count;
use crate::codex::proto::FileStamp;

const META: TableDefinition<'_, &str, u64> = TableDefinition::new("meta");
/// key → one byte "owned", then the manifest of generation C.
const DATASETS: TableDefinition<'_, &Digest, &[u8]> = TableDefinition::new("datasets");
const ALIASES: TableDefinition<'_, &Digest, &Digest> = TableDefinition::new("aliases");
/// (key, path) → size, mtime, inode.
const LOCATIONS: TableDefinition<'_, (&Digest, &[u8]), (u64, i64, u64)> =
    TableDefinition::new("locations");
/// (tree, key): which datasets share a tree.
const TREES: TableDefinition<'_, (&Digest, &Digest), ()> = TableDefinition::new("trees");

/// Layout of the tables above.
const FORMAT: u64 = 1;

/// Failure of the index.
#[derive(Debug, thiserror::Error)]
pub(super) enum IndexError {
    #[error(transparent)]
    Redb(Box<redb::Error>),
    #[error("a row of the index cannot be read")]
    Row,
    #[error("the index has format {0}, newer than this program knows")]
    Format(u64),
}

impl<E: Into<redb::Error>> From<E> for IndexError {
    fn from(error: E) -> Self {
        Self::Redb(Box::new(error.into()))
    }
}

type Result<T> = std::result::Result<T, IndexError>;

/// A dataset that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dataset {
    pub(super) key: Digest,
    pub(super) manifest: Manifest,
    /// A copy lies inside the node.
    pub(super) owned: bool,
}

impl Dataset {
    pub(super) fn root(&self) -> &Digest {
        self.manifest.tree.digest()
    }

    /// Two datasets have the same content when this is equal: trees alone do not tell apart
    /// how many zeros at the end are padding.
    pub(super) fn content(&self) -> (Digest, u64) {
        (*self.root(), self.manifest.dataset_size)
    }
}

/// A file that holds a dataset's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Location {
    pub(super) path: PathBuf,
    pub(super) stamp: FileStamp,
}

/// How much the node's own storage grew or shrank.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Usage {
    /// Blocks held, manifests included, as real nodes count.
    pub(super) blocks: u64,
    /// Bytes inside the node: owned blocks (padding included), outboards, manifests.
    pub(super) bytes: u64,
}

impl Usage {
    fn add(&mut self, blocks: u64, bytes: u64) {
        self.blocks = self.blocks.saturating_add(blocks);
        self.bytes = self.bytes.saturating_add(bytes);
    }
}

/// What a removal made superfluous on disk.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Removed {
    pub(super) usage: Usage,
    pub(super) data: Option<(Digest, u64)>,
    pub(super) outboard: Option<Digest>,
}

/// The open index.
#[derive(Debug)]
pub(super) struct Index {
    db: Database,
}

impl Index {
    /// The library's own default for the cache is 1 GiB.
    pub(super) fn open(path: &Path, cache: usize) -> Result<Self> {
        let db = Database::builder().set_cache_size(cache).create(path)?;
        let index = Self { db };
        let txn = index.db.begin_write()?;
        {
            let mut meta = txn.open_table(META)?;
            let found = meta.get("format")?.map(|value| value.value());
            match found {
                Some(format) if format > FORMAT => return Err(IndexError::Format(format)),
                Some(_) => {}
                None => drop(meta.insert("format", FORMAT)?),
            }
            drop(txn.open_table(DATASETS)?);
            drop(txn.open_table(ALIASES)?);
            drop(txn.open_table(LOCATIONS)?);
            drop(txn.open_table(TREES)?);
        }
        txn.commit()?;
        Ok(index)
    }

    /// The dataset of a manifest CID of any generation.
    pub(super) fn find(&self, cid: &Cid) -> Result<Option<Dataset>> {
        if cid.codec() != Codec::Manifest {
            return Ok(None);
        }
        find(&Reading::new(&self.db.begin_read()?)?, cid.digest())
    }

    pub(super) fn locations(&self, key: &Digest) -> Result<Vec<Location>> {
        locations(&self.db.begin_read()?.open_table(LOCATIONS)?, key)
    }

    /// All datasets over a tree.
    pub(super) fn of_tree(&self, root: &Digest) -> Result<Vec<Dataset>> {
        let reading = Reading::new(&self.db.begin_read()?)?;
        of_tree(&reading.trees, &reading.datasets, root)
    }

    pub(super) fn all(&self) -> Result<Vec<Dataset>> {
        let table = self.db.begin_read()?.open_table(DATASETS)?;
        let mut out = Vec::new();
        for row in table.iter()? {
            let (key, value) = row?;
            out.push(decode_row(*key.value(), value.value())?);
        }
        Ok(out)
    }

    /// Every location with its dataset's key.
    pub(super) fn references(&self) -> Result<Vec<(Digest, PathBuf)>> {
        let table = self.db.begin_read()?.open_table(LOCATIONS)?;
        let mut out = Vec::new();
        for row in table.iter()? {
            let (key, _) = row?;
            let (key, path) = key.value();
            out.push((*key, paths::from_bytes(path).ok_or(IndexError::Row)?));
        }
        Ok(out)
    }

    /// What all datasets together occupy.
    pub(super) fn usage(&self) -> Result<Usage> {
        let mut usage = Usage::default();
        let (mut trees, mut contents) = (HashSet::new(), HashSet::new());
        for dataset in self.all()? {
            add_manifest(&mut usage, &dataset.manifest);
            if trees.insert(*dataset.root()) {
                add_tree(&mut usage, &dataset.manifest);
            }
            if dataset.owned && contents.insert(dataset.content()) {
                add_copy(&mut usage, &dataset.manifest);
            }
        }
        Ok(usage)
    }

    /// What the dataset would occupy in addition, without writing anything.
    pub(super) fn cost(&self, manifest: &Manifest, owned: bool) -> Result<Usage> {
        let others = self.of_tree(manifest.tree.digest())?;
        Ok(cost(&others, &key_of(manifest), manifest, owned))
    }

    /// Adds a dataset, an owned copy or a location to it; tells what it cost and whether the
    /// dataset is new.
    pub(super) fn add(
        &self,
        manifest: &Manifest,
        owned: bool,
        location: Option<&Location>,
    ) -> Result<(Usage, bool)> {
        let key = key_of(manifest);
        let txn = self.db.begin_write()?;
        let out = {
            let mut datasets = txn.open_table(DATASETS)?;
            let mut trees = txn.open_table(TREES)?;
            let others = of_tree(&trees, &datasets, manifest.tree.digest())?;
            let before = others.iter().find(|dataset| dataset.key == key);
            let usage = cost(&others, &key, manifest, owned);
            let known = location.map_or(Ok(true), |location| has_location(&txn, &key, location))?;
            if known && before.is_some_and(|before| before.owned || !owned) {
                // Nothing to write: a start announces every file again.
                return Ok((Usage::default(), false));
            }
            if before.is_none_or(|before| owned && !before.owned) {
                datasets.insert(&key, encode_row(manifest, owned).as_slice())?;
            }
            if before.is_none() {
                trees.insert((manifest.tree.digest(), &key), ())?;
                let mut aliases = txn.open_table(ALIASES)?;
                for digest in alias_digests(manifest) {
                    if aliases.get(&digest)?.is_none() {
                        aliases.insert(&digest, &key)?;
                    }
                }
            }
            if let Some(location) = location {
                insert_location(&txn, &key, location)?;
            }
            (usage, before.is_none())
        };
        txn.commit()?;
        Ok(out)
    }

    /// Replaces a path; the old one may be gone already.
    pub(super) fn relocate(&self, key: &Digest, from: &Path, to: &Location) -> Result<()> {
        let txn = self.db.begin_write()?;
        if let Some(from) = paths::to_bytes(from) {
            txn.open_table(LOCATIONS)?.remove((key, from))?;
        }
        insert_location(&txn, key, to)?;
        txn.commit()?;
        Ok(())
    }

    /// Drops a location, an owned copy or nothing but what is left over without either.
    pub(super) fn remove(&self, key: &Digest, path: Option<&Path>, copy: bool) -> Result<Removed> {
        let txn = self.db.begin_write()?;
        let removed = {
            let mut datasets = txn.open_table(DATASETS)?;
            let Some(before) = get(&datasets, key)? else { return Ok(Removed::default()) };
            let mut places = txn.open_table(LOCATIONS)?;
            if let Some(path) = path.and_then(paths::to_bytes) {
                places.remove((key, path))?;
            }
            let owned = before.owned && !copy;
            let goes = !owned && locations(&places, key)?.is_empty();
            let mut trees = txn.open_table(TREES)?;
            if goes {
                datasets.remove(key)?;
                trees.remove((before.root(), key))?;
                let mut aliases = txn.open_table(ALIASES)?;
                for digest in alias_digests(&before.manifest) {
                    let mine = aliases.get(&digest)?.is_some_and(|to| to.value() == key);
                    if mine {
                        aliases.remove(&digest)?;
                    }
                }
            } else if owned != before.owned {
                let row = encode_row(&before.manifest, owned);
                datasets.insert(key, row.as_slice())?;
            }
            let left = of_tree(&trees, &datasets, before.root())?;
            let still_owned = left.iter().any(|d| d.owned && d.content() == before.content());
            let mut removed = Removed::default();
            if goes {
                add_manifest(&mut removed.usage, &before.manifest);
            }
            if left.is_empty() {
                add_tree(&mut removed.usage, &before.manifest);
                removed.outboard = Some(*before.root());
            }
            if before.owned && !still_owned {
                add_copy(&mut removed.usage, &before.manifest);
                removed.data = Some(before.content());
            }
            removed
        };
        txn.commit()?;
        Ok(removed)
    }
}

/// The key of a dataset in all tables.
pub(super) fn key_of(manifest: &Manifest) -> Digest {
    *manifest.cid(Generation::C).digest()
}

fn alias_digests(manifest: &Manifest) -> [Digest; 3] {
    Generation::ALL.map(|generation| *manifest.cid(generation).digest())
}

fn cost(others: &[Dataset], key: &Digest, manifest: &Manifest, owned: bool) -> Usage {
    let mut usage = Usage::default();
    if others.iter().all(|dataset| dataset.key != *key) {
        add_manifest(&mut usage, manifest);
    }
    if others.is_empty() {
        add_tree(&mut usage, manifest);
    }
    let content = (*manifest.tree.digest(), manifest.dataset_size);
    if owned && !others.iter().any(|d| d.owned && d.content() == content) {
        add_copy(&mut usage, manifest);
    }
    usage
}

fn add_manifest(usage: &mut Usage, manifest: &Manifest) {
    let length = manifest.encode(Generation::C).len();
    usage.add(1, u64::try_from(length).unwrap_or(u64::MAX));
}

fn add_tree(usage: &mut Usage, manifest: &Manifest) {
    let blocks = manifest.block_count();
    usage.add(blocks, blocks.saturating_mul(32));
}

fn add_copy(usage: &mut Usage, manifest: &Manifest) {
    usage.add(0, padded(manifest.dataset_size));
}

/// Bytes that a real node would store for a dataset of this length.
pub(super) fn padded(length: u64) -> u64 {
    let block = crate::codex::BLOCK_SIZE;
    block_count(length, block).saturating_mul(u64::from(block))
}

struct Reading {
    datasets: redb::ReadOnlyTable<&'static Digest, &'static [u8]>,
    aliases: redb::ReadOnlyTable<&'static Digest, &'static Digest>,
    trees: redb::ReadOnlyTable<(&'static Digest, &'static Digest), ()>,
}

impl Reading {
    fn new(txn: &ReadTransaction) -> Result<Self> {
        Ok(Self {
            datasets: txn.open_table(DATASETS)?,
            aliases: txn.open_table(ALIASES)?,
            trees: txn.open_table(TREES)?,
        })
    }
}

fn find(tables: &Reading, digest: &Digest) -> Result<Option<Dataset>> {
    let Some(key) = tables.aliases.get(digest)?.map(|key| *key.value()) else { return Ok(None) };
    get(&tables.datasets, &key)
}

fn get(
    datasets: &impl ReadableTable<&'static Digest, &'static [u8]>,
    key: &Digest,
) -> Result<Option<Dataset>> {
    datasets.get(key)?.map(|row| decode_row(*key, row.value())).transpose()
}

fn of_tree(
    trees: &impl ReadableTable<(&'static Digest, &'static Digest), ()>,
    datasets: &impl ReadableTable<&'static Digest, &'static [u8]>,
    root: &Digest,
) -> Result<Vec<Dataset>> {
    let mut out = Vec::new();
    for row in trees.range((root, &[0; 32])..=(root, &[0xff; 32]))? {
        let (key, ()) = row.map(|(key, value)| (*key.value().1, value.value()))?;
        out.extend(get(datasets, &key)?);
    }
    Ok(out)
}

fn locations(
    table: &impl ReadableTable<(&'static Digest, &'static [u8]), (u64, i64, u64)>,
    key: &Digest,
) -> Result<Vec<Location>> {
    let mut out = Vec::new();
    for row in table.range((key, &[][..])..)? {
        let (found, value) = row?;
        let (owner, path) = found.value();
        if owner != key {
            break;
        }
        let (size, mtime_ns, inode) = value.value();
        let path = paths::from_bytes(path).ok_or(IndexError::Row)?;
        out.push(Location { path, stamp: FileStamp { size, mtime_ns, inode } });
    }
    Ok(out)
}

fn has_location(txn: &WriteTransaction, key: &Digest, location: &Location) -> Result<bool> {
    let path = paths::to_bytes(&location.path).ok_or(IndexError::Row)?;
    let FileStamp { size, mtime_ns, inode } = location.stamp;
    let found = txn.open_table(LOCATIONS)?.get((key, path))?.map(|value| value.value());
    Ok(found == Some((size, mtime_ns, inode)))
}

fn insert_location(txn: &WriteTransaction, key: &Digest, location: &Location) -> Result<()> {
    let path = paths::to_bytes(&location.path).ok_or(IndexError::Row)?;
    let FileStamp { size, mtime_ns, inode } = location.stamp;
    txn.open_table(LOCATIONS)?.insert((key, path), (size, mtime_ns, inode))?;
    Ok(())
}

fn encode_row(manifest: &Manifest, owned: bool) -> Vec<u8> {
    let mut row = vec![u8::from(owned)];
    row.extend_from_slice(&manifest.encode(Generation::C));
    row
}

fn decode_row(key: Digest, row: &[u8]) -> Result<Dataset> {
    let (&flag, manifest) = row.split_first().ok_or(IndexError::Row)?;
    let decoded =
        Manifest::decode_as(manifest, Generation::C).map_err(|_| IndexError::Row)?.manifest;
    Ok(Dataset { key, manifest: decoded, owned: flag == 1 })
}

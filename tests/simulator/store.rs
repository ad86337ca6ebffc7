//! What a node keeps: blocks with reference counts, entries of trees, manifests, within a quota.

use std::collections::{HashMap, HashSet};

use bytes::Bytes;
use qcodex::codex::{Cid, Digest, Generation, Manifest};

/// A block; the zeros at its end are counted but not kept.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) data: Bytes,
    /// Bytes that count for the quota.
    pub(super) size: u64,
    refs: u64,
}

/// A BitTorrent manifest of the branch.
#[derive(Debug, Clone)]
pub(super) struct Torrent {
    pub(super) length: u64,
    pub(super) piece_length: u64,
    pub(super) pieces: Vec<[u8; 20]>,
    pub(super) name: Option<String>,
    pub(super) cid: Cid,
}

/// The quota does not allow it.
#[derive(Debug)]
pub(super) struct Full;

#[derive(Debug)]
pub(super) struct Store {
    blocks: HashMap<Digest, Block>,
    /// Which block stands where in a tree.
    entries: HashMap<(Cid, u64), Digest>,
    manifests: Vec<(Cid, Manifest, u64)>,
    torrents: HashMap<[u8; 20], Torrent>,
    /// Trees that are not offered to others (generation D).
    pub(super) hidden: HashSet<Cid>,
    pub(super) quota: u64,
    pub(super) used: u64,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            blocks: HashMap::new(),
            entries: HashMap::new(),
            manifests: Vec::new(),
            torrents: HashMap::new(),
            hidden: HashSet::new(),
            quota: 20 * 1024 * 1024 * 1024,
            used: 0,
        }
    }
}

impl Store {
    fn take(&mut self, size: u64) -> Result<(), Full> {
        if self.used + size > self.quota {
            return Err(Full);
        }
        self.used += size;
        Ok(())
    }

    /// Keeps a block. One that is there already costs nothing.
    pub(super) fn put(&mut self, digest: Digest, data: Bytes, size: u64) -> Result<(), Full> {
        if !self.blocks.contains_key(&digest) {
            self.take(size)?;
            self.blocks.insert(digest, Block { data, size, refs: 0 });
        }
        Ok(())
    }

    /// Says where a block stands. Every new entry is one more reference.
    pub(super) fn link(&mut self, tree: Cid, index: u64, digest: Digest) {
        if self.entries.insert((tree, index), digest).is_none()
            && let Some(block) = self.blocks.get_mut(&digest)
        {
            block.refs += 1;
        }
    }

    pub(super) fn block(&self, tree: Cid, index: u64) -> Option<(Digest, Block)> {
        let digest = *self.entries.get(&(tree, index))?;
        Some((digest, self.blocks.get(&digest)?.clone()))
    }

    pub(super) fn put_manifest(
        &mut self,
        manifest: Manifest,
        generation: Generation,
    ) -> Result<Cid, Full> {
        let cid = manifest.cid(generation);
        if self.manifest(&cid).is_none() {
            let size = u64::try_from(manifest.encode(generation).len()).unwrap();
            self.take(size)?;
            self.manifests.push((cid, manifest, size));
        }
        Ok(cid)
    }

    pub(super) fn manifest(&self, cid: &Cid) -> Option<&Manifest> {
        self.manifests.iter().find(|(known, ..)| known == cid).map(|(_, manifest, _)| manifest)
    }

    /// Whether there is a block, or a manifest, of this name.
    pub(super) fn has(&self, cid: &Cid) -> bool {
        self.manifest(cid).is_some() || self.has_block(cid)
    }

    pub(super) fn has_block(&self, cid: &Cid) -> bool {
        cid.codec() == qcodex::codex::Codec::Block && self.blocks.contains_key(cid.digest())
    }

    pub(super) fn list(&self) -> impl Iterator<Item = (&Cid, &Manifest)> {
        self.manifests.iter().map(|(cid, manifest, _)| (cid, manifest))
    }

    pub(super) fn total_blocks(&self) -> usize {
        self.blocks.len() + self.manifests.len() + self.torrents.len()
    }

    /// The first upload of an info hash stays.
    pub(super) fn put_torrent(&mut self, hash: [u8; 20], torrent: Torrent) {
        self.torrents.entry(hash).or_insert(torrent);
    }

    pub(super) fn torrent(&self, hash: &[u8; 20]) -> Option<&Torrent> {
        self.torrents.get(hash)
    }

    /// Deletes what this CID names. `false` for a block that a dataset needs.
    ///
    /// The entries of its tree go whoever else has a manifest with the same tree: as nodes do.
    pub(super) fn delete(&mut self, cid: &Cid) -> bool {
        if let Some(at) = self.manifests.iter().position(|(known, ..)| known == cid) {
            let (_, manifest, size) = self.manifests.remove(at);
            self.used -= size;
            for index in 0..manifest.block_count() {
                let Some(digest) = self.entries.remove(&(manifest.tree, index)) else { continue };
                self.release(digest);
            }
            return true;
        }
        if !self.has_block(cid) {
            return true;
        }
        let free = self.blocks.get(cid.digest()).is_none_or(|block| block.refs == 0);
        if free && let Some(block) = self.blocks.remove(cid.digest()) {
            self.used -= block.size;
        }
        free
    }

    fn release(&mut self, digest: Digest) {
        let Some(block) = self.blocks.get_mut(&digest) else { return };
        block.refs = block.refs.saturating_sub(1);
        if block.refs == 0 {
            self.used -= block.size;
            self.blocks.remove(&digest);
        }
    }

    pub(super) fn is_whole(&self, cid: &Cid) -> bool {
        self.manifest(cid).is_some_and(|manifest| {
            (0..manifest.block_count()).all(|index| self.block(manifest.tree, index).is_some())
        })
    }

    pub(super) fn lose_blocks(&mut self, cid: &Cid) {
        let Some(manifest) = self.manifest(cid).cloned() else { return };
        for index in (0..manifest.block_count()).step_by(2) {
            if let Some(digest) = self.entries.remove(&(manifest.tree, index)) {
                self.release(digest);
            }
        }
    }
}

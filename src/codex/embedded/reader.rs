//! Reading a dataset block by block: nothing is handed out that does not have its block's hash.
//!
//! The block hash decides: a file whose stamp differs is still read as long as its blocks
//! match, and a file whose stamp is equal is refused when they do not. The stamp only tells
//! which error it is. Several files with the same content stand in for one another.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::broadcast;

use super::core::{self, Core};
use super::index::Dataset;
use super::store::Outboard;
use crate::codex::cid::{Cid, Digest};
use crate::codex::manifest::Manifest;
use crate::codex::merkle::{DatasetHasher, block_digest};
use crate::codex::proto::{CodexError, Damage, DatasetHashes, FileStamp};

/// Blocks read and sent at a time: 256 KiB.
const WINDOW_BLOCKS: u64 = 4;

type Result<T> = std::result::Result<T, CodexError>;

/// A file that may hold the bytes.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    /// How it was when imported; `None` for the node's own copy.
    pub(super) stamp: Option<FileStamp>,
}

impl Source {
    /// What it means that this source did not have the right bytes.
    fn wrong(&self) -> CodexError {
        let Some(stamp) = &self.stamp else {
            return CodexError::Corrupt("the node's own copy is damaged".to_owned());
        };
        match fs::metadata(&self.path) {
            Ok(meta) if FileStamp::of(&meta) == *stamp => CodexError::Corrupt(format!(
                "{} has other bytes than when it was published",
                self.path.display()
            )),
            Ok(_) => CodexError::Changed(self.path.clone()),
            Err(error) => core::file_error(&error, &self.path),
        }
    }

    fn open(&self) -> Result<File> {
        File::open(&self.path).map_err(|error| match self.stamp {
            Some(_) => core::file_error(&error, &self.path),
            None => CodexError::Corrupt(format!("the node's own copy cannot be read: {error}")),
        })
    }
}

/// A range of a dataset that is being read.
#[derive(Debug)]
pub(super) struct Reader {
    cid: Cid,
    manifest: Manifest,
    outboard: Outboard,
    sources: Vec<Source>,
    current: usize,
    open: Option<File>,
    damage: broadcast::Sender<Damage>,
    /// What is left to read, in bytes.
    rest: Range<u64>,
}

impl Reader {
    /// Finds the dataset and checks the range; reads nothing of its data.
    pub(super) fn open(core: &Arc<Core>, cid: &Cid, range: Option<Range<u64>>) -> Result<Self> {
        let dataset: Dataset = core.find(cid)?;
        let size = dataset.manifest.dataset_size;
        let rest = range.map_or(0..size, |range| range.start..range.end.min(size));
        if rest.start > rest.end {
            return Err(CodexError::Refused(format!(
                "the range starts at {} but the dataset has {size} bytes",
                rest.start
            )));
        }
        let outboard = core.outboard(&dataset)?;
        let sources = core.sources(&dataset)?;
        let cid = core.cid(&dataset.manifest);
        let manifest = dataset.manifest;
        let damage = core.damage.clone();
        Ok(Self { cid, manifest, outboard, sources, current: 0, open: None, damage, rest })
    }

    pub(super) fn cid(&self) -> Cid {
        self.cid
    }

    pub(super) fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    pub(super) fn rest(&self) -> &Range<u64> {
        &self.rest
    }

    /// The next verified bytes; `None` at the end of the range.
    pub(super) fn next(&mut self) -> Result<Option<Bytes>> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let block = u64::from(self.manifest.block_size);
        let first = self.rest.start / block;
        let end = self.rest.end.div_ceil(block).min(first + WINDOW_BLOCKS);
        let begin = first * block;
        let data = self.window(first..end)?;
        let stop = (begin + length(&data)).min(self.rest.end);
        let cut = |at: u64| usize::try_from(at - begin).unwrap_or(usize::MAX).min(data.len());
        let (from, to) = (cut(self.rest.start), cut(stop));
        self.rest.start = stop;
        Ok(Some(Bytes::from(data).slice(from..to)))
    }

    /// Whole blocks from the first source that has them.
    fn window(&mut self, blocks: Range<u64>) -> Result<Vec<u8>> {
        let leaves = self
            .outboard
            .leaves(blocks.start, blocks.end - blocks.start)
            .map_err(|error| CodexError::Io(format!("cannot read block hashes: {error}")))?;
        let mut failure = CodexError::NotFound(self.cid);
        for attempt in 0..self.sources.len() {
            match self.read_current(blocks.start, &leaves) {
                Ok(data) => return Ok(data),
                Err(error) => {
                    self.report(&error);
                    if attempt == 0 {
                        failure = error;
                    }
                    self.open = None;
                    self.current = (self.current + 1) % self.sources.len();
                }
            }
        }
        Err(failure)
    }

    /// Tells the session about a referenced file; there may be no session.
    fn report(&self, error: &CodexError) {
        if let Some(Source { path, stamp: Some(_) }) = self.sources.get(self.current) {
            tracing::warn!(cid = %self.cid, path = %path.display(), %error, "a file is damaged");
            let damage = Damage { cid: self.cid, path: path.clone(), error: error.clone() };
            self.damage.send(damage).ok();
        }
    }

    fn read_current(&mut self, first: u64, leaves: &[Digest]) -> Result<Vec<u8>> {
        let source = self.sources.get(self.current).ok_or(CodexError::NotFound(self.cid))?;
        let file = match &mut self.open {
            Some(file) => file,
            None => self.open.insert(source.open()?),
        };
        let block = u64::from(self.manifest.block_size);
        let begin = first * block;
        let wanted = (length_of(leaves) * block).min(self.manifest.dataset_size - begin);
        let data = read_at(file, begin, wanted).map_err(|error| {
            tracing::debug!(path = %source.path.display(), %error, "cannot read a dataset's file");
            source.wrong()
        })?;
        if matches(&data, wanted, leaves, self.manifest.block_size) {
            Ok(data)
        } else {
            Err(source.wrong())
        }
    }
}

fn length(data: &[u8]) -> u64 {
    u64::try_from(data.len()).unwrap_or(u64::MAX)
}

fn length_of(leaves: &[Digest]) -> u64 {
    u64::try_from(leaves.len()).unwrap_or(u64::MAX)
}

fn read_at(file: &mut File, begin: u64, wanted: u64) -> io::Result<Vec<u8>> {
    let mut data = Vec::with_capacity(usize::try_from(wanted).unwrap_or(0));
    file.seek(SeekFrom::Start(begin))?;
    file.take(wanted).read_to_end(&mut data)?;
    Ok(data)
}

fn matches(data: &[u8], wanted: u64, leaves: &[Digest], block_size: u32) -> bool {
    let size = usize::try_from(block_size).unwrap_or(usize::MAX);
    length(data) == wanted
        && data
            .chunks(size)
            .zip(leaves)
            .all(|(block, leaf)| block_digest(block, block_size) == *leaf)
}

/// Hashes the first source whose bytes give the manifest's tree.
pub(super) fn rehash(sources: &[Source], manifest: &Manifest) -> Result<DatasetHashes> {
    let mut failure = None;
    for source in sources {
        let hashes = source.open().and_then(|file| hash_file(file, &source.path));
        match hashes {
            Ok(Some(hashes))
                if hashes.root == *manifest.tree.digest()
                    && hashes.length == manifest.dataset_size =>
            {
                return Ok(hashes);
            }
            Ok(_) => failure = failure.or_else(|| Some(source.wrong())),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    Err(failure.unwrap_or_else(|| CodexError::Corrupt("no file holds the bytes".to_owned())))
}

fn hash_file(mut file: File, path: &Path) -> Result<Option<DatasetHashes>> {
    let mut hasher = DatasetHasher::new();
    let mut buffer = vec![0; 65536];
    loop {
        let got = file.read(&mut buffer).map_err(|error| core::file_error(&error, path))?;
        match buffer.get(..got) {
            None | Some([]) => return Ok(hasher.finish()),
            Some(data) => hasher.push(data),
        }
    }
}

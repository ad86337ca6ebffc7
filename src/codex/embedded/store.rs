//! The embedded node's files: one flat data file per owned content, one outboard per tree.
//!
//! ```text
//! codex/index.redb
//!       data/<tree>-<length>     bytes of an owned copy, unpadded
//!       outboards/<tree>         leaf hashes, 32 bytes each, nothing else
//!       tmp/                     being written; emptied at the start
//! ```
//!
//! A file is written under `tmp/`, synced, renamed and its directory synced before the index
//! names it; the index forgets a file before it is unlinked. So whatever a crash leaves behind
//! is a file that nobody names, and the next start removes it. An outboard has no checksum: its
//! leaves must give the tree's root, which is checked once per process.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::codex::cid::Digest;
use crate::codex::merkle::RootBuilder;

/// Bytes of one leaf in an outboard.
const LEAF: u64 = 32;

/// The directory of the embedded node.
#[derive(Debug)]
pub(super) struct Store {
    dir: PathBuf,
    next_temp: AtomicU64,
}

impl Store {
    /// Makes the directories and removes what a crash left in `tmp/`.
    pub(super) fn open(dir: &Path) -> io::Result<Self> {
        for name in ["data", "outboards", "tmp"] {
            fs::create_dir_all(dir.join(name))?;
        }
        let store = Self { dir: dir.to_owned(), next_temp: AtomicU64::new(0) };
        store.sweep("tmp", |_| false)?;
        Ok(store)
    }

    pub(super) fn index_path(&self) -> PathBuf {
        self.dir.join("index.redb")
    }

    pub(super) fn data_path(&self, (root, length): &(Digest, u64)) -> PathBuf {
        self.dir.join("data").join(data_name(root, *length))
    }

    pub(super) fn outboard_path(&self, root: &Digest) -> PathBuf {
        self.dir.join("outboards").join(hex(root))
    }

    /// Removes the files of a directory whose names `keep` does not want.
    pub(super) fn sweep(&self, name: &str, keep: impl Fn(&OsStr) -> bool) -> io::Result<()> {
        for entry in fs::read_dir(self.dir.join(name))? {
            let entry = entry?;
            if entry.file_type()?.is_file() && !keep(&entry.file_name()) {
                tracing::info!(file = %entry.path().display(), "removing a leftover file");
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// A new file under `tmp/`, gone again unless it is [`TempFile::keep`]t.
    pub(super) fn temp(&self) -> io::Result<TempFile> {
        let number = self.next_temp.fetch_add(1, Ordering::Relaxed);
        let path = self.dir.join("tmp").join(number.to_string());
        let file = File::create_new(&path)?;
        Ok(TempFile { file, path, kept: false })
    }

    /// Writes an outboard durably.
    pub(super) fn write_outboard(&self, root: &Digest, leaves: &[Digest]) -> io::Result<()> {
        let mut temp = self.temp()?;
        let mut out = io::BufWriter::with_capacity(65536, &mut temp.file);
        for leaf in leaves {
            out.write_all(leaf)?;
        }
        out.flush()?;
        drop(out);
        temp.keep(&self.outboard_path(root))
    }
}

/// Unlinks a file that the index does not name any more.
pub(super) fn unlink(path: &Path) {
    if let Err(error) = fs::remove_file(path)
        && error.kind() != io::ErrorKind::NotFound
    {
        // The next start sweeps it away.
        tracing::warn!(path = %path.display(), %error, "cannot remove a file of the node");
    }
}

pub(super) fn data_name(root: &Digest, length: u64) -> String {
    format!("{}-{length}", hex(root))
}

pub(super) fn hex(root: &Digest) -> String {
    data_encoding::HEXLOWER.encode(root)
}

/// A file under `tmp/`; removed when dropped.
#[derive(Debug)]
pub(super) struct TempFile {
    pub(super) file: File,
    path: PathBuf,
    kept: bool,
}

impl TempFile {
    /// Syncs the file, gives it its final name and syncs the directory.
    pub(super) fn keep(mut self, to: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, to)?;
        self.kept = true;
        to.parent().map_or(Ok(()), sync_dir)
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        if !self.kept
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::warn!(path = %self.path.display(), %error, "cannot remove a temporary file");
        }
    }
}

/// Makes a rename or a new name durable.
fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

/// An open outboard.
#[derive(Debug)]
pub(super) struct Outboard(File);

impl Outboard {
    /// Opens the outboard of a tree of `blocks` leaves; `None` when it is missing or torn.
    pub(super) fn open(path: &Path, blocks: u64) -> io::Result<Option<Self>> {
        match File::open(path) {
            Ok(file) if Some(file.metadata()?.len()) == blocks.checked_mul(LEAF) => {
                Ok(Some(Self(file)))
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(_) | Err(_) => Ok(None),
        }
    }

    /// The leaves of some blocks.
    pub(super) fn leaves(&mut self, first: u64, count: u64) -> io::Result<Vec<Digest>> {
        let mut bytes = Vec::new();
        self.0.seek(SeekFrom::Start(first.saturating_mul(LEAF)))?;
        (&mut self.0).take(count.saturating_mul(LEAF)).read_to_end(&mut bytes)?;
        let (leaves, rest) = bytes.as_chunks::<32>();
        if rest.is_empty() && u64::try_from(leaves.len()) == Ok(count) {
            Ok(leaves.to_vec())
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }

    /// Calls `each` with every leaf, in memory of one buffer.
    pub(super) fn for_each(&mut self, mut each: impl FnMut(Digest)) -> io::Result<()> {
        self.0.seek(SeekFrom::Start(0))?;
        let mut reader = io::BufReader::with_capacity(65536, &mut self.0);
        let mut leaf = [0; 32];
        loop {
            match reader.read_exact(&mut leaf) {
                Ok(()) => each(leaf),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    /// The root that the leaves give.
    pub(super) fn root(&mut self) -> io::Result<Option<Digest>> {
        let mut builder = RootBuilder::default();
        self.for_each(|leaf| builder.push(leaf))?;
        Ok(builder.finish())
    }
}

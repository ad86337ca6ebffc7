//! What the moves and removals of a torrent's files have in common. All block and belong on the
//! blocking pool.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use tokio_util::sync::CancellationToken;

use super::{count, disk};

/// Why files were not moved or deleted. What was done before stays done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilesError {
    /// It was cancelled.
    #[error("moving files was cancelled")]
    Cancelled,
    /// A file of the torrent is neither here nor there.
    #[error("{} is gone; put it back or recheck the torrent", .0.display())]
    Gone(PathBuf),
    /// Another file lies there.
    #[error("another file is in the way at {}", .0.display())]
    InTheWay(PathBuf),
    /// No space left at the destination: it may heal by itself.
    #[error("no space left for {}", .0.display())]
    DiskFull(PathBuf),
    /// Any other failure.
    #[error("{}: {text}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What happened.
        text: String,
    },
}

impl FilesError {
    pub(super) fn new(path: &Path, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::Interrupted {
            return Self::Cancelled;
        }
        if disk::is_full(error) {
            return Self::DiskFull(path.to_path_buf());
        }
        Self::File { path: path.to_path_buf(), text: error.to_string() }
    }
}

/// Whether two files have the same bytes; `Interrupted` when it was cancelled.
pub(super) fn same_bytes(a: &Path, b: &Path, stop: &CancellationToken) -> io::Result<bool> {
    let (a, b) = (File::open(a)?, File::open(b)?);
    let (mut left, mut right) = (vec![0; 1024 * 1024], vec![0; 1024 * 1024]);
    let mut at = 0;
    loop {
        if stop.is_cancelled() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let got = disk::read_some(&a, at, &mut left)?;
        let part = right.get_mut(..got).unwrap_or_default();
        if got == 0 {
            return Ok(disk::read_some(&b, at, &mut right)? == 0);
        }
        if !disk::read_at(&b, at, part)? || left.get(..got) != Some(&*part) {
            return Ok(false);
        }
        at += count(got);
    }
}

/// Renames unless something lies at the destination.
///
/// # Errors
/// `AlreadyExists` then, and what the system says.
pub fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        // Some file systems do not know the flag.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => match to.symlink_metadata() {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => std::fs::rename(from, to),
        },
        Err(error) => Err(error.into()),
    }
}

/// Removes the folders above `path` that are empty, below `root`.
pub(super) fn prune(root: &Path, path: &Path) {
    let below = |dir: &&Path| *dir != root && dir.starts_with(root);
    for dir in path.ancestors().skip(1).take_while(below) {
        if std::fs::remove_dir(dir).is_err() {
            return;
        }
    }
}

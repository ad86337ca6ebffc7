//! Deletes a torrent's files, and what its moves and deletions have in common.
//!
//! Nothing outside the storage folder is touched, whatever links lie in it. Runs on the blocking
//! pool. A crash leaves files that were not deleted yet; nothing remembers them.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tokio_util::sync::CancellationToken;

use super::{FileTarget, count, disk};

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

/// Deletes a torrent's files under both of their names, then the folders that are empty now, up
/// to `root`, which stays. Files that are not there count as deleted. Gives what could not be
/// deleted; the rest is done anyway.
pub async fn delete_files(root: PathBuf, files: Vec<FileTarget>) -> Vec<FilesError> {
    let work = move || {
        let mut failures = Vec::new();
        for path in files.iter().flat_map(|file| std::iter::once(&file.path).chain(&file.partial)) {
            match delete_file(&root, path) {
                Ok(()) => prune(&root, path),
                Err(error) => failures.push(FilesError::new(path, &error)),
            }
        }
        failures
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_default()
}

fn delete_file(root: &Path, path: &Path) -> io::Result<()> {
    let outside = || io::Error::new(io::ErrorKind::PermissionDenied, "not below the save path");
    let parent = path.parent().filter(|parent| parent.starts_with(root)).ok_or_else(outside)?;
    // A folder that is a link to elsewhere is not the torrent's.
    let result = match std::fs::canonicalize(parent) {
        Ok(real) if !real.starts_with(std::fs::canonicalize(root)?) => return Err(outside()),
        Ok(_) => std::fs::remove_file(path),
        Err(error) => Err(error),
    };
    match result {
        Err(error) if disk::is_missing(&error) => Ok(()),
        other => other,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::status::FilePriority;

    fn write(path: &Path, bytes: &[u8]) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    #[tokio::test]
    async fn deleting_takes_both_names_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let (root, other) = (dir.path().join("save"), dir.path().join("other"));
        write(&root.join("t/a/1.!qB"), b"1");
        write(&root.join("t/b/2"), b"2");
        write(&root.join("t/b/mine.txt"), b"mine");
        write(&other.join("3"), b"3");
        std::os::unix::fs::symlink(&other, root.join("t/link")).unwrap();
        let target = |name: &str| FileTarget {
            path: root.join(name),
            partial: Some(root.join(format!("{name}.!qB"))),
            priority: FilePriority::Normal,
            length: 1,
        };
        let files = vec![target("t/a/1"), target("t/b/2"), target("t/link/3"), target("t/gone")];
        let failures = delete_files(root.clone(), files).await;
        assert_eq!(failures.len(), 2, "{failures:?}");
        assert!(root.exists() && !root.join("t/a").exists() && !root.join("t/b/2").exists());
        assert!(root.join("t/b/mine.txt").exists() && other.join("3").exists());
        std::fs::remove_file(root.join("t/link")).unwrap();
        std::fs::remove_file(root.join("t/b/mine.txt")).unwrap();
        assert!(delete_files(root.clone(), vec![target("t/b/2")]).await.is_empty());
        assert!(root.exists() && !root.join("t").exists());
    }
}

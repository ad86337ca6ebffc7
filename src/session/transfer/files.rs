//! Moves a torrent's files.
//!
//! Moving never destroys what it did not write: where another file lies at the destination, a
//! file with the same bytes counts as the one to be moved, and any other one is an error that
//! names it (qBittorrent overwrites at completion; a user's file is worth more than that).
//! Across file systems a file is copied beside its destination, synced, compared in length and
//! then renamed, so that a name never stands for half a file. Every step can be repeated after a
//! crash: what has arrived is recognised by its length. Runs on the blocking pool.

use std::fs::{File, FileTimes, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use tokio_util::sync::CancellationToken;

use super::{count, disk};
use crate::codex::FileStamp;

/// Added to a name while a file is copied to it.
const COPYING: &str = ".qcodex-copy";

/// A file that has to get to its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where it is. An empty file need not exist.
    pub from: PathBuf,
    /// Where it belongs; may be the same.
    pub to: PathBuf,
    /// Bytes it has.
    pub length: u64,
}

/// Files to move.
#[derive(Debug)]
pub struct FinishJob {
    /// One entry for each file that is complete (or that exists, for a change of place).
    pub files: Vec<Move>,
    /// The path that the files lie below now: folders that become empty go, itself excluded.
    pub from_root: PathBuf,
    /// The path that they will lie below; made when it is missing.
    pub to_root: PathBuf,
    /// Ends the job between two files or chunks; what was moved stays moved.
    pub cancel: CancellationToken,
}

/// Why files were not moved or removed. What was done before stays done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilesError {
    /// It was cancelled.
    #[error("moving files was cancelled")]
    Cancelled,
    /// Another file lies there.
    #[error("another file is in the way at {}; move or delete it, then resume", .0.display())]
    InTheWay(PathBuf),
    /// No space left at the destination: it may heal by itself.
    #[error("no space left for {}; free some, it is tried again", .0.display())]
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
        if disk::is_full(error) {
            return Self::DiskFull(path.to_path_buf());
        }
        Self::File { path: path.to_path_buf(), text: error.to_string() }
    }
}

/// Moves files to their place. Gives the stamp of each at its new path, in the order of the job;
/// a rename does not change a stamp.
///
/// # Errors
/// [`FilesError`] for the first file that fails; calling it again goes on from there.
pub async fn finish_files(job: FinishJob) -> Result<Vec<FileStamp>, FilesError> {
    let stop = job.cancel.child_token();
    let _stop_when_dropped = stop.clone().drop_guard();
    let work = move || {
        let mut stamps = Vec::with_capacity(job.files.len());
        for (done, file) in job.files.iter().enumerate() {
            if stop.is_cancelled() {
                return Err(FilesError::Cancelled);
            }
            match move_file(file, &job.to_root, &stop) {
                Ok(stamp) => stamps.push(stamp),
                Err(error) => {
                    let waits = matches!(error, FilesError::Cancelled | FilesError::DiskFull(_));
                    if !waits {
                        put_back(&job, done, &stop);
                    }
                    return Err(error);
                }
            }
        }
        for file in job.files.iter().filter(|file| file.from != file.to) {
            prune(&job.from_root, &file.from);
        }
        Ok(stamps)
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| FilesError::Cancelled)?
}

/// Renames files within one folder, all or none. Unlike [`finish_files`] it never takes a file
/// that lies at a destination for the one to be moved.
///
/// # Errors
/// [`FilesError`] for the first file that fails; everything is as it was then.
pub async fn rename_files(job: FinishJob) -> Result<(), FilesError> {
    let work = move || {
        for (done, file) in job.files.iter().enumerate() {
            let renamed = disk::make_parents(&job.to_root, &file.to)
                .and_then(|()| rename_new(&file.from, &file.to))
                .and_then(|()| disk::sync_folder_of(&file.to));
            if let Err(error) = renamed {
                put_back(&job, done, &job.cancel);
                prune(&job.to_root, &file.to);
                return Err(match error.kind() {
                    io::ErrorKind::AlreadyExists => FilesError::InTheWay(file.to.clone()),
                    _ => FilesError::new(&file.to, &error),
                });
            }
        }
        for file in &job.files {
            prune(&job.from_root, &file.from);
        }
        Ok(())
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| FilesError::Cancelled)?
}

/// Moves files back after a later one failed, so that a torrent does not lie in two places.
fn put_back(job: &FinishJob, done: usize, stop: &CancellationToken) {
    let moved = job.files.iter().take(done).rev();
    for file in moved.filter(|file| file.from != file.to) {
        let back = Move { from: file.to.clone(), to: file.from.clone(), length: file.length };
        if let Err(error) = move_file(&back, &job.from_root, stop) {
            tracing::warn!(%error, path = %file.to.display(), "cannot move a file back");
        } else {
            prune(&job.to_root, &file.to);
        }
    }
}

fn move_file(file: &Move, root: &Path, stop: &CancellationToken) -> Result<FileStamp, FilesError> {
    let fail = |error: io::Error| FilesError::new(&file.to, &error);
    let there = match disk::stamp(&file.to) {
        Ok(stamp) => Some(stamp),
        Err(error) if disk::is_missing(&error) => None,
        Err(error) => return Err(fail(error)),
    };
    let here = disk::stamp(&file.from).ok().filter(|_| file.from != file.to);
    match (here, there) {
        // It is there already, perhaps since a try that was interrupted.
        (None, Some(stamp)) if stamp.size == file.length => return Ok(stamp),
        (None, Some(_)) => return Err(FilesError::InTheWay(file.to.clone())),
        (None, None) if file.length == 0 => {
            disk::open_to_write(root, &file.to).map_err(fail)?;
            return disk::stamp(&file.to).map_err(fail);
        }
        (None, None) => {
            let text = "it is gone; recheck the torrent".to_owned();
            return Err(FilesError::File { path: file.from.clone(), text });
        }
        (Some(here), _) if here.size != file.length => {
            let text = format!("it has {} bytes instead of {}", here.size, file.length);
            return Err(FilesError::File { path: file.from.clone(), text });
        }
        (Some(here), Some(there)) if here.size != there.size => {
            return Err(FilesError::InTheWay(file.to.clone()));
        }
        (Some(_), Some(_)) => {
            if !same_bytes(&file.from, &file.to).map_err(fail)? {
                return Err(FilesError::InTheWay(file.to.clone()));
            }
            std::fs::remove_file(&file.from).map_err(fail)?;
        }
        (Some(_), None) => {
            disk::make_parents(root, &file.to).map_err(fail)?;
            match rename_new(&file.from, &file.to) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                    copy_over(file, stop)?;
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(FilesError::InTheWay(file.to.clone()));
                }
                Err(error) => return Err(fail(error)),
            }
        }
    }
    disk::sync_folder_of(&file.to).map_err(fail)?;
    disk::stamp(&file.to).map_err(fail)
}

/// Renames unless something lies at the destination.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
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

/// Copies to another file system, then removes the source.
fn copy_over(file: &Move, stop: &CancellationToken) -> Result<(), FilesError> {
    let fail = |error: io::Error| FilesError::new(&file.to, &error);
    let mut name = file.to.clone().into_os_string();
    name.push(COPYING);
    let copy = PathBuf::from(name);
    let result = copy_to(file, &copy, stop).and_then(|()| match rename_new(&copy, &file.to) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(FilesError::InTheWay(file.to.clone()))
        }
        other => other.map_err(fail),
    });
    if let Err(error) = result {
        // The next try would begin anew anyway.
        if let Err(left) = std::fs::remove_file(&copy) {
            tracing::debug!(error = %left, path = %copy.display(), "half a copy stays behind");
        }
        return Err(error);
    }
    disk::sync_folder_of(&file.to).map_err(fail)?;
    std::fs::remove_file(&file.from).map_err(fail)
}

fn copy_to(file: &Move, copy: &Path, stop: &CancellationToken) -> Result<(), FilesError> {
    let fail = |error: io::Error| FilesError::new(copy, &error);
    let mut from = File::open(&file.from).map_err(fail)?;
    let mut to =
        OpenOptions::new().write(true).create(true).truncate(true).open(copy).map_err(fail)?;
    let mut buffer = vec![0; 1024 * 1024];
    let mut copied = 0;
    loop {
        if stop.is_cancelled() {
            return Err(FilesError::Cancelled);
        }
        let got = from.read(&mut buffer).map_err(fail)?;
        if got == 0 {
            break;
        }
        to.write_all(buffer.get(..got).unwrap_or_default()).map_err(fail)?;
        copied += count(got);
    }
    if copied != file.length {
        let text = format!("it has {copied} bytes instead of {}", file.length);
        return Err(FilesError::File { path: file.from.clone(), text });
    }
    let modified = from.metadata().and_then(|meta| meta.modified()).map_err(fail)?;
    to.set_times(FileTimes::new().set_modified(modified)).map_err(fail)?;
    to.sync_all().map_err(fail)
}

fn same_bytes(a: &Path, b: &Path) -> io::Result<bool> {
    let (a, b) = (File::open(a)?, File::open(b)?);
    let (mut left, mut right) = (vec![0; 1024 * 1024], vec![0; 1024 * 1024]);
    let mut at = 0;
    loop {
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

/// Removes the folders above `path` that are empty, below `root`.
fn prune(root: &Path, path: &Path) {
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

    fn job(dir: &Path, files: &[(&str, &str, u64)]) -> FinishJob {
        let files = files.iter().map(|(from, to, length)| Move {
            from: dir.join(from),
            to: dir.join(to),
            length: *length,
        });
        FinishJob {
            files: files.collect(),
            from_root: dir.join("tmp"),
            to_root: dir.join("done"),
            cancel: CancellationToken::new(),
        }
    }

    fn write(path: &Path, bytes: &[u8]) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    #[tokio::test]
    async fn files_move_empty_ones_appear_and_empty_folders_go() {
        let dir = tempfile::tempdir().unwrap();
        write(&dir.path().join("tmp/t/sub/a.!qB"), b"aaa");
        let files = [("tmp/t/sub/a.!qB", "done/t/sub/a", 3), ("tmp/t/e", "done/t/e", 0)];
        let before = disk::stamp(&dir.path().join("tmp/t/sub/a.!qB")).unwrap();
        let stamps = finish_files(job(dir.path(), &files)).await.unwrap();
        assert_eq!((stamps[0], stamps[1].size), (before, 0));
        assert_eq!(std::fs::read(dir.path().join("done/t/sub/a")).unwrap(), b"aaa");
        assert!(dir.path().join("done/t/e").exists());
        assert!(dir.path().join("tmp").exists() && !dir.path().join("tmp/t").exists());
        // Again, as after a crash.
        assert_eq!(finish_files(job(dir.path(), &files)).await.unwrap(), stamps);
    }

    #[tokio::test]
    async fn a_foreign_file_is_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        write(&dir.path().join("tmp/a"), b"aaa");
        write(&dir.path().join("done/a"), b"bbb");
        let files = [("tmp/a", "done/a", 3)];
        let in_the_way = FilesError::InTheWay(dir.path().join("done/a"));
        assert_eq!(finish_files(job(dir.path(), &files)).await, Err(in_the_way));
        assert_eq!(std::fs::read(dir.path().join("done/a")).unwrap(), b"bbb");
        assert_eq!(std::fs::read(dir.path().join("tmp/a")).unwrap(), b"aaa");
        write(&dir.path().join("done/a"), b"aaa");
        assert_eq!(finish_files(job(dir.path(), &files)).await.unwrap().len(), 1);
        assert!(!dir.path().join("tmp/a").exists());
    }

    #[tokio::test]
    async fn what_is_gone_or_of_another_length_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        write(&dir.path().join("tmp/a"), b"aaa");
        for (from, length) in [("tmp/b", 3), ("tmp/a", 4)] {
            let result = finish_files(job(dir.path(), &[(from, "done/a", length)])).await;
            assert!(matches!(result, Err(FilesError::File { .. })), "{result:?}");
            assert!(!dir.path().join("done/a").exists());
        }
    }

    #[test]
    fn a_copy_is_whole_or_not_there() {
        let dir = tempfile::tempdir().unwrap();
        write(&dir.path().join("a"), &vec![7; 3_000_000]);
        let file = Move { from: dir.path().join("a"), to: dir.path().join("b"), length: 3_000_000 };
        let stop = CancellationToken::new();
        let wrong = Move { length: 2_999_999, ..file.clone() };
        assert!(copy_over(&wrong, &stop).is_err());
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        let before = std::fs::metadata(&file.from).unwrap().modified().unwrap();
        copy_over(&file, &stop).unwrap();
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        let meta = std::fs::metadata(&file.to).unwrap();
        assert_eq!((meta.len(), meta.modified().unwrap()), (3_000_000, before));
    }
}

//! File access of the jobs: safe paths, positioned reads and writes, stamps, free space.
//!
//! Everything here blocks and belongs on the blocking pool. A torrent's own names cannot leave
//! its folder (they were made safe before); a symbolic link that leads out of the storage path
//! is refused, because what lies behind it is not the torrent's.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};

use crate::codex::FileStamp;

/// Free space in bytes for an ordinary user on the disk that holds `path`, or its nearest
/// parent that exists.
///
/// # Errors
/// When the file system does not tell.
pub fn free_space(path: &Path) -> io::Result<u64> {
    let mut at = path;
    loop {
        match rustix::fs::statvfs(at) {
            Ok(stat) => return Ok(stat.f_bavail.saturating_mul(stat.f_frsize)),
            Err(error) if error == rustix::io::Errno::NOENT => match at.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => at = parent,
                _ => return Err(error.into()),
            },
            Err(error) => return Err(error.into()),
        }
    }
}

/// Identity of the file at `path` now, for noticing later that it changed.
///
/// # Errors
/// `NotFound` when nothing lies there, `InvalidInput` for what is not a regular file.
pub fn stamp(path: &Path) -> io::Result<FileStamp> {
    stamp_of(&std::fs::metadata(path)?)
}

/// The stamp in a file's metadata.
pub(super) fn stamp_of(meta: &std::fs::Metadata) -> io::Result<FileStamp> {
    if !meta.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let mtime_ns = meta.mtime().saturating_mul(1_000_000_000).saturating_add(meta.mtime_nsec());
    Ok(FileStamp { size: meta.len(), mtime_ns, inode: meta.ino() })
}

/// True for "nothing lies there", of the file or of a folder on the way.
pub(super) fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// True when the disk, or the user's share of it, is full: heals by itself.
pub(super) fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// Fills `buffer` from `offset`; `Ok(false)` when the file ends before.
pub(super) fn read_at(file: &File, offset: u64, buffer: &mut [u8]) -> io::Result<bool> {
    match file.read_exact_at(buffer, offset) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// Reads once, at least one byte unless the file ends at `offset`.
pub(super) fn read_some(file: &File, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match file.read_at(buffer, offset) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

/// Makes the folders above `path` as far as they are missing.
///
/// # Errors
/// When a symbolic link below `root` leads out of it, or a folder cannot be made.
pub(super) fn make_parents(root: &Path, path: &Path) -> io::Result<()> {
    let outside = || io::Error::new(io::ErrorKind::InvalidInput, "not below the storage path");
    let Some(parent) = path.parent() else { return Err(outside()) };
    std::fs::create_dir_all(root)?;
    let Ok(below) = parent.strip_prefix(root) else { return Err(outside()) };
    let mut at = root.to_path_buf();
    for component in below.components() {
        let Component::Normal(name) = component else { return Err(outside()) };
        at.push(name);
        match std::fs::symlink_metadata(&at) {
            Ok(meta) if meta.is_symlink() => stays_below(root, &at)?,
            Ok(_) => {}
            Err(error) if is_missing(&error) => match std::fs::create_dir(&at) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            },
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn stays_below(root: &Path, link: &Path) -> io::Result<()> {
    if std::fs::canonicalize(link)?.starts_with(std::fs::canonicalize(root)?) {
        return Ok(());
    }
    let text = format!("the symbolic link {} leads out of the storage path", link.display());
    Err(io::Error::new(io::ErrorKind::PermissionDenied, text))
}

/// Opens a file for reading and writing, and makes it and its folders when they are missing.
///
/// # Errors
/// As [`make_parents`]; also when `path` is a link or not a regular file.
pub(super) fn open_to_write(root: &Path, path: &Path) -> io::Result<File> {
    make_parents(root, path)?;
    // A link in place of the file fails, and opening a pipe does not wait for its other end.
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .custom_flags(i32::try_from(flags.bits()).unwrap_or(0))
        .open(path)?;
    stamp_of(&file.metadata()?)?;
    Ok(file)
}

/// Makes a rename or a new name durable.
pub(super) fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) => File::open(parent)?.sync_all(),
        None => Ok(()),
    }
}

/// Removes a file or link; one that is not there counts as removed.
pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if is_missing(&error) => Ok(()),
        other => other,
    }
}

/// Answers in place of the disk: an error for this write to this path, or `None`. Reserving a
/// file is a write at the very end of what is possible.
#[cfg(test)]
pub(super) type Fault = std::sync::Arc<dyn Fn(&Path, u64) -> Option<io::Error> + Send + Sync>;

/// Writes of a download; tests can make them fail.
#[derive(Clone, Default)]
pub(super) struct Disk {
    #[cfg(test)]
    pub(super) fault: Option<Fault>,
    #[cfg(test)]
    pub(super) free: Option<std::sync::Arc<std::sync::atomic::AtomicU64>>,
}

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Disk")
    }
}

impl Disk {
    /// Free space on the disk that holds `path`.
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "a test's disk answers by itself"))]
    pub(super) fn free_space(&self, path: &Path) -> io::Result<u64> {
        #[cfg(test)]
        if let Some(free) = &self.free {
            return Ok(free.load(std::sync::atomic::Ordering::SeqCst));
        }
        free_space(path)
    }

    /// Fails in place of a file system that cannot reserve a file.
    #[cfg_attr(
        not(test),
        expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "a test's disk may fail")
    )]
    #[cfg_attr(not(test), expect(unused_variables, reason = "a test's disk looks at the path"))]
    pub(super) fn may_reserve(&self, path: &Path) -> io::Result<()> {
        #[cfg(test)]
        if let Some(error) = self.fault.as_ref().and_then(|fault| fault(path, u64::MAX)) {
            return Err(error);
        }
        Ok(())
    }

    /// Writes all bytes at `offset`.
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "a test's disk answers by itself"))]
    pub(super) fn write_at(&self, open: &Open, bytes: &[u8], offset: u64) -> io::Result<()> {
        #[cfg(test)]
        if let Some(error) = self.fault.as_ref().and_then(|fault| fault(&open.path, offset)) {
            return Err(error);
        }
        open.file.write_all_at(bytes, offset)
    }
}

/// An open file with its path, for error texts.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) path: PathBuf,
    pub(super) file: File,
}

//! Carries a torrent's files to other places or names, so that a crash or an error at any step
//! leaves every file whole under one of its two names.
//!
//! Three steps, each of which can be repeated after a crash. [`Carry::there`] puts every file to
//! its destination: by a rename, or, where that crosses file systems, by a copy under a temporary
//! name that is synced, read back and compared by SHA-256 with what was read, and only then gets
//! its name. Sources of copies stay. [`Carry::clear`] removes them once the new place is durable
//! elsewhere. [`Carry::back`] undoes the first step instead. Who calls writes down before the first
//! step what it carries (see `session::relocation`).
//!
//! *What lies at a destination already* is never overwritten: a file with the same bytes counts as
//! the one to be carried (the source is removed at the end), any other is an error that names it.
//! qBittorrent replaces it at completion and silently keeps it for a user's move; neither is worth
//! a user's file. Two names of one inode (a link, a second mount) are one file and never removed.
//!
//! *Choice of proof.* A digest of both sides costs one read of the source and one of the copy,
//! which is dropped from the cache first as far as the system does that; piece hashes would leave
//! out files that are incomplete. Holes stay holes: a block of zeros is not written.
//!
//! Blocking, for the blocking pool. Deliberately absent: when, why and where to.

use std::collections::BTreeSet;
use std::fs::{File, FileTimes, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::fs::{Advice, fadvise};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

use super::files::{FilesError, prune, rename_new, same_bytes};
use super::{FileTarget, count, disk};
use crate::codex::FileStamp;

/// End of the temporary name of a copy.
const COPYING: &str = ".qcodex-copy";
/// Bytes that are read at a time.
const CHUNK: usize = 1024 * 1024;

/// What lay where before the first step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The file is at its old place, nothing at the new one.
    Here,
    /// Something lies at the new place, too: the same bytes, or in the way.
    Both,
    /// Only at the new place: it is taken for the torrent's and has to be checked.
    There,
    /// Nowhere, and it is empty: it is made.
    Empty,
}

/// A file that has to get to its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where it was.
    pub from: PathBuf,
    /// Where it belongs; another path.
    pub to: PathBuf,
    /// What lay where at first.
    pub standing: Standing,
}

/// How far a carry is: bytes read and read back, and how many that will be. Both stay 0 where
/// renames do.
#[derive(Debug, Clone, Default)]
pub struct CarryProgress {
    done: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
}

impl CarryProgress {
    /// Share that is done, in percent; `None` when nothing has to be copied.
    pub fn percent(&self) -> Option<u64> {
        let total = self.total.load(Ordering::Relaxed);
        (total > 0)
            .then(|| (self.done.load(Ordering::Relaxed).saturating_mul(100) / total).min(100))
    }
}

/// Files to carry.
#[derive(Clone)]
pub struct Carry {
    /// Which.
    pub files: Vec<Move>,
    /// The folder that they lie below now: folders in it that become empty go, itself excluded.
    pub from_root: PathBuf,
    /// The folder that they will lie below; made when it is missing.
    pub to_root: PathBuf,
    /// Tells the temporary files of this torrent from those of others.
    pub tag: String,
    /// Ends the first step between two files or chunks.
    pub cancel: CancellationToken,
    /// For those who watch.
    pub progress: CarryProgress,
    /// Fails a step in place of the disk.
    #[cfg(test)]
    pub(super) fault: Option<Fault>,
}

impl std::fmt::Debug for Carry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let files = self.files.len();
        f.debug_struct("Carry")
            .field("to", &self.to_root)
            .field("files", &files)
            .finish_non_exhaustive()
    }
}

/// Every file is at its destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Stamps at the new paths; a rename does not change one.
    pub stamps: Vec<FileStamp>,
    /// A file was there already that nobody compared: the torrent has to be checked.
    pub recheck: bool,
}

/// A carry that stopped on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// Why.
    pub error: FilesError,
    /// Files before this one are at their destination.
    pub done: usize,
}

/// A step that can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Rename,
    Write,
    Sync,
    Remove,
}

/// Answers in place of the disk.
#[cfg(test)]
pub(super) type Fault = Arc<dyn Fn(&str, &Path) -> Option<io::Error> + Send + Sync>;

impl Carry {
    /// Describes what to carry.
    pub fn new(files: Vec<Move>, from_root: &Path, to_root: &Path, tag: String) -> Self {
        Self {
            files,
            from_root: from_root.to_path_buf(),
            to_root: to_root.to_path_buf(),
            tag,
            cancel: CancellationToken::new(),
            progress: CarryProgress::default(),
            #[cfg(test)]
            fault: None,
        }
    }

    /// Puts every file to its destination and makes the names there durable. Calling it again
    /// goes on from where an earlier call stopped.
    ///
    /// # Errors
    /// [`Stopped`] for the first file that fails; what was done stays done.
    pub fn there(&self) -> Result<Carried, Stopped> {
        let at = |done| move |error| Stopped { error, done };
        self.has_room().map_err(at(0))?;
        let mut folders = BTreeSet::new();
        let mut recheck = false;
        for (index, file) in self.files.iter().enumerate() {
            if self.cancel.is_cancelled() {
                return Err(at(index)(FilesError::Cancelled));
            }
            recheck |= self.one(index, file).map_err(at(index))?;
            folders.extend(file.to.parent());
        }
        let all = self.files.len();
        for folder in folders {
            let synced = self
                .may(Step::Sync, folder)
                .and_then(|()| File::open(folder))
                .and_then(|folder| folder.sync_all());
            synced.map_err(|error| at(all)(FilesError::new(folder, &error)))?;
        }
        let stamp =
            |file: &Move| disk::stamp(&file.to).map_err(|e| at(all)(FilesError::new(&file.to, &e)));
        let stamps = self.files.iter().map(stamp).collect::<Result<_, _>>()?;
        Ok(Carried { stamps, recheck })
    }

    /// Undoes [`Carry::there`]: for the files before `done`, or, after a crash when nobody knows
    /// how many those are, for what the disk says. Does what it can.
    ///
    /// # Errors
    /// The first file that could not be put back.
    pub fn back(&self, done: Option<usize>) -> Result<(), FilesError> {
        let mut first = Ok(());
        let files = self.files.iter().enumerate().take(done.unwrap_or(self.files.len()));
        for (index, file) in files.rev() {
            if let Err(error) = self.one_back(index, file, done.is_some()) {
                tracing::warn!(%error, path = %file.to.display(), "cannot put a file back");
                first = first.and(Err(FilesError::new(&file.to, &error)));
            }
        }
        for file in &self.files {
            prune(&self.to_root, &file.to);
        }
        first
    }

    /// Removes the sources of files that were copied, and folders that are empty now. Only for a
    /// carry that arrived and is written down as such. What cannot be removed is only logged: the
    /// torrent is whole at its new place.
    pub fn clear(&self) {
        for file in &self.files {
            if let Err(error) = self.clear_one(file) {
                let path = file.from.display();
                tracing::warn!(%error, %path, "a file was copied, but its source cannot be removed");
            }
            prune(&self.from_root, &file.from);
        }
    }

    /// True when the file's bytes were not compared with anything.
    fn one(&self, index: usize, file: &Move) -> Result<bool, FilesError> {
        let fail = |error: io::Error| FilesError::new(&file.to, &error);
        let here = look(std::fs::metadata(&file.from)).map_err(fail)?;
        let there = look(std::fs::symlink_metadata(&file.to)).map_err(fail)?;
        let in_the_way = || FilesError::InTheWay(file.to.clone());
        match (here, there) {
            (Some(_), Some(_)) if one_file(file).map_err(fail)? => {
                if only_case_differs(file) {
                    std::fs::rename(&file.from, &file.to).map_err(fail)?;
                }
                Ok(false)
            }
            (Some(here), Some(there)) => {
                let equal = there.is_file()
                    && here.len() == there.len()
                    && same_bytes(&file.from, &file.to, &self.cancel).map_err(fail)?;
                if equal { Ok(false) } else { Err(in_the_way()) }
            }
            (None, Some(there)) if !there.is_file() => Err(in_the_way()),
            (None, Some(_)) => Ok(matches!(file.standing, Standing::There | Standing::Both)),
            (None, None) if file.standing == Standing::Empty => {
                disk::open_to_write(&self.to_root, &file.to).map_err(fail)?;
                Ok(false)
            }
            (None, None) => Err(FilesError::Gone(file.from.clone())),
            (Some(here), None) => {
                disk::make_parents(&self.to_root, &file.to).map_err(fail)?;
                let renamed = if leads_elsewhere_when_moved(&file.from) {
                    Err(io::ErrorKind::CrossesDevices.into())
                } else {
                    self.may(Step::Rename, &file.to).and_then(|()| rename_new(&file.from, &file.to))
                };
                match renamed {
                    Ok(()) => Ok(false),
                    Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                        self.copy(index, file, &here).map(|()| false)
                    }
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(in_the_way()),
                    Err(error) => Err(fail(error)),
                }
            }
        }
    }

    fn copy(&self, index: usize, file: &Move, source: &Metadata) -> Result<(), FilesError> {
        let copy = self.copy_name(index, file);
        let fail = |error: io::Error| FilesError::new(&file.to, &error);
        let copied = disk::remove_if_there(&copy).map_err(fail);
        let copied = copied.and_then(|()| self.copy_to(file, &copy, source)).and_then(|()| {
            let named = self.may(Step::Rename, &copy).and_then(|()| rename_new(&copy, &file.to));
            named.map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => FilesError::InTheWay(file.to.clone()),
                _ => fail(error),
            })
        });
        if copied.is_err()
            && let Err(error) =
                self.may(Step::Remove, &copy).and_then(|()| disk::remove_if_there(&copy))
        {
            tracing::warn!(%error, path = %copy.display(), "half a copy stays behind");
        }
        copied
    }

    /// Copies under the temporary name, to the disk, and proves it.
    fn copy_to(&self, file: &Move, copy: &Path, source: &Metadata) -> Result<(), FilesError> {
        let (reading, writing) = (
            |error: io::Error| FilesError::new(&file.from, &error),
            |error: io::Error| FilesError::new(&file.to, &error),
        );
        let broken = |text: &str| FilesError::File { path: file.to.clone(), text: text.to_owned() };
        let from = File::open(&file.from).map_err(reading)?;
        let to = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .open(copy)
            .map_err(writing)?;
        let zeros = vec![0; CHUNK];
        let sent = self.digest(&from, reading, |bytes, offset| {
            self.may(Step::Write, copy)?;
            // A hole in the source stays one.
            let hole = zeros.get(..bytes.len()) == Some(bytes);
            if hole { Ok(()) } else { to.write_all_at(bytes, offset) }
        })?;
        to.set_len(source.len()).map_err(writing)?;
        let now = from.metadata().map_err(reading)?;
        if (now.len(), now.mtime(), now.mtime_nsec())
            != (source.len(), source.mtime(), source.mtime_nsec())
        {
            return Err(broken("its source changed while it was copied"));
        }
        to.set_permissions(Permissions::from_mode(source.mode() & 0o777)).map_err(writing)?;
        let modified = source.modified().map_err(reading)?;
        to.set_times(FileTimes::new().set_modified(modified)).map_err(writing)?;
        self.may(Step::Sync, copy).and_then(|()| to.sync_all()).map_err(writing)?;
        // So that the disk answers, not the memory. Where the system does not, nothing is lost.
        if let Err(error) = fadvise(&to, 0, None, Advice::DontNeed) {
            tracing::debug!(%error, "the copy is read back from memory");
        }
        let arrived = self.digest(&to, writing, |_, _| Ok(()))?;
        if sent != arrived {
            return Err(broken(
                "what was written differs from what was read; is the disk damaged?",
            ));
        }
        Ok(())
    }

    /// Reads a file to its end; `each` gets every part with its offset. Gives its digest.
    fn digest(
        &self,
        file: &File,
        fail: impl Fn(io::Error) -> FilesError,
        each: impl Fn(&[u8], u64) -> io::Result<()>,
    ) -> Result<[u8; 32], FilesError> {
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; CHUNK];
        let mut at = 0;
        loop {
            if self.cancel.is_cancelled() {
                return Err(FilesError::Cancelled);
            }
            let got = disk::read_some(file, at, &mut buffer).map_err(&fail)?;
            if got == 0 {
                return Ok(hasher.finalize().into());
            }
            let bytes = buffer.get(..got).unwrap_or_default();
            each(bytes, at).map_err(&fail)?;
            hasher.update(bytes);
            at += count(got);
            self.progress.done.fetch_add(count(got), Ordering::Relaxed);
        }
    }

    /// Whether what has to be copied fits; said before anything is written, so that a full disk
    /// does not get fuller.
    fn has_room(&self) -> Result<(), FilesError> {
        let mut at = self.to_root.as_path();
        let device = loop {
            match (std::fs::metadata(at), at.parent()) {
                (Ok(meta), _) => break meta.dev(),
                (Err(_), Some(parent)) => at = parent,
                (Err(_), None) => return Ok(()),
            }
        };
        let (mut bytes, mut blocks) = (0_u64, 0_u64);
        for file in self.files.iter().filter(|file| file.standing == Standing::Here) {
            let Ok(meta) = std::fs::metadata(&file.from) else { continue };
            if meta.dev() != device && !file.to.exists() {
                bytes = bytes.saturating_add(meta.len());
                blocks = blocks.saturating_add(meta.len().min(meta.blocks().saturating_mul(512)));
            }
        }
        self.progress.total.store(bytes.saturating_mul(2), Ordering::Relaxed);
        match disk::free_space(&self.to_root) {
            Ok(free) if free < blocks => Err(FilesError::DiskFull(self.to_root.clone())),
            _ => Ok(()),
        }
    }

    fn one_back(&self, index: usize, file: &Move, certain: bool) -> io::Result<()> {
        self.may(Step::Remove, &file.to)?;
        disk::remove_if_there(&self.copy_name(index, file))?;
        let here = look(std::fs::metadata(&file.from))?;
        let there = look(std::fs::symlink_metadata(&file.to))?;
        match (file.standing, here, there) {
            (Standing::Empty, None, Some(there)) if there.is_file() && there.len() == 0 => {
                disk::remove_if_there(&file.to)
            }
            (Standing::Here, None, Some(_)) => {
                disk::make_parents(&self.from_root, &file.from)?;
                rename_new(&file.to, &file.from)
            }
            (Standing::Here, Some(_), Some(_)) if one_file(file)? => {
                if only_case_differs(file) {
                    std::fs::rename(&file.to, &file.from)
                } else {
                    Ok(())
                }
            }
            (Standing::Here, Some(here), Some(there)) => {
                let copy = certain || (there.is_file() && is_copy(file, &here, &there)?);
                if copy { disk::remove_if_there(&file.to) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    fn clear_one(&self, file: &Move) -> io::Result<()> {
        let Some(here) = look(std::fs::metadata(&file.from))? else { return Ok(()) };
        let Some(there) = look(std::fs::metadata(&file.to))? else { return Ok(()) };
        if one_file(file)? || !is_copy(file, &here, &there)? {
            return Ok(());
        }
        self.may(Step::Remove, &file.from)?;
        disk::remove_if_there(&file.from)
    }

    /// Short whatever the file's name is, and always the same: a start finds what a crash left.
    fn copy_name(&self, index: usize, file: &Move) -> PathBuf {
        file.to.with_file_name(format!(".{}-{index}{COPYING}", self.tag))
    }

    #[cfg_attr(
        not(test),
        expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "for tests to refuse")
    )]
    fn may(&self, step: Step, path: &Path) -> io::Result<()> {
        #[cfg(test)]
        if let Some(error) = self.fault.as_ref().and_then(|f| f(&format!("{step:?}"), path)) {
            return Err(error);
        }
        let _ = (step, path);
        Ok(())
    }
}

/// Gives files that lie under their temporary name alone the plain one. What fails stays.
pub fn drop_suffix(files: &[FileTarget]) {
    for file in files {
        let Some(partial) = file.partial.as_ref().filter(|partial| partial.is_file()) else {
            continue;
        };
        if let Err(error) = rename_new(partial, &file.path) {
            tracing::warn!(%error, path = %partial.display(), "a file keeps its temporary name");
        }
    }
}

fn look(found: io::Result<Metadata>) -> io::Result<Option<Metadata>> {
    match found {
        Ok(meta) => Ok(Some(meta)),
        Err(error) if disk::is_missing(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// True when both names lead to one file, so that removing one could remove it: one entry seen
/// through two folders, or one inode. A link in place of the source is not the file.
fn one_file(file: &Move) -> io::Result<bool> {
    let one = |a: Metadata, b: Option<Metadata>| {
        b.is_some_and(|b| (a.dev(), a.ino()) == (b.dev(), b.ino()))
    };
    let link = std::fs::symlink_metadata(&file.from)?;
    let is_link = link.is_symlink();
    Ok(one(link, look(std::fs::symlink_metadata(&file.to))?)
        || (!is_link && one(std::fs::metadata(&file.from)?, look(std::fs::metadata(&file.to))?)))
}

/// On a disk that ignores case both names are one, and a rename is what is wanted.
fn only_case_differs(file: &Move) -> bool {
    let lower = |path: &Path| path.to_string_lossy().to_lowercase();
    lower(&file.from) == lower(&file.to)
}

/// A copy has the length and the time of its source; where the disk keeps no exact times, its
/// bytes.
fn is_copy(file: &Move, here: &Metadata, there: &Metadata) -> io::Result<bool> {
    let times = |meta: &Metadata| (meta.mtime(), meta.mtime_nsec());
    Ok(here.len() == there.len()
        && (times(here) == times(there)
            || same_bytes(&file.from, &file.to, &CancellationToken::new())?))
}

/// A relative symbolic link would name another file from its new place.
fn leads_elsewhere_when_moved(path: &Path) -> bool {
    std::fs::read_link(path).is_ok_and(|target| target.is_relative())
}

#[cfg(test)]
#[path = "carry_tests.rs"]
mod tests;

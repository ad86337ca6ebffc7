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
//! Blocking, for the blocking pool. Deliberately absent: when, why and where to.

mod copy;
mod entries;

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

pub use self::entries::drop_suffix;
use self::entries::{is_copy, leads_elsewhere_when_moved, look, one_file, only_case_differs};
use super::disk;
use super::files::{FilesError, prune, rename_new, same_bytes};
use crate::codex::FileStamp;
use crate::resources::Resources;

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
    /// What reading and writing may use, shared with everybody.
    pub resources: Resources,
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
            resources: Resources::default(),
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

#[cfg(test)]
mod tests;

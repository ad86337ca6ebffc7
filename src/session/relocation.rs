//! What of a torrent's files is to be carried where: looked up on disk, and written down.
//!
//! A [`StoredMove`] is in the session database from before the first file is touched until the
//! last one is done, so that a start after a crash knows which files belong to the torrent under
//! which of two names. While it has not `arrived`, the torrent's record names the old place and
//! the files can be carried on or back; afterwards the record names the new place, and only
//! sources of copies remain to be removed. Planning blocks and belongs on the blocking pool.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::content::Content;
use super::status::FileStatus;
use super::transfer::{FilesError, INCOMPLETE_SUFFIX, Move, Standing};

/// The temporary name of a file.
pub(super) fn with_suffix(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(INCOMPLETE_SUFFIX);
    name.into()
}

/// Files on their way to another folder, or to other names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredMove {
    /// Folder that they lie below.
    pub from: PathBuf,
    /// Folder that they will lie below; the same for a rename.
    pub to: PathBuf,
    /// Files that get another path in the torrent: index to old and new path.
    #[serde(default)]
    pub renamed: BTreeMap<u32, (String, String)>,
    /// The files, as they were found before the first step.
    pub files: Vec<StoredFile>,
    /// The torrent's record names the new place.
    pub arrived: bool,
}

/// One file of a [`StoredMove`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredFile(
    /// Its index.
    pub u32,
    /// It has the temporary name now.
    pub bool,
    /// It will have the temporary name.
    pub bool,
    /// What lay where.
    pub Standing,
);

impl StoredMove {
    /// The paths of all its files, below `content`'s names where they are not renamed.
    pub(super) fn moves(&self, content: &Content) -> Vec<Move> {
        let path = |StoredFile(index, from_suffix, to_suffix, standing): &StoredFile| {
            let own = content.files.get(usize::try_from(*index).ok()?)?.path.as_str();
            let (old, new) = self
                .renamed
                .get(index)
                .map_or((own, own), |(old, new)| (old.as_str(), new.as_str()));
            let name = |root: &Path, path: &str, suffix: bool| {
                let path = root.join(path);
                if suffix { with_suffix(&path) } else { path }
            };
            Some(Move {
                from: name(&self.from, old, *from_suffix),
                to: name(&self.to, new, *to_suffix),
                standing: *standing,
            })
        };
        self.files.iter().filter_map(path).collect()
    }
}

/// What a plan is made from.
#[derive(Debug, Clone)]
pub(super) struct Sight<'a> {
    pub(super) content: &'a Content,
    pub(super) statuses: &'a [FileStatus],
    /// The torrent is finished and checked: complete files get their plain names, empty ones are
    /// made, and one that is nowhere is an error.
    pub(super) finished: bool,
}

impl Sight<'_> {
    /// What has to be moved from one folder to another; with one folder, what has to get its
    /// plain name. A file keeps the name it has unless the torrent is finished.
    ///
    /// # Errors
    /// [`FilesError::Gone`] when a complete file is neither here nor there.
    pub(super) fn plan_move(&self, from: &Path, to: &Path) -> Result<StoredMove, FilesError> {
        let mut files = Vec::new();
        let all = self.content.files.iter().zip(self.statuses);
        for (index, (file, status)) in (0_u32..).zip(all) {
            let complete = self.finished && status.completed == file.length;
            let (plain, target) = (from.join(&file.path), to.join(&file.path));
            let has_plain = is_file(&plain);
            let suffixed = is_file(&with_suffix(&plain)) && !(complete && has_plain);
            if suffixed || has_plain {
                let goal = suffixed && !complete;
                if from == to && suffixed == goal {
                    continue;
                }
                let there = if goal { with_suffix(&target) } else { target };
                let standing = if exists(&there) { Standing::Both } else { Standing::Here };
                files.push(StoredFile(index, suffixed, goal, standing));
            } else if complete && status.priority.is_wanted() && file.payload.is_some() {
                if length(&target) == Some(file.length) {
                    files.push(StoredFile(index, false, false, Standing::There));
                } else if file.length == 0 && !exists(&target) {
                    files.push(StoredFile(index, false, false, Standing::Empty));
                } else {
                    return Err(FilesError::Gone(plain));
                }
            }
        }
        let (from, to) = (from.to_path_buf(), to.to_path_buf());
        Ok(StoredMove { from, to, renamed: BTreeMap::new(), files, arrived: false })
    }

    /// Other paths for some files (index to path), below one folder.
    ///
    /// # Errors
    /// [`FilesError::InTheWay`] when something lies at a new path.
    pub(super) fn plan_rename(
        &self,
        root: &Path,
        paths: &BTreeMap<u32, String>,
    ) -> Result<StoredMove, FilesError> {
        let mut files = Vec::new();
        let mut renamed = BTreeMap::new();
        for (index, new) in paths {
            let file = usize::try_from(*index).ok().and_then(|at| self.content.files.get(at));
            let Some(file) = file else { continue };
            let (from, to) = (root.join(&file.path), root.join(new));
            for suffix in [false, true] {
                let name =
                    |path: &Path| if suffix { with_suffix(path) } else { path.to_path_buf() };
                let (from, to) = (name(&from), name(&to));
                if is_file(&from) {
                    if exists(&to) && !one_entry(&from, &to) {
                        return Err(FilesError::InTheWay(to));
                    }
                    files.push(StoredFile(*index, suffix, suffix, Standing::Here));
                }
            }
            renamed.insert(*index, (file.path.clone(), new.clone()));
        }
        let (from, to) = (root.to_path_buf(), root.to_path_buf());
        Ok(StoredMove { from, to, renamed, files, arrived: false })
    }

    /// Incomplete files get the temporary name, or lose it. One whose other name is taken, too,
    /// keeps what it has.
    pub(super) fn plan_suffix(&self, root: &Path, on: bool) -> StoredMove {
        let mut files = Vec::new();
        let all = self.content.files.iter().zip(self.statuses);
        for (index, (file, status)) in (0_u32..).zip(all) {
            let plain = root.join(&file.path);
            let suffixed = with_suffix(&plain);
            let (from, to) = if on { (plain, suffixed) } else { (suffixed, plain) };
            if status.completed < file.length && is_file(&from) && !exists(&to) {
                files.push(StoredFile(index, !on, on, Standing::Here));
            }
        }
        let (from, to) = (root.to_path_buf(), root.to_path_buf());
        StoredMove { from, to, renamed: BTreeMap::new(), files, arrived: false }
    }
}

fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Also for a link that leads nowhere.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn length(path: &Path) -> Option<u64> {
    let meta = path.symlink_metadata().ok()?;
    meta.is_file().then_some(meta.len())
}

/// Two spellings of one name, on a disk that ignores case.
fn one_entry(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (a.symlink_metadata(), b.symlink_metadata()) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()) && a.nlink() == 1,
        _ => false,
    }
}

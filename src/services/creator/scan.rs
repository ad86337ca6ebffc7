//! Which files a torrent of a path has. Blocks; reads names and sizes, never content.
//!
//! As in qBittorrent: a folder's own files come before those of its folders, both in natural order
//! (the order of v1 torrents); files and folders that begin with a dot are left out when asked; empty
//! folders, pipes, sockets and devices are no content.
//!
//! **Symbolic links.** The source itself may be one: its name is the link's, its content what it
//! leads to. Below the source, a link to a folder is not followed; a link to a file of the source
//! counts as that file; one to a file outside is refused by name, because what it leads to is not
//! the source's; one that leads nowhere is no content. (qBittorrent takes files from outside.)
//!
//! Names go into the torrent as they are on disk, also those that Windows could not have; a name
//! that is no UTF-8 is refused, because no torrent could say it.
//!
//! Bounded: [`MAX_FILES`] files, as many folders, [`MAX_DEPTH`] folders deep.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use tokio_util::sync::CancellationToken;

use super::job::Failure;
use crate::torrent::natural_cmp;

/// Most files of a source. Fewer fit one torrent when their paths are deep; that is checked with
/// the torrent itself.
pub(super) const MAX_FILES: usize = 300_000;

/// Most folders above a file, the source included.
pub(super) const MAX_DEPTH: usize = 90;

/// What tells that a file is still the one that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) length: u64,
    modified: (i64, i64),
    identity: (u64, u64),
}

impl Stamp {
    pub(super) fn of(about: &Metadata) -> Self {
        Self {
            length: about.len(),
            modified: (about.mtime(), about.mtime_nsec()),
            identity: (about.dev(), about.ino()),
        }
    }

    /// Whether both are the same file, whatever is in it.
    pub(super) fn is_same_file(&self, about: &Metadata) -> bool {
        self.identity == (about.dev(), about.ino())
    }
}

/// A file that goes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundFile {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// Path below the source, `/`-separated; the source's name when it is the source.
    pub(super) name: String,
    pub(super) stamp: Stamp,
}

/// What a source consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Last part of the source's path.
    pub(super) name: String,
    /// Whether it is a folder.
    pub(super) multi_file: bool,
    /// In the order of v1 torrents; never empty.
    pub(super) files: Vec<FoundFile>,
}

/// Looks at a source.
///
/// # Errors
/// [`Failure`], when it cannot be read, has no files, or is beyond the bounds.
pub(super) fn scan(
    source: &Path,
    ignore_dotfiles: bool,
    stop: &CancellationToken,
) -> Result<Found, Failure> {
    if source.as_os_str().is_empty() {
        return Err(Failure::NoSource);
    }
    if !source.is_absolute() {
        return Err(Failure::RelativeSource(source.to_path_buf()));
    }
    let about = fs::metadata(source).map_err(|error| Failure::unreadable(source, &error))?;
    let name = match source.file_name() {
        Some(name) => text(name, source)?,
        None => return Err(Failure::Nameless(source.to_path_buf())),
    };
    let files = if about.is_dir() {
        let root = fs::canonicalize(source).map_err(|error| Failure::unreadable(source, &error))?;
        Walk { source, root, ignore_dotfiles, stop }.files()?
    } else if !about.is_file() {
        return Err(Failure::NoFile(source.to_path_buf()));
    } else if ignore_dotfiles && name.starts_with('.') {
        Vec::new()
    } else {
        let (path, name) = (source.to_path_buf(), name.clone());
        vec![FoundFile { path, name, stamp: Stamp::of(&about) }]
    };
    match files.is_empty() {
        true if ignore_dotfiles => Err(Failure::OnlyDotfiles),
        true => Err(Failure::NoFiles),
        false => Ok(Found { name, multi_file: about.is_dir(), files }),
    }
}

/// A folder still to be read, or its files.
struct Folder {
    /// Path below the source, `/`-separated; empty for the source.
    name: String,
    depth: usize,
    files: Vec<FoundFile>,
}

struct Walk<'a> {
    source: &'a Path,
    root: PathBuf,
    ignore_dotfiles: bool,
    stop: &'a CancellationToken,
}

impl Walk<'_> {
    fn files(&self) -> Result<Vec<FoundFile>, Failure> {
        let mut todo = vec![Folder { name: String::new(), depth: 1, files: Vec::new() }];
        let mut done: Vec<Folder> = Vec::new();
        let mut count = 0;
        while let Some(mut folder) = todo.pop() {
            if self.stop.is_cancelled() {
                return Err(Failure::Cancelled);
            }
            self.read(&mut folder, &mut todo)?;
            count += folder.files.len();
            if count > MAX_FILES || done.len() + todo.len() > MAX_FILES {
                return Err(Failure::TooManyFiles(MAX_FILES));
            }
            folder.files.sort_by(|a, b| natural_cmp(&a.name, &b.name));
            done.push(folder);
        }
        done.sort_by(|a, b| natural_cmp(&a.name, &b.name));
        Ok(done.into_iter().flat_map(|folder| folder.files).collect())
    }

    /// Reads one folder; its folders go to `todo`.
    fn read(&self, folder: &mut Folder, todo: &mut Vec<Folder>) -> Result<(), Failure> {
        let path = self.source.join(&folder.name);
        let unreadable = |error: io::Error| Failure::unreadable(&path, &error);
        for entry in fs::read_dir(&path).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let name = entry.file_name();
            if self.ignore_dotfiles && name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            let kind = entry.file_type().map_err(|error| Failure::unreadable(&path, &error))?;
            if !kind.is_dir() && !kind.is_file() && !kind.is_symlink() {
                continue;
            }
            let below = if folder.name.is_empty() { "" } else { "/" };
            let name = format!("{}{below}{}", folder.name, text(&name, &path)?);
            if kind.is_dir() {
                if folder.depth >= MAX_DEPTH {
                    return Err(Failure::TooDeep(MAX_DEPTH));
                }
                todo.push(Folder { name, depth: folder.depth + 1, files: Vec::new() });
            } else if let Some(stamp) = self.file(&path, kind.is_symlink())? {
                if folder.files.len() >= MAX_FILES {
                    return Err(Failure::TooManyFiles(MAX_FILES));
                }
                folder.files.push(FoundFile { path, name, stamp });
            }
        }
        Ok(())
    }

    /// The stamp of what goes in; `None` for a link that is no content.
    fn file(&self, path: &Path, is_link: bool) -> Result<Option<Stamp>, Failure> {
        let about = match fs::metadata(path) {
            Ok(about) => about,
            Err(error) if is_link && error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::unreadable(path, &error)),
        };
        if !about.is_file() {
            return Ok(None);
        }
        if is_link {
            let target = fs::canonicalize(path);
            let target = target.map_err(|error| Failure::unreadable(path, &error))?;
            if !target.starts_with(&self.root) {
                return Err(Failure::LeadsOut(path.to_path_buf()));
            }
        }
        Ok(Some(Stamp::of(&about)))
    }
}

/// A name as text.
fn text(name: &std::ffi::OsStr, path: &Path) -> Result<String, Failure> {
    let text = name.to_str().map(str::to_owned);
    text.ok_or_else(|| Failure::NotText(path.to_path_buf()))
}

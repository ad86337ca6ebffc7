//! Entries of folders: which file a name leads to, and giving names without taking any.

use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use tokio_util::sync::CancellationToken;

use super::Move;
use crate::session::transfer::files::{rename_new, same_bytes};
use crate::session::transfer::{FileTarget, disk};

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

pub(super) fn look(found: io::Result<Metadata>) -> io::Result<Option<Metadata>> {
    match found {
        Ok(meta) => Ok(Some(meta)),
        Err(error) if disk::is_missing(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// True when both names lead to one file, so that removing one could remove it: one entry seen
/// through two folders, or one inode. A link in place of the source is not the file.
pub(super) fn one_file(file: &Move) -> io::Result<bool> {
    let one = |a: Metadata, b: Option<Metadata>| {
        b.is_some_and(|b| (a.dev(), a.ino()) == (b.dev(), b.ino()))
    };
    let link = std::fs::symlink_metadata(&file.from)?;
    let is_link = link.is_symlink();
    Ok(one(link, look(std::fs::symlink_metadata(&file.to))?)
        || (!is_link && one(std::fs::metadata(&file.from)?, look(std::fs::metadata(&file.to))?)))
}

/// On a disk that ignores case both names are one, and a rename is what is wanted.
pub(super) fn only_case_differs(file: &Move) -> bool {
    let lower = |path: &Path| path.to_string_lossy().to_lowercase();
    lower(&file.from) == lower(&file.to)
}

/// A copy has the length and the time of its source; where the disk keeps no exact times, its
/// bytes.
pub(super) fn is_copy(file: &Move, here: &Metadata, there: &Metadata) -> io::Result<bool> {
    let times = |meta: &Metadata| (meta.mtime(), meta.mtime_nsec());
    Ok(here.len() == there.len()
        && (times(here) == times(there)
            || same_bytes(&file.from, &file.to, &CancellationToken::new())?))
}

/// A relative symbolic link would name another file from its new place.
pub(super) fn leads_elsewhere_when_moved(path: &Path) -> bool {
    std::fs::read_link(path).is_ok_and(|target| target.is_relative())
}

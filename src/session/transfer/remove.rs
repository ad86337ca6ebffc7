//! Removes a torrent's files, for good or into the trash, and the folders that are empty then.
//!
//! Only files of the torrent go, under both of their names; what else lies in its folders stays,
//! and with it the folders. As in qBittorrent a folder counts as empty when nothing is left in it
//! but what a desktop puts into every folder (`Thumbs.db` and the like). A folder that is a link to
//! elsewhere is not the torrent's: nothing behind it is touched. A file that cannot go into the
//! trash stays where it is, with a warning: the user asked for a way back, so there has to be one.
//!
//! A [`Removal`] is stored before anything is unlinked and forgotten after the last file: a start
//! finishes one that a crash cut off, as often as needed. Runs on the blocking pool.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files::FilesError;
use super::trash::Trash;
use super::{INCOMPLETE_SUFFIX, disk};

/// What desktops leave behind; not counted as content of a folder.
const LITTER: [&str; 4] = [".DS_Store", ".directory", "Thumbs.db", "desktop.ini"];

/// Files to remove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// Folders that the files lie below: one, or two while they were being moved.
    pub roots: Vec<PathBuf>,
    /// Paths below them, plain names.
    pub files: Vec<String>,
    /// Into the trash instead of for good.
    pub trash: bool,
    /// When the user asked for it, Unix seconds.
    pub at: i64,
}

/// Removes files under both of their names, then the folders that are empty now, up to the root,
/// which stays. Files that are not there count as removed. Gives what could not be removed; the
/// rest is done anyway.
pub async fn remove_files(removal: Removal, trash: Trash) -> Vec<FilesError> {
    let work = move || {
        let trash = removal.trash.then_some((&trash, removal.at));
        let mut failures = Vec::new();
        for root in &removal.roots {
            for file in &removal.files {
                let plain = root.join(file);
                let partial = root.join(format!("{file}{INCOMPLETE_SUFFIX}"));
                for path in [plain, partial] {
                    match remove_file(root, &path, trash) {
                        Ok(true) => tidy(root, &path),
                        Ok(false) => {}
                        Err(error) => failures.push(FilesError::new(&path, &error)),
                    }
                }
                // Folders of files that never were there may be empty too.
                tidy(root, &root.join(file));
            }
        }
        failures
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_default()
}

/// Removes one file; false when nothing was there.
fn remove_file(root: &Path, path: &Path, trash: Option<(&Trash, i64)>) -> io::Result<bool> {
    let outside = || io::Error::new(io::ErrorKind::PermissionDenied, "not below the save path");
    let parent = path.parent().filter(|parent| parent.starts_with(root)).ok_or_else(outside)?;
    if let Err(error) = std::fs::symlink_metadata(path) {
        return if disk::is_missing(&error) { Ok(false) } else { Err(error) };
    }
    if !std::fs::canonicalize(parent)?.starts_with(std::fs::canonicalize(root)?) {
        return Err(outside());
    }
    let result = match trash {
        None => std::fs::remove_file(path),
        Some((trash, at)) => trash.put(path, at).map_err(|error| {
            let text = format!(
                "it cannot go into the trash ({error}), so it stays; delete it by hand, or choose \
                 to delete files for good"
            );
            io::Error::new(error.kind(), text)
        }),
    };
    match result {
        Err(error) if disk::is_missing(&error) && !path.exists() => Ok(false),
        other => other.map(|()| true),
    }
}

/// Removes the folders above a path that are as good as empty, below the root.
fn tidy(root: &Path, path: &Path) {
    let below = |dir: &&Path| *dir != root && dir.starts_with(root);
    for dir in path.ancestors().skip(1).take_while(below) {
        for file in litter_alone(dir).unwrap_or_default() {
            // What stays keeps the folder.
            drop(std::fs::remove_file(file));
        }
        match std::fs::remove_dir(dir) {
            Err(error) if !disk::is_missing(&error) => return,
            _ => {}
        }
    }
}

/// What lies in a folder, when it is litter and nothing else.
fn litter_alone(dir: &Path) -> Option<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).ok()? {
        let entry = entry.ok()?;
        let name = entry.file_name();
        let litter = LITTER.iter().any(|litter| name.to_str() == Some(litter));
        if !litter || !entry.file_type().ok()?.is_file() {
            return None;
        }
        found.push(entry.path());
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, bytes: &[u8]) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn removal(root: &Path, files: &[&str], trash: bool) -> Removal {
        let files = files.iter().map(|file| (*file).to_owned()).collect();
        Removal { roots: vec![root.to_path_buf()], files, trash, at: 0 }
    }

    #[tokio::test]
    async fn both_names_go_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let (root, other) = (dir.path().join("save"), dir.path().join("other"));
        write(&root.join("t/a/1.!qB"), b"1");
        write(&root.join("t/b/2"), b"2");
        write(&root.join("t/b/mine.txt"), b"mine");
        write(&root.join("t/c/3"), b"3");
        write(&root.join("t/c/Thumbs.db"), b"litter");
        write(&root.join("u/v/5"), b"5");
        write(&root.join("u/.DS_Store"), b"litter");
        write(&root.join("t/b/desktop.ini"), b"litter");
        write(&other.join("4"), b"4");
        std::os::unix::fs::symlink(&other, root.join("t/link")).unwrap();
        let files = ["t/a/1", "t/b/2", "t/c/3", "t/link/4", "t/gone", "../other/4", "u/v/5"];
        let failures = remove_files(removal(&root, &files, false), Trash::default()).await;
        assert_eq!(failures.len(), 2, "{failures:?}");
        assert!(root.exists() && !root.join("t/a").exists() && !root.join("t/b/2").exists());
        assert!(!root.join("u").exists(), "litter above what is empty now");
        assert!(!root.join("t/c").exists(), "a folder with litter alone is empty");
        assert!(root.join("t/b/mine.txt").exists() && other.join("4").exists());
        assert!(root.join("t/b/desktop.ini").exists(), "litter beside a user's file stays");
        std::fs::remove_file(root.join("t/link")).unwrap();
        std::fs::remove_file(root.join("t/b/mine.txt")).unwrap();
        let again = removal(&root, &["t/b/2"], false);
        assert!(remove_files(again, Trash::default()).await.is_empty());
        assert!(root.exists() && !root.join("t").exists());
    }

    #[tokio::test]
    async fn the_trash_takes_both_names() {
        let dir = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(dir.path()).unwrap();
        write(&root.join("save/t/1"), b"1");
        write(&root.join("save/t/2.!qB"), b"2");
        let trash = Trash { data_home: Some(root.join("data")) };
        let both = removal(&root.join("save"), &["t/1", "t/2"], true);
        assert!(remove_files(both, trash).await.is_empty());
        assert!(!root.join("save/t").exists());
        for name in ["1", "2.!qB"] {
            assert!(root.join("data/Trash/files").join(name).exists());
        }
    }
}

//! What lies in a watched folder, and which of it is whole.
//!
//! A file counts as written when size, time of change and inode are the same at two looks. Only
//! plain files (or links to them) whose name ends in `.torrent` or `.magnet`, in any case, count;
//! names that begin with a dot do not, nor does anything in folders below. All of this blocks: it
//! runs on the blocking pool.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::session::transfer::files::rename_new;

/// Entries of a folder that one look reads; those behind them wait until there are fewer.
pub(super) const MAX_ENTRIES: usize = 100_000;

/// What a file was when it was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    mtime: (i64, i64),
    inode: u64,
}

impl Stamp {
    /// Bytes.
    pub(super) fn size(self) -> u64 {
        self.size
    }

    fn of(about: &std::fs::Metadata) -> Self {
        Self { size: about.len(), mtime: (about.mtime(), about.mtime_nsec()), inode: about.ino() }
    }
}

/// What a file's name says that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Torrent,
    /// Links, one per line.
    Links,
}

/// A file that may be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
    pub(super) stamp: Stamp,
}

/// What a look found, in the order of names.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) files: Vec<Candidate>,
    /// Paths of those that are done with.
    pub(super) done: HashSet<PathBuf>,
    /// There is more in the folder than one look reads.
    pub(super) crowded: bool,
}

/// Files of the folder; those that are done with, as their stamps say, apart.
pub(super) fn look(folder: &Path, done: &HashMap<PathBuf, Stamp>) -> io::Result<Found> {
    let mut found = Found::default();
    let mut entries = std::fs::read_dir(folder)?;
    for entry in entries.by_ref().take(MAX_ENTRIES) {
        let path = entry?.path();
        let Some(kind) = path.file_name().and_then(kind_of) else { continue };
        // One that has gone meanwhile, or a link to nothing.
        let Ok(about) = std::fs::metadata(&path) else { continue };
        let stamp = Stamp::of(&about);
        if done.get(&path) == Some(&stamp) {
            found.done.insert(path);
        } else if about.is_file() {
            found.files.push(Candidate { path, kind, stamp });
        }
    }
    found.crowded = entries.next().is_some();
    found.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn kind_of(name: &OsStr) -> Option<Kind> {
    let name = name.as_encoded_bytes();
    let ends = |end: &[u8]| {
        name.len()
            .checked_sub(end.len())
            .and_then(|at| name.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    if name.first() == Some(&b'.') {
        None
    } else if ends(b".torrent") {
        Some(Kind::Torrent)
    } else if ends(b".magnet") {
        Some(Kind::Links)
    } else {
        None
    }
}

/// Removes a file unless another one has taken its name meanwhile.
pub(super) fn remove(file: &Candidate) -> io::Result<()> {
    match std::fs::metadata(&file.path) {
        Ok(about) if Stamp::of(&about) == file.stamp => std::fs::remove_file(&file.path),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Names that are tried for a file that is put aside.
const NAMES: u32 = 1_000;

/// Puts a file aside under a name that is not looked at; nothing is replaced. Gives the new path.
pub(super) fn reject(path: &Path) -> io::Result<PathBuf> {
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for number in 0..NAMES {
        let mut name = path.as_os_str().to_owned();
        if number > 0 {
            name.push(format!(".{number}"));
        }
        name.push(".qbt_rejected");
        let to = PathBuf::from(name);
        match rename_new(path, &to) {
            Ok(()) => return Ok(to),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use tempfile::TempDir;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let found = look(folder, &HashMap::new()).unwrap();
        found.files.iter().map(|f| f.path.file_name().unwrap().to_str().unwrap().into()).collect()
    }

    #[test]
    fn plain_files_with_the_right_names_count() {
        let folder = TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in
            ["b.torrent", "A.TORRENT", "c.Magnet", ".d.torrent", "e.torrent.part", "torrent"]
        {
            fs::write(at(name), "x").unwrap();
        }
        fs::create_dir_all(at("f.torrent")).unwrap();
        fs::create_dir_all(at("sub")).unwrap();
        fs::write(at("sub/g.torrent"), "x").unwrap();
        symlink(at("b.torrent"), at("h.torrent")).unwrap();
        symlink(at("nothing"), at("i.torrent")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, at("j.torrent"), rustix::fs::Mode::RWXU).unwrap();
        assert_eq!(names(folder.path()), ["A.TORRENT", "b.torrent", "c.Magnet", "h.torrent"]);
        assert!(look(&at("none"), &HashMap::new()).is_err());
    }

    #[test]
    fn what_is_put_aside_replaces_nothing_and_is_not_looked_at() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("x.torrent");
        for content in ["1", "2", "3"] {
            fs::write(&path, content).unwrap();
            reject(&path).unwrap();
        }
        for (name, content) in [("x.torrent", "1"), ("x.torrent.1", "2"), ("x.torrent.2", "3")] {
            let path = folder.path().join(format!("{name}.qbt_rejected"));
            assert_eq!(fs::read_to_string(path).unwrap(), content);
        }
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn another_file_of_that_name_stays() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("x.torrent");
        fs::write(&path, "one").unwrap();
        let file = look(folder.path(), &HashMap::new()).unwrap().files.pop().unwrap();
        fs::write(&path, "another").unwrap();
        remove(&file).unwrap();
        assert!(path.exists());
        let file = look(folder.path(), &HashMap::new()).unwrap().files.pop().unwrap();
        remove(&file).unwrap();
        assert!(!path.exists());
        remove(&file).unwrap();
    }
}

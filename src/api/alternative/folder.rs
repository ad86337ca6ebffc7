//! Files of a folder that somebody chose: regular ones below it, and nothing that a link leads to.
//!
//! Every step of a path is opened from the folder before it and follows no link, so that a link
//! made meanwhile is not followed either. The folder itself may be named by a link. Blocking.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, open, openat, statat};
use rustix::io::Errno;

/// Longer files are not served, as in qBittorrent.
pub(super) const MAX_FILE: u64 = 10 * 1024 * 1024;

/// Why a file is not served; the texts are qBittorrent's where it has one.
#[derive(Debug, thiserror::Error)]
pub(super) enum FolderError {
    /// There is nothing.
    #[error("Not Found")]
    Missing,
    /// A folder, a pipe, a device.
    #[error("Unacceptable file type, only regular file is allowed.")]
    NoRegularFile,
    /// The file or a folder above it is a link.
    #[error("Symlinks inside alternative UI folder are forbidden.")]
    Symlink,
    /// Over [`MAX_FILE`].
    #[error("the file has more than {MAX_FILE} bytes")]
    TooLarge,
    /// The system refuses.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// What changes when a file is replaced or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    inode: (u64, u64),
    length: u64,
    changed: (i64, i64),
}

/// An open file and what it is.
#[derive(Debug)]
pub(super) struct Found {
    file: File,
    /// Tells whether it changed since.
    pub(super) stamp: Stamp,
}

impl Found {
    /// All of it.
    ///
    /// # Errors
    /// When it cannot be read, or grew beyond what is served.
    pub(super) fn read(self) -> Result<Vec<u8>, FolderError> {
        let mut bytes = Vec::new();
        self.file.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
        let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_FILE);
        if fits { Ok(bytes) } else { Err(FolderError::TooLarge) }
    }
}

/// Opens the file at `path` below `root`, `/` between names; `..` must be refused before.
///
/// # Errors
/// See [`FolderError`].
pub(super) fn open_below(root: &Path, path: &str) -> Result<Found, FolderError> {
    let folder_flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let mut folder = open(root, folder_flags, Mode::empty()).map_err(error_of)?;
    let mut names = path.split('/').filter(|name| !name.is_empty()).peekable();
    while let Some(name) = names.next() {
        let kind = kind_of(&folder, name)?;
        if names.peek().is_some() {
            if kind != FileType::Directory {
                return Err(FolderError::Missing);
            }
            let flags = folder_flags | OFlags::NOFOLLOW;
            folder = openat(&folder, name, flags, Mode::empty()).map_err(error_of)?;
        } else if kind == FileType::RegularFile {
            let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
            let file = openat(&folder, name, flags, Mode::empty()).map_err(error_of)?;
            return found(File::from(file));
        }
    }
    Err(FolderError::NoRegularFile)
}

fn kind_of(folder: &OwnedFd, name: &str) -> Result<FileType, FolderError> {
    let found = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).map_err(error_of)?;
    let kind = FileType::from_raw_mode(found.st_mode);
    if kind == FileType::Symlink { Err(FolderError::Symlink) } else { Ok(kind) }
}

fn found(file: File) -> Result<Found, FolderError> {
    let seen = file.metadata()?;
    if !seen.is_file() {
        return Err(FolderError::NoRegularFile);
    }
    if seen.len() > MAX_FILE {
        return Err(FolderError::TooLarge);
    }
    let stamp = Stamp {
        inode: (seen.dev(), seen.ino()),
        length: seen.len(),
        changed: (seen.mtime(), seen.mtime_nsec()),
    };
    Ok(Found { file, stamp })
}

fn error_of(error: Errno) -> FolderError {
    match error {
        Errno::NOENT | Errno::NOTDIR | Errno::INVAL | Errno::NAMETOOLONG => FolderError::Missing,
        Errno::LOOP => FolderError::Symlink,
        error => FolderError::Io(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use tempfile::TempDir;

    use super::*;

    fn text(root: &Path, path: &str) -> String {
        match open_below(root, path).and_then(Found::read) {
            Ok(bytes) => String::from_utf8(bytes).unwrap(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn only_regular_files_below_the_folder_are_opened() {
        const LINK: &str = "Symlinks inside alternative UI folder are forbidden.";
        const KIND: &str = "Unacceptable file type, only regular file is allowed.";
        let outside = TempDir::new().unwrap();
        let folder = TempDir::new().unwrap();
        let root = folder.path().join("ui");
        std::fs::write(outside.path().join("secret"), "secret").unwrap();
        std::fs::create_dir_all(root.join("public/js")).unwrap();
        std::fs::write(root.join("public/js/a.js"), "a").unwrap();
        symlink(outside.path(), root.join("public/out")).unwrap();
        symlink(outside.path().join("secret"), root.join("public/secret")).unwrap();
        symlink("js/a.js", root.join("public/inside")).unwrap();
        let name = std::ffi::CString::new(root.join("public/pipe").to_str().unwrap()).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, &name, Mode::RUSR | Mode::WUSR).unwrap();
        for (path, expected) in [
            ("public/js/a.js", "a"),
            ("public//js/a.js", "a"),
            ("public/out/secret", LINK),
            ("public/secret", LINK),
            ("public/inside", LINK),
            ("public/js", KIND),
            ("public/pipe", KIND),
            ("", KIND),
            ("public/js/a.js/x", "Not Found"),
            ("public/nothing", "Not Found"),
            ("nothing/x", "Not Found"),
            ("public/a\0b", "Not Found"),
        ] {
            assert_eq!(text(&root, path), expected, "{path}");
        }
        let linked = folder.path().join("linked");
        symlink(&root, &linked).unwrap();
        assert_eq!(text(&linked, "public/js/a.js"), "a", "the folder itself may be a link");
        assert_eq!(text(&folder.path().join("none"), "public/x"), "Not Found");
    }

    #[test]
    fn a_long_file_is_refused() {
        let folder = TempDir::new().unwrap();
        File::create(folder.path().join("x")).unwrap().set_len(MAX_FILE + 1).unwrap();
        assert!(matches!(open_below(folder.path(), "x"), Err(FolderError::TooLarge)));
    }
}

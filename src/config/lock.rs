//! One server per profile: an advisory lock that the operating system drops with the process.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Holds the profile while it lives.
#[derive(Debug)]
pub struct ProfileLock {
    _file: File,
}

/// Why the profile cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it.
    #[error(
        "another qcodex uses the profile {}; stop it, or choose another folder with --profile",
        .0.display()
    )]
    Busy(PathBuf),
    /// The folder or file cannot be made.
    #[error("cannot use the profile {profile}: {error}", profile = .0.display(), error = .1)]
    Io(PathBuf, io::Error),
}

impl ProfileLock {
    /// Makes the profile folder (for its owner alone) and locks it.
    ///
    /// # Errors
    /// See [`LockError`].
    pub fn acquire(profile: &Path, lock: &Path) -> Result<Self, LockError> {
        let failed = |error| LockError::Io(profile.to_owned(), error);
        make_private(profile).map_err(failed)?;
        let file =
            File::options().create(true).truncate(false).write(true).open(lock).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Busy(profile.to_owned())),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_server_is_refused_until_the_first_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let profile = folder.path().join("profile");
        let lock = profile.join("lock");
        let first = ProfileLock::acquire(&profile, &lock).unwrap();
        assert!(matches!(ProfileLock::acquire(&profile, &lock), Err(LockError::Busy(_))));
        drop(first);
        ProfileLock::acquire(&profile, &lock).unwrap();
    }
}

//! Folders that users name: resolved, made and looked at before a torrent is told to go there.
//!
//! Runs on the blocking pool; the actor only gets absolute paths that exist. Paths inside the
//! torrent are checked by the actor, which alone knows its files.

use std::path::{Component, Path, PathBuf};

use super::settings::Key;
use super::{Command, PathRename, RenameError, Session, SessionParams};
use crate::torrent::TorrentId;

/// Why a folder cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FolderError {
    /// It cannot be made.
    #[error("cannot make the folder")]
    Make,
    /// Nothing can be written into it.
    #[error("cannot write into the folder")]
    Write,
}

impl Session {
    /// Makes a folder for complete files that a user named; a relative one lies below the default
    /// save path. Gives its absolute path without `.`, `..` and a slash at the end.
    ///
    /// # Errors
    /// See [`FolderError`].
    pub async fn make_folder(&self, path: &str) -> Result<PathBuf, FolderError> {
        let base = PathBuf::from(self.settings().text(Key::SavePath));
        self.make(&base.join(path)).await
    }

    /// As [`Self::make_folder`] for incomplete files: a relative one lies below the folder of
    /// those, whether or not it is in use (recorded).
    ///
    /// # Errors
    /// See [`FolderError`].
    pub async fn make_download_folder(&self, path: &str) -> Result<PathBuf, FolderError> {
        let base = SessionParams::default_paths(&self.settings()).temp_path;
        self.make(&base.join(path)).await
    }

    async fn make(&self, path: &Path) -> Result<PathBuf, FolderError> {
        let path = plain_path(path);
        let work = self.tasks.spawn_blocking(move || {
            std::fs::create_dir_all(&path).map_err(|error| {
                tracing::info!(path = %path.display(), %error, "cannot make the folder");
                FolderError::Make
            })?;
            let access = rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK;
            rustix::fs::access(&path, access).map_err(|_| FolderError::Write)?;
            Ok(path)
        });
        work.await.unwrap_or(Err(FolderError::Make))
    }

    /// Gives files other paths, on disk and in the torrent; durable before the answer.
    ///
    /// # Errors
    /// See [`RenameError`].
    pub async fn rename_path(&self, id: TorrentId, rename: PathRename) -> Result<(), RenameError> {
        self.ask(|reply| Command::RenamePath { id, rename, reply }).await
    }
}

/// The path by its words alone: no `.`, `..` or slash at the end.
pub fn plain_path(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cleaned_by_their_words() {
        for (given, clean) in
            [("/a/./b//", "/a/b"), ("/a/../../b", "/b"), ("/..", "/"), ("/a/b/..", "/a")]
        {
            assert_eq!(plain_path(Path::new(given)).as_os_str(), clean, "{given}");
        }
    }
}

//! Copies of the `.torrent` files of what is in the list.
//!
//! *Owns* which file is the copy of which torrent, stored with the session, and those files. *What
//! runs where:* one task follows the session's alerts; reading and writing run on the blocking
//! pool. *A crash loses* the copy of a torrent that was added in that moment, or leaves one whose
//! torrent was removed; never half a file: a copy is written beside and renamed.
//!
//! As in qBittorrent 5.3: a torrent's copy is made when it is added, of a magnet when its metadata
//! is known; when its download has ended the copy is moved to the folder of finished ones, if there
//! is one; when it is removed the copy goes with it, if that is wanted. The copy is what
//! `torrents/export` gives: with the trackers of then, and with the placement where there is one.
//! It is named after the torrent; where another file has that name, ` (1)` and so on is added.
//! Relative folders lie in the profile.
//!
//! Deliberately absent: copies of what was added while the setting was off (its copy is made when
//! it is finished, if that has a folder of its own), moving when a folder's setting changes, and
//! bare CIDs, which have no `.torrent`.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::follow;
use crate::session::alert::Alert;
use crate::session::settings::Key;
use crate::session::transfer::files::rename_new;
use crate::session::{ExportError, Session};
use crate::tasks::Tasks;
use crate::torrent::file_path::safe_component;
use crate::torrent::{Metainfo, TorrentId};

/// Where the session keeps the paths, by torrent.
const SPACE: &str = "torrent_file_backup";
/// Names that are tried for a copy.
const NAMES: u32 = 10_000;
/// Bytes of a name before its number and ending.
const MAX_NAME: usize = 200;
/// Largest copy that is read again.
const MAX_SIZE: u64 = 256 * 1024 * 1024;

/// Starts to keep copies as the settings say. `profile` is where relative folders lie.
pub fn start(session: Session, profile: PathBuf, tasks: &Tasks) {
    let mut news = session.follow_alerts();
    let keeper = Keeper { session, profile, tasks: tasks.clone() };
    drop(tasks.spawn("copies of torrent files", async move {
        while let Some(alert) = follow::next(&mut news, "the backup of .torrent files").await {
            let (id, done) = match alert {
                Alert::TorrentAdded { id } | Alert::MetadataReceived { id } => {
                    (id, keeper.added(id).await)
                }
                Alert::TorrentFinished { id } => (id, keeper.finished(id).await),
                Alert::TorrentRemoved { id } => (id, keeper.removed(id).await),
                _ => continue,
            };
            if let Err(error) = done {
                tracing::warn!(torrent = %id, %error, "the copy of the .torrent file");
            }
        }
    }));
}

#[derive(Debug)]
struct Keeper {
    session: Session,
    profile: PathBuf,
    tasks: Tasks,
}

/// Why a copy is not as it should be.
#[derive(Debug, thiserror::Error)]
enum BackupError {
    #[error("cannot be written to {folder}: {error}", folder = .0.display(), error = .1)]
    Write(PathBuf, io::Error),
    #[error("{path} cannot be removed: {error}", path = .0.display(), error = .1)]
    Remove(PathBuf, io::Error),
    #[error("its path cannot be stored: {0}")]
    Store(#[from] crate::session::SessionError),
    #[error("it cannot be made: {0}")]
    Export(ExportError),
}

impl Keeper {
    /// Makes a copy unless there is one.
    async fn added(&self, id: TorrentId) -> Result<(), BackupError> {
        let settings = self.session.settings();
        if !settings.bool(Key::TorrentFilesBackupEnabled) || self.copy_of(id).await.is_some() {
            return Ok(());
        }
        self.make(id, self.folder(Key::TorrentFilesBackupDir)).await
    }

    /// Moves the copy, or makes one there.
    async fn finished(&self, id: TorrentId) -> Result<(), BackupError> {
        let settings = self.session.settings();
        let wanted = settings.bool(Key::TorrentFilesBackupEnabled)
            && settings.bool(Key::TorrentFilesFinishedBackupDirEnabled);
        if !wanted {
            return Ok(());
        }
        let folder = self.folder(Key::TorrentFilesFinishedBackupDir);
        match self.copy_of(id).await {
            Some((path, _)) if path.parent() == Some(&folder) => Ok(()),
            Some((path, bytes)) => {
                self.put(id, folder, bytes).await?;
                self.remove(path).await
            }
            None => self.make(id, folder).await,
        }
    }

    /// Forgets the copy, and removes it if that is wanted.
    async fn removed(&self, id: TorrentId) -> Result<(), BackupError> {
        let id_text = id.to_string();
        if self.session.stored(SPACE, &id_text).is_none() {
            return Ok(());
        }
        let wanted = self.session.settings().bool(Key::RemoveTorrentFileBackup);
        let gone = match self.copy_of(id).await {
            Some((path, _)) if wanted => self.remove(path).await,
            _ => Ok(()),
        };
        self.session.store(SPACE, &id_text, None).await?;
        gone
    }

    /// The copy of a torrent, if it is there and still its own.
    async fn copy_of(&self, id: TorrentId) -> Option<(PathBuf, Bytes)> {
        let stored = self.session.stored(SPACE, &id.to_string())?;
        let path = PathBuf::from(OsString::from_vec(stored.to_vec()));
        let work = self.tasks.spawn_blocking(move || {
            let bytes = read(&path).ok()?;
            let own = Metainfo::parse(&bytes).is_ok_and(|metainfo| metainfo.id() == id);
            own.then(|| (path, Bytes::from(bytes)))
        });
        work.await.ok().flatten()
    }

    async fn make(&self, id: TorrentId, folder: PathBuf) -> Result<(), BackupError> {
        match self.session.export(id).await {
            Ok(exported) => self.put(id, folder, exported.bytes).await,
            // Its metadata comes later, or it has none; or it is gone again.
            Err(ExportError::MissingMetadata | ExportError::NotFound) => Ok(()),
            Err(error) => Err(BackupError::Export(error)),
        }
    }

    async fn put(&self, id: TorrentId, folder: PathBuf, bytes: Bytes) -> Result<(), BackupError> {
        let name = self.session.torrent(id).map(|torrent| torrent.name.clone());
        let name = name.as_deref().and_then(|name| safe_component(name.as_bytes()));
        let name = name.unwrap_or_else(|| id.to_string());
        let shown = folder.clone();
        let work = self.tasks.spawn_blocking(move || put(&folder, &name, &bytes, id));
        let path = work.await.map_err(io::Error::other).flatten();
        let path = path.map_err(|error| BackupError::Write(shown, error))?;
        let stored = path.as_os_str().as_bytes().to_vec();
        self.session.store(SPACE, &id.to_string(), Some(stored)).await?;
        tracing::debug!(torrent = %id, path = %path.display(), "copy of the .torrent file");
        Ok(())
    }

    async fn remove(&self, path: PathBuf) -> Result<(), BackupError> {
        let gone = path.clone();
        let work = self.tasks.spawn_blocking(move || fs::remove_file(&gone));
        match work.await.map_err(io::Error::other).flatten() {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(BackupError::Remove(path, error))
            }
            _ => Ok(()),
        }
    }

    fn folder(&self, key: Key) -> PathBuf {
        self.profile.join(self.session.settings().text(key))
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    use std::io::Read as _;
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_SIZE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a copy under the first name that is free, or finds it there already; gives its path.
fn put(folder: &Path, name: &str, bytes: &[u8], id: TorrentId) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let unfinished = folder.join(format!(".qcodex-{id}.tmp"));
    let named = put_as(folder, name, bytes, &unfinished);
    if unfinished.symlink_metadata().is_ok() {
        fs::remove_file(&unfinished)?;
    }
    named
}

fn put_as(folder: &Path, name: &str, bytes: &[u8], unfinished: &Path) -> io::Result<PathBuf> {
    let name = name.split_at(name.floor_char_boundary(MAX_NAME)).0;
    let mut written = false;
    for number in 0..NAMES {
        let path = folder.join(match number {
            0 => format!("{name}.torrent"),
            number => format!("{name} ({number}).torrent"),
        });
        if path.symlink_metadata().is_ok() {
            if read(&path).is_ok_and(|there| there == bytes) {
                return Ok(path);
            }
            continue;
        }
        if !written {
            write(unfinished, bytes)?;
            written = true;
        }
        match rename_new(unfinished, &path) {
            Ok(()) => {
                File::open(folder)?.sync_all()?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Left by a crash.
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn another_file_keeps_its_name() {
        let folder = TempDir::new().unwrap();
        let id = TorrentId::from([1; 20]);
        let at = folder.path().join("a/b");
        let name = |name: &str, bytes: &[u8]| {
            let path = put(&at, name, bytes, id).unwrap();
            assert_eq!(fs::read(&path).unwrap(), bytes);
            path.file_name().unwrap().to_str().unwrap().to_owned()
        };
        assert_eq!(name("x", b"1"), "x.torrent");
        assert_eq!(name("x", b"2"), "x (1).torrent");
        assert_eq!(name("x", b"3"), "x (2).torrent");
        assert_eq!(name("x", b"2"), "x (1).torrent", "it is there already");
        std::os::unix::fs::symlink("/nowhere", at.join("y.torrent")).unwrap();
        assert_eq!(name("y", b"1"), "y (1).torrent");
        let long = name(&"ä".repeat(300), b"1");
        assert!(long.len() < 255 && long.ends_with("ä.torrent"));
        // A file that a crash left is no hindrance, and none is left behind.
        fs::write(at.join(format!(".qcodex-{id}.tmp")), "half").unwrap();
        assert_eq!(name("z", b"1"), "z.torrent");
        let hidden = fs::read_dir(&at).unwrap().flatten();
        assert_eq!(hidden.filter(|e| e.file_name().as_bytes().starts_with(b".")).count(), 0);
    }

    #[test]
    fn a_folder_that_cannot_be_is_an_error() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("file"), "x").unwrap();
        put(&folder.path().join("file/sub"), "x", b"1", TorrentId::from([1; 20])).unwrap_err();
    }
}

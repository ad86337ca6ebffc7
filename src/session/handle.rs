//! A weak reference to a torrent, as libtorrent's `torrent_handle`: no data inside, it sends
//! messages and reads snapshots, and outlives the torrent without harm.

use std::sync::Arc;

use super::command::{Edit, EditError, Selection, SessionError};
use super::status::TorrentStatus;
use super::{ExportError, Exported, FilePriority, Session};
use crate::torrent::TorrentId;

/// Refers to one torrent of a session; cheap to clone.
#[derive(Debug, Clone)]
pub struct TorrentHandle {
    id: TorrentId,
    session: Session,
}

impl TorrentHandle {
    pub(super) fn new(id: TorrentId, session: Session) -> Self {
        Self { id, session }
    }

    /// The id it was made for; a bare CID that proves to be a record keeps working under it.
    pub fn id(&self) -> TorrentId {
        self.id
    }

    /// What readers see now; `None` once it was removed (libtorrent: `is_valid`, `status`).
    pub fn status(&self) -> Option<Arc<TorrentStatus>> {
        self.session.torrent(self.id)
    }

    /// Changes the torrent.
    ///
    /// # Errors
    /// [`EditError::NotFound`] once it was removed; otherwise see [`Session::edit`].
    pub async fn edit(&self, edit: Edit) -> Result<(), EditError> {
        if self.status().is_none() {
            return Err(EditError::NotFound);
        }
        self.session.edit(Selection::Ids(vec![self.id]), edit).await
    }

    /// Sets the priority of files (libtorrent: `prioritize_files`).
    ///
    /// # Errors
    /// See [`Session::set_file_priority`].
    pub async fn set_file_priority(
        &self,
        files: Vec<usize>,
        priority: FilePriority,
    ) -> Result<(), EditError> {
        self.session.set_file_priority(self.id, files, priority).await
    }

    /// The `.torrent` with its placement (libtorrent: `write_torrent_file`).
    ///
    /// # Errors
    /// See [`Session::export`].
    pub async fn export(&self) -> Result<Exported, ExportError> {
        self.session.export(self.id).await
    }

    /// Removes the torrent, and its files when asked (libtorrent: `remove_torrent`).
    ///
    /// # Errors
    /// Only when the session fails.
    pub async fn remove(&self, delete_files: bool) -> Result<(), SessionError> {
        self.session.delete(Selection::Ids(vec![self.id]), delete_files).await
    }
}

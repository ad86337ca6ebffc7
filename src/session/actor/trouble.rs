//! What becomes of a torrent whose files cannot be used, changed or are gone.

use super::Actor;
use crate::codex::{CodexError, Damage};
use crate::session::alert::Alert;
use crate::session::status::{PublishState, Reason, ReasonCode, TorrentState};
use crate::torrent::TorrentId;

impl Actor {
    /// An error that the user has to look at.
    pub(super) fn fail(&mut self, id: TorrentId, reason: Reason) {
        tracing::warn!(torrent = %id, reason = %reason.text, "torrent error");
        if let Some(torrent) = self.torrents.get_mut(&id) {
            torrent.resume.error = Some(reason.text.clone());
            self.alert(Alert::FileError { id, text: reason.text.clone() });
            let state = TorrentState::Error(reason.text.clone());
            if let Some(torrent) = self.torrents.get_mut(&id) {
                torrent.reason = Some(reason);
            }
            self.set_state(id, state);
            self.save(id);
        }
    }

    /// A verified file is not what it was.
    pub(super) fn file_changed(&mut self, id: TorrentId, path: &std::path::Path, text: &str) {
        if let Some(torrent) = self.torrents.get_mut(&id) {
            torrent.publish = PublishState::Stale;
            torrent.resume.published = false;
            torrent.bad_file = Some(path.into());
        }
        let text = format!(
            "{} is not what was verified ({text}); recheck the torrent to see what is left of it",
            path.display()
        );
        self.fail(id, Reason::new(ReasonCode::FileChanged, text));
    }

    /// A verified file is gone.
    pub(super) fn files_missing(&mut self, id: TorrentId, path: &std::path::Path) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        if torrent.state == TorrentState::MissingFiles || torrent.deleting {
            return;
        }
        let text = format!(
            "{} is gone; put it back and start the torrent, or recheck to fetch it again",
            path.display()
        );
        torrent.reason = Some(Reason::new(ReasonCode::FileChanged, text));
        torrent.bad_file = Some(path.into());
        torrent.resume.missing_files = true;
        torrent.resume.published = false;
        torrent.publish = PublishState::Stale;
        torrent.job = None;
        self.set_state(id, TorrentState::MissingFiles);
        self.save(id);
    }

    /// The node met a file that changed or vanished while it read it for somebody.
    pub(super) fn damaged(&mut self, damage: &Damage) {
        let hit: Vec<TorrentId> = self
            .torrents
            .values()
            .filter(|torrent| torrent.state == TorrentState::Seeding)
            // A file on its way is not gone.
            .filter(|torrent| torrent.resume.moving.is_none())
            .filter(|torrent| damage.path.starts_with(&torrent.resume.location))
            .filter(|torrent| {
                self.referenced_files(torrent).iter().any(|(_, path)| *path == damage.path)
            })
            .map(|torrent| torrent.id)
            .collect();
        for id in hit {
            match damage.error {
                CodexError::Vanished(_) => self.files_missing(id, &damage.path),
                _ => self.file_changed(id, &damage.path, "its bytes changed"),
            }
        }
    }
}

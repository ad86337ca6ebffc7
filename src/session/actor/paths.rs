//! Where torrents belong: set paths, automatic management, and what follows when either changes.
//!
//! Nothing is moved here: [`Actor::settle`] compares where files lie with where they belong and
//! starts the move once the change is durable. A user who names a place for a torrent whose files
//! are gone or could not be moved gets what is left moved there, and then checked.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{Actor, put_torrent};
use crate::db::Change;
use crate::session::status::TorrentState;
use crate::torrent::TorrentId;

/// Save path and download path of torrents in automatic mode.
pub(super) type AutomaticPaths = HashMap<TorrentId, (PathBuf, Option<PathBuf>)>;

impl Actor {
    /// Sets paths of a torrent in manual mode; one in automatic mode stays as it is.
    #[expect(clippy::option_option, reason = "given or not, and then a path or none")]
    pub(super) fn set_paths(
        &mut self,
        id: TorrentId,
        save: Option<&Path>,
        download: Option<Option<&Path>>,
    ) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        if torrent.resume.auto_managed {
            return;
        }
        torrent.refused = None;
        if torrent.asked_from.is_none() {
            let before = (torrent.resume.save_path.clone(), torrent.resume.download_path.clone());
            torrent.asked_from = Some(before);
        }
        if let Some(save) = save {
            torrent.resume.save_path = save.to_path_buf();
        }
        if let Some(download) = download {
            torrent.resume.download_path = download.map(Path::to_path_buf);
        }
        let stays = torrent.target(&self.categories, &self.paths) == torrent.resume.location;
        if stays {
            // Nothing moves now, so nothing can fail that would bring the old ones back.
            torrent.asked_from = None;
        }
        self.look_again(id);
    }

    /// A broken torrent that has a new place is looked at again there; the others just go.
    pub(super) fn look_again(&mut self, id: TorrentId) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.refused = None;
        let target = torrent.target(&self.categories, &self.paths);
        if torrent.is_broken() && torrent.content.is_some() && target != torrent.resume.location {
            torrent.reason = None;
            torrent.resume.error = None;
            torrent.resume.missing_files = false;
            torrent.resume.checked = false;
            self.set_state(id, TorrentState::CheckingFiles);
        }
    }

    /// The files of a torrent do not lie where they belong.
    pub(super) fn go_to(&mut self, id: TorrentId, target: PathBuf) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        match torrent.state {
            TorrentState::Seeding | TorrentState::Downloading | TorrentState::CheckingFiles => {
                self.set_state(id, TorrentState::Moving);
            }
            TorrentState::ResolvingMetadata => {
                // There are no files yet.
                torrent.resume.location = target;
                self.save(id);
            }
            TorrentState::Moving | TorrentState::MissingFiles | TorrentState::Error(_) => {}
        }
    }

    /// Paths of all torrents in automatic mode, before something changes that decides them.
    pub(super) fn automatic_paths(&self) -> AutomaticPaths {
        let automatic = self.torrents.values().filter(|torrent| torrent.resume.auto_managed);
        automatic
            .map(|torrent| {
                let save = torrent.save_path(&self.categories, &self.paths);
                let download = torrent.download_path(&self.categories, &self.paths);
                (torrent.id, (save, download))
            })
            .collect()
    }

    /// After that change: torrents whose paths are others now follow, or (as the settings say)
    /// leave automatic mode and stay. Gives the rows of those that stay.
    pub(super) fn follow_or_stay(&mut self, before: AutomaticPaths, follow: bool) -> Vec<Change> {
        let mut rows = Vec::new();
        for (id, (save, download)) in before {
            let Some(torrent) = self.torrents.get_mut(&id) else { continue };
            let same = torrent.save_path(&self.categories, &self.paths) == save
                && torrent.download_path(&self.categories, &self.paths) == download;
            if same {
                continue;
            }
            self.dirty.insert(id);
            if follow {
                self.look_again(id);
                self.settle(id);
            } else {
                torrent.resume.auto_managed = false;
                torrent.resume.save_path = save;
                torrent.resume.download_path = download;
                rows.push(put_torrent(torrent));
            }
        }
        rows
    }
}

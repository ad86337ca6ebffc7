//! What tasks report, and who takes it in.

use std::path::PathBuf;

use super::Actor;
use crate::codex::{Cid, Damage, FileStamp, Space};
use crate::session::publish::{PublishError, Published};
use crate::session::source::{FoundDataset, FoundRecord};
use crate::session::status::{Reason, TorrentState};
use crate::session::transfer::{
    CheckError, CheckOutcome, CheckedFile, Done, DownloadError, DownloadEvent, FilesError,
};
use crate::torrent::TorrentId;

/// News from a task.
#[derive(Debug)]
pub(crate) enum TaskEvent {
    /// About one torrent, from the job with this generation.
    Torrent { id: TorrentId, generation: u64, news: TaskNews },
    /// The node served bytes of datasets to others.
    Served(Vec<(Cid, u64)>),
    /// The node found that a referenced file is not what it was.
    Damaged(Damage),
    /// What the node holds.
    Space(Space),
    /// Bytes free at the save path.
    FreeSpace(Option<u64>),
    /// Files of finished torrents that were not there at the start.
    Missing(TorrentId, PathBuf),
    /// References that the node has, at the start or when it came back.
    References(Vec<(Cid, PathBuf)>),
}

/// News about one torrent.
#[derive(Debug)]
pub(crate) enum TaskNews {
    Resolved(Box<FoundDataset>),
    Placed(Box<FoundRecord>),
    Checked(Box<Result<CheckOutcome, CheckError>>),
    /// The files have the right lengths and were not read.
    Trusted(Box<CheckOutcome>),
    Download(DownloadEvent),
    Downloaded(Result<Done, DownloadError>),
    /// Where to, and the stamps of the files there.
    Moved(PathBuf, Result<Vec<FileStamp>, FilesError>),
    Renamed(Result<(), FilesError>),
    Published(Box<Result<Published, PublishError>>),
    Reason(Option<Reason>),
    Cancelled,
}

impl Actor {
    pub(super) fn event(&mut self, event: TaskEvent) {
        match event {
            TaskEvent::Torrent { id, generation, news } => self.torrent_event(id, generation, news),
            TaskEvent::Served(served) => self.served(&served),
            TaskEvent::Damaged(damage) => self.damaged(&damage),
            TaskEvent::Space(space) => self.server.space = Some(space),
            TaskEvent::FreeSpace(free) => self.server.free_space = free,
            TaskEvent::Missing(id, path) => self.files_missing(id, &path),
            TaskEvent::References(known) => self.reconcile(&known),
        }
    }

    fn torrent_event(&mut self, id: TorrentId, generation: u64, news: TaskNews) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let Some(job) = &torrent.job else { return };
        if job.generation != generation {
            return;
        }
        let ends =
            !matches!(news, TaskNews::Download(_) | TaskNews::Reason(_) | TaskNews::Placed(_));
        if ends {
            torrent.job = None;
            torrent.check = None;
            self.checking.remove(&id);
        }
        self.dirty.insert(id);
        match news {
            TaskNews::Resolved(found) => self.resolved(id, *found),
            TaskNews::Placed(found) => self.placed(id, &found),
            TaskNews::Checked(result) => {
                torrent.resume.unverified = false;
                if torrent.state == TorrentState::Seeding {
                    // What was trusted proved wrong before it was published.
                    self.set_state(id, TorrentState::CheckingFiles);
                }
                self.checked(id, *result);
            }
            TaskNews::Trusted(outcome) => {
                // Who added it may have read the very files that are there.
                let proven = |file: &CheckedFile| file.completed == 0 || file.hashes.is_some();
                torrent.resume.unverified = !outcome.files.iter().all(proven);
                self.checked(id, Ok(*outcome));
            }
            TaskNews::Download(event) => self.download_event(id, event),
            TaskNews::Downloaded(result) => self.downloaded(id, result),
            TaskNews::Moved(to, result) => self.moved(id, to, result),
            TaskNews::Renamed(result) => self.files_renamed(id, result),
            TaskNews::Published(result) => self.publish_ended(id, *result),
            TaskNews::Reason(reason) => torrent.reason = reason,
            TaskNews::Cancelled => {}
        }
        if ends && !self.stopping {
            self.settle(id);
            self.fill_check_slots();
        }
    }
}

//! What tasks report, and who takes it in.

use std::path::PathBuf;

use tokio::sync::oneshot;

use super::Actor;
use super::carrier::{Arrival, TripEnd};
use crate::codex::{Cid, Damage, NodeInfo, Space};
use crate::session::publish::{PublishError, Published};
use crate::session::relocation::StoredMove;
use crate::session::source::{FoundDataset, FoundRecord};
use crate::session::status::{PublishState, Reason, TorrentState};
use crate::session::transfer::{
    CheckError, CheckOutcome, CheckedFile, Done, DownloadError, DownloadEvent,
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
    /// What the node tells of itself.
    NodeInfo(Box<NodeInfo>),
    /// Bytes free at the save path.
    FreeSpace(Option<u64>),
    /// Files of finished torrents that were not there at the start.
    Missing(TorrentId, PathBuf),
    /// References that the node has, asked for when files had been moved this many times.
    References(Vec<(Cid, PathBuf)>, u64),
    /// A dataset was removed from the former node.
    CopyRemoved(String, Cid),
    /// No more is removed from the former node, for this reason if not all was.
    RemovalEnded(Option<String>),
    /// Items that were published in this node and are not there any more.
    Gone(String, Vec<TorrentId>),
    /// There is room for a move that was refused for want of it.
    Room(TorrentId),
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
    /// Files are about to be carried; the task waits until that is durable.
    Planned(Box<StoredMove>, oneshot::Sender<bool>),
    /// Files are at their new place; the task waits until that is durable, and for what the node
    /// has of them.
    Arrived(Box<Arrival>, oneshot::Sender<Option<Vec<(Cid, PathBuf)>>>),
    Moved(TripEnd),
    Renamed(TripEnd),
    /// The publication has its place and begins.
    Publishing,
    /// A file was copied into the node: dataset, tree, bytes.
    Copied(Cid, Cid, u64),
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
            TaskEvent::Space(space) => self.space_told(space),
            TaskEvent::NodeInfo(info) => self.node_told(*info),
            TaskEvent::FreeSpace(free) => self.server.free_space = free,
            TaskEvent::Missing(id, path) => self.files_missing(id, &path),
            TaskEvent::References(known, places) => self.reconcile(&known, places),
            TaskEvent::CopyRemoved(node, cid) => self.copy_removed(node, cid),
            TaskEvent::RemovalEnded(trouble) => self.removal_ended(trouble),
            TaskEvent::Gone(node, gone) => self.copies_gone(&node, &gone),
            TaskEvent::Room(id) => self.room(id),
        }
    }

    fn torrent_event(&mut self, id: TorrentId, generation: u64, news: TaskNews) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let Some(job) = &torrent.job else { return };
        if job.generation != generation {
            return;
        }
        let ends = !matches!(
            news,
            TaskNews::Download(_)
                | TaskNews::Reason(_)
                | TaskNews::Placed(_)
                | TaskNews::Publishing
                | TaskNews::Copied(..)
                | TaskNews::Planned(..)
                | TaskNews::Arrived(..)
        );
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
                if result.is_ok() {
                    torrent.resume.checked_at = Some(self.clock.unix_secs());
                }
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
            TaskNews::Planned(plan, go) => self.planned(id, *plan, go),
            TaskNews::Arrived(arrival, go) => self.arrived(id, *arrival, go),
            TaskNews::Moved(end) => self.moved(id, end),
            TaskNews::Renamed(end) => self.files_renamed(id, end),
            TaskNews::Publishing => torrent.publish = PublishState::Publishing,
            TaskNews::Copied(cid, tree, length) => self.copied(id, cid, tree, length),
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

//! Moving a torrent's files to where they belong: when it is due, the task, and what follows.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::Actor;
use super::events::TaskNews;
use super::jobs::{Reporter, with_suffix};
use crate::codex::FileStamp;
use crate::session::alert::Alert;
use crate::session::content::Content;
use crate::session::status::{FileStatus, Reason, ReasonCode, TorrentState};
use crate::session::torrent::Torrent;
use crate::session::transfer::{FilesError, FinishJob, Move, finish_files};
use crate::torrent::TorrentId;

impl Actor {
    /// Every wanted byte is verified: to the final place, then to Codex.
    pub(super) fn completed(&mut self, id: TorrentId) {
        let now = self.clock.unix_secs();
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let first = !torrent.resume.finished;
        torrent.resume.finished = true;
        torrent.pieces_active = Arc::new([]);
        torrent.reason = None;
        if torrent.completed_on.is_none() {
            torrent.completed_on = Some(now);
        }
        torrent.seen_complete = Some(now);
        let (untidy, location) = (torrent.untidy, torrent.resume.location.clone());
        let in_place = torrent.target(&self.categories, &self.paths) == location;
        self.set_state(id, TorrentState::Moving);
        if first {
            self.alert(Alert::TorrentFinished { id });
        }
        if in_place && !untidy {
            // Nothing to move: nobody sees that state.
            self.moved(id, location, Ok(Vec::new()));
        } else {
            self.save(id);
        }
    }

    pub(super) fn start_move(
        &self,
        torrent: &Torrent,
        reporter: Reporter,
        cancel: &CancellationToken,
        before: CancellationToken,
    ) -> Option<()> {
        let content = torrent.content.clone()?;
        let from = torrent.resume.location.clone();
        let to = torrent.target(&self.categories, &self.paths);
        let refs = self.referenced_files(torrent);
        let statuses = Arc::clone(&torrent.files);
        let (cancel, finished) =
            (cancel.clone(), torrent.resume.finished && torrent.resume.checked);
        let (node, tasks) = (self.nodes.own.clone(), self.tasks.clone());
        self.tasks.spawn_until_done("move", async move {
            before.cancelled().await;
            let plan = {
                let (from, to) = (from.clone(), to.clone());
                tasks.spawn_blocking(move || moves(&content, &statuses, &from, &to, finished))
            };
            let job = FinishJob {
                files: plan.await.unwrap_or_default(),
                from_root: from.clone(),
                to_root: to.clone(),
                cancel,
            };
            let result = finish_files(job).await;
            if result.is_ok() {
                for (cid, path) in refs {
                    if let Ok(relative) = path.strip_prefix(&from) {
                        let target = to.join(relative);
                        if let Err(error) = node.relocate(cid, path, target).await {
                            // The next start reconciles; a read in between is a typed error.
                            tracing::warn!(%cid, %error, "cannot tell the node about the move");
                        }
                    }
                }
            }
            reporter.send(TaskNews::Moved(to, result)).await;
        });
        Some(())
    }

    pub(super) fn moved(
        &mut self,
        id: TorrentId,
        to: PathBuf,
        result: Result<Vec<FileStamp>, FilesError>,
    ) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        match result {
            Ok(stamps) => {
                let from = std::mem::replace(&mut torrent.resume.location, to);
                if from != torrent.resume.location {
                    // A copy is another file to the node: it is hashed where it lies now.
                    torrent.hashes.retain(|_, (_, stamp)| stamps.contains(stamp));
                }
                torrent.untidy = false;
                if !torrent.resume.checked {
                    self.set_state(id, TorrentState::CheckingFiles);
                    return self.save(id);
                }
                let (finished, published) = (torrent.resume.finished, torrent.resume.published);
                self.references_moved(id, &from);
                if finished && !published {
                    let intention = self.publish_intention(id);
                    if let Some(torrent) = self.torrents.get_mut(&id) {
                        torrent.publish = intention;
                    }
                }
                let next = if finished { TorrentState::Seeding } else { TorrentState::Downloading };
                self.set_state(id, next);
                self.alert(Alert::StorageMoved { id });
                self.save(id);
            }
            Err(FilesError::Cancelled) => {}
            Err(error @ FilesError::DiskFull(_)) => {
                // Heals by itself: the move is tried again with the next look at the queue.
                torrent.reason = Some(Reason::new(ReasonCode::DiskFull, error.to_string()));
                self.move_retry.insert(id);
            }
            Err(error) => {
                self.fail(id, Reason::new(ReasonCode::FileError, error.to_string()));
            }
        }
    }

    fn references_moved(&mut self, id: TorrentId, from: &Path) {
        let Some(torrent) = self.torrents.get(&id) else { return };
        let to = torrent.resume.location.clone();
        for (cid, path) in self.referenced_files(torrent) {
            if let Ok(relative) = path.strip_prefix(&to) {
                let old = (cid, from.join(relative));
                if let Some(count) = self.references.remove(&old) {
                    *self.references.entry((cid, path)).or_default() += count;
                }
            }
        }
    }
}

/// What has to be moved where. Looks at the disk: a file may have its plain or its temporary
/// name. A finished torrent's complete files get their plain names, and its empty files exist;
/// everything else keeps the name it has.
fn moves(
    content: &Content,
    statuses: &[FileStatus],
    from: &Path,
    to: &Path,
    finished: bool,
) -> Vec<Move> {
    let mut moves = Vec::new();
    for (file, status) in content.files.iter().zip(statuses) {
        let complete = finished && status.completed == file.length;
        let plain = from.join(&file.path);
        let temporary = with_suffix(&plain);
        let target = to.join(&file.path);
        if let Ok(found) = std::fs::metadata(&temporary)
            && !(complete && plain.exists())
        {
            let to = if complete { target } else { with_suffix(&target) };
            moves.push(Move { from: temporary, to, length: found.len() });
        } else if let Ok(found) = std::fs::metadata(&plain) {
            moves.push(Move { from: plain, to: target, length: found.len() });
        } else if complete && status.priority.is_wanted() && file.payload.is_some() {
            moves.push(Move { from: plain, to: target, length: file.length });
        }
    }
    moves
}

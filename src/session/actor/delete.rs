//! Removing torrents: the commit first, then what they put into the node, then their files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tokio::sync::oneshot;

use super::Actor;
use super::jobs::targets;
use super::lists::answer;
use crate::db::{Change, Owner};
use crate::session::alert::Alert;
use crate::session::command::{Selection, SessionError};
use crate::session::torrent::Torrent;
use crate::session::transfer::delete_files;
use crate::torrent::TorrentId;

impl Actor {
    pub(super) fn delete(
        &mut self,
        which: &Selection,
        delete_files: bool,
        reply: oneshot::Sender<Result<(), SessionError>>,
    ) {
        let ids = self.select(which);
        if ids.is_empty() {
            return answer(reply, Ok(()));
        }
        let mut changes = Vec::new();
        for id in &ids {
            let Some(torrent) = self.torrents.get_mut(id) else { continue };
            torrent.deleting = true;
            torrent.job = None;
            self.checking.remove(id);
            changes.push(Change::DeleteTorrent { id: (*id).into() });
        }
        self.commit(
            changes,
            Box::new(move |actor, result| {
                for id in ids {
                    if result.is_ok() {
                        actor.remove(id, delete_files);
                    } else if let Some(torrent) = actor.torrents.get_mut(&id) {
                        torrent.deleting = false;
                        actor.settle(id);
                    }
                }
                actor.fill_check_slots();
                actor.flush();
                answer(reply, result);
            }),
        );
    }

    /// Takes a torrent away that another one replaces: no files are touched.
    pub(super) fn forget_torrent(&mut self, id: TorrentId) {
        let change = Change::DeleteTorrent { id: id.into() };
        self.commit(vec![change], Box::new(|_, _| {}));
        self.remove(id, false);
    }

    /// The torrent leaves the list; the rest is cleaned up by a task.
    fn remove(&mut self, id: TorrentId, with_files: bool) {
        // Nobody's limit counts: nothing to look up.
        let limited = !self.upload_throttles.is_empty();
        let cids = if limited { self.placement_cids(id) } else { Vec::new() };
        let Some(torrent) = self.torrents.remove(&id) else { return };
        self.queue.retain(|queued| *queued != id);
        self.queue_dirty = true;
        self.active.remove(&id);
        self.dirty.remove(&id);
        self.checking.remove(&id);
        self.datasets.retain(|_, ids| {
            ids.remove(&id);
            !ids.is_empty()
        });
        self.drop_limits(id, &cids);
        {
            let mut published =
                self.published.write().unwrap_or_else(std::sync::PoisonError::into_inner);
            published.remove(&id);
        }
        self.space_due = true;
        self.alert(Alert::TorrentRemoved { id });
        self.clean_up(&torrent, with_files);
    }

    /// Drops references and copies that nobody needs any more, then files if asked.
    fn clean_up(&mut self, torrent: &Torrent, with_files: bool) {
        let id = torrent.id;
        let mut forget = Vec::new();
        for (cid, path) in self.referenced_files(torrent) {
            let key = (cid, path);
            let left = self.references.get(&key).map_or(0, |count| count.saturating_sub(1));
            if left == 0 {
                self.references.remove(&key);
                forget.push(key);
            } else {
                self.references.insert(key, left);
            }
        }
        let mut drop_copies = Vec::new();
        let mut rows = Vec::new();
        let node_name = self.nodes.own.name().to_owned();
        self.owned.retain(|cid, owners| {
            if owners.remove(&id) {
                let owner = Owner::Torrent(id.into());
                rows.push(Change::RemoveReference { owner, cid: cid.to_string() });
                if owners.is_empty() {
                    drop_copies.push(*cid);
                    let (node, cid) = (node_name.clone(), cid.to_string());
                    rows.push(Change::DeleteDataset { node, cid });
                }
            }
            !owners.is_empty()
        });
        if !rows.is_empty() {
            self.commit(rows, Box::new(|_, _| {}));
        }
        let files = torrent.content.as_ref().filter(|_| with_files).map(|content| {
            // A path that another torrent has, too, stays.
            let shared: BTreeSet<PathBuf> = self
                .torrents
                .values()
                .filter(|other| other.resume.location == torrent.resume.location)
                .filter_map(|other| other.content.as_ref())
                .flat_map(|other| &other.files)
                .map(|file| torrent.resume.location.join(&file.path))
                .collect();
            let mut files = targets(torrent, content, &torrent.resume.location, true);
            files.retain(|file| !shared.contains(&file.path));
            files
        });
        let root = torrent.resume.location.clone();
        let parts = self.parts_dir.join(id.to_string());
        let (node, tasks) = (self.nodes.own.clone(), self.tasks.clone());
        let ended = torrent.ended.clone();
        self.tasks.spawn_until_done("clean up", async move {
            // A cancelled task may still be writing, or putting files back.
            ended.cancelled().await;
            for (cid, path) in forget {
                if let Err(error) = node.forget(cid, path).await {
                    tracing::warn!(%cid, %error, "cannot drop a reference; the next start does");
                }
            }
            for cid in drop_copies {
                if let Err(error) = node.delete(cid).await {
                    tracing::warn!(%cid, %error, "cannot delete a copy from the node");
                }
            }
            for error in delete_files(root, files.unwrap_or_default()).await {
                tracing::warn!(torrent = %id, %error, "cannot delete a file");
            }
            let gone = tasks.spawn_blocking(move || remove_parts(&parts));
            if let Ok(Err(error)) = gone.await {
                tracing::warn!(torrent = %id, %error, "cannot remove side files");
            }
        });
    }
}

/// Removes the side files of a torrent: a flat folder inside the profile, never user data.
fn remove_parts(folder: &Path) -> std::io::Result<()> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        std::fs::remove_file(entry?.path())?;
    }
    std::fs::remove_dir(folder)
}

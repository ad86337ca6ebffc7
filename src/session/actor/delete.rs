//! Removing torrents: the commit first, then what they put into the node, then their files.
//!
//! What is to be done with the files is stored in the commit that removes the torrent, and
//! forgotten when it is done: after a crash in between the next start finishes it. A path that
//! another torrent has stays, at the start too.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use tokio::sync::oneshot;

use super::Actor;
use super::lists::answer;
use crate::db::Change;
use crate::session::alert::Alert;
use crate::session::command::{Selection, SessionError};
use crate::session::content::Content;
use crate::session::settings::Key;
use crate::session::status::TorrentStatus;
use crate::session::torrent::Torrent;
use crate::session::transfer::{Removal, remove_files};
use crate::torrent::TorrentId;

/// Space of the database that holds files still to be removed.
pub(super) const REMOVALS: &str = "removals";

/// A removal and the key under which it is stored.
type Stored = (String, Removal);

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
        // After all of them are marked: what two of them share goes with both.
        let mut removals: Vec<Option<Stored>> = Vec::with_capacity(ids.len());
        for id in &ids {
            let removal = self.torrents.get(id).filter(|_| delete_files);
            let removal = removal.and_then(|torrent| self.removal(torrent));
            if let Some((key, removal)) = &removal
                && let Ok(value) = serde_json::to_vec(removal)
            {
                changes.push(Change::PutKv { space: REMOVALS.to_owned(), key: key.clone(), value });
            }
            removals.push(removal);
        }
        self.commit(
            changes,
            Box::new(move |actor, result| {
                for (id, removal) in ids.into_iter().zip(removals) {
                    if result.is_ok() {
                        actor.remove(id, removal);
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
        self.remove(id, None);
    }

    /// The torrent leaves the list; the rest is cleaned up by a task.
    fn remove(&mut self, id: TorrentId, removal: Option<Stored>) {
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
            let mut published = self.published.write().unwrap_or_else(PoisonError::into_inner);
            published.remove(&id);
        }
        self.space_due = true;
        self.alert(Alert::TorrentRemoved { id });
        self.clean_up(&torrent, removal);
    }

    /// Drops references and copies that nobody needs any more, then files if asked.
    fn clean_up(&mut self, torrent: &Torrent, removal: Option<Stored>) {
        let id = torrent.id;
        let mut let_go = self.let_go(id, self.referenced_files(torrent));
        let rows = std::mem::take(&mut let_go.rows);
        if !rows.is_empty() {
            self.commit(rows, Box::new(|_, _| {}));
        }
        let dropping = self.drop_from_node(let_go);
        let parts = self.parts_dir.join(id.to_string());
        let tasks = self.tasks.clone();
        let ended = torrent.ended.clone();
        let files = removal.map(|removal| self.remove_files(removal));
        self.tasks.spawn_until_done("clean up", async move {
            // A cancelled task may still be writing, or putting files back.
            ended.cancelled().await;
            dropping.await;
            if let Some(files) = files {
                files.await;
            }
            let gone = tasks.spawn_blocking(move || remove_parts(&parts));
            if let Ok(Err(error)) = gone.await {
                tracing::warn!(torrent = %id, %error, "cannot remove side files");
            }
        });
    }
}

impl Actor {
    /// What is to be done with the files of a torrent that is removed.
    fn removal(&self, torrent: &Torrent) -> Option<Stored> {
        let content = torrent.content.as_ref()?;
        let mut roots = vec![torrent.resume.location.clone()];
        // Files of a move that was cut off lie here and there.
        let ends = torrent.resume.moving.iter().flat_map(|plan| [&plan.from, &plan.to]);
        roots.extend(ends.filter(|end| **end != torrent.resume.location).cloned());
        let removal = Removal {
            roots,
            files: content.files.iter().map(|file| file.path.clone()).collect(),
            trash: self.settings.text(Key::TorrentContentRemoveOption) == "MoveToTrash",
            at: self.clock.unix_secs(),
        };
        let key = format!("{}.{}", torrent.id, self.clock.unix_millis());
        let others = self.torrents.values().filter(|other| !other.deleting);
        let others =
            others.filter_map(|other| Some((&other.resume.location, other.content.as_deref()?)));
        Some((key, unshared(removal, others)))
    }

    /// Removes files and forgets the order to do so; to be run by a task.
    fn remove_files(&self, (key, removal): Stored) -> impl Future<Output = ()> + Send + use<> {
        let (db, trash, published) =
            (self.db.clone(), self.trash.clone(), Arc::clone(&self.published));
        async move {
            // The same may have been added again meanwhile.
            let others: Vec<Arc<TorrentStatus>> = {
                let published = published.read().unwrap_or_else(PoisonError::into_inner);
                published.torrents.values().cloned().collect()
            };
            let others = others.iter();
            let others =
                others.filter_map(|other| Some((&other.storage_path, other.content.as_deref()?)));
            let removal = unshared(removal, others);
            for error in remove_files(removal, trash).await {
                tracing::warn!(%error, "cannot remove a file of a deleted torrent");
            }
            let done = db.submit(vec![Change::DeleteKv { space: REMOVALS.to_owned(), key }]);
            if !matches!(done.await, Ok(Ok(()))) {
                tracing::debug!("files are gone, but the order stays; the next start forgets it");
            }
        }
    }

    /// Finishes what the last run could not.
    pub(super) fn resume_removals(&self, stored: Vec<((String, String), Vec<u8>)>) {
        for ((_, key), value) in stored {
            let removal: Removal = match serde_json::from_slice(&value) {
                Ok(removal) => removal,
                Err(error) => {
                    tracing::warn!(%error, "an order to remove files cannot be read");
                    continue;
                }
            };
            tracing::info!(files = removal.files.len(), "removing files of a deleted torrent");
            self.tasks.spawn_until_done("remove files", self.remove_files((key, removal)));
        }
    }
}

/// Leaves out every path that other torrents (their locations and contents) have, too.
fn unshared<'a>(
    mut removal: Removal,
    others: impl Iterator<Item = (&'a PathBuf, &'a Content)>,
) -> Removal {
    let mut taken: HashSet<PathBuf> = HashSet::new();
    for (location, content) in others {
        let near = |root: &PathBuf| root.starts_with(location) || location.starts_with(root);
        if removal.roots.iter().any(near) {
            taken.extend(content.files.iter().map(|file| location.join(&file.path)));
        }
    }
    if !taken.is_empty() {
        let roots = &removal.roots;
        removal.files.retain(|file| !roots.iter().any(|root| taken.contains(&root.join(file))));
    }
    removal
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

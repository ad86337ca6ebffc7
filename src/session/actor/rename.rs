//! Renaming files and folders of a torrent: on disk first, then in the torrent.
//!
//! The command is checked against the torrent's own files, then a task renames on disk (all or
//! nothing), and only then the new paths are stored and the client is answered. A crash between
//! the two leaves files under names that the torrent does not know: it says so at the start
//! (`missingFiles`), and nothing is lost. Other work on the files rests meanwhile.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

use super::events::TaskNews;
use super::jobs::{INCOMPLETE_SUFFIX, Reporter, with_suffix};
use super::lists::answer;
use super::{Actor, put_torrent};
use crate::codex::Cid;
use crate::session::command::{PathRename, RenameError, Selection};
use crate::session::content::Content;
use crate::session::status::TorrentState;
use crate::session::torrent::{Renaming, Torrent};
use crate::session::transfer::{FilesError, FinishJob, Move, rename_files};
use crate::torrent::TorrentId;

/// Longest path inside a torrent, in bytes.
const MAX_PATH: usize = 4096;

impl Actor {
    pub(super) fn rename_path(
        &mut self,
        id: TorrentId,
        rename: &PathRename,
        reply: oneshot::Sender<Result<(), RenameError>>,
    ) {
        let Some(id) = self.select(&Selection::Ids(vec![id])).pop() else {
            return answer(reply, Err(RenameError::NotFound));
        };
        let Some(torrent) = self.torrents.get_mut(&id) else {
            return answer(reply, Err(RenameError::NotFound));
        };
        let Some(content) = &torrent.content else {
            return answer(reply, Err(RenameError::NoSuchPath));
        };
        let paths = match new_paths(content, rename) {
            Ok(paths) => paths,
            Err(error) => return answer(reply, Err(error)),
        };
        let busy =
            torrent.renaming.is_some() || torrent.deleting || torrent.state == TorrentState::Moving;
        if busy {
            return answer(reply, Err(RenameError::Busy));
        }
        torrent.renaming = Some(Renaming { paths, reply });
        self.settle(id);
    }

    pub(super) fn start_rename(
        &self,
        torrent: &Torrent,
        reporter: Reporter,
        cancel: &CancellationToken,
        before: CancellationToken,
    ) -> Option<()> {
        let content = torrent.content.clone()?;
        let renaming = torrent.renaming.as_ref()?;
        let renamed = content.renamed(&renaming.paths);
        let root = torrent.resume.location.clone();
        let indexes: Vec<usize> =
            renaming.paths.keys().filter_map(|index| usize::try_from(*index).ok()).collect();
        let pairs: Vec<(PathBuf, PathBuf)> = indexes
            .iter()
            .filter_map(|index| {
                let (from, to) = (content.files.get(*index)?, renamed.files.get(*index)?);
                Some((root.join(&from.path), root.join(&to.path)))
            })
            .collect();
        let refs: Vec<(Cid, PathBuf, PathBuf)> = self
            .referenced_files(torrent)
            .into_iter()
            .filter_map(|(cid, path)| {
                let to = pairs.iter().find(|(from, _)| *from == path)?.1.clone();
                Some((cid, path, to))
            })
            .collect();
        let (node, tasks, cancel) = (self.nodes.own.clone(), self.tasks.clone(), cancel.clone());
        self.tasks.spawn_until_done("rename", async move {
            before.cancelled().await;
            let plan = tasks.spawn_blocking(move || plan(&pairs));
            let job = FinishJob {
                files: plan.await.unwrap_or_default(),
                from_root: root.clone(),
                to_root: root,
                cancel,
            };
            let result = rename_files(job).await;
            if result.is_ok() {
                for (cid, from, to) in refs {
                    if let Err(error) = node.relocate(cid, from, to).await {
                        // The next start reconciles; a read in between is a typed error.
                        tracing::warn!(%cid, %error, "cannot tell the node about the new name");
                    }
                }
            }
            reporter.send(TaskNews::Renamed(result)).await;
        });
        Some(())
    }

    /// The disk is done: the torrent follows.
    pub(super) fn files_renamed(&mut self, id: TorrentId, result: Result<(), FilesError>) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let Some(Renaming { paths, reply }) = torrent.renaming.take() else { return };
        match result {
            Ok(()) => {}
            Err(FilesError::InTheWay(_)) => return answer(reply, Err(RenameError::Taken)),
            Err(error) => return answer(reply, Err(RenameError::Disk(error.to_string()))),
        }
        let before = self.references_of(id);
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        if let Some(content) = &torrent.content {
            torrent.content = Some(Arc::new(content.renamed(&paths)));
        }
        torrent.resume.renames.extend(paths);
        torrent.pending_commits += 1;
        let change = put_torrent(torrent);
        for (old, new) in before.into_iter().zip(self.references_of(id)) {
            if old != new
                && let Some(count) = self.references.remove(&old)
            {
                *self.references.entry(new).or_default() += count;
            }
        }
        self.commit(
            vec![change],
            Box::new(move |actor, result| {
                actor.committed(id);
                actor.answer_when_seen(vec![id], reply, result.map_err(RenameError::from));
            }),
        );
    }

    fn references_of(&self, id: TorrentId) -> Vec<(Cid, PathBuf)> {
        self.torrents.get(&id).map(|torrent| self.referenced_files(torrent)).unwrap_or_default()
    }
}

/// The new path of every file that a rename is about (index to path).
fn new_paths(content: &Content, rename: &PathRename) -> Result<BTreeMap<u32, String>, RenameError> {
    let mut paths = BTreeMap::new();
    let indexed = || (0_u32..).zip(content.files.iter().map(|file| file.path.as_str()));
    match rename {
        PathRename::File { old, new } => {
            for (index, path) in indexed() {
                if path == new || below(path, new).is_some() {
                    return Err(RenameError::Taken);
                }
                if path == old {
                    paths.insert(index, new.clone());
                }
            }
        }
        PathRename::Folder { old, new } => {
            for (index, path) in indexed() {
                if path == new || below(path, new).is_some() {
                    return Err(RenameError::Taken);
                }
                if let Some(rest) = below(path, old) {
                    paths.insert(index, format!("{new}/{rest}"));
                }
            }
        }
    }
    if paths.is_empty() {
        return Err(RenameError::NoSuchPath);
    }
    for path in paths.values() {
        // A file cannot lie below another file, nor under the temporary name of one.
        let blocked = indexed()
            .any(|(index, other)| !paths.contains_key(&index) && below(path, other).is_some());
        if blocked || path.len() > MAX_PATH || path.ends_with(INCOMPLETE_SUFFIX) {
            return Err(RenameError::BadPath);
        }
    }
    Ok(paths)
}

/// The part of a path below a folder.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// What of these files is on disk, under its plain or its temporary name. Blocks.
fn plan(pairs: &[(PathBuf, PathBuf)]) -> Vec<Move> {
    let names = pairs
        .iter()
        .flat_map(|(from, to)| [(with_suffix(from), with_suffix(to)), (from.clone(), to.clone())]);
    names
        .filter_map(|(from, to)| {
            let found = std::fs::symlink_metadata(&from).ok().filter(std::fs::Metadata::is_file)?;
            Some(Move { from, to, length: found.len() })
        })
        .collect()
}

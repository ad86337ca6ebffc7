//! Renaming files and folders of a torrent, and giving incomplete files their temporary suffix.
//!
//! The command is checked against the torrent's own files; then a task looks at the disk, has the
//! new names written down, renames all or nothing, and the client is answered when the new paths
//! are durable. A start after a crash goes on with what was written down. Other work on the files
//! rests meanwhile.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

use super::Actor;
use super::carrier::TripEnd;
use super::events::TaskNews;
use super::jobs::Reporter;
use super::lists::answer;
use crate::session::command::{PathRename, RenameError, Selection};
use crate::session::content::{Content, ContentKind};
use crate::session::relocation::Sight;
use crate::session::settings::Key;
use crate::session::status::{Reason, ReasonCode, TorrentState};
use crate::session::torrent::{Renaming, Torrent};
use crate::session::transfer::FilesError;
use crate::session::transfer::INCOMPLETE_SUFFIX;
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
        let busy = torrent.renaming.is_some()
            || torrent.resume.moving.is_some()
            || torrent.deleting
            || torrent.state == TorrentState::Moving;
        if busy {
            return answer(reply, Err(RenameError::Busy));
        }
        torrent.renaming = Some(Renaming::Paths { paths, reply: Some(reply) });
        self.settle(id);
    }

    /// Incomplete files get the suffix, or lose it, when the setting says so now. A bare dataset
    /// is proven by its last byte alone and always has it.
    pub(super) fn suffix_changed(&mut self) {
        let on = self.settings.bool(Key::IncompleteFilesExt);
        let mut changed = Vec::new();
        for torrent in self.torrents.values_mut() {
            let hashed = matches!(
                torrent.content.as_deref(),
                Some(Content { kind: ContentKind::Torrent(_), .. })
            );
            if hashed && !torrent.resume.finished && !torrent.deleting {
                torrent.suffix_due = Some(on);
                changed.push(torrent.id);
            }
        }
        for id in changed {
            self.settle(id);
        }
    }

    /// Starts what waits for other work on the files to end.
    pub(super) fn rename_what_is_due(&mut self, id: TorrentId) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let free = torrent.renaming.is_none()
            && torrent.resume.moving.is_none()
            && torrent.state != TorrentState::Moving;
        if free && let Some(on) = torrent.suffix_due.take() {
            torrent.renaming = Some(Renaming::Suffix(on));
        }
    }

    pub(super) fn start_rename(
        &self,
        torrent: &Torrent,
        reporter: Reporter,
        cancel: &CancellationToken,
        before: CancellationToken,
    ) -> Option<()> {
        let content = torrent.content.clone()?;
        let carrier = self.carrier(torrent, reporter, cancel, before)?;
        let root = torrent.resume.location.clone();
        let what = match torrent.renaming.as_ref()? {
            Renaming::Paths { paths, .. } => Ok(paths.clone()),
            Renaming::Suffix(on) => Err(*on),
        };
        let (statuses, stored) = (Arc::clone(&torrent.files), torrent.resume.moving.clone());
        self.tasks.spawn_until_done("rename", async move {
            let end = match stored {
                Some(stored) if stored.arrived => carrier.tidy(stored).await,
                Some(stored) => carrier.again(stored).await,
                None => {
                    let plan = move || {
                        let sight =
                            Sight { content: &content, statuses: &statuses, finished: false };
                        match what {
                            Ok(paths) => sight.plan_rename(&root, &paths),
                            Err(on) => Ok(sight.plan_suffix(&root, on)),
                        }
                    };
                    carrier.go(plan).await
                }
            };
            carrier.report(TaskNews::Renamed(end)).await;
        });
        Some(())
    }

    /// A rename has ended.
    pub(super) fn files_renamed(&mut self, id: TorrentId, end: TripEnd) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.carrying = None;
        if matches!(end, TripEnd::Interrupted) {
            return;
        }
        let renaming = torrent.renaming.take();
        self.places += 1;
        let result = match end {
            TripEnd::Arrived => Ok(()),
            TripEnd::Stranded(error) => {
                let text = format!(
                    "files could be renamed neither on nor back ({error}); \
                     start the torrent to try again"
                );
                self.fail(id, Reason::new(ReasonCode::FileError, text));
                Err(error)
            }
            TripEnd::Back(error) => Err(error),
            TripEnd::TakenBack | TripEnd::Interrupted => Err(FilesError::Cancelled),
        };
        let stranded = self
            .torrents
            .get(&id)
            .is_some_and(|torrent| matches!(torrent.state, TorrentState::Error(_)));
        if !(stranded && result.is_err())
            && let Some(torrent) = self.torrents.get_mut(&id)
            && torrent.resume.moving.take().is_some()
        {
            self.save(id);
        }
        match renaming {
            Some(Renaming::Paths { reply: Some(reply), .. }) => {
                self.answer_when_seen(vec![id], reply, result.map_err(refusal));
            }
            _ => {
                self.flush();
                if let Err(error) = result {
                    tracing::warn!(torrent = %id, %error, "cannot rename files");
                }
            }
        }
    }
}

fn refusal(error: FilesError) -> RenameError {
    match error {
        FilesError::InTheWay(_) => RenameError::Taken,
        FilesError::Cancelled => RenameError::Busy,
        error => RenameError::Disk(error.to_string()),
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
    let others: HashSet<&str> =
        indexed().filter(|(index, _)| !paths.contains_key(index)).map(|(_, path)| path).collect();
    for path in paths.values() {
        // A file cannot lie below another file, nor under the temporary name of one.
        let mut folders = path.rmatch_indices('/').filter_map(|(at, _)| path.get(..at));
        let blocked = folders.any(|folder| others.contains(folder));
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

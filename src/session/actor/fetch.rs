//! Fetching what is missing: the task, and what its news change.

use std::sync::Arc;

use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

use super::Actor;
use super::fetch_task::Fetching;
use super::jobs::{Reporter, targets};
use crate::session::content::{Content, ContentKind};
use crate::session::publish::placed_cids;
use crate::session::settings::Key;
use crate::session::status::{Reason, ReasonCode, TorrentState};
use crate::session::torrent::Torrent;
use crate::session::transfer::{
    Done, DownloadError, DownloadEvent, DownloadFile, DownloadJob, FilePlacement, FileTarget,
    drop_suffix,
};
use crate::throttle::Limiter;
use crate::torrent::{RecordPlacement, TorrentId};

/// Streams that one torrent has open at a time: a second one keeps the disk busy while the next
/// file's manifest is fetched.
const MAX_STREAMS: usize = 2;

impl Actor {
    pub(super) fn start_download(
        &self,
        torrent: &Torrent,
        reporter: Reporter,
        limits: Limiter,
        (cancel, kick): (&CancellationToken, &Arc<Notify>),
        before: CancellationToken,
    ) -> Option<()> {
        let content = torrent.content.clone()?;
        // A bare dataset is proven by its last byte alone: until then its file has no final name.
        let bare = matches!(content.kind, ContentKind::Dataset { .. });
        let suffix = bare || self.settings.bool(Key::IncompleteFilesExt);
        let files = targets(torrent, &content, &torrent.resume.location, true);
        let placement = torrent.placement.clone().filter(|p| covers_wanted(torrent, p));
        let done = torrent
            .files
            .iter()
            .zip(&content.files)
            .map(|(status, file)| status.completed == file.length);
        let files = files.into_iter().zip(done);
        let (sender, receiver) = mpsc::channel(64);
        let job = DownloadJob {
            files: files
                .map(|(target, done)| DownloadFile { target, placement: None, done })
                .collect(),
            content,
            pieces: (*torrent.durable_pieces).clone(),
            nodes: self.nodes.in_order(),
            web: self.web_seeds(torrent),
            root: torrent.resume.location.clone(),
            parts_dir: self.parts_dir.join(torrent.id.to_string()),
            sequential: torrent.resume.sequential,
            first_last: torrent.resume.first_last_first,
            max_streams: MAX_STREAMS,
            limits,
            kick: Arc::clone(kick),
            resources: self.resources.clone(),
            preallocate: self.settings.bool(Key::PreallocateAll),
            cancel: cancel.clone(),
            events: sender,
        };
        let mut fetching = Fetching {
            reporter,
            lookup: self.lookup(torrent),
            placement,
            partial: torrent.placement.clone(),
            job,
            events: receiver,
            before,
        };
        let tasks = self.tasks.clone();
        self.tasks.spawn_until_done("download", async move {
            if !suffix {
                // From a time when the setting was on, and nobody renamed them since.
                let files = &mut fetching.job.files;
                let left: Vec<FileTarget> = files.iter().map(|file| file.target.clone()).collect();
                drop(tasks.spawn_blocking(move || drop_suffix(&left)).await);
                for file in files {
                    file.target.partial = None;
                }
            }
            Box::pin(fetching.run()).await;
        });
        Some(())
    }

    pub(super) fn download_event(&mut self, id: TorrentId, event: DownloadEvent) {
        let now = self.clock.unix_secs();
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        match event {
            DownloadEvent::Fetched { bytes } => {
                torrent.down.add(bytes);
                torrent.last_activity = Some(now);
                self.down.add(bytes);
                self.active.insert(id);
            }
            DownloadEvent::Received { bytes, known } => {
                torrent.totals.downloaded += bytes;
                torrent.totals.downloaded_session += bytes;
                let new = bytes.saturating_sub(known);
                torrent.down.add(new);
                torrent.copies.add(known);
                torrent.last_activity = Some(now);
                torrent.progress_dirty = true;
                self.server.all_time_download += bytes;
                self.server.session_download += bytes;
                self.down.add(new);
                self.active.insert(id);
            }
            DownloadEvent::Wasted { bytes } => {
                torrent.totals.wasted += bytes;
                self.server.session_wasted += bytes;
            }
            DownloadEvent::PiecesVerified(pieces) => {
                let have = Arc::make_mut(&mut torrent.pieces);
                for piece in pieces {
                    if let Ok(piece) = usize::try_from(piece) {
                        have.set(piece);
                    }
                }
            }
            DownloadEvent::PiecesLost(pieces) => {
                let have = Arc::make_mut(&mut torrent.pieces);
                for piece in pieces {
                    if let Ok(piece) = usize::try_from(piece) {
                        have.clear(piece);
                    }
                }
                torrent.progress_dirty = true;
            }
            DownloadEvent::ActivePieces(pieces) => torrent.pieces_active = pieces.into(),
            DownloadEvent::FileProgress { file, completed } => {
                if let Some(file) = Arc::make_mut(&mut torrent.files).get_mut(file) {
                    file.completed = completed;
                }
                torrent.refresh_totals();
            }
            DownloadEvent::FileComplete { file, hashes, stamp, node, path } => {
                let plain = torrent
                    .content
                    .as_ref()
                    .and_then(|content| content.files.get(file))
                    .map(|file| torrent.resume.location.join(&file.path));
                torrent.untidy |= plain != Some(path);
                if let Some(status) = Arc::make_mut(&mut torrent.files).get_mut(file) {
                    status.completed = hashes.length;
                }
                torrent.leave_wrong_placement(file, hashes.tree_cid());
                if let Ok(file) = u32::try_from(file) {
                    torrent.hashes.insert(file, (hashes, stamp));
                }
                if !node.is_empty() {
                    torrent.node = node;
                }
                torrent.refresh_totals();
            }
            DownloadEvent::Reason(reason) => torrent.reason = reason,
            DownloadEvent::Source(node) => torrent.node = node,
            DownloadEvent::Nodes(news) => self.nodes_gave(id, &news),
            DownloadEvent::Checkpoint { pieces } => {
                torrent.durable_pieces = Arc::new(pieces);
                torrent.progress_dirty = true;
            }
        }
    }

    pub(super) fn downloaded(&mut self, id: TorrentId, result: Result<Done, DownloadError>) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        match result {
            Ok(done) => {
                torrent.pieces = Arc::new(done.pieces);
                torrent.durable_pieces = Arc::clone(&torrent.pieces);
                torrent.refresh_totals();
                if torrent.is_complete() {
                    torrent.resume.untold = true;
                    if self.settings.bool(Key::RecheckCompletedTorrents) {
                        torrent.hashes.clear();
                        torrent.resume.checked = false;
                        self.set_state(id, TorrentState::CheckingFiles);
                    } else {
                        self.completed(id);
                    }
                } else {
                    // Priorities changed meanwhile: the next job fetches the rest.
                    self.save(id);
                }
            }
            Err(DownloadError::Cancelled) => {}
            Err(error) => {
                self.fail(id, Reason::new(ReasonCode::FileError, error.to_string()));
            }
        }
    }
}

/// True when every wanted file that has bytes to fetch has a place.
fn covers_wanted(torrent: &Torrent, placement: &RecordPlacement) -> bool {
    let Some(content) = &torrent.content else { return false };
    content.files.iter().zip(torrent.files.iter()).all(|(file, status)| {
        let missing = status.priority.is_wanted() && status.completed < file.length;
        let placed = file.payload.and_then(|payload| placement.files.get(payload));
        !missing || placed.is_some_and(|placed| !placed.cids.is_empty())
    })
}

/// A placement by visible file, with parsed CIDs.
pub(super) fn file_placements(
    content: &Content,
    placement: &RecordPlacement,
) -> Vec<Option<FilePlacement>> {
    content
        .files
        .iter()
        .map(|file| {
            let placed = placement.files.get(file.payload?)?;
            let tree = placed.tree.as_deref()?.parse().ok()?;
            Some(FilePlacement {
                length: placed.length,
                tree: Some(tree),
                cids: placed_cids(placed),
            })
        })
        .collect()
}

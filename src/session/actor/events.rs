//! What tasks report, and what becomes of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::Actor;
use crate::codex::{Cid, CodexError, Damage, FileStamp, Space};
use crate::db::{Change, DatasetRow, Holding, Owner};
use crate::session::alert::Alert;
use crate::session::command::StopCondition;
use crate::session::content::{Content, ContentKind};
use crate::session::publish::{PublishError, Published};
use crate::session::resume::{StoredDataset, StoredSource};
use crate::session::settings::Key;
use crate::session::source::{FoundDataset, FoundRecord};
use crate::session::status::{PublishState, Reason, ReasonCode, TorrentState};
use crate::session::transfer::{
    CheckError, CheckOutcome, Done, DownloadError, DownloadEvent, FilesError,
};
use crate::torrent::{Metainfo, PlacementFile, RecordPlacement, TorrentId};

/// Waits between tries to publish.
const PUBLISH_BACK_OFF: (Duration, Duration) = (Duration::from_secs(5), Duration::from_mins(10));

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
                torrent.resume.unverified = true;
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

    /// The metadata is known: the item becomes what it really is.
    fn resolved(&mut self, id: TorrentId, found: FoundDataset) {
        match found {
            FoundDataset::Record(found) => {
                let metainfo = Arc::new(found.record.metainfo.clone());
                let placement = Some(Arc::new(found.record.placement.clone()));
                let new_id = metainfo.id();
                if new_id != id && !self.rekey(id, new_id) {
                    return;
                }
                let Some(torrent) = self.torrents.get_mut(&new_id) else { return };
                torrent.info_hash = metainfo.info_hash();
                torrent.resume.info_hash = super::add::hash_texts(&torrent.info_hash);
                torrent.resume.source = StoredSource::Metainfo;
                torrent.resume.record = Some(found.cid);
                torrent.node.clone_from(&found.node);
                torrent.holders = u32::from(!found.node.is_empty());
                let content = Content::from_metainfo(
                    Arc::clone(&metainfo),
                    torrent.resume.content_layout,
                    &torrent.resume.renames,
                );
                self.metadata_received(new_id, Arc::new(content), placement);
                self.keep_metainfo(new_id, &metainfo);
                self.keep_record(new_id, &found);
            }
            FoundDataset::Dataset { manifest, node } => {
                let Some(torrent) = self.torrents.get_mut(&id) else { return };
                let StoredSource::Cid(cid) = torrent.resume.source else { return };
                let content = Arc::new(Content::from_dataset(cid, &manifest));
                let letter = crate::session::publish::letter_of(&manifest, &cid);
                let file = PlacementFile {
                    length: manifest.dataset_size,
                    tree: Some(manifest.tree.to_string()),
                    cids: [(letter, cid.to_string())].into(),
                };
                torrent.node = node;
                torrent.holders = 1;
                torrent.resume.dataset = Some(StoredDataset::new(&manifest));
                let placement = Arc::new(RecordPlacement { files: vec![file] });
                self.metadata_received(id, content, Some(placement));
            }
        }
    }

    fn metadata_received(
        &mut self,
        id: TorrentId,
        content: Arc<Content>,
        placement: Option<Arc<RecordPlacement>>,
    ) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let selected = std::mem::take(&mut torrent.resume.select_only);
        if !selected.is_empty() {
            torrent.resume.file_priorities = (0_u32..)
                .zip(&content.files)
                .map(|(index, _)| {
                    let chosen = selected.iter().any(|(from, to)| (*from..=*to).contains(&index));
                    u8::from(chosen)
                })
                .collect();
        }
        let mut resume = torrent.resume.clone();
        self.exclude_files(&mut resume, &content);
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.resume = resume;
        torrent.set_content(content, placement);
        torrent.reason = None;
        if torrent.resume.stop_condition == StopCondition::MetadataReceived {
            torrent.resume.stop_condition = StopCondition::None;
            torrent.resume.stopped = true;
        }
        self.count_datasets(id);
        self.set_state(id, TorrentState::CheckingFiles);
        self.alert(Alert::MetadataReceived { id });
        self.save(id);
    }

    /// Gives an item its final id in one revision; false when that torrent is there already, in
    /// which case the temporary item goes and its placement helps the other.
    fn rekey(&mut self, old: TorrentId, new: TorrentId) -> bool {
        if self.torrents.contains_key(&new) || self.reserved.contains(&new) {
            tracing::info!(%old, %new, "the resolved item is in the list already");
            self.forget_torrent(old);
            let mut published =
                self.published.write().unwrap_or_else(std::sync::PoisonError::into_inner);
            published.alias(old, new);
            return false;
        }
        let Some(mut torrent) = self.torrents.remove(&old) else { return false };
        torrent.id = new;
        self.torrents.insert(new, torrent);
        for id in &mut self.queue {
            if *id == old {
                *id = new;
            }
        }
        self.active.remove(&old);
        self.active.insert(new);
        {
            let mut published =
                self.published.write().unwrap_or_else(std::sync::PoisonError::into_inner);
            published.remove(&old);
            published.alias(old, new);
        }
        let change = Change::RekeyTorrent { old: old.into(), new: new.into() };
        self.commit(vec![change], Box::new(|_, _| {}));
        true
    }

    /// Stores the `.torrent` of an item, with its placement.
    pub(super) fn keep_metainfo(&mut self, id: TorrentId, metainfo: &Metainfo) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let mut metainfo = metainfo.clone();
        metainfo.codex = torrent.placement.as_deref().cloned();
        torrent.pending_commits += 1;
        let change = Change::PutMetainfo { id: id.into(), bytes: metainfo.to_torrent_bytes() };
        self.commit(vec![change], Box::new(move |actor, _| actor.committed(id)));
    }

    /// Writes the catalogue: info hash to record.
    fn keep_record(&mut self, id: TorrentId, found: &FoundRecord) {
        let Some(torrent) = self.torrents.get(&id) else { return };
        let rows = catalogue_rows(torrent.info_hash, found.cid, &found.bytes);
        self.commit(rows, Box::new(|_, _| {}));
    }

    /// A record was found for a torrent that has its metadata.
    fn placed(&mut self, id: TorrentId, found: &FoundRecord) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.resume.record = Some(found.cid);
        torrent.set_placement(Some(Arc::new(found.record.placement.clone())));
        torrent.node.clone_from(&found.node);
        torrent.holders = u32::from(!found.node.is_empty());
        torrent.reason = None;
        let metainfo = torrent.content.as_ref().and_then(|c| c.metainfo().cloned());
        if let Some(metainfo) = metainfo {
            self.keep_metainfo(id, &metainfo);
        }
        self.keep_record(id, found);
        self.count_datasets(id);
        self.save(id);
    }

    fn checked(&mut self, id: TorrentId, result: Result<CheckOutcome, CheckError>) {
        let now = self.clock.unix_secs();
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let outcome = match result {
            Ok(outcome) => outcome,
            Err(CheckError::Cancelled) => return,
            Err(error) => {
                let reason = Reason::new(ReasonCode::FileError, error.to_string());
                return self.fail(id, reason);
            }
        };
        let was_finished = torrent.resume.finished;
        torrent.pieces = Arc::new(outcome.pieces);
        torrent.durable_pieces = Arc::clone(&torrent.pieces);
        let location = torrent.resume.location.clone();
        let content = torrent.content.clone();
        let paths =
            content.iter().flat_map(|content| &content.files).map(|f| location.join(&f.path));
        torrent.untidy = false;
        let files = Arc::make_mut(&mut torrent.files);
        let found = files.iter_mut().zip(outcome.files).zip(paths);
        for (index, ((file, checked), path)) in (0_u32..).zip(found) {
            file.completed = checked.completed;
            torrent.untidy |= file.priority.is_wanted() && checked.at.as_ref() != Some(&path);
            if let (Some(hashes), Some(stamp)) = (checked.hashes, checked.stamp) {
                torrent.hashes.insert(index, (hashes, stamp));
            }
        }
        torrent.refresh_totals();
        torrent.resume.checked = true;
        torrent.resume.skip_checking = false;
        torrent.progress_dirty = true;
        torrent.reason = None;
        if torrent.resume.stop_condition == StopCondition::FilesChecked {
            torrent.resume.stop_condition = StopCondition::None;
            torrent.resume.stopped = true;
            torrent.run_clocks(now);
        }
        if torrent.is_complete() {
            self.completed(id);
        } else {
            torrent.resume.finished = false;
            torrent.publish = PublishState::None;
            if was_finished {
                torrent.resume.published = false;
                torrent.completed_on = None;
            }
            self.set_state(id, TorrentState::Downloading);
            self.save(id);
        }
        self.alert(Alert::TorrentChecked { id });
    }

    /// Every wanted byte is verified: to the final place, then to Codex.
    fn completed(&mut self, id: TorrentId) {
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

    fn moved(&mut self, id: TorrentId, to: PathBuf, result: Result<Vec<FileStamp>, FilesError>) {
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

    /// What becomes of a finished torrent in the node. Import by reference does not leave the
    /// machine and is always done; a private torrent is not copied into a real node (design §3).
    pub(super) fn publish_intention(&mut self, id: TorrentId) -> PublishState {
        let by_reference = self.nodes.own.capabilities().import_by_reference;
        let Some(torrent) = self.torrents.get_mut(&id) else { return PublishState::None };
        let private = torrent
            .content
            .as_ref()
            .and_then(|content| content.metainfo())
            .is_some_and(|metainfo| metainfo.info.private);
        if private && !by_reference {
            let text = "the torrent is private, so its content is not copied into the node";
            torrent.reason = Some(Reason::new(ReasonCode::Private, text));
            return PublishState::None;
        }
        PublishState::Waiting
    }

    fn download_event(&mut self, id: TorrentId, event: DownloadEvent) {
        let now = self.clock.unix_secs();
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        match event {
            DownloadEvent::Received { bytes } => {
                torrent.totals.downloaded += bytes;
                torrent.totals.downloaded_session += bytes;
                torrent.down.add(bytes);
                torrent.last_activity = Some(now);
                torrent.progress_dirty = true;
                self.server.all_time_download += bytes;
                self.server.session_download += bytes;
                self.down.add(bytes);
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
                if let Ok(file) = u32::try_from(file) {
                    torrent.hashes.insert(file, (hashes, stamp));
                }
                if !node.is_empty() {
                    torrent.node = node;
                }
                torrent.refresh_totals();
            }
            DownloadEvent::Reason(reason) => torrent.reason = reason,
            DownloadEvent::Source { node, holders } => {
                torrent.node = node;
                torrent.holders = holders;
                if holders > 0 {
                    torrent.seen_complete = Some(now);
                }
            }
            DownloadEvent::Checkpoint { pieces } => {
                torrent.durable_pieces = Arc::new(pieces);
                torrent.progress_dirty = true;
            }
        }
    }

    fn downloaded(&mut self, id: TorrentId, result: Result<Done, DownloadError>) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        match result {
            Ok(done) => {
                torrent.pieces = Arc::new(done.pieces);
                torrent.durable_pieces = Arc::clone(&torrent.pieces);
                torrent.refresh_totals();
                if torrent.is_complete() {
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

    fn publish_ended(&mut self, id: TorrentId, result: Result<Published, PublishError>) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let done = match result {
            Ok(done) => done,
            Err(PublishError::FileChanged(path, text)) => {
                torrent.publish = PublishState::Stale;
                return self.file_changed(id, &path, &text);
            }
            Err(PublishError::Node(reason)) => {
                torrent.publish_failures = torrent.publish_failures.saturating_add(1);
                let shift = torrent.publish_failures.min(8);
                let wait = (PUBLISH_BACK_OFF.0 * (1 << shift)).min(PUBLISH_BACK_OFF.1);
                torrent.publish_retry_at = Some(self.clock.elapsed() + wait);
                torrent.publish = PublishState::Failed;
                torrent.reason = Some(reason);
                self.active.insert(id);
                return;
            }
        };
        self.space_due = true;
        torrent.publish_failures = 0;
        torrent.publish_retry_at = None;
        torrent.reason = None;
        torrent.hashes.clear();
        torrent.set_placement(Some(Arc::new(done.placement)));
        torrent.resume.published = true;
        torrent.resume.unverified = false;
        if let Some((cid, _)) = &done.record {
            torrent.resume.record = Some(*cid);
        }
        // Without a record (files left out, or a bare dataset) the files are there all the same.
        torrent.publish = PublishState::Published;
        let (info_hash, node) = (torrent.info_hash, self.nodes.own.name().to_owned());
        let metainfo = torrent.content.as_ref().and_then(|c| c.metainfo().cloned());
        let mut rows = Vec::new();
        for (cid, tree, length) in &done.owned {
            let (cid, tree) = (cid.to_string(), tree.to_string());
            let owner = Owner::Torrent(id.into());
            rows.push(Change::PutDataset(DatasetRow {
                node: node.clone(),
                cid: cid.clone(),
                tree,
                length: *length,
                how: Holding::Owned,
                path: None,
            }));
            rows.push(Change::AddReference { owner, cid });
        }
        for (cid, _, _) in &done.owned {
            self.owned.entry(*cid).or_default().insert(id);
        }
        if let Some((cid, bytes)) = &done.record {
            // The record may have been there before, put by this session for another torrent.
            if let Some(owners) = self.owned.get_mut(cid) {
                owners.insert(id);
            }
            rows.extend(catalogue_rows(info_hash, *cid, bytes));
        }
        for (_, cid, path) in done.referenced {
            *self.references.entry((cid, path)).or_default() += 1;
        }
        if !rows.is_empty() {
            self.commit(rows, Box::new(|_, _| {}));
        }
        if let Some(metainfo) = metainfo {
            self.keep_metainfo(id, &metainfo);
        }
        self.count_datasets(id);
        self.alert(Alert::TorrentPublished { id });
        self.save(id);
    }

    /// An error that the user has to look at.
    fn fail(&mut self, id: TorrentId, reason: Reason) {
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
    fn file_changed(&mut self, id: TorrentId, path: &std::path::Path, text: &str) {
        if let Some(torrent) = self.torrents.get_mut(&id) {
            torrent.publish = PublishState::Stale;
            torrent.resume.published = false;
        }
        let text = format!(
            "{} is not what was verified ({text}); recheck the torrent to see what is left of it",
            path.display()
        );
        self.fail(id, Reason::new(ReasonCode::FileChanged, text));
    }

    /// A verified file is gone.
    fn files_missing(&mut self, id: TorrentId, path: &std::path::Path) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        if torrent.state == TorrentState::MissingFiles || torrent.deleting {
            return;
        }
        let text = format!(
            "{} is gone; put it back and start the torrent, or recheck to fetch it again",
            path.display()
        );
        torrent.reason = Some(Reason::new(ReasonCode::FileChanged, text));
        torrent.resume.missing_files = true;
        torrent.resume.published = false;
        torrent.publish = PublishState::Stale;
        torrent.job = None;
        self.set_state(id, TorrentState::MissingFiles);
        self.save(id);
    }

    /// The node met a file that changed or vanished while it read it for somebody.
    fn damaged(&mut self, damage: &Damage) {
        let hit: Vec<TorrentId> = self
            .torrents
            .values()
            .filter(|torrent| torrent.state == TorrentState::Seeding)
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

    /// Bytes served to others count for every torrent with the dataset, once in the totals.
    fn served(&mut self, served: &[(Cid, u64)]) {
        let now = self.clock.unix_secs();
        for (cid, bytes) in served {
            let Some(ids) = self.datasets.get(cid) else { continue };
            self.server.all_time_upload += bytes;
            self.server.session_upload += bytes;
            self.up.add(*bytes);
            for id in ids {
                let Some(torrent) = self.torrents.get_mut(id) else { continue };
                torrent.totals.uploaded += bytes;
                torrent.totals.uploaded_session += bytes;
                torrent.up.add(*bytes);
                torrent.last_activity = Some(now);
                torrent.progress_dirty = true;
                self.active.insert(*id);
                self.dirty.insert(*id);
            }
        }
    }

    /// Lets the datasets of a torrent count for it, and be served as its limit says.
    pub(super) fn count_datasets(&mut self, id: TorrentId) {
        for cid in self.placement_cids(id) {
            self.datasets.entry(cid).or_default().insert(id);
        }
        self.apply_limits(id);
    }

    /// All dataset CIDs in a torrent's placement.
    pub(super) fn placement_cids(&self, id: TorrentId) -> Vec<Cid> {
        let Some(torrent) = self.torrents.get(&id) else { return Vec::new() };
        let placed = torrent.placement.iter().flat_map(|placement| &placement.files);
        let mut cids: Vec<Cid> =
            placed.flat_map(|file| file.cids.values()).filter_map(|c| c.parse().ok()).collect();
        if let Some(Content { kind: ContentKind::Dataset { cid, .. }, .. }) =
            torrent.content.as_deref()
        {
            cids.push(*cid);
        }
        cids
    }

    fn references_moved(&mut self, id: TorrentId, from: &std::path::Path) {
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

/// Catalogue rows of a record: one per info hash.
fn catalogue_rows(
    info_hash: crate::torrent::InfoHash,
    record: Cid,
    bytes: &bytes::Bytes,
) -> Vec<Change> {
    let v1 = info_hash.v1.map(|hash| hash.as_bytes().to_vec());
    let v2 = info_hash.v2.map(|hash| hash.as_bytes().to_vec());
    v1.into_iter()
        .chain(v2)
        .map(|hash| Change::PutCatalogue {
            hash,
            record: record.to_string(),
            bytes: Some(bytes.to_vec()),
        })
        .collect()
}

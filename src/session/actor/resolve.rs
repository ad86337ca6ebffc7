//! Looking in Codex for what a torrent is and where its bytes are: the task, and what follows
//! once something was found.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::Actor;
use super::events::TaskNews;
use super::fetch_task::Search;
use super::jobs::Reporter;
use crate::codex::Cid;
use crate::db::{Change, Db};
use crate::session::alert::Alert;
use crate::session::command::StopCondition;
use crate::session::content::Content;
use crate::session::resume::{StoredDataset, StoredSource};
use crate::session::source::{FoundDataset, FoundRecord, Nodes, find_dataset, find_torrent};
use crate::session::status::{Reason, TorrentState};
use crate::session::torrent::Torrent;
use crate::torrent::{InfoHash, Metainfo, PlacementFile, RecordPlacement, TorrentId};

/// First and longest wait between look-ups in Codex.
const BACK_OFF: (Duration, Duration) = (Duration::from_secs(5), Duration::from_mins(5));

impl Actor {
    pub(super) fn start_resolve(
        &self,
        torrent: &Torrent,
        reporter: Reporter,
        cancel: &CancellationToken,
        kick: &Arc<Notify>,
    ) {
        let lookup = self.lookup(torrent);
        let (cancel, kick) = (cancel.clone(), Arc::clone(kick));
        self.tasks.spawn_until_done("resolve", async move {
            let found = retry(&reporter, &cancel, &kick, &lookup, &Search::default()).await;
            let news = found.map_or(TaskNews::Cancelled, |f| TaskNews::Resolved(Box::new(f)));
            reporter.send(news).await;
        });
    }

    /// The metadata is known: the item becomes what it really is.
    pub(super) fn resolved(&mut self, id: TorrentId, found: FoundDataset) {
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
                let content = Content::from_metainfo(
                    Arc::clone(&metainfo),
                    torrent.resume.content_layout,
                    &torrent.resume.renames,
                );
                self.metadata_received(new_id, Arc::new(content), placement);
                self.keep_metainfo(new_id, &metainfo);
                self.keep_record(new_id, &found);
                self.record_came_from(new_id, &found.node);
            }
            FoundDataset::Torrent(found) => {
                let Some(torrent) = self.torrents.get_mut(&id) else { return };
                torrent.resume.source = StoredSource::Metainfo;
                torrent.node = found.node;
                let content = Content::from_metainfo(
                    Arc::clone(&found.metainfo),
                    torrent.resume.content_layout,
                    &torrent.resume.renames,
                );
                self.metadata_received(id, Arc::new(content), None);
                self.keep_metainfo(id, &found.metainfo);
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
    pub(super) fn placed(&mut self, id: TorrentId, found: &FoundRecord) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.resume.record = Some(found.cid);
        torrent.set_placement(Some(Arc::new(found.record.placement.clone())));
        torrent.node.clone_from(&found.node);
        torrent.reason = None;
        let metainfo = torrent.content.as_ref().and_then(|c| c.metainfo().cloned());
        if let Some(metainfo) = metainfo {
            self.keep_metainfo(id, &metainfo);
        }
        self.keep_record(id, found);
        self.record_came_from(id, &found.node);
        self.count_datasets(id);
        self.save(id);
    }

    pub(super) fn lookup(&self, torrent: &Torrent) -> Lookup {
        let what = match &torrent.resume.source {
            StoredSource::Cid(cid) => Wanted::Dataset(*cid),
            _ => Wanted::Record(torrent.resume.record),
        };
        let (nodes, db) = (self.nodes.clone(), self.db.clone());
        Lookup { nodes, db, info_hash: torrent.info_hash, what }
    }
}

/// What is looked for in Codex.
#[derive(Debug, Clone)]
pub(super) struct Lookup {
    nodes: Nodes,
    db: Db,
    info_hash: InfoHash,
    what: Wanted,
}

#[derive(Debug, Clone, Copy)]
enum Wanted {
    /// A bare CID, whatever it is.
    Dataset(Cid),
    /// The record of the torrent, by its CID if that is known.
    Record(Option<Cid>),
}

impl Lookup {
    async fn run(&self) -> Result<FoundDataset, Reason> {
        match self.what {
            Wanted::Dataset(cid) => find_dataset(&self.nodes, cid).await,
            Wanted::Record(record) => {
                find_torrent(&self.nodes, &self.db, record, &self.info_hash).await
            }
        }
    }
}

/// Repeats a look-up with back-off until it succeeds or the job is cancelled; the reason for
/// waiting is reported each time.
pub(super) async fn retry(
    reporter: &Reporter,
    cancel: &CancellationToken,
    kick: &Notify,
    lookup: &Lookup,
    told: &Search,
) -> Option<FoundDataset> {
    let mut wait = BACK_OFF.0;
    loop {
        let result = tokio::select! {
            () = cancel.cancelled() => return None,
            result = lookup.run() => result,
        };
        match result {
            Ok(found) => return Some(found),
            Err(reason) => {
                if let Some(reason) = told.failed(reason) {
                    reporter.send(TaskNews::Reason(Some(reason))).await;
                }
            }
        }
        tokio::select! {
            () = cancel.cancelled() => return None,
            () = kick.notified() => wait = BACK_OFF.0,
            () = tokio::time::sleep(wait) => wait = (wait * 2).min(BACK_OFF.1),
        }
    }
}

/// Catalogue rows of a record: one per info hash.
pub(super) fn catalogue_rows(
    info_hash: InfoHash,
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

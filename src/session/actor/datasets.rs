//! Which datasets stand for which torrent: what was served counts for it, and what the node
//! references follows its files.

use std::path::PathBuf;

use super::Actor;
use crate::codex::Cid;
use crate::session::content::{Content, ContentKind};
use crate::session::torrent::Torrent;
use crate::torrent::TorrentId;

impl Actor {
    /// Bytes served to others count for every torrent with the dataset, once in the totals.
    pub(super) fn served(&mut self, served: &[(Cid, u64)]) {
        let now = self.clock.unix_secs();
        for (cid, bytes) in served {
            let Some(ids) = self.datasets.get(cid).cloned() else { continue };
            self.server.all_time_upload += bytes;
            self.server.session_upload += bytes;
            self.up.add(*bytes);
            for id in &ids {
                let Some(torrent) = self.torrents.get_mut(id) else { continue };
                torrent.totals.uploaded += bytes;
                torrent.totals.uploaded_session += bytes;
                torrent.up.add(*bytes);
                torrent.last_activity = Some(now);
                torrent.progress_dirty = true;
                self.active.insert(*id);
                self.dirty.insert(*id);
                self.was_read(*id);
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
        // Others may ask for the CIDs that the node lists.
        if let Some(content) = torrent.content.as_deref() {
            let own = torrent.placement.iter().flat_map(|placement| &placement.files);
            let own: Vec<Cid> = own.filter_map(|placed| self.own_cid(content, placed)).collect();
            cids.extend(own);
            cids.sort_unstable();
            cids.dedup();
        }
        cids
    }

    /// What of a torrent is referenced in the node in use: CID and path.
    pub(super) fn referenced_files(&self, torrent: &Torrent) -> Vec<(Cid, PathBuf)> {
        let Some(content) = &torrent.content else { return Vec::new() };
        if !torrent.resume.published || !self.nodes.own().capabilities().import_by_reference {
            return Vec::new();
        }
        content
            .files
            .iter()
            .zip(torrent.files.iter())
            .filter(|(file, status)| file.length > 0 && status.completed == file.length)
            .filter_map(|(file, _)| {
                let cid = match &content.kind {
                    ContentKind::Dataset { .. } => self.own_dataset(torrent, content)?,
                    ContentKind::Torrent(_) => {
                        let placed = torrent.placement.as_ref()?.files.get(file.payload?)?;
                        self.own_cid(content, placed)?
                    }
                };
                Some((cid, torrent.resume.location.join(&file.path)))
            })
            .collect()
    }

    /// The placement letter of the node in use.
    pub(super) fn own_letter(&self) -> char {
        crate::session::publish::generation_letter(self.nodes.own().capabilities().generation)
    }
}

//! The settings around the node, where the session acts on them: publishing, the layout of new
//! manifests, the age of copies, what a node tells of itself.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use super::Actor;
use super::events::TaskEvent;
use crate::codex::{BLOCK_SIZE, Cid, Manifest, NodeInfo, NodeKind, Space};
use crate::session::content::{Content, ContentKind};
use crate::session::node;
use crate::session::status::{PublishState, TorrentState};
use crate::session::torrent::Torrent;
use crate::torrent::{PlacementFile, TorrentId};

/// Time between two looks for copies that are too old.
const EXPIRE_EVERY: Duration = Duration::from_hours(1);

/// Whether only the peers of its trackers are meant to have a torrent.
fn is_private(torrent: &Torrent) -> bool {
    let content = torrent.content.as_ref();
    content.and_then(|content| content.metainfo()).is_some_and(|metainfo| metainfo.info.private)
}

impl Actor {
    /// Takes over what is stored, at the start.
    pub(super) fn follow_node_settings(&mut self) {
        self.desk.follow(&self.settings);
        self.desk.restore(&self.stored, &self.nodes.own().capabilities());
        self.read_retention();
    }

    /// Stored settings around the node have changed.
    pub(super) fn node_settings_changed(&mut self) {
        self.expiry_due = Duration::ZERO;
        self.space_due = true;
        self.read_node_bounds();
        self.read_retention();
        let open = |publish: &PublishState| {
            matches!(publish, PublishState::None | PublishState::Waiting | PublishState::Failed)
        };
        let ids: Vec<TorrentId> = self
            .torrents
            .values()
            .filter(|torrent| torrent.state == TorrentState::Seeding && open(&torrent.publish))
            .filter(|torrent| is_private(torrent))
            .map(|torrent| torrent.id)
            .collect();
        for id in ids {
            let intention = self.publish_intention(id);
            let Some(torrent) = self.torrents.get_mut(&id) else { continue };
            if torrent.publish == PublishState::Failed && intention == PublishState::Waiting {
                continue;
            }
            if torrent.publish != intention {
                if intention == PublishState::Waiting {
                    torrent.reason = None;
                }
                torrent.publish = intention;
                self.dirty.insert(id);
                self.settle(id);
            }
        }
    }

    /// A node that answers again may be another one, or may have been started anew.
    pub(super) fn node_came_back(&mut self) {
        self.space_due = true;
        self.desk.node_came_back();
        let real = self.nodes.own().capabilities().kind == NodeKind::Rest;
        if let (true, Some(level)) = (real, node::stored_log_level(&self.stored)) {
            let desk = Arc::clone(&self.desk);
            drop(self.tasks.spawn("log level", async move { desk.tell_log_level(level).await }));
        }
        self.ask_info();
    }

    /// Asks the node what it is and where it is reached.
    pub(super) fn ask_info(&self) {
        let (node, events) = (self.nodes.own(), self.events.clone());
        drop(self.tasks.spawn("node info", async move {
            if let Ok(info) = node.info().await {
                drop(events.send(TaskEvent::NodeInfo(Box::new(info))).await);
            }
        }));
    }

    pub(super) fn node_told(&mut self, info: NodeInfo) {
        // Of the embedded node, the port that its API got is known from the start.
        let over_rest = self.nodes.own().capabilities().kind == NodeKind::Rest;
        if let Some(port) = node::listen_port(&info).filter(|_| over_rest)
            && self.settings.found_port(port)
        {
            self.publish_settings();
        }
        // What a node lists as connected, it may list as known, too.
        let known: BTreeSet<&str> = info.peers.iter().map(|(id, _)| id.as_str()).collect();
        let sources = self.nodes.sources().len();
        self.server.known_nodes =
            u32::try_from(known.len().saturating_add(sources)).unwrap_or(u32::MAX);
        if *self.server.node_info != info {
            self.server.node_info = Arc::new(info);
        }
    }

    /// What the node holds; a quota below that is told once.
    pub(super) fn space_told(&mut self, space: Space) {
        let own = self.nodes.own();
        let was = self.server.space.as_ref().is_some_and(Space::is_overfull);
        if space.is_overfull() && !was && own.capabilities().kind == NodeKind::Rest {
            tracing::warn!(
                node = own.name(),
                quota = space.quota_max,
                used = space.quota_used,
                reserved = space.quota_reserved,
                "the node's quota is below what it uses: it takes nothing and may not start again; \
                 give it a larger --storage-quota"
            );
        }
        self.server.space = Some(space);
    }

    /// Drops copies in the node that are older than the settings say and that nothing here needs.
    pub(super) fn expire_copies(&mut self) {
        let now = self.clock.elapsed();
        if self.expiry_due > now {
            return;
        }
        self.expiry_due = now + EXPIRE_EVERY;
        let age = node::retention(&self.stored);
        if age >= node::KEEP_SECS || self.nodes.own().capabilities().kind != NodeKind::Embedded {
            return;
        }
        let before = self.clock.unix_secs().saturating_sub(age);
        let mut keep: Vec<Cid> = self.owned.copies().chain(self.datasets.keys()).copied().collect();
        keep.extend(self.torrents.values().filter_map(|torrent| torrent.resume.record));
        let (node, events) = (self.nodes.own(), self.events.clone());
        drop(self.tasks.spawn("expire copies", async move {
            match node.expire(before, keep).await {
                Ok(gone) if gone.is_empty() => {}
                Ok(gone) => {
                    tracing::info!(count = gone.len(), "copies were dropped for their age");
                    if let Ok(space) = node.space().await {
                        drop(events.send(TaskEvent::Space(space)).await);
                    }
                }
                Err(error) => tracing::warn!(%error, "old copies cannot be dropped"),
            }
        }));
    }

    /// The CID of a file's dataset in the layout of the node in use: the node lists what it has
    /// by that, whatever layout it was published in.
    pub(super) fn own_cid(&self, content: &Content, placed: &PlacementFile) -> Option<Cid> {
        if let Some(cid) = placed.cids.get(&self.own_letter()) {
            return cid.parse().ok();
        }
        if placed.cids.is_empty() {
            return None;
        }
        let label = &content.dataset_label;
        let manifest = Manifest {
            tree: placed.tree.as_ref()?.parse().ok()?,
            block_size: BLOCK_SIZE,
            dataset_size: placed.length,
            filename: label.filename.clone(),
            mimetype: label.mimetype.clone(),
        };
        Some(manifest.cid(self.nodes.own().capabilities().generation))
    }

    /// The same for a visible file of a torrent.
    pub(super) fn own_cid_of(&self, id: TorrentId, index: u32) -> Option<Cid> {
        let torrent = self.torrents.get(&id)?;
        let content = torrent.content.as_deref()?;
        let payload = content.files.get(usize::try_from(index).ok()?)?.payload?;
        match &content.kind {
            ContentKind::Dataset { .. } => self.own_dataset(torrent, content),
            ContentKind::Torrent(_) => {
                self.own_cid(content, torrent.placement.as_ref()?.files.get(payload)?)
            }
        }
    }

    /// The same for the one dataset of an item that is nothing but a dataset.
    pub(super) fn own_dataset(&self, torrent: &Torrent, content: &Content) -> Option<Cid> {
        let ContentKind::Dataset { cid, .. } = &content.kind else { return None };
        let dataset = torrent.resume.dataset.as_ref();
        let generation = self.nodes.own().capabilities().generation;
        Some(dataset.map_or(*cid, |dataset| dataset.manifest().cid(generation)))
    }

    /// The node lists its datasets by other CIDs now.
    pub(super) fn generation_changed(&mut self) {
        let mut references = HashMap::new();
        for torrent in self.torrents.values() {
            for key in self.referenced_files(torrent) {
                *references.entry(key).or_default() += 1;
            }
        }
        self.references = references;
        let ids: Vec<TorrentId> = self.torrents.keys().copied().collect();
        for id in ids {
            self.count_datasets(id);
            self.dirty.insert(id);
        }
        // What was asked before is answered in the old words.
        self.places += 1;
    }

    /// Whether the policy lets private torrents be copied into a real node.
    pub(super) fn private_is_published(&self) -> bool {
        node::publishes_private(&self.stored)
    }
}

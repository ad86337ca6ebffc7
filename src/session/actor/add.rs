//! Adding a torrent: duplicates, paths, category and tags, then one commit, then the list.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use tokio::sync::oneshot;

use super::lists::{answer, clean_tag};
use super::{Actor, put_torrent};
use crate::codex::Cid;
use crate::db::Change;
use crate::session::alert::Alert;
use crate::session::categories::{self, Category};
use crate::session::command::{
    AddSource, AddTorrentError, AddTorrentOutcome, AddTorrentParams, ContentLayout, StopCondition,
};
use crate::session::content::Content;
use crate::session::excluded::ExcludedNames;
use crate::session::resume::{ResumeData, StoredSource, StoredTracker};
use crate::session::settings::Key;
use crate::session::source::id_of_cid;
use crate::session::status::{FilePriority, TorrentState};
use crate::session::torrent::Torrent;
use crate::torrent::{InfoHash, Metainfo, TorrentId};

/// Info hashes as stored text.
pub(super) fn hash_texts(hash: &InfoHash) -> (String, String) {
    let v1 = hash.v1.map(|hash| hash.to_string()).unwrap_or_default();
    let v2 = hash.v2.map(|hash| hash.to_string()).unwrap_or_default();
    (v1, v2)
}

impl Actor {
    pub(super) fn add(
        &mut self,
        params: &AddTorrentParams,
        reply: oneshot::Sender<Result<AddTorrentOutcome, AddTorrentError>>,
    ) {
        let (info_hash, id) = match &params.source {
            AddSource::Metainfo(metainfo) => (metainfo.info_hash(), metainfo.id()),
            AddSource::Magnet(magnet) => match magnet.info_hash.id() {
                Some(id) => (magnet.info_hash, id),
                None => {
                    let text = "the magnet link has no info hash".to_owned();
                    return answer(reply, Err(AddTorrentError::BadSource(text)));
                }
            },
            AddSource::Cid(cid) => (InfoHash::default(), id_of_cid(cid)),
        };
        if let Some(existing) = self.find_duplicate(id, &info_hash) {
            self.merge(existing, params);
            return answer(reply, Err(AddTorrentError::Duplicate(existing)));
        }
        if let AddSource::Metainfo(metainfo) = &params.source {
            let expected = metainfo.info.visible_files().count();
            if !params.file_priorities.is_empty() && params.file_priorities.len() != expected {
                return answer(reply, Err(AddTorrentError::FilePriorities { expected }));
            }
        }
        let mut changes = Vec::new();
        let category = params.category.trim().to_owned();
        let category = if category.is_empty() || self.categories.contains_key(&category) {
            category
        } else if categories::is_valid_name(&category) {
            changes.extend(self.insert_category(&category, Category::default()));
            category
        } else {
            String::new()
        };
        let tags: Vec<String> = params.tags.iter().filter_map(|tag| clean_tag(tag)).collect();
        changes.extend(self.insert_tags(tags.iter().cloned()));
        let resume = self.resume_of(params, &info_hash, category, tags);
        let mut torrent = Torrent::new(id, info_hash, resume);
        if let AddSource::Metainfo(metainfo) = &params.source {
            let content = Content::from_metainfo(
                Arc::clone(metainfo),
                torrent.resume.content_layout,
                &torrent.resume.renames,
            );
            let placement = metainfo.codex.clone().map(Arc::new);
            name_by_layout(&mut torrent.resume, &content);
            self.exclude_files(&mut torrent.resume, &content);
            torrent.set_content(Arc::new(content), placement);
            torrent.state = TorrentState::CheckingFiles;
            torrent.hashes.extend(params.hashes.clone());
            changes.push(Change::PutMetainfo { id: id.into(), bytes: metainfo.to_torrent_bytes() });
        }
        torrent.run_clocks(self.clock.unix_secs());
        let top = params.top_of_queue.unwrap_or_else(|| self.settings.bool(Key::AddToTopOfQueue));
        let place = if top { 0 } else { self.queue.len() + self.reserved.len() };
        torrent.queue_position = u32::try_from(place).ok();
        torrent.stored_position = torrent.queue_position;
        changes.push(put_torrent(&torrent));
        self.reserved.insert(id);
        let torrent = Box::new(torrent);
        self.commit(
            changes,
            Box::new(move |actor, result| {
                actor.reserved.remove(&id);
                actor.lists_dirty = true;
                if let Err(error) = result {
                    return answer(reply, Err(error.into()));
                }
                actor.insert(*torrent, top);
                actor.answer_when_seen(vec![id], reply, Ok(AddTorrentOutcome { id }));
            }),
        );
    }

    /// Files that the user excluded by name are not wanted, unless priorities were given.
    pub(super) fn exclude_files(&self, resume: &mut ResumeData, content: &Content) {
        let names = ExcludedNames::of(&self.settings);
        if names.is_empty() || !resume.file_priorities.is_empty() {
            return;
        }
        let priority =
            |excluded: bool| if excluded { FilePriority::Ignored } else { FilePriority::Normal };
        resume.file_priorities =
            content.files.iter().map(|file| priority(names.excludes(&file.path)).as_u8()).collect();
    }

    /// Puts a committed torrent into the list and to work.
    fn insert(&mut self, torrent: Torrent, top: bool) {
        let id = torrent.id;
        let folder = torrent.resume.location.clone();
        self.torrents.insert(id, torrent);
        if top {
            self.queue.insert(0, id);
        } else {
            self.queue.push(id);
        }
        self.count_datasets(id);
        self.dirty.insert(id);
        self.queue_dirty = true;
        self.make_folder(folder);
        self.alert(Alert::TorrentAdded { id });
        // The queue decides first: a torrent that has to wait starts nothing.
        if self.may_start_now(id) {
            self.settle(id);
        }
    }

    fn find_duplicate(&self, id: TorrentId, info_hash: &InfoHash) -> Option<TorrentId> {
        let published = self.published.read().unwrap_or_else(PoisonError::into_inner);
        std::iter::once(id)
            .chain(info_hash.lookup_ids())
            .map(|id| published.resolve(id))
            .find(|id| self.torrents.contains_key(id) || self.reserved.contains(id))
    }

    /// A duplicate may still bring what the present item lacks: its record, or trackers when
    /// merging is on (never for private torrents).
    fn merge(&mut self, id: TorrentId, params: &AddTorrentParams) {
        let merge_trackers = self.settings.bool(Key::MergeTrackers);
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let (trackers, seeds, record) = match &params.source {
            AddSource::Metainfo(metainfo) => {
                (metainfo.trackers.clone(), metainfo.web_seeds.clone(), None)
            }
            AddSource::Magnet(magnet) => (
                magnet.trackers.iter().map(|url| vec![url.clone()]).collect(),
                magnet.web_seeds.clone(),
                magnet.codex.as_deref().and_then(|text| text.parse::<Cid>().ok()),
            ),
            AddSource::Cid(_) => return,
        };
        let private = torrent
            .content
            .as_ref()
            .and_then(|content| content.metainfo())
            .is_some_and(|metainfo| metainfo.info.private);
        let mut changed = false;
        if merge_trackers && !private {
            for (tier, urls) in (0_u32..).zip(&trackers) {
                for url in urls {
                    if !torrent.resume.trackers.iter().any(|t| t.url == *url) {
                        torrent.resume.trackers.push(StoredTracker { url: url.clone(), tier });
                        changed = true;
                    }
                }
            }
            for url in seeds {
                if !torrent.resume.web_seeds.contains(&url) {
                    torrent.resume.web_seeds.push(url);
                    changed = true;
                    if torrent.fetches() {
                        torrent.job = None;
                    }
                }
            }
        }
        if torrent.placement.is_none() && torrent.resume.record.is_none() && record.is_some() {
            torrent.resume.record = record;
            changed = true;
            // The look-up that waits knows nothing of the new record.
            torrent.job = None;
        }
        if changed {
            self.dirty.insert(id);
            self.save(id);
            self.settle(id);
        }
    }

    fn resume_of(
        &self,
        params: &AddTorrentParams,
        info_hash: &InfoHash,
        category: String,
        tags: Vec<String>,
    ) -> ResumeData {
        let s = &self.settings;
        let auto_managed = params.auto_managed.unwrap_or_else(|| {
            params.save_path.is_empty()
                && params.download_path.is_empty()
                && s.bool(Key::AutoTmmEnabled)
        });
        let base = if s.bool(Key::UseCategoryPathsInManualMode) {
            categories::save_path(&self.categories, &category, &self.paths)
        } else {
            self.paths.save_path.clone()
        };
        // Joining an absolute path replaces the base, joining an empty one would add a slash.
        let save_path =
            if params.save_path.is_empty() { base } else { base.join(&params.save_path) };
        let use_download = params
            .use_download_path
            .unwrap_or(!params.download_path.is_empty() || s.bool(Key::TempPathEnabled));
        let of_category = || {
            let in_use = s.bool(Key::UseCategoryPathsInManualMode);
            in_use.then(|| categories::download_path(&self.categories, &category, &self.paths))
        };
        let download_path: Option<PathBuf> = use_download.then(|| {
            let base = of_category().flatten().unwrap_or_else(|| self.paths.temp_path.clone());
            if params.download_path.is_empty() { base } else { base.join(&params.download_path) }
        });
        let stop_condition =
            params.stop_condition.unwrap_or_else(|| match s.text(Key::TorrentStopCondition) {
                "MetadataReceived" => StopCondition::MetadataReceived,
                "FilesChecked" => StopCondition::FilesChecked,
                _ => StopCondition::None,
            });
        let content_layout = params
            .content_layout
            .unwrap_or_else(|| ContentLayout::from_wire(s.text(Key::TorrentContentLayout)));
        let has_metadata = matches!(params.source, AddSource::Metainfo(_));
        let stopped = params.stopped.unwrap_or_else(|| s.bool(Key::AddStoppedEnabled))
            || (has_metadata && stop_condition == StopCondition::MetadataReceived);
        let mut resume = ResumeData {
            version: 1,
            source: StoredSource::Metainfo,
            info_hash: hash_texts(info_hash),
            name: params.rename.trim().to_owned(),
            renamed: !params.rename.trim().is_empty(),
            save_path,
            download_path,
            auto_managed,
            category,
            tags: tags.into_iter().collect(),
            stopped,
            forced: params.forced,
            stop_condition,
            content_layout,
            skip_checking: params.skip_checking,
            sequential: params.sequential,
            first_last_first: params.first_last_first,
            super_seeding: false,
            download_limit: params.download_limit,
            upload_limit: params.upload_limit,
            share_limits: params.share_limits,
            file_priorities: params
                .file_priorities
                .iter()
                .map(|priority| priority.as_u8())
                .collect(),
            renames: params.renames.clone(),
            trackers: Vec::new(),
            web_seeds: Vec::new(),
            user_web_seeds: BTreeSet::new(),
            tls: Arc::new(params.tls.clone()),
            comment: None,
            added_on: self.clock.unix_secs(),
            record: None,
            dataset: None,
            select_only: Vec::new(),
            published: false,
            published_in: String::new(),
            published_at: None,
            unpublished: false,
            publish_private: false,
            checked_at: None,
            unverified: false,
            location: PathBuf::new(),
            moving: None,
            checked: false,
            finished: false,
            untold: false,
            error: None,
            missing_files: false,
        };
        match &params.source {
            AddSource::Metainfo(metainfo) => take_metainfo(&mut resume, metainfo),
            AddSource::Magnet(magnet) => {
                resume.source = StoredSource::Magnet(magnet.to_uri());
                if !resume.renamed {
                    resume.name = magnet.display_name.clone().unwrap_or_default();
                }
                resume.trackers = (0_u32..)
                    .zip(&magnet.trackers)
                    .map(|(tier, url)| StoredTracker { url: url.clone(), tier })
                    .collect();
                resume.web_seeds.clone_from(&magnet.web_seeds);
                resume.record = magnet.codex.as_deref().and_then(|text| text.parse().ok());
                resume.select_only.clone_from(&magnet.select_only);
            }
            AddSource::Cid(cid) => resume.source = StoredSource::Cid(*cid),
        }
        let draft = Torrent::new(TorrentId::from([0; 20]), *info_hash, resume);
        let location = draft.target(&self.categories, &self.paths);
        ResumeData { location, ..draft.resume }
    }
}

/// Where nobody named the torrent and its layout gave its content another root, the name follows
/// the root, or the only file (webapi §3.8.2, §5.7). The name alone never renames content.
fn name_by_layout(resume: &mut ResumeData, content: &Content) {
    if resume.renamed || resume.content_layout == ContentLayout::Original {
        return;
    }
    let root = content.root_folder().or_else(|| content.single_file());
    if let Some(root) = root.filter(|root| *root != content.name) {
        root.clone_into(&mut resume.name);
        resume.renamed = true;
    }
}

fn take_metainfo(resume: &mut ResumeData, metainfo: &Metainfo) {
    resume.trackers = (0_u32..)
        .zip(&metainfo.trackers)
        .flat_map(|(tier, urls)| urls.iter().map(move |url| (tier, url)))
        .map(|(tier, url)| StoredTracker { url: url.clone(), tier })
        .collect();
    resume.web_seeds.clone_from(&metainfo.web_seeds);
}

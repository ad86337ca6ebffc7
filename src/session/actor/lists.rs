//! Commands about categories, tags, settings and small stored values.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use tokio::sync::oneshot;

use super::{Actor, put_torrent};
use crate::db::Change;
use crate::session::bounds;
use crate::session::categories::{self, Category, DefaultPaths};
use crate::session::command::{CategoryEdit, CategoryError, SessionError};
use crate::session::settings::{Key, SettingsPatch};
use crate::session::{SessionParams, SmallRow, alert::Alert};
use crate::torrent::TorrentId;

/// Longest tag; qBittorrent has no limit, a hostile client does.
const MAX_TAG: usize = 1024;

/// Row of the alternative mode in the database's key-value space.
pub(super) const ALTERNATIVE_LIMITS: (&str, &str) = ("session", "alternative_limits");
/// Where it is stored that the whole session is paused.
pub(super) const PAUSED: (&str, &str) = ("session", "paused");

/// A tag as qBittorrent keeps it: trimmed, not empty, without a comma.
pub(super) fn clean_tag(tag: &str) -> Option<String> {
    let tag = tag.trim();
    let valid = !tag.is_empty() && !tag.contains(',') && tag.len() <= MAX_TAG;
    valid.then(|| tag.to_owned())
}

impl Actor {
    pub(super) fn category(
        &mut self,
        edit: CategoryEdit,
        reply: oneshot::Sender<Result<(), CategoryError>>,
    ) {
        match edit {
            CategoryEdit::Create { name, options } => {
                if !categories::is_valid_name(&name) {
                    return answer(reply, Err(CategoryError::BadName));
                }
                if self.categories.contains_key(&name) {
                    return answer(reply, Err(CategoryError::Exists));
                }
                let changes = self.insert_category(&name, options);
                self.make_folder(categories::save_path(&self.categories, &name, &self.paths));
                self.commit_lists(changes, reply);
            }
            CategoryEdit::Edit { name, save_path, download_path, share_limits } => {
                if !self.categories.contains_key(&name) {
                    return answer(reply, Err(CategoryError::NotFound));
                }
                let share_limits = share_limits.unwrap_or_default();
                let options = Category { save_path, download_path, share_limits };
                let before = self.automatic_paths();
                let mut changes = vec![put_category(&name, &options)];
                self.categories.insert(name.clone(), options);
                self.make_folder(categories::save_path(&self.categories, &name, &self.paths));
                let follow = self.settings.bool(Key::CategoryChangedTmmEnabled);
                changes.extend(self.follow_or_stay(before, follow));
                self.commit_lists(changes, reply);
            }
            CategoryEdit::Remove(names) => {
                let gone: Vec<String> = self
                    .categories
                    .keys()
                    .filter(|name| {
                        categories::chain(name).any(|above| names.iter().any(|n| n == above))
                    })
                    .cloned()
                    .collect();
                let before = self.automatic_paths();
                let mut changes = Vec::new();
                for name in &gone {
                    self.categories.remove(name);
                    changes.push(Change::DeleteCategory { name: name.clone() });
                }
                // A torrent moves to the nearest parent that is left.
                let affected: Vec<TorrentId> = self
                    .torrents
                    .values()
                    .filter(|torrent| gone.contains(&torrent.resume.category))
                    .map(|torrent| torrent.id)
                    .collect();
                for id in &affected {
                    let Some(torrent) = self.torrents.get_mut(id) else { continue };
                    let heir = categories::chain(&torrent.resume.category)
                        .find(|name| self.categories.contains_key(*name))
                        .unwrap_or_default()
                        .to_owned();
                    torrent.resume.category = heir;
                    changes.push(put_torrent(torrent));
                    self.dirty.insert(*id);
                }
                let follow = self.settings.bool(Key::TorrentChangedTmmEnabled);
                changes.extend(self.follow_or_stay(before, follow));
                self.commit_lists(changes, reply);
            }
        }
    }

    /// Makes a category and its missing parents in memory; returns the rows.
    pub(super) fn insert_category(&mut self, name: &str, options: Category) -> Vec<Change> {
        let parents: Vec<String> = categories::chain(name)
            .skip(1)
            .filter(|parent| !self.categories.contains_key(*parent))
            .map(str::to_owned)
            .collect();
        let mut changes = Vec::new();
        for parent in parents {
            changes.push(put_category(&parent, &Category::default()));
            self.categories.insert(parent, Category::default());
        }
        changes.push(put_category(name, &options));
        self.categories.insert(name.to_owned(), options);
        self.lists_dirty = true;
        changes
    }

    pub(super) fn create_tags(
        &mut self,
        tags: &[String],
        reply: oneshot::Sender<Result<(), SessionError>>,
    ) {
        let changes = self.insert_tags(tags.iter().filter_map(|tag| clean_tag(tag)));
        self.commit_lists(changes, reply);
    }

    /// Makes tags in memory; returns the rows of the new ones.
    pub(super) fn insert_tags(&mut self, tags: impl Iterator<Item = String>) -> Vec<Change> {
        let mut changes = Vec::new();
        for name in tags {
            if self.tags.insert(name.clone()) {
                changes.push(Change::PutTag { name });
                self.lists_dirty = true;
            }
        }
        changes
    }

    pub(super) fn delete_tags(
        &mut self,
        tags: &[String],
        reply: oneshot::Sender<Result<(), SessionError>>,
    ) {
        let mut changes = Vec::new();
        for name in tags.iter().filter_map(|tag| clean_tag(tag)) {
            if self.tags.remove(&name) {
                changes.push(Change::DeleteTag { name: name.clone() });
            }
            for torrent in self.torrents.values_mut() {
                if torrent.resume.tags.remove(&name) {
                    changes.push(put_torrent(torrent));
                    self.dirty.insert(torrent.id);
                }
            }
        }
        self.commit_lists(changes, reply);
    }

    /// Commits, then publishes lists and answers.
    fn commit_lists<E>(&mut self, changes: Vec<Change>, reply: oneshot::Sender<Result<(), E>>)
    where
        E: From<SessionError> + Send + 'static,
    {
        if changes.is_empty() {
            return answer(reply, Ok(()));
        }
        self.lists_dirty = false;
        self.commit(
            changes,
            Box::new(move |actor, result| {
                actor.lists_dirty = true;
                actor.flush();
                answer(reply, result.map_err(E::from));
            }),
        );
    }

    pub(super) fn apply_settings(
        &mut self,
        patch: SettingsPatch,
        reply: oneshot::Sender<Result<(), SessionError>>,
    ) {
        self.store_all(Vec::new(), patch, reply);
    }

    /// Stores small values and settings in one commit; both act once it is durable.
    pub(super) fn store_all(
        &mut self,
        rows: Vec<SmallRow>,
        patch: SettingsPatch,
        reply: oneshot::Sender<Result<(), SessionError>>,
    ) {
        let small = rows.iter().cloned().map(|(space, key, value)| match value {
            Some(value) => Change::PutKv { space, key, value },
            None => Change::DeleteKv { space, key },
        });
        let settings = patch.rows().into_iter().map(|(key, value)| match value {
            Some(value) => Change::PutSetting { key, value },
            None => Change::DeleteSetting { key },
        });
        let changes = small.chain(settings).collect();
        self.commit(
            changes,
            Box::new(move |actor, result| {
                if result.is_ok() {
                    actor.take_rows(rows);
                    if !patch.is_empty() {
                        actor.take_settings(&patch);
                    }
                }
                answer(reply, result);
            }),
        );
    }

    fn take_rows(&mut self, rows: Vec<SmallRow>) {
        let of_node = rows.iter().any(|(space, ..)| space == crate::session::node::SPACE);
        let mut stored = self.stored.write().unwrap_or_else(PoisonError::into_inner);
        for (space, key, value) in rows {
            match value {
                Some(value) => stored.insert((space, key), value.into()),
                None => stored.remove(&(space, key)),
            };
        }
        drop(stored);
        if of_node {
            self.node_settings_changed();
        }
    }

    fn take_settings(&mut self, patch: &SettingsPatch) {
        let suffix = self.settings.bool(Key::IncompleteFilesExt);
        self.settings.apply(patch);
        self.desk.preferences_changed(patch.keys());
        self.settings_changed();
        if self.settings.bool(Key::IncompleteFilesExt) != suffix {
            self.suffix_changed();
        }
    }

    /// The alternative mode is state, not a setting: qBittorrent has no preference for it.
    pub(super) fn set_alternative_limits(
        &mut self,
        on: bool,
        reply: oneshot::Sender<Result<(), SessionError>>,
    ) {
        self.commit_flag(ALTERNATIVE_LIMITS, on, reply, |actor, on| {
            actor.alternative_limits = on;
            actor.read_limits();
        });
    }

    /// Pauses or resumes everything at once; what each torrent wants stays as it is.
    pub(super) fn set_paused(
        &mut self,
        on: bool,
        reply: oneshot::Sender<Result<(), SessionError>>,
    ) {
        self.commit_flag(PAUSED, on, reply, |actor, on| {
            actor.server.paused = on;
            let ids: Vec<TorrentId> = actor.torrents.keys().copied().collect();
            for id in ids {
                actor.settle(id);
            }
            actor.lists_dirty = true;
        });
    }

    /// Stores a switch of the whole session; `then` acts on it once it is durable.
    fn commit_flag(
        &mut self,
        (space, key): (&str, &str),
        on: bool,
        reply: oneshot::Sender<Result<(), SessionError>>,
        then: impl FnOnce(&mut Self, bool) + Send + 'static,
    ) {
        let (space, key) = (space.to_owned(), key.to_owned());
        let change = Change::PutKv { space, key, value: vec![u8::from(on)] };
        self.commit(
            vec![change],
            Box::new(move |actor, result| {
                if result.is_ok() {
                    then(actor, on);
                    actor.flush();
                }
                answer(reply, result);
            }),
        );
    }

    /// Shows readers the settings as they are.
    pub(super) fn publish_settings(&self) {
        let mut published = self.published.write().unwrap_or_else(PoisonError::into_inner);
        published.next_revision();
        published.settings.send_replace(Arc::new(self.settings.clone()));
    }

    /// What follows from other settings.
    fn settings_changed(&mut self) {
        self.publish_settings();
        let paths = SessionParams::default_paths(&self.settings);
        if paths != self.paths {
            // Other folders: as the setting says. The switch between them: always, as in
            // qBittorrent.
            let download_path = self.paths.download_path.as_ref().map(|_| paths.temp_path.clone());
            let folders = DefaultPaths { download_path, ..paths.clone() };
            let follow = self.settings.bool(Key::SavePathChangedTmmEnabled);
            let mut rows = self.paths_become(folders, follow);
            rows.extend(self.paths_become(paths, true));
            self.server.save_path.clone_from(&self.paths.save_path);
            self.server.free_space = None;
            self.make_folder(self.paths.save_path.clone());
            if let Some(path) = &self.paths.download_path {
                self.make_folder(path.clone());
            }
            if !rows.is_empty() {
                self.commit(rows, Box::new(|_, _| {}));
            }
        }
        self.read_limits();
        self.read_bounds();
        self.read_own_settings();
        self.outgoing_changed();
        self.desk.follow(&self.settings);
        // The server's numbers are published with the lists, without any torrent too.
        self.lists_dirty = true;
        self.queue_dirty = true;
        self.dirty.extend(self.torrents.keys().copied());
        self.alert(Alert::SettingsChanged);
        self.flush();
    }

    /// What this process may use, from now on.
    pub(super) fn read_bounds(&self) {
        self.resources.set(&bounds::bounds(&self.settings));
        self.nodes.limits.set(&self.settings);
        self.db.set_cache(bounds::caches(&self.settings).pages);
    }

    fn paths_become(&mut self, paths: DefaultPaths, follow: bool) -> Vec<Change> {
        let before = self.automatic_paths();
        self.paths = paths;
        self.follow_or_stay(before, follow)
    }

    /// Category paths exist from when they are set, and are made again at a start.
    pub(super) fn make_category_folders(&self) {
        for name in self.categories.keys() {
            self.make_folder(categories::save_path(&self.categories, name, &self.paths));
        }
    }

    /// Makes a folder in the background; a failure is only logged here and shows again, with a
    /// reason, when something is written into it.
    pub(super) fn make_folder(&self, path: PathBuf) {
        drop(self.tasks.spawn_blocking(move || {
            if let Err(error) = std::fs::create_dir_all(&path) {
                tracing::warn!(path = %path.display(), %error, "cannot make the folder");
            }
        }));
    }
}

fn put_category(name: &str, options: &Category) -> Change {
    // Serialising a plain struct cannot fail.
    let options = serde_json::to_value(options).unwrap_or_default();
    Change::PutCategory { name: name.to_owned(), options }
}

/// Answers; a client that went away does not matter.
pub(super) fn answer<T>(reply: oneshot::Sender<T>, value: T) {
    drop(reply.send(value));
}

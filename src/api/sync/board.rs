//! The wire's view of the session: rows as text, with the revision of every member.
//!
//! Owned by the front end's state and shared by all clients; rebuilt from the session at a start,
//! so that a crash can lose nothing. Whoever polls first after a change pays for the rows that
//! changed; everybody else reuses them. One short lock: under it rows are replaced and handed out
//! as `Arc`s, the writing of answers happens outside.
//!
//! Deliberately absent: a task of its own. Nobody polls, nothing is done.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::cursor::MaindataCursor;
use super::fields::{Fields, Object, write_text};
use super::ledger::Ledger;
use super::row::Row;
use crate::api::dialect::Dialect;
use crate::api::model::{self, ServerPreferences, natural_cmp};
use crate::session::settings::Key;
use crate::session::{Category, Changes, Revision, ServerStatus, Session};
use crate::torrent::TorrentId;

/// Where the board learns what changed.
pub(super) trait Source {
    /// What changed after a revision; everything for 0.
    fn changes_since(&self, since: Revision) -> Changes;
    /// What the board needs to know of the settings.
    fn preferences(&self) -> ServerPreferences;
}

impl Source for Session {
    fn changes_since(&self, since: Revision) -> Changes {
        Self::changes_since(self, since)
    }

    fn preferences(&self) -> ServerPreferences {
        let settings = self.settings();
        ServerPreferences {
            queueing: settings.bool(Key::QueueingEnabled),
            refresh_interval_ms: settings.int(Key::RefreshInterval),
            show_external_address: settings.bool(Key::StatusBarExternalIp),
        }
    }
}

/// See the module.
#[derive(Debug, Default)]
pub struct Board {
    seen: Mutex<Seen>,
}

/// What the session showed at `revision`.
#[derive(Debug, Default)]
struct Seen {
    revision: Revision,
    rows: HashMap<TorrentId, Arc<Row>>,
    torrents: Ledger<TorrentId>,
    server: Option<Fields>,
    category_fields: BTreeMap<String, Fields>,
    categories: Ledger<String>,
    tags: Ledger<String>,
    tracker_ids: HashMap<String, BTreeSet<TorrentId>>,
    trackers: Ledger<String>,
}

/// An answer to `sync/maindata` whose rows are still to be written.
#[derive(Debug)]
struct Answer {
    rid: u32,
    full: bool,
    before_torrents: Vec<u8>,
    rows: Vec<(TorrentId, Arc<Row>, Option<Revision>)>,
    after_torrents: Vec<u8>,
    /// The members of a full update that were left out because they are empty.
    empty: String,
}

impl Board {
    /// Takes in what the session changed.
    fn refresh(&self, source: &impl Source, now: i64) -> MutexGuard<'_, Seen> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let changes = source.changes_since(seen.revision);
        if changes.revision != seen.revision {
            // Read after the changes: settings newer than them do no harm, older ones would be
            // seen too late.
            seen.take_in(&changes, source.preferences(), now);
        }
        seen
    }

    /// The rows of all torrents, in no order.
    pub(super) fn rows(&self, source: &impl Source, now: i64) -> Vec<Arc<Row>> {
        self.refresh(source, now).rows.values().cloned().collect()
    }

    /// The rows of these torrents; unknown ones are left out.
    pub(super) fn rows_of(
        &self,
        source: &impl Source,
        now: i64,
        ids: &[TorrentId],
    ) -> Vec<Arc<Row>> {
        let seen = self.refresh(source, now);
        let ids: BTreeSet<&TorrentId> = ids.iter().collect();
        ids.into_iter().filter_map(|id| seen.rows.get(id).cloned()).collect()
    }

    /// The answer to `sync/maindata?rid=` for the web session at `cursor`.
    pub(super) fn maindata(
        &self,
        source: &impl Source,
        now: i64,
        dialect: Dialect,
        cursor: &mut MaindataCursor,
        rid: i64,
    ) -> Vec<u8> {
        let asked = cursor.accept(rid);
        let seen = self.refresh(source, now);
        let since = asked.filter(|since| seen.remembers(*since));
        let rid = cursor.send(seen.revision);
        let answer = seen.answer(rid, since);
        drop(seen);
        answer.write(now, dialect)
    }
}

impl Seen {
    fn take_in(&mut self, changes: &Changes, preferences: ServerPreferences, now: i64) {
        let revision = changes.revision;
        self.take_in_server(&changes.server.1, preferences, revision);
        if changes.categories.0 > self.revision || changes.full {
            self.take_in_categories(&changes.categories.1, revision);
        }
        if changes.tags.0 > self.revision || changes.full {
            self.take_in_tags(&changes.tags.1, revision);
        }
        if changes.full {
            let listed: BTreeSet<TorrentId> = changes.torrents.iter().map(|t| t.id).collect();
            let gone: Vec<TorrentId> =
                self.rows.keys().filter(|id| !listed.contains(id)).copied().collect();
            for id in gone {
                self.remove_row(id, revision);
            }
        }
        for id in &changes.removed {
            self.remove_row(*id, revision);
        }
        for status in &changes.torrents {
            let id = status.id;
            let old = self.rows.get(&id).cloned();
            let (row, visible) = match &old {
                Some(old) => old.after(Arc::clone(status), now, revision),
                None => (Row::new(Arc::clone(status), now, revision), true),
            };
            let row = Arc::new(row);
            self.take_in_trackers(id, old.as_deref(), Some(&row), revision);
            if visible {
                self.torrents.touch(&id, revision);
            }
            self.rows.insert(id, row);
        }
        self.revision = revision;
    }

    fn remove_row(&mut self, id: TorrentId, revision: Revision) {
        if let Some(old) = self.rows.remove(&id) {
            self.take_in_trackers(id, Some(&old), None, revision);
            self.torrents.remove(&id, revision);
        }
    }

    fn take_in_server(
        &mut self,
        server: &ServerStatus,
        preferences: ServerPreferences,
        revision: Revision,
    ) {
        let mut next = Fields::of(&model::ServerState::of(server, preferences), revision);
        if let Some(old) = &self.server {
            next.inherit(old, |_| false);
        }
        self.server = Some(next);
    }

    fn take_in_categories(&mut self, categories: &BTreeMap<String, Category>, revision: Revision) {
        let gone: Vec<String> = self
            .category_fields
            .keys()
            .filter(|name| !categories.contains_key(*name))
            .cloned()
            .collect();
        for name in gone {
            self.category_fields.remove(&name);
            self.categories.remove(&name, revision);
        }
        for (name, category) in categories {
            let mut next = Fields::of(&model::Category::of(name, category), revision);
            let changed = match self.category_fields.get(name) {
                Some(old) => next.inherit(old, |_| false),
                None => true,
            };
            if changed {
                self.categories.touch(name, revision);
            }
            self.category_fields.insert(name.clone(), next);
        }
    }

    fn take_in_tags(&mut self, tags: &BTreeSet<String>, revision: Revision) {
        let gone: Vec<String> =
            self.tags.keys().filter(|tag| !tags.contains(*tag)).cloned().collect();
        for tag in gone {
            self.tags.remove(&tag, revision);
        }
        for tag in tags {
            if !self.tags.contains(tag) {
                self.tags.touch(tag, revision);
            }
        }
    }

    /// Keeps the map from tracker to torrents.
    fn take_in_trackers(
        &mut self,
        id: TorrentId,
        old: Option<&Row>,
        new: Option<&Row>,
        revision: Revision,
    ) {
        let (old, new) = (tracker_urls(old), tracker_urls(new));
        for url in old.difference(&new) {
            let Some(ids) = self.tracker_ids.get_mut(*url) else { continue };
            ids.remove(&id);
            if ids.is_empty() {
                self.tracker_ids.remove(*url);
                self.trackers.remove(&(*url).to_owned(), revision);
            } else {
                self.trackers.touch(&(*url).to_owned(), revision);
            }
        }
        for url in new.difference(&old) {
            self.tracker_ids.entry((*url).to_owned()).or_default().insert(id);
            self.trackers.touch(&(*url).to_owned(), revision);
        }
    }

    /// True when no removal after `since` has been forgotten.
    fn remembers(&self, since: Revision) -> bool {
        self.torrents.remembers(since)
            && self.categories.remembers(since)
            && self.tags.remembers(since)
            && self.trackers.remembers(since)
    }

    /// What a client that knows the state at `since` must learn; everything for `None`. Members go
    /// out in the order of their names.
    fn answer(&self, rid: u32, since: Option<Revision>) -> Answer {
        let full = since.is_none();
        let from = since.unwrap_or(0);
        // The first member is closed off by `write`, which knows whether there is one before.
        let mut before = Vec::new();
        self.write_categories(&mut before, full, from);
        if full {
            before.extend_from_slice(b",\"full_update\":true");
        }
        before.extend_from_slice(format!(",\"rid\":{rid}").as_bytes());
        if let Some(server) = &self.server {
            section(&mut before, "server_state", |out| {
                server.write_since(out, model::ServerState::KEYS, from)
            });
        }
        let tags = self.tags.changed_since(from).map(|(tag, _)| tag);
        write_texts(&mut before, "tags", tags.collect());
        if !full {
            write_texts(&mut before, "tags_removed", self.tags.removed_since(from).collect());
        }
        let mut rows: Vec<_> = self
            .torrents
            .changed_since(from)
            .filter_map(|(id, new)| {
                let row = Arc::clone(self.rows.get(id)?);
                Some((*id, row, (!new).then_some(from)))
            })
            .collect();
        rows.sort_unstable_by_key(|(id, _, _)| *id);
        let mut after = Vec::new();
        if !full {
            let ids: Vec<String> =
                self.torrents.removed_since(from).map(ToString::to_string).collect();
            write_texts(&mut after, "torrents_removed", ids.iter().collect());
        }
        self.write_trackers(&mut after, full, from);
        let members = [
            (self.category_fields.is_empty(), ",\"categories\":{}"),
            (self.tags.is_empty(), ",\"tags\":[]"),
            (self.rows.is_empty(), ",\"torrents\":{}"),
            (self.tracker_ids.is_empty(), ",\"trackers\":{}"),
        ];
        let empty = members.iter().filter(|(is_empty, _)| *is_empty).map(|(_, text)| *text);
        let empty = empty.collect();
        Answer { rid, full, before_torrents: before, rows, after_torrents: after, empty }
    }

    fn write_categories(&self, out: &mut Vec<u8>, full: bool, from: Revision) {
        let mut changed: Vec<_> = self.categories.changed_since(from).collect();
        changed.sort_unstable();
        section(out, "categories", |out| {
            let mut object = Object::new();
            for (name, new) in changed {
                if let Some(fields) = self.category_fields.get(name) {
                    let since = if new { 0 } else { from };
                    let mut members = Vec::new();
                    if fields.write_since(&mut members, model::Category::KEYS, since) {
                        object.text_member(out, name).extend_from_slice(&members);
                    }
                }
            }
            object.end_if_any(out)
        });
        if !full {
            write_texts(out, "categories_removed", self.categories.removed_since(from).collect());
        }
    }

    fn write_trackers(&self, out: &mut Vec<u8>, full: bool, from: Revision) {
        let mut changed: Vec<&String> =
            self.trackers.changed_since(from).map(|(url, _)| url).collect();
        changed.sort_unstable();
        section(out, "trackers", |out| {
            let mut object = Object::new();
            for url in changed {
                let ids = self.tracker_ids.get(url).into_iter().flatten();
                let list: Vec<String> = ids.map(|id| format!("\"{id}\"")).collect();
                let value = object.text_member(out, url);
                value.extend_from_slice(format!("[{}]", list.join(",")).as_bytes());
            }
            object.end_if_any(out)
        });
        if !full {
            write_texts(out, "trackers_removed", self.trackers.removed_since(from).collect());
        }
    }
}

impl Answer {
    fn write(self, now: i64, dialect: Dialect) -> Vec<u8> {
        tracing::trace!(rid = self.rid, full = self.full, rows = self.rows.len(), "maindata");
        let mut out = self.before_torrents;
        out.reserve(self.rows.len().saturating_mul(if self.full { 2600 } else { 200 }));
        section(&mut out, "torrents", |out| {
            let mut object = Object::new();
            let mut members = Vec::with_capacity(2600);
            for (id, row, since) in &self.rows {
                members.clear();
                if row.write_sync(&mut members, now, dialect, *since) {
                    object.member(out, &id.to_string()).extend_from_slice(&members);
                }
            }
            object.end_if_any(out)
        });
        out.extend_from_slice(&self.after_torrents);
        if self.full && dialect.sends_empty_members() {
            out.extend_from_slice(self.empty.as_bytes());
        }
        // Every section began with a comma; the first one opens the object.
        if let Some(first) = out.first_mut() {
            *first = b'{';
        }
        out.push(b'}');
        out
    }
}

/// Writes `,"name":` and what `write` writes, or nothing when that is nothing.
fn section(out: &mut Vec<u8>, name: &str, write: impl FnOnce(&mut Vec<u8>) -> bool) {
    let before = out.len();
    out.extend_from_slice(b",\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
    if !write(out) {
        out.truncate(before);
    }
}

/// Writes a sorted list of texts as a section; nothing for none.
fn write_texts(out: &mut Vec<u8>, name: &str, mut texts: Vec<&String>) {
    texts.sort_unstable_by(|a, b| natural_cmp(a, b));
    section(out, name, |out| {
        for (index, text) in texts.iter().enumerate() {
            out.push(if index == 0 { b'[' } else { b',' });
            write_text(out, text);
        }
        if !texts.is_empty() {
            out.push(b']');
        }
        !texts.is_empty()
    });
}

fn tracker_urls(row: Option<&Row>) -> BTreeSet<&str> {
    row.into_iter().flat_map(|row| row.status().trackers.iter()).map(|t| t.url.as_str()).collect()
}

#[cfg(test)]
#[path = "board_tests.rs"]
mod tests;

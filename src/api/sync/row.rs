//! A torrent's row: written once per change, used for every client's answer.
//!
//! Members that follow the clock are slots: their text is made when the row is written, with the
//! time of that moment, so that `torrents/info` is always current; the passing of time alone is no
//! change (design §4). A delta brings a slot when it runs, or when it stood still at another value
//! before. The word for the state is a slot, too: it depends on the dialect.

use std::sync::{Arc, LazyLock};

use super::fields::{Fields, Object};
use crate::api::dialect::Dialect;
use crate::api::model::derived;
use crate::api::{json, model};
use crate::session::{Revision, TorrentStatus};

/// What a member of the row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// As written at the last change.
    Plain,
    /// Only in `torrents/info`.
    InfoOnly,
    /// Only in `sync/maindata`.
    SyncOnly,
    State,
    Eta,
    LastActivity,
    Popularity,
    SeedingTime,
    TimeActive,
}

impl Kind {
    fn of(key: &str) -> Self {
        match key {
            "hash" => Self::InfoOnly,
            "has_other_announce_error" | "has_tracker_error" | "has_tracker_warning" => {
                Self::SyncOnly
            }
            "state" => Self::State,
            "eta" => Self::Eta,
            "last_activity" => Self::LastActivity,
            "popularity" => Self::Popularity,
            "seeding_time" => Self::SeedingTime,
            "time_active" => Self::TimeActive,
            _ => Self::Plain,
        }
    }

    const fn is_clock(self) -> bool {
        !matches!(self, Self::Plain | Self::InfoOnly | Self::SyncOnly | Self::State)
    }
}

static KINDS: LazyLock<Vec<Kind>> =
    LazyLock::new(|| model::Torrent::KEYS.iter().map(|key| Kind::of(key)).collect());

/// Names and kinds of all members in the order of a row.
fn members() -> impl Iterator<Item = (usize, &'static str, Kind)> {
    let kinds = KINDS.iter().copied();
    model::Torrent::KEYS
        .iter()
        .zip(kinds)
        .enumerate()
        .map(|(index, (key, kind))| (index, *key, kind))
}

/// True when the member changes by the clock alone.
fn runs(kind: Kind, status: &TorrentStatus) -> bool {
    match kind {
        Kind::Eta => derived::eta_follows_clock(status),
        Kind::LastActivity => derived::is_active(status),
        Kind::Popularity => {
            status.active_time.running_since.is_some()
                && status.ratio().is_some_and(|ratio| ratio > 0.0)
        }
        Kind::SeedingTime => status.seeding_time.running_since.is_some(),
        Kind::TimeActive => status.active_time.running_since.is_some(),
        Kind::Plain | Kind::InfoOnly | Kind::SyncOnly | Kind::State => false,
    }
}

/// One value of a row, to sort by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SortValue {
    /// Numbers and switches.
    Number(f64),
    /// Compared by UTF-16 code units.
    Text(Vec<u16>),
    /// Null and lists: no order.
    None,
}

/// A torrent as it is written.
#[derive(Debug)]
pub(crate) struct Row {
    status: Arc<TorrentStatus>,
    fields: Fields,
}

impl Row {
    /// The row of a torrent that was not known before.
    pub(super) fn new(status: Arc<TorrentStatus>, now: i64, revision: Revision) -> Self {
        let fields = Fields::of(&model::Torrent::of(&status, now), revision);
        Self { status, fields }
    }

    /// The row after a change of the torrent; true when a client can see that.
    pub(super) fn after(
        &self,
        status: Arc<TorrentStatus>,
        now: i64,
        revision: Revision,
    ) -> (Self, bool) {
        let mut next = Self::new(status, now, revision);
        let is_clock = |index: usize| KINDS.get(index).is_some_and(|kind| kind.is_clock());
        let mut changed = next.fields.inherit(&self.fields, is_clock);
        for (index, _, kind) in members().filter(|(_, _, kind)| kind.is_clock()) {
            // Compared at one time, so that only what happened to the torrent counts. What ran
            // until now was last sent with an older time.
            let same = clock_value(kind, &self.status, now) == clock_value(kind, &next.status, now);
            let ran = runs(kind, &self.status);
            if !same || (ran && !runs(kind, &next.status)) {
                next.fields.touch(index, revision);
                changed = true;
            }
        }
        (next, changed)
    }

    /// The torrent.
    pub(crate) fn status(&self) -> &Arc<TorrentStatus> {
        &self.status
    }

    /// Writes the object of `torrents/info`; `extra` members (`files`, `trackers`) are finished
    /// JSON and go to their place in the order of names.
    pub(crate) fn write_info(
        &self,
        out: &mut Vec<u8>,
        now: i64,
        dialect: Dialect,
        extra: &[(&str, Vec<u8>)],
    ) {
        let mut extra = extra.iter().peekable();
        let mut object = Object::new();
        for (index, key, kind) in members().filter(|(_, _, kind)| *kind != Kind::SyncOnly) {
            while let Some((name, value)) = extra.next_if(|(name, _)| *name < key) {
                object.member(out, name).extend_from_slice(value);
            }
            self.write_value(object.member(out, key), index, kind, now, dialect);
        }
        object.end(out);
    }

    /// Writes the object of `sync/maindata`: all of it, or what changed after `since`. True when
    /// there was something to write.
    pub(super) fn write_sync(
        &self,
        out: &mut Vec<u8>,
        now: i64,
        dialect: Dialect,
        since: Option<Revision>,
    ) -> bool {
        let mut object = Object::new();
        for (index, key, kind) in members().filter(|(_, _, kind)| *kind != Kind::InfoOnly) {
            let wanted = since.is_none_or(|since| self.fields.revision(index) > since)
                || runs(kind, &self.status);
            if wanted {
                self.write_value(object.member(out, key), index, kind, now, dialect);
            }
        }
        object.end_if_any(out)
    }

    /// The value of a member to sort by; `None` for a name that no row has.
    pub(crate) fn sort_value(&self, key: &str, now: i64, dialect: Dialect) -> Option<SortValue> {
        let (index, _, kind) =
            members().find(|(_, name, kind)| *name == key && *kind != Kind::SyncOnly)?;
        let mut text = Vec::new();
        self.write_value(&mut text, index, kind, now, dialect);
        Some(match serde_json::from_slice(&text) {
            Ok(serde_json::Value::Bool(value)) => SortValue::Number(f64::from(u8::from(value))),
            Ok(serde_json::Value::Number(value)) => {
                value.as_f64().map_or(SortValue::None, SortValue::Number)
            }
            Ok(serde_json::Value::String(value)) => SortValue::Text(value.encode_utf16().collect()),
            _ => SortValue::None,
        })
    }

    fn write_value(&self, out: &mut Vec<u8>, index: usize, kind: Kind, now: i64, dialect: Dialect) {
        match clock_value(kind, &self.status, now) {
            Some(Clocked::Whole(value)) => {
                out.extend_from_slice(value.to_string().as_bytes());
            }
            Some(Clocked::Ratio(value)) => {
                out.extend_from_slice(&json::to_vec(&value).unwrap_or_else(|_| b"null".to_vec()));
            }
            None if kind == Kind::State => {
                let word = model::TorrentState::of(&self.status).as_str();
                out.push(b'"');
                out.extend_from_slice(dialect.state(word).as_bytes());
                out.push(b'"');
            }
            None => out.extend_from_slice(self.fields.value(index).as_bytes()),
        }
    }
}

/// A value that follows the clock.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Clocked {
    Whole(i64),
    Ratio(f64),
}

fn clock_value(kind: Kind, status: &TorrentStatus, now: i64) -> Option<Clocked> {
    match kind {
        Kind::Eta => Some(Clocked::Whole(derived::eta(status, now))),
        Kind::LastActivity => Some(Clocked::Whole(derived::last_activity(status, now))),
        Kind::Popularity => {
            Some(Clocked::Ratio(derived::popularity(status, now).unwrap_or(f64::INFINITY)))
        }
        Kind::SeedingTime => Some(Clocked::Whole(derived::seeding_time(status, now))),
        Kind::TimeActive => Some(Clocked::Whole(derived::time_active(status, now))),
        Kind::Plain | Kind::InfoOnly | Kind::SyncOnly | Kind::State => None,
    }
}

#[cfg(test)]
#[path = "row_tests.rs"]
mod tests;

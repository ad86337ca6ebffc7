//! From what a client sends to the changes it makes: conversion, bounds, settings that act on
//! each other. Sources: the recorded sets in `fixtures/qbittorrent/5.3.0` and qBittorrent's
//! behaviour since 5.2.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use super::key::Key;
use super::libtorrent::{Own, SettingValue};
use super::net::{Network, parse_address};
use super::password::hash_password;
use super::row::{Default, IntRule, Kind, Row, TextRule};
use super::value::{
    Value, clean_path, to_bool, to_folders, to_int, to_long, to_number, to_text, wrap_signed,
};
use super::{SettingsPack, older, table};

/// The only values that are ever refused; the texts are qBittorrent's, which clients show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Fewer than 3 characters.
    #[error("WebUI username must be at least 3 characters long")]
    UserNameTooShort,
    /// A colon could not be told from the separator in a Basic header.
    #[error("WebUI username cannot contain a colon")]
    UserNameWithColon,
    /// Fewer than 6 characters.
    #[error("WebUI password must be at least 6 characters long")]
    PasswordTooShort,
}

/// Changes of settings, converted and within bounds, not yet applied.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SettingsPatch {
    pub(super) changes: BTreeMap<Key, Value>,
    /// Back to their defaults.
    pub(super) resets: BTreeSet<Key>,
    /// Under libtorrent's names alone; none is back to the default.
    pub(super) own: BTreeMap<Own, Option<SettingValue>>,
}

impl SettingsPatch {
    /// Reads the object of `app/setPreferences`. Older names are read as what they stand for,
    /// unknown ones are ignored, and what is set to the value it has is no change. Unlike in
    /// qBittorrent, an error changes nothing at all.
    ///
    /// Hashes a password if there is one, which takes some ten milliseconds.
    ///
    /// # Errors
    /// See [`SettingsError`].
    pub fn parse(sent: &Map<String, Json>, current: &SettingsPack) -> Result<Self, SettingsError> {
        let sent = older::translate(sent, current);
        let mut draft = Draft { sent: &sent, current, changes: BTreeMap::new() };
        // In the order of the table, so that a relative path sees the save path set beside it.
        for row in table::rows() {
            if let Some(json) = draft.sent(row.key) {
                draft.take(row, json)?;
            }
        }
        let mut changes = draft.changes;
        changes.retain(|key, value| current.would_change(*key, value));
        Ok(Self { changes, ..Self::default() })
    }

    /// Changes that the server itself makes, as of the API key; nothing is checked.
    pub fn by_server(changes: impl IntoIterator<Item = (Key, Value)>) -> Self {
        Self { changes: changes.into_iter().collect(), ..Self::default() }
    }

    /// Adds a change that follows from another one.
    pub fn also(&mut self, key: Key, value: Value) {
        self.changes.insert(key, value);
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.resets.is_empty() && self.own.is_empty()
    }

    /// Takes a setting without a preference back to its default.
    pub fn back_to_default(&mut self, own: Own) {
        self.own.insert(own, None);
    }

    /// Both in one, all or nothing; where they meet, `other` counts.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.changes.retain(|key, _| !other.resets.contains(key));
        self.resets.retain(|key| !other.changes.contains_key(key));
        self.changes.extend(other.changes);
        self.resets.extend(other.resets);
        self.own.extend(other.own);
        self
    }

    /// The preferences that change.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.changes.keys().chain(&self.resets).copied()
    }

    /// The new value of a setting, if it changes.
    pub fn get(&self, key: Key) -> Option<&Value> {
        self.changes.get(&key)
    }

    /// What is to be stored: wire name and value. The password's value is its hash.
    pub fn changes(&self) -> Vec<(Key, Json)> {
        self.changes.iter().map(|(key, value)| (*key, value.to_json())).collect()
    }
}

impl SettingsPatch {
    /// All that is to be stored: name and value, or none for what is to be removed.
    pub fn rows(&self) -> Vec<(String, Option<Json>)> {
        let changes = self.changes.iter().map(|(key, value)| (*key, Some(value.to_json())));
        let resets = self.resets.iter().map(|key| (*key, None));
        let own = self.own.iter();
        let own = own.map(|(own, value)| (own.stored(), value.as_ref().map(SettingValue::to_json)));
        changes.chain(resets).map(|(key, json)| (key.wire().to_owned(), json)).chain(own).collect()
    }
}

struct Draft<'a> {
    sent: &'a Map<String, Json>,
    current: &'a SettingsPack,
    changes: BTreeMap<Key, Value>,
}

impl<'a> Draft<'a> {
    fn sent(&self, key: Key) -> Option<&'a Json> {
        self.sent.get(key.wire())
    }

    fn put(&mut self, key: Key, value: Value) {
        self.changes.insert(key, value);
    }

    fn take(&mut self, row: &Row, json: &Json) -> Result<(), SettingsError> {
        let key = row.key;
        match row.kind {
            Kind::Derived => self.take_derived(key, to_bool(json)),
            Kind::Bool | Kind::Long | Kind::Port => self.put(key, Value::from_json(row.kind, json)),
            Kind::Real if self.limit_is_off(key) => {}
            Kind::Real => {
                if let Value::Real(number) = Value::from_json(row.kind, json) {
                    self.put(key, Value::Real(if number < 0.0 { -1.0 } else { number }));
                }
            }
            Kind::Int(IntRule::Clock) => self.take_clock(key),
            Kind::Int(_) if self.limit_is_off(key) => {}
            Kind::Int(IntRule::NumberAtLeast(_)) if to_number(json).is_none() => {}
            Kind::Int(rule) => {
                if let Some(number) = bounded(rule, to_int(json)) {
                    self.put(key, Value::Int(number));
                }
            }
            Kind::Text(rule) => {
                if let Some(text) = self.text(row, rule, to_text(json))? {
                    self.put(key, Value::Text(text));
                }
            }
            Kind::Folders => {
                let folders = to_folders(json, self.current.watched_folders());
                self.put(key, Value::Folders(folders));
            }
            Kind::Password => {
                let password = to_text(json);
                if password.chars().count() < 6 {
                    return Err(SettingsError::PasswordTooShort);
                }
                self.put(key, Value::Text(hash_password(&password)));
            }
        }
        Ok(())
    }

    /// `true` alone never sets a limit, and `random_port` can only be switched on.
    fn take_derived(&mut self, key: Key, flag: bool) {
        match (key, flag) {
            (Key::RandomPort, true) => self.put(Key::ListenPort, Value::Int(0)),
            (Key::MaxRatioEnabled, false) => self.put(Key::MaxRatio, Value::Real(-1.0)),
            (Key::MaxSeedingTimeEnabled, false) => self.put(Key::MaxSeedingTime, Value::Int(-1)),
            (Key::MaxInactiveSeedingTimeEnabled, false) => {
                self.put(Key::MaxInactiveSeedingTime, Value::Int(-1));
            }
            _ => {}
        }
    }

    /// Whether the same request switches this limit off, so that its value does not count.
    fn limit_is_off(&self, key: Key) -> bool {
        let switch = match key {
            Key::MaxRatio => Key::MaxRatioEnabled,
            Key::MaxSeedingTime => Key::MaxSeedingTimeEnabled,
            Key::MaxInactiveSeedingTime => Key::MaxInactiveSeedingTimeEnabled,
            _ => return false,
        };
        self.sent(switch).is_some_and(|json| !to_bool(json))
    }

    /// Sets both halves of a time when its hour is met; a half alone is ignored.
    fn take_clock(&mut self, key: Key) {
        let (hour_key, minute_key) = match key {
            Key::ScheduleFromHour => (Key::ScheduleFromHour, Key::ScheduleFromMin),
            Key::ScheduleToHour => (Key::ScheduleToHour, Key::ScheduleToMin),
            _ => return,
        };
        let (Some(hour), Some(minute)) = (self.sent(hour_key), self.sent(minute_key)) else {
            return;
        };
        let (hour, minute) = (to_int(hour), to_int(minute));
        let valid = (0..24).contains(&hour) && (0..60).contains(&minute);
        let (hour, minute) = if valid { (hour, minute) } else { (-1, -1) };
        self.put(hour_key, Value::Int(hour));
        self.put(minute_key, Value::Int(minute));
    }

    /// None where a client has no say.
    fn text(
        &self,
        row: &Row,
        rule: TextRule,
        text: String,
    ) -> Result<Option<String>, SettingsError> {
        Ok(Some(match rule {
            TextRule::Trimmed => text.trim().to_owned(),
            TextRule::DefaultIfEmpty if text.is_empty() => {
                self.current.default_text(row.key).to_owned()
            }
            TextRule::OneOf { values, otherwise } => {
                if values.contains(&text.as_str()) {
                    text
                } else {
                    otherwise.to_owned()
                }
            }
            TextRule::Address => parse_address(&text).map(|a| a.to_string()).unwrap_or_default(),
            TextRule::Addresses => {
                let set: BTreeSet<String> =
                    text.lines().filter_map(parse_address).map(|a| a.to_string()).collect();
                set.into_iter().collect::<Vec<_>>().join("\n")
            }
            TextRule::Networks => text
                .split(['\n', ','])
                .filter_map(Network::parse)
                .map(|network| network.to_string())
                .collect::<Vec<_>>()
                .join("\n"),
            TextRule::SavePath => below(self.current.default_text(Key::SavePath), &text),
            TextRule::TempPath => {
                let save_path = match self.changes.get(&Key::SavePath) {
                    Some(Value::Text(path)) => path,
                    _ => self.current.text(Key::SavePath),
                };
                below(&format!("{save_path}/temp"), &text)
            }
            TextRule::UserName if text.chars().count() < 3 => {
                return Err(SettingsError::UserNameTooShort);
            }
            TextRule::UserName if text.contains(':') => {
                return Err(SettingsError::UserNameWithColon);
            }
            TextRule::Any | TextRule::DefaultIfEmpty | TextRule::UserName => text,
            TextRule::ServerOnly => return Ok(None),
        }))
    }
}

/// An absolute path as it is, a relative one below `base`.
fn below(base: &str, text: &str) -> String {
    if text.starts_with('/') { clean_path(text) } else { clean_path(&format!("{base}/{text}")) }
}

/// None where the value is ignored.
fn bounded(rule: IntRule, number: i64) -> Option<i64> {
    Some(match rule {
        IntRule::Any | IntRule::Clock => number,
        IntRule::AtLeast(min) | IntRule::NumberAtLeast(min) => number.max(min),
        IntRule::AtMost(max) => number.min(max),
        IntRule::Within(min, max) => number.clamp(min, max),
        IntRule::OneOf { first, last, otherwise } => {
            if (first..=last).contains(&number) {
                number
            } else {
                otherwise
            }
        }
        IntRule::InsideOrKept(min, max) => {
            return (min..=max).contains(&number).then_some(number);
        }
        IntRule::PositiveOrMinusOne => {
            if number <= 0 {
                -1
            } else {
                number
            }
        }
        IntRule::Rate => match number {
            ..=0 => 0,
            1..1024 => 1024,
            _ => number.saturating_sub(number.rem_euclid(1024)),
        },
        IntRule::LogSize => {
            wrap_signed(number.saturating_mul(1024)).clamp(1024, 1_048_576_000).div_euclid(1024)
        }
    })
}

/// A stored or fixed value brought to the type and bounds of its row; none where it has none.
pub(super) fn restored(row: &Row, json: &Json) -> Option<Value> {
    match row.kind {
        Kind::Derived => None,
        Kind::Int(rule) => bounded(rule, to_int(json)).map(Value::Int),
        Kind::Long => Some(Value::Int(to_long(json))),
        kind => Some(Value::from_json(kind, json)),
    }
}

/// Whether the type of `value` is the one that the row has.
pub(super) fn fits(row: &Row, value: &Value) -> bool {
    match row.default {
        Default::Bool(_) => matches!(value, Value::Bool(_)) && row.kind != Kind::Derived,
        Default::Int(_) | Default::ListenPort | Default::SslListenPort => {
            matches!(value, Value::Int(_))
        }
        Default::Real(_) => matches!(value, Value::Real(_)),
        Default::NoFolders => matches!(value, Value::Folders(_)),
        Default::Text(_)
        | Default::SavePath
        | Default::TempPath
        | Default::LogPath
        | Default::Locale => matches!(value, Value::Text(_)),
    }
}

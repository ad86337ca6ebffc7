//! The settings: every preference of qBittorrent 5.3.0, typed, with its rules in one table.
//!
//! A [`SettingsPack`] holds what was set; a getter answers that or the default. What a client
//! sends becomes a [`SettingsPatch`] by conversion and bounds, is stored by the caller (whom this
//! module does not know), and is then applied. Values from the command line or the environment
//! are *fixed*: they hold for this run, are never stored, and win over what is stored.
//!
//! A plain value type: no threads, no I/O. Only [`SettingsPatch::parse`] with a password and the
//! two functions of `password` are slow enough to stay off an async worker. The size of texts is
//! bounded by the size of a request.
//!
//! libtorrent's names for the same, and its settings without a preference, are in [`libtorrent`].
//!
//! Deliberately absent: the effects. Each part of the session reads the keys it honours.

mod checked;
mod key;
pub mod libtorrent;
mod net;
mod older;
mod password;
mod row;
mod table;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value as Json};

use super::reasons::Remark;

pub use checked::{SettingsError, SettingsPatch};
pub use key::Key;
pub use net::{Network, parse_address};
pub use older::{OLDER_NAMES, OlderName, Release, shown_by};
pub use password::{hash_password, verify_password};
pub(in crate::session) use row::NEEDS_FEEDS;
pub use row::{Access, Class, Default, IntRule, Kind, Page, Range, Row, TextRule, When};
pub use table::{row, rows};
pub use value::{Folders, Value, WatchedFolder};

/// Defaults that depend on the machine or the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defaults {
    /// Absolute directory of finished files.
    pub save_path: String,
    /// Absolute directory of incomplete files.
    pub temp_path: String,
    /// Directory of the log file; relative to the profile.
    pub log_path: String,
    /// Language, e.g. `en`.
    pub locale: String,
    /// Port of the node, drawn once per profile.
    pub listen_port: u16,
    /// A port that is only returned.
    pub ssl_listen_port: u16,
}

/// A value that holds for this run.
#[derive(Debug, Clone, PartialEq)]
pub struct Fixed {
    /// The value.
    pub value: Value,
    /// Where it comes from, for the user.
    pub reason: Remark,
}

/// All settings: what was set, what is fixed, and the defaults of the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingsPack {
    set: BTreeMap<Key, Value>,
    fixed: BTreeMap<Key, Fixed>,
    /// What was set under libtorrent's names alone.
    own: BTreeMap<libtorrent::Own, libtorrent::SettingValue>,
    defaults: Defaults,
}

impl SettingsPack {
    /// Nothing is set.
    pub fn new(defaults: Defaults) -> Self {
        Self { set: BTreeMap::new(), fixed: BTreeMap::new(), own: BTreeMap::new(), defaults }
    }

    /// Takes stored values (wire name → value) over; unknown names are left out, values are
    /// brought into bounds.
    pub fn load(stored: &BTreeMap<String, Json>, defaults: Defaults) -> Self {
        let mut pack = Self::new(defaults);
        for (name, json) in stored {
            let Some(key) = Key::from_wire(name) else {
                if let Some((own, value)) = libtorrent::Own::restored(name, json) {
                    pack.own.insert(own, value);
                    continue;
                }
                tracing::debug!(name, "a stored setting is unknown here");
                continue;
            };
            if let Some(value) = checked::restored(row(key), json) {
                pack.set.insert(key, value);
            }
        }
        pack
    }

    /// Fixes a value for this run; a value of the wrong type is left out with a warning.
    pub fn fix(&mut self, key: Key, value: Value, reason: impl Into<Remark>) {
        if checked::fits(row(key), &value) {
            self.fixed.insert(key, Fixed { value, reason: reason.into() });
        } else {
            debug_assert!(false, "{} fixed to a value of another type", key.wire());
            tracing::warn!(key = key.wire(), "a fixed setting has the wrong type");
        }
    }

    /// The fixed value of a setting and its reason.
    pub fn fixed(&self, key: Key) -> Option<&Fixed> {
        self.fixed.get(&key)
    }

    /// Whether a setting was set (and is not at its default for lack of a value).
    pub fn is_set(&self, key: Key) -> bool {
        self.set.contains_key(&key)
    }

    /// Applies a patch; the answer is the settings whose effective value changed.
    pub fn apply(&mut self, patch: &SettingsPatch) -> Vec<Key> {
        let mut changed = Vec::new();
        for (key, value) in &patch.changes {
            if !checked::fits(row(*key), value) {
                debug_assert!(false, "{} set to a value of another type", key.wire());
                continue;
            }
            if !self.fixed.contains_key(key) && self.effective(*key) != *value {
                changed.push(*key);
            }
            self.set.insert(*key, value.clone());
        }
        for key in &patch.resets {
            let before = self.effective(*key);
            self.set.remove(key);
            if self.effective(*key) != before {
                changed.push(*key);
            }
        }
        for (own, value) in &patch.own {
            match value {
                Some(value) => drop(self.own.insert(*own, value.clone())),
                None => drop(self.own.remove(own)),
            }
        }
        changed
    }

    /// A flag. Derived ones follow the setting behind them, and `dht` is always true: discovery
    /// by Codex is always on, and clients refuse magnets otherwise.
    pub fn bool(&self, key: Key) -> bool {
        match key {
            Key::Dht => true,
            Key::RandomPort => self.int(Key::ListenPort) == 0,
            Key::MaxRatioEnabled => self.float(Key::MaxRatio) >= 0.0,
            Key::MaxSeedingTimeEnabled => self.int(Key::MaxSeedingTime) >= 0,
            Key::MaxInactiveSeedingTimeEnabled => self.int(Key::MaxInactiveSeedingTime) >= 0,
            _ => match (self.own(key), row(key).default) {
                (Some(Value::Bool(flag)), _) => *flag,
                (None, Default::Bool(flag)) => flag,
                _ => misused(key, "a flag"),
            },
        }
    }

    /// A number, in the unit of its row.
    pub fn int(&self, key: Key) -> i64 {
        match (self.own(key), row(key).default) {
            (Some(Value::Int(number)), _) => *number,
            (None, Default::Int(number)) => number,
            (None, Default::ListenPort) => i64::from(self.defaults.listen_port),
            (None, Default::SslListenPort) => i64::from(self.defaults.ssl_listen_port),
            _ => misused(key, "a number"),
        }
    }

    /// A fraction.
    pub fn float(&self, key: Key) -> f64 {
        match (self.own(key), row(key).default) {
            (Some(Value::Real(number)), _) => *number,
            (None, Default::Real(number)) => number,
            _ => misused(key, "a fraction"),
        }
    }

    /// A text. That of [`Key::WebUiPassword`] is the hash, empty while there is none.
    pub fn text(&self, key: Key) -> &str {
        match self.own(key) {
            Some(Value::Text(text)) => text,
            Some(_) => misused(key, "a text"),
            None => self.default_text(key),
        }
    }

    /// The entries of a text that holds one per line; empty ones are left out.
    pub fn lines(&self, key: Key) -> impl Iterator<Item = &str> {
        self.text(key).lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// The watched folders.
    pub fn watched_folders(&self) -> &Folders {
        static NONE: LazyLock<Folders> = LazyLock::new(Folders::new);
        match self.own(Key::ScanDirs) {
            Some(Value::Folders(folders)) => folders,
            _ => &NONE,
        }
    }

    /// Any value in the form in which clients see it.
    pub fn json(&self, key: Key) -> Json {
        self.effective(key).to_json()
    }

    /// The answer of `app/preferences`: every key but the password, sorted by name.
    pub fn to_preferences(&self) -> Map<String, Json> {
        Key::ALL
            .iter()
            .filter(|key| row(**key).access() != Access::WriteOnly)
            .map(|key| (key.wire().to_owned(), self.json(*key)))
            .collect()
    }

    /// What holds while nothing is set.
    pub fn defaults(&self) -> &Defaults {
        &self.defaults
    }

    /// The port that the node was found to listen on; false when it was known.
    pub fn found_port(&mut self, port: u16) -> bool {
        std::mem::replace(&mut self.defaults.listen_port, port) != port
    }

    /// The value that clients see of a setting that was never set.
    pub fn default_json(&self, key: Key) -> Json {
        Self::new(self.defaults.clone()).json(key)
    }

    fn own(&self, key: Key) -> Option<&Value> {
        self.fixed.get(&key).map(|fixed| &fixed.value).or_else(|| self.set.get(&key))
    }

    fn effective(&self, key: Key) -> Value {
        match row(key).kind {
            Kind::Bool | Kind::Derived => Value::Bool(self.bool(key)),
            Kind::Int(_) | Kind::Long | Kind::Port => Value::Int(self.int(key)),
            Kind::Real => Value::Real(self.float(key)),
            Kind::Text(_) | Kind::Password => Value::Text(self.text(key).to_owned()),
            Kind::Folders => Value::Folders(self.watched_folders().clone()),
        }
    }

    /// Whether storing the value would change anything. A page sends back all that it was shown:
    /// the value of a fixed setting must not become the stored one by that.
    fn would_change(&self, key: Key, value: &Value) -> bool {
        if self.fixed.get(&key).is_some_and(|fixed| fixed.value == *value) {
            return false;
        }
        match self.set.get(&key) {
            Some(stored) => stored != value,
            // Always shown as true, so that only what was set can be compared.
            None if key == Key::Dht => *value == Value::Bool(false),
            None => self.fixed.contains_key(&key) || self.effective(key) != *value,
        }
    }

    fn default_text(&self, key: Key) -> &str {
        match row(key).default {
            Default::Text(text) => text,
            Default::SavePath => &self.defaults.save_path,
            Default::TempPath => &self.defaults.temp_path,
            Default::LogPath => &self.defaults.log_path,
            Default::Locale => &self.defaults.locale,
            _ => misused(key, "a text"),
        }
    }
}

/// A mistake in the program, found by every test that reads the key; in production an empty
/// value is better than a stop.
fn misused<T: std::default::Default>(key: Key, read_as: &str) -> T {
    debug_assert!(false, "{} is not {read_as}", key.wire());
    tracing::error!(key = key.wire(), read_as, "a setting was read as another type");
    T::default()
}

#[cfg(test)]
impl SettingsPack {
    /// Defaults, but for these.
    pub(crate) fn with(changes: impl IntoIterator<Item = (Key, Value)>) -> Self {
        let mut pack = libtorrent::default_settings();
        pack.apply(&SettingsPatch::by_server(changes));
        pack
    }
}

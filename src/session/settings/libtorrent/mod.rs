//! libtorrent's `settings_pack`: its names, ids and functions, over [`SettingsPack`].
//!
//! Every one of the 261 names of libtorrent 2.0.13 (and five of 2.1) is known with its id and type
//! and has exactly one [`Answer`]: 31 act, 174 are *engine-only* (they belong to BitTorrent peers,
//! trackers, DHT, I2P, proxies and wire buffers), 13 live and 43 retired ones are *not applicable*
//! (libtorrent's disk layer, and what libtorrent itself only keeps the name of). Setting one that
//! does not act is an error that says why; so is a name that nobody knows.
//!
//! | libtorrent | here |
//! |---|---|
//! | `setting_by_name()`, `name_for_setting()` | [`setting_by_name`], [`name_for_setting`] |
//! | `default_settings()` | [`default_settings`]; libtorrent's own: [`Setting::libtorrent_default`] |
//! | `high_performance_seed()`, `min_memory_usage()` | [`high_performance_seed`], [`min_memory_usage`] |
//! | `generate_fingerprint()` | [`generate_fingerprint`] |
//! | `settings_pack::set_int()`, `get_int()`, `has_val()`, `clear()`, … | the same on [`SettingsPack`] |
//! | `session::get_settings()` | [`Session::settings`](crate::session::Session::settings) |
//! | `session::apply_settings()` | [`Session::apply_settings`](crate::session::Session::apply_settings) with [`SettingsPack::patch_to`] |
//!
//! Of the 31, twenty are a preference of qBittorrent's under another name, often in another unit;
//! setting either sets both. Eleven have no preference and are stored under their own names. Both
//! kinds go through one patch: all of it is durable and acts, or none of it does.
//!
//! # The names that act
//!
//! "Here" is what [`default_settings`] has: the default of this session, which is qBittorrent's
//! where there is a preference. Where libtorrent has another default, that is not taken over: who
//! wants it sets it.
//!
//! | name | unit | libtorrent | here | lives in |
//! |---|---|---|---|---|
//! | `user_agent` |  | libtorrent/2.0.13 | `qcodex/<version>` | its own name |
//! | `announce_ip` |  | (empty) | (empty) | `announce_ip` |
//! | `listen_interfaces` |  | `0.0.0.0:6881,[::]:6881` | `0.0.0.0:8070,[::]:8070` | `listen_port`, `current_interface_address`, `current_network_interface` |
//! | `enable_upnp` |  | true | true | `upnp` |
//! | `enable_natpmp` |  | true | as `enable_upnp` | its own name |
//! | `connections_limit` |  | 200 | 500 | `max_connec` |
//! | `download_rate_limit` | bytes/s | 0 | 0 | `dl_limit` |
//! | `upload_rate_limit` | bytes/s | 0 | 0 | `up_limit` |
//! | `active_downloads` |  | 3 | 3 | `max_active_downloads` |
//! | `active_seeds` |  | 5 | 3 | `max_active_uploads` |
//! | `active_limit` |  | 500 | 5 | `max_active_torrents` |
//! | `active_checking` |  | 1 | 1 | `max_active_checking_torrents` |
//! | `dont_count_slow_torrents` |  | true | false | `dont_count_slow_torrents` |
//! | `inactive_down_rate` | bytes/s | 2048 | 2048 | `slow_torrent_dl_rate_threshold` |
//! | `inactive_up_rate` | bytes/s | 2048 | 2048 | `slow_torrent_ul_rate_threshold` |
//! | `auto_manage_startup` | s | 60 | 60 | `slow_torrent_inactive_timer` |
//! | `auto_manage_interval` | s | 30 | 1 | its own name |
//! | `auto_manage_prefer_seeds` |  | false | false | its own name |
//! | `incoming_starts_queued_torrents` |  | false | false | its own name |
//! | `share_ratio_limit` | % | 200 | -1 | `max_ratio` |
//! | `seed_time_ratio_limit` | % | 700 | -1 | its own name |
//! | `seed_time_limit` | s | 86400 | -1 | `max_seeding_time` |
//! | `max_queued_disk_bytes` | bytes | 1048576 | 1048576 | `disk_queue_size` |
//! | `aio_threads` |  | 10 | 10 | `async_io_threads` |
//! | `hashing_threads` |  | 1 | 1 | `hashing_threads` |
//! | `alert_mask` |  | 1 | -1 (all) | its own name |
//! | `alert_queue_size` | alerts | 2000 | 2000 | its own name |
//! | `tick_interval` | ms | 500 | 1000 | its own name |
//! | `max_metadata_size` | bytes | 31457280 | 67108864 | its own name |
//! | `max_piece_count` | pieces | 2097152 | 2097152 | its own name |
//! | `metadata_token_limit` |  | 2500000 | 10000000 | `bdecode_token_limit` |
//!
//! # Examples
//! ```
//! use qcodex::session::settings::libtorrent::{
//!     PackError, default_settings, name_for_setting, setting_by_name,
//! };
//!
//! let mut pack = default_settings();
//! let seeds = setting_by_name("active_seeds")?;
//! assert_eq!(name_for_setting(seeds), "active_seeds");
//! pack.set_int(seeds, 8)?;
//! assert_eq!(pack.get_int(seeds)?, 8);
//!
//! // Units are libtorrent's: 2 is a ratio of 2 % there.
//! pack.set_int(setting_by_name("share_ratio_limit")?, 200)?;
//! assert_eq!(pack.to_preferences()["max_ratio"], 2);
//!
//! let refused = pack.set_int(setting_by_name("peer_timeout")?, 20);
//! assert!(matches!(refused, Err(PackError::EngineOnly { .. })));
//! assert!(matches!(setting_by_name("no_such_name"), Err(PackError::Unknown(_))));
//! # Ok::<(), PackError>(())
//! ```
//!
//! A plain value type like the rest of the settings: no threads, no I/O. *Deliberately absent:*
//! libtorrent's serialisation of a pack (`save_settings_to_dict`), because nothing here reads it.

mod answer;
mod effect;
mod fingerprint;
mod names;
mod own;
mod presets;
#[cfg(test)]
mod tests;
mod values;

pub use answer::{Answer, Area, Why};
pub use effect::Effect;
pub use fingerprint::{FingerprintError, generate_fingerprint};
pub use own::Own;
pub use presets::{Plan, PlannedChange, Preset, high_performance_seed, min_memory_usage, presets};

use super::{Defaults, SettingsPack};
use names::{BOOLS, INTS, OF_2_0, Raw, Row, STRINGS};

/// Bits of an id that say the type; libtorrent's `type_mask`.
const TYPE_MASK: u16 = 0xc000;
/// Longest name that an error repeats, in characters.
const SHOWN_NAME: usize = 64;

/// Type of a setting: the upper two bits of its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SettingType {
    /// Ids from 0x0000.
    String,
    /// Ids from 0x4000; 32 bits.
    Int,
    /// Ids from 0x8000.
    Bool,
}

impl SettingType {
    /// First id of the type (`string_type_base`, `int_type_base`, `bool_type_base`).
    pub const fn base(self) -> u16 {
        match self {
            Self::String => 0x0000,
            Self::Int => 0x4000,
            Self::Bool => 0x8000,
        }
    }

    fn rows(self) -> &'static [Row] {
        match self {
            Self::String => STRINGS,
            Self::Int => INTS,
            Self::Bool => BOOLS,
        }
    }
}

impl std::fmt::Display for SettingType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::String => "a text",
            Self::Int => "a number",
            Self::Bool => "a flag",
        })
    }
}

/// A value of a setting, in libtorrent's unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingValue {
    /// Text.
    Str(String),
    /// Number.
    Int(i32),
    /// Flag.
    Bool(bool),
}

impl SettingValue {
    /// Its type.
    pub const fn setting_type(&self) -> SettingType {
        match self {
            Self::Str(_) => SettingType::String,
            Self::Int(_) => SettingType::Int,
            Self::Bool(_) => SettingType::Bool,
        }
    }

    /// The form in which it is stored and shown.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Str(text) => text.as_str().into(),
            Self::Int(number) => (*number).into(),
            Self::Bool(flag) => (*flag).into(),
        }
    }
}

impl From<Raw> for SettingValue {
    fn from(raw: Raw) -> Self {
        match raw {
            Raw::Str(text) => Self::Str(text.to_owned()),
            Raw::Int(number) => Self::Int(number),
            Raw::Bool(flag) => Self::Bool(flag),
        }
    }
}

/// A setting of libtorrent's that is known to exist; made by [`setting_by_name`] and
/// [`Setting::from_id`] alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Setting(u16);

impl std::fmt::Debug for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}(0x{:04x})", self.name(), self.0)
    }
}

/// Why a setting cannot be read or set. The text is for users.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// libtorrent has no such name.
    #[error("libtorrent has no setting named {0:?}")]
    Unknown(String),
    /// Only a BitTorrent engine could honour it.
    #[error("{name} needs a BitTorrent engine, which is not here. {reason}")]
    EngineOnly {
        /// Which.
        name: &'static str,
        /// The sentence of its [`Area`].
        reason: &'static str,
    },
    /// It has no meaning outside libtorrent.
    #[error("{name} does not apply here. {reason}")]
    NotApplicable {
        /// Which.
        name: &'static str,
        /// The sentence of its [`Why`].
        reason: &'static str,
    },
    /// A value of another type.
    #[error("{name} is {is}")]
    WrongType {
        /// Which.
        name: &'static str,
        /// What it is.
        is: SettingType,
    },
    /// A number beyond what is safe.
    #[error("{name} must be between {min} and {max}")]
    OutOfRange {
        /// Which.
        name: &'static str,
        /// Smallest.
        min: i32,
        /// Largest.
        max: i32,
    },
    /// A text that makes no sense.
    #[error("{name} must be {why}")]
    BadValue {
        /// Which.
        name: &'static str,
        /// What it has to be.
        why: &'static str,
    },
}

impl Setting {
    /// The setting with this id; `None` where libtorrent has none.
    pub fn from_id(id: u16) -> Option<Self> {
        let kind = match id & TYPE_MASK {
            0x0000 => SettingType::String,
            0x4000 => SettingType::Int,
            0x8000 => SettingType::Bool,
            _ => return None,
        };
        let setting = Self(id);
        (setting.index() < kind.rows().len()).then_some(setting)
    }

    /// All settings, by id.
    pub fn all() -> impl Iterator<Item = Self> {
        [SettingType::String, SettingType::Int, SettingType::Bool]
            .into_iter()
            .flat_map(|kind| (kind.base()..).take(kind.rows().len()).map(Self))
    }

    /// libtorrent's id: the same as in a program that is linked with libtorrent 2.0.13.
    pub const fn id(self) -> u16 {
        self.0
    }

    /// Its type.
    pub const fn setting_type(self) -> SettingType {
        match self.0 & TYPE_MASK {
            0x4000 => SettingType::Int,
            0x8000 => SettingType::Bool,
            _ => SettingType::String,
        }
    }

    fn index(self) -> usize {
        usize::from(self.0 & !TYPE_MASK)
    }

    #[expect(clippy::indexing_slicing, reason = "who makes a Setting has looked into the list")]
    fn row(self) -> &'static Row {
        &self.setting_type().rows()[self.index()]
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What becomes of it here.
    pub fn answer(self) -> Answer {
        self.row().answer
    }

    /// What it does here; `None` unless it acts.
    pub fn effect(self) -> Option<&'static Effect> {
        effect::effect(self.name())
    }

    /// The default in libtorrent 2.0.13 (2.1 for what came with that), in its unit. What this
    /// session does by default is [`default_settings`].
    pub fn libtorrent_default(self) -> SettingValue {
        self.row().default.into()
    }

    /// Whether libtorrent 2.0 does not have it.
    pub fn is_of_2_1(self) -> bool {
        let known = match self.setting_type() {
            SettingType::String => OF_2_0.0,
            SettingType::Int => OF_2_0.1,
            SettingType::Bool => OF_2_0.2,
        };
        self.index() >= known
    }

    /// An error, unless it acts and is of this type.
    fn acting(self, kind: Option<SettingType>) -> Result<&'static Effect, PackError> {
        let (name, is) = (self.name(), self.setting_type());
        match self.answer() {
            Answer::EngineOnly(area) => {
                return Err(PackError::EngineOnly { name, reason: area.reason() });
            }
            Answer::NotApplicable(why) => {
                return Err(PackError::NotApplicable { name, reason: why.reason() });
            }
            Answer::Acts => {}
        }
        if kind.is_some_and(|kind| kind != is) {
            return Err(PackError::WrongType { name, is });
        }
        self.effect().ok_or_else(|| PackError::Unknown(name.to_owned()))
    }
}

/// The setting of this name.
///
/// # Errors
/// [`PackError::Unknown`].
pub fn setting_by_name(name: &str) -> Result<Setting, PackError> {
    Setting::all()
        .find(|setting| setting.name() == name)
        .ok_or_else(|| PackError::Unknown(name.chars().take(SHOWN_NAME).collect()))
}

/// The name of a setting.
pub fn name_for_setting(setting: Setting) -> &'static str {
    setting.name()
}

/// What this session does while nothing is set: qBittorrent's defaults, and this session's own
/// where qBittorrent has no preference. Not libtorrent's, see
/// [the table](self#the-names-that-act).
///
/// Folders are relative here; in a running server they lie where its profile says.
pub fn default_settings() -> SettingsPack {
    SettingsPack::new(Defaults {
        save_path: "downloads".to_owned(),
        temp_path: "downloads/temp".to_owned(),
        log_path: "logs".to_owned(),
        locale: "en".to_owned(),
        listen_port: 8070,
        ssl_listen_port: 8071,
    })
}

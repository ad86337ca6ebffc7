//! The libtorrent settings that act here and have no preference in qBittorrent: stored under their
//! own names, beside the preferences, in the same rows and the same commits.

use serde_json::Value as Json;

use super::{PackError, SettingType, SettingValue, setting_by_name};
use crate::session::settings::{Key, SettingsPack};

/// What stands before the name where it is stored; no preference has a dot.
const PREFIX: &str = "libtorrent.";

/// A libtorrent setting without a preference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Own {
    /// Categories of alerts that are kept.
    AlertMask,
    /// Alerts that are kept.
    AlertQueueSize,
    /// Seconds between looks for slow torrents.
    AutoManageInterval,
    /// Finished torrents get places in the queue first.
    AutoManagePreferSeeds,
    /// Whether the node maps its ports by NAT-PMP.
    EnableNatpmp,
    /// A finished torrent in the queue starts when somebody reads it.
    IncomingStartsQueuedTorrents,
    /// Bytes of metadata found in Codex.
    MaxMetadataSize,
    /// Pieces of a torrent.
    MaxPieceCount,
    /// Per cent of seeding time by downloading time.
    SeedTimeRatioLimit,
    /// Milliseconds between ticks of the session.
    TickInterval,
    /// Name of this server in its own requests.
    UserAgent,
}

impl Own {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::AlertMask,
        Self::AlertQueueSize,
        Self::AutoManageInterval,
        Self::AutoManagePreferSeeds,
        Self::EnableNatpmp,
        Self::IncomingStartsQueuedTorrents,
        Self::MaxMetadataSize,
        Self::MaxPieceCount,
        Self::SeedTimeRatioLimit,
        Self::TickInterval,
        Self::UserAgent,
    ];

    /// libtorrent's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AlertMask => "alert_mask",
            Self::AlertQueueSize => "alert_queue_size",
            Self::AutoManageInterval => "auto_manage_interval",
            Self::AutoManagePreferSeeds => "auto_manage_prefer_seeds",
            Self::EnableNatpmp => "enable_natpmp",
            Self::IncomingStartsQueuedTorrents => "incoming_starts_queued_torrents",
            Self::MaxMetadataSize => "max_metadata_size",
            Self::MaxPieceCount => "max_piece_count",
            Self::SeedTimeRatioLimit => "seed_time_ratio_limit",
            Self::TickInterval => "tick_interval",
            Self::UserAgent => "user_agent",
        }
    }

    /// Smallest and largest value of a number. Who stays inside cannot harm the server.
    pub const fn range(self) -> Option<(i32, i32)> {
        match self {
            Self::AlertMask => Some((i32::MIN, i32::MAX)),
            Self::AlertQueueSize => Some((1, 1_000_000)),
            Self::AutoManageInterval => Some((1, 3600)),
            Self::MaxMetadataSize => Some((1, 64 * 1024 * 1024)),
            Self::MaxPieceCount => Some((1, 0x20_0000)),
            Self::SeedTimeRatioLimit => Some((-1, i32::MAX)),
            Self::TickInterval => Some((100, 1000)),
            Self::AutoManagePreferSeeds
            | Self::EnableNatpmp
            | Self::IncomingStartsQueuedTorrents
            | Self::UserAgent => None,
        }
    }

    fn default(self, settings: &SettingsPack) -> SettingValue {
        match self {
            Self::AlertMask | Self::SeedTimeRatioLimit => SettingValue::Int(-1),
            Self::AlertQueueSize => SettingValue::Int(2000),
            Self::AutoManageInterval => SettingValue::Int(1),
            Self::AutoManagePreferSeeds | Self::IncomingStartsQueuedTorrents => {
                SettingValue::Bool(false)
            }
            // One preference of qBittorrent's stands for both ways.
            Self::EnableNatpmp => SettingValue::Bool(settings.bool(Key::Upnp)),
            Self::MaxMetadataSize => SettingValue::Int(64 * 1024 * 1024),
            Self::MaxPieceCount => SettingValue::Int(0x20_0000),
            Self::TickInterval => SettingValue::Int(1000),
            Self::UserAgent => {
                SettingValue::Str(concat!("qcodex/", env!("CARGO_PKG_VERSION")).to_owned())
            }
        }
    }

    /// The name under which it is stored.
    pub(in crate::session::settings) fn stored(self) -> String {
        format!("{PREFIX}{}", self.name())
    }

    /// A stored value; none for another name, and for a value that could not be set.
    pub(in crate::session::settings) fn restored(
        name: &str,
        json: &Json,
    ) -> Option<(Self, SettingValue)> {
        let name = name.strip_prefix(PREFIX)?;
        let own = Self::ALL.into_iter().find(|own| own.name() == name)?;
        let value = match json {
            Json::String(text) => SettingValue::Str(text.clone()),
            Json::Bool(flag) => SettingValue::Bool(*flag),
            Json::Number(number) => SettingValue::Int(number.as_i64()?.try_into().ok()?),
            _ => return None,
        };
        own.check(&value).ok()?;
        Some((own, value))
    }

    /// Whether it may have this value.
    pub(super) fn check(self, value: &SettingValue) -> Result<(), PackError> {
        let name = self.name();
        let kind = setting_by_name(name)?.setting_type();
        if value.setting_type() != kind {
            return Err(PackError::WrongType { name, is: kind });
        }
        match (value, self.range()) {
            (SettingValue::Int(number), Some((min, max))) if !(min..=max).contains(number) => {
                Err(PackError::OutOfRange { name, min, max })
            }
            (SettingValue::Str(text), _) if !is_header(text) => {
                Err(PackError::BadValue { name, why: "1 to 256 printable ASCII characters" })
            }
            _ => Ok(()),
        }
    }
}

/// Whether a text can be sent as a header; without one the servers of others see no name at all.
fn is_header(text: &str) -> bool {
    let printable = text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    (1..=256).contains(&text.len()) && printable && !text.starts_with(' ') && !text.ends_with(' ')
}

impl SettingsPack {
    /// The value of a setting without a preference.
    pub fn own_value(&self, own: Own) -> SettingValue {
        self.own.get(&own).cloned().unwrap_or_else(|| own.default(self))
    }

    /// A number without a preference; 0 for what is none.
    pub fn own_int(&self, own: Own) -> i32 {
        debug_assert_eq!(
            setting_by_name(own.name()).map(super::Setting::setting_type),
            Ok(SettingType::Int)
        );
        match self.own_value(own) {
            SettingValue::Int(number) => number,
            _ => 0,
        }
    }

    /// A flag without a preference.
    pub fn own_bool(&self, own: Own) -> bool {
        self.own_value(own) == SettingValue::Bool(true)
    }

    /// A text without a preference.
    pub fn own_text(&self, own: Own) -> String {
        match self.own_value(own) {
            SettingValue::Str(text) => text,
            _ => String::new(),
        }
    }

    /// How the node shall map its ports, as the word of its option `--nat`: `enable_upnp` and
    /// `enable_natpmp` together are `any`.
    pub fn port_mapping(&self) -> &'static str {
        match (self.bool(Key::Upnp), self.own_bool(Own::EnableNatpmp)) {
            (true, true) => "any",
            (true, false) => "upnp",
            (false, true) => "pmp",
            (false, false) => "none",
        }
    }
}

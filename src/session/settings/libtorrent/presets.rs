//! libtorrent's two presets: their values exactly (2.0.13, the same in 2.1), and what they would
//! change here.

use serde_json::Value as Json;

use super::effect::Home;
use super::names::Raw;
use super::names::Raw::{Bool, Int};
use super::{Setting, SettingValue, setting_by_name};
use crate::session::reasons::Remark;
use crate::session::settings::{Key, SettingsPack, SettingsPatch, row};

/// A set of values for a purpose.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// The name of libtorrent's function.
    pub name: &'static str,
    /// A label for people.
    pub label: &'static str,
    /// What it is for, in one sentence.
    pub about: &'static str,
    values: &'static [(&'static str, Raw)],
}

/// What a preset would do to settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What is different from now.
    pub changes: Vec<PlannedChange>,
    /// What does not act here, and why.
    pub unaffected: Vec<(Setting, Remark)>,
    /// All changes, for [`Session::apply_settings`](crate::session::Session::apply_settings).
    pub patch: SettingsPatch,
}

/// One value that would change.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedChange {
    /// Which.
    pub setting: Setting,
    /// The preference behind it, if it has one: label, unit and values are that one's then.
    pub preference: Option<Key>,
    /// For people.
    pub label: &'static str,
    /// Unit of the values; empty without one.
    pub unit: &'static str,
    /// Now.
    pub from: Json,
    /// With the preset.
    pub to: Json,
}

impl Preset {
    /// All its values, those that do not act here too, in libtorrent's units.
    pub fn values(&self) -> impl Iterator<Item = (Setting, SettingValue)> {
        let known = |(name, raw): &(&str, Raw)| Some((setting_by_name(name).ok()?, (*raw).into()));
        self.values.iter().filter_map(known)
    }

    /// What it would change in `current`; nothing is changed yet.
    ///
    /// # Examples
    /// ```
    /// use qcodex::session::settings::libtorrent::{default_settings, high_performance_seed};
    ///
    /// let plan = high_performance_seed().plan(&default_settings());
    /// let connections = plan.changes.iter().find(|change| change.setting.name() == "connections_limit");
    /// assert_eq!(connections.map(|change| &change.to), Some(&8000.into()));
    /// assert!(plan.unaffected.iter().any(|(setting, _)| setting.name() == "peer_timeout"));
    /// ```
    pub fn plan(&self, current: &SettingsPack) -> Plan {
        let mut wanted = current.clone();
        let (mut changes, mut unaffected) = (Vec::new(), Vec::new());
        for (setting, value) in self.values() {
            let mut tried = wanted.clone();
            if let Err(error) = tried.set(setting, &value) {
                let reason = setting.answer().template().map(Remark::from);
                let reason = reason.unwrap_or_else(|| Remark::other(&error.to_string()));
                unaffected.push((setting, reason));
                continue;
            }
            let Some(change) = change(setting, current, &tried) else {
                let fixed = setting.effect().and_then(|effect| current.fixed(effect.preference()?));
                unaffected.extend(fixed.map(|fixed| (setting, fixed.reason.clone())));
                continue;
            };
            changes.push(change);
            wanted = tried;
        }
        Plan { changes, unaffected, patch: current.patch_to(&wanted) }
    }
}

/// The change between two packs, if their values differ.
fn change(setting: Setting, from: &SettingsPack, to: &SettingsPack) -> Option<PlannedChange> {
    let effect = setting.effect()?;
    let (preference, label, unit, from, to) = match effect.home {
        Home::Preference(key, _) => {
            let row = row(key);
            (Some(key), row.label, row.unit, from.json(key), to.json(key))
        }
        Home::Listen => return None,
        Home::Own(own) => {
            let values = (from.own_value(own).to_json(), to.own_value(own).to_json());
            (None, effect.label, effect.unit, values.0, values.1)
        }
    };
    (from != to).then_some(PlannedChange { setting, preference, label, unit, from, to })
}

/// Values for a server that seeds with many connections and a lot of memory.
pub fn high_performance_seed() -> Preset {
    Preset {
        name: "high_performance_seed",
        label: "High performance seed",
        about: "For a server that serves many torrents to many others and has memory to spare.",
        values: HIGH_PERFORMANCE_SEED,
    }
}

/// Values for a machine with little memory.
pub fn min_memory_usage() -> Preset {
    Preset {
        name: "min_memory_usage",
        label: "Minimal memory usage",
        about: "For a small machine: short queues and buffers, which cost speed.",
        values: MIN_MEMORY_USAGE,
    }
}

/// Both.
pub fn presets() -> [Preset; 2] {
    [high_performance_seed(), min_memory_usage()]
}

static HIGH_PERFORMANCE_SEED: &[(&str, Raw)] = &[
    ("request_timeout", Int(10)),
    ("max_allowed_in_request_queue", Int(2000)),
    ("max_out_request_queue", Int(1500)),
    ("peer_timeout", Int(20)),
    ("file_pool_size", Int(500)),
    ("max_failcount", Int(1)),
    ("connection_speed", Int(500)),
    ("inactivity_timeout", Int(20)),
    ("allowed_fast_set_size", Int(0)),
    ("suggest_mode", Int(1)),
    ("max_queued_disk_bytes", Int(7_340_032)),
    ("send_buffer_low_watermark", Int(1_048_576)),
    ("send_buffer_watermark", Int(3_145_728)),
    ("send_buffer_watermark_factor", Int(150)),
    ("choking_algorithm", Int(0)),
    ("active_seeds", Int(2000)),
    ("active_dht_limit", Int(600)),
    ("active_tracker_limit", Int(2000)),
    ("active_limit", Int(20_000)),
    ("max_rejects", Int(10)),
    ("max_peer_recv_buffer_size", Int(5_242_880)),
    ("unchoke_slots_limit", Int(-1)),
    ("connections_limit", Int(8000)),
    ("mixed_mode_algorithm", Int(0)),
    ("listen_queue_size", Int(3000)),
    ("alert_queue_size", Int(10_000)),
    ("checking_mem_usage", Int(2048)),
    ("aio_threads", Int(8)),
    ("send_not_sent_low_watermark", Int(524_288)),
    ("close_redundant_connections", Bool(true)),
    ("no_atime_storage", Bool(true)),
];

static MIN_MEMORY_USAGE: &[(&str, Raw)] = &[
    ("max_allowed_in_request_queue", Int(100)),
    ("max_out_request_queue", Int(300)),
    ("whole_pieces_threshold", Int(2)),
    ("file_pool_size", Int(4)),
    ("max_failcount", Int(2)),
    ("connection_speed", Int(5)),
    ("inactivity_timeout", Int(120)),
    ("max_queued_disk_bytes", Int(1)),
    ("send_buffer_watermark", Int(9)),
    ("disk_io_write_mode", Int(2)),
    ("disk_io_read_mode", Int(2)),
    ("max_peerlist_size", Int(500)),
    ("max_paused_peerlist_size", Int(50)),
    ("max_rejects", Int(10)),
    ("recv_socket_buffer_size", Int(16_384)),
    ("send_socket_buffer_size", Int(16_384)),
    ("max_peer_recv_buffer_size", Int(32_968)),
    ("alert_queue_size", Int(100)),
    ("checking_mem_usage", Int(2)),
    ("aio_threads", Int(1)),
    ("allow_multiple_connections_per_ip", Bool(false)),
    ("use_parole_mode", Bool(false)),
    ("close_redundant_connections", Bool(true)),
    ("prioritize_partial_pieces", Bool(true)),
    ("prefer_udp_trackers", Bool(true)),
];

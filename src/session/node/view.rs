//! What each setting is now: value, effective value, whether it can be changed and what for.

use super::table::{Choice, KEEP_SECS, NodeRow, RowKind, Setting};
use super::value::{Nat, NodeValue, shown_url};
use super::{Context, NodeSetting, Restart, options, start};
use crate::codex::embedded::DEFAULT_QUOTA;
use crate::session::node::options::Flavor;
use crate::session::reasons::{self, Remark, Template};
use crate::session::settings::Key;

/// Connections of a real node unless it is told otherwise.
const MAX_PEERS: i64 = 160;

impl Context<'_> {
    /// One setting as a whole.
    pub(super) fn setting(&self, row: &'static NodeRow) -> NodeSetting {
        let setting = row.setting;
        let locked = self.locked(setting);
        let value = self.value(setting);
        let effective = self.effective(setting, &value);
        let option = options::options(self, setting);
        let option: Vec<String> = option.iter().map(|word| options::quoted(word)).collect();
        let restart = self.restart(setting);
        let restart_needed = match restart {
            Restart::None => false,
            Restart::Server => {
                locked.is_none() && effective.as_ref().is_some_and(|now| *now != value)
            }
            Restart::Node => {
                locked.is_none() && self.node_differs(setting, &value, effective.as_ref())
            }
        };
        let can_any = !matches!(self.flavor, Flavor::Modern) || setting != Setting::Nat;
        let choices =
            row.choices.iter().filter(|(choice, _)| can_any || *choice == Choice::Word("any"));
        NodeSetting {
            row,
            min: self.lowest(row),
            choices: choices
                .map(|(choice, label)| match choice {
                    Choice::Word(word) => (NodeValue::text(*word), (*label).to_owned()),
                    Choice::Number(number) => (NodeValue::Int(*number), (*label).to_owned()),
                })
                .collect(),
            default: self.default(setting),
            value,
            effective,
            editable: locked.is_none(),
            reason: locked.or_else(|| self.trouble(setting)),
            restart,
            restart_needed,
            option: (!option.is_empty()).then(|| option.join(" ")),
        }
    }

    /// The smallest number that the node in use can do with.
    pub(super) fn lowest(&self, row: &NodeRow) -> Option<i64> {
        match (row.setting, self.flavor) {
            (Setting::TransferPort, Flavor::Embedded) => Some(0),
            (Setting::MaxPeers, Flavor::Embedded) => Some(-1),
            _ => row.min,
        }
    }

    /// The words of the command line for everything that was set here, in the table's order.
    pub(super) fn command_line(&self) -> Vec<String> {
        let mut line: Vec<String> = Vec::new();
        for row in super::NODE_ROWS {
            if !self.is_set(row.setting) || self.locked(row.setting).is_some() {
                continue;
            }
            for word in options::options(self, row.setting) {
                let word = options::quoted(&word);
                if !line.contains(&word) {
                    line.push(word);
                }
            }
        }
        line
    }

    /// Whether somebody set it, here or as a preference.
    pub(super) fn is_set(&self, setting: Setting) -> bool {
        let set = |key| self.settings.is_set(key);
        match setting {
            Setting::Nat => {
                set(Key::Upnp) || set(Key::AnnounceIp) || self.values.contains_key(&setting)
            }
            _ => match setting.row().preference {
                Some(key) => set(key),
                None => self.values.contains_key(&setting),
            },
        }
    }

    /// What is stored, or the default.
    pub(super) fn value(&self, setting: Setting) -> NodeValue {
        match setting {
            Setting::NodeUrl | Setting::Sources => match self.values.get(&setting) {
                Some(stored) => without_credentials(stored),
                None => self.default(setting),
            },
            Setting::TransferPort => NodeValue::Int(self.settings.int(Key::ListenPort)),
            Setting::Generation if self.flavor != Flavor::Embedded => {
                NodeValue::text(self.generation())
            }
            Setting::BindAddress => self.pack_text(Key::CurrentInterfaceAddress),
            Setting::Interface => self.pack_text(Key::CurrentNetworkInterface),
            Setting::AnnounceIp => self.pack_text(Key::AnnounceIp),
            Setting::Nat => self.nat().value(),
            Setting::MaxPeers => {
                let number = self.settings.int(Key::MaxConnec);
                let real = self.flavor != Flavor::Embedded;
                let unset = real && !self.settings.is_set(Key::MaxConnec);
                NodeValue::Int(if unset || (real && number < 1) { MAX_PEERS } else { number })
            }
            Setting::ShowExternalIp => {
                NodeValue::Bool(self.settings.bool(Key::StatusBarExternalIp))
            }
            _ if setting.row().read_only => {
                self.shown(setting).unwrap_or_else(|| self.default(setting))
            }
            _ => self.values.get(&setting).cloned().unwrap_or_else(|| self.default(setting)),
        }
    }

    pub(super) fn flag(&self, setting: Setting) -> bool {
        self.value(setting) == NodeValue::Bool(true)
    }

    fn pack_text(&self, key: Key) -> NodeValue {
        NodeValue::text(self.settings.text(key))
    }

    /// `upnp`, `announce_ip` and the stored method are one thing.
    pub(super) fn nat(&self) -> Nat {
        if let Ok(ip) = self.settings.text(Key::AnnounceIp).parse() {
            return Nat::External(ip);
        }
        // libtorrent's `enable_natpmp` tells the two ways apart that the preference is.
        match self.settings.port_mapping() {
            "any" => {}
            "upnp" => return Nat::Upnp,
            "pmp" => return Nat::Pmp,
            _ => return Nat::None,
        }
        let method = self.values.get(&Setting::Nat).map(NodeValue::as_text).map(Nat::parse);
        match method {
            Some(Ok(method @ (Nat::Upnp | Nat::Pmp))) => method,
            _ => Nat::Any,
        }
    }

    pub(super) fn default(&self, setting: Setting) -> NodeValue {
        let real = self.flavor != Flavor::Embedded;
        match setting {
            Setting::NodeUrl => NodeValue::text("embedded"),
            Setting::Uploads => NodeValue::Int(i64::try_from(start::UPLOADS).unwrap_or(1)),
            Setting::Streams => NodeValue::Int(start::STREAMS),
            Setting::Quota => NodeValue::Int(i64::try_from(DEFAULT_QUOTA).unwrap_or(i64::MAX)),
            Setting::Retention => {
                NodeValue::Int(if real { start::REAL_RETENTION } else { KEEP_SECS })
            }
            Setting::TransferPort => {
                NodeValue::Int(i64::from(self.settings.defaults().listen_port))
            }
            Setting::DiscoveryPort => NodeValue::Int(8090),
            Setting::Nat => NodeValue::text("any"),
            Setting::MaxPeers => NodeValue::Int(if real { MAX_PEERS } else { 500 }),
            Setting::LogLevel => NodeValue::text("info"),
            Setting::Generation => NodeValue::text("c"),
            Setting::Dialect => NodeValue::text("5.1"),
            Setting::Agent if real => NodeValue::text("Codex"),
            Setting::Agent => NodeValue::text(concat!("qcodex/", env!("CARGO_PKG_VERSION"))),
            Setting::MaintenanceInterval => NodeValue::Int(600),
            Setting::MaintenanceBlocks => NodeValue::Int(1000),
            Setting::BlockRetries => {
                NodeValue::Int(if self.flavor == Flavor::Codex { 3000 } else { 300 })
            }
            Setting::MetricsAddress => NodeValue::text("127.0.0.1"),
            Setting::MetricsPort => NodeValue::Int(8008),
            _ => match setting.row().kind {
                RowKind::Bool => NodeValue::Bool(false),
                RowKind::Int => NodeValue::Int(0),
                RowKind::Text | RowKind::Choice => NodeValue::text(""),
                RowKind::Lines => NodeValue::Lines(Vec::new()),
            },
        }
    }

    /// Why nobody can change it, if so.
    pub(super) fn locked(&self, setting: Setting) -> Option<Remark> {
        let start = self.start;
        if setting.row().read_only {
            return Some(reasons::ONLY_SHOWN.into());
        }
        let by = |yes: bool, flag, variable| yes.then(|| Remark::set_by(flag, variable));
        let because = |yes: bool, reason: Template| yes.then(|| reason.into());
        match setting {
            Setting::Dialect => return by(start.dialect.is_some(), "--dialect", "QCODEX_DIALECT"),
            Setting::NodeUrl => return by(start.node_fixed, "--codex", "QCODEX_CODEX"),
            Setting::Sources => {
                return by(start.sources_fixed, "--codex-source", "QCODEX_CODEX_SOURCE");
            }
            _ => {}
        }
        match self.flavor {
            Flavor::Embedded => match setting {
                Setting::TransferPort | Setting::BindAddress | Setting::Interface => {
                    self.api_by_flag()
                }
                Setting::LogLevel => because(start.log_fixed, reasons::LOG_BY_VARIABLE),
                Setting::DiscoveryPort
                | Setting::Nat
                | Setting::AnnounceIp
                | Setting::Bootstrap
                | Setting::ShowExternalIp => Some(reasons::NO_NETWORK.into()),
                Setting::MaintenanceInterval
                | Setting::MaintenanceBlocks
                | Setting::BlockRetries
                | Setting::Metrics
                | Setting::MetricsAddress
                | Setting::MetricsPort => Some(reasons::NO_OPTION.into()),
                Setting::PublishPrivate | Setting::Uploads => Some(reasons::ONLY_REFERS.into()),
                _ => None,
            },
            Flavor::Qcodex => match setting {
                Setting::PublishPrivate | Setting::Uploads | Setting::Streams => None,
                _ => Some(reasons::NODE_IS_OTHER_SERVER.into()),
            },
            Flavor::Codex | Flavor::Storage | Flavor::Modern => match setting {
                Setting::Interface => Some(reasons::SET_BIND_ADDRESS.into()),
                Setting::Generation => Some(reasons::BY_NODE_VERSION.into()),
                Setting::BlockRetries => because(
                    self.server.node.capabilities.torrent_extension,
                    reasons::NODE_HAS_NO_OPTION,
                ),
                _ => None,
            },
        }
    }

    /// The start says where the embedded node's API listens.
    fn api_by_flag(&self) -> Option<Remark> {
        let fixed = self.start.api.is_some();
        fixed.then(|| Remark::set_by("--codex-api", "QCODEX_CODEX_API"))
    }

    fn restart(&self, setting: Setting) -> Restart {
        match setting {
            Setting::NodeUrl
            | Setting::Sources
            | Setting::Uploads
            | Setting::Streams
            | Setting::Dialect
            | Setting::LogLevel
            | Setting::ShowExternalIp
            | Setting::PublishPrivate
            | Setting::Generation
            | Setting::Interface => Restart::None,
            _ if setting.row().read_only || !self.flavor.is_real() => Restart::None,
            _ => Restart::Node,
        }
    }

    /// What holds now; none when nobody can tell.
    fn effective(&self, setting: Setting, value: &NodeValue) -> Option<NodeValue> {
        match setting {
            Setting::NodeUrl => Some(NodeValue::text(&self.start.node_url)),
            Setting::Sources => Some(NodeValue::Lines(self.start.sources.clone())),
            Setting::Dialect => {
                let fixed = self.start.dialect.as_deref();
                Some(fixed.map_or_else(|| value.clone(), NodeValue::text))
            }
            Setting::Generation if self.flavor != Flavor::Embedded => {
                Some(NodeValue::text(self.generation()))
            }
            Setting::Uploads
            | Setting::Streams
            | Setting::PublishPrivate
            | Setting::ShowExternalIp => Some(value.clone()),
            _ if setting.row().read_only => self.shown(setting),
            _ if self.flavor == Flavor::Embedded => self.embedded(setting, value),
            _ => self.reported(setting),
        }
    }

    fn embedded(&self, setting: Setting, value: &NodeValue) -> Option<NodeValue> {
        let first = self.api.addresses.first();
        match setting {
            Setting::TransferPort => first.map(|at| NodeValue::Int(i64::from(at.port()))),
            Setting::BindAddress => first.map(|at| NodeValue::Text(at.ip().to_string())),
            Setting::LogLevel if self.start.log_fixed => None,
            // What it has not, it does not do.
            _ if self.locked(setting).is_some_and(|why| Some(why) != self.api_by_flag()) => None,
            _ => Some(value.clone()),
        }
    }

    /// Whether a real node runs with another value than the one that was set here.
    fn node_differs(
        &self,
        setting: Setting,
        value: &NodeValue,
        effective: Option<&NodeValue>,
    ) -> bool {
        if !self.is_set(setting) {
            return false;
        }
        // What a node reports of these is not what it was told: all addresses, any port.
        let comparable = match setting {
            Setting::AnnounceIp => !value.as_text().is_empty(),
            Setting::BindAddress => !matches!(value.as_text(), "" | "0.0.0.0" | "::"),
            Setting::TransferPort => value.as_int() != 0,
            _ => true,
        };
        match effective {
            Some(effective) if comparable => effective != value,
            _ => self.notes.pending.contains(&setting),
        }
    }

    /// What is wrong although it can be changed.
    fn trouble(&self, setting: Setting) -> Option<Remark> {
        match setting {
            Setting::TransferPort | Setting::BindAddress | Setting::Interface
                if self.flavor == Flavor::Embedded =>
            {
                self.api.trouble.as_deref().map(Remark::other)
            }
            Setting::LogLevel => {
                let error = self.notes.log_trouble.as_deref();
                error.map(|error| reasons::NOT_TOLD.with(&[("error", error)]))
            }
            Setting::Nat if self.flavor == Flavor::Modern && self.value_is_foreign() => {
                Some(reasons::NAT_UNKNOWN.into())
            }
            Setting::Retention if self.flavor.is_real() => {
                let minutes = (self.server.lost_after? / 60).to_string();
                Some(reasons::COPIES_LOST.with(&[("minutes", &minutes)]))
            }
            Setting::Quota if self.flavor.is_real() => {
                let space = self.server.space.as_ref().filter(|space| space.is_overfull())?;
                let used = space.quota_used.saturating_add(space.quota_reserved).to_string();
                let quota = space.quota_max.to_string();
                Some(reasons::QUOTA_BELOW_USE.with(&[("used", &used), ("quota", &quota)]))
            }
            _ => None,
        }
    }

    fn value_is_foreign(&self) -> bool {
        matches!(self.nat(), Nat::Upnp | Nat::Pmp | Nat::None)
    }
}

/// What may be shown of URLs.
fn without_credentials(stored: &NodeValue) -> NodeValue {
    let shown = |url: &str| match url {
        "embedded" => url.to_owned(),
        url => shown_url(url).unwrap_or_default(),
    };
    match stored {
        NodeValue::Text(url) => NodeValue::Text(shown(url)),
        NodeValue::Lines(urls) => NodeValue::Lines(urls.iter().map(|url| shown(url)).collect()),
        other => other.clone(),
    }
}

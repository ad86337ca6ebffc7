//! What each of qBittorrent's settings is worth with the node in use: whether it is shown, can be
//! changed, and why not.
//!
//! The table of settings says what a setting does where everything it needs is there; here is
//! what a node lacks.

use super::Context;
use super::options::Flavor;
use crate::session::settings::{Class, Key, Kind, TextRule, When, row};

/// What a setting is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Shown in a form.
    pub visible: bool,
    /// Can be changed with an effect.
    pub editable: bool,
    /// Why it is not shown, cannot be changed, or does less than it says.
    pub reason: Option<String>,
    /// When a change acts.
    pub when: When,
}

const FOLLOWS: &str = "It follows from another setting.";
const BY_SERVER: &str = "The server itself sets it; a client can only read it.";
const NO_UPLOAD_LIMIT: &str =
    "Not enforced: this node cannot be told to serve slower, so what it serves has no limit.";
const ROUGH_DOWNLOAD_LIMIT: &str =
    "Approximate: the node itself fetches ahead of what is read from it.";
const NO_ACCOUNTING: &str =
    "This node does not tell what it served, so ratio and activity stay unknown.";
const NO_PEERS: &str = "This node does not tell whom it talks to; only sources are shown.";
const NO_NETWORK: &str = "The embedded node has no network side: it announces no address.";
const NO_FILTER: &str =
    "The node serves others by itself and cannot be told whom to refuse; use a firewall there.";
const NO_INTERFACE: &str = "A node listens on an address, not on an interface.";
const OTHER_SERVER: &str = "The node is another qcodex: change it in the settings of that server.";

impl Context<'_> {
    /// What a setting is worth.
    pub(super) fn verdict(&self, key: Key) -> Verdict {
        let row = row(key);
        let hidden = |reason: &str| Verdict {
            visible: false,
            editable: false,
            reason: Some(reason.to_owned()),
            when: row.when,
        };
        if matches!(row.class, Class::Bridge | Class::Inert) {
            return hidden(row.effect);
        }
        if let Some(missing) = row.missing {
            return hidden(missing);
        }
        match row.kind {
            Kind::Derived => return hidden(FOLLOWS),
            Kind::Text(TextRule::ServerOnly) => return hidden(BY_SERVER),
            _ => {}
        }
        if let Some(reason) = self.lacking(key) {
            return hidden(reason);
        }
        let fixed = self.settings.fixed(key).map(|fixed| fixed.reason.clone());
        let fixed = fixed.or_else(|| self.fixed_here(key));
        Verdict {
            visible: true,
            editable: fixed.is_none(),
            reason: fixed.or_else(|| self.remark(key).map(str::to_owned)),
            when: self.when(key, row.class, row.when),
        }
    }

    /// What the node in use has not, without which the setting does nothing.
    fn lacking(&self, key: Key) -> Option<&'static str> {
        let filters = matches!(key, Key::IpFilterEnabled | Key::IpFilterPath | Key::BannedIps);
        if filters && self.flavor != Flavor::Embedded {
            return Some(NO_FILTER);
        }
        if row(key).class != Class::Maps {
            return None;
        }
        match (self.flavor, key) {
            (Flavor::Embedded, Key::Upnp | Key::AnnounceIp | Key::StatusBarExternalIp) => {
                Some(NO_NETWORK)
            }
            (Flavor::Qcodex, _) => Some(OTHER_SERVER),
            (Flavor::Embedded, _) | (_, Key::StatusBarExternalIp) => None,
            (_, Key::CurrentNetworkInterface) => Some(NO_INTERFACE),
            _ => None,
        }
    }

    /// Fixed by the start, though it is stored all the same.
    fn fixed_here(&self, key: Key) -> Option<String> {
        use super::table::Setting;
        let setting = match key {
            Key::ListenPort => Setting::TransferPort,
            Key::CurrentInterfaceAddress => Setting::BindAddress,
            Key::CurrentNetworkInterface => Setting::Interface,
            _ => return None,
        };
        self.locked(setting)
    }

    /// What a node does less well than the setting says.
    fn remark(&self, key: Key) -> Option<&'static str> {
        if self.flavor == Flavor::Embedded {
            return None;
        }
        let can = &self.server.node.capabilities;
        match key {
            Key::UpLimit | Key::AltUpLimit if !can.rate_limits => Some(NO_UPLOAD_LIMIT),
            Key::DlLimit | Key::AltDlLimit if !can.is_qcodex => Some(ROUGH_DOWNLOAD_LIMIT),
            Key::MaxRatio | Key::MaxInactiveSeedingTime | Key::SlowTorrentUlRateThreshold
                if !can.upload_accounting =>
            {
                Some(NO_ACCOUNTING)
            }
            Key::ResolvePeerCountries | Key::ResolvePeerHostNames if !can.peers => Some(NO_PEERS),
            _ => None,
        }
    }

    fn when(&self, key: Key, class: Class, when: When) -> When {
        if class == Class::Maps && key != Key::StatusBarExternalIp && self.flavor.is_real() {
            When::NodeRestart
        } else {
            when
        }
    }
}

//! What each of qBittorrent's settings is worth with the node in use: whether it is shown, can be
//! changed, and why not.
//!
//! The table of settings says what a setting does where everything it needs is there; here is
//! what a node lacks.

use super::Context;
use super::options::Flavor;
use crate::session::reasons::{self, Remark, Template};
use crate::session::settings::{Class, Key, Kind, TextRule, When, row};

/// What a setting is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Shown in a form.
    pub visible: bool,
    /// Can be changed with an effect.
    pub editable: bool,
    /// Why it is not shown, cannot be changed, or does less than it says.
    pub reason: Option<Remark>,
    /// When a change acts.
    pub when: When,
}

impl Context<'_> {
    /// What a setting is worth.
    pub(super) fn verdict(&self, key: Key) -> Verdict {
        let row = row(key);
        let hidden = |reason: Remark| Verdict {
            visible: false,
            editable: false,
            reason: Some(reason),
            when: row.when,
        };
        if matches!(row.class, Class::Bridge | Class::Inert) {
            let (code, text) = (reasons::NO_EFFECT, row.effect.to_owned());
            return hidden(Remark { code, text, params: Vec::new() });
        }
        if let Some(missing) = row.missing {
            return hidden(Remark::missing(missing));
        }
        match row.kind {
            Kind::Derived => return hidden(reasons::FOLLOWS.into()),
            Kind::Text(TextRule::ServerOnly) => return hidden(reasons::BY_SERVER.into()),
            _ => {}
        }
        if let Some(reason) = self.lacking(key) {
            return hidden(reason.into());
        }
        let fixed = self.settings.fixed(key).map(|fixed| fixed.reason.clone());
        let fixed = fixed.or_else(|| self.fixed_here(key));
        Verdict {
            visible: true,
            editable: fixed.is_none(),
            reason: fixed.or_else(|| self.remark(key).map(Remark::from)),
            when: self.when(key, row.class, row.when),
        }
    }

    /// What the node in use has not, without which the setting does nothing.
    fn lacking(&self, key: Key) -> Option<Template> {
        let filters = matches!(key, Key::IpFilterEnabled | Key::IpFilterPath | Key::BannedIps);
        if filters && self.flavor != Flavor::Embedded {
            return Some(reasons::NO_FILTER);
        }
        if row(key).class != Class::Maps {
            return None;
        }
        match (self.flavor, key) {
            (Flavor::Embedded, Key::Upnp | Key::AnnounceIp | Key::StatusBarExternalIp) => {
                Some(reasons::NO_ADDRESS)
            }
            (Flavor::Qcodex, _) => Some(reasons::OTHER_SERVER),
            (Flavor::Embedded, _) | (_, Key::StatusBarExternalIp) => None,
            (_, Key::CurrentNetworkInterface) => Some(reasons::NO_INTERFACE),
            _ => None,
        }
    }

    /// Fixed by the start, though it is stored all the same.
    fn fixed_here(&self, key: Key) -> Option<Remark> {
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
    fn remark(&self, key: Key) -> Option<Template> {
        if self.flavor == Flavor::Embedded {
            return None;
        }
        let can = &self.server.node.capabilities;
        match key {
            Key::UpLimit | Key::AltUpLimit if !can.rate_limits => Some(reasons::NO_UPLOAD_LIMIT),
            Key::DlLimit | Key::AltDlLimit if !can.is_qcodex => Some(reasons::ROUGH_DOWNLOAD_LIMIT),
            Key::MaxRatio | Key::MaxInactiveSeedingTime | Key::SlowTorrentUlRateThreshold
                if !can.upload_accounting =>
            {
                Some(reasons::NO_ACCOUNTING)
            }
            Key::ResolvePeerCountries | Key::ResolvePeerHostNames if !can.peers => {
                Some(reasons::NO_PEERS)
            }
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

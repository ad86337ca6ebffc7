//! What a node tells of itself.

use super::Context;
use super::options::Flavor;
use super::table::Setting;
use super::value::NodeValue;
use crate::codex::{Generation, NodeInfo};

impl Context<'_> {
    /// What a node over REST tells of itself.
    pub(super) fn reported(&self, setting: Setting) -> Option<NodeValue> {
        let info = &self.server.node_info;
        match setting {
            Setting::Quota => self.server.space.map(|space| bytes(space.quota_max)),
            Setting::TransferPort => listen_port(info).map(|port| NodeValue::Int(port.into())),
            Setting::BindAddress => {
                info.listen_addresses.iter().find_map(|a| ip_of(a)).map(NodeValue::text)
            }
            Setting::AnnounceIp => {
                info.announce_addresses.iter().find_map(|a| ip_of(a)).map(NodeValue::text)
            }
            Setting::LogLevel => self.notes.log_level.clone().map(NodeValue::Text),
            _ => None,
        }
    }

    /// What is only shown.
    pub(super) fn shown(&self, setting: Setting) -> Option<NodeValue> {
        let info = &self.server.node_info;
        let known = |text: &str| (!text.is_empty()).then(|| NodeValue::text(text));
        match setting {
            Setting::PeerId => known(&info.peer_id),
            Setting::Spr => known(&info.spr),
            Setting::AnnouncedAddresses => Some(NodeValue::Lines(info.announce_addresses.clone())),
            Setting::DataDir if self.flavor == Flavor::Embedded => {
                Some(NodeValue::Text(self.start.data_dir.to_string_lossy().into_owned()))
            }
            Setting::DataDir => known(&info.data_dir),
            Setting::RepoKind if self.flavor == Flavor::Embedded => {
                Some(NodeValue::text("files with an index"))
            }
            Setting::RestAddress if self.flavor == Flavor::Embedded => {
                let all: Vec<String> =
                    self.api.addresses.iter().map(|at| format!("http://{at}")).collect();
                Some(NodeValue::Text(if all.is_empty() { "off".to_owned() } else { all.join(" ") }))
            }
            Setting::RestAddress => known(&self.start.node_url),
            Setting::Version => known(&self.server.node.capabilities.version),
            Setting::SpaceUsed => self.server.space.map(|space| bytes(space.quota_used)),
            Setting::SpaceReserved => self.server.space.map(|space| bytes(space.quota_reserved)),
            _ => None,
        }
    }

    /// The layout of the manifests that the node makes.
    pub(super) fn generation(&self) -> &'static str {
        match self.server.node.capabilities.generation {
            Generation::A => "a",
            Generation::B => "b",
            Generation::C => "c",
        }
    }
}

fn bytes(number: u64) -> NodeValue {
    NodeValue::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

/// The TCP port on which a node listens.
pub(in crate::session) fn listen_port(info: &NodeInfo) -> Option<u16> {
    let after = |address: &String| {
        let (_, rest) = address.split_once("/tcp/")?;
        rest.split('/').next()?.parse::<u16>().ok().filter(|port| *port != 0)
    };
    info.listen_addresses.iter().find_map(after)
}

/// The IP address in a multiaddress.
pub(in crate::session) fn ip_of(address: &str) -> Option<String> {
    let mut parts = address.split('/').skip(1);
    match (parts.next(), parts.next()) {
        (Some("ip4" | "ip6"), Some(ip)) => {
            ip.parse::<std::net::IpAddr>().ok().map(|ip| ip.to_string())
        }
        _ => None,
    }
}

//! From settings to the command line of a real node, in the words of its version.
//!
//! Generation A is `codex`, B and C are `storage` with the same options, and the newest nodes
//! name address and port of their listener apart and know fewer ways to find their address.

use super::Context;
use super::table::Setting;
use super::value::Nat;
use crate::codex::{Capabilities, Generation, NodeKind};

/// Whose words are spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavor {
    /// In this process.
    Embedded,
    /// Another server of this kind: it has settings of its own.
    Qcodex,
    /// A node of generation A.
    Codex,
    /// A node of generation B or C.
    Storage,
    /// A newer node, which lists its connections.
    Modern,
}

impl Flavor {
    pub(super) fn of(capabilities: &Capabilities) -> Self {
        match (capabilities.kind, capabilities.generation) {
            (NodeKind::Embedded | NodeKind::Memory, _) => Self::Embedded,
            (NodeKind::Rest, _) if capabilities.is_qcodex => Self::Qcodex,
            (NodeKind::Rest, Generation::A) => Self::Codex,
            (NodeKind::Rest, Generation::C) if capabilities.peers => Self::Modern,
            (NodeKind::Rest, _) => Self::Storage,
        }
    }

    /// A node with a command line.
    pub(super) fn is_real(self) -> bool {
        matches!(self, Self::Codex | Self::Storage | Self::Modern)
    }
}

/// The options that stand for a setting's value now; none for a node without a command line.
pub(super) fn options(context: &Context<'_>, setting: Setting) -> Vec<String> {
    if !context.flavor.is_real() {
        return Vec::new();
    }
    let value = context.value(setting);
    let one = |option: String| vec![option];
    match setting {
        Setting::Quota => one(format!("--storage-quota={}", value.as_int())),
        Setting::Retention => one(format!("--block-ttl={}s", value.as_int())),
        Setting::TransferPort | Setting::BindAddress => listener(context),
        Setting::DiscoveryPort => one(format!("--disc-port={}", value.as_int())),
        Setting::Nat | Setting::AnnounceIp => nat(context),
        Setting::Bootstrap => {
            value.as_lines().iter().map(|spr| format!("--bootstrap-node={spr}")).collect()
        }
        Setting::MaxPeers => one(format!("--max-peers={}", value.as_int())),
        Setting::LogLevel => one(format!("--log-level={}", value.as_text())),
        Setting::Agent => one(format!("--agent-string={}", value.as_text())),
        Setting::MaintenanceInterval => one(format!("--block-mi={}s", value.as_int())),
        Setting::MaintenanceBlocks => one(format!("--block-mn={}", value.as_int())),
        Setting::BlockRetries if context.locked(setting).is_none() => {
            one(format!("--block-retries={}", value.as_int()))
        }
        Setting::Metrics if context.flag(Setting::Metrics) => one("--metrics".to_owned()),
        Setting::MetricsAddress if context.flag(Setting::Metrics) => {
            one(format!("--metrics-address={}", value.as_text()))
        }
        Setting::MetricsPort if context.flag(Setting::Metrics) => {
            one(format!("--metrics-port={}", value.as_int()))
        }
        _ => Vec::new(),
    }
}

/// Address and port are one option of most nodes; all addresses when none was set.
fn listener(context: &Context<'_>) -> Vec<String> {
    let port = context.value(Setting::TransferPort).as_int();
    let address = context.value(Setting::BindAddress);
    let address = match address.as_text() {
        "" => "0.0.0.0",
        address => address,
    };
    if context.flavor == Flavor::Modern {
        return vec![format!("--listen-ip={address}"), format!("--listen-port={port}")];
    }
    let kind = if address.contains(':') { "ip6" } else { "ip4" };
    vec![format!("--listen-addrs=/{kind}/{address}/tcp/{port}")]
}

fn nat(context: &Context<'_>) -> Vec<String> {
    let nat = context.nat();
    let word = match nat {
        Nat::Any if context.flavor == Flavor::Modern => "auto".to_owned(),
        // Newer nodes find out by themselves, or are told.
        Nat::Upnp | Nat::Pmp | Nat::None if context.flavor == Flavor::Modern => return Vec::new(),
        nat => nat.word(),
    };
    vec![format!("--nat={word}")]
}

/// One word of a command line, quoted for a POSIX shell where it has to be.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_a_shell() {
        for (word, expected) in [
            ("--nat=extip:1.2.3.4", "--nat=extip:1.2.3.4"),
            ("--agent-string=my node", "'--agent-string=my node'"),
            ("--agent-string=$(rm -rf /)'", r"'--agent-string=$(rm -rf /)'\'''"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }
}

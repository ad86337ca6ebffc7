//! `codex/*`: what qBittorrent does not have.
//!
//! `settings` are those around the node, and the dialect; `capabilities` says what every setting
//! is worth with the node in use; `presets` are libtorrent's. `publish` and `unpublish` decide what
//! is in Codex, `sources` says where it lies, `history` what was transferred, `purchases` what hosts
//! are paid for. They show what the session knows and store nothing themselves.

mod capabilities;
mod history;
mod migrate;
mod presets;
mod publish;
mod purchases;
mod settings;
mod sources;

pub(crate) use capabilities::Kept as KeptCapabilities;
pub(crate) use capabilities::{Capabilities, capabilities};
#[cfg(test)]
pub(crate) use capabilities::{choices, page};
pub(crate) use history::{History, history};
pub(crate) use migrate::{Move, migrate};
#[cfg(test)]
pub(crate) use presets::Applied;
pub(crate) use presets::{Presets, presets_or_apply};
pub(crate) use publish::{PublishAnswer, publish, unpublish};
pub(crate) use purchases::{StorageMarket, purchase, purchases};
pub(crate) use settings::{Settings, settings};
pub(crate) use sources::{ItemSources, Sources, sources};

use super::dialect::Dialect;
use crate::session::Session;

/// The stored dialect.
pub(super) fn stored_dialect(session: &Session) -> Option<Dialect> {
    std::str::from_utf8(&session.stored("codex", "dialect")?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::node::{Choice, Setting};

    #[test]
    fn every_dialect_can_be_chosen() {
        let choices = Setting::Dialect.row().choices.iter().map(|(choice, _)| *choice);
        assert!(choices.eq(Dialect::ALL.iter().map(|dialect| Choice::Word(dialect.name()))));
    }
}

//! The shapes that go over the wire, and the only place that knows qBittorrent's sentinels.
//!
//! Wire types are made from session snapshots for one answer and are never stored; session types
//! are never serialised. Members are declared in the order of their wire names, because objects
//! go out sorted (webapi §1.6). −1, −2, 0 for "unlimited" and 8640000 for "unknown" exist only
//! here and in [`derived`]; everything inside is an `Option` or an enum.
//!
//! The key set is 5.3.0's in every dialect (design §7), plus the `codex_…` members (design §4).

mod category;
pub(crate) mod derived;
mod file;
mod number;
mod peer;
mod properties;
#[cfg(test)]
pub(crate) mod samples;
mod server_state;
mod torrent;
mod torrent_state;
mod tracker;
mod transfer_info;

pub use crate::torrent::natural_cmp;
pub use category::{
    Category, share_limit_action_from, share_limit_action_str, share_limits_mode_from,
};
pub use file::{File, files};
pub use peer::Peer;
pub use properties::Properties;
pub(crate) use properties::codex_link;
pub use server_state::{CodexNode, ServerPreferences, ServerState};
pub use torrent::{CodexReason, Torrent};
pub use torrent_state::TorrentState;
pub use tracker::{PseudoTracker, Tracker, TrackerRow, WebSeed, trackers, web_seeds};
pub use transfer_info::TransferInfo;

pub(crate) use number::double;
pub(crate) use torrent_state::is_forced;

use std::path::Path;

use crate::session::Limit;

/// Own setting of a whole-number limit: −2 inherit, −1 none.
pub(crate) fn own_limit(limit: Limit<i64>) -> i64 {
    match limit {
        Limit::Inherit => -2,
        Limit::Unlimited => -1,
        Limit::Value(value) => value,
    }
}

/// Own setting of a ratio limit: −2 inherit, −1 none.
pub(crate) fn own_ratio_limit(limit: Limit<f64>) -> f64 {
    match limit {
        Limit::Inherit => -2.0,
        Limit::Unlimited => -1.0,
        Limit::Value(value) => value,
    }
}

/// A time that may not have come: −1.
fn epoch(at: Option<i64>) -> i64 {
    at.unwrap_or(-1)
}

/// A path as clients get it: native separators, no trailing one.
pub(crate) fn path_text(path: &Path) -> String {
    let text = path.to_string_lossy();
    let trimmed = text.trim_end_matches('/');
    if trimmed.is_empty() && !text.is_empty() { "/".to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
#[path = "recorded_tests.rs"]
mod recorded_tests;

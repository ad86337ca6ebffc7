//! Peers that clients name: a Codex session has no use for them and says so in its counts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::api::transfer::{MAX_PEERS, peer};
use crate::session::Selection;

/// What became of the peers of one torrent.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "AddPeersCounts"))]
pub(crate) struct Counts {
    added: usize,
    failed: usize,
}

/// `torrents/addPeers`: for each torrent found, none added and all failed.
///
/// # Errors
/// 400 when no element is a peer.
pub(crate) fn add(call: &Call) -> Answer {
    let (mut named, mut valid) = (0_usize, false);
    for text in call.params.list("peers", '|').take(MAX_PEERS) {
        named += 1;
        valid |= peer(text).is_some();
    }
    if !valid {
        return Err(ApiError::bad("No valid peers were specified"));
    }
    let session = call.session();
    let torrents = match call.params.selection("hashes") {
        Selection::All => session.torrents(),
        Selection::Ids(ids) => ids.into_iter().filter_map(|id| session.torrent(id)).collect(),
    };
    let counts = Counts { added: 0, failed: named };
    let by_id: BTreeMap<String, Counts> =
        torrents.iter().map(|status| (status.id.to_string(), counts)).collect();
    Reply::json(&by_id)
}

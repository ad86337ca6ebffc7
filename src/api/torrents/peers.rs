//! Peers of BitTorrent: there is no engine that could connect to any.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use serde::Serialize;

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::Selection;

/// What became of the peers of one torrent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Outcome {
    added: usize,
    failed: usize,
}

/// `torrents/addPeers`: none is ever added, and the counts say so.
///
/// # Errors
/// 400 when no peer is an address with a port.
pub(crate) fn add_peers(call: &Call) -> Answer {
    let peers: Vec<&str> = call.params.list("peers", '|').collect();
    if !peers.iter().any(|peer| peer.trim().parse::<SocketAddr>().is_ok()) {
        return Err(ApiError::bad("No valid peers were specified"));
    }
    let session = call.session();
    let torrents = match call.params.selection("hashes") {
        Selection::All => session.torrents(),
        Selection::Ids(ids) => ids.iter().filter_map(|id| session.torrent(*id)).collect(),
    };
    let outcome = Outcome { added: 0, failed: peers.len() };
    let by_id: BTreeMap<String, Outcome> =
        torrents.iter().map(|status| (status.id.to_string(), outcome)).collect();
    Reply::json(&by_id)
}

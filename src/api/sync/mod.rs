//! `sync/*`: changes since the last poll of a web session.

mod board;
mod cursor;
mod fields;
mod ledger;
#[cfg(test)]
mod merge;
mod row;

pub use board::Board;
pub use cursor::{Cursors, MaindataCursor, PeersCursor};
pub(crate) use row::{Row, SortValue};

use std::sync::{Arc, PoisonError};

use super::call::Call;
use super::error::ApiError;
use super::reply::{Answer, Reply};
use crate::session::settings::Key;
use crate::torrent::TorrentId;

/// The rows of all torrents, or of some.
pub(crate) fn rows(call: &Call, only: Option<&[TorrentId]>) -> Vec<Arc<Row>> {
    let (session, board) = (call.session(), &call.state.board);
    let now = call.state.clock.unix_secs();
    match only {
        None => board.rows(session, now),
        Some(ids) => board.rows_of(session, now, ids),
    }
}

/// `sync/maindata`.
///
/// # Errors
/// 403 without a web session, where the position is kept.
pub(crate) fn maindata(call: &Call) -> Answer {
    let web_session = call.web_session()?;
    let rid = call.params.int("rid").unwrap_or(0);
    let now = call.state.clock.unix_secs();
    let mut cursors = web_session.sync.lock().unwrap_or_else(PoisonError::into_inner);
    let board = &call.state.board;
    let body = board.maindata(call.session(), now, call.dialect, &mut cursors.maindata, rid);
    Ok(Reply::json_bytes(body))
}

/// `sync/torrentPeers`: a Codex session has no BitTorrent peers, so the list is empty.
///
/// # Errors
/// 404 for an unknown torrent, 403 without a web session.
pub(crate) fn torrent_peers(call: &Call) -> Answer {
    let torrent = call
        .params
        .torrent_id("hash")
        .and_then(|id| call.session().torrent(id))
        .ok_or(ApiError::NotFound)?;
    let rid = call.params.int("rid").unwrap_or(0);
    let web_session = call.web_session()?;
    let mut cursors = web_session.sync.lock().unwrap_or_else(PoisonError::into_inner);
    let show_flags = call.session().settings().bool(Key::ResolvePeerCountries);
    let known = cursors.peers.accept(rid, torrent.id, show_flags);
    let rid = cursors.peers.rid();
    drop(cursors);
    Ok(Reply::json_bytes(if known {
        format!("{{\"rid\":{rid}}}")
    } else {
        format!("{{\"full_update\":true,\"peers\":{{}},\"rid\":{rid},\"show_flags\":{show_flags}}}")
    }))
}

//! `sync/*`: changes since the last poll of a web session.

mod board;
mod cursor;
mod fields;
mod ledger;
#[cfg(test)]
mod merge;
mod peers;
mod row;

pub use board::Board;
pub use cursor::{Cursors, MaindataCursor, PeersCursor, PeersShown};
pub(crate) use peers::torrent_peers;
pub(crate) use row::{Row, SortValue};

use std::sync::{Arc, PoisonError};

use super::call::Call;
use super::reply::{Answer, Reply};
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

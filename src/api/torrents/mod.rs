//! `torrents/*`: the list, adding, and every change that the session offers.
//!
//! Handlers read one snapshot or send one command; what a client reads right after a success is
//! already true. Statuses, texts and the order of checks are qBittorrent's (webapi §3.8), in its
//! lenient form: parameters that old clients leave out have defaults, unknown hashes are skipped.

pub(super) mod add;
pub(super) mod categories;
pub(super) mod content;
pub(super) mod control;
pub(super) mod download_file;
mod filter;
pub(super) mod limits;
pub(super) mod list;
pub(super) mod location;
pub(super) mod metadata;
pub(super) mod peers;
pub(super) mod rename;
pub(super) mod tags;
pub(super) mod tls;
pub(super) mod trackers;
pub(super) mod web_seeds;

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::call::Call;
use super::error::ApiError;
use crate::session::{Edit, EditError, Selection, TorrentStatus};

/// The torrent that `hash` names.
///
/// # Errors
/// 404 when it is unknown or malformed.
fn torrent(call: &Call) -> Result<Arc<TorrentStatus>, ApiError> {
    call.params
        .torrent_id("hash")
        .and_then(|id| call.session().torrent(id))
        .ok_or(ApiError::NotFound)
}

/// Sends a change of torrents. A change of nothing is not sent.
async fn edit(call: &Call, which: Selection, edit: Edit) -> Result<(), ApiError> {
    if which == Selection::Ids(Vec::new()) {
        return Ok(());
    }
    call.session().edit(which, edit).await.map_err(refused)
}

/// The status and text for a change that was refused.
fn refused(error: EditError) -> ApiError {
    match error {
        EditError::NotFound => ApiError::NotFound,
        EditError::NoSuchCategory => ApiError::conflict("Incorrect category name"),
        EditError::QueueingDisabled => ApiError::conflict("Torrent queueing must be enabled"),
        EditError::NoMetadata => ApiError::conflict("Torrent's metadata has not yet downloaded"),
        EditError::NoSuchFile(_) => ApiError::conflict("File ID is not valid"),
        EditError::BadName(_) => ApiError::conflict("Incorrect torrent name"),
        EditError::Session(error) => error.into(),
    }
}

/// Elements that clients percent-encode once more (webapi §8.5).
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Tags of a list between commas: trimmed, empty ones dropped.
fn tag_list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

//! The bridge between BitTorrent names and Codex names: nobody else knows both worlds.

use super::command::{AddSource, AddTorrentError};

/// See [`AddSource::parse_text`].
pub(super) fn parse_text(text: &str) -> Result<Option<AddSource>, AddTorrentError> {
    let _ = text;
    Ok(None)
}

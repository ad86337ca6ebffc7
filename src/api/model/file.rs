//! The rows of `torrents/files` (webapi §3.8.1).

use schemars::JsonSchema;
use serde::Serialize;

use super::{derived, double};
use crate::session::TorrentStatus;

/// A file of a torrent.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct File {
    /// Copies of it: −1 when the torrent is complete, 1 for an empty file.
    pub availability: f64,
    /// Manifest CID of its dataset; empty until known.
    pub codex_cid: String,
    /// Tree CID of its dataset; empty until known.
    pub codex_tree: String,
    /// Place in the torrent.
    pub index: usize,
    /// The torrent is complete; only in the first row of an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub is_seed: Option<bool>,
    /// Path below the storage folder, `/`-separated.
    pub name: String,
    /// First and last piece; an empty file gives `[n, n-1]`.
    pub piece_range: [i64; 2],
    /// 0 ignored, 1 normal, 6 high, 7 maximum.
    pub priority: i64,
    /// 0 to 1.
    pub progress: f64,
    /// Bytes.
    pub size: u64,
}

/// All files of a torrent; nothing without metadata.
pub fn files(status: &TorrentStatus) -> Vec<File> {
    let Some(content) = &status.content else { return Vec::new() };
    let seeding = derived::is_seeding(status);
    content
        .files
        .iter()
        .zip(status.files.iter())
        .enumerate()
        .map(|(index, (file, now))| {
            let empty = file.length == 0;
            File {
                availability: match () {
                    () if seeding => -1.0,
                    () if empty || status.seeds() > 0 => 1.0,
                    () => 0.0,
                },
                codex_cid: now.cid.map(|cid| cid.to_string()).unwrap_or_default(),
                codex_tree: now.tree.map(|cid| cid.to_string()).unwrap_or_default(),
                index,
                is_seed: None,
                name: file.path.clone(),
                piece_range: [i64::from(file.pieces.start), i64::from(file.pieces.end) - 1],
                priority: now.priority.as_i64(),
                progress: if empty { 1.0 } else { double(now.completed) / double(file.length) },
                size: file.length,
            }
        })
        .collect()
}

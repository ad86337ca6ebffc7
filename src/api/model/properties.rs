//! The object of `torrents/properties` (webapi §3.8.1, recordings of 5.3.0).

use schemars::JsonSchema;
use serde::Serialize;

use super::torrent::{is_private, total_size};
use super::{derived, epoch, path_text};
use crate::session::TorrentStatus;

/// Details of one torrent; units as in the torrent object, but −1 is "unlimited" here.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "named and explained as in the torrent object")]
pub struct Properties {
    pub addition_date: i64,
    pub availability: f64,
    /// Magnet with the record, or `codex:<cid>` of a bare dataset; empty until there is one.
    pub codex_link: String,
    pub comment: String,
    pub completion_date: i64,
    pub created_by: String,
    pub creation_date: i64,
    /// −1 unlimited.
    pub dl_limit: i64,
    pub dl_speed: u64,
    /// −1 when it took no time.
    pub dl_speed_avg: i64,
    pub download_path: String,
    pub eta: i64,
    pub has_metadata: bool,
    pub hash: String,
    pub infohash_v1: String,
    pub infohash_v2: String,
    /// False without metadata.
    pub is_private: bool,
    pub last_seen: i64,
    pub name: String,
    pub nb_connections: u32,
    /// −1 unlimited.
    pub nb_connections_limit: i64,
    pub peers: u32,
    pub peers_total: u32,
    pub piece_size: i64,
    pub pieces_have: u64,
    pub pieces_num: i64,
    /// −1 infinite.
    pub popularity: f64,
    pub private: Option<bool>,
    pub progress: f64,
    pub reannounce: u32,
    pub save_path: String,
    pub seeding_time: i64,
    pub seeds: u32,
    pub seeds_total: u32,
    /// −1 infinite.
    pub share_ratio: f64,
    pub time_elapsed: i64,
    pub total_downloaded: u64,
    pub total_downloaded_session: u64,
    pub total_size: i64,
    pub total_uploaded: u64,
    pub total_uploaded_session: u64,
    pub total_wasted: u64,
    /// −1 unlimited.
    pub up_limit: i64,
    pub up_speed: u64,
    /// −1 when it took no time.
    pub up_speed_avg: i64,
}

impl Properties {
    /// What clients see of `status` at Unix time `now`.
    pub fn of(status: &TorrentStatus, now: i64) -> Self {
        let content = status.content.as_deref();
        let metainfo = content.and_then(|content| content.metainfo());
        let rate_limit =
            |limit: Option<u64>| limit.map_or(-1, |bytes| i64::try_from(bytes).unwrap_or(i64::MAX));
        Self {
            addition_date: status.added_on,
            availability: derived::availability(status),
            codex_link: codex_link(status),
            comment: status.comment.clone(),
            completion_date: epoch(status.completed_on),
            created_by: metainfo.map(|m| m.created_by.clone()).unwrap_or_default(),
            creation_date: epoch(metainfo.and_then(|m| m.creation_date)),
            dl_limit: rate_limit(status.download_limit),
            dl_speed: if status.stopped { 0 } else { status.download_rate },
            dl_speed_avg: derived::download_speed_avg(status, now),
            download_path: status.download_path.as_deref().map(path_text).unwrap_or_default(),
            eta: derived::eta(status, now),
            has_metadata: status.has_metadata(),
            hash: status.id.to_string(),
            infohash_v1: status.info_hash.v1.map(|hash| hash.to_string()).unwrap_or_default(),
            infohash_v2: status.info_hash.v2.map(|hash| hash.to_string()).unwrap_or_default(),
            is_private: is_private(status).unwrap_or(false),
            last_seen: epoch(status.seen_complete),
            name: status.name.clone(),
            nb_connections: status.seeds() + status.leeches(),
            nb_connections_limit: -1,
            peers: status.leeches(),
            peers_total: status.leeches(),
            piece_size: content.map_or(-1, |content| i64::from(content.piece_length)),
            pieces_have: derived::pieces_have(status),
            pieces_num: content.map_or(-1, |content| i64::from(content.pieces)),
            popularity: derived::popularity(status, now).unwrap_or(-1.0),
            private: is_private(status),
            progress: status.progress(),
            reannounce: 0,
            save_path: path_text(&status.save_path),
            seeding_time: derived::seeding_time(status, now),
            seeds: status.seeds(),
            seeds_total: status.holders.max(status.seeds()),
            share_ratio: status.ratio().unwrap_or(-1.0),
            time_elapsed: derived::time_active(status, now),
            total_downloaded: status.totals.downloaded,
            total_downloaded_session: status.totals.downloaded_session,
            total_size: total_size(status),
            total_uploaded: status.totals.uploaded,
            total_uploaded_session: status.totals.uploaded_session,
            total_wasted: status.totals.wasted,
            up_limit: rate_limit(status.upload_limit),
            up_speed: if status.stopped { 0 } else { status.upload_rate },
            up_speed_avg: derived::upload_speed_avg(status, now),
        }
    }
}

/// The thing to share: works wherever a magnet does, and on a server like this one it finds the
/// content in Codex.
pub(crate) fn codex_link(status: &TorrentStatus) -> String {
    match (status.record, status.dataset) {
        (Some(_), _) => status.magnet_uri.clone(),
        (None, Some(dataset)) => format!("codex:{dataset}"),
        (None, None) => String::new(),
    }
}

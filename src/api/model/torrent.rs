//! The torrent object of `torrents/info` and `sync/maindata` (webapi §3.8.1, recordings of 5.3.0).

use schemars::JsonSchema;
use serde::Serialize;

use super::category::{share_limit_action_str, share_limits_mode_str};
use super::{
    TorrentState, derived, epoch, is_forced, natural_cmp, own_limit, own_ratio_limit, path_text,
};
use crate::session::{TorrentStatus, status};

/// Why a torrent waits or failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CodexReason {
    /// For programs.
    pub code: &'static str,
    /// For people.
    pub text: String,
}

impl CodexReason {
    /// What clients see of a reason.
    pub fn of(reason: &status::Reason) -> Self {
        Self { code: reason.code.as_str(), text: reason.text.clone() }
    }
}

/// A torrent with every member of both endpoints: `torrents/info` leaves out the three
/// `has_…_error` flags, `sync/maindata` leaves out `hash`.
///
/// Units are bytes, bytes per second, seconds and Unix seconds unless said otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Torrent {
    /// Time added.
    pub added_on: i64,
    /// Wanted and not yet verified.
    pub amount_left: u64,
    /// Automatic management.
    pub auto_tmm: bool,
    /// Copies: nodes known to hold it and the own verified share; −1 when complete.
    pub availability: f64,
    /// Empty for none.
    pub category: String,
    /// When the node drops it unless it is given it again, which this server does by itself before;
    /// −1 when the node keeps it, or has it not.
    pub codex_expires_at: i64,
    /// Node that gives or holds it; empty when unknown.
    pub codex_node: String,
    /// Whether it is in the node.
    pub codex_publish: &'static str,
    /// Why it waits or failed.
    pub codex_reason: Option<CodexReason>,
    /// Record CID; empty until it exists.
    pub codex_record: String,
    /// The user's or the torrent's.
    pub comment: String,
    /// Wanted and verified.
    pub completed: u64,
    /// −1 until complete.
    pub completion_on: i64,
    /// Always 0: there are no BitTorrent connections.
    pub connections_count: u32,
    /// Always −1, unlimited.
    pub connections_limit: i64,
    /// File or folder to open; empty without metadata.
    pub content_path: String,
    /// From the torrent.
    pub created_by: String,
    /// From the torrent; −1 unknown.
    pub creation_date: i64,
    /// 0 unlimited.
    pub dl_limit: u64,
    /// Payload; 0 when stopped.
    pub dlspeed: u64,
    /// Path while incomplete; empty when not used.
    pub download_path: String,
    /// Since it was added.
    pub downloaded: u64,
    /// Since the server started.
    pub downloaded_session: u64,
    /// 8640000 unknown.
    pub eta: i64,
    /// First and last pieces first.
    pub f_l_piece_prio: bool,
    /// Forced and not stopped.
    pub force_start: bool,
    /// Files are known.
    pub has_metadata: bool,
    /// Always false: trackers are not contacted.
    pub has_other_announce_error: bool,
    /// Always false.
    pub has_tracker_error: bool,
    /// Always false.
    pub has_tracker_warning: bool,
    /// The torrent's id.
    pub hash: String,
    /// Minutes; −2 inherit, −1 none.
    pub inactive_seeding_time_limit: i64,
    /// 40 hex digits or empty.
    pub infohash_v1: String,
    /// 64 hex digits or empty.
    pub infohash_v2: String,
    /// Last payload either way.
    pub last_activity: i64,
    /// With the record where there is one.
    pub magnet_uri: String,
    /// Effective, in minutes; −1 none.
    pub max_inactive_seeding_time: i64,
    /// Effective; −1 none.
    pub max_ratio: f64,
    /// Effective, in minutes; −1 none.
    pub max_seeding_time: i64,
    /// Shown name.
    pub name: String,
    /// Nodes known to hold it.
    pub num_complete: u32,
    /// Nodes known to fetch it: none can be known.
    pub num_incomplete: u32,
    /// As `num_incomplete`.
    pub num_leechs: u32,
    /// As `num_complete`.
    pub num_seeds: u32,
    /// −1 without metadata.
    pub piece_size: i64,
    /// Verified pieces.
    pub pieces_have: u64,
    /// −1 without metadata.
    pub pieces_num: i64,
    /// Ratio per month; null when infinite.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub popularity: f64,
    /// Place in the queue from 1; 0 for none.
    pub priority: u32,
    /// Null without metadata.
    pub private: Option<bool>,
    /// 0 to 1.
    pub progress: f64,
    /// −1 infinite.
    pub ratio: f64,
    /// −2 inherit, −1 none.
    pub ratio_limit: f64,
    /// Always 0: trackers are not contacted.
    pub reannounce: u32,
    /// Common top folder; empty when there is none.
    pub root_path: String,
    /// Final location.
    pub save_path: String,
    /// Time finished and not stopped.
    pub seeding_time: i64,
    /// Minutes; −2 inherit, −1 none.
    pub seeding_time_limit: i64,
    /// When a complete source was last known; −1 never.
    pub seen_complete: i64,
    /// In order.
    pub seq_dl: bool,
    /// Own setting.
    pub share_limit_action: &'static str,
    /// Always `Default`: the first limit reached acts.
    pub share_limits_mode: &'static str,
    /// Wanted; 0 without metadata.
    pub size: u64,
    /// One of nineteen words.
    pub state: &'static str,
    /// A flag without a meaning in Codex.
    pub super_seeding: bool,
    /// Joined by comma and blank, in natural order.
    pub tags: String,
    /// Time not stopped.
    pub time_active: i64,
    /// All files, padding counted; −1 without metadata.
    pub total_size: i64,
    /// Failed verification or came twice.
    pub total_wasted: u64,
    /// The first tracker's URL; empty without one.
    pub tracker: String,
    /// Trackers it carries.
    pub trackers_count: usize,
    /// 0 unlimited.
    pub up_limit: u64,
    /// Since it was added.
    pub uploaded: u64,
    /// Since the server started.
    pub uploaded_session: u64,
    /// Payload; 0 when stopped.
    pub upspeed: u64,
}

impl Torrent {
    /// Its wire names in the order in which they are written.
    pub const KEYS: &[&str] = &[
        "added_on",
        "amount_left",
        "auto_tmm",
        "availability",
        "category",
        "codex_expires_at",
        "codex_node",
        "codex_publish",
        "codex_reason",
        "codex_record",
        "comment",
        "completed",
        "completion_on",
        "connections_count",
        "connections_limit",
        "content_path",
        "created_by",
        "creation_date",
        "dl_limit",
        "dlspeed",
        "download_path",
        "downloaded",
        "downloaded_session",
        "eta",
        "f_l_piece_prio",
        "force_start",
        "has_metadata",
        "has_other_announce_error",
        "has_tracker_error",
        "has_tracker_warning",
        "hash",
        "inactive_seeding_time_limit",
        "infohash_v1",
        "infohash_v2",
        "last_activity",
        "magnet_uri",
        "max_inactive_seeding_time",
        "max_ratio",
        "max_seeding_time",
        "name",
        "num_complete",
        "num_incomplete",
        "num_leechs",
        "num_seeds",
        "piece_size",
        "pieces_have",
        "pieces_num",
        "popularity",
        "priority",
        "private",
        "progress",
        "ratio",
        "ratio_limit",
        "reannounce",
        "root_path",
        "save_path",
        "seeding_time",
        "seeding_time_limit",
        "seen_complete",
        "seq_dl",
        "share_limit_action",
        "share_limits_mode",
        "size",
        "state",
        "super_seeding",
        "tags",
        "time_active",
        "total_size",
        "total_wasted",
        "tracker",
        "trackers_count",
        "up_limit",
        "uploaded",
        "uploaded_session",
        "upspeed",
    ];

    /// What clients see of `status` at Unix time `now`, in the words of 5.x.
    pub fn of(status: &TorrentStatus, now: i64) -> Self {
        let metainfo = status.content.as_ref().and_then(|content| content.metainfo());
        let content = status.content.as_deref();
        let effective = &status.effective_limits;
        Self {
            added_on: status.added_on,
            amount_left: status.wanted.saturating_sub(status.wanted_done),
            auto_tmm: status.auto_managed,
            availability: derived::availability(status),
            category: status.category.clone(),
            codex_expires_at: epoch(status.expires_at),
            codex_node: status.node.clone(),
            codex_publish: status.publish.as_str(),
            codex_reason: status.reason.as_ref().map(CodexReason::of),
            codex_record: status.record.map(|cid| cid.to_string()).unwrap_or_default(),
            comment: status.comment.clone(),
            completed: status.wanted_done,
            completion_on: epoch(status.completed_on),
            connections_count: 0,
            connections_limit: -1,
            content_path: status.content_path().as_deref().map(path_text).unwrap_or_default(),
            created_by: metainfo.map(|m| m.created_by.clone()).unwrap_or_default(),
            creation_date: epoch(metainfo.and_then(|m| m.creation_date)),
            dl_limit: status.download_limit.unwrap_or(0),
            dlspeed: if status.stopped { 0 } else { status.download_rate },
            download_path: status.download_path.as_deref().map(path_text).unwrap_or_default(),
            downloaded: status.totals.downloaded,
            downloaded_session: status.totals.downloaded_session,
            eta: derived::eta(status, now),
            f_l_piece_prio: status.first_last_first,
            force_start: is_forced(status),
            has_metadata: status.has_metadata(),
            has_other_announce_error: false,
            has_tracker_error: false,
            has_tracker_warning: false,
            hash: status.id.to_string(),
            inactive_seeding_time_limit: own_limit(status.share_limits.inactive_minutes),
            infohash_v1: status.info_hash.v1.map(|hash| hash.to_string()).unwrap_or_default(),
            infohash_v2: status.info_hash.v2.map(|hash| hash.to_string()).unwrap_or_default(),
            last_activity: derived::last_activity(status, now),
            magnet_uri: status.magnet_uri.clone(),
            max_inactive_seeding_time: epoch(effective.inactive_minutes),
            max_ratio: effective.ratio.unwrap_or(-1.0),
            max_seeding_time: epoch(effective.seeding_minutes),
            name: status.name.clone(),
            num_complete: status.holders.max(status.seeds()),
            num_incomplete: status.leeches(),
            num_leechs: status.leeches(),
            num_seeds: status.seeds(),
            piece_size: content.map_or(-1, |content| i64::from(content.piece_length)),
            pieces_have: derived::pieces_have(status),
            pieces_num: content.map_or(-1, |content| i64::from(content.pieces)),
            popularity: derived::popularity(status, now).unwrap_or(f64::INFINITY),
            priority: status.queue_position.map_or(0, |place| place.saturating_add(1)),
            private: is_private(status),
            progress: status.progress(),
            ratio: status.ratio().unwrap_or(-1.0),
            ratio_limit: own_ratio_limit(status.share_limits.ratio),
            reannounce: 0,
            root_path: status.root_path().as_deref().map(path_text).unwrap_or_default(),
            save_path: path_text(&status.save_path),
            seeding_time: derived::seeding_time(status, now),
            seeding_time_limit: own_limit(status.share_limits.seeding_minutes),
            seen_complete: epoch(status.seen_complete),
            seq_dl: status.sequential,
            share_limit_action: share_limit_action_str(status.share_limits.action),
            share_limits_mode: share_limits_mode_str(status.share_limits.mode),
            size: status.wanted,
            state: TorrentState::of(status).as_str(),
            super_seeding: status.super_seeding,
            tags: tags_text(status),
            time_active: derived::time_active(status, now),
            total_size: total_size(status),
            total_wasted: status.totals.wasted,
            tracker: status.trackers.first().map(|t| t.url.clone()).unwrap_or_default(),
            trackers_count: status.trackers.len(),
            up_limit: status.upload_limit.unwrap_or(0),
            uploaded: status.totals.uploaded,
            uploaded_session: status.totals.uploaded_session,
            upspeed: if status.stopped { 0 } else { status.upload_rate },
        }
    }
}

/// The private flag; `None` without metadata, false for a bare dataset.
pub(super) fn is_private(status: &TorrentStatus) -> Option<bool> {
    let content = status.content.as_ref()?;
    Some(content.metainfo().is_some_and(|metainfo| metainfo.info.private))
}

/// All files as the torrent counts them, padding included; −1 without metadata.
pub(super) fn total_size(status: &TorrentStatus) -> i64 {
    let Some(content) = &status.content else { return -1 };
    let bytes = content.metainfo().map_or(content.total_size, |metainfo| metainfo.info.total_size);
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

fn tags_text(status: &TorrentStatus) -> String {
    let mut tags: Vec<&str> = status.tags.iter().map(String::as_str).collect();
    tags.sort_by(|a, b| natural_cmp(a, b));
    tags.join(", ")
}

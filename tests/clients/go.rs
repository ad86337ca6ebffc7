//! The types of go-qbittorrent, on which autobrr, qui and command line tools are built.
//!
//! One value of another kind (`1.0` for an integer, a number for a string) fails the whole answer;
//! a key that is missing or null does not.

use serde_json::Value;

use crate::strict::{Kind, STATES, rows, typed};

/// `torrents/info`, or the objects of `sync/maindata`.
#[track_caller]
pub fn torrent(row: &Value) {
    let texts = [
        "hash",
        "infohash_v1",
        "infohash_v2",
        "name",
        "magnet_uri",
        "state",
        "category",
        "tags",
        "save_path",
        "download_path",
        "content_path",
        "tracker",
        "comment",
        "created_by",
    ];
    typed(row, Kind::Text, &texts);
    let integers = [
        "added_on",
        "amount_left",
        "completed",
        "completion_on",
        "creation_date",
        "dl_limit",
        "dlspeed",
        "downloaded",
        "downloaded_session",
        "eta",
        "last_activity",
        "max_inactive_seeding_time",
        "max_seeding_time",
        "inactive_seeding_time_limit",
        "num_complete",
        "num_incomplete",
        "num_leechs",
        "num_seeds",
        "priority",
        "reannounce",
        "seeding_time",
        "seeding_time_limit",
        "seen_complete",
        "size",
        "time_active",
        "total_size",
        "trackers_count",
        "up_limit",
        "uploaded",
        "uploaded_session",
        "upspeed",
    ];
    typed(row, Kind::Int, &integers);
    let numbers = ["progress", "ratio", "ratio_limit", "max_ratio", "availability", "popularity"];
    typed(row, Kind::Number, &numbers);
    let flags = [
        "auto_tmm",
        "f_l_piece_prio",
        "force_start",
        "seq_dl",
        "super_seeding",
        "private",
        "has_metadata",
    ];
    typed(row, Kind::Flag, &flags);
    if let Some(state) = row.get("state") {
        assert!(STATES.contains(&state.as_str().unwrap()), "{row}");
    }
    if let Some(list) = row.get("trackers") {
        trackers(list);
    }
}

/// `torrents/trackers`.
#[track_caller]
pub fn trackers(list: &Value) {
    for row in rows(list) {
        typed(row, Kind::Text, &["url", "msg"]);
        let numbers = ["status", "num_peers", "num_seeds", "num_leeches", "num_downloaded", "tier"];
        typed(row, Kind::Int, &numbers);
    }
}

/// `transfer/info`.
#[track_caller]
pub fn transfer(info: &Value) {
    typed(info, Kind::Text, &["connection_status"]);
    let numbers = [
        "dht_nodes",
        "dl_info_data",
        "dl_info_speed",
        "dl_rate_limit",
        "up_info_data",
        "up_info_speed",
        "up_rate_limit",
    ];
    typed(info, Kind::Int, &numbers);
}

/// `server_state` of `sync/maindata`: four numbers are strings.
#[track_caller]
pub fn server_state(state: &Value) {
    let texts = [
        "connection_status",
        "global_ratio",
        "read_cache_hits",
        "read_cache_overload",
        "write_cache_overload",
    ];
    typed(state, Kind::Text, &texts);
    let numbers = [
        "alltime_dl",
        "alltime_ul",
        "average_time_queue",
        "dht_nodes",
        "dl_info_data",
        "dl_info_speed",
        "dl_rate_limit",
        "free_space_on_disk",
        "queued_io_jobs",
        "refresh_interval",
        "total_buffers_size",
        "total_peer_connections",
        "total_queued_size",
        "total_wasted_session",
        "up_info_data",
        "up_info_speed",
        "up_rate_limit",
    ];
    typed(state, Kind::Int, &numbers);
    let flags = ["queueing", "use_alt_speed_limits", "use_subcategories"];
    typed(state, Kind::Flag, &flags);
}

/// `torrents/properties`.
#[track_caller]
pub fn properties(found: &Value) {
    typed(found, Kind::Text, &["save_path", "comment", "created_by", "hash", "infohash_v1"]);
    let numbers = [
        "addition_date",
        "completion_date",
        "creation_date",
        "dl_limit",
        "dl_speed",
        "dl_speed_avg",
        "eta",
        "last_seen",
        "nb_connections",
        "nb_connections_limit",
        "peers",
        "peers_total",
        "piece_size",
        "pieces_have",
        "pieces_num",
        "reannounce",
        "seeding_time",
        "seeds",
        "seeds_total",
        "time_elapsed",
        "total_downloaded",
        "total_downloaded_session",
        "total_size",
        "total_uploaded",
        "total_uploaded_session",
        "total_wasted",
        "up_limit",
        "up_speed",
        "up_speed_avg",
    ];
    typed(found, Kind::Int, &numbers);
    typed(found, Kind::Number, &["share_ratio"]);
    typed(found, Kind::Flag, &["is_private"]);
}

/// `torrents/files`.
#[track_caller]
pub fn files(list: &Value) {
    for row in rows(list) {
        typed(row, Kind::Text, &["name"]);
        typed(row, Kind::Int, &["index", "priority", "size"]);
        typed(row, Kind::Number, &["progress", "availability"]);
        typed(row, Kind::Flag, &["is_seed"]);
        let range = rows(&row["piece_range"]);
        assert!(range.len() == 2 && range.iter().all(Value::is_i64), "{row}");
    }
}

/// `app/preferences`: of the numbers only ratios may have a fraction, `scan_dirs` is an object.
#[track_caller]
pub fn preferences(all: &Value) {
    for (key, value) in all.as_object().unwrap() {
        let fraction = key.contains("ratio");
        assert!(!value.is_f64() || fraction, "{key} is no integer but {value}");
        let whole = value.is_boolean() || value.is_number() || value.is_string();
        assert!(whole || key == "scan_dirs" || value.is_object(), "{key} is {value}");
    }
    assert!(all["scan_dirs"].is_object(), "{}", all["scan_dirs"]);
    typed(all, Kind::Flag, &["queueing_enabled", "dht", "max_ratio_enabled"]);
}

/// A version as Go's semver reads it.
#[track_caller]
pub fn version(text: &str) -> (u32, u32, u32) {
    let numbers: Vec<u32> = text.split('.').map(|number| number.parse().unwrap()).collect();
    assert_eq!(numbers.len(), 3, "{text}");
    (numbers[0], numbers[1], numbers[2])
}

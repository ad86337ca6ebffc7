//! The `server_state` of `sync/maindata` (webapi §4.1, recordings of 5.3.0).

use std::net::IpAddr;

use schemars::JsonSchema;
use serde::Serialize;

use super::double;
use crate::session::ServerStatus;
use crate::session::{NodeKind, NodeState};

/// What `server_state` tells of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerPreferences {
    /// Queueing is enabled.
    pub queueing: bool,
    /// How often user interfaces should poll, in milliseconds.
    pub refresh_interval_ms: i64,
    /// The address that the node announces is shown.
    pub show_external_address: bool,
}

/// The node that holds the content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CodexNode {
    /// Seconds for which it keeps what it is given; null when it keeps everything.
    pub keeps: Option<i64>,
    /// `embedded`, `rest` or `memory`.
    pub kind: &'static str,
    /// Bytes it may store itself; 0 until known.
    pub quota_max: u64,
    /// Bytes of it that are used; 0 until known.
    pub quota_used: u64,
    /// `starting`, `online` or `away`.
    pub state: &'static str,
}

/// Numbers of the whole server; units are bytes and bytes per second unless said otherwise.
///
/// What only a BitTorrent engine has is 0; cache figures are texts, as in qBittorrent.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ServerState {
    /// All sessions.
    pub alltime_dl: u64,
    /// All sessions.
    pub alltime_ul: u64,
    /// Always 0, milliseconds.
    pub average_time_queue: u64,
    /// The node in use.
    pub codex_node: CodexNode,
    /// `disconnected` only while the node is away.
    pub connection_status: &'static str,
    /// Nodes that the node knows.
    pub dht_nodes: u32,
    /// Since the start.
    pub dl_info_data: u64,
    /// Now.
    pub dl_info_speed: u64,
    /// Active limit; 0 none.
    pub dl_rate_limit: u64,
    /// On the disk of the default save path; −1 until known.
    pub free_space_on_disk: i64,
    /// Text with two decimals, `-` when either total is 0.
    pub global_ratio: String,
    /// What the node announces; empty when unknown, or when it is not to be shown.
    pub last_external_address_v4: String,
    /// What the node announces; empty when unknown, or when it is not to be shown.
    pub last_external_address_v6: String,
    /// Jobs that hash files, and reads and writes that wait for a place.
    pub queued_io_jobs: u32,
    /// Always 0.
    pub queued_tracker_announces: u64,
    /// Queueing is enabled.
    pub queueing: bool,
    /// Always `0`.
    pub read_cache_hits: &'static str,
    /// Always `0`.
    pub read_cache_overload: &'static str,
    /// Milliseconds.
    pub refresh_interval: i64,
    /// Time of an answer of the node, milliseconds.
    pub request_latency: u32,
    /// The whole session is paused.
    pub session_state: bool,
    /// Bytes of buffers between network, disk and hashing.
    pub total_buffers_size: u64,
    /// Open streams from nodes.
    pub total_peer_connections: u32,
    /// Bytes that wait to be written.
    pub total_queued_size: u64,
    /// Failed verification since the start.
    pub total_wasted_session: u64,
    /// Since the start.
    pub up_info_data: u64,
    /// Now.
    pub up_info_speed: u64,
    /// Active limit; 0 none.
    pub up_rate_limit: u64,
    /// Alternative limits are active.
    pub use_alt_speed_limits: bool,
    /// Categories nest, always; clients of 5.1 and older ask.
    pub use_subcategories: bool,
    /// Always `0`.
    pub write_cache_overload: &'static str,
}

impl ServerState {
    /// Its wire names in the order in which they are written.
    pub const KEYS: &[&str] = &[
        "alltime_dl",
        "alltime_ul",
        "average_time_queue",
        "codex_node",
        "connection_status",
        "dht_nodes",
        "dl_info_data",
        "dl_info_speed",
        "dl_rate_limit",
        "free_space_on_disk",
        "global_ratio",
        "last_external_address_v4",
        "last_external_address_v6",
        "queued_io_jobs",
        "queued_tracker_announces",
        "queueing",
        "read_cache_hits",
        "read_cache_overload",
        "refresh_interval",
        "request_latency",
        "session_state",
        "total_buffers_size",
        "total_peer_connections",
        "total_queued_size",
        "total_wasted_session",
        "up_info_data",
        "up_info_speed",
        "up_rate_limit",
        "use_alt_speed_limits",
        "use_subcategories",
        "write_cache_overload",
    ];

    /// What clients see of the server.
    pub fn of(server: &ServerStatus, preferences: ServerPreferences) -> Self {
        let external = |kind: fn(&IpAddr) -> bool| {
            let shown = preferences.show_external_address;
            let found = shown.then(|| server.external_address(kind)).flatten();
            found.map_or_else(String::new, |address| address.to_string())
        };
        Self {
            alltime_dl: server.all_time_download,
            alltime_ul: server.all_time_upload,
            average_time_queue: 0,
            codex_node: CodexNode {
                keeps: server.node_keeps,
                kind: match server.node.capabilities.kind {
                    NodeKind::Embedded => "embedded",
                    NodeKind::Rest => "rest",
                    NodeKind::Memory => "memory",
                },
                quota_max: server.space.map_or(0, |space| space.quota_max),
                quota_used: server.space.map_or(0, |space| space.quota_used),
                state: match server.node.state {
                    NodeState::Starting => "starting",
                    NodeState::Online => "online",
                    NodeState::Away { .. } => "away",
                },
            },
            connection_status: connection_status(server),
            dht_nodes: server.known_nodes,
            dl_info_data: server.session_download,
            dl_info_speed: server.download_rate,
            dl_rate_limit: server.download_limit.unwrap_or(0),
            free_space_on_disk: server
                .free_space
                .map_or(-1, |bytes| i64::try_from(bytes).unwrap_or(i64::MAX)),
            global_ratio: global_ratio(server.all_time_download, server.all_time_upload),
            last_external_address_v4: external(IpAddr::is_ipv4),
            last_external_address_v6: external(IpAddr::is_ipv6),
            queued_io_jobs: server.disk_jobs,
            queued_tracker_announces: 0,
            queueing: preferences.queueing,
            read_cache_hits: "0",
            read_cache_overload: "0",
            refresh_interval: preferences.refresh_interval_ms,
            request_latency: server.node.latency_ms,
            session_state: server.paused,
            total_buffers_size: server.buffer_bytes,
            total_peer_connections: server.open_streams,
            total_queued_size: server.queued_bytes,
            total_wasted_session: server.session_wasted,
            up_info_data: server.session_upload,
            up_info_speed: server.upload_rate,
            up_rate_limit: server.upload_limit.unwrap_or(0),
            use_alt_speed_limits: server.alternative_limits,
            use_subcategories: true,
            write_cache_overload: "0",
        }
    }
}

/// `disconnected` only while the node is away (design §4).
pub(super) fn connection_status(server: &ServerStatus) -> &'static str {
    match server.node.state {
        NodeState::Away { .. } => "disconnected",
        NodeState::Starting | NodeState::Online => "connected",
    }
}

/// Two decimals, cut off; `-` when either total is 0.
fn global_ratio(downloaded: u64, uploaded: u64) -> String {
    if downloaded == 0 || uploaded == 0 {
        return "-".to_owned();
    }
    let cut = (double(uploaded) / double(downloaded) * 100.0).floor() / 100.0;
    format!("{cut:.2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_global_ratio_is_cut_and_a_dash_without_traffic() {
        assert_eq!(global_ratio(0, 5), "-");
        assert_eq!(global_ratio(5, 0), "-");
        assert_eq!(global_ratio(4, 5), "1.25");
        assert_eq!(global_ratio(3, 2), "0.66");
        assert_eq!(global_ratio(1_000_000, 1), "0.00");
    }
}

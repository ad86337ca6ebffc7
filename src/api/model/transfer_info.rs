//! The object of `transfer/info` (webapi §3.9).

use schemars::JsonSchema;
use serde::Serialize;

use super::server_state::connection_status;
use crate::session::ServerStatus;

/// Totals and rates of the server, in bytes and bytes per second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TransferInfo {
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
    /// Always empty: unknown.
    pub last_external_address_v4: &'static str,
    /// Always empty: unknown.
    pub last_external_address_v6: &'static str,
    /// Since the start.
    pub up_info_data: u64,
    /// Now.
    pub up_info_speed: u64,
    /// Active limit; 0 none.
    pub up_rate_limit: u64,
}

impl TransferInfo {
    /// What clients see of the server.
    pub fn of(server: &ServerStatus) -> Self {
        Self {
            connection_status: connection_status(server),
            dht_nodes: server.known_nodes,
            dl_info_data: server.session_download,
            dl_info_speed: server.download_rate,
            dl_rate_limit: server.download_limit.unwrap_or(0),
            last_external_address_v4: "",
            last_external_address_v6: "",
            up_info_data: server.session_upload,
            up_info_speed: server.upload_rate,
            up_rate_limit: server.upload_limit.unwrap_or(0),
        }
    }
}

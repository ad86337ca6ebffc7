//! `log/*`: what the server has logged.

use schemars::JsonSchema;
use serde::Serialize;

use super::call::Call;
use super::extract::Params;
use super::reply::{Answer, Reply};
use crate::session::RefusedBy;
use crate::telemetry::{LogEntry, LogLevel};

/// A line of the log.
#[derive(Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "LogLine"))]
pub(crate) struct Line<'a> {
    id: i64,
    message: &'a str,
    /// Unix seconds.
    timestamp: i64,
    /// 1 normal, 2 information, 4 warning, 8 critical.
    #[serde(rename = "type")]
    level: u8,
}

/// `log/main`: lines after `last_known_id`, of the wanted levels.
pub(crate) fn main(call: &Call) -> Answer {
    let entries = call.state.log.after(call.params.int("last_known_id").unwrap_or(-1));
    let wanted = entries.iter().filter(|entry| is_wanted(&call.params, entry.level));
    Reply::json(&wanted.map(line).collect::<Vec<_>>())
}

/// An address that may not read from the embedded node and tried to.
#[derive(Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct BlockedPeer {
    /// False for one that was banned, as in qBittorrent.
    blocked: bool,
    id: i64,
    ip: String,
    /// Why.
    reason: &'static str,
    /// Unix seconds.
    timestamp: i64,
}

/// `log/peers`: who was refused after `last_known_id`.
pub(crate) fn peers(call: &Call) -> Answer {
    let after = call.params.int("last_known_id").unwrap_or(-1);
    let refusals = call.session().peer_filter().refusals_after(after);
    let peers = refusals.iter().map(|refusal| BlockedPeer {
        blocked: refusal.by == RefusedBy::Filter,
        id: refusal.id,
        ip: refusal.ip.to_string(),
        reason: match refusal.by {
            RefusedBy::Filter => "IP filter",
            RefusedBy::Ban => "",
        },
        timestamp: refusal.timestamp,
    });
    Reply::json(&peers.collect::<Vec<_>>())
}

fn line(entry: &LogEntry) -> Line<'_> {
    Line {
        id: entry.id,
        message: &entry.message,
        timestamp: entry.timestamp,
        level: entry.level.code(),
    }
}

fn is_wanted(params: &Params, level: LogLevel) -> bool {
    let name = match level {
        LogLevel::Normal => "normal",
        LogLevel::Info => "info",
        LogLevel::Warning => "warning",
        LogLevel::Critical => "critical",
    };
    params.flag(name).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::extract::parse_query;

    #[test]
    fn levels_are_wanted_unless_switched_off() {
        let params = parse_query("normal=False&info=nonsense");
        assert!(!is_wanted(&params, LogLevel::Normal));
        assert!(is_wanted(&params, LogLevel::Info));
        assert!(is_wanted(&params, LogLevel::Critical));
    }
}

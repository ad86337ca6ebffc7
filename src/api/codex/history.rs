//! `codex/history`: transfer and quota over time, as the server has noted it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::{HistoryRange, HistorySeries, Sample};

/// Lists of the same length, oldest first; null where the server was off.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "TransferHistory"))]
pub(crate) struct History {
    /// Payload bytes that came in each step.
    downloaded: Vec<Option<u64>>,
    /// Bytes of the node's quota, at the end of each step; null when the node did not tell.
    quota_max: Vec<Option<u64>>,
    /// Bytes used of it.
    quota_used: Vec<Option<u64>>,
    /// `hour`, `day`, `week`, `month` or `year`.
    range: &'static str,
    /// Seconds of a step.
    step: i64,
    /// Unix seconds at which each step began.
    time: Vec<i64>,
    /// Items in the list, at the end of each step.
    torrents: Vec<Option<u64>>,
    /// Payload bytes that were served in each step.
    uploaded: Vec<Option<u64>>,
}

/// `codex/history`.
///
/// # Errors
/// 400 for a range that there is not.
pub(crate) fn history(call: &Call) -> Answer {
    let range = match call.params.text("range") {
        "" => HistoryRange::Day,
        word => HistoryRange::ALL
            .into_iter()
            .find(|range| range.as_str() == word)
            .ok_or_else(|| ApiError::bad("range must be hour, day, week, month or year"))?,
    };
    let HistorySeries { step, points } = call.session().history(range);
    let each = |of: fn(Sample) -> Option<u64>| {
        points.iter().map(|(_, sample)| sample.and_then(of)).collect::<Vec<_>>()
    };
    Reply::json(&History {
        downloaded: each(|sample| Some(sample.downloaded)),
        quota_max: each(|sample| sample.quota.map(|(_, max)| max)),
        quota_used: each(|sample| sample.quota.map(|(used, _)| used)),
        range: range.as_str(),
        step,
        time: points.iter().map(|(at, _)| *at).collect(),
        torrents: each(|sample| Some(sample.torrents)),
        uploaded: each(|sample| Some(sample.uploaded)),
    })
}

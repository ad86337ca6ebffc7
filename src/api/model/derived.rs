//! Numbers computed from a status and the present time (webapi §5.3).
//!
//! Nothing here is stored: what follows the clock is computed when it is written. One deviation:
//! an eta is never negative.

use super::number::{double, whole};
use crate::session::{TorrentState, TorrentStatus};

/// Unknown or infinite, in seconds.
pub(crate) const ETA_UNKNOWN: i64 = 8_640_000;

/// Mean month (30.436875 days) in seconds.
const MONTH_SECS: f64 = 2_629_746.0;

/// Ratio per month of activity; `None` is infinite.
pub(crate) fn popularity(status: &TorrentStatus, now: i64) -> Option<f64> {
    let active = u64::try_from(time_active(status, now)).unwrap_or(0);
    match (active, status.ratio()) {
        (0, _) => Some(0.0),
        (_, None) => None,
        (active, Some(ratio)) => Some(ratio / (double(active) / MONTH_SECS)),
    }
}

/// Seconds not stopped.
pub(crate) fn time_active(status: &TorrentStatus, now: i64) -> i64 {
    status.active_time.secs(now)
}

/// Seconds finished and not stopped.
pub(crate) fn seeding_time(status: &TorrentStatus, now: i64) -> i64 {
    status.seeding_time.secs(now)
}

/// True while payload flows either way.
pub(crate) fn is_active(status: &TorrentStatus) -> bool {
    !status.stopped && (status.download_rate > 0 || status.copies || status.upload_rate > 0)
}

/// Time of the last payload; now while it flows; the time it was added when there was none.
pub(crate) fn last_activity(status: &TorrentStatus, now: i64) -> i64 {
    if is_active(status) { now } else { status.last_activity.unwrap_or(status.added_on) }
}

/// True when the eta counts down by the clock alone.
pub(crate) fn eta_follows_clock(status: &TorrentStatus) -> bool {
    let limits = &status.effective_limits;
    !status.stopped
        && is_seeding(status)
        && (limits.seeding_minutes.is_some() || limits.inactive_minutes.is_some())
}

/// Seconds until it is complete, or until a share limit is reached.
pub(crate) fn eta(status: &TorrentStatus, now: i64) -> i64 {
    if status.stopped {
        return ETA_UNKNOWN;
    }
    if !is_seeding(status) {
        let left = status.wanted.saturating_sub(status.wanted_done);
        return match status.mean_download_rate {
            0 => ETA_UNKNOWN,
            rate => i64::try_from(left / rate).unwrap_or(ETA_UNKNOWN),
        };
    }
    let limits = &status.effective_limits;
    let by_ratio = limits.ratio.filter(|_| status.mean_upload_rate > 0).map(|limit| {
        let volume =
            if status.totals.downloaded == 0 { status.wanted } else { status.totals.downloaded };
        let missing = double(volume) * limit - double(status.totals.uploaded);
        whole(missing / double(status.mean_upload_rate))
    });
    let by_seeding = limits
        .seeding_minutes
        .map(|minutes| minutes.saturating_mul(60).saturating_sub(seeding_time(status, now)));
    let by_inactivity = limits.inactive_minutes.map(|minutes| {
        let inactive = now.saturating_sub(last_activity(status, now));
        minutes.saturating_mul(60).saturating_sub(inactive)
    });
    [by_ratio, by_seeding, by_inactivity]
        .into_iter()
        .flatten()
        .map(|secs| secs.max(0))
        .fold(ETA_UNKNOWN, i64::min)
}

/// Copies of the content: nodes known to hold it, and our own verified share; −1 when complete
/// (nothing is looked for then), 0 while the metadata is not known.
pub(crate) fn availability(status: &TorrentStatus) -> f64 {
    if is_seeding(status) {
        return -1.0;
    }
    let Some(content) = &status.content else { return 0.0 };
    let pieces = u64::from(content.pieces);
    if pieces == 0 {
        return f64::from(status.seeds());
    }
    let have = double(pieces_have(status));
    f64::from(status.seeds()) + (have / double(pieces) * 1000.0).floor() / 1000.0
}

/// Verified pieces.
pub(crate) fn pieces_have(status: &TorrentStatus) -> u64 {
    u64::try_from(status.pieces.count()).unwrap_or(u64::MAX)
}

/// Bytes per second received while it was not complete; −1 when that took no time.
pub(crate) fn download_speed_avg(status: &TorrentStatus, now: i64) -> i64 {
    per_second(status.totals.downloaded, time_active(status, now) - seeding_time(status, now))
}

/// Bytes per second served while it was not stopped; −1 when that took no time.
pub(crate) fn upload_speed_avg(status: &TorrentStatus, now: i64) -> i64 {
    per_second(status.totals.uploaded, time_active(status, now))
}

fn per_second(bytes: u64, secs: i64) -> i64 {
    match u64::try_from(secs) {
        Ok(secs) if secs > 0 => i64::try_from(bytes / secs).unwrap_or(i64::MAX),
        _ => -1,
    }
}

/// Complete and at its final place.
pub(crate) fn is_seeding(status: &TorrentStatus) -> bool {
    status.has_metadata() && status.state == TorrentState::Seeding
}

#[cfg(test)]
#[path = "derived_tests.rs"]
mod tests;

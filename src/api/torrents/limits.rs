//! Rate limits and share limits of torrents (webapi §3.8.4).

use std::collections::BTreeMap;

use super::edit;
use crate::api::call::Call;
use crate::api::extract::{Params, parse_torrent_id};
use crate::api::model::{share_limit_action_from, share_limits_mode_from};
use crate::api::reply::{Answer, Reply};
use crate::session::{Edit, Limit, ShareLimitAction, TorrentStatus};

/// `torrents/downloadLimit`: bytes per second by hash as sent; 0 unlimited, −1 unknown.
pub(crate) fn download_limit(call: &Call) -> Answer {
    limits(call, |status| status.download_limit)
}

/// `torrents/uploadLimit`: as `downloadLimit`.
pub(crate) fn upload_limit(call: &Call) -> Answer {
    limits(call, |status| status.upload_limit)
}

fn limits(call: &Call, limit: impl Fn(&TorrentStatus) -> Option<u64>) -> Answer {
    let mut by_hash = BTreeMap::new();
    // As in qBittorrent, no hash at all is one empty hash.
    for hash in call.params.text("hashes").split('|') {
        let status = parse_torrent_id(hash).and_then(|id| call.session().torrent(id));
        let value = status.map_or(-1, |status| {
            limit(&status).map_or(0, |bytes| i64::try_from(bytes).unwrap_or(i64::MAX))
        });
        by_hash.insert(hash, value);
    }
    Reply::json(&by_hash)
}

/// `torrents/setDownloadLimit`: no number, 0 and less mean unlimited.
pub(crate) async fn set_download_limit(call: Call) -> Answer {
    let limit = rate(&call.params, "limit");
    edit(&call, call.params.selection("hashes"), Edit::SetDownloadLimit(limit)).await?;
    Ok(Reply::empty())
}

/// `torrents/setUploadLimit`: as `setDownloadLimit`.
pub(crate) async fn set_upload_limit(call: Call) -> Answer {
    let limit = rate(&call.params, "limit");
    edit(&call, call.params.selection("hashes"), Edit::SetUploadLimit(limit)).await?;
    Ok(Reply::empty())
}

/// Bytes per second; `None` unlimited.
pub(super) fn rate(params: &Params, name: &str) -> Option<u64> {
    params.int(name).and_then(|bytes| u64::try_from(bytes).ok()).filter(|bytes| *bytes > 0)
}

/// `torrents/setShareLimits`. What an old client leaves out stays as it is.
pub(crate) async fn set_share_limits(call: Call) -> Answer {
    let params = &call.params;
    let change = Edit::SetShareLimits {
        ratio: params.get("ratioLimit").map(|_| ratio_limit(params.float("ratioLimit"))),
        seeding_minutes: params
            .get("seedingTimeLimit")
            .map(|_| minutes_limit(params.int("seedingTimeLimit"))),
        inactive_minutes: params
            .get("inactiveSeedingTimeLimit")
            .map(|_| minutes_limit(params.int("inactiveSeedingTimeLimit"))),
        action: params
            .get("shareLimitAction")
            .map(|word| share_limit_action_from(word).unwrap_or(ShareLimitAction::Default)),
        mode: params
            .get("shareLimitsMode")
            .map(|word| share_limits_mode_from(word).unwrap_or_default()),
    };
    edit(&call, params.selection("hashes"), change).await?;
    Ok(Reply::empty())
}

/// −2 inherits, other negative values mean none; no number means 0, as in qBittorrent.
pub(super) fn ratio_limit(value: Option<f64>) -> Limit<f64> {
    match value.unwrap_or(0.0) {
        value if value >= 0.0 => Limit::Value(value),
        -2.0 => Limit::Inherit,
        _ => Limit::Unlimited,
    }
}

/// As [`ratio_limit`], in minutes.
pub(super) fn minutes_limit(value: Option<i64>) -> Limit<i64> {
    match value.unwrap_or(0) {
        value if value >= 0 => Limit::Value(value),
        -2 => Limit::Inherit,
        _ => Limit::Unlimited,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negative_limits_inherit_or_are_none() {
        assert_eq!(ratio_limit(Some(-2.0)), Limit::Inherit);
        assert_eq!(ratio_limit(Some(-1.0)), Limit::Unlimited);
        assert_eq!(ratio_limit(Some(-3.0)), Limit::Unlimited);
        assert_eq!(ratio_limit(Some(1.5)), Limit::Value(1.5));
        assert_eq!(ratio_limit(None), Limit::Value(0.0));
        assert_eq!(minutes_limit(Some(-2)), Limit::Inherit);
        assert_eq!(minutes_limit(Some(-9)), Limit::Unlimited);
        assert_eq!(minutes_limit(Some(0)), Limit::Value(0));
    }
}

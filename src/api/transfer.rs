//! `transfer/*`: the server's rates and limits.
//!
//! Limits are settings: they go through the same checks as `app/setPreferences`. "The" limit is
//! the one of the active mode, normal or alternative.

use std::net::SocketAddr;

use schemars::JsonSchema;
use serde::Serialize;

use super::app::apply;
use super::call::Call;
use super::error::ApiError;
use super::model::TransferInfo;
use super::reply::{Answer, Reply};
use crate::session::settings::Key;

/// `transfer/info`.
pub(crate) fn info(call: &Call) -> Answer {
    Reply::json(&TransferInfo::of(&call.session().server()))
}

/// `transfer/downloadLimit`: bytes per second of the active limit, 0 none.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every handler")]
pub(crate) fn download_limit(call: &Call) -> Answer {
    Ok(Reply::text(active(call, Key::DlLimit, Key::AltDlLimit).to_string()))
}

/// `transfer/uploadLimit`: bytes per second of the active limit, 0 none.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every handler")]
pub(crate) fn upload_limit(call: &Call) -> Answer {
    Ok(Reply::text(active(call, Key::UpLimit, Key::AltUpLimit).to_string()))
}

/// `transfer/setDownloadLimit`: text that is no number means no limit, as in qBittorrent.
pub(crate) async fn set_download_limit(call: Call) -> Answer {
    let key = if is_alternative(&call) { "alt_dl_limit" } else { "dl_limit" };
    set(&call, &[(key, "limit")]).await?;
    Ok(Reply::empty())
}

/// `transfer/setUploadLimit`: text that is no number means no limit, as in qBittorrent.
pub(crate) async fn set_upload_limit(call: Call) -> Answer {
    let key = if is_alternative(&call) { "alt_up_limit" } else { "up_limit" };
    set(&call, &[(key, "limit")]).await?;
    Ok(Reply::empty())
}

/// All global limits, in bytes per second; 0 is none.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(clippy::struct_field_names, reason = "the wire's names")]
pub(crate) struct SpeedLimits {
    alt_dl_limit: i64,
    alt_up_limit: i64,
    dl_limit: i64,
    up_limit: i64,
}

/// `transfer/getSpeedLimits`: all four, whichever mode is active.
pub(crate) fn speed_limits(call: &Call) -> Answer {
    let settings = call.session().settings();
    Reply::json(&SpeedLimits {
        alt_dl_limit: settings.int(Key::AltDlLimit),
        alt_up_limit: settings.int(Key::AltUpLimit),
        dl_limit: settings.int(Key::DlLimit),
        up_limit: settings.int(Key::UpLimit),
    })
}

/// `transfer/setSpeedLimits`: all four at once.
pub(crate) async fn set_speed_limits(call: Call) -> Answer {
    let names = ["up_limit", "dl_limit", "alt_up_limit", "alt_dl_limit"];
    set(&call, &names.map(|name| (name, name))).await?;
    Ok(Reply::done(call.dialect))
}

/// `transfer/speedLimitsMode`: `1` alternative, `0` normal.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every handler")]
pub(crate) fn speed_limits_mode(call: &Call) -> Answer {
    Ok(Reply::text(if is_alternative(call) { "1" } else { "0" }))
}

/// `transfer/setSpeedLimitsMode`: any number but 0 turns the alternative limits on.
///
/// # Errors
/// 400 when `mode` is no number.
pub(crate) async fn set_speed_limits_mode(call: Call) -> Answer {
    let mode = call.params.int("mode");
    let mode = mode.ok_or_else(|| ApiError::bad("'mode': invalid argument"))?;
    switch(&call, mode != 0).await
}

/// `transfer/toggleSpeedLimitsMode`.
pub(crate) async fn toggle_speed_limits_mode(call: Call) -> Answer {
    switch(&call, !is_alternative(&call)).await
}

/// `transfer/banPeers`: the addresses of `ip:port` elements join the setting `banned_IPs`; what is
/// none is skipped.
pub(crate) async fn ban_peers(call: Call) -> Answer {
    let peers = call.params.list("peers", '|').take(MAX_PEERS);
    let new: Vec<String> = peers.filter_map(peer).map(|peer| peer.ip().to_string()).collect();
    if !new.is_empty() {
        let settings = call.session().settings();
        let all = format!("{}\n{}", settings.text(Key::BannedIps), new.join("\n"));
        apply(&call, [("banned_IPs".to_owned(), all.into())].into_iter().collect()).await?;
    }
    Ok(Reply::empty())
}

/// Peers of one request that are looked at.
pub(super) const MAX_PEERS: usize = 10_000;

/// A peer as clients name it: `ip:port` or `[ipv6]:port`, the port not 0.
pub(super) fn peer(text: &str) -> Option<SocketAddr> {
    text.trim().parse().ok().filter(|peer: &SocketAddr| peer.port() != 0)
}

async fn switch(call: &Call, alternative: bool) -> Answer {
    call.session().set_alternative_limits(alternative).await?;
    Ok(Reply::empty())
}

/// `transfer/pauseSession`: nothing is fetched or published until `resumeSession`.
pub(crate) async fn pause_session(call: Call) -> Answer {
    call.session().set_paused(true).await?;
    Ok(Reply::done(call.dialect))
}

/// `transfer/resumeSession`.
pub(crate) async fn resume_session(call: Call) -> Answer {
    call.session().set_paused(false).await?;
    Ok(Reply::done(call.dialect))
}

fn is_alternative(call: &Call) -> bool {
    call.session().server().alternative_limits
}

fn active(call: &Call, normal: Key, alternative: Key) -> i64 {
    call.session().settings().int(if is_alternative(call) { alternative } else { normal })
}

/// Sets limits, as pairs of setting and parameter.
async fn set(call: &Call, pairs: &[(&str, &str)]) -> Result<(), ApiError> {
    let limits = pairs.iter().map(|(key, parameter)| {
        let limit = call.params.int(parameter).unwrap_or(0).max(0);
        ((*key).to_owned(), limit.into())
    });
    apply(call, limits.collect()).await
}

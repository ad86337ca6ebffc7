//! Detection and health: which prefix, which generation, and whether the node answers.
//!
//! One failed check makes the node suspect, a second one in a row makes it away; one good check
//! brings it back, after everything was detected anew (it may be another version now). Checks of
//! a node that is away grow further apart, and stay so for a node that keeps coming and going;
//! who wants it looked at again gets that at once.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Method, StatusCode};

use super::wire::{InfoJson, SpaceJson};
use super::{Facts, Shared, unknown};
use crate::codex::{Capabilities, CodexError, NodeState, Space};

/// Between checks of a node that answers.
const EVERY: Duration = Duration::from_secs(15);
/// Between a failed check and the one that decides.
const AGAIN: Duration = Duration::from_secs(1);
/// Longest time between checks of a node that is away.
const BACK_OFF_MAX: Duration = Duration::from_secs(30);
/// A node that answered for so long has earned a short back-off again.
const STEADY: Duration = Duration::from_mins(1);
/// Checks after which everything is detected anew even if none failed: a node can be replaced
/// between two checks.
const DETECT_EVERY: u32 = 20;
/// Both prefixes, the newer first.
const PREFIXES: [&str; 2] = ["api/storage/v1", "api/codex/v1"];
/// Largest answer of `debug/info`: it lists hundreds of nodes.
pub(super) const MAX_INFO: usize = 4 * 1024 * 1024;
/// Largest small answer.
pub(super) const MAX_SMALL: usize = 64 * 1024;
/// A CID that no node has (the SHA-256 of nothing is no manifest's).
const NOWHERE: &str = "zDvZRwzm48XLhnD8Fv82rWi6nc1TMirGnpC8ttSTgjtBTc3N5Yd9";

/// Watches the node until nobody holds a handle.
pub(super) async fn run(shared: Arc<Shared>) {
    tokio::select! {
        () = shared.status.closed() => {}
        () = watch(&shared) => {}
    }
}

async fn watch(shared: &Shared) {
    let mut back_off = AGAIN;
    loop {
        match detect(shared).await {
            Ok(facts) => {
                let since = shared.clock.elapsed();
                online(shared, facts);
                let reason = stay(shared).await;
                if shared.clock.elapsed().saturating_sub(since) >= STEADY {
                    back_off = AGAIN;
                }
                away(shared, reason);
            }
            Err(error) => away(shared, words(error)),
        }
        tokio::select! {
            () = tokio::time::sleep(back_off) => {}
            () = shared.look.notified() => {}
        }
        back_off = back_off.saturating_mul(2).min(BACK_OFF_MAX);
    }
}

/// Checks an answering node until it is away; returns the reason.
async fn stay(shared: &Shared) -> String {
    let mut checks = 0_u32;
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = shared.suspect.notified() => {}
        }
        checks = checks.wrapping_add(1);
        if check(shared, checks).await.is_ok() {
            continue;
        }
        tokio::time::sleep(AGAIN).await;
        // Also finds a node that came back with the other prefix.
        match detect(shared).await {
            Ok(facts) => online(shared, facts),
            Err(error) => return words(error),
        }
    }
}

async fn check(shared: &Shared, checks: u32) -> Result<(), CodexError> {
    if checks.is_multiple_of(DETECT_EVERY) {
        online(shared, detect(shared).await?);
        return Ok(());
    }
    let facts = shared.facts.load_full().ok_or(CodexError::Timeout("connecting"))?;
    let begun = shared.clock.elapsed();
    space(shared, facts.prefix).await?;
    let took = shared.clock.elapsed().saturating_sub(begun);
    let sample = u32::try_from(took.as_millis()).unwrap_or(u32::MAX).max(1);
    shared.status.send_if_modified(|status| {
        let old = status.latency_ms;
        // Smoothed, so that one slow answer does not make a slow node.
        let kept = old.saturating_mul(3).saturating_add(sample) / 4;
        status.latency_ms = if old == 0 { sample } else { kept.max(1) };
        status.latency_ms != old
    });
    Ok(())
}

fn online(shared: &Shared, facts: Facts) {
    let capabilities = facts.capabilities.clone();
    tracing::info!(version = %capabilities.version, prefix = facts.prefix, "Codex node answers");
    shared.facts.store(Some(Arc::new(facts)));
    shared.status.send_if_modified(|status| {
        let changed = status.state != NodeState::Online || status.capabilities != capabilities;
        status.state = NodeState::Online;
        status.capabilities = capabilities;
        changed
    });
}

fn away(shared: &Shared, reason: String) {
    shared.status.send_if_modified(|status| {
        let state = NodeState::Away { reason };
        let changed = status.state != state;
        if changed {
            tracing::warn!(?state, "Codex node is away");
            status.state = state;
        }
        changed
    });
}

fn words(error: CodexError) -> String {
    match error {
        CodexError::Away(text) | CodexError::Refused(text) => text,
        CodexError::Timeout(_) => "it does not answer in time".to_owned(),
        other => other.to_string(),
    }
}

/// Asks for the space by this prefix; `None` when there is no such API.
async fn space(shared: &Shared, prefix: &str) -> Result<Option<Space>, CodexError> {
    let http = &shared.http;
    let url = http.url(prefix, &["space"]);
    let answer =
        http.once(Method::GET, url, http.deadlines.control, MAX_SMALL, "connecting").await?;
    match answer.status {
        StatusCode::OK => match answer.json::<SpaceJson>() {
            Ok(space) => Ok(Some(space.into())),
            Err(_) => Err(CodexError::Refused("what answers there is no Codex node".to_owned())),
        },
        StatusCode::NOT_FOUND => Ok(None),
        StatusCode::UNAUTHORIZED | StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
            Err(CodexError::Refused("it wants other credentials".to_owned()))
        }
        _ => Err(answer.refusal()),
    }
}

async fn detect(shared: &Shared) -> Result<Facts, CodexError> {
    let mut found = None;
    for prefix in PREFIXES {
        if space(shared, prefix).await?.is_some() {
            found = Some(prefix);
            break;
        }
    }
    let prefix = found.ok_or_else(|| {
        CodexError::Refused("there is no API of a Codex node at this address".to_owned())
    })?;
    let http = &shared.http;
    let info: InfoJson = http
        .get(
            http.url(prefix, &["debug", "info"]),
            http.deadlines.control,
            MAX_INFO,
            "saying its version",
        )
        .await?
        .json()?;
    let is_qcodex = info.is_qcodex();
    let capabilities = Capabilities {
        version: info.version(),
        generation: info.generation(),
        ranged_reads: is_qcodex,
        exists: status(shared, prefix, &["data", NOWHERE, "exists"]).await? == StatusCode::OK,
        peers: info.knows_peers(),
        // The BitTorrent branch says what is wrong with a bad hash; others know no such path.
        torrent_extension: !is_qcodex
            && prefix == "api/codex/v1"
            && status(shared, prefix, &["torrent", "00", "network", "manifest"]).await?
                == StatusCode::BAD_REQUEST,
        is_qcodex,
        ..unknown()
    };
    Ok(Facts { prefix, capabilities })
}

async fn status(shared: &Shared, prefix: &str, parts: &[&str]) -> Result<StatusCode, CodexError> {
    let http = &shared.http;
    let url = http.url(prefix, parts);
    let answer = http.get(url, http.deadlines.control, MAX_SMALL, "saying what it can").await?;
    Ok(answer.status)
}

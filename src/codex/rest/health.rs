//! Health: whether the node answers, and whether it is still the same one.
//!
//! One failed check makes the node suspect, a second one in a row makes it away; one good check
//! brings it back, after everything was detected anew (it may be another version now). An
//! answer that this kind of node does not give has the same effect at once: another node may
//! have taken its place between two checks. Checks of a node that is away grow further apart,
//! and stay so for a node that keeps coming and going; who wants it looked at again gets that
//! at once.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::detect::{detect, space};
use super::{Facts, Shared};
use crate::codex::{CodexError, NodeState};

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
/// After an odd answer turned out to mean nothing, others are ignored for so long.
const ODD_PAUSE: Duration = Duration::from_secs(30);

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
            Ok(facts) => {
                online(shared, facts);
            }
            Err(error) => return words(error),
        }
    }
}

async fn check(shared: &Shared, checks: u32) -> Result<(), CodexError> {
    let odd = shared.odd.swap(false, Ordering::SeqCst);
    if odd || checks.is_multiple_of(DETECT_EVERY) {
        let changed = online(shared, detect(shared).await?);
        if odd && !changed {
            let until = shared.clock.elapsed().saturating_add(ODD_PAUSE);
            let until = u64::try_from(until.as_millis()).unwrap_or(u64::MAX);
            shared.odd_again_ms.store(until, Ordering::SeqCst);
        }
        return Ok(());
    }
    let facts = shared.facts.load_full().ok_or(CodexError::Timeout("connecting"))?;
    let begun = shared.clock.elapsed();
    if space(shared, facts.prefix).await?.is_none() {
        return Err(CodexError::Away("its API is gone".to_owned()));
    }
    measured(shared, shared.clock.elapsed().saturating_sub(begun));
    Ok(())
}

fn measured(shared: &Shared, took: Duration) {
    let sample = u32::try_from(took.as_millis()).unwrap_or(u32::MAX).max(1);
    shared.status.send_if_modified(|status| {
        let old = status.latency_ms;
        // Smoothed, so that one slow answer does not make a slow node.
        let kept = old.saturating_mul(3).saturating_add(sample) / 4;
        status.latency_ms = if old == 0 { sample } else { kept.max(1) };
        status.latency_ms != old
    });
}

/// True when it was away, or is another node than before.
fn online(shared: &Shared, facts: Facts) -> bool {
    let capabilities = facts.capabilities.clone();
    let (prefix, fragile) = (facts.prefix, facts.fragile);
    let before = shared.facts.swap(Some(Arc::new(facts)));
    let mut changed = before.is_none_or(|before| before.prefix != prefix);
    changed |= shared.status.send_if_modified(|status| {
        let changed = status.state != NodeState::Online || status.capabilities != capabilities;
        status.state = NodeState::Online;
        status.capabilities = capabilities.clone();
        changed
    });
    if changed {
        let generation = capabilities.generation;
        tracing::info!(version = %capabilities.version, ?generation, prefix, "Codex node answers");
        if fragile {
            tracing::warn!(
                version = %capabilities.version,
                "this Codex node dies when a download is stopped; v0.2.1 and newer do not"
            );
        }
    }
    changed
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

//! Who may not read from the embedded node: addresses of a filter list, and banned ones.
//!
//! The session's owner of settings writes it, whoever serves asks it before an answer and while
//! one runs, so that a change counts at once for running streams too. Rules are swapped whole:
//! nobody waits for anybody. Who was refused is kept for the log, each address once a minute,
//! the last [`MAX_REFUSALS`] of them; nothing is stored.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use tokio::sync::watch;

use super::ip_rules::IpRules;
use crate::clock::Clock;

/// Refusals that are kept.
const MAX_REFUSALS: usize = 1000;

/// An address that was refused is noted again after so many seconds.
const AGAIN: i64 = 60;

/// Why an address may not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusedBy {
    /// The filter list has it.
    Filter,
    /// It was banned.
    Ban,
}

/// Somebody who was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// From 0, one more for each.
    pub id: i64,
    /// Seconds since the epoch.
    pub timestamp: i64,
    /// Who.
    pub ip: IpAddr,
    /// Why.
    pub by: RefusedBy,
}

#[derive(Debug)]
struct Shared {
    listed: ArcSwap<IpRules>,
    banned: ArcSwap<IpRules>,
    /// Woken when rules changed.
    changed: watch::Sender<()>,
    /// Refusals of this run, kept or not.
    count: AtomicU64,
    refusals: Mutex<VecDeque<Refusal>>,
    clock: Clock,
}

/// The rules; all clones are one.
#[derive(Debug, Clone)]
pub struct PeerFilter(Arc<Shared>);

impl Default for PeerFilter {
    fn default() -> Self {
        Self::new(Clock::system())
    }
}

impl PeerFilter {
    /// Nobody is refused yet.
    pub fn new(clock: Clock) -> Self {
        Self(Arc::new(Shared {
            listed: ArcSwap::default(),
            banned: ArcSwap::default(),
            changed: watch::Sender::new(()),
            count: AtomicU64::new(0),
            refusals: Mutex::default(),
            clock,
        }))
    }

    /// Takes the addresses of a filter list.
    pub fn set_listed(&self, rules: IpRules) {
        self.0.listed.store(Arc::new(rules));
        self.0.changed.send_replace(());
    }

    /// Takes the banned addresses.
    pub fn set_banned(&self, rules: IpRules) {
        self.0.banned.store(Arc::new(rules));
        self.0.changed.send_replace(());
    }

    /// Why an address may not read; `None` when it may.
    pub fn refuses(&self, ip: IpAddr) -> Option<RefusedBy> {
        if self.0.banned.load().contains(ip) {
            Some(RefusedBy::Ban)
        } else if self.0.listed.load().contains(ip) {
            Some(RefusedBy::Filter)
        } else {
            None
        }
    }

    /// Notes that a request was refused, or ended.
    pub fn refused(&self, ip: IpAddr, by: RefusedBy) {
        let ip = ip.to_canonical();
        self.0.count.fetch_add(1, Ordering::Relaxed);
        let timestamp = self.0.clock.unix_secs();
        let mut refusals = self.0.refusals.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = |old: &&Refusal| timestamp.saturating_sub(old.timestamp) < AGAIN;
        if refusals.iter().rev().take_while(recent).any(|old| (old.ip, old.by) == (ip, by)) {
            return;
        }
        tracing::info!(%ip, ?by, "a reader of the Codex API was refused");
        let id = refusals.back().map_or(0, |last| last.id.saturating_add(1));
        if refusals.len() >= MAX_REFUSALS {
            refusals.pop_front();
        }
        refusals.push_back(Refusal { id, timestamp, ip, by });
    }

    /// Requests that were refused or ended since the start.
    pub fn refused_count(&self) -> u64 {
        self.0.count.load(Ordering::Relaxed)
    }

    /// Refusals after one that is known, oldest first; all for -1.
    pub fn refusals_after(&self, id: i64) -> Vec<Refusal> {
        let refusals = self.0.refusals.lock().unwrap_or_else(PoisonError::into_inner);
        refusals.iter().filter(|refusal| refusal.id > id).copied().collect()
    }

    /// Ends when the address may not read.
    pub async fn until_refused(&self, ip: IpAddr) -> RefusedBy {
        let mut changed = self.0.changed.subscribe();
        loop {
            changed.mark_unchanged();
            if let Some(by) = self.refuses(ip) {
                return by;
            }
            // The sender lives in the same allocation: it cannot have gone.
            changed.changed().await.ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn rules_count_at_once_and_refusals_are_noted_once_a_minute() {
        let clock = Clock::manual(1_700_000_000);
        let filter = PeerFilter::new(clock.clone());
        let [one, two]: [IpAddr; 2] = ["10.0.0.1", "::ffff:10.0.0.2"].map(|ip| ip.parse().unwrap());
        assert_eq!(filter.refuses(one), None);
        let waiting = filter.clone();
        let waits = async move { waiting.until_refused(two).await };
        let sets = async {
            tokio::task::yield_now().await;
            filter.set_listed(IpRules::of([one]));
            tokio::task::yield_now().await;
            filter.set_banned(IpRules::of([two]));
        };
        let (by, ()) = futures_util::future::join(waits, sets).await;
        assert_eq!(by, RefusedBy::Ban);
        assert_eq!(filter.refuses(one), Some(RefusedBy::Filter));
        for _ in 0..3 {
            filter.refused(one, RefusedBy::Filter);
        }
        filter.refused(two, RefusedBy::Ban);
        clock.advance(std::time::Duration::from_secs(61));
        filter.refused(one, RefusedBy::Filter);
        assert_eq!(filter.refused_count(), 5);
        let seen: Vec<_> = filter.refusals_after(-1).iter().map(|r| (r.id, r.ip)).collect();
        assert_eq!(seen, [(0, one), (1, two.to_canonical()), (2, one)]);
        assert_eq!(filter.refusals_after(1).len(), 1);
        filter.set_listed(IpRules::default());
        assert_eq!(filter.refuses(one), None);
        for number in 0..2000_u32 {
            filter.refused(std::net::Ipv4Addr::from_bits(number).into(), RefusedBy::Ban);
        }
        let all = filter.refusals_after(-1);
        assert_eq!((all.len(), all.last().map(|r| r.id)), (MAX_REFUSALS, Some(2002)));
    }
}

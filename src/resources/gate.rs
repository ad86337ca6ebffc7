//! A number of places that all clones share and that can change at any time.
//!
//! Whoever works takes places and gives them back by dropping a [`Permit`]. Async callers stand
//! in one line, first come, first served; blocking ones wait beside it. Who asks for more than
//! there is at all gets it as soon as nobody else has anything, so nobody waits for ever.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

/// How often a blocked thread looks whether it is still wanted.
const LOOK: Duration = Duration::from_millis(50);

/// Places that are taken and given back; cheap to clone, all clones are one gate.
#[derive(Debug, Clone)]
pub struct Gate(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    /// Wakes the first in line.
    freed: Notify,
    /// Wakes threads.
    wake: Condvar,
    /// The line: tokio's lock is given in the order of asking.
    line: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct State {
    limit: u64,
    used: u64,
    peak: u64,
    waiting: usize,
    /// Since when somebody waits.
    since: Option<Instant>,
    /// How long somebody waited before.
    blocked: Duration,
}

/// What a gate is used for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Places that there are.
    pub limit: u64,
    /// Places that are taken.
    pub used: u64,
    /// Most places that ever were.
    pub peak: u64,
    /// Callers that wait.
    pub waiting: usize,
    /// How long, altogether, at least one caller waited.
    pub blocked: Duration,
}

impl Gate {
    /// With this many places, at least one.
    pub fn new(limit: u64) -> Self {
        Self(Arc::new(Shared {
            state: Mutex::new(State {
                limit: limit.max(1),
                used: 0,
                peak: 0,
                waiting: 0,
                since: None,
                blocked: Duration::ZERO,
            }),
            freed: Notify::new(),
            wake: Condvar::new(),
            line: tokio::sync::Mutex::new(()),
        }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake(&self) {
        self.0.freed.notify_waiters();
        self.0.wake.notify_all();
    }

    /// Changes how many places there are, at least one. What is taken stays taken.
    pub fn set_limit(&self, limit: u64) {
        self.state().limit = limit.max(1);
        self.wake();
    }

    /// How many places there are.
    pub fn limit(&self) -> u64 {
        self.state().limit
    }

    /// What it is used for now.
    pub fn usage(&self) -> Usage {
        let state = self.state();
        let now = state.since.map_or(Duration::ZERO, |since| since.elapsed());
        Usage {
            limit: state.limit,
            used: state.used,
            peak: state.peak,
            waiting: state.waiting,
            blocked: state.blocked.saturating_add(now),
        }
    }

    fn take(&self, state: &mut State, places: u64) -> Option<Permit> {
        let used = state.used.saturating_add(places);
        if used > state.limit && state.used > 0 {
            return None;
        }
        state.used = used;
        state.peak = state.peak.max(used);
        Some(Permit { gate: self.clone(), places })
    }

    /// Takes places if they are free and nobody waits.
    pub fn try_acquire(&self, places: u64) -> Option<Permit> {
        let mut state = self.state();
        if state.waiting > 0 {
            return None;
        }
        self.take(&mut state, places)
    }

    /// Waits for places.
    ///
    /// # Cancel safety
    /// Dropping the future gives the place in the line away.
    pub async fn acquire(&self, places: u64) -> Permit {
        if let Some(permit) = self.try_acquire(places) {
            return permit;
        }
        let _waiting = Waiting::of(self);
        let _turn = self.0.line.lock().await;
        loop {
            let freed = self.0.freed.notified();
            tokio::pin!(freed);
            // From here on a change is not missed.
            freed.as_mut().enable();
            let taken = self.take(&mut self.state(), places);
            match taken {
                Some(permit) => return permit,
                None => freed.await,
            }
        }
    }

    /// Blocks the thread until there are places; `None` once `stopped` says so.
    pub fn acquire_blocking(&self, places: u64, stopped: impl Fn() -> bool) -> Option<Permit> {
        if stopped() {
            return None;
        }
        if let Some(permit) = self.try_acquire(places) {
            return Some(permit);
        }
        let _waiting = Waiting::of(self);
        let mut state = self.state();
        loop {
            if let Some(permit) = self.take(&mut state, places) {
                return Some(permit);
            }
            let woken = self.0.wake.wait_timeout(state, LOOK);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
            if stopped() {
                return None;
            }
        }
    }
}

/// Somebody waits; ends when it is dropped.
struct Waiting<'a>(&'a Gate);

impl<'a> Waiting<'a> {
    fn of(gate: &'a Gate) -> Self {
        let mut state = gate.state();
        state.waiting += 1;
        state.since.get_or_insert_with(Instant::now);
        drop(state);
        Self(gate)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.waiting = state.waiting.saturating_sub(1);
        if state.waiting == 0
            && let Some(since) = state.since.take()
        {
            state.blocked = state.blocked.saturating_add(since.elapsed());
        }
    }
}

/// Places that are taken until this is dropped.
#[derive(Debug)]
#[must_use]
pub struct Permit {
    gate: Gate,
    places: u64,
}

impl Permit {
    /// Makes one of two; both have to be of the same gate.
    pub fn merge(&mut self, mut other: Self) {
        debug_assert!(Arc::ptr_eq(&self.gate.0, &other.gate.0), "permits of two gates");
        self.places = self.places.saturating_add(std::mem::take(&mut other.places));
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if self.places == 0 {
            return;
        }
        let mut state = self.gate.state();
        state.used = state.used.saturating_sub(self.places);
        drop(state);
        self.gate.wake();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use futures_util::FutureExt as _;
    use futures_util::future::join_all;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_are_taken_given_back_and_changed() {
        let gate = Gate::new(2);
        let first = gate.try_acquire(1).unwrap();
        let mut second = gate.try_acquire(1).unwrap();
        assert!(gate.try_acquire(1).is_none());
        gate.set_limit(3);
        second.merge(gate.try_acquire(1).unwrap());
        gate.set_limit(1);
        drop(first);
        assert!(gate.try_acquire(1).is_none(), "two are still taken");
        drop(second);
        assert!(gate.try_acquire(7).is_some(), "more than there is, when nobody has any");
        let usage = gate.usage();
        assert_eq!((usage.limit, usage.used, usage.peak, usage.waiting), (1, 0, 7, 0));
    }

    #[test]
    fn a_thread_waits_until_there_is_a_place_or_it_is_not_wanted() {
        let gate = Gate::new(1);
        let taken = gate.try_acquire(1).unwrap();
        let other = gate.clone();
        let waits = std::thread::spawn(move || other.acquire_blocking(1, || false).is_some());
        while gate.usage().waiting == 0 {
            std::thread::yield_now();
        }
        assert!(gate.acquire_blocking(1, || true).is_none());
        drop(taken);
        assert!(waits.join().unwrap());
        assert!(gate.usage().blocked > Duration::ZERO);
    }

    #[tokio::test]
    async fn a_small_one_does_not_overtake_a_large_one() {
        let gate = Gate::new(4);
        let taken = gate.acquire(2).await;
        let (mut large, mut small) = (Box::pin(gate.acquire(4)), Box::pin(gate.acquire(1)));
        assert!((&mut large).now_or_never().is_none());
        assert!(gate.try_acquire(1).is_none());
        assert!((&mut small).now_or_never().is_none());
        drop(taken);
        assert!((&mut small).now_or_never().is_none(), "it stands behind the large one");
        let large = large.await;
        assert!((&mut small).now_or_never().is_none());
        drop(large);
        drop(small.await);
    }

    proptest! {
        #[test]
        fn never_more_than_there_is(
            limit in 1_u64..64,
            asks in prop::collection::vec(1_u64..32, 1..40),
        ) {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let gate = Gate::new(limit);
            let most = AtomicU64::new(0);
            runtime.block_on(async {
                join_all(asks.iter().map(async |places| {
                    let _permit = gate.acquire((*places).min(limit)).await;
                    most.fetch_max(gate.usage().used, Ordering::SeqCst);
                    tokio::task::yield_now().await;
                }))
                .await;
            });
            prop_assert!(most.load(Ordering::SeqCst) <= limit);
            prop_assert_eq!(gate.usage().used, 0);
        }
    }
}

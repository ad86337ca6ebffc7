//! Failed logins by client address, and the ban that follows (webapi §2.5).
//!
//! In memory only. Bounded: when more than [`MAX_ADDRESSES`] addresses failed, those whose last
//! failure is the oldest are forgotten.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Addresses that are remembered.
pub(crate) const MAX_ADDRESSES: usize = 10_000;

/// What the client of a banned address reads.
pub(crate) const BANNED: &str =
    "Your IP address has been banned after too many failed authentication attempts.";

#[derive(Debug, Default, Clone, Copy)]
struct Failures {
    count: u32,
    last: Duration,
    banned_until: Option<Duration>,
}

/// Failures by address. `now` is the clock's monotonic time.
#[derive(Debug, Default)]
pub(crate) struct Bans(Mutex<HashMap<IpAddr, Failures>>);

impl Bans {
    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, Failures>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an address is banned now; a ban that has run out is forgotten.
    pub(crate) fn is_banned(&self, ip: IpAddr, now: Duration) -> bool {
        let mut failures = self.lock();
        let until = failures.get(&ip).and_then(|entry| entry.banned_until);
        match until {
            Some(until) if now < until => true,
            Some(_) => {
                failures.remove(&ip);
                false
            }
            None => false,
        }
    }

    /// Counts a failure; `max` failures start a ban of `duration`, `None` never does. True when
    /// this one did.
    pub(crate) fn fail(
        &self,
        ip: IpAddr,
        now: Duration,
        max: Option<u32>,
        duration: Duration,
    ) -> bool {
        let mut failures = self.lock();
        if failures.len() >= MAX_ADDRESSES && !failures.contains_key(&ip) {
            let oldest = failures.iter().min_by_key(|(_, entry)| entry.last).map(|(ip, _)| *ip);
            if let Some(oldest) = oldest {
                failures.remove(&oldest);
            }
        }
        let entry = failures.entry(ip).or_default();
        entry.count = entry.count.saturating_add(1);
        entry.last = now;
        let banned = max.is_some_and(|max| entry.count >= max);
        if banned {
            entry.banned_until = Some(now.saturating_add(duration));
        }
        banned
    }

    /// A login from the address was right.
    pub(crate) fn clear(&self, ip: IpAddr) {
        self.lock().remove(&ip);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_hours(1);

    fn ip(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn the_fifth_failure_bans_for_its_time() {
        let bans = Bans::default();
        for second in 0..5 {
            let now = Duration::from_secs(second);
            assert!(!bans.is_banned(ip(1), now));
            assert_eq!(bans.fail(ip(1), now, Some(5), HOUR), second == 4);
        }
        assert!(bans.is_banned(ip(1), Duration::from_secs(3603)));
        assert!(!bans.is_banned(ip(2), Duration::from_secs(5)));
        assert!(!bans.is_banned(ip(1), Duration::from_secs(3604)));
        assert!(!bans.fail(ip(1), Duration::from_secs(3604), Some(5), HOUR), "counts anew");
    }

    #[test]
    fn a_good_login_forgives() {
        let bans = Bans::default();
        for _ in 0..4 {
            bans.fail(ip(1), Duration::ZERO, Some(5), HOUR);
        }
        bans.clear(ip(1));
        assert!(!bans.fail(ip(1), Duration::ZERO, Some(5), HOUR));
    }

    #[test]
    fn without_a_limit_nobody_is_banned() {
        let bans = Bans::default();
        for _ in 0..100 {
            assert!(!bans.fail(ip(1), Duration::ZERO, None, HOUR));
        }
        assert!(!bans.is_banned(ip(1), Duration::ZERO));
    }

    #[test]
    fn many_addresses_take_bounded_room() {
        let bans = Bans::default();
        for n in 0..10_100_u32 {
            let ip = IpAddr::from(n.to_be_bytes());
            bans.fail(ip, Duration::from_millis(u64::from(n)), Some(5), HOUR);
        }
        assert_eq!(bans.lock().len(), MAX_ADDRESSES);
    }
}

//! Names of addresses, by reverse DNS.
//!
//! Owns a list of [`MAX_KNOWN`] answers at most, "no name" among them; each is looked up again
//! after the seconds of `hostname_cache_ttl`, and shown as it was meanwhile. Look-ups run on
//! threads of their own, [`LOOKUPS`] at a time: the system's resolver cannot be interrupted, and
//! the end of the program must not wait for it. What finds no free place is tried at the next
//! question. Nothing is stored.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::Clock;
use crate::session::Session;
use crate::session::settings::Key;

/// Look-ups at a time.
const LOOKUPS: usize = 4;

/// Addresses that are known.
const MAX_KNOWN: usize = 4096;

/// Longest name, as DNS has it, in bytes.
const MAX_NAME: usize = 253;

#[derive(Debug)]
struct Known {
    /// `None`: it has none, or nothing is known yet.
    name: Option<Arc<str>>,
    /// Seconds since the epoch of the answer; `None` before the first.
    answered: Option<i64>,
    /// Somebody is asking.
    asking: bool,
}

#[derive(Debug)]
struct Shared {
    session: Session,
    clock: Clock,
    known: Mutex<HashMap<IpAddr, Known>>,
    running: AtomicUsize,
    lookups: AtomicU64,
}

/// The list; all clones are one.
#[derive(Debug, Clone)]
pub struct HostNames(Arc<Shared>);

impl HostNames {
    /// Nothing is known yet.
    pub fn new(session: Session, clock: Clock) -> Self {
        Self(Arc::new(Shared {
            session,
            clock,
            known: Mutex::default(),
            running: AtomicUsize::new(0),
            lookups: AtomicU64::new(0),
        }))
    }

    /// The name of an address as far as it is known; looks it up in the background if need be.
    pub fn of(&self, ip: IpAddr) -> Option<Arc<str>> {
        let ttl = self.0.session.settings().int(Key::HostnameCacheTtl).max(0);
        let now = self.0.clock.unix_secs();
        let mut known = self.known();
        let found = known.get(&ip);
        let name = found.and_then(|entry| entry.name.clone());
        let due = found.is_none_or(|entry| {
            let old = entry.answered.is_none_or(|at| now.saturating_sub(at) >= ttl);
            old && !entry.asking
        });
        if due && self.take_place() {
            if known.len() >= MAX_KNOWN && !known.contains_key(&ip) {
                let idle = known.iter().filter(|(_, entry)| !entry.asking);
                let oldest = idle.min_by_key(|(_, entry)| entry.answered).map(|(ip, _)| *ip);
                oldest.and_then(|ip| known.remove(&ip));
            }
            let entry = known.entry(ip);
            let new = || Known { name: None, answered: None, asking: false };
            entry.or_insert_with(new).asking = true;
            drop(known);
            self.look_up(ip);
        }
        name
    }

    /// Look-ups that were begun since the start.
    pub fn lookups(&self) -> u64 {
        self.0.lookups.load(Ordering::Relaxed)
    }

    fn known(&self) -> MutexGuard<'_, HashMap<IpAddr, Known>> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_place(&self) -> bool {
        let more = |running| (running < LOOKUPS).then_some(running + 1);
        self.0.running.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).is_ok()
    }

    fn look_up(&self, ip: IpAddr) {
        self.0.lookups.fetch_add(1, Ordering::Relaxed);
        let this = self.clone();
        let work = move || {
            let found = dns_lookup::lookup_addr(&ip);
            this.answered(ip, found.ok().as_deref().and_then(clean));
        };
        if let Err(error) = std::thread::Builder::new().name("qcodex-names".to_owned()).spawn(work)
        {
            tracing::warn!(%error, "cannot start a thread to look up a name");
            self.answered(ip, None);
        }
    }

    fn answered(&self, ip: IpAddr, name: Option<Arc<str>>) {
        let now = self.0.clock.unix_secs();
        if let Some(entry) = self.known().get_mut(&ip) {
            *entry = Known { name, answered: Some(now), asking: false };
        }
        self.0.running.fetch_sub(1, Ordering::AcqRel);
    }
}

/// A name as it may be shown: whoever owns an address decides what its name is.
fn clean(name: &str) -> Option<Arc<str>> {
    let name = name.trim_end_matches('.');
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let fine = !name.is_empty() && name.len() <= MAX_NAME && name.chars().all(plain);
    // Who has no name gets the address back from some systems.
    (fine && name.parse::<IpAddr>().is_err()).then(|| name.into())
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn names_that_are_none_are_not_shown() {
        assert_eq!(clean("host.example.org.").as_deref(), Some("host.example.org"));
        let long = "x".repeat(300);
        for bad in ["", ".", "10.0.0.1", "a b", "<b>", "a\nb", &long] {
            assert_eq!(clean(bad), None, "{bad}");
        }
    }
}

//! How fast datasets are served to others: one limit for everything, and one per dataset.
//!
//! The session writes it, whoever serves asks it before each portion of bytes, so that a change
//! counts for running streams too. Only datasets with a limit of their own are in the map.
//! Nothing is stored: the session fills it anew at every start.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::Cid;
use crate::throttle::{Limiter, Throttle};

/// Limits of what is served; all clones are one.
#[derive(Debug, Clone, Default)]
pub struct ServeLimits {
    all: Throttle,
    own: Arc<RwLock<HashMap<Cid, Vec<Throttle>>>>,
    local_is_free: Arc<AtomicBool>,
}

/// Whether an address is this machine's or of the local network.
pub fn is_local_network(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

impl ServeLimits {
    /// Changes the limit of everything together, in bytes per second.
    pub fn set_all(&self, rate: Option<u64>) {
        self.all.set(rate);
    }

    /// Says by which limits a dataset is served: as fast as the most generous of them allows,
    /// for who needs it by one way may use the other. An empty list means no limit of its own.
    pub fn set_own(&self, cid: Cid, throttles: Vec<Throttle>) {
        let mut own = self.own.write().unwrap_or_else(PoisonError::into_inner);
        if throttles.is_empty() {
            own.remove(&cid);
        } else {
            own.insert(cid, throttles);
        }
    }

    /// True when this dataset has a limit of its own.
    pub fn has_own(&self, cid: &Cid) -> bool {
        self.own.read().unwrap_or_else(PoisonError::into_inner).contains_key(cid)
    }

    /// Whether the limit of everything holds for readers in the local network too.
    pub fn set_local(&self, limited: bool) {
        self.local_is_free.store(!limited, Ordering::Relaxed);
    }

    /// True while the limit of everything does not hold in the local network.
    pub fn local_is_free(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.local_is_free)
    }

    /// What holds for a dataset and a reader now.
    pub fn of(&self, cid: &Cid, reader: IpAddr) -> Limiter {
        let free = self.local_is_free.load(Ordering::Relaxed) && is_local_network(reader);
        let own = self.own.read().unwrap_or_else(PoisonError::into_inner);
        let generous = own.get(cid).and_then(|throttles| {
            throttles.iter().max_by_key(|throttle| throttle.rate().unwrap_or(u64::MAX)).cloned()
        });
        Limiter::new(generous.into_iter().chain((!free).then(|| self.all.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Codec;
    use super::*;

    #[test]
    fn a_dataset_is_served_by_its_most_generous_limit() {
        let limits = ServeLimits::default();
        let cid = Cid::new(Codec::Manifest, [7; 32]);
        let [far, near]: [IpAddr; 2] =
            ["8.8.8.8", "::ffff:192.168.1.2"].map(|ip| ip.parse().unwrap());
        assert!(limits.of(&cid, far).is_open());
        let slow = Throttle::new(Some(1000));
        limits.set_own(cid, vec![slow.clone()]);
        assert!(!limits.of(&cid, far).is_open() && limits.has_own(&cid));
        limits.set_own(cid, vec![slow, Throttle::new(None)]);
        assert!(limits.of(&cid, far).is_open());
        limits.set_own(cid, Vec::new());
        assert!(!limits.has_own(&cid));
        limits.set_all(Some(1));
        assert!(!limits.of(&cid, near).is_open());
        limits.set_local(false);
        assert!(limits.of(&cid, near).is_open());
        limits.set_own(cid, vec![Throttle::new(Some(1000))]);
        assert!(!limits.of(&cid, near).is_open());
        assert!(!limits.of(&cid, far).is_open());
    }
}

//! How fast datasets are served to others: one limit for everything, and one per dataset.
//!
//! The session writes it, whoever serves asks it before each portion of bytes, so that a change
//! counts for running streams too. Only datasets with a limit of their own are in the map.
//! Nothing is stored: the session fills it anew at every start.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::Cid;
use crate::throttle::{Limiter, Throttle};

/// Limits of what is served; all clones are one.
#[derive(Debug, Clone, Default)]
pub struct ServeLimits {
    all: Throttle,
    own: Arc<RwLock<HashMap<Cid, Vec<Throttle>>>>,
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

    /// What holds for a dataset now.
    pub fn of(&self, cid: &Cid) -> Limiter {
        let own = self.own.read().unwrap_or_else(PoisonError::into_inner);
        let generous = own.get(cid).and_then(|throttles| {
            throttles.iter().max_by_key(|throttle| throttle.rate().unwrap_or(u64::MAX)).cloned()
        });
        Limiter::new(generous.into_iter().chain([self.all.clone()]))
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
        assert!(limits.of(&cid).is_open());
        let slow = Throttle::new(Some(1000));
        limits.set_own(cid, vec![slow.clone()]);
        assert!(!limits.of(&cid).is_open() && limits.has_own(&cid));
        limits.set_own(cid, vec![slow, Throttle::new(None)]);
        assert!(limits.of(&cid).is_open());
        limits.set_own(cid, Vec::new());
        assert!(!limits.has_own(&cid));
        limits.set_all(Some(1));
        assert!(!limits.of(&cid).is_open());
    }
}

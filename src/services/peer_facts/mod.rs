//! What is known of a peer beyond its address: a name and a country.
//!
//! Asked while an answer is made, and never waits: what is not known yet is looked for in the
//! background and shows in a later answer. Each is looked for only when somebody looks at a peer
//! while the setting is on.

mod countries;
mod country_file;
mod host_names;

use std::path::PathBuf;

pub use countries::{Countries, Country};
pub use host_names::HostNames;

use crate::clock::Clock;
use crate::session::Session;
use crate::tasks::Tasks;

/// Names and countries; cheap to clone.
#[derive(Debug, Clone)]
pub struct PeerFacts {
    /// Names by address.
    pub names: HostNames,
    /// Countries by address.
    pub countries: Countries,
}

impl PeerFacts {
    /// Nothing is known yet. `folder` holds databases of countries.
    pub fn new(session: &Session, folder: PathBuf, clock: Clock, tasks: Tasks) -> Self {
        Self {
            names: HostNames::new(session.clone(), clock.clone()),
            countries: Countries::new(session.clone(), folder, clock, tasks),
        }
    }
}

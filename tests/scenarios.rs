//! Real servers, started as processes, that publish content and fetch it from each other. Each
//! is told and seen through HTTP alone; files are looked at where a user would look.
//!
//! Heavy: hundreds of megabytes, one test at a time (see `.config/nextest.toml`). Everything
//! lies in temporary folders that vanish with their servers.

#[cfg(test)]
#[path = "scenarios/control.rs"]
mod control;
#[cfg(test)]
#[path = "scenarios/faults.rs"]
mod faults;
#[cfg(test)]
#[path = "common/http.rs"]
pub mod http;
#[cfg(test)]
#[path = "scenarios/moves.rs"]
mod moves;
#[cfg(test)]
#[path = "scenarios/nodes.rs"]
mod nodes;
#[cfg(test)]
#[path = "scenarios/payload.rs"]
pub mod payload;
#[cfg(test)]
#[path = "scenarios/peer.rs"]
pub mod peer;
#[cfg(test)]
#[path = "scenarios/proxy.rs"]
pub mod proxy;
#[cfg(test)]
#[path = "scenarios/publication.rs"]
mod publication;
#[cfg(test)]
#[path = "scenarios/restart.rs"]
mod restart;
#[cfg(test)]
#[path = "scenarios/samples.rs"]
pub mod samples;
#[cfg(test)]
#[path = "common/server.rs"]
pub mod server;
#[cfg(test)]
#[path = "scenarios/share.rs"]
mod share;
#[cfg(test)]
#[path = "simulator/mod.rs"]
pub mod simulator;

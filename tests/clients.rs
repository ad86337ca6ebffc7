//! The real command, started as a process and used as its clients use it: request by request.

#[cfg(test)]
#[path = "common/client.rs"]
pub mod client;
#[cfg(test)]
#[path = "common/http.rs"]
pub mod http;
#[cfg(test)]
#[path = "common/server.rs"]
pub mod server;

#[cfg(test)]
#[path = "clients/automation.rs"]
mod automation;
#[cfg(test)]
#[path = "clients/malformed.rs"]
pub mod malformed;
#[cfg(test)]
#[path = "clients/promises.rs"]
mod promises;
#[cfg(test)]
#[path = "clients/restart.rs"]
mod restart;
#[cfg(test)]
#[path = "clients/sonarr.rs"]
pub mod sonarr;
#[cfg(test)]
#[path = "clients/unruly.rs"]
mod unruly;
#[cfg(test)]
#[path = "clients/watchers.rs"]
mod watchers;

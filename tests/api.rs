//! The Web API over HTTP, against a whole server in this process.

#[cfg(test)]
pub mod common;

#[cfg(test)]
#[path = "api/app/mod.rs"]
mod app;
#[cfg(test)]
#[path = "api/auth.rs"]
mod auth;
#[cfg(test)]
#[path = "api/endpoints.rs"]
mod endpoints;
#[cfg(test)]
#[path = "api/recorded.rs"]
mod recorded;
#[cfg(test)]
#[path = "api/sync/mod.rs"]
mod sync;
#[cfg(test)]
#[path = "api/torrents/mod.rs"]
pub mod torrents;
#[cfg(test)]
#[path = "api/transport.rs"]
mod transport;

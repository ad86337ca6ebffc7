//! The Web API over HTTP, against a whole server in this process.

#[cfg(test)]
pub mod common;

#[cfg(test)]
#[path = "api/app/mod.rs"]
mod app;
#[cfg(test)]
#[path = "api/auth/mod.rs"]
mod auth;
#[cfg(test)]
#[path = "api/bad_input/mod.rs"]
mod bad_input;
#[cfg(test)]
#[path = "api/case.rs"]
mod case;
#[cfg(test)]
#[path = "api/clientdata/mod.rs"]
mod clientdata;
#[cfg(test)]
#[path = "api/codex/mod.rs"]
mod codex;
#[cfg(test)]
#[path = "api/endpoints.rs"]
mod endpoints;
#[cfg(test)]
#[path = "api/health.rs"]
mod health;
#[cfg(test)]
#[path = "api/log/mod.rs"]
mod log;
#[cfg(test)]
#[path = "api/openapi.rs"]
mod openapi;
#[cfg(test)]
#[path = "api/recorded.rs"]
mod recorded;
#[cfg(test)]
#[path = "common/server.rs"]
pub mod server;
#[cfg(test)]
#[path = "api/settings/mod.rs"]
mod settings;
#[cfg(test)]
#[path = "api/sync/mod.rs"]
mod sync;
#[cfg(test)]
#[path = "api/torrentcreator/mod.rs"]
mod torrentcreator;
#[cfg(test)]
#[path = "api/torrents/mod.rs"]
pub mod torrents;
#[cfg(test)]
#[path = "api/transfer/mod.rs"]
mod transfer;
#[cfg(test)]
#[path = "api/transport.rs"]
mod transport;

//! The Web API over HTTP, against a whole server in this process.

mod common;

#[path = "api/app.rs"]
mod app;
#[path = "api/auth.rs"]
mod auth;
#[path = "api/endpoints.rs"]
mod endpoints;
#[path = "api/recorded.rs"]
mod recorded;
#[path = "api/sync/mod.rs"]
mod sync;
#[path = "api/torrents/mod.rs"]
mod torrents;
#[path = "api/transport.rs"]
mod transport;

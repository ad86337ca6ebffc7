//! Logins: what a cookie or an API key stands for.
//!
//! In memory only, lost at a restart, as in qBittorrent. Never confuse it with the session, the
//! engine behind the API.

mod ban;
mod cookie;
mod csrf;
mod store;

pub use ban::Bans;
pub use store::{WebSession, WebSessions};

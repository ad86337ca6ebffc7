//! Logins: what a cookie or an API key stands for, and the checks before one is believed.
//!
//! In memory only, lost at a restart, as in qBittorrent. Never confuse it with the session, the
//! engine behind the API.

mod ban;
pub(crate) mod cookie;
pub(crate) mod csrf;
mod metadata;
pub(crate) mod net;
mod store;

pub(crate) use ban::{BANNED, Bans};
pub(crate) use metadata::{Answered, MetadataCache, Wanted};
pub(crate) use store::{MAX_SESSIONS, WebSession, WebSessions};

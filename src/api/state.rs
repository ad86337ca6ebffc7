//! What all requests share. Nothing here is the session's: that has its own handle.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::auth::Credentials;
use super::dialect::Dialect;
use super::web_session::{Bans, WebSessions};
use crate::clock::Clock;
use crate::session::Session;
use crate::telemetry::LogRing;

/// What a start decides about the front end.
#[derive(Debug, Clone)]
pub struct ApiOptions {
    /// Dialect for clients that need no other.
    pub dialect: Dialect,
    /// Who may log in when the settings have no password of their own.
    pub credentials: Credentials,
    /// Cancelled by `app/shutdown`: the program ends then.
    pub shutdown: CancellationToken,
}

/// Shared by all workers.
#[derive(Debug)]
pub struct AppState {
    /// The engine.
    pub session: Session,
    /// Time for sessions and bans.
    pub clock: Clock,
    /// Recent log lines.
    pub log: LogRing,
    /// Port that the listener is bound to: part of a cookie's name.
    pub port: u16,
    /// Seconds since the epoch of the start.
    pub started: i64,
    /// From the start.
    pub options: ApiOptions,
    /// Logins.
    pub(crate) web_sessions: WebSessions,
    /// Failed logins by address.
    pub(crate) bans: Bans,
    /// Bounds password hashing, so that logins never take the whole machine.
    pub(crate) hashing: Arc<tokio::sync::Semaphore>,
}

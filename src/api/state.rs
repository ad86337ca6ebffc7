//! What all requests share. Nothing here is the session's: that has its own handle.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::alternative::AlternativePage;
use super::auth::Credentials;
use super::call::Client;
use super::codex;
use super::dialect::Dialect;
use super::follow::Follow;
use super::policy::Policy;
use super::sync::Board;
use super::web_session::cookie::{self, CookieRules};
use super::web_session::{Bans, WebSession, WebSessions};
use crate::clock::Clock;
use crate::services::creator::Creator;
use crate::services::peer_facts::PeerFacts;
use crate::session::{Session, SettingsPack};
use crate::telemetry::LogRing;

/// Passwords that are hashed at the same time, at most.
const HASHING: usize = 2;
/// A cookie of a session that does not expire lasts this many seconds.
const YEAR: i64 = 365 * 86_400;

/// What a start decides about the front end.
#[derive(Debug, Clone)]
pub struct ApiOptions {
    /// Dialect that command line or environment ask for; `None`: the stored one.
    pub dialect: Option<Dialect>,
    /// Who may log in besides what the settings say.
    pub credentials: Credentials,
    /// Programs may be run when torrents are added or finish.
    pub external_programs: bool,
    /// Cancelled by `app/shutdown`: the program ends then.
    pub shutdown: CancellationToken,
    /// Names and countries of peers.
    pub peer_facts: PeerFacts,
    /// Reaches whoever listens for the front end.
    pub follow: Follow,
    /// Folder that relative paths of settings are below.
    pub profile: PathBuf,
}

/// Shared by all workers.
#[derive(Debug)]
pub struct AppState {
    /// The engine.
    pub session: Session,
    /// Makes torrents.
    pub creator: Creator,
    /// Time for sessions and bans.
    pub clock: Clock,
    /// Recent log lines.
    pub log: LogRing,
    /// Seconds since the epoch of the start.
    pub started: i64,
    /// From the start.
    pub options: ApiOptions,
    /// The session as clients see it.
    pub(crate) board: Board,
    /// The capabilities as they were written last.
    pub(crate) capabilities: codex::KeptCapabilities,
    /// Logins.
    pub(crate) web_sessions: WebSessions,
    /// Failed logins by address.
    pub(crate) bans: Bans,
    /// Bounds password hashing, so that logins never take the whole machine.
    pub(crate) hashing: Arc<Semaphore>,
    /// Files of the page that takes the place of the built-in one.
    pub(crate) alternative: AlternativePage,
    /// Held while client data is read, merged and written.
    pub(crate) client_data: tokio::sync::Mutex<()>,
    policy: Mutex<(Arc<SettingsPack>, Arc<Policy>)>,
}

impl AppState {
    /// Nobody is logged in yet.
    pub fn new(
        session: Session,
        creator: Creator,
        clock: Clock,
        log: LogRing,
        options: ApiOptions,
    ) -> Self {
        let settings = session.settings();
        let policy = Arc::new(Policy::of(&settings));
        Self {
            started: clock.unix_secs(),
            session,
            creator,
            clock,
            log,
            options,
            board: Board::default(),
            capabilities: codex::KeptCapabilities::default(),
            web_sessions: WebSessions::default(),
            bans: Bans::default(),
            hashing: Arc::new(Semaphore::new(HASHING)),
            alternative: AlternativePage::default(),
            client_data: tokio::sync::Mutex::default(),
            policy: Mutex::new((settings, policy)),
        }
    }

    /// The security settings of now; read anew only when the settings have changed.
    pub(crate) fn policy(&self) -> Arc<Policy> {
        let settings = self.session.settings();
        let mut known = self.policy.lock().unwrap_or_else(PoisonError::into_inner);
        if !Arc::ptr_eq(&known.0, &settings) {
            let policy = Arc::new(Policy::of(&settings));
            policy.warn_of_news(&known.1);
            *known = (settings, policy);
        }
        Arc::clone(&known.1)
    }

    /// Dialect for clients that need no other.
    pub(crate) fn dialect(&self) -> Dialect {
        self.options.dialect.or_else(|| codex::stored_dialect(&self.session)).unwrap_or_default()
    }

    /// `Set-Cookie` values that carry a session to its client.
    pub(crate) fn session_cookies(
        &self,
        client: &Client,
        dialect: Dialect,
        policy: &Policy,
        session: &WebSession,
    ) -> Vec<String> {
        let timeout = policy.session_timeout.and_then(|t| i64::try_from(t.as_secs()).ok());
        let rules = CookieRules {
            dialect,
            port: client.port,
            csrf_protection: policy.csrf_protection,
            secure: policy.secure_cookies && client.https,
            expires: self.clock.unix_secs().saturating_add(timeout.unwrap_or(YEAR)),
        };
        cookie::issue(session.sid(), rules)
    }
}

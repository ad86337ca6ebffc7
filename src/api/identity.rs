//! Who is calling: API key, cookie, bypass rule or Basic credential, in this order (webapi §2.1).

use std::sync::Arc;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::auth::{Attempt, Verdict, verify};
use super::error::ApiError;
use super::facts::Facts;
use super::password::same_text;
use super::policy::Policy;
use super::state::AppState;
use super::web_session::{BANNED, WebSession, cookie};

/// Who is calling.
#[derive(Debug, Default)]
pub(crate) struct Identity {
    /// `None`: a stranger.
    pub(crate) caller: Option<Arc<WebSession>>,
    /// The answer shall carry the cookie.
    pub(crate) send_cookie: bool,
    /// An API key was sent, right or wrong.
    pub(crate) bearer: bool,
}

/// Finds out who is calling.
///
/// # Errors
/// 401 for a wrong Basic credential and 403 for a banned address, where Basic counts at all.
pub(crate) async fn identify(
    state: &Arc<AppState>,
    policy: &Arc<Policy>,
    facts: &Facts<'_>,
) -> Result<Identity, ApiError> {
    let (now, timeout) = (state.clock.elapsed(), policy.session_timeout);
    if let Some(key) = facts.bearer() {
        let known = policy.api_key.as_deref().filter(|known| same_text(known, key));
        let caller = known.map(|key| state.web_sessions.of_api_key(key, now));
        return Ok(Identity { caller, send_cookie: false, bearer: true });
    }
    let port = facts.client.port;
    for sid in cookie::candidates(&facts.cookies(), port) {
        if let Some(session) = state.web_sessions.find(sid, now, timeout) {
            if session.is_without_login() && !policy.bypasses(facts.client.ip) {
                state.web_sessions.remove(sid);
                continue;
            }
            let due = facts.dialect.cookies_last()
                && session.take_cookie_due(now, policy.cookie_renewal());
            let send_cookie = due || cookie::has_former_name(&facts.cookies(), port, sid);
            return Ok(Identity { caller: Some(session), send_cookie, bearer: false });
        }
    }
    if policy.bypasses(facts.client.ip) {
        let sessions = &state.web_sessions;
        let caller = Some(sessions.create_without_login(now, timeout, policy.max_sessions));
        return Ok(Identity { caller, send_cookie: true, bearer: false });
    }
    match facts.basic().filter(|_| facts.dialect.evaluates_basic()) {
        Some(credential) => basic(state, policy, facts, credential).await,
        None => Ok(Identity::default()),
    }
}

/// One session per credential: a program that sends it with every request gets the same one, and
/// its password is hashed once. A changed password or name makes another digest.
async fn basic(
    state: &Arc<AppState>,
    policy: &Arc<Policy>,
    facts: &Facts<'_>,
    credential: &str,
) -> Result<Identity, ApiError> {
    let decoded = BASE64.decode(credential.as_bytes()).map_err(|_| ApiError::Unauthorized)?;
    let text = String::from_utf8(decoded).map_err(|_| ApiError::Unauthorized)?;
    let (username, password) = text.split_once(':').ok_or(ApiError::Unauthorized)?;
    if username.is_empty() {
        return Ok(Identity::default());
    }
    let (now, timeout) = (state.clock.elapsed(), policy.session_timeout);
    let stored = policy.password.as_ref().map_or("", |hash| hash.as_str());
    let digest = Sha256::new()
        .chain_update(policy.username.as_bytes())
        .chain_update([0])
        .chain_update(stored.as_bytes())
        .chain_update([0])
        .chain_update(text.as_bytes())
        .finalize();
    if state.bans.is_banned(facts.client.ip, now) {
        return Err(ApiError::Refused(BANNED.to_owned()));
    }
    if let Some(session) = state.web_sessions.find_credential(&digest.into(), now, timeout) {
        return Ok(Identity { caller: Some(session), send_cookie: false, bearer: false });
    }
    let attempt = Attempt { username: username.to_owned(), password: password.to_owned() };
    match verify(state, policy, facts.client.ip, attempt).await? {
        Verdict::Right => {
            let session = state.web_sessions.create(now, timeout, policy.max_sessions);
            state.web_sessions.remember_credential(digest.into(), &session);
            Ok(Identity { caller: Some(session), send_cookie: true, bearer: false })
        }
        Verdict::Wrong => Err(ApiError::Unauthorized),
        Verdict::Banned => Err(ApiError::Refused(BANNED.to_owned())),
    }
}

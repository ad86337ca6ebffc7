//! `auth/*`, and the check of a name and password behind them and behind Basic.

use std::net::IpAddr;
use std::sync::Arc;

use actix_web::http::header::{HeaderValue, SET_COOKIE};
use actix_web::web;

use super::call::Call;
use super::dialect::{Dialect, LoginAnswers};
use super::error::ApiError;
use super::password::{PasswordHash, same_text};
use super::policy::Policy;
use super::reply::{Answer, Reply};
use super::state::AppState;
use super::web_session::{BANNED, cookie};

/// A login that is decided at the start and not by the settings.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// From flag or environment: in place of the setting.
    pub username: Option<String>,
    /// From flag or environment: in place of the setting.
    pub password: Option<PasswordHash>,
    /// Valid as long as no password is set: see [`super::temporary_password`].
    pub temporary: Option<PasswordHash>,
}

/// A name and a password as a client sent them.
pub(crate) struct Attempt {
    pub(crate) username: String,
    pub(crate) password: String,
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Both right.
    Right,
    /// Counted as a failure.
    Wrong,
    /// Not even looked at.
    Banned,
}

/// Checks an attempt and keeps the account of failures. Hashes on the blocking pool, a few at a
/// time, so that polls go on; the ban is looked at after the wait too.
///
/// # Errors
/// 503 when the server is shutting down.
pub(crate) async fn verify(
    state: &Arc<AppState>,
    policy: &Arc<Policy>,
    ip: IpAddr,
    attempt: Attempt,
) -> Result<Verdict, ApiError> {
    let closing = || ApiError::Unavailable("the server is shutting down".to_owned());
    if state.bans.is_banned(ip, state.clock.elapsed()) {
        return Ok(Verdict::Banned);
    }
    let permit = Arc::clone(&state.hashing).acquire_owned().await.map_err(|_| closing())?;
    if state.bans.is_banned(ip, state.clock.elapsed()) {
        return Ok(Verdict::Banned);
    }
    let credentials = &state.options.credentials;
    let username = credentials.username.as_ref().unwrap_or(&policy.username);
    let name_is_right = same_text(username, &attempt.username);
    let set = credentials.password.as_ref().or(policy.password.as_ref());
    let hash = set.or(credentials.temporary.as_ref()).cloned();
    let password_is_right = web::block(move || {
        let _held = permit;
        hash.is_some_and(|hash| hash.verify(&attempt.password))
    });
    if password_is_right.await.map_err(|_| closing())? && name_is_right {
        state.bans.clear(ip);
        return Ok(Verdict::Right);
    }
    let now = state.clock.elapsed();
    if state.bans.fail(ip, now, policy.max_failures, policy.ban) {
        tracing::warn!(%ip, seconds = policy.ban.as_secs(), "banned after too many failed logins");
    } else {
        tracing::warn!(%ip, "login failed: wrong name or password");
    }
    Ok(Verdict::Wrong)
}

/// `auth/login`: already inside is good, whatever the credentials.
pub(crate) async fn login(call: Call) -> Answer {
    if call.caller.is_some() {
        return Ok(welcome(call.dialect));
    }
    let policy = call.state.policy();
    let attempt = Attempt {
        username: call.params.text("username").to_owned(),
        password: call.params.text("password").to_owned(),
    };
    match verify(&call.state, &policy, call.client.ip, attempt).await? {
        Verdict::Right => {
            let now = call.state.clock.elapsed();
            let (timeout, limit) = (policy.session_timeout, policy.max_sessions);
            let session = call.state.web_sessions.create(now, timeout, limit);
            tracing::info!(ip = %call.client.ip, "login");
            let reply = welcome(call.dialect);
            let cookies = call.state.session_cookies(&call.client, call.dialect, &policy, &session);
            Ok(with_cookies(reply, &cookies))
        }
        Verdict::Wrong => match call.dialect.login_answers() {
            LoginAnswers::Words => Ok(Reply::text("Fails.")),
            LoginAnswers::Statuses => Err(ApiError::Unauthorized),
        },
        Verdict::Banned => Err(ApiError::Refused(BANNED.to_owned())),
    }
}

/// `auth/logout`: ends the caller's session and its cookie.
pub(crate) fn logout(call: &Call) -> Answer {
    call.state.web_sessions.remove(call.web_session()?.sid());
    Ok(with_cookies(Reply::empty(), &cookie::clear(call.dialect, call.client.port)))
}

/// The answer with `Set-Cookie` headers, in order.
pub(crate) fn with_cookies(mut reply: Reply, cookies: &[String]) -> Reply {
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            reply.headers.push((SET_COOKIE, value));
        }
    }
    reply
}

fn welcome(dialect: Dialect) -> Reply {
    match dialect.login_answers() {
        LoginAnswers::Words => Reply::text("Ok."),
        LoginAnswers::Statuses => Reply::no_content(),
    }
}

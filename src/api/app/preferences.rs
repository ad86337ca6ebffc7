//! `app/preferences`, `app/setPreferences`: the settings as clients know them.

use std::sync::Arc;

use actix_web::web;
use serde_json::{Map, Value};

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::settings::{Key, SettingsPatch, shown_by};

/// `app/preferences`: every key but the password, in the names of the dialect too.
pub(crate) fn preferences(call: &Call) -> Answer {
    let settings = call.session().settings();
    let mut all = settings.to_preferences();
    let older = shown_by(call.dialect.preferences_of(), &settings);
    all.extend(older.into_iter().map(|(key, value)| (key.to_owned(), value)));
    Reply::json(&all)
}

/// `app/setPreferences`: text that is no JSON object changes nothing, as in qBittorrent.
pub(crate) async fn set_preferences(call: Call) -> Answer {
    let sent = serde_json::from_str(call.params.text("json")).unwrap_or_default();
    apply(&call, sent).await?;
    call.state.options.follow.now().await;
    Ok(Reply::empty())
}

/// Checks and applies settings by wire name; all or nothing. Off the worker, because a new
/// password is hashed on the way.
///
/// # Errors
/// 400 with qBittorrent's text for a name or password that is refused, 500 when nothing could be
/// saved.
pub(crate) async fn apply(call: &Call, sent: Map<String, Value>) -> Result<(), ApiError> {
    let current = call.session().settings();
    let parsed = web::block(move || SettingsPatch::parse(&sent, &Arc::clone(&current))).await;
    let closing = || ApiError::Unavailable("the server is shutting down".to_owned());
    let patch = parsed.map_err(|_| closing())?.map_err(|error| ApiError::bad(error.to_string()))?;
    save(call, patch).await
}

/// Applies a checked patch.
///
/// # Errors
/// 500 when it could not be saved.
pub(crate) async fn save(call: &Call, patch: SettingsPatch) -> Result<(), ApiError> {
    if patch.is_empty() {
        return Ok(());
    }
    let ends_logins = changes_login(call, &patch);
    let saved = call.session().apply_settings(patch).await;
    saved.map_err(|error| ApiError::Internal(error.to_string()))?;
    if ends_logins {
        call.state.web_sessions.remove_others(call.caller.as_ref().map(|caller| caller.sid()));
    }
    Ok(())
}

/// Whether another name or password is needed from now on: who logged in with the former ones must
/// do so again, but for the one who changes them. (In qBittorrent they stay.)
fn changes_login(call: &Call, patch: &SettingsPatch) -> bool {
    let fixed = &call.state.options.credentials;
    (fixed.username.is_none() && patch.get(Key::WebUiUsername).is_some())
        || (fixed.password.is_none() && patch.get(Key::WebUiPassword).is_some())
}

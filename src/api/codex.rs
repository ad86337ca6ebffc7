//! `codex/*`: what qBittorrent does not have.
//!
//! `codex/settings` has the settings outside qBittorrent's table that are changed while the server
//! runs; by now that is the dialect. They are stored like cookies and client data. *Deliberately
//! absent until their issues:* the options of the node, capabilities, presets.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::call::Call;
use super::dialect::Dialect;
use super::error::ApiError;
use super::extract::json_error;
use super::reply::{Answer, Reply};
use crate::session::Session;

const SPACE: &str = "codex";
const DIALECT: &str = "dialect";

/// One setting.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Setting {
    /// What it may be.
    choices: Vec<&'static str>,
    /// What holds now.
    effective: &'static str,
    /// Why it cannot be changed; null when it can.
    fixed: Option<&'static str>,
    /// A change holds after the next start only.
    needs_restart: bool,
    /// What is stored, or the default.
    value: &'static str,
}

/// The stored dialect.
pub(super) fn stored_dialect(session: &Session) -> Option<Dialect> {
    std::str::from_utf8(&session.stored(SPACE, DIALECT)?).ok()?.parse().ok()
}

/// `codex/settings`: all of them; with `json`, an object, those in it are changed first.
///
/// # Errors
/// 400 for a name or value that makes no sense, 409 for a setting that command line or environment
/// have fixed; nothing is changed then.
pub(crate) async fn settings(call: Call) -> Answer {
    if let Some(text) = call.params.get("json") {
        let dialect = parse(text)?;
        if let Some(dialect) = dialect {
            if let Some(reason) = fixed(&call) {
                return Err(ApiError::Conflict(format!("dialect: {reason}")));
            }
            let name = dialect.name().as_bytes().to_vec();
            call.session().store(SPACE, DIALECT, Some(name)).await?;
            tracing::info!(dialect = dialect.name(), "the dialect was changed");
        }
    }
    let stored = stored_dialect(call.session()).unwrap_or_default();
    let dialect = Setting {
        choices: Dialect::ALL.iter().map(|dialect| dialect.name()).collect(),
        effective: call.state.dialect().name(),
        fixed: fixed(&call),
        needs_restart: false,
        value: stored.name(),
    };
    Reply::json(&BTreeMap::from([(DIALECT, dialect)]))
}

fn fixed(call: &Call) -> Option<&'static str> {
    call.state.options.dialect.map(|_| "set by --dialect or QCODEX_DIALECT for this run")
}

fn parse(text: &str) -> Result<Option<Dialect>, ApiError> {
    let value = serde_json::from_str(text).map_err(|error| json_error(text, &error))?;
    let Value::Object(changes) = value else {
        return Err(ApiError::bad("json must be an object"));
    };
    let mut dialect = None;
    for (name, value) in changes {
        if name != DIALECT {
            return Err(ApiError::bad(format!("there is no setting named {name:?}")));
        }
        let word = value.as_str().ok_or_else(|| ApiError::bad("dialect must be a text"))?;
        dialect = Some(word.parse().map_err(|error| ApiError::bad(format!("{error}")))?);
    }
    Ok(dialect)
}

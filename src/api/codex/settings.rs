//! `codex/settings`: the settings around the node, and the dialect.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::capabilities::told;
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::extract::json_error;
use crate::api::reply::{Answer, Reply};
use crate::session::node::{
    NodeSetting, NodeSettings, NodeSettingsError, NodeValue, Restart, RowKind,
};
use crate::session::settings::Key;

/// All settings.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "NodeSettings"))]
#[expect(clippy::struct_field_names, reason = "the name on the wire")]
pub(crate) struct Settings {
    /// Options for the command line of a real node, of what was set here, each quoted for a
    /// shell.
    command_line: Vec<String>,
    /// Whether anything waits for a restart of the node or of this server.
    restart_needed: bool,
    /// By name.
    settings: BTreeMap<&'static str, Setting>,
}

/// One setting.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "NodeSetting"))]
pub(crate) struct Setting {
    /// Belongs into the folded part of a page.
    advanced: bool,
    /// What to offer; of a number others within the bounds are allowed, too.
    choices: Vec<OfferedChoice>,
    /// The value while nothing is set.
    #[cfg_attr(test, ts(type = "OptionValue"))]
    default: NodeValue,
    /// Whether it can be changed.
    editable: bool,
    /// What it does, in one sentence.
    effect: &'static str,
    /// What holds now; null when the node does not tell.
    #[cfg_attr(test, ts(type = "OptionValue"))]
    effective: Option<NodeValue>,
    /// `bool`, `int`, `text`, `choice` or `lines`.
    kind: &'static str,
    /// Short label.
    label: &'static str,
    /// Largest number.
    max: Option<i64>,
    /// Smallest number.
    min: Option<i64>,
    /// The option of a real node that stands for the value, quoted for a shell.
    option: Option<String>,
    /// Its place on a page, from 0.
    order: usize,
    /// The preference with which it shares its value.
    preference: Option<&'static str>,
    /// A fact to show: nobody sets it.
    read_only: bool,
    /// Why it cannot be changed, or does not act.
    reason: Option<String>,
    /// Which sentence that is.
    reason_code: Option<&'static str>,
    /// What the sentence names, by the words in braces.
    reason_params: BTreeMap<&'static str, String>,
    /// When a change acts: `none` (at once), or after a restart of `node` or `server`.
    restart: &'static str,
    /// Whether that restart is still to come.
    restart_needed: bool,
    /// Unit of a number; empty when it has none.
    unit: &'static str,
    /// What is stored, or the default.
    #[cfg_attr(test, ts(type = "OptionValue"))]
    value: NodeValue,
}

/// A value to offer.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "OfferedChoice"))]
pub(crate) struct OfferedChoice {
    /// For people.
    label: String,
    /// To send.
    #[cfg_attr(test, ts(type = "number | string | boolean"))]
    value: NodeValue,
}

impl Settings {
    fn of(all: NodeSettings) -> Self {
        let settings: BTreeMap<_, _> = all
            .settings
            .into_iter()
            .enumerate()
            .map(|(order, setting)| (setting.row.name, Setting::of(setting, order)))
            .collect();
        Self {
            command_line: all.command_line,
            restart_needed: settings.values().any(|setting| setting.restart_needed),
            settings,
        }
    }
}

impl Setting {
    fn of(setting: NodeSetting, order: usize) -> Self {
        let row = setting.row;
        let (reason, reason_code, reason_params) = told(setting.reason);
        Self {
            advanced: row.advanced,
            choices: setting
                .choices
                .into_iter()
                .map(|(value, label)| OfferedChoice { label, value })
                .collect(),
            default: setting.default,
            editable: setting.editable,
            effect: row.effect,
            effective: setting.effective,
            kind: match row.kind {
                RowKind::Bool => "bool",
                RowKind::Int => "int",
                RowKind::Text => "text",
                RowKind::Choice => "choice",
                RowKind::Lines => "lines",
            },
            label: row.label,
            max: row.max,
            min: setting.min,
            option: setting.option,
            order,
            preference: row.preference.map(Key::wire),
            read_only: row.read_only,
            reason,
            reason_code,
            reason_params,
            restart: match setting.restart {
                Restart::None => "none",
                Restart::Node => "node",
                Restart::Server => "server",
            },
            restart_needed: setting.restart_needed,
            unit: row.unit,
            value: setting.value,
        }
    }
}

/// `codex/settings`: all of them; with `json`, an object, those in it are changed first, all or
/// none.
///
/// # Errors
/// 400 for a name or value that makes no sense, 409 for a setting that cannot be changed.
pub(crate) async fn settings(call: Call) -> Answer {
    if let Some(text) = call.params.get("json") {
        let sent = parse(text)?;
        call.session().set_node_settings(&sent).await?;
    }
    Reply::json(&Settings::of(call.session().node_settings()))
}

fn parse(text: &str) -> Result<Map<String, Value>, ApiError> {
    let value = serde_json::from_str(text).map_err(|error| json_error(text, &error))?;
    match value {
        Value::Object(changes) => Ok(changes),
        _ => Err(ApiError::bad("json must be an object")),
    }
}

impl From<NodeSettingsError> for ApiError {
    fn from(error: NodeSettingsError) -> Self {
        match error {
            NodeSettingsError::Unknown(_) | NodeSettingsError::Bad { .. } => {
                Self::bad(error.to_string())
            }
            NodeSettingsError::Fixed { .. } | NodeSettingsError::Node(_) => {
                Self::conflict(error.to_string())
            }
            NodeSettingsError::Session(error) => error.into(),
        }
    }
}

//! `codex/presets`: libtorrent's two presets, with what each would change here before it does.
//!
//! Most values of a preset concern a BitTorrent engine; they are listed with the reason why they
//! have no effect. The rest is applied in one go: all of it, or nothing. Nothing is stored but the
//! settings themselves.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::api::app;
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::settings::Key;
use crate::session::settings::libtorrent::{Plan, PlannedChange, presets};

/// All presets.
#[derive(Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Presets {
    presets: Vec<Preset>,
}

/// A preset, and what it means for this server now.
#[derive(Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Preset {
    /// What it is for.
    about: &'static str,
    /// What would be different.
    changes: Vec<Change>,
    /// For people.
    label: &'static str,
    /// libtorrent's name.
    name: &'static str,
    /// What has no effect here.
    unaffected: Vec<Unaffected>,
}

/// The changes that were made.
#[derive(Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "PresetApplied"))]
pub(crate) struct Applied {
    changes: Vec<Change>,
}

/// A setting that changes.
#[derive(Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "PresetChange"))]
struct Change {
    /// Value before.
    #[cfg_attr(test, ts(type = "OptionValue"))]
    from: Value,
    /// For people.
    label: &'static str,
    /// The preference behind it, whose unit the values have; null without one.
    preference: Option<&'static str>,
    /// libtorrent's name.
    setting: &'static str,
    /// Value after.
    #[cfg_attr(test, ts(type = "OptionValue"))]
    to: Value,
    /// Unit; empty without one.
    unit: &'static str,
}

/// A setting of a preset that has no effect here.
#[derive(Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "PresetUnaffected"))]
struct Unaffected {
    /// For people.
    reason: String,
    /// Which sentence that is.
    reason_code: &'static str,
    /// libtorrent's name.
    setting: &'static str,
}

/// `codex/presets`: all of them; by POST with `name`, applies that one and answers its changes.
///
/// # Errors
/// 400 for a name that no preset has; nothing is changed then.
pub(crate) async fn presets_or_apply(call: Call) -> Answer {
    let current = call.session().settings();
    let known = presets();
    let asked = call.params.get("name").map(|name| {
        known.iter().find(|preset| preset.name == name).ok_or_else(|| {
            let names: Vec<_> = known.iter().map(|preset| preset.name).collect();
            ApiError::bad(format!("there is no preset of that name: use {}", names.join(" or ")))
        })
    });
    let Some(preset) = asked.transpose()?.filter(|_| call.asked.post) else {
        let presets = known.iter().map(|preset| {
            let Plan { changes, unaffected, .. } = preset.plan(&current);
            Preset {
                about: preset.about,
                changes: changes.iter().map(change).collect(),
                label: preset.label,
                name: preset.name,
                unaffected: unaffected
                    .into_iter()
                    .map(|(setting, reason)| Unaffected {
                        reason: reason.text,
                        reason_code: reason.code,
                        setting: setting.name(),
                    })
                    .collect(),
            }
        });
        return Reply::json(&Presets { presets: presets.collect() });
    };
    let plan = preset.plan(&current);
    app::save(&call, plan.patch).await?;
    tracing::info!(preset = preset.name, changes = plan.changes.len(), "a preset was applied");
    Reply::json(&Applied { changes: plan.changes.iter().map(change).collect() })
}

fn change(change: &PlannedChange) -> Change {
    Change {
        from: change.from.clone(),
        label: change.label,
        preference: change.preference.map(Key::wire),
        setting: change.setting.name(),
        to: change.to.clone(),
        unit: change.unit,
    }
}

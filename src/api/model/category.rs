//! The category object (webapi §3.8.7, recordings of 5.3.0).

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{own_limit, own_ratio_limit};
use crate::session::{self, CategoryDownloadPath, ShareLimitAction, ShareLimitsMode};

/// A category; mind the mixed spelling of `savePath` and `download_path`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Category {
    /// Null inherit, false disabled, text a path (empty: implicit).
    #[cfg_attr(test, ts(type = "string | false | null"))]
    pub download_path: Value,
    /// Minutes; −2 inherit, −1 none.
    pub inactive_seeding_time_limit: i64,
    /// Full name.
    pub name: String,
    /// −2 inherit, −1 none.
    pub ratio_limit: f64,
    /// As given; empty: implicit.
    #[serde(rename = "savePath")]
    pub save_path: String,
    /// Minutes; −2 inherit, −1 none.
    pub seeding_time_limit: i64,
    /// `Default` inherits.
    pub share_limit_action: &'static str,
    /// `Default` inherits.
    pub share_limits_mode: &'static str,
}

impl Category {
    /// Its wire names in the order in which they are written.
    pub const KEYS: &[&str] = &[
        "download_path",
        "inactive_seeding_time_limit",
        "name",
        "ratio_limit",
        "savePath",
        "seeding_time_limit",
        "share_limit_action",
        "share_limits_mode",
    ];

    /// What clients see of a category.
    pub fn of(name: &str, category: &session::Category) -> Self {
        let limits = &category.share_limits;
        Self {
            download_path: match &category.download_path {
                CategoryDownloadPath::Inherit => Value::Null,
                CategoryDownloadPath::Disabled => Value::Bool(false),
                CategoryDownloadPath::Path(path) => Value::String(path.clone()),
            },
            inactive_seeding_time_limit: own_limit(limits.inactive_minutes),
            name: name.to_owned(),
            ratio_limit: own_ratio_limit(limits.ratio),
            save_path: category.save_path.clone(),
            seeding_time_limit: own_limit(limits.seeding_minutes),
            share_limit_action: share_limit_action_str(limits.action),
            share_limits_mode: share_limits_mode_str(limits.mode),
        }
    }
}

/// The word for an action.
pub const fn share_limit_action_str(action: ShareLimitAction) -> &'static str {
    match action {
        ShareLimitAction::Default => "Default",
        ShareLimitAction::Stop => "Stop",
        ShareLimitAction::Remove => "Remove",
        ShareLimitAction::RemoveWithContent => "RemoveWithContent",
        ShareLimitAction::EnableSuperSeeding => "EnableSuperSeeding",
    }
}

/// The word for a mode.
pub(super) const fn share_limits_mode_str(mode: ShareLimitsMode) -> &'static str {
    match mode {
        ShareLimitsMode::Default => "Default",
        ShareLimitsMode::MatchAny => "MatchAny",
        ShareLimitsMode::MatchAll => "MatchAll",
    }
}

/// The mode that a word means.
pub fn share_limits_mode_from(word: &str) -> Option<ShareLimitsMode> {
    [ShareLimitsMode::Default, ShareLimitsMode::MatchAny, ShareLimitsMode::MatchAll]
        .into_iter()
        .find(|mode| share_limits_mode_str(*mode) == word)
}

/// The action that a word means.
pub fn share_limit_action_from(word: &str) -> Option<ShareLimitAction> {
    [
        ShareLimitAction::Default,
        ShareLimitAction::Stop,
        ShareLimitAction::Remove,
        ShareLimitAction::RemoveWithContent,
        ShareLimitAction::EnableSuperSeeding,
    ]
    .into_iter()
    .find(|action| share_limit_action_str(*action) == word)
}

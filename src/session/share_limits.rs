//! Share limits: own, inherited, effective (webapi §5.9).

use serde::{Deserialize, Serialize};

/// One limit of a torrent or category: qBittorrent's −2 inherit, −1 none, otherwise a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
pub enum Limit<T> {
    /// From category, then parents, then the global setting.
    #[default]
    Inherit,
    /// None, whatever is above.
    Unlimited,
    /// This value.
    Value(T),
}

/// What happens when a limit is reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShareLimitAction {
    /// Inherited.
    #[default]
    Default,
    /// The torrent is stopped.
    Stop,
    /// The torrent is removed, files stay.
    Remove,
    /// The torrent and its files are removed.
    RemoveWithContent,
    /// Only a flag in Codex.
    EnableSuperSeeding,
}

/// Own share limits of a torrent or category.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct ShareLimits {
    /// Uploaded by downloaded.
    pub ratio: Limit<f64>,
    /// Minutes.
    pub seeding_minutes: Limit<i64>,
    /// Minutes without payload.
    pub inactive_minutes: Limit<i64>,
    /// What to do.
    pub action: ShareLimitAction,
}

/// What holds after inheritance; `None` is unlimited. `action` is never `Default`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectiveShareLimits {
    /// Uploaded by downloaded.
    pub ratio: Option<f64>,
    /// Minutes.
    pub seeding_minutes: Option<i64>,
    /// Minutes without payload.
    pub inactive_minutes: Option<i64>,
    /// What to do.
    pub action: ShareLimitAction,
}

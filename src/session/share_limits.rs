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

/// What a running seed has reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shared {
    /// Uploaded by downloaded; infinite when nothing was downloaded.
    pub ratio: f64,
    /// Seconds finished and not stopped.
    pub seeding_secs: i64,
    /// Seconds since the last payload.
    pub inactive_secs: i64,
}

impl EffectiveShareLimits {
    /// True when one of the limits is reached, in qBittorrent's order: ratio, seeding time in
    /// whole minutes, inactivity.
    pub fn reached(&self, shared: &Shared) -> bool {
        self.ratio.is_some_and(|limit| shared.ratio >= limit)
            || self.seeding_minutes.is_some_and(|limit| shared.seeding_secs / 60 >= limit)
            || self.inactive_minutes.is_some_and(|limit| shared.inactive_secs / 60 >= limit)
    }
}

/// Walks the chain torrent, category, parent categories, global; the first that does not inherit
/// decides each part on its own.
pub fn effective(
    chain: impl Iterator<Item = ShareLimits> + Clone,
    global: &EffectiveShareLimits,
) -> EffectiveShareLimits {
    fn first<T: Copy>(mut values: impl Iterator<Item = Limit<T>>, global: Option<T>) -> Option<T> {
        values
            .find_map(|limit| match limit {
                Limit::Inherit => None,
                Limit::Unlimited => Some(None),
                Limit::Value(value) => Some(Some(value)),
            })
            .unwrap_or(global)
    }
    EffectiveShareLimits {
        ratio: first(chain.clone().map(|l| l.ratio), global.ratio),
        seeding_minutes: first(chain.clone().map(|l| l.seeding_minutes), global.seeding_minutes),
        inactive_minutes: first(chain.clone().map(|l| l.inactive_minutes), global.inactive_minutes),
        action: chain
            .map(|l| l.action)
            .find(|action| *action != ShareLimitAction::Default)
            .unwrap_or(global.action),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: EffectiveShareLimits = EffectiveShareLimits {
        ratio: None,
        seeding_minutes: None,
        inactive_minutes: None,
        action: ShareLimitAction::Stop,
    };

    #[test]
    fn each_part_is_inherited_on_its_own() {
        let own = ShareLimits { ratio: Limit::Value(1.5), ..ShareLimits::default() };
        let parent = ShareLimits {
            ratio: Limit::Value(9.0),
            seeding_minutes: Limit::Unlimited,
            action: ShareLimitAction::Remove,
            ..ShareLimits::default()
        };
        let global = EffectiveShareLimits { seeding_minutes: Some(60), ..NONE };
        let got = effective([own, parent].into_iter(), &global);
        assert_eq!(got.ratio, Some(1.5));
        assert_eq!(got.seeding_minutes, None);
        assert_eq!(got.action, ShareLimitAction::Remove);
    }

    #[test]
    fn limits_are_reached_at_the_limit() {
        let shared = Shared { ratio: 0.0, seeding_secs: 119, inactive_secs: 0 };
        assert!(EffectiveShareLimits { ratio: Some(0.0), ..NONE }.reached(&shared));
        assert!(EffectiveShareLimits { seeding_minutes: Some(1), ..NONE }.reached(&shared));
        assert!(!EffectiveShareLimits { seeding_minutes: Some(2), ..NONE }.reached(&shared));
        assert!(!NONE.reached(&shared));
    }
}

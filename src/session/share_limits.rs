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

/// How many of the limits have to be reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShareLimitsMode {
    /// Inherited.
    #[default]
    Default,
    /// One suffices.
    MatchAny,
    /// All that are set.
    MatchAll,
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
    /// How many have to be reached.
    #[serde(default)]
    pub mode: ShareLimitsMode,
}

/// What holds after inheritance; `None` is unlimited. `action` and `mode` are never `Default`.
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
    /// How many have to be reached.
    pub mode: ShareLimitsMode,
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
    /// Whether it has seeded long enough by the time of its download (libtorrent's
    /// `seed_time_ratio_limit`); `None` where there is no such limit.
    pub seed_time_ratio: Option<bool>,
}

impl EffectiveShareLimits {
    /// True when enough of the limits that are set are reached: one, or all of them by the mode.
    /// Times count in whole minutes. Without any limit nothing is reached.
    pub fn reached(&self, shared: &Shared) -> bool {
        let parts = [
            self.ratio.map(|limit| shared.ratio >= limit),
            self.seeding_minutes.map(|limit| shared.seeding_secs / 60 >= limit),
            self.inactive_minutes.map(|limit| shared.inactive_secs / 60 >= limit),
            shared.seed_time_ratio,
        ];
        let mut set = parts.into_iter().flatten().peekable();
        match self.mode {
            ShareLimitsMode::MatchAll => set.peek().is_some() && set.all(|reached| reached),
            ShareLimitsMode::MatchAny | ShareLimitsMode::Default => set.any(|reached| reached),
        }
    }
}

/// Whether a torrent has seeded `percent` of the time that it took to come; never for one that was
/// complete when it was added.
pub(crate) fn seed_time_ratio_reached(
    seeding_secs: i64,
    downloading_secs: i64,
    percent: i32,
) -> bool {
    downloading_secs > 0
        && seeding_secs.saturating_mul(100) >= downloading_secs.saturating_mul(percent.into())
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
            .clone()
            .map(|l| l.action)
            .find(|action| *action != ShareLimitAction::Default)
            .unwrap_or(global.action),
        mode: chain
            .map(|l| l.mode)
            .find(|mode| *mode != ShareLimitsMode::Default)
            .unwrap_or(global.mode),
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
        mode: ShareLimitsMode::MatchAny,
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
    fn all_limits_count_only_where_the_mode_says_so() {
        let any = EffectiveShareLimits { ratio: Some(1.0), seeding_minutes: Some(2), ..NONE };
        let all = EffectiveShareLimits { mode: ShareLimitsMode::MatchAll, ..any };
        let half =
            Shared { ratio: 1.0, seeding_secs: 119, inactive_secs: 0, seed_time_ratio: None };
        let whole = Shared { seeding_secs: 120, ..half };
        assert!(any.reached(&half) && !all.reached(&half) && all.reached(&whole));
        let nothing = EffectiveShareLimits { mode: ShareLimitsMode::MatchAll, ..NONE };
        assert!(!nothing.reached(&whole));
        let own = ShareLimits { mode: ShareLimitsMode::MatchAll, ..ShareLimits::default() };
        let chain = [ShareLimits::default(), own];
        assert_eq!(effective(chain.into_iter(), &NONE).mode, ShareLimitsMode::MatchAll);
        assert_eq!(effective([].into_iter(), &NONE).mode, ShareLimitsMode::MatchAny);
    }

    #[test]
    fn limits_are_reached_at_the_limit() {
        let shared =
            Shared { ratio: 0.0, seeding_secs: 119, inactive_secs: 0, seed_time_ratio: None };
        assert!(EffectiveShareLimits { ratio: Some(0.0), ..NONE }.reached(&shared));
        assert!(EffectiveShareLimits { seeding_minutes: Some(1), ..NONE }.reached(&shared));
        assert!(!EffectiveShareLimits { seeding_minutes: Some(2), ..NONE }.reached(&shared));
        assert!(!NONE.reached(&shared));
        assert!(NONE.reached(&Shared { seed_time_ratio: Some(true), ..shared }));
        let all =
            EffectiveShareLimits { ratio: Some(0.0), mode: ShareLimitsMode::MatchAll, ..NONE };
        assert!(!all.reached(&Shared { seed_time_ratio: Some(false), ..shared }));
    }

    #[test]
    fn seeding_time_is_measured_by_downloading_time() {
        assert!(seed_time_ratio_reached(700, 100, 700) && !seed_time_ratio_reached(699, 100, 700));
        assert!(!seed_time_ratio_reached(i64::MAX, 0, 0));
        assert!(seed_time_ratio_reached(i64::MAX, i64::MAX, i32::MAX));
    }
}

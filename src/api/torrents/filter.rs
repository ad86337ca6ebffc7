//! Which torrents `torrents/info` lists, in which order, from where to where (webapi §3.8.1).

use std::cmp::Ordering;
use std::sync::Arc;

use crate::api::dialect::Dialect;
use crate::api::model::TorrentState;
use crate::api::model::derived::is_active;
use crate::api::sync::{Row, SortValue};
use crate::session::TorrentStatus;

/// The `filter` parameter; unknown words mean everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StateFilter {
    All,
    Downloading,
    Seeding,
    Completed,
    Stopped,
    Running,
    Active,
    Inactive,
    Stalled,
    StalledUploading,
    StalledDownloading,
    Checking,
    Moving,
    Errored,
}

impl StateFilter {
    /// Old words (`paused`, `resumed`) mean what they meant, unlike in qBittorrent 5.
    pub(super) fn parse(word: &str) -> Self {
        match word {
            "downloading" => Self::Downloading,
            "seeding" => Self::Seeding,
            "completed" => Self::Completed,
            "stopped" | "paused" => Self::Stopped,
            "running" | "resumed" => Self::Running,
            "active" => Self::Active,
            "inactive" => Self::Inactive,
            "stalled" => Self::Stalled,
            "stalled_uploading" => Self::StalledUploading,
            "stalled_downloading" => Self::StalledDownloading,
            "checking" => Self::Checking,
            "moving" => Self::Moving,
            "errored" => Self::Errored,
            _ => Self::All,
        }
    }

    /// True when the list shows the torrent.
    pub(super) fn admits(self, status: &TorrentStatus) -> bool {
        use TorrentState as S;
        let state = S::of(status);
        match self {
            Self::All => true,
            Self::Downloading => matches!(
                state,
                S::Downloading
                    | S::MetaDl
                    | S::ForcedMetaDl
                    | S::StalledDl
                    | S::CheckingDl
                    | S::StoppedDl
                    | S::QueuedDl
                    | S::ForcedDl
            ),
            Self::Seeding => is_seeding(state),
            Self::Completed => is_seeding(state) || state == S::StoppedUp,
            Self::Stopped => status.stopped,
            Self::Running => !status.stopped,
            Self::Active => is_active(status),
            Self::Inactive => !is_active(status),
            Self::Stalled => matches!(state, S::StalledUp | S::StalledDl),
            Self::StalledUploading => state == S::StalledUp,
            Self::StalledDownloading => state == S::StalledDl,
            Self::Checking => {
                matches!(state, S::CheckingUp | S::CheckingDl | S::CheckingResumeData)
            }
            Self::Moving => state == S::Moving,
            Self::Errored => matches!(state, S::Error | S::MissingFiles),
        }
    }
}

fn is_seeding(state: TorrentState) -> bool {
    use TorrentState as S;
    matches!(state, S::Uploading | S::StalledUp | S::CheckingUp | S::QueuedUp | S::ForcedUp)
}

/// True when `category` is `wanted` or below it; no category is only itself.
pub(super) fn in_category(category: &str, wanted: &str) -> bool {
    match category.strip_prefix(wanted) {
        Some("") => true,
        Some(rest) => !wanted.is_empty() && rest.starts_with('/'),
        None => false,
    }
}

/// Orders rows by a member; equal ones keep their order. False when rows have no such member.
pub(super) fn sort(
    rows: &mut Vec<Arc<Row>>,
    key: &str,
    reverse: bool,
    now: i64,
    dialect: Dialect,
) -> bool {
    let mut keyed = Vec::with_capacity(rows.len());
    for row in rows.iter() {
        match row.sort_value(key, now, dialect) {
            Some(value) => keyed.push((value, Arc::clone(row))),
            None => return false,
        }
    }
    keyed.sort_by(|(a, _), (b, _)| {
        let order = compare(a, b);
        if reverse { order.reverse() } else { order }
    });
    *rows = keyed.into_iter().map(|(_, row)| row).collect();
    true
}

fn compare(a: &SortValue, b: &SortValue) -> Ordering {
    use SortValue::{None, Number, Text};
    match (a, b) {
        (Number(a), Number(b)) => a.total_cmp(b),
        (Text(a), Text(b)) => a.cmp(b),
        (None, None) => Ordering::Equal,
        (None, _) | (Number(_), Text(_)) => Ordering::Less,
        (_, None) | (Text(_), Number(_)) => Ordering::Greater,
    }
}

/// Cuts a list to a page: a negative offset counts from the end, a limit of 0 or less is none.
pub(super) fn page<T>(list: Vec<T>, limit: i64, offset: i64) -> Vec<T> {
    let len = i64::try_from(list.len()).unwrap_or(i64::MAX);
    let start = if offset < 0 { len.saturating_add(offset) } else { offset };
    // A start that is still before the first shortens the window, as in qBittorrent.
    let end = if limit > 0 { start.saturating_add(limit) } else { len };
    let skip = usize::try_from(start.max(0)).unwrap_or(usize::MAX);
    let take = usize::try_from(end.saturating_sub(start.max(0)).max(0)).unwrap_or(usize::MAX);
    list.into_iter().skip(skip).take(take).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_includes_what_is_below_it() {
        assert!(in_category("tv", "tv") && in_category("tv/hd", "tv"));
        assert!(!in_category("tvx", "tv") && !in_category("tv", "tv/hd") && !in_category("", "tv"));
        assert!(in_category("", "") && !in_category("tv", "") && !in_category("/tv", ""));
    }

    #[test]
    fn pages_count_from_both_ends() {
        let list = || vec![0, 1, 2, 3, 4];
        assert_eq!(page(list(), 0, 0), [0, 1, 2, 3, 4]);
        assert_eq!(page(list(), -1, 0), [0, 1, 2, 3, 4]);
        assert_eq!(page(list(), 2, 1), [1, 2]);
        assert_eq!(page(list(), 0, -2), [3, 4]);
        assert_eq!(page(list(), 1, -2), [3]);
        assert_eq!(page(list(), 3, -6), [0, 1]);
        assert_eq!(page(list(), 9, 3), [3, 4]);
        assert!(page(list(), 0, 99).is_empty());
        assert_eq!(page(list(), 1, i64::MIN), Vec::<i32>::new());
        assert_eq!(page(list(), i64::MAX, i64::MIN), [0, 1, 2, 3]);
    }

    #[test]
    fn old_and_new_words_mean_the_same() {
        assert_eq!(StateFilter::parse("paused"), StateFilter::parse("stopped"));
        assert_eq!(StateFilter::parse("resumed"), StateFilter::parse("running"));
        assert_eq!(StateFilter::parse("Downloading"), StateFilter::All);
        assert_eq!(StateFilter::parse(""), StateFilter::All);
    }
}

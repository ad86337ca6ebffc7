//! The queue: which torrents may run. A pure function over what the actor knows.
//!
//! Downloads and finished torrents have limits of their own and one together (qBittorrent's
//! `max_active_downloads`, `max_active_uploads`, `max_active_torrents`; −1 is unlimited). As in
//! libtorrent the common limit is a hard one: everything that runs counts there. Forced torrents
//! run always and take no place of their kind; slow ones neither, when `dont_count_slow_torrents`
//! is on, but they run only as long as the common limit lets them. Downloads come before finished
//! torrents unless libtorrent's `auto_manage_prefer_seeds` is on.

use crate::torrent::TorrentId;

/// Limits; `None` is unlimited, and who comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct QueueLimits {
    /// Unfinished torrents that run.
    pub downloads: Option<usize>,
    /// Finished torrents that run.
    pub uploads: Option<usize>,
    /// Both together.
    pub total: Option<usize>,
    /// Finished torrents get places before downloads.
    pub prefer_seeds: bool,
}

/// A torrent that wants to run (not stopped, no error).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Which.
    pub id: TorrentId,
    /// Every wanted byte is there.
    pub finished: bool,
    /// Ignores the queue: by the user's wish, or because somebody reads it.
    pub forced: bool,
    /// Runs, transfers little, and slow torrents are not counted.
    pub slow: bool,
}

/// Which of `candidates` (in queue order, finished ones in any stable order) must wait.
pub(crate) fn waiting(candidates: &[Candidate], limits: QueueLimits) -> Vec<TorrentId> {
    let below = |count: usize, limit: Option<usize>| limit.is_none_or(|limit| count < limit);
    let mut total = candidates.iter().filter(|candidate| candidate.forced).count();
    let mut waiting = Vec::new();
    let mut kinds = [(false, limits.downloads), (true, limits.uploads)];
    if limits.prefer_seeds {
        kinds.reverse();
    }
    for (finished, limit) in kinds {
        let mut count = 0;
        for candidate in candidates.iter().filter(|c| c.finished == finished && !c.forced) {
            let place = candidate.slow || below(count, limit);
            if !place || !below(total, limits.total) {
                waiting.push(candidate.id);
                continue;
            }
            total += 1;
            if !candidate.slow {
                count += 1;
            }
        }
    }
    waiting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(n: u8, finished: bool) -> Candidate {
        Candidate { id: TorrentId::from([n; 20]), finished, forced: false, slow: false }
    }

    #[test]
    fn downloads_come_first_and_share_the_total() {
        let all =
            [candidate(1, true), candidate(2, false), candidate(3, false), candidate(4, true)];
        let limits = QueueLimits {
            downloads: Some(1),
            uploads: Some(3),
            total: Some(2),
            prefer_seeds: false,
        };
        assert_eq!(waiting(&all, limits), [TorrentId::from([3; 20]), TorrentId::from([4; 20])]);
        let limits = QueueLimits { prefer_seeds: true, ..limits };
        assert_eq!(waiting(&all, limits), [TorrentId::from([2; 20]), TorrentId::from([3; 20])]);
    }

    #[test]
    fn forced_and_slow_ones_take_no_place() {
        let mut all = [candidate(1, false), candidate(2, false), candidate(3, false)];
        all[0].forced = true;
        all[1].slow = true;
        let limits =
            QueueLimits { downloads: Some(1), uploads: None, total: None, prefer_seeds: false };
        assert_eq!(waiting(&all, limits), []);
        // The common limit counts them all the same.
        let limits = QueueLimits { total: Some(2), ..limits };
        assert_eq!(waiting(&all, limits), [TorrentId::from([3; 20])]);
        let limits = QueueLimits { total: Some(0), ..limits };
        assert_eq!(waiting(&all, limits), [TorrentId::from([2; 20]), TorrentId::from([3; 20])]);
    }

    proptest::proptest! {
        #[test]
        fn no_limit_is_ever_exceeded(
            kinds in proptest::collection::vec((0_u8.., proptest::bool::ANY, proptest::bool::ANY), 0..30),
            downloads in proptest::option::of(0_usize..5),
            uploads in proptest::option::of(0_usize..5),
            total in proptest::option::of(0_usize..8),
            prefer_seeds in proptest::bool::ANY,
        ) {
            let all: Vec<Candidate> = (0_u8..)
                .zip(&kinds)
                .map(|(n, (kind, finished, slow))| Candidate {
                    forced: kind % 4 == 0,
                    slow: *slow,
                    ..candidate(n, *finished)
                })
                .collect();
            let limits = QueueLimits { downloads, uploads, total, prefer_seeds };
            let waiting = waiting(&all, limits);
            let running: Vec<&Candidate> =
                all.iter().filter(|c| !waiting.contains(&c.id)).collect();
            let count = |finished: bool| {
                running.iter().filter(|c| c.finished == finished && !c.forced && !c.slow).count()
            };
            proptest::prop_assert!(downloads.is_none_or(|limit| count(false) <= limit));
            proptest::prop_assert!(uploads.is_none_or(|limit| count(true) <= limit));
            let forced = all.iter().filter(|c| c.forced).count();
            proptest::prop_assert!(total.is_none_or(|limit| running.len() <= limit.max(forced)));
            proptest::prop_assert!(!all.iter().any(|c| c.forced && waiting.contains(&c.id)));
        }
    }
}

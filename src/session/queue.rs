//! The queue: which torrents may run. A pure function over what the actor knows.
//!
//! Downloads and finished torrents have limits of their own and one together (qBittorrent's
//! `max_active_downloads`, `max_active_uploads`, `max_active_torrents`; −1 is unlimited). Forced
//! torrents run always and take no place; slow ones take none when
//! `dont_count_slow_torrents` is on. Downloads come before finished torrents.

use crate::torrent::TorrentId;

/// Limits; `None` is unlimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct QueueLimits {
    /// Unfinished torrents that run.
    pub downloads: Option<usize>,
    /// Finished torrents that run.
    pub uploads: Option<usize>,
    /// Both together.
    pub total: Option<usize>,
}

/// A torrent that wants to run (not stopped, no error).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Which.
    pub id: TorrentId,
    /// Every wanted byte is there.
    pub finished: bool,
    /// Ignores the queue.
    pub forced: bool,
    /// Transfers little and slow torrents are not counted.
    pub uncounted: bool,
}

/// Which of `candidates` (in queue order, finished ones in any stable order) must wait.
pub(crate) fn waiting(candidates: &[Candidate], limits: QueueLimits) -> Vec<TorrentId> {
    let (mut downloads, mut uploads, mut total) = (0_usize, 0_usize, 0_usize);
    let mut waiting = Vec::new();
    let below = |count: usize, limit: Option<usize>| limit.is_none_or(|limit| count < limit);
    for finished in [false, true] {
        for candidate in candidates.iter().filter(|c| c.finished == finished && !c.forced) {
            let (count, limit) = if finished {
                (&mut uploads, limits.uploads)
            } else {
                (&mut downloads, limits.downloads)
            };
            if !below(*count, limit) || !below(total, limits.total) {
                waiting.push(candidate.id);
            } else if !candidate.uncounted {
                *count += 1;
                total += 1;
            }
        }
    }
    waiting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(n: u8, finished: bool) -> Candidate {
        Candidate { id: TorrentId::from([n; 20]), finished, forced: false, uncounted: false }
    }

    #[test]
    fn downloads_come_first_and_share_the_total() {
        let all =
            [candidate(1, true), candidate(2, false), candidate(3, false), candidate(4, true)];
        let limits = QueueLimits { downloads: Some(1), uploads: Some(3), total: Some(2) };
        assert_eq!(waiting(&all, limits), [TorrentId::from([3; 20]), TorrentId::from([4; 20])]);
    }

    #[test]
    fn forced_and_slow_ones_take_no_place() {
        let mut all = [candidate(1, false), candidate(2, false), candidate(3, false)];
        all[0].forced = true;
        all[1].uncounted = true;
        let limits = QueueLimits { downloads: Some(1), uploads: None, total: None };
        assert_eq!(waiting(&all, limits), []);
    }
}

//! From settings to what this process may use: pure, read at the start and whenever settings
//! change.
//!
//! *Memory.* `memory_working_set_limit` bounds what caches and buffers take together: half of it
//! is for bytes that wait for the disk, a quarter for hashing, an eighth for the cache of the
//! embedded node's index and a sixteenth for the database's page cache; the rest is for buffers
//! of single requests. Each share is only an upper bound: at qBittorrent's default of 512 MiB all
//! of them are larger than what is used anyway. The list of torrents with its hashes, and the
//! program itself, cannot be bounded; a warning tells when all together is more.
//!
//! *Intervals.* qBittorrent writes progress once an hour and counters once in a quarter of one,
//! and a crash costs it as much. Here both are written every five seconds as long as nobody set
//! the interval to something else; five seconds keep every longer promise too.

use std::time::Duration;

use super::settings::{Key, SettingsPack};
use crate::resources::Bounds;

const MIB: u64 = 1024 * 1024;

/// Time between writes of progress and counters when nobody asked for another one.
const SAFE_INTERVAL: Duration = Duration::from_secs(5);

/// How long a stop without a limit waits for running work: whatever is not done then hangs.
const STOP_PATIENCE: Duration = Duration::from_mins(10);

/// Caches of databases, bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caches {
    /// Of the embedded node's index; counts from its next start.
    pub node_index: usize,
    /// Of the session's database.
    pub pages: u64,
}

/// `memory_working_set_limit` in bytes; `None` without one.
pub fn memory_limit(settings: &SettingsPack) -> Option<u64> {
    let mib = u64::try_from(settings.int(Key::MemoryWorkingSetLimit)).ok();
    mib.filter(|mib| *mib > 0).map(|mib| mib.saturating_mul(MIB))
}

/// What databases may cache.
pub fn caches(settings: &SettingsPack) -> Caches {
    let limit = memory_limit(settings).unwrap_or(u64::MAX);
    // The upper ends are what is useful: the index is small, and SQLite's own default is 2 MiB.
    let node_index = (limit / 8).clamp(MIB / 8, 16 * MIB);
    Caches {
        node_index: usize::try_from(node_index).unwrap_or(usize::MAX),
        pages: (limit / 16).clamp(MIB / 4, 2 * MIB),
    }
}

/// What reading, writing and hashing may use.
pub fn bounds(settings: &SettingsPack) -> Bounds {
    let number = |key| u64::try_from(settings.int(key)).unwrap_or(0);
    let memory = memory_limit(settings).unwrap_or(u64::MAX);
    let write_mode = settings.int(Key::DiskIoWriteMode);
    Bounds {
        disk_places: number(Key::AsyncIoThreads).clamp(1, 1024),
        hashing_threads: number(Key::HashingThreads).clamp(1, 1024),
        queue_bytes: number(Key::DiskQueueSize).min(memory / 2),
        hashing_bytes: number(Key::CheckingMemoryUse).saturating_mul(MIB).min(memory / 4),
        open_files: usize::try_from(number(Key::FilePoolSize)).unwrap_or(usize::MAX),
        caches_writes: write_mode != 0,
        caches_reads: settings.int(Key::DiskIoReadMode) != 0,
        writes_through: write_mode == 2,
    }
}

/// How long running work may take to end at a stop (`shutdown_timeout`).
pub fn stop_patience(settings: &SettingsPack) -> Duration {
    u64::try_from(settings.int(Key::ShutdownTimeout)).map_or(STOP_PATIENCE, Duration::from_secs)
}

/// Time between writes of progress that nothing else writes; `None`: only when something happens.
pub fn progress_interval(settings: &SettingsPack) -> Option<Duration> {
    interval(settings, Key::SaveResumeDataInterval)
}

/// Time between writes of the all-time counters; `None`: only at the stop.
pub fn statistics_interval(settings: &SettingsPack) -> Option<Duration> {
    interval(settings, Key::SaveStatisticsInterval)
}

fn interval(settings: &SettingsPack, key: Key) -> Option<Duration> {
    if !settings.is_set(key) && settings.fixed(key).is_none() {
        return Some(SAFE_INTERVAL);
    }
    let minutes = u64::try_from(settings.int(key)).ok().filter(|minutes| *minutes > 0)?;
    Some(Duration::from_secs(minutes.saturating_mul(60)))
}

/// Something that is done again and again.
#[derive(Debug, Default)]
pub(super) struct Cadence {
    last: Duration,
}

impl Cadence {
    /// Whether it is due at this time, after this interval; if so, it counts as done.
    pub(super) fn is_due(&mut self, now: Duration, every: Option<Duration>) -> bool {
        let due = every.is_some_and(|every| now.saturating_sub(self.last) >= every);
        if due {
            self.last = now;
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::resources::{LARGEST_READ, Resources};
    use crate::session::settings::Value;

    fn settings(set: &[(Key, i64)]) -> SettingsPack {
        SettingsPack::with(set.iter().map(|(key, value)| (*key, Value::Int(*value))))
    }

    #[test]
    fn defaults_are_not_narrower_than_what_is_useful() {
        let pack = settings(&[]);
        assert_eq!(bounds(&pack), Bounds::default());
        assert_eq!(caches(&pack), Caches { node_index: 16 << 20, pages: 2 * MIB });
        assert_eq!(progress_interval(&pack), Some(SAFE_INTERVAL));
        assert_eq!(statistics_interval(&pack), Some(SAFE_INTERVAL));
    }

    #[test]
    fn absurd_values_are_brought_to_sensible_ones() {
        let pack = settings(&[
            (Key::AsyncIoThreads, -5),
            (Key::HashingThreads, 5000),
            (Key::DiskQueueSize, -1),
            (Key::FilePoolSize, -3),
            (Key::SaveResumeDataInterval, -1),
            (Key::SaveStatisticsInterval, 0),
        ]);
        let found = bounds(&pack);
        assert_eq!((found.disk_places, found.hashing_threads), (1, 1024));
        assert_eq!((found.queue_bytes, found.open_files), (0, 0));
        assert_eq!((progress_interval(&pack), statistics_interval(&pack)), (None, None));
    }

    #[test]
    fn what_is_due_is_due_once() {
        let minutes = |n| Duration::from_mins(n);
        let mut cadence = Cadence::default();
        assert!(!cadence.is_due(minutes(29), Some(minutes(30))));
        assert!(cadence.is_due(minutes(30), Some(minutes(30))));
        assert!(!cadence.is_due(minutes(59), Some(minutes(30))));
        assert!(!cadence.is_due(minutes(500), None));
        assert!(cadence.is_due(minutes(500), Some(minutes(30))), "it was changed meanwhile");
    }

    proptest! {
        #[test]
        fn caches_and_buffers_stay_within_the_memory_limit(
            mib in 2_i64..100_000,
            queue in 0_i64..(1 << 40),
            checking in 1_i64..1_000_000,
            threads in 1_i64..1024,
        ) {
            let pack = settings(&[
                (Key::MemoryWorkingSetLimit, mib),
                (Key::DiskQueueSize, queue),
                (Key::CheckingMemoryUse, checking),
                (Key::HashingThreads, threads),
            ]);
            let resources = Resources::new(&bounds(&pack));
            let caches = caches(&pack);
            let hashing = resources.hashing().limit() * resources.read_bytes();
            let all = caches.pages
                + u64::try_from(caches.node_index).unwrap()
                + resources.queue().limit()
                + hashing;
            prop_assert!(resources.read_bytes() <= LARGEST_READ);
            prop_assert!(all <= memory_limit(&pack).unwrap());
        }
    }
}

//! What this process may use of disk, processor and memory, as the settings bound it.
//!
//! One [`Resources`] is shared by everything that reads, writes or hashes files: the session, its
//! services and the embedded node. Whoever works takes a place of the gate for its kind of work
//! first. The session changes the bounds when settings change; they count at once, for work that
//! waits and for the next step of what runs.
//!
//! Nothing runs here and nothing is stored. Deliberately absent: what the bounds mean to users
//! (the session decides that), and memory that is not a buffer or cache.

mod gate;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

pub use gate::{Gate, Permit, Usage};

/// Smallest bound on bytes that wait for the disk: one block of BitTorrent.
pub const SMALLEST_QUEUE: u64 = 16 * 1024;
/// Bytes that a hashing thread reads at a time: at most, and at least.
pub const LARGEST_READ: u64 = 1024 * 1024;
/// See [`LARGEST_READ`].
pub const SMALLEST_READ: u64 = 64 * 1024;

/// Bounds, as settings give them; what makes no sense is brought to the nearest that does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Reads and writes of files that run at once.
    pub disk_places: u64,
    /// Threads that hash files.
    pub hashing_threads: u64,
    /// Bytes of all downloads that wait to be written.
    pub queue_bytes: u64,
    /// Buffers of all hashing threads together, bytes.
    pub hashing_bytes: u64,
    /// Files that downloads keep open besides those that are being written.
    pub open_files: usize,
    /// What is written stays in the system's cache.
    pub caches_writes: bool,
    /// What was read for a check stays in the system's cache.
    pub caches_reads: bool,
    /// Every write waits for the disk.
    pub writes_through: bool,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            disk_places: 10,
            hashing_threads: 1,
            queue_bytes: 1024 * 1024,
            hashing_bytes: 32 * 1024 * 1024,
            open_files: 100,
            caches_writes: true,
            caches_reads: true,
            writes_through: false,
        }
    }
}

/// What is counted about the system's cache and the disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Times that a batch was brought to the disk before the next one.
    pub written_through: u64,
    /// Times that the system was told to forget what was written or read.
    pub forgotten: u64,
    /// Files that downloads have open.
    pub open_files: usize,
}

/// Shared bounds; cheap to clone, all clones are one.
#[derive(Debug, Clone)]
pub struct Resources(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    disk: Gate,
    hashing: Gate,
    queue: Gate,
    read_bytes: AtomicU64,
    pool: AtomicUsize,
    open: AtomicUsize,
    caches_writes: AtomicBool,
    caches_reads: AtomicBool,
    writes_through: AtomicBool,
    written_through: AtomicU64,
    forgotten: AtomicU64,
}

impl Default for Resources {
    fn default() -> Self {
        Self::new(&Bounds::default())
    }
}

impl Resources {
    /// With these bounds.
    pub fn new(bounds: &Bounds) -> Self {
        let made = Self(Arc::new(Inner {
            disk: Gate::new(1),
            hashing: Gate::new(1),
            queue: Gate::new(1),
            read_bytes: AtomicU64::new(LARGEST_READ),
            pool: AtomicUsize::new(1),
            open: AtomicUsize::new(0),
            caches_writes: AtomicBool::new(true),
            caches_reads: AtomicBool::new(true),
            writes_through: AtomicBool::new(false),
            written_through: AtomicU64::new(0),
            forgotten: AtomicU64::new(0),
        }));
        made.set(bounds);
        made
    }

    /// Changes the bounds.
    pub fn set(&self, bounds: &Bounds) {
        let (threads, read) = hashing(bounds.hashing_threads, bounds.hashing_bytes);
        let inner = &self.0;
        inner.disk.set_limit(bounds.disk_places);
        inner.hashing.set_limit(threads);
        inner.read_bytes.store(read, Ordering::Relaxed);
        inner.queue.set_limit(bounds.queue_bytes.max(SMALLEST_QUEUE));
        inner.pool.store(bounds.open_files.max(1), Ordering::Relaxed);
        inner.caches_writes.store(bounds.caches_writes, Ordering::Relaxed);
        inner.caches_reads.store(bounds.caches_reads, Ordering::Relaxed);
        inner.writes_through.store(bounds.writes_through, Ordering::Relaxed);
    }

    /// Places for reading and writing files: one for each task.
    pub fn disk(&self) -> &Gate {
        &self.0.disk
    }

    /// Places for hashing files: one for each thread.
    pub fn hashing(&self) -> &Gate {
        &self.0.hashing
    }

    /// Places for bytes that wait to be written: one for each byte.
    pub fn queue(&self) -> &Gate {
        &self.0.queue
    }

    /// Bytes that a hashing thread reads at a time.
    pub fn read_bytes(&self) -> u64 {
        self.0.read_bytes.load(Ordering::Relaxed)
    }

    /// Whether what is written may stay in the system's cache.
    pub fn caches_writes(&self) -> bool {
        self.0.caches_writes.load(Ordering::Relaxed)
    }

    /// Whether what was read for a check may stay in the system's cache.
    pub fn caches_reads(&self) -> bool {
        self.0.caches_reads.load(Ordering::Relaxed)
    }

    /// Whether every write waits for the disk.
    pub fn writes_through(&self) -> bool {
        self.0.writes_through.load(Ordering::Relaxed)
    }

    /// A batch was brought to the disk.
    pub fn count_written_through(&self) {
        self.0.written_through.fetch_add(1, Ordering::Relaxed);
    }

    /// The system was told to forget a part of a file.
    pub fn count_forgotten(&self) {
        self.0.forgotten.fetch_add(1, Ordering::Relaxed);
    }

    /// Notes that a file is kept open until the answer is dropped.
    pub fn count_open_file(&self) -> OpenFile {
        self.0.open.fetch_add(1, Ordering::Relaxed);
        OpenFile(self.clone())
    }

    /// Whether more files are open than should be kept.
    pub fn too_many_files(&self) -> bool {
        self.0.open.load(Ordering::Relaxed) > self.0.pool.load(Ordering::Relaxed)
    }

    /// What was counted since the start.
    pub fn counts(&self) -> Counts {
        Counts {
            written_through: self.0.written_through.load(Ordering::Relaxed),
            forgotten: self.0.forgotten.load(Ordering::Relaxed),
            open_files: self.0.open.load(Ordering::Relaxed),
        }
    }
}

/// A file that is kept open.
#[derive(Debug)]
#[must_use]
pub struct OpenFile(Resources);

impl Drop for OpenFile {
    fn drop(&mut self) {
        self.0.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// How many threads hash, and how much each reads at a time, so that their buffers together stay
/// within the bytes: first the buffers become smaller, then the threads fewer.
fn hashing(threads: u64, bytes: u64) -> (u64, u64) {
    let threads = threads.clamp(1, (bytes / SMALLEST_READ).max(1));
    (threads, (bytes / threads).clamp(SMALLEST_READ, LARGEST_READ))
}

/// Memory of this process that is resident, bytes; `None` where the system does not tell. Reads
/// a file of the system: not for the actor.
pub fn resident_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    kib.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MIB: u64 = 1024 * 1024;

    #[test]
    fn buffers_of_hashing_threads_stay_within_their_memory() {
        assert_eq!(hashing(1, 32 * MIB), (1, MIB));
        assert_eq!(hashing(64, 32 * MIB), (64, 512 * 1024));
        assert_eq!(hashing(64, MIB), (16, SMALLEST_READ));
        assert_eq!(hashing(1024, 0), (1, SMALLEST_READ));
    }

    proptest! {
        #[test]
        fn no_bound_on_hashing_is_exceeded(threads in 0_u64..2000, mib in 1_u64..4096) {
            let (used, read) = hashing(threads, mib * MIB);
            prop_assert!(used >= 1 && used <= threads.max(1));
            prop_assert!(used * read <= mib * MIB);
        }
    }

    #[test]
    fn open_files_are_counted() {
        let resources = Resources::new(&Bounds { open_files: 1, ..Bounds::default() });
        let first = resources.count_open_file();
        assert!(!resources.too_many_files());
        let second = resources.count_open_file();
        assert!(resources.too_many_files());
        drop((first, second));
        assert_eq!(resources.counts().open_files, 0);
    }

    #[test]
    fn the_process_knows_its_memory() {
        assert!(resident_memory().is_none_or(|bytes| bytes > MIB));
    }
}

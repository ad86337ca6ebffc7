//! Byte rates that are not exceeded: token buckets that many streams share.
//!
//! A [`Throttle`] fills at its rate and holds at most a quarter of a second's worth, so a pause
//! does not become a burst. Whoever moves bytes takes them first: the streams stand in one line,
//! first come, first served, and after a thirty-second of a second's worth each goes to the end
//! of it, so that all get their share. A changed rate counts at once, for those who wait too. A [`Limiter`] is several throttles in a row, from the narrow one (a torrent's) to
//! the wide one (the server's): a stream that its own limit holds back does not block the others.
//!
//! Nothing runs here and nothing is stored: waiting is tokio's, so that paused time is a virtual
//! clock. Without a limit nothing is counted and nobody waits.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

/// Nanoseconds of a second: levels are kept in bytes times this, so nothing is rounded away.
const SECOND: u128 = 1_000_000_000;

/// A bucket holds what comes in this part of a second.
const BURST: u64 = 4;

/// What is moved in one go is at most what comes in this part of a second, and so many bytes: a
/// rate that drops meanwhile finds little on its way.
const PORTION: u64 = 8;
const MAX_PORTION: u64 = 64 * 1024;

/// What is taken in one turn is at most what comes in this part of a second, and so many bytes.
/// Much less than a portion: a torrent with a low limit of its own, whose portions are small,
/// must not lose its place to streams that take more at a time.
const TURN: u64 = 32;
const MAX_TURN: u64 = 16 * 1024;

/// A rate that all clones keep together.
#[derive(Debug, Clone, Default)]
pub struct Throttle(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    bucket: Mutex<Bucket>,
    /// Wakes the first in line when the rate changed.
    changed: Notify,
    /// The line: tokio's lock is given in the order of asking.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Bucket {
    /// Bytes per second; `None` without a limit.
    rate: Option<u64>,
    /// Bytes that may go now, times [`SECOND`].
    level: u128,
    /// When the level was right; `None` until the first limit.
    at: Option<Instant>,
}

impl Bucket {
    /// Adds what came since the last look.
    fn fill(&mut self, now: Instant) {
        let since = self.at.replace(now).map_or(Duration::ZERO, |at| now.duration_since(at));
        if let Some(rate) = self.rate {
            let most = u128::from((rate / BURST).max(1)) * SECOND;
            self.level = (self.level + since.as_nanos() * u128::from(rate)).min(most);
        }
    }

    /// Takes bytes, or says how long until they are there.
    fn take(&mut self, bytes: u64, now: Instant) -> Result<(), Duration> {
        let Some(rate) = self.rate else { return Ok(()) };
        self.fill(now);
        // A rate that was lowered meanwhile has a smaller bucket: this turn must not wait for
        // more than that holds.
        let needed = u128::from(bytes.min((rate / BURST).max(1))) * SECOND;
        if let Some(left) = self.level.checked_sub(needed) {
            self.level = left;
            return Ok(());
        }
        let nanos = (needed - self.level).div_ceil(u128::from(rate));
        Err(Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX)))
    }
}

impl Throttle {
    /// With a rate in bytes per second; `None` and 0 mean no limit.
    pub fn new(rate: Option<u64>) -> Self {
        let throttle = Self::default();
        throttle.set(rate);
        throttle
    }

    /// Changes the rate (bytes per second; `None` and 0: no limit) for everyone, waiting or not.
    /// A first limit starts with an empty bucket.
    pub fn set(&self, rate: Option<u64>) {
        let rate = rate.filter(|rate| *rate > 0);
        {
            let mut bucket = self.bucket();
            if bucket.rate == rate {
                return;
            }
            let now = Instant::now();
            bucket.fill(now);
            if bucket.rate.is_none() || rate.is_none() {
                bucket.level = 0;
            }
            bucket.rate = rate;
            bucket.fill(now);
        }
        self.0.changed.notify_waiters();
    }

    /// Bytes per second; `None` without a limit.
    pub fn rate(&self) -> Option<u64> {
        self.bucket().rate
    }

    /// Most bytes that may be taken in one go.
    fn portion(&self) -> u64 {
        self.rate().map_or(u64::MAX, |rate| (rate / PORTION).clamp(1, MAX_PORTION))
    }

    /// Waits until this many bytes may go, in turns with all others who take.
    ///
    /// # Cancel safety
    /// Dropping the future gives the place in the line away; what was taken is lost.
    pub async fn take(&self, bytes: u64) {
        let mut left = bytes;
        while left > 0 {
            let Some(rate) = self.rate() else { return };
            let now = left.min((rate / TURN).clamp(1, MAX_TURN));
            self.take_turn(now).await;
            left -= now;
        }
    }

    async fn take_turn(&self, bytes: u64) {
        let _turn = self.0.turn.lock().await;
        loop {
            let changed = self.0.changed.notified();
            tokio::pin!(changed);
            // From here on a change is not missed.
            changed.as_mut().enable();
            let taken = self.bucket().take(bytes, Instant::now());
            let Err(wait) = taken else { return };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = changed => {}
            }
        }
    }

    fn bucket(&self) -> MutexGuard<'_, Bucket> {
        self.0.bucket.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Throttles in a row, the narrowest first: all of them are kept.
#[derive(Debug, Clone, Default)]
pub struct Limiter {
    all: Vec<Throttle>,
    /// While it is set, the last one does not hold for what comes from the local network.
    local_is_free: Option<Arc<AtomicBool>>,
}

impl Limiter {
    /// All of these, in this order.
    pub fn new(throttles: impl IntoIterator<Item = Throttle>) -> Self {
        Self { all: throttles.into_iter().collect(), local_is_free: None }
    }

    /// The last of them does not hold for the local network while this is set.
    #[must_use]
    pub fn with_local_free(self, flag: Arc<AtomicBool>) -> Self {
        Self { local_is_free: Some(flag), ..self }
    }

    /// Those that hold.
    fn holding(&self, local: bool) -> &[Throttle] {
        let set = self.local_is_free.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed));
        match self.all.split_last() {
            Some((_, narrow)) if local && set => narrow,
            _ => &self.all,
        }
    }

    /// True while no limit holds.
    pub fn is_open(&self) -> bool {
        self.is_open_for(false)
    }

    /// True while no limit holds for what is, or is not, of the local network.
    pub fn is_open_for(&self, local: bool) -> bool {
        self.holding(local).iter().all(|throttle| throttle.rate().is_none())
    }

    /// Waits until some of `wanted` bytes may go; says how many: at least 1, unless none was
    /// wanted. What is left is asked for again.
    ///
    /// # Cancel safety
    /// As [`Throttle::take`]: at most one portion is lost.
    pub async fn take(&self, wanted: u64) -> u64 {
        self.take_for(false, wanted).await
    }

    /// As [`Limiter::take`], for what is, or is not, of the local network.
    ///
    /// # Cancel safety
    /// As [`Throttle::take`]: at most one portion is lost.
    pub async fn take_for(&self, local: bool, wanted: u64) -> u64 {
        let holding = self.holding(local);
        let portion = holding.iter().map(Throttle::portion).min().unwrap_or(u64::MAX);
        let bytes = wanted.min(portion);
        for throttle in holding {
            throttle.take(bytes).await;
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;

    use super::*;

    const KIB: u64 = 1024;

    /// A stream that moves chunks without end, and counts.
    async fn stream(limiter: Limiter, moved: Arc<AtomicU64>, chunk: u64) {
        loop {
            let mut left = chunk;
            while left > 0 {
                let now = limiter.take(left).await;
                left -= now;
                moved.fetch_add(now, Ordering::Relaxed);
            }
            // Without a limit time would stand still.
            if limiter.is_open() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        }
    }

    /// Streams that run, and what each moved since it was asked last.
    struct Bench {
        moved: Vec<Arc<AtomicU64>>,
        running: tokio::task::JoinSet<()>,
    }

    impl Bench {
        fn new(streams: impl IntoIterator<Item = (Vec<Throttle>, u64)>) -> Self {
            let (mut moved, mut running) = (Vec::new(), tokio::task::JoinSet::new());
            for (throttles, chunk) in streams {
                let count = Arc::new(AtomicU64::new(0));
                running.spawn(stream(Limiter::new(throttles), Arc::clone(&count), chunk));
                moved.push(count);
            }
            Self { moved, running }
        }

        /// Bytes per simulated second of each stream, over so many seconds.
        async fn rates(&self, seconds: u64) -> Vec<u64> {
            for count in &self.moved {
                count.store(0, Ordering::Relaxed);
            }
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            assert!(!self.running.is_empty());
            self.moved.iter().map(|count| count.load(Ordering::Relaxed) / seconds).collect()
        }
    }

    #[track_caller]
    fn about(found: u64, wanted: u64) {
        assert!(found.abs_diff(wanted) * 20 <= wanted, "{found} instead of {wanted} bytes/s");
    }

    #[tokio::test(start_paused = true)]
    async fn streams_share_a_rate_and_none_starves() {
        for rate in [KIB, 100 * KIB, 10 * KIB * KIB] {
            let one = Throttle::new(Some(rate));
            let chunks = [64 * KIB, 64 * KIB, 16 * KIB, 256 * KIB];
            let bench = Bench::new(chunks.map(|chunk| (vec![one.clone()], chunk)));
            let rates = bench.rates(60).await;
            about(rates.iter().sum(), rate);
            assert!(rates.iter().all(|each| *each >= rate / 5), "{rates:?} of {rate}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_torrents_limit_and_the_global_one_are_both_kept() {
        let global = Throttle::new(Some(300 * KIB));
        let narrow = Throttle::new(Some(50 * KIB));
        let wide = Throttle::new(Some(1000 * KIB));
        let of = |torrent: &Throttle| (vec![torrent.clone(), global.clone()], 64 * KIB);
        let bench = Bench::new([of(&narrow), of(&wide), of(&narrow)]);
        let rates = bench.rates(60).await;
        about(rates[0] + rates[2], 50 * KIB);
        about(rates[1], 250 * KIB);
        // Without the global one each has its own.
        global.set(None);
        let rates = bench.rates(60).await;
        about(rates[0] + rates[2], 50 * KIB);
        about(rates[1], 1000 * KIB);
    }

    #[tokio::test(start_paused = true)]
    async fn a_change_counts_at_once_for_those_who_wait_too() {
        let throttle = Throttle::new(None);
        let bench = Bench::new([(vec![throttle.clone()], 64 * KIB)]);
        assert!(bench.rates(1).await[0] > 30_000 * KIB);
        throttle.set(Some(100 * KIB));
        about(bench.rates(20).await[0], 100 * KIB);
        throttle.set(Some(20 * KIB));
        about(bench.rates(20).await[0], 20 * KIB);
        throttle.set(Some(200 * KIB));
        about(bench.rates(20).await[0], 200 * KIB);
        // Whoever is in line with a portion of the old size pays no more than a full bucket for
        // it; then it is one byte a second, and the next change wakes the stream.
        throttle.set(Some(1));
        bench.rates(2).await;
        about(bench.rates(100).await[0], 1);
        throttle.set(Some(0));
        assert_eq!(throttle.rate(), None);
        assert!(bench.rates(1).await[0] > 30_000 * KIB);
    }

    #[tokio::test(start_paused = true)]
    async fn the_local_network_may_be_free_of_the_last_one() {
        let own = Throttle::new(None);
        let free = Arc::new(AtomicBool::new(false));
        let limiter = Limiter::new([own.clone(), Throttle::new(Some(KIB))]);
        let limiter = limiter.with_local_free(Arc::clone(&free));
        assert!(!limiter.is_open_for(true) && !limiter.is_open_for(false));
        free.store(true, Ordering::Relaxed);
        assert!(limiter.is_open_for(true) && !limiter.is_open());
        assert_eq!(limiter.take_for(true, 1 << 30).await, 1 << 30);
        own.set(Some(KIB));
        assert!(!limiter.is_open_for(true));
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_does_not_become_a_burst() {
        let throttle = Throttle::new(Some(100 * KIB));
        tokio::time::sleep(Duration::from_hours(1)).await;
        let start = Instant::now();
        throttle.take(100 * KIB).await;
        let took = start.elapsed();
        assert!(took >= Duration::from_millis(750), "{took:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn who_gives_up_does_not_hold_up_the_others() {
        let throttle = Throttle::new(Some(KIB));
        let give_up = Duration::from_millis(10);
        assert!(tokio::time::timeout(give_up, throttle.take(KIB)).await.is_err());
        let start = Instant::now();
        throttle.take(KIB).await;
        assert!(start.elapsed() <= Duration::from_millis(1100), "{:?}", start.elapsed());
    }
}

//! Transfer rates from byte counts, one sample a second, whatever the pace of the session.

use std::collections::VecDeque;
use std::time::Duration;

/// Samples kept: qBittorrent's eta uses the mean of up to 30.
const SAMPLES: usize = 30;

/// Samples that the shown rate is the mean of; after as many silent seconds it is 0, which is
/// what tells `downloading` from `stalledDL` (design §4: none for 10 s).
const SHOWN: usize = 10;

/// Tells which ticks end a second.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seconds {
    gone: Duration,
}

impl Seconds {
    /// Whether the tick that comes after this pause ends a second. What is left over counts for
    /// the next one, so that none is lost.
    pub(crate) fn tick(&mut self, pause: Duration) -> bool {
        self.gone += pause;
        let whole = self.gone >= Duration::from_secs(1);
        if whole {
            self.gone = self.gone.saturating_sub(Duration::from_secs(1));
        }
        whole
    }
}

/// Counts bytes and derives rates.
#[derive(Debug, Clone, Default)]
pub(crate) struct SpeedMeter {
    bytes: u64,
    samples: VecDeque<u64>,
}

impl SpeedMeter {
    /// Counts bytes of the running second.
    pub(crate) fn add(&mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_add(bytes);
    }

    /// Ends the running second.
    pub(crate) fn tick(&mut self) {
        if self.samples.len() == SAMPLES {
            self.samples.pop_front();
        }
        self.samples.push_back(std::mem::take(&mut self.bytes));
    }

    /// Forgets everything (a stop resets the eta).
    pub(crate) fn reset(&mut self) {
        *self = Self::default();
    }

    /// Bytes per second to show.
    pub(crate) fn rate(&self) -> u64 {
        mean(self.samples.iter().rev().take(SHOWN).copied())
    }

    /// Bytes per second over all samples, for the eta.
    pub(crate) fn mean(&self) -> u64 {
        mean(self.samples.iter().copied())
    }

    /// True when nothing is left to decay.
    pub(crate) fn is_idle(&self) -> bool {
        self.bytes == 0 && self.samples.iter().all(|sample| *sample == 0)
    }
}

fn mean(samples: impl Iterator<Item = u64>) -> u64 {
    let (sum, count) = samples.fold((0_u64, 0_u64), |(sum, n), s| (sum.saturating_add(s), n + 1));
    sum.checked_div(count).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_zero_after_ten_silent_seconds() {
        let mut meter = SpeedMeter::default();
        meter.add(1000);
        meter.tick();
        assert_eq!(meter.rate(), 1000);
        for _ in 0..9 {
            meter.tick();
        }
        assert_eq!(meter.rate(), 100);
        meter.tick();
        assert_eq!(meter.rate(), 0);
        assert_eq!(meter.mean(), 90);
        assert!(!meter.is_idle());
    }

    #[test]
    fn there_are_as_many_seconds_as_there_are_whatever_the_pace() {
        for millis in [100, 300, 333, 1000] {
            let mut seconds = Seconds::default();
            let ticks = 100_000 / millis;
            let whole = (0..ticks).filter(|_| seconds.tick(Duration::from_millis(millis))).count();
            assert!((99..=100).contains(&whole), "{whole} seconds with {millis} ms");
        }
        assert!(
            Seconds::default().tick(Duration::from_secs(1)),
            "each tick is a second by default"
        );
    }
}

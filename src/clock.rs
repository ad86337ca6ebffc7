//! Wall time and monotonic time behind one cheap handle, so that tests can move both.
//!
//! A [`Clock`] is either the system's or a manual one that stands still until
//! [`Clock::advance`] is called. Everything that decides by time (limits, schedules, share
//! limits, back-off, sessions, bans) asks a clock; only the waiting itself uses tokio timers.
//! The system's clock knows its time zone (`TZ`, else `/etc/localtime`, else UTC); a manual one
//! lives in UTC.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A moment of the week where the server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime {
    /// 0 is Monday, 6 is Sunday.
    pub weekday: u8,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u16,
}

/// Wall and monotonic time; cheap to clone, all clones share the same time.
#[derive(Debug, Clone)]
pub struct Clock(Inner);

#[derive(Debug, Clone)]
enum Inner {
    System { start: Instant },
    Manual { wall_at_start_ms: u64, elapsed_ms: Arc<AtomicU64> },
}

impl Clock {
    /// The system's clock; monotonic time counts from this call.
    pub fn system() -> Self {
        Self(Inner::System { start: Instant::now() })
    }

    /// A clock that stands at `unix_secs` until it is advanced.
    pub fn manual(unix_secs: u64) -> Self {
        Self(Inner::Manual {
            wall_at_start_ms: unix_secs.saturating_mul(1000),
            elapsed_ms: Arc::new(AtomicU64::new(0)),
        })
    }

    /// Seconds since the Unix epoch.
    pub fn unix_secs(&self) -> i64 {
        i64::try_from(self.unix_millis() / 1000).unwrap_or(i64::MAX)
    }

    /// Milliseconds since the Unix epoch; 0 when the system's clock is before it.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads wall time")]
    pub fn unix_millis(&self) -> u64 {
        match &self.0 {
            Inner::System { .. } => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
            }
            Inner::Manual { wall_at_start_ms, elapsed_ms } => {
                wall_at_start_ms.saturating_add(elapsed_ms.load(Ordering::SeqCst))
            }
        }
    }

    /// A moment in the system's time zone; what lies beyond the calendar's end is the epoch.
    fn zoned(&self, unix_secs: i64) -> jiff::Zoned {
        let zone = match &self.0 {
            Inner::System { .. } => TimeZone::system(),
            Inner::Manual { .. } => TimeZone::UTC,
        };
        Timestamp::from_second(unix_secs).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone)
    }

    /// A moment as Qt writes it: `Sun Nov 22 10:44:11 2026`, in the system's time zone.
    pub fn date_text(&self, unix_secs: i64) -> String {
        self.zoned(unix_secs).strftime("%a %b %-d %H:%M:%S %Y").to_string()
    }

    /// A moment as `2026-11-22T10:44:11`, in the system's time zone.
    pub fn iso_text(&self, unix_secs: i64) -> String {
        self.zoned(unix_secs).strftime("%Y-%m-%dT%H:%M:%S").to_string()
    }

    /// The moment so many days, months and years ago by the calendar, in seconds since the epoch;
    /// the epoch where that lies before the calendar's beginning.
    pub fn calendar_ago(&self, days: i64, months: i64, years: i64) -> i64 {
        let span = jiff::Span::new()
            .try_days(days)
            .and_then(|span| span.try_months(months))
            .and_then(|span| span.try_years(years));
        let then = span.and_then(|span| self.zoned(self.unix_secs()).checked_sub(span));
        then.map_or(0, |then| then.timestamp().as_second())
    }

    /// Day of the week and time of day in the system's time zone.
    pub fn local(&self) -> LocalTime {
        let now = self.zoned(self.unix_secs());
        LocalTime {
            weekday: now.weekday().to_monday_zero_offset().unsigned_abs(),
            minute: u16::from(now.hour().unsigned_abs()) * 60
                + u16::from(now.minute().unsigned_abs()),
        }
    }

    /// Time since the clock was made; never goes back.
    pub fn elapsed(&self) -> Duration {
        match &self.0 {
            Inner::System { start } => start.elapsed(),
            Inner::Manual { elapsed_ms, .. } => {
                Duration::from_millis(elapsed_ms.load(Ordering::SeqCst))
            }
        }
    }

    /// Moves a manual clock forward; the system's clock ignores it.
    pub fn advance(&self, by: Duration) {
        if let Inner::Manual { elapsed_ms, .. } = &self.0 {
            let ms = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
            elapsed_ms.fetch_add(ms, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let clock = Clock::manual(1_700_000_000);
        let twin = clock.clone();
        assert_eq!(clock.unix_secs(), 1_700_000_000);
        clock.advance(Duration::from_millis(2500));
        assert_eq!(twin.unix_secs(), 1_700_000_002);
        assert_eq!(twin.elapsed(), Duration::from_millis(2500));
    }

    #[test]
    fn a_manual_clock_lives_in_utc() {
        // 2023-11-14 22:13:20, a Tuesday.
        let clock = Clock::manual(1_700_000_000);
        assert_eq!(clock.local(), LocalTime { weekday: 1, minute: 22 * 60 + 13 });
        clock.advance(Duration::from_hours(5 * 24 + 2));
        assert_eq!(clock.local(), LocalTime { weekday: 0, minute: 13 });
        assert!(Clock::system().local().minute < 24 * 60);
        assert_eq!(clock.date_text(1_700_000_000), "Tue Nov 14 22:13:20 2023");
        assert_eq!(clock.date_text(1_698_796_800), "Wed Nov 1 00:00:00 2023");
        assert_eq!(clock.iso_text(1_698_796_800), "2023-11-01T00:00:00");
    }

    #[test]
    fn months_and_years_are_those_of_the_calendar() {
        // 2024-03-31 00:00:00.
        let clock = Clock::manual(1_711_843_200);
        let text = |(days, months, years)| clock.iso_text(clock.calendar_ago(days, months, years));
        assert_eq!(text((1, 0, 0)), "2024-03-30T00:00:00");
        assert_eq!(text((0, 1, 0)), "2024-02-29T00:00:00");
        assert_eq!(text((0, 0, 1)), "2023-03-31T00:00:00");
        assert_eq!(clock.calendar_ago(0, 0, i64::MAX), 0);
    }
}

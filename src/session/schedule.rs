//! When the alternative limits hold by the clock: a daily window and the days on which it begins.
//!
//! The window ends at its second time, not after it; when that is before the first one, it ends
//! on the next day, and the day on which it began decides. Two equal times, or one that is no
//! time, are no window. Pure: the session asks with its local time and acts on a change only, so
//! that a switch by hand holds until the window begins or ends.

use super::settings::{Key, SettingsPack};
use crate::clock::LocalTime;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// The settings of the scheduler, as they are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Schedule {
    /// Minutes since midnight; `None` when the stored time is none.
    window: Option<(u16, u16)>,
    /// As stored: 0 every day, 1 Monday to Friday, 2 Saturday and Sunday, 3 to 9 one day.
    days: i64,
}

impl Schedule {
    /// The schedule in the settings; `None` when it is turned off.
    pub(super) fn of(settings: &SettingsPack) -> Option<Self> {
        let time = |hour: Key, minute: Key| {
            let hour = u16::try_from(settings.int(hour)).ok().filter(|hour| *hour < 24)?;
            let minute = u16::try_from(settings.int(minute)).ok().filter(|minute| *minute < 60)?;
            Some(hour * 60 + minute)
        };
        let from = time(Key::ScheduleFromHour, Key::ScheduleFromMin);
        let to = time(Key::ScheduleToHour, Key::ScheduleToMin);
        let days = settings.int(Key::SchedulerDays);
        settings.bool(Key::SchedulerEnabled).then_some(Self { window: from.zip(to), days })
    }

    /// Whether the alternative limits hold now.
    pub(super) fn is_on(&self, now: LocalTime) -> bool {
        let Some((from, to)) = self.window else { return false };
        let minute = now.minute.min(DAY);
        if from <= to {
            return (from..to).contains(&minute) && self.begins_on(now.weekday);
        }
        // Over midnight: the evening belongs to today, the morning to yesterday.
        let yesterday = (now.weekday + 6) % 7;
        (minute >= from && self.begins_on(now.weekday))
            || (minute < to && self.begins_on(yesterday))
    }

    fn begins_on(&self, weekday: u8) -> bool {
        match self.days {
            1 => weekday < 5,
            2 => weekday >= 5,
            3..=9 => i64::from(weekday) == self.days - 3,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(from: u16, to: u16, days: i64, weekday: u8, minute: u16) -> bool {
        Schedule { window: Some((from, to)), days }.is_on(LocalTime { weekday, minute })
    }

    #[test]
    fn a_window_within_a_day() {
        let times = [(479, false), (480, true), (1199, true), (1200, false)];
        for (minute, wanted) in times {
            assert_eq!(on(480, 1200, 0, 3, minute), wanted, "{minute}");
        }
        assert!(!on(480, 480, 0, 3, 480), "no window");
        let broken = Schedule { window: None, days: 0 };
        assert!(!broken.is_on(LocalTime { weekday: 0, minute: 0 }));
    }

    #[test]
    fn a_window_over_midnight_belongs_to_the_day_it_begins_on() {
        let friday = 4;
        let (from, to) = (1320, 360);
        for (weekday, minute, wanted) in [
            (friday, 1319, false),
            (friday, 1320, true),
            (friday, 100, false),
            (friday + 1, 100, true),
            (friday + 1, 360, false),
            (friday + 1, 1400, false),
        ] {
            assert_eq!(on(from, to, 7, weekday, minute), wanted, "{weekday} {minute}");
        }
        // Every day, Sunday to Monday.
        assert!(on(from, to, 0, 6, 1400) && on(from, to, 0, 0, 100));
    }

    #[test]
    fn days() {
        for (days, wanted) in [
            (0, [true; 7]),
            (1, [true, true, true, true, true, false, false]),
            (2, [false, false, false, false, false, true, true]),
            (3, [true, false, false, false, false, false, false]),
            (9, [false, false, false, false, false, false, true]),
        ] {
            let found = [0, 1, 2, 3, 4, 5, 6].map(|weekday| on(0, 100, days, weekday, 50));
            assert_eq!(found, wanted, "{days}");
        }
    }
}

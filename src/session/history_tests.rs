//! The rings of the history, without a server.

use super::*;

/// The begin of a day, an hour and a minute.
const DAY: i64 = 1_700_006_400;

fn sample(downloaded: u64) -> Sample {
    Sample { downloaded, uploaded: 1, quota: Some((downloaded, 100)), torrents: 3 }
}

fn rows(changes: &[Change]) -> Vec<HistoryRow> {
    let row = |change: &Change| match change {
        Change::PutHistory(row) => Some(row.clone()),
        _ => None,
    };
    changes.iter().filter_map(row).collect()
}

#[test]
fn minutes_add_up_to_coarser_steps() {
    let mut history = History::new(Vec::new(), DAY);
    for minute in 0..16 {
        let changes = history.add(DAY + minute * MINUTE, sample(10));
        assert_eq!(rows(&changes).len(), 3, "one row for each ring");
    }
    let hour = history.series(HistoryRange::Hour, DAY + 16 * MINUTE + 5);
    assert_eq!((hour.step, hour.points.len()), (60, 60));
    let (at, last) = *hour.points.last().unwrap();
    assert_eq!((at, last), (DAY + 15 * MINUTE, Some(sample(10))));
    assert_eq!(hour.points.iter().filter(|(_, sample)| sample.is_some()).count(), 16);

    let day = history.series(HistoryRange::Day, DAY + 16 * MINUTE);
    let last: Vec<_> =
        day.points.iter().rev().take(5).map(|(_, s)| s.map(|s| s.downloaded)).collect();
    assert_eq!(last, [Some(10), Some(50), Some(50), Some(50), None]);
    let newest = day.points[286].1.unwrap();
    assert_eq!((newest.uploaded, newest.quota, newest.torrents), (5, Some((10, 100)), 3));

    let week = history.series(HistoryRange::Week, DAY + 16 * MINUTE);
    let last: Vec<_> =
        week.points.iter().rev().take(2).map(|(_, s)| s.unwrap().downloaded).collect();
    assert_eq!(last, [10, 150]);
    let month = history.series(HistoryRange::Month, DAY + 16 * MINUTE);
    assert_eq!(month.points.last().unwrap().1.unwrap().downloaded, 160);
    let year = history.series(HistoryRange::Year, DAY + 16 * MINUTE);
    assert_eq!((year.step, year.points.last().unwrap().1.unwrap().downloaded), (86_400, 160));
}

#[test]
fn a_time_without_samples_is_nothing_and_not_zero() {
    let mut history = History::new(Vec::new(), DAY);
    history.add(DAY, sample(0));
    history.add(DAY + 3 * MINUTE, sample(0));
    let hour = history.series(HistoryRange::Hour, DAY + 4 * MINUTE);
    let last: Vec<bool> = hour.points.iter().rev().take(5).map(|(_, s)| s.is_some()).collect();
    assert_eq!(last, [true, false, false, true, false]);
}

#[test]
fn what_is_kept_is_bounded_and_comes_back() {
    let mut history = History::new(Vec::new(), DAY);
    let mut stored = std::collections::BTreeMap::new();
    let days = 40;
    for minute in 0..days * 24 * 60 {
        for change in history.add(DAY + minute * MINUTE, sample(2)) {
            match change {
                Change::PutHistory(row) => {
                    stored.insert((row.step, row.at), row);
                }
                Change::TrimHistory { step, before } => {
                    let old: Vec<_> =
                        stored.range((step, 0)..(step, before)).map(|(key, _)| *key).collect();
                    for key in old {
                        stored.remove(&key);
                    }
                }
                _ => panic!("nothing else is stored"),
            }
        }
    }
    let kept: Vec<usize> = history.rings.iter().map(|ring| ring.samples.len()).collect();
    assert_eq!(kept, [24 * 60, 31 * 96, 40]);
    assert_eq!(stored.len(), kept.iter().sum::<usize>());
    let now = DAY + days * 24 * 60 * MINUTE;
    let again = History::new(stored.into_values().collect(), now);
    for range in HistoryRange::ALL {
        assert_eq!(again.series(range, now), history.series(range, now), "{range:?}");
    }
    let month = again.series(HistoryRange::Month, now);
    assert!(month.points.iter().all(|(_, s)| s.is_some_and(|s| s.downloaded == 120)));
}

#[test]
fn a_minute_that_was_cut_off_goes_on_after_a_restart() {
    let mut history = History::new(Vec::new(), DAY);
    let first = rows(&history.add(DAY, sample(5)));
    let mut again = History::new(first, DAY + 30);
    let changes = rows(&again.add(DAY, sample(7)));
    assert!(changes.iter().all(|row| row.downloaded == 12), "{changes:?}");
}

#[test]
fn a_clock_that_was_put_back_changes_nothing() {
    let mut history = History::new(Vec::new(), DAY);
    history.add(DAY + MINUTE, sample(5));
    assert!(rows(&history.add(DAY - 2 * 24 * 60 * MINUTE, sample(1))).is_empty());
    // Rows of a time to come would hide everything.
    let future = rows(&history.add(DAY + 90 * 24 * 60 * MINUTE, sample(1)));
    let again = History::new(future, DAY);
    assert!(again.rings.iter().all(|ring| ring.samples.is_empty()));
}

//! Transfer and quota over time: what a server keeps of its last day, month and year.
//!
//! The actor closes a sample each minute. It joins three rings of coarser and coarser steps, so
//! that what is kept is bounded; the rows that changed go to the database with what is written
//! then anyway. A time without a sample is one in which the server was off, and is told as such.
//! Days are those of UTC.

use std::collections::VecDeque;
use std::sync::PoisonError;

use super::Session;
use crate::db::{Change, HistoryRow};

/// Seconds of the finest step.
pub(super) const MINUTE: i64 = 60;
/// Seconds of each ring's step, and how many it keeps.
const RINGS: [(i64, usize); 3] =
    [(MINUTE, 24 * 60), (15 * MINUTE, 31 * 96), (24 * 60 * MINUTE, 366)];

/// How far back is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryRange {
    /// By minutes.
    Hour,
    /// By five minutes.
    Day,
    /// By quarters of an hour.
    Week,
    /// By hours.
    Month,
    /// By days.
    Year,
}

impl HistoryRange {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Seconds of a step, number of steps.
    const fn steps(self) -> (i64, i64) {
        match self {
            Self::Hour => (MINUTE, 60),
            Self::Day => (5 * MINUTE, 288),
            Self::Week => (15 * MINUTE, 7 * 96),
            Self::Month => (60 * MINUTE, 31 * 24),
            Self::Year => (24 * 60 * MINUTE, 366),
        }
    }
}

/// What happened in a step, and what was at its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sample {
    /// Payload that came.
    pub downloaded: u64,
    /// Payload that was served.
    pub uploaded: u64,
    /// Bytes used of the node's quota, and the quota; none when the node did not tell.
    pub quota: Option<(u64, u64)>,
    /// Items in the list.
    pub torrents: u64,
}

impl Sample {
    /// The same with what came after it.
    fn then(self, later: Self) -> Self {
        Self {
            downloaded: self.downloaded.saturating_add(later.downloaded),
            uploaded: self.uploaded.saturating_add(later.uploaded),
            ..later
        }
    }
}

/// A part of the history, oldest step first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistorySeries {
    /// Seconds of a step.
    pub step: i64,
    /// Begin of each step in Unix seconds, and its sample; none while the server was off.
    pub points: Vec<(i64, Option<Sample>)>,
}

#[derive(Debug)]
struct Ring {
    step: i64,
    kept: usize,
    samples: VecDeque<(i64, Sample)>,
}

/// All that is kept.
#[derive(Debug)]
pub(super) struct History {
    rings: [Ring; 3],
}

/// The begin of the step in which a time lies.
pub(super) fn begin(at: i64, step: i64) -> i64 {
    at.saturating_sub(at.rem_euclid(step))
}

impl History {
    /// What was stored; rows of a time that is yet to come are left out.
    pub(super) fn new(mut rows: Vec<HistoryRow>, now: i64) -> Self {
        rows.sort_by_key(|row| row.at);
        let ring = |(step, kept)| {
            let mine = rows.iter().filter(|row| row.step == step && row.at <= now);
            let samples = mine.map(|row| (row.at, sample_of(row))).collect();
            let mut ring = Ring { step, kept, samples };
            ring.trim();
            ring
        };
        Self { rings: RINGS.map(ring) }
    }

    /// Takes in the sample of the minute that began at `at`; what is to be stored.
    pub(super) fn add(&mut self, at: i64, sample: Sample) -> Vec<Change> {
        self.rings.iter_mut().filter_map(|ring| ring.add(at, sample)).flatten().collect()
    }

    /// The steps of a range up to the last minute that is over.
    pub(super) fn series(&self, range: HistoryRange, now: i64) -> HistorySeries {
        let (step, count) = range.steps();
        let last = begin(begin(now, MINUTE).saturating_sub(MINUTE), step);
        let first = last.saturating_sub(step.saturating_mul(count - 1));
        let mut points: Vec<(i64, Option<Sample>)> =
            (0..count).map(|n| (first.saturating_add(step.saturating_mul(n)), None)).collect();
        let finest = self.rings.iter().filter(|ring| ring.step <= step);
        let Some(ring) = finest.max_by_key(|ring| ring.step) else {
            return HistorySeries { step, points };
        };
        for (at, sample) in &ring.samples {
            let index = usize::try_from(at.saturating_sub(first).div_euclid(step));
            if let Some((_, point)) = index.ok().and_then(|index| points.get_mut(index)) {
                *point = Some(point.map_or(*sample, |before| before.then(*sample)));
            }
        }
        HistorySeries { step, points }
    }
}

impl Ring {
    /// `None` for a sample that is older than the newest: the clock was put back.
    fn add(&mut self, at: i64, sample: Sample) -> Option<[Change; 2]> {
        let at = begin(at, self.step);
        match self.samples.back_mut() {
            Some((newest, _)) if *newest > at => return None,
            Some((newest, before)) if *newest == at => *before = before.then(sample),
            _ => self.samples.push_back((at, sample)),
        }
        self.trim();
        let (at, sample) = *self.samples.back()?;
        let (used, max) = sample.quota.unzip();
        let row = HistoryRow {
            step: self.step,
            at,
            downloaded: sample.downloaded,
            uploaded: sample.uploaded,
            quota_used: used,
            quota_max: max,
            torrents: sample.torrents,
        };
        let trim = Change::TrimHistory { step: self.step, before: self.oldest(at) };
        Some([Change::PutHistory(row), trim])
    }

    /// The oldest step that is kept when this is the newest.
    fn oldest(&self, newest: i64) -> i64 {
        let steps = i64::try_from(self.kept).unwrap_or(i64::MAX).saturating_sub(1);
        newest.saturating_sub(self.step.saturating_mul(steps))
    }

    fn trim(&mut self) {
        let Some((newest, _)) = self.samples.back() else { return };
        let oldest = self.oldest(*newest);
        while self.samples.front().is_some_and(|(at, _)| *at < oldest) {
            self.samples.pop_front();
        }
    }
}

fn sample_of(row: &HistoryRow) -> Sample {
    Sample {
        downloaded: row.downloaded,
        uploaded: row.uploaded,
        quota: row.quota_used.zip(row.quota_max),
        torrents: row.torrents,
    }
}

impl Session {
    /// Transfer and quota over time.
    pub fn history(&self, range: HistoryRange) -> HistorySeries {
        let history = self.history.read().unwrap_or_else(PoisonError::into_inner);
        history.series(range, self.clock.unix_secs())
    }
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod tests;

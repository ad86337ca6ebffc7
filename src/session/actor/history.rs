//! Closing the samples of the history: one each minute, and what there is of one at the stop.

use std::sync::PoisonError;

use super::Actor;
use crate::db::Change;
use crate::session::history::{MINUTE, Sample, begin};

/// The minute that runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenMinute {
    begin: i64,
    downloaded: u64,
    uploaded: u64,
}

impl OpenMinute {
    /// The minute of a time, when this much had been transferred.
    pub(super) fn new(now: i64, downloaded: u64, uploaded: u64) -> Self {
        Self { begin: begin(now, MINUTE), downloaded, uploaded }
    }
}

impl Actor {
    /// Rows of the minute that is over; none while it runs.
    pub(super) fn history_rows(&mut self) -> Vec<Change> {
        let now = begin(self.clock.unix_secs(), MINUTE);
        if now == self.minute.begin { Vec::new() } else { self.close_minute() }
    }

    /// Ends the minute that runs, whatever there is of it.
    pub(super) fn close_minute(&mut self) -> Vec<Change> {
        let (downloaded, uploaded) = (self.server.session_download, self.server.session_upload);
        let open = self.minute;
        self.minute = OpenMinute::new(self.clock.unix_secs(), downloaded, uploaded);
        let sample = Sample {
            downloaded: downloaded.saturating_sub(open.downloaded),
            uploaded: uploaded.saturating_sub(open.uploaded),
            quota: self.server.space.map(|space| (space.quota_used, space.quota_max)),
            torrents: u64::try_from(self.torrents.len()).unwrap_or(u64::MAX),
        };
        let mut history = self.history.write().unwrap_or_else(PoisonError::into_inner);
        history.add(open.begin, sample)
    }
}

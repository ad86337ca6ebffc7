//! qBittorrent's nineteen state words, derived from the core state (webapi §5.1, design §4).

use serde::Serialize;

use crate::session::{self, TorrentStatus};

/// A torrent's state as clients see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum TorrentState {
    /// Needs the user.
    #[serde(rename = "error")]
    Error,
    /// Files that were complete are gone.
    #[serde(rename = "missingFiles")]
    MissingFiles,
    /// Complete; bytes are served.
    #[serde(rename = "uploading")]
    Uploading,
    /// Complete and stopped.
    #[serde(rename = "stoppedUP")]
    StoppedUp,
    /// Complete, waits for its turn.
    #[serde(rename = "queuedUP")]
    QueuedUp,
    /// Complete; nobody asks for it now.
    #[serde(rename = "stalledUP")]
    StalledUp,
    /// Hashing files of what was complete.
    #[serde(rename = "checkingUP")]
    CheckingUp,
    /// Complete and forced.
    #[serde(rename = "forcedUP")]
    ForcedUp,
    /// Bytes arrive.
    #[serde(rename = "downloading")]
    Downloading,
    /// Looking up the metadata.
    #[serde(rename = "metaDL")]
    MetaDl,
    /// Looking up the metadata, forced.
    #[serde(rename = "forcedMetaDL")]
    ForcedMetaDl,
    /// Incomplete and stopped.
    #[serde(rename = "stoppedDL")]
    StoppedDl,
    /// Incomplete, waits for its turn.
    #[serde(rename = "queuedDL")]
    QueuedDl,
    /// Incomplete; nothing arrives.
    #[serde(rename = "stalledDL")]
    StalledDl,
    /// Hashing files of what was not complete.
    #[serde(rename = "checkingDL")]
    CheckingDl,
    /// Incomplete and forced.
    #[serde(rename = "forcedDL")]
    ForcedDl,
    /// Reading saved state; a session here has no such phase, clients may filter by it.
    #[serde(rename = "checkingResumeData")]
    CheckingResumeData,
    /// Files are being moved.
    #[serde(rename = "moving")]
    Moving,
    /// Never sent.
    #[serde(rename = "unknown")]
    Unknown,
}

impl TorrentState {
    /// All nineteen.
    pub const ALL: [Self; 19] = [
        Self::Error,
        Self::MissingFiles,
        Self::Uploading,
        Self::StoppedUp,
        Self::QueuedUp,
        Self::StalledUp,
        Self::CheckingUp,
        Self::ForcedUp,
        Self::Downloading,
        Self::MetaDl,
        Self::ForcedMetaDl,
        Self::StoppedDl,
        Self::QueuedDl,
        Self::StalledDl,
        Self::CheckingDl,
        Self::ForcedDl,
        Self::CheckingResumeData,
        Self::Moving,
        Self::Unknown,
    ];

    /// What clients see of `status`; the first match from top to bottom wins.
    pub fn of(status: &TorrentStatus) -> Self {
        use session::TorrentState as Core;
        match status.state {
            Core::Moving => return Self::Moving,
            Core::MissingFiles => return Self::MissingFiles,
            Core::Error(_) => return Self::Error,
            _ => {}
        }
        let forced = is_forced(status);
        if !status.has_metadata() || status.state == Core::ResolvingMetadata {
            return match () {
                () if status.stopped => Self::StoppedDl,
                () if status.queued => Self::QueuedDl,
                () if forced => Self::ForcedMetaDl,
                () => Self::MetaDl,
            };
        }
        if status.state == Core::CheckingFiles && !status.stopped {
            return if status.had_finished { Self::CheckingUp } else { Self::CheckingDl };
        }
        let finished = match status.state {
            Core::Seeding => true,
            // Stopped in the middle of a check: what was verified before decides.
            Core::CheckingFiles => status.is_finished() && status.had_finished,
            _ => false,
        };
        if finished {
            match () {
                () if status.stopped => Self::StoppedUp,
                () if status.queued => Self::QueuedUp,
                () if forced => Self::ForcedUp,
                () if status.upload_rate > 0 => Self::Uploading,
                () => Self::StalledUp,
            }
        } else {
            match () {
                () if status.stopped => Self::StoppedDl,
                () if status.queued => Self::QueuedDl,
                () if forced => Self::ForcedDl,
                () if status.download_rate > 0 || status.copies => Self::Downloading,
                () => Self::StalledDl,
            }
        }
    }

    /// The word on the wire in 5.x; older ones say `paused` ([`crate::api::Dialect::state`]).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::MissingFiles => "missingFiles",
            Self::Uploading => "uploading",
            Self::StoppedUp => "stoppedUP",
            Self::QueuedUp => "queuedUP",
            Self::StalledUp => "stalledUP",
            Self::CheckingUp => "checkingUP",
            Self::ForcedUp => "forcedUP",
            Self::Downloading => "downloading",
            Self::MetaDl => "metaDL",
            Self::ForcedMetaDl => "forcedMetaDL",
            Self::StoppedDl => "stoppedDL",
            Self::QueuedDl => "queuedDL",
            Self::StalledDl => "stalledDL",
            Self::CheckingDl => "checkingDL",
            Self::ForcedDl => "forcedDL",
            Self::CheckingResumeData => "checkingResumeData",
            Self::Moving => "moving",
            Self::Unknown => "unknown",
        }
    }
}

/// Forced mode counts only while it is not stopped.
pub(crate) fn is_forced(status: &TorrentStatus) -> bool {
    status.forced && !status.stopped
}

#[cfg(test)]
#[path = "torrent_state_tests.rs"]
mod tests;

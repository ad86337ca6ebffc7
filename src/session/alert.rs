//! Alerts: typed, timestamped, bounded news for whoever polls.
//!
//! As in libtorrent, results never arrive as callbacks: the queue is polled, and an overflow is
//! itself an alert. An alert comes after what it tells is durable and can be read. Parts of this server each follow along with a channel of their own, so that
//! none takes the news from another.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use tokio::sync::broadcast;

use crate::torrent::TorrentId;

/// Alerts that wait to be read; the oldest go first.
const MAX_ALERTS: usize = 2000;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alert {
    /// A torrent is in the list and durable.
    TorrentAdded {
        /// Which.
        id: TorrentId,
    },
    /// A torrent left the list.
    TorrentRemoved {
        /// Which.
        id: TorrentId,
    },
    /// A magnet's or CID's metadata is known.
    MetadataReceived {
        /// Which.
        id: TorrentId,
    },
    /// The files on disk were hashed.
    TorrentChecked {
        /// Which.
        id: TorrentId,
    },
    /// A download has ended: every wanted byte is verified and, where a move was due, at its final
    /// place. As in qBittorrent not for what a check found complete, nor at a start.
    TorrentFinished {
        /// Which.
        id: TorrentId,
    },
    /// Files are where they belong.
    StorageMoved {
        /// Which.
        id: TorrentId,
    },
    /// Placement and record are in the node.
    TorrentPublished {
        /// Which.
        id: TorrentId,
    },
    /// Files cannot be read, written or trusted.
    FileError {
        /// Which.
        id: TorrentId,
        /// For users.
        text: String,
    },
    /// A share limit was reached.
    ShareLimitReached {
        /// Which.
        id: TorrentId,
    },
    /// Settings changed.
    SettingsChanged,
    /// The queue was full: so many alerts were lost.
    Dropped {
        /// How many.
        count: u64,
    },
}

impl Alert {
    /// The torrent that it is about.
    pub const fn torrent(&self) -> Option<TorrentId> {
        match self {
            Self::TorrentAdded { id }
            | Self::TorrentRemoved { id }
            | Self::MetadataReceived { id }
            | Self::TorrentChecked { id }
            | Self::TorrentFinished { id }
            | Self::StorageMoved { id }
            | Self::TorrentPublished { id }
            | Self::FileError { id, .. }
            | Self::ShareLimitReached { id } => Some(*id),
            Self::SettingsChanged | Self::Dropped { .. } => None,
        }
    }
}

/// An alert with its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedAlert {
    /// Unix time.
    pub at: i64,
    /// What happened.
    pub alert: Alert,
}

/// The bounded queue.
#[derive(Debug)]
pub struct AlertQueue {
    inner: Mutex<Inner>,
    followers: broadcast::Sender<TimedAlert>,
}

impl Default for AlertQueue {
    fn default() -> Self {
        Self { inner: Mutex::default(), followers: broadcast::Sender::new(MAX_ALERTS) }
    }
}

#[derive(Debug, Default)]
struct Inner {
    alerts: VecDeque<TimedAlert>,
    dropped: u64,
}

impl AlertQueue {
    /// Adds an alert; drops the oldest when full.
    pub fn push(&self, at: i64, alert: Alert) {
        // Nobody has to listen.
        drop(self.followers.send(TimedAlert { at, alert: alert.clone() }));
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.alerts.len() >= MAX_ALERTS {
            inner.alerts.pop_front();
            inner.dropped += 1;
        }
        inner.alerts.push_back(TimedAlert { at, alert });
    }

    /// All alerts from now on; who reads too slowly is told how many were missed.
    pub fn follow(&self) -> broadcast::Receiver<TimedAlert> {
        self.followers.subscribe()
    }

    /// Takes all alerts; the first one tells how many were lost, if any were.
    pub fn pop_all(&self) -> Vec<TimedAlert> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = Vec::with_capacity(inner.alerts.len() + 1);
        let dropped = std::mem::take(&mut inner.dropped);
        if dropped > 0 {
            let at = inner.alerts.front().map_or(0, |first| first.at);
            all.push(TimedAlert { at, alert: Alert::Dropped { count: dropped } });
        }
        all.extend(inner.alerts.drain(..));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overflow_is_itself_an_alert() {
        let queue = AlertQueue::default();
        for _ in 0..MAX_ALERTS + 3 {
            queue.push(7, Alert::SettingsChanged);
        }
        let all = queue.pop_all();
        assert_eq!(all.len(), MAX_ALERTS + 1);
        assert_eq!(all.first().map(|a| a.alert.clone()), Some(Alert::Dropped { count: 3 }));
        assert!(queue.pop_all().is_empty());
    }
}

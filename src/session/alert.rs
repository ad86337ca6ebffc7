//! Alerts: typed, timestamped, bounded news for whoever polls.
//!
//! As in libtorrent, results never arrive as callbacks: the queue is polled, and an overflow is
//! itself an alert. An alert comes after what it tells is durable and can be read. Parts of this server each follow along with a channel of their own, so that
//! none takes the news from another.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use tokio::sync::broadcast;

use crate::torrent::TorrentId;

/// Alerts that wait for those who follow along, and by default for the one who polls; the oldest
/// go first.
const MAX_ALERTS: usize = 2000;

/// libtorrent's categories of alerts: a bit each, as in its `alert_mask`.
pub mod category {
    /// Something failed.
    pub const ERROR: u32 = 1;
    /// Files were moved, or cannot be used.
    pub const STORAGE: u32 = 1 << 3;
    /// Torrents changed their state.
    pub const STATUS: u32 = 1 << 6;
}

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

    /// Its categories; an alert is kept when the mask has one of them.
    pub fn category(&self) -> u32 {
        match self {
            Self::TorrentAdded { .. }
            | Self::TorrentRemoved { .. }
            | Self::MetadataReceived { .. }
            | Self::TorrentChecked { .. }
            | Self::TorrentFinished { .. }
            | Self::TorrentPublished { .. }
            | Self::ShareLimitReached { .. }
            | Self::SettingsChanged => category::STATUS,
            Self::StorageMoved { .. } => category::STORAGE,
            Self::FileError { .. } => category::ERROR | category::STORAGE | category::STATUS,
            Self::Dropped { .. } => category::ERROR,
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

#[derive(Debug)]
struct Inner {
    alerts: VecDeque<TimedAlert>,
    dropped: u64,
    /// Most that wait.
    limit: usize,
    /// Categories that are kept.
    mask: u32,
}

impl Default for Inner {
    fn default() -> Self {
        Self { alerts: VecDeque::new(), dropped: 0, limit: MAX_ALERTS, mask: u32::MAX }
    }
}

impl Inner {
    /// Lets the oldest go until no more than so many are left.
    fn make_room(&mut self, limit: usize) {
        while self.alerts.len() > limit {
            self.alerts.pop_front();
            self.dropped += 1;
        }
    }
}

impl AlertQueue {
    /// Sets how many alerts wait for who polls, and of which categories. Those who follow along
    /// get all of them whatever it says: parts of this server depend on them.
    pub fn configure(&self, limit: usize, mask: u32) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        (inner.limit, inner.mask) = (limit.max(1), mask);
        inner.make_room(limit.max(1));
    }

    /// Adds an alert; drops the oldest when full.
    pub fn push(&self, at: i64, alert: Alert) {
        let followed = TimedAlert { at, alert: alert.clone() };
        self.keep(at, alert);
        // Nobody has to listen. What they do because of it comes after it.
        drop(self.followers.send(followed));
    }

    fn keep(&self, at: i64, alert: Alert) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if alert.category() & inner.mask == 0 {
            return;
        }
        let room = inner.limit.saturating_sub(1);
        inner.make_room(room);
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

    #[test]
    fn the_mask_and_the_limit_are_for_who_polls_alone() {
        let queue = AlertQueue::default();
        let mut follower = queue.follow();
        queue.configure(2, category::ERROR);
        let id = TorrentId::from([1; 20]);
        let failed = |text: &str| Alert::FileError { id, text: text.to_owned() };
        for alert in [Alert::SettingsChanged, failed("a"), failed("b"), failed("c")] {
            queue.push(7, alert.clone());
            assert_eq!(follower.try_recv().unwrap().alert, alert);
        }
        let all: Vec<_> = queue.pop_all().into_iter().map(|timed| timed.alert).collect();
        assert_eq!(all, [Alert::Dropped { count: 1 }, failed("b"), failed("c")]);
        queue.push(7, failed("d"));
        queue.push(7, failed("e"));
        queue.configure(1, u32::MAX);
        let all: Vec<_> = queue.pop_all().into_iter().map(|timed| timed.alert).collect();
        assert_eq!(all, [Alert::Dropped { count: 1 }, failed("e")]);
    }
}

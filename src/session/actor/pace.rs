//! libtorrent's settings that have no preference, where they act in the actor: the pace of its
//! ticks, the alerts that are kept, what the queue does with torrents that somebody reads.

use std::time::Duration;

use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use super::Actor;
use crate::session::categories;
use crate::session::settings::libtorrent::Own;
use crate::session::share_limits::{Limit, seed_time_ratio_reached};
use crate::session::status::TorrentState;
use crate::session::torrent::Torrent;
use crate::torrent::TorrentId;

/// How long a torrent that was read stays out of the queue: libtorrent's pause between two looks
/// at its own queue.
const AWAKE: Duration = Duration::from_secs(30);

impl Actor {
    /// Takes what does not need looking at again and again.
    pub(super) fn read_own_settings(&mut self) {
        let limit = usize::try_from(self.settings.own_int(Own::AlertQueueSize)).unwrap_or(1);
        // libtorrent's mask is a number with a sign, of which all bits count.
        self.alerts.configure(limit, self.settings.own_int(Own::AlertMask).cast_unsigned());
    }

    /// Pause between two ticks.
    pub(super) fn tick_interval(&self) -> Duration {
        let millis = u64::try_from(self.settings.own_int(Own::TickInterval)).unwrap_or(1000);
        Duration::from_millis(millis.clamp(1, 1000))
    }

    /// Ticks from now on, the first of them after `pause`.
    pub(super) fn ticker(&self, pause: Duration) -> Interval {
        let mut ticker = interval_at(Instant::now() + pause, self.tick_interval());
        ticker.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ticker
    }

    /// What others read and were served is asked for with each tick; all that counts in seconds
    /// comes once a second.
    pub(super) fn tick(&mut self) {
        if self.seconds.tick(self.tick_interval()) {
            return self.second();
        }
        self.ask_readers();
        self.ask_node();
        self.dirty.extend(self.active.iter().copied());
    }

    /// Seconds between looks for slow torrents.
    pub(super) fn queue_interval(&self) -> u64 {
        u64::try_from(self.settings.own_int(Own::AutoManageInterval)).unwrap_or(1).max(1)
    }

    /// Somebody read of a torrent: when that is wanted, it leaves the queue.
    pub(super) fn was_read(&mut self, id: TorrentId) {
        let wakes = self.settings.own_bool(Own::IncomingStartsQueuedTorrents);
        let now = self.clock.elapsed();
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        torrent.read_at = Some(now);
        if wakes && torrent.queued && torrent.state == TorrentState::Seeding && !torrent.awake {
            torrent.awake = true;
            self.queue_dirty = true;
        }
    }

    /// Torrents that nobody reads any more go back to their place.
    pub(super) fn put_to_sleep(&mut self, now: Duration) {
        let wakes = self.settings.own_bool(Own::IncomingStartsQueuedTorrents);
        let over = |at: Option<Duration>| at.is_none_or(|at| now.saturating_sub(at) >= AWAKE);
        for torrent in self.torrents.values_mut().filter(|torrent| torrent.awake) {
            if !wakes || over(torrent.read_at) {
                torrent.awake = false;
                self.queue_dirty = true;
            }
        }
    }

    /// Whether a torrent has seeded long enough by the time of its download; `None` where nobody
    /// asks for that, or the torrent has a limit of seeding time of its own.
    pub(super) fn seed_time_ratio(&self, torrent: &Torrent, now: i64) -> Option<bool> {
        let percent = self.settings.own_int(Own::SeedTimeRatioLimit);
        let own = torrent.resume.share_limits.seeding_minutes;
        let inherits = own == Limit::Inherit
            && categories::chain(&torrent.resume.category)
                .filter_map(|name| self.categories.get(name))
                .all(|category| category.share_limits.seeding_minutes == Limit::Inherit);
        let seeding = torrent.seeding_time.secs(now);
        let downloading = torrent.active_time.secs(now).saturating_sub(seeding);
        (percent >= 0 && inherits).then(|| seed_time_ratio_reached(seeding, downloading, percent))
    }
}

//! Rate limits: from settings, alternative mode, schedule and torrents to the throttles that
//! running streams wait for. A change acts on them at once; no job starts anew.
//!
//! The download limit of a torrent lives in its running job, the global one in the actor.
//! Upload limits act where content is served, through the handle that [`ServeLimits`] is; only
//! torrents with a limit of their own have a throttle there.
//!
//! [`ServeLimits`]: crate::codex::ServeLimits

use tokio::sync::oneshot;

use super::Actor;
use crate::codex::Cid;
use crate::session::schedule::Schedule;
use crate::session::settings::Key;
use crate::throttle::{Limiter, Throttle};
use crate::torrent::TorrentId;

impl Actor {
    /// Takes the active global limits from the settings.
    pub(super) fn read_limits(&mut self) {
        let limit = |key| u64::try_from(self.settings.int(key)).ok().filter(|limit| *limit > 0);
        let alternative = self.alternative_limits;
        self.server.alternative_limits = alternative;
        let (down, up) = if alternative {
            (limit(Key::AltDlLimit), limit(Key::AltUpLimit))
        } else {
            (limit(Key::DlLimit), limit(Key::UpLimit))
        };
        (self.server.download_limit, self.server.upload_limit) = (down, up);
        self.download_throttle.set(down);
        self.serving.set_all(up);
        self.serving.set_local(self.settings.bool(Key::LimitLanPeers));
    }

    /// What holds a new job of a torrent back: its own throttle, and that before the global one.
    pub(super) fn download_limiter(&self, limit: Option<u64>) -> (Throttle, Limiter) {
        let own = Throttle::new(limit);
        let limiter = Limiter::new([own.clone(), self.download_throttle.clone()]);
        (own, limiter.with_local_free(self.serving.local_is_free()))
    }

    /// Brings the throttles of a torrent in line with its limits.
    pub(super) fn apply_limits(&mut self, id: TorrentId) {
        let Some(torrent) = self.torrents.get(&id) else { return };
        if let Some(job) = &torrent.job {
            job.throttle.set(torrent.resume.download_limit);
        }
        let limit = torrent.resume.upload_limit.filter(|limit| *limit > 0);
        if limit.is_none() && self.upload_throttles.is_empty() {
            return;
        }
        if limit.is_some() {
            self.upload_throttles.entry(id).or_default().set(limit);
        } else if let Some(throttle) = self.upload_throttles.remove(&id) {
            // Who waits for it goes on.
            throttle.set(None);
        }
        self.limit_serving(&self.placement_cids(id));
    }

    /// Ends the limits of a torrent that has left; `cids` were its datasets.
    pub(super) fn drop_limits(&mut self, id: TorrentId, cids: &[Cid]) {
        if let Some(throttle) = self.upload_throttles.remove(&id) {
            throttle.set(None);
        }
        self.limit_serving(cids);
    }

    /// Says how these datasets are served. One that a torrent without a limit has too is free.
    fn limit_serving(&self, cids: &[Cid]) {
        for cid in cids {
            let throttles: Option<Vec<Throttle>> = self.datasets.get(cid).and_then(|ids| {
                ids.iter().map(|id| self.upload_throttles.get(id).cloned()).collect()
            });
            self.serving.set_own(*cid, throttles.unwrap_or_default());
        }
    }

    /// Switches the alternative limits when their window begins or ends, and once when the
    /// schedule is turned on or changed.
    pub(super) fn follow_schedule(&mut self) {
        let now = Schedule::of(&self.settings)
            .map(|schedule| (schedule, schedule.is_on(self.clock.local())));
        if now == self.scheduled {
            return;
        }
        self.scheduled = now;
        if let Some((_, on)) = now
            && on != self.alternative_limits
        {
            tracing::info!(on, "the schedule switches the alternative speed limits");
            let (ignored, _) = oneshot::channel();
            self.set_alternative_limits(on, ignored);
        }
    }
}

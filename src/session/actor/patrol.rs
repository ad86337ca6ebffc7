//! Whether what was put into a real node is still there. Nodes drop data after a time that only
//! their own command line knows, and can be emptied while nobody looks; they tell nobody. So
//! published items are looked for, a few at a time, round and round; what is gone is told, and
//! published again.
//!
//! One dataset of an item stands for all of it. A block that is gone below a manifest that is
//! there goes unnoticed until somebody reads it. A crash loses how far the round was.

use std::collections::BTreeSet;
use std::time::Duration;

use super::Actor;
use super::events::TaskEvent;
use crate::codex::{Cid, Codex, NodeKind, NodeState};
use crate::session::status::{PublishState, TorrentState};
use crate::torrent::TorrentId;

/// First and longest time between two looks; doubled while things get lost soon: a node that
/// keeps nothing is not given everything over and over.
const EVERY: (Duration, Duration) = (Duration::from_mins(5), Duration::from_hours(6));
/// What is gone earlier than so many seconds after it was put there is lost soon.
const SOON: i64 = 3600;
/// The time to the next look when other things got lost: of a node that was emptied, more is gone.
const MORE: Duration = Duration::from_secs(10);
/// Items that are looked for in one go,
const BATCH: usize = 32;
/// and in a node that can only list everything or begin to send it.
const SMALL_BATCH: usize = 2;

/// How far the round is.
#[derive(Debug)]
pub(super) struct Patrol {
    /// The next look, on the clock.
    due: Duration,
    pause: Duration,
    /// The last item that was looked for; none at the begin of a round.
    after: Option<TorrentId>,
    asking: bool,
}

impl Patrol {
    pub(super) fn new(now: Duration) -> Self {
        Self { due: now + EVERY.0, pause: EVERY.0, after: None, asking: false }
    }
}

impl Actor {
    /// Looks for the next few items when the time has come.
    pub(super) fn look_for_copies(&mut self) {
        let now = self.clock.elapsed();
        if self.patrol.due > now || self.patrol.asking {
            return;
        }
        self.patrol.due = now + self.patrol.pause;
        let own = self.nodes.own();
        let can = own.capabilities();
        if can.kind != NodeKind::Rest || own.status().state != NodeState::Online {
            return;
        }
        let most = if can.exists { BATCH } else { SMALL_BATCH };
        let mut next = BTreeSet::new();
        let published = self.torrents.values().filter(|torrent| {
            torrent.publish == PublishState::Published && torrent.state == TorrentState::Seeding
        });
        for torrent in published.filter(|torrent| Some(torrent.id) > self.patrol.after) {
            next.insert(torrent.id);
            if next.len() > most {
                next.pop_last();
            }
        }
        self.patrol.after = next.last().copied().filter(|_| next.len() == most);
        let wanted: Vec<_> =
            next.into_iter().filter_map(|id| Some((id, self.token_of(id)?))).collect();
        if wanted.is_empty() {
            return;
        }
        self.patrol.asking = true;
        let events = self.events.clone();
        drop(self.tasks.spawn("look for copies", async move {
            let gone = absent(&own, wanted).await;
            drop(events.send(TaskEvent::Gone(own.name().to_owned(), gone)).await);
        }));
    }

    /// The dataset that stands for an item: its first file's, else its record.
    fn token_of(&self, id: TorrentId) -> Option<Cid> {
        let torrent = self.torrents.get(&id)?;
        let content = torrent.content.as_ref()?;
        let complete = (0_u32..).zip(content.files.iter().zip(torrent.files.iter())).find(
            |(_, (file, status))| {
                file.payload.is_some() && file.length > 0 && status.completed == file.length
            },
        );
        let first = complete.and_then(|(index, _)| self.own_cid_of(id, index));
        first.or(torrent.resume.record)
    }

    /// These items are not in the node any more.
    pub(super) fn copies_gone(&mut self, node: &str, gone: &[TorrentId]) {
        self.patrol.asking = false;
        let is_open = |id: &&TorrentId| {
            self.torrents.get(id).is_some_and(|t| t.publish == PublishState::Published)
        };
        let gone: Vec<TorrentId> = gone.iter().filter(is_open).copied().collect();
        if gone.is_empty() || !self.is_in_use(node) {
            self.patrol.pause = EVERY.0;
            return;
        }
        let now = self.clock.unix_secs();
        let age = |id: &TorrentId| Some(now - self.torrents.get(id)?.resume.published_at?);
        let youngest = gone.iter().filter_map(age).min().unwrap_or(0).max(0);
        tracing::warn!(
            node,
            items = gone.len(),
            seconds = youngest,
            "what was put into the node is not there any more: it was emptied, or its --block-ttl \
             is shorter than the time that is set; it is published again"
        );
        self.server.lost_after = Some(youngest);
        let next = if youngest < SOON {
            self.patrol.pause = self.patrol.pause.saturating_mul(2).min(EVERY.1);
            self.patrol.pause
        } else {
            MORE
        };
        self.patrol.due = self.clock.elapsed() + next;
        for id in gone {
            self.publish_anew(id);
            self.dirty.insert(id);
            self.settle(id);
        }
    }
}

/// Those that the node does not have. One that cannot tell has them.
async fn absent(node: &Codex, wanted: Vec<(TorrentId, Cid)>) -> Vec<TorrentId> {
    let mut gone = Vec::new();
    for (id, cid) in wanted {
        match node.exists(cid).await {
            Ok(true) => {}
            Ok(false) => gone.push(id),
            Err(error) => {
                tracing::debug!(%error, "the node cannot be asked for what it holds");
                break;
            }
        }
    }
    gone
}

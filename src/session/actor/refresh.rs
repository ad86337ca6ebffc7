//! Keeping copies in real nodes: they drop every block some time after it was put there, whether
//! it is read or not. What is published is published again before that, item by item, spread over
//! the last part of the time, so that a node is not given everything at once.

use std::time::Duration;

use super::Actor;
use crate::session::node;
use crate::session::status::{PublishState, TorrentState, TorrentStatus};
use crate::torrent::TorrentId;

/// Longest time between two looks.
const LOOK_EVERY: Duration = Duration::from_hours(1);
/// Parts of the time that a node keeps data: after this many of 16 it is the first item's turn,
const FIRST: i64 = 10;
/// and this many later the last one's.
const SPREAD: i64 = 4;

impl Actor {
    /// How long the node keeps data may have changed: with the node, or with the settings.
    pub(super) fn read_retention(&mut self) {
        let keeps = node::node_keeps(&self.stored, &self.nodes.own().capabilities());
        if keeps == self.server.node_keeps {
            return;
        }
        self.server.node_keeps = keeps;
        self.server.lost_after = None;
        let published = self.torrents.values().filter(|torrent| torrent.resume.published);
        self.dirty.extend(published.map(|torrent| torrent.id));
    }

    /// When the node drops what is shown of a torrent.
    pub(super) fn add_expiry(&self, face: &mut TorrentStatus) {
        let keeps = self.server.node_keeps;
        face.expires_at = face.published_at.zip(keeps).map(|(at, keeps)| at.saturating_add(keeps));
    }

    /// Publishes again what the node would drop soon.
    pub(super) fn refresh_copies(&mut self) {
        let now = self.clock.elapsed();
        if self.refresh_due > now {
            return;
        }
        let Some(keeps) = self.server.node_keeps else {
            self.refresh_due = now + LOOK_EVERY;
            return;
        };
        let part = u64::try_from(keeps / 32).unwrap_or(1).max(1);
        self.refresh_due = now + LOOK_EVERY.min(Duration::from_secs(part));
        let at = self.clock.unix_secs();
        let mut due = Vec::new();
        for torrent in self.torrents.values_mut() {
            let published = torrent.publish == PublishState::Published;
            if !published || torrent.state != TorrentState::Seeding {
                continue;
            }
            // From a time when this was not noted.
            let since = *torrent.resume.published_at.get_or_insert(at);
            if at >= since.saturating_add(keep_for(&torrent.id, keeps)) {
                torrent.republish = true;
                torrent.publish = PublishState::Waiting;
                due.push(torrent.id);
            }
        }
        if !due.is_empty() {
            tracing::info!(items = due.len(), "published again before the node drops them");
        }
        for id in due {
            self.dirty.insert(id);
            self.settle(id);
        }
    }
}

/// After how many seconds it is an item's turn; by its id, so that all are spread.
fn keep_for(id: &TorrentId, keeps: i64) -> i64 {
    let bytes: [u8; 20] = (*id).into();
    let [high, low, ..] = bytes;
    let place = i64::from(u16::from_be_bytes([high, low]));
    let spread = (keeps / 16).saturating_mul(SPREAD);
    (keeps / 16).saturating_mul(FIRST).saturating_add(spread.saturating_mul(place) / 65_536)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_spread_and_never_too_late() {
        let keeps = 30 * 86_400;
        let first = keep_for(&TorrentId::new([0; 20]), keeps);
        let last = keep_for(&TorrentId::new([255; 20]), keeps);
        assert_eq!(first, keeps / 16 * 10);
        assert!(last > first && last < keeps / 16 * 14 && last > keeps / 16 * 13);
        let shortest = keep_for(&TorrentId::new([255; 20]), 3600);
        assert!(shortest > 0 && shortest < 3600);
    }
}

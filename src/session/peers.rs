//! The Codex nodes that serve an item to this server or fetch it from here, as far as that is
//! known: what `sync/torrentPeers` shows.
//!
//! A node that content was asked of counts from its first answer to the end of the fetch; one
//! that reads from the embedded node counts while it reads and a little longer. Everything here
//! was measured or told by the node itself; what is not known is 0 or empty. A node holds what it
//! answered for; another server of this kind that gave the record holds everything, because a
//! record is published by those alone who have all of it. This process' own node is no peer, and
//! neither are web seeds. Owned by the actor; nothing is stored.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use url::Url;

use super::speed::SpeedMeter;
use super::transfer::NodeNews;
use crate::codex::{Codex, Reading};

/// Ticks for which a reader that went quiet is still shown.
const LINGER: u32 = 10;

/// Most peers of one item; more readers are counted in the totals alone.
const MAX_PEERS: usize = 200;

/// A node that serves or fetches an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Peer {
    /// Address, or the name by which the user knows it.
    pub host: String,
    /// Port; for one that reads from here that of the first connection.
    pub port: u16,
    /// Program and version, as it says itself; empty when unknown.
    pub client: String,
    /// It came to us.
    pub incoming: bool,
    /// Bytes per second from it.
    pub download_rate: u64,
    /// Bytes per second to it.
    pub upload_rate: u64,
    /// Payload received from it.
    pub downloaded: u64,
    /// Payload sent to it.
    pub uploaded: u64,
    /// Part of the item that it is known to hold, 0 to 1.
    pub progress: f64,
    /// Numbers of the files that come from it now.
    pub files: Arc<[usize]>,
}

impl Peer {
    /// The node in use, which holds everything that was published to it; `None` for one in this
    /// process.
    pub(super) fn holding(node: &Codex) -> Option<Self> {
        let mut peers = Peers::default();
        let entry = peers.node(node)?;
        entry.holds_all = true;
        Some(entry.face(0))
    }

    /// Known to hold everything.
    pub fn is_seed(&self) -> bool {
        self.progress >= 1.0
    }
}

#[derive(Debug, Default)]
struct Entry {
    host: String,
    port: u16,
    client: String,
    incoming: bool,
    down: SpeedMeter,
    up: SpeedMeter,
    downloaded: u64,
    uploaded: u64,
    holds: u64,
    holds_all: bool,
    files: Arc<[usize]>,
    /// Open connections of a reader.
    reading: usize,
    quiet: u32,
}

/// Peers of one item, by what tells them apart.
#[derive(Debug, Default)]
pub(super) struct Peers {
    entries: BTreeMap<String, Entry>,
    /// The node that gave the record.
    recorder: String,
    evidence: Arc<Evidence>,
}

/// What is known of nodes since the start, whether or not they are asked now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// Nodes that were found to hold everything, by name.
    pub complete: BTreeSet<String>,
    /// Payload bytes that a node gave, and when it gave the last, in Unix seconds.
    pub given: BTreeMap<String, (u64, i64)>,
}

/// Host and port of a node, by what the user calls it; `None` for one in this process.
fn place_of(node: &str) -> Option<(String, u16)> {
    let url = Url::parse(node).ok()?;
    let host = url.host_str()?.trim_matches(['[', ']']).to_owned();
    Some((host, url.port_or_known_default()?))
}

fn client_of(node: &Codex) -> String {
    node.capabilities().version
}

impl Peers {
    fn node(&mut self, node: &Codex) -> Option<&mut Entry> {
        let (host, port) = place_of(node.name())?;
        let entry = self.entries.entry(node.name().to_owned()).or_insert_with(|| Entry {
            host,
            port,
            ..Entry::default()
        });
        entry.client = client_of(node);
        Some(entry)
    }

    /// What a download of `total` bytes learnt of a node.
    pub(super) fn gave(&mut self, node: &Codex, news: &NodeNews, total: u64, now: i64) {
        let holds_all = node.name() == self.recorder && node.capabilities().is_qcodex;
        if news.bytes > 0 {
            let given = &mut Arc::make_mut(&mut self.evidence).given;
            let (bytes, at) = given.entry(node.name().to_owned()).or_default();
            (*bytes, *at) = (bytes.saturating_add(news.bytes), now);
        }
        let Some(entry) = self.node(node) else { return };
        entry.downloaded = entry.downloaded.saturating_add(news.bytes);
        entry.down.add(news.bytes);
        entry.holds = entry.holds.max(news.holds);
        entry.holds_all |= holds_all || entry.holds >= total;
        entry.files = news.files.as_slice().into();
        if entry.holds_all {
            self.holds_all(node);
        }
    }

    /// A node gave the record.
    pub(super) fn has_record(&mut self, node: &Codex) {
        node.name().clone_into(&mut self.recorder);
        if place_of(node.name()).is_some() && node.capabilities().is_qcodex {
            self.holds_all(node);
        }
    }

    fn holds_all(&mut self, node: &Codex) {
        if !self.evidence.complete.contains(node.name()) {
            Arc::make_mut(&mut self.evidence).complete.insert(node.name().to_owned());
        }
    }

    /// What is known of nodes since the start.
    pub(super) fn evidence(&self) -> Arc<Evidence> {
        Arc::clone(&self.evidence)
    }

    /// How many nodes were found to hold everything.
    pub(super) fn holders(&self) -> u32 {
        u32::try_from(self.evidence.complete.len()).unwrap_or(u32::MAX)
    }

    /// Somebody reads from the embedded node.
    pub(super) fn reads(&mut self, reading: &Reading) {
        let key = format!("{} {}", reading.peer.ip(), reading.client);
        if !self.entries.contains_key(&key) && self.entries.len() >= MAX_PEERS {
            return;
        }
        let entry = self.entries.entry(key).or_insert_with(|| Entry {
            host: reading.peer.ip().to_canonical().to_string(),
            port: reading.peer.port(),
            client: reading.client.to_string(),
            incoming: true,
            ..Entry::default()
        });
        entry.uploaded = entry.uploaded.saturating_add(reading.bytes);
        entry.up.add(reading.bytes);
        entry.reading += usize::from(reading.open);
        entry.quiet = 0;
    }

    /// A second is over; readings of the next one follow.
    pub(super) fn tick(&mut self) {
        self.entries.retain(|_, entry| {
            entry.down.tick();
            entry.up.tick();
            if entry.incoming {
                entry.quiet = if entry.reading > 0 { 0 } else { entry.quiet + 1 };
                entry.reading = 0;
            }
            entry.quiet <= LINGER
        });
    }

    /// The fetch is over: whoever gave content is asked no more.
    pub(super) fn fetch_ended(&mut self) {
        self.entries.retain(|_, entry| entry.incoming);
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What readers see; `total` bytes are all of the item. Without a fetch those alone who read
    /// from here.
    pub(super) fn list(&self, total: u64, fetches: bool) -> Arc<[Peer]> {
        let shown = self.entries.values().filter(|entry| fetches || entry.incoming);
        shown.map(|entry| entry.face(total)).collect()
    }
}

impl Entry {
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a part for display")]
    fn face(&self, total: u64) -> Peer {
        let part = if total == 0 { 0.0 } else { self.holds.min(total) as f64 / total as f64 };
        Peer {
            host: self.host.clone(),
            port: self.port,
            client: self.client.clone(),
            incoming: self.incoming,
            download_rate: self.down.rate(),
            upload_rate: self.up.rate(),
            downloaded: self.downloaded,
            uploaded: self.uploaded,
            progress: if self.holds_all { 1.0 } else { part },
            files: Arc::clone(&self.files),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(port: u16, bytes: u64, open: bool) -> Reading {
        Reading {
            cid: crate::codex::Cid::new(crate::codex::Codec::Manifest, [1; 32]),
            peer: std::net::SocketAddr::from(([192, 0, 2, 1], port)),
            client: "qcodex/9".into(),
            bytes,
            open,
        }
    }

    #[test]
    fn a_reader_is_one_peer_whatever_its_connections_and_goes_when_it_is_quiet() {
        let mut peers = Peers::default();
        peers.reads(&reading(1000, 5, true));
        peers.reads(&reading(1001, 7, true));
        let [peer] = &*peers.list(12, false) else { panic!("one peer") };
        let place = (peer.host.as_str(), peer.port, peer.client.as_str(), peer.incoming);
        assert_eq!(place, ("192.0.2.1", 1000, "qcodex/9", true));
        assert_eq!((peer.uploaded, peer.downloaded, peer.is_seed()), (12, 0, false));
        peers.tick();
        assert_eq!(peers.list(12, false)[0].upload_rate, 12);
        for _ in 0..LINGER {
            assert!(!peers.is_empty());
            peers.tick();
        }
        peers.reads(&reading(1002, 0, true));
        peers.tick();
        assert_eq!(peers.list(12, false)[0].port, 1000);
        (0..=LINGER).for_each(|_| peers.tick());
        assert!(peers.is_empty());
    }

    #[test]
    fn readers_are_bounded() {
        let mut peers = Peers::default();
        for n in 0..1000 {
            let client = format!("client {n}").into();
            peers.reads(&Reading { client, ..reading(1, 1, true) });
        }
        assert_eq!(peers.list(1, false).len(), MAX_PEERS);
    }

    #[test]
    fn places_of_nodes() {
        for (name, place) in [
            ("http://127.0.0.1:8085", Some(("127.0.0.1", 8085))),
            ("http://[::1]:8085/x", Some(("::1", 8085))),
            ("https://node.example", Some(("node.example", 443))),
            ("embedded", None),
            ("memory", None),
        ] {
            let found = place_of(name);
            assert_eq!(found.as_ref().map(|(host, port)| (host.as_str(), *port)), place, "{name}");
        }
    }
}

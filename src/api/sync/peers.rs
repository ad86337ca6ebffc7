//! `sync/torrentPeers`: the Codex nodes that serve or fetch an item, whole or as a difference.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, PoisonError};

use serde_json::{Map, Value, json};

use super::cursor::PeersShown;
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::model::Peer;
use crate::api::reply::{Answer, Reply};
use crate::services::peer_facts::PeerFacts;
use crate::session::settings::Key;
use crate::session::{Peer as Node, TorrentStatus};

/// `sync/torrentPeers`.
///
/// # Errors
/// 404 for an unknown torrent, 403 without a web session.
pub(crate) fn torrent_peers(call: &Call) -> Answer {
    let status = call
        .params
        .torrent_id("hash")
        .and_then(|id| call.session().torrent(id))
        .ok_or(ApiError::NotFound)?;
    let rid = call.params.int("rid").unwrap_or(0);
    let web_session = call.web_session()?;
    let settings = call.session().settings();
    let show_flags = settings.bool(Key::ResolvePeerCountries);
    let show = Show {
        names: settings.bool(Key::ResolvePeerHostNames),
        countries: show_flags,
        facts: &call.state.options.peer_facts,
    };
    let shown =
        Arc::new(PeersShown { torrent: status.id, show_flags, peers: peers(&status, &show) });
    let mut cursors = web_session.sync.lock().unwrap_or_else(PoisonError::into_inner);
    let before = cursors.peers.accept(rid, status.id);
    let rid = cursors.peers.send(rid, Arc::clone(&shown));
    drop(cursors);
    let mut answer = match before {
        Some(before) => delta(&before, &shown),
        None => Map::from_iter([
            ("full_update".to_owned(), json!(true)),
            ("peers".to_owned(), json!(shown.peers)),
            ("show_flags".to_owned(), json!(show_flags)),
        ]),
    };
    answer.insert("rid".to_owned(), json!(rid));
    Reply::json(&answer)
}

/// What of a peer is looked for.
struct Show<'a> {
    names: bool,
    countries: bool,
    facts: &'a PeerFacts,
}

impl Show<'_> {
    fn peer(&self, status: &TorrentStatus, node: &Node) -> Peer {
        let address: Option<IpAddr> = node.host.parse().ok();
        let name = address.filter(|_| self.names).and_then(|ip| self.facts.names.of(ip));
        let country = self.countries.then(|| address.and_then(|ip| self.facts.countries.of(ip)));
        Peer::new(status, node, name.as_deref(), country)
    }
}

fn peers(status: &TorrentStatus, show: &Show<'_>) -> BTreeMap<String, Map<String, Value>> {
    let peers = status.peers.iter().map(|node| show.peer(status, node));
    peers
        .filter_map(|peer| match serde_json::to_value(&peer) {
            Ok(Value::Object(members)) => Some((peer.key(), members)),
            _ => None,
        })
        .collect()
}

/// What changed: new peers whole, known ones by member, those that went by key.
fn delta(before: &PeersShown, now: &PeersShown) -> Map<String, Value> {
    let mut answer = Map::new();
    if before.show_flags != now.show_flags {
        answer.insert("show_flags".to_owned(), json!(now.show_flags));
    }
    let mut changed = Map::new();
    for (key, members) in &now.peers {
        let old = before.peers.get(key);
        let differs = |name: &str, value: &Value| old.and_then(|old| old.get(name)) != Some(value);
        let news: Map<String, Value> = members
            .iter()
            .filter(|(name, value)| differs(name, value))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        if !news.is_empty() {
            changed.insert(key.clone(), Value::Object(news));
        }
    }
    if !changed.is_empty() {
        answer.insert("peers".to_owned(), Value::Object(changed));
    }
    let gone: Vec<&String> =
        before.peers.keys().filter(|key| !now.peers.contains_key(*key)).collect();
    if !gone.is_empty() {
        answer.insert("peers_removed".to_owned(), json!(gone));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::torrent::TorrentId;

    fn shown(show_flags: bool, peers: Value) -> PeersShown {
        let peers = serde_json::from_value(peers).unwrap();
        PeersShown { torrent: TorrentId::new([1; 20]), show_flags, peers }
    }

    #[test]
    fn only_what_changed_is_sent() {
        let before = shown(true, json!({"a:1": {"x": 1, "y": 2}, "b:1": {"x": 1}}));
        let same = delta(&before, &before);
        assert!(same.is_empty(), "{same:?}");
        let now = shown(false, json!({"a:1": {"x": 1, "y": 3}, "c:1": {"x": 1}}));
        assert_eq!(
            Value::Object(delta(&before, &now)),
            json!({"peers": {"a:1": {"y": 3}, "c:1": {"x": 1}}, "peers_removed": ["b:1"],
                "show_flags": false})
        );
    }
}

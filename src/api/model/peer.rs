//! A peer as `sync/torrentPeers` shows it (webapi §4.2): a Codex node.
//!
//! Only what is known is said. There is no peer id and no choking. A country that is not known is
//! qBittorrent's word for "not found", and nothing when it is not to be resolved.

use schemars::JsonSchema;
use serde::Serialize;

use crate::services::peer_facts::Country;
use crate::session::{Peer as Node, TorrentStatus};

/// Flags with their meaning, in qBittorrent's order and words.
const DOWNLOADS: (&str, &str) = ("D", "Interested (local) and unchoked (peer)");
const UPLOADS: (&str, &str) = ("U", "Interested (peer) and unchoked (local)");
const INCOMING: (&str, &str) = ("I", "Incoming connection");

/// A peer of one torrent.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Peer {
    /// Program and version; empty when unknown.
    pub client: String,
    /// Kind of connection.
    pub connection: &'static str,
    /// Not known in Codex: 0.
    pub contribution: u32,
    /// `N/A` while it is not known; `null` when it is not to be resolved.
    pub country: Option<String>,
    /// Two lower-case letters; empty while it is not known.
    pub country_code: Option<String>,
    /// Bytes per second from it.
    pub dl_speed: u64,
    /// Bytes from it.
    pub downloaded: u64,
    /// Files that come from it now, one a line; absent without metadata.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub files: Option<String>,
    /// Letters.
    pub flags: String,
    /// What they mean.
    pub flags_desc: String,
    /// Name: what the user gave instead of an address, or the one that was looked up.
    pub host_name: String,
    /// Address, or the name.
    pub ip: String,
    /// No BitTorrent peer: empty.
    pub peer_id_client: &'static str,
    /// Port.
    pub port: u16,
    /// Part that it is known to hold.
    pub progress: f64,
    /// Part of what is missing here that it is known to hold.
    pub relevance: f64,
    /// Bytes per second to it.
    pub up_speed: u64,
    /// Bytes to it.
    pub uploaded: u64,
}

impl Peer {
    /// Makes it of what the session knows, and of a name and a country, where they are looked
    /// for: `None` when they are not, `Some(None)` while they are not known.
    pub fn new(
        status: &TorrentStatus,
        node: &Node,
        name: Option<&str>,
        country: Option<Option<Country>>,
    ) -> Self {
        let flags: Vec<(&str, &str)> = [
            (node.download_rate > 0 || !node.files.is_empty(), DOWNLOADS),
            (node.upload_rate > 0, UPLOADS),
            (node.incoming, INCOMING),
        ]
        .into_iter()
        .filter_map(|(holds, flag)| holds.then_some(flag))
        .collect();
        let letters: Vec<&str> = flags.iter().map(|(letter, _)| *letter).collect();
        let meanings: Vec<String> =
            flags.iter().map(|(letter, meaning)| format!("{letter} = {meaning}")).collect();
        let files = status.content.as_ref().map(|content| {
            let paths = node.files.iter().filter_map(|index| content.files.get(*index));
            paths.map(|file| file.path.as_str()).collect::<Vec<_>>().join("\n")
        });
        let is_address = node.host.parse::<std::net::IpAddr>().is_ok();
        let unknown = || Country { code: String::new(), name: "N/A".to_owned() };
        let country =
            country.map(|country| country.unwrap_or_else(unknown)).map(|c| (c.name, c.code));
        let (country, country_code) = country.unzip();
        let name = name.unwrap_or(if is_address { "" } else { &node.host });
        Self {
            client: node.client.clone(),
            connection: "Codex",
            contribution: 0,
            country,
            country_code,
            dl_speed: node.download_rate,
            downloaded: node.downloaded,
            files,
            flags: letters.join(" "),
            flags_desc: meanings.join("\n"),
            host_name: name.to_owned(),
            ip: node.host.clone(),
            peer_id_client: "",
            port: node.port,
            progress: node.progress,
            relevance: if status.wanted_done < status.wanted { node.progress } else { 0.0 },
            up_speed: node.upload_rate,
            uploaded: node.uploaded,
        }
    }

    /// The key under which it is sent.
    pub fn key(&self) -> String {
        if self.ip.contains(':') {
            format!("[{}]:{}", self.ip, self.port)
        } else {
            format!("{}:{}", self.ip, self.port)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::samples;
    use super::*;

    fn node() -> Node {
        Node {
            host: "127.0.0.1".to_owned(),
            port: 8085,
            client: "qcodex/1.2.3".to_owned(),
            incoming: false,
            download_rate: 7,
            upload_rate: 0,
            downloaded: 9,
            uploaded: 0,
            progress: 1.0,
            files: [0].into(),
        }
    }

    #[test]
    fn a_node_that_gives_and_one_that_takes() {
        let status = samples::torrent("single");
        let giver = Peer::new(&status, &node(), None, Some(None));
        assert_eq!(giver.key(), "127.0.0.1:8085");
        let file = status.content.as_ref().unwrap().files[0].path.clone();
        assert_eq!(
            serde_json::to_value(&giver).unwrap(),
            json!({"client": "qcodex/1.2.3", "connection": "Codex", "contribution": 0,
                "country": "N/A", "country_code": "", "dl_speed": 7, "downloaded": 9,
                "files": file, "flags": "D",
                "flags_desc": "D = Interested (local) and unchoked (peer)", "host_name": "",
                "ip": "127.0.0.1", "peer_id_client": "", "port": 8085, "progress": 1.0,
                "relevance": 1.0, "up_speed": 0, "uploaded": 0})
        );
        let taker = Node {
            host: "2001:db8::1".to_owned(),
            incoming: true,
            download_rate: 0,
            upload_rate: 5,
            progress: 0.0,
            files: [].into(),
            ..node()
        };
        let taker = Peer::new(&status, &taker, None, None);
        assert_eq!(taker.key(), "[2001:db8::1]:8085");
        assert_eq!((taker.flags.as_str(), taker.country, taker.country_code), ("U I", None, None));
        let country = Country { code: "pt".to_owned(), name: "Portugal".to_owned() };
        let known = Peer::new(&status, &node(), Some("host.example"), Some(Some(country)));
        assert_eq!((known.ip.as_str(), known.host_name.as_str()), ("127.0.0.1", "host.example"));
        let shown = (known.country.as_deref(), known.country_code.as_deref());
        assert_eq!(shown, (Some("Portugal"), Some("pt")));
        assert_eq!(
            taker.flags_desc,
            "U = Interested (peer) and unchoked (local)\nI = Incoming connection"
        );
        let named = Node { host: "node.example".to_owned(), ..node() };
        let named = Peer::new(&samples::magnet(), &named, None, Some(None));
        assert_eq!(
            (named.key().as_str(), named.host_name.as_str()),
            ("node.example:8085", "node.example")
        );
        assert_eq!((named.files, named.relevance), (None, 0.0));
    }
}

//! The rows of `torrents/trackers` and `torrents/webseeds` (webapi §3.8.1).
//!
//! A Codex session keeps trackers as data and never contacts them; their rows say so. The first
//! pseudo row stands for discovery in Codex (design §4).

use schemars::JsonSchema;
use serde::Serialize;

use super::torrent::is_private;
use crate::session::{self, TorrentStatus};

/// Not contacted yet: the status of every tracker.
const NOT_CONTACTED: u8 = 1;
/// Works: the status of discovery.
const WORKING: u8 = 2;
/// Off: BitTorrent's own ways to find peers.
const DISABLED: u8 = 0;

/// A row of `torrents/trackers`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum TrackerRow {
    /// One of the first three.
    Pseudo(PseudoTracker),
    /// A tracker of the torrent.
    Tracker(Tracker),
}

/// A way to find sources that is not a tracker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PseudoTracker {
    /// Empty, or why it is off.
    pub msg: &'static str,
    /// Always 0.
    pub num_downloaded: i64,
    /// Sources found that way that fetch it: none can be known.
    pub num_leeches: i64,
    /// Always 0.
    pub num_peers: i64,
    /// Sources found that way that hold it.
    pub num_seeds: i64,
    /// 2 works, 0 off.
    pub status: u8,
    /// −1.
    pub tier: i64,
    /// `** [DHT] **`, `** [PeX] **` or `** [LSD] **`.
    pub url: &'static str,
}

/// A tracker that the torrent carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Tracker {
    /// Always empty: nothing is announced anywhere.
    #[cfg_attr(test, ts(type = "never[]"))]
    pub endpoints: Vec<()>,
    /// Never: 0.
    pub min_announce: i64,
    /// Why there is nothing to see.
    pub msg: &'static str,
    /// Never: 0.
    pub next_announce: i64,
    /// −1 unknown.
    pub num_downloaded: i64,
    /// −1 unknown.
    pub num_leeches: i64,
    /// −1 unknown.
    pub num_peers: i64,
    /// −1 unknown.
    pub num_seeds: i64,
    /// 1 not contacted.
    pub status: u8,
    /// 0 first.
    pub tier: u32,
    /// False.
    pub updating: bool,
    /// Announce URL.
    pub url: String,
}

impl Tracker {
    /// What clients see of a tracker.
    pub fn of(tracker: &session::Tracker) -> Self {
        Self {
            endpoints: Vec::new(),
            min_announce: 0,
            msg: "Not contacted: the content comes from Codex",
            next_announce: 0,
            num_downloaded: -1,
            num_leeches: -1,
            num_peers: -1,
            num_seeds: -1,
            status: NOT_CONTACTED,
            tier: tracker.tier,
            updating: false,
            url: tracker.url.clone(),
        }
    }
}

/// A row of `torrents/webseeds`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WebSeed {
    /// Its URL.
    pub url: String,
}

/// The three pseudo rows, then the torrent's trackers.
pub fn trackers(status: &TorrentStatus) -> Vec<TrackerRow> {
    let private = is_private(status) == Some(true);
    let pseudo = |url, status, num_seeds| {
        let msg = if private { "This torrent is private" } else { "" };
        let row = PseudoTracker {
            msg,
            num_downloaded: 0,
            num_leeches: 0,
            num_peers: 0,
            num_seeds,
            status,
            tier: -1,
            url,
        };
        TrackerRow::Pseudo(row)
    };
    // A private torrent is looked up in Codex all the same: only its publishing has a policy.
    // Its row keeps the words by which clients recognise private torrents.
    let discovery = if private { DISABLED } else { WORKING };
    let mut rows = vec![
        pseudo("** [DHT] **", discovery, i64::from(status.seeds())),
        pseudo("** [PeX] **", DISABLED, 0),
        pseudo("** [LSD] **", DISABLED, 0),
    ];
    rows.extend(status.trackers.iter().map(|t| TrackerRow::Tracker(Tracker::of(t))));
    rows
}

/// The torrent's web seeds.
pub fn web_seeds(status: &TorrentStatus) -> Vec<WebSeed> {
    status.web_seeds.iter().map(|url| WebSeed { url: url.clone() }).collect()
}

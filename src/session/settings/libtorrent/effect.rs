//! The settings that act: what each means here, and where its value lives.

use super::own::Own;
use crate::session::settings::Key;

/// What an acting setting does here.
#[derive(Debug, Clone, Copy)]
pub struct Effect {
    /// libtorrent's name.
    pub name: &'static str,
    /// A label for people.
    pub label: &'static str,
    /// Unit of a number, libtorrent's; empty when it has none.
    pub unit: &'static str,
    /// What it does here, in one sentence.
    pub about: &'static str,
    /// Where its value lives.
    pub(super) home: Home,
}

impl Effect {
    /// The preference behind it, by whose rules values are brought into bounds; `None` for those
    /// that are stored under their own names. `listen_interfaces` has two more beside the port.
    pub fn preference(&self) -> Option<Key> {
        match self.home {
            Home::Preference(key, _) => Some(key),
            Home::Listen => Some(Key::ListenPort),
            Home::Own(_) => None,
        }
    }
}

/// Where a value lives.
#[derive(Debug, Clone, Copy)]
pub(super) enum Home {
    /// In a preference, with another unit perhaps.
    Preference(Key, Scale),
    /// In port, address and interface.
    Listen,
    /// Under its own name.
    Own(Own),
}

/// How libtorrent's number becomes the preference's.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scale {
    /// As it is; flags and texts too.
    Same,
    /// Bytes become KiB.
    Kib,
    /// Per cent become a fraction.
    Percent,
    /// Seconds become minutes.
    Minutes,
}

const fn preference(
    name: &'static str,
    (key, scale): (Key, Scale),
    label: &'static str,
    unit: &'static str,
    about: &'static str,
) -> Effect {
    Effect { name, label, unit, about, home: Home::Preference(key, scale) }
}

const fn own(own: Own, label: &'static str, unit: &'static str, about: &'static str) -> Effect {
    Effect { name: own.name(), label, unit, about, home: Home::Own(own) }
}

/// The effect of a name.
pub(super) fn effect(name: &str) -> Option<&'static Effect> {
    EFFECTS.iter().find(|effect| effect.name == name)
}

/// All of them.
#[rustfmt::skip]
pub(super) static EFFECTS: &[Effect] = {
    use Scale::{Kib, Minutes, Percent, Same};
    &[
        own(Own::UserAgent, "User agent", "", "Name of this server in requests for torrents, feeds and web seeds."),
        preference("announce_ip", (Key::AnnounceIp, Same), "Announced address", "", "Address that the Codex node tells others to be its own."),
        Effect { name: "listen_interfaces", label: "Listening port and address", unit: "", about: "Port and address, or interface, on which the Codex node listens: one port, and one address, one interface or all.", home: Home::Listen },
        preference("enable_upnp", (Key::Upnp, Same), "UPnP port mapping", "", "Whether the Codex node maps its ports by UPnP."),
        own(Own::EnableNatpmp, "NAT-PMP port mapping", "", "Whether the Codex node maps its ports by NAT-PMP; follows enable_upnp until it is set."),
        preference("connections_limit", (Key::MaxConnec, Same), "Connections", "", "Most connections of the Codex node; -1 is unlimited."),
        preference("download_rate_limit", (Key::DlLimit, Same), "Download rate limit", "bytes/s", "Most that all torrents together receive, in whole KiB; 0 is unlimited."),
        preference("upload_rate_limit", (Key::UpLimit, Same), "Upload rate limit", "bytes/s", "Most that all torrents together serve, in whole KiB; 0 is unlimited."),
        preference("active_downloads", (Key::MaxActiveDownloads, Same), "Active downloads", "", "Unfinished torrents that run at once while there is a queue; -1 is unlimited."),
        preference("active_seeds", (Key::MaxActiveUploads, Same), "Active seeds", "", "Finished torrents that run at once while there is a queue; -1 is unlimited."),
        preference("active_limit", (Key::MaxActiveTorrents, Same), "Active torrents", "", "Torrents of both kinds that run at once while there is a queue; -1 is unlimited."),
        preference("active_checking", (Key::MaxActiveCheckingTorrents, Same), "Active checks", "", "Torrents that are hashed at once."),
        preference("dont_count_slow_torrents", (Key::DontCountSlowTorrents, Same), "Do not count slow torrents", "", "Torrents below the rates of inactivity take no place in the queue."),
        preference("inactive_down_rate", (Key::SlowTorrentDlRateThreshold, Kib), "Download rate of inactivity", "bytes/s", "A download below this rate is slow, in whole KiB."),
        preference("inactive_up_rate", (Key::SlowTorrentUlRateThreshold, Kib), "Upload rate of inactivity", "bytes/s", "A finished torrent below this rate is slow, in whole KiB."),
        preference("auto_manage_startup", (Key::SlowTorrentInactiveTimer, Same), "Time until a torrent is slow", "s", "How long a torrent has to be below the rates of inactivity."),
        own(Own::AutoManageInterval, "Pause between looks for slow torrents", "s", "How often the queue is put in order because of torrents that became slow or fast; every other change is seen at once."),
        own(Own::AutoManagePreferSeeds, "Finished torrents first", "", "Finished torrents get places in the queue before downloads."),
        own(Own::IncomingStartsQueuedTorrents, "Reading starts queued torrents", "", "A finished torrent that waits in the queue runs while somebody reads it, and takes no place."),
        preference("share_ratio_limit", (Key::MaxRatio, Percent), "Share ratio limit", "%", "Uploaded by downloaded at which the share limit action follows; -1 is none."),
        own(Own::SeedTimeRatioLimit, "Seeding time by downloading time", "%", "Seeding time by downloading time at which the share limit action follows, for torrents without a seeding time limit of their own; -1 is none."),
        preference("seed_time_limit", (Key::MaxSeedingTime, Minutes), "Seeding time limit", "s", "Seeding time at which the share limit action follows, in whole minutes; -1 is none."),
        preference("max_queued_disk_bytes", (Key::DiskQueueSize, Same), "Disk queue size", "bytes", "Received bytes that may wait to be written."),
        preference("aio_threads", (Key::AsyncIoThreads, Same), "I/O threads", "", "Files that are read or written at once."),
        preference("hashing_threads", (Key::HashingThreads, Same), "Hashing threads", "", "Threads that hash files at once."),
        own(Own::AlertMask, "Alert mask", "", "Categories of alerts that Session::pop_alerts gives, as the bits of libtorrent's alert categories; -1 is all."),
        own(Own::AlertQueueSize, "Alert queue size", "alerts", "Alerts that wait to be taken by Session::pop_alerts; the oldest make room."),
        own(Own::TickInterval, "Tick interval", "ms", "Pause between looks of the session at who reads and what was served; rates are those of whole seconds."),
        own(Own::MaxMetadataSize, "Metadata size limit", "bytes", "Largest record of a magnet link or CID that is fetched from Codex."),
        own(Own::MaxPieceCount, "Piece limit", "pieces", "Pieces that a torrent from outside may have."),
        preference("metadata_token_limit", (Key::BdecodeTokenLimit, Same), "Bdecode token limit", "", "Elements that a torrent from outside may have."),
    ]
};

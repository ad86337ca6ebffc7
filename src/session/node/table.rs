//! The one table of settings around the node that qBittorrent does not have, in the order in
//! which a page shows them. Sources: the options of Codex and Logos Storage nodes, and what this
//! server decides by itself about the node it uses.

use crate::session::settings::Key;

/// Seconds that stand for "keep": 100 years. Nodes count nanoseconds in 64 bits, so that "for
/// ever" cannot be said; 0 would make them drop everything at once.
pub const KEEP_SECS: i64 = 36_500 * DAY;
const DAY: i64 = 86_400;
const MINUTE: i64 = 60;

/// A setting of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "every row of the table says what its setting means")]
pub enum Setting {
    NodeUrl,
    Sources,
    Uploads,
    Streams,
    Quota,
    Retention,
    TransferPort,
    BindAddress,
    Interface,
    DiscoveryPort,
    Nat,
    AnnounceIp,
    Bootstrap,
    MaxPeers,
    ShowExternalIp,
    LogLevel,
    Generation,
    PublishPrivate,
    Dialect,
    Agent,
    MaintenanceInterval,
    MaintenanceBlocks,
    BlockRetries,
    Metrics,
    MetricsAddress,
    MetricsPort,
    PeerId,
    Spr,
    AnnouncedAddresses,
    DataDir,
    RepoKind,
    RestAddress,
    Version,
    SpaceUsed,
    SpaceReserved,
}

/// Type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Flag.
    Bool,
    /// Whole number.
    Int,
    /// One line of text.
    Text,
    /// One of the choices.
    Choice,
    /// Several lines of text.
    Lines,
}

/// A value that a form can offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// A word.
    Word(&'static str),
    /// A number; others within the bounds are allowed, too.
    Number(i64),
}

/// What is always true of a setting.
#[derive(Debug, Clone, Copy)]
pub struct NodeRow {
    /// Which.
    pub setting: Setting,
    /// Its name on the wire.
    pub name: &'static str,
    /// Short label.
    pub label: &'static str,
    /// What it does, in one sentence.
    pub effect: &'static str,
    /// Type.
    pub kind: RowKind,
    /// Unit of a number; empty when it has none.
    pub unit: &'static str,
    /// Smallest number.
    pub min: Option<i64>,
    /// Largest number.
    pub max: Option<i64>,
    /// What to offer.
    pub choices: &'static [(Choice, &'static str)],
    /// Belongs into the folded part of a page.
    pub advanced: bool,
    /// Shown only: nobody sets it.
    pub read_only: bool,
    /// The preference with which it shares its value.
    pub preference: Option<Key>,
}

impl NodeRow {
    const fn new(setting: Setting, name: &'static str, kind: RowKind) -> Self {
        Self {
            setting,
            name,
            label: "",
            effect: "",
            kind,
            unit: "",
            min: None,
            max: None,
            choices: &[],
            advanced: false,
            read_only: false,
            preference: None,
        }
    }

    const fn port(setting: Setting, name: &'static str) -> Self {
        Self { min: Some(1), max: Some(65_535), ..Self::new(setting, name, RowKind::Int) }
    }

    const fn shown(
        setting: Setting,
        name: &'static str,
        label: &'static str,
        effect: &'static str,
    ) -> Self {
        Self { label, effect, read_only: true, ..Self::new(setting, name, RowKind::Text) }
    }
}

impl Setting {
    /// Its row.
    pub fn row(self) -> &'static NodeRow {
        // The first row stands in for one that is missing, which a test rules out.
        NODE_ROWS.iter().find(|row| row.setting == self).unwrap_or(&FIRST)
    }

    /// Its name on the wire and in the database.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The setting of this name.
    pub fn named(name: &str) -> Option<Self> {
        NODE_ROWS.iter().find(|row| row.name == name).map(|row| row.setting)
    }
}

const FIRST: NodeRow = NodeRow {
    label: "Codex node",
    effect: "Which node keeps the content: embedded, or the URL of a node's REST API.",
    ..NodeRow::new(Setting::NodeUrl, "node_url", RowKind::Text)
};

use Choice::{Number, Word};

/// All rows.
pub static NODE_ROWS: &[NodeRow] = &[
    FIRST,
    NodeRow {
        label: "Sources",
        effect: "URLs of further nodes that are only read from, tried after the node itself.",
        ..NodeRow::new(Setting::Sources, "sources", RowKind::Lines)
    },
    NodeRow {
        label: "Uploads at a time",
        effect: "Most items whose files are copied into a real node at the same time.",
        min: Some(1),
        max: Some(32),
        advanced: true,
        ..NodeRow::new(Setting::Uploads, "uploads", RowKind::Int)
    },
    NodeRow {
        label: "Streams at a time",
        effect: "Most streams that are open to one real node at the same time, for all items together.",
        min: Some(1),
        max: Some(64),
        advanced: true,
        ..NodeRow::new(Setting::Streams, "streams", RowKind::Int)
    },
    NodeRow {
        label: "Storage quota",
        effect: "Most bytes that the node stores itself; files that it only refers to do not count.",
        unit: "bytes",
        min: Some(1024 * 1024),
        max: Some(i64::MAX),
        ..NodeRow::new(Setting::Quota, "quota", RowKind::Int)
    },
    NodeRow {
        label: "Keep data for",
        effect: "Copies in the node that nothing here refers to are dropped after this time.",
        unit: "s",
        min: Some(60 * MINUTE),
        max: Some(KEEP_SECS),
        choices: &[
            (Number(30 * DAY), "30 days"),
            (Number(90 * DAY), "90 days"),
            (Number(365 * DAY), "1 year"),
            (Number(KEEP_SECS), "keep"),
        ],
        ..NodeRow::new(Setting::Retention, "retention", RowKind::Int)
    },
    NodeRow {
        label: "Transfer port (TCP)",
        effect: "Port on which the node hands out content; 0 takes a free one where that is allowed.",
        preference: Some(Key::ListenPort),
        ..NodeRow::port(Setting::TransferPort, "transfer_port")
    },
    NodeRow {
        label: "Bind address",
        effect: "Address on which the node hands out content; discovery is not bound to it.",
        preference: Some(Key::CurrentInterfaceAddress),
        ..NodeRow::new(Setting::BindAddress, "bind_address", RowKind::Text)
    },
    NodeRow {
        label: "Network interface",
        effect: "Network interface on whose addresses the node hands out content; empty for none in particular.",
        preference: Some(Key::CurrentNetworkInterface),
        ..NodeRow::new(Setting::Interface, "interface", RowKind::Text)
    },
    NodeRow {
        label: "Discovery port (UDP)",
        effect: "Port on which the node looks for other nodes, on all addresses.",
        ..NodeRow::port(Setting::DiscoveryPort, "discovery_port")
    },
    NodeRow {
        label: "Address detection",
        effect: "How the node finds the address by which others reach it: any, none, upnp, pmp or extip:<address>.",
        choices: &[
            (Word("any"), "UPnP or NAT-PMP, whichever works"),
            (Word("upnp"), "UPnP"),
            (Word("pmp"), "NAT-PMP"),
            (Word("none"), "none"),
        ],
        preference: Some(Key::Upnp),
        ..NodeRow::new(Setting::Nat, "nat", RowKind::Text)
    },
    NodeRow {
        label: "Announced address",
        effect: "Public IP address that the node announces; empty lets it find out by itself.",
        preference: Some(Key::AnnounceIp),
        ..NodeRow::new(Setting::AnnounceIp, "announce_ip", RowKind::Text)
    },
    NodeRow {
        label: "Bootstrap records",
        effect: "Signed peer records (spr:…) of the nodes that the node asks first.",
        ..NodeRow::new(Setting::Bootstrap, "bootstrap", RowKind::Lines)
    },
    NodeRow {
        label: "Maximum peers",
        effect: "Most connections of the node at a time; -1 is no limit where that is allowed.",
        min: Some(1),
        max: Some(1_000_000),
        preference: Some(Key::MaxConnec),
        ..NodeRow::new(Setting::MaxPeers, "max_peers", RowKind::Int)
    },
    NodeRow {
        label: "Show the external IP",
        effect: "Shows the address that the node announces in the status bar.",
        preference: Some(Key::StatusBarExternalIp),
        ..NodeRow::new(Setting::ShowExternalIp, "show_external_ip", RowKind::Bool)
    },
    NodeRow {
        label: "Log level",
        effect: "How much the node logs.",
        choices: &[
            (Word("trace"), "trace"),
            (Word("debug"), "debug"),
            (Word("info"), "info"),
            (Word("notice"), "notice"),
            (Word("warn"), "warn"),
            (Word("error"), "error"),
            (Word("fatal"), "fatal"),
        ],
        ..NodeRow::new(Setting::LogLevel, "log_level", RowKind::Choice)
    },
    NodeRow {
        label: "Generation",
        effect: "Layout of the manifests of new datasets, which decides their CIDs and which nodes understand them; older CIDs stay valid.",
        choices: &[
            (Word("a"), "A: Codex 0.1 and 0.2"),
            (Word("b"), "B: Logos Storage 0.3"),
            (Word("c"), "C: Logos Storage 0.4 and newer"),
        ],
        ..NodeRow::new(Setting::Generation, "generation", RowKind::Choice)
    },
    NodeRow {
        label: "Publish private torrents",
        effect: "Copies the content of private torrents into the node, too, where anybody can fetch it.",
        ..NodeRow::new(Setting::PublishPrivate, "publish_private", RowKind::Bool)
    },
    NodeRow {
        label: "Dialect",
        effect: "Which qBittorrent to be where old and new clients cannot both be served.",
        choices: &[
            (Word("4"), "qBittorrent 4.6"),
            (Word("5.1"), "qBittorrent 5.1"),
            (Word("5.3"), "qBittorrent 5.3"),
        ],
        ..NodeRow::new(Setting::Dialect, "dialect", RowKind::Choice)
    },
    NodeRow {
        label: "Agent name",
        effect: "What the node calls itself when it talks to others.",
        advanced: true,
        ..NodeRow::new(Setting::Agent, "agent", RowKind::Text)
    },
    NodeRow {
        label: "Maintenance pause",
        effect: "Time between two looks of the node for data to drop.",
        unit: "s",
        min: Some(1),
        max: Some(365 * DAY),
        advanced: true,
        ..NodeRow::new(Setting::MaintenanceInterval, "maintenance_interval", RowKind::Int)
    },
    NodeRow {
        label: "Blocks per maintenance",
        effect: "Blocks that the node looks at in one pass.",
        min: Some(1),
        max: Some(1_000_000_000),
        advanced: true,
        ..NodeRow::new(Setting::MaintenanceBlocks, "maintenance_blocks", RowKind::Int)
    },
    NodeRow {
        label: "Block retries",
        effect: "How often the node tries to get a block, every two seconds, before a fetch fails.",
        min: Some(1),
        max: Some(1_000_000_000),
        advanced: true,
        ..NodeRow::new(Setting::BlockRetries, "block_retries", RowKind::Int)
    },
    NodeRow {
        label: "Metrics",
        effect: "Lets the node offer its counters to Prometheus.",
        advanced: true,
        ..NodeRow::new(Setting::Metrics, "metrics", RowKind::Bool)
    },
    NodeRow {
        label: "Metrics address",
        effect: "Address of the node's counters.",
        advanced: true,
        ..NodeRow::new(Setting::MetricsAddress, "metrics_address", RowKind::Text)
    },
    NodeRow {
        label: "Metrics port",
        effect: "Port of the node's counters.",
        advanced: true,
        ..NodeRow::port(Setting::MetricsPort, "metrics_port")
    },
    NodeRow::shown(Setting::PeerId, "peer_id", "Peer id", "Name of the node in its network."),
    NodeRow::shown(Setting::Spr, "spr", "Signed peer record", "What others need to find the node."),
    NodeRow {
        kind: RowKind::Lines,
        ..NodeRow::shown(
            Setting::AnnouncedAddresses,
            "announced_addresses",
            "Announced addresses",
            "Addresses by which others reach the node.",
        )
    },
    NodeRow::shown(Setting::DataDir, "data_dir", "Data folder", "Where the node keeps its data."),
    NodeRow::shown(Setting::RepoKind, "repo_kind", "Kind of store", "How the node keeps its data."),
    NodeRow::shown(
        Setting::RestAddress,
        "rest_address",
        "REST address",
        "Where the node's REST API answers.",
    ),
    NodeRow::shown(Setting::Version, "version", "Version", "What the node says it is."),
    NodeRow {
        kind: RowKind::Int,
        unit: "bytes",
        ..NodeRow::shown(
            Setting::SpaceUsed,
            "space_used",
            "Space used",
            "Bytes of the quota that are used.",
        )
    },
    NodeRow {
        kind: RowKind::Int,
        unit: "bytes",
        ..NodeRow::shown(
            Setting::SpaceReserved,
            "space_reserved",
            "Space reserved",
            "Bytes of the quota that are promised to running uploads.",
        )
    },
];

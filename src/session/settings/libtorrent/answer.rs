//! What becomes of a libtorrent setting here, and why.

use crate::session::reasons::Template;

/// What this session does with a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It acts: see [`super::Effect`].
    Acts,
    /// Only a BitTorrent engine could honour it, and there is none.
    EngineOnly(Area),
    /// It has no meaning outside libtorrent.
    NotApplicable(Why),
}

impl Answer {
    /// Why it does not act, with the word for it; `None` when it does.
    pub fn template(self) -> Option<Template> {
        match self {
            Self::Acts => None,
            Self::EngineOnly(area) => Some(area.template()),
            Self::NotApplicable(why) => Some(why.template()),
        }
    }

    /// Why it does not act; `None` when it does.
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Acts => None,
            Self::EngineOnly(area) => Some(area.reason()),
            Self::NotApplicable(why) => Some(why.reason()),
        }
    }
}

/// The part of a BitTorrent engine that a setting is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// The distributed hash table of BitTorrent.
    Dht,
    /// The I2P network.
    I2p,
    /// Which peers are uploaded to.
    Choking,
    /// Encryption between peers.
    Encryption,
    /// Discovery in the local network, and exchange of peers.
    LocalDiscovery,
    /// Connections to peers.
    Peers,
    /// Choice of pieces and requests for blocks.
    Pieces,
    /// Details of mapped ports.
    PortMapping,
    /// A proxy for peers and trackers.
    Proxy,
    /// Sockets of peer connections.
    Sockets,
    /// Trackers.
    Trackers,
    /// TCP and `µTP`.
    Transports,
    /// Web seeds of libtorrent's engine.
    WebSeeds,
    /// Buffers of peer connections.
    WireBuffers,
}

impl Area {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Dht,
        Self::I2p,
        Self::Choking,
        Self::Encryption,
        Self::LocalDiscovery,
        Self::Peers,
        Self::Pieces,
        Self::PortMapping,
        Self::Proxy,
        Self::Sockets,
        Self::Trackers,
        Self::Transports,
        Self::WebSeeds,
        Self::WireBuffers,
    ];

    /// The sentence, and the word for it.
    pub fn template(self) -> Template {
        let code = match self {
            Self::Dht => "bt_dht",
            Self::I2p => "bt_i2p",
            Self::Choking => "bt_choking",
            Self::Encryption => "bt_encryption",
            Self::LocalDiscovery => "bt_discovery",
            Self::Peers => "bt_peers",
            Self::Pieces => "bt_pieces",
            Self::PortMapping => "bt_port_mapping",
            Self::Proxy => "bt_proxy",
            Self::Sockets => "bt_sockets",
            Self::Trackers => "bt_trackers",
            Self::Transports => "bt_transports",
            Self::WebSeeds => "bt_web_seeds",
            Self::WireBuffers => "bt_buffers",
        };
        Template { code, text: self.reason() }
    }

    /// One sentence for users.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Dht => "It concerns the DHT of BitTorrent; Codex has a discovery of its own.",
            Self::I2p => "It concerns the I2P network, which Codex does not use.",
            Self::Choking => {
                "It decides which BitTorrent peers are uploaded to; a Codex node serves whoever asks."
            }
            Self::Encryption => "It concerns the encryption between BitTorrent peers.",
            Self::LocalDiscovery => {
                "It concerns how BitTorrent peers find each other in the local network and through \
                 other peers."
            }
            Self::Peers => "It concerns connections to BitTorrent peers; there are none here.",
            Self::Pieces => {
                "It concerns what is requested from BitTorrent peers; content is fetched from \
                 Codex nodes in ranges of blocks."
            }
            Self::PortMapping => {
                "It is a detail of BitTorrent's port mapping; a Codex node maps its ports itself."
            }
            Self::Proxy => {
                "It concerns the proxy of BitTorrent connections; what this server fetches itself \
                 goes by the proxy preferences."
            }
            Self::Sockets => "It concerns the sockets of BitTorrent connections.",
            Self::Trackers => "It concerns trackers; a Codex session does not contact any.",
            Self::Transports => "It concerns BitTorrent's transports, TCP and µTP.",
            Self::WebSeeds => {
                "It concerns the web seed connections of a BitTorrent engine; here web seeds have \
                 limits of their own."
            }
            Self::WireBuffers => "It concerns the buffers of connections to BitTorrent peers.",
        }
    }
}

/// Why a setting has no meaning here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It belongs to libtorrent's way of keeping files.
    FileBackEnd,
    /// libtorrent 2.0 itself only keeps the name.
    Retired,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::FileBackEnd, Self::Retired];

    /// The sentence, and the word for it.
    pub fn template(self) -> Template {
        let code = match self {
            Self::FileBackEnd => "lt_disk",
            Self::Retired => "lt_retired",
        };
        Template { code, text: self.reason() }
    }

    /// One sentence for users.
    pub fn reason(self) -> &'static str {
        match self {
            Self::FileBackEnd => {
                "It belongs to libtorrent's disk layer, which is not used: files are read, \
                 written and checked by this server."
            }
            Self::Retired => {
                "libtorrent 2.0 itself only keeps the name; it does nothing there either."
            }
        }
    }
}

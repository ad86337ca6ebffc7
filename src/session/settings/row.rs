//! Shape of a row of the settings table.

use super::key::Key;

/// Why the settings of feeds have no effect.
pub(in crate::session) const NEEDS_FEEDS: &str = "This version does not read RSS feeds.";

/// Everything known about a setting.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The setting.
    pub key: Key,
    /// Type, and what the server does to a value that is set.
    pub kind: Kind,
    /// Its value while it was never set.
    pub default: Default,
    /// Unit of a number; empty when it has none.
    pub unit: &'static str,
    /// What a form should offer; the server itself takes what [`Row::kind`] takes.
    pub range: Range,
    /// Numbers with a meaning of their own.
    pub choices: &'static [(i64, &'static str)],
    /// Page of the options dialog.
    pub page: Page,
    /// Group on that page.
    pub group: &'static str,
    /// Label, as qBittorrent's page has it.
    pub label: &'static str,
    /// Names in libtorrent's `settings_pack` that the setting stands for.
    pub libtorrent: &'static [&'static str],
    /// What it does here.
    pub class: Class,
    /// When a change acts.
    pub when: When,
    /// What it does here, in one sentence.
    pub effect: &'static str,
    /// Why it has no effect yet although its class says that it has one: what would honour it is
    /// not built.
    pub missing: Option<&'static str>,
}

impl Row {
    /// What most rows of a page share; key, kind, texts and class are always given.
    pub(super) const fn on(page: Page) -> Self {
        Self {
            key: Key::Dht,
            kind: Kind::Bool,
            default: Default::Bool(false),
            unit: "",
            range: Range::ANY,
            choices: &[],
            page,
            group: "",
            label: "",
            libtorrent: &[],
            class: Class::Inert,
            when: When::Never,
            effect: "",
            missing: None,
        }
    }

    /// What a client may do with the setting.
    pub const fn access(&self) -> Access {
        match self.kind {
            Kind::Derived => Access::Switch,
            Kind::Password => Access::WriteOnly,
            Kind::Text(TextRule::ServerOnly) => Access::ReadOnly,
            _ => Access::ReadWrite,
        }
    }

    /// Words that a text may have; empty where any text will do.
    pub const fn words(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Text(TextRule::OneOf { values, .. }) => values,
            _ => &[],
        }
    }

    /// Whether a change has an effect in this version: its class says so, and what honours it is
    /// built.
    pub const fn acts(&self) -> bool {
        matches!(self.class, Class::Applies | Class::Maps) && self.missing.is_none()
    }
}

/// What a client may do with a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read it and set it.
    ReadWrite,
    /// Read it; setting it only switches another setting on or off, nothing of its own is stored.
    Switch,
    /// Set it; it is never returned.
    WriteOnly,
    /// Read it; what a client sends is ignored.
    ReadOnly,
}

/// Relevance of a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The session or a service honours it.
    Applies,
    /// It becomes an option of the Codex node.
    Maps,
    /// Only a BitTorrent engine could honour it: stored, returned, without effect.
    Bridge,
    /// It means nothing here: stored, returned, without effect.
    Inert,
}

impl Class {
    /// All of them, the ones that act first.
    pub const ALL: [Self; 4] = [Self::Applies, Self::Maps, Self::Bridge, Self::Inert];

    /// The word for it on the wire and in the documentation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Applies => "applies",
            Self::Maps => "maps",
            Self::Bridge => "bridge",
            Self::Inert => "inert",
        }
    }
}

/// When a change of a setting acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// As soon as it is set.
    AtOnce,
    /// For torrents that are added from then on.
    NewTorrents,
    /// At the next start of this server.
    NextStart,
    /// At the next start of the node.
    NodeRestart,
    /// Not at all.
    Never,
}

impl When {
    /// The word for it on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::NewTorrents => "new_torrents",
            Self::NextStart => "next_start",
            Self::NodeRestart => "node_restart",
            Self::Never => "never",
        }
    }
}

/// Page of qBittorrent's options dialog; *Advanced* has two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Behavior.
    Behavior,
    /// Downloads.
    Downloads,
    /// Connection.
    Connection,
    /// Speed.
    Speed,
    /// BitTorrent.
    BitTorrent,
    /// RSS.
    Rss,
    /// Web UI.
    WebUi,
    /// Advanced, the part about the application.
    AdvancedApp,
    /// Advanced, the part about the engine.
    AdvancedEngine,
}

impl Page {
    /// All pages, in the order of the dialog.
    pub const ALL: [Self; 9] = [
        Self::Behavior,
        Self::Downloads,
        Self::Connection,
        Self::Speed,
        Self::BitTorrent,
        Self::Rss,
        Self::WebUi,
        Self::AdvancedApp,
        Self::AdvancedEngine,
    ];

    /// Title in the dialog; both parts of *Advanced* have the same one.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Behavior => "Behavior",
            Self::Downloads => "Downloads",
            Self::Connection => "Connection",
            Self::Speed => "Speed",
            Self::BitTorrent => "BitTorrent",
            Self::Rss => "RSS",
            Self::WebUi => "Web UI",
            Self::AdvancedApp | Self::AdvancedEngine => "Advanced",
        }
    }
}

/// Bounds for a form; none on a side where there is no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Smallest sensible value.
    pub min: Option<i64>,
    /// Largest sensible value.
    pub max: Option<i64>,
}

impl Range {
    /// No bounds.
    pub const ANY: Self = Self { min: None, max: None };

    pub(super) const fn between(min: i64, max: i64) -> Self {
        Self { min: Some(min), max: Some(max) }
    }

    pub(super) const fn from(min: i64) -> Self {
        Self { min: Some(min), max: None }
    }
}

/// Value of a setting that was never set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Default {
    /// A flag.
    Bool(bool),
    /// A number.
    Int(i64),
    /// A fraction.
    Real(f64),
    /// A text.
    Text(&'static str),
    /// No watched folder.
    NoFolders,
    /// [`super::Defaults::save_path`].
    SavePath,
    /// [`super::Defaults::temp_path`].
    TempPath,
    /// [`super::Defaults::log_path`].
    LogPath,
    /// [`super::Defaults::locale`].
    Locale,
    /// [`super::Defaults::listen_port`].
    ListenPort,
    /// [`super::Defaults::ssl_listen_port`].
    SslListenPort,
}

/// Type of a setting, and what happens to a value of it.
///
/// Nothing is refused for its type or range (`app/setPreferences`, all releases); numbers wrap
/// as 32-bit integers do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Flag.
    Bool,
    /// 32-bit number.
    Int(IntRule),
    /// 64-bit number.
    Long,
    /// 16-bit number, wrapping.
    Port,
    /// Fraction; negative is −1.
    Real,
    /// Text.
    Text(TextRule),
    /// Watched folders: folder → 1 (default path), 0 (the folder itself) or a path.
    Folders,
    /// Write-only; its hash is stored.
    Password,
    /// Not stored: it follows from another setting.
    Derived,
}

/// What happens to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntRule {
    /// Kept as it is.
    Any,
    /// Raised to the bound.
    AtLeast(i64),
    /// Lowered to the bound.
    AtMost(i64),
    /// Brought between the bounds.
    Within(i64, i64),
    /// Replaced when outside.
    OneOf {
        /// First that is allowed.
        first: i64,
        /// Last that is allowed.
        last: i64,
        /// Taken in place of any other.
        otherwise: i64,
    },
    /// Outside the bounds nothing changes.
    InsideOrKept(i64, i64),
    /// As [`IntRule::AtLeast`], but what is no number changes nothing.
    NumberAtLeast(i64),
    /// 0 and below become −1.
    PositiveOrMinusOne,
    /// Bytes per second in whole KiB: negative is 0, 1 to 1023 are 1024.
    Rate,
    /// KiB of a log file: computed in bytes with 32 bits, then 1 to 1024000.
    LogSize,
    /// Hour or minute: taken only as a pair; an impossible time makes both −1.
    Clock,
}

/// What happens to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRule {
    /// Kept as it is.
    Any,
    /// Without white space around it.
    Trimmed,
    /// Empty is the default.
    DefaultIfEmpty,
    /// One of the words, exactly.
    OneOf {
        /// What is allowed.
        values: &'static [&'static str],
        /// Taken in place of anything else.
        otherwise: &'static str,
    },
    /// An IP address or empty.
    Address,
    /// IP addresses, one per line, sorted, each once.
    Addresses,
    /// Networks, one per line.
    Networks,
    /// Directory; relative to the default one.
    SavePath,
    /// Directory; relative to `temp` in the save path.
    TempPath,
    /// At least 3 characters, no colon, else an error.
    UserName,
    /// Clients cannot set it.
    ServerOnly,
}

//! What a reader sees of a torrent: immutable, shared, replaced as a whole when something changed.
//!
//! The live torrent belongs to the actor; a [`TorrentStatus`] is its published face. Numbers that
//! only follow the clock (time active, seeding time, eta) are not stored but derived by methods
//! that take `now`, so that the passing of time alone is never a change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::content::Content;
use super::peers::{Evidence, Peer};
use super::share_limits::{EffectiveShareLimits, ShareLimits};
use crate::codex::Cid;
use crate::torrent::{Bitfield, InfoHash, RecordPlacement, TorrentId};

/// Counts published changes; every change of anything gets the next number.
pub type Revision = u64;

/// The core state machine's states; qBittorrent's nineteen strings are derived in `api::model`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TorrentState {
    /// Looking up the metadata of a magnet or bare CID in Codex.
    ResolvingMetadata,
    /// Hashing files on disk before the torrent may run.
    CheckingFiles,
    /// Some wanted bytes are missing.
    Downloading,
    /// Every wanted byte is verified at its final place.
    Seeding,
    /// Files are being moved.
    Moving,
    /// Files that were complete are gone.
    MissingFiles,
    /// Needs the user; the text says what happened and what to do.
    Error(String),
}

/// Why an item waits or failed; codes are part of the public extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReasonCode {
    /// Nobody asked has published it.
    NotInCodex,
    /// The node in use does not answer.
    NodeAway,
    /// Every known source was tried and gave nothing; tried again by itself.
    NoSource,
    /// A source sent bytes that do not match their hash.
    CorruptSource,
    /// A source ended early or vanished while sending.
    SourceLost,
    /// No space left on the target disk.
    DiskFull,
    /// The node's quota is used up.
    QuotaFull,
    /// Reading or writing a file failed.
    FileError,
    /// A file changed or vanished after it was verified.
    FileChanged,
    /// Publishing failed; tried again by itself.
    PublishFailed,
    /// Not published because the torrent is private and the policy says no.
    Private,
    /// The record or manifest found makes no sense for this torrent.
    BadRecord,
    /// Waits for its turn in the queue.
    Queued,
    /// Codex does not give it; it is fetched from a web seed.
    WebSeed,
    /// Codex does not give it, and no web seed does now; tried again by itself.
    WebSeedFailed,
    /// The node fetches it from its network before it sends it; the text says how far it is.
    NodeFetches,
    /// Files are being copied to another disk; the text says how far that is.
    Moving,
}

impl ReasonCode {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::NotInCodex,
        Self::NodeAway,
        Self::NoSource,
        Self::CorruptSource,
        Self::SourceLost,
        Self::DiskFull,
        Self::QuotaFull,
        Self::FileError,
        Self::FileChanged,
        Self::PublishFailed,
        Self::Private,
        Self::BadRecord,
        Self::Queued,
        Self::WebSeed,
        Self::WebSeedFailed,
        Self::NodeFetches,
        Self::Moving,
    ];

    /// What it means, in a sentence that fits whatever happened: the text of a [`Reason`] says
    /// more.
    pub const fn summary(self) -> &'static str {
        match self {
            Self::NotInCodex => {
                "Nobody has published it in Codex yet. It starts when somebody does."
            }
            Self::NodeAway => "The Codex node does not answer. It is asked again by itself.",
            Self::NoSource => "No source gives it now. They are asked again by themselves.",
            Self::CorruptSource => "A source sent data that does not match its hash.",
            Self::SourceLost => "A source stopped while sending.",
            Self::DiskFull => "There is no space left on the disk.",
            Self::QuotaFull => "The quota of the Codex node is used up.",
            Self::FileError => "A file could not be read or written.",
            Self::FileChanged => "A file changed or is gone since it was verified.",
            Self::PublishFailed => "Publishing failed. It is tried again by itself.",
            Self::Private => "It is private, so its content is not copied into the node.",
            Self::BadRecord => "The record that was found does not fit it.",
            Self::Queued => "It waits for its turn.",
            Self::WebSeed => "Codex does not give it, so it is fetched from a web seed.",
            Self::WebSeedFailed => "Neither Codex nor a web seed gives it now.",
            Self::NodeFetches => "The node fetches it from its network.",
            Self::Moving => "Its files are being moved.",
        }
    }

    /// The code on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotInCodex => "not_in_codex",
            Self::NodeAway => "node_away",
            Self::NoSource => "no_source",
            Self::CorruptSource => "corrupt_source",
            Self::SourceLost => "source_lost",
            Self::DiskFull => "disk_full",
            Self::QuotaFull => "quota_full",
            Self::FileError => "file_error",
            Self::FileChanged => "file_changed",
            Self::PublishFailed => "publish_failed",
            Self::Private => "private",
            Self::BadRecord => "bad_record",
            Self::Queued => "queued",
            Self::WebSeed => "web_seed",
            Self::WebSeedFailed => "web_seed_failed",
            Self::NodeFetches => "node_fetches",
            Self::Moving => "moving",
        }
    }
}

/// A reason with a sentence for users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// For programs.
    pub code: ReasonCode,
    /// For people: what happened, and what happens next or can be done.
    pub text: String,
}

impl Reason {
    /// Joins a code and a sentence.
    pub fn new(code: ReasonCode, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }
}

/// Whether placement and record exist in the node; never holds back anything else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PublishState {
    /// Not complete yet, or not to be published.
    #[default]
    None,
    /// Complete, waits for the node.
    Waiting,
    /// At work.
    Publishing,
    /// Placement and record exist.
    Published,
    /// The last try failed; see the reason.
    Failed,
    /// Was published, but the node lost it or a file changed.
    Stale,
}

impl PublishState {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Waiting => "waiting",
            Self::Publishing => "publishing",
            Self::Published => "published",
            Self::Failed => "failed",
            Self::Stale => "stale",
        }
    }
}

/// How much a file is wanted; qBittorrent's 0, 1, 6, 7.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FilePriority {
    /// Not fetched.
    Ignored,
    /// Fetched.
    #[default]
    Normal,
    /// Fetched before normal ones.
    High,
    /// Fetched first.
    Maximum,
}

impl FilePriority {
    /// qBittorrent's number.
    pub fn as_i64(self) -> i64 {
        i64::from(self.as_u8())
    }

    /// The same number as it is stored.
    pub const fn as_u8(self) -> u8 {
        match self {
            Self::Ignored => 0,
            Self::Normal => 1,
            Self::High => 6,
            Self::Maximum => 7,
        }
    }

    /// From qBittorrent's number; `None` for a number it refuses.
    pub const fn from_i64(n: i64) -> Option<Self> {
        match n {
            0 => Some(Self::Ignored),
            1 => Some(Self::Normal),
            6 => Some(Self::High),
            7 => Some(Self::Maximum),
            _ => None,
        }
    }

    /// True unless ignored.
    pub const fn is_wanted(self) -> bool {
        !matches!(self, Self::Ignored)
    }
}

/// One file of a torrent (padding excluded), in the Web API's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileStatus {
    /// How much it is wanted.
    pub priority: FilePriority,
    /// Verified bytes.
    pub completed: u64,
    /// Manifest CID of its dataset in the node's generation, once known.
    pub cid: Option<Cid>,
    /// Tree CID of its dataset, once known.
    pub tree: Option<Cid>,
}

/// Accumulated time plus a running part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stopwatch {
    /// Seconds of earlier runs.
    pub accumulated_secs: i64,
    /// Unix time at which the present run began.
    pub running_since: Option<i64>,
}

impl Stopwatch {
    /// Seconds in all at Unix time `now`.
    pub fn secs(&self, now: i64) -> i64 {
        let running = self.running_since.map_or(0, |since| now.saturating_sub(since).max(0));
        self.accumulated_secs.saturating_add(running)
    }

    /// Starts it unless it runs.
    pub fn start(&mut self, now: i64) {
        self.running_since.get_or_insert(now);
    }

    /// Stops it if it runs.
    pub fn stop(&mut self, now: i64) {
        self.accumulated_secs = self.secs(now);
        self.running_since = None;
    }
}

/// Byte counters of a torrent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TransferTotals {
    /// Payload received since it was added.
    pub downloaded: u64,
    /// Payload that the node served for it since it was added.
    pub uploaded: u64,
    /// Payload received since the server started.
    pub downloaded_session: u64,
    /// Payload served since the server started.
    pub uploaded_session: u64,
    /// Bytes that failed verification or came twice.
    pub wasted: u64,
}

impl TransferTotals {
    /// Uploaded by downloaded (webapi §5.3); `None` is infinite. Who has `have` bytes without
    /// having downloaded them is measured by that size.
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a ratio for display")]
    pub fn ratio(&self, have: u64) -> Option<f64> {
        let base = if self.downloaded < have / 100 { have } else { self.downloaded };
        match (base, self.uploaded) {
            (0, 0) => Some(0.0),
            (0, _) => None,
            (base, up) => Some(up as f64 / base as f64),
        }
    }
}

/// A tracker that the torrent carries; a Codex session keeps it as data and never contacts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracker {
    /// Announce URL.
    pub url: String,
    /// Tier, 0 first.
    pub tier: u32,
}

/// TLS parameters of a torrent (PEM texts); kept as data, a Codex session has no peers to use
/// them with.
#[derive(Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TlsParameters {
    /// Certificate.
    pub certificate: String,
    /// Private key; never in a log.
    pub private_key: String,
    /// Diffie-Hellman parameters.
    pub dh_params: String,
}

impl std::fmt::Debug for TlsParameters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TlsParameters").finish_non_exhaustive()
    }
}

/// A torrent as readers see it.
#[derive(Debug, Clone, PartialEq)]
pub struct TorrentStatus {
    /// What clients call `hash`.
    pub id: TorrentId,
    /// v1 and v2 info hashes; both absent for a bare dataset.
    pub info_hash: InfoHash,
    /// Revision of the last published change.
    pub revision: Revision,
    /// Shown name (webapi §5.7).
    pub name: String,
    /// Core state.
    pub state: TorrentState,
    /// The user stopped it.
    pub stopped: bool,
    /// Force start: ignores the queue.
    pub forced: bool,
    /// Held back by the queue.
    pub queued: bool,
    /// Was complete before (decides between `checkingUP` and `checkingDL`).
    pub had_finished: bool,
    /// 0-based place among unfinished torrents; `None` when finished.
    pub queue_position: Option<u32>,
    /// Files and pieces; `None` until the metadata is known.
    pub content: Option<Arc<Content>>,
    /// Final location.
    pub save_path: PathBuf,
    /// Location while incomplete, where one is used.
    pub download_path: Option<PathBuf>,
    /// Where the files are now: download path while incomplete, else save path.
    pub storage_path: PathBuf,
    /// Automatic torrent management.
    pub auto_managed: bool,
    /// Category; empty for none.
    pub category: String,
    /// Tags in qBittorrent's order is up to the wire; here sorted by code point.
    pub tags: Arc<BTreeSet<String>>,
    /// Verified pieces; empty without metadata.
    pub pieces: Arc<Bitfield>,
    /// Pieces being fetched now.
    pub pieces_active: Arc<[u32]>,
    /// One per file; empty without metadata.
    pub files: Arc<[FileStatus]>,
    /// Bytes of files that are wanted.
    pub wanted: u64,
    /// Verified bytes of them.
    pub wanted_done: u64,
    /// Part of the running check that is done, 0 to 1.
    pub check_progress: Option<f64>,
    /// Payload bytes per second arriving now: here, or in a node that fetches from its network
    /// what it sends afterwards. That counts once: what such a node sends is no speed any more.
    pub download_rate: u64,
    /// A node sends what it fetched before.
    pub copies: bool,
    /// Payload bytes per second served now.
    pub upload_rate: u64,
    /// Mean of the last 30 samples, for the eta.
    pub mean_download_rate: u64,
    /// Mean of the last 30 samples, for the eta.
    pub mean_upload_rate: u64,
    /// Byte counters.
    pub totals: TransferTotals,
    /// Unix time.
    pub added_on: i64,
    /// Unix time of completion.
    pub completed_on: Option<i64>,
    /// Unix time of the last payload either way.
    pub last_activity: Option<i64>,
    /// Unix time at which a complete source was last known.
    pub seen_complete: Option<i64>,
    /// Time not stopped.
    pub active_time: Stopwatch,
    /// Time finished and not stopped.
    pub seeding_time: Stopwatch,
    /// Bytes per second; `None` unlimited.
    pub download_limit: Option<u64>,
    /// Bytes per second; `None` unlimited.
    pub upload_limit: Option<u64>,
    /// Own share limits.
    pub share_limits: ShareLimits,
    /// What holds after inheritance.
    pub effective_limits: EffectiveShareLimits,
    /// Fetch in order.
    pub sequential: bool,
    /// Fetch first and last pieces first.
    pub first_last_first: bool,
    /// Kept as a flag; no meaning in Codex.
    pub super_seeding: bool,
    /// Trackers in order of tier; kept as data.
    pub trackers: Arc<[Tracker]>,
    /// Web seeds (BEP 19).
    pub web_seeds: Arc<[String]>,
    /// TLS parameters; kept as data.
    pub tls: Arc<TlsParameters>,
    /// Comment, the user's or the torrent's.
    pub comment: String,
    /// Whether it is in the node.
    pub publish: PublishState,
    /// Unix time at which it was put into the node in use last.
    pub published_at: Option<i64>,
    /// Unix time at which the node in use drops what it was given, unless it is given it again
    /// before: this session does that by itself. `None` for nodes that keep it, and for what is not
    /// published.
    pub expires_at: Option<i64>,
    /// The user took it out of Codex: it is not published by itself.
    pub unpublished: bool,
    /// Record CID, once it exists.
    pub record: Option<Cid>,
    /// For a bare dataset: its CID.
    pub dataset: Option<Cid>,
    /// Where each file lies in Codex, once known.
    pub placement: Option<Arc<RecordPlacement>>,
    /// Why it waits or failed.
    pub reason: Option<Reason>,
    /// Name of the node that gives or holds it; empty when unknown.
    pub node: String,
    /// Nodes known to hold it completely, asked now or before; this process does not count.
    pub holders: u32,
    /// What is known of nodes since the start.
    pub evidence: Arc<Evidence>,
    /// Unix time at which its files were hashed last; none when they never were, or not since
    /// that is noted.
    pub checked_at: Option<i64>,
    /// The file that was found to be gone or changed, where it is known.
    pub bad_file: Option<Arc<Path>>,
    /// Nodes that serve or fetch it now.
    pub peers: Arc<[Peer]>,
    /// Magnet link (webapi §5.8), with the record where there is one.
    pub magnet_uri: String,
}

impl TorrentStatus {
    /// True when files and pieces are known.
    pub fn has_metadata(&self) -> bool {
        self.content.is_some()
    }

    /// True when every wanted byte is verified.
    pub fn is_finished(&self) -> bool {
        self.content.is_some() && self.wanted_done == self.wanted
    }

    /// 0 to 1 of the wanted bytes; the check's own progress while checking (webapi §5.3).
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a ratio for display")]
    pub fn progress(&self) -> f64 {
        if let Some(checked) = self.check_progress {
            return checked;
        }
        if self.wanted == 0 {
            0.0
        } else if self.wanted_done == self.wanted {
            1.0
        } else {
            self.wanted_done as f64 / self.wanted as f64
        }
    }

    /// Peers that hold everything.
    pub fn seeds(&self) -> u32 {
        let seeds = self.peers.iter().filter(|peer| peer.is_seed()).count();
        u32::try_from(seeds).unwrap_or(u32::MAX)
    }

    /// Peers that are not known to hold everything.
    pub fn leeches(&self) -> u32 {
        u32::try_from(self.peers.len()).unwrap_or(u32::MAX).saturating_sub(self.seeds())
    }

    /// Uploaded by downloaded; `None` is infinite.
    pub fn ratio(&self) -> Option<f64> {
        self.totals.ratio(self.wanted_done)
    }

    /// Folder or file to open (webapi §5.6); `None` without metadata.
    pub fn content_path(&self) -> Option<PathBuf> {
        let content = self.content.as_ref()?;
        Some(match (content.single_file(), content.root_folder()) {
            (Some(file), _) => self.storage_path.join(file),
            (None, Some(root)) => self.storage_path.join(root),
            (None, None) => self.storage_path.clone(),
        })
    }

    /// Common top folder (webapi §5.6); `None` when there is none or no metadata.
    pub fn root_path(&self) -> Option<PathBuf> {
        let root = self.content.as_ref()?.root_folder()?;
        Some(self.storage_path.join(Path::new(root)))
    }
}

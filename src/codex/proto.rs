//! The one command enum that the embedded, the REST and the memory actor all answer.
//!
//! A request carries a `oneshot` reply. Bytes travel in bounded channels, so that a slow reader
//! slows the node and dropping the stream cancels the work behind it. Deadlines belong to the
//! actors: every request is answered, at the latest with [`CodexError::Timeout`].

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc, oneshot, watch};

use super::cid::{Cid, Digest};
use super::manifest::{Generation, Manifest};

/// Answer of a node, later.
pub type Reply<T> = oneshot::Sender<Result<T, CodexError>>;

/// Why a node could not do what was asked. The text is for users.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodexError {
    /// Nobody asked has it.
    #[error("not found in Codex: {0}")]
    NotFound(Cid),
    /// The node does not answer; it is asked again by itself.
    #[error("the Codex node is away: {0}")]
    Away(String),
    /// The node took longer than the deadline of this step (a wrong CID looks like a slow one).
    #[error("the Codex node gave no answer in time while {0}")]
    Timeout(&'static str),
    /// The bytes do not have the hash that names them.
    #[error("content is corrupt: {0}")]
    Corrupt(String),
    /// A file that a dataset refers to is not the one that was imported.
    #[error("the file changed since it was published: {}", .0.display())]
    Changed(PathBuf),
    /// A file that a dataset refers to is gone.
    #[error("the file of a published dataset is gone: {}", .0.display())]
    Vanished(PathBuf),
    /// The node's quota does not allow it.
    #[error("the Codex node's quota is used up: {needed} bytes needed, {free} free")]
    Quota {
        /// Bytes that the request would occupy.
        needed: u64,
        /// Bytes that are left.
        free: u64,
    },
    /// No space left on the disk that holds the node's data.
    #[error("the disk of the Codex node is full")]
    DiskFull,
    /// The body ended before the length that was announced.
    #[error("the Codex node sent {got} of {expected} bytes")]
    Short {
        /// Bytes announced.
        expected: u64,
        /// Bytes received.
        got: u64,
    },
    /// The node refused the request, in its own words.
    #[error("the Codex node refused: {0}")]
    Refused(String),
    /// The node, or this kind of node, cannot do it.
    #[error("this Codex node cannot {0}")]
    Unsupported(&'static str),
    /// The answer makes no sense.
    #[error("the Codex node answered nonsense: {0}")]
    Protocol(String),
    /// Reading or writing failed.
    #[error("{0}")]
    Io(String),
}

impl CodexError {
    /// True when waiting may heal it and the request should be tried again.
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Away(_)
                | Self::Timeout(_)
                | Self::Short { .. }
                | Self::NotFound(_)
                | Self::DiskFull
        )
    }
}

/// Which of the three actors answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NodeKind {
    /// Inside this process.
    Embedded,
    /// A node over REST: a real one, or another qcodex.
    Rest,
    /// For tests.
    Memory,
}

/// Facts about the running node, by which settings and the web UI decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Capabilities {
    /// Which actor answers.
    pub kind: NodeKind,
    /// The node's own version text; empty until it has answered.
    pub version: String,
    /// Layout of the manifests it makes.
    pub generation: Generation,
    /// Reads a part of a dataset without reading what lies before it.
    pub ranged_reads: bool,
    /// Knows the leaf hashes of its datasets, so every read is verified block by block.
    pub leaf_hashes: bool,
    /// Takes a file by reference instead of a copy.
    pub import_by_reference: bool,
    /// Answers "is it here" without fetching.
    pub exists: bool,
    /// Reports the progress of background work.
    pub progress: bool,
    /// Can stop background work.
    pub cancel: bool,
    /// Can tell how many bytes of a dataset it served.
    pub upload_accounting: bool,
    /// Can be told to serve slower.
    pub rate_limits: bool,
    /// Knows the nodes it talks to.
    pub peers: bool,
    /// Resolves BitTorrent info hashes by itself (the BitTorrent branch).
    pub torrent_extension: bool,
    /// Downloads by itself, with progress and cancel, before it is read (v0.4 and newer).
    pub background: bool,
    /// Serves a dataset only when it is told to (newer than v0.4); uploads tell it.
    pub advertise: bool,
    /// Buys storage from others (generation A with persistence).
    pub marketplace: bool,
    /// True when the node is another qcodex.
    pub is_qcodex: bool,
}

/// Whether the node can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeState {
    /// Not asked yet.
    Starting,
    /// Answers.
    Online,
    /// Does not answer; the reason is for users.
    Away {
        /// What went wrong last.
        reason: String,
    },
}

/// Health and abilities of a node, watched by the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeStatus {
    /// Whether it can be used.
    pub state: NodeState,
    /// What it can do; of a node that is away, what it could do when it answered last.
    pub capabilities: Capabilities,
    /// Smoothed time of an answer in milliseconds; 0 for nodes in this process.
    pub latency_ms: u32,
}

/// How much a node holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Space {
    /// Blocks held, counted as a real node counts them.
    pub total_blocks: u64,
    /// Upper limit in bytes for what the node stores itself.
    pub quota_max: u64,
    /// Bytes used of it.
    pub quota_used: u64,
    /// Bytes reserved of it.
    pub quota_reserved: u64,
}

impl Space {
    /// Whether more is used and reserved than the quota allows: a real node refuses to start so.
    pub fn is_overfull(&self) -> bool {
        self.quota_used.saturating_add(self.quota_reserved) > self.quota_max
    }
}

/// Identity of a file at the moment it was hashed; if it differs later, the file has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStamp {
    /// Size in bytes.
    pub size: u64,
    /// Modification time in nanoseconds since the Unix epoch.
    pub mtime_ns: i64,
    /// Inode number; 0 where the platform has none.
    pub inode: u64,
}

impl FileStamp {
    /// The stamp of a file whose metadata was just read.
    pub fn of(metadata: &std::fs::Metadata) -> Self {
        let mtime_ns = match metadata.modified().map(|time| time.duration_since(UNIX_EPOCH)) {
            Ok(Ok(after)) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
            Ok(Err(before)) => {
                i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, i64::wrapping_neg)
            }
            Err(_) => 0,
        };
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(metadata);
        #[cfg(not(unix))]
        let inode = 0;
        Self { size: metadata.len(), mtime_ns, inode }
    }
}

/// A dataset's hashes, made while its bytes were read for another reason (hash once).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetHashes {
    /// True length in bytes; never 0.
    pub length: u64,
    /// SHA-256 of every block, the last one padded with zeros to the block size.
    pub leaves: Arc<[Digest]>,
    /// Root of the tree over the leaves.
    pub root: Digest,
}

impl DatasetHashes {
    /// CID of the tree; the same in all generations.
    pub fn tree_cid(&self) -> Cid {
        Cid::new(super::cid::Codec::Tree, self.root)
    }
}

/// What becomes part of a manifest besides the bytes; it changes the CID.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DatasetLabel {
    /// File name, validated as nodes do; `None` for placement datasets.
    pub filename: Option<String>,
    /// MIME type; `application/octet-stream` for placement datasets.
    pub mimetype: Option<String>,
}

impl DatasetLabel {
    /// The label of placement datasets: a fixed MIME type and no name.
    pub fn placement() -> Self {
        Self { filename: None, mimetype: Some("application/octet-stream".to_owned()) }
    }

    /// The label of the record of the torrent with this id (40 lower-case hex digits).
    pub fn record(torrent_id: &str) -> Self {
        Self {
            filename: Some(format!("{torrent_id}.torrent")),
            mimetype: Some("application/x-bittorrent".to_owned()),
        }
    }
}

/// Bytes to upload.
#[derive(Debug)]
pub enum UploadBody {
    /// Small content, such as a record.
    Bytes(Bytes),
    /// A file that lies at its final place, streamed from disk.
    File {
        /// Absolute path.
        path: PathBuf,
        /// Bytes to send; a file of another length is an error.
        length: u64,
    },
    /// Chunks of unknown number; `Err` aborts the upload and nothing is kept.
    Stream(mpsc::Receiver<Result<Bytes, CodexError>>),
}

/// Result of an upload or import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Manifest CID.
    pub cid: Cid,
    /// The manifest.
    pub manifest: Manifest,
    /// False when the node had the dataset before.
    pub new: bool,
}

/// How far a request may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Only what the node holds itself.
    Local,
    /// The node's network too.
    Network,
}

/// Who reads: only bytes served to others count as uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// This server itself.
    Own,
    /// Another node or client.
    Serve,
}

/// A referenced file was found not to have the bytes it was imported with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Manifest CID of the dataset that was being read.
    pub cid: Cid,
    /// The file.
    pub path: PathBuf,
    /// `Changed`, `Vanished`, `Corrupt` or `Io`.
    pub error: CodexError,
}

/// A dataset that a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListEntry {
    /// Manifest CID.
    pub cid: Cid,
    /// Its manifest.
    pub manifest: Manifest,
}

/// Bytes of a dataset, in order. Dropping it cancels the work behind it.
#[derive(Debug)]
pub struct FetchStream {
    /// Manifest of the dataset.
    pub manifest: Manifest,
    /// Byte range that will be delivered; the end is never past the dataset's length.
    pub range: Range<u64>,
    /// True when every byte was checked against its block hash before it was sent.
    pub verified: bool,
    /// Chunks in order; ends after `range` is complete, or with one error. An end without an
    /// error before `range` is complete is impossible: it is delivered as [`CodexError::Short`].
    pub chunks: mpsc::Receiver<Result<Bytes, CodexError>>,
    /// How far the node itself is with its download, which comes before the first chunk; closed
    /// when that is over. `None` for nodes that send as they receive.
    pub behind: Option<watch::Receiver<Behind>>,
}

/// What a node's background download has done so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Behind {
    /// Blocks that the node has, those it had before included.
    pub received: u64,
    /// Blocks of the dataset.
    pub total: u64,
    /// Bytes that came from the node's network while this reader watched. Several readers of one
    /// download share them: each byte is told to one of them.
    pub bytes: u64,
}

/// What a node with the torrent extension knows of a v1 torrent with one file. The info hash
/// was compared; whether the dataset has these pieces is for the reader to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TorrentManifest {
    /// The info dictionary: these keys and no others.
    pub info: TorrentInfo,
    /// Manifest CID of the dataset with its bytes.
    pub cid: Cid,
}

/// The keys of an info dictionary that a node with the torrent extension keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TorrentInfo {
    /// Bytes of the file; never 0.
    pub length: u64,
    /// Bytes of a piece; never 0.
    pub piece_length: u64,
    /// SHA-1 of each piece.
    pub pieces: Vec<[u8; 20]>,
    /// Name of the file, where one was given.
    pub name: Option<String>,
}

/// What is asked of hosts on the marketplace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseTerms {
    /// How long the content is to be stored, in seconds.
    pub duration: u64,
    /// How often hosts have to prove that they store it: once in so many periods on average.
    pub proof_probability: u64,
    /// Price in the token's smallest unit.
    pub price_per_byte_per_second: u128,
    /// What hosts put at stake per byte, in the token's smallest unit.
    pub collateral_per_byte: u128,
    /// Seconds after which the request is void if too few hosts took it; less than `duration`.
    pub expiry: u64,
    /// Hosts that store a part each.
    pub nodes: u32,
    /// Hosts that may be lost without losing content.
    pub tolerance: u32,
}

/// A request on the marketplace as the node tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchase {
    /// Its id: hex digits without prefix.
    pub id: String,
    /// In the node's words: `pending`, `submitted`, `started`, `finished`, `cancelled`,
    /// `failed`, `error`, `unknown`.
    pub state: String,
    /// What went wrong, in the node's words.
    pub error: Option<String>,
    /// The dataset that is stored: an erasure-coded one that the node made of the one named in
    /// the request, so another CID. `None` where the node does not say.
    pub cid: Option<Cid>,
    /// The terms, where the node says them; `expiry` is what the node answers, in some versions
    /// a point in time.
    pub terms: Option<PurchaseTerms>,
}

/// Identity and addresses of a node, as `debug/info` tells them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NodeInfo {
    /// The node's peer id; empty when it has no network side.
    pub peer_id: String,
    /// Multiaddresses it announces.
    pub announce_addresses: Vec<String>,
    /// Multiaddresses it listens on.
    pub listen_addresses: Vec<String>,
    /// Its signed peer record; empty without one.
    pub spr: String,
    /// Folder of its data; empty when it does not say.
    pub data_dir: String,
    /// Version text.
    pub version: String,
    /// Nodes it knows: peer id and address.
    pub peers: Vec<(String, String)>,
}

/// A request to a node.
#[derive(Debug)]
pub enum Request {
    /// Makes a dataset of a file that stays where it is; nothing is copied or read again.
    Import {
        /// Absolute path of the complete, verified file at its final place.
        path: PathBuf,
        /// The file when it was hashed; if it differs now, the import fails with `Changed`.
        stamp: FileStamp,
        /// Its hashes.
        hashes: DatasetHashes,
        /// Goes into the manifest.
        label: DatasetLabel,
        /// Answer.
        reply: Reply<Stored>,
    },
    /// A referenced file was moved; contents are unchanged. Idempotent.
    Relocate {
        /// Manifest CID.
        cid: Cid,
        /// Where it was.
        from: PathBuf,
        /// Where it is.
        to: PathBuf,
        /// Answer.
        reply: Reply<()>,
    },
    /// Drops the reference to one path; the dataset goes when no path and no owned copy is
    /// left. The file is not touched. Idempotent.
    Forget {
        /// Manifest CID.
        cid: Cid,
        /// The path whose reference goes.
        path: PathBuf,
        /// Answer.
        reply: Reply<()>,
    },
    /// Stores a copy inside the node.
    Upload {
        /// The bytes; empty content is refused, as real nodes do.
        body: UploadBody,
        /// Goes into the manifest.
        label: DatasetLabel,
        /// The manifest CID that must come out; a node over REST that stores something else is
        /// an error. Nodes in this process hash themselves.
        expected: Option<Cid>,
        /// Answer.
        reply: Reply<Stored>,
    },
    /// Asks for a manifest.
    Manifest {
        /// Manifest CID.
        cid: Cid,
        /// How far to look.
        scope: Scope,
        /// Answer.
        reply: Reply<Manifest>,
    },
    /// Opens a stream.
    Fetch {
        /// Manifest CID.
        cid: Cid,
        /// Bytes wanted; `None` for all. Without `ranged_reads` the node reads from the start
        /// and discards what lies before.
        range: Option<Range<u64>>,
        /// How far to look.
        scope: Scope,
        /// Who reads.
        purpose: Purpose,
        /// Answer.
        reply: Reply<FetchStream>,
    },
    /// Leaf hashes of a local dataset, where the node knows them.
    Leaves {
        /// Manifest CID.
        cid: Cid,
        /// Answer.
        reply: Reply<Arc<[Digest]>>,
    },
    /// Whether the dataset or block is here.
    Exists {
        /// Any CID.
        cid: Cid,
        /// Answer.
        reply: Reply<bool>,
    },
    /// Removes an owned copy (references stay; use `Forget`). Succeeds when it is not there.
    Delete {
        /// Manifest CID.
        cid: Cid,
        /// Answer.
        reply: Reply<()>,
    },
    /// All datasets held.
    List {
        /// Answer.
        reply: Reply<Vec<ListEntry>>,
    },
    /// All references: manifest CID and path; for reconciling at the start.
    References {
        /// Answer.
        reply: Reply<Vec<(Cid, PathBuf)>>,
    },
    /// How much it holds.
    Space {
        /// Answer.
        reply: Reply<Space>,
    },
    /// Bytes served to others since this was last asked, per manifest CID.
    TakeServed {
        /// Answer.
        reply: Reply<Vec<(Cid, u64)>>,
    },
    /// Connects to another node.
    Connect {
        /// Peer id.
        peer: String,
        /// Multiaddresses; empty to look them up.
        addrs: Vec<String>,
        /// Answer.
        reply: Reply<()>,
    },
    /// Changes how much the node stores itself and the layout of manifests it makes from now on;
    /// CIDs of other layouts stay valid.
    Configure {
        /// Bytes; fewer than are used and promised are refused.
        quota: u64,
        /// Layout.
        generation: Generation,
        /// Answer.
        reply: Reply<()>,
    },
    /// Drops owned copies that were stored before a moment and are not to be kept.
    Expire {
        /// Unix time in seconds.
        before: i64,
        /// Manifest CIDs, of any generation, that stay.
        keep: Vec<Cid>,
        /// Answer: what was dropped.
        reply: Reply<Vec<Cid>>,
    },
    /// Says how much the node logs from now on.
    SetLogLevel {
        /// In the node's words.
        level: String,
        /// Answer.
        reply: Reply<()>,
    },
    /// Asks a node with the torrent extension for a v1 torrent with one file.
    TorrentManifest {
        /// SHA-1 of the info dictionary.
        info_hash: [u8; 20],
        /// Answer.
        reply: Reply<TorrentManifest>,
    },
    /// Stores a copy inside a node with the torrent extension, as a torrent with 256 KiB pieces.
    TorrentUpload {
        /// The bytes.
        body: UploadBody,
        /// Becomes the torrent's name.
        filename: Option<String>,
        /// Answer: the info hash.
        reply: Reply<[u8; 20]>,
    },
    /// Requests storage on the marketplace. Never repeated by itself: it costs money.
    Purchase {
        /// Manifest CID of a dataset that the node holds.
        cid: Cid,
        /// The terms.
        terms: PurchaseTerms,
        /// Answer: the id of the purchase.
        reply: Reply<String>,
    },
    /// All purchases that the node knows.
    Purchases {
        /// Answer.
        reply: Reply<Vec<Purchase>>,
    },
    /// Looks at once whether a node that is away is back; what follows waits for the outcome.
    LookAgain,
    /// Identity and addresses.
    Info {
        /// Answer.
        reply: Reply<NodeInfo>,
    },
}

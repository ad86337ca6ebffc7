//! What can be asked of the session, and how it can fail.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;

use super::categories::{Category, CategoryDownloadPath};
use super::share_limits::ShareLimits;
use super::status::{FilePriority, TlsParameters};
use crate::codex::{Cid, DatasetHashes, FileStamp};
use crate::torrent::{Magnet, Metainfo, TorrentId};

/// Which torrents a command is for. Unknown ids are ignored, as qBittorrent does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// Every torrent.
    All,
    /// These.
    Ids(Vec<TorrentId>),
}

/// What a torrent is added from.
#[derive(Debug, Clone)]
pub enum AddSource {
    /// A parsed `.torrent`.
    Metainfo(Arc<Metainfo>),
    /// A magnet link or bare hash, with or without `xs=urn:codex:`.
    Magnet(Box<Magnet>),
    /// A bare Codex CID of a dataset or record.
    Cid(Cid),
}

impl AddSource {
    /// Parses one line of `urls`: magnet, bare hash, `codex:<cid>` or bare CID. `None` when it
    /// is none of them (an http(s) URL or a path, which others fetch first).
    ///
    /// # Errors
    /// A text that claims to be one of them and is malformed.
    pub fn parse_text(text: &str) -> Result<Option<Self>, AddTorrentError> {
        super::source::parse_text(text)
    }

    /// The id that a torrent of this bare CID has.
    pub fn id_of_cid(cid: &Cid) -> TorrentId {
        super::source::id_of_cid(cid)
    }
}

/// Where the content's root folder goes.
pub use crate::torrent::ContentLayout;

/// When a new torrent stops by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum StopCondition {
    /// Never.
    #[default]
    None,
    /// As soon as the metadata is known.
    MetadataReceived,
    /// After the next check.
    FilesChecked,
}

/// How to add a torrent. `None` means "as the settings say".
#[derive(Debug, Clone)]
pub struct AddTorrentParams {
    /// From what.
    pub source: AddSource,
    /// Final path; relative is resolved below the default or category path; empty: not given.
    pub save_path: String,
    /// Path while incomplete; empty: not given.
    pub download_path: String,
    /// Whether to use a path while incomplete.
    pub use_download_path: Option<bool>,
    /// Category; created when valid and unknown; an invalid one is ignored.
    pub category: String,
    /// Tags; created when unknown, invalid ones dropped.
    pub tags: Vec<String>,
    /// Shown name; empty: from the metadata.
    pub rename: String,
    /// Trust existing files.
    pub skip_checking: bool,
    /// Add stopped.
    pub stopped: Option<bool>,
    /// Force start.
    pub forced: bool,
    /// When to stop by itself.
    pub stop_condition: Option<StopCondition>,
    /// Root folder.
    pub content_layout: Option<ContentLayout>,
    /// Automatic management.
    pub auto_managed: Option<bool>,
    /// Fetch in order.
    pub sequential: bool,
    /// First and last pieces first.
    pub first_last_first: bool,
    /// Put before all others in the queue.
    pub top_of_queue: Option<bool>,
    /// Bytes per second.
    pub upload_limit: Option<u64>,
    /// Bytes per second.
    pub download_limit: Option<u64>,
    /// Own share limits.
    pub share_limits: ShareLimits,
    /// One per file, or empty.
    pub file_priorities: Vec<FilePriority>,
    /// TLS parameters to keep; empty for none.
    pub tls: TlsParameters,
    /// Files that lie elsewhere than the metadata says: index to the path below the save path.
    /// Checked by the caller.
    pub renames: BTreeMap<u32, String>,
    /// Hashes of whole files by index, and which files they are of: made while the files were read
    /// for the metadata of `source`, so that they need not be read again. Kept in memory alone.
    pub hashes: BTreeMap<u32, (DatasetHashes, FileStamp)>,
}

impl AddTorrentParams {
    /// Everything as the settings say.
    pub fn new(source: AddSource) -> Self {
        Self {
            source,
            save_path: String::new(),
            download_path: String::new(),
            use_download_path: None,
            category: String::new(),
            tags: Vec::new(),
            rename: String::new(),
            skip_checking: false,
            stopped: None,
            forced: false,
            stop_condition: None,
            content_layout: None,
            auto_managed: None,
            sequential: false,
            first_last_first: false,
            top_of_queue: None,
            upload_limit: None,
            download_limit: None,
            share_limits: ShareLimits::default(),
            file_priorities: Vec::new(),
            tls: TlsParameters::default(),
            renames: BTreeMap::new(),
            hashes: BTreeMap::new(),
        }
    }
}

/// Why a torrent could not be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddTorrentError {
    /// It is in the list (trackers and placement were merged where allowed).
    #[error("the torrent is already in the list: {0}")]
    Duplicate(TorrentId),
    /// A magnet, hash or CID that makes no sense.
    #[error("{0}")]
    BadSource(String),
    /// Another parameter makes no sense.
    #[error("{0}")]
    BadParams(String),
    /// The number of file priorities is not the number of files.
    #[error("expected {expected} file priorities")]
    FilePriorities {
        /// Files in the torrent.
        expected: usize,
    },
    /// The session failed.
    #[error(transparent)]
    Session(#[from] SessionError),
}

/// A failure that is nobody's input: the server cannot do it now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// The server is shutting down.
    #[error("the server is shutting down")]
    Closed,
    /// The database refused; nothing was changed.
    #[error("could not save the change: {0}")]
    Storage(String),
}

/// A change of torrents that needs nothing but the selection.
#[derive(Debug, Clone)]
pub enum Edit {
    /// Runs it; clears errors and force.
    Start,
    /// Stops it.
    Stop,
    /// Starts it, forced or not.
    ForceStart(bool),
    /// Hashes the files again.
    Recheck,
    /// Asks Codex and the sources again now.
    Reannounce,
    /// Sets a category that exists; empty for none.
    SetCategory(String),
    /// Adds tags, creating unknown ones.
    AddTags(Vec<String>),
    /// Removes tags.
    RemoveTags(Vec<String>),
    /// Removes all tags.
    ClearTags,
    /// Replaces the tags.
    SetTags(Vec<String>),
    /// Bytes per second; `None` unlimited.
    SetDownloadLimit(Option<u64>),
    /// Bytes per second; `None` unlimited.
    SetUploadLimit(Option<u64>),
    /// Share limits; `None` leaves a part unchanged.
    SetShareLimits {
        /// Uploaded by downloaded.
        ratio: Option<super::share_limits::Limit<f64>>,
        /// Minutes.
        seeding_minutes: Option<super::share_limits::Limit<i64>>,
        /// Minutes without payload.
        inactive_minutes: Option<super::share_limits::Limit<i64>>,
        /// What to do.
        action: Option<super::share_limits::ShareLimitAction>,
        /// How many have to be reached.
        mode: Option<super::share_limits::ShareLimitsMode>,
    },
    /// Flips in-order fetching.
    ToggleSequential,
    /// Flips first and last pieces first.
    ToggleFirstLast,
    /// A flag without a meaning in Codex; kept and read back.
    SetSuperSeeding(bool),
    /// Automatic management on or off.
    SetAutoManaged(bool),
    /// Queue: one up.
    IncreasePriority,
    /// Queue: one down.
    DecreasePriority,
    /// Queue: first.
    TopPriority,
    /// Queue: last.
    BottomPriority,
    /// Sets the comment.
    SetComment(String),
    /// Adds trackers (tier, URL); present ones are ignored.
    AddTrackers(Vec<super::status::Tracker>),
    /// Removes trackers by URL.
    RemoveTrackers(Vec<String>),
    /// Gives a tracker another URL or tier; a URL that is not there changes nothing.
    ReplaceTracker {
        /// Its URL now.
        old: String,
        /// What it becomes.
        new: super::status::Tracker,
    },
    /// Adds web seeds; present ones are ignored.
    AddWebSeeds(Vec<String>),
    /// Removes web seeds by URL.
    RemoveWebSeeds(Vec<String>),
    /// Gives a web seed another URL.
    ReplaceWebSeed {
        /// Its URL now.
        old: String,
        /// What it becomes.
        new: String,
    },
    /// Ends automatic management and sets the final path; files follow. Absolute.
    SetLocation(PathBuf),
    /// Sets the final path of those in manual mode; files follow. Absolute.
    SetSavePath(PathBuf),
    /// Sets the path while incomplete of those in manual mode; `None` for none. Absolute.
    SetDownloadPath(Option<PathBuf>),
    /// Keeps TLS parameters; no meaning in Codex.
    SetTls(TlsParameters),
}

/// Files to get another path, relative to the storage folder, `/`-separated, without empty
/// elements, `.` and `..`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathRename {
    /// One file.
    File {
        /// Its path now.
        old: String,
        /// Its path then.
        new: String,
    },
    /// Every file below a folder.
    Folder {
        /// Its path now.
        old: String,
        /// Its path then.
        new: String,
    },
}

/// Why nothing was renamed, neither on disk nor in the torrent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenameError {
    /// No such torrent.
    #[error("no such torrent")]
    NotFound,
    /// Nothing has the old path.
    #[error("nothing has this path")]
    NoSuchPath,
    /// Another file of the torrent has, or would contain, the new path.
    #[error("the new path is taken")]
    Taken,
    /// The torrent cannot have a file there.
    #[error("the new path is invalid")]
    BadPath,
    /// Files are being moved or renamed; later it works.
    #[error("files of this torrent are being moved; try again when that is done")]
    Busy,
    /// The disk refused.
    #[error("cannot rename the file: {0}")]
    Disk(String),
    /// The session failed.
    #[error(transparent)]
    Session(#[from] SessionError),
}

/// Why an edit was refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No such torrent (only for commands that name exactly one).
    #[error("no such torrent")]
    NotFound,
    /// The category does not exist.
    #[error("the category does not exist")]
    NoSuchCategory,
    /// Queue commands need queueing.
    #[error("torrent queueing must be enabled")]
    QueueingDisabled,
    /// The metadata is not known yet.
    #[error("the torrent's metadata is not known yet")]
    NoMetadata,
    /// No file with this index.
    #[error("no file with index {0}")]
    NoSuchFile(usize),
    /// The name is empty or has characters that cannot be.
    #[error("{0}")]
    BadName(String),
    /// The session failed.
    #[error(transparent)]
    Session(#[from] SessionError),
}

/// What to do with a category.
#[derive(Debug, Clone, PartialEq)]
pub enum CategoryEdit {
    /// Makes it; missing parents are made with default options.
    Create {
        /// Name.
        name: String,
        /// Options.
        options: Category,
    },
    /// Replaces its options.
    Edit {
        /// Name.
        name: String,
        /// As given.
        save_path: String,
        /// As given.
        download_path: CategoryDownloadPath,
        /// `None`: reset to inherit, as older clients expect.
        share_limits: Option<ShareLimits>,
    },
    /// Removes them with their subcategories; unknown names are ignored.
    Remove(Vec<String>),
}

/// Why a category edit was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CategoryError {
    /// Not a name for a category.
    #[error("incorrect category name")]
    BadName,
    /// Exists already.
    #[error("the category exists already")]
    Exists,
    /// Does not exist.
    #[error("the category does not exist")]
    NotFound,
    /// Its folder cannot be made.
    #[error("{0}")]
    Path(String),
    /// The session failed.
    #[error(transparent)]
    Session(#[from] SessionError),
}

/// Result of adding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddTorrentOutcome {
    /// Its id.
    pub id: TorrentId,
}

/// A `.torrent` for export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The user's own keys plus `codex`.
    pub bytes: Bytes,
}

/// Why there is no `.torrent`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// No such torrent.
    #[error("no such torrent")]
    NotFound,
    /// No metadata, or a bare dataset.
    #[error("Missing metadata")]
    MissingMetadata,
    /// The session failed.
    #[error(transparent)]
    Session(#[from] SessionError),
}

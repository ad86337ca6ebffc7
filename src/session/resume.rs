//! What is stored of a torrent: versioned JSON for its parameters, another for its progress.
//!
//! The add parameters are the resume data: a restart adds every stored torrent again. The
//! `.torrent` itself (with its placement under the key `codex`) is a row of its own, so that a
//! change of a tag does not rewrite a megabyte of metadata.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

use super::command::{ContentLayout, StopCondition};
use super::relocation::StoredMove;
use super::share_limits::ShareLimits;
use super::status::TlsParameters;
use crate::codex::{Cid, Manifest};
use crate::torrent::Bitfield;

/// Newest version of both encodings; fields are only ever added.
const VERSION: u32 = 1;

/// Why stored bytes cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ResumeError {
    /// Not the JSON that was written.
    #[error("stored torrent data is damaged: {0}")]
    Damaged(String),
    /// Written by a newer program.
    #[error("stored torrent data has version {0}, this program knows {VERSION}")]
    Newer(u32),
}

/// What the torrent was added from, as far as the metadata does not say it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StoredSource {
    /// A `.torrent`, kept in its own row.
    Metainfo,
    /// A magnet link, in the canonical text.
    Magnet(String),
    /// A bare CID.
    Cid(Cid),
}

/// What a bare dataset's manifest said, so that a restart need not ask again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredDataset {
    /// Tree CID.
    pub tree: Cid,
    /// Bytes.
    pub size: u64,
    /// Bytes of a block.
    pub block_size: u32,
    /// File name in the manifest.
    pub filename: Option<String>,
    /// MIME type in the manifest.
    pub mimetype: Option<String>,
}

impl StoredDataset {
    /// Keeps what a manifest says.
    pub(crate) fn new(manifest: &Manifest) -> Self {
        Self {
            tree: manifest.tree,
            size: manifest.dataset_size,
            block_size: manifest.block_size,
            filename: manifest.filename.clone(),
            mimetype: manifest.mimetype.clone(),
        }
    }

    /// The manifest again.
    pub(crate) fn manifest(&self) -> Manifest {
        Manifest {
            tree: self.tree,
            block_size: self.block_size,
            dataset_size: self.size,
            filename: self.filename.clone(),
            mimetype: self.mimetype.clone(),
        }
    }
}

/// A tracker and its tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredTracker {
    /// Announce URL.
    pub url: String,
    /// Tier, 0 first.
    pub tier: u32,
}

/// Everything the user or the session decided about a torrent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ResumeData {
    /// Encoding version.
    pub version: u32,
    /// From what it was added.
    pub source: StoredSource,
    /// v1 info hash in hex, v2 in hex; empty when absent.
    pub info_hash: (String, String),
    /// Name given by the user or a magnet; empty: from the metadata.
    pub name: String,
    /// True when the user chose the name.
    pub renamed: bool,
    /// Final location, manual mode.
    pub save_path: PathBuf,
    /// Location while incomplete, manual mode.
    pub download_path: Option<PathBuf>,
    /// Automatic management.
    pub auto_managed: bool,
    /// Category; empty for none.
    pub category: String,
    /// Tags.
    pub tags: BTreeSet<String>,
    /// The user stopped it.
    pub stopped: bool,
    /// Force start.
    pub forced: bool,
    /// When to stop by itself.
    pub stop_condition: StopCondition,
    /// Root folder.
    pub content_layout: ContentLayout,
    /// Trust existing files at the next check.
    pub skip_checking: bool,
    /// Fetch in order.
    pub sequential: bool,
    /// First and last pieces first.
    pub first_last_first: bool,
    /// A flag.
    pub super_seeding: bool,
    /// Bytes per second.
    pub download_limit: Option<u64>,
    /// Bytes per second.
    pub upload_limit: Option<u64>,
    /// Own share limits.
    pub share_limits: ShareLimits,
    /// qBittorrent's numbers, one per file; empty: all normal.
    pub file_priorities: Vec<u8>,
    /// Renamed files: index to path.
    pub renames: BTreeMap<u32, String>,
    /// Trackers.
    pub trackers: Vec<StoredTracker>,
    /// Web seeds.
    pub web_seeds: Vec<String>,
    /// Those of them that a user added; the others came with the torrent or magnet.
    #[serde(default)]
    pub user_web_seeds: BTreeSet<String>,
    /// TLS parameters of the user.
    #[serde(default)]
    pub tls: Arc<TlsParameters>,
    /// Comment of the user.
    pub comment: Option<String>,
    /// Unix time.
    pub added_on: i64,
    /// Record CID once known.
    pub record: Option<Cid>,
    /// For a bare CID: what its manifest says, once known.
    pub dataset: Option<StoredDataset>,
    /// Files that a magnet selects (`so`), until the metadata is known.
    pub select_only: Vec<(u32, u32)>,
    /// True once placement and record exist in the node in use.
    pub published: bool,
    /// Name of that node: what is published in one is not in another. Before this was noted:
    /// empty, which stands for the embedded node.
    #[serde(default)]
    pub published_in: String,
    /// Unix time at which it was put there last; a real node drops it some time after that.
    #[serde(default)]
    pub published_at: Option<i64>,
    /// The user took it out of Codex: not published again by itself.
    #[serde(default)]
    pub unpublished: bool,
    /// The user wants it published although it is private.
    #[serde(default)]
    pub publish_private: bool,
    /// Unix time at which its files were hashed last; never, or before this was noted: none.
    #[serde(default)]
    pub checked_at: Option<i64>,
    /// Where the files lie now (design §5: the session database owns this).
    pub location: PathBuf,
    /// Files on their way to another place or to other names.
    #[serde(default)]
    pub moving: Option<StoredMove>,
    /// The files were checked since they were added.
    pub checked: bool,
    /// Every wanted file was complete at its final place.
    pub finished: bool,
    /// A download has ended, and nobody was told yet: the files are still on their way.
    #[serde(default)]
    pub untold: bool,
    /// The files were trusted when it was added; they are verified before they are published.
    pub unverified: bool,
    /// An error that needs the user.
    pub error: Option<String>,
    /// Files that were complete are gone.
    pub missing_files: bool,
}

/// What is done; written at checkpoints.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct ProgressData {
    /// Encoding version.
    pub version: u32,
    /// Verified pieces, base64 of the bit field.
    pub pieces: String,
    /// Verified bytes per file, where they differ from "none" and "all": index to bytes.
    pub partial: BTreeMap<u32, u64>,
    /// Files that are complete by their tree root, as ranges of indexes.
    pub complete: Vec<(u32, u32)>,
    /// Payload received.
    pub downloaded: u64,
    /// Payload served.
    pub uploaded: u64,
    /// Bytes wasted.
    pub wasted: u64,
    /// Seconds not stopped.
    pub active_secs: i64,
    /// Seconds finished and not stopped.
    pub seeding_secs: i64,
    /// Unix time.
    pub completed_on: Option<i64>,
    /// Unix time.
    pub last_activity: Option<i64>,
    /// Unix time.
    pub seen_complete: Option<i64>,
}

impl ResumeData {
    /// Bytes to store.
    pub(crate) fn encode(&self) -> Vec<u8> {
        // Serialising plain structs with string keys cannot fail.
        serde_json::to_vec(&Self { version: VERSION, ..self.clone() }).unwrap_or_default()
    }

    /// Reads stored bytes.
    ///
    /// # Errors
    /// See [`ResumeError`].
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, ResumeError> {
        check_version(bytes)?;
        serde_json::from_slice(bytes).map_err(|e| ResumeError::Damaged(e.to_string()))
    }
}

impl ProgressData {
    /// Bytes to store.
    pub(crate) fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(&Self { version: VERSION, ..self.clone() }).unwrap_or_default()
    }

    /// Reads stored bytes.
    ///
    /// # Errors
    /// See [`ResumeError`].
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, ResumeError> {
        check_version(bytes)?;
        serde_json::from_slice(bytes).map_err(|e| ResumeError::Damaged(e.to_string()))
    }

    /// Puts the verified pieces in.
    pub(crate) fn set_pieces(&mut self, pieces: &Bitfield) {
        self.pieces = BASE64.encode(pieces.as_bytes());
    }

    /// The verified pieces of a torrent with `count` pieces; none when the stored ones do not fit.
    pub(crate) fn pieces(&self, count: usize) -> Bitfield {
        BASE64
            .decode(self.pieces.as_bytes())
            .ok()
            .and_then(|bytes| Bitfield::from_bytes(&bytes, count))
            .unwrap_or_else(|| Bitfield::new(count))
    }
}

fn check_version(bytes: &[u8]) -> Result<(), ResumeError> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let versioned: Versioned =
        serde_json::from_slice(bytes).map_err(|e| ResumeError::Damaged(e.to_string()))?;
    if versioned.version > VERSION {
        return Err(ResumeError::Newer(versioned.version));
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What was stored of a plain torrent by the first version.
    pub(in crate::session) fn resume() -> ResumeData {
        let limit = serde_json::to_value(ShareLimits::default()).unwrap();
        let stored = serde_json::json!({
            "version": 1, "source": "metainfo", "info_hash": ["", ""], "name": "",
            "renamed": false, "save_path": "/d", "download_path": null, "auto_managed": false,
            "category": "", "tags": [], "stopped": false, "forced": false,
            "stop_condition": "None", "content_layout": "Original", "skip_checking": false,
            "sequential": false, "first_last_first": false, "super_seeding": false,
            "download_limit": null, "upload_limit": null, "share_limits": limit,
            "file_priorities": [], "renames": {}, "trackers": [], "web_seeds": [],
            "comment": null, "added_on": 0, "record": null, "dataset": null, "select_only": [],
            "published": false, "location": "/d", "checked": false, "finished": false,
            "unverified": false, "error": null, "missing_files": false,
        });
        ResumeData::decode(stored.to_string().as_bytes()).unwrap()
    }

    proptest! {
        #[test]
        fn no_stored_bytes_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..100),
            at in any::<prop::sample::Index>(), to: u8, set: Vec<bool>, count in 0_usize..200,
        ) {
            let _resume = (ResumeData::decode(&bytes), ProgressData::decode(&bytes));
            let mut pieces = Bitfield::new(set.len());
            for index in set.iter().enumerate().filter_map(|(index, on)| on.then_some(index)) {
                pieces.set(index);
            }
            let mut progress = ProgressData { partial: [(3, 70)].into(), ..Default::default() };
            progress.set_pieces(&pieces);
            let mut stored = progress.encode();
            prop_assert_eq!(ProgressData::decode(&stored).unwrap().pieces(set.len()), pieces);
            let at = at.index(stored.len());
            stored[at] = to;
            let _resume = ResumeData::decode(&stored);
            if let Ok(read) = ProgressData::decode(&stored) {
                prop_assert!(read.pieces(count).iter_ones().all(|index| index < count));
            }
        }
    }

    #[test]
    fn what_a_newer_program_wrote_is_named() {
        let error = ProgressData::decode(br#"{"version":2,"anything":[]}"#).unwrap_err();
        assert_eq!(error, ResumeError::Newer(2));
        let error = ResumeData::decode(b"{\"version\":").unwrap_err();
        assert!(matches!(error, ResumeError::Damaged(_)), "{error:?}");
    }
}

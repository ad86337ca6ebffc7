//! Manifests of generations A, B and C: encoding, strict decoding, and the CID they give.

use serde::{Deserialize, Serialize};

use super::cid::Cid;

/// Which layout a manifest has; it decides the CID that people share.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Generation {
    /// Node v0.1.9 to v0.2.x and the BitTorrent branch.
    A,
    /// Node v0.3.
    B,
    /// Node v0.4 and newer.
    #[default]
    C,
}

/// The description of a dataset: what a manifest CID is the hash of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// CID of the tree over the blocks.
    pub tree: Cid,
    /// Block size in bytes; 65536 for everything made here.
    pub block_size: u32,
    /// True length in bytes.
    pub dataset_size: u64,
    /// File name, where one was stored.
    pub filename: Option<String>,
    /// MIME type, where one was stored.
    pub mimetype: Option<String>,
}

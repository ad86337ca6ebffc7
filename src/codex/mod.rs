//! Content-addressed storage: CIDs, blocks, trees, manifests, and three nodes behind one handle.

mod agent;
mod api_control;
pub mod cid;
pub mod embedded;
mod ip_rules;
pub mod label;
pub mod manifest;
pub mod memory;
pub mod merkle;
#[cfg(test)]
mod node_tests;
mod peer_filter;
pub mod proto;
mod readers;
pub mod rest;
mod serve_limits;
mod spr;
#[cfg(test)]
pub(crate) mod testdata;
mod wire;

pub use agent::AgentName;
pub use api_control::{ApiControl, ApiPlace, ApiState, ApiWish};
pub use cid::{Cid, Codec, Digest};
pub use ip_rules::{IpRules, IpRulesBuilder};
pub use manifest::{Generation, Manifest};
pub use merkle::DatasetHasher;
pub use peer_filter::{PeerFilter, Refusal, RefusedBy};
pub use proto::{
    Behind, Capabilities, CodexError, Damage, DatasetHashes, DatasetLabel, FetchStream, FileStamp,
    ListEntry, NodeInfo, NodeKind, NodeState, NodeStatus, Purchase, PurchaseTerms, Purpose,
    Request, Scope, Space, Stored, TorrentInfo, TorrentManifest, UploadBody,
};
pub use readers::{Reader, Readers, Reading};
pub use serve_limits::{ServeLimits, is_local_network};
pub use spr::{SprError, check_spr};

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{broadcast, mpsc, oneshot, watch};

/// Block size of every dataset made here, in bytes.
pub const BLOCK_SIZE: u32 = 65536;

/// A handle to a node; cheap to clone. Every call sends one [`Request`] and awaits its answer.
#[derive(Debug, Clone)]
pub struct Codex {
    tx: mpsc::Sender<Request>,
    status: watch::Receiver<NodeStatus>,
    /// What the user calls it: `embedded`, or the URL without credentials.
    name: Arc<str>,
    damage: Option<broadcast::Sender<Damage>>,
}

impl Codex {
    /// Joins the two ends that an actor listens on and reports by.
    pub fn new(name: &str, tx: mpsc::Sender<Request>, status: watch::Receiver<NodeStatus>) -> Self {
        Self { tx, status, name: name.into(), damage: None }
    }

    /// Adds the end by which an actor reports damaged references.
    #[must_use]
    pub fn with_damage(mut self, damage: broadcast::Sender<Damage>) -> Self {
        self.damage = Some(damage);
        self
    }

    /// Reports of referenced files that were found changed, gone or unreadable while anybody
    /// read them; `None` for nodes without import. The same damage is reported at every read;
    /// a receiver that lags should look at its files itself.
    pub fn damage(&self) -> Option<broadcast::Receiver<Damage>> {
        self.damage.as_ref().map(broadcast::Sender::subscribe)
    }

    /// What the user calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Health and abilities now.
    pub fn status(&self) -> NodeStatus {
        self.status.borrow().clone()
    }

    /// Abilities now.
    pub fn capabilities(&self) -> Capabilities {
        self.status.borrow().capabilities.clone()
    }

    /// A receiver that wakes when health or abilities change.
    pub fn watch(&self) -> watch::Receiver<NodeStatus> {
        self.status.clone()
    }

    async fn ask<T>(&self, make: impl FnOnce(proto::Reply<T>) -> Request) -> Result<T, CodexError> {
        let (reply, answer) = oneshot::channel();
        let gone = || CodexError::Away("it has been shut down".to_owned());
        self.tx.send(make(reply)).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// See [`Request::Import`].
    ///
    /// # Errors
    /// `Changed` or `Vanished` when the file is not the one that was hashed.
    pub async fn import(
        &self,
        path: PathBuf,
        stamp: FileStamp,
        hashes: DatasetHashes,
        label: DatasetLabel,
    ) -> Result<Stored, CodexError> {
        self.ask(|reply| Request::Import { path, stamp, hashes, label, reply }).await
    }

    /// See [`Request::Relocate`].
    ///
    /// # Errors
    /// `Vanished` when nothing lies at the new path.
    pub async fn relocate(&self, cid: Cid, from: PathBuf, to: PathBuf) -> Result<(), CodexError> {
        self.ask(|reply| Request::Relocate { cid, from, to, reply }).await
    }

    /// See [`Request::Forget`].
    ///
    /// # Errors
    /// Only those of the index.
    pub async fn forget(&self, cid: Cid, path: PathBuf) -> Result<(), CodexError> {
        self.ask(|reply| Request::Forget { cid, path, reply }).await
    }

    /// See [`Request::Upload`].
    ///
    /// # Errors
    /// `Quota`, `DiskFull`, `Refused` for empty content or a bad label, `Away`, `Timeout`.
    pub async fn upload(
        &self,
        body: UploadBody,
        label: DatasetLabel,
    ) -> Result<Stored, CodexError> {
        self.ask(|reply| Request::Upload { body, label, expected: None, reply }).await
    }

    /// Like [`Codex::upload`], and an error when a node over REST stores another dataset.
    ///
    /// # Errors
    /// As [`Codex::upload`]; `Corrupt` for another dataset.
    pub async fn upload_expecting(
        &self,
        body: UploadBody,
        label: DatasetLabel,
        expected: Cid,
    ) -> Result<Stored, CodexError> {
        let expected = Some(expected);
        self.ask(|reply| Request::Upload { body, label, expected, reply }).await
    }

    /// See [`Request::Manifest`].
    ///
    /// # Errors
    /// `NotFound`, `Away`, `Timeout`, `Protocol`.
    pub async fn manifest(&self, cid: Cid, scope: Scope) -> Result<Manifest, CodexError> {
        self.ask(|reply| Request::Manifest { cid, scope, reply }).await
    }

    /// See [`Request::Fetch`].
    ///
    /// # Errors
    /// Before the first byte: `NotFound`, `Away`, `Timeout`, `Changed`, `Vanished`; later ones
    /// arrive in the stream.
    pub async fn fetch(
        &self,
        cid: Cid,
        range: Option<Range<u64>>,
        scope: Scope,
        purpose: Purpose,
    ) -> Result<FetchStream, CodexError> {
        self.ask(|reply| Request::Fetch { cid, range, scope, purpose, reply }).await
    }

    /// See [`Request::Leaves`].
    ///
    /// # Errors
    /// `Unsupported` without the capability, `NotFound`.
    pub async fn leaves(&self, cid: Cid) -> Result<Arc<[Digest]>, CodexError> {
        self.ask(|reply| Request::Leaves { cid, reply }).await
    }

    /// See [`Request::Exists`].
    ///
    /// # Errors
    /// `Away`, `Timeout`.
    pub async fn exists(&self, cid: Cid) -> Result<bool, CodexError> {
        self.ask(|reply| Request::Exists { cid, reply }).await
    }

    /// See [`Request::Delete`].
    ///
    /// # Errors
    /// `Away`, `Timeout`, `Refused`.
    pub async fn delete(&self, cid: Cid) -> Result<(), CodexError> {
        self.ask(|reply| Request::Delete { cid, reply }).await
    }

    /// See [`Request::List`].
    ///
    /// # Errors
    /// `Away`, `Timeout`.
    pub async fn list(&self) -> Result<Vec<ListEntry>, CodexError> {
        self.ask(|reply| Request::List { reply }).await
    }

    /// See [`Request::References`].
    ///
    /// # Errors
    /// `Unsupported` for nodes without import.
    pub async fn references(&self) -> Result<Vec<(Cid, PathBuf)>, CodexError> {
        self.ask(|reply| Request::References { reply }).await
    }

    /// See [`Request::Space`].
    ///
    /// # Errors
    /// `Away`, `Timeout`.
    pub async fn space(&self) -> Result<Space, CodexError> {
        self.ask(|reply| Request::Space { reply }).await
    }

    /// See [`Request::TakeServed`].
    ///
    /// # Errors
    /// `Unsupported` without `upload_accounting`.
    pub async fn take_served(&self) -> Result<Vec<(Cid, u64)>, CodexError> {
        self.ask(|reply| Request::TakeServed { reply }).await
    }

    /// See [`Request::Connect`].
    ///
    /// # Errors
    /// `Refused` with the node's words, `Unsupported`.
    pub async fn connect(&self, peer: String, addrs: Vec<String>) -> Result<(), CodexError> {
        self.ask(|reply| Request::Connect { peer, addrs, reply }).await
    }

    /// See [`Request::Configure`].
    ///
    /// # Errors
    /// `Refused` for a quota that is too small, `Unsupported` for nodes over REST.
    pub async fn configure(&self, quota: u64, generation: Generation) -> Result<(), CodexError> {
        self.ask(|reply| Request::Configure { quota, generation, reply }).await
    }

    /// See [`Request::Expire`].
    ///
    /// # Errors
    /// `Unsupported` for nodes that drop by themselves, and those of the index.
    pub async fn expire(&self, before: i64, keep: Vec<Cid>) -> Result<Vec<Cid>, CodexError> {
        self.ask(|reply| Request::Expire { before, keep, reply }).await
    }

    /// See [`Request::SetLogLevel`].
    ///
    /// # Errors
    /// `Unsupported` for nodes without such a request, `Away`, `Timeout`, `Refused`.
    pub async fn set_log_level(&self, level: String) -> Result<(), CodexError> {
        self.ask(|reply| Request::SetLogLevel { level, reply }).await
    }

    /// See [`Request::TorrentManifest`].
    ///
    /// # Errors
    /// `Unsupported` without `torrent_extension`, `NotFound` never: an unknown info hash is a
    /// `Timeout`; `Corrupt` when the answer is another torrent.
    pub async fn torrent_manifest(
        &self,
        info_hash: [u8; 20],
    ) -> Result<TorrentManifest, CodexError> {
        self.ask(|reply| Request::TorrentManifest { info_hash, reply }).await
    }

    /// See [`Request::TorrentUpload`].
    ///
    /// # Errors
    /// `Unsupported` without `torrent_extension`; as [`Codex::upload`].
    pub async fn torrent_upload(
        &self,
        body: UploadBody,
        filename: Option<String>,
    ) -> Result<[u8; 20], CodexError> {
        self.ask(|reply| Request::TorrentUpload { body, filename, reply }).await
    }

    /// See [`Request::Purchase`].
    ///
    /// # Errors
    /// `Unsupported` without `marketplace`, `Refused` with the node's words.
    pub async fn purchase(&self, cid: Cid, terms: PurchaseTerms) -> Result<String, CodexError> {
        self.ask(|reply| Request::Purchase { cid, terms, reply }).await
    }

    /// See [`Request::Purchases`].
    ///
    /// # Errors
    /// `Unsupported` without `marketplace`, `Away`, `Timeout`.
    pub async fn purchases(&self) -> Result<Vec<Purchase>, CodexError> {
        self.ask(|reply| Request::Purchases { reply }).await
    }

    /// See [`Request::LookAgain`]; not waited for, and lost when the node has too much to do,
    /// which one that is away has not.
    pub fn look_again(&self) {
        self.tx.try_send(Request::LookAgain).ok();
    }

    /// See [`Request::Info`].
    ///
    /// # Errors
    /// `Away`, `Timeout`.
    pub async fn info(&self) -> Result<NodeInfo, CodexError> {
        self.ask(|reply| Request::Info { reply }).await
    }
}

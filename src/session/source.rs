//! The bridge between BitTorrent names and Codex names: nobody else knows both worlds.
//!
//! Reads what a user pastes (magnet, bare hash, CID), and looks in Codex for the record that a
//! magnet or info hash stands for. The look-ups are tasks' work: they ask nodes and wait.

use std::sync::Arc;

use arc_swap::ArcSwap;
use bytes::{Bytes, BytesMut};

use super::command::{AddSource, AddTorrentError};
use super::extension::{self, FoundTorrent};
use super::parsing::ParseLimits;
use super::status::{Reason, ReasonCode};
use crate::codex::merkle::DatasetHasher;
use crate::codex::{Cid, Codex, CodexError, Manifest, NodeState, Purpose, Scope};
use crate::db::Db;
use crate::torrent::{InfoHash, Magnet, Metainfo, Record, TorrentId};

/// Largest record that is ever read; the record of a torrent with 100,000 files is about 30 MiB.
const MAX_RECORD: u64 = 64 * 1024 * 1024;

/// See [`AddSource::parse_text`].
pub(super) fn parse_text(text: &str) -> Result<Option<AddSource>, AddTorrentError> {
    let text = text.trim();
    let bare = text.strip_prefix("codex:").unwrap_or(text);
    match bare.parse::<Cid>() {
        Ok(cid) if cid.is_manifest() => return Ok(Some(AddSource::Cid(cid))),
        Ok(_) => {
            return Err(AddTorrentError::BadSource(
                "this CID names a block or tree, not a dataset".to_owned(),
            ));
        }
        Err(error) if bare.len() != text.len() => {
            return Err(AddTorrentError::BadSource(error.to_string()));
        }
        Err(_) => {}
    }
    if !Magnet::is_magnet_like(text) {
        return Ok(None);
    }
    let magnet = Magnet::parse(text).map_err(|e| AddTorrentError::BadSource(e.to_string()))?;
    if let Some(codex) = &magnet.codex {
        let cid: Cid =
            codex.parse().map_err(|e| AddTorrentError::BadSource(format!("xs=urn:codex: {e}")))?;
        if magnet.info_hash.id().is_none() {
            return Ok(Some(AddSource::Cid(cid)));
        }
    }
    Ok(Some(AddSource::Magnet(Box::new(magnet))))
}

/// The id of a bare CID: the first 20 bytes of its digest (design §3).
pub(super) fn id_of_cid(cid: &Cid) -> TorrentId {
    let mut id = [0_u8; 20];
    for (to, from) in id.iter_mut().zip(cid.digest()) {
        *to = *from;
    }
    TorrentId::from(id)
}

/// The nodes at one moment.
#[derive(Debug, Clone)]
pub(crate) struct NodeSet {
    /// The node in use.
    pub own: Codex,
    /// The node in this process; the one in use, or one that is only read from.
    pub embedded: Option<Codex>,
    /// Nodes that are only read from.
    pub sources: Vec<Codex>,
    /// The node that was in use before, read from until its content is in the one in use.
    pub former: Option<Codex>,
}

/// The nodes that are asked. All clones are one; the actor alone replaces the set.
#[derive(Debug, Clone)]
pub(crate) struct Nodes {
    set: Arc<ArcSwap<NodeSet>>,
    /// Bounds on the records that they send.
    pub limits: ParseLimits,
}

impl NodeSet {
    /// Each node once: the own one, the user's sources in their order, what is left of former
    /// times.
    fn all(&self) -> Vec<Codex> {
        let rest = self.sources.iter().chain(&self.former).chain(&self.embedded);
        let mut all: Vec<Codex> = vec![self.own.clone()];
        for node in rest {
            if all.iter().all(|known| known.name() != node.name()) {
                all.push(node.clone());
            }
        }
        all
    }
}

impl Nodes {
    pub(crate) fn new(set: NodeSet, limits: ParseLimits) -> Self {
        Self { set: Arc::new(ArcSwap::from_pointee(set)), limits }
    }

    /// The node in use.
    pub(crate) fn own(&self) -> Codex {
        self.set.load().own.clone()
    }

    /// Nodes that the user wants to be read from.
    pub(crate) fn sources(&self) -> Vec<Codex> {
        self.set.load().sources.clone()
    }

    /// All of them at this moment.
    pub(crate) fn set(&self) -> Arc<NodeSet> {
        self.set.load_full()
    }

    /// The node of this name.
    pub(crate) fn named(&self, name: &str) -> Option<Codex> {
        self.set.load().all().into_iter().find(|node| node.name() == name)
    }

    /// Other nodes from now on; what was asked of the old ones goes on with them.
    pub(super) fn replace(&self, set: NodeSet) {
        self.set.store(Arc::new(set));
    }

    /// Nodes that are away are looked at now, not when their pause is over.
    pub(super) fn look_again(&self) {
        self.set.load().all().iter().for_each(Codex::look_again);
    }

    /// All of them; nodes that are known to be away come last.
    pub(crate) fn in_order(&self) -> Vec<Codex> {
        let set = self.set.load();
        let mut all = set.all();
        all.sort_by_key(|node| {
            let status = node.status();
            (matches!(status.state, NodeState::Away { .. }), status.latency_ms / 50)
        });
        // A stable sort keeps the user's order among equals, but the own node is always first
        // unless it is away.
        if let Some(own) = all.iter().position(|node| node.name() == set.own.name())
            && !matches!(set.own.status().state, NodeState::Away { .. })
        {
            let own = all.remove(own);
            all.insert(0, own);
        }
        all
    }
}

/// A record that was found, and by whom.
#[derive(Debug, Clone)]
pub(super) struct FoundRecord {
    pub(super) cid: Cid,
    pub(super) record: Arc<Record>,
    pub(super) bytes: Bytes,
    pub(super) node: String,
}

/// What a bare CID proved to be.
#[derive(Debug, Clone)]
pub(super) enum FoundDataset {
    Record(FoundRecord),
    Dataset {
        manifest: Manifest,
        node: String,
    },
    /// Only looked for by info hash.
    Torrent(FoundTorrent),
}

impl FoundDataset {
    /// What a torrent is, if it is one.
    pub(super) fn metainfo(&self) -> Option<&Metainfo> {
        match self {
            Self::Record(found) => Some(&found.record.metainfo),
            Self::Torrent(found) => Some(&found.metainfo),
            Self::Dataset { .. } => None,
        }
    }
}

/// Looks for what an info hash stands for: a record, else a torrent that nodes know by it.
pub(super) async fn find_torrent(
    nodes: &Nodes,
    db: &Db,
    record: Option<Cid>,
    info_hash: &InfoHash,
) -> Result<FoundDataset, Reason> {
    match find_record(nodes, db, record, info_hash).await {
        Ok(found) => Ok(FoundDataset::Record(found)),
        Err(reason) if extension::may_know(nodes, info_hash) => {
            match extension::find_torrent(nodes, info_hash).await {
                Ok(found) => Ok(FoundDataset::Torrent(found)),
                Err(other) => Err(worse(reason, other)),
            }
        }
        Err(reason) => Err(reason),
    }
}

/// Looks for the record of a torrent: by the CID at hand, then in the local catalogue.
async fn find_record(
    nodes: &Nodes,
    db: &Db,
    record: Option<Cid>,
    info_hash: &InfoHash,
) -> Result<FoundRecord, Reason> {
    let mut reason = not_in_codex();
    if let Some(cid) = record {
        match read_record(nodes, cid, Some(info_hash)).await {
            Ok(found) => return Ok(found),
            Err(why) => reason = why,
        }
    }
    let v1 = info_hash.v1.map(|hash| hash.as_bytes().to_vec());
    let v2 = info_hash.v2.map(|hash| hash.as_bytes().to_vec());
    for hash in v1.into_iter().chain(v2) {
        let Ok(Ok(Some(row))) = db.catalogue(&hash).await else { continue };
        let Ok(cid) = row.record.parse::<Cid>() else { continue };
        if let Some(bytes) = row.bytes
            && let Ok(parsed) = Record::parse(&bytes)
            && parsed.metainfo.info_hash().matches(info_hash)
        {
            let bytes = Bytes::from(bytes);
            let node = String::new();
            return Ok(FoundRecord { cid, record: Arc::new(parsed), bytes, node });
        }
        if Some(cid) != record
            && let Ok(found) = read_record(nodes, cid, Some(info_hash)).await
        {
            return Ok(found);
        }
    }
    Err(reason)
}

/// Finds out what a bare CID is.
pub(super) async fn find_dataset(nodes: &Nodes, cid: Cid) -> Result<FoundDataset, Reason> {
    let mut reason = not_in_codex();
    for node in nodes.in_order() {
        match node.manifest(cid, Scope::Network).await {
            Ok(manifest) if is_record(&manifest) => {
                match read_record_from(&node, &nodes.limits, cid, None).await {
                    Ok(found) => return Ok(FoundDataset::Record(found)),
                    // It only looked like a record: it is content like any other.
                    Err(ReadError::Bad(_)) => {
                        return Ok(FoundDataset::Dataset {
                            manifest,
                            node: node.name().to_owned(),
                        });
                    }
                    Err(ReadError::Node(error)) => reason = reason_of(&error, &node),
                }
            }
            Ok(manifest) => {
                return Ok(FoundDataset::Dataset { manifest, node: node.name().to_owned() });
            }
            Err(error) => reason = worse(reason, reason_of(&error, &node)),
        }
    }
    Err(reason)
}

fn is_record(manifest: &Manifest) -> bool {
    manifest.dataset_size <= MAX_RECORD
        && manifest.mimetype.as_deref() == Some("application/x-bittorrent")
}

async fn read_record(
    nodes: &Nodes,
    cid: Cid,
    info_hash: Option<&InfoHash>,
) -> Result<FoundRecord, Reason> {
    let mut reason = not_in_codex();
    for node in nodes.in_order() {
        match read_record_from(&node, &nodes.limits, cid, info_hash).await {
            Ok(found) => return Ok(found),
            Err(ReadError::Bad(text)) => return Err(Reason::new(ReasonCode::BadRecord, text)),
            Err(ReadError::Node(error)) => reason = worse(reason, reason_of(&error, &node)),
        }
    }
    Err(reason)
}

enum ReadError {
    Node(CodexError),
    Bad(String),
}

impl From<CodexError> for ReadError {
    fn from(error: CodexError) -> Self {
        Self::Node(error)
    }
}

async fn read_record_from(
    node: &Codex,
    limits: &ParseLimits,
    cid: Cid,
    info_hash: Option<&InfoHash>,
) -> Result<FoundRecord, ReadError> {
    let mut stream = node.fetch(cid, None, Scope::Network, Purpose::Own).await?;
    let size = stream.manifest.dataset_size;
    let most = limits.record_size().min(MAX_RECORD);
    if size > most {
        let text = format!("the record has {size} bytes; max_metadata_size allows {most}");
        return Err(ReadError::Bad(text));
    }
    let mut hasher = DatasetHasher::with_block_size(stream.manifest.block_size)
        .map_err(|e| ReadError::Bad(e.to_string()))?;
    let mut bytes = BytesMut::new();
    while let Some(chunk) = stream.chunks.recv().await {
        let chunk = chunk?;
        if u64::try_from(bytes.len() + chunk.len()).is_ok_and(|total| total > size) {
            return Err(ReadError::Bad("the record is longer than its manifest says".to_owned()));
        }
        hasher.push(&chunk);
        bytes.extend_from_slice(&chunk);
    }
    // The manifest is what the CID is the hash of; its tree decides about the bytes.
    if hasher.finish().map(|hashes| hashes.tree_cid()) != Some(stream.manifest.tree) {
        return Err(ReadError::Node(CodexError::Corrupt("a record".to_owned())));
    }
    let bytes = bytes.freeze();
    let record = limits.record(&bytes).map_err(|e| ReadError::Bad(e.to_string()))?;
    if info_hash.is_some_and(|wanted| !record.metainfo.info_hash().matches(wanted)) {
        return Err(ReadError::Bad("the record is of another torrent".to_owned()));
    }
    let node = node.name().to_owned();
    Ok(FoundRecord { cid, record: Arc::new(record), bytes, node })
}

/// The reason while nobody has it.
pub(super) fn not_in_codex() -> Reason {
    Reason::new(
        ReasonCode::NotInCodex,
        "nobody has published this torrent in Codex yet; it is looked for again by itself, and \
         starts when a node you use has its record",
    )
}

/// What a node's failure means for an item that waits for it.
pub(super) fn reason_of(error: &CodexError, node: &Codex) -> Reason {
    let name = node.name();
    match error {
        CodexError::NotFound(_) => not_in_codex(),
        CodexError::Away(why) => Reason::new(
            ReasonCode::NodeAway,
            format!("the Codex node {name} does not answer ({why}); it is asked again by itself"),
        ),
        CodexError::Timeout(_) => Reason::new(
            ReasonCode::NoSource,
            format!("{error} ({name}); it is asked again by itself"),
        ),
        CodexError::Corrupt(_) => {
            Reason::new(ReasonCode::CorruptSource, format!("{error} (from {name})"))
        }
        CodexError::Quota { .. } => Reason::new(ReasonCode::QuotaFull, error.to_string()),
        CodexError::DiskFull => Reason::new(ReasonCode::DiskFull, error.to_string()),
        CodexError::Short { .. } => {
            Reason::new(ReasonCode::SourceLost, format!("{error} (from {name})"))
        }
        CodexError::Changed(_) | CodexError::Vanished(_) => {
            Reason::new(ReasonCode::FileChanged, error.to_string())
        }
        _ => Reason::new(ReasonCode::NoSource, format!("{error} (from {name})")),
    }
}

/// Of two failures the one that tells the user more: "not found" says least.
pub(super) fn worse(one: Reason, other: Reason) -> Reason {
    if other.code == ReasonCode::NotInCodex { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CID: &str = "zDvZRwzm1XSHX9H19xAyPoetd9JwN4iKAmk5DKcMdu5wy9kNrYzj";

    #[test]
    fn cids_are_taken_bare_and_with_prefix_and_in_a_magnet_without_hash() {
        for text in [CID.to_owned(), format!("codex:{CID}"), format!("magnet:?xs=urn:codex:{CID}")]
        {
            let source = parse_text(&text).unwrap();
            assert!(
                matches!(source, Some(AddSource::Cid(cid)) if cid.to_string() == CID),
                "{text}"
            );
        }
    }

    #[test]
    fn a_magnet_with_a_hash_stays_a_magnet() {
        let text = format!("magnet:?xt=urn:btih:{}&xs=urn:codex:{CID}", "ab".repeat(20));
        assert!(matches!(parse_text(&text).unwrap(), Some(AddSource::Magnet(_))));
        assert!(matches!(parse_text(&"cd".repeat(20)).unwrap(), Some(AddSource::Magnet(_))));
    }

    #[test]
    fn other_texts_are_left_to_others_and_malformed_ones_refused() {
        assert!(parse_text("http://example.org/a.torrent").unwrap().is_none());
        assert!(parse_text("magnet:?dn=nothing").is_err());
        assert!(parse_text("codex:zzz").is_err());
    }
}

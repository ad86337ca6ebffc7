//! The BitTorrent branch of generation A: nodes that know a plain torrent by its info hash.
//!
//! Such a torrent is one file, v1, with no key besides the four that are needed. What a node says
//! of one was checked by its info hash; the content is then an ordinary dataset to read, in blocks
//! of 16 KiB that no record names, and the torrent's own pieces prove it. The other way round, a
//! complete torrent that such a node can describe is given to it, so that plain magnet links find
//! it in the node's network. Tasks' work; nothing here is kept.

use std::path::Path;
use std::sync::Arc;

use super::source::{Nodes, not_in_codex, reason_of, worse};
use super::status::{Reason, ReasonCode};
use crate::codex::{Cid, Codex, CodexError, Scope, TorrentInfo, UploadBody};
use crate::torrent::{InfoHash, Metainfo};

/// The pieces of torrents that the branch makes, in bytes.
const PIECE: u32 = 256 * 1024;

/// A torrent that a node knows.
#[derive(Debug, Clone)]
pub(super) struct FoundTorrent {
    pub(super) metainfo: Arc<Metainfo>,
    /// The dataset with its file.
    pub(super) cid: Cid,
    pub(super) node: String,
}

/// Whether any node in use has the extension, and the torrent could be one of its kind.
pub(super) fn may_know(nodes: &Nodes, info_hash: &InfoHash) -> bool {
    info_hash.v1.is_some()
        && info_hash.v2.is_none()
        && nodes.in_order().iter().any(|node| node.capabilities().torrent_extension)
}

/// Asks every node with the extension.
pub(super) async fn find_torrent(
    nodes: &Nodes,
    info_hash: &InfoHash,
) -> Result<FoundTorrent, Reason> {
    let mut reason = not_in_codex();
    let (Some(v1), None) = (&info_hash.v1, &info_hash.v2) else { return Err(reason) };
    for node in nodes.in_order() {
        if !node.capabilities().torrent_extension {
            continue;
        }
        match node.torrent_manifest(*v1.as_bytes()).await {
            Ok(found) => {
                let info = found.info.encode();
                let torrent = [b"d4:info".as_slice(), &info, b"e"].concat();
                return match nodes.limits.torrent(&torrent) {
                    Ok(metainfo) if metainfo.info_hash().matches(info_hash) => Ok(FoundTorrent {
                        metainfo: Arc::new(metainfo),
                        cid: found.cid,
                        node: node.name().to_owned(),
                    }),
                    Ok(_) => Err(bad("it is another one")),
                    Err(error) => Err(bad(&error.to_string())),
                };
            }
            // It looks for what nobody has until it is told to stop: that is its "not found".
            Err(CodexError::Timeout(_) | CodexError::Refused(_)) => {}
            Err(error) => reason = worse(reason, reason_of(&error, &node)),
        }
    }
    Err(reason)
}

fn bad(text: &str) -> Reason {
    Reason::new(ReasonCode::BadRecord, format!("the torrent that a node names is refused: {text}"))
}

/// What a node would call this torrent's content; `None` when it would be another torrent.
pub(super) fn name_for_node(metainfo: &Metainfo) -> Option<String> {
    let info = &metainfo.info;
    let v1 = info.info_hash.v1.as_ref()?;
    if info.has_v2() || info.multi_file || info.piece_length != PIECE || info.private {
        return None;
    }
    let pieces = (0..info.piece_count).map(|piece| info.piece_hash_v1(piece));
    let node_s = TorrentInfo {
        length: info.total_size,
        piece_length: u64::from(PIECE),
        pieces: pieces.collect::<Option<_>>()?,
        name: Some(info.name.clone()),
    };
    (node_s.info_hash() == *v1.as_bytes()).then(|| info.name.clone())
}

/// Gives a file to a node as a torrent. The dataset, its tree and length if the node did not have
/// it before.
///
/// # Errors
/// Those of an upload; `Corrupt` when the node makes another torrent of it.
pub(super) async fn give(
    node: &Codex,
    path: &Path,
    length: u64,
    name: String,
    info_hash: [u8; 20],
) -> Result<Option<(Cid, Cid, u64)>, CodexError> {
    // Nothing tells before the upload what the dataset will be called.
    let before = node.list().await?;
    let body = UploadBody::File { path: path.to_owned(), length };
    let made = node.torrent_upload(body, Some(name)).await?;
    if made != info_hash {
        return Err(CodexError::Corrupt("the node made another torrent of a file".to_owned()));
    }
    let cid = node.torrent_manifest(info_hash).await?.cid;
    if before.iter().any(|entry| entry.cid == cid) {
        return Ok(None);
    }
    let manifest = node.manifest(cid, Scope::Local).await?;
    Ok(Some((cid, manifest.tree, length)))
}

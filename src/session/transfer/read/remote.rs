//! Pieces from nodes that read ranges, assembled and hashed before any of them is handed out.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::time::timeout;

use super::local::{Local, within};
use super::{ANSWER, MAX_PIECE, STALL};
use crate::codex::{Codex, FetchStream, Purpose, Scope};
use crate::session::publish::placed_cids;
use crate::session::status::TorrentStatus;
use crate::session::transfer::download::FilePlacement;
use crate::session::transfer::stream::blocking;
use crate::session::transfer::{count, index};

/// Nodes to ask, and the stream of the one that gives.
#[derive(Debug)]
pub(super) struct Remote {
    nodes: Vec<Codex>,
    ahead: Option<Ahead>,
}

/// A stream that goes on beyond the piece at hand.
#[derive(Debug)]
struct Ahead {
    node: usize,
    stream: FetchStream,
    /// Offset in the file of the next byte.
    at: u64,
    pending: Bytes,
}

impl Remote {
    /// Of these nodes those that read ranges.
    pub(super) fn new(mut nodes: Vec<Codex>) -> Self {
        nodes.retain(|node| node.capabilities().ranged_reads);
        Self { nodes, ahead: None }
    }

    /// Keeps the nodes that give this byte of the file; false when none does. A manifest would not
    /// prove that: it may be remembered.
    pub(super) async fn find_holders(&mut self, local: &Local, at: u64) -> bool {
        let mut holders = Vec::new();
        for node in std::mem::take(&mut self.nodes) {
            let stream = fetch(&node, local.torrent(), local.file(), at..at + 1).await;
            if let Some(mut stream) = stream
                && take(&mut stream, &mut Bytes::new(), 1).await.is_some()
            {
                holders.push(node);
            }
        }
        self.nodes = holders;
        !self.nodes.is_empty()
    }

    /// A part of a piece whose hash is right; `None` when no node gives it. `run` begins with
    /// the piece and ends where nothing more will be asked for in a row.
    pub(super) async fn piece(
        &mut self,
        local: &Arc<Local>,
        piece: u32,
        keep: Range<u64>,
        run: Range<u64>,
    ) -> Option<Bytes> {
        if local.geometry.piece_length > MAX_PIECE {
            return None;
        }
        for node in 0..self.nodes.len() {
            let Some(given) = self.parts(local, node, piece, &keep, &run).await else { continue };
            let local = Arc::clone(local);
            let keep = keep.clone();
            let verify = move || {
                let whole = |file, at, bytes: &mut [u8]| match given.get(&file) {
                    None => local.read(file, at, bytes, false),
                    Some((start, part)) => {
                        let range = at..at + count(bytes.len());
                        let found = within(part, *start, &range);
                        let fits = found.len() == bytes.len();
                        if fits {
                            bytes.copy_from_slice(found);
                        }
                        Ok(fits)
                    }
                };
                let right = local.geometry.verify(piece, whole).unwrap_or(false);
                let (start, part) = given.get(&local.file())?;
                let cut = index(keep.start - start)..index(keep.end - start);
                (right && cut.end <= part.len()).then(|| part.slice(cut))
            };
            match blocking(verify).await {
                Ok(Some(bytes)) => return Some(bytes),
                _ => self.ahead = None,
            }
            let name = self.nodes.get(node).map_or("", Codex::name);
            tracing::warn!(node = name, piece, "a node sent bytes that do not fit the torrent");
        }
        None
    }

    /// What has to come from a node of a piece: file to offset and bytes.
    async fn parts(
        &mut self,
        local: &Local,
        node: usize,
        piece: u32,
        keep: &Range<u64>,
        run: &Range<u64>,
    ) -> Option<HashMap<usize, (u64, Bytes)>> {
        let parts: Vec<(usize, Range<u64>)> = local.geometry.file_parts(piece).collect();
        let mut given = HashMap::new();
        for (file, range) in parts {
            if file == local.file() {
                debug_assert!(range.start <= keep.start && keep.end <= range.end);
                let bytes = self.own_part(local, node, range.clone(), run.end).await?;
                given.insert(file, (range.start, bytes));
            } else if !local.has_all_of(file) {
                let length = range.end - range.start;
                let codex = self.nodes.get(node)?;
                let mut stream = fetch(codex, local.torrent(), file, range.clone()).await?;
                let bytes = take(&mut stream, &mut Bytes::new(), length).await?;
                given.insert(file, (range.start, bytes));
            }
        }
        Some(given)
    }

    /// Bytes of the file that is read, from the stream that stands there or a new one.
    async fn own_part(
        &mut self,
        local: &Local,
        node: usize,
        range: Range<u64>,
        end: u64,
    ) -> Option<Bytes> {
        let mut ahead = match self.ahead.take() {
            Some(ahead) if ahead.node == node && ahead.at == range.start => ahead,
            _ => {
                let whole = range.start..end.max(range.end);
                let codex = self.nodes.get(node)?;
                let stream = fetch(codex, local.torrent(), local.file(), whole).await?;
                Ahead { node, stream, at: range.start, pending: Bytes::new() }
            }
        };
        let bytes = take(&mut ahead.stream, &mut ahead.pending, range.end - range.start).await?;
        ahead.at = range.end;
        if ahead.at < ahead.stream.range.end {
            self.ahead = Some(ahead);
        }
        Some(bytes)
    }
}

/// Exactly `length` bytes of a stream; `None` when it ends before or stalls.
async fn take(stream: &mut FetchStream, pending: &mut Bytes, length: u64) -> Option<Bytes> {
    let length = index(length);
    if pending.len() >= length {
        return Some(pending.split_to(length));
    }
    let mut bytes = BytesMut::with_capacity(length);
    loop {
        let wanted = (length - bytes.len()).min(pending.len());
        bytes.extend_from_slice(pending.get(..wanted)?);
        pending.advance(wanted);
        if bytes.len() == length {
            return Some(bytes.freeze());
        }
        *pending = timeout(STALL, stream.chunks.recv()).await.ok()??.ok()?;
    }
}

/// Opens a range of a file of a torrent at a node, by any of its names.
async fn fetch(
    node: &Codex,
    torrent: &TorrentStatus,
    file: usize,
    range: Range<u64>,
) -> Option<FetchStream> {
    let placed = placement(torrent, file)?;
    for cid in placed.cids_for(node.capabilities().generation) {
        let asked = node.fetch(cid, Some(range.clone()), Scope::Local, Purpose::Own);
        if let Ok(Ok(stream)) = timeout(ANSWER, asked).await
            && stream.manifest.dataset_size == placed.length
            && stream.range == range
        {
            return Some(stream);
        }
    }
    None
}

/// Where a file lies in Codex, as far as that is known.
pub(super) fn placement(torrent: &TorrentStatus, file: usize) -> Option<FilePlacement> {
    let content = torrent.content.as_ref()?.files.get(file)?;
    let placed = torrent.placement.as_ref()?.files.get(content.payload?)?;
    let tree = placed.tree.as_deref()?.parse().ok()?;
    let cids = placed_cids(placed);
    (placed.length == content.length).then_some(FilePlacement { length: placed.length, tree, cids })
}

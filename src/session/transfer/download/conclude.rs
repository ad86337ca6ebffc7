//! The end of a file, and the checkpoints on the way. Blocking.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use crate::codex::{DatasetHashes, Digest, FileStamp, merkle};
use crate::session::transfer::book::Target;
use crate::session::transfer::leaf::UNKNOWN;
use crate::session::transfer::prepare::FileFault;
use crate::session::transfer::sink::Ctx;
use crate::session::transfer::stream::Order;
use crate::session::transfer::{count, disk, index, parts};
use crate::torrent::Bitfield;

/// A file that has all its bytes.
#[derive(Debug)]
pub(super) enum Conclusion {
    /// It is right.
    Complete(Box<Finished>),
    /// Pieces wait for the rest of wanted neighbours, or for bytes that have to come again.
    Waiting,
    /// Pieces need bytes of unwanted neighbours.
    NeedsSide(Vec<Order>),
    /// Something was wrong and has to be fetched again.
    Wrong,
    /// Neither pieces nor a tree can prove it.
    Unproven,
}

/// A complete file.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) hashes: DatasetHashes,
    pub(super) stamp: FileStamp,
    pub(super) path: PathBuf,
}

/// Decides whether a file whose bytes are all on disk is complete. `no_side`: bytes of unwanted
/// neighbours are not to be had.
pub(super) fn conclude(ctx: &Ctx, at: usize, no_side: bool) -> Result<Conclusion, FileFault> {
    let target = Target { file: at, side: false };
    let mut orders: Vec<Order> = Vec::new();
    for piece in unverified(ctx, at) {
        let parts: Vec<(usize, Range<u64>)> = ctx.geometry.file_parts(piece).collect();
        let missing: Vec<_> = {
            let book = ctx.book();
            let absent = |(file, range): &&(usize, Range<u64>)| book.part(*file, range).is_none();
            parts.iter().filter(absent).cloned().collect()
        };
        let comes = |file: usize| ctx.book().files.get(file).is_some_and(|f| f.wanted && !f.done);
        if missing.is_empty() {
            if ctx.verify(piece)? {
                return Ok(Conclusion::Wrong);
            }
        } else if missing.iter().any(|(file, _)| comes(*file)) {
            return Ok(Conclusion::Waiting);
        } else if !lies_on_disk(ctx, piece)? {
            for (file, range) in missing {
                add_order(&mut orders, file, range);
            }
        }
    }
    let fetchable = |order: &Order| {
        let placed = ctx.files.get(order.target.file).is_some_and(|f| f.placement.is_some());
        let ranged = || ctx.nodes.iter().any(|node| node.capabilities().ranged_reads);
        placed && ranged() || ctx.web.has(order.target.file)
    };
    if !no_side && !orders.is_empty() && orders.iter().all(fetchable) {
        return Ok(Conclusion::NeedsSide(orders));
    }
    let length = ctx.geometry.length(at);
    let open = ctx.open(target)?;
    let fault = |error| FileFault { path: open.path.clone(), error };
    if open.file.metadata().map_err(fault)?.len() > length {
        open.file.set_len(length).map_err(fault)?;
    }
    let Some(leaves) = all_leaves(ctx, at, &open.file).map_err(fault)? else {
        return Ok(Conclusion::Wrong);
    };
    let Some(root) = merkle::root(&leaves) else { return Ok(Conclusion::Unproven) };
    let hashes = DatasetHashes { length, leaves: leaves.into(), root };
    let tree = ctx.files.get(at).and_then(|file| file.placement.as_ref()?.tree);
    let tree_matches = tree == Some(hashes.tree_cid());
    if tree_matches {
        ctx.book().tree_is_right(at);
    } else if ctx.book().is_covered(at) {
        // The torrent's own hashes prove the file: what the placement says of it is wrong.
        if tree.is_some() {
            tracing::warn!(path = %open.path.display(), "right by its pieces, but its record names another tree");
        }
    } else if !ctx.book().missing(at).is_empty() {
        // A stream of a neighbour has just found the piece wrong that they share.
        return Ok(Conclusion::Waiting);
    } else if tree.is_none() {
        return Ok(Conclusion::Unproven);
    } else {
        let now = tokio::time::Instant::now();
        let liars = ctx.book().tree_is_wrong(at);
        for node in liars {
            ctx.health().lied(node, now);
        }
        return Ok(Conclusion::Wrong);
    }
    open.file.sync_all().map_err(fault)?;
    ctx.forget(&open);
    disk::sync_folder_of(&open.path).map_err(fault)?;
    let stamp = open.file.metadata().and_then(|meta| disk::stamp_of(&meta)).map_err(fault)?;
    let path = open.path.clone();
    {
        let mut book = ctx.book();
        if let Some(file) = book.files.get_mut(at) {
            file.done = true;
            // Also what a stream of a neighbour took away while this file was proven by its tree.
            file.main.add(0..length);
            file.leaves = Vec::new();
        }
        book.unsynced.remove(&target);
    }
    ctx.close(target);
    parts::remove_leaves(&ctx.parts_dir, at);
    Ok(Conclusion::Complete(Box::new(Finished { hashes, stamp, path })))
}

/// Pieces of a file that have a hash and are not verified.
fn unverified(ctx: &Ctx, at: usize) -> Vec<u32> {
    let book = ctx.book();
    let open = |piece: &u32| !book.verified.get(index(u64::from(*piece)));
    ctx.geometry.pieces_of(at).filter(open).filter(|piece| ctx.geometry.has_hash(*piece)).collect()
}

/// Tries a piece with what lies on disk of unwanted neighbours, trusted or not.
fn lies_on_disk(ctx: &Ctx, piece: u32) -> Result<bool, FileFault> {
    for side in [false, true] {
        let right = ctx.geometry.verify(piece, |file, at, bytes| {
            let part = ctx.book().part(file, &(at..at + count(bytes.len())));
            ctx.read(part.unwrap_or(Target { file, side }), at, bytes)
        });
        let path = || ctx.path(Target { file: 0, side: false });
        if right.map_err(|error| FileFault { path: path(), error })? {
            ctx.book().piece_is_right(piece);
            return Ok(true);
        }
    }
    Ok(false)
}

fn add_order(orders: &mut Vec<Order>, file: usize, range: Range<u64>) {
    match orders.iter_mut().find(|order| order.target.file == file) {
        Some(Order { ranges: Some(ranges), .. }) => ranges.push(range),
        _ => orders.push(Order { target: Target { file, side: true }, ranges: Some(vec![range]) }),
    }
}

/// All leaves; those that are not known are made from the disk. `None` when bytes are gone.
fn all_leaves(ctx: &Ctx, at: usize, file: &std::fs::File) -> std::io::Result<Option<Vec<Digest>>> {
    let length = ctx.geometry.length(at);
    let mut leaves = ctx.book().files.get(at).map(|file| file.leaves.clone()).unwrap_or_default();
    leaves.resize(index(merkle::block_count(length, crate::codex::BLOCK_SIZE)), UNKNOWN);
    let mut buffer = Vec::new();
    for (number, leaf) in leaves.iter_mut().enumerate().filter(|(_, leaf)| **leaf == UNKNOWN) {
        match parts::read_leaf(file, length, count(number), &mut buffer)? {
            Some(made) => *leaf = made,
            None => {
                ctx.book().drop_bytes(at, &(0..length));
                return Ok(None);
            }
        }
    }
    Ok(Some(leaves))
}

/// Makes durable what was written, then the leaves that go with it. Gives the pieces that are
/// safe now.
pub(super) fn checkpoint(ctx: &Arc<Ctx>) -> Result<Bitfield, FileFault> {
    // What is taken here was written before: the sync below covers it.
    let (pieces, targets) = {
        let mut book = ctx.book();
        let targets = std::mem::take(&mut book.unsynced);
        (book.verified.clone(), targets)
    };
    let mut unsaved = Vec::new();
    for target in targets {
        let leaves = if target.side { Vec::new() } else { ctx.book().take_unsaved(target.file) };
        let Some(open) = ctx.open_or_reopen(target)? else { continue };
        let fault = |error| FileFault { path: open.path.clone(), error };
        open.file.sync_data().map_err(fault)?;
        ctx.forget(&open);
        if !leaves.is_empty() {
            unsaved.push((target.file, leaves, Arc::clone(&open)));
        }
    }
    for (file, leaves, open) in unsaved {
        let stamp = open.file.metadata().and_then(|meta| disk::stamp_of(&meta));
        let stamp = stamp.map_err(|error| FileFault { path: open.path.clone(), error })?;
        let length = ctx.geometry.length(file);
        parts::save_leaves(&ctx.parts_dir, file, length, stamp, &leaves)
            .map_err(|error| FileFault { path: parts::leaves_path(&ctx.parts_dir, file), error })?;
    }
    Ok(pieces)
}

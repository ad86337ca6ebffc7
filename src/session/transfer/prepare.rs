//! The start of a download: what of the state that was handed in is really on disk, and which
//! file has which name. Blocking; runs once, before anything is fetched.

use std::io;
use std::path::{Path, PathBuf};

use super::book::Book;
use super::disk::{self, Disk, Open};
use super::download::DownloadFile;
use super::leaf::{BLOCK, UNKNOWN};
use super::{FileTarget, count, index, parts};

/// A file access that failed, for the user.
#[derive(Debug)]
pub(super) struct FileFault {
    pub(super) path: PathBuf,
    pub(super) error: io::Error,
}

/// Where everything is.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) book: Book,
    /// Present path of each file, or the one it will be made at.
    pub(super) paths: Vec<PathBuf>,
    /// Pieces that were said to be verified but are not there any more.
    pub(super) lost: Vec<u32>,
}

/// Compares the books with the disk.
pub(super) fn prepare(
    mut book: Book,
    files: &[DownloadFile],
    root: &Path,
    parts_dir: &Path,
) -> Result<Prepared, FileFault> {
    let mut paths = Vec::with_capacity(files.len());
    let mut lost = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let target = &file.target;
        let length = book.geometry.length(at);
        let wanted = target.priority.is_wanted();
        if length == 0 || file.done || !wanted {
            if let Some(entry) = book.files.get_mut(at) {
                entry.done = wanted && (length == 0 || file.done);
                if entry.done {
                    entry.main.add(0..length);
                }
            }
            paths.push(present(target).unwrap_or_else(|| target.path.clone()));
            continue;
        }
        let path = settle(&book, at, target)?;
        let side = parts::side_path(parts_dir, at);
        if side.exists() {
            restore_side(&book, at, root, &path, &side, &paths, files);
        }
        lost.extend(take_stock(&mut book, at, &path, parts_dir));
        paths.push(path);
    }
    for piece in &lost {
        book.verified.clear(index(u64::from(*piece)));
    }
    book.recount();
    Ok(Prepared { book, paths, lost })
}

/// The name under which a file exists.
fn present(target: &FileTarget) -> Option<PathBuf> {
    std::iter::once(&target.path).chain(&target.partial).find(|path| path.exists()).cloned()
}

/// Decides the name of a wanted file: what is complete keeps its plain name; anything else gets
/// the temporary one, where one is used.
fn settle(book: &Book, at: usize, target: &FileTarget) -> Result<PathBuf, FileFault> {
    let Some(partial) = &target.partial else { return Ok(target.path.clone()) };
    if partial.exists() {
        return Ok(partial.clone());
    }
    let Ok(meta) = std::fs::metadata(&target.path) else { return Ok(partial.clone()) };
    let verified = |piece| book.verified.get(index(u64::from(piece)));
    if meta.len() == target.length && book.geometry.pieces_of(at).all(verified) {
        return Ok(target.path.clone());
    }
    match std::fs::rename(&target.path, partial) {
        Ok(()) => Ok(partial.clone()),
        Err(error) => Err(FileFault { path: target.path.clone(), error }),
    }
}

/// A file that was unwanted has bytes aside: moves those over that verified pieces need.
fn restore_side(
    book: &Book,
    at: usize,
    root: &Path,
    path: &Path,
    side: &Path,
    paths: &[PathBuf],
    files: &[DownloadFile],
) {
    let geometry = &book.geometry;
    let shared = geometry.pieces_of(at).filter(|piece| {
        book.verified.get(index(u64::from(*piece))) && !geometry.is_inside(at, *piece)
    });
    for piece in shared {
        let read = |own: &Path, file: usize, offset: u64, bytes: &mut [u8]| {
            let other = || files.get(file).and_then(|file| present(&file.target));
            let from = match file {
                file if file == at => Some(own.to_path_buf()),
                file => paths.get(file).cloned().or_else(other),
            };
            let Some(from) = from else { return Ok(false) };
            disk::read_at(&std::fs::File::open(from)?, offset, bytes)
        };
        let holds = |own: &Path| {
            geometry.verify(piece, |file, offset, bytes| read(own, file, offset, bytes))
        };
        if holds(path).unwrap_or(false) || !holds(side).unwrap_or(false) {
            continue;
        }
        if let Err(error) = copy_range(root, side, path, geometry.overlap(at, piece)) {
            // The piece then counts as lost and is fetched again.
            tracing::debug!(%error, piece, "bytes kept aside could not be moved over");
        }
    }
}

fn copy_range(root: &Path, from: &Path, to: &Path, range: std::ops::Range<u64>) -> io::Result<()> {
    let from = std::fs::File::open(from)?;
    let to = Open { file: disk::open_to_write(root, to)?, path: to.to_path_buf() };
    let mut buffer = vec![0; index((range.end - range.start).min(1024 * 1024))];
    let mut at = range.start;
    while at < range.end {
        let take = index(range.end - at).min(buffer.len());
        let Some(bytes) = buffer.get_mut(..take) else { break };
        if !disk::read_at(&from, at, bytes)? {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Disk::default().write_at(&to, bytes, at)?;
        at += count(take);
    }
    to.file.sync_data()
}

/// Enters into the books what of a wanted file is on disk. Gives pieces that are not.
fn take_stock(book: &mut Book, at: usize, path: &Path, parts_dir: &Path) -> Vec<u32> {
    let length = book.geometry.length(at);
    let on_disk = std::fs::metadata(path).map_or(0, |meta| meta.len());
    let mut lost = Vec::new();
    let geometry = std::sync::Arc::clone(&book.geometry);
    let verified = std::mem::take(&mut book.verified);
    if let Some(file) = book.files.get_mut(at) {
        for piece in geometry.pieces_of(at).filter(|p| verified.get(index(u64::from(*p)))) {
            let range = geometry.overlap(at, piece);
            if range.end <= on_disk {
                file.main.add(range);
            } else {
                lost.push(piece);
            }
        }
        let hashed = geometry.pieces_of(at).all(|piece| geometry.has_hash(piece));
        let mut leaves = parts::load_leaves(parts_dir, at, length, path);
        for (number, leaf) in leaves.iter_mut().enumerate().filter(|(_, leaf)| **leaf != UNKNOWN) {
            let start = count(number) * BLOCK;
            let block = start..(start + BLOCK).min(length);
            if !hashed && block.end <= on_disk {
                file.main.add(block);
            } else if !file.main.contains(&block) {
                *leaf = UNKNOWN;
            }
        }
        file.leaves = leaves;
    }
    book.verified = verified;
    lost
}

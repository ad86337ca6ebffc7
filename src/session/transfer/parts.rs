//! What a download keeps in the profile: leaves of unfinished files, and side files.
//!
//! `<file>.leaves` holds the leaf hashes of blocks that are on disk, so that a resumed download
//! does not hash them again. Its header carries the data file's stamp of that moment: when it
//! still fits, the leaves hold; when not (the server was killed, somebody touched the file),
//! each block is read again and compared. `<file>.side` holds bytes of an unwanted file that
//! only serve to verify a piece which it shares with wanted ones, at the offsets that they have
//! in the file; so nothing of an unwanted file appears in the save path.
//!
//! Layout of `.leaves`: 8 bytes magic, then little-endian length, size, mtime and inode (8 bytes
//! each), 8 bytes zero, then 32 bytes per block, zeros for unknown ones. Leaves are durable
//! before the header that vouches for them. Blocking.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::leaf::{BLOCK, UNKNOWN};
use super::{count, disk, index};
use crate::codex::{Digest, FileStamp};

const MAGIC: &[u8; 8] = b"qcdxlf01";
const HEADER: u64 = 48;

/// Path of a side file.
pub(super) fn side_path(dir: &Path, file: usize) -> PathBuf {
    dir.join(format!("{file}.side"))
}

/// Path of the leaves of a file.
pub(super) fn leaves_path(dir: &Path, file: usize) -> PathBuf {
    dir.join(format!("{file}.leaves"))
}

fn header(length: u64, stamp: FileStamp) -> Vec<u8> {
    let mut header = MAGIC.to_vec();
    header.extend(length.to_le_bytes());
    header.extend(stamp.size.to_le_bytes());
    header.extend(stamp.mtime_ns.to_le_bytes());
    header.extend(stamp.inode.to_le_bytes());
    header.extend([0; 8]);
    header
}

/// Adds or replaces leaves by number ([`UNKNOWN`] takes one away) of a file of `length` bytes.
pub(super) fn save_leaves(
    dir: &Path,
    file: usize,
    length: u64,
    stamp: FileStamp,
    leaves: &[(u64, Vec<Digest>)],
) -> io::Result<()> {
    std::fs::create_dir_all(dir)?;
    let path = leaves_path(dir, file);
    let out = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
    let mut begin = [0; 16];
    let fits = disk::read_at(&out, 0, &mut begin)?
        && begin.starts_with(MAGIC)
        && begin.ends_with(&length.to_le_bytes());
    if !fits {
        out.set_len(0)?;
    }
    for (first, run) in leaves {
        out.write_all_at(&run.concat(), HEADER + first * 32)?;
    }
    out.sync_data()?;
    out.write_all_at(&header(length, stamp), 0)
}

/// Leaves that hold for the data file as it is now; [`UNKNOWN`] for all others.
pub(super) fn load_leaves(dir: &Path, file: usize, length: u64, data: &Path) -> Vec<Digest> {
    try_load(dir, file, length, data).unwrap_or_default()
}

fn try_load(dir: &Path, file: usize, length: u64, data: &Path) -> io::Result<Vec<Digest>> {
    let path = leaves_path(dir, file);
    let most = HEADER.saturating_add(length.div_ceil(BLOCK).saturating_mul(32));
    if std::fs::metadata(&path)?.len() > most {
        return Ok(Vec::new());
    }
    let bytes = std::fs::read(&path)?;
    let data = File::open(data)?;
    let stamp = disk::stamp_of(&data.metadata()?)?;
    let Some((head, leaves)) = bytes.split_at_checked(index(HEADER)) else {
        return Ok(Vec::new());
    };
    if !head.starts_with(MAGIC) || head.get(8..16) != Some(&length.to_le_bytes()) {
        return Ok(Vec::new());
    }
    let (leaves, _) = leaves.as_chunks::<32>();
    let mut leaves = leaves.to_vec();
    if head != header(length, stamp) {
        let mut buffer = vec![0; index(BLOCK)];
        for (number, leaf) in leaves.iter_mut().enumerate().filter(|(_, leaf)| **leaf != UNKNOWN) {
            if read_leaf(&data, length, count(number), &mut buffer)? != Some(*leaf) {
                *leaf = UNKNOWN;
            }
        }
    }
    Ok(leaves)
}

/// Hashes a block of a file on disk; `None` when the file ends before.
pub(super) fn read_leaf(
    file: &File,
    length: u64,
    number: u64,
    buffer: &mut Vec<u8>,
) -> io::Result<Option<Digest>> {
    let start = number.saturating_mul(BLOCK);
    buffer.resize(index(BLOCK.min(length.saturating_sub(start))), 0);
    if buffer.is_empty() || !disk::read_at(file, start, buffer)? {
        return Ok(None);
    }
    Ok(Some(crate::codex::merkle::block_digest(buffer, crate::codex::BLOCK_SIZE)))
}

/// Removes the leaves of a file that is complete.
pub(super) fn remove_leaves(dir: &Path, file: usize) {
    if let Err(error) = std::fs::remove_file(leaves_path(dir, file))
        && !disk::is_missing(&error)
    {
        tracing::debug!(%error, file, "leaves of a finished file stay behind");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_hold_only_for_the_data_they_were_made_of() {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        let mut bytes = vec![1_u8; 200_000];
        std::fs::write(&data, &bytes).unwrap();
        let mut leaves = Vec::new();
        let file = File::open(&data).unwrap();
        for number in 0..4 {
            leaves.push(read_leaf(&file, 200_000, number, &mut Vec::new()).unwrap().unwrap());
        }
        assert_eq!(read_leaf(&file, 200_000, 4, &mut Vec::new()).unwrap(), None);
        let stamp = disk::stamp(&data).unwrap();
        save_leaves(dir.path(), 7, 200_000, stamp, &[(0, leaves[..2].to_vec())]).unwrap();
        save_leaves(dir.path(), 7, 200_000, stamp, &[(3, leaves[3..].to_vec())]).unwrap();
        let expected = vec![leaves[0], leaves[1], UNKNOWN, leaves[3]];
        assert_eq!(load_leaves(dir.path(), 7, 200_000, &data), expected);
        assert!(load_leaves(dir.path(), 7, 199_999, &data).is_empty());

        // Another file in its place: only blocks that are the same stay known.
        bytes[70_000] = 2;
        std::fs::write(dir.path().join("new"), &bytes).unwrap();
        std::fs::rename(dir.path().join("new"), &data).unwrap();
        let expected = vec![leaves[0], UNKNOWN, UNKNOWN, leaves[3]];
        assert_eq!(load_leaves(dir.path(), 7, 200_000, &data), expected);
        remove_leaves(dir.path(), 7);
        assert!(load_leaves(dir.path(), 7, 200_000, &data).is_empty());
    }
}

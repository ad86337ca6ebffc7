//! What lies on disk of a file that is read, and of its neighbours where a piece spans several.

use std::fs::{File, OpenOptions};
use std::io;
use std::ops::Range;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use super::ReadError;
use crate::codex::FileStamp;
use crate::resources::Gate;
use crate::session::status::TorrentStatus;
use crate::session::transfer::geometry::Geometry;
use crate::session::transfer::stream::blocking;
use crate::session::transfer::{INCOMPLETE_SUFFIX, count, disk, index, parts};

/// Files of a torrent on disk.
#[derive(Debug)]
pub(super) struct Local {
    pub(super) geometry: Geometry,
    torrent: Arc<TorrentStatus>,
    file: usize,
    complete: bool,
    parts_dir: PathBuf,
    disk: Gate,
    /// The file that is read stays open: a rename does not disturb, and another file in its place
    /// is not taken for it.
    own: Mutex<Option<Arc<Opened>>>,
}

#[derive(Debug)]
struct Opened {
    file: File,
    stamp: FileStamp,
}

impl Local {
    pub(super) fn new(
        torrent: Arc<TorrentStatus>,
        geometry: Geometry,
        file: usize,
        complete: bool,
        (parts_dir, disk): (PathBuf, Gate),
    ) -> Self {
        Self { geometry, torrent, file, complete, parts_dir, disk, own: Mutex::default() }
    }

    /// Reads when there is a place for it.
    async fn reading<T: Send + 'static>(
        self: &Arc<Self>,
        read: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Option<T> {
        let place = self.disk.acquire(1).await;
        let local = Arc::clone(self);
        let work = move || {
            let read = read(&local);
            drop(place);
            read
        };
        blocking(work).await.ok()
    }

    /// A part of a piece whose hash is right; `None` when it is not, or not there.
    pub(super) async fn piece(self: &Arc<Self>, piece: u32, keep: Range<u64>) -> Option<Bytes> {
        self.reading(move |local| local.read_piece(piece, &keep)).await?
    }

    /// Whether the hash of a piece on disk is right.
    pub(super) async fn is_right(self: &Arc<Self>, piece: u32) -> bool {
        self.reading(move |local| local.read_piece(piece, &(0..0)).is_some()).await.unwrap_or(false)
    }

    fn read_piece(&self, piece: u32, keep: &Range<u64>) -> Option<Bytes> {
        // Bytes of an unwanted neighbour may lie aside, and then its own place is a hole.
        [false, true].into_iter().find_map(|aside| {
            let mut kept = Vec::with_capacity(index(keep.end - keep.start));
            let right = self.geometry.verify(piece, |file, at, bytes| {
                let there = self.read(file, at, bytes, aside)?;
                if there && file == self.file {
                    kept.extend_from_slice(within(bytes, at, keep));
                }
                Ok(there)
            });
            match right {
                Ok(true) => Some(Bytes::from(kept)),
                Ok(false) => None,
                Err(error) => {
                    tracing::debug!(%error, piece, "a piece on disk cannot be read");
                    None
                }
            }
        })
    }

    /// Bytes of the open file, which is still what it was when it was opened.
    pub(super) async fn guarded(self: &Arc<Self>, range: Range<u64>) -> Result<Bytes, ReadError> {
        let read = move |local: &Self| {
            let own = local.own().map_err(|_| ReadError::Changed)?;
            let mut bytes = vec![0; index(range.end.saturating_sub(range.start))];
            let there = disk::read_at(&own.file, range.start, &mut bytes).unwrap_or(false);
            let now = own.file.metadata().and_then(|meta| disk::stamp_of(&meta)).ok();
            let whole = own.stamp.size == local.geometry.length(local.file);
            let same = there && whole && now == Some(own.stamp);
            same.then(|| Bytes::from(bytes)).ok_or(ReadError::Changed)
        };
        self.reading(read).await.ok_or(ReadError::Changed)?
    }

    /// Reads bytes of any file; `Ok(false)` when they are not there.
    pub(super) fn read(
        &self,
        file: usize,
        at: u64,
        bytes: &mut [u8],
        aside: bool,
    ) -> io::Result<bool> {
        if file == self.file {
            return match self.own() {
                Ok(own) => disk::read_at(&own.file, at, bytes),
                Err(error) if disk::is_missing(&error) => Ok(false),
                Err(error) => Err(error),
            };
        }
        let side = parts::side_path(&self.parts_dir, file);
        let [plain, partial] = self.names(file);
        let order = if aside { [side, plain, partial] } else { [plain, partial, side] };
        for path in order {
            match open(&path) {
                Ok(opened) if disk::read_at(&opened.file, at, bytes)? => return Ok(true),
                Ok(_) => {}
                Err(error) if disk::is_missing(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// The file that is read, opened once.
    fn own(&self) -> io::Result<Arc<Opened>> {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = &*own {
            return Ok(Arc::clone(own));
        }
        let [plain, partial] = self.names(self.file);
        let order = if self.complete { [plain, partial] } else { [partial, plain] };
        let mut result = Err(io::ErrorKind::NotFound.into());
        for path in order {
            match open(&path) {
                Ok(opened) => {
                    let opened = Arc::new(opened);
                    *own = Some(Arc::clone(&opened));
                    return Ok(opened);
                }
                Err(error) => result = Err(error),
            }
        }
        result
    }

    /// Plain and temporary name of a file.
    fn names(&self, file: usize) -> [PathBuf; 2] {
        let content = self.torrent.content.as_ref();
        let path = content.and_then(|content| content.files.get(file)).map(|file| &*file.path);
        let plain = self.torrent.storage_path.join(path.unwrap_or_default());
        let mut partial = plain.clone().into_os_string();
        partial.push(INCOMPLETE_SUFFIX);
        [plain, partial.into()]
    }

    /// Whether a file is complete.
    pub(super) fn has_all_of(&self, file: usize) -> bool {
        let length = self.geometry.length(file);
        self.torrent.files.get(file).is_some_and(|status| status.completed == length)
    }

    /// Number of the file that is read.
    pub(super) fn file(&self) -> usize {
        self.file
    }

    /// The torrent as it was when the reading began.
    pub(super) fn torrent(&self) -> &TorrentStatus {
        &self.torrent
    }
}

/// What of bytes that begin at `at` lies in a range.
pub(super) fn within<'a>(bytes: &'a [u8], at: u64, keep: &Range<u64>) -> &'a [u8] {
    let length = count(bytes.len());
    let from = keep.start.saturating_sub(at).min(length);
    let to = keep.end.saturating_sub(at).min(length);
    bytes.get(index(from)..index(to)).unwrap_or_default()
}

/// Opens a regular file; a pipe in its place does not hold anybody up.
fn open(path: &Path) -> io::Result<Opened> {
    let flags = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0);
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    let stamp = disk::stamp_of(&file.metadata()?)?;
    Ok(Opened { file, stamp })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_cut_out_of_what_was_read() {
        let bytes = [10, 11, 12, 13];
        for (keep, expected) in [
            (0..10, &[][..]),
            (8..11, &[10][..]),
            (11..13, &[11, 12]),
            (12..99, &[12, 13]),
            (0..99, &bytes[..]),
            (14..20, &[]),
        ] {
            assert_eq!(within(&bytes, 10, &keep), expected, "{keep:?}");
        }
    }
}

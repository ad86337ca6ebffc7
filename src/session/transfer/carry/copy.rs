//! Copies to another file system: whether they fit, and one file with its proof.
//!
//! *Choice of proof.* A digest of both sides costs one read of the source and one of the copy,
//! which is dropped from the cache first as far as the system does that; piece hashes would leave
//! out files that are incomplete. Holes stay holes: a block of zeros is not written.

use std::fs::{File, FileTimes, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use rustix::fs::{Advice, fadvise};
use sha2::{Digest, Sha256};

use super::{Carry, Move, Standing, Step};
use crate::session::transfer::files::{FilesError, rename_new};
use crate::session::transfer::{count, disk};

/// End of the temporary name of a copy.
pub(super) const COPYING: &str = ".qcodex-copy";
/// Bytes that are read at a time.
pub(super) const CHUNK: usize = 1024 * 1024;

impl Carry {
    /// Whether what has to be copied fits; said before anything is written, so that a full disk
    /// does not get fuller.
    pub(super) fn has_room(&self) -> Result<(), FilesError> {
        let mut at = self.to_root.as_path();
        let device = loop {
            match (std::fs::metadata(at), at.parent()) {
                (Ok(meta), _) => break meta.dev(),
                (Err(_), Some(parent)) => at = parent,
                (Err(_), None) => return Ok(()),
            }
        };
        let (mut bytes, mut blocks) = (0_u64, 0_u64);
        for file in self.files.iter().filter(|file| file.standing == Standing::Here) {
            let Ok(meta) = std::fs::metadata(&file.from) else { continue };
            if meta.dev() != device && !file.to.exists() {
                bytes = bytes.saturating_add(meta.len());
                blocks = blocks.saturating_add(meta.len().min(meta.blocks().saturating_mul(512)));
            }
        }
        self.progress.total.store(bytes.saturating_mul(2), Ordering::Relaxed);
        match disk::free_space(&self.to_root) {
            Ok(free) if free < blocks => Err(FilesError::DiskFull(self.to_root.clone())),
            _ => Ok(()),
        }
    }

    pub(super) fn copy(
        &self,
        index: usize,
        file: &Move,
        source: &Metadata,
    ) -> Result<(), FilesError> {
        let copy = self.copy_name(index, file);
        let fail = |error: io::Error| FilesError::new(&file.to, &error);
        let copied = disk::remove_if_there(&copy).map_err(fail);
        let copied = copied.and_then(|()| self.copy_to(file, &copy, source)).and_then(|()| {
            let named = self.may(Step::Rename, &copy).and_then(|()| rename_new(&copy, &file.to));
            named.map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => FilesError::InTheWay(file.to.clone()),
                _ => fail(error),
            })
        });
        if copied.is_err()
            && let Err(error) =
                self.may(Step::Remove, &copy).and_then(|()| disk::remove_if_there(&copy))
        {
            tracing::warn!(%error, path = %copy.display(), "half a copy stays behind");
        }
        copied
    }

    /// Copies under the temporary name, to the disk, and proves it.
    fn copy_to(&self, file: &Move, copy: &Path, source: &Metadata) -> Result<(), FilesError> {
        let (reading, writing) = (
            |error: io::Error| FilesError::new(&file.from, &error),
            |error: io::Error| FilesError::new(&file.to, &error),
        );
        let broken = |text: &str| FilesError::File { path: file.to.clone(), text: text.to_owned() };
        let from = File::open(&file.from).map_err(reading)?;
        let to = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .open(copy)
            .map_err(writing)?;
        let zeros = vec![0; CHUNK];
        let sent = self.digest(&from, reading, |bytes, offset| {
            self.may(Step::Write, copy)?;
            // A hole in the source stays one.
            let hole = zeros.get(..bytes.len()) == Some(bytes);
            if hole { Ok(()) } else { to.write_all_at(bytes, offset) }
        })?;
        to.set_len(source.len()).map_err(writing)?;
        let now = from.metadata().map_err(reading)?;
        if (now.len(), now.mtime(), now.mtime_nsec())
            != (source.len(), source.mtime(), source.mtime_nsec())
        {
            return Err(broken("its source changed while it was copied"));
        }
        to.set_permissions(Permissions::from_mode(source.mode() & 0o777)).map_err(writing)?;
        let modified = source.modified().map_err(reading)?;
        to.set_times(FileTimes::new().set_modified(modified)).map_err(writing)?;
        self.may(Step::Sync, copy).and_then(|()| to.sync_all()).map_err(writing)?;
        // So that the disk answers, not the memory. Where the system does not, nothing is lost.
        if let Err(error) = fadvise(&to, 0, None, Advice::DontNeed) {
            tracing::debug!(%error, "the copy is read back from memory");
        }
        let arrived = self.digest(&to, writing, |_, _| Ok(()))?;
        if sent != arrived {
            return Err(broken(
                "what was written differs from what was read; is the disk damaged?",
            ));
        }
        Ok(())
    }

    /// Reads a file to its end; `each` gets every part with its offset. Gives its digest.
    fn digest(
        &self,
        file: &File,
        fail: impl Fn(io::Error) -> FilesError,
        each: impl Fn(&[u8], u64) -> io::Result<()>,
    ) -> Result<[u8; 32], FilesError> {
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; CHUNK];
        let mut at = 0;
        loop {
            // A place for each part, so that others have their turn in between.
            let places = self.resources.disk();
            let Some(_place) = places.acquire_blocking(1, || self.cancel.is_cancelled()) else {
                return Err(FilesError::Cancelled);
            };
            let got = disk::read_some(file, at, &mut buffer).map_err(&fail)?;
            if got == 0 {
                return Ok(hasher.finalize().into());
            }
            let bytes = buffer.get(..got).unwrap_or_default();
            each(bytes, at).map_err(&fail)?;
            hasher.update(bytes);
            at += count(got);
            self.progress.done.fetch_add(count(got), Ordering::Relaxed);
        }
    }

    /// Short whatever the file's name is, and always the same: a start finds what a crash left.
    pub(super) fn copy_name(&self, index: usize, file: &Move) -> PathBuf {
        file.to.with_file_name(format!(".{}-{index}{COPYING}", self.tag))
    }
}

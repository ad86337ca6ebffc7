//! Room on the disk: whether what is missing fits, and reserving it before anything is fetched.
//!
//! A file that is reserved has its whole length at once, under the name of an incomplete one
//! where that is used; what is in it before its bytes come is zeros that nothing takes for
//! content: pieces, leaves and trees are proven by hashes. A crash in the middle leaves files
//! reserved that the next start takes over. Blocking, for the blocking pool.

use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{FallocateFlags, fallocate};
use rustix::io::Errno;

use super::book::Target;
use super::disk;
use super::prepare::FileFault;
use super::sink::Ctx;

/// Bytes that have to stay free on the disk.
const MARGIN: u64 = 16 * 1024 * 1024;

/// Looks whether the disk has room for all that is missing, and reserves it where that is wanted;
/// false when it has not.
pub(super) fn make_room(ctx: &Ctx) -> Result<bool, FileFault> {
    let open: Vec<(usize, u64, u64)> = {
        let book = ctx.book();
        let open = book.files.iter().enumerate().filter(|(_, file)| file.wanted && !file.done);
        open.map(|(at, file)| (at, ctx.geometry.length(at), file.main.len())).collect()
    };
    let missing = |(at, length, held): &(usize, u64, u64)| {
        // What was reserved before takes no more room.
        let path = ctx.path(Target { file: *at, side: false });
        let taken = std::fs::metadata(path).map_or(0, |meta| meta.blocks().saturating_mul(512));
        length.saturating_sub(taken.max(*held))
    };
    let needed = open.iter().map(missing).fold(0, u64::saturating_add);
    // Where the system does not tell, writing will.
    let free = ctx.disk.free_space(&ctx.root);
    if free.is_ok_and(|free| free < needed.saturating_add(MARGIN)) {
        return Ok(false);
    }
    if ctx.preallocate {
        for (at, length, _) in open {
            if ctx.cancel.is_cancelled() {
                return Ok(true);
            }
            match reserve_file(ctx, &ctx.path(Target { file: at, side: false }), length) {
                Err(fault) if disk::is_full(&fault.error) => return Ok(false),
                other => other?,
            }
        }
    }
    Ok(true)
}

fn reserve_file(ctx: &Ctx, path: &Path, length: u64) -> Result<(), FileFault> {
    let fault = |error| FileFault { path: path.to_path_buf(), error };
    let file = disk::open_to_write(&ctx.root, path).map_err(fault)?;
    let meta = file.metadata().map_err(fault)?;
    if meta.len() >= length && meta.blocks().saturating_mul(512) >= length {
        return Ok(());
    }
    ctx.disk.may_reserve(path).and_then(|()| reserve(&file, path, length)).map_err(fault)
}

/// Gives the file its length and its blocks.
fn reserve(file: &File, path: &Path, length: u64) -> io::Result<()> {
    loop {
        match fallocate(file, FallocateFlags::empty(), 0, length) {
            Ok(()) => return Ok(()),
            Err(Errno::INTR) => {}
            Err(Errno::OPNOTSUPP | Errno::NOSYS) => {
                tracing::info!(
                    path = %path.display(),
                    "the file system cannot reserve space; the file gets its length only"
                );
                if file.metadata()?.len() < length {
                    file.set_len(length)?;
                }
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        }
    }
}

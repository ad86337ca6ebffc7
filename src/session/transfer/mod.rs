//! The two heavy jobs of a torrent, checking and downloading, and the moves of its files.
//!
//! Owns the way from bytes to verified bytes on disk. [`check`] reads what lies at a path once
//! and says what of it is right; [`download`] fetches what is missing from Codex nodes, and from
//! web seeds where those do not have it, verifies and writes it; [`carry`] moves files to other
//! places and names, `remove` removes them, [`read`] gives them.
//!
//! All are functions that own no session state: they get a description, report by events and end
//! with a result. Hashing and file access run on the blocking pool or on threads of their own.
//! A crash loses what was received since the last [`DownloadEvent::Checkpoint`], about five
//! seconds; nothing that was not verified is ever reported as verified.
//!
//! Deliberately absent: finding placements, publishing, the choice of rate limits
//! (they are given), and any decision about a torrent's state.

mod book;
pub mod carry;
pub mod check;
mod disk;
pub mod download;
pub mod files;
mod geometry;
mod health;
mod leaf;
mod parts;
mod prepare;
mod ranges;
pub mod read;
mod receive;
mod remove;
mod reserve;
mod sink;
mod stream;
#[cfg(test)]
mod testkit;
#[cfg(test)]
mod tests;
mod trash;
mod web;

use std::path::PathBuf;

pub use carry::{Carried, Carry, CarryProgress, Move, Standing, Stopped, drop_suffix};
pub use check::{CheckError, CheckJob, CheckOutcome, CheckedFile, Found, check};
pub use disk::{free_space, stamp};
pub use download::{
    Done, DownloadError, DownloadEvent, DownloadFile, DownloadJob, FilePlacement, NodeNews,
    download,
};
pub use files::FilesError;
pub use remove::{Removal, remove_files};
pub(in crate::session) use stream::CODEX_PATIENCE;
pub use trash::Trash;
pub(in crate::session) use web::host_of;
pub use web::{Connections, WebSeed, WebSeeds};

use super::status::FilePriority;

/// Suffix of incomplete files when `incomplete_files_ext` is on.
pub(in crate::session) const INCOMPLETE_SUFFIX: &str = ".!qB";

/// Where a file of a torrent lies and how much it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileTarget {
    /// Absolute path under its plain name.
    pub path: PathBuf,
    /// Absolute path under its temporary name (`….!qB`), where one is used.
    pub partial: Option<PathBuf>,
    /// How much it is wanted.
    pub priority: FilePriority,
    /// Bytes it has when it is complete.
    pub length: u64,
}

/// A count as an index; saturates on platforms with small addresses.
fn index(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// An index as a count.
fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

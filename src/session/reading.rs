//! Reading files of torrents: who may, how many at once, and from where.
//!
//! Owns the bound on files that are read at once; the reading itself is
//! [`super::transfer::read`], in a task of its own that works on one snapshot.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::Semaphore;

use super::Session;
use super::source::Nodes;
use super::status::TorrentStatus;
use super::transfer::read::{self, FileStream, ReadError, ReadJob};

/// Files that are read at once; each may hold one piece in memory.
const READERS: usize = 32;

/// What reading needs.
#[derive(Debug)]
pub(super) struct Reading {
    nodes: Nodes,
    parts_dir: PathBuf,
    places: Arc<Semaphore>,
}

impl Reading {
    pub(super) fn new(nodes: Nodes, parts_dir: PathBuf) -> Self {
        Self { nodes, parts_dir, places: Arc::new(Semaphore::new(READERS)) }
    }
}

impl Session {
    /// Opens bytes of a file as a torrent's snapshot shows it: proven ones from disk, or from a
    /// node that reads ranges. Answers when the first of them are proven. Counts neither as
    /// downloaded nor as uploaded. `range` is cut at the file's end.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn read_file(
        &self,
        torrent: Arc<TorrentStatus>,
        file: usize,
        range: Range<u64>,
    ) -> Result<FileStream, ReadError> {
        let files = torrent.content.as_ref().map(|content| &content.files);
        let length = files.and_then(|files| files.get(file)).map_or(0, |file| file.length);
        let range = range.start.min(length)..range.end.min(length);
        let places = Arc::clone(&self.reading.places);
        let place = places.try_acquire_owned().map_err(|_| ReadError::Busy)?;
        let parts_dir = self.reading.parts_dir.join(torrent.id.to_string());
        let own = self.reading.nodes.own();
        let nodes = self.reading.nodes.in_order();
        let disk = self.resources.disk().clone();
        let job = ReadJob { torrent, file, range, own, nodes, parts_dir, disk, place };
        read::open(job, &self.tasks).await
    }
}

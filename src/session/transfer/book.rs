//! The books of a running download: which bytes are on disk, which pieces are verified, which
//! leaves are known, and what happened since the last report. Pure; shared behind a mutex that
//! is never held across an await or a file access.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use tokio::time::Instant;

use super::geometry::Geometry;
use super::leaf::{BLOCK, UNKNOWN};
use super::ranges::RangeSet;
use super::{count, index};
use crate::codex::{Behind, Digest};
use crate::torrent::Bitfield;

/// Where the bytes of a file go: under its own name, or aside in the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Target {
    pub(super) file: usize,
    pub(super) side: bool,
}

/// One file.
#[derive(Debug, Default)]
pub(super) struct FileBook {
    pub(super) wanted: bool,
    /// Complete, verified and reported.
    pub(super) done: bool,
    /// Bytes on disk under its own name, received by this job or verified.
    pub(super) main: RangeSet,
    /// Bytes in the side file.
    pub(super) side: RangeSet,
    /// Leaves by number as far as they are known.
    pub(super) leaves: Vec<Digest>,
    /// Numbers of leaves that differ from what is kept on disk.
    unsaved: RangeSet,
    /// Nodes that gave bytes which are only proven by the tree.
    pub(super) givers: BTreeSet<usize>,
    /// Verified bytes.
    verified: u64,
    /// False when it consists of pieces without hashes.
    hashed: bool,
}

/// What a node fetches from its network before it sends it.
#[derive(Debug)]
pub(super) struct Ahead {
    pub(super) since: Instant,
    pub(super) giver: usize,
    /// Bytes that the node has.
    pub(super) done: u64,
    /// Bytes from its network that were counted.
    counted: u64,
}

/// What happened since it was last taken.
#[derive(Debug, Default)]
pub(super) struct News {
    pub(super) received: u64,
    /// Of what was received: bytes that were counted when the node fetched them.
    pub(super) known: u64,
    /// Bytes that nodes fetched from their networks.
    pub(super) fetched: u64,
    /// Files of which nodes fetched something.
    pub(super) fetching: BTreeSet<usize>,
    pub(super) wasted: u64,
    pub(super) pieces: Vec<u32>,
    /// Files whose completed bytes changed.
    pub(super) files: BTreeSet<usize>,
    /// Files of which something was proven right.
    pub(super) proven: BTreeSet<usize>,
    /// Payload by giver; nodes that answered are in it before the first byte.
    pub(super) gave: BTreeMap<usize, u64>,
}

/// The books.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) geometry: Arc<Geometry>,
    pub(super) files: Vec<FileBook>,
    pub(super) verified: Bitfield,
    /// Pieces at which streams are, by target.
    pub(super) active: BTreeMap<Target, u32>,
    /// Who sends what, by target.
    pub(super) streams: BTreeMap<Target, usize>,
    /// What nodes fetch before they send it, by target.
    pub(super) ahead: BTreeMap<Target, Ahead>,
    /// Bytes that a node fetched for a target, which were counted then, and has not sent yet.
    owed: BTreeMap<(Target, usize), u64>,
    /// Written since the last checkpoint.
    pub(super) unsynced: BTreeSet<Target>,
    /// Nodes that answered with content, and of which files.
    pub(super) holders: BTreeMap<usize, BTreeSet<usize>>,
    /// The node or web seed that gave bytes last.
    pub(super) giver: Option<usize>,
    news: News,
}

fn bit(piece: u32) -> usize {
    index(u64::from(piece))
}

impl Book {
    pub(super) fn new(geometry: Arc<Geometry>, verified: Bitfield, wanted: &[bool]) -> Self {
        let file = |(at, wanted): (usize, &bool)| FileBook {
            wanted: *wanted,
            hashed: geometry.pieces_of(at).all(|piece| geometry.has_hash(piece)),
            ..FileBook::default()
        };
        let files = wanted.iter().enumerate().map(file).collect();
        Self {
            geometry,
            files,
            verified,
            active: BTreeMap::new(),
            streams: BTreeMap::new(),
            ahead: BTreeMap::new(),
            owed: BTreeMap::new(),
            unsynced: BTreeSet::new(),
            holders: BTreeMap::new(),
            giver: None,
            news: News::default(),
        }
    }

    /// Recounts verified bytes after the start was prepared.
    pub(super) fn recount(&mut self) {
        for at in 0..self.files.len() {
            let pieces = self.geometry.pieces_of(at);
            let verified = pieces
                .filter(|piece| self.verified.get(bit(*piece)))
                .map(|piece| self.geometry.overlap(at, piece))
                .map(|range| range.end - range.start)
                .sum();
            if let Some(file) = self.files.get_mut(at) {
                file.verified = verified;
                if file.wanted && !file.done {
                    self.news.files.insert(at);
                }
            }
        }
    }

    /// What of a file has to be fetched.
    pub(super) fn missing(&self, file: usize) -> Vec<Range<u64>> {
        let length = self.geometry.length(file);
        self.files.get(file).map(|f| f.main.missing(0..length)).unwrap_or_default()
    }

    /// Where a part of a piece lies, if all of it is there.
    pub(super) fn part(&self, file: usize, range: &Range<u64>) -> Option<Target> {
        let book = self.files.get(file)?;
        let held = [(&book.main, false), (&book.side, true)];
        let (_, side) = held.into_iter().find(|(held, _)| held.contains(range))?;
        Some(Target { file, side })
    }

    /// Whether every part of a piece is on disk.
    pub(super) fn is_whole(&self, piece: u32) -> bool {
        self.geometry.file_parts(piece).all(|(file, range)| self.part(file, &range).is_some())
    }

    /// Pieces of a file's range that have a hash, are whole and wait for verification.
    pub(super) fn to_verify(&self, file: usize, range: &Range<u64>) -> Vec<u32> {
        self.geometry
            .pieces_in(file, range)
            .filter(|piece| !self.verified.get(bit(*piece)))
            .filter(|piece| self.geometry.has_hash(*piece) && self.is_whole(*piece))
            .collect()
    }

    /// Bytes were written.
    pub(super) fn wrote(&mut self, target: Target, range: Range<u64>, node: usize) {
        self.unsynced.insert(target);
        let Some(file) = self.files.get_mut(target.file) else { return };
        if target.side {
            file.side.add(range);
        } else {
            file.main.add(range);
            file.givers.insert(node);
            if !file.hashed {
                self.news.files.insert(target.file);
                self.news.proven.insert(target.file);
            }
        }
    }

    /// Leaves became known.
    pub(super) fn learnt(&mut self, file: usize, first: u64, leaves: &[Digest]) {
        let Some(file) = self.files.get_mut(file).filter(|_| !leaves.is_empty()) else { return };
        let end = index(first) + leaves.len();
        if file.leaves.len() < end {
            file.leaves.resize(end, UNKNOWN);
        }
        for (slot, leaf) in file.leaves.iter_mut().skip(index(first)).zip(leaves) {
            *slot = *leaf;
        }
        file.unsaved.add(first..first + count(leaves.len()));
    }

    /// Leaves to keep since this was last asked, as runs.
    pub(super) fn take_unsaved(&mut self, file: usize) -> Vec<(u64, Vec<Digest>)> {
        let Some(file) = self.files.get_mut(file) else { return Vec::new() };
        let unsaved = std::mem::take(&mut file.unsaved);
        let leaves = |run: Range<u64>| {
            let known = file.leaves.get(index(run.start)..index(run.end)).unwrap_or_default();
            (run.start, known.to_vec())
        };
        unsaved.into_ranges().map(leaves).collect()
    }

    /// Bytes turned out wrong, or are gone: they have to be fetched again.
    pub(super) fn drop_bytes(&mut self, file: usize, range: &Range<u64>) {
        // A file that is done was proven by its tree; the other side of the piece is wrong.
        let Some(book) = self.files.get_mut(file).filter(|book| !book.done) else { return };
        book.main.remove(range);
        book.side.remove(range);
        let blocks = range.start / BLOCK..range.end.div_ceil(BLOCK).min(count(book.leaves.len()));
        if !range.is_empty() && blocks.start < blocks.end {
            for leaf in book.leaves.iter_mut().take(index(blocks.end)).skip(index(blocks.start)) {
                *leaf = UNKNOWN;
            }
            book.unsaved.add(blocks);
        }
        self.news.files.insert(file);
    }

    /// A piece is right.
    pub(super) fn piece_is_right(&mut self, piece: u32) {
        if !self.verified.set(bit(piece)) {
            return;
        }
        self.news.pieces.push(piece);
        for (at, range) in self.geometry.file_parts(piece) {
            if let Some(file) = self.files.get_mut(at) {
                file.verified += range.end - range.start;
                self.news.files.insert(at);
                self.news.proven.insert(at);
            }
        }
    }

    /// A whole piece is wrong: all of it has to be fetched again. False when another thread
    /// said so before.
    pub(super) fn piece_is_wrong(&mut self, piece: u32) -> bool {
        if self.verified.get(bit(piece)) || !self.is_whole(piece) {
            return false;
        }
        let parts: Vec<_> = self.geometry.file_parts(piece).collect();
        for (file, range) in parts {
            self.news.wasted += range.end - range.start;
            self.drop_bytes(file, &range);
        }
        true
    }

    /// A file's tree is right: its pieces without hashes are.
    pub(super) fn tree_is_right(&mut self, file: usize) {
        for piece in self.geometry.pieces_of(file) {
            if !self.geometry.has_hash(piece) && self.geometry.is_inside(file, piece) {
                self.piece_is_right(piece);
            }
        }
    }

    /// A file's tree is wrong: whatever no piece proves has to be fetched again. Gives the nodes
    /// that sent it.
    pub(super) fn tree_is_wrong(&mut self, file: usize) -> BTreeSet<usize> {
        for piece in self.geometry.pieces_of(file) {
            if !self.verified.get(bit(piece)) {
                let range = self.geometry.overlap(file, piece);
                self.news.wasted += range.end - range.start;
                self.drop_bytes(file, &range);
            }
        }
        self.files.get_mut(file).map(|f| std::mem::take(&mut f.givers)).unwrap_or_default()
    }

    /// Whether every piece of a file is verified by its own hash.
    pub(super) fn is_covered(&self, file: usize) -> bool {
        self.geometry
            .pieces_of(file)
            .all(|piece| self.geometry.has_hash(piece) && self.verified.get(bit(piece)))
    }

    /// Bytes of a file to report: verified ones; of a file without piece hashes those on disk.
    /// All of them only once the file is done, so that nobody takes it for complete before.
    pub(super) fn completed(&self, file: usize) -> u64 {
        let length = self.geometry.length(file);
        self.files.get(file).map_or(0, |book| {
            let bytes = if book.hashed { book.verified } else { book.main.len() };
            if book.done { length } else { bytes.min(length.saturating_sub(1)) }
        })
    }

    /// A stream begins.
    pub(super) fn begins(&mut self, target: Target, giver: usize) {
        self.streams.insert(target, giver);
        self.news.gave.entry(giver).or_default();
    }

    /// A stream ended, one way or another.
    pub(super) fn ends(&mut self, target: Target) {
        self.active.remove(&target);
        self.ahead.remove(&target);
        if let Some(giver) = self.streams.remove(&target) {
            self.news.gave.entry(giver).or_default();
        }
    }

    /// A node answered with the content of a file.
    pub(super) fn answered(&mut self, node: usize, file: usize) {
        self.holders.entry(node).or_default().insert(file);
    }

    /// Files that come from a giver now.
    pub(super) fn files_from(&self, giver: usize) -> Vec<usize> {
        let from = self.streams.iter().filter(|(_, from)| **from == giver);
        from.map(|(target, _)| target.file).collect()
    }

    /// Bytes of the files that a node answered for.
    pub(super) fn known_of(&self, node: usize) -> u64 {
        let files = self.holders.get(&node);
        files.into_iter().flatten().map(|file| self.geometry.length(*file)).sum()
    }

    /// A node fetches what it is to send: so far of `length` bytes. What it fetches counts once
    /// for the speed: now, and not again when it is sent.
    pub(super) fn fetches(&mut self, target: Target, giver: usize, now: Behind, length: u64) {
        let all = self.geometry.length(target.file);
        let new = || Ahead { since: Instant::now(), giver, done: 0, counted: 0 };
        let ahead = self.ahead.entry(target).or_insert_with(new);
        ahead.done = now.received.saturating_mul(BLOCK).min(all);
        let fresh = now.bytes.saturating_sub(ahead.counted);
        ahead.counted = now.bytes;
        let owed = self.owed.entry((target, giver)).or_default();
        // Blocks are filled up, and a node may fetch what is not missing here.
        let fresh = fresh.min(length.saturating_sub(*owed));
        *owed += fresh;
        if fresh > 0 {
            self.news.fetched += fresh;
            self.news.fetching.insert(target.file);
        }
    }

    /// It begins to send.
    pub(super) fn fetched(&mut self, target: Target) {
        self.ahead.remove(&target);
    }

    /// Payload came in.
    pub(super) fn received(&mut self, target: Target, giver: usize, bytes: u64) {
        self.news.received += bytes;
        if let Some(owed) = self.owed.get_mut(&(target, giver)) {
            let known = bytes.min(*owed);
            *owed -= known;
            self.news.known += known;
        }
        *self.news.gave.entry(giver).or_default() += bytes;
    }

    /// Payload was of no use.
    pub(super) fn wasted(&mut self, bytes: u64) {
        self.news.wasted += bytes;
    }

    /// What happened since this was last asked.
    pub(super) fn take_news(&mut self) -> News {
        std::mem::take(&mut self.news)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::transfer::testkit::World;
    use crate::torrent::TorrentFormat;

    #[tokio::test]
    async fn what_a_node_fetches_first_counts_once() {
        let world = World::torrent(TorrentFormat::V1, &[200_000]);
        let geometry = Arc::new(Geometry::new(&world.content));
        let mut book = Book::new(geometry, Bitfield::new(world.pieces()), &[true]);
        let target = Target { file: 0, side: false };
        let behind = |received, bytes| Behind { received, total: 4, bytes };
        let mut counted = 0;
        let mut news = |book: &mut Book| {
            let news = book.take_news();
            counted += news.fetched + news.received - news.known;
            (news.fetched, news.received, news.known)
        };
        book.fetches(target, 0, behind(1, 0), 200_000);
        book.fetches(target, 0, behind(2, 65_536), 200_000);
        assert_eq!(book.ahead[&target].done, 131_072);
        assert_eq!(news(&mut book), (65_536, 0, 0));
        // It breaks off: what was counted is owed still, and what is fetched next is added.
        book.ends(target);
        assert!(book.ahead.is_empty());
        book.fetches(target, 0, behind(3, 65_536), 200_000);
        assert_eq!(news(&mut book), (65_536, 0, 0));
        // The last block is filled up.
        book.fetches(target, 0, behind(4, 196_608), 200_000);
        assert_eq!(book.ahead[&target].done, 200_000);
        assert_eq!(news(&mut book), (200_000 - 131_072, 0, 0));
        book.fetched(target);
        // From elsewhere it is new.
        book.received(target, 1, 1000);
        assert_eq!(news(&mut book), (0, 1000, 0));
        book.received(target, 0, 150_000);
        book.received(target, 0, 50_000);
        book.received(target, 0, 10);
        assert_eq!(news(&mut book), (0, 200_010, 200_000));
        assert_eq!(counted, 200_000 + 1000 + 10);
    }
}

//! The ends of files, for players and for those who look before they go on.
//!
//! qBittorrent's rule: of each wanted file as many pieces at its start, and as many at its end, as
//! make up one hundredth of it (an index at the end of a video is that large at worst), at least
//! one, have the highest priority. A file that is not longer than its ends comes whole.

use std::collections::HashMap;
use std::ops::Range;

use crate::session::transfer::geometry::Geometry;
use crate::session::transfer::sink::Ctx;

/// What to fetch first of `files`. Nothing when no node reads ranges: then a file comes from its
/// start to its end.
pub(super) fn of(ctx: &Ctx, files: &[usize]) -> HashMap<usize, Vec<Range<u64>>> {
    if !ctx.nodes.iter().any(|node| node.capabilities().ranged_reads) {
        return HashMap::new();
    }
    let mut all = HashMap::new();
    for file in files {
        let ranges = ends(&ctx.geometry, *file);
        if !ranges.is_empty() {
            all.insert(*file, ranges);
        }
    }
    all
}

/// Both ends of a file, as ranges of it: one where they meet, none for an empty file.
fn ends(geometry: &Geometry, file: usize) -> Vec<Range<u64>> {
    let (length, pieces) = (geometry.length(file), geometry.pieces_of(file));
    if pieces.is_empty() {
        return Vec::new();
    }
    let number = length.div_ceil(100).div_ceil(geometry.piece_length).max(1);
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let head = pieces.start.saturating_add(number - 1).min(pieces.end - 1);
    let tail = pieces.end.saturating_sub(number).max(pieces.start);
    let head = 0..geometry.overlap(file, head).end;
    let tail = geometry.overlap(file, tail).start..length;
    let whole = 0..length;
    if head.end >= tail.start { vec![whole] } else { vec![head, tail] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::transfer::testkit::{PIECE, World};
    use crate::torrent::TorrentFormat;

    #[test]
    fn a_hundredth_of_each_end_in_whole_pieces() {
        let piece = u64::from(PIECE);
        let lengths = [300 * 32 * 1024, 5 * 32 * 1024, 1000, 0, 50 * 32 * 1024 + 7];
        let world = World::torrent(TorrentFormat::V1, &lengths);
        let geometry = Geometry::new(&world.content);
        // Three pieces are a hundredth of three hundred.
        assert_eq!(ends(&geometry, 0), [0..3 * piece, 297 * piece..300 * piece]);
        assert_eq!(ends(&geometry, 1), [0..piece, 4 * piece..5 * piece]);
        let whole = 0..1000;
        assert_eq!(ends(&geometry, 2), [whole]);
        assert_eq!(ends(&geometry, 3), Vec::<Range<u64>>::new());
        // It begins inside a piece: that piece's part of it is its first piece.
        assert_eq!(
            ends(&geometry, 4),
            [0..piece - 1000, 49 * piece + (piece - 1000)..50 * piece + 7]
        );
    }
}

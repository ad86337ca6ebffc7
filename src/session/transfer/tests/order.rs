//! In which order pieces arrive: priorities, ends first, in order. At 64 KiB a simulated second
//! two pieces come between two reports, so that the reports show the order.

use crate::session::status::FilePriority;
use crate::session::transfer::DownloadEvent;
use crate::session::transfer::disk::Disk;
use crate::session::transfer::testkit::{Node, PIECE, World, watch};
use crate::throttle::{Limiter, Throttle};
use crate::torrent::TorrentFormat;

const PIECES: u32 = 20;

/// Pieces in the order of their arrival: three files of twenty pieces each.
async fn order(
    format: TorrentFormat,
    priorities: [FilePriority; 3],
    first_last: bool,
    sequential: bool,
    ranged: bool,
) -> Vec<u32> {
    let length = usize::try_from(PIECES * PIECE).unwrap();
    let world = World::torrent(format, &[length; 3]);
    let mut options = crate::codex::memory::MemoryOptions::of(crate::codex::Generation::C);
    options.capabilities.leaf_hashes = false;
    options.capabilities.ranged_reads = ranged;
    let node = Node::with(options);
    node.fill(&world);
    let (mut job, receiver) = world.job(&[&node]);
    for (file, priority) in job.files.iter_mut().zip(priorities) {
        file.target.priority = priority;
    }
    (job.first_last, job.sequential) = (first_last, sequential);
    // With a stream for every file all would come at once, whatever their priorities are.
    job.max_streams = 2;
    job.limits = Limiter::new([Throttle::new(Some(64 * 1024))]);
    let mut arrived = Vec::new();
    let outcome = watch((job, receiver), Disk::default(), |event| {
        if let DownloadEvent::PiecesVerified(pieces) = event {
            arrived.extend_from_slice(pieces);
        }
    });
    let outcome = outcome.await;
    assert!(outcome.result.is_ok());
    assert_eq!(outcome.wasted(), 0);
    arrived
}

fn sorted(pieces: &[u32]) -> Vec<u32> {
    let mut pieces = pieces.to_vec();
    pieces.sort_unstable();
    pieces
}

fn file(number: u32) -> std::ops::Range<u32> {
    number * PIECES..(number + 1) * PIECES
}

const NORMAL: FilePriority = FilePriority::Normal;
const FORMATS: [TorrentFormat; 3] = [TorrentFormat::V1, TorrentFormat::V2, TorrentFormat::Hybrid];

#[tokio::test(start_paused = true)]
async fn higher_priorities_come_first() {
    let priorities = [NORMAL, FilePriority::Maximum, FilePriority::High];
    let arrived = order(TorrentFormat::V1, priorities, false, true, true).await;
    let expected: Vec<u32> = file(1).chain(file(2)).chain(file(0)).collect();
    assert_eq!(arrived, expected);
    // Two streams overlap at the borders.
    let arrived = order(TorrentFormat::V1, priorities, false, false, true).await;
    assert!(!file(0).contains(&arrived[0]), "{arrived:?}");
    let last = |number: u32| arrived.iter().rposition(|piece| file(number).contains(piece));
    assert!(last(1) < last(0) && last(2) < last(0), "{arrived:?}");
}

#[tokio::test(start_paused = true)]
async fn the_ends_of_all_wanted_files_come_first() {
    for format in FORMATS {
        let priorities = [NORMAL, FilePriority::Ignored, FilePriority::High];
        for sequential in [false, true] {
            let arrived = order(format, priorities, true, sequential, true).await;
            assert_eq!(sorted(&arrived[..4]), [0, 19, 40, 59], "{format:?} {arrived:?}");
            assert_eq!(arrived.len(), 40);
            if sequential {
                let rest: Vec<u32> = (41..59).chain(1..19).collect();
                assert_eq!(arrived[4..], rest, "{format:?}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn ends_count_as_the_highest_priority_and_lead_it() {
    let priorities = [NORMAL, FilePriority::Maximum, FilePriority::Ignored];
    let arrived = order(TorrentFormat::V1, priorities, true, true, true).await;
    let expected: Vec<u32> = [0, 19, 20, 39].into_iter().chain(21..39).chain(1..19).collect();
    assert_eq!(arrived, expected);
}

#[tokio::test(start_paused = true)]
async fn without_ranged_reads_files_come_from_their_start() {
    let arrived = order(TorrentFormat::V1, [NORMAL; 3], true, true, false).await;
    assert_eq!(arrived, (0..60).collect::<Vec<u32>>());
}

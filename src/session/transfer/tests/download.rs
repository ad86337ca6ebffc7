use crate::codex::Generation;
use crate::codex::memory::MemoryOptions;
use crate::session::status::FilePriority;
use crate::session::transfer::testkit::{Node, World, fetch, files_below, hashes};
use crate::session::transfer::{DownloadError, DownloadEvent, stamp};
use crate::torrent::TorrentFormat;

const FORMATS: [TorrentFormat; 3] = [TorrentFormat::V1, TorrentFormat::V2, TorrentFormat::Hybrid];

#[tokio::test(start_paused = true)]
async fn every_kind_of_torrent_arrives() {
    let multi = FORMATS.map(|format| World::torrent(format, &[100_000, 0, 65_536, 1, 300_001]));
    let single = FORMATS.map(|format| World::torrent(format, &[2_000_001]));
    for world in multi.into_iter().chain(single).chain([World::dataset(400_000)]) {
        let node = Node::having(&world);
        let outcome = fetch(world.job(&[&node])).await;
        assert!(outcome.result.unwrap().pieces.is_full());
        for event in &outcome.events {
            match event {
                DownloadEvent::FileComplete { file, hashes: made, stamp: at, path, node } => {
                    world.assert_file(*file);
                    assert_eq!(Some(made), hashes(&world.data[*file]).as_ref());
                    assert_eq!(stamp(path).ok(), Some(*at));
                    assert!(path.to_string_lossy().ends_with(".!qB"));
                    assert_eq!(node, "memory");
                }
                DownloadEvent::Wasted { .. } | DownloadEvent::Reason(Some(_)) => {
                    panic!("unexpected {event:?}")
                }
                _ => {}
            }
        }
        let wanted = world.data.iter().filter(|data| !data.is_empty()).count();
        let complete =
            outcome.events.iter().filter(|e| matches!(e, DownloadEvent::FileComplete { .. }));
        assert_eq!(complete.count(), wanted);
        let kept: Vec<String> = files_below(&world.parts());
        assert!(kept.is_empty(), "{kept:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn totals_agree_with_what_was_fetched() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 300_000]);
    let node = Node::having(&world);
    let outcome = fetch(world.job(&[&node])).await;
    assert_eq!((outcome.received(), outcome.wasted()), (400_000, 0));
    assert_eq!(outcome.checkpoint(), Some(&outcome.result.as_ref().unwrap().pieces));
    let mut verified: Vec<u32> = outcome
        .events
        .iter()
        .filter_map(|event| match event {
            DownloadEvent::PiecesVerified(pieces) => Some(pieces.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    verified.sort_unstable();
    assert_eq!(verified, (0..world.content.pieces).collect::<Vec<u32>>());
    assert!(outcome.events.contains(&DownloadEvent::Source("memory".to_owned())));
    let nodes = || {
        outcome.events.iter().filter_map(|event| match event {
            DownloadEvent::Nodes(news) => Some(news.as_slice()),
            _ => None,
        })
    };
    assert_eq!(nodes().flatten().map(|news| news.bytes).sum::<u64>(), 400_000);
    let last = nodes().next_back().unwrap();
    assert_eq!((last[0].node.as_str(), last[0].holds), ("memory", 400_000));
    assert!(last[0].files.is_empty(), "it is over");
}

#[tokio::test(start_paused = true)]
async fn without_a_temporary_name_files_have_their_own() {
    let mut world = World::torrent(TorrentFormat::Hybrid, &[100_000, 300_000]);
    world.partial = false;
    let node = Node::having(&world);
    let (mut job, receiver) = world.job(&[&node]);
    job.sequential = true;
    assert_eq!(fetch((job, receiver)).await.completed(), [0, 1]);
    assert_eq!(files_below(&world.root()), ["t/00/file", "t/01/file"]);
}

#[tokio::test(start_paused = true)]
async fn a_node_that_reads_no_ranges_will_do() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 300_000]);
    let node = Node::with(MemoryOptions::like_a_real_node(Generation::C));
    node.fill(&world);
    let (mut job, receiver) = world.job(&[&node]);
    // Two holes: one stream covers both and what lies between.
    world.write(1, &world.data[1]);
    for piece in [5, 6, 9] {
        job.pieces.set(piece);
    }
    let outcome = fetch((job, receiver)).await;
    assert_eq!(outcome.completed(), [0, 1]);
    world.assert_file(1);
    assert!(outcome.wasted() > 0);
    assert_eq!(node.control.requests("fetch"), 2);
}

/// Job of a torrent whose middle file is not wanted and shares its only piece with both others.
fn unwanted_middle(
    world: &World,
    node: &Node,
) -> (crate::session::transfer::DownloadJob, tokio::sync::mpsc::Receiver<DownloadEvent>) {
    let (mut job, receiver) = world.job(&[node]);
    job.files[1].target.priority = FilePriority::Ignored;
    (job, receiver)
}

#[tokio::test(start_paused = true)]
async fn an_unwanted_neighbour_is_put_aside_and_used_when_it_is_wanted_later() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 50_000, 100_000]);
    let node = Node::having(&world);
    let outcome = fetch(unwanted_middle(&world, &node)).await;
    assert_eq!(outcome.completed(), [0, 2]);
    let pieces = outcome.result.unwrap().pieces;
    // Piece 3 and 4 are shared; nothing lies wholly in the unwanted file.
    assert!(pieces.is_full());
    assert_eq!(files_below(&world.root()), ["t/00/file.!qB", "t/02/file.!qB"]);
    assert_eq!(files_below(&world.parts()), ["1.side"]);

    let (mut job, receiver) = world.job(&[&node]);
    job.pieces = pieces;
    job.files[0].done = true;
    job.files[2].done = true;
    let outcome = fetch((job, receiver)).await;
    assert_eq!((outcome.completed(), outcome.received()), (vec![1], 0));
    world.assert_file(1);
}

#[tokio::test(start_paused = true)]
async fn without_ranges_the_tree_decides_and_the_shared_piece_stays_missing() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 50_000, 100_000]);
    let node = Node::with(MemoryOptions::like_a_real_node(Generation::C));
    node.fill(&world);
    let outcome = fetch(unwanted_middle(&world, &node)).await;
    assert_eq!(outcome.completed(), [0, 2]);
    let pieces = outcome.result.unwrap().pieces;
    assert_eq!(pieces.clear_runs().flatten().collect::<Vec<_>>(), [3, 4]);
    assert!(files_below(&world.parts()).is_empty());

    // Wanted later, it completes the pieces too.
    let (mut job, receiver) = world.job(&[&node]);
    job.pieces = pieces;
    job.files[0].done = true;
    job.files[2].done = true;
    let outcome = fetch((job, receiver)).await;
    assert_eq!(outcome.completed(), [1]);
    assert!(outcome.result.unwrap().pieces.is_full());
}

#[tokio::test(start_paused = true)]
async fn an_unwanted_neighbour_that_lies_on_disk_is_not_fetched() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 50_000, 100_000]);
    let node = Node::having(&world);
    world.write(1, &world.data[1]);
    let outcome = fetch(unwanted_middle(&world, &node)).await;
    assert_eq!((outcome.completed(), outcome.received()), (vec![0, 2], 200_000));
    assert!(outcome.result.unwrap().pieces.is_full());
}

#[tokio::test(start_paused = true)]
async fn higher_priorities_come_first() {
    let world = World::torrent(TorrentFormat::V2, &[100_000, 100_000, 100_000]);
    let node = Node::having(&world);
    let (mut job, receiver) = world.job(&[&node]);
    job.max_streams = 1;
    job.files[2].target.priority = FilePriority::Maximum;
    job.files[1].target.priority = FilePriority::High;
    let outcome = fetch((job, receiver)).await;
    let order: Vec<usize> = outcome
        .events
        .iter()
        .filter_map(|event| match event {
            DownloadEvent::FileComplete { file, .. } => Some(*file),
            _ => None,
        })
        .collect();
    assert_eq!(order, [2, 1, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_link_out_of_the_storage_path_is_refused() {
    let world = World::torrent(TorrentFormat::V2, &[100_000, 100_000]);
    let node = Node::having(&world);
    let outside = world.dir.path().join("outside");
    std::fs::create_dir_all(&outside).unwrap();
    std::fs::create_dir_all(world.root()).unwrap();
    std::os::unix::fs::symlink(&outside, world.root().join("t")).unwrap();
    let outcome = fetch(world.job(&[&node])).await;
    assert!(matches!(outcome.result, Err(DownloadError::File { .. })), "{:?}", outcome.result);
    assert!(files_below(&outside).is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_is_on_disk_and_verified_is_only_hashed() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 300_000]);
    let node = Node::having(&world);
    (0..2).for_each(|file| drop(world.write(file, &world.data[file])));
    let (mut job, receiver) = world.job(&[&node]);
    job.pieces.set_range(0..world.pieces());
    let outcome = fetch((job, receiver)).await;
    assert_eq!((outcome.completed(), node.control.requests("fetch")), (vec![0, 1], 0));
    assert_eq!(files_below(&world.root()), ["t/00/file", "t/01/file"]);
}

#[tokio::test(start_paused = true)]
async fn pieces_whose_bytes_are_gone_are_reported_and_fetched() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 300_000]);
    let node = Node::having(&world);
    world.write(1, &world.data[1]);
    let (mut job, receiver) = world.job(&[&node]);
    job.pieces.set_range(0..world.pieces());
    let outcome = fetch((job, receiver)).await;
    assert_eq!(outcome.completed(), [0, 1]);
    assert!(outcome.events.contains(&DownloadEvent::PiecesLost(vec![0, 1, 2, 3])));
    (0..2).for_each(|file| world.assert_file(file));
}

#[tokio::test(start_paused = true)]
async fn many_small_files_share_a_piece() {
    let world = World::torrent(TorrentFormat::V1, &[100; 700]);
    let node = Node::having(&world);
    let outcome = fetch(world.job(&[&node])).await;
    assert!(outcome.result.is_ok());
    assert_eq!((outcome.completed().len(), outcome.wasted()), (700, 0));
    (0..700).for_each(|file| world.assert_file(file));
}

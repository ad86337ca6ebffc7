use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio_util::sync::CancellationToken;

use crate::resources::{Bounds, Resources};
use crate::session::status::FilePriority;
use crate::session::transfer::testkit::{World, hashes};
use crate::session::transfer::{CheckError, CheckJob, CheckOutcome, Found, check, count, stamp};
use crate::torrent::TorrentFormat;

fn job(world: &World, threads: usize) -> CheckJob {
    CheckJob {
        content: Arc::clone(&world.content),
        files: world.targets(),
        trees: Vec::new(),
        parts_dir: None,
        threads: usize::MAX,
        resources: Resources::new(&Bounds {
            hashing_threads: u64::try_from(threads).unwrap(),
            ..Bounds::default()
        }),
        cancel: CancellationToken::new(),
        progress: Arc::new(AtomicU64::new(0)),
    }
}

async fn run(world: &World, threads: usize) -> CheckOutcome {
    let job = job(world, threads);
    let progress = Arc::clone(&job.progress);
    let outcome = check(job).await.unwrap();
    assert_eq!(progress.load(Ordering::SeqCst), world.content.total_size);
    outcome
}

fn found(outcome: &CheckOutcome) -> Vec<Found> {
    outcome.files.iter().map(|file| file.found).collect()
}

const LENGTHS: [usize; 5] = [100_000, 0, 65_536, 1, 300_001];

fn all_kinds() -> Vec<World> {
    let formats = [TorrentFormat::V1, TorrentFormat::V2, TorrentFormat::Hybrid];
    let multi = formats.iter().map(|format| World::torrent(*format, &LENGTHS));
    let single = formats.iter().map(|format| World::torrent(*format, &[20_000_000]));
    let small = formats.iter().map(|format| World::torrent(*format, &[5]));
    multi.chain(single).chain(small).chain([World::dataset(400_000)]).collect()
}

#[tokio::test]
async fn complete_files_are_found_complete_with_their_hashes() {
    for world in all_kinds() {
        world.data.iter().enumerate().for_each(|(file, data)| drop(world.write(file, data)));
        for threads in [1, 4] {
            let outcome = run(&world, threads).await;
            assert!(outcome.pieces.is_full());
            for (file, data) in outcome.files.iter().zip(&world.data) {
                let at = file.at.clone().unwrap();
                assert_eq!((file.found, file.completed), (Found::Complete, count(data.len())));
                assert_eq!(file.hashes, hashes(data));
                assert_eq!(file.stamp, stamp(&at).ok());
            }
        }
    }
}

#[tokio::test]
async fn one_wrong_byte_is_found_in_every_kind_of_torrent() {
    for world in all_kinds() {
        for (file, data) in world.data.iter().enumerate() {
            let mut data = data.clone();
            if let Some(last) = data.last_mut().filter(|_| file + 1 == world.data.len()) {
                *last ^= 1;
            }
            world.write(file, &data);
        }
        let outcome = run(&world, 2).await;
        assert_eq!(outcome.files.last().unwrap().found, Found::Partial);
        match world.content.metainfo() {
            Some(_) => assert_eq!(outcome.pieces.count(), world.pieces() - 1),
            None => assert_eq!(outcome.pieces.count(), 0),
        }
    }
}

#[tokio::test]
async fn missing_short_long_and_partial_files_are_told_apart() {
    let world = World::torrent(TorrentFormat::V2, &[100_000, 100_000, 100_000, 100_000, 0]);
    world.write(0, &world.data[0][..70_000]);
    world.write(1, &[world.data[1].clone(), vec![0; 10]].concat());
    let target = world.target(2, FilePriority::Normal);
    std::fs::create_dir_all(target.path.parent().unwrap()).unwrap();
    std::fs::write(target.partial.clone().unwrap(), &world.data[2]).unwrap();
    let outcome = run(&world, 2).await;
    let (complete, partial, missing) = (Found::Complete, Found::Partial, Found::Missing);
    assert_eq!(found(&outcome), [partial, partial, complete, missing, missing]);
    let completed: Vec<u64> = outcome.files.iter().map(|file| file.completed).collect();
    assert_eq!(completed, [65_536, 100_000, 100_000, 0, 0]);
    assert_eq!(outcome.files[2].at, target.partial);
    let hashed: Vec<bool> = outcome.files.iter().map(|file| file.hashes.is_some()).collect();
    assert_eq!(hashed, [false, false, true, false, false]);
}

#[tokio::test]
async fn a_shared_piece_needs_both_files_unless_the_tree_is_known() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 100_000]);
    world.write(0, &world.data[0]);
    let outcome = run(&world, 2).await;
    assert_eq!(found(&outcome), [Found::Partial, Found::Missing]);
    assert_eq!((outcome.pieces.count(), outcome.files[0].completed), (3, 98_304));
    let mut job = job(&world, 2);
    job.trees = vec![world.placement(0).and_then(|placement| placement.tree)];
    let outcome = check(job).await.unwrap();
    assert_eq!(found(&outcome), [Found::Complete, Found::Missing]);
    assert_eq!((outcome.pieces.count(), outcome.files[0].completed), (3, 100_000));
}

#[tokio::test]
async fn a_cancelled_check_gives_no_result() {
    let world = World::torrent(TorrentFormat::V1, &[100_000]);
    world.write(0, &world.data[0]);
    let job = job(&world, 2);
    job.cancel.cancel();
    assert_eq!(check(job).await, Err(CheckError::Cancelled));
}

#[tokio::test]
async fn what_is_no_file_is_an_error_that_names_it() {
    let world = World::torrent(TorrentFormat::V1, &[100_000]);
    let path = world.target(0, FilePriority::Normal).path;
    std::fs::create_dir_all(&path).unwrap();
    let error = check(job(&world, 1)).await.unwrap_err();
    assert!(matches!(error, CheckError::File { path: at, .. } if at == path));
}

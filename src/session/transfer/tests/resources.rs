//! Bounds on what a download may use of disk and memory.

use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::resources::{Bounds, Resources, SMALLEST_QUEUE};
use crate::session::status::{FilePriority, ReasonCode};
use crate::session::transfer::disk::Disk;
use crate::session::transfer::testkit::{Node, World, fetch, files_below, watch};
use crate::session::transfer::{CheckJob, DownloadError, DownloadEvent, Found, check};
use crate::torrent::{Bitfield, TorrentFormat};

#[tokio::test(start_paused = true)]
async fn no_more_bytes_wait_for_the_disk_than_the_queue_takes() {
    for bytes in [0, 20_000, 100_000, 10_000_000] {
        let world = World::torrent(TorrentFormat::V1, &[700_000, 300_000, 500_000]);
        let node = Node::having(&world);
        let (mut job, events) = world.job(&[&node]);
        job.resources = Resources::new(&Bounds { queue_bytes: bytes, ..Bounds::default() });
        let queue = job.resources.queue().clone();
        let outcome = fetch((job, events)).await;
        assert!(outcome.result.unwrap().pieces.is_full(), "{bytes}");
        (0..3).for_each(|file| world.assert_file(file));
        let usage = queue.usage();
        assert!(usage.peak > 0 && usage.peak <= bytes.max(SMALLEST_QUEUE), "{bytes}: {usage:?}");
        assert_eq!(usage.used, 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_download_does_not_wait_for_the_disk_and_gives_back_what_it_held() {
    let world = World::torrent(TorrentFormat::V1, &[3_000_000, 3_000_000]);
    let node = Node::having(&world);
    let (job, events) = world.job(&[&node]);
    let (resources, cancel) = (job.resources.clone(), job.cancel.clone());
    let stuck = resources.clone();
    let hold = tokio::spawn(async move {
        while stuck.queue().usage().peak == 0 {
            tokio::task::yield_now().await;
        }
        // As if the disk took for ever from now on.
        let places = stuck.disk().acquire(stuck.disk().limit()).await;
        let held = async {
            while stuck.disk().usage().waiting == 0 || stuck.queue().usage().used == 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(Duration::from_mins(1), held).await.unwrap();
        cancel.cancel();
        places
    });
    let outcome = fetch((job, events)).await;
    let places = hold.await.unwrap();
    assert_eq!(outcome.result, Err(DownloadError::Cancelled));
    assert_eq!((resources.queue().usage().used, resources.counts().open_files), (0, 0));
    drop(places);
}

#[tokio::test(start_paused = true)]
async fn files_beyond_the_pool_are_closed_and_opened_again() {
    let lengths = [100_000; 12];
    for (pool, first_last) in [(1, true), (1, false), (100, true)] {
        let world = World::torrent(TorrentFormat::V1, &lengths);
        let node = Node::having(&world);
        let (mut job, events) = world.job(&[&node]);
        job.first_last = first_last;
        job.resources = Resources::new(&Bounds { open_files: pool, ..Bounds::default() });
        let (resources, streams) = (job.resources.clone(), job.max_streams);
        let mut most = 0;
        let outcome = watch((job, events), Disk::default(), |_| {
            most = most.max(resources.counts().open_files);
        })
        .await;
        assert!(outcome.result.unwrap().pieces.is_full());
        (0..lengths.len()).for_each(|file| world.assert_file(file));
        assert!(most <= pool.max(2 * streams), "{most} files were open");
    }
}

fn allocated(path: &Path) -> (u64, bool) {
    let meta = std::fs::metadata(path).unwrap();
    (meta.len(), meta.blocks() * 512 >= meta.len())
}

#[tokio::test(start_paused = true)]
async fn wanted_files_are_reserved_before_anything_is_fetched() {
    let world = World::torrent(TorrentFormat::V1, &[200_000, 300_000, 100_000]);
    let node = Node::having(&world);
    let (mut job, events) = world.job(&[&node]);
    job.preallocate = true;
    job.files[1].target.priority = FilePriority::Ignored;
    let names = [0, 2].map(|file| world.target(file, FilePriority::Normal).partial.unwrap());
    let mut seen = false;
    let outcome = watch((job, events), Disk::default(), |event| {
        if matches!(event, DownloadEvent::Received { .. }) && !seen {
            seen = true;
            assert_eq!(names.each_ref().map(|name| allocated(name).0), [200_000, 100_000]);
        }
    })
    .await;
    assert!(outcome.result.is_ok() && seen);
    [0, 2].into_iter().for_each(|file| world.assert_file(file));
    assert_eq!(files_below(&world.root()).len(), 2, "what is not wanted is not made");
}

#[tokio::test(start_paused = true)]
async fn what_was_reserved_is_no_content_and_is_gone_on_with() {
    for world in [
        World::torrent(TorrentFormat::V1, &[200_000, 300_000]),
        World::torrent(TorrentFormat::V2, &[200_000, 300_000]),
        World::dataset(400_000),
    ] {
        let node = Node::new();
        let (mut job, events) = world.job(&[&node]);
        job.preallocate = true;
        let cancel = job.cancel.clone();
        // Nobody has it: it is reserved, and nothing comes.
        let outcome = watch((job, events), Disk::default(), |event| {
            if matches!(event, DownloadEvent::Reason(Some(_))) {
                cancel.cancel();
            }
        })
        .await;
        assert!(outcome.result.is_err());
        for file in 0..world.data.len() {
            let name = world.target(file, FilePriority::Normal).partial.unwrap();
            assert_eq!(allocated(&name), (world.content.files[file].length, true));
        }
        let checked = check(CheckJob {
            content: Arc::clone(&world.content),
            files: world.targets(),
            trees: Vec::new(),
            parts_dir: None,
            threads: 1,
            resources: Resources::default(),
            cancel: tokio_util::sync::CancellationToken::new(),
            progress: Arc::default(),
        })
        .await
        .unwrap();
        assert_eq!(checked.pieces, Bitfield::new(world.pieces()));
        assert!(checked.files.iter().all(|f| f.found == Found::Partial && f.completed == 0));
        node.fill(&world);
        let outcome = fetch(world.job(&[&node])).await;
        assert!(outcome.result.unwrap().pieces.is_full());
        (0..world.data.len()).for_each(|file| world.assert_file(file));
    }
}

#[tokio::test(start_paused = true)]
async fn a_disk_that_fills_up_while_files_are_reserved_is_a_reason_to_wait() {
    let world = World::torrent(TorrentFormat::V1, &[200_000, 300_000]);
    let node = Node::having(&world);
    let (mut job, events) = world.job(&[&node]);
    job.preallocate = true;
    let full = Arc::new(AtomicBool::new(true));
    let still = Arc::clone(&full);
    let fault = move |_: &Path, at: u64| {
        (at == u64::MAX && still.load(Ordering::SeqCst))
            .then(|| io::Error::from(io::ErrorKind::StorageFull))
    };
    let disk = Disk { fault: Some(Arc::new(fault)), free: None };
    let outcome = watch((job, events), disk, |event| {
        let DownloadEvent::Reason(Some(reason)) = event else { return };
        assert_eq!(reason.code, ReasonCode::DiskFull);
        full.store(false, Ordering::SeqCst);
    })
    .await;
    assert!(outcome.result.is_ok());
    assert_eq!(outcome.reasons(), [ReasonCode::DiskFull.as_str(), ""]);
}

#[tokio::test(start_paused = true)]
async fn what_is_reserved_already_needs_no_more_room() {
    let world = World::torrent(TorrentFormat::V1, &[4_000_000]);
    let node = Node::having(&world);
    let name = world.target(0, FilePriority::Normal).partial.unwrap();
    std::fs::create_dir_all(name.parent().unwrap()).unwrap();
    std::fs::write(&name, vec![0; 4_000_000]).unwrap();
    let (mut job, events) = world.job(&[&node]);
    job.preallocate = true;
    let free = Arc::new(std::sync::atomic::AtomicU64::new(17 << 20));
    let disk = Disk { fault: None, free: Some(free) };
    let outcome = watch((job, events), disk, |_| {}).await;
    assert!(outcome.result.is_ok());
    assert!(outcome.reasons().is_empty(), "{:?}", outcome.reasons());
}

#[tokio::test(start_paused = true)]
async fn writes_go_through_or_are_forgotten_as_told() {
    for (bounds, through, forgotten) in [
        (Bounds::default(), false, false),
        (Bounds { writes_through: true, ..Bounds::default() }, true, false),
        (Bounds { caches_writes: false, ..Bounds::default() }, false, true),
    ] {
        let world = World::torrent(TorrentFormat::V1, &[300_000]);
        let node = Node::having(&world);
        let (mut job, events) = world.job(&[&node]);
        job.resources = Resources::new(&bounds);
        let resources = job.resources.clone();
        assert!(fetch((job, events)).await.result.is_ok());
        world.assert_file(0);
        let counts = resources.counts();
        assert_eq!((counts.written_through > 0, counts.forgotten > 0), (through, forgotten));
    }
}

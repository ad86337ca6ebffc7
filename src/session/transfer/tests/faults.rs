use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use crate::codex::memory::MemoryOptions;
use crate::codex::{Codex, Generation};
use crate::session::status::ReasonCode;
use crate::session::transfer::disk::Disk;
use crate::session::transfer::testkit::{Node, World, fetch, files_below, watch};
use crate::session::transfer::{DownloadError, DownloadEvent};
use crate::torrent::TorrentFormat;

fn is_reason(event: &DownloadEvent, code: ReasonCode) -> bool {
    matches!(event, DownloadEvent::Reason(Some(reason)) if reason.code == code)
}

fn worlds() -> [World; 4] {
    [
        World::torrent(TorrentFormat::V1, &[100_000, 300_000]),
        World::torrent(TorrentFormat::V2, &[100_000, 300_000]),
        World::torrent(TorrentFormat::Hybrid, &[100_000, 300_000]),
        World::dataset(400_000),
    ]
}

/// Runs a download that waits with `code`, is healed then, and completes.
async fn heals(world: &World, node: &Node, code: ReasonCode, heal: impl Fn()) -> Vec<&'static str> {
    let mut healed = false;
    let outcome = watch(world.job(&[node]), Disk::default(), |event| {
        if is_reason(event, code) && !healed {
            assert!(files_below(&world.root()).iter().all(|name| name.ends_with(".!qB")));
            heal();
            healed = true;
        }
    })
    .await;
    assert!(outcome.result.unwrap().pieces.is_full());
    (0..world.data.len()).for_each(|file| world.assert_file(file));
    let reasons = outcome.events.iter().filter_map(|event| match event {
        DownloadEvent::Reason(reason) => Some(reason.as_ref().map_or("", |r| r.code.as_str())),
        _ => None,
    });
    reasons.collect()
}

#[tokio::test(start_paused = true)]
async fn a_wrong_byte_never_completes_a_file() {
    for world in worlds() {
        let node = Node::having(&world);
        let last = world.data.len() - 1;
        let cid = world.cid(last);
        node.control.corrupt(&cid, Some(200_000));
        let heal = || node.control.corrupt(&cid, None);
        let reasons = heals(&world, &node, ReasonCode::CorruptSource, heal).await;
        assert_eq!((reasons[0], reasons.last()), ("corrupt_source", Some(&"")));
    }
}

#[tokio::test(start_paused = true)]
async fn a_wrong_byte_in_a_shared_piece_never_completes_a_file() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 300_000]);
    for (file, at) in [(0, 99_999), (1, 0)] {
        let node = Node::having(&world);
        let cid = world.cid(file);
        node.control.corrupt(&cid, Some(at));
        let heal = || node.control.corrupt(&cid, None);
        heals(&world, &node, ReasonCode::CorruptSource, heal).await;
        std::fs::remove_file(world.root().join("t/00/file.!qB")).unwrap();
        std::fs::remove_file(world.root().join("t/01/file.!qB")).unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn of_two_nodes_the_honest_one_wins() {
    for world in worlds() {
        let (liar, honest) = (Node::having(&world), Node::having(&world));
        let last = world.data.len() - 1;
        liar.control.corrupt(&world.cid(last), Some(200_000));
        let started = Instant::now();
        let outcome = fetch(world.job(&[&liar, &honest])).await;
        assert!(outcome.result.is_ok());
        world.assert_file(last);
        assert!(outcome.wasted() > 0);
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "it paused for {:?}",
            started.elapsed()
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_breaks_off_goes_on_later() {
    for world in worlds() {
        let node = Node::having(&world);
        let last = world.data.len() - 1;
        let cid = world.cid(last);
        node.control.truncate(&cid, Some(210_000));
        let heal = || node.control.truncate(&cid, None);
        let reasons = heals(&world, &node, ReasonCode::SourceLost, heal).await;
        assert_eq!(reasons.last(), Some(&""));
    }
}

#[tokio::test(start_paused = true)]
async fn what_one_node_lacks_the_next_one_has() {
    for world in worlds() {
        let (short, empty, full) = (Node::having(&world), Node::new(), Node::having(&world));
        (0..world.data.len())
            .for_each(|file| short.control.truncate(&world.cid(file), Some(70_000)));
        let outcome = fetch(world.job(&[&short, &empty, &full])).await;
        assert!(outcome.result.is_ok());
        assert_eq!((outcome.wasted(), outcome.received()), (0, 400_000));
        assert!(outcome.reasons().is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn a_dataset_that_nobody_has_is_waited_for() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 300_000]);
    let node = Node::new();
    heals(&world, &node, ReasonCode::NotInCodex, || node.fill(&world)).await;
}

#[tokio::test(start_paused = true)]
async fn a_dataset_that_vanishes_in_between_is_waited_for() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 300_000]);
    let node = Node::having(&world);
    let cid = world.cid(1);
    node.control.truncate(&cid, Some(150_000));
    let mut steps = 0;
    let outcome = watch(world.job(&[&node]), Disk::default(), |event| {
        if steps == 0 && is_reason(event, ReasonCode::SourceLost) {
            node.control.remove(&cid);
            steps = 1;
        } else if steps == 1 && is_reason(event, ReasonCode::NotInCodex) {
            node.fill(&world);
            steps = 2;
        }
    })
    .await;
    assert!(outcome.result.is_ok() && steps == 2);
    world.assert_file(1);
}

#[tokio::test(start_paused = true)]
async fn a_node_that_is_away_is_waited_for() {
    let world = World::dataset(400_000);
    let node = Node::having(&world);
    node.control.set_away("no route");
    let started = Instant::now();
    heals(&world, &node, ReasonCode::NodeAway, || node.control.set_online()).await;
    assert!(started.elapsed() >= Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn a_node_that_hangs_is_given_up_in_time() {
    let world = World::dataset(400_000);
    let (hanging, good) = (Node::having(&world), Node::having(&world));
    hanging.control.set_hang(true);
    let started = Instant::now();
    assert!(fetch(world.job(&[&hanging, &good])).await.result.is_ok());
    assert!(started.elapsed() <= Duration::from_secs(91));

    let world = World::dataset(400_000);
    let slow = Node::having(&world);
    slow.control.set_delay(Some(Duration::from_secs(40)));
    let heal = || slow.control.set_delay(None);
    heals(&world, &slow, ReasonCode::NoSource, heal).await;
}

#[tokio::test(start_paused = true)]
async fn a_kick_ends_every_pause() {
    let world = World::dataset(100_000);
    let node = Node::new();
    let (job, receiver) = world.job(&[&node]);
    let kick = Arc::clone(&job.kick);
    let mut seen = None;
    let outcome = watch((job, receiver), Disk::default(), |event| {
        if is_reason(event, ReasonCode::NotInCodex) {
            node.fill(&world);
            kick.notify_one();
            seen = Some(Instant::now());
        }
    })
    .await;
    assert!(outcome.result.is_ok());
    assert!(seen.unwrap().elapsed() < Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn a_file_without_placement_waits_while_others_arrive() {
    let world = World::torrent(TorrentFormat::V2, &[100_000, 300_000]);
    let node = Node::having(&world);
    let (mut job, receiver) = world.job(&[&node]);
    job.files[0].placement = None;
    let cancel = job.cancel.clone();
    let outcome = watch((job, receiver), Disk::default(), |event| {
        if matches!(event, DownloadEvent::FileComplete { file: 1, .. }) {
            cancel.cancel();
        }
    })
    .await;
    assert_eq!(outcome.result, Err(DownloadError::Cancelled));
    assert_eq!((outcome.completed(), outcome.reasons()), (vec![1], vec!["not_in_codex"]));
}

#[tokio::test(start_paused = true)]
async fn a_placement_of_something_else_is_refused() {
    let world = World::torrent(TorrentFormat::V2, &[100_000, 300_000]);
    let node = Node::having(&world);
    let (mut job, receiver) = world.job(&[&node]);
    let other = world.cid(1);
    job.files[0].placement.as_mut().unwrap().cids = vec![(Generation::C, other)];
    let cancel = job.cancel.clone();
    let outcome = watch((job, receiver), Disk::default(), |event| {
        if is_reason(event, ReasonCode::BadRecord) {
            cancel.cancel();
        }
    })
    .await;
    assert_eq!(outcome.result, Err(DownloadError::Cancelled));
    assert!(!files_below(&world.root()).contains(&"t/00/file.!qB".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_full_disk_is_a_reason_and_the_job_goes_on() {
    for world in worlds() {
        let node = Node::having(&world);
        let writes = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&writes);
        let disk = Disk {
            fault: Some(Arc::new(move |_, _| {
                let full = (1..4).contains(&counter.fetch_add(1, Ordering::SeqCst));
                full.then(|| io::ErrorKind::StorageFull.into())
            })),
            free: None,
        };
        let outcome = watch(world.job(&[&node]), disk, |_| {}).await;
        assert!(outcome.result.as_ref().is_ok_and(|done| done.pieces.is_full()));
        assert!(writes.load(Ordering::SeqCst) > 4);
        // Streams that run at once may write in between.
        let reasons = outcome.reasons();
        assert_eq!((reasons.first(), reasons.last()), (Some(&"disk_full"), Some(&"")));
        assert!(reasons.iter().all(|code| ["disk_full", ""].contains(code)));
        (0..world.data.len()).for_each(|file| world.assert_file(file));
    }
}

#[tokio::test(start_paused = true)]
async fn free_space_is_looked_at_before_anything_is_fetched() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 300_000]);
    let node = Node::having(&world);
    let free = Arc::new(AtomicU64::new(400_000 + (16 << 20) - 1));
    let disk = Disk { fault: None, free: Some(Arc::clone(&free)) };
    let outcome = watch(world.job(&[&node]), disk, |event| {
        if is_reason(event, ReasonCode::DiskFull) {
            assert_eq!(node.control.requests("fetch"), 0);
            free.fetch_add(1, Ordering::SeqCst);
        }
    })
    .await;
    assert!(outcome.result.is_ok());
    assert_eq!(outcome.reasons(), ["disk_full", ""]);
}

#[tokio::test(start_paused = true)]
async fn a_write_error_that_does_not_heal_ends_the_job() {
    let world = World::torrent(TorrentFormat::V1, &[100_000, 300_000]);
    let node = Node::having(&world);
    let fault = |_: &std::path::Path, at| {
        (at > 150_000).then(|| io::Error::from(io::ErrorKind::PermissionDenied))
    };
    let disk = Disk { fault: Some(Arc::new(fault)), free: None };
    let outcome = watch(world.job(&[&node]), disk, |_| {}).await;
    assert!(matches!(outcome.result, Err(DownloadError::File { .. })));
}

#[tokio::test(start_paused = true)]
async fn a_node_that_proves_its_blocks_says_itself_that_they_are_wrong() {
    let world = World::dataset(400_000);
    let node = Node::with(MemoryOptions::of(Generation::C));
    node.fill(&world);
    let cid = world.cid(0);
    node.control.corrupt(&cid, Some(300_000));
    let heal = || node.control.corrupt(&cid, None);
    let reasons = heals(&world, &node, ReasonCode::CorruptSource, heal).await;
    assert_eq!(reasons, ["corrupt_source", ""]);
}

#[tokio::test(start_paused = true)]
async fn without_nodes_the_job_waits() {
    let world = World::dataset(100_000);
    let (mut job, receiver) = world.job(&[]);
    job.nodes = Vec::<Codex>::new();
    let cancel = job.cancel.clone();
    let outcome = watch((job, receiver), Disk::default(), |event| {
        if is_reason(event, ReasonCode::NoSource) {
            cancel.cancel();
        }
    })
    .await;
    assert_eq!(outcome.result, Err(DownloadError::Cancelled));
}

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use crate::session::transfer::disk::Disk;
use crate::session::transfer::testkit::{Node, Outcome, World, fetch, watch};
use crate::session::transfer::{DownloadError, download};
use crate::torrent::TorrentFormat;

fn world(kind: usize) -> World {
    let lengths = [150_000, 0, 70_000, 600_000];
    match kind {
        0 => World::torrent(TorrentFormat::V1, &lengths),
        1 => World::torrent(TorrentFormat::V2, &lengths),
        2 => World::torrent(TorrentFormat::Hybrid, &lengths),
        _ => World::dataset(900_000),
    }
}

/// Runs a download that ends at its `at`-th write: orderly, or as if the process had died.
async fn interrupted(world: &World, node: &Node, at: usize, killed: bool) -> Option<Outcome> {
    let (job, receiver) = world.job(&[node]);
    let cancel = job.cancel.clone();
    let writes = Arc::new(AtomicUsize::new(0));
    let (kill, died) = tokio::sync::watch::channel(false);
    let fault = move |_: &std::path::Path, _| {
        if writes.fetch_add(1, Ordering::SeqCst) == at {
            if killed {
                kill.send_replace(true);
                return Some(std::io::ErrorKind::PermissionDenied.into());
            }
            cancel.cancel();
        }
        None
    };
    let disk = Disk { fault: Some(Arc::new(fault)), free: None };
    let mut died = died;
    tokio::select! {
        biased;
        _ = died.wait_for(|died| *died) => None,
        outcome = watch((job, receiver), disk, |_| {}) => Some(outcome),
    }
}

/// Resumes with what the last checkpoint said.
async fn resume(world: &World, node: &Node, before: Option<&Outcome>) -> Outcome {
    let (mut job, receiver) = world.job(&[node]);
    if let Some(pieces) = before.and_then(Outcome::checkpoint) {
        job.pieces = pieces.clone();
    }
    for file in before.map(Outcome::completed).unwrap_or_default() {
        job.files[file].done = true;
    }
    fetch((job, receiver)).await
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_download_goes_on_where_it_was_stopped(
        kind in 0_usize..4, at in 0_usize..6, killed in any::<bool>(),
    ) {
        runtime().block_on(async {
            let world = world(kind);
            let node = Node::having(&world);
            let before = interrupted(&world, &node, at, killed).await;
            let outcome = resume(&world, &node, before.as_ref()).await;
            assert!(outcome.result.as_ref().unwrap().pieces.is_full());
            (0..world.data.len()).filter(|f| !world.data[*f].is_empty()).for_each(|f| world.assert_file(f));
            if let Some(before) = before {
                let total: u64 = world.content.total_size;
                let twice = (before.received() + outcome.received()).saturating_sub(total);
                // At most a piece or block per file and what was on its way come twice.
                assert!(twice <= 4 * 512 * 1024, "{twice} bytes came twice");
                assert_eq!(outcome.wasted(), 0);
            }
        });
    }
}

#[tokio::test(start_paused = true)]
async fn a_bare_dataset_resumes_from_its_leaves() {
    let world = World::dataset(3_000_000);
    let node = Node::having(&world);
    node.control.truncate(&world.cid(0), Some(2_000_000));
    let (job, receiver) = world.job(&[&node]);
    let cancel = job.cancel.clone();
    let outcome = watch((job, receiver), Disk::default(), |event| {
        if matches!(event, crate::session::transfer::DownloadEvent::Reason(Some(_))) {
            cancel.cancel();
        }
    })
    .await;
    assert_eq!(outcome.result, Err(DownloadError::Cancelled));
    node.control.truncate(&world.cid(0), None);
    let again = fetch(world.job(&[&node])).await;
    world.assert_file(0);
    // The last whole block before the break is kept.
    assert_eq!(again.received(), 3_000_000 - 2_000_000 / 65_536 * 65_536);
    assert_eq!(again.wasted(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_file_that_was_changed_meanwhile_is_not_trusted() {
    let world = World::dataset(3_000_000);
    let node = Node::having(&world);
    node.control.truncate(&world.cid(0), Some(2_000_000));
    let (job, receiver) = world.job(&[&node]);
    let cancel = job.cancel.clone();
    watch((job, receiver), Disk::default(), |event| {
        if matches!(event, crate::session::transfer::DownloadEvent::Reason(Some(_))) {
            cancel.cancel();
        }
    })
    .await;
    node.control.truncate(&world.cid(0), None);
    let path = world.root().join("data.bin.!qB");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100_000] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let again = fetch(world.job(&[&node])).await;
    assert!(again.result.is_ok());
    world.assert_file(0);
}

#[tokio::test(start_paused = true)]
async fn a_job_that_contradicts_itself_is_refused() {
    let world = World::dataset(100_000);
    let node = Node::having(&world);
    let (mut job, _receiver) = world.job(&[&node]);
    job.files[0].placement.as_mut().unwrap().length += 1;
    assert!(matches!(download(job).await, Err(DownloadError::Failed(_))));
}

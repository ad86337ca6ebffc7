//! Bytes per simulated second: time is tokio's, paused, so a minute takes no time at all.

use std::time::Duration;

use tokio::time::Instant;

use crate::session::transfer::disk::Disk;
use crate::session::transfer::testkit::{Node, World, watch};
use crate::session::transfer::{DownloadEvent, count};
use crate::throttle::{Limiter, Throttle};
use crate::torrent::TorrentFormat;

const KIB: u64 = 1024;

/// When bytes arrived, from the start of a download on.
struct Arrivals(Vec<(Duration, u64)>);

impl Arrivals {
    /// Bytes per second between two moments, in seconds.
    fn rate(&self, from: u64, to: u64) -> u64 {
        let (start, end) = (Duration::from_secs(from), Duration::from_secs(to));
        let within = self.0.iter().filter(|(at, _)| *at > start && *at <= end);
        within.map(|(_, bytes)| bytes).sum::<u64>() / (to - from)
    }
}

/// Downloads `kib` KiB in two files under these limits, and sets `change` at a given second.
async fn download(
    kib: usize,
    limits: [&Throttle; 2],
    change: Option<(u64, &Throttle, u64)>,
) -> Arrivals {
    let world = World::torrent(TorrentFormat::Hybrid, &[kib * 512, kib * 512]);
    let node = Node::having(&world);
    let (mut job, receiver) = world.job(&[&node]);
    job.limits = Limiter::new(limits.into_iter().cloned());
    let start = Instant::now();
    let mut arrivals = Vec::new();
    let work = watch((job, receiver), Disk::default(), |event| {
        if let DownloadEvent::Received { bytes, .. } = event {
            arrivals.push((start.elapsed(), *bytes));
        }
    });
    let turn = async {
        if let Some((second, throttle, rate)) = change {
            tokio::time::sleep(Duration::from_secs(second)).await;
            throttle.set(Some(rate));
        }
    };
    let (outcome, ()) = tokio::join!(work, turn);
    assert!(outcome.result.as_ref().unwrap().pieces.is_full());
    assert_eq!((outcome.received(), outcome.wasted()), (count(kib) * KIB, 0));
    world.assert_file(0);
    world.assert_file(1);
    Arrivals(arrivals)
}

#[track_caller]
fn about(found: u64, wanted: u64) {
    assert!(found.abs_diff(wanted) * 20 <= wanted, "{found} instead of {wanted} bytes/s");
}

#[tokio::test(start_paused = true)]
async fn a_torrents_limit_is_kept() {
    let own = Throttle::new(Some(100 * KIB));
    let arrived = download(3000, [&own, &Throttle::new(None)], None).await;
    about(arrived.rate(0, 10), 100 * KIB);
    about(arrived.rate(10, 20), 100 * KIB);
    about(arrived.rate(20, 29), 100 * KIB);
}

#[tokio::test(start_paused = true)]
async fn the_global_limit_holds_for_all_torrents_together() {
    let global = Throttle::new(Some(200 * KIB));
    let free = [Throttle::new(None), Throttle::new(None)];
    let (one, other) = tokio::join!(
        download(2000, [&free[0], &global], None),
        download(2000, [&free[1], &global], None),
    );
    about(one.rate(0, 18) + other.rate(0, 18), 200 * KIB);
    // Nobody starves.
    assert!(one.rate(0, 10) >= 80 * KIB && other.rate(0, 10) >= 80 * KIB);
}

#[tokio::test(start_paused = true)]
async fn both_limits_hold_and_what_one_leaves_the_other_gets() {
    let global = Throttle::new(Some(200 * KIB));
    let (slow, free) = (Throttle::new(Some(40 * KIB)), Throttle::new(None));
    let (slow, free) = tokio::join!(
        download(800, [&slow, &global], None),
        download(3000, [&free, &global], None),
    );
    about(slow.rate(0, 18), 40 * KIB);
    about(free.rate(0, 18), 160 * KIB);
}

#[tokio::test(start_paused = true)]
async fn the_alternative_limit_takes_over_on_the_way_and_back() {
    // What the session does with the global throttle when the mode is switched.
    let (global, own) = (Throttle::new(Some(200 * KIB)), Throttle::new(None));
    let back = async {
        tokio::time::sleep(Duration::from_secs(20)).await;
        global.set(Some(200 * KIB));
    };
    let work = download(4500, [&own, &global], Some((10, &global, 50 * KIB)));
    let (arrived, ()) = tokio::join!(work, back);
    about(arrived.rate(0, 10), 200 * KIB);
    about(arrived.rate(10, 20), 50 * KIB);
    about(arrived.rate(20, 29), 200 * KIB);
}

#[tokio::test(start_paused = true)]
async fn a_first_limit_holds_for_a_stream_that_ran_without() {
    // The wide limit is no limit at the start: the own one is there to make the file last.
    let (global, own) = (Throttle::new(None), Throttle::new(Some(1000 * KIB)));
    let work = download(12_000, [&own, &global], Some((10, &global, 100 * KIB)));
    let arrived = work.await;
    about(arrived.rate(0, 10), 1000 * KIB);
    about(arrived.rate(10, 29), 100 * KIB);
}

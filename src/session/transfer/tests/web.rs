//! When web seeds are asked. The address rules refuse these before anything is connected, so
//! that time can be a virtual clock; what comes from a seed is tested over HTTP.

use std::time::Duration;

use tokio::time::Instant;

use crate::fetch::{FetchOptions, Fetcher};
use crate::session::status::ReasonCode;
use crate::session::transfer::testkit::{Node, World, watch};
use crate::session::transfer::{
    Connections, DownloadError, DownloadEvent, WebSeed, WebSeeds, disk::Disk,
};
use crate::torrent::TorrentFormat;

fn seeds(urls: &[&str]) -> WebSeeds {
    let seed = |url: &&str| WebSeed { url: (*url).to_owned(), by_user: false };
    WebSeeds {
        fetcher: Fetcher::new(FetchOptions::default()).unwrap(),
        seeds: urls.iter().map(seed).collect(),
        connections: Connections::default(),
        note: "a note".to_owned(),
    }
}

/// Runs until a seed was asked, or for an hour; gives the reasons on the way, and how long it took.
async fn until_asked(world: &World, node: &Node, placed: bool) -> (Vec<String>, Duration) {
    let (mut job, receiver) = world.job(&[node]);
    job.web = Some(seeds(&["http://127.0.0.1/x"]));
    if !placed {
        job.files.iter_mut().for_each(|file| file.placement = None);
    }
    let (cancel, started) = (job.cancel.clone(), Instant::now());
    let mut reasons = Vec::new();
    let run = watch((job, receiver), Disk::default(), |event| {
        if let DownloadEvent::Reason(Some(reason)) = event {
            reasons.push(format!("{}: {}", reason.code.as_str(), reason.text));
            if reason.code == ReasonCode::WebSeedFailed {
                cancel.cancel();
            }
        }
    });
    let outcome = tokio::time::timeout(Duration::from_hours(1), run).await;
    let outcome = outcome.map_or(Err(DownloadError::Cancelled), |outcome| outcome.result);
    assert_eq!(outcome, Err(DownloadError::Cancelled));
    (reasons, started.elapsed())
}

#[tokio::test(start_paused = true)]
async fn a_node_that_says_no_is_not_waited_for() {
    for (format, placed) in [(TorrentFormat::V1, true), (TorrentFormat::V2, false)] {
        let world = World::torrent(format, &[100_000]);
        let (reasons, took) = until_asked(&world, &Node::new(), placed).await;
        let [reason] = reasons.as_slice() else { panic!("{reasons:?}") };
        assert!(reason.contains("web seed 127.0.0.1: refused"), "{reason}");
        assert!(took < Duration::from_secs(1), "{took:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_that_says_nothing_is_given_half_a_minute() {
    let world = World::torrent(TorrentFormat::V1, &[100_000]);
    let away = Node::having(&world);
    away.control.set_away("unplugged");
    let hangs = Node::having(&world);
    hangs.control.set_hang(true);
    for node in [away, hangs] {
        let (_, took) = until_asked(&world, &node, true).await;
        let (least, most) = (Duration::from_secs(30), Duration::from_secs(40));
        assert!(took >= least && took < most, "{took:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_no_hash_proves_comes_from_no_seed() {
    let world = World::dataset(100_000);
    let (reasons, _) = until_asked(&world, &Node::new(), false).await;
    assert!(reasons.iter().all(|reason| reason.starts_with("not_in_codex")), "{reasons:?}");
}

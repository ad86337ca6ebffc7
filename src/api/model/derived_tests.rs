use super::*;
use crate::api::model::samples::{NOW, magnet, seed, torrent};
use crate::session::TransferTotals;

fn totals(downloaded: u64, uploaded: u64) -> TransferTotals {
    TransferTotals { downloaded, uploaded, ..TransferTotals::default() }
}

#[test]
fn eta_of_a_download_is_what_is_left_by_the_mean_rate() {
    let mut status = torrent("single");
    assert_eq!(eta(&status, NOW), ETA_UNKNOWN);
    status.mean_download_rate = 1000;
    (status.wanted, status.wanted_done) = (10_000, 4_500);
    assert_eq!(eta(&status, NOW), 5);
    status.stopped = true;
    assert_eq!(eta(&status, NOW), ETA_UNKNOWN);
    assert_eq!(eta(&magnet(), NOW), ETA_UNKNOWN);
}

#[test]
fn eta_of_a_seed_is_the_nearest_limit_and_never_negative() {
    let mut status = seed("single");
    assert_eq!(eta(&status, NOW), ETA_UNKNOWN);
    status.effective_limits.seeding_minutes = Some(10);
    assert_eq!(eta(&status, NOW), 600 - 50);
    assert_eq!(eta(&status, NOW + 10_000), 0);
    status.totals = totals(1000, 500);
    status.effective_limits.ratio = Some(1.0);
    assert_eq!(eta(&status, NOW), 550, "a ratio limit counts only while something is served");
    status.mean_upload_rate = 100;
    assert_eq!(eta(&status, NOW), 5);
    status.totals = totals(1000, 5000);
    assert_eq!(eta(&status, NOW), 0);
    status.stopped = true;
    assert_eq!(eta(&status, NOW), ETA_UNKNOWN);
}

#[test]
fn inactivity_counts_from_the_last_payload() {
    let mut status = seed("single");
    status.effective_limits.inactive_minutes = Some(1);
    status.last_activity = Some(NOW - 20);
    assert_eq!(eta(&status, NOW), 40);
    status.upload_rate = 1;
    assert_eq!(eta(&status, NOW), 60);
    assert_eq!(last_activity(&status, NOW), NOW);
    status.stopped = true;
    assert_eq!(last_activity(&status, NOW), NOW - 20);
    status.last_activity = None;
    assert_eq!(last_activity(&status, NOW), status.added_on);
}

#[test]
fn popularity_is_ratio_by_month() {
    let mut status = seed("single");
    assert_eq!(popularity(&status, NOW), Some(0.0));
    status.totals = totals(1_000_000_000, 500_000_000);
    status.active_time.running_since = Some(NOW - 2_629_746);
    assert_eq!(popularity(&status, NOW), Some(0.5));
    (status.totals, status.wanted_done) = (totals(0, 5), 0);
    assert_eq!(popularity(&status, NOW), None);
    status.active_time = crate::session::Stopwatch::default();
    assert_eq!(popularity(&status, NOW), Some(0.0));
}

#[test]
fn averages_need_time() {
    let mut status = torrent("single");
    status.totals = totals(1000, 200);
    assert_eq!(download_speed_avg(&status, NOW), 10);
    assert_eq!(upload_speed_avg(&status, NOW), 2);
    status.active_time.running_since = None;
    assert_eq!((download_speed_avg(&status, NOW), upload_speed_avg(&status, NOW)), (-1, -1));
}

#[test]
fn availability_is_evidence() {
    let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
    assert!(close(availability(&magnet()), 0.0));
    assert!(close(availability(&seed("single")), -1.0));
    let mut status = torrent("hybrid");
    let mut pieces = crate::torrent::Bitfield::new(status.pieces.len());
    pieces.set_range(0..3);
    status.pieces = std::sync::Arc::new(pieces);
    assert!(close(availability(&status), 0.272), "{}", availability(&status));
    let holder = crate::session::Peer {
        host: "192.0.2.1".to_owned(),
        port: 1,
        client: String::new(),
        incoming: false,
        download_rate: 0,
        upload_rate: 0,
        downloaded: 0,
        uploaded: 0,
        progress: 1.0,
        files: [].into(),
    };
    let reader = crate::session::Peer { progress: 0.5, ..holder.clone() };
    status.peers = [holder.clone(), reader, holder].into();
    assert!(close(availability(&status), 2.272));
}

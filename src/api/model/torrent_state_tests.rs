use super::*;
use crate::api::model::samples::{magnet, seed, torrent};
use crate::session::TorrentState as Core;

/// Every combination of what decides, and the word for it by the table of rules.
#[test]
fn every_combination_follows_the_table() {
    let (bare, full) = (magnet(), torrent("single"));
    let cores = [
        Core::ResolvingMetadata,
        Core::CheckingFiles,
        Core::Downloading,
        Core::Seeding,
        Core::Moving,
        Core::MissingFiles,
        Core::Error("x".to_owned()),
    ];
    let mut seen = 0;
    for core in &cores {
        for bits in 0..128_u8 {
            let bit = |n: u8| bits & (1 << n) != 0;
            let metadata = bit(0);
            let mut status = if metadata { full.clone() } else { bare.clone() };
            status.state = core.clone();
            (status.stopped, status.forced, status.queued) = (bit(1), bit(2), bit(3));
            status.had_finished = bit(4);
            status.download_rate = u64::from(bit(5));
            status.upload_rate = u64::from(bit(6));
            let state = TorrentState::of(&status).as_str();
            let by_flags = |stopped, queued, forced, moving, else_| match () {
                () if bit(1) => stopped,
                () if bit(3) => queued,
                () if bit(2) => forced,
                () if (moving == "uploading" && bit(6)) || (moving == "downloading" && bit(5)) => {
                    moving
                }
                () => else_,
            };
            let expected = match core {
                Core::Moving => "moving",
                Core::MissingFiles => "missingFiles",
                Core::Error(_) => "error",
                _ if !metadata || *core == Core::ResolvingMetadata => {
                    by_flags("stoppedDL", "queuedDL", "forcedMetaDL", "", "metaDL")
                }
                Core::CheckingFiles if !bit(1) && bit(4) => "checkingUP",
                Core::CheckingFiles if !bit(1) => "checkingDL",
                Core::Seeding => {
                    by_flags("stoppedUP", "queuedUP", "forcedUP", "uploading", "stalledUP")
                }
                _ => by_flags("stoppedDL", "queuedDL", "forcedDL", "downloading", "stalledDL"),
            };
            assert_eq!(state, expected, "{core:?} {bits:07b}");
            seen += 1;
        }
    }
    assert_eq!(seen, 7 * 128);
}

#[test]
fn stopping_a_check_of_what_was_complete_keeps_it_complete() {
    let mut status = seed("single");
    (status.state, status.stopped) = (Core::CheckingFiles, true);
    assert_eq!(TorrentState::of(&status).as_str(), "stoppedUP");
    status.wanted_done = 0;
    assert_eq!(TorrentState::of(&status).as_str(), "stoppedDL");
}

#[test]
fn words_and_json_agree_and_are_nineteen() {
    let words: std::collections::BTreeSet<_> =
        TorrentState::ALL.iter().map(|state| state.as_str()).collect();
    assert_eq!(words.len(), 19);
    for state in TorrentState::ALL {
        assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
    }
}

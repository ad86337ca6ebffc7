//! The state machine of a torrent, written down: which state may follow which.
//!
//! Stopped, forced and queued are not states but flags beside it. The actor makes every change
//! through one function, which asks [`TorrentState::may_become`]; a transition that is not in
//! the table is a mistake in the program.
//!
//! ```text
//! ResolvingMetadata ──▶ CheckingFiles ──▶ Downloading ──▶ Moving ──▶ Seeding
//!                            │   ▲             ▲  │                    │
//!                            │   └── recheck ──┴──┴────────────────────┤
//!                            └─────────────▶ Moving                    │
//!   a file becomes wanted again: Seeding ──▶ Downloading               │
//!   verified files are gone:     Seeding, Moving ──▶ MissingFiles ─ start ─▶ CheckingFiles
//!   a file cannot be used:       any     ──▶ Error        ─ start ─▶ CheckingFiles
//! ```

use super::status::TorrentState;

/// The states without what they carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// [`TorrentState::ResolvingMetadata`]
    Resolving,
    /// [`TorrentState::CheckingFiles`]
    Checking,
    /// [`TorrentState::Downloading`]
    Downloading,
    /// [`TorrentState::Seeding`]
    Seeding,
    /// [`TorrentState::Moving`]
    Moving,
    /// [`TorrentState::MissingFiles`]
    Missing,
    /// [`TorrentState::Error`]
    Error,
}

/// Every allowed change; staying where it is is always allowed.
const TRANSITIONS: [(Kind, &[Kind]); 7] = [
    (Kind::Resolving, &[Kind::Checking, Kind::Error]),
    (Kind::Checking, &[Kind::Downloading, Kind::Moving, Kind::Error]),
    (Kind::Downloading, &[Kind::Moving, Kind::Checking, Kind::Error]),
    (Kind::Seeding, &[Kind::Moving, Kind::Checking, Kind::Downloading, Kind::Missing, Kind::Error]),
    (Kind::Moving, &[Kind::Seeding, Kind::Downloading, Kind::Checking, Kind::Missing, Kind::Error]),
    (Kind::Missing, &[Kind::Checking, Kind::Error]),
    (Kind::Error, &[Kind::Checking, Kind::Resolving, Kind::Missing]),
];

impl TorrentState {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::ResolvingMetadata => Kind::Resolving,
            Self::CheckingFiles => Kind::Checking,
            Self::Downloading => Kind::Downloading,
            Self::Seeding => Kind::Seeding,
            Self::Moving => Kind::Moving,
            Self::MissingFiles => Kind::Missing,
            Self::Error(_) => Kind::Error,
        }
    }

    /// True when `next` may follow this state.
    pub(super) fn may_become(&self, next: &Self) -> bool {
        let (from, to) = (self.kind(), next.kind());
        from == to
            || TRANSITIONS
                .iter()
                .any(|(state, followers)| *state == from && followers.contains(&to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> [TorrentState; 7] {
        [
            TorrentState::ResolvingMetadata,
            TorrentState::CheckingFiles,
            TorrentState::Downloading,
            TorrentState::Seeding,
            TorrentState::Moving,
            TorrentState::MissingFiles,
            TorrentState::Error("why".to_owned()),
        ]
    }

    #[test]
    fn every_pair_is_decided_and_nothing_skips_verification() {
        for from in all() {
            for to in all() {
                let allowed = from.may_become(&to);
                // Seeding is reached only from a finished move, so never without a check or a
                // verified download before it.
                if to == TorrentState::Seeding {
                    let legal = matches!(from, TorrentState::Moving | TorrentState::Seeding);
                    assert_eq!(allowed, legal, "{from:?} -> {to:?}");
                }
                // Whatever is broken comes back through a check or a new look-up.
                if matches!(from, TorrentState::MissingFiles) {
                    let back = matches!(
                        to,
                        TorrentState::CheckingFiles
                            | TorrentState::MissingFiles
                            | TorrentState::Error(_)
                    );
                    assert_eq!(allowed, back, "{from:?} -> {to:?}");
                }
            }
        }
    }

    #[test]
    fn each_state_is_listed_once_and_can_be_left() {
        for state in all() {
            let rows = TRANSITIONS.iter().filter(|(from, _)| *from == state.kind());
            assert_eq!(rows.count(), 1, "{state:?}");
            assert!(all().iter().any(|next| next != &state && state.may_become(next)));
        }
    }
}

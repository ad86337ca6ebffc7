//! Reading torrents and records within the bounds that the settings give.
//!
//! `bdecode_depth_limit` and `bdecode_token_limit` count for everything that comes from outside:
//! uploads, links, files, records of nodes; so do libtorrent's `max_piece_count` and, for records,
//! `max_metadata_size`. They can only narrow the bounds that are built in.
//! What the session stored itself is always read with those, so that a lower limit never loses a
//! torrent. Pure; the numbers are shared by all who read.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};

use super::Session;
use super::settings::libtorrent::Own;
use super::settings::{Key, SettingsPack};
use crate::torrent::bencode::BencodeError;
use crate::torrent::{Metainfo, MetainfoError, MetainfoLimits, Record, RecordError};

/// Bounds on torrents from outside; cheap to clone, all clones are one.
#[derive(Debug, Clone)]
pub struct ParseLimits(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    depth: AtomicUsize,
    tokens: AtomicUsize,
    pieces: AtomicU32,
    /// Bytes of a record.
    record: AtomicU64,
}

/// Why bytes are not taken as a torrent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// It is no torrent that this program reads.
    #[error("{0}")]
    Bad(String),
    /// It is beyond a limit that the settings name.
    #[error("{0}")]
    Beyond(String),
}

impl Default for ParseLimits {
    /// Those that are built in.
    fn default() -> Self {
        let built_in = MetainfoLimits::default();
        Self(Arc::new(Shared {
            depth: built_in.bencode.max_depth.into(),
            tokens: built_in.bencode.max_tokens.into(),
            pieces: built_in.max_pieces.into(),
            record: u64::MAX.into(),
        }))
    }
}

impl ParseLimits {
    pub(super) fn new(settings: &SettingsPack) -> Self {
        let made = Self::default();
        made.set(settings);
        made
    }

    pub(super) fn set(&self, settings: &SettingsPack) {
        let built_in = MetainfoLimits::default().bencode;
        let number = |key| usize::try_from(settings.int(key)).unwrap_or(0).max(1);
        let depth = number(Key::BdecodeDepthLimit).min(built_in.max_depth);
        let tokens = number(Key::BdecodeTokenLimit).min(built_in.max_tokens);
        self.0.depth.store(depth, Ordering::Relaxed);
        self.0.tokens.store(tokens, Ordering::Relaxed);
        let pieces = u32::try_from(settings.own_int(Own::MaxPieceCount)).unwrap_or(1);
        self.0.pieces.store(pieces, Ordering::Relaxed);
        let record = u64::try_from(settings.own_int(Own::MaxMetadataSize)).unwrap_or(1);
        self.0.record.store(record, Ordering::Relaxed);
    }

    /// Bytes that a record may have.
    pub(super) fn record_size(&self) -> u64 {
        self.0.record.load(Ordering::Relaxed)
    }

    fn now(&self) -> MetainfoLimits {
        let mut limits = MetainfoLimits::default();
        limits.bencode.max_depth = self.0.depth.load(Ordering::Relaxed);
        limits.bencode.max_tokens = self.0.tokens.load(Ordering::Relaxed);
        limits.max_pieces = limits.max_pieces.min(self.0.pieces.load(Ordering::Relaxed));
        limits
    }

    /// Reads a `.torrent`.
    ///
    /// # Errors
    /// [`ParseError`]; `Beyond` names the setting.
    pub fn torrent(&self, bytes: &[u8]) -> Result<Metainfo, ParseError> {
        Metainfo::parse_with_limits(bytes, self.now()).map_err(|error| {
            let cause = match &error {
                MetainfoError::Bencode(cause) => beyond(*cause),
                MetainfoError::TooManyPieces(limit) => Some(too_many_pieces(*limit)),
                _ => None,
            };
            cause.unwrap_or_else(|| ParseError::Bad(error.to_string()))
        })
    }

    /// Reads a record.
    pub(super) fn record(&self, bytes: &[u8]) -> Result<Record, ParseError> {
        Record::parse_with_limits(bytes, self.now()).map_err(|error| {
            let cause = match &error {
                RecordError::Bencode(cause) => beyond(*cause),
                RecordError::Metainfo(MetainfoError::TooManyPieces(limit)) => {
                    Some(too_many_pieces(*limit))
                }
                _ => None,
            };
            cause.unwrap_or_else(|| ParseError::Bad(error.to_string()))
        })
    }
}

fn too_many_pieces(limit: u32) -> ParseError {
    let text = format!("the torrent has more than {limit} pieces, which max_piece_count allows");
    ParseError::Beyond(text)
}

fn beyond(error: BencodeError) -> Option<ParseError> {
    let text = match error {
        BencodeError::TooDeep(limit) => format!(
            "the torrent is nested deeper than {limit} levels, which bdecode_depth_limit allows"
        ),
        BencodeError::TooManyTokens(limit) => {
            format!("the torrent has more than {limit} elements, which bdecode_token_limit allows")
        }
        _ => return None,
    };
    Some(ParseError::Beyond(text))
}

impl Session {
    /// Bounds on torrents from outside, as the settings are now and whenever they change.
    pub fn parse_limits(&self) -> ParseLimits {
        self.intake.limits()
    }
}

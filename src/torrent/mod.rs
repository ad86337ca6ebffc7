//! Torrents as data: metainfo, identities, links, layout, records.
//!
//! PURE: no tokio, no `std::fs`, no clock, no other module of this crate. Everything here is a
//! value or a function of its arguments, runs on the caller's thread, and survives any input:
//! sizes, depths and counts are bounded, and nothing panics.
//!
//! * [`bencode`]: the encoding, strict and borrowed.
//! * [`Metainfo`], [`Info`], [`FileEntry`]: a `.torrent`, v1, v2 or hybrid.
//! * [`InfoHash`], [`TorrentId`]: what a torrent is called.
//! * [`Magnet`]: links, bare hashes, bare Codex identifiers.
//! * [`FileLayout`]: file ↔ byte ↔ piece, and paths on disk.
//! * [`PieceHasher`]: is this piece right?
//! * [`Record`], [`RecordPlacement`]: where the content lies in Codex.
//! * [`WebSeedPaths`]: where the files lie on a web seed.
//! * [`TorrentBuilder`]: new torrents.
//! * [`Bitfield`], [`file_path`], [`merkle`], [`natural_cmp`]: the parts of these.
//!
//! Deliberately absent: what a CID means (`codex`), what is on disk (`session`), peers.

pub mod bencode;
mod bitfield;
mod create;
pub mod file_path;
mod info;
mod info_hash;
mod info_parse;
mod layout;
mod magnet;
pub mod merkle;
mod metainfo;
mod natural;
mod record;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_made;
mod verify;
mod web_seed;

pub use bitfield::Bitfield;
pub use create::{
    CreateError, CreateFile, CreateParams, TorrentBuilder, TorrentFormat, auto_piece_length,
};
pub use info::{FileEntry, Info};
pub use info_hash::{InfoHash, InfoHashV1, InfoHashV2, ParseHashError, TorrentId};
pub use layout::{ContentLayout, FileLayout, LayoutFile, Segment};
pub use magnet::{Magnet, MagnetError, is_cid_shaped, percent_encode};
pub use metainfo::{Metainfo, MetainfoError, MetainfoLimits};
pub use natural::natural_cmp;
pub use record::{PlacementFile, Record, RecordError, RecordPlacement};
pub use verify::PieceHasher;
pub use web_seed::WebSeedPaths;

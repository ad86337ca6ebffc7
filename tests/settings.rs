//! The map of settings as a whole: what was recorded of qBittorrent is stored and read back here,
//! every row is documented and its effect tested, a request is applied whole or not at all.
//!
//! What single settings do is tested in `tests/api/settings` and beside what they act on.

#[cfg(test)]
pub mod common;
#[cfg(test)]
#[path = "common/server.rs"]
pub mod server;

#[cfg(test)]
#[path = "settings/coverage.rs"]
mod coverage;
#[cfg(test)]
#[path = "settings/document.rs"]
mod document;
#[cfg(test)]
#[path = "settings/matrix.rs"]
mod matrix;
#[cfg(test)]
#[path = "settings/pictures.rs"]
mod pictures;
#[cfg(test)]
#[path = "settings/proofs.rs"]
mod proofs;
#[cfg(test)]
#[path = "settings/recording.rs"]
mod recording;
#[cfg(test)]
#[path = "settings/whole.rs"]
mod whole;

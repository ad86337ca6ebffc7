//! What tests of this module share.

use super::*;

/// A hybrid of a path, not seeded.
pub(super) fn task(source: &str) -> CreateTask {
    CreateTask {
        source_path: PathBuf::from(source),
        torrent_path: None,
        format: TorrentFormat::Hybrid,
        piece_size: 0,
        private: false,
        ignore_dotfiles: true,
        pad_above: None,
        comment: String::new(),
        source: String::new(),
        trackers: vec![String::new()],
        web_seeds: vec![String::new()],
        start_seeding: false,
        publish: false,
    }
}

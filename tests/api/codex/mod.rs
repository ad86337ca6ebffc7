//! `codex/*`: what qBittorrent does not have.

mod settings;

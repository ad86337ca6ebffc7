//! `codex/*`: what qBittorrent does not have.

mod presets;
mod settings;

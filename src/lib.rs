//! qcodex: a qBittorrent-compatible WebUI backend on a Codex-backed session.

pub mod api;
pub mod app;
pub mod cli;
pub mod clock;
pub mod codex;
pub mod config;
pub mod db;
pub mod fetch;
pub mod node_api;
pub mod services;
pub mod session;
pub mod tasks;
pub mod telemetry;
pub mod throttle;
pub mod torrent;
pub mod webui;

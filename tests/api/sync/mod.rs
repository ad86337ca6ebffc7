//! `sync/*` over HTTP.

mod maindata;
mod torrent_peers;

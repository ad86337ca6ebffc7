//! Features on top of the session that could be left out: each owns its state, talks to the
//! session through its handle, and knows no HTTP server.
//!
//! * [`creator`]: makes torrents of what lies on this machine.
//! * [`ip_filter`]: who may not read from the embedded node.
//! * [`log_file`]: writes the log into a file.
//! * [`mail`]: mail to the user; [`finish_mail`]: when a download has ended.
//! * [`peer_facts`]: names and countries of peers.
//! * [`program`]: runs the user's programs when something happens to a torrent.
//! * [`torrent_backup`]: keeps copies of `.torrent` files.
//! * [`watch`]: adds what is put into watched folders.
//!
//! Deliberately absent: anything that changes a torrent's state by itself; that is the session's.

pub mod creator;
pub mod finish_mail;
mod follow;
pub mod ip_filter;
pub mod log_file;
pub mod mail;
pub mod peer_facts;
pub mod program;
pub mod torrent_backup;
pub mod watch;

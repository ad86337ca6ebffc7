//! Features on top of the session that could be left out: each owns its state, talks to the
//! session through its handle, and knows no HTTP server.
//!
//! * [`creator`]: makes torrents of what lies on this machine.
//! * [`ip_filter`]: who may not read from the embedded node.
//! * [`log_file`]: writes the log into a file.
//! * [`mail`]: mail to the user.
//! * [`watch`]: adds what is put into watched folders.
//! * [`peer_facts`]: names and countries of peers.
//!
//! Deliberately absent: anything that changes a torrent's state by itself; that is the session's.

pub mod creator;
mod follow;
pub mod ip_filter;
pub mod log_file;
pub mod mail;
pub mod peer_facts;
pub mod watch;

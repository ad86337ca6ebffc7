//! `sync/maindata` over HTTP as clients follow it: whatever they polled and missed, what they hold
//! after merging is what a full answer says.
//!
//! The rules of merging are those of `fixtures/maindata`, which the page's tests share; a run with
//! `QCODEX_BLESS=1` writes one real conversation there.

#[cfg(test)]
pub mod common;
#[cfg(test)]
#[path = "sync/edits.rs"]
pub mod edits;
#[cfg(test)]
#[path = "sync/follow.rs"]
pub mod follow;
#[cfg(test)]
#[path = "sync/merge.rs"]
pub mod merge;

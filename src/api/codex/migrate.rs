//! `codex/migrate`: moving to another node, and how far that is.
//!
//! Whoever names a node moves there: it is asked first, then stored, then used. Items are
//! published there from their files, so info hashes stay and only CIDs change; the former node is
//! read from until the last one is done.

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::Migration;

/// How far a move is.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Move {
    /// The former node; null when nothing is moving.
    from: Option<String>,
    /// The node in use.
    to: String,
    /// Items and bytes.
    items: MovedItems,
    /// What hinders items, at most 100 of them.
    troubles: Vec<Trouble>,
}

/// Items of a move.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct MovedItems {
    /// Items whose last try failed; they are tried again by themselves.
    failed: u64,
    /// Items that stay out: private, taken out, or not complete.
    left_out: u64,
    /// Items that are published in the node in use.
    published: u64,
    /// Their bytes.
    published_bytes: u64,
    /// Items that wait for it or are being copied.
    waiting: u64,
    /// Their bytes.
    waiting_bytes: u64,
}

/// What hinders an item.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Trouble {
    /// Which.
    hash: String,
    /// Its name.
    name: String,
    /// Why, for users.
    reason: String,
}

impl From<Migration> for Move {
    fn from(migration: Migration) -> Self {
        let troubles = migration.troubles.into_iter().map(|trouble| Trouble {
            hash: trouble.id.to_string(),
            name: trouble.name,
            reason: trouble.reason,
        });
        Self {
            from: migration.from,
            to: migration.to,
            items: MovedItems {
                failed: migration.failed,
                left_out: migration.left_out,
                published: migration.published,
                published_bytes: migration.published_bytes,
                waiting: migration.waiting,
                waiting_bytes: migration.waiting_bytes,
            },
            troubles: troubles.collect(),
        }
    }
}

/// `codex/migrate`: how far the move is; by POST with `to`, begins one to that node (`embedded`
/// or a URL), and with `end=true` lets the former node go at once.
///
/// # Errors
/// 400 for a node that cannot be used, in a sentence; 409 when command line or environment
/// chose the node, and for both at once.
pub(crate) async fn migrate(call: Call) -> Answer {
    let session = call.session();
    let ends = call.params.flag("end").unwrap_or(false);
    match call.params.get("to") {
        Some(_) if ends => return Err(ApiError::conflict("use either to or end")),
        Some(to) => session.migrate(to).await?,
        None if ends => session.end_migration().await?,
        None => {}
    }
    Reply::json(&Move::from(session.migration()))
}

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
    /// What is left in the former node.
    former: Former,
}

/// The former node.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Former {
    /// Datasets in it that were copied there from here; 0 when nothing is moving.
    copies: u64,
    /// They are removed when everything has moved.
    removes: bool,
    /// Why they cannot be removed now; null while nothing hinders that.
    trouble: Option<String>,
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
        let (counts, former) = (migration.counts, migration.former);
        let troubles = migration.troubles.into_iter().map(|trouble| Trouble {
            hash: trouble.id.to_string(),
            name: trouble.name,
            reason: trouble.reason,
        });
        Self {
            from: migration.from,
            to: migration.to,
            items: MovedItems {
                failed: counts.failed,
                left_out: counts.left_out,
                published: counts.published,
                published_bytes: counts.published_bytes,
                waiting: counts.waiting,
                waiting_bytes: counts.waiting_bytes,
            },
            troubles: troubles.collect(),
            former: Former {
                copies: former.copies,
                removes: former.removes,
                trouble: former.trouble,
            },
        }
    }
}

/// `codex/migrate`: how far the move is; by POST with `to`, begins one to that node (`embedded`
/// or a URL); with `remove` says whether what was copied into the former node is removed from it
/// when everything has moved; and with `end=true` lets the former node go at once.
///
/// # Errors
/// 400 for a node that cannot be used, in a sentence; 409 when command line or environment
/// chose the node, for `end` with anything else, and for `remove` when nothing is moving.
pub(crate) async fn migrate(call: Call) -> Answer {
    let session = call.session();
    let ends = call.params.flag("end").unwrap_or(false);
    let removes = call.params.flag("remove");
    if ends && (removes.is_some() || call.params.get("to").is_some()) {
        return Err(ApiError::conflict("end stands alone"));
    }
    if let Some(to) = call.params.get("to") {
        session.migrate(to).await?;
    }
    if let Some(remove) = removes
        && !session.remove_former_copies(remove).await?
        && remove
    {
        return Err(ApiError::conflict("nothing is moving, so nothing is removed"));
    }
    if ends {
        session.end_migration().await?;
    }
    Reply::json(&Move::from(session.migration()))
}

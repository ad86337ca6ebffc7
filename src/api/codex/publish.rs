//! `codex/publish`, `codex/unpublish`: putting items into Codex and taking them out, by hand.
//!
//! The decision is stored before the answer; the work follows. An item for which that makes no
//! sense is answered by itself: the others are not held back.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::api::call::Call;
use crate::api::extract::parse_torrent_id;
use crate::api::reply::{Answer, Reply};
use crate::session::{PublishNote, PublishOrder, PublishOutcome, Selection};
use crate::torrent::TorrentId;

/// What came of it, by hash as it was sent.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PublishAnswer {
    items: BTreeMap<String, PublishedItem>,
}

/// What came of it for one item.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PublishedItem {
    /// Word for `reason`, for programs; null without one.
    code: Option<&'static str>,
    /// It is done or will be.
    ok: bool,
    /// Why not; of what is taken, what it waits for. Null for what is done at once.
    reason: Option<&'static str>,
}

impl From<PublishOutcome> for PublishedItem {
    fn from(outcome: PublishOutcome) -> Self {
        Self {
            code: outcome.note.map(PublishNote::code),
            ok: outcome.ok,
            reason: outcome.note.map(PublishNote::text),
        }
    }
}

/// `codex/publish`: now what is complete and verified, what is not when it is.
///
/// # Errors
/// Only when the session fails.
pub(crate) async fn publish(call: Call) -> Answer {
    let private = call.params.flag("private").unwrap_or(false);
    order(&call, PublishOrder::Publish { private }).await
}

/// `codex/unpublish`: what this session put into the node for it goes, and stays away.
///
/// # Errors
/// Only when the session fails.
pub(crate) async fn unpublish(call: Call) -> Answer {
    order(&call, PublishOrder::Unpublish).await
}

async fn order(call: &Call, order: PublishOrder) -> Answer {
    let session = call.session();
    let which = call.params.selection("hashes");
    // By the names that the client used: some are other hashes of the same item.
    let named: Option<Vec<(String, Option<TorrentId>)>> =
        matches!(which, Selection::Ids(_)).then(|| {
            let named = call.params.list("hashes", '|');
            let id = |text: &str| Some(session.torrent(parse_torrent_id(text)?)?.id);
            named.map(|text| (text.to_owned(), id(text))).collect()
        });
    let outcomes = session.order_publication(which, order).await?;
    let items = match named {
        None => {
            outcomes.into_iter().map(|(id, outcome)| (id.to_string(), outcome.into())).collect()
        }
        Some(named) => {
            let outcomes: BTreeMap<TorrentId, PublishOutcome> = outcomes.into_iter().collect();
            let unknown = PublishOutcome { ok: false, note: Some(PublishNote::NotFound) };
            let item = |(text, id): (String, Option<TorrentId>)| {
                let outcome = id.and_then(|id| outcomes.get(&id)).copied().unwrap_or(unknown);
                (text, outcome.into())
            };
            named.into_iter().map(item).collect()
        }
    };
    Reply::json(&PublishAnswer { items })
}

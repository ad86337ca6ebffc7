//! What is read: the list and the parts of one torrent.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::filter::{self, StateFilter};
use super::torrent;
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::extract::{Params, parse_torrent_id};
use crate::api::json::to_vec;
use crate::api::model::{self, derived};
use crate::api::reply::{Answer, Reply};
use crate::api::sync::{self, Row};
use crate::session::{ExportError, TorrentStatus};
use crate::torrent::TorrentId;

/// `torrents/count`, as text.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every handler")]
pub(crate) fn count(call: &Call) -> Answer {
    Ok(Reply::text(call.session().torrent_count().to_string()))
}

/// `torrents/info`. Without `sort`, in the order in which torrents were added.
///
/// # Errors
/// 400 for a `sort` that names no member, unless there is nothing to sort.
pub(crate) fn info(call: &Call) -> Answer {
    let params = &call.params;
    let only = wanted_ids(call);
    let mut rows = sync::rows(call, only.as_deref());
    let state = StateFilter::parse(params.text("filter"));
    let category = params.get("category");
    let tag = params.get("tag").map(str::trim);
    let private = params.flag("private");
    rows.retain(|row| {
        let status = row.status();
        state.admits(status)
            && category.is_none_or(|wanted| filter::in_category(&status.category, wanted))
            && tag.is_none_or(|tag| match tag {
                "" => status.tags.is_empty(),
                tag => status.tags.contains(tag),
            })
            && private.is_none_or(|wanted| is_private(status) == wanted)
    });
    let now = call.state.clock.unix_secs();
    rows.sort_unstable_by_key(|row| (row.status().added_on, row.status().id));
    let reverse = params.flag("reverse").unwrap_or(false);
    match params.text("sort") {
        "" if reverse => rows.reverse(),
        "" => {}
        key => {
            if !filter::sort(&mut rows, key, reverse, now, call.dialect) {
                return Err(ApiError::bad("'sort' parameter is invalid"));
            }
        }
    }
    let limit = params.int("limit").unwrap_or(0);
    let offset = params.int("offset").unwrap_or(0);
    write_list(call, &filter::page(rows, limit, offset), now)
}

/// The ids that `hashes` asks for; `None` without a restriction. `all` is not special here.
fn wanted_ids(call: &Call) -> Option<Vec<TorrentId>> {
    if call.params.text("hashes").is_empty() {
        return None;
    }
    let session = call.session();
    // Through the session, because the v1 hash of a hybrid names it too.
    let ids = call.params.list("hashes", '|').filter_map(parse_torrent_id);
    Some(ids.filter_map(|id| session.torrent(id)).map(|status| status.id).collect())
}

fn write_list(call: &Call, rows: &[Arc<Row>], now: i64) -> Answer {
    let files = call.params.flag("includeFiles").unwrap_or(false);
    let trackers = call.params.flag("includeTrackers").unwrap_or(false);
    let mut out = Vec::with_capacity(rows.len().saturating_mul(2600).saturating_add(2));
    out.push(b'[');
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        let mut extra = Vec::new();
        if files && row.status().has_metadata() {
            extra.push(("files", written(&model::files(row.status()))?));
        }
        if trackers {
            let list: Vec<_> = row.status().trackers.iter().map(model::Tracker::of).collect();
            extra.push(("trackers", written(&list)?));
        }
        row.write_info(&mut out, now, call.dialect, &extra);
    }
    out.push(b']');
    Ok(Reply::json_bytes(out))
}

fn written<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, ApiError> {
    to_vec(value)
        .map_err(|error| ApiError::Internal(format!("could not write the answer: {error}")))
}

fn is_private(status: &TorrentStatus) -> bool {
    let metainfo = status.content.as_ref().and_then(|content| content.metainfo());
    metainfo.is_some_and(|metainfo| metainfo.info.private)
}

/// `torrents/properties`.
///
/// # Errors
/// 404.
pub(crate) fn properties(call: &Call) -> Answer {
    let now = call.state.clock.unix_secs();
    Reply::json(&model::Properties::of(&*torrent(call)?, now))
}

/// `torrents/files`, all or the `indexes` in their order.
///
/// # Errors
/// 404; 409 for an index that is no number or too large.
pub(crate) fn files(call: &Call) -> Answer {
    let status = torrent(call)?;
    let mut files = model::files(&status);
    if !call.params.text("indexes").is_empty() && status.has_metadata() {
        files = chosen_files(&files, &call.params)?;
    }
    if let Some(first) = files.first_mut() {
        first.is_seed = Some(derived::is_seeding(&status));
    }
    Reply::json(&files)
}

fn chosen_files(all: &[model::File], params: &Params) -> Result<Vec<model::File>, ApiError> {
    let mut chosen = Vec::new();
    // Each file once, so that a long list of equal indexes cannot make a huge answer.
    let mut seen = BTreeSet::new();
    for text in params.list("indexes", '|') {
        let index: usize = text
            .trim()
            .parse()
            .map_err(|_| ApiError::conflict(format!("\"{text}\" is not a valid file index.")))?;
        let file = all
            .get(index)
            .ok_or_else(|| ApiError::conflict(format!("Index {index} is out of bounds.")))?;
        if seen.insert(index) {
            chosen.push(file.clone());
        }
    }
    Ok(chosen)
}

/// `torrents/trackers`.
///
/// # Errors
/// 404.
pub(crate) fn trackers(call: &Call) -> Answer {
    Reply::json(&model::trackers(&*torrent(call)?))
}

/// `torrents/webseeds`.
///
/// # Errors
/// 404.
pub(crate) fn web_seeds(call: &Call) -> Answer {
    Reply::json(&model::web_seeds(&*torrent(call)?))
}

/// `torrents/pieceStates`: 0 missing, 1 being fetched, 2 verified.
///
/// # Errors
/// 404.
pub(crate) fn piece_states(call: &Call) -> Answer {
    let status = torrent(call)?;
    let active: BTreeSet<u32> = status.pieces_active.iter().copied().collect();
    let state = |piece: u32| -> u8 {
        if usize::try_from(piece).is_ok_and(|index| status.pieces.get(index)) {
            2
        } else {
            u8::from(active.contains(&piece))
        }
    };
    Reply::json(&(0..piece_count(&status)).map(state).collect::<Vec<_>>())
}

/// `torrents/pieceHashes`: SHA-1 of each piece; nothing for v2 torrents and bare datasets, which
/// have none.
///
/// # Errors
/// 404.
pub(crate) fn piece_hashes(call: &Call) -> Answer {
    let status = torrent(call)?;
    let metainfo = status.content.as_ref().and_then(|content| content.metainfo());
    let hashes: Vec<String> = metainfo.map_or_else(Vec::new, |metainfo| {
        (0..metainfo.info.piece_count)
            .map_while(|piece| metainfo.info.piece_hash_v1(piece))
            .map(|hash| data_encoding::HEXLOWER.encode(&hash))
            .collect()
    });
    Reply::json(&hashes)
}

/// `torrents/pieceAvailability`: nodes known to hold each piece; nothing when complete.
///
/// # Errors
/// 404.
pub(crate) fn piece_availability(call: &Call) -> Answer {
    let status = torrent(call)?;
    let pieces = if derived::is_seeding(&status) { 0 } else { piece_count(&status) };
    Reply::json(&vec![status.seeds(); usize::try_from(pieces).unwrap_or(0)])
}

fn piece_count(status: &TorrentStatus) -> u32 {
    status.content.as_ref().map_or(0, |content| content.pieces)
}

/// `torrents/export`: the user's `.torrent` with the key `codex`.
///
/// # Errors
/// 404; 409 without metadata.
pub(crate) async fn export(call: Call) -> Answer {
    let id = torrent(&call)?.id;
    let exported = call.session().export(id).await.map_err(|error| match error {
        ExportError::NotFound => ApiError::NotFound,
        ExportError::MissingMetadata => {
            ApiError::conflict(format!("Unable to export torrent file. Error: {error}"))
        }
        ExportError::Session(error) => error.into(),
    })?;
    let name = format!("{}.torrent", call.params.text("hash"));
    Ok(Reply::file(&name, "application/x-bittorrent", exported.bytes))
}

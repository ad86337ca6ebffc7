//! Start, stop and what else changes torrents as a whole.

use super::edit;
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::settings::Key;
use crate::session::{Edit, Selection};

async fn apply(call: &Call, change: Edit) -> Answer {
    edit(call, call.params.selection("hashes"), change).await?;
    Ok(Reply::empty())
}

/// A switch that has to be given; text that is none means off.
fn switch(call: &Call, name: &str) -> bool {
    call.params.flag(name).unwrap_or(false)
}

/// `torrents/start`, and `resume` as older clients call it.
pub(crate) async fn start(call: Call) -> Answer {
    apply(&call, Edit::Start).await
}

/// `torrents/stop`, and `pause` as older clients call it.
pub(crate) async fn stop(call: Call) -> Answer {
    apply(&call, Edit::Stop).await
}

/// `torrents/delete`; files are kept unless `deleteFiles` says otherwise.
pub(crate) async fn delete(call: Call) -> Answer {
    let which = call.params.selection("hashes");
    if which != Selection::Ids(Vec::new()) {
        call.session().delete(which, switch(&call, "deleteFiles")).await?;
    }
    Ok(Reply::empty())
}

/// `torrents/recheck`.
pub(crate) async fn recheck(call: Call) -> Answer {
    apply(&call, Edit::Recheck).await
}

/// `torrents/reannounce`: asks Codex again. `urls` names trackers, of which none is ever
/// contacted, so that the question is the same.
pub(crate) async fn reannounce(call: Call) -> Answer {
    apply(&call, Edit::Reannounce).await
}

/// `torrents/setForceStart`.
pub(crate) async fn set_force_start(call: Call) -> Answer {
    let value = switch(&call, "value");
    apply(&call, Edit::ForceStart(value)).await
}

/// `torrents/setSuperSeeding`.
pub(crate) async fn set_super_seeding(call: Call) -> Answer {
    let value = switch(&call, "value");
    apply(&call, Edit::SetSuperSeeding(value)).await
}

/// `torrents/toggleSequentialDownload`.
pub(crate) async fn toggle_sequential_download(call: Call) -> Answer {
    apply(&call, Edit::ToggleSequential).await
}

/// `torrents/toggleFirstLastPiecePrio`.
pub(crate) async fn toggle_first_last_piece_prio(call: Call) -> Answer {
    apply(&call, Edit::ToggleFirstLast).await
}

/// `torrents/setAutoManagement`.
pub(crate) async fn set_auto_management(call: Call) -> Answer {
    let value = switch(&call, "enable");
    apply(&call, Edit::SetAutoManaged(value)).await
}

/// `torrents/increasePrio`.
pub(crate) async fn increase_prio(call: Call) -> Answer {
    move_in_queue(&call, Edit::IncreasePriority).await
}

/// `torrents/decreasePrio`.
pub(crate) async fn decrease_prio(call: Call) -> Answer {
    move_in_queue(&call, Edit::DecreasePriority).await
}

/// `torrents/topPrio`.
pub(crate) async fn top_prio(call: Call) -> Answer {
    move_in_queue(&call, Edit::TopPriority).await
}

/// `torrents/bottomPrio`.
pub(crate) async fn bottom_prio(call: Call) -> Answer {
    move_in_queue(&call, Edit::BottomPriority).await
}

/// Without queueing it is 409 whatever is named; `all` names nothing here.
async fn move_in_queue(call: &Call, change: Edit) -> Answer {
    if !call.session().settings().bool(Key::QueueingEnabled) {
        return Err(ApiError::conflict("Torrent queueing must be enabled"));
    }
    match call.params.selection("hashes") {
        Selection::All => {}
        which @ Selection::Ids(_) => edit(call, which, change).await?,
    }
    Ok(Reply::empty())
}

//! Names, comments and the files of one torrent.

use super::{edit, refused, torrent};
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::{Edit, FilePriority};

/// Bytes of a shown name; rows carry it.
const MAX_NAME: usize = 4096;
/// Bytes of a comment; rows carry it.
const MAX_COMMENT: usize = 64 * 1024;

/// `torrents/filePrio`. Checks in qBittorrent's order; nothing is applied on an error.
///
/// # Errors
/// 400 for a priority or index that is none, 404, 409 without metadata or such a file.
pub(crate) async fn file_prio(call: Call) -> Answer {
    let priority =
        call.params.int("priority").ok_or_else(|| ApiError::bad("Priority must be an integer"))?;
    let priority =
        FilePriority::from_i64(priority).ok_or_else(|| ApiError::bad("Priority is not valid"))?;
    let status = torrent(&call)?;
    if !status.has_metadata() {
        return Err(ApiError::conflict("Torrent's metadata has not yet downloaded"));
    }
    let mut files = Vec::new();
    for text in call.params.list("id", '|') {
        let index: i64 =
            text.trim().parse().map_err(|_| ApiError::bad("File IDs must be integers"))?;
        let index = usize::try_from(index).ok().filter(|index| *index < status.files.len());
        files.push(index.ok_or_else(|| ApiError::conflict("File ID is not valid"))?);
    }
    if !files.is_empty() {
        let answer = call.session().set_file_priority(status.id, files, priority).await;
        answer.map_err(refused)?;
    }
    Ok(Reply::empty())
}

/// `torrents/rename`: the shown name; line breaks become blanks.
///
/// # Errors
/// 409 for an empty or endless name, then 404.
pub(crate) async fn rename(call: Call) -> Answer {
    let name = call.params.text("name").trim().replace("\r\n", " ").replace(['\r', '\n'], " ");
    if name.is_empty() || name.len() > MAX_NAME {
        return Err(ApiError::conflict("Incorrect torrent name"));
    }
    let id = torrent(&call)?.id;
    call.session().rename(id, name).await.map_err(refused)?;
    Ok(Reply::empty())
}

/// `torrents/setComment`.
///
/// # Errors
/// 400 for an endless one.
pub(crate) async fn set_comment(call: Call) -> Answer {
    let comment = call.params.text("comment").trim().to_owned();
    if comment.len() > MAX_COMMENT {
        let text = format!("the comment must not be longer than {MAX_COMMENT} bytes");
        return Err(ApiError::BadRequest(text));
    }
    edit(&call, call.params.selection("hashes"), Edit::SetComment(comment)).await?;
    Ok(Reply::done(call.dialect))
}

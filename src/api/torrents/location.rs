//! Where a torrent's files belong (webapi §3.8.5, §5.5).
//!
//! The folder is made before anything changes; an answer does not wait for the files to arrive
//! there: the torrent shows `moving` meanwhile.

use super::edit;
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::{Edit, FolderError};

/// `torrents/setLocation`: ends automatic management, then moves.
///
/// # Errors
/// 400 for an empty path, 409 for a folder that cannot be made.
pub(crate) async fn set_location(call: Call) -> Answer {
    let path = given(&call, "location")?;
    let path = call.session().make_folder(path).await.map_err(|error| match error {
        FolderError::Make => ApiError::conflict("Cannot make save path"),
        FolderError::Write => cannot_write(),
    })?;
    edit(&call, call.params.selection("hashes"), Edit::SetLocation(path)).await?;
    Ok(Reply::empty())
}

/// `torrents/setSavePath`: torrents in automatic mode stay as they are.
///
/// # Errors
/// 400 for an empty path, 409 for a folder that cannot be made, 403 for one that is read-only.
pub(crate) async fn set_save_path(call: Call) -> Answer {
    let path = given(&call, "path")?;
    let path = call.session().make_folder(path).await.map_err(refused)?;
    edit(&call, call.params.selection("id"), Edit::SetSavePath(path)).await?;
    Ok(Reply::empty())
}

/// `torrents/setDownloadPath`: empty for none; torrents in automatic mode stay as they are.
///
/// # Errors
/// 409 for a folder that cannot be made, 403 for one that is read-only.
pub(crate) async fn set_download_path(call: Call) -> Answer {
    let path = match call.params.text("path").trim() {
        "" => None,
        path => Some(call.session().make_download_folder(path).await.map_err(refused)?),
    };
    edit(&call, call.params.selection("id"), Edit::SetDownloadPath(path)).await?;
    Ok(Reply::empty())
}

fn given<'a>(call: &'a Call, name: &str) -> Result<&'a str, ApiError> {
    match call.params.text(name).trim() {
        "" => Err(ApiError::bad("Save path cannot be empty")),
        path => Ok(path),
    }
}

fn refused(error: FolderError) -> ApiError {
    match error {
        FolderError::Make => ApiError::conflict("Cannot create target directory"),
        FolderError::Write => cannot_write(),
    }
}

fn cannot_write() -> ApiError {
    ApiError::Refused("Cannot write to directory".to_owned())
}

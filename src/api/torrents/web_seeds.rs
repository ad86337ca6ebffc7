//! Web seeds of a torrent (webapi §3.8.6): kept, shown, exported, and fetched from when nobody has
//! the content in Codex. Those added here are named by a user. A bare dataset has none: there is
//! no name that a web server could know it by.

use url::Url;

use super::{decoded, edit, torrent};
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::session::{Edit, Selection};

/// `torrents/addWebSeeds`: all or none; those that are there are ignored.
///
/// # Errors
/// 404, 400 for what is no URL, 409 for a bare dataset.
pub(crate) async fn add(call: Call) -> Answer {
    let status = torrent(&call)?;
    if status.dataset.is_some() && status.has_metadata() {
        return Err(ApiError::conflict("A bare Codex dataset has no web seeds"));
    }
    change(&call, Edit::AddWebSeeds).await
}

/// `torrents/removeWebSeeds`: those that are not there are ignored.
///
/// # Errors
/// 404, 400 for what is no URL.
pub(crate) async fn remove(call: Call) -> Answer {
    change(&call, Edit::RemoveWebSeeds).await
}

/// `torrents/editWebSeed`.
///
/// # Errors
/// 404, 400 for what is no URL, 409 for one that is not there.
pub(crate) async fn edit_web_seed(call: Call) -> Answer {
    let status = torrent(&call)?;
    let old = web_seed(call.params.text("origUrl"))?;
    let new = web_seed(call.params.text("newUrl"))?;
    if !status.web_seeds.contains(&old) {
        return Err(ApiError::Conflict(format!("\"{old}\" is not an existing URL")));
    }
    edit(&call, Selection::Ids(vec![status.id]), Edit::ReplaceWebSeed { old, new }).await?;
    Ok(Reply::empty())
}

async fn change(call: &Call, what: fn(Vec<String>) -> Edit) -> Answer {
    let status = torrent(call)?;
    let urls: Result<Vec<String>, ApiError> = call.params.list("urls", '|').map(web_seed).collect();
    let urls = urls?;
    if !urls.is_empty() {
        edit(call, Selection::Ids(vec![status.id]), what(urls)).await?;
    }
    Ok(Reply::empty())
}

/// An element as sent becomes a URL; blanks in it are refused, not encoded.
fn web_seed(text: &str) -> Result<String, ApiError> {
    let text = decoded(text.trim());
    let bad = || ApiError::BadRequest(format!("\"{text}\" is not a valid URL"));
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(bad());
    }
    let url = Url::parse(&text).map_err(|_| bad())?;
    if !matches!(url.scheme(), "http" | "https" | "ftp") {
        return Err(ApiError::bad("URL scheme must be one of [http, https, ftp]"));
    }
    Ok(text)
}

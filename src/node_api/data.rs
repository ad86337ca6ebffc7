//! Datasets: list, manifest, exists, delete, and "fetching" what is already here.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use super::answer::{Answer, Refusal, cid, dataset_cid, entry};
use super::{Prefix, State};
use crate::codex::{CodexError, ListEntry, Scope};

pub(super) fn prefix(request: &HttpRequest) -> Prefix {
    request.app_data::<Prefix>().copied().unwrap_or(Prefix::Storage)
}

/// `GET data`
pub(super) async fn list(request: HttpRequest, state: State) -> Answer {
    let entries = state.codex.list().await?;
    let prefix = prefix(&request);
    let content: Vec<_> = entries.iter().map(|one| entry(prefix, one)).collect();
    Ok(HttpResponse::Ok().json(json!({ "content": content })))
}

async fn find(state: &State, text: &str) -> Result<ListEntry, Refusal> {
    let cid = dataset_cid(text)?;
    let manifest = state.codex.manifest(cid, Scope::Network).await?;
    Ok(ListEntry { cid, manifest })
}

/// `GET data/{cid}/network/manifest`
pub(super) async fn manifest(
    request: HttpRequest,
    path: web::Path<String>,
    state: State,
) -> Answer {
    let found = find(&state, &path).await?;
    Ok(HttpResponse::Ok().json(entry(prefix(&request), &found)))
}

/// `POST data/{cid}/network`: everything known here is complete, so the download is over before
/// it begins; its id is never active. Generation A knows no ids.
pub(super) async fn fetch_in_background(
    request: HttpRequest,
    path: web::Path<String>,
    state: State,
) -> Answer {
    let found = find(&state, &path).await?;
    let prefix = prefix(&request);
    let mut answer = entry(prefix, &found);
    if let (Prefix::Storage, Some(map)) = (prefix, answer.as_object_mut()) {
        map.insert("downloadId".to_owned(), 0.into());
    }
    Ok(HttpResponse::Ok().json(answer))
}

/// `GET data/{cid}/network/progress/{id}`: no download ever runs here.
pub(super) async fn progress(path: web::Path<(String, String)>) -> Answer {
    let (text, _) = path.into_inner();
    cid(&text)?;
    Ok(HttpResponse::Ok().json(json!({ "active": false })))
}

/// `DELETE data/{cid}/network/{id}`
pub(super) async fn cancel(path: web::Path<(String, String)>) -> Answer {
    let (text, _) = path.into_inner();
    cid(&text)?;
    Err(Refusal::new(StatusCode::NOT_FOUND, "Background download not found"))
}

/// `GET data/{cid}/exists`: the key is the CID itself.
pub(super) async fn exists(path: web::Path<String>, state: State) -> Answer {
    let cid = cid(&path)?;
    let mut map = serde_json::Map::new();
    map.insert(cid.to_string(), state.codex.exists(cid).await?.into());
    Ok(HttpResponse::Ok().json(map))
}

/// `DELETE data/{cid}`: owned copies alone. What refers to a user's file belongs to the item
/// that published it and is refused with a sentence.
pub(super) async fn delete(path: web::Path<String>, state: State) -> Answer {
    let cid = cid(&path)?;
    if cid.is_manifest() {
        match state.codex.delete(cid).await {
            Ok(()) | Err(CodexError::NotFound(_)) => {}
            Err(CodexError::Refused(text)) => {
                return Err(Refusal::new(StatusCode::CONFLICT, text));
            }
            Err(other) => return Err(other.into()),
        }
    }
    if !state.codex.exists(cid).await? {
        return Ok(HttpResponse::NoContent().finish());
    }
    Err(if cid.is_manifest() {
        Refusal::new(
            StatusCode::CONFLICT,
            "This dataset refers to a file that was published here; remove its torrent instead.",
        )
    } else {
        Refusal::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Directly deleting a block that is part of a dataset is not allowed.",
        )
    })
}

//! Datasets: list, manifest, exists, delete, and "fetching" what is already here.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use super::answer::{cid, dataset_cid, entry, failure, sentence};
use super::{Prefix, State};
use crate::codex::{CodexError, ListEntry, Scope};

pub(super) fn prefix(request: &HttpRequest) -> Prefix {
    request.app_data::<Prefix>().copied().unwrap_or(Prefix::Storage)
}

/// `GET data`
pub(super) async fn list(request: HttpRequest, state: State) -> HttpResponse {
    match state.codex.list().await {
        Ok(entries) => {
            let prefix = prefix(&request);
            let content: Vec<_> = entries.iter().map(|one| entry(prefix, one)).collect();
            HttpResponse::Ok().json(json!({ "content": content }))
        }
        Err(error) => failure(&error),
    }
}

async fn find(state: &State, text: &str) -> Result<ListEntry, HttpResponse> {
    let cid = dataset_cid(text)?;
    match state.codex.manifest(cid, Scope::Network).await {
        Ok(manifest) => Ok(ListEntry { cid, manifest }),
        Err(error) => Err(failure(&error)),
    }
}

/// `GET data/{cid}/network/manifest`
pub(super) async fn manifest(
    request: HttpRequest,
    path: web::Path<String>,
    state: State,
) -> HttpResponse {
    match find(&state, &path).await {
        Ok(found) => HttpResponse::Ok().json(entry(prefix(&request), &found)),
        Err(answer) => answer,
    }
}

/// `POST data/{cid}/network`: everything known here is complete, so the download is over before
/// it begins; its id is never active. Generation A knows no ids.
pub(super) async fn fetch_in_background(
    request: HttpRequest,
    path: web::Path<String>,
    state: State,
) -> HttpResponse {
    match find(&state, &path).await {
        Ok(found) => {
            let prefix = prefix(&request);
            let mut answer = entry(prefix, &found);
            if let (Prefix::Storage, Some(map)) = (prefix, answer.as_object_mut()) {
                map.insert("downloadId".to_owned(), 0.into());
            }
            HttpResponse::Ok().json(answer)
        }
        Err(answer) => answer,
    }
}

/// `GET data/{cid}/network/progress/{id}`: no download ever runs here.
pub(super) async fn progress(path: web::Path<(String, String)>) -> HttpResponse {
    let (text, _) = path.into_inner();
    match cid(&text) {
        Ok(_) => HttpResponse::Ok().json(json!({ "active": false })),
        Err(answer) => answer,
    }
}

/// `DELETE data/{cid}/network/{id}`
pub(super) async fn cancel(path: web::Path<(String, String)>) -> HttpResponse {
    let (text, _) = path.into_inner();
    match cid(&text) {
        Ok(_) => sentence(StatusCode::NOT_FOUND, "Background download not found"),
        Err(answer) => answer,
    }
}

/// `GET data/{cid}/exists`: the key is the CID itself.
pub(super) async fn exists(path: web::Path<String>, state: State) -> HttpResponse {
    let cid = match cid(&path) {
        Ok(cid) => cid,
        Err(answer) => return answer,
    };
    match state.codex.exists(cid).await {
        Ok(here) => {
            let mut map = serde_json::Map::new();
            map.insert(cid.to_string(), here.into());
            HttpResponse::Ok().json(map)
        }
        Err(error) => failure(&error),
    }
}

/// `DELETE data/{cid}`: owned copies alone. What refers to a user's file belongs to the item
/// that published it and is refused with a sentence.
pub(super) async fn delete(path: web::Path<String>, state: State) -> HttpResponse {
    let cid = match cid(&path) {
        Ok(cid) => cid,
        Err(answer) => return answer,
    };
    if !cid.is_manifest() {
        return match state.codex.exists(cid).await {
            Ok(true) => sentence(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Directly deleting a block that is part of a dataset is not allowed.",
            ),
            Ok(false) => HttpResponse::NoContent().finish(),
            Err(error) => failure(&error),
        };
    }
    if let Err(error) = state.codex.delete(cid).await {
        return match error {
            CodexError::NotFound(_) => HttpResponse::NoContent().finish(),
            CodexError::Refused(text) => sentence(StatusCode::CONFLICT, text),
            other => failure(&other),
        };
    }
    match state.codex.exists(cid).await {
        Ok(true) => sentence(
            StatusCode::CONFLICT,
            "This dataset refers to a file that was published here; remove its torrent instead.",
        ),
        Ok(false) => HttpResponse::NoContent().finish(),
        Err(error) => failure(&error),
    }
}

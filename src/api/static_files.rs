//! The built-in page's files: one application for everybody, with or without a session; what a stranger
//! may see is decided by the API alone.
//!
//! There is no fall-back page: an unknown path is 404, because clients probe old ones
//! (`/version/api`) and must not find anything (webapi §1.9).

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ETAG, HeaderValue, IF_NONE_MATCH};
use bytes::Bytes;

use super::error::ApiError;
use super::reply::{Answer, Reply};
use crate::webui;

/// Refuses paths that try to leave the folder.
///
/// # Errors
/// 400.
pub(crate) fn check_path(path: &str) -> Result<(), ApiError> {
    if path.contains('\\') || path.split('/').any(|part| part == "." || part == "..") {
        return Err(ApiError::bad("Bad Request"));
    }
    Ok(())
}

/// Answers a path outside the API, already percent-decoded.
///
/// # Errors
/// 400 for a path that tries to leave the folder, 404 for a file that does not exist.
pub(crate) fn answer(request: &HttpRequest, path: &str) -> Answer {
    check_path(path)?;
    let asset = webui::asset(path).ok_or(ApiError::NotFound)?;
    let mut reply = Reply::json_bytes(Bytes::from(asset.bytes.into_owned()));
    reply.content_type = Some(asset.content_type);
    reply.headers.push((CACHE_CONTROL, HeaderValue::from_static("no-cache")));
    if let Ok(etag) = HeaderValue::from_str(&asset.etag) {
        reply.headers.push((ETAG, etag));
    }
    let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|tag| is_same_tag(tag, &asset.etag))) {
        return Ok(reply.with_status(StatusCode::NOT_MODIFIED));
    }
    Ok(reply)
}

/// Whether an entry of `If-None-Match` names this tag.
pub(crate) fn is_same_tag(tag: &str, etag: &str) -> bool {
    let tag = tag.trim();
    tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag
}

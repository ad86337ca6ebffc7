//! Reads the parameters of a request: the query of a GET or HEAD, the body of a POST.
//!
//! Bodies are bounded (64 MiB as in qBittorrent; much less before a login) and read only after the
//! checks that need no parameters.

use std::time::Duration;

use actix_web::http::Method;
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::{HttpRequest, web};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use tokio::time::timeout;

use super::{Params, parse_body, parse_multipart, parse_query};
use crate::api::error::ApiError;

/// Bytes of a body with a session (webapi §1.2).
pub(crate) const MAX_BODY: usize = 64 * 1024 * 1024;
/// Bytes of a body of anybody: a login needs no more.
pub(crate) const MAX_PUBLIC_BODY: usize = 64 * 1024;
/// How long the next piece of a body may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Parameters of a request. The query of a POST is ignored, as qBittorrent does.
///
/// # Errors
/// 400 for a body of another content type or a malformed one, 413 for one over `limit`.
pub(crate) async fn read_params(
    request: &HttpRequest,
    payload: web::Payload,
    limit: usize,
) -> Result<Params, ApiError> {
    if *request.method() != Method::POST {
        return Ok(parse_query(request.query_string()));
    }
    let announced = request.headers().get(CONTENT_LENGTH);
    let announced = announced.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| usize::try_from(length).map_or(true, |n| n > limit)) {
        // Nobody waits for what is going to be refused.
        return Err(ApiError::TooLarge(limit));
    }
    let body = read_body(payload, limit).await?;
    if body.is_empty() {
        return Ok(Params::default());
    }
    let content_type = request.headers().get(CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
    match content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => Ok(parse_body(&body)),
        "multipart/form-data" => parse_multipart(content_type, body).await,
        _ => Err(ApiError::bad(
            "send parameters as application/x-www-form-urlencoded or multipart/form-data",
        )),
    }
}

async fn read_body(mut payload: web::Payload, limit: usize) -> Result<Bytes, ApiError> {
    let mut body = BytesMut::new();
    let late = |_| ApiError::bad("the body stopped arriving");
    while let Some(chunk) = timeout(PATIENCE, payload.next()).await.map_err(late)? {
        let chunk = chunk.map_err(|error| ApiError::bad(format!("unreadable body: {error}")))?;
        if body.len() + chunk.len() > limit {
            return Err(ApiError::TooLarge(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

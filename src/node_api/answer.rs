//! Answers: errors as the sentences that nodes send, and the JSON of manifests.
//!
//! Texts never name local paths: this API may be open to strangers who read.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde_json::{Value, json};

use super::Prefix;
use crate::codex::{Cid, CodexError, ListEntry, Manifest};

/// A plain sentence, as nodes send errors.
pub(super) fn sentence(status: StatusCode, text: impl Into<String>) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/plain; charset=utf-8")
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .body(text.into())
}

/// Reads a CID from a path.
///
/// # Errors
/// The 400 answer that nodes give.
pub(super) fn cid(text: &str) -> Result<Cid, HttpResponse> {
    text.parse().map_err(|_| sentence(StatusCode::BAD_REQUEST, "Incorrect Cid"))
}

/// Reads the CID of a dataset from a path; other kinds are answered as nodes do.
///
/// # Errors
/// The 400 or 404 answer.
pub(super) fn dataset_cid(text: &str) -> Result<Cid, HttpResponse> {
    let cid = cid(text)?;
    if cid.is_manifest() { Ok(cid) } else { Err(failure(&CodexError::NotFound(cid))) }
}

/// The answer to a request that the node behind could not fulfil.
pub(super) fn failure(error: &CodexError) -> HttpResponse {
    let (status, text) = match error {
        CodexError::NotFound(_) => (
            StatusCode::NOT_FOUND,
            "The requested CID could not be retrieved (Block not found in local store).".to_owned(),
        ),
        CodexError::Quota { needed, free } => (
            StatusCode::INTERNAL_SERVER_ERROR,
            format!("Unable to store block: quota used up, {needed} bytes needed, {free} free"),
        ),
        CodexError::DiskFull => (StatusCode::INTERNAL_SERVER_ERROR, "The disk is full".to_owned()),
        CodexError::Changed(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "The file of this dataset changed since it was published".to_owned(),
        ),
        CodexError::Vanished(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "The file of this dataset is gone".to_owned(),
        ),
        CodexError::Corrupt(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "The stored content of this dataset is corrupt".to_owned(),
        ),
        CodexError::Refused(text) => (StatusCode::INTERNAL_SERVER_ERROR, text.clone()),
        CodexError::Unsupported(what) => {
            (StatusCode::INTERNAL_SERVER_ERROR, format!("This node cannot {what}"))
        }
        CodexError::Away(_) | CodexError::Timeout(_) => {
            (StatusCode::SERVICE_UNAVAILABLE, "The node is not ready".to_owned())
        }
        CodexError::Short { .. } | CodexError::Protocol(_) | CodexError::Io(_) => {
            (StatusCode::INTERNAL_SERVER_ERROR, "Reading or writing failed".to_owned())
        }
    };
    if status.is_server_error() {
        tracing::warn!(%error, "a request to the Codex API failed");
    }
    sentence(status, text)
}

/// A manifest as the tools of this prefix expect it.
pub(super) fn manifest(prefix: Prefix, manifest: &Manifest) -> Value {
    let mut object = json!({
        "treeCid": manifest.tree,
        "datasetSize": manifest.dataset_size,
        "blockSize": manifest.block_size,
        "filename": manifest.filename,
        "mimetype": manifest.mimetype,
    });
    let (key, value) = match prefix {
        Prefix::Codex => ("protected", Value::Bool(false)),
        Prefix::Storage => ("manifestVersion", Value::from(MANIFEST_VERSION)),
    };
    if let Some(map) = object.as_object_mut() {
        map.insert(key.to_owned(), value);
    }
    object
}

/// Version of the manifest layout of generation C; anything but 0 is refused by its nodes.
const MANIFEST_VERSION: u32 = 0;

/// `{"cid":…,"manifest":…}`
pub(super) fn entry(prefix: Prefix, entry: &ListEntry) -> Value {
    json!({ "cid": entry.cid, "manifest": manifest(prefix, &entry.manifest) })
}

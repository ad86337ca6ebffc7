//! Answers: errors as the sentences that nodes send, and the JSON of manifests.
//!
//! Texts never name local paths: this API may be open to strangers who read.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde_json::{Value, json};

use super::Prefix;
use crate::codex::{Cid, CodexError, ListEntry, Manifest};

/// A request that was not fulfilled: a plain sentence, as nodes send errors.
#[derive(Debug, thiserror::Error)]
#[error("{text}")]
pub(super) struct Refusal {
    status: StatusCode,
    text: String,
}

/// What handlers return.
pub(super) type Answer = Result<HttpResponse, Refusal>;

impl Refusal {
    pub(super) fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, text: text.into() }
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status)
            .content_type("text/plain; charset=utf-8")
            .insert_header(("X-Content-Type-Options", "nosniff"))
            .body(self.text.clone())
    }
}

/// Reads a CID from a path; anything else is the 400 that nodes give.
pub(super) fn cid(text: &str) -> Result<Cid, Refusal> {
    text.parse().map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, "Incorrect Cid"))
}

/// Reads the CID of a dataset from a path; other kinds are answered as nodes do.
pub(super) fn dataset_cid(text: &str) -> Result<Cid, Refusal> {
    let cid = cid(text)?;
    if cid.is_manifest() { Ok(cid) } else { Err(CodexError::NotFound(cid).into()) }
}

impl From<CodexError> for Refusal {
    fn from(error: CodexError) -> Self {
        let text = match &error {
            CodexError::NotFound(_) => {
                let text =
                    "The requested CID could not be retrieved (Block not found in local store).";
                return Self::new(StatusCode::NOT_FOUND, text);
            }
            CodexError::Away(_) | CodexError::Timeout(_) => {
                return Self::new(StatusCode::SERVICE_UNAVAILABLE, "The node is not ready");
            }
            CodexError::Quota { needed, free } => {
                format!("Unable to store block: quota used up, {needed} bytes needed, {free} free")
            }
            CodexError::DiskFull => "The disk is full".to_owned(),
            CodexError::Changed(_) => {
                "The file of this dataset changed since it was published".to_owned()
            }
            CodexError::Vanished(_) => "The file of this dataset is gone".to_owned(),
            CodexError::Corrupt(_) => "The stored content of this dataset is corrupt".to_owned(),
            CodexError::Refused(text) => text.clone(),
            CodexError::Unsupported(what) => format!("This node cannot {what}"),
            CodexError::Short { .. } | CodexError::Protocol(_) | CodexError::Io(_) => {
                "Reading or writing failed".to_owned()
            }
        };
        tracing::warn!(%error, "a request to the Codex API failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, text)
    }
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

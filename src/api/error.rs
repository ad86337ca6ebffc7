//! What a handler can fail with, and the status and text that a client sees.
//!
//! Error bodies are plain text (webapi §1.5, §8.1): clients show them or look for exact words, so
//! the texts of qBittorrent are kept where it has one. Nothing here is stored.

use actix_web::http::StatusCode;

use crate::session::SessionError;

/// A failed request: a status and a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// 400: a parameter is missing or makes no sense.
    #[error("{0}")]
    BadRequest(String),
    /// 401: wrong credentials, or a cross-site or Host check failed.
    #[error("Unauthorized")]
    Unauthorized,
    /// 403 without a session.
    #[error("Forbidden")]
    Forbidden,
    /// 403 for another reason, named.
    #[error("{0}")]
    Refused(String),
    /// 404 with qBittorrent's bare text.
    #[error("Not Found")]
    NotFound,
    /// 404, naming what is missing.
    #[error("{0}")]
    Missing(String),
    /// 405.
    #[error("Method Not Allowed")]
    MethodNotAllowed,
    /// 409: the state or an argument does not allow it.
    #[error("{0}")]
    Conflict(String),
    /// 413: more bytes than are taken here.
    #[error("the request has more than {0} bytes")]
    TooLarge(usize),
    /// 415: an upload is not what it claims to be.
    #[error("{0}")]
    Unsupported(String),
    /// 500: the server failed; the reason is in its log too.
    #[error("{0}")]
    Internal(String),
    /// 404: an endpoint of qBittorrent that does not exist here yet. Not 501: clients take a 5xx
    /// for a server in trouble. qbittorrent-api drops its session, asks again twice and then
    /// reports "Forbidden"; a 404 it reports at once, with the text.
    #[error("{scope}/{action} is not built yet")]
    NotBuilt {
        /// First part of its name.
        scope: &'static str,
        /// Second part.
        action: &'static str,
    },
    /// 503: the server cannot do it now.
    #[error("{0}")]
    Unavailable(String),
}

impl ApiError {
    /// 400 with a sentence.
    pub fn bad(text: impl Into<String>) -> Self {
        Self::BadRequest(text.into())
    }

    /// 409 with a sentence.
    pub fn conflict(text: impl Into<String>) -> Self {
        Self::Conflict(text.into())
    }

    /// 409 with qBittorrent's bare text.
    pub fn bare_conflict() -> Self {
        Self::Conflict("Conflict".to_owned())
    }

    /// The status that goes with it.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::NotFound | Self::Missing(_) | Self::NotBuilt { .. } => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unsupported(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl From<SessionError> for ApiError {
    fn from(error: SessionError) -> Self {
        match error {
            SessionError::Closed => Self::Unavailable(error.to_string()),
            SessionError::Storage(_) => Self::Internal(error.to_string()),
        }
    }
}

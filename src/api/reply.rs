//! What a handler answers, before transport adds its headers and compression.

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use bytes::Bytes;
use serde::Serialize;

use super::dialect::Dialect;
use super::error::ApiError;
use super::json;
use crate::session::FileStream;

/// Content type of texts, errors and empty answers.
pub const TEXT: &str = "text/plain; charset=UTF-8";
/// Content type of JSON.
pub const JSON: &str = "application/json";

/// What every handler returns.
pub type Answer = Result<Reply, ApiError>;

/// A finished answer.
#[derive(Debug)]
pub struct Reply {
    /// Status.
    pub status: StatusCode,
    /// `None`: no `Content-Type` header at all.
    pub content_type: Option<&'static str>,
    /// Whole body, not compressed.
    pub body: Bytes,
    /// A body that comes by and by, in place of `body`; never compressed.
    pub stream: Option<FileStream>,
    /// Further headers.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// It is of a page that somebody else made: the policy of our own does not fit.
    pub is_alternative_page: bool,
}

impl Reply {
    fn new(status: StatusCode, content_type: Option<&'static str>, body: Bytes) -> Self {
        Self {
            status,
            content_type,
            body,
            stream: None,
            headers: Vec::new(),
            is_alternative_page: false,
        }
    }

    /// 200 with an empty text body: what most actions answer.
    pub fn empty() -> Self {
        Self::text("")
    }

    /// An action without data, where 5.3 answers 204 and older ones an empty 200.
    pub fn done(dialect: Dialect) -> Self {
        if dialect.answers_no_content() { Self::no_content() } else { Self::empty() }
    }

    /// 204 without a body.
    pub fn no_content() -> Self {
        Self::new(StatusCode::NO_CONTENT, None, Bytes::new())
    }

    /// 200 with plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(StatusCode::OK, Some(TEXT), Bytes::from(text.into()))
    }

    /// 200 with a value as JSON; its keys must be in order (see [`json`]).
    ///
    /// # Errors
    /// `Internal` when the value cannot be written.
    pub fn json<T: Serialize + ?Sized>(value: &T) -> Answer {
        match json::to_vec(value) {
            Ok(bytes) => Ok(Self::json_bytes(bytes)),
            Err(error) => Err(ApiError::Internal(format!("could not write the answer: {error}"))),
        }
    }

    /// 200 with JSON that is already written.
    pub fn json_bytes(bytes: impl Into<Bytes>) -> Self {
        Self::new(StatusCode::OK, Some(JSON), bytes.into())
    }

    /// 200 with a file to save; `name` may hold any character.
    pub fn file(name: &str, content_type: &'static str, bytes: Bytes) -> Self {
        use actix_web::http::header::{
            CONTENT_DISPOSITION, ContentDisposition, DispositionParam, DispositionType,
            TryIntoHeaderValue,
        };
        let disposition = ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename(name.to_owned())],
        };
        let mut reply = Self::new(StatusCode::OK, Some(content_type), bytes);
        if let Ok(value) = disposition.try_into_value() {
            reply.headers.push((CONTENT_DISPOSITION, value));
        }
        reply
    }

    /// 200 with bytes of a file as they come.
    pub fn stream(stream: FileStream) -> Self {
        let reply = Self::new(StatusCode::OK, Some("application/octet-stream"), Bytes::new());
        Self { stream: Some(stream), ..reply }
    }

    /// The same with another status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same with one more header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }
}

impl From<ApiError> for Reply {
    fn from(error: ApiError) -> Self {
        Self::text(error.to_string()).with_status(error.status())
    }
}

//! A body that is being received.

use std::ops::Range;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE};
use reqwest::{Response, StatusCode};
use url::Url;

use super::client::root_cause;
use super::{FetchError, Limits};

/// A body that is being received. Dropping it closes the connection.
#[derive(Debug)]
pub struct FetchedStream {
    /// Value of `Content-Type`, if readable.
    pub content_type: Option<String>,
    /// Where the bytes come from, without credentials.
    pub final_url: Url,
    /// Position of the first byte in the whole; 0 when the server ignored the range.
    pub offset: u64,
    /// Length of the whole, where the server told it.
    pub total: Option<u64>,
    /// Position after the last byte that was announced, where the server told it.
    pub end: Option<u64>,
    /// True when the server kept to the range, false when it sends the whole.
    pub partial: bool,
    /// True when the bytes are encoded (compressed) although that was declined.
    pub encoded: bool,
    response: Response,
    max_bytes: u64,
    received: u64,
    stall: Duration,
}

impl FetchedStream {
    pub(super) fn new(
        response: Response,
        range: Option<Range<u64>>,
        limits: Limits,
    ) -> Result<Self, FetchError> {
        let status = response.status();
        if !status.is_success() {
            return Err(FetchError::Status(status.as_u16()));
        }
        let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        let length = response.content_length();
        let encoded = text(CONTENT_ENCODING).is_some_and(|how| how.trim() != "identity");
        let partial = status == StatusCode::PARTIAL_CONTENT;
        let (offset, end, total) = match (status, range) {
            (StatusCode::PARTIAL_CONTENT, Some(range)) => {
                let (span, total) = text(CONTENT_RANGE)
                    .and_then(parse_content_range)
                    .filter(|(span, _)| span.start == range.start && span.end <= range.end)
                    .ok_or_else(|| FetchError::Broken("it is another range".to_owned()))?;
                (span.start, Some(span.end), total)
            }
            (StatusCode::PARTIAL_CONTENT, None) => {
                return Err(FetchError::Broken("a part came where all was asked".to_owned()));
            }
            _ => {
                let total = length.filter(|_| !encoded);
                (0, total, total)
            }
        };
        if length.is_some_and(|length| length > limits.max_bytes) {
            return Err(FetchError::TooLarge(limits.max_bytes));
        }
        let mut final_url = response.url().clone();
        // Only fails for URLs that cannot have credentials.
        final_url.set_username("").ok();
        final_url.set_password(None).ok();
        Ok(Self {
            content_type: text(CONTENT_TYPE).map(str::to_owned),
            final_url,
            offset,
            total,
            end,
            partial,
            encoded,
            response,
            max_bytes: limits.max_bytes,
            received: 0,
            stall: limits.stall,
        })
    }

    /// The next bytes, or `None` at the end. A body shorter than announced is an error.
    ///
    /// # Errors
    /// `TooLarge`, `Timeout` after a silence, `Broken`.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, FetchError> {
        let next = tokio::time::timeout(self.stall, self.response.chunk())
            .await
            .map_err(|_| FetchError::Timeout)?
            .map_err(|error| FetchError::Broken(root_cause(&error)))?;
        if let Some(bytes) = &next {
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            self.received = self.received.saturating_add(length);
            if self.received > self.max_bytes {
                return Err(FetchError::TooLarge(self.max_bytes));
            }
        }
        Ok(next)
    }
}

/// `bytes 5-9/10` → (5..10, Some(10)).
fn parse_content_range(text: &str) -> Option<(Range<u64>, Option<u64>)> {
    let (range, total) = text.trim().strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last): (u64, u64) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    let total = match total.trim() {
        "*" => None,
        number => Some(number.parse().ok()?),
    };
    let end = last.checked_add(1)?;
    (first <= last && total.is_none_or(|total| last < total)).then_some((first..end, total))
}

#[cfg(test)]
mod tests {
    use super::parse_content_range;

    #[test]
    fn content_ranges() {
        for (text, expected) in [
            ("bytes 5-9/10", Some((5..10, Some(10)))),
            ("bytes 0-0/*", Some((0..1, None))),
            ("bytes 0-18446744073709551615/*", None),
            ("bytes 5-10/10", None),
            ("bytes 6-5/10", None),
            ("bytes */10", None),
            ("items 0-1/2", None),
            ("", None),
        ] {
            assert_eq!(parse_content_range(text), expected, "{text}");
        }
    }
}

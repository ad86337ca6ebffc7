//! `multipart/form-data`: parts with a file name are uploads, others are text parameters.
//!
//! Lenient where qBittorrent is strict (webapi §1.2 💡): quoted boundaries, parameters after the
//! boundary, a missing last line end, several uploads of one name. The number of parts is bounded.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::stream;
use multer::Multipart;

use super::{Params, Upload};
use crate::api::error::ApiError;

/// Parts of one body; more are refused.
pub(crate) const MAX_PARTS: usize = 10_000;

/// Bytes that are given to the parser at a time, so that it copies no whole body.
const SLICE: usize = 64 * 1024;

/// Parameters of a whole multipart body.
///
/// # Errors
/// 400 when the boundary is missing or the body is cut or malformed.
pub async fn parse_multipart(content_type: &str, body: Bytes) -> Result<Params, ApiError> {
    let boundary = boundary(content_type)
        .ok_or_else(|| ApiError::bad("the multipart body has no usable boundary"))?;
    let mut parts = Multipart::new(slices(body), boundary);
    let mut params = Params::default();
    let mut count = 0_usize;
    while let Some(part) = parts.next_field().await.map_err(|error| malformed(&error))? {
        count += 1;
        if count > MAX_PARTS {
            return Err(ApiError::bad("the multipart body has too many parts"));
        }
        let (field, file) = (part.name().map(str::to_owned), part.file_name().map(str::to_owned));
        let bytes = part.bytes().await.map_err(|error| malformed(&error))?;
        match (file, field) {
            (Some(name), _) => params.push_file(Upload { name, bytes }),
            (None, Some(field)) => {
                params.set(field, String::from_utf8_lossy(&bytes).into_owned());
            }
            (None, None) => return Err(ApiError::bad("a part has neither name nor file name")),
        }
    }
    Ok(params)
}

fn malformed(error: &multer::Error) -> ApiError {
    ApiError::BadRequest(format!("malformed multipart body: {error}"))
}

/// The boundary, up to a `;`, without quotes.
fn boundary(content_type: &str) -> Option<String> {
    let at = content_type.to_ascii_lowercase().find("boundary=")?;
    let (_, rest) = content_type.split_at_checked(at + "boundary=".len())?;
    let text = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?.0,
        None => rest.split(';').next()?.trim(),
    };
    (!text.is_empty() && text.len() <= 200).then(|| text.to_owned())
}

fn slices(mut body: Bytes) -> impl futures_util::Stream<Item = Result<Bytes, Infallible>> {
    stream::iter(std::iter::from_fn(move || {
        let slice = body.split_to(body.len().min(SLICE));
        (!slice.is_empty()).then_some(Ok(slice))
    }))
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;
    use proptest::prelude::*;

    use super::*;

    async fn parse(content_type: &str, body: &str) -> Result<Params, ApiError> {
        parse_multipart(content_type, Bytes::from(body.to_owned())).await
    }

    const BODY: &str = "--XX\r\nContent-Disposition: form-data; name=\"urls\"\r\n\r\nmagnet:?a\r\n\
         --XX\r\nContent-Disposition: form-data; name=\"x\"; filename=\"ä b;c.torrent\"\r\n\
         Content-Type: application/octet-stream\r\n\r\nd1\r\ne\r\n\
         --XX\r\nContent-Disposition: form-data; name=\"y\"; filename=\"ä b;c.torrent\"\r\n\r\n\r\n\
         --XX--\r\n";

    #[tokio::test]
    async fn a_part_with_a_file_name_is_an_upload() {
        let params = parse("multipart/form-data; boundary=XX", BODY).await.unwrap();
        assert_eq!(params.get("urls"), Some("magnet:?a"));
        assert_eq!(params.get("x"), None);
        let files: Vec<_> = params.files().iter().map(|f| (&*f.name, &*f.bytes)).collect();
        let name = "ä b;c.torrent";
        assert_eq!(files, [(name, b"d1\r\ne".as_slice()), (name, b"".as_slice())]);
    }

    #[tokio::test]
    async fn odd_boundaries_and_a_missing_last_line_end_are_taken() {
        for content_type in [
            "multipart/form-data; boundary=\"XX\"",
            "multipart/form-data; boundary=XX; charset=utf-8",
            "Multipart/Form-Data; Boundary=XX",
        ] {
            let params = parse(content_type, BODY.trim_end()).await.unwrap();
            assert_eq!(params.files().len(), 2, "{content_type}");
        }
    }

    #[tokio::test]
    async fn a_cut_or_nameless_body_is_refused() {
        let cut = BODY.split_at(150).0;
        let nameless = "--XX\r\nContent-Type: text/plain\r\n\r\nx\r\n--XX--\r\n";
        for (content_type, body) in [
            ("multipart/form-data", BODY),
            ("multipart/form-data; boundary=", BODY),
            ("multipart/form-data; boundary=XX", cut),
            ("multipart/form-data; boundary=XX", nameless),
            ("multipart/form-data; boundary=YY", BODY),
        ] {
            let error = parse(content_type, body).await.unwrap_err();
            assert!(matches!(error, ApiError::BadRequest(_)), "{content_type}: {error:?}");
        }
    }

    #[tokio::test]
    async fn no_body_at_all_has_no_parts() {
        let params = parse("multipart/form-data; boundary=XX", "--XX--\r\n").await.unwrap();
        assert_eq!(params, Params::default());
    }

    proptest! {
        #[test]
        fn no_body_panics(
            content_type in "(multipart/form-data; ?boundary=)?.{0,12}",
            noise in proptest::collection::vec(any::<u8>(), 0..100),
            cut in 0..BODY.len(),
        ) {
            let mut body = BODY.as_bytes()[..cut].to_vec();
            body.extend_from_slice(&noise);
            for content_type in [&*content_type, "multipart/form-data; boundary=XX"] {
                let body = Bytes::from(body.clone());
                if let Ok(params) = parse_multipart(content_type, body).now_or_never().unwrap() {
                    prop_assert!(params.files().len() <= MAX_PARTS);
                }
            }
        }
    }
}

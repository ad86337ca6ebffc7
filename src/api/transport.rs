//! The last step of every answer: security headers, compression, the wire's form (webapi §1.5,
//! §1.7).

use std::io::Write;
use std::sync::Arc;

use actix_web::body::SizedStream;
use actix_web::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
    HeaderValue,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::{Stream, stream};

use super::policy::Policy;
use super::reply::Reply;
use crate::session::{FileStream, ReadError};

/// Bodies up to this are not worth compressing.
const SMALL: usize = 1024;
/// Compression that saves no more than this is not used.
const LEAST_SAVING: usize = 24;
/// Bodies over this are compressed faster and off the worker, so that other polls go on.
const LARGE: usize = 256 * 1024;

const POLICY: &str = "default-src 'self'; style-src 'self'; img-src 'self' data:; \
    script-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; \
    frame-src 'self' blob:;";

/// Whose page an answer belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// Ours.
    Own,
    /// From a folder: all answers while it is served.
    Alternative,
}

/// Turns an answer into what goes onto the wire. The body of a HEAD is dropped later, its length
/// stays.
pub(crate) async fn finish(
    request: &HttpRequest,
    policy: &Arc<Policy>,
    reply: Reply,
) -> HttpResponse {
    let mut response = HttpResponse::build(reply.status);
    if let Some(content_type) = reply.content_type {
        response.insert_header((CONTENT_TYPE, HeaderValue::from_static(content_type)));
    }
    for (name, value) in reply.headers {
        response.append_header((name, value));
    }
    let page = if reply.is_alternative_page { Page::Alternative } else { Page::Own };
    let encrypted = request.app_config().secure();
    for (name, value) in security_headers(page, policy.clickjacking_protection, encrypted) {
        response.insert_header((name, value));
    }
    for (name, value) in &policy.custom_headers {
        response.insert_header((name.clone(), value.clone()));
    }
    if reply.status == StatusCode::NO_CONTENT || reply.status == StatusCode::NOT_MODIFIED {
        return response.finish();
    }
    if let Some(stream) = reply.stream {
        let length = stream.range.end.saturating_sub(stream.range.start);
        if request.method() == Method::HEAD {
            return response
                .body(SizedStream::new(length, stream::empty::<Result<Bytes, ReadError>>()));
        }
        return response.body(SizedStream::new(length, chunks(stream)));
    }
    let compressible = request.method() != Method::HEAD
        && !matches!(reply.content_type, Some("image/png" | "image/gif" | "image/webp"))
        && accepts_gzip(request);
    let zipped = if compressible { compress(reply.body.clone()).await } else { None };
    match zipped {
        Some(zipped) => {
            response.insert_header((CONTENT_ENCODING, HeaderValue::from_static("gzip")));
            response.body(zipped)
        }
        None => response.body(reply.body),
    }
}

/// A file as a body. An error ends it short of its length, which makes the server close the
/// connection; dropping it ends the reading.
fn chunks(file: FileStream) -> impl Stream<Item = Result<Bytes, ReadError>> {
    Box::pin(stream::unfold(Some(file), async |file| {
        let mut file = file?;
        match file.next().await {
            Ok(chunk) => chunk.map(|chunk| (Ok(chunk), Some(file))),
            Err(error) => {
                tracing::warn!(%error, "a file broke off while it was read");
                Some((Err(error), None))
            }
        }
    }))
}

/// As qBittorrent's, but without `unsafe-inline`. What another page may load and who it opens is
/// its own affair.
fn security_headers(
    page: Page,
    clickjacking_protection: bool,
    encrypted: bool,
) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
    let own = page == Page::Own;
    let policies = [
        own.then_some(POLICY),
        clickjacking_protection.then_some("frame-ancestors 'self';"),
        encrypted.then_some("upgrade-insecure-requests;"),
    ];
    let policy = policies.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let policy = HeaderValue::try_from(policy).ok().filter(|policy| !policy.is_empty());
    let fixed = [
        Some(("x-content-type-options", "nosniff")),
        Some(("x-xss-protection", "1; mode=block")),
        own.then_some(("cross-origin-opener-policy", "same-origin")),
        own.then_some(("referrer-policy", "same-origin")),
        clickjacking_protection.then_some(("x-frame-options", "SAMEORIGIN")),
    ];
    let fixed = fixed.into_iter().flatten();
    let fixed =
        fixed.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    fixed.chain(policy.map(|policy| (CONTENT_SECURITY_POLICY, policy)))
}

/// Whether an entry of `Accept-Encoding` starts with `gzip` or `*` and is not switched off.
fn accepts_gzip(request: &HttpRequest) -> bool {
    let headers = request.headers().get_all(ACCEPT_ENCODING);
    headers.filter_map(|value| value.to_str().ok()).any(takes_gzip)
}

fn takes_gzip(accept: &str) -> bool {
    accept.split(',').any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let coding = parts.next().unwrap_or_default();
        let quality = parts.find_map(|part| part.strip_prefix("q=")?.trim().parse::<f32>().ok());
        (coding.starts_with("gzip") || coding.starts_with('*')) && quality.is_none_or(|q| q > 0.0)
    })
}

/// The compressed body, when that is worth it.
async fn compress(body: Bytes) -> Option<Vec<u8>> {
    if body.len() <= SMALL {
        return None;
    }
    let before = body.len();
    let zipped = if before > LARGE {
        web::block(move || gzip(&body, Compression::fast())).await.ok()?
    } else {
        gzip(&body, Compression::default())
    };
    zipped.filter(|zipped| zipped.len() + LEAST_SAVING < before)
}

fn gzip(body: &[u8], level: Compression) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), level);
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn gzip_is_used_when_it_is_accepted() {
        for (accept, taken) in [
            ("gzip", true),
            ("gzip, br", true),
            ("br;q=1.0, gzip;q=0.8", true),
            ("*", true),
            ("gzip;q=0", false),
            ("gzip; q=0.0", false),
            ("identity", false),
            ("", false),
            ("deflate, br", false),
        ] {
            assert_eq!(takes_gzip(accept), taken, "{accept}");
        }
    }

    #[actix_web::test]
    async fn only_what_shrinks_is_compressed() {
        assert_eq!(compress(Bytes::from(vec![b'a'; SMALL])).await, None);
        let random: Vec<u8> = (0..2000).map(|_| rand::random()).collect();
        assert_eq!(compress(Bytes::from(random)).await, None);
        for size in [SMALL + 1, LARGE + 1] {
            let body = vec![b'a'; size];
            let zipped = compress(Bytes::from(body.clone())).await.unwrap();
            let mut unzipped = Vec::new();
            flate2::read::GzDecoder::new(&*zipped).read_to_end(&mut unzipped).unwrap();
            assert_eq!(unzipped, body);
        }
    }

    #[test]
    fn the_page_runs_no_inline_code() {
        let of = |page, clickjacking, encrypted| {
            let headers = security_headers(page, clickjacking, encrypted);
            headers.map(|(name, value)| (name, value.to_str().unwrap().to_owned()))
        };
        let policy = |page, clickjacking, encrypted| {
            let found =
                of(page, clickjacking, encrypted).find(|(n, _)| *n == CONTENT_SECURITY_POLICY);
            found.map(|(_, value)| value)
        };
        assert!(!POLICY.contains("unsafe"));
        assert!(of(Page::Own, true, false).any(|(name, _)| name == "x-frame-options"));
        assert!(!of(Page::Own, false, false).any(|(name, _)| name == "x-frame-options"));
        let framed = policy(Page::Own, true, false).unwrap();
        assert_eq!(framed, format!("{POLICY} frame-ancestors 'self';"));
        let encrypted = policy(Page::Own, false, true).unwrap();
        assert_eq!(encrypted, format!("{POLICY} upgrade-insecure-requests;"));
        let both = policy(Page::Alternative, true, true).unwrap();
        assert_eq!(both, "frame-ancestors 'self'; upgrade-insecure-requests;");
        assert_eq!(policy(Page::Alternative, false, false), None);
        assert!(!of(Page::Alternative, true, true).any(|(name, _)| name == "referrer-policy"));
    }
}

//! `GET data/{cid}` and `GET data/{cid}/network/stream`: bytes, whole or a range.
//!
//! An error before the first byte is an answer with a status. After that the connection is
//! broken off, so that the reader sees a body shorter than announced.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use actix_web::body::SizedStream;
use actix_web::http::header::{
    ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderValue,
    IF_NONE_MATCH, IF_RANGE, RANGE, USER_AGENT,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, stream};

use super::State;
use super::answer::{Answer, dataset_cid};
use crate::byte_range::{Asked, parse};
use crate::codex::{
    Cid, CodexError, FetchStream, Manifest, PeerFilter, Purpose, Reader, Scope, ServeLimits,
};

/// `GET data/{cid}`
pub(super) async fn local(request: HttpRequest, path: web::Path<String>, state: State) -> Answer {
    answer(&request, &path, &state, Scope::Local).await
}

/// `GET data/{cid}/network/stream`
pub(super) async fn network(request: HttpRequest, path: web::Path<String>, state: State) -> Answer {
    answer(&request, &path, &state, Scope::Network).await
}

async fn answer(request: &HttpRequest, path: &str, state: &State, scope: Scope) -> Answer {
    let cid = dataset_cid(path)?;
    let manifest = state.codex.manifest(cid, scope).await?;
    let length = manifest.dataset_size;
    let etag = format!("\"{cid}\"");
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    if header(IF_NONE_MATCH).is_some_and(|list| list.split(',').any(|one| fits(one, &etag))) {
        return Ok(HttpResponse::NotModified().insert_header((ETAG, etag)).finish());
    }
    if request.method() == Method::HEAD {
        let nothing = stream::empty::<Result<Bytes, CodexError>>();
        let empty = SizedStream::new(length, nothing);
        return Ok(head(StatusCode::OK, &manifest, &etag).body(empty));
    }
    // A range made for other content is not for this one.
    let wanted = header(IF_RANGE).is_none_or(|tag| tag.trim() == etag);
    let part = match parse(header(RANGE).filter(|_| wanted), length) {
        Asked::Whole => None,
        Asked::Part(part) => Some(part),
        Asked::Beyond => {
            return Ok(HttpResponse::RangeNotSatisfiable()
                .insert_header((CONTENT_RANGE, format!("bytes */{length}")))
                .finish());
        }
    };
    let (first, fetched) = open(state, cid, part.clone(), scope).await?;
    let size = fetched.range.end.saturating_sub(fetched.range.start);
    let mut answer = match &part {
        None => head(StatusCode::OK, &manifest, &etag),
        Some(part) => {
            let mut answer = head(StatusCode::PARTIAL_CONTENT, &manifest, &etag);
            let last = part.end.saturating_sub(1);
            answer.insert_header((CONTENT_RANGE, format!("bytes {}-{last}/{length}", part.start)));
            answer
        }
    };
    let peer = request.peer_addr();
    let reader = peer.and_then(|peer| {
        let client = header(USER_AGENT).unwrap_or_default();
        state.readers.open(cid, peer, client)
    });
    let ip = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    let service = Service { cid, ip, limits: state.limits.clone(), reader };
    let bytes = until_refused(body(service, first, fetched), state.filter.clone(), ip);
    Ok(answer.body(SizedStream::new(size, bytes)))
}

/// Opens the stream and waits for its first chunk, so that an unreadable dataset is an answer
/// with a status and not a broken body.
async fn open(
    state: &State,
    cid: Cid,
    part: Option<std::ops::Range<u64>>,
    scope: Scope,
) -> Result<(Bytes, FetchStream), CodexError> {
    let expected = part.clone();
    let mut fetched = state.codex.fetch(cid, part, scope, Purpose::Serve).await?;
    if expected.is_some_and(|range| range != fetched.range) {
        return Err(CodexError::Protocol("another range than asked".to_owned()));
    }
    match fetched.chunks.recv().await {
        Some(first) => Ok((first?, fetched)),
        None => Err(CodexError::Protocol("a stream without bytes".to_owned())),
    }
}

/// Who is served with what.
struct Service {
    cid: Cid,
    ip: IpAddr,
    limits: ServeLimits,
    reader: Option<Reader>,
}

type Part = Result<Bytes, CodexError>;

/// The chunks as a body, as fast as the limits allow; a chunk that has to wait goes out in
/// portions. An error ends the body short of its length, which makes the server close the
/// connection; dropping it drops the receiver, which cancels the work behind.
fn body(service: Service, first: Bytes, fetched: FetchStream) -> impl Stream<Item = Part> {
    let service = Arc::new(service);
    stream::unfold((first, fetched.chunks), move |(mut held, mut chunks)| {
        let service = Arc::clone(&service);
        async move {
            let Service { cid, ip, limits, reader } = &*service;
            if held.is_empty() {
                match chunks.recv().await? {
                    Ok(next) => held = next,
                    Err(error) => {
                        tracing::warn!(%cid, %error, "a stream broke off");
                        return Some((Err(error), (held, chunks)));
                    }
                }
            }
            let length = u64::try_from(held.len()).unwrap_or(u64::MAX);
            let now = limits.of(cid, *ip).take(length).await;
            let part = held.split_to(usize::try_from(now).unwrap_or(usize::MAX).min(held.len()));
            if let Some(reader) = reader {
                reader.sent(u64::try_from(part.len()).unwrap_or(u64::MAX));
            }
            Some((Ok(part), (held, chunks)))
        }
    })
}

/// Breaks a body off when its reader may not read any more.
fn until_refused(
    body: impl Stream<Item = Part> + 'static,
    filter: PeerFilter,
    ip: IpAddr,
) -> impl Stream<Item = Part> {
    let stopped = {
        let filter = filter.clone();
        Box::pin(async move { filter.until_refused(ip).await })
    };
    let parts = stream::unfold((Box::pin(body), Some(stopped)), move |(mut body, stopped)| {
        let filter = filter.clone();
        async move {
            let mut stopped = stopped?;
            tokio::select! {
                biased;
                by = &mut stopped => {
                    filter.refused(ip, by);
                    Some((Err(CodexError::Refused("the reader is blocked".to_owned())), (body, None)))
                }
                part = body.next() => Some((part?, (body, Some(stopped)))),
            }
        }
    });
    Box::pin(parts)
}

fn fits(candidate: &str, etag: &str) -> bool {
    let candidate = candidate.trim();
    candidate == "*" || candidate.trim_start_matches("W/") == etag
}

/// Headers of both whole and partial answers. A name or type that cannot be a header value is
/// left out: manifests come from strangers.
fn head(status: StatusCode, manifest: &Manifest, etag: &str) -> HttpResponseBuilder {
    let mimetype = manifest
        .mimetype
        .as_deref()
        .and_then(|text| HeaderValue::from_str(text).ok())
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let disposition = manifest
        .filename
        .as_deref()
        .filter(|name| !name.contains(['"', '\\']))
        .and_then(|name| {
            HeaderValue::from_bytes(format!("attachment; filename=\"{name}\"").as_bytes()).ok()
        })
        .unwrap_or(HeaderValue::from_static("attachment"));
    let mut answer = HttpResponse::build(status);
    answer
        .insert_header((CONTENT_TYPE, mimetype))
        .insert_header((CONTENT_DISPOSITION, disposition))
        .insert_header((ACCEPT_RANGES, "bytes"))
        .insert_header((ETAG, etag))
        .insert_header(("X-Content-Type-Options", "nosniff"));
    answer
}

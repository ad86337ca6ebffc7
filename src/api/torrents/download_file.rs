//! `torrents/downloadFile`: a file of a torrent, whole or a range, while it is incomplete too.
//!
//! Where the bytes come from and how they are proven is the session's business
//! ([`crate::session::Session::read_file`]): here are only the names, the ranges of RFC 9110 and
//! the headers. An error before the first byte is an answer with a status; after it the
//! connection is broken off, so that the reader sees a body shorter than announced. The content
//! type never follows the file's name: a page in a torrent is saved, not shown.
//!
//! Beyond qBittorrent: incomplete files as far as their bytes can be had, and `ETag`, `If-Range`
//! and `If-None-Match`. Content is named by its hash, so a tag never stands for two contents.
//! Deliberately absent: several ranges in one answer (the whole file is sent, as RFC 9110 allows).

use std::fmt::Write as _;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_RANGE, ETAG, HeaderName, HeaderValue,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::byte_range::{self, Asked};
use crate::session::{ReadError, TorrentStatus};

/// What RFC 8187 lets stand in a value.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// `torrents/downloadFile`: `file` is an index, or a path as `torrents/files` shows it.
///
/// # Errors
/// 404 for an unknown torrent; 409 for a file that it does not have, for bytes that cannot be had
/// or proven now; 416 for a range beyond the end; 503 while too many are read.
pub(crate) async fn download_file(call: Call) -> Answer {
    let torrent = call.params.torrent_id("hash").and_then(|id| call.session().torrent(id));
    let torrent = torrent.ok_or_else(|| ApiError::Missing("Torrent not found".to_owned()))?;
    let index = file_index(&torrent, call.params.text("file"))?;
    let missing = || ApiError::conflict("File not fully downloaded");
    let content = torrent.content.as_ref().ok_or_else(missing)?;
    let file = content.files.get(index).ok_or_else(missing)?;
    let (name, length) = (file.path.rsplit('/').next().unwrap_or_default().to_owned(), file.length);
    let tag = format!("\"{}-{index}\"", torrent.id);
    let asked = &call.asked;
    let listed = |list: &str| list.split(',').any(|one| is_tag(one, &tag));
    if asked.if_none_match.as_deref().is_some_and(listed) {
        return Ok(with(Reply::no_content().with_status(StatusCode::NOT_MODIFIED), ETAG, &tag));
    }
    // A range made for other content is not for this one, and HEAD knows none.
    let fits = asked.if_range.as_deref().is_none_or(|one| one.trim() == tag);
    let part = match byte_range::parse(asked.range.as_deref().filter(|_| fits), length) {
        _ if asked.head => None,
        Asked::Whole => None,
        Asked::Part(part) => Some(part),
        Asked::Beyond => {
            let reply = Reply::text("the file has no such bytes");
            let reply = reply.with_status(StatusCode::RANGE_NOT_SATISFIABLE);
            return Ok(with(reply, CONTENT_RANGE, &format!("bytes */{length}")));
        }
    };
    let range = part.clone().unwrap_or(0..length);
    let stream = call.session().read_file(Arc::clone(&torrent), index, range).await;
    let stream = stream.map_err(|error| refused(&error))?;
    let mut reply = Reply::stream(stream);
    if let Some(part) = part {
        let last = part.end.saturating_sub(1);
        reply = reply.with_status(StatusCode::PARTIAL_CONTENT);
        reply = with(reply, CONTENT_RANGE, &format!("bytes {}-{last}/{length}", part.start));
    }
    for (header, value) in [
        (ACCEPT_RANGES, "bytes"),
        (CONTENT_DISPOSITION, &*disposition(&name)),
        (ETAG, &tag),
        (CACHE_CONTROL, "private, no-cache"),
    ] {
        reply = with(reply, header, value);
    }
    Ok(reply)
}

fn with(reply: Reply, name: HeaderName, value: &str) -> Reply {
    match HeaderValue::from_str(value) {
        Ok(value) => reply.with_header(name, value),
        Err(_) => reply,
    }
}

/// The number of a file by its number or path.
fn file_index(torrent: &TorrentStatus, text: &str) -> Result<usize, ApiError> {
    let files = torrent.content.as_ref().map(|content| &*content.files).unwrap_or_default();
    if let Ok(number) = text.parse::<i64>() {
        let Ok(index) = usize::try_from(number) else {
            return Err(ApiError::conflict(format!("\"{text}\" is not a valid file index")));
        };
        if index >= files.len() {
            return Err(ApiError::conflict(format!("File index {index} is out of bounds")));
        }
        return Ok(index);
    }
    let at = files.iter().position(|file| file.path == text);
    at.ok_or_else(|| ApiError::conflict(format!("\"{text}\" is not a valid file path")))
}

fn is_tag(one: &str, tag: &str) -> bool {
    let one = one.trim();
    one == "*" || one.trim_start_matches("W/") == tag
}

fn refused(error: &ReadError) -> ApiError {
    match error {
        ReadError::Incomplete | ReadError::Changed => ApiError::conflict(error.to_string()),
        ReadError::Busy | ReadError::Closed => ApiError::Unavailable(error.to_string()),
    }
}

/// `Content-Disposition` for any name: quoted as it is when it is plain, else a plain stand-in
/// and the real one in the form of RFC 8187 (formerly 5987). Control characters cannot break out.
fn disposition(name: &str) -> String {
    let plain = |c: char| c == ' ' || c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%');
    if name.chars().all(plain) {
        return format!("attachment; filename=\"{name}\"");
    }
    let mut text = String::from("attachment; filename=\"");
    text.extend(name.chars().map(|c| if plain(c) { c } else { '_' }));
    // Writing to a string cannot fail.
    let _ = write!(text, "\"; filename*=UTF-8''{}", utf8_percent_encode(name, PLAIN));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_names() {
        for (name, expected) in [
            ("seed.bin", "attachment; filename=\"seed.bin\""),
            ("a b;c=d.mkv", "attachment; filename=\"a b;c=d.mkv\""),
            (
                "日本 \"x\".mkv",
                "attachment; filename=\"__ _x_.mkv\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC%20%22x%22.mkv",
            ),
            (
                "a\r\nSet-Cookie: b",
                "attachment; filename=\"a__Set-Cookie: b\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b",
            ),
            ("100%.txt", "attachment; filename=\"100_.txt\"; filename*=UTF-8''100%25.txt"),
        ] {
            assert_eq!(disposition(name), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn every_name_is_a_header(name: String) {
            proptest::prop_assert!(HeaderValue::from_str(&disposition(&name)).is_ok());
        }
    }

    #[test]
    fn tags_are_compared_weakly_where_rfc_9110_says_so() {
        assert!(is_tag(" W/\"a-0\"", "\"a-0\"") && is_tag("*", "\"a-0\""));
        assert!(!is_tag("\"a-1\"", "\"a-0\""));
    }
}

//! Parameters of a request, parsed once, read with qBittorrent's conversion rules (webapi §1.4).
//!
//! Owns nothing but the request's own text and uploads. Sizes are bounded by `body`.

pub(crate) mod body;
mod form;
mod multipart;

pub(crate) use form::decode_path;
pub use form::{parse_body, parse_query};
pub use multipart::parse_multipart;

use std::collections::HashMap;

use bytes::Bytes;

use super::error::ApiError;
use crate::session::Selection;
use crate::torrent::{InfoHashV2, TorrentId};

/// An uploaded file: a multipart part with a file name, whatever its field is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Name that the client gave; any text.
    pub name: String,
    /// Content.
    pub bytes: Bytes,
}

/// Names that a parameter had before, which old clients still send: present under either.
const OLDER_NAMES: &[(&str, &str)] = &[("url", "origUrl")];

/// Parameters of one request. "Present" and "not empty" differ: see [`Params::get`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Params {
    fields: HashMap<String, String>,
    files: Vec<Upload>,
}

impl Params {
    /// Adds a field; a later one of the same name wins.
    pub(crate) fn set(&mut self, name: String, value: String) {
        self.fields.insert(name, value);
    }

    /// The same fields without the uploads, which can be large.
    pub(crate) fn without_files(&self) -> Self {
        Self { fields: self.fields.clone(), files: Vec::new() }
    }

    /// Adds an upload; order is kept, equal names do not collapse.
    pub(crate) fn push_file(&mut self, file: Upload) {
        self.files.push(file);
    }

    /// The raw text, `None` when the parameter is absent; present may be empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// The raw text under this or its older name.
    pub fn get_or_older(&self, name: &str) -> Option<&str> {
        let older = || OLDER_NAMES.iter().filter(|(new, _)| *new == name);
        self.get(name).or_else(|| older().find_map(|(_, old)| self.get(old)))
    }

    /// The raw text, empty when absent.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// The raw text of a parameter that must be present.
    ///
    /// # Errors
    /// 400, naming it. Routes check their required parameters before the handler runs, so this is
    /// for those that depend on others.
    pub fn required(&self, name: &str) -> Result<&str, ApiError> {
        self.get(name).ok_or_else(|| missing(&[name]))
    }

    /// 400 that names all of `names` that are absent under this and any older name.
    ///
    /// # Errors
    /// When any is absent.
    pub fn require(&self, names: &[&str]) -> Result<(), ApiError> {
        let absent: Vec<&str> =
            names.iter().copied().filter(|name| self.get_or_older(name).is_none()).collect();
        if absent.is_empty() { Ok(()) } else { Err(missing(&absent)) }
    }

    /// A switch: `true`/`false` in any case, `1`/`0`; anything else counts as not given.
    pub fn flag(&self, name: &str) -> Option<bool> {
        parse_flag(self.get(name)?)
    }

    /// A whole number; `None` when absent or garbage.
    pub fn int(&self, name: &str) -> Option<i64> {
        self.get(name)?.trim().parse().ok()
    }

    /// A finite number; `None` when absent or garbage.
    pub fn float(&self, name: &str) -> Option<f64> {
        self.get(name)?.trim().parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// The non-empty elements of a list, not trimmed; none when absent.
    pub fn list<'a>(&'a self, name: &str, separator: char) -> impl Iterator<Item = &'a str> + 'a {
        self.get(name).unwrap_or_default().split(separator).filter(|item| !item.is_empty())
    }

    /// One torrent's id: 40 hex digits of either hash, or the 64 of a v2 hash, in any case. `None`
    /// when absent or malformed, which is the same as an unknown torrent.
    pub fn torrent_id(&self, name: &str) -> Option<TorrentId> {
        parse_torrent_id(self.get(name)?)
    }

    /// Torrents: ids between `|`, or exactly `all`. Malformed ids are skipped.
    pub fn selection(&self, name: &str) -> Selection {
        match self.text(name) {
            "all" => Selection::All,
            _ => Selection::Ids(self.list(name, '|').filter_map(parse_torrent_id).collect()),
        }
    }

    /// Uploaded files in the order of the request.
    pub fn files(&self) -> &[Upload] {
        &self.files
    }
}

/// A switch as qBittorrent reads it, and `1`/`0`.
pub fn parse_flag(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") || text == "1" {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") || text == "0" {
        Some(false)
    } else {
        None
    }
}

/// A torrent id from 40 or 64 hex digits; see [`Params::torrent_id`].
pub fn parse_torrent_id(text: &str) -> Option<TorrentId> {
    match text.len() {
        40 => text.parse().ok(),
        64 => text.parse().ok().map(|v2: InfoHashV2| v2.truncated()),
        _ => None,
    }
}

/// 400 for a parameter that is not JSON, in the words of qBittorrent's parser for the common cases.
pub(crate) fn json_error(text: &str, error: &serde_json::Error) -> ApiError {
    let words = match text.trim_start().bytes().next() {
        Some(b'{') => "unterminated object",
        Some(b'[') if error.is_eof() => "unterminated array",
        Some(b'[') => "illegal number",
        _ => "illegal value",
    };
    ApiError::bad(words)
}

fn missing(names: &[&str]) -> ApiError {
    ApiError::BadRequest(format!("Missing required parameters: {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(pairs: &[(&str, &str)]) -> Params {
        let mut params = Params::default();
        for (name, value) in pairs {
            params.set((*name).to_owned(), (*value).to_owned());
        }
        params
    }

    #[test]
    fn present_and_empty_is_not_missing() {
        let params = params(&[("hashes", "")]);
        assert_eq!(params.require(&["hashes"]), Ok(()));
        assert_eq!(params.selection("hashes"), Selection::Ids(Vec::new()));
        let error = params.require(&["a", "hashes", "b"]).unwrap_err();
        assert_eq!(error.to_string(), "Missing required parameters: a, b");
        let older = self::params(&[("origUrl", "x")]);
        assert_eq!((older.require(&["url"]), older.get_or_older("url")), (Ok(()), Some("x")));
    }

    #[test]
    fn switches_take_any_case_and_nothing_else() {
        for (text, value) in [
            ("True", Some(true)),
            ("FALSE", Some(false)),
            ("1", Some(true)),
            ("0", Some(false)),
            ("yes", None),
            ("", None),
            (" true", None),
        ] {
            assert_eq!(params(&[("x", text)]).flag("x"), value, "{text:?}");
        }
        assert_eq!(params(&[]).flag("x"), None);
    }

    #[test]
    fn numbers_that_are_none_are_not_given() {
        let params = params(&[("a", " -5 "), ("b", "NaN"), ("c", "1.5"), ("d", "inf")]);
        assert_eq!((params.int("a"), params.int("b"), params.int("c")), (Some(-5), None, None));
        assert_eq!(
            (params.float("b"), params.float("c"), params.float("d")),
            (None, Some(1.5), None)
        );
    }

    #[test]
    fn hashes_are_found_in_any_case_and_length() {
        let v1 = "2BDA08F08849C2C881FC09FCFD00F22FA6C1C76F";
        let v2 = format!("{v1}{}", "0".repeat(24));
        let joined = format!("{v1}|nonsense|{v2}|{}", v1.to_lowercase());
        let params = params(&[("hashes", &joined), ("x", "all"), ("y", "ALL")]);
        let Selection::Ids(ids) = params.selection("hashes") else { panic!("not a list") };
        assert_eq!(ids, vec![parse_torrent_id(v1).unwrap(); 3]);
        assert_eq!(params.selection("x"), Selection::All);
        assert_eq!(params.selection("y"), Selection::Ids(Vec::new()));
    }
}

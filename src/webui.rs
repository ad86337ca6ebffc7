//! The web page's files, as they are in the binary.
//!
//! Owns the embedded files and what HTTP has to say about each of them: its content type and
//! its entity tag. `build.rs` has chosen the folder. Everything is constant: nothing is read at run
//! time, nothing can be lost in a crash, and any thread may call.
//!
//! Deliberately absent: HTTP itself (status, conditional requests and headers belong to `api`),
//! an alternative page from disk, and hashed file names: the entity tag does their work with
//! `Cache-Control: no-cache`.

use std::borrow::Cow;

/// One file of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The whole content.
    pub bytes: Cow<'static, [u8]>,
    /// Value for `Content-Type`.
    pub content_type: &'static str,
    /// Value for `ETag`, with its quotes: a strong tag made from the content's SHA-256.
    pub etag: String,
}

/// Looks up the file for a request path below the page's base: `/`, `/assets/app.js`.
///
/// The leading slash may be missing; an empty path is the index. The path is compared with known
/// names and never meets a file system, so `..` finds nothing.
pub fn asset(path: &str) -> Option<Asset> {
    let name = path.strip_prefix('/').unwrap_or(path);
    embedded::get(if name.is_empty() { "index.html" } else { name })
}

/// Names of all files, in no particular order. Empty without the feature `webui`.
pub fn names() -> impl Iterator<Item = Cow<'static, str>> {
    embedded::names()
}

#[cfg(feature = "webui")]
mod embedded {
    use std::borrow::Cow;

    use rust_embed::Embed;

    use super::{Asset, content_type};

    #[derive(Embed)]
    #[folder = "$QCODEX_WEBUI_EMBED_DIR"]
    #[exclude = ".gitkeep"]
    struct Files;

    pub(super) fn get(name: &str) -> Option<Asset> {
        let file = Files::get(name)?;
        let hash = data_encoding::HEXLOWER.encode(&file.metadata.sha256_hash());
        Some(Asset {
            bytes: file.data,
            content_type: content_type(name),
            etag: format!("\"{hash}\""),
        })
    }

    pub(super) fn names() -> impl Iterator<Item = Cow<'static, str>> {
        Files::iter()
    }
}

#[cfg(not(feature = "webui"))]
mod embedded {
    use std::borrow::Cow;

    use super::Asset;

    pub(super) fn get(_name: &str) -> Option<Asset> {
        None
    }

    pub(super) fn names() -> impl Iterator<Item = Cow<'static, str>> {
        std::iter::empty()
    }
}

/// The types that the build of the page can produce. A table of our own, because browsers refuse
/// modules and styles of any other type under `nosniff`, and because the answer should not depend on
/// a list that changes with a dependency.
#[cfg(feature = "webui")]
fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(all(test, feature = "webui"))]
mod tests {
    use std::collections::HashSet;

    use super::{asset, content_type, names};

    #[test]
    fn root_is_the_index() {
        let index = asset("/").unwrap();
        assert_eq!(index.content_type, "text/html; charset=utf-8");
        assert!(index.bytes.starts_with(b"<!doctype html>"));
        assert_eq!(asset(""), Some(index.clone()));
        assert_eq!(asset("/index.html"), Some(index.clone()));
        assert_eq!(asset("index.html"), Some(index));
    }

    #[test]
    fn every_name_is_found_and_typed_and_tagged() {
        let mut tags = HashSet::new();
        for name in names() {
            let asset = asset(&format!("/{name}")).unwrap();
            assert_ne!(asset.content_type, "application/octet-stream", "{name}");
            assert!(asset.etag.starts_with('"') && asset.etag.ends_with('"'), "{name}");
            assert_eq!(asset.etag.len(), 66, "{name}");
            tags.insert(asset.etag);
        }
        assert_eq!(tags.len(), names().count());
        assert!(!names().any(|name| name.starts_with('.')));
    }

    #[test]
    fn the_index_names_only_files_that_are_there() {
        let index = String::from_utf8(asset("/").unwrap().bytes.into_owned()).unwrap();
        for rest in ["href=\"", "src=\""].iter().flat_map(|key| index.split(key).skip(1)) {
            let address = rest.split('"').next().unwrap();
            let name = address.strip_prefix("./").expect("addresses are relative");
            assert!(asset(name).is_some(), "{address}");
        }
    }

    #[test]
    fn the_index_has_no_inline_script_or_style() {
        let index = String::from_utf8(asset("/").unwrap().bytes.into_owned()).unwrap();
        assert!(!index.contains("<style") && !index.contains(" style="), "{index}");
        for rest in index.split("<script").skip(1) {
            let tag = rest.split('>').next().unwrap();
            assert!(tag.contains("src="), "{tag}");
        }
    }

    #[test]
    fn paths_outside_find_nothing() {
        for path in
            ["/../Cargo.toml", "//index.html", "/assets", "/assets/", "/.gitkeep", "/INDEX.HTML"]
        {
            assert_eq!(asset(path), None, "{path}");
        }
    }

    #[test]
    fn unknown_endings_are_bytes() {
        assert_eq!(content_type("noending"), "application/octet-stream");
        assert_eq!(content_type("a.exe"), "application/octet-stream");
        assert_eq!(content_type("assets/app.min.js"), "text/javascript; charset=utf-8");
    }
}

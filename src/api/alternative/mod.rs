//! An alternative page from a folder (webapi §1.9): `<folder>/public/` for everybody, and
//! `<folder>/private/` before it for who is logged in.
//!
//! **Owns** the files that were read last, [`MAX_KEPT`] bytes at most: they are read again when they
//! change, and all clients share one copy. Reading runs on the blocking pool, [`READERS`] at a time;
//! no file over 10 MiB, nothing but regular files, no links. Headers of the page are its own
//! business: the built-in page's policy would break it (`transport`).
//!
//! Two decisions differ from qBittorrent. A folder without a usable `public/index.html` does not
//! lock anybody out: the built-in page is served in its place, and the log says why (qBittorrent
//! answers 500, and without a desktop switches the setting off). And a file that does not exist is
//! 404 as in the built-in page, not 500: programs that probe for old interfaces take a 5xx for a
//! server in trouble. Deliberately absent: translations from `<folder>/translations`.

mod folder;
mod template;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ETAG, HeaderValue, IF_NONE_MATCH};
use actix_web::web;
use bytes::Bytes;
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use super::error::ApiError;
use super::reply::{Answer, Reply};
use super::static_files::is_same_tag;
use folder::{FolderError, Found, Stamp, open_below};
use template::Values;

/// Files that are read at the same time.
const READERS: usize = 4;
/// Bytes of all files that are kept in memory.
const MAX_KEPT: usize = 32 * 1024 * 1024;
/// How to get back from a page that does not work.
const WAY_BACK: &str = "To have the built-in page back, send json={\"alternative_webui_enabled\":false} \
    to /api/v2/app/setPreferences by POST, or start the server with --builtin-webui.";

/// The folder's files as they were read last.
#[derive(Debug)]
pub(crate) struct AlternativePage {
    kept: Mutex<Kept>,
    readers: Semaphore,
    cache_id: String,
    /// What was said last about a folder that cannot be used.
    complaint: Mutex<String>,
    /// There was a page in it when somebody asked last.
    in_use: AtomicBool,
}

#[derive(Debug, Default)]
struct Kept {
    bytes: usize,
    files: HashMap<PathBuf, Arc<Page>>,
}

/// A file as it goes out.
#[derive(Debug)]
struct Page {
    stamp: Stamp,
    locale: String,
    body: Bytes,
    etag: String,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// The folder.
    pub(crate) root: &'a Path,
    /// Path of the request, without `..`.
    pub(crate) path: &'a str,
    /// Who asks is logged in.
    pub(crate) inside: bool,
    /// Language of the settings.
    pub(crate) locale: &'a str,
}

impl Default for AlternativePage {
    fn default() -> Self {
        Self {
            kept: Mutex::default(),
            readers: Semaphore::new(READERS),
            cache_id: format!("{:x}", rand::random::<u64>()),
            complaint: Mutex::default(),
            in_use: AtomicBool::new(false),
        }
    }
}

impl AlternativePage {
    /// Whether the folder has a page at all; says in the log when and why it has none.
    pub(crate) async fn is_usable(&self, root: &Path) -> bool {
        let folder = root.to_owned();
        let looked = web::block(move || open_below(&folder, "public/index.html").map(drop)).await;
        let complaint = match looked {
            Ok(Ok(())) => String::new(),
            Ok(Err(error)) => format!("public/index.html in {}: {error}", root.display()),
            Err(_) => return false,
        };
        let usable = complaint.is_empty();
        self.in_use.store(usable, Ordering::Relaxed);
        let mut known = self.complaint.lock().unwrap_or_else(PoisonError::into_inner);
        if *known != complaint {
            if !usable {
                tracing::warn!(
                    "the alternative page cannot be used, the built-in one is served: {complaint}"
                );
            }
            *known = complaint;
        }
        usable
    }

    /// Whether it is the page that clients see.
    pub(crate) fn is_in_use(&self) -> bool {
        self.in_use.load(Ordering::Relaxed)
    }

    /// Answers a path outside the API.
    ///
    /// # Errors
    /// 404 for a file that does not exist, 500 for one that is not served.
    pub(crate) async fn answer(&self, request: &HttpRequest, asked: Asked<'_>) -> Answer {
        let path = if asked.path == "/" { "/index.html" } else { asked.path };
        let page = self.page(path, asked).await.map_err(|error| refusal(&error, path))?;
        let content_type = content_type(path);
        let mut reply = Reply::json_bytes(page.body.clone());
        reply.content_type = Some(content_type);
        reply.is_alternative_page = true;
        let cache = HeaderValue::from_static(cache_control(content_type));
        reply.headers.push((CACHE_CONTROL, cache));
        if let Ok(etag) = HeaderValue::from_str(&page.etag) {
            reply.headers.push((ETAG, etag));
        }
        let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        if known.is_some_and(|known| known.split(',').any(|tag| is_same_tag(tag, &page.etag))) {
            return Ok(reply.with_status(StatusCode::NOT_MODIFIED));
        }
        Ok(reply)
    }

    async fn page(&self, path: &str, asked: Asked<'_>) -> Result<Arc<Page>, FolderError> {
        let _place = self.readers.acquire().await.map_err(std::io::Error::other)?;
        if asked.inside {
            match self.load(&format!("private{path}"), asked).await {
                Err(FolderError::Missing) => {}
                other => return other,
            }
        }
        self.load(&format!("public{path}"), asked).await
    }

    async fn load(&self, below: &str, asked: Asked<'_>) -> Result<Arc<Page>, FolderError> {
        let (root, name) = (asked.root.to_owned(), below.to_owned());
        let opened = web::block(move || open_below(&root, &name)).await;
        let found = opened.map_err(std::io::Error::other)??;
        let full = asked.root.join(below);
        let known = self.lock().files.get(&full).map(Arc::clone);
        if let Some(page) = known
            && page.stamp == found.stamp
            && page.locale == asked.locale
        {
            return Ok(page);
        }
        let is_text = is_text(content_type(below));
        let (locale, cache_id) = (asked.locale.to_owned(), self.cache_id.clone());
        let made = web::block(move || render(found, is_text, locale, &cache_id)).await;
        let page = Arc::new(made.map_err(std::io::Error::other)??);
        self.lock().keep(full, Arc::clone(&page));
        Ok(page)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn keep(&mut self, path: PathBuf, page: Arc<Page>) {
        if let Some(old) = self.files.remove(&path) {
            self.bytes = self.bytes.saturating_sub(old.body.len());
        }
        // A page has few files: when they are too many, the folder was changed.
        if self.bytes.saturating_add(page.body.len()) > MAX_KEPT {
            self.files.clear();
            self.bytes = 0;
        }
        self.bytes = self.bytes.saturating_add(page.body.len());
        self.files.insert(path, page);
    }
}

fn render(
    found: Found,
    is_text: bool,
    locale: String,
    cache_id: &str,
) -> Result<Page, FolderError> {
    let stamp = found.stamp;
    let bytes = found.read()?;
    let body = match std::str::from_utf8(&bytes) {
        Ok(text) if is_text => {
            Bytes::from(template::fill(text, Values { locale: &locale, cache_id }))
        }
        _ => Bytes::from(bytes),
    };
    let etag = format!("\"{}\"", HEXLOWER.encode(&Sha256::digest(&body)));
    Ok(Page { stamp, locale, body, etag })
}

fn refusal(error: &FolderError, path: &str) -> ApiError {
    match error {
        FolderError::Missing => ApiError::NotFound,
        error if path == "/index.html" => ApiError::Internal(format!("{error}\n{WAY_BACK}")),
        error => ApiError::Internal(error.to_string()),
    }
}

/// By the ending. Texts are UTF-8, which `nosniff` pages must be told.
fn content_type(path: &str) -> &'static str {
    match mime_guess::from_path(path).first_raw() {
        Some("text/html") => "text/html; charset=utf-8",
        Some("text/css") => "text/css; charset=utf-8",
        Some("text/javascript" | "application/javascript") => "text/javascript; charset=utf-8",
        Some("text/plain") => "text/plain; charset=utf-8",
        Some(other) => other,
        None if path.ends_with(".webmanifest") => "application/manifest+json",
        None => "application/octet-stream",
    }
}

fn is_text(content_type: &str) -> bool {
    content_type.starts_with("text/")
        || content_type.ends_with("json")
        || content_type.ends_with("xml")
}

fn cache_control(content_type: &str) -> &'static str {
    if content_type.starts_with("image/") {
        "private, max-age=604800"
    } else if content_type.starts_with("text/css") || content_type.starts_with("text/javascript") {
        "private, max-age=43200"
    } else {
        "no-store"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_bounded() {
        let mut kept = Kept::default();
        let folder = tempfile::TempDir::new().unwrap();
        std::fs::write(folder.path().join("x"), "x").unwrap();
        let stamp = open_below(folder.path(), "x").unwrap().stamp;
        for n in 0..100 {
            let body = Bytes::from(vec![0; 1024 * 1024]);
            let page = Page { stamp, locale: String::new(), body, etag: String::new() };
            kept.keep(PathBuf::from(format!("{}", n % 50)), Arc::new(page));
            assert!(kept.bytes <= MAX_KEPT);
        }
        let sum: usize = kept.files.values().map(|page| page.body.len()).sum();
        assert_eq!(sum, kept.bytes);
    }

    #[test]
    fn endings_decide_types_and_how_long_browsers_keep_files() {
        for (path, expected, cache) in [
            ("/index.html", "text/html; charset=utf-8", "no-store"),
            ("/assets/a.js", "text/javascript; charset=utf-8", "private, max-age=43200"),
            ("/a.mjs", "text/javascript; charset=utf-8", "private, max-age=43200"),
            ("/a.css", "text/css; charset=utf-8", "private, max-age=43200"),
            ("/a.svg", "image/svg+xml", "private, max-age=604800"),
            ("/a.png", "image/png", "private, max-age=604800"),
            ("/a.json", "application/json", "no-store"),
            ("/a.woff2", "font/woff2", "no-store"),
            ("/a.wasm", "application/wasm", "no-store"),
            ("/a", "application/octet-stream", "no-store"),
        ] {
            assert_eq!(content_type(path), expected, "{path}");
            assert_eq!(cache_control(content_type(path)), cache, "{path}");
        }
        assert!(is_text(content_type("a.webmanifest")) && is_text(content_type("a.svg")));
        assert!(!is_text(content_type("a.png")));
    }
}

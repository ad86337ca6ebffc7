//! `torrents/fetchMetadata`, `parseMetadata`, `saveMetadata`: what is in a torrent, before it is
//! added (webapi §3.8.2).
//!
//! What was found is kept with the web session and serves `torrents/add` too. A magnet's metadata
//! comes from its record in Codex; a bare CID works when it is a record's. Nothing is stored.

use std::sync::{Arc, MutexGuard, PoisonError};

use actix_web::http::StatusCode;
use schemars::JsonSchema;
use serde::Serialize;
use url::Url;

use super::add::parse_uploads;
use super::decoded;
use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};
use crate::api::web_session::{Answered, MetadataCache, Wanted};
use crate::session::{AddSource, ExportError, IntakeError, MetadataSource};
use crate::torrent::{InfoHash, Metainfo, TorrentId};

const TORRENT_FILE: &str = "application/x-bittorrent";

/// One object of metadata.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Metadata<'a> {
    comment: &'a str,
    created_by: &'a str,
    creation_date: i64,
    hash: String,
    info: Content<'a>,
    infohash_v1: String,
    infohash_v2: String,
    trackers: Vec<Tracker<'a>>,
    webseeds: &'a [String],
}

#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "MetadataInfo"))]
struct Content<'a> {
    files: Vec<File<'a>>,
    length: u64,
    name: &'a str,
    piece_length: u32,
    pieces_num: u32,
    private: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "MetadataFile"))]
struct File<'a> {
    length: u64,
    path: &'a str,
}

#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "MetadataTracker"))]
struct Tracker<'a> {
    tier: usize,
    url: &'a str,
}

/// What is known of a torrent without metadata; nothing for an address.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "MetadataPending"))]
pub(crate) struct Names {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    infohash_v1: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    infohash_v2: Option<String>,
}

fn hash_texts(hash: &InfoHash) -> (String, String) {
    let v1 = hash.v1.map(|hash| hash.to_string()).unwrap_or_default();
    let v2 = hash.v2.map(|hash| hash.to_string()).unwrap_or_default();
    (v1, v2)
}

impl<'a> Metadata<'a> {
    fn of(metainfo: &'a Metainfo) -> Self {
        let (infohash_v1, infohash_v2) = hash_texts(&metainfo.info_hash());
        let files: Vec<File<'a>> = metainfo
            .info
            .visible_files()
            .map(|(_, file)| File { length: file.length, path: &file.path })
            .collect();
        let tiers = metainfo.trackers.iter().enumerate();
        Self {
            comment: &metainfo.comment,
            created_by: &metainfo.created_by,
            creation_date: metainfo.creation_date.unwrap_or(-1),
            hash: metainfo.id().to_string(),
            info: Content {
                length: files.iter().map(|file| file.length).sum(),
                files,
                name: &metainfo.info.name,
                piece_length: metainfo.info.piece_length,
                pieces_num: metainfo.info.piece_count,
                private: metainfo.info.private,
            },
            infohash_v1,
            infohash_v2,
            trackers: tiers
                .flat_map(|(tier, urls)| urls.iter().map(move |url| Tracker { tier, url }))
                .collect(),
            webseeds: &metainfo.web_seeds,
        }
    }
}

/// A source as a client names it.
#[derive(Debug)]
struct Asked {
    wanted: Wanted,
    source: MetadataSource,
    names: Names,
}

impl Asked {
    /// Reads a source; clients may percent-encode it once more.
    fn parse(text: &str) -> Option<Self> {
        Self::parse_plain(text).or_else(|| Self::parse_plain(&decoded(text)))
    }

    fn parse_plain(text: &str) -> Option<Self> {
        if let Ok(Some(source)) = AddSource::parse_text(text) {
            let (id, hash) = match &source {
                AddSource::Magnet(magnet) => (magnet.info_hash.id()?, magnet.info_hash),
                AddSource::Cid(cid) => (AddSource::id_of_cid(cid), InfoHash::default()),
                AddSource::Metainfo(_) => return None,
            };
            let (v1, v2) = hash_texts(&hash);
            let names =
                Names { hash: Some(id.to_string()), infohash_v1: Some(v1), infohash_v2: Some(v2) };
            let source = MetadataSource::Torrent(source);
            return Some(Self { wanted: Wanted::Id(id), source, names });
        }
        let url = web_address(text)?;
        let wanted = Wanted::Url(url.to_string());
        Some(Self { wanted, source: MetadataSource::Url(url), names: Names::default() })
    }

    fn id(&self) -> Option<TorrentId> {
        match self.wanted {
            Wanted::Id(id) => Some(id),
            Wanted::Url(_) => None,
        }
    }

    /// 202: it is being looked for.
    fn pending(&self) -> Answer {
        Ok(Reply::json(&self.names)?.with_status(StatusCode::ACCEPTED))
    }
}

/// An http(s) address.
pub(super) fn web_address(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// The cache of the caller's web session.
fn cache(call: &Call) -> Result<MutexGuard<'_, MetadataCache>, ApiError> {
    Ok(call.web_session()?.metadata.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Metadata that the caller has fetched or uploaded before.
pub(super) fn cached(call: &Call, wanted: &Wanted) -> Result<Option<Arc<Metainfo>>, ApiError> {
    let answered = cache(call)?.ask(wanted);
    Ok(match answered {
        Answered::Ready(metainfo) => Some(metainfo),
        Answered::Running | Answered::Failed(_) | Answered::Unknown => None,
    })
}

/// `torrents/fetchMetadata`: 200 with the metadata, or 202 while it is looked for.
///
/// # Errors
/// 400 when the source is nothing that can be looked for.
pub(crate) fn fetch_metadata(call: &Call) -> Answer {
    let text = call.params.text("source").trim();
    if text.is_empty() {
        return Err(ApiError::bad("Must specify URI or hash"));
    }
    if !call.params.text("downloader").is_empty() {
        return Err(ApiError::bad("downloader must be a valid search plugin"));
    }
    let asked = Asked::parse(text)
        .ok_or_else(|| ApiError::BadRequest(format!("Unable to parse '{}'", decoded(text))))?;
    let mut cache = cache(call)?;
    match cache.ask(&asked.wanted) {
        Answered::Ready(metainfo) => return Reply::json(&Metadata::of(&metainfo)),
        Answered::Running => return asked.pending(),
        Answered::Failed(error) => {
            tracing::warn!(host = host(&asked.source), %error, "no metadata was found");
            if error == IntakeError::NotARecord {
                return Err(cannot(&asked));
            }
        }
        Answered::Unknown => {}
    }
    if let Some(status) = asked.id().and_then(|id| call.session().torrent(id)) {
        return match status.content.as_ref().and_then(|content| content.metainfo()) {
            Some(metainfo) => Reply::json(&Metadata::of(metainfo)),
            None => asked.pending(),
        };
    }
    if !cache.has_room() {
        return Err(cannot(&asked));
    }
    cache.search(asked.wanted.clone(), call.session().find_metadata(asked.source.clone()));
    asked.pending()
}

fn cannot(asked: &Asked) -> ApiError {
    let what = match &asked.source {
        MetadataSource::Url(url) => url.host_str().unwrap_or_default().to_owned(),
        MetadataSource::Torrent(_) => asked.names.hash.clone().unwrap_or_default(),
    };
    ApiError::BadRequest(format!("Unable to download metadata for '{what}'"))
}

/// For the log: paths and queries of addresses hold passkeys.
fn host(source: &MetadataSource) -> &str {
    match source {
        MetadataSource::Url(url) => url.host_str().unwrap_or_default(),
        MetadataSource::Torrent(_) => "codex",
    }
}

/// `torrents/parseMetadata`: the metadata of uploads, in their order.
///
/// # Errors
/// 400 without uploads, 415 naming one that is no torrent.
pub(crate) async fn parse_metadata(call: Call) -> Answer {
    if call.params.files().is_empty() {
        return Err(ApiError::bad("Must specify torrent file(s)"));
    }
    let refused = |name: &str| format!("'{name}' is not a valid torrent file.");
    let parsed = parse_uploads(call.params.files(), call.session().parse_limits(), refused).await?;
    let mut cache = cache(&call)?;
    for metainfo in &parsed {
        cache.keep(Arc::clone(metainfo));
    }
    drop(cache);
    Reply::json(&parsed.iter().map(|metainfo| Metadata::of(metainfo)).collect::<Vec<_>>())
}

/// `torrents/saveMetadata`: the `.torrent` of metadata that was fetched before; of a torrent in
/// the list it is its export.
///
/// # Errors
/// 400 without a source, 404 for what nobody fetched, 409 while there is none.
pub(crate) async fn save_metadata(call: Call) -> Answer {
    let text = call.params.text("source").trim();
    if text.is_empty() {
        return Err(ApiError::bad("Must specify URI or hash"));
    }
    let asked = Asked::parse(text).ok_or(ApiError::NotFound)?;
    let answered = cache(&call)?.ask(&asked.wanted);
    let missing = || ApiError::conflict("Metadata is not yet available");
    let metainfo = match (answered, asked.id()) {
        (Answered::Ready(metainfo), _) => metainfo,
        (Answered::Unknown, None) => return Err(ApiError::NotFound),
        (_, None) => return Err(missing()),
        (_, Some(id)) => {
            let exported = call.session().export(id).await.map_err(|error| match error {
                ExportError::NotFound | ExportError::MissingMetadata => missing(),
                ExportError::Session(error) => error.into(),
            })?;
            // The v1 hash of a hybrid finds it too; its file has one name.
            let id = call.session().torrent(id).map_or(id, |status| status.id);
            return Ok(Reply::file(&format!("{id}.torrent"), TORRENT_FILE, exported.bytes));
        }
    };
    let name = format!("{}.torrent", metainfo.id());
    Ok(Reply::file(&name, TORRENT_FILE, metainfo.to_torrent_bytes().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_read_plain_and_encoded_once_more() {
        let hash = "ab".repeat(20);
        for text in [
            hash.clone(),
            format!("magnet:?xt=urn:btih:{hash}&dn=x"),
            format!("magnet%3A%3Fxt%3Durn%3Abtih%3A{hash}"),
        ] {
            let asked = Asked::parse(&text).unwrap();
            assert_eq!(asked.names.infohash_v1.as_deref(), Some(&*hash), "{text}");
            assert_eq!(asked.id().unwrap().to_string(), hash);
        }
        for text in ["http://a/x%20y?z=1", "http%3A%2F%2Fa%2Fx%2520y%3Fz%3D1"] {
            let url = Wanted::Url("http://a/x%20y?z=1".to_owned());
            assert_eq!(Asked::parse(text).unwrap().wanted, url, "{text}");
        }
        for text in ["nonsense", "foo://bar", "file:///etc/passwd", "magnet:?dn=x", "%", "http:"] {
            assert!(Asked::parse(text).is_none(), "{text}");
        }
    }
}

//! Torrents that have to be brought before they can be added: from http(s) links, from files of
//! this machine, and, for metadata without adding, from Codex.
//!
//! Owns the outgoing client and the bounds on how much of this runs at once. Everything runs in
//! tasks with a deadline, never in the actor: what was brought is handed to it as an ordinary
//! add. A crash or a stop loses the downloads that were waiting or running; nothing of them was
//! in the list yet. Addresses named here come from a logged-in user (design §8). Logs name the
//! host of an address only: paths and queries hold passkeys.
//!
//! Deliberately absent: retries of a failed download, as in qBittorrent.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use tokio::sync::{Semaphore, oneshot};
use url::Url;

use super::command::{AddSource, AddTorrentParams};
use super::outgoing::{Use, fetch_options};
use super::parsing::ParseLimits;
use super::settings::{Key, SettingsPack};
use super::source::{Nodes, find_dataset, find_torrent, not_in_codex};
use super::status::Reason;
use super::{Session, SessionError};
use crate::codex::Cid;
use crate::db::Db;
use crate::fetch::{Class, FetchError, FetchRequest, Fetched, Fetcher, Limits};
use crate::tasks::Tasks;
use crate::torrent::{Magnet, Metainfo};

/// Downloads of torrent files that run at once.
const DOWNLOADS: usize = 4;
/// Downloads that run or wait; more links are refused.
const MAX_WAITING: usize = 1000;
/// Look-ups of metadata in Codex that run at once.
const LOOKUPS: usize = 16;
/// Pause between two look-ups of the same metadata.
const LOOKUP_PAUSE: Duration = Duration::from_secs(3);
/// After this long nobody is asked for metadata any more; a client that still wants it asks anew.
const LOOKUP_PATIENCE: Duration = Duration::from_mins(2);
/// Largest `.torrent` that is ever read, whatever the settings say.
const MAX_TORRENT: u64 = 100 * 1024 * 1024;
/// Where `app/setCookies` keeps its list.
const COOKIES: (&str, &str) = ("cookies", "all");

/// Why a torrent could not be brought. The text is for users and never holds credentials.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// Too many downloads wait.
    #[error("{MAX_WAITING} downloads wait already; try again later")]
    Full,
    /// The download failed.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The file cannot be read.
    #[error("cannot read the file: {0}")]
    File(String),
    /// What came is no torrent.
    #[error("{0}")]
    NotATorrent(String),
    /// A CID that names content, not a record.
    #[error("this CID names content, not the record of a torrent")]
    NotARecord,
    /// Nobody in Codex has it.
    #[error("{0}")]
    NotFound(String),
    /// Nobody had it for long.
    #[error("nobody has published this torrent in Codex yet")]
    TooLong,
    /// The session failed.
    #[error(transparent)]
    Session(#[from] SessionError),
}

/// What metadata is wanted of.
#[derive(Debug, Clone)]
pub enum MetadataSource {
    /// A `.torrent` behind an http(s) address, or what that redirects to.
    Url(Url),
    /// A magnet, hash or CID.
    Torrent(AddSource),
}

/// Metadata that is being looked for; dropping it ends the search.
#[derive(Debug)]
pub struct MetadataSearch(oneshot::Receiver<Result<Arc<Metainfo>, IntakeError>>);

impl MetadataSearch {
    /// The result, once; `None` while the search goes on.
    pub fn poll(&mut self) -> Option<Result<Arc<Metainfo>, IntakeError>> {
        match self.0.try_recv() {
            Ok(result) => Some(result),
            Err(oneshot::error::TryRecvError::Empty) => None,
            Err(oneshot::error::TryRecvError::Closed) => Some(Err(SessionError::Closed.into())),
        }
    }
}

/// What all handles of a session share for bringing torrents.
#[derive(Debug)]
pub(super) struct Intake {
    fetcher: Fetcher,
    nodes: Nodes,
    db: Db,
    downloads: Semaphore,
    places: Arc<Semaphore>,
    lookups: Semaphore,
}

impl Intake {
    pub(super) fn new(fetcher: Fetcher, nodes: Nodes, db: Db) -> Self {
        Self {
            fetcher,
            nodes,
            db,
            downloads: Semaphore::new(DOWNLOADS),
            places: Arc::new(Semaphore::new(MAX_WAITING)),
            lookups: Semaphore::new(LOOKUPS),
        }
    }

    pub(super) fn limits(&self) -> ParseLimits {
        self.nodes.limits.clone()
    }

    /// The client with the options of now. Unusable ones are an error: a request never goes past
    /// a proxy that was asked for.
    fn fetcher(&self, settings: &SettingsPack) -> Result<&Fetcher, FetchError> {
        let options = fetch_options(settings, Use::General);
        if self.fetcher.options() != options {
            self.fetcher.reconfigure(options)?;
        }
        Ok(&self.fetcher)
    }

    /// Looks until it is found; only what cannot change ends in an error.
    async fn find_magnet(&self, magnet: &Magnet) -> Arc<Metainfo> {
        let record: Option<Cid> = magnet.codex.as_deref().and_then(|text| text.parse().ok());
        loop {
            let found = {
                let _slot = self.lookups.acquire().await;
                find_torrent(&self.nodes, &self.db, record, &magnet.info_hash).await
            };
            let found = found.and_then(|found| found.metainfo().cloned().ok_or_else(not_in_codex));
            match found {
                Ok(metainfo) => return Arc::new(with_link(metainfo, magnet)),
                Err(reason) => wait_after(&reason).await,
            }
        }
    }

    async fn find_cid(&self, cid: Cid) -> Result<Arc<Metainfo>, IntakeError> {
        loop {
            let found = {
                let _slot = self.lookups.acquire().await;
                find_dataset(&self.nodes, cid).await
            };
            match found {
                Ok(found) => {
                    let metainfo = found.metainfo().cloned().map(Arc::new);
                    return metainfo.ok_or(IntakeError::NotARecord);
                }
                Err(reason) => wait_after(&reason).await,
            }
        }
    }
}

async fn wait_after(reason: &Reason) {
    tracing::debug!(reason = reason.text, "metadata was not found");
    tokio::time::sleep(LOOKUP_PAUSE).await;
}

/// A record has no trackers and web seeds; the link that led to it may.
fn with_link(mut metainfo: Metainfo, magnet: &Magnet) -> Metainfo {
    if !magnet.trackers.is_empty() {
        metainfo.set_trackers(magnet.trackers.iter().map(|url| vec![url.clone()]).collect());
    }
    if !magnet.web_seeds.is_empty() {
        metainfo.set_web_seeds(magnet.web_seeds.clone());
    }
    metainfo
}

/// Bytes that a `.torrent` may have.
fn size_limit(settings: &SettingsPack) -> u64 {
    u64::try_from(settings.int(Key::TorrentFileSizeLimit)).unwrap_or(0).min(MAX_TORRENT)
}

/// A cookie as the front end stores it.
#[derive(Debug, Deserialize)]
struct Cookie {
    domain: String,
    #[serde(rename = "expirationDate")]
    expiration_date: i64,
    name: String,
    path: String,
    value: String,
}

impl Cookie {
    /// Whether it goes with a request: host or, with a leading dot, the hosts below it; path and
    /// below; not expired.
    fn matches(&self, host: &str, path: &str, now: i64) -> bool {
        let domain = self.domain.to_ascii_lowercase();
        let at_home = match domain.strip_prefix('.') {
            Some(parent) => host == parent || host.ends_with(&domain),
            None => host == domain,
        };
        let folder = self.path.trim_end_matches('/');
        let below = path.strip_prefix(folder).is_some_and(|r| r.is_empty() || r.starts_with('/'));
        at_home
            && !domain.is_empty()
            && below
            && (self.expiration_date < 0 || self.expiration_date > now)
    }
}

/// The value of `Cookie` for an address; empty when there is none for it.
fn cookies_for(url: &Url, stored: &[u8], now: i64) -> String {
    let cookies: Vec<Cookie> = serde_json::from_slice(stored).unwrap_or_default();
    let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
    let fitting = cookies.iter().filter(|cookie| cookie.matches(&host, url.path(), now));
    let pairs: Vec<String> =
        fitting.map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
    pairs.join("; ")
}

/// Reads a `.torrent`; large ones off the async threads.
async fn parse(
    tasks: &Tasks,
    limits: ParseLimits,
    bytes: bytes::Bytes,
) -> Result<AddSource, IntakeError> {
    let work = tasks.spawn_blocking(move || limits.torrent(&bytes));
    let parsed = work.await.map_err(|_| SessionError::Closed)?;
    parsed
        .map(|metainfo| AddSource::Metainfo(Arc::new(metainfo)))
        .map_err(|error| IntakeError::NotATorrent(error.to_string()))
}

/// Reads a file that may hold a torrent; anything but a plain file is refused, so that a pipe or
/// a device cannot hold the reader.
fn read_file(path: &Path, limit: u64, limits: &ParseLimits) -> Result<AddSource, IntakeError> {
    use std::io::Read as _;
    let failed = |error: std::io::Error| IntakeError::File(error.to_string());
    let about = std::fs::metadata(path).map_err(failed)?;
    if !about.is_file() {
        return Err(IntakeError::File("it is no plain file".to_owned()));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > limit) {
        return Err(IntakeError::File(format!("it has more than {limit} bytes")));
    }
    limits
        .torrent(&bytes)
        .map(|metainfo| AddSource::Metainfo(Arc::new(metainfo)))
        .map_err(|error| IntakeError::NotATorrent(error.to_string()))
}

impl Session {
    /// Fetches a torrent from an http(s) address in the background and adds it the way that
    /// `params` says. The outcome goes to the log, with the host's name alone.
    ///
    /// # Errors
    /// `Full`: nothing will be fetched.
    pub fn add_from_url(
        &self,
        url: Url,
        params: impl FnOnce(AddSource) -> AddTorrentParams + Send + 'static,
    ) -> Result<(), IntakeError> {
        let places = Arc::clone(&self.intake.places);
        let place = places.try_acquire_owned().map_err(|_| IntakeError::Full)?;
        let session = self.clone();
        let work = async move {
            let _place = place;
            let host = url.host_str().unwrap_or_default();
            match session.fetch_torrent(&url).await {
                Ok(source) => match session.add_torrent(params(source)).await {
                    Ok(added) => tracing::info!(host, torrent = %added.id, "added from a link"),
                    Err(error) => {
                        tracing::warn!(host, %error, "a torrent from a link was not added");
                    }
                },
                Err(error) => tracing::warn!(host, %error, "cannot fetch a torrent from a link"),
            }
        };
        drop(self.tasks.spawn("add from a link", work));
        Ok(())
    }

    /// Reads a `.torrent` of this machine.
    ///
    /// # Errors
    /// `File`, `NotATorrent`.
    pub async fn read_torrent_file(&self, path: PathBuf) -> Result<AddSource, IntakeError> {
        let limit = size_limit(&self.settings());
        let limits = self.parse_limits();
        let work = self.tasks.spawn_blocking(move || read_file(&path, limit, &limits));
        work.await.map_err(|_| SessionError::Closed)?
    }

    /// Removes a `.torrent` of this machine that was read and handed to the session, as
    /// `auto_delete_mode` says: never, when it was `added`, or always. What went wrong is in the
    /// log alone: the torrent is what matters.
    pub async fn drop_torrent_file(&self, path: PathBuf, added: bool) {
        let goes = match self.settings().int(Key::AutoDeleteMode) {
            1 => added,
            2 => true,
            _ => false,
        };
        if !goes {
            return;
        }
        let shown = path.display().to_string();
        match self.tasks.spawn_blocking(move || std::fs::remove_file(&path)).await {
            Ok(Ok(())) => tracing::info!(path = shown, "the .torrent file was removed"),
            Ok(Err(error)) => tracing::warn!(path = shown, %error, "the .torrent file stays"),
            Err(_) => {}
        }
    }

    /// Starts to look for metadata: an address is fetched, everything else is looked up in Codex
    /// again and again until it is there or two minutes have passed.
    pub fn find_metadata(&self, what: MetadataSource) -> MetadataSearch {
        let (mut reply, answer) = oneshot::channel();
        let session = self.clone();
        let work = async move {
            let search = tokio::time::timeout(LOOKUP_PATIENCE, session.metadata(what));
            let found = tokio::select! {
                () = reply.closed() => return,
                found = search => found.unwrap_or(Err(IntakeError::TooLong)),
            };
            // Nobody may want it any more.
            drop(reply.send(found));
        };
        drop(self.tasks.spawn("metadata", work));
        MetadataSearch(answer)
    }

    /// The client for everything that is no content and no node, with the options of now.
    ///
    /// # Errors
    /// [`FetchError::Options`]: no request may be made.
    pub fn fetcher(&self) -> Result<Fetcher, FetchError> {
        self.intake.fetcher(&self.settings()).cloned()
    }

    async fn metadata(&self, what: MetadataSource) -> Result<Arc<Metainfo>, IntakeError> {
        let source = match what {
            MetadataSource::Url(url) => self.fetch_torrent(&url).await?,
            MetadataSource::Torrent(source) => source,
        };
        match source {
            AddSource::Metainfo(metainfo) => Ok(metainfo),
            AddSource::Magnet(magnet) => Ok(self.intake.find_magnet(&magnet).await),
            AddSource::Cid(cid) => self.intake.find_cid(cid).await,
        }
    }

    /// Fetches what an address holds: a `.torrent`, or a magnet that it redirects to. Not more than
    /// a few at a time; the others wait here.
    ///
    /// # Errors
    /// `Fetch`, `NotATorrent`.
    pub async fn fetch_torrent(&self, url: &Url) -> Result<AddSource, IntakeError> {
        let _slot = self.intake.downloads.acquire().await;
        let settings = self.settings();
        let fetcher = self.intake.fetcher(&settings)?;
        let limits = Limits { max_bytes: size_limit(&settings), ..Limits::default() };
        let mut request = FetchRequest::new(url.clone(), Class::UserNamed);
        request.limits = limits;
        if let Some(stored) = self.stored(COOKIES.0, COOKIES.1) {
            request.set_cookies(&cookies_for(url, &stored, self.clock.unix_secs()));
        }
        match fetcher.get_with(request).await? {
            Fetched::Body { bytes, .. } => parse(&self.tasks, self.parse_limits(), bytes).await,
            Fetched::Magnet(link) => match AddSource::parse_text(&link) {
                Ok(Some(source)) => Ok(source),
                Ok(None) => Err(IntakeError::NotATorrent("it leads to no magnet link".to_owned())),
                Err(error) => Err(IntakeError::NotATorrent(error.to_string())),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::settings::Value;

    fn settings(set: &[(Key, Value)]) -> SettingsPack {
        SettingsPack::with(set.iter().cloned())
    }

    #[test]
    fn the_size_limit_is_bounded_by_the_program() {
        let of = |bytes| size_limit(&settings(&[(Key::TorrentFileSizeLimit, Value::Int(bytes))]));
        assert_eq!((of(5), of(i64::MAX)), (5, MAX_TORRENT));
    }

    #[test]
    fn cookies_go_where_they_belong_and_nowhere_else() {
        let stored = br#"[
            {"domain":"a.org","expirationDate":-1,"name":"host","path":"/","value":"1"},
            {"domain":".a.org","expirationDate":100,"name":"below","path":"/t","value":"2"},
            {"domain":".org","expirationDate":-1,"name":"wide","path":"","value":"3"},
            {"domain":"","expirationDate":-1,"name":"none","path":"/","value":"4"}]"#;
        let of = |url: &str, now| cookies_for(&Url::parse(url).unwrap(), stored, now);
        assert_eq!(of("http://A.org/t/x?y=1", 99), "host=1; below=2; wide=3");
        assert_eq!(of("http://a.org/tx", 99), "host=1; wide=3");
        assert_eq!(of("http://b.a.org/t", 99), "below=2; wide=3");
        assert_eq!(of("http://b.a.org/t", 100), "wide=3");
        assert_eq!(of("http://ba.org/t", 99), "wide=3");
        assert_eq!(of("http://a.net/", 0), "");
        assert_eq!(cookies_for(&Url::parse("http://a.org/").unwrap(), b"garbage", 0), "");
    }

    #[test]
    fn only_small_plain_files_are_read() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("x.torrent");
        let limits = ParseLimits::new(&settings(&[]));
        let refused = |limit| read_file(&path, limit, &limits).unwrap_err();
        assert!(matches!(refused(9), IntakeError::File(_)));
        assert!(matches!(read_file(folder.path(), 9, &limits), Err(IntakeError::File(_))));
        std::fs::write(&path, b"0123456789").unwrap();
        assert!(matches!(refused(9), IntakeError::File(_)));
        assert!(matches!(refused(10), IntakeError::NotATorrent(_)));
    }
}

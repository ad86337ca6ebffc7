//! Web seeds of a download (BEP 19): which there are, what may be believed of their answers.
//!
//! They come after every Codex node, and only what a hash can prove is fetched from them: files
//! whose pieces all have hashes, or whose tree a placement names. A server that keeps to ranges
//! is asked for what is missing, gap by gap; one that ignores them is read once from the start,
//! and what is there already is thrown away. At most [`PER_HOST`] connections lead to one host
//! from the whole server. Whoever fails is left alone with growing pauses, whoever lies like a
//! lying node; what went wrong last is kept as text, for the reason that users see. Texts name
//! the host alone: paths, queries and credentials hold passkeys.
//!
//! Deliberately absent: BEP 17 (`httpseeds`), FTP, and padding files, which are zeros.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use url::Url;

use super::download::DownloadFile;
use super::stream::{Fault, Incoming, MAX_WRONG, Order, STALL, Wrong, receive};
use crate::fetch::{
    Class, FetchError, FetchRequest, FetchedStream, Fetcher, Limits, MAX_REDIRECTS, Opened,
};
use crate::session::content::Content;
use crate::session::status::ReasonCode;
use crate::session::transfer::sink::Ctx;
use crate::torrent::{Metainfo, WebSeedPaths};

/// Connections to one host at a time, of all torrents together.
const PER_HOST: usize = 4;

/// Longest wait for the first byte of an answer, redirects included.
const ANSWER: Duration = Duration::from_secs(30);

/// Least bytes of an answer, unless fewer were asked for: a server may not make a million
/// requests of one file.
const MIN_PART: u64 = 64 * 1024;

/// Most bytes that are thrown away for the sake of a shared piece of an unwanted file.
const MAX_SKIP: u64 = 16 * 1024 * 1024;

/// A web seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebSeed {
    /// Its address as it is kept.
    pub url: String,
    /// Named by a logged-in user, not by the torrent or magnet: it may lie in the local network.
    pub by_user: bool,
}

/// What a download may take from web seeds.
#[derive(Debug, Clone)]
pub struct WebSeeds {
    /// The client.
    pub fetcher: Fetcher,
    /// Which, in the user's order; http(s) alone is fetched.
    pub seeds: Vec<WebSeed>,
    /// Connections in use.
    pub connections: Connections,
    /// Why some are not used, for users; empty when there is nothing to say.
    pub note: String,
}

/// Counts connections by host; clones share it.
#[derive(Debug, Clone, Default)]
pub struct Connections(Arc<Mutex<HashMap<String, Weak<Semaphore>>>>);

impl Connections {
    fn of(&self, host: &str) -> Arc<Semaphore> {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = hosts.get(host).and_then(Weak::upgrade) {
            return known;
        }
        hosts.retain(|_, places| places.strong_count() > 0);
        let places = Arc::new(Semaphore::new(PER_HOST));
        hosts.insert(host.to_owned(), Arc::downgrade(&places));
        places
    }
}

/// A web seed of a running download.
#[derive(Debug)]
struct Seed {
    url: String,
    /// What users are told: host and port.
    host: String,
    class: Class,
    places: Arc<Semaphore>,
}

/// The web seeds of a running download.
#[derive(Debug, Default)]
pub(super) struct Web {
    fetcher: Option<Fetcher>,
    seeds: Vec<Seed>,
    paths: Option<WebSeedPaths>,
    /// Entry of each file in the torrent's list; `None` where nothing proves the file.
    entries: Vec<Option<usize>>,
    /// What went wrong last, by seed.
    faults: Mutex<Vec<String>>,
    pub(super) note: String,
}

impl Web {
    /// Goes through the whole file list: blocking.
    pub(super) fn new(given: WebSeeds, content: &Content, files: &[DownloadFile]) -> Self {
        let Some(metainfo) = content.metainfo() else { return Self::default() };
        let seeds: Vec<Seed> = given
            .seeds
            .into_iter()
            .filter_map(|seed| {
                let host = host_of(&seed.url)?;
                let class = if seed.by_user { Class::UserNamed } else { Class::ContentNamed };
                let places = given.connections.of(&host);
                Some(Seed { url: seed.url, host, class, places })
            })
            .collect();
        if seeds.is_empty() {
            return Self { note: given.note, ..Self::default() };
        }
        let entry = |at: usize| {
            let placed = files.get(at).and_then(|file| file.placement.as_ref()?.tree).is_some();
            let provable = placed || has_hashes(metainfo, content, at);
            content.layout.entry_index(at).filter(|_| provable)
        };
        Self {
            faults: Mutex::new(vec![String::new(); seeds.len()]),
            fetcher: Some(given.fetcher),
            seeds,
            paths: Some(WebSeedPaths::new(metainfo)),
            entries: (0..content.files.len()).map(entry).collect(),
            note: given.note,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.seeds.len()
    }

    /// Whether a file may come from here.
    pub(super) fn has(&self, file: usize) -> bool {
        (0..self.seeds.len()).any(|seed| self.address(seed, file).is_some())
    }

    fn address(&self, seed: usize, file: usize) -> Option<Url> {
        let entry = self.entries.get(file).copied().flatten()?;
        let text = self.paths.as_ref()?.address(&self.seeds.get(seed)?.url, entry)?;
        Url::parse(&text).ok()
    }

    /// What users call a seed.
    pub(super) fn host(&self, seed: usize) -> &str {
        self.seeds.get(seed).map_or("", |seed| &seed.host)
    }

    fn faults(&self) -> MutexGuard<'_, Vec<String>> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What went wrong with a seed last.
    pub(super) fn last_fault(&self, seed: usize) -> Fault {
        let text = self.faults().get(seed).cloned().unwrap_or_default();
        Fault::Failed(ReasonCode::WebSeedFailed, text)
    }

    fn keep_fault(&self, seed: usize, text: &str) {
        if let Some(slot) = self.faults().get_mut(seed) {
            text.clone_into(slot);
        }
    }
}

/// Host and port of an http(s) address; `None` for any other.
pub(in crate::session) fn host_of(url: &str) -> Option<String> {
    let url = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str().filter(|host| !host.is_empty())?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

fn has_hashes(metainfo: &Metainfo, content: &Content, file: usize) -> bool {
    content.files.get(file).is_some_and(|file| {
        file.pieces.clone().all(|piece| {
            metainfo.info.piece_hash_v1(piece).is_some() || metainfo.piece_hash_v2(piece).is_some()
        })
    })
}

/// Why a seed did not give everything.
#[derive(Debug)]
pub(super) enum SeedFault {
    /// Nothing of its doing: the job ends or the disk fails.
    Ours(Fault),
    /// It sent wrong pieces.
    Lied(String),
    /// It sent parts of wrong pieces.
    Doubted(String),
    /// It cannot be used now.
    Seed(String),
    /// It does not have this file as it should be.
    File(String),
}

impl From<Fault> for SeedFault {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Corrupt(text) => Self::Lied(text),
            Fault::Doubt(text) => Self::Doubted(text),
            Fault::Failed(_, text) | Fault::Away(text) => Self::Seed(text),
            ours => Self::Ours(ours),
        }
    }
}

/// Gets what is missing of an order from a web seed and notes what went wrong.
pub(super) async fn from_seed(ctx: &Arc<Ctx>, order: &Order, seed: usize) -> Result<(), SeedFault> {
    let result = ask(ctx, order, seed).await;
    let host = ctx.web.host(seed);
    let named = |text: String| format!("web seed {host}: {text}");
    let result = result.map_err(|fault| match fault {
        SeedFault::Ours(fault) => SeedFault::Ours(fault),
        SeedFault::Lied(text) => SeedFault::Lied(named(text)),
        SeedFault::Doubted(text) => SeedFault::Doubted(named(text)),
        SeedFault::Seed(text) => SeedFault::Seed(named(text)),
        SeedFault::File(text) => SeedFault::File(named(text)),
    });
    if let Err(
        SeedFault::Lied(text)
        | SeedFault::Doubted(text)
        | SeedFault::Seed(text)
        | SeedFault::File(text),
    ) = &result
    {
        ctx.web.keep_fault(seed, text);
        tracing::debug!(host, text, "a web seed gave not everything");
    }
    result
}

async fn ask(ctx: &Arc<Ctx>, order: &Order, seed: usize) -> Result<(), SeedFault> {
    let file = order.target.file;
    let none = || SeedFault::File("it has no address for this file".to_owned());
    let url = ctx.web.address(seed, file).ok_or_else(none)?;
    let length = ctx.geometry.length(file);
    let _place = place(ctx, seed).await?;
    let (mut from, mut wrong) = (0, Wrong::default());
    loop {
        let gaps = order.missing(ctx).into_iter().filter(|gap| gap.end > from);
        let gaps: Vec<Range<u64>> = gaps.map(|gap| gap.start.max(from)..gap.end).collect();
        let Some(asked) = gaps.first().cloned() else { break };
        let stream = open(ctx, seed, &url, asked, length).await?;
        let (span, want) = accept(&Answer::of(&stream), &gaps, length).map_err(SeedFault::File)?;
        if order.target.side && gaps.first().is_some_and(|gap| gap.start - span.start > MAX_SKIP) {
            let text = "it sends no ranges, and too much would be thrown away".to_owned();
            return Err(SeedFault::File(text));
        }
        let giver = ctx.nodes.len() + seed;
        from = span.end;
        let incoming = Incoming::web(span, stream);
        wrong.add(receive(ctx, order.target, giver, incoming, want).await?);
        if wrong.all >= MAX_WRONG {
            break;
        }
    }
    wrong.fault("it").map_or(Ok(()), |fault| Err(fault.into()))
}

/// Waits for a connection to the host to be free.
async fn place(ctx: &Ctx, seed: usize) -> Result<Option<OwnedSemaphorePermit>, SeedFault> {
    let Some(seed) = ctx.web.seeds.get(seed) else { return Ok(None) };
    let free = Arc::clone(&seed.places).acquire_owned();
    tokio::select! {
        () = ctx.cancel.cancelled() => Err(SeedFault::Ours(Fault::Cancelled)),
        place = timeout(ANSWER, free) => match place {
            Ok(place) => Ok(place.ok()),
            Err(_) => Err(SeedFault::File("all connections to it are in use".to_owned())),
        },
    }
}

async fn open(
    ctx: &Ctx,
    seed: usize,
    url: &Url,
    asked: Range<u64>,
    length: u64,
) -> Result<FetchedStream, SeedFault> {
    let (Some(fetcher), Some(seed)) = (&ctx.web.fetcher, ctx.web.seeds.get(seed)) else {
        return Err(SeedFault::Seed("it is gone".to_owned()));
    };
    let limits =
        Limits { max_bytes: length, total: ANSWER, stall: STALL, redirects: MAX_REDIRECTS };
    let request =
        FetchRequest { limits, range: Some(asked), ..FetchRequest::new(url.clone(), seed.class) };
    let opened = tokio::select! {
        () = ctx.cancel.cancelled() => return Err(SeedFault::Ours(Fault::Cancelled)),
        opened = fetcher.open(request) => opened,
    };
    match opened {
        Ok(Opened::Stream(stream)) => Ok(*stream),
        Ok(Opened::Magnet(_)) => Err(SeedFault::File("it leads to a magnet link".to_owned())),
        Err(error) => Err(blame(&error)),
    }
}

/// Whether a failure is one of the whole seed, or of one file.
fn blame(error: &FetchError) -> SeedFault {
    let text = error.to_string();
    match error {
        FetchError::TooLarge(_) => SeedFault::File("its file is longer".to_owned()),
        FetchError::Status(code) if !matches!(code, 408 | 429 | 500..) => SeedFault::File(text),
        _ => SeedFault::Seed(text),
    }
}

/// What an answer says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Answer {
    partial: bool,
    encoded: bool,
    offset: u64,
    end: Option<u64>,
    total: Option<u64>,
}

impl Answer {
    fn of(stream: &FetchedStream) -> Self {
        let FetchedStream { partial, encoded, offset, end, total, .. } = *stream;
        Self { partial, encoded, offset, end, total }
    }
}

/// Compares an answer with what is missing of a file: the range to read, and what of it to keep.
/// The first gap is what was asked for.
fn accept(
    answer: &Answer,
    gaps: &[Range<u64>],
    length: u64,
) -> Result<(Range<u64>, Vec<Range<u64>>), String> {
    let (Some(first), Some(last)) = (gaps.first(), gaps.last()) else {
        return Err("nothing is missing".to_owned());
    };
    if answer.encoded {
        return Err("it sends the file encoded".to_owned());
    }
    if let Some(total) = answer.total.filter(|total| *total != length) {
        return Err(format!("its file has {total} bytes, the torrent's {length}"));
    }
    if answer.partial {
        let end = answer.end.unwrap_or(first.end).min(first.end);
        if answer.offset != first.start || end <= first.start {
            return Err("it sends another range than was asked for".to_owned());
        }
        if end < first.end && end - first.start < MIN_PART {
            return Err("it sends too little at a time".to_owned());
        }
        let span = first.start..end;
        return Ok((span.clone(), Vec::from([span])));
    }
    if answer.offset != 0 {
        return Err("it sends another range than was asked for".to_owned());
    }
    Ok((0..last.end, gaps.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(total: Option<u64>) -> Answer {
        Answer { partial: false, encoded: false, offset: 0, end: total, total }
    }

    fn part(span: Range<u64>, total: Option<u64>) -> Answer {
        let (offset, end) = (span.start, Some(span.end));
        Answer { partial: true, encoded: false, offset, end, total }
    }

    #[test]
    fn answers_that_fit() {
        let gaps = [10..100_020, 200_050..200_060];
        let one = |span: Range<u64>| Ok((span.clone(), vec![span]));
        let length = 300_000;
        let of = |answer: &Answer| accept(answer, &gaps, length);
        assert_eq!(of(&part(10..100_020, Some(length))), one(10..100_020));
        assert_eq!(of(&part(10..100_020, None)), one(10..100_020));
        // Less than was asked for: the rest is asked for next.
        assert_eq!(of(&part(10..70_000, Some(length))), one(10..70_000));
        // All of it although a part was asked for: read to the end of the last gap.
        let read = Ok((0..200_060, gaps.to_vec()));
        assert_eq!(of(&whole(Some(length))), read);
        assert_eq!(of(&whole(None)), read);
    }

    #[test]
    fn answers_that_do_not() {
        let gaps = std::slice::from_ref(&(10..20));
        for (answer, words) in [
            (part(10..20, Some(99)), "has 99 bytes, the torrent's 100"),
            (whole(Some(7)), "has 7 bytes"),
            (part(0..10, Some(100)), "another range"),
            (part(11..20, Some(100)), "another range"),
            (part(10..10, Some(100)), "another range"),
            (part(10..11, Some(100)), "too little"),
            (Answer { encoded: true, ..whole(None) }, "encoded"),
            (Answer { offset: 5, ..whole(None) }, "another range"),
        ] {
            let refused = accept(&answer, gaps, 100).unwrap_err();
            assert!(refused.contains(words), "{answer:?}: {refused}");
        }
        assert!(accept(&whole(None), &[], 100).is_err());
    }

    #[test]
    fn hosts_are_named_without_secrets() {
        for (url, host) in [
            ("http://user:pass@h.example:81/path/passkey?key=1", Some("h.example:81")),
            ("https://h.example/", Some("h.example")),
            ("http://[::1]:8/", Some("[::1]:8")),
            ("ftp://h/", None),
            ("nonsense", None),
        ] {
            assert_eq!(host_of(url).as_deref(), host, "{url}");
        }
    }

    #[test]
    fn connections_are_counted_by_host() {
        let connections = Connections::default();
        let one = connections.of("h");
        assert!(Arc::ptr_eq(&one, &connections.of("h")));
        assert_eq!(one.available_permits(), PER_HOST);
        drop(one);
        assert!(!Arc::ptr_eq(&connections.of("other"), &connections.of("h")));
    }
}

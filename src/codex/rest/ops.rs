//! Requests with small answers, and the way from a [`Request`] to its answer.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::{Method, StatusCode};

use super::detect::{MAX_INFO, MAX_SMALL};
use super::http::Answer;
use super::wire::{self, EntryJson, InfoJson, SpaceJson};
use super::{Facts, Shared, background, fetch, market, torrent, upload};
use crate::codex::proto::Reply;
use crate::codex::{Cid, CodexError, ListEntry, Manifest, NodeInfo, Request, Scope, Space};

/// Largest list of datasets that is read, in bytes; some 200,000 entries.
const MAX_LIST: usize = 64 * 1024 * 1024;
/// Manifests remembered, so that reading in ranges asks once.
const MAX_MANIFESTS: usize = 256;

/// Manifests seen lately. They never change: the CID is their hash.
#[derive(Debug, Default)]
pub(super) struct ManifestCache(Mutex<HashMap<Cid, Manifest>>);

impl ManifestCache {
    pub(super) fn get(&self, cid: Cid) -> Option<Manifest> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&cid).cloned()
    }

    pub(super) fn put(&self, cid: Cid, manifest: Manifest) {
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if map.len() >= MAX_MANIFESTS {
            map.clear();
        }
        map.insert(cid, manifest);
    }
}

/// Works on one request until it is answered, or nobody waits for the answer any more.
pub(super) async fn handle(shared: &Shared, request: Request) {
    match request {
        Request::Fetch { cid, range, scope, reply, .. } => {
            fetch::run(shared, cid, range, scope, reply).await;
        }
        Request::Upload { body, label, expected, reply } => {
            answer(shared, reply, upload::run(shared, body, label, expected)).await;
        }
        Request::TorrentManifest { info_hash, reply } => {
            answer(shared, reply, torrent::manifest(shared, info_hash)).await;
        }
        Request::TorrentUpload { body, filename, reply } => {
            answer(shared, reply, upload::torrent(shared, body, filename)).await;
        }
        Request::Purchase { cid, terms, reply } => {
            answer(shared, reply, market::purchase(shared, cid, &terms)).await;
        }
        Request::Purchases { reply } => answer(shared, reply, market::purchases(shared)).await,
        Request::Manifest { cid, scope, reply } => {
            answer(shared, reply, manifest(shared, cid, scope)).await;
        }
        Request::Exists { cid, reply } => answer(shared, reply, exists(shared, cid)).await,
        Request::Delete { cid, reply } => answer(shared, reply, delete(shared, cid)).await,
        Request::List { reply } => answer(shared, reply, list(shared)).await,
        Request::Space { reply } => answer(shared, reply, space(shared)).await,
        // Taken in order by the actor itself.
        Request::LookAgain => {}
        Request::Info { reply } => answer(shared, reply, info(shared)).await,
        Request::Connect { peer, addrs, reply } => {
            answer(shared, reply, connect(shared, peer, addrs)).await;
        }
        Request::SetLogLevel { level, reply } => {
            answer(shared, reply, set_log_level(shared, &level)).await;
        }
        Request::Configure { reply, .. } => refuse(reply, "change its options while it runs"),
        Request::Expire { reply, .. } => refuse(reply, "be told what to drop"),
        Request::Import { reply, .. } => refuse(reply, "take files by reference"),
        Request::Relocate { reply, .. } | Request::Forget { reply, .. } => {
            refuse(reply, "refer to files");
        }
        Request::References { reply } => refuse(reply, "refer to files"),
        Request::Leaves { reply, .. } => refuse(reply, "tell block hashes"),
        Request::TakeServed { reply } => refuse(reply, "tell what it served"),
    }
}

fn refuse<T>(reply: Reply<T>, what: &'static str) {
    reply.send(Err(CodexError::Unsupported(what))).ok();
}

async fn answer<T>(
    shared: &Shared,
    mut reply: Reply<T>,
    work: impl Future<Output = Result<T, CodexError>>,
) {
    tokio::select! {
        biased;
        () = reply.closed() => {}
        result = work => {
            if let Err(error) = &result {
                shared.note(error);
            }
            reply.send(result).ok();
        }
    }
}

impl Shared {
    /// A lost connection makes the health check look at once.
    pub(super) fn note(&self, error: &CodexError) {
        if matches!(error, CodexError::Away(_)) {
            self.suspect.notify_one();
        }
    }

    pub(super) async fn get(
        &self,
        facts: &Facts,
        parts: &[&str],
        deadline: Duration,
        limit: usize,
        doing: &'static str,
    ) -> Result<Answer, CodexError> {
        let url = self.http.url(facts.prefix, parts);
        let got = self.http.get(url, deadline, limit, doing).await?;
        // Only routes that the detected node has are asked.
        if got.is_unknown_route() && !facts.capabilities.is_qcodex {
            return Err(self.strange());
        }
        Ok(got)
    }
}

/// The manifest of a dataset, from the node's network if allowed.
pub(super) async fn manifest(
    shared: &Shared,
    cid: Cid,
    scope: Scope,
) -> Result<Manifest, CodexError> {
    if !cid.is_manifest() {
        return Err(CodexError::NotFound(cid));
    }
    let facts = shared.ready().await?;
    // Nodes have no manifest request that stays local, so ask first what is there.
    if scope == Scope::Local && !facts.capabilities.is_qcodex && !exists(shared, cid).await? {
        return Err(CodexError::NotFound(cid));
    }
    if let Some(known) = shared.manifests.get(cid) {
        return Ok(known);
    }
    let text = cid.to_string();
    let parts = ["data", &text, "network", "manifest"];
    let deadline = shared.http.deadlines.manifest;
    let got = shared.get(&facts, &parts, deadline, MAX_SMALL, "looking for a manifest").await?;
    if got.status == StatusCode::NOT_FOUND {
        return Err(CodexError::NotFound(cid));
    }
    let manifest = got.json::<EntryJson>()?.verified(Some(cid))?.manifest;
    shared.manifests.put(cid, manifest.clone());
    Ok(manifest)
}

pub(super) async fn exists(shared: &Shared, cid: Cid) -> Result<bool, CodexError> {
    let facts = shared.ready().await?;
    let deadline = shared.http.deadlines.control;
    let text = cid.to_string();
    if facts.capabilities.exists {
        let parts = ["data", &text, "exists"];
        let got = shared.get(&facts, &parts, deadline, MAX_SMALL, "looking for a CID").await?;
        return match got.status {
            StatusCode::OK => wire::exists(&got.body, cid),
            _ => Err(got.refusal()),
        };
    }
    if facts.fragile && cid.is_manifest() {
        return Ok(list(shared).await?.iter().any(|entry| entry.cid == cid));
    }
    // Older nodes: the head of the local stream tells it; the body is not read.
    let url = shared.http.url(facts.prefix, &["data", &text]);
    let request = shared.http.request(Method::GET, url);
    let response = shared.http.send(request, deadline, "looking for a CID").await?;
    match response.status() {
        StatusCode::OK => Ok(true),
        StatusCode::NOT_FOUND => {
            let got = super::http::read(response, MAX_SMALL, "looking for a CID");
            let got = tokio::time::timeout(deadline, got)
                .await
                .map_err(|_| CodexError::Timeout("looking for a CID"))??;
            // A block that is here but names no dataset.
            Ok(got.sentence() == "Unable to decode as manifest")
        }
        status => Err(CodexError::Refused(format!("status {}", status.as_u16()))),
    }
}

/// Not tried twice: after a broken connection the caller decides.
async fn delete(shared: &Shared, cid: Cid) -> Result<(), CodexError> {
    let facts = shared.ready().await?;
    let http = &shared.http;
    // Else the node goes on writing blocks of what was deleted.
    background::cancel(shared, &facts, cid).await;
    let url = http.url(facts.prefix, &["data", &cid.to_string()]);
    let got = http.once(Method::DELETE, url, http.deadlines.control, MAX_SMALL, "deleting").await?;
    match got.status {
        status if status.is_success() => Ok(()),
        // Without a sentence it is the request that is unknown, not the dataset.
        StatusCode::NOT_FOUND if got.body.is_empty() => {
            Err(CodexError::Unsupported("delete datasets"))
        }
        StatusCode::NOT_FOUND => Ok(()),
        _ => Err(got.refusal()),
    }
}

/// All datasets whose manifest is local; of a real node their blocks may be missing.
pub(super) async fn list(shared: &Shared) -> Result<Vec<ListEntry>, CodexError> {
    let facts = shared.ready().await?;
    let deadline = shared.http.deadlines.list;
    let got = shared.get(&facts, &["data"], deadline, MAX_LIST, "listing datasets").await?;
    if !got.status.is_success() {
        return Err(got.refusal());
    }
    wire::list(&got.body)
}

pub(super) async fn space(shared: &Shared) -> Result<Space, CodexError> {
    let facts = shared.ready().await?;
    let deadline = shared.http.deadlines.control;
    let got = shared.get(&facts, &["space"], deadline, MAX_SMALL, "telling its space").await?;
    Ok(got.json::<SpaceJson>()?.into())
}

/// Bytes that its quota still allows.
pub(super) fn free(space: &Space) -> u64 {
    space.quota_max.saturating_sub(space.quota_used).saturating_sub(space.quota_reserved)
}

async fn info(shared: &Shared) -> Result<NodeInfo, CodexError> {
    let facts = shared.ready().await?;
    let deadline = shared.http.deadlines.control;
    let parts = ["debug", "info"];
    let got = shared.get(&facts, &parts, deadline, MAX_INFO, "telling about itself").await?;
    Ok(got.json::<InfoJson>()?.into())
}

async fn connect(shared: &Shared, peer: String, addrs: Vec<String>) -> Result<(), CodexError> {
    let facts = shared.ready().await?;
    let http = &shared.http;
    let mut url = http.url(facts.prefix, &["connect", &peer]);
    if !addrs.is_empty() {
        url.query_pairs_mut().extend_pairs(addrs.iter().map(|address| ("addrs", address)));
    }
    let got = http.once(Method::GET, url, http.deadlines.manifest, MAX_SMALL, "connecting").await?;
    if got.status.is_success() { Ok(()) } else { Err(got.refusal()) }
}

/// The one option that a node takes while it runs.
async fn set_log_level(shared: &Shared, level: &str) -> Result<(), CodexError> {
    let facts = shared.ready().await?;
    let http = &shared.http;
    let mut url = http.url(facts.prefix, &["debug", "chronicles", "loglevel"]);
    url.query_pairs_mut().append_pair("level", level);
    let doing = "changing its log level";
    let got = http.once(Method::POST, url, http.deadlines.control, MAX_SMALL, doing).await?;
    match got.status {
        status if status.is_success() => Ok(()),
        StatusCode::NOT_FOUND => Err(CodexError::Unsupported("change its log level")),
        _ => Err(got.refusal()),
    }
}

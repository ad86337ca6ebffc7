//! `codex/sources`: the nodes that are asked, and of one item where it lies, who serves it and
//! what is verified.
//!
//! Only what is known is said. What a node gave is counted since the start of the server; whether
//! a web seed answers is not watched.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use url::Url;

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::model::{CodexReason, codex_link, path_text};
use crate::api::reply::{Answer, Reply};
use crate::session::{
    Generation, NodeFace, NodeKind, NodeState, PublishState, TorrentState, TorrentStatus,
};

/// The nodes.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Sources {
    /// The node in use.
    own: SourceNode,
    /// Nodes that are only read from, in the user's order.
    sources: Vec<SourceNode>,
}

/// A node.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct SourceNode {
    /// `a`, `b` or `c`: layout of its manifests.
    generation: &'static str,
    /// `embedded`, `rest` or `memory`.
    kind: &'static str,
    /// Time of an answer, milliseconds; null for a node in this process and while it is unknown.
    latency_ms: Option<u32>,
    /// Why it is away.
    reason: Option<String>,
    /// `starting`, `online` or `away`.
    state: &'static str,
    /// Its address without credentials; null for one in this process.
    url: Option<String>,
    /// What it says it is; empty until it has answered.
    version: String,
}

/// Where an item lies in Codex, who serves it, and what is verified.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ItemSources {
    /// The item's id.
    hash: String,
    /// What to share; empty until there is something.
    link: String,
    /// Only the peers of its trackers are meant to have it.
    private: bool,
    /// As `codex_publish` of the torrent.
    publish: &'static str,
    /// As `codex_reason` of the torrent.
    reason: Option<CodexReason>,
    /// CID of its record; empty until there is one.
    record: String,
    /// Who has it.
    served_by: Vec<Server>,
    /// What lies in the node in use.
    stored: StoredItem,
    /// A user took it out: it is not published by itself.
    unpublished: bool,
    /// What is proven of its files.
    verification: Verification,
}

/// Who has an item.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ItemServer"))]
pub(crate) struct Server {
    /// Payload that came from it since the start of the server; null when it is not counted.
    bytes: Option<u64>,
    /// `all`, `some` or `unknown`: what it is known to have.
    has: &'static str,
    /// `own`, `source` or `web_seed`.
    kind: &'static str,
    /// When payload came from it last, in Unix seconds; null when that is not known.
    last_used: Option<i64>,
    /// For people.
    name: String,
    /// `starting`, `online`, `away` or, of web seeds, `unknown`.
    state: &'static str,
    /// Its address; null for a node in this process.
    url: Option<String>,
}

/// What lies of an item in the node in use.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct StoredItem {
    /// Bytes of its datasets.
    bytes: u64,
    /// Its datasets: one for each file that is not empty.
    datasets: usize,
    /// When the node drops it unless it is given it again, which this server does by itself
    /// before, in Unix seconds; null for nodes that keep it.
    expires_at: Option<i64>,
    /// `by_reference` (the files where they lie), `copied` (by this server), `in_node` (put there
    /// by others) or `none`.
    how: &'static str,
    /// `embedded`, `rest` or `memory`.
    node: &'static str,
    /// Bytes of copies that this server put there for it, its record too; what items share counts
    /// for each.
    quota_bytes: u64,
    /// The node's address; null for one in this process.
    url: Option<String>,
}

/// What is proven of an item's files.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Verification {
    /// When its files were hashed last as a whole, in Unix seconds; null when that is not known.
    checked_at: Option<i64>,
    /// Its pieces; 0 without metadata.
    pieces: u32,
    /// Verified pieces.
    pieces_have: usize,
    /// What is wrong.
    problems: Vec<Problem>,
    /// Verified bytes.
    verified_bytes: u64,
}

/// A file that cannot be used.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "FileProblem"))]
pub(crate) struct Problem {
    /// Its path on the server; empty when it is not known which one it is.
    file: String,
    /// What happened, and what can be done.
    text: String,
}

/// `codex/sources`: all nodes, or what concerns `hash`.
///
/// # Errors
/// 404 for an unknown torrent.
pub(crate) async fn sources(call: Call) -> Answer {
    let session = call.session();
    let own = session.own_node();
    if call.params.get("hash").is_none() {
        let sources = session.source_nodes().into_iter().map(SourceNode::of).collect();
        return Reply::json(&Sources { own: SourceNode::of(own), sources });
    }
    let known = call.params.torrent_id("hash").and_then(|id| session.torrent(id));
    let status = known.ok_or(ApiError::NotFound)?;
    let copies = session.copies_of(status.id).await?;
    let record = status.record;
    let file_copies = copies.iter().any(|(cid, _)| Some(*cid) != record);
    let quota_bytes = copies.iter().map(|(_, length)| length).sum();
    Reply::json(&ItemSources {
        hash: status.id.to_string(),
        link: codex_link(&status),
        private: is_private(&status),
        publish: status.publish.as_str(),
        reason: status.reason.as_ref().map(CodexReason::of),
        record: record.map(|cid| cid.to_string()).unwrap_or_default(),
        served_by: servers(&status, &own, &session.source_nodes()),
        stored: StoredItem::of(&status, own, file_copies, quota_bytes),
        unpublished: status.unpublished,
        verification: Verification::of(&status),
    })
}

fn is_private(status: &TorrentStatus) -> bool {
    let content = status.content.as_ref();
    content.and_then(|content| content.metainfo()).is_some_and(|metainfo| metainfo.info.private)
}

fn kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Embedded => "embedded",
        NodeKind::Rest => "rest",
        NodeKind::Memory => "memory",
    }
}

fn state(state: &NodeState) -> &'static str {
    match state {
        NodeState::Starting => "starting",
        NodeState::Online => "online",
        NodeState::Away { .. } => "away",
    }
}

impl SourceNode {
    fn of(face: NodeFace) -> Self {
        let NodeFace { url, status, .. } = face;
        let measured = status.state == NodeState::Online && url.is_some();
        Self {
            generation: match status.capabilities.generation {
                Generation::A => "a",
                Generation::B => "b",
                Generation::C => "c",
            },
            kind: kind(status.capabilities.kind),
            latency_ms: measured.then_some(status.latency_ms),
            state: state(&status.state),
            reason: match status.state {
                NodeState::Away { reason } => Some(reason),
                NodeState::Starting | NodeState::Online => None,
            },
            url,
            version: status.capabilities.version,
        }
    }
}

impl StoredItem {
    fn of(status: &TorrentStatus, own: NodeFace, file_copies: bool, quota_bytes: u64) -> Self {
        let published = status.publish == PublishState::Published;
        let files = status.content.iter().flat_map(|content| &content.files);
        let lengths: Vec<u64> = files
            .zip(status.files.iter())
            .filter(|(file, now)| {
                published
                    && file.payload.is_some()
                    && file.length > 0
                    && now.completed == file.length
            })
            .map(|(file, _)| file.length)
            .collect();
        Self {
            bytes: lengths.iter().sum(),
            datasets: lengths.len(),
            expires_at: status.expires_at,
            how: match (published, own.status.capabilities.import_by_reference, file_copies) {
                (false, _, _) => "none",
                (true, true, _) => "by_reference",
                (true, false, true) => "copied",
                (true, false, false) => "in_node",
            },
            node: kind(own.status.capabilities.kind),
            quota_bytes,
            url: own.url,
        }
    }
}

/// The node in use, the sources, the web seeds.
fn servers(status: &TorrentStatus, own: &NodeFace, sources: &[NodeFace]) -> Vec<Server> {
    let whole = status.is_finished() && status.wanted == total(status);
    let own_has = match status.publish {
        PublishState::Published if whole => "all",
        PublishState::Published => "some",
        _ => node_has(status, own),
    };
    let own = Server { has: own_has, ..Server::node(status, own, "own") };
    let sources = sources.iter().map(|face| Server::node(status, face, "source"));
    let seeds = status.web_seeds.iter().map(|url| Server::web_seed(url));
    std::iter::once(own).chain(sources).chain(seeds).collect()
}

fn total(status: &TorrentStatus) -> u64 {
    let files = status.content.iter().flat_map(|content| &content.files);
    files.filter(|file| file.payload.is_some()).map(|file| file.length).sum()
}

/// What a node is known to have of an item.
fn node_has(status: &TorrentStatus, face: &NodeFace) -> &'static str {
    if status.evidence.complete.contains(&face.name) {
        return "all";
    }
    let gave = status.evidence.given.contains_key(&face.name);
    if gave { "some" } else { "unknown" }
}

impl Server {
    fn node(status: &TorrentStatus, face: &NodeFace, kind: &'static str) -> Self {
        let given = status.evidence.given.get(&face.name);
        Self {
            bytes: given.map(|(bytes, _)| *bytes),
            has: node_has(status, face),
            kind,
            last_used: given.map(|(_, at)| *at),
            name: face.url.as_deref().map_or_else(|| face.name.clone(), host),
            state: state(&face.status.state),
            url: face.url.clone(),
        }
    }

    fn web_seed(url: &str) -> Self {
        Self {
            bytes: None,
            has: "unknown",
            kind: "web_seed",
            last_used: None,
            name: host(url),
            state: "unknown",
            url: Some(url.to_owned()),
        }
    }
}

/// Host and port of an address; the address itself when it is none.
fn host(url: &str) -> String {
    let parsed = Url::parse(url).ok();
    let named = parsed.as_ref().and_then(|url| {
        let host = url.host_str()?;
        let port = url.port().map(|port| format!(":{port}"));
        Some(Cow::Owned(format!("{host}{}", port.unwrap_or_default())))
    });
    named.unwrap_or(Cow::Borrowed(url)).into_owned()
}

impl Verification {
    fn of(status: &TorrentStatus) -> Self {
        let broken = matches!(status.state, TorrentState::MissingFiles | TorrentState::Error(_));
        let problem = status.reason.as_ref().filter(|_| broken).map(|reason| Problem {
            file: status.bad_file.as_deref().map(path_text).unwrap_or_default(),
            text: reason.text.clone(),
        });
        Self {
            checked_at: status.checked_at,
            pieces: status.content.as_ref().map_or(0, |content| content.pieces),
            pieces_have: status.pieces.count(),
            problems: problem.into_iter().collect(),
            verified_bytes: status.files.iter().map(|file| file.completed).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_goes_by_host_and_port() {
        for (url, name) in [
            ("http://node.example:8085", "node.example:8085"),
            ("https://node.example/prefix", "node.example"),
            ("http://[::1]:8085", "[::1]:8085"),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(host(url), name);
        }
    }
}

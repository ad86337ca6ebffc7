//! Detection: which prefix, which generation, which abilities, and what is no node at all.
//!
//! Everything is asked of routes that answer at once and change nothing. What real nodes say
//! about their version may be a tag, several, an error message or nothing, so abilities are
//! seen from which routes exist (an unknown one is an empty 404); the version decides only the
//! layout of manifests, where it can be read, and which nodes are too old.

use reqwest::{Method, StatusCode};

use super::http::Answer;
use super::wire::{InfoJson, SpaceJson, Version};
use super::{Facts, Shared, unknown};
use crate::codex::{Capabilities, CodexError, Space};

/// Both prefixes, the newer first.
const PREFIXES: [&str; 2] = [STORAGE, CODEX];
/// Generations B and newer.
const STORAGE: &str = "api/storage/v1";
/// Generation A.
const CODEX: &str = "api/codex/v1";
/// Largest answer of `debug/info`: it lists hundreds of nodes.
pub(super) const MAX_INFO: usize = 4 * 1024 * 1024;
/// Largest small answer.
pub(super) const MAX_SMALL: usize = 64 * 1024;
/// A CID that no node has (the SHA-256 of nothing is no manifest's).
const NOWHERE: &str = "zDvZRwzm48XLhnD8Fv82rWi6nc1TMirGnpC8ttSTgjtBTc3N5Yd9";
/// The first version with the routes that this client uses.
const OLDEST: Version = Version(0, 1, 9);
/// Before this one, a node of generation A dies when a reader closes a stream early.
const STURDY: Version = Version(0, 2, 1);

const NO_NODE: &str = "what answers there is no Codex node; look at the address";

/// Finds out everything anew.
pub(super) async fn detect(shared: &Shared) -> Result<Facts, CodexError> {
    let mut found = None;
    for prefix in PREFIXES {
        if space(shared, prefix).await?.is_some() {
            found = Some(prefix);
            break;
        }
    }
    let prefix = found.ok_or_else(|| {
        CodexError::Refused("there is no API of a Codex node at this address".to_owned())
    })?;
    let info = info(shared, prefix).await?;
    let text = info.version();
    let version = Version::of(&text);
    let storage = prefix == STORAGE;
    let capabilities =
        Capabilities { peers: info.knows_peers(), is_qcodex: info.is_qcodex(), ..unknown() };
    if capabilities.is_qcodex {
        let exists = exists(shared, prefix).await?;
        let generation = info.generation(storage, false);
        let capabilities =
            Capabilities { version: text, generation, exists, ranged_reads: true, ..capabilities };
        return Ok(Facts { prefix, capabilities, fragile: false });
    }
    if !storage && version.is_some_and(|version| version < OLDEST) {
        return Err(too_old(&text));
    }
    // A malformed CID: answered at once, with a sentence where the route exists.
    let stream = ask(shared, prefix, &["data", "notacid", "network", "stream"]).await?;
    if stream.is_some_and(|answer| answer.is_unknown_route()) {
        return Err(too_old(&text));
    }
    let (background, advertise, torrent_extension, marketplace) = if storage {
        let progress = ["data", NOWHERE, "network", "progress", "0"];
        let told = info.knows_peers() || info.tells_nat();
        let background = known(shared, prefix, &progress).await?;
        let advertise = told || known(shared, prefix, &["data", NOWHERE, "advertise"]).await?;
        (background, advertise, false, false)
    } else {
        // The BitTorrent branch says what is wrong with a bad hash; others know no such path.
        let torrent = ["torrent", "00", "network", "manifest"];
        let torrent = status(shared, prefix, &torrent).await? == Some(StatusCode::BAD_REQUEST);
        // 503 without persistence.
        let purchases = status(shared, prefix, &["storage", "purchases"]).await?;
        (false, false, torrent, purchases == Some(StatusCode::OK))
    };
    let fragile = !storage && version.is_some_and(|version| version < STURDY);
    let capabilities = Capabilities {
        generation: info.generation(storage, background),
        version: text,
        exists: exists(shared, prefix).await?,
        progress: background,
        cancel: background,
        background,
        advertise,
        torrent_extension,
        marketplace,
        ..capabilities
    };
    Ok(Facts { prefix, capabilities, fragile })
}

fn too_old(version: &str) -> CodexError {
    let name = if version.is_empty() { String::new() } else { format!(" ({version})") };
    CodexError::Refused(format!(
        "this node{name} is older than v0.1.9 and cannot be used; update it to v0.2.1 or newer"
    ))
}

/// Asks for the space by this prefix; `None` when there is no such API.
pub(super) async fn space(shared: &Shared, prefix: &str) -> Result<Option<Space>, CodexError> {
    let http = &shared.http;
    let url = http.url(prefix, &["space"]);
    let answer =
        http.once(Method::GET, url, http.deadlines.control, MAX_SMALL, "connecting").await?;
    match answer.status {
        StatusCode::OK => match answer.json::<SpaceJson>() {
            Ok(space) => Ok(Some(space.into())),
            Err(_) => Err(CodexError::Refused(NO_NODE.to_owned())),
        },
        StatusCode::NOT_FOUND => Ok(None),
        StatusCode::UNAUTHORIZED | StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
            Err(CodexError::Refused("it wants other credentials".to_owned()))
        }
        _ => Err(answer.refusal()),
    }
}

async fn info(shared: &Shared, prefix: &str) -> Result<InfoJson, CodexError> {
    let http = &shared.http;
    let url = http.url(prefix, &["debug", "info"]);
    let answer = http.get(url, http.deadlines.control, MAX_INFO, "saying its version").await?;
    if answer.status == StatusCode::NOT_FOUND {
        return Err(CodexError::Refused(NO_NODE.to_owned()));
    }
    match answer.json() {
        Err(CodexError::Protocol(_)) => Err(CodexError::Refused(NO_NODE.to_owned())),
        other => other,
    }
}

async fn exists(shared: &Shared, prefix: &str) -> Result<bool, CodexError> {
    Ok(status(shared, prefix, &["data", NOWHERE, "exists"]).await? == Some(StatusCode::OK))
}

/// Whether a route exists, whatever it says.
async fn known(shared: &Shared, prefix: &str, parts: &[&str]) -> Result<bool, CodexError> {
    let answer = ask(shared, prefix, parts).await?;
    Ok(answer.is_some_and(|answer| !answer.is_unknown_route()))
}

async fn status(
    shared: &Shared,
    prefix: &str,
    parts: &[&str],
) -> Result<Option<StatusCode>, CodexError> {
    Ok(ask(shared, prefix, parts).await?.map(|answer| answer.status))
}

/// `None` when the node is too slow to answer: an ability less, no reason to be away.
async fn ask(shared: &Shared, prefix: &str, parts: &[&str]) -> Result<Option<Answer>, CodexError> {
    let http = &shared.http;
    let url = http.url(prefix, parts);
    match http.get(url, http.deadlines.control, MAX_INFO, "saying what it can").await {
        Ok(answer) => Ok(Some(answer)),
        Err(CodexError::Timeout(_) | CodexError::Protocol(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

//! Facts about the node.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use super::answer::{Answer, Refusal};
use super::{Prefix, State, data};

/// By this other servers of this kind recognise one another.
const VERSION: &str = concat!("qcodex/", env!("CARGO_PKG_VERSION"));

/// `GET space`
pub(super) async fn space(state: State) -> Answer {
    let space = state.codex.space().await?;
    Ok(HttpResponse::Ok().json(json!({
        "totalBlocks": space.total_blocks,
        "quotaMaxBytes": space.quota_max,
        "quotaUsedBytes": space.quota_used,
        "quotaReservedBytes": space.quota_reserved,
    })))
}

/// `GET spr`, `GET peerid`: without a network side there is no record and no peer id.
pub(super) async fn no_network() -> HttpResponse {
    HttpResponse::ServiceUnavailable().finish()
}

/// `GET connect/{peer}`
pub(super) async fn connect() -> Answer {
    let text = "Unable to find Peer! This node has no network side.";
    Err(Refusal::new(StatusCode::BAD_REQUEST, text))
}

/// `GET debug/info`. Says nothing about the machine: no paths, no addresses.
pub(super) async fn debug(request: HttpRequest, state: State) -> Answer {
    let info = state.codex.info().await?;
    let generation = state.codex.capabilities().generation;
    let mut answer = json!({
        "id": info.peer_id,
        "addrs": [],
        "repo": "",
        "spr": "",
        "announceAddresses": info.announce_addresses,
        "table": {
            "localNode": { "nodeId": "", "peerId": "", "record": "", "address": "", "seen": false },
            "nodes": [],
        },
        "storage": { "version": VERSION, "revision": "", "generation": generation },
    });
    if let (Prefix::Codex, Some(map)) = (data::prefix(&request), answer.as_object_mut()) {
        let codex = json!({ "version": VERSION, "revision": "", "contracts": "" });
        map.insert("codex".to_owned(), codex);
    }
    Ok(HttpResponse::Ok().json(answer))
}

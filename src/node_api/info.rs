//! Facts about the node.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::answer::{failure, sentence};
use super::{Prefix, State, data};

/// By this other servers of this kind recognise one another.
const VERSION: &str = concat!("qcodex/", env!("CARGO_PKG_VERSION"));

/// `GET space`
pub(super) async fn space(state: State) -> HttpResponse {
    match state.codex.space().await {
        Ok(space) => HttpResponse::Ok().json(json!({
            "totalBlocks": space.total_blocks,
            "quotaMaxBytes": space.quota_max,
            "quotaUsedBytes": space.quota_used,
            "quotaReservedBytes": space.quota_reserved,
        })),
        Err(error) => failure(&error),
    }
}

/// `GET spr`, `GET peerid`: without a network side there is no record and no peer id.
pub(super) async fn no_network() -> HttpResponse {
    HttpResponse::ServiceUnavailable().finish()
}

/// `GET connect/{peer}`
pub(super) async fn connect() -> HttpResponse {
    sentence(StatusCode::BAD_REQUEST, "Unable to find Peer! This node has no network side.")
}

/// `GET debug/info`. Says nothing about the machine: no paths, no addresses.
pub(super) async fn debug(request: HttpRequest, state: State) -> HttpResponse {
    let info = match state.codex.info().await {
        Ok(info) => info,
        Err(error) => return failure(&error),
    };
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
        "storage": { "version": VERSION, "revision": "", "generation": state.generation },
    });
    if let (Prefix::Codex, Some(map)) = (data::prefix(&request), answer.as_object_mut()) {
        let codex = json!({ "version": VERSION, "revision": "", "contracts": "" });
        map.insert("codex".to_owned(), codex);
    }
    HttpResponse::Ok().json(Value::from(answer))
}

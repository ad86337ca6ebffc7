//! Which request gets which answer: what all generations have here, the rest by topic.

mod data;
mod market;
mod torrent;

use std::sync::Arc;
use std::sync::atomic::Ordering;

use qcodex::codex::Cid;

use super::faults::Fault;
use super::wire::{Answer, Connection, Head};
use super::{Build, Node, lock};

/// What a route gives.
enum Reply {
    /// A small answer.
    Say(Answer),
    /// A dataset.
    Stream(Box<data::Stream>),
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self::Say(answer)
    }
}

/// Answers a request, misbehaving where it is to.
pub(super) async fn answer(node: &Arc<Node>, connection: &mut Connection, head: &Head) {
    let request = format!("{} {}", head.method, head.path);
    let path = head.path.strip_prefix(node.build.prefix()).unwrap_or_default();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let method = head.method.as_str();
    connection.faults = node.rules.at(&request, moves_content(method, &parts));
    if connection.faults.contains(&Fault::HangBeforeHead) {
        return connection.closed().await;
    }
    if let Some(text) = connection.faults.iter().find_map(|fault| match fault {
        Fault::Error(text) => Some((500, *text)),
        Fault::Conflict(text) => Some((409, *text)),
        _ => None,
    }) {
        let (status, text) = text;
        return connection.say(&Answer::error(status, text)).await;
    }
    let uploads = matches!((method, parts.as_slice()), ("POST", ["data" | "torrent"]));
    if head.count("content-type") > 1 || head.count("content-length") > 1 {
        return connection.say(&Answer::bare(400)).await;
    }
    let bodied = head.is_chunked() || head.length() > 0;
    connection.go_on(head).await;
    if uploads && (parts == ["data"] || node.build == Build::Bt) {
        let _under_way = node.uploads.count();
        let answer = match parts[0] {
            "data" => data::upload(node, connection, head).await,
            _ => torrent::upload(node, connection, head).await,
        };
        if let Some(answer) = answer {
            connection.say(&answer).await;
        }
        return;
    }
    let known = !matches!(method, "HEAD" | "PUT" | "PATCH");
    if known && bodied && head.header("content-type").is_none() {
        return connection.say(&Answer::bare(400)).await;
    }
    let Some(body) = connection.small_body().await else { return };
    let looks_for_torrent =
        matches!((method, parts.as_slice()), ("GET", ["torrent", _, _, "stream"]));
    let trap = looks_for_torrent && connection.faults.contains(&Fault::CrashOnTrap);
    let reply = tokio::select! {
        reply = route(node, head, &parts, &body) => reply,
        () = connection.closed() => {
            if trap {
                node.halt();
            }
            return;
        }
    };
    match reply {
        Reply::Say(answer) => {
            if trap && answer.status == 404 {
                node.halt();
                return;
            }
            connection.say(&answer).await;
        }
        Reply::Stream(stream) => stream.send(node, connection).await,
    }
}

fn moves_content(method: &str, parts: &[&str]) -> bool {
    let parts = (method, parts);
    matches!(parts, ("POST", ["data" | "torrent"] | ["torrent", _]))
        || matches!(parts, ("GET", ["data", _] | [_, _, "network"] | [_, _, "network", "stream"]))
}

async fn route(node: &Arc<Node>, head: &Head, parts: &[&str], body: &[u8]) -> Reply {
    let build = node.build;
    let bt = build == Build::Bt;
    match (head.method.as_str(), parts) {
        ("GET", ["space"]) => space(node).into(),
        ("GET", ["debug", "info"]) => info(node).into(),
        ("POST", ["debug", "chronicles", "loglevel"]) => {
            if head.query.iter().any(|(key, _)| key == "level") {
                Answer::text("").into()
            } else {
                Answer::error(400, "Missing log level").into()
            }
        }
        ("GET", ["spr"]) => one(head, "spr", &record(node)).into(),
        ("GET", ["peerid"]) => one(head, "id", &peer_id(node)).into(),
        ("GET", ["connect", peer]) => connect(node, peer).into(),
        ("GET", ["data"]) => data::list(node).into(),
        ("OPTIONS", ["data"] | ["data", _]) => options().into(),
        ("OPTIONS", ["torrent"]) if bt => options().into(),
        ("GET", ["data", cid]) => with_cid(cid, async |cid| data::local(node, cid)).await,
        ("DELETE", ["data", cid]) if build != Build::TooOld => {
            with_cid(cid, async |cid| data::delete(node, &cid).into()).await
        }
        ("GET", ["data", cid, "exists"]) if build.has_exists() => {
            with_cid(cid, async |cid| data::exists(node, &cid).into()).await
        }
        ("GET", ["data", cid, "network"]) if build == Build::TooOld => {
            with_cid(cid, async |cid| data::stream(node, cid).await).await
        }
        (_, ["data", _, "network", ..]) if build == Build::TooOld => Answer::bare(404).into(),
        ("POST", ["data", cid, "network"]) => {
            with_cid(cid, async |cid| data::fetch(node, cid).await.into()).await
        }
        ("GET", ["data", cid, "network", "stream"]) => {
            with_cid(cid, async |cid| data::stream(node, cid).await).await
        }
        ("GET", ["data", cid, "network", "manifest"]) => {
            with_cid(cid, async |cid| data::manifest(node, cid).await.into()).await
        }
        ("GET", ["data", cid, "network", "progress", id]) if build.has_background() => {
            with_cid(cid, async |cid| data::progress(node, cid, id).into()).await
        }
        ("DELETE", ["data", cid, "network", id]) if build.has_background() => {
            with_cid(cid, async |cid| data::cancel(node, cid, id).into()).await
        }
        (method @ ("GET" | "POST"), ["data", cid, "advertise"]) if build == Build::D => {
            let set = (method == "POST").then(|| head.query.first().map(|(_, v)| v == "true"));
            with_cid(cid, async |cid| data::advertise(node, cid, set.flatten()).into()).await
        }
        ("GET", ["torrent", hash, "network", what @ ("stream" | "manifest")]) if bt => {
            torrent::by_hash(node, hash, *what == "stream").await
        }
        ("POST", ["torrent", "magnet"]) if bt => torrent::magnet(node, head, body).await,
        ("POST", ["torrent", "torrent-file"]) if bt => torrent::file(node, head, body).await,
        (method, ["sales" | "storage", ..]) if build.prefix() == "/api/codex/v1" => {
            market::route(node, method, parts, body).into()
        }
        _ => Answer::bare(404).into(),
    }
}

async fn with_cid(text: &str, then: impl AsyncFnOnce(Cid) -> Reply) -> Reply {
    match text.parse::<Cid>() {
        Ok(cid) => then(cid).await,
        Err(_) => Answer::error(400, "Incorrect Cid").into(),
    }
}

fn options() -> Answer {
    Answer { stray: true, ..Answer::bare(204) }
}

fn one(head: &Head, key: &str, value: &str) -> Answer {
    match head.header("accept") {
        Some("text/plain") => Answer::text(value),
        _ => Answer::json(200, serde_json::json!({ key: value }).to_string()),
    }
}

fn connect(node: &Node, peer: &str) -> Answer {
    if !peer.starts_with("16U") {
        return Answer::error(400, "peerid: incorrect PeerId string");
    }
    let known = lock(&node.peers)
        .iter()
        .filter_map(std::sync::Weak::upgrade)
        .any(|other| peer_id(&other) == peer && other.is_up());
    if known {
        Answer::text("Successfully connected to peer")
    } else {
        Answer::error(400, "Unable to find Peer!")
    }
}

fn space(node: &Node) -> Answer {
    let store = lock(&node.store);
    let (blocks, quota, used) = (store.total_blocks(), store.quota, store.used);
    let json = format!(
        "{{\"totalBlocks\":{blocks},\"quotaMaxBytes\":{quota},\"quotaUsedBytes\":{used},\
         \"quotaReservedBytes\":0}}"
    );
    Answer::json(200, json)
}

/// The record of a node that was recorded but for its end; nobody reads more than its form.
fn record(node: &Node) -> String {
    let port = node.address.port();
    format!(
        "spr:CiUIAhIhA_8gPghYJsDPEJOXWCGnCs0YzbZAhSBBHEvI_fevwqeAEgIDARo8CicAJQgCEiED_yA-CFgmwM8Qk5dYIacKzRjNtkCFIEEcS8j996_Cp4AQvrOL2AYaCwoJBH8AAAGRAh-bKkcwRQIhAOrmR8daclWYS15sV-heMR0EBF__-z6K3lwGhtoxSxviAiAKzxnBM8kanVY58NeVI7OjQOiyqV91Ou0K57oW{port:05}w"
    )
}

/// An id that looks like one and is another for every node.
fn peer_id(node: &Node) -> String {
    let port = node.address.port();
    format!("16Uiu2HAmVptq2R8qWHvGcVxTkocdqbANzXx3CwDaDrpEp{port:05}5R").replace('0', "Z")
}

fn info(node: &Node) -> Answer {
    let (id, address) = (peer_id(node), "/ip4/127.0.0.1/tcp/8081");
    let known: Vec<(String, bool)> = lock(&node.peers)
        .iter()
        .filter_map(std::sync::Weak::upgrade)
        .map(|peer| (peer_id(&peer), peer.is_up()))
        .collect();
    let local = serde_json::json!({
        "nodeId": "ac3fe5697b714457b6fbf9c9859a966d7f229dc32a5e5d1d2992996e2f247851",
        "peerId": id, "record": "(envelope: …)", "address": "127.0.0.1:8091", "seen": false,
    });
    let mut json = serde_json::json!({ "id": id, "addrs": [address], "spr": record(node) });
    let chunked = node.chunked.load(Ordering::SeqCst);
    let version = if chunked { "v0.2.0" } else { node.build.version() };
    if node.build == Build::D {
        let nodes = known.iter().map(|(peer, _)| {
            serde_json::json!({ "peerId": peer, "addresses": [address], "lastSeen": 1 })
        });
        let nodes: Vec<_> = nodes.collect();
        let connections = known.iter().filter(|(_, up)| *up);
        let connections: Vec<_> = connections
            .map(|(peer, _)| serde_json::json!({ "peerId": peer, "direct": true }))
            .collect();
        json["table"] = serde_json::json!({ "localNode": local, "nodes": nodes });
        json["connections"] = connections.into();
        json["nat"] = serde_json::json!({
            "reachability": "Unknown", "clientMode": true, "relayRunning": false, "portMapping": "",
        });
        json["libp2pPubKey"] = "03ff20".into();
        json["mixPubKey"] = "".into();
        json["privateQueries"] = false.into();
    } else {
        let nodes = known.iter().map(|(peer, seen)| {
            serde_json::json!({
                "nodeId": "796a6d8bcf2bc14f5cfe9649f8d255c537a87661eaefe04f733e93dff8ff3201",
                "peerId": peer, "record": "(envelope: …)", "address": "127.0.0.1:8092",
                "seen": seen,
            })
        });
        let nodes: Vec<_> = nodes.collect();
        json["table"] = serde_json::json!({ "localNode": local, "nodes": nodes });
        json["repo"] = "/srv/codex/node/data".into();
        json["announceAddresses"] = vec![address].into();
    }
    let about = serde_json::json!({ "version": version, "revision": "0" });
    if node.build.prefix() == "/api/codex/v1" {
        json["codex"] = about;
        json["codex"]["contracts"] = "0".into();
    } else {
        json["storage"] = about;
    }
    Answer::json(200, serde_json::to_string_pretty(&json).unwrap())
}

//! `torrents/*` over HTTP.

mod add;
mod arr;
mod change;
mod download_file;
mod excluded;
mod kept;
mod limits;
mod links;
mod list;
mod location;
mod metadata;
mod order;
pub(crate) mod pair;
mod queue;
mod remove_content;
mod rename_path;
mod share_limits;
mod site;

use std::time::Duration;

use serde_json::Value;

use crate::common::{Client, Request, Response, TestApp};

/// v1 only, one file.
pub(crate) const SINGLE: &str = "a091b0617e7319bb376d128b4c8fc40423065e83";
/// v1 only, three files.
pub(crate) const MULTI: &str = "4bb24c989410d5c871bf478725bc21a9174251c6";
/// A hybrid, and its v1 hash.
pub(crate) const HYBRID: &str = "a7abf589838d391920ad19b57cd99e1c9e4b5303";
/// See [`HYBRID`].
pub(crate) const HYBRID_V1: &str = "919965ff907b4e4b6ac2117c2fb16fe4ffa0ed9c";
/// A magnet that nobody has published.
pub(crate) const MAGNET: &str = "magnet:?xt=urn:btih:CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC\
    &dn=Show.S01E01.1080p&tr=http%3A%2F%2F127.0.0.1%3A9%2Fannounce";
/// Its id.
pub(crate) const MAGNET_ID: &str = "cccccccccccccccccccccccccccccccccccccccc";
/// Nobody's.
pub(crate) const UNKNOWN: &str = "ffffffffffffffffffffffffffffffffffffffff";

/// A file of `fixtures/torrents`.
pub(crate) fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/fixtures/torrents/{name}.torrent", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

/// Adds a sample as an upload.
pub(crate) async fn upload(client: &Client, name: &str, fields: &[(&str, &str)]) -> Response {
    let content = sample(name);
    let file = ("torrents", &*format!("{name}.torrent"), &*content);
    client.send(Request::multipart("torrents/add", fields, &[file])).await
}

/// The rows of `torrents/info`.
pub(crate) async fn rows(client: &Client, query: &str) -> Vec<Value> {
    let answer = client.get(&format!("torrents/info{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json().as_array().unwrap().clone()
}

/// Asks until `holds` says yes; fails after a generous time.
pub(crate) async fn until(client: &Client, hash: &str, holds: impl Fn(&Value) -> bool) -> Value {
    let mut last = Value::Null;
    for _ in 0..600 {
        if let Some(row) = rows(client, &format!("?hashes={hash}")).await.pop() {
            if holds(&row) {
                return row;
            }
            last = row;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never came true: {last}");
}

/// A server and a client that is logged in.
pub(crate) async fn start() -> (TestApp, Client) {
    let server = TestApp::start().await;
    let client = server.client().await;
    (server, client)
}

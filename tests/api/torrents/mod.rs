//! `torrents/*` over HTTP.

mod add;
mod add_peers;
mod add_tags;
mod add_trackers;
mod add_web_seeds;
pub(crate) mod arr;
mod auto_management;
mod bottom_prio;
mod categories;
mod count;
mod create_category;
mod create_tags;
mod crossing;
mod decrease_prio;
mod delete;
mod delete_tags;
mod download_file;
mod download_limit;
mod download_path;
mod edit_category;
mod edit_tracker;
mod edit_web_seed;
mod excluded;
mod export;
mod fetch_metadata;
mod file_prio;
mod files;
mod increase_prio;
mod info;
mod kept;
pub(crate) mod limits;
mod links;
mod location;
mod metadata;
mod order;
pub(crate) mod pair;
mod parse_metadata;
mod pause;
mod piece_availability;
mod piece_hashes;
mod piece_states;
mod properties;
mod queue;
mod reannounce;
mod recheck;
mod remove_categories;
mod remove_content;
mod remove_tags;
mod remove_trackers;
mod remove_web_seeds;
mod rename;
mod rename_file;
mod rename_folder;
mod rename_path;
mod resume;
mod save_metadata;
mod set_auto_management;
mod set_category;
mod set_comment;
mod set_download_limit;
mod set_download_path;
mod set_force_start;
mod set_location;
mod set_save_path;
mod set_share_limits;
mod set_ssl_parameters;
mod set_super_seeding;
mod set_tags;
mod set_upload_limit;
pub(crate) mod share_limits;
pub(crate) mod site;
mod ssl_parameters;
mod start;
mod stop;
mod tags;
mod toggle_first_last_piece_prio;
mod toggle_sequential_download;
mod top_prio;
mod trackers;
mod upload_limit;
mod web_seeds;
mod webseeds;

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

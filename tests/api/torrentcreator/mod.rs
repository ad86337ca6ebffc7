//! `torrentcreator/*` over HTTP, and what it leaves on the disk.

mod add_task;
mod delete_task;
mod status;
mod torrent_file;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use qcodex::torrent::Metainfo;
use serde_json::Value;
use sha2::{Digest as _, Sha512};

use crate::common::{Client, Response, TestApp, eventually};
use crate::torrents::start;

/// Nobody's task.
const UNKNOWN: &str = "00000000-0000-4000-8000-000000000000";

/// The recorded folder `creator dir` below a folder; its path.
fn place(folder: &Path) -> PathBuf {
    let source = folder.join("creator dir");
    fs::create_dir_all(source.join("n")).unwrap();
    fs::write(source.join("c1.txt"), payload("c1", 100_000)).unwrap();
    fs::write(source.join("n/c2.txt"), payload("c2", 70_000)).unwrap();
    source
}

/// Content as `fixtures/torrents/README.md` says.
fn payload(seed: &str, size: usize) -> Vec<u8> {
    let block = |number: usize| Sha512::digest(format!("{seed}:{number}")).repeat(16);
    (0..).flat_map(block).take(size).collect()
}

/// A file that would take a long time to hash and occupies nothing.
fn huge(folder: &Path) -> PathBuf {
    let path = folder.join("huge.bin");
    File::create(&path).unwrap().set_len(1 << 40).unwrap();
    path
}

/// Text of a path.
fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Adds a task that must be taken; its id.
async fn add(client: &Client, form: &[(&str, &str)]) -> String {
    let answer = client.post("torrentcreator/addTask", form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["taskID"].as_str().unwrap().to_owned()
}

/// Row of a task.
async fn row(client: &Client, id: &str) -> Value {
    let rows = client.get(&format!("torrentcreator/status?taskID={id}")).await.json();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    rows[0].clone()
}

/// Waits until a task has this status.
async fn wait(client: &Client, id: &str, status: &str) -> Value {
    let is = async || row(client, id).await["status"] == status;
    eventually(&format!("{id} {status}"), is).await;
    row(client, id).await
}

/// Adds a task and waits for its torrent.
async fn make(client: &Client, form: &[(&str, &str)]) -> (String, Value) {
    let id = add(client, form).await;
    let ended = async || {
        let status = row(client, &id).await["status"].clone();
        status == "Finished" || status == "Failed"
    };
    eventually("the end of a task", ended).await;
    let row = row(client, &id).await;
    assert_eq!(row["status"], "Finished", "{row}");
    (id, row)
}

async fn torrent_file(client: &Client, id: &str) -> Response {
    client.get(&format!("torrentcreator/torrentFile?taskID={id}")).await
}

/// The torrent of a finished task.
async fn made(client: &Client, id: &str) -> Metainfo {
    let answer = torrent_file(client, id).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    Metainfo::parse(&answer.body).unwrap()
}

/// Files below the profile that tasks keep.
fn kept(server: &TestApp) -> usize {
    fs::read_dir(server.folder.path().join("profile/creator")).map_or(0, Iterator::count)
}

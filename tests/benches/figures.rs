//! Figures: what the server needs, each beside a yardstick that is measured in the same run on the
//! same machine, so that the ratio means something anywhere.
//!
//! `make bench` runs it against the release build; `make bench ARGS=--quick` with a tenth of
//! everything, `ARGS=--only=nodes` one part (checking, fetching, nodes, list). It asserts nothing about time. Content lies in temporary folders (up to 7 GiB)
//! and is removed at the end.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measuring tool: it fails by panicking, and shares parts with the tests"
)]

#[path = "../common/http.rs"]
pub mod http;
#[path = "list.rs"]
pub mod list;
#[path = "nodes.rs"]
pub mod nodes;
#[path = "../scenarios/payload.rs"]
pub mod payload;
#[path = "../scenarios/peer.rs"]
pub mod peer;
#[path = "../common/server.rs"]
pub mod server;
#[path = "../simulator/mod.rs"]
pub mod simulator;
#[path = "table.rs"]
pub mod table;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use qcodex::torrent::TorrentFormat;
use sha1::{Digest as _, Sha1};
use sha2::Sha256;

use crate::payload::{MIB, Payload};
use crate::peer::{Peer, is_seeding};
use crate::server::Setup;
use crate::table::Table;

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    // Test runners start benches too, to ask what is in them: nothing.
    if !args.iter().any(|arg| arg == "--bench") {
        return;
    }
    let only = |part| match args.iter().find_map(|arg| arg.strip_prefix("--only=")) {
        Some(wanted) => wanted == part,
        None => true,
    };
    let shrink = if args.iter().any(|arg| arg == "--quick") { 10 } else { 1 };
    let mut table = Table::default();
    if only("checking") {
        checking(&mut table, 2048 / shrink).await;
    }
    if only("fetching") {
        fetching(&mut table, 1024 / shrink).await;
    }
    if only("nodes") {
        nodes::measure(&mut table, 1024 / shrink).await;
    }
    if only("list") {
        list::measure(&mut table, 10_000 / usize::try_from(shrink).unwrap()).await;
    }
    table.print();
}

fn one_file(name: &str, mib: u64) -> Payload {
    Payload::new(name, TorrentFormat::V1, &[("content.bin", mib * MIB)])
}

/// Adds a payload that lies at the save path and waits until it is checked.
async fn check(peer: &Peer, payload: &Payload) -> f64 {
    payload.place(&peer.save_path());
    let begun = Instant::now();
    peer.add_torrent(&payload.torrent(), &[]).await;
    peer.wait(&payload.id(), "checked", is_seeding).await;
    begun.elapsed().as_secs_f64()
}

/// A file that is there already, against both hashes of the same bytes on one core.
async fn checking(table: &mut Table, mib: u64) {
    let payload = one_file("check", mib);
    let a = Peer::start("A", Setup::new()).await;
    let checked = check(&a, &payload).await;
    let path = payload.path(&a.save_path(), 0);
    let hashed = tokio::task::spawn_blocking(move || hash_both(&path)).await.unwrap();
    let what = format!("checking {mib} MiB");
    table.seconds(&what, checked, "SHA-1 + SHA-256 on one core", hashed);
    a.published(&payload.id()).await;
    table.bytes("peak memory while checking", a.server.peak_memory(), "the content", mib * MIB);
}

fn hash_both(path: &Path) -> f64 {
    let begun = Instant::now();
    let mut file = File::open(path).unwrap();
    let (mut one, mut two) = (Sha1::new(), Sha256::new());
    let mut buffer = vec![0; 1024 * 1024];
    loop {
        let read = file.read(&mut buffer).unwrap();
        if read == 0 {
            break;
        }
        one.update(&buffer[..read]);
        two.update(&buffer[..read]);
    }
    std::hint::black_box((one.finalize(), two.finalize()));
    begun.elapsed().as_secs_f64()
}

/// A dataset from a node into a verified file, against `curl -o` from the same node.
async fn fetching(table: &mut Table, mib: u64) {
    let payload = one_file("fetch", mib);
    let a = Peer::start("A", Setup::new()).await;
    check(&a, &payload).await;
    let row = a.published(&payload.id()).await;
    let cid = a.files(&payload.id()).await[0]["codex_cid"].as_str().unwrap().to_owned();
    let url = format!("{}/api/storage/v1/data/{cid}/network/stream", a.codex_url());
    let copied = curl(&url, &a.server.setup().folder().join("copy")).await;

    let b = Peer::reading_from("B", &a.codex_url()).await;
    let begun = Instant::now();
    b.add_link(row["magnet_uri"].as_str().unwrap()).await;
    b.wait(&payload.id(), "fetched", is_seeding).await;
    let fetched = begun.elapsed().as_secs_f64();
    table.seconds(&format!("fetching {mib} MiB from a node"), fetched, "curl -o, synced", copied);
    payload.assert_at(&b.save_path());
    table.bytes("peak memory while fetching", b.server.peak_memory(), "the content", mib * MIB);
    table.bytes("peak memory while serving", a.server.peak_memory(), "the content", mib * MIB);
}

/// How long `curl -o` takes, to the disk: what qcodex calls complete is there too.
async fn curl(url: &str, to: &Path) -> f64 {
    let begun = Instant::now();
    let status = tokio::process::Command::new("curl")
        .args(["--silent", "--fail", "--output"])
        .arg(to)
        .arg(url)
        .stdin(Stdio::null())
        .status()
        .await
        .expect("curl is missing: install it to measure against it");
    assert!(status.success(), "curl ended with {status}");
    let file = tokio::fs::File::open(to).await.unwrap();
    file.sync_all().await.unwrap();
    let took = begun.elapsed().as_secs_f64();
    tokio::fs::remove_file(to).await.unwrap();
    took
}

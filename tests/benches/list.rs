//! A long list: adding, polling, restart, memory.

use std::time::Instant;

use serde_json::Value;

use crate::http::{Client, Request, Response};
use crate::payload::Payload;
use crate::peer::Peer;
use crate::server::{PASSWORD, Server, Setup, USERNAME};
use crate::table::Table;

/// Torrents in one request.
const BATCH: usize = 100;

/// Fills a server with `count` torrents and measures it.
pub async fn measure(table: &mut Table, count: usize) {
    let peer = Peer::start("list", Setup::new()).await;
    let empty = memory(&peer.server);
    let request = median(count.min(500), async || {
        assert_eq!(peer.client.get("app/version").await.status, 200);
    })
    .await;
    adding(table, &peer, count, request).await;
    table.bytes(
        &format!("memory with {count} torrents"),
        memory(&peer.server),
        "without any",
        empty,
    );
    polling(table, &peer, request).await;
    restart(table, peer, count).await;
}

/// Adds one at a time first, then many at a time, all stopped and without content on disk.
async fn adding(table: &mut Table, peer: &Peer, count: usize, request: f64) {
    let torrents: Vec<Vec<u8>> = (0..count)
        .map(|number| {
            let name = format!("Some.Show.S{:02}E{:04}.1080p.WEB.H264-GRP", number % 20, number);
            let files = [("episode.mkv", 300_000), ("sample.mkv", 20_000), ("info.nfo", 500)];
            Payload::new(&name, qcodex::torrent::TorrentFormat::V1, &files).torrent()
        })
        .collect();
    let fields = [("stopped", "true"), ("category", "tv-sonarr"), ("tags", "one,two")];
    let (single, many) = torrents.split_at(count / 20);
    let begun = Instant::now();
    for torrent in single {
        peer.add_torrent(torrent, &fields).await;
    }
    let each = begun.elapsed().as_secs_f64() / single.len() as f64;
    table.seconds("adding a torrent", each, "a request for the version", request);
    let begun = Instant::now();
    for batch in many.chunks(BATCH) {
        let files: Vec<(&str, &str, &[u8])> =
            batch.iter().map(|torrent| ("torrents", "a.torrent", &**torrent)).collect();
        let form = Request::multipart("torrents/add", &fields, &files);
        let answer = peer.client.send(form).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, "Ok."));
    }
    let took = begun.elapsed().as_secs_f64();
    let what = format!("adding {} torrents, {BATCH} in a request", many.len());
    table.seconds(&what, took, "one at a time", each * many.len() as f64);
    // Checks of what is not there go on behind the answers.
    peer.until("all to be checked", async || {
        let rows = peer.list().await;
        rows.len() == count && rows.iter().all(|row| row["state"] == "stoppedDL")
    })
    .await;
}

async fn polling(table: &mut Table, peer: &Peer, request: f64) {
    let ask = async |name: &str| -> Response {
        let answer = peer.client.get(name).await;
        assert_eq!(answer.status, 200, "{name}");
        answer
    };
    for name in ["torrents/info", "sync/maindata?rid=0"] {
        let answer = ask(name).await;
        let took = median(9, async || drop(ask(name).await)).await;
        let value: Value = answer.json();
        let begun = Instant::now();
        let written = serde_json::to_vec(&value).unwrap();
        let writing = begun.elapsed().as_secs_f64();
        table.seconds(name, took, "writing that JSON with serde_json", writing);
        let length = u64::try_from(answer.body.len()).unwrap();
        table.bytes(name, length, "written with serde_json", u64::try_from(written.len()).unwrap());
    }
    let mut rid = ask("sync/maindata?rid=0").await.json()["rid"].as_i64().unwrap();
    let mut length = 0;
    let next = async |rid: i64| ask(&format!("sync/maindata?rid={rid}")).await;
    let begun = Instant::now();
    for _ in 0..100 {
        let answer = next(rid).await;
        rid = answer.json()["rid"].as_i64().unwrap();
        length = answer.body.len();
    }
    let took = begun.elapsed().as_secs_f64() / 100.0;
    table.seconds("sync/maindata, idle", took, "a request for the version", request);
    let id = peer.list().await[0]["hash"].as_str().unwrap().to_owned();
    let mut took = 0.0;
    let mut changed = 0;
    for round in 0..20 {
        peer.post("addTags", &[("hashes", &id), ("tags", &format!("t{round}"))]).await;
        let begun = Instant::now();
        let answer = next(rid).await;
        took += begun.elapsed().as_secs_f64() / 20.0;
        rid = answer.json()["rid"].as_i64().unwrap();
        changed = answer.body.len();
    }
    table.seconds("sync/maindata, one change", took, "a request for the version", request);
    let bytes = |length: usize| u64::try_from(length).unwrap();
    table.bytes("sync/maindata, one change", bytes(changed), "idle", bytes(length));
}

async fn restart(table: &mut Table, peer: Peer, count: usize) {
    let begun = Instant::now();
    Setup::new().start().await;
    let empty = begun.elapsed().as_secs_f64();
    let setup = peer.server.pinned();
    let begun = Instant::now();
    let (status, _) = peer.server.terminate().await;
    let ended = begun.elapsed().as_secs_f64();
    assert!(status.success());
    let begun = Instant::now();
    let server = setup.start().await;
    let took = begun.elapsed().as_secs_f64();
    let mut client = Client::new(server.address());
    client.login(USERNAME, PASSWORD).await;
    let rows = client.get("torrents/info").await.json();
    assert_eq!(rows.as_array().unwrap().len(), count, "all are back");
    table.seconds(&format!("start with {count} torrents"), took, "start of an empty one", empty);
    table.seconds(&format!("end with {count} torrents"), ended, "start of an empty one", empty);
    let resident = memory(&server);
    let rows = count as u64 * 1024;
    table.bytes("memory after that start", resident, "1 KiB per torrent", rows);
}

/// Resident memory now.
fn memory(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

/// The median of so many times, in seconds.
async fn median(times: usize, mut work: impl AsyncFnMut()) -> f64 {
    let mut took = Vec::new();
    for _ in 0..times.max(1) {
        let begun = Instant::now();
        work().await;
        took.push(begun.elapsed().as_secs_f64());
    }
    took.sort_by(f64::total_cmp);
    took[took.len() / 2]
}

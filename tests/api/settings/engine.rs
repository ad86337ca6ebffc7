//! Effects of the settings of the page *Advanced* on disk, memory and parsing.
//!
//! A disk that is too slow is made by taking places from the server under test: work that waits
//! for a place is what can be seen over HTTP.

use serde_json::{Value, json};

use crate::common::{Client, Request, Response, eventually};
use crate::torrents::pair::Pair;
use crate::torrents::{SINGLE, rows, sample, until};

async fn server_state(client: &Client) -> Value {
    client.get("sync/maindata").await.json()["server_state"].clone()
}

async fn set(client: &Client, settings: Value) {
    let answer = client.set_preferences(settings).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

async fn number(client: &Client, name: &str) -> u64 {
    server_state(client).await[name].as_u64().unwrap()
}

async fn shows(client: &Client, name: &str, holds: impl Fn(u64) -> bool) {
    eventually(name, || async { holds(number(client, name).await) }).await;
}

/// Effect of `async_io_threads`.
#[tokio::test(flavor = "multi_thread")]
async fn work_on_the_disk_waits_for_one_of_its_places() {
    let pair = Pair::start("some.bin", &[("some.bin", 300_000)], 16 * 1024).await;
    let client = &pair.taker_client;
    set(client, json!({"async_io_threads": 1})).await;
    let resources = pair.taker.app.session.resources();
    let place = resources.disk().acquire(1).await;
    pair.take(&[]).await;
    shows(client, "queued_io_jobs", |jobs| jobs > 0).await;
    assert_eq!(rows(client, "").await[0]["downloaded"], 0);
    // Another place is there at once, although the first one is still taken.
    set(client, json!({"async_io_threads": 2})).await;
    pair.finished().await;
    drop(place);
    assert!(resources.disk().usage().peak <= 10);
}

/// Effect of `hashing_threads`.
#[tokio::test(flavor = "multi_thread")]
async fn checks_wait_for_a_hashing_thread() {
    let pair = Pair::start("some.bin", &[("some.bin", 300_000)], 16 * 1024).await;
    let (client, id) = (&pair.giver_client, pair.id.as_str());
    set(client, json!({"hashing_threads": 1})).await;
    let resources = pair.giver.app.session.resources();
    let place = resources.hashing().acquire(1).await;
    client.post("torrents/recheck", &[("hashes", id)]).await;
    until(client, id, |row| row["state"] == "checkingUP").await;
    eventually("it waits", || async { resources.hashing().usage().waiting > 0 }).await;
    set(client, json!({"hashing_threads": 2})).await;
    until(client, id, |row| row["state"] == "stalledUP" && row["progress"] == 1).await;
    drop(place);
    pair.taker.stop().await;
    pair.giver.stop().await;
}

/// Effect of `disk_queue_size`.
#[tokio::test(flavor = "multi_thread")]
async fn fetching_stops_when_too_much_waits_for_the_disk() {
    let pair = Pair::start("some.bin", &[("some.bin", 4 << 20)], 64 * 1024).await;
    let (client, id) = (&pair.taker_client, pair.id.as_str());
    set(client, json!({"async_io_threads": 1, "disk_queue_size": 65_536})).await;
    pair.take(&[("dlLimit", "1024")]).await;
    until(client, id, |row| row["downloaded"].as_u64() > Some(0)).await;
    let resources = pair.taker.app.session.resources();
    let place = resources.disk().acquire(1).await;
    client.post("torrents/setDownloadLimit", &[("hashes", id), ("limit", "0")]).await;
    shows(client, "total_queued_size", |bytes| bytes > 32_768).await;
    assert!(number(client, "total_queued_size").await <= 65_536);
    assert!(resources.queue().usage().peak <= 65_536);
    // More may wait at once.
    set(client, json!({"disk_queue_size": 200_000})).await;
    shows(client, "total_queued_size", |bytes| bytes > 65_536).await;
    assert!(resources.queue().usage().peak <= 200_000);
    drop(place);
    pair.finished().await;
}

/// Effect of `checking_memory_use`, `memory_working_set_limit`.
#[tokio::test(flavor = "multi_thread")]
async fn buffers_stay_within_the_memory_that_they_are_given() {
    let pair = Pair::start("some.bin", &[("some.bin", 3 << 20)], 16 * 1024).await;
    let (client, id) = (&pair.giver_client, pair.id.as_str());
    let resources = pair.giver.app.session.resources();
    // As if a file was hashed now.
    let place = resources.hashing().acquire(1).await;
    shows(client, "total_buffers_size", |bytes| bytes == 1 << 20).await;
    set(client, json!({"hashing_threads": 4, "checking_memory_use": 2})).await;
    shows(client, "total_buffers_size", |bytes| bytes == 512 * 1024).await;
    set(client, json!({"hashing_threads": 1000, "checking_memory_use": 1})).await;
    shows(client, "total_buffers_size", |bytes| bytes == 64 * 1024).await;
    assert_eq!(resources.hashing().limit(), 16);
    set(client, json!({"hashing_threads": 1, "checking_memory_use": 32})).await;
    shows(client, "total_buffers_size", |bytes| bytes == 1 << 20).await;
    // A quarter of all memory is for hashing, a half for what waits for the disk.
    set(client, json!({"memory_working_set_limit": 2, "disk_queue_size": 100_000_000})).await;
    shows(client, "total_buffers_size", |bytes| bytes == 512 * 1024).await;
    assert_eq!(resources.queue().limit(), 1 << 20);
    drop(place);
    client.post("torrents/recheck", &[("hashes", id)]).await;
    until(client, id, |row| row["state"] == "stalledUP" && row["progress"] == 1).await;
    pair.taker.stop().await;
    pair.giver.stop().await;
}

/// Effect of `file_pool_size`.
#[tokio::test(flavor = "multi_thread")]
async fn files_beyond_the_pool_do_not_stay_open() {
    let names: Vec<String> = (0..10).map(|number| format!("{number}.bin")).collect();
    let files: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 400_000)).collect();
    let pair = Pair::start("many", &files, 16 * 1024).await;
    let client = &pair.taker_client;
    pair.take(&[("dlLimit", "300000"), ("firstLastPiecePrio", "true")]).await;
    // The first and last pieces of every file come first.
    let resources = pair.taker.app.session.resources();
    let open = || resources.counts().open_files;
    eventually("many are open", || async { open() > 6 }).await;
    set(client, json!({"file_pool_size": 1})).await;
    eventually("few are open", || async { open() <= 4 }).await;
    client.post("torrents/setDownloadLimit", &[("hashes", pair.id.as_str()), ("limit", "0")]).await;
    pair.finished().await;
}

/// Effect of `disk_io_write_mode`, `disk_io_read_mode`.
#[tokio::test(flavor = "multi_thread")]
async fn the_systems_cache_is_used_as_told() {
    let files = [("a.bin", 200_000), ("b.bin", 300_000)];
    let pair = Pair::start("two", &files, 16 * 1024).await;
    let (client, id) = (&pair.taker_client, pair.id.as_str());
    let resources = pair.taker.app.session.resources();
    let finished = |row: &Value| row["progress"] == 1 && row["state"] == "stalledUP";
    let again = async || {
        let form = [("hashes", id), ("deleteFiles", "true")];
        assert_eq!(client.post("torrents/delete", &form).await.status, 200);
        let save = pair.taker.folder.path().join("save/two");
        eventually("the files are gone", || async { !save.exists() }).await;
    };
    pair.take(&[]).await;
    until(client, id, finished).await;
    let counts = resources.counts();
    assert_eq!((counts.written_through, counts.forgotten), (0, 0));
    again().await;
    set(client, json!({"disk_io_write_mode": 2})).await;
    pair.take(&[]).await;
    until(client, id, finished).await;
    let counts = resources.counts();
    assert!(counts.written_through > 0 && counts.forgotten == 0, "{counts:?}");
    again().await;
    set(client, json!({"disk_io_write_mode": 0})).await;
    pair.take(&[]).await;
    until(client, id, finished).await;
    let now = resources.counts();
    assert!(now.written_through == counts.written_through && now.forgotten > 0, "{now:?}");
    set(client, json!({"disk_io_write_mode": 1, "disk_io_read_mode": 0})).await;
    client.post("torrents/recheck", &[("hashes", id)]).await;
    eventually("read and forgotten", || async { resources.counts().forgotten > now.forgotten })
        .await;
    until(client, id, finished).await;
    pair.taker.stop().await;
    pair.giver.stop().await;
}

async fn upload(client: &Client, action: &str) -> Response {
    let content = sample("single");
    let request = Request::multipart(action, &[], &[("torrents", "s.torrent", &*content)]);
    client.send(request).await
}

/// Effect of `bdecode_depth_limit`, `bdecode_token_limit`.
#[tokio::test(flavor = "multi_thread")]
async fn torrents_beyond_the_parsers_limits_are_refused() {
    let pair = Pair::start("some.bin", &[("some.bin", 300_000)], 16 * 1024).await;
    let client = &pair.taker_client;
    for (name, limit) in [("bdecode_depth_limit", 1), ("bdecode_token_limit", 4)] {
        set(client, json!({name: limit})).await;
        for action in ["torrents/add", "torrents/parseMetadata"] {
            let answer = upload(client, action).await;
            assert_eq!(answer.status, 415, "{action}");
            assert!(answer.text().contains(name), "{action}: {}", answer.text());
        }
        set(client, json!({name: 100})).await;
    }
    assert!(rows(client, "").await.is_empty());
    assert_eq!(upload(client, "torrents/add").await.status, 200);
    until(client, SINGLE, |_| true).await;
    // What nodes send is held to them too.
    set(client, json!({"bdecode_token_limit": 4})).await;
    let properties = format!("torrents/properties?hash={}", pair.id);
    let link = pair.giver_client.get(&properties).await.json()["codex_link"].clone();
    let form = [("urls", link.as_str().unwrap())];
    assert_eq!(client.post("torrents/add", &form).await.status, 200);
    until(client, &pair.id, |row| {
        row["codex_reason"]["text"]
            .as_str()
            .is_some_and(|text| text.contains("bdecode_token_limit"))
    })
    .await;
    set(client, json!({"bdecode_token_limit": 10_000_000})).await;
    for action in ["torrents/stop", "torrents/start"] {
        assert_eq!(client.post(action, &[("hashes", &pair.id)]).await.status, 200);
    }
    until(client, &pair.id, |row| row["has_metadata"] == true).await;
    // A torrent that is there already is read whatever the limit is.
    set(client, json!({"bdecode_token_limit": 4})).await;
    let Pair { taker, giver, .. } = pair;
    let taker = taker.restart().await;
    let client = taker.client().await;
    assert_eq!(rows(&client, &format!("?hashes={SINGLE}")).await[0]["has_metadata"], true);
    taker.stop().await;
    giver.stop().await;
}

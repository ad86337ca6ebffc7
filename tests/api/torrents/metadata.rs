//! Metadata without adding, and adding by it.

use qcodex::torrent::{CreateFile, CreateParams, TorrentBuilder};
use serde_json::{Value, json};

use super::links::newest;
use super::site::Site;
use super::{HYBRID, HYBRID_V1, MAGNET, MAGNET_ID, SINGLE, rows, sample, start, until, upload};
use crate::common::{Client, Request, Response, eventually};

const V2DIR: &str = "581b6d201d51f4a560cb5a4c0ed55bd1643eb7e1";

async fn fetch(client: &Client, source: &str) -> Response {
    client.post("torrents/fetchMetadata", &[("source", source)]).await
}

/// Asks until the metadata is there.
async fn fetched(client: &Client, source: &str) -> Value {
    let ready = || async { fetch(client, source).await.status == 200 };
    eventually("the metadata is there", ready).await;
    fetch(client, source).await.json()
}

async fn parse(client: &Client, names: &[&str]) -> Response {
    let contents: Vec<_> = names.iter().map(|name| sample(name)).collect();
    let files: Vec<(&str, &str, &[u8])> =
        names.iter().zip(&contents).map(|(name, content)| ("x", *name, &**content)).collect();
    client.send(Request::multipart("torrents/parseMetadata", &[], &files)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_are_described_in_their_order() {
    let (server, client) = start().await;
    let answer = parse(&client, &["v2only", "multi"]).await;
    assert_eq!(answer.status, 200);
    let found = answer.json();
    // Recorded from qBittorrent 5.3.0.
    assert_eq!(
        found[0],
        json!({"comment": "v2 only", "created_by": "qbt-lab", "creation_date": 1_700_000_000,
            "hash": "226deeee012d530373a0c704bd82cd498ad9ce43",
            "info": {"files": [{"length": 1_048_577, "path": "v2only.bin"}],
                "length": 1_048_577, "name": "v2only.bin", "piece_length": 65536,
                "pieces_num": 17, "private": false},
            "infohash_v1": "",
            "infohash_v2": "226deeee012d530373a0c704bd82cd498ad9ce43db0478bb604c718ab94177ae",
            "trackers": [{"tier": 0, "url": "http://127.0.0.1:19101/announce"}],
            "webseeds": []})
    );
    assert_eq!(found[1]["hash"], "4bb24c989410d5c871bf478725bc21a9174251c6");
    assert_eq!(rows(&client, "").await.len(), 0);
    let nothing = client.post("torrents/parseMetadata", &[]).await;
    assert_eq!((nothing.status, &*nothing.text()), (400, "Must specify torrent file(s)"));
    let garbage = parse(&client, &["single", "garbage"]).await;
    assert_eq!((garbage.status, &*garbage.text()), (415, "'garbage' is not a valid torrent file."));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_fetched_once_and_then_known() {
    let (server, client) = start().await;
    let mut site = Site::start().await;
    let url = site.url("/t/v2dir.torrent");
    let first = fetch(&client, &url).await;
    assert_eq!((first.status, first.text()), (202, "{}".to_owned()));
    let found = fetched(&client, &url).await;
    assert_eq!((&found["hash"], &found["info"]["length"]), (&json!(V2DIR), &json!(120_000)));
    assert_eq!(found["info"]["files"][0]["path"], "v2 dir/x/one.txt");
    site.next().await;
    assert!(site.seen.try_recv().is_err());
    let saved = client.post("torrents/saveMetadata", &[("source", &url)]).await;
    assert_eq!(saved.status, 200);
    assert_eq!(saved.header("content-type"), Some("application/x-bittorrent"));
    let name = format!("attachment; filename=\"{V2DIR}.torrent\"");
    assert_eq!(saved.header("content-disposition"), Some(&*name));
    assert_eq!(saved.body, sample("v2dir"));
    // Another login knows nothing of it.
    let other = server.client().await;
    let unknown = other.post("torrents/saveMetadata", &[("source", &url)]).await;
    assert_eq!(unknown.status, 404);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_looked_for_is_refused() {
    let (server, client) = start().await;
    let site = Site::start().await;
    for (source, text) in [
        (" ", "Must specify URI or hash"),
        ("nonsense", "Unable to parse 'nonsense'"),
        ("foo://bar", "Unable to parse 'foo://bar'"),
        ("/etc/passwd", "Unable to parse '/etc/passwd'"),
    ] {
        let answer = fetch(&client, source).await;
        assert_eq!((answer.status, answer.text()), (400, text.to_owned()));
    }
    let form = [("source", SINGLE), ("downloader", "x")];
    let answer = client.post("torrents/fetchMetadata", &form).await;
    assert_eq!((answer.status, &*answer.text()), (400, "downloader must be a valid search plugin"));
    // A failed download is tried again by the next question, as in qBittorrent.
    let gone = site.url("/none");
    for _ in 0..3 {
        assert_eq!(fetch(&client, &gone).await.status, 202);
    }
    for (source, status, text) in [
        ("", 400, "Must specify URI or hash"),
        ("6666666666666666666666666666666666666666", 409, "Metadata is not yet available"),
        (&*gone, 409, "Metadata is not yet available"),
        ("nonsense", 404, "Not Found"),
    ] {
        let answer = client.post("torrents/saveMetadata", &[("source", source)]).await;
        assert_eq!((answer.status, &*answer.text()), (status, text), "{source}");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn torrents_in_the_list_are_known_and_unknown_magnets_are_looked_for() {
    let (server, client) = start().await;
    assert_eq!(upload(&client, "hybrid", &[("stopped", "true")]).await.text(), "Ok.");
    for source in [HYBRID, HYBRID_V1] {
        let answer = fetch(&client, source).await;
        assert_eq!((answer.status, &answer.json()["hash"]), (200, &json!(HYBRID)), "{source}");
    }
    let saved = client.post("torrents/saveMetadata", &[("source", HYBRID)]).await;
    assert_eq!(saved.status, 200);
    let pending = fetch(&client, MAGNET).await;
    assert_eq!(pending.status, 202);
    let names = json!({"hash": MAGNET_ID, "infohash_v1": MAGNET_ID, "infohash_v2": ""});
    assert_eq!(pending.json(), names);
    assert_eq!(fetch(&client, MAGNET_ID).await.status, 202);
    let early = client.post("torrents/saveMetadata", &[("source", MAGNET)]).await;
    assert_eq!((early.status, &*early.text()), (409, "Metadata is not yet available"));
    assert_eq!(rows(&client, "").await.len(), 1);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_magnet_is_found_in_codex_and_added_with_priorities() {
    let (server, client) = newest().await;
    let save = server.folder.path().join("save/tiny");
    std::fs::create_dir_all(&save).unwrap();
    let file = |path: &str, length| CreateFile { path: path.to_owned(), length };
    let params = CreateParams {
        name: "tiny".to_owned(),
        multi_file: true,
        files: vec![file("a", 3), file("b", 4)],
        ..CreateParams::default()
    };
    let mut builder = TorrentBuilder::new(params).unwrap();
    builder.push(b"aaabbbb");
    let torrent = builder.finish().unwrap();
    std::fs::write(save.join("a"), "aaa").unwrap();
    std::fs::write(save.join("b"), "bbbb").unwrap();
    let (id, bytes) = (torrent.id().to_string(), torrent.to_torrent_bytes());
    let file = ("torrents", "tiny.torrent", &*bytes);
    assert_eq!(client.send(Request::multipart("torrents/add", &[], &[file])).await.status, 200);
    until(&client, &id, |row| row["codex_publish"] == "published").await;
    let gone = [("hashes", &*id), ("deleteFiles", "true")];
    assert_eq!(client.post("torrents/delete", &gone).await.status, 200);

    let tracker = "http://127.0.0.1:9/announce";
    let magnet =
        format!("magnet:?xt=urn:btmh:1220{}&tr={tracker}", torrent.info_hash().v2.unwrap());
    let found = fetched(&client, &magnet).await;
    assert_eq!((&found["hash"], &found["info"]["length"]), (&json!(id), &json!(7)));
    assert_eq!(found["trackers"], json!([{"tier": 0, "url": tracker}]));
    let add = |priorities: &'static str| {
        let client = client.clone();
        let magnet = magnet.clone();
        async move {
            let form = [("urls", &*magnet), ("filePriorities", priorities), ("stopped", "true")];
            client.post("torrents/add", &form).await
        }
    };
    let wrong = add("1").await;
    let text = "Length of filePriorities must equal number of files in torrent";
    assert_eq!((wrong.status, &*wrong.text()), (400, text));
    let added = add("0,7").await;
    assert_eq!((added.status, &added.json()["added_torrent_ids"]), (200, &json!([id])));
    let files = client.get(&format!("torrents/files?hash={id}")).await.json();
    assert_eq!((&files[0]["priority"], &files[1]["priority"]), (&json!(0), &json!(7)));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn known_metadata_is_added_at_once_and_priorities_need_it() {
    let (server, client) = newest().await;
    let site = Site::start().await;
    let url = site.url("/t/single");
    let refused = |form: Vec<(&'static str, String)>| {
        let client = client.clone();
        async move {
            let form: Vec<_> = form.iter().map(|(name, value)| (*name, &**value)).collect();
            client.post("torrents/add", &form).await
        }
    };
    for (urls, priorities, text) in [
        (
            format!("{url}\n{SINGLE}"),
            "1",
            "Cannot specify filePriorities when adding multiple torrents",
        ),
        (url.clone(), "x", "Priority must be an integer"),
        (url.clone(), "1,2", "Priority is not valid"),
        (
            url.clone(),
            "1",
            "`filePriorities` may only be specified when metadata has already been fetched",
        ),
    ] {
        let form = vec![("urls", urls), ("filePriorities", priorities.to_owned())];
        let answer = refused(form).await;
        assert_eq!((answer.status, answer.text()), (400, text.to_owned()));
    }
    let single = sample("single");
    let file = ("torrents", "s.torrent", &*single);
    let form = Request::multipart("torrents/add", &[("filePriorities", "1")], &[file]);
    let answer = client.send(form).await;
    let text = "Cannot specify filePriorities when uploading torrent files";
    assert_eq!((answer.status, &*answer.text()), (400, text));
    assert_eq!(rows(&client, "").await.len(), 0);

    fetched(&client, &url).await;
    assert_eq!(parse(&client, &["hybrid"]).await.status, 200);
    let form = [("urls", &*url), ("filePriorities", "6"), ("stopped", "true")];
    let added = client.post("torrents/add", &form).await;
    assert_eq!((added.status, &added.json()["added_torrent_ids"]), (200, &json!([SINGLE])));
    // What was parsed is added by its hash, either one.
    let form = [("urls", HYBRID_V1), ("stopped", "true")];
    let added = client.post("torrents/add", &form).await;
    assert_eq!((added.status, &added.json()["added_torrent_ids"]), (200, &json!([HYBRID])));
    assert_eq!(rows(&client, &format!("?hashes={HYBRID}")).await[0]["has_metadata"], true);
    server.stop().await;
}

//! Web seeds: content from ordinary web servers when nobody has it in Codex.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use qcodex::torrent::{CreateFile, CreateParams, Metainfo, TorrentBuilder, TorrentFormat};
use serde_json::{Value, json};

use super::site::{Site, ok};
use super::{rows, start, until};
use crate::common::{Client, Request, eventually};

/// A torrent with made-up content.
struct Payload {
    metainfo: Metainfo,
    files: Vec<(String, Vec<u8>)>,
}

impl Payload {
    /// Several files are in a folder `Größe & 日本`; a single one is called by its path.
    fn new(
        format: TorrentFormat,
        files: &[(&str, usize)],
        edit: impl Fn(&mut CreateParams),
    ) -> Self {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        let many = files.len() > 1;
        let files: Vec<(String, Vec<u8>)> = files
            .iter()
            .map(|(path, length)| ((*path).to_owned(), (0..*length).map(|_| next()).collect()))
            .collect();
        let create = |(path, bytes): &(String, Vec<u8>)| CreateFile {
            path: path.clone(),
            length: u64::try_from(bytes.len()).unwrap(),
        };
        let mut params = CreateParams {
            name: if many { "Größe & 日本".to_owned() } else { files[0].0.clone() },
            multi_file: many,
            files: files.iter().map(create).collect(),
            piece_length: Some(32 * 1024),
            format,
            ..CreateParams::default()
        };
        edit(&mut params);
        let mut builder = TorrentBuilder::new(params).unwrap();
        // A builder may want another order than was given.
        for wanted in builder.files().to_vec() {
            let found = files.iter().find(|(path, _)| *path == wanted.path).unwrap();
            builder.push(&found.1);
        }
        Self { metainfo: builder.finish().unwrap(), files }
    }

    /// One file of 300,000 bytes.
    fn single() -> Self {
        Self::new(TorrentFormat::V1, &[("one file.bin", 300_000)], |_| {})
    }

    /// A folder with odd names, an empty file, and pieces that lie in several files.
    fn folder(format: TorrentFormat) -> Self {
        let files = [
            ("Staffel 1/épisode #1 100%.mkv", 200_001),
            ("leer.txt", 0),
            ("字幕/a?b=c&d.srt", 70_003),
            ("z.nfo", 5),
        ];
        Self::new(format, &files, |_| {})
    }

    fn id(&self) -> String {
        self.metainfo.id().to_string()
    }

    /// What a web server has: decoded path to content.
    fn on_server(&self, base: &str) -> HashMap<String, Vec<u8>> {
        let folder = if self.files.len() > 1 { "Größe & 日本/" } else { "" };
        let path = |path: &str| format!("{base}{folder}{path}");
        self.files.iter().map(|(name, bytes)| (path(name), bytes.clone())).collect()
    }

    async fn add(&self, client: &Client, fields: &[(&str, &str)]) {
        let torrent = self.metainfo.to_torrent_bytes();
        let files = [("torrents", "x.torrent", &*torrent)];
        let answer = client.send(Request::multipart("torrents/add", fields, &files)).await;
        assert_eq!(answer.text(), "Ok.");
    }

    fn assert_at(&self, save: &Path) {
        let folder = if self.files.len() > 1 { "Größe & 日本" } else { "" };
        for (path, bytes) in &self.files {
            let path = path.replace('?', "_");
            let found = std::fs::read(save.join(folder).join(&path)).unwrap();
            assert!(found == *bytes, "{path} differs");
        }
    }
}

/// How a seed behaves.
#[derive(Clone, Default)]
struct Manners {
    /// Sends the whole whatever is asked.
    ignores_ranges: bool,
    /// Sends wrong bytes.
    lies: bool,
    /// Breaks off after so many bytes of each answer.
    breaks_after: Option<usize>,
    /// Answers this status alone.
    status: Option<u16>,
    /// Says that its bytes lie elsewhere than asked.
    shifts: bool,
}

/// A web server with files.
struct Seed {
    site: Site,
    manners: Arc<Mutex<Manners>>,
}

impl Seed {
    async fn start(files: HashMap<String, Vec<u8>>, manners: Manners) -> Self {
        let manners = Arc::new(Mutex::new(manners));
        let now = Arc::clone(&manners);
        let site = Site::start_with(move |head| {
            let manners = now.lock().unwrap().clone();
            respond(head, &files, &manners)
        });
        Self { site: site.await, manners }
    }

    fn behave(&self, edit: impl FnOnce(&mut Manners)) {
        edit(&mut self.manners.lock().unwrap());
    }

    /// Ranges of the requests so far.
    fn ranges(&mut self) -> Vec<String> {
        let mut ranges = Vec::new();
        while let Ok(head) = self.site.seen.try_recv() {
            let range = head.lines().find_map(|line| line.strip_prefix("range: bytes="));
            ranges.push(range.unwrap_or_default().to_owned());
        }
        ranges
    }
}

fn respond(head: &str, files: &HashMap<String, Vec<u8>>, manners: &Manners) -> Vec<u8> {
    let path = head.split(' ').nth(1).unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    if let Some(status) = manners.status {
        return format!("HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n").into_bytes();
    }
    let Some(whole) = files.get(&path) else {
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec();
    };
    let mut body = whole.clone();
    if manners.lies {
        for byte in &mut body {
            *byte ^= 0xff;
        }
    }
    let range = head.lines().find_map(|line| line.strip_prefix("range: bytes="));
    let range = range.filter(|_| !manners.ignores_ranges).and_then(|range| {
        let (first, last) = range.trim().split_once('-')?;
        Some((first.parse::<usize>().ok()?, last.parse::<usize>().ok()?))
    });
    let mut answer = match range {
        None => ok(&body),
        Some((first, last)) => {
            let total = body.len();
            let part = &body[first..=last];
            let first = first + usize::from(manners.shifts);
            let mut answer = format!(
                "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {first}-{last}/{total}\r\n\
                 Content-Length: {}\r\n\r\n",
                part.len()
            )
            .into_bytes();
            answer.extend_from_slice(part);
            answer
        }
    };
    if let Some(bytes) = manners.breaks_after {
        let head = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
        answer.truncate(head + bytes);
    }
    answer
}

async fn post(client: &Client, path: &str, form: &[(&str, &str)]) {
    let answer = client.post(path, form).await;
    assert_eq!((answer.status, answer.text()), (200, String::new()), "{path}");
}

async fn add_seeds(client: &Client, id: &str, urls: &[String]) {
    let urls: Vec<String> = urls
        .iter()
        .map(|url| percent_encoding::utf8_percent_encode(url, percent_encoding::NON_ALPHANUMERIC))
        .map(|url| url.to_string())
        .collect();
    post(client, "torrents/addWebSeeds", &[("hash", id), ("urls", &urls.join("|"))]).await;
}

fn reason(row: &Value) -> (&str, &str) {
    let of = |member: &str| row["codex_reason"][member].as_str().unwrap_or_default();
    (of("code"), of("text"))
}

async fn because(client: &Client, id: &str, code: &str, words: &str) {
    let holds = |row: &Value| reason(row).0 == code && reason(row).1.contains(words);
    until(client, id, holds).await;
}

async fn complete(client: &Client, id: &str) -> Value {
    until(client, id, |row| row["progress"] == 1 && row["codex_publish"] == "published").await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_has_in_codex_comes_from_an_added_seed() {
    let (server, client) = start().await;
    let payload = Payload::folder(TorrentFormat::V1);
    let mut seed = Seed::start(payload.on_server("/pub/"), Manners::default()).await;
    let id = payload.id();
    payload.add(&client, &[("dlLimit", "1024")]).await;
    because(&client, &id, "not_in_codex", "").await;
    let port = seed.site.url("");
    let port = port.rsplit(':').next().unwrap();
    let url = format!("http://user:hunter2@127.0.0.1:{port}/pub?passkey=hunter2");
    add_seeds(&client, &id, std::slice::from_ref(&url)).await;
    let words = format!("the web seed 127.0.0.1:{port}");
    because(&client, &id, "web_seed", &words).await;
    let row = &rows(&client, "").await[0];
    assert!(!reason(row).1.contains("hunter2"), "{row}");
    assert_eq!([&row["num_seeds"], &row["num_complete"]], [0, 0], "a web seed is no node");
    let peers = client.get(&format!("sync/torrentPeers?hash={id}")).await.json();
    assert_eq!(peers["peers"], json!({}));
    let listed = client.get(&format!("torrents/webseeds?hash={id}")).await.json();
    assert_eq!(listed, json!([{"url": url}]));
    let head = seed.site.next().await;
    assert!(head.contains("?passkey=hunter2 ") && head.contains("range: bytes=0-"), "{head}");
    assert!(head.contains("authorization: basic dxnlcjpodw50zxiy"), "{head}");

    post(&client, "torrents/setDownloadLimit", &[("hashes", &id), ("limit", "0")]).await;
    let row = complete(&client, &id).await;
    assert_eq!(row["codex_reason"], Value::Null);
    assert_eq!([&row["downloaded"], &row["total_wasted"]], [270_009, 0]);
    assert!(row["codex_record"].as_str().unwrap().starts_with("zDv"));
    payload.assert_at(&server.folder.path().join("save"));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_torrent_comes_from_a_seed() {
    let (server, client) = start().await;
    for format in [TorrentFormat::V2, TorrentFormat::Hybrid] {
        let payload = Payload::folder(format);
        let seed = Seed::start(payload.on_server("/"), Manners::default()).await;
        let id = payload.id();
        payload.add(&client, &[("stopped", "true")]).await;
        add_seeds(&client, &id, &[seed.site.url("")]).await;
        post(&client, "torrents/start", &[("hashes", &id)]).await;
        complete(&client, &id).await;
        payload.assert_at(&server.folder.path().join("save"));
        post(&client, "torrents/delete", &[("hashes", &id), ("deleteFiles", "true")]).await;
        eventually("the list is empty", || async { rows(&client, "").await.is_empty() }).await;
        let gone = server.folder.path().join("save/Größe & 日本");
        eventually("the files are gone", || async { !gone.exists() }).await;
    }
    server.stop().await;
}

/// Effect of `ssrf_mitigation`.
#[tokio::test(flavor = "multi_thread")]
async fn seeds_that_a_torrent_names_are_kept_from_the_local_network() {
    let (server, client) = start().await;
    let plain = Payload::single();
    let mut seed = Seed::start(plain.on_server("/"), Manners::default()).await;
    let mut payload = Payload::single();
    payload.metainfo.set_web_seeds(vec![seed.site.url("/one%20file.bin")]);
    let id = payload.id();
    payload.add(&client, &[]).await;
    because(&client, &id, "web_seed_failed", "is not a public address").await;
    assert_eq!(seed.ranges(), Vec::<String>::new(), "nothing was asked");
    client.set_preferences(json!({"ssrf_mitigation": false})).await;
    complete(&client, &id).await;
    payload.assert_at(&server.folder.path().join("save"));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_may_vouch_for_a_seed_of_the_torrent() {
    let (server, client) = start().await;
    let plain = Payload::single();
    let seed = Seed::start(plain.on_server("/"), Manners::default()).await;
    let mut payload = Payload::single();
    let url = seed.site.url("/one%20file.bin");
    payload.metainfo.set_web_seeds(vec![url.clone()]);
    let id = payload.id();
    payload.add(&client, &[]).await;
    because(&client, &id, "web_seed_failed", "is not a public address").await;
    add_seeds(&client, &id, &[url]).await;
    complete(&client, &id).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn private_torrents_use_only_what_a_user_added() {
    let (server, client) = start().await;
    client.set_preferences(json!({"ssrf_mitigation": false})).await;
    let files = [("one file.bin", 300_000)];
    let mut payload = Payload::new(TorrentFormat::V1, &files, |params| params.private = true);
    let mut seed = Seed::start(payload.on_server("/"), Manners::default()).await;
    payload.metainfo.set_web_seeds(vec![seed.site.url("/one%20file.bin")]);
    let id = payload.id();
    payload.add(&client, &[]).await;
    because(&client, &id, "not_in_codex", "web seeds that came with it are not used").await;
    assert_eq!(seed.ranges(), Vec::<String>::new());
    add_seeds(&client, &id, &[seed.site.url("/")]).await;
    complete(&client, &id).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_liar_is_left_and_the_second_seed_finishes() {
    let (server, client) = start().await;
    let payload = Payload::folder(TorrentFormat::V1);
    let liar = Manners { lies: true, ..Manners::default() };
    let mut liar = Seed::start(payload.on_server("/"), liar).await;
    let honest = Seed::start(payload.on_server("/"), Manners::default()).await;
    let id = payload.id();
    payload.add(&client, &[]).await;
    because(&client, &id, "not_in_codex", "").await;
    add_seeds(&client, &id, &[liar.site.url("/")]).await;
    because(&client, &id, "corrupt_source", "wrong piece").await;
    add_seeds(&client, &id, &[honest.site.url("/")]).await;
    let row = complete(&client, &id).await;
    assert!(row["total_wasted"].as_u64().unwrap() > 0);
    assert!(!liar.ranges().is_empty());
    payload.assert_at(&server.folder.path().join("save"));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seed_that_breaks_off_is_asked_for_the_rest() {
    let (server, client) = start().await;
    for ignores_ranges in [false, true] {
        let payload = Payload::single();
        let manners = Manners { breaks_after: Some(100_000), ignores_ranges, ..Manners::default() };
        let mut seed = Seed::start(payload.on_server("/"), manners).await;
        let id = payload.id();
        payload.add(&client, &[("stopped", "true")]).await;
        add_seeds(&client, &id, &[seed.site.url("/")]).await;
        post(&client, "torrents/start", &[("hashes", &id)]).await;
        because(&client, &id, "web_seed_failed", "broke off").await;
        until(&client, &id, |row| row["progress"].as_f64().unwrap() > 0.3).await;
        let before = seed.ranges();
        assert_eq!(before.first().map(String::as_str), Some("0-299999"), "{before:?}");
        seed.behave(|manners| manners.breaks_after = None);
        post(&client, "torrents/reannounce", &[("hashes", &id)]).await;
        let row = complete(&client, &id).await;
        let asked = seed.ranges();
        let from: usize = asked.last().unwrap().split('-').next().unwrap().parse().unwrap();
        assert!(from >= 98_304, "verified pieces are kept: {asked:?}");
        let wasted = row["total_wasted"].as_u64().unwrap();
        assert_eq!(wasted > 0, ignores_ranges, "{wasted}");
        payload.assert_at(&server.folder.path().join("save"));
        post(&client, "torrents/delete", &[("hashes", &id), ("deleteFiles", "true")]).await;
        let path = server.folder.path().join("save/one file.bin");
        eventually("the file is gone", || async { !path.exists() }).await;
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_seed_answers_is_told_and_reannounce_asks_again() {
    let (server, client) = start().await;
    let payload = Payload::single();
    let manners = Manners { status: Some(503), ..Manners::default() };
    let mut seed = Seed::start(payload.on_server("/"), manners).await;
    let id = payload.id();
    payload.add(&client, &[]).await;
    because(&client, &id, "not_in_codex", "").await;
    add_seeds(&client, &id, &[seed.site.url("/"), "ftp://127.0.0.1/".to_owned()]).await;
    because(&client, &id, "web_seed_failed", "status 503").await;
    let head = seed.site.next().await;
    assert!(head.starts_with("get /one%20file.bin "), "{head}");
    seed.behave(|manners| manners.status = Some(404));
    post(&client, "torrents/reannounce", &[("hashes", &id)]).await;
    because(&client, &id, "web_seed_failed", "status 404").await;
    seed.behave(|manners| *manners = Manners { shifts: true, ..Manners::default() });
    post(&client, "torrents/reannounce", &[("hashes", &id)]).await;
    because(&client, &id, "web_seed_failed", "another range").await;
    // Another file of the same name.
    let other = Seed::start(
        HashMap::from([("/one file.bin".to_owned(), vec![7; 300_001])]),
        Manners::default(),
    );
    let other = other.await;
    let form =
        [("hash", &*id), ("origUrl", &*seed.site.url("/")), ("newUrl", &*other.site.url("/"))];
    post(&client, "torrents/editWebSeed", &form).await;
    because(&client, &id, "web_seed_failed", "has 300001 bytes, the torrent's 300000").await;
    let form = [("hash", &*id), ("urls", &*other.site.url("/"))];
    post(&client, "torrents/removeWebSeeds", &form).await;
    because(&client, &id, "not_in_codex", "only http and https are fetched").await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_ends_a_stream_and_starting_goes_on() {
    let (server, client) = start().await;
    let payload = Payload::new(TorrentFormat::V1, &[("big.bin", 4_000_000)], |_| {});
    let mut seed = Seed::start(payload.on_server("/"), Manners::default()).await;
    let id = payload.id();
    payload.add(&client, &[("stopped", "true"), ("dlLimit", "65536")]).await;
    add_seeds(&client, &id, &[seed.site.url("/")]).await;
    post(&client, "torrents/start", &[("hashes", &id)]).await;
    until(&client, &id, |row| row["completed"].as_u64().unwrap() > 0).await;
    post(&client, "torrents/stop", &[("hashes", &id)]).await;
    let row = until(&client, &id, |row| row["state"] == "stoppedDL").await;
    assert!(row["progress"].as_f64().unwrap() < 1.0);
    seed.ranges();
    post(&client, "torrents/setDownloadLimit", &[("hashes", &id), ("limit", "0")]).await;
    post(&client, "torrents/start", &[("hashes", &id)]).await;
    complete(&client, &id).await;
    // The server takes one connection at a time: it could answer only because the first one, with
    // a minute to go, was given up.
    assert!(!seed.ranges().is_empty());
    payload.assert_at(&server.folder.path().join("save"));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bare_dataset_has_no_web_seeds() {
    let (server, client) = start().await;
    let node = server.app.codex_api_url.clone().unwrap();
    let node = Client::new(node.trim_start_matches("http://").parse().unwrap());
    let cid = node.send(Request::new("POST", "/api/storage/v1/data").body("bare")).await;
    assert_eq!(cid.status, 200);
    let cid = String::from_utf8(cid.body).unwrap();
    assert_eq!(client.post("torrents/add", &[("urls", &cid)]).await.text(), "Ok.");
    eventually("it is complete", || async {
        rows(&client, "").await.first().is_some_and(|row| row["progress"] == 1)
    })
    .await;
    let id = rows(&client, "").await[0]["hash"].as_str().unwrap().to_owned();
    let form = [("hash", &*id), ("urls", "http://example.org/")];
    let answer = client.post("torrents/addWebSeeds", &form).await;
    assert_eq!(answer.status, 409);
    let listed = client.get(&format!("torrents/webseeds?hash={id}")).await.json();
    assert_eq!(listed, json!([]));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_placement_that_the_pieces_refute_is_left() {
    let (giver, giver_client) = start().await;
    let (server, client) = start().await;
    // Other content of the same length, published elsewhere.
    let mut other = Payload::new(TorrentFormat::V1, &[("one file.bin", 300_000)], |params| {
        params.source = "other".to_owned();
    });
    other.files[0].1.reverse();
    let create = CreateParams {
        name: "one file.bin".to_owned(),
        files: vec![CreateFile { path: "one file.bin".to_owned(), length: 300_000 }],
        ..CreateParams::default()
    };
    let mut builder = TorrentBuilder::new(create).unwrap();
    builder.push(&other.files[0].1);
    other.metainfo = builder.finish().unwrap();
    let save = giver.folder.path().join("save");
    std::fs::create_dir_all(&save).unwrap();
    std::fs::write(save.join("one file.bin"), &other.files[0].1).unwrap();
    other.add(&giver_client, &[]).await;
    complete(&giver_client, &other.id()).await;
    let exported = giver_client.get(&format!("torrents/export?hash={}", other.id())).await;
    giver.stop().await;

    let mut payload = Payload::single();
    payload.metainfo.codex = Metainfo::parse(&exported.body).unwrap().codex;
    assert!(payload.metainfo.codex.is_some());
    let seed = Seed::start(payload.on_server("/"), Manners::default()).await;
    let id = payload.id();
    payload.add(&client, &[("stopped", "true")]).await;
    add_seeds(&client, &id, &[seed.site.url("/")]).await;
    post(&client, "torrents/start", &[("hashes", &id)]).await;
    let row = complete(&client, &id).await;
    assert!(row["codex_record"].as_str().unwrap().starts_with("zDv"), "{row}");
    payload.assert_at(&server.folder.path().join("save"));
    server.stop().await;
}

//! `torrents/downloadFile`: whole, in ranges, while incomplete, and never a wrong byte.

use qcodex::torrent::TorrentFormat;
use serde_json::Value;

use super::location::{SHOW, seeding};
use super::pair::{Pair, add, place, torrent_of};
use super::{MAGNET, MAGNET_ID, UNKNOWN, rows, until};
use crate::common::{Client, Request, Response, TestApp};

const PIECE: u32 = 32 * 1024;
const FILM: &str = "Film 日本/film.mkv";

async fn get(client: &Client, id: &str, file: &str, headers: &[(&str, &str)]) -> Response {
    send(client, "GET", id, file, headers).await
}

async fn send(
    client: &Client,
    method: &str,
    id: &str,
    file: &str,
    headers: &[(&str, &str)],
) -> Response {
    let query = serde_urlencoded::to_string([("hash", id), ("file", file)]).unwrap();
    let mut request = Request::new(method, &format!("/api/v2/torrents/downloadFile?{query}"));
    for (name, value) in headers {
        request = request.header(name, value);
    }
    client.send(request).await
}

async fn film() -> Pair {
    film_as(TorrentFormat::V1).await
}

async fn film_as(format: TorrentFormat) -> Pair {
    // In v1 the edges of both files lie in pieces that they share.
    let files = [("film.mkv", 1_000_000), ("g extra é.txt", 70_001), ("tiny", 5), ("zero", 0)];
    Pair::start_as(format, "Film 日本", &files, PIECE).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complete_file_is_given_whole_and_in_ranges() {
    let pair = film().await;
    let (client, id) = (&pair.giver_client, &*pair.id);
    let data = &pair.files[0].1;
    let length = data.len();
    for file in ["0", FILM] {
        let whole = get(client, id, file, &[("Accept-Encoding", "gzip")]).await;
        assert_eq!(whole.status, 200);
        assert!(whole.body == *data);
        for (name, value) in [
            ("accept-ranges", "bytes"),
            ("content-type", "application/octet-stream"),
            ("content-disposition", "attachment; filename=\"film.mkv\""),
            ("content-length", "1000000"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(whole.header(name), Some(value), "{name}");
        }
        assert_eq!((whole.header("content-encoding"), whole.header("content-range")), (None, None));
    }
    for (range, from, to) in [
        ("bytes=0-9", 0, 9),
        ("bytes=5-5", 5, 5),
        ("bytes=32760-70000", 32_760, 70_000),
        ("bytes=999000-", 999_000, length - 1),
        ("bytes=-10", length - 10, length - 1),
        ("bytes=-9999999", 0, length - 1),
        ("bytes=999999-9999999", length - 1, length - 1),
    ] {
        let part = get(client, id, "0", &[("Range", range)]).await;
        assert_eq!(part.status, 206, "{range}");
        let content_range = format!("bytes {from}-{to}/{length}");
        assert_eq!(part.header("content-range"), Some(&*content_range), "{range}");
        assert!(part.body == data[from..=to], "{range}");
    }
    for range in ["bytes=1000000-", "bytes=2000000-3000000", "bytes=-0"] {
        let beyond = get(client, id, "0", &[("Range", range)]).await;
        assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */1000000")));
    }
    for range in ["bytes=5-3", "bytes=0-1,5-6", "items=0-1", "nonsense"] {
        let whole = get(client, id, "0", &[("Range", range)]).await;
        assert_eq!((whole.status, whole.body.len()), (200, length), "{range}");
    }
    // A name that needs care, and a file without bytes.
    let extra = get(client, id, "1", &[]).await;
    assert!(extra.body == pair.files[1].1);
    let disposition = extra.header("content-disposition").unwrap();
    assert_eq!(
        disposition,
        "attachment; filename=\"g extra _.txt\"; filename*=UTF-8''g%20extra%20%C3%A9.txt"
    );
    let empty = get(client, id, "3", &[]).await;
    assert_eq!((empty.status, empty.body.len()), (200, 0));
    let none = get(client, id, "3", &[("Range", "bytes=0-")]).await;
    assert_eq!((none.status, none.header("content-range")), (416, Some("bytes */0")));
    pair.taker.stop().await;
    pair.giver.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn conditions_and_heads_are_understood_and_reads_count_for_nothing() {
    let pair = film().await;
    let (client, id) = (&pair.giver_client, &*pair.id);
    let head = send(client, "HEAD", id, "0", &[("Range", "bytes=0-9")]).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), Some("1000000"));
    let tag = head.header("etag").unwrap().to_owned();
    let range = ("Range", "bytes=0-9");
    let same = get(client, id, "0", &[range, ("If-Range", &tag)]).await;
    assert_eq!((same.status, same.body.len()), (206, 10));
    for other in ["\"x\"", "Wed, 21 Oct 2026 07:28:00 GMT", &format!("W/{tag}")] {
        let whole = get(client, id, "0", &[range, ("If-Range", other)]).await;
        assert_eq!((whole.status, whole.body.len()), (200, 1_000_000), "{other}");
    }
    let unchanged = get(client, id, "0", &[("If-None-Match", &tag)]).await;
    assert_eq!((unchanged.status, unchanged.body.len()), (304, 0));
    let other = get(client, id, "1", &[("If-None-Match", &tag)]).await;
    assert_eq!(other.status, 200);
    // What others read counts within a second; this never does.
    let dataset = &client.get(&format!("torrents/files?hash={id}")).await.json()[1];
    let cid = dataset["codex_cid"].as_str().unwrap();
    let node = pair.giver.app.codex_api_url.clone().unwrap();
    let node = Client::new(node.trim_start_matches("http://").parse().unwrap());
    node.send(Request::new("GET", &format!("/api/storage/v1/data/{cid}"))).await;
    let row = until(client, id, |row| row["uploaded"] != 0).await;
    assert_eq!((&row["uploaded"], &row["downloaded"]), (&Value::from(70_001), &Value::from(0)));
    pair.taker.stop().await;
    pair.giver.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_have_qbittorrents_texts() {
    let (server, client, _) = seeding(&[]).await;
    client.post("torrents/add", &[("urls", MAGNET), ("stopped", "true")]).await;
    for (id, file, status, text) in [
        (UNKNOWN, "0", 404, "Torrent not found"),
        ("xyz", "0", 404, "Torrent not found"),
        ("", "0", 404, "Torrent not found"),
        (SHOW, "99", 409, "File index 99 is out of bounds"),
        (SHOW, "-1", 409, "\"-1\" is not a valid file index"),
        (SHOW, "", 409, "\"\" is not a valid file path"),
        (SHOW, "nope.bin", 409, "\"nope.bin\" is not a valid file path"),
        (SHOW, "../x.nfo", 409, "\"../x.nfo\" is not a valid file path"),
        (MAGNET_ID, "0", 409, "File index 0 is out of bounds"),
        (MAGNET_ID, "x", 409, "\"x\" is not a valid file path"),
    ] {
        let answer = get(&client, id, file, &[]).await;
        assert_eq!((answer.status, &*answer.text()), (status, text), "{id} {file}");
    }
    let stranger = get(&server.stranger(), SHOW, "0", &[]).await;
    assert_eq!((stranger.status, &*stranger.text()), (403, "Forbidden"));
    let bare = client.get("torrents/downloadFile").await;
    assert_eq!(bare.status, 400);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_comes_proven_from_codex() {
    for format in [TorrentFormat::V1, TorrentFormat::V2, TorrentFormat::Hybrid] {
        comes_from_codex(film_as(format).await).await;
    }
}

async fn comes_from_codex(pair: Pair) {
    pair.take(&[("stopped", "true")]).await;
    let (client, id) = (&pair.taker_client, &*pair.id);
    until(client, id, |row| row["state"] == "stoppedDL").await;
    for (path, data) in &pair.files {
        let whole = get(client, id, path, &[]).await;
        assert_eq!(whole.status, 200, "{path}");
        assert!(whole.body == *data, "{path}");
    }
    let part = get(client, id, FILM, &[("Range", "bytes=500000-799999")]).await;
    assert!(part.status == 206 && part.body == pair.files[0].1[500_000..800_000]);
    let row = rows(client, "").await.pop().unwrap();
    assert_eq!((&row["downloaded"], &row["completed"]), (&Value::from(0), &Value::from(0)));
    // Nothing of it was written down.
    assert!(!pair.taker.folder.path().join("save").join(FILM).exists());
    assert!(!pair.taker.folder.path().join("save").join(format!("{FILM}.!qB")).exists());
    // The giver is gone: a clear refusal instead of holes.
    pair.giver.stop().await;
    let answer = get(client, id, FILM, &[]).await;
    assert_eq!((answer.status, &*answer.text()), (409, "File not fully downloaded"));
    pair.taker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn verified_pieces_are_given_while_the_rest_is_missing() {
    let pair = Pair::start("one.bin", &[("one.bin", 2_000_000)], PIECE).await;
    pair.take(&[("dlLimit", "65536")]).await;
    let (client, id) = (&pair.taker_client, &*pair.id);
    let first = || async {
        let states = client.get(&format!("torrents/pieceStates?hash={id}")).await.json();
        states[0] == 2 && states[1] == 2
    };
    crate::common::eventually("two pieces", first).await;
    client.post("torrents/stop", &[("hashes", id)]).await;
    let row = until(client, id, |row| row["state"] == "stoppedDL").await;
    assert!(row["progress"].as_f64().unwrap() < 1.0);
    // Half from disk, half from the source, in one body.
    let whole = get(client, id, "0", &[]).await;
    assert!(whole.status == 200 && whole.body == pair.files[0].1);
    pair.giver.stop().await;
    let here = get(client, id, "0", &[("Range", "bytes=10-65535")]).await;
    assert_eq!(here.status, 206);
    assert!(here.body == pair.files[0].1[10..65_536]);
    for range in ["bytes=1900000-1999999", "bytes=0-"] {
        let missing = get(client, id, "0", &[("Range", range)]).await;
        assert_eq!(missing.status, 409, "{range}: {} bytes", missing.body.len());
        assert_eq!((missing.status, &*missing.text()), (409, "File not fully downloaded"));
    }
    pair.taker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_placement_that_lies_gives_nothing() {
    let pair = Pair::start("true.bin", &[("true.bin", 300_000)], PIECE).await;
    let honest = qcodex::torrent::Metainfo::parse(&pair.torrent).unwrap();
    let (mut other, _) = torrent_of("other.bin", &[("other.bin", 300_000)], PIECE, 77);
    other.codex = honest.codex;
    let id = other.id().to_string();
    add(&pair.taker_client, &other.to_torrent_bytes(), &[("stopped", "true")]).await;
    until(&pair.taker_client, &id, |row| row["state"] == "stoppedDL").await;
    let answer = get(&pair.taker_client, &id, "0", &[]).await;
    assert_eq!((answer.status, &*answer.text()), (409, "File not fully downloaded"));
    pair.taker.stop().await;
    pair.giver.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_changed_is_cut_off_or_refused() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let (metainfo, files) = torrent_of("big.bin", &[("big.bin", 40_000_000)], 256 * 1024, 5);
    place(&server, &files);
    let id = metainfo.id().to_string();
    add(&client, &metainfo.to_torrent_bytes(), &[]).await;
    until(&client, &id, |row| row["codex_publish"] == "published").await;
    let path = server.folder.path().join("save/big.bin");
    let status = server.app.session.torrent(id.parse().unwrap()).unwrap();
    // Cut short while it is read: more is in flight than the reader has taken.
    let mut stream = server.app.session.read_file(status, 0, 0..40_000_000).await.unwrap();
    let mut taken = stream.next().await.unwrap().unwrap().to_vec();
    std::fs::File::options().write(true).open(&path).unwrap().set_len(1_000_000).unwrap();
    let error = loop {
        match stream.next().await {
            Ok(Some(bytes)) => taken.extend_from_slice(&bytes),
            Ok(None) => panic!("{} bytes of a file of 1,000,000", taken.len()),
            Err(error) => break error,
        }
    };
    assert_eq!(error, qcodex::session::ReadError::Changed);
    assert!(files[0].1.starts_with(&taken));
    // Over HTTP: the same length, another byte.
    let mut other = files[0].1.clone();
    other[5_000_000] ^= 1;
    std::fs::write(&path, &other).unwrap();
    let before = get(&client, &id, "0", &[("Range", "bytes=0-99")]).await;
    assert!(before.status == 206 && before.body == files[0].1[..100]);
    let wrong = get(&client, &id, "0", &[("Range", "bytes=5000000-5000009")]).await;
    assert_eq!(wrong.status, 409, "{}", wrong.text());
    let cut = get(&client, &id, "0", &[]).await;
    assert!(cut.status == 200 && cut.body.len() <= 5_000_000, "{}", cut.body.len());
    assert!(files[0].1.starts_with(&cut.body));
    std::fs::remove_file(&path).unwrap();
    let gone = get(&client, &id, "0", &[]).await;
    assert_eq!(gone.status, 409, "{}", gone.text());
    server.stop().await;
}

//! The BitTorrent branch: nodes that know a plain torrent by its info hash.

use data_encoding::BASE32;
use qcodex::torrent::{Metainfo, TorrentFormat};

use crate::common::Request;
use crate::payload::Payload;
use crate::simulator::{Build, Fault, Simulator};
use crate::world::{Server, brief, until};

const PIECE: u64 = 256 * 1024;
const LENGTH: u64 = 3 * PIECE + 12_345;

/// The same file and torrent wherever it is asked for.
fn payload() -> Payload {
    Payload::new("plain.bin", TorrentFormat::V1, &[("plain.bin", LENGTH)])
}

/// A torrent as the branch makes it: of one file, in pieces of 256 KiB, without other keys.
fn torrent(payload: &Payload) -> (Vec<u8>, [u8; 20], Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    payload.place(folder.path());
    let bytes = std::fs::read(payload.path(folder.path(), 0)).unwrap();
    let size = usize::try_from(PIECE).unwrap();
    let sha1 = |bytes: &[u8]| <[u8; 20]>::from(<sha1::Sha1 as sha1::Digest>::digest(bytes));
    let pieces: Vec<u8> = bytes.chunks(size).flat_map(sha1).collect();
    let mut info = format!(
        "d6:lengthi{LENGTH}e4:name9:plain.bin12:piece lengthi{PIECE}e6:pieces{}:",
        pieces.len()
    )
    .into_bytes();
    info.extend(pieces);
    info.push(b'e');
    let hash = sha1(&info);
    (bytes, hash, [b"d4:info".as_slice(), &info, b"e"].concat())
}

/// The same with one key more.
fn with_source(torrent: &[u8]) -> Vec<u8> {
    let info = torrent.strip_suffix(b"ee").unwrap();
    [info, b"6:source1:xee"].concat()
}

fn hex(hash: [u8; 20]) -> String {
    data_encoding::HEXLOWER.encode(&hash)
}

/// Puts the torrent into a node as any client of it would.
async fn put(node: &Simulator, bytes: &[u8], hash: [u8; 20]) {
    let request = Request::new("POST", "/api/codex/v1/torrent")
        .header("Content-Type", "application/octet-stream")
        .header("Content-Disposition", "attachment; filename=\"plain.bin\"")
        .body(bytes.to_vec());
    let answer = crate::common::http::Client::new(node.address()).send(request).await;
    assert_eq!(answer.text().to_lowercase(), format!("1114{}", hex(hash)));
}

/// Two nodes that know each other, the first with the torrent.
async fn network() -> ([Simulator; 2], Vec<u8>, [u8; 20], Vec<u8>) {
    let nodes = [(); 2].map(|()| Simulator::start(Build::Bt));
    nodes[0].connect(&nodes[1]);
    let (bytes, hash, torrent) = torrent(&payload());
    put(&nodes[0], &bytes, hash).await;
    (nodes, bytes, hash, torrent)
}

async fn fetched(server: &Server, hash: [u8; 20], bytes: &[u8]) {
    server.published(&hex(hash)).await;
    assert!(std::fs::read(server.save_path().join("plain.bin")).unwrap() == bytes, "other bytes");
}

/// The stream of a torrent whose manifest has not come kills nodes.
fn assert_no_stream_of_a_torrent(node: &Simulator) {
    let stream = |request: &&String| request.contains("/torrent/") && request.contains("/stream");
    assert_eq!(node.requests().iter().find(stream), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_magnet_is_resolved_and_fetched() {
    let (nodes, bytes, hash, _) = network().await;
    for text in [hex(hash), BASE32.encode(&hash)] {
        let server = Server::on(&nodes[1]).await;
        server.add_link(&format!("magnet:?xt=urn:btih:{text}")).await;
        fetched(&server, hash, &bytes).await;
        let row = server.row(&hex(hash)).await.unwrap();
        assert_eq!((row["name"].as_str(), row["size"].as_u64()), (Some("plain.bin"), Some(LENGTH)));
        assert_no_stream_of_a_torrent(&nodes[1]);
        server.app.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_torrent_file_is_fetched() {
    let (nodes, bytes, hash, torrent) = network().await;
    let server = Server::on(&nodes[1]).await;
    server.add_torrent(&torrent).await;
    fetched(&server, hash, &bytes).await;
    assert_no_stream_of_a_torrent(&nodes[1]);
    server.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_bytes_are_thrown_away_and_told() {
    let (nodes, bytes, hash, torrent) = network().await;
    nodes[1].fault_on("GET /api/codex/v1/data", Fault::WrongByte(PIECE + 7));
    let server = Server::on(&nodes[1]).await;
    server.add_torrent(&torrent).await;
    server
        .wait(&hex(hash), "the lie to be told", |row| {
            row["codex_reason"]["code"] == "corrupt_source"
        })
        .await;
    assert_ne!(server.row(&hex(hash)).await.unwrap()["progress"], 1);
    nodes[1].heal();
    let server = server.restart().await;
    fetched(&server, hash, &bytes).await;
    server.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_has_waits_with_a_reason() {
    let node = Simulator::start(Build::Bt);
    let server = Server::on(&node).await;
    let hash = [7; 20];
    server.add_link(&format!("magnet:?xt=urn:btih:{}", hex(hash))).await;
    let asked = format!("GET /api/codex/v1/torrent/{}/network/manifest", hex(hash));
    until("the node to be asked", async || node.requests().contains(&asked)).await;
    let row = server.row(&hex(hash)).await.unwrap();
    assert_eq!(row["state"], "metaDL", "{}", brief(&row));
    assert_no_stream_of_a_torrent(&node);
    server.app.stop().await;
}

/// What a torrent is can be seen before anything is added.
#[tokio::test(flavor = "multi_thread")]
async fn the_metadata_of_a_plain_magnet_is_shown() {
    let (nodes, _, hash, _) = network().await;
    let server = Server::on(&nodes[1]).await;
    let source = format!("magnet:?xt=urn:btih:{}", hex(hash));
    let fetch = async || server.client.post("torrents/fetchMetadata", &[("source", &source)]).await;
    until("its metadata", async || fetch().await.status == 200).await;
    let info = &fetch().await.json()["info"];
    assert_eq!((&info["name"], &info["length"]), (&"plain.bin".into(), &LENGTH.into()));
    assert_eq!(server.list().await.len(), 0);
    assert_no_stream_of_a_torrent(&nodes[1]);
    server.app.stop().await;
}

/// Of a torrent with one key more the node says what it knows of the one without: that is another
/// torrent, by its link and by its `.torrent`.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_node_says_of_another_torrent_is_refused() {
    let (nodes, _, hash, plain) = network().await;
    let more = with_source(&plain);
    let id = Metainfo::parse(&more).unwrap().id().to_string();
    let other = data_encoding::HEXLOWER.decode(id.as_bytes()).unwrap().try_into().unwrap();
    nodes[0].claims(other, hash);
    let server = Server::on(&nodes[1]).await;
    server.add_link(&format!("magnet:?xt=urn:btih:{id}")).await;
    let text = server.reason(&id, "corrupt_source").await;
    assert!(text.contains("is not the one that was asked for"), "{text}");
    assert_eq!(server.row(&id).await.unwrap()["has_metadata"], false);
    server.delete(&id).await;
    server.add_torrent(&more).await;
    let known = |row: &serde_json::Value| {
        row["has_metadata"] == true && row["codex_reason"]["code"] == "corrupt_source"
    };
    let row = server.wait(&id, "the refusal", known).await;
    assert_eq!((&row["progress"], &row["state"]), (&0.into(), &"stalledDL".into()));
    let content =
        |request: &&String| request.contains("/data/z") && request.contains("/network/stream");
    assert_eq!(nodes[1].requests().iter().find(content), None);
    server.app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fetch_goes_on_where_it_was() {
    let (nodes, bytes, hash, _) = network().await;
    nodes[1].fault_on("GET /api/codex/v1/data", Fault::Slow(256 * 1024));
    let server = Server::on(&nodes[1]).await;
    server.add_link(&format!("magnet:?xt=urn:btih:{}", hex(hash))).await;
    let half = |row: &serde_json::Value| row["progress"].as_f64() > Some(0.5);
    let before = server.wait(&hex(hash), "half of it", half).await["progress"].as_f64();
    let server = server.restart().await;
    let fetches = |row: &serde_json::Value| row["state"] == "downloading";
    let row = server.wait(&hex(hash), "it to go on", fetches).await;
    assert!(row["progress"].as_f64() >= before, "{}", brief(&row));
    nodes[1].heal();
    fetched(&server, hash, &bytes).await;
    server.app.stop().await;
}

/// What is created here in such pieces is found by its plain magnet; taken out, nothing is left.
#[tokio::test(flavor = "multi_thread")]
async fn a_torrent_that_the_node_can_make_is_seeded_through_it() {
    let nodes = [(); 2].map(|()| Simulator::start(Build::Bt));
    nodes[0].connect(&nodes[1]);
    let (bytes, hash, torrent) = torrent(&payload());
    let a = Server::on(&nodes[0]).await;
    std::fs::create_dir_all(a.save_path()).unwrap();
    std::fs::write(a.save_path().join("plain.bin"), &bytes).unwrap();
    a.add_torrent(&torrent).await;
    a.published(&hex(hash)).await;
    // The file, the same as a torrent, and the record.
    assert_eq!(nodes[0].holdings().0.len(), 3);

    let b = Server::on(&nodes[1]).await;
    b.add_link(&format!("magnet:?xt=urn:btih:{}", hex(hash))).await;
    fetched(&b, hash, &bytes).await;
    b.app.stop().await;

    a.delete(&hex(hash)).await;
    until("all to be taken out", async || nodes[0].holdings().0.is_empty()).await;
    a.app.stop().await;
}

/// Pieces of another size, or a key too many: the node would make another torrent of it.
#[tokio::test(flavor = "multi_thread")]
async fn other_torrents_are_not_tried() {
    let node = Simulator::start(Build::Bt);
    let server = Server::on(&node).await;
    let (bytes, _, plain) = torrent(&payload());
    let with_source = with_source(&plain);
    std::fs::create_dir_all(server.save_path()).unwrap();
    std::fs::write(server.save_path().join("plain.bin"), &bytes).unwrap();
    server.add_torrent(&with_source).await;
    let other = Payload::new("other", TorrentFormat::V1, &[("other", 100_000)]);
    other.place(&server.save_path());
    server.add_torrent(&other.torrent()).await;
    server.published(&Metainfo::parse(&with_source).unwrap().id().to_string()).await;
    server.published(&other.id()).await;
    assert!(
        !node.requests().iter().any(|request| request.starts_with("POST /api/codex/v1/torrent"))
    );
    server.app.stop().await;
}

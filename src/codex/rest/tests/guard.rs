//! Detection, uploads, torrents, purchases and TLS: what is refused, and with which words.

use bytes::Bytes;

use super::{
    Act, HELLO, NOWHERE, PREFIX, STORAGE, Script, generation_a, generation_c, hello_c, ok, read,
    recorded, status,
};
use crate::clock::Clock;
use crate::codex::rest::{RestError, RestOptions, start};
use crate::codex::{
    Cid, CodexError, DatasetLabel, Generation, NodeState, PurchaseTerms, Purpose, Scope, UploadBody,
};
use crate::tasks::Tasks;
use tokio::runtime::Handle;

fn hello() -> Cid {
    HELLO.parse().unwrap()
}

fn body() -> UploadBody {
    UploadBody::Bytes(Bytes::from_static(b"hello world"))
}

fn label() -> DatasetLabel {
    DatasetLabel { filename: Some("raw.txt".to_owned()), mimetype: Some("text/plain".to_owned()) }
}

async fn reason(script: &Script) -> String {
    let node = script.run().await;
    let mut watch = node.codex.watch();
    let status = watch.wait_for(|status| status.state != NodeState::Starting).await.unwrap();
    let NodeState::Away { reason } = status.state.clone() else { panic!("{status:?}") };
    reason
}

#[tokio::test]
async fn a_node_that_is_too_old_is_refused() {
    // By its routes.
    let script = generation_a();
    script.on(&format!("GET {PREFIX}/data/notacid/network/stream"), status("404 Not Found", ""));
    let text = reason(&script).await;
    assert!(text.contains("older than v0.1.9") && text.contains("update it"), "{text}");
    // By its version.
    let script = generation_a();
    script.json(&format!("GET {PREFIX}/debug/info"), "{\"codex\":{\"version\":\"v0.1.8\"}}");
    let text = reason(&script).await;
    assert!(text.contains("(v0.1.8) is older than v0.1.9"), "{text}");
}

#[tokio::test]
async fn an_info_that_is_none_is_no_node() {
    for info in ["<html>", "[1]", "{\"codex\":7}"] {
        let script = generation_a();
        script.json(&format!("GET {PREFIX}/debug/info"), info);
        assert!(reason(&script).await.contains("is no Codex node"), "{info}");
    }
}

#[tokio::test]
async fn another_node_behind_the_same_address_is_noticed_at_once() {
    let script = generation_a();
    let node = script.run().await;
    node.codex.manifest(hello(), Scope::Network).await.unwrap();
    assert_eq!(node.codex.capabilities().generation, Generation::A);
    // No connection fails; the same address now has the routes of generation C.
    *script.acts.lock().unwrap() = generation_c(false).acts.lock().unwrap().clone();
    let mut watch = node.codex.watch();
    let odd = node.codex.list().await;
    assert!(matches!(odd, Err(CodexError::Away(_))), "{odd:?}");
    let turned = |status: &crate::codex::NodeStatus| {
        status.state == NodeState::Online && status.capabilities.generation == Generation::C
    };
    watch.wait_for(turned).await.unwrap();
    assert_eq!(node.codex.manifest(hello_c(), Scope::Network).await.unwrap().dataset_size, 11);
}

#[tokio::test]
async fn an_upload_that_cannot_fit_is_not_sent() {
    let script = generation_a();
    // A block and its manifest are needed, 65,600 bytes are free.
    let space = "{\"totalBlocks\":1,\"quotaMaxBytes\":100000,\"quotaUsedBytes\":34000,\
                 \"quotaReservedBytes\":400}";
    script.json(&format!("GET {PREFIX}/space"), space);
    script.on(&format!("GET {PREFIX}/data/{HELLO}"), recorded("unknown-local"));
    let node = script.run().await;
    let refused = node.codex.upload(body(), label()).await;
    let Err(CodexError::Quota { needed, free: 65_600 }) = refused else { panic!("{refused:?}") };
    assert!((65_600..66_000).contains(&needed), "{needed}");
    assert_eq!(script.count("POST"), 0);
    // What the node has already takes no room.
    script.on(&format!("GET {PREFIX}/data/{HELLO}"), recorded("local"));
    assert!(!node.codex.upload(body(), label()).await.unwrap().new);
}

#[tokio::test]
async fn an_upload_must_come_out_as_expected() {
    let script = generation_a();
    let node = script.run().await;
    let expected = node.codex.upload_expecting(body(), label(), hello()).await.unwrap();
    assert_eq!(expected.cid, hello());
    let other = node.codex.upload_expecting(body(), label(), NOWHERE.parse().unwrap()).await;
    assert!(
        matches!(&other, Err(CodexError::Corrupt(text)) if text.contains(NOWHERE)),
        "{other:?}"
    );
    // The same dataset in another layout is no corruption; the node is looked at anew.
    let layout = node.codex.upload_expecting(body(), label(), hello_c()).await.unwrap();
    assert_eq!((layout.cid, layout.new), (hello(), false));
}

#[tokio::test]
async fn a_broken_upload_says_what_it_leaves() {
    let script = generation_a();
    script.on(&format!("GET {PREFIX}/data/{HELLO}"), recorded("unknown-local"));
    let path = format!("POST {PREFIX}/data");
    script.next(&path, vec![Act::Say(Vec::new())]);
    let node = script.run().await;
    let broken = node.codex.upload(body(), label()).await;
    let Err(CodexError::Away(text)) = broken else { panic!("{broken:?}") };
    assert!(text.contains("stay in it until their time is over"), "{text}");
    // Those bytes are not counted a second time.
    let space = "{\"quotaMaxBytes\":100000,\"quotaUsedBytes\":34330}";
    script.json(&format!("GET {PREFIX}/space"), space);
    let refused = node.codex.upload(body(), DatasetLabel::placement()).await;
    assert!(matches!(refused, Err(CodexError::Quota { .. })), "{refused:?}");
    let again = node.codex.upload(body(), label()).await;
    assert_eq!(again.map(|stored| stored.cid), Ok(hello()));
}

#[tokio::test]
async fn a_node_that_dies_of_a_closed_stream_is_asked_for_its_list() {
    let script = generation_a();
    script.json(&format!("GET {PREFIX}/debug/info"), "{\"codex\":{\"version\":\"v0.2.0\"}}");
    let node = script.run().await;
    assert_eq!(node.codex.exists(hello()).await, Ok(true));
    assert_eq!(node.codex.exists(NOWHERE.parse().unwrap()).await, Ok(false));
    assert_eq!(script.count(&format!("GET {PREFIX}/data/zDv")), 1, "only `exists` was tried");
}

/// A stream that never stops and never gets anywhere is given up too.
#[tokio::test]
async fn all_waiting_together_has_an_end() {
    let script = generation_a();
    let part = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello".to_vec();
    script.on(&format!("GET {PREFIX}/data/{HELLO}/network/stream"), Act::Hang(part));
    let node = script
        .run_with(|options| options.deadlines.total = std::time::Duration::from_millis(50))
        .await;
    let stream = node.codex.fetch(hello(), None, Scope::Network, Purpose::Own).await.unwrap();
    assert_eq!(read(stream).await, Err(CodexError::Timeout("sending a dataset")));
}

/// A node behind TLS whose certificate only the given file vouches for.
#[tokio::test]
async fn an_own_authority_vouches_for_a_node() {
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    rustls::crypto::ring::default_provider().install_default().ok();
    let config = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.pem");
    std::fs::write(&path, made.cert.pem()).unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let config = std::sync::Arc::new(config);
    // Answers everything like a proxy whose node is gone, on blocking threads.
    std::thread::spawn(move || {
        while let Ok((mut socket, _)) = listener.accept() {
            let mut session =
                rustls::ServerConnection::new(std::sync::Arc::clone(&config)).unwrap();
            let mut stream = rustls::Stream::new(&mut session, &mut socket);
            let mut buffer = [0; 4096];
            if std::io::Read::read(&mut stream, &mut buffer).is_ok() {
                let answer = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\nlost";
                std::io::Write::write_all(&mut stream, answer).ok();
            }
        }
    });
    let tasks = Tasks::new(Handle::current());
    for (ca, trusted) in [(Some(path), true), (None, false)] {
        let options = RestOptions { ca, ..RestOptions::new(&format!("https://{address}")) };
        let codex = start(&options, Clock::system(), &tasks).unwrap();
        let mut watch = codex.watch();
        let state = watch.wait_for(|status| status.state != NodeState::Starting).await.unwrap();
        let NodeState::Away { reason } = state.state.clone() else { panic!("{state:?}") };
        assert_eq!(reason == "lost", trusted, "{reason}");
    }
}

#[tokio::test]
async fn refusals_of_uploads_are_told_apart() {
    let script = generation_a();
    let node = script.run().await;
    let path = format!("POST {PREFIX}/data");
    for (code, text) in [
        ("500 Internal Server Error", "Empty leaves"),
        ("422 Unprocessable Entity", "The filename is not valid."),
    ] {
        script.on(&path, status(code, text));
        let refused = node.codex.upload(body(), label()).await;
        assert_eq!(refused, Err(CodexError::Refused(text.to_owned())));
    }
}

#[tokio::test]
async fn the_newest_nodes_are_told_to_advertise() {
    let script = generation_c(true);
    script.json(&format!("POST {STORAGE}/data?advertise=true"), &hello_c().to_string());
    let node = script.run().await;
    let stored = node.codex.upload(body(), label()).await.unwrap();
    assert_eq!((stored.cid, stored.new), (hello_c(), true));
}

const TORRENT: [u8; 20] = [
    0xff, 0x1e, 0x66, 0xc4, 0xad, 0xb6, 0xb2, 0x3a, 0x5d, 0xe7, 0x6b, 0x70, 0x2b, 0xfe, 0x5d, 0x66,
    0x25, 0x5c, 0xc7, 0xcf,
];

fn branch() -> Script {
    let script = generation_a();
    let bad = format!("GET {PREFIX}/torrent/00/network/manifest");
    script.on(&bad, recorded("bt-bad-infohash"));
    script
}

#[tokio::test]
async fn a_torrent_is_resolved_and_made() {
    let script = branch();
    let hash = data_encoding::HEXLOWER.encode(&TORRENT);
    let ask = format!("GET {PREFIX}/torrent/{hash}/network/manifest");
    script.on(&ask, recorded("bt-torrent-manifest"));
    script.on(&format!("POST {PREFIX}/torrent"), recorded("bt-torrent"));
    let node = script.run().await;
    let found = node.codex.torrent_manifest(TORRENT).await.unwrap();
    assert_eq!((found.info.length, found.info.pieces.len()), (19, 1));
    assert_eq!(found.info.name.as_deref(), Some("raw.txt"));
    let content = UploadBody::Bytes(Bytes::from_static(b"hello torrent world"));
    let made = node.codex.torrent_upload(content, Some("raw.txt".to_owned())).await;
    assert_eq!(made, Ok(TORRENT));
    let sent = script.last("POST");
    assert!(sent.contains("\r\ncontent-type: application/octet-stream\r\n"), "{sent}");
    assert!(sent.contains("\r\ncontent-disposition: attachment; filename=\"raw.txt\"\r\n"));
    // Another torrent's answer is not taken for it, and its stream is never asked for.
    let other = format!("GET {PREFIX}/torrent/{}/network/manifest", "00".repeat(20));
    script.on(&other, recorded("bt-torrent-manifest"));
    let wrong = node.codex.torrent_manifest([0; 20]).await;
    assert!(matches!(wrong, Err(CodexError::Corrupt(_))), "{wrong:?}");
    let seen = script.seen.lock().unwrap();
    assert!(seen.iter().all(|text| !text.starts_with("GET")
        || !text.contains("/torrent/")
        || text.contains("/network/manifest")));
}

#[tokio::test]
async fn a_torrent_that_nobody_has_ends_with_a_timeout() {
    let script = branch();
    let ask = format!("GET {PREFIX}/torrent/{}/network/manifest", "00".repeat(20));
    script.on(&ask, Act::Hang(Vec::new()));
    let node = script.run().await;
    let (found, ()) = futures_util::future::join(node.codex.torrent_manifest([0; 20]), async {
        script.hanging.notified().await;
        tokio::time::pause();
    })
    .await;
    assert_eq!(found, Err(CodexError::Timeout("looking for a torrent")));
}

#[tokio::test]
async fn only_the_branch_knows_torrents_and_its_quota_is_told() {
    let node = generation_a().run().await;
    let found = node.codex.torrent_manifest(TORRENT).await;
    assert_eq!(found, Err(CodexError::Unsupported("resolve info hashes")));
    let script = branch();
    script.on(&format!("POST {PREFIX}/torrent"), recorded("bt-quota"));
    let node = script.run().await;
    let refused = node.codex.torrent_upload(body(), None).await;
    // There was room, so it is not the quota.
    let sentence = "Unable to store BitTorrent data".to_owned();
    assert_eq!(refused, Err(CodexError::Refused(sentence)));
}

#[tokio::test]
async fn storage_is_bought_where_there_is_a_market() {
    let terms = PurchaseTerms {
        duration: 3600,
        proof_probability: 3,
        price_per_byte_per_second: 1_000_000_000_000_000_000_000,
        collateral_per_byte: 2,
        expiry: 600,
        nodes: 3,
        tolerance: 1,
    };
    let node = generation_a().run().await;
    let none = node.codex.purchase(hello(), terms.clone()).await;
    assert_eq!(none, Err(CodexError::Unsupported("buy storage")));
    assert!(!node.codex.capabilities().marketplace);

    let script = generation_a();
    script.json(&format!("GET {PREFIX}/storage/purchases"), "[\"0xABcd\",\"../x\",\"ef\"]");
    let order = format!("POST {PREFIX}/storage/request/{HELLO}");
    script.next(&order, vec![status("400 Bad Request", "expected a text"), ok("0xAbCd")]);
    let details = format!(
        "{{\"requestId\":\"0xabcd\",\"state\":\"started\",\"error\":null,\"request\":{{\
         \"client\":\"0x1\",\"ask\":{{\"slots\":3,\"slotSize\":\"65536\",\"duration\":\"3600\",\
         \"proofProbability\":\"3\",\"pricePerBytePerSecond\":\"1000000000000000000000\",\
         \"collateralPerByte\":\"2\",\"maxSlotLoss\":1}},\"content\":{{\"cid\":\"{HELLO}\",\
         \"merkleRoot\":[1]}},\"expiry\":600,\"nonce\":\"0x0\"}}}}"
    );
    script.json(&format!("GET {PREFIX}/storage/purchases/abcd"), &details);
    let node = script.run().await;
    assert_eq!(node.codex.purchase(hello(), terms.clone()).await, Ok("abcd".to_owned()));
    let sent = script.last("POST");
    assert!(sent.contains("\"duration\":\"3600\""), "{sent}");
    assert!(sent.contains("\"priceperbytepersecond\":\"1000000000000000000000\""), "{sent}");
    assert_eq!(script.count(&order), 2);
    let found = node.codex.purchases().await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].id.as_str(), found[0].state.as_str()), ("abcd", "started"));
    assert_eq!((found[0].cid, &found[0].terms), (Some(hello()), &Some(terms.clone())));
    // Money is not spent twice: other refusals are final.
    let sentence = "Tolerance needs to be bigger then zero";
    script.on(&order, status("422 Unprocessable Entity", sentence));
    let refused = node.codex.purchase(hello(), terms).await;
    assert_eq!(refused, Err(CodexError::Refused(sentence.to_owned())));
    assert_eq!(script.count(&order), 3);
}

#[tokio::test]
async fn a_file_of_authorities_is_read_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.pem");
    let tasks = Tasks::new(Handle::current());
    let options = |path| RestOptions { ca: Some(path), ..RestOptions::new("https://127.0.0.1:1") };
    let begin = |path| start(&options(path), Clock::system(), &tasks).err();
    let missing = begin(path.clone());
    assert!(matches!(&missing, Some(RestError::Authority { .. })), "{missing:?}");
    for text in ["", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        std::fs::write(&path, text).unwrap();
        let broken = begin(path.clone());
        let Some(RestError::Authority { path: named, .. }) = broken else { panic!("{broken:?}") };
        assert_eq!(named, path);
    }
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    std::fs::write(&path, made.cert.pem()).unwrap();
    assert_eq!(begin(path), None);
}

#[tokio::test]
async fn credentials_are_sent_and_never_shown() {
    let script = generation_a();
    let node = script.run_with(|options| {
        options.url = options.url.replace("http://", "http://user:geheim@");
        assert!(!format!("{options:?}").contains("geheim"));
    });
    let node = node.await;
    node.codex.space().await.unwrap();
    let value = data_encoding::BASE64.encode(b"user:geheim").to_ascii_lowercase();
    assert!(script.last("GET").contains(&format!("authorization: basic {value}")));
    assert!(!format!("{:?}{}", node.codex, node.codex.name()).contains("geheim"));
}

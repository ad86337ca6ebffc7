//! Our own client for nodes against this API.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{Semaphore, mpsc};

use super::{Running, listen, run, run_with, sample};
use crate::clock::Clock;
use crate::codex::rest::{RestOptions, start};
use crate::codex::{
    Cid, Codec, Codex, CodexError, DatasetLabel, FetchStream, Generation, NodeKind, NodeState,
    Purpose, Scope, UploadBody,
};
use crate::node_api::NodeApiOptions;

fn connect(server: &Running) -> Codex {
    connect_to(server, &format!("http://{}", server.address))
}

fn connect_to(server: &Running, url: &str) -> Codex {
    start(&RestOptions::new(url), Clock::system(), &server.tasks).unwrap()
}

async fn read(mut stream: FetchStream) -> Result<Vec<u8>, CodexError> {
    let mut all = Vec::new();
    while let Some(chunk) = stream.chunks.recv().await {
        all.extend_from_slice(&chunk?);
    }
    Ok(all)
}

#[actix_web::test]
async fn everything_goes_there_and_back() {
    let server = run();
    let node = connect(&server);
    let bytes = sample(300_001);
    let label = DatasetLabel {
        filename: Some("漢字 x.bin".to_owned()),
        mimetype: Some("application/octet-stream".to_owned()),
    };
    let body = UploadBody::Bytes(Bytes::from(bytes.clone()));
    let stored = node.upload(body, label.clone()).await.unwrap();
    assert!(stored.new && server.codex.exists(stored.cid).await.unwrap());
    assert_eq!(stored.manifest.filename, label.filename);
    assert_eq!(stored.manifest.mimetype, label.mimetype);
    let body = UploadBody::Bytes(Bytes::from(bytes.clone()));
    assert!(!node.upload(body, label).await.unwrap().new, "it was there before");

    let abilities = node.capabilities();
    assert_eq!(abilities.kind, NodeKind::Rest);
    assert!(abilities.is_qcodex && abilities.ranged_reads && abilities.exists);
    assert!(!abilities.torrent_extension && !abilities.leaf_hashes);
    assert_eq!(abilities.generation, Generation::C);

    let cid = stored.cid;
    for scope in [Scope::Local, Scope::Network] {
        assert_eq!(node.manifest(cid, scope).await.unwrap(), stored.manifest);
        let whole = node.fetch(cid, None, scope, Purpose::Own).await.unwrap();
        assert!(!whole.verified);
        assert_eq!(read(whole).await.unwrap(), bytes);
        let part = node.fetch(cid, Some(65_000..131_100), scope, Purpose::Own).await.unwrap();
        assert_eq!(part.range, 65_000..131_100);
        assert_eq!(read(part).await.unwrap(), bytes[65_000..131_100]);
        // The end is cut to what there is.
        let tail = node.fetch(cid, Some(300_000..999_999), scope, Purpose::Own).await.unwrap();
        assert_eq!(read(tail).await.unwrap(), bytes[300_000..]);
    }
    assert_eq!(node.list().await.unwrap().len(), 1);
    assert_eq!(node.space().await.unwrap().quota_max, 1000);
    assert!(node.info().await.unwrap().version.starts_with("qcodex/"));
    assert!(matches!(
        node.connect("16Uiu2".to_owned(), vec!["/ip4/1.2.3.4/tcp/1".to_owned()]).await,
        Err(CodexError::Refused(text)) if text.starts_with("Unable to find Peer!")
    ));
    assert_eq!(node.exists(cid).await, Ok(true));
    node.delete(cid).await.unwrap();
    assert_eq!(node.exists(cid).await, Ok(false));
    node.delete(cid).await.unwrap();
    let unknown = Cid::new(Codec::Manifest, [9; 32]);
    assert_eq!(node.manifest(unknown, Scope::Network).await, Err(CodexError::NotFound(unknown)));
    let fetched = node.fetch(cid, None, Scope::Network, Purpose::Own).await;
    assert_eq!(fetched.err(), Some(CodexError::NotFound(cid)));
    assert!(matches!(node.leaves(cid).await, Err(CodexError::Unsupported(_))));
    assert!(matches!(node.take_served().await, Err(CodexError::Unsupported(_))));
    assert!(matches!(node.references().await, Err(CodexError::Unsupported(_))));
    assert!(matches!(node.forget(cid, "/x".into()).await, Err(CodexError::Unsupported(_))));
}

#[actix_web::test]
async fn files_are_uploaded_as_they_are() {
    let server = run();
    let node = connect(&server);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x");
    std::fs::write(&path, sample(500_000)).unwrap();
    let file = |length| UploadBody::File { path: path.clone(), length };
    let placement = DatasetLabel::placement;
    let stored = node.upload(file(500_000), placement()).await.unwrap();
    let same = UploadBody::Bytes(Bytes::from(sample(500_000)));
    assert_eq!(node.upload(same, placement()).await.unwrap().cid, stored.cid);
    let wrong = node.upload(file(499_999), placement()).await;
    assert_eq!(wrong, Err(CodexError::Changed(path.clone())));
    assert!(matches!(node.upload(file(0), placement()).await, Err(CodexError::Refused(_))));
    let gone = UploadBody::File { path: dir.path().join("y"), length: 1 };
    assert!(matches!(node.upload(gone, placement()).await, Err(CodexError::Vanished(_))));
    let bad = DatasetLabel { filename: Some("a\"b".to_owned()), mimetype: None };
    let bytes = UploadBody::Bytes(Bytes::from_static(b"x"));
    assert!(matches!(node.upload(bytes, bad).await, Err(CodexError::Refused(_))));
    assert_eq!(node.list().await.unwrap().len(), 1);
}

#[actix_web::test]
async fn an_aborted_stream_is_no_upload() {
    let server = run();
    let node = connect(&server);
    let (tx, rx) = mpsc::channel(2);
    let upload = node.upload(UploadBody::Stream(rx), DatasetLabel::placement());
    let feed = async move {
        // More than the buffers on the way hold, so that the server has begun by then.
        for _ in 0..64 {
            tx.send(Ok(Bytes::from(vec![1; 1024 * 1024]))).await.unwrap();
        }
        tx.send(Err(CodexError::Io("the source broke".to_owned()))).await.unwrap();
    };
    let (stored, ()) = futures_util::future::join(upload, feed).await;
    assert_eq!(stored, Err(CodexError::Io("the source broke".to_owned())));
    while server.faults.aborted.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(server.codex.list().await.unwrap(), []);
}

#[actix_web::test]
async fn a_slow_node_slows_the_upload() {
    const CHUNKS: usize = 1024;
    let server = run();
    let gate = Arc::new(Semaphore::new(0));
    *server.faults.gate.lock().unwrap() = Some(Arc::clone(&gate));
    let node = connect(&server);
    let (tx, rx) = mpsc::channel(1);
    let feed = async move {
        for _ in 0..CHUNKS {
            tx.send(Ok(Bytes::from(vec![5; 64 * 1024]))).await.unwrap();
        }
    };
    let upload = node.upload(UploadBody::Stream(rx), DatasetLabel::placement());
    let mut both = Box::pin(futures_util::future::join(feed, upload));
    let limit = Duration::from_millis(300);
    assert!(tokio::time::timeout(limit, &mut both).await.is_err(), "64 MiB went nowhere");
    gate.add_permits(Semaphore::MAX_PERMITS / 2);
    let ((), stored) = both.await;
    assert_eq!(stored.unwrap().manifest.dataset_size, 64 * 1024 * 1024);
}

#[actix_web::test]
async fn broken_streams_and_refusals_are_told_apart() {
    let server = run();
    let node = connect(&server);
    let body = UploadBody::Bytes(Bytes::from(sample(400_000)));
    let cid = node.upload(body, DatasetLabel::placement()).await.unwrap().cid;
    *server.faults.fetch.lock().unwrap() = Some((131_072, CodexError::Corrupt("x".to_owned())));
    let stream = node.fetch(cid, None, Scope::Network, Purpose::Own).await.unwrap();
    let expected = 400_000;
    match read(stream).await {
        Err(CodexError::Short { expected: 400_000, got }) => assert!(got <= 131_072),
        other => panic!("{other:?} of {expected}"),
    }
    let changed = CodexError::Changed("/x".into());
    *server.faults.fetch.lock().unwrap() = Some((0, changed));
    match node.fetch(cid, None, Scope::Network, Purpose::Own).await {
        Err(CodexError::Refused(text)) => assert!(text.contains("changed")),
        other => panic!("{other:?}"),
    }
    *server.faults.upload.lock().unwrap() = Some(CodexError::Quota { needed: 9, free: 1 });
    let body = UploadBody::Bytes(Bytes::from_static(b"x"));
    let refused = node.upload(body, DatasetLabel::placement()).await;
    assert_eq!(refused, Err(CodexError::Quota { needed: 1, free: 500 }));
}

#[actix_web::test]
async fn tokens_travel_in_the_address() {
    let token = NodeApiOptions { token: Some("s3cret".to_owned()), ..NodeApiOptions::default() };
    let server = run_with(token);
    let body = || UploadBody::Bytes(Bytes::from_static(b"x"));
    let stranger = connect(&server);
    let refused = stranger.upload(body(), DatasetLabel::placement()).await;
    assert_eq!(refused, Err(CodexError::Refused("A Bearer token is needed".to_owned())));
    let friend = connect_to(&server, &format!("http://:s3cret@{}", server.address));
    friend.upload(body(), DatasetLabel::placement()).await.unwrap();
    assert!(!friend.name().contains("s3cret"));
}

#[actix_web::test]
async fn a_node_goes_away_and_comes_back() {
    let server = run();
    let node = connect(&server);
    let mut watch = node.watch();
    watch.wait_for(|status| status.state == NodeState::Online).await.unwrap();
    server.handle.stop(true).await;
    // A failed request makes the client look at once.
    while node.space().await.is_ok() {}
    let away = watch.wait_for(|status| matches!(status.state, NodeState::Away { .. })).await;
    let away = away.unwrap().clone();
    assert!(away.capabilities.is_qcodex, "abilities are those of the last answer");
    let NodeState::Away { reason } = away.state else { panic!("away") };
    assert!(reason.contains("refused"), "{reason}");
    let asked = node.space().await;
    assert!(matches!(asked, Err(CodexError::Away(_))), "{asked:?}");
    let listener = std::net::TcpListener::bind(server.address).unwrap();
    let again = crate::node_api::serve(listener, NodeApiOptions::default(), server.codex.clone());
    let again = again.unwrap();
    server.tasks.spawn("node api", async move {
        again.await.unwrap();
    });
    watch.wait_for(|status| status.state == NodeState::Online).await.unwrap();
    node.space().await.unwrap();
}

#[actix_web::test]
async fn no_node_at_all_is_away_and_not_an_error_at_the_start() {
    let server = run();
    server.handle.stop(true).await;
    let node = connect(&server);
    assert!(matches!(node.space().await, Err(CodexError::Away(_))));
    let other = listen(NodeApiOptions::default(), server.codex.clone(), &server.tasks);
    let wrong = connect_to(&server, &format!("http://{}/no/such/path", other.0));
    let Err(CodexError::Away(reason)) = wrong.space().await else { panic!("away") };
    assert!(reason.contains("no API of a Codex node"), "{reason}");
}

/// The embedded node behind the API: a file by reference goes out unchanged, and never wrong.
#[actix_web::test]
async fn a_referenced_file_is_served_until_it_changes() {
    use crate::codex::embedded::{EmbeddedOptions, start as embed};
    use crate::codex::{DatasetHasher, FileStamp};
    let server = run();
    let dir = tempfile::tempdir().unwrap();
    let codex = embed(EmbeddedOptions::new(dir.path().join("codex")), &server.tasks).unwrap();
    let bytes = sample(1_000_000);
    let path = dir.path().join("payload");
    std::fs::write(&path, &bytes).unwrap();
    let mut hasher = DatasetHasher::new();
    hasher.push(&bytes);
    let hashes = hasher.finish().unwrap();
    let stamp = FileStamp::of(&std::fs::metadata(&path).unwrap());
    let stored = codex.import(path.clone(), stamp, hashes, DatasetLabel::placement()).await;
    let cid = stored.unwrap().cid;

    let (address, _) = listen(NodeApiOptions::default(), codex.clone(), &server.tasks);
    let node = connect_to(&server, &format!("http://{address}"));
    let whole = node.fetch(cid, None, Scope::Network, Purpose::Own).await.unwrap();
    assert_eq!(read(whole).await.unwrap(), bytes);
    let part = node.fetch(cid, Some(70_000..70_010), Scope::Network, Purpose::Own).await.unwrap();
    assert_eq!(read(part).await.unwrap(), bytes[70_000..70_010]);
    assert!(matches!(node.delete(cid).await, Err(CodexError::Refused(_))));
    let served: u64 = codex.take_served().await.unwrap().iter().map(|(_, bytes)| bytes).sum();
    assert!(served >= 1_000_010);

    let mut wrong = bytes.clone();
    wrong[900_000] ^= 1;
    std::fs::write(&path, &wrong).unwrap();
    let read = match node.fetch(cid, None, Scope::Network, Purpose::Own).await {
        Ok(stream) => read(stream).await,
        Err(error) => Err(error),
    };
    assert!(matches!(read, Err(CodexError::Refused(_) | CodexError::Short { .. })), "{read:?}");
}

//! Recorded answers of real nodes of generation A.

use bytes::Bytes;

use super::{HELLO, PREFIX, generation_a, read, recorded};
use crate::codex::{
    Cid, CodexError, DatasetLabel, Generation, NodeState, Purpose, Scope, UploadBody,
};

fn hello() -> Cid {
    HELLO.parse().unwrap()
}

fn label() -> DatasetLabel {
    DatasetLabel { filename: Some("raw.txt".to_owned()), mimetype: Some("text/plain".to_owned()) }
}

#[tokio::test]
async fn a_node_of_generation_a() {
    let script = generation_a();
    let node = script.run().await;
    let codex = &node.codex;
    let mut watch = codex.watch();
    watch.wait_for(|status| status.state == NodeState::Online).await.unwrap();
    let abilities = codex.capabilities();
    assert_eq!(abilities.generation, Generation::A);
    assert!(!abilities.is_qcodex && !abilities.ranged_reads && !abilities.torrent_extension);
    assert!(abilities.version.starts_with("fatal: not a git repository"));
    assert_eq!(codex.name(), format!("http://{}", node.address));

    let manifest = codex.manifest(hello(), Scope::Network).await.unwrap();
    assert_eq!(manifest.dataset_size, 11);
    assert_eq!(manifest.filename.as_deref(), Some("raw.txt"));
    // Both streams carry a stray second answer behind the body.
    for scope in [Scope::Local, Scope::Network] {
        let stream = codex.fetch(hello(), None, scope, Purpose::Own).await.unwrap();
        assert_eq!(read(stream).await.unwrap(), b"hello world");
    }
    // Without ranges the node's stream is read from its start.
    let part = codex.fetch(hello(), Some(6..9), Scope::Network, Purpose::Own).await.unwrap();
    assert_eq!((part.range.clone(), read(part).await.unwrap()), (6..9, b"wor".to_vec()));

    let list = codex.list().await.unwrap();
    assert_eq!(list.iter().map(|entry| entry.cid).collect::<Vec<_>>(), [hello()]);
    assert_eq!(codex.space().await.unwrap().quota_max, 21_474_836_480);
    let info = codex.info().await.unwrap();
    assert!(info.peer_id.starts_with("16Uiu2") && info.peers.len() == 1);
    codex.delete(hello()).await.unwrap();
}

#[tokio::test]
async fn an_upload_sends_the_label_and_nothing_else() {
    let script = generation_a();
    let node = script.run().await;
    let body = UploadBody::Bytes(Bytes::from_static(b"hello world"));
    let stored = node.codex.upload(body, label()).await.unwrap();
    assert_eq!(stored.cid, hello());
    assert!(!stored.new, "the list had it before");
    let sent = script.last("POST");
    assert!(sent.contains("\r\ncontent-type: text/plain\r\n"), "{sent}");
    assert!(sent.contains("\r\ncontent-disposition: attachment; filename=\"raw.txt\"\r\n"));
    assert!(sent.contains("\r\ncontent-length: 11\r\n") && !sent.contains("transfer-encoding"));
    assert!(sent.ends_with("\r\n\r\nhello world"));
    // Without a label there must be no header: it would be another CID.
    let body = UploadBody::Bytes(Bytes::from_static(b"hello world"));
    let other = node.codex.upload(body, DatasetLabel::default()).await;
    assert!(matches!(other, Err(CodexError::Corrupt(_))), "the answer is the labelled one's CID");
    let sent = script.last("POST");
    assert!(!sent.contains("content-type") && !sent.contains("content-disposition"), "{sent}");
}

#[tokio::test]
async fn refusals_keep_the_words_of_the_node() {
    let script = generation_a();
    script.on(&format!("POST {PREFIX}/data"), recorded("quota"));
    let node = script.run().await;
    let body = || UploadBody::Bytes(Bytes::from_static(b"hello world"));
    let full = node.codex.upload(body(), label()).await;
    let Err(CodexError::Quota { needed: 11, free }) = full else { panic!("{full:?}") };
    assert!(free > 0);
    script.on(&format!("POST {PREFIX}/data"), recorded("form-mime"));
    let refused = node.codex.upload(body(), label()).await;
    let Err(CodexError::Refused(text)) = refused else { panic!("{refused:?}") };
    assert_eq!(text, "The MIME type 'application/x-www-form-urlencoded' is not valid.");
}

#[tokio::test]
async fn the_bittorrent_branch() {
    let script = generation_a();
    let bad_hash = format!("GET {PREFIX}/torrent/00/network/manifest");
    script.on(&bad_hash, recorded("bt-bad-infohash"));
    let node = script.run().await;
    // It has no `exists`; the head of the local stream tells as much.
    assert_eq!(node.codex.exists(hello()).await, Ok(true));
    let unknown: Cid = "zDvZRwzm48XLhnD8Fv82rWi6nc1TMirGnpC8ttSTgjtBTc3N5Yd9".parse().unwrap();
    script.on(&format!("GET {PREFIX}/data/{unknown}"), recorded("unknown-local"));
    assert_eq!(node.codex.exists(unknown).await, Ok(false));
    let local = node.codex.manifest(unknown, Scope::Local).await;
    assert_eq!(local, Err(CodexError::NotFound(unknown)));
    let abilities = node.codex.capabilities();
    assert!(abilities.torrent_extension && !abilities.exists);
    assert_eq!(node.codex.delete(unknown).await, Err(CodexError::Unsupported("delete datasets")));
}

use super::*;
use crate::codex::testdata::{drain, prng, read};
use crate::codex::{CodexError, Purpose, Scope, UploadBody};
use tokio::runtime::Handle;

fn node(options: MemoryOptions) -> (Codex, MemoryControl, Cid, Vec<u8>) {
    let (codex, control) = start(options, &Tasks::new(Handle::current()));
    let data = prng(600_000, 3);
    let cid = control.put(data.clone(), &DatasetLabel::placement()).expect("not empty");
    (codex, control, cid, data)
}

async fn fetch(codex: &Codex, cid: Cid) -> (Vec<u8>, Option<CodexError>) {
    let stream = codex.fetch(cid, None, Scope::Network, Purpose::Own).await.expect("opens");
    drain(stream).await
}

#[tokio::test]
async fn a_real_node_delivers_wrong_bytes_and_a_checking_one_an_error() {
    let (codex, control, cid, data) = node(MemoryOptions::like_a_real_node(Generation::default()));
    control.corrupt(&cid, Some(400_000));
    let stream = codex.fetch(cid, None, Scope::Network, Purpose::Own).await.expect("opens");
    assert!(!stream.verified);
    let (got, error) = drain(stream).await;
    assert_eq!((got.len(), error), (data.len(), None));
    assert_ne!(got, data);
    assert!(matches!(codex.leaves(cid).await, Err(CodexError::Unsupported(_))));
    control.corrupt(&cid, None);
    assert_eq!(read(&codex, cid, None).await.as_ref(), Ok(&data));

    let (codex, control, cid, data) = node(MemoryOptions::default());
    control.corrupt(&cid, Some(400_000));
    let (got, error) = fetch(&codex, cid).await;
    assert!(matches!(error, Some(CodexError::Corrupt(_))), "{error:?}");
    assert_eq!(got, data[..262_144]);
}

#[tokio::test]
async fn a_truncated_stream_says_how_much_came() {
    let (codex, control, cid, data) = node(MemoryOptions::default());
    control.truncate(&cid, Some(300_001));
    let (got, error) = fetch(&codex, cid).await;
    assert_eq!(got, data[..300_001]);
    assert_eq!(error, Some(CodexError::Short { expected: 600_000, got: 300_001 }));
}

#[tokio::test]
async fn away_and_back() {
    let (codex, control, cid, data) = node(MemoryOptions::default());
    control.set_away("unplugged");
    assert_eq!(codex.list().await, Err(CodexError::Away("unplugged".to_owned())));
    let away = NodeState::Away { reason: "unplugged".to_owned() };
    assert_eq!(codex.status().state, away);
    control.set_online();
    assert_eq!(codex.status().state, NodeState::Online);
    assert_eq!(read(&codex, cid, None).await, Ok(data));
    assert_eq!((control.requests("list"), control.requests("fetch")), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_hang_never_answers_and_a_delay_answers_late() {
    let (codex, control, cid, _) = node(MemoryOptions::default());
    control.set_hang(true);
    let hour = Duration::from_hours(1);
    let asked = tokio::time::timeout(hour, codex.manifest(cid, Scope::Network)).await;
    assert!(asked.is_err());
    control.set_hang(false);
    control.set_delay(Some(hour));
    let before = tokio::time::Instant::now();
    codex.manifest(cid, Scope::Network).await.expect("answers in the end");
    assert!(before.elapsed() >= hour);
}

#[tokio::test]
async fn a_refused_quota_and_a_removed_dataset() {
    let (codex, control, cid, _) = node(MemoryOptions::default());
    control.set_quota_refused(true);
    let body = UploadBody::Bytes(Bytes::from_static(b"x"));
    let refused = codex.upload(body, DatasetLabel::placement()).await;
    assert_eq!(refused, Err(CodexError::Quota { needed: 1, free: 0 }));
    control.remove(&cid);
    assert_eq!(read(&codex, cid, None).await, Err(CodexError::NotFound(cid)));
    assert!(control.cids().is_empty());
}

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use super::*;
use crate::codex::merkle::{self, block_digest};
use crate::codex::testdata::{drain, file, flip, hashes, prng, read, stamp};
use crate::codex::{
    BLOCK_SIZE, Cid, DatasetHashes, DatasetLabel, Purpose, Scope, Stored, UploadBody,
};

const PATIENCE: Duration = Duration::from_secs(20);

/// A running node over a directory that outlives it.
struct Node {
    codex: Codex,
    tasks: Tasks,
}

impl Node {
    fn start(dir: &Path) -> Self {
        Self::with(EmbeddedOptions::new(dir.join("codex")))
    }

    fn with(options: EmbeddedOptions) -> Self {
        let tasks = Tasks::new(Handle::current());
        let codex = start(options, &tasks).expect("starts");
        Self { codex, tasks }
    }

    async fn stop(self) {
        assert!(self.tasks.shutdown(PATIENCE).await);
    }

    async fn put(&self, data: &[u8], label: DatasetLabel) -> Stored {
        let body = UploadBody::Bytes(Bytes::copy_from_slice(data));
        self.codex.upload(body, label).await.expect("stores")
    }

    async fn import(&self, path: &Path, data: &[u8]) -> Stored {
        let stamp = file(path, data);
        let label = DatasetLabel::placement();
        self.codex.import(path.to_owned(), stamp, hashes(data), label).await.expect("imports")
    }
}

fn dir() -> tempfile::TempDir {
    tempfile::tempdir().expect("a directory")
}

fn files(dir: &Path, name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir.join("codex").join(name)).expect("lists");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("makes");
    for entry in fs::read_dir(from).expect("lists") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy_tree(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copies");
        }
    }
}

#[tokio::test]
async fn everything_is_there_after_a_restart() {
    let dir = dir();
    let (copied, referred) = (prng(150_000, 3), prng(90_000, 5));
    let node = Node::start(dir.path());
    let copy = node.put(&copied, DatasetLabel::record("00")).await;
    let reference = node.import(&dir.path().join("file"), &referred).await;
    let (space, mut list) = (node.codex.space().await, node.codex.list().await.expect("lists"));
    node.stop().await;

    let node = Node::start(dir.path());
    assert_eq!(read(&node.codex, copy.cid, None).await, Ok(copied));
    assert_eq!(read(&node.codex, reference.cid, None).await, Ok(referred));
    assert_eq!(node.codex.space().await, space);
    let mut again = node.codex.list().await.expect("lists");
    list.sort_by_key(|entry| entry.cid);
    again.sort_by_key(|entry| entry.cid);
    assert_eq!(again, list);
    node.stop().await;
}

#[tokio::test]
async fn a_cid_of_any_generation_finds_the_dataset() {
    let dir = dir();
    let options = EmbeddedOptions {
        generation: Generation::A,
        ..EmbeddedOptions::new(dir.path().join("codex"))
    };
    let node = Node::with(options);
    let stored = node.put(b"hello logos", DatasetLabel::placement()).await;
    assert_eq!(stored.cid, stored.manifest.cid(Generation::A));
    for generation in Generation::ALL {
        let cid = stored.manifest.cid(generation);
        assert_eq!(node.codex.exists(cid).await, Ok(true));
        assert_eq!(read(&node.codex, cid, None).await.as_deref(), Ok(&b"hello logos"[..]));
    }
    node.stop().await;
    // The setting changes; the dataset stays and is told under its new name.
    let node = Node::start(dir.path());
    let listed = node.codex.list().await.expect("lists");
    assert_eq!(listed[0].cid, stored.manifest.cid(Generation::C));
    node.codex.delete(stored.cid).await.expect("deletes by the old name");
    for generation in Generation::ALL {
        assert_eq!(node.codex.exists(stored.manifest.cid(generation)).await, Ok(false));
    }
    node.stop().await;
}

#[tokio::test]
async fn space_counts_as_a_real_node_and_returns_to_nothing() {
    let dir = dir();
    let node = Node::start(dir.path());
    let empty = node.codex.space().await.expect("tells");
    assert_eq!((empty.total_blocks, empty.quota_used, empty.quota_max), (0, 0, 20 << 30));
    let data = prng(65_537, 3);
    let one = node.put(&data, DatasetLabel::placement()).await;
    let manifest = u64::try_from(one.manifest.encode(Generation::C).len()).unwrap();
    let used = |space: crate::codex::Space| (space.total_blocks, space.quota_used);
    let after_one = used(node.codex.space().await.expect("tells"));
    assert_eq!(after_one, (3, 2 * 65_536 + 2 * 32 + manifest));
    // The same bytes under another label share copy and block hashes.
    let two = node.put(&data, DatasetLabel::default()).await;
    let small = u64::try_from(two.manifest.encode(Generation::C).len()).unwrap();
    let after_two = used(node.codex.space().await.expect("tells"));
    assert_eq!(after_two, (4, after_one.1 + small));
    assert_eq!((files(dir.path(), "data").len(), files(dir.path(), "outboards").len()), (1, 1));
    node.codex.delete(one.cid).await.expect("deletes");
    assert_eq!(read(&node.codex, two.cid, None).await, Ok(data));
    node.codex.delete(two.cid).await.expect("deletes");
    assert_eq!(node.codex.space().await, Ok(empty));
    assert!(files(dir.path(), "data").is_empty() && files(dir.path(), "outboards").is_empty());
    node.stop().await;
}

#[tokio::test]
async fn padding_is_not_content_although_the_trees_are_equal() {
    let dir = dir();
    let node = Node::start(dir.path());
    let short = node.put(&vec![0; 65_535], DatasetLabel::placement()).await;
    let long = node.put(&vec![0; 65_536], DatasetLabel::placement()).await;
    assert_eq!(short.manifest.tree, long.manifest.tree);
    assert_ne!(short.cid, long.cid);
    node.codex.delete(long.cid).await.expect("deletes");
    assert_eq!(read(&node.codex, short.cid, None).await, Ok(vec![0; 65_535]));
    node.stop().await;
}

#[tokio::test]
async fn an_upload_over_the_quota_or_broken_off_leaves_nothing() {
    let dir = dir();
    let options =
        EmbeddedOptions { quota: 200_000, ..EmbeddedOptions::new(dir.path().join("codex")) };
    let node = Node::with(options);
    let label = DatasetLabel::placement();
    let big = UploadBody::Bytes(vec![1; 262_144].into());
    let refused = node.codex.upload(big, label.clone()).await;
    assert!(matches!(refused, Err(CodexError::Quota { free: 200_000, .. })), "{refused:?}");
    let (tx, rx) = mpsc::channel(4);
    tx.send(Ok(Bytes::from_static(b"half"))).await.expect("listens");
    tx.send(Err(CodexError::Io("gone".to_owned()))).await.expect("listens");
    let broken = node.codex.upload(UploadBody::Stream(rx), label.clone()).await;
    assert_eq!(broken, Err(CodexError::Io("gone".to_owned())));
    // A caller who goes away takes stream and answer along.
    let (tx, rx) = mpsc::channel(4);
    tx.send(Ok(Bytes::from_static(b"half"))).await.expect("listens");
    let abandoned = node.codex.upload(UploadBody::Stream(rx), label.clone());
    assert!(tokio::time::timeout(Duration::from_millis(1), abandoned).await.is_err());
    drop(tx);
    let settled = async {
        while node.tasks.running() > 1 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, settled).await.expect("the upload ends");
    // One more write passes the writer, so whatever it was given before is done.
    node.put(b"small", label).await;
    assert_eq!(node.codex.list().await.expect("lists").len(), 1);
    assert!(files(dir.path(), "tmp").is_empty());
    assert_eq!(node.codex.space().await.expect("tells").quota_reserved, 0);
    node.stop().await;
}

#[tokio::test]
async fn another_file_with_the_bytes_stands_in_and_the_hash_decides() {
    let dir = dir();
    let data = prng(400_000, 7);
    let node = Node::start(dir.path());
    let (one, two) = (dir.path().join("one"), dir.path().join("two"));
    let stored = node.import(&one, &data).await;
    node.import(&two, &data).await;
    let mut damage = node.codex.damage().expect("is reported");
    flip(&one, 399_999);
    assert_eq!(read(&node.codex, stored.cid, None).await.as_ref(), Ok(&data));
    let report = damage.try_recv().expect("is reported");
    assert_eq!((report.cid, report.path), (stored.cid, one.clone()));
    assert!(matches!(report.error, CodexError::Corrupt(_)));
    flip(&two, 5);
    // Each file has the blocks that the other has not.
    assert_eq!(read(&node.codex, stored.cid, None).await.as_ref(), Ok(&data));
    // Written anew with equal bytes: another stamp, the same content.
    let before = stamp(&one);
    fs::remove_file(&two).expect("removes");
    fs::write(&one, &data).expect("writes");
    File::open(&one).and_then(|f| f.set_modified(std::time::UNIX_EPOCH)).expect("sets");
    assert_ne!(stamp(&one), before);
    assert_eq!(read(&node.codex, stored.cid, None).await, Ok(data));
    node.stop().await;
}

#[tokio::test]
async fn hashes_that_do_not_belong_together_are_refused() {
    let dir = dir();
    let node = Node::start(dir.path());
    let path = dir.path().join("file");
    let data = prng(100_000, 7);
    let stamp = file(&path, &data);
    let good = hashes(&data);
    let wrong_root = DatasetHashes { root: [1; 32], ..good.clone() };
    let wrong_count = DatasetHashes { leaves: good.leaves[..1].into(), ..good };
    for bad in [wrong_root, wrong_count] {
        let import = node.codex.import(path.clone(), stamp, bad, DatasetLabel::placement()).await;
        assert!(matches!(import, Err(CodexError::Refused(_))), "{import:?}");
    }
    let relative = PathBuf::from("file");
    let import = node.codex.import(relative, stamp, hashes(&data), DatasetLabel::placement()).await;
    assert!(matches!(import, Err(CodexError::Refused(_))), "{import:?}");
    assert!(files(dir.path(), "outboards").is_empty());
    node.stop().await;
}

#[tokio::test]
async fn missing_torn_and_damaged_block_hashes_are_made_again() {
    let dir = dir();
    let data = prng(300_000, 7);
    let mut node = Node::start(dir.path());
    let stored = node.import(&dir.path().join("file"), &data).await;
    let damages: [fn(&Path); 3] = [
        |path| fs::remove_file(path).expect("removes"),
        |path| File::options().write(true).open(path).and_then(|f| f.set_len(33)).expect("cuts"),
        |path| flip(path, 40),
    ];
    for damage in damages {
        node.stop().await;
        damage(&files(dir.path(), "outboards")[0]);
        node = Node::start(dir.path());
        assert_eq!(read(&node.codex, stored.cid, None).await.as_ref(), Ok(&data));
        let leaves = node.codex.leaves(stored.cid).await.expect("knows them");
        assert_eq!(leaves, hashes(&data).leaves);
    }
    node.stop().await;
    // When the bytes are not there any more either, nothing is invented.
    flip(&files(dir.path(), "outboards")[0], 40);
    flip(&dir.path().join("file"), 40);
    let node = Node::start(dir.path());
    let corrupt = read(&node.codex, stored.cid, None).await;
    assert!(matches!(corrupt, Err(CodexError::Corrupt(_))), "{corrupt:?}");
    node.stop().await;
}

#[tokio::test]
async fn a_start_after_a_crash_keeps_what_was_answered_and_sweeps_the_rest() {
    let live = dir();
    let node = Node::start(live.path());
    let (first, second) = (prng(100_000, 3), prng(200_000, 5));
    let one = node.put(&first, DatasetLabel::placement()).await;
    let two = node.import(&live.path().join("file"), &second).await;
    // The directory as it lies on disk while the node still runs: no clean end.
    let crashed = dir();
    copy_tree(&live.path().join("codex"), &crashed.path().join("codex"));
    node.stop().await;
    let codex = crashed.path().join("codex");
    fs::write(codex.join("tmp/7"), b"half an upload").expect("writes");
    fs::write(codex.join("data/00-5"), b"renamed, not committed").expect("writes");
    fs::write(codex.join("outboards/00"), [0; 32]).expect("writes");

    let node = Node::start(crashed.path());
    assert_eq!(read(&node.codex, one.cid, None).await, Ok(first));
    assert_eq!(read(&node.codex, two.cid, None).await, Ok(second));
    assert!(files(crashed.path(), "tmp").is_empty());
    assert_eq!(files(crashed.path(), "data").len(), 1);
    assert_eq!(files(crashed.path(), "outboards").len(), 2);
    node.stop().await;

    // A copy that lost its end is no copy.
    let data = &files(crashed.path(), "data")[0];
    File::options().write(true).open(data).and_then(|f| f.set_len(5)).expect("cuts");
    let node = Node::start(crashed.path());
    assert_eq!(read(&node.codex, one.cid, None).await, Err(CodexError::NotFound(one.cid)));
    assert_eq!(node.codex.list().await.expect("lists").len(), 1);
    node.stop().await;
}

#[tokio::test]
async fn a_damaged_copy_is_an_error() {
    let dir = dir();
    let node = Node::start(dir.path());
    let stored = node.put(&prng(100_000, 3), DatasetLabel::placement()).await;
    flip(&files(dir.path(), "data")[0], 70_000);
    let corrupt = read(&node.codex, stored.cid, None).await;
    assert!(matches!(corrupt, Err(CodexError::Corrupt(_))), "{corrupt:?}");
    assert_eq!(read(&node.codex, stored.cid, Some(0..10)).await, Ok(prng(10, 3)));
    node.stop().await;
}

#[tokio::test]
async fn a_second_node_on_the_directory_is_refused() {
    let dir = dir();
    let node = Node::start(dir.path());
    let tasks = Tasks::new(Handle::current());
    let second = start(EmbeddedOptions::new(dir.path().join("codex")), &tasks);
    let error = second.expect_err("is held").to_string();
    assert!(error.starts_with("cannot open the embedded Codex node in "), "{error}");
    node.stop().await;
    Node::start(dir.path()).stop().await;
}

#[tokio::test]
async fn nothing_is_read_far_ahead_of_the_reader() {
    let dir = dir();
    let path = dir.path().join("file");
    let node = Node::start(dir.path());
    let data = prng(3_000_000, 3);
    let stored = node.import(&path, &data).await;
    let slow = node.codex.fetch(stored.cid, None, Scope::Local, Purpose::Own).await;
    let slow = slow.expect("opens");
    // A stream that nobody reads holds up neither the actor nor others.
    assert_eq!(read(&node.codex, stored.cid, None).await.as_ref(), Ok(&data));
    flip(&path, 2_900_000);
    let (got, error) = drain(slow).await;
    assert!(matches!(error, Some(CodexError::Corrupt(_))), "{error:?}");
    assert_eq!(got, data[..2_883_584], "everything before the window that changed");
    node.stop().await;
}

#[tokio::test]
async fn a_shutdown_ends_streams_with_an_error_and_the_handle_says_away() {
    let dir = dir();
    let node = Node::start(dir.path());
    let stored = node.put(&prng(3_000_000, 3), DatasetLabel::placement()).await;
    let stream = node.codex.fetch(stored.cid, None, Scope::Local, Purpose::Own).await;
    let stream = stream.expect("opens");
    let codex = node.codex.clone();
    node.stop().await;
    let (got, error) = drain(stream).await;
    let sent = u64::try_from(got.len()).unwrap();
    assert_eq!(error, Some(CodexError::Short { expected: 3_000_000, got: sent }));
    assert!(matches!(codex.space().await, Err(CodexError::Away(_))));
    assert!(matches!(codex.status().state, NodeState::Away { .. }));
}

#[tokio::test]
async fn a_large_file_is_imported_unread_and_fetched_in_small_chunks() {
    const LENGTH: u64 = 300 << 20;
    let dir = dir();
    let path = dir.path().join("sparse");
    File::create(&path).and_then(|file| file.set_len(LENGTH)).expect("makes");
    let leaf = block_digest(&[], BLOCK_SIZE);
    let leaves = vec![leaf; 4800];
    let root = merkle::root(&leaves).expect("not empty");
    let hashes = DatasetHashes { length: LENGTH, leaves: leaves.into(), root };
    let node = Node::start(dir.path());
    let import =
        node.codex.import(path.clone(), stamp(&path), hashes, DatasetLabel::placement()).await;
    let cid: Cid = import.expect("imports").cid;
    let stream = node.codex.fetch(cid, None, Scope::Local, Purpose::Own).await;
    let mut stream = stream.expect("opens");
    let (mut total, mut longest) = (0, 0);
    while let Some(chunk) = stream.chunks.recv().await {
        let length = chunk.expect("is verified").len();
        longest = longest.max(length);
        total += length;
    }
    assert_eq!((u64::try_from(total), longest), (Ok(LENGTH), 256 << 10));
    assert!(stream.verified);
    let used = node.codex.space().await.expect("tells").quota_used;
    assert!(used < 200_000, "only block hashes and the manifest count: {used}");
    node.stop().await;
}

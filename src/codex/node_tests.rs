//! What every node inside this process must do: each test runs on the embedded node and on the
//! one in memory, through the public handle.

use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use super::embedded::{self, EmbeddedOptions};
use super::memory::{self, MemoryOptions};
use super::testdata::{drain, file, flip, hashes, prng, read, stamp};
use super::*;
use crate::tasks::Tasks;

struct Bench {
    codex: Codex,
    tasks: Tasks,
    dir: tempfile::TempDir,
}

impl Bench {
    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    async fn import(&self, name: &str, data: &[u8]) -> Stored {
        let path = self.path(name);
        let stamp = file(&path, data);
        let label = DatasetLabel::placement();
        self.codex.import(path, stamp, hashes(data), label).await.expect("imports")
    }
}

async fn on_each_node(test: impl AsyncFn(&Bench)) {
    for kind in [NodeKind::Embedded, NodeKind::Memory] {
        let dir = tempfile::tempdir().expect("a directory");
        let tasks = Tasks::new(Handle::current());
        let codex = if kind == NodeKind::Embedded {
            let options = EmbeddedOptions::new(dir.path().join("codex"));
            embedded::start(options, &tasks).expect("starts")
        } else {
            memory::start(MemoryOptions::default(), &tasks).0
        };
        assert_eq!(codex.capabilities().kind, kind);
        let bench = Bench { codex, tasks, dir };
        test(&bench).await;
        assert!(bench.tasks.shutdown(Duration::from_secs(20)).await, "{kind:?} ends");
    }
}

#[tokio::test]
async fn an_upload_has_the_published_cid_and_comes_back_whole_and_in_parts() {
    on_each_node(async |bench| {
        let data = prng(131_073, 3);
        let body = UploadBody::Bytes(data.clone().into());
        let stored = bench.codex.upload(body, DatasetLabel::placement()).await.expect("stores");
        assert_eq!(stored.cid.to_string(), "zDvZRwzkzytTetSCjWgLWw4CjzySnZjpSvM99Km6qmzKCRWydAuy");
        assert!(stored.new);
        assert_eq!(read(&bench.codex, stored.cid, None).await.as_ref(), Ok(&data));
        for range in [0..1, 65535..65537, 131_072..131_073, 5..131_000, 7..7] {
            let want = &data[range.start..range.end];
            let range = u64::try_from(range.start).unwrap()..u64::try_from(range.end).unwrap();
            let got = read(&bench.codex, stored.cid, Some(range.clone())).await;
            assert_eq!(got.as_deref(), Ok(want), "{range:?}");
        }
        let past = read(&bench.codex, stored.cid, Some(131_000..u64::MAX)).await;
        assert_eq!(past.as_deref(), Ok(&data[131_000..]), "the end is cut");
        let behind = read(&bench.codex, stored.cid, Some(131_074..u64::MAX)).await;
        assert!(matches!(behind, Err(CodexError::Refused(_))), "{behind:?}");
        let found = bench.codex.manifest(stored.cid, Scope::Local).await;
        assert_eq!(found.as_ref(), Ok(&stored.manifest));
        let leaves = bench.codex.leaves(stored.cid).await.expect("knows them");
        assert_eq!(leaves, hashes(&data).leaves);
    })
    .await;
}

#[tokio::test]
async fn a_streamed_upload_and_an_uploaded_file_are_the_same_dataset() {
    on_each_node(async |bench| {
        let data = prng(700_001, 9);
        let (tx, rx) = mpsc::channel(2);
        let chunks: Vec<Bytes> = data.chunks(10_007).map(Bytes::copy_from_slice).collect();
        let send = async {
            for chunk in chunks {
                tx.send(Ok(chunk)).await.expect("somebody listens");
            }
            drop(tx);
        };
        let label = DatasetLabel::placement();
        let upload = bench.codex.upload(UploadBody::Stream(rx), label.clone());
        let ((), first) = tokio::join!(send, upload);
        let first = first.expect("stores");
        let path = bench.path("source");
        file(&path, &data);
        let body = UploadBody::File { path: path.clone(), length: 700_001 };
        let second = bench.codex.upload(body, label.clone()).await.expect("stores");
        assert_eq!((second.cid, second.new), (first.cid, false));
        let short = UploadBody::File { path: path.clone(), length: 700_000 };
        let short = bench.codex.upload(short, label).await;
        assert_eq!(short, Err(CodexError::Changed(path)));
        assert_eq!(read(&bench.codex, first.cid, None).await, Ok(data));
    })
    .await;
}

#[tokio::test]
async fn the_same_bytes_at_two_paths_are_one_dataset_that_goes_with_the_last_path() {
    on_each_node(async |bench| {
        let data = prng(200_000, 11);
        let (one, two) = (bench.import("one", &data).await, bench.import("two", &data).await);
        assert_eq!((one.cid, one.new, two.new), (two.cid, true, false));
        let again = bench.codex.import(
            bench.path("two"),
            stamp(&bench.path("two")),
            hashes(&data),
            DatasetLabel::placement(),
        );
        assert!(!again.await.expect("imports again").new);
        let mut references = bench.codex.references().await.expect("knows");
        references.sort();
        assert_eq!(references, [(one.cid, bench.path("one")), (one.cid, bench.path("two"))]);
        assert_eq!(bench.codex.list().await.expect("lists").len(), 1);

        bench.codex.forget(one.cid, bench.path("one")).await.expect("forgets");
        std::fs::remove_file(bench.path("one")).expect("removes");
        assert_eq!(read(&bench.codex, one.cid, None).await.as_ref(), Ok(&data));
        bench.codex.delete(one.cid).await.expect("there is no copy to delete");
        assert_eq!(read(&bench.codex, one.cid, None).await, Ok(data));
        for _ in 0..2 {
            bench.codex.forget(one.cid, bench.path("two")).await.expect("is idempotent");
        }
        assert_eq!(read(&bench.codex, one.cid, None).await, Err(CodexError::NotFound(one.cid)));
        assert!(bench.path("two").exists(), "the file is the user's");
    })
    .await;
}

#[tokio::test]
async fn a_moved_file_is_read_at_its_new_place() {
    on_each_node(async |bench| {
        let data = prng(70_000, 13);
        let stored = bench.import("old", &data).await;
        let (old, new) = (bench.path("old"), bench.path("new"));
        let missing = bench.codex.relocate(stored.cid, old.clone(), new.clone()).await;
        assert_eq!(missing, Err(CodexError::Vanished(new.clone())));
        std::fs::rename(&old, &new).expect("renames");
        let gone = read(&bench.codex, stored.cid, None).await;
        assert_eq!(gone, Err(CodexError::Vanished(old.clone())));
        for _ in 0..2 {
            let moved = bench.codex.relocate(stored.cid, old.clone(), new.clone()).await;
            moved.expect("is idempotent");
        }
        assert_eq!(bench.codex.references().await, Ok(vec![(stored.cid, new)]));
        assert_eq!(read(&bench.codex, stored.cid, None).await, Ok(data));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_is_told_at_once() {
    on_each_node(async |bench| {
        let manifest = Cid::new(Codec::Manifest, [7; 32]);
        let path = bench.path("x");
        file(&path, b"x");
        let codex = &bench.codex;
        assert_eq!(read(codex, manifest, None).await, Err(CodexError::NotFound(manifest)));
        let asked = codex.manifest(manifest, Scope::Network).await;
        assert_eq!(asked, Err(CodexError::NotFound(manifest)));
        assert_eq!(codex.leaves(manifest).await, Err(CodexError::NotFound(manifest)));
        let moved = codex.relocate(manifest, path.clone(), path.clone()).await;
        assert_eq!(moved, Err(CodexError::NotFound(manifest)));
        assert_eq!(codex.forget(manifest, path).await, Ok(()));
        assert_eq!(codex.delete(manifest).await, Ok(()));
        for codec in [Codec::Manifest, Codec::Tree, Codec::Block] {
            assert_eq!(codex.exists(Cid::new(codec, [7; 32])).await, Ok(false));
        }
        let connect = codex.connect("16Uiu2".to_owned(), Vec::new()).await;
        assert!(matches!(connect, Err(CodexError::Refused(_))));
    })
    .await;
}

#[tokio::test]
async fn what_is_there_exists_by_manifest_tree_and_block() {
    on_each_node(async |bench| {
        let data = prng(100_000, 17);
        let stored = bench.import("file", &data).await;
        let block = Cid::new(Codec::Block, hashes(&data).leaves[1]);
        for cid in [stored.cid, stored.manifest.tree, block] {
            assert_eq!(bench.codex.exists(cid).await, Ok(true), "{cid}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_changed_byte_is_an_error_and_never_delivered() {
    on_each_node(async |bench| {
        let data = prng(2_000_000, 19);
        let stored = bench.import("file", &data).await;
        flip(&bench.path("file"), 1_900_000);
        let stream = bench.codex.fetch(stored.cid, None, Scope::Local, Purpose::Own).await;
        let (got, error) = match stream {
            Ok(stream) => drain(stream).await,
            Err(error) => (Vec::new(), Some(error)),
        };
        assert!(matches!(error, Some(CodexError::Corrupt(_))), "{error:?}");
        assert!(data.starts_with(&got));
        // A rewritten file has another time: that error says so.
        file(&bench.path("file"), b"short");
        let changed = read(&bench.codex, stored.cid, None).await;
        assert_eq!(changed, Err(CodexError::Changed(bench.path("file"))));
        std::fs::remove_file(bench.path("file")).expect("removes");
        let vanished = read(&bench.codex, stored.cid, None).await;
        assert_eq!(vanished, Err(CodexError::Vanished(bench.path("file"))));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_not_the_hashed_one_is_not_imported() {
    on_each_node(async |bench| {
        let path = bench.path("file");
        let old = file(&path, b"before");
        let import = |stamp| {
            bench.codex.import(path.clone(), stamp, hashes(b"before"), DatasetLabel::placement())
        };
        let other = FileStamp { mtime_ns: old.mtime_ns - 1, ..old };
        assert_eq!(import(other).await, Err(CodexError::Changed(path.clone())));
        file(&path, b"something longer");
        assert_eq!(import(old).await, Err(CodexError::Changed(path.clone())));
        std::fs::remove_file(&path).expect("removes");
        assert_eq!(import(old).await, Err(CodexError::Vanished(path.clone())));
        assert_eq!(bench.codex.list().await, Ok(Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn empty_content_and_bad_labels_are_refused() {
    on_each_node(async |bench| {
        let upload = |body, filename: Option<&str>, mimetype: Option<&str>| {
            let label = DatasetLabel {
                filename: filename.map(str::to_owned),
                mimetype: mimetype.map(str::to_owned),
            };
            bench.codex.upload(body, label)
        };
        let (tx, empty) = mpsc::channel(1);
        drop(tx);
        let x = || UploadBody::Bytes(Bytes::from_static(b"x"));
        for refused in [
            upload(UploadBody::Bytes(Bytes::new()), None, None).await,
            upload(UploadBody::Stream(empty), None, None).await,
            upload(x(), Some("a*b"), None).await,
            upload(x(), None, Some("text/plain; charset=utf-8")).await,
        ] {
            assert!(matches!(refused, Err(CodexError::Refused(_))), "{refused:?}");
        }
        assert_eq!(bench.codex.list().await, Ok(Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn only_bytes_for_others_count_as_served_and_only_once() {
    on_each_node(async |bench| {
        let data = prng(300_000, 23);
        let stored = bench.import("file", &data).await;
        read(&bench.codex, stored.cid, None).await.expect("reads");
        let range = Some(10..290_010);
        let stream = bench.codex.fetch(stored.cid, range, Scope::Local, Purpose::Serve).await;
        assert_eq!(drain(stream.expect("opens")).await, (data[10..290_010].to_vec(), None));
        assert_eq!(bench.codex.take_served().await, Ok(vec![(stored.cid, 290_000)]));
        assert_eq!(bench.codex.take_served().await, Ok(Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn dropping_a_stream_ends_its_work() {
    on_each_node(async |bench| {
        let stored = bench.import("file", &prng(3_000_000, 29)).await;
        let before = bench.tasks.running();
        let stream = bench.codex.fetch(stored.cid, None, Scope::Local, Purpose::Own).await;
        drop(stream.expect("opens"));
        let ended = async {
            while bench.tasks.running() > before {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), ended).await.expect("ends");
    })
    .await;
}

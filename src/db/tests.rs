//! Behaviour of the session database on real files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::json;

use super::*;

const FIXTURE_V1: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/state/v1.sqlite");
const FIXTURE_V2: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/state/v2.sqlite");

fn clock() -> Clock {
    Clock::manual(1_700_000_000)
}

fn open(dir: &Path) -> (Db, Stored) {
    Db::open(&dir.join("qcodex.db"), clock()).unwrap()
}

fn reopen(dir: &Path) -> Stored {
    open(dir).1
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn torrent(n: u8) -> Change {
    Change::PutTorrent { id: [n; 20], queue: Some(u32::from(n)), resume: vec![1, n] }
}

fn setting(key: &str, value: impl Into<serde_json::Value>) -> Change {
    Change::PutSetting { key: key.to_owned(), value: value.into() }
}

/// A step of the history, which there is since schema 2.
fn history_row() -> HistoryRow {
    HistoryRow {
        step: 60,
        at: 1_699_999_980,
        downloaded: 1 << 40,
        uploaded: 7,
        quota_used: Some(3),
        quota_max: None,
        torrents: 1,
    }
}

/// One of everything; what the fixture of the newest schema was made from. That of schema 1 has
/// no history.
fn one_of_each() -> Vec<Change> {
    [first_of_each(), vec![Change::PutHistory(history_row())]].concat()
}

/// One of everything that there was in schema 1.
fn first_of_each() -> Vec<Change> {
    let id = [7; 20];
    vec![
        Change::PutTorrent { id, queue: None, resume: vec![1, 2, 3] },
        Change::PutMetainfo { id, bytes: b"d4:infod4:name1:aee".to_vec() },
        Change::PutProgress { id, bytes: vec![1, 255] },
        Change::PutLeaves { id, file: 2, bytes: vec![9; 64] },
        setting("save_path", "/srv/downloads"),
        Change::PutCategory { name: "tv/hd".to_owned(), options: json!({"savePath": "/srv/tv"}) },
        Change::PutTag { name: "keep".to_owned() },
        Change::PutDataset(DatasetRow {
            node: "embedded".to_owned(),
            cid: "zDvManifest".to_owned(),
            tree: "zDzTree".to_owned(),
            length: 1 << 40,
            how: Holding::Reference,
            path: Some("/srv/downloads/ä".to_owned()),
        }),
        Change::AddReference { owner: Owner::Torrent(id), cid: "zDvManifest".to_owned() },
        Change::AddReference {
            owner: Owner::Record("zDvRecord".to_owned()),
            cid: "zDvManifest".to_owned(),
        },
        Change::PutCatalogue {
            hash: vec![5; 32],
            record: "zDvRecord".to_owned(),
            bytes: Some(b"de".to_vec()),
        },
        Change::PutStat { name: "alltime_ul".to_owned(), value: 12_345 },
        Change::PutKv { space: "rss".to_owned(), key: "feeds".to_owned(), value: vec![0, 1] },
    ]
}

fn assert_one_of_each(stored: &Stored) {
    let [row] = stored.torrents.as_slice() else { panic!("{:?}", stored.torrents) };
    assert_eq!((row.id, row.queue, row.resume.as_slice()), ([7; 20], None, &[1, 2, 3][..]));
    assert_eq!(row.metainfo.as_deref(), Some(&b"d4:infod4:name1:aee"[..]));
    assert_eq!(row.progress.as_deref(), Some(&[1, 255][..]));
    assert_eq!(stored.settings["save_path"], json!("/srv/downloads"));
    assert_eq!(stored.categories[0].options, json!({"savePath": "/srv/tv"}));
    assert_eq!(stored.tags, ["keep"]);
    assert_eq!(stored.datasets[0].length, 1 << 40);
    assert_eq!(stored.datasets[0].how, Holding::Reference);
    assert_eq!(stored.datasets[0].path.as_deref(), Some("/srv/downloads/ä"));
    let owners: Vec<_> = stored.references.iter().map(|(owner, _)| owner.clone()).collect();
    assert_eq!(owners, [Owner::Torrent([7; 20]), Owner::Record("zDvRecord".to_owned())]);
    assert_eq!(stored.catalogue_rows, 1);
    assert_eq!(stored.stats["alltime_ul"], 12_345);
    assert_eq!(stored.kv[&("rss".to_owned(), "feeds".to_owned())], [0, 1]);
}

#[test]
fn a_reopened_database_has_everything() {
    let dir = tempfile::tempdir().unwrap();
    let (db, empty) = open(dir.path());
    assert_eq!(empty, Stored::default());
    block_on(async {
        db.write(one_of_each()).await.unwrap();
        db.close().await.unwrap();
    });
    let (db, stored) = open(dir.path());
    assert_one_of_each(&stored);
    assert_eq!(stored.history, [history_row()]);
    assert_eq!(stored.last_clean_torrents, Some(1));
    block_on(async {
        let row = db.catalogue(&[5; 32]).await.unwrap().unwrap().unwrap();
        assert_eq!((row.record.as_str(), row.bytes.as_deref()), ("zDvRecord", Some(&b"de"[..])));
        assert_eq!(row.seen_at, 1_700_000_000);
        assert_eq!(db.catalogue(&[6; 32]).await.unwrap().unwrap(), None);
        assert_eq!(db.fetch_leaves([7; 20], 2).await.unwrap().unwrap(), Some(vec![9; 64]));
        assert_eq!(db.fetch_leaves([7; 20], 3).await.unwrap().unwrap(), None);
        let metainfo = db.metainfo([7; 20]).await.unwrap().unwrap();
        assert_eq!(metainfo.unwrap().len(), 19);
    });
}

#[test]
fn a_database_of_schema_1_opens_with_its_content() {
    let dir = tempfile::tempdir().unwrap();
    fs::copy(FIXTURE_V1, dir.path().join("qcodex.db")).unwrap();
    let stored = reopen(dir.path());
    assert_one_of_each(&stored);
    assert_eq!((stored.last_clean_torrents, &*stored.history), (Some(1), &[][..]));
}

#[test]
fn a_database_of_schema_2_opens_with_its_content() {
    let dir = tempfile::tempdir().unwrap();
    fs::copy(FIXTURE_V2, dir.path().join("qcodex.db")).unwrap();
    let stored = reopen(dir.path());
    assert_one_of_each(&stored);
    assert_eq!((stored.last_clean_torrents, &*stored.history), (Some(1), &[history_row()][..]));
}

#[test]
fn the_history_is_trimmed_by_step() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = open(dir.path());
    let put = |step, at| Change::PutHistory(HistoryRow { step, at, ..history_row() });
    block_on(async {
        let rows = vec![put(60, 0), put(60, 60), put(60, 120), put(900, 0), put(60, 60)];
        db.write(rows).await.unwrap();
        db.write(vec![Change::TrimHistory { step: 60, before: 60 }]).await.unwrap();
    });
    drop(db);
    let left: Vec<_> = reopen(dir.path()).history.iter().map(|row| (row.step, row.at)).collect();
    assert_eq!(left, [(900, 0), (60, 60), (60, 120)]);
}

#[test]
fn a_torrents_copies_in_a_node_are_found() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = open(dir.path());
    let row = |node: &str, cid: &str, how| {
        Change::PutDataset(DatasetRow {
            node: node.to_owned(),
            cid: cid.to_owned(),
            tree: String::new(),
            length: 5,
            how,
            path: None,
        })
    };
    let needs = |owner, cid: &str| Change::AddReference { owner, cid: cid.to_owned() };
    block_on(async {
        db.write(vec![
            row("a", "z1", Holding::Owned),
            row("b", "z1", Holding::Owned),
            row("a", "z2", Holding::Reference),
            row("a", "z3", Holding::Owned),
            needs(Owner::Torrent([1; 20]), "z1"),
            needs(Owner::Torrent([1; 20]), "z2"),
            needs(Owner::Torrent([2; 20]), "z3"),
            needs(Owner::Record("z1".to_owned()), "z3"),
        ])
        .await
        .unwrap();
        let copies = db.copies("a", [1; 20]).await.unwrap().unwrap();
        assert_eq!(copies, [("z1".to_owned(), 5)]);
    });
}

/// Makes the fixture of the newest schema; see `fixtures/state/README.md`.
#[test]
#[ignore = "writes into fixtures/"]
fn write_the_fixture() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = open(dir.path());
    block_on(async {
        db.write(one_of_each()).await.unwrap();
        db.close().await.unwrap();
    });
    fs::create_dir_all(Path::new(FIXTURE_V2).parent().unwrap()).unwrap();
    fs::copy(dir.path().join("qcodex.db"), FIXTURE_V2).unwrap();
}

#[test]
fn a_newer_schema_is_refused_and_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("qcodex.db");
    let conn = Connection::open(&path).unwrap();
    conn.pragma_update(None, "user_version", 999).unwrap();
    drop(conn);
    let before = fs::read(&path).unwrap();
    let error = Db::open(&path, clock()).unwrap_err();
    assert!(matches!(error, DbError::Newer { found: 999, .. }), "{error}");
    assert!(error.to_string().contains("schema 999"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_damaged_file_is_refused_with_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("qcodex.db");
    fs::write(&path, vec![b'x'; 8192]).unwrap();
    let error = Db::open(&path, clock()).unwrap_err();
    assert!(matches!(error, DbError::Corrupt(_)), "{error:?}");
}

#[test]
fn a_list_of_changes_is_stored_whole_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    // The file may not grow, so the large change fails as on a full disk.
    let path = dir.path().join("qcodex.db");
    let (db, _) = Db::open_with(&path, clock(), |conn| {
        let pages: i64 = conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
        Ok(conn.pragma_update(None, "max_page_count", pages + 4)?)
    })
    .unwrap();
    let too_large = Change::PutMetainfo { id: [1; 20], bytes: vec![0; 1 << 20] };
    // Submitted before any is awaited, so that they may share a commit.
    let answers = [
        db.submit(vec![setting("first", 1)]),
        db.submit(vec![torrent(1), too_large, setting("half", 2)]),
        db.submit(vec![setting("last", 3)]),
    ];
    let results: Vec<_> = answers
        .into_iter()
        .map(|answer| block_on(answer).unwrap().map_err(|e| e.to_string()))
        .collect();
    assert_eq!(results[0], Ok(()));
    assert_eq!(results[1], Err(DbError::Full.to_string()));
    assert_eq!(results[2], Ok(()));
    drop(db);
    let stored = reopen(dir.path());
    assert_eq!(stored.torrents, []);
    assert_eq!(stored.settings.keys().collect::<Vec<_>>(), ["first", "last"]);
}

#[test]
fn later_submissions_win() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = open(dir.path());
    let answers: Vec<_> = (0..1000).map(|n| db.submit(vec![setting("n", n)])).collect();
    for answer in answers {
        block_on(answer).unwrap().unwrap();
    }
    assert_eq!(reopen(dir.path()).settings["n"], json!(999));
}

#[test]
fn what_was_answered_survives_a_lost_process() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = open(dir.path());
    block_on(db.write(vec![torrent(3)])).unwrap();
    // The files as a killed process leaves them: no close, no checkpoint.
    let crash = tempfile::tempdir().unwrap();
    for name in ["qcodex.db", "qcodex.db-wal"] {
        fs::copy(dir.path().join(name), crash.path().join(name)).unwrap();
    }
    drop(db);
    for stored in [reopen(crash.path()), reopen(dir.path())] {
        assert_eq!(stored.torrents.len(), 1);
        assert_eq!(stored.last_clean_torrents, None);
    }
}

#[test]
fn after_the_close_every_call_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = open(dir.path());
    let twin = db.clone();
    block_on(async {
        db.close().await.unwrap();
        assert!(matches!(twin.write(vec![torrent(1)]).await, Err(DbError::Closed)));
        assert!(twin.catalogue(&[1; 20]).await.is_err());
        assert!(matches!(twin.close().await, Err(DbError::Closed)));
    });
}

#[test]
fn a_disk_that_cannot_follow_is_an_error_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = open(dir.path());
    db.waiting.fetch_add(WAITING_MAX_BYTES, Ordering::AcqRel);
    let error = block_on(db.write(vec![torrent(1)])).unwrap_err();
    assert!(matches!(error, DbError::Behind { waiting_bytes: WAITING_MAX_BYTES }), "{error}");
    db.waiting.fetch_sub(WAITING_MAX_BYTES, Ordering::AcqRel);
    block_on(db.write(vec![torrent(1)])).unwrap();
    assert_eq!(db.waiting.load(Ordering::Acquire), 0);
}

#[test]
fn a_clean_stop_counts_torrents_and_a_later_removal_is_not_a_loss() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = open(dir.path());
    block_on(async {
        db.write((1..=3).map(torrent).collect()).await.unwrap();
        db.close().await.unwrap();
    });
    let (db, stored) = open(dir.path());
    assert_eq!(stored.last_clean_torrents, Some(3));
    let gone = Change::DeleteTorrent { id: [2; 20] };
    let never_there = Change::DeleteTorrent { id: [9; 20] };
    block_on(db.write(vec![gone, never_there])).unwrap();
    drop(db);
    let stored = reopen(dir.path());
    assert_eq!((stored.torrents.len(), stored.last_clean_torrents), (2, Some(2)));
}

#[test]
fn a_deleted_torrent_leaves_no_row_and_a_rekeyed_one_takes_all_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = open(dir.path());
    block_on(async {
        db.write(one_of_each()).await.unwrap();
        db.write(vec![Change::RekeyTorrent { old: [7; 20], new: [8; 20] }]).await.unwrap();
        assert!(db.fetch_leaves([8; 20], 2).await.unwrap().unwrap().is_some());
    });
    let stored = reopen(dir.path());
    assert_eq!(stored.torrents[0].id, [8; 20]);
    assert!(stored.torrents[0].metainfo.is_some() && stored.torrents[0].progress.is_some());
    assert!(stored.references.contains(&(Owner::Torrent([8; 20]), "zDvManifest".to_owned())));
    block_on(async {
        db.write(vec![Change::DeleteTorrent { id: [8; 20] }]).await.unwrap();
        assert_eq!(db.fetch_leaves([8; 20], 2).await.unwrap().unwrap(), None);
        assert_eq!(db.metainfo([8; 20]).await.unwrap().unwrap(), None);
    });
    let stored = reopen(dir.path());
    assert_eq!(stored.torrents, []);
    assert_eq!(stored.references.len(), 1);
}

#[test]
fn a_catalogue_row_keeps_its_record_bytes_only_for_the_same_record() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = open(dir.path());
    let put = |record: &str, bytes: Option<&[u8]>| Change::PutCatalogue {
        hash: vec![1; 20],
        record: record.to_owned(),
        bytes: bytes.map(<[u8]>::to_vec),
    };
    block_on(async {
        db.write(vec![put("zA", Some(b"a")), put("zA", None)]).await.unwrap();
        let row = db.catalogue(&[1; 20]).await.unwrap().unwrap().unwrap();
        assert_eq!(row.bytes.as_deref(), Some(&b"a"[..]));
        db.write(vec![put("zB", None)]).await.unwrap();
        let row = db.catalogue(&[1; 20]).await.unwrap().unwrap().unwrap();
        assert_eq!((row.record.as_str(), row.bytes), ("zB", None));
    });
}

#[test]
fn one_backup_a_day_and_the_last_seven_are_kept() {
    let dir = tempfile::tempdir().unwrap();
    let backups = dir.path().join("backups");
    let clock = clock();
    let (db, _) = Db::open(&dir.path().join("qcodex.db"), clock.clone()).unwrap();
    block_on(async {
        db.write(vec![torrent(1)]).await.unwrap();
        let first = db.backup_daily(&backups).await.unwrap().unwrap().unwrap();
        assert!(first.ends_with("qcodex-2023-11-14.db"), "{first:?}");
        assert_eq!(db.backup_daily(&backups).await.unwrap().unwrap(), None);
        let (_, copy) = Db::open(&first, clock.clone()).unwrap();
        assert_eq!(copy.torrents.len(), 1);
        for _ in 0..8 {
            clock.advance(Duration::from_hours(24));
            db.backup_daily(&backups).await.unwrap().unwrap().unwrap();
        }
    });
    let mut names: Vec<_> = fs::read_dir(&backups)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "db"))
        .collect();
    names.sort();
    assert_eq!(names.len(), 7);
    assert_eq!(names[0], "qcodex-2023-11-16.db");
}

#[test]
fn ten_thousand_torrents_are_stored_and_come_back_in_queue_order() {
    let dir = tempfile::tempdir().unwrap();
    let (db, _) = open(dir.path());
    let answers: Vec<_> = (0..10_000_u32)
        .map(|n| {
            let mut id = [0; 20];
            id[..4].copy_from_slice(&n.to_le_bytes());
            db.submit(vec![
                Change::PutTorrent { id, queue: Some(10_000 - n), resume: vec![1; 600] },
                Change::PutMetainfo { id, bytes: vec![2; 2000] },
                Change::PutProgress { id, bytes: vec![3; 40] },
            ])
        })
        .collect();
    for answer in answers {
        block_on(answer).unwrap().unwrap();
    }
    let stored = reopen(dir.path());
    assert_eq!(stored.torrents.len(), 10_000);
    assert!(stored.torrents.is_sorted_by_key(|row| row.queue));
}

fn any_change() -> impl Strategy<Value = Change> {
    let id = || (0..3_u8).prop_map(|n| [n; 20]);
    let name = || "[ab]";
    let bytes = || prop::collection::vec(any::<u8>(), 0..4);
    let owner = || prop_oneof![id().prop_map(Owner::Torrent), name().prop_map(Owner::Record),];
    prop_oneof![
        (id(), prop::option::of(0..3_u32), bytes())
            .prop_map(|(id, queue, resume)| Change::PutTorrent { id, queue, resume }),
        (id(), bytes()).prop_map(|(id, bytes)| Change::PutMetainfo { id, bytes }),
        (id(), bytes()).prop_map(|(id, bytes)| Change::PutProgress { id, bytes }),
        id().prop_map(|id| Change::DeleteTorrent { id }),
        (id(), id()).prop_map(|(old, new)| Change::RekeyTorrent { old, new }),
        (name(), any::<i64>()).prop_map(|(key, n)| setting(&key, n)),
        name().prop_map(|key| Change::DeleteSetting { key }),
        name().prop_map(|name| Change::PutTag { name }),
        name().prop_map(|name| Change::DeleteTag { name }),
        (owner(), name()).prop_map(|(owner, cid)| Change::AddReference { owner, cid }),
        (owner(), name()).prop_map(|(owner, cid)| Change::RemoveReference { owner, cid }),
        (name(), 0..u64::MAX / 2).prop_map(|(name, value)| Change::PutStat { name, value }),
        (name(), name(), bytes()).prop_map(|(space, key, value)| Change::PutKv {
            space,
            key,
            value
        }),
        (name(), name()).prop_map(|(space, key)| Change::DeleteKv { space, key }),
    ]
}

/// What the changes mean, on plain maps.
#[derive(Default)]
struct Model {
    torrents: BTreeMap<TorrentKey, (Option<u32>, Vec<u8>)>,
    metainfo: BTreeMap<TorrentKey, Vec<u8>>,
    progress: BTreeMap<TorrentKey, Vec<u8>>,
    rest: Stored,
}

impl Model {
    fn delete(&mut self, id: TorrentKey) {
        self.torrents.remove(&id);
        self.metainfo.remove(&id);
        self.progress.remove(&id);
        self.rest.references.retain(|(owner, _)| *owner != Owner::Torrent(id));
    }

    fn rekey(&mut self, old: TorrentKey, new: TorrentKey) {
        if old == new {
            return;
        }
        self.delete(new);
        for map in [&mut self.metainfo, &mut self.progress] {
            if let Some(bytes) = map.remove(&old) {
                map.insert(new, bytes);
            }
        }
        if let Some(row) = self.torrents.remove(&old) {
            self.torrents.insert(new, row);
        }
        self.rest.references = std::mem::take(&mut self.rest.references)
            .into_iter()
            .map(|(owner, cid)| {
                (if owner == Owner::Torrent(old) { Owner::Torrent(new) } else { owner }, cid)
            })
            .collect();
    }

    fn apply(&mut self, change: Change) {
        let rest = &mut self.rest;
        match change {
            Change::PutTorrent { id, queue, resume } => {
                self.torrents.insert(id, (queue, resume));
            }
            Change::PutMetainfo { id, bytes } => {
                self.metainfo.insert(id, bytes);
            }
            Change::PutProgress { id, bytes } => {
                self.progress.insert(id, bytes);
            }
            Change::DeleteTorrent { id } => self.delete(id),
            Change::RekeyTorrent { old, new } => self.rekey(old, new),
            Change::PutSetting { key, value } => {
                rest.settings.insert(key, value);
            }
            Change::DeleteSetting { key } => {
                rest.settings.remove(&key);
            }
            Change::PutTag { name } => {
                rest.tags.push(name);
                rest.tags.sort();
                rest.tags.dedup();
            }
            Change::DeleteTag { name } => rest.tags.retain(|tag| *tag != name),
            Change::AddReference { owner, cid } => {
                rest.references.insert((owner, cid));
            }
            Change::RemoveReference { owner, cid } => {
                rest.references.remove(&(owner, cid));
            }
            Change::PutStat { name, value } => {
                rest.stats.insert(name, value);
            }
            Change::PutKv { space, key, value } => {
                rest.kv.insert((space, key), value);
            }
            Change::DeleteKv { space, key } => {
                rest.kv.remove(&(space, key));
            }
            other => panic!("not generated: {other:?}"),
        }
    }

    fn stored(mut self) -> Stored {
        let mut rows: Vec<_> = self
            .torrents
            .into_iter()
            .map(|(id, (queue, resume))| TorrentRow {
                id,
                queue,
                resume,
                metainfo: self.metainfo.remove(&id),
                progress: self.progress.remove(&id),
            })
            .collect();
        rows.sort_by_key(|row| (row.queue.is_none(), row.queue, row.id));
        self.rest.torrents = rows;
        self.rest
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn random_changes_read_back_as_the_model_says(
        lists in prop::collection::vec(prop::collection::vec(any_change(), 0..6), 0..12),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let (db, _) = open(dir.path());
        let mut model = Model::default();
        let mut answers = Vec::new();
        for list in lists {
            for change in list.clone() {
                model.apply(change);
            }
            answers.push(db.submit(list));
        }
        for answer in answers {
            block_on(answer).unwrap().unwrap();
        }
        drop(db);
        prop_assert_eq!(reopen(dir.path()), model.stored());
    }
}

//! What tests of this module share.

use super::*;

/// A hybrid of a path, not seeded.
pub(super) fn task(source: &str) -> CreateTask {
    CreateTask {
        source_path: PathBuf::from(source),
        torrent_path: None,
        format: TorrentFormat::Hybrid,
        piece_size: 0,
        private: false,
        ignore_dotfiles: true,
        pad_above: None,
        comment: String::new(),
        source: String::new(),
        trackers: vec![String::new()],
        web_seeds: vec![String::new()],
        start_seeding: false,
        publish: false,
    }
}

mod disk {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;
    use std::sync::Arc;

    use tempfile::TempDir;
    use tokio_util::sync::CancellationToken;

    use super::super::CreateTask;
    use super::super::job::{Failure, Job, Progress};
    use super::super::scan::{MAX_DEPTH, scan};
    use super::task;
    use crate::session::DatasetHasher;
    use crate::torrent::{CreateError, TorrentFormat};

    fn put(folder: &Path, name: &str, content: &[u8]) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn names(folder: &Path, ignore_dotfiles: bool) -> Result<Vec<String>, String> {
        let found = scan(folder, ignore_dotfiles, &CancellationToken::new());
        let found = found.map_err(|failure| failure.to_string())?;
        Ok(found.files.into_iter().map(|file| file.name).collect())
    }

    fn job(task: CreateTask, target: &Path) -> Job {
        Job {
            id: "id".to_owned(),
            task: Arc::new(task),
            path: target.to_path_buf(),
            created: 1,
            progress: Arc::new(Progress::default()),
            resources: crate::resources::Resources::default(),
            stop: CancellationToken::new(),
        }
    }

    #[test]
    fn own_files_come_first_and_numbers_count() {
        let folder = TempDir::new().unwrap();
        let source = folder.path().join("src");
        for name in ["b10", "B2", "a/z", "a/.hidden", ".dot/x", "a10/x", "a2/x", "a/b/c", "z/.d/x"]
        {
            put(&source, name, b"x");
        }
        let plain = ["B2", "b10", "a/z", "a/b/c", "a2/x", "a10/x"];
        assert_eq!(names(&source, true).unwrap(), plain);
        let all = names(&source, false).unwrap();
        assert_eq!(all.len(), 9);
        assert_eq!(names(&source.join("b10"), true).unwrap(), ["b10"]);
        assert!(names(&source.join("a/.hidden"), true).unwrap_err().contains("Ignore dotfiles"));
        assert_eq!(names(&source.join("a/.hidden"), false).unwrap(), [".hidden"]);
        // The source itself may have such a name.
        assert_eq!(names(&source.join(".dot"), true).unwrap(), ["x"]);
    }

    #[test]
    fn links_stay_in_the_source() {
        let folder = TempDir::new().unwrap();
        let source = folder.path().join("src");
        put(&source, "sub/real", b"content");
        put(folder.path(), "secret", b"secret");
        symlink("sub/real", source.join("inside")).unwrap();
        symlink("..", source.join("sub/up")).unwrap();
        symlink("nowhere", source.join("dangling")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, source.join("pipe"), rustix::fs::Mode::RUSR).unwrap();
        assert_eq!(names(&source, true).unwrap(), ["inside", "sub/real"]);
        // The source may be a link: it has the link's name.
        let link = folder.path().join("link");
        symlink("src", &link).unwrap();
        let found = scan(&link, true, &CancellationToken::new()).unwrap();
        assert_eq!((found.name.as_str(), found.files.len()), ("link", 2));
        symlink("../../secret", source.join("sub/out")).unwrap();
        let error = names(&source, true).unwrap_err();
        assert!(error.contains("sub/out") && error.contains("leads out"), "{error}");
    }

    #[test]
    fn a_source_has_to_be_there_and_bounded() {
        let folder = TempDir::new().unwrap();
        let path = folder.path();
        assert!(names(Path::new(""), true).unwrap_err().contains("empty"));
        assert!(names(Path::new("a/b"), true).unwrap_err().contains("absolute"));
        assert!(names(&path.join("none"), true).unwrap_err().contains("does not exist"));
        assert!(names(Path::new("/dev/null"), true).unwrap_err().contains("neither"));
        assert!(names(path, true).unwrap_err().contains("Ignore dotfiles"));
        assert_eq!(names(path, false).unwrap_err(), "no files in torrent");
        let deep = vec!["d"; MAX_DEPTH].join("/");
        put(path, &format!("{deep}/x"), b"x");
        assert!(names(path, true).unwrap_err().contains("levels"));
        let stop = CancellationToken::new();
        stop.cancel();
        assert!(matches!(scan(path, true, &stop), Err(Failure::Cancelled)));
    }

    #[test]
    fn a_name_that_is_no_text_is_refused_by_name() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = TempDir::new().unwrap();
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
        if fs::write(folder.path().join(name), b"x").is_ok() {
            assert!(names(folder.path(), true).unwrap_err().contains("UTF-8"));
        }
    }

    #[test]
    fn what_changes_is_not_made_into_a_torrent() {
        type Change = fn(&Path);
        let changes: [(&str, Change); 4] = [
            ("changed", |path| fs::write(path, b"other, longer").unwrap()),
            ("changed", |path| {
                fs::File::options().write(true).open(path).unwrap().set_len(3).unwrap();
            }),
            ("does not exist", |path| fs::remove_file(path).unwrap()),
            ("changed", |path| {
                let content = fs::read(path).unwrap();
                fs::remove_file(path).unwrap();
                fs::create_dir(path).unwrap();
                fs::write(path.join("x"), content).unwrap();
            }),
        ];
        for (word, change) in changes {
            let folder = TempDir::new().unwrap();
            let source = folder.path().join("src");
            put(&source, "a", b"first");
            put(&source, "b", b"second");
            let job = job(task(source.to_str().unwrap()), &folder.path().join("out.torrent"));
            let found = scan(&source, true, &job.stop).unwrap();
            change(&source.join("b"));
            let error = job.make_of(&found).unwrap_err().to_string();
            assert!(error.contains(word) && error.contains("src/b"), "{error}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "only the source");
        }
    }

    #[test]
    fn a_stopped_job_leaves_what_was_there() {
        let folder = TempDir::new().unwrap();
        let source = folder.path().join("src");
        put(&source, "a", b"first");
        let target = folder.path().join("out.torrent");
        fs::write(&target, b"old").unwrap();
        let job = job(task(source.to_str().unwrap()), &target);
        let found = scan(&source, true, &job.stop).unwrap();
        job.stop.cancel();
        assert!(matches!(job.make_of(&found), Err(Failure::Cancelled)));
        assert_eq!(fs::read(&target).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file");
    }

    #[test]
    fn a_result_replaces_a_file_but_never_content_and_never_a_folder() {
        let folder = TempDir::new().unwrap();
        let source = folder.path().join("src");
        put(&source, "a", b"first");
        fs::hard_link(source.join("a"), folder.path().join("same")).unwrap();
        let make = |target: &str| {
            let job = job(task(source.to_str().unwrap()), &folder.path().join(target));
            job.make().map(|_| ())
        };
        for target in ["src/a", "same"] {
            assert!(matches!(make(target), Err(Failure::ReplacesContent(_))), "{target}");
        }
        assert!(matches!(make("src"), Err(Failure::Unwritable(..))));
        assert!(matches!(make("src/a/x.torrent"), Err(Failure::Unwritable(..))));
        assert_eq!(fs::read(source.join("a")).unwrap(), b"first");
        fs::write(folder.path().join("x.torrent"), b"old").unwrap();
        make("x.torrent").unwrap();
        make("new/folder/x.torrent").unwrap();
        let read = |path: &str| fs::read(folder.path().join(path)).unwrap();
        assert_eq!(read("x.torrent"), read("new/folder/x.torrent"));
    }

    #[test]
    fn one_read_makes_the_hashes_of_codex_too() {
        let folder = TempDir::new().unwrap();
        let source = folder.path().join("src");
        put(&source, "a", &vec![7; 200_000]);
        put(&source, "b/empty", b"");
        put(&source, "c", b"second");
        let target = folder.path().join("x.torrent");
        let made = job(task(source.to_str().unwrap()), &target).make().unwrap();
        assert!(made.hashes.is_empty(), "nobody needs them");
        for (start_seeding, publish) in [(true, false), (false, true)] {
            let task = CreateTask { start_seeding, publish, ..task(source.to_str().unwrap()) };
            let made = job(task, &target).make().unwrap();
            let of = |content: &[u8]| {
                let mut hasher = DatasetHasher::new();
                hasher.push(content);
                hasher.finish().unwrap()
            };
            let found: Vec<_> =
                made.hashes.into_iter().map(|(index, (hashes, _))| (index, hashes)).collect();
            assert_eq!(found, [(0, of(&vec![7; 200_000])), (2, of(b"second"))]);
        }
    }

    #[test]
    fn names_of_this_disk_are_kept_and_found_again() {
        let folder = TempDir::new().unwrap();
        let source = folder.path().join("what: a show?");
        for name in ["ok.txt", "a:b.mkv", "CON", "sub./x "] {
            put(&source, name, name.as_bytes());
        }
        for format in [TorrentFormat::V1, TorrentFormat::V2, TorrentFormat::Hybrid] {
            let task = CreateTask { format, ..task(source.to_str().unwrap()) };
            let made = job(task, &folder.path().join("x.torrent")).make().unwrap();
            let raw = String::from_utf8_lossy(&made.metainfo.info_bytes).into_owned();
            for name in ["6:ok.txt", "7:a:b.mkv", "3:CON", "4:sub.", "2:x ", "13:what: a show?"] {
                assert!(raw.contains(name), "{name} in {raw}");
            }
            let real: Vec<&String> = made.renames.values().collect();
            assert_eq!(real.len(), 4, "the folder's name alone changes them all: {real:?}");
            for path in real {
                assert!(folder.path().join(path).is_file(), "{path}");
            }
        }
        put(&source, "line\nbreak", b"x");
        let task = task(source.to_str().unwrap());
        let error = job(task, &folder.path().join("x.torrent")).make().unwrap_err();
        assert!(matches!(error, Failure::Torrent(CreateError::BadPath(_))), "{error}");
    }
}

use std::io::ErrorKind;
use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use super::copy::{CHUNK, COPYING};
use super::*;

/// Old name, new name, what it holds; `None` for an empty file that has to be made.
type Files = [(&'static str, &'static str, Option<&'static [u8]>)];

const SOME: &Files = &[
    ("t/a.!qB", "t/a", Some(b"aaa")),
    ("t/sub/b", "t/sub/b", Some(b"\0\0\0b")),
    ("t/empty", "t/empty", None),
    ("t/c", "t/other/c", Some(b"")),
];

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn carry(from: &Path, to: &Path, files: &Files) -> Carry {
    let moves = files.iter().map(|(old, new, bytes)| {
        let (from, to) = (from.join(old), to.join(new));
        let standing = match bytes {
            None => Standing::Empty,
            Some(_) if to.exists() => Standing::Both,
            Some(_) => Standing::Here,
        };
        Move { from, to, standing }
    });
    Carry::new(moves.collect(), from, to, "0123456789ab".to_owned())
}

fn place(from: &Path, files: &Files) {
    for (old, _, bytes) in files {
        if let Some(bytes) = bytes {
            write(&from.join(old), bytes);
        }
    }
}

/// Every file below a folder: path and bytes.
fn all(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                found.push((name, std::fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn expected(files: &Files, new: bool) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<_> = files
        .iter()
        .filter(|(_, _, bytes)| new || bytes.is_some())
        .map(|(old, now, bytes)| {
            let name = if new { now } else { old };
            ((*name).to_owned(), bytes.unwrap_or_default().to_vec())
        })
        .collect();
    all.sort();
    all
}

/// Renames of files cross file systems.
fn crosses(step: &str, path: &Path) -> Option<io::Error> {
    let named = path.to_string_lossy().ends_with(COPYING);
    (step == "Rename" && !named).then(|| ErrorKind::CrossesDevices.into())
}

fn crossing() -> Fault {
    Arc::new(crosses)
}

/// From the `n`th step on nothing happens any more, as after a crash.
fn crash_at(n: usize, copies: bool) -> (Fault, Arc<AtomicBool>) {
    let (left, crashed) = (AtomicUsize::new(n), Arc::new(AtomicBool::new(false)));
    let seen = Arc::clone(&crashed);
    let fault: Fault = Arc::new(move |step: &str, path: &Path| {
        if left.load(Ordering::SeqCst) == 0 {
            crashed.store(true, Ordering::SeqCst);
            return Some(io::Error::other("crash"));
        }
        left.fetch_sub(1, Ordering::SeqCst);
        if copies { crosses(step, path) } else { None }
    });
    (fault, seen)
}

#[test]
fn files_move_empty_ones_appear_and_empty_folders_go() {
    for copies in [false, true] {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("tmp"), dir.path().join("done"));
        place(&from, SOME);
        let before = std::fs::metadata(from.join("t/a.!qB")).unwrap();
        let mut carry = carry(&from, &to, SOME);
        carry.fault = copies.then(crossing);
        let carried = carry.there().unwrap();
        assert!(!carried.recheck);
        let after = std::fs::metadata(to.join("t/a")).unwrap();
        assert_eq!(before.modified().unwrap(), after.modified().unwrap());
        assert_eq!(before.ino() == after.ino(), !copies);
        // Sources of copies stay until the new place is written down.
        let left = if copies { expected(SOME, false) } else { Vec::new() };
        assert_eq!(all(&from), left);
        carry.clear();
        assert_eq!(all(&to), expected(SOME, true));
        assert!(from.exists() && !from.join("t").exists());
        // Again, as after a crash that nobody noticed.
        assert_eq!(carry.there().unwrap(), carried);
        carry.clear();
        assert_eq!(all(&to), expected(SOME, true));
    }
}

#[test]
fn a_crash_at_any_step_leaves_every_file_whole_and_both_ways_open() {
    for copies in [false, true] {
        for back in [false, true] {
            for n in 0.. {
                let dir = tempfile::tempdir().unwrap();
                let (from, to) = (dir.path().join("tmp"), dir.path().join("done"));
                place(&from, SOME);
                let mut first = carry(&from, &to, SOME);
                let (fault, crashed) = crash_at(n, copies);
                first.fault = Some(fault);
                let arrived = first.there().is_ok();
                if arrived {
                    // The new place is durable now.
                    first.clear();
                }
                if arrived && !crashed.load(Ordering::SeqCst) {
                    break;
                }
                // What was written down before the first step is all that the next start has.
                let mut next = Carry::new(first.files.clone(), &from, &to, first.tag.clone());
                next.fault = copies.then(crossing);
                // Nothing under a final name is ever half a file.
                for (name, bytes) in all(&to) {
                    let whole = expected(SOME, true).contains(&(name.clone(), bytes));
                    assert!(whole || name.contains(COPYING), "{name} after step {n}");
                }
                if arrived {
                    next.clear();
                } else if back {
                    next.back(None).unwrap();
                    assert_eq!(all(&from), expected(SOME, false), "step {n}");
                    assert_eq!(all(&to), [], "step {n}");
                    continue;
                } else {
                    next.there().unwrap();
                    next.clear();
                }
                assert_eq!(all(&from), [], "step {n}");
                assert_eq!(all(&to), expected(SOME, true), "step {n}");
            }
        }
    }
}

#[test]
fn two_real_file_systems_see_a_copy_that_is_whole_and_keeps_time_mode_and_holes() {
    let (near, far) = (tempfile::tempdir().unwrap(), tempfile::tempdir_in("/dev/shm").unwrap());
    let device = |path: &Path| std::fs::metadata(path).unwrap().dev();
    assert_ne!(device(near.path()), device(far.path()), "/tmp and /dev/shm are one file system");
    let (from, to) = (near.path().join("s"), far.path().join("deep/er"));
    let big = [vec![7; 3 * CHUNK], vec![0; 5 * CHUNK], vec![9; 10]].concat();
    write(&from.join("big"), &big);
    std::fs::set_permissions(from.join("big"), Permissions::from_mode(0o640)).unwrap();
    let old = std::time::UNIX_EPOCH + std::time::Duration::new(1_000_000_000, 123_456_789);
    File::options().write(true).open(from.join("big")).unwrap().set_modified(old).unwrap();
    let carry = carry(&from, &to, &[("big", "big", Some(b""))]);
    let carried = carry.there().unwrap();
    assert_eq!(carry.progress.percent(), Some(100));
    let meta = std::fs::metadata(to.join("big")).unwrap();
    assert_eq!((meta.modified().unwrap(), meta.mode() & 0o777), (old, 0o640));
    assert!(meta.blocks() * 512 < meta.len(), "the hole was filled");
    assert!(from.join("big").exists());
    carry.clear();
    assert!(!from.join("big").exists());
    assert!(std::fs::read(to.join("big")).unwrap() == big);
    assert_eq!(carried.stamps[0].size, meta.len());
    assert_eq!(all(far.path()).len(), 1);
}

#[test]
fn a_disk_that_is_full_or_read_only_changes_nothing() {
    for (at, kind) in [
        ("Write", ErrorKind::StorageFull),
        ("Write", ErrorKind::QuotaExceeded),
        ("Sync", ErrorKind::StorageFull),
        ("Rename", ErrorKind::ReadOnlyFilesystem),
        ("Write", ErrorKind::NotConnected),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("tmp"), dir.path().join("done"));
        place(&from, SOME);
        let mut carry = carry(&from, &to, SOME);
        // The first file goes well, the second does not.
        carry.fault = Some(Arc::new(move |step: &str, path: &Path| {
            let second = path.to_string_lossy().contains("-1.");
            (step == at && second).then(|| kind.into()).or_else(|| crosses(step, path))
        }));
        let stopped = carry.there().unwrap_err();
        assert_eq!(stopped.done, 1);
        let full = matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded);
        assert_eq!(matches!(stopped.error, FilesError::DiskFull(_)), full, "{:?}", stopped.error);
        carry.back(Some(stopped.done)).unwrap();
        assert_eq!(all(&from), expected(SOME, false));
        assert_eq!(all(&to), []);
        assert!(!to.join("t").exists());
    }
}

#[test]
fn what_is_not_the_torrents_is_never_touched() {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("tmp"), dir.path().join("done"));
    let files: &Files = &[("a", "a", Some(b"aaa")), ("b", "b", Some(b"bbb"))];
    for foreign in [&b"bbB"[..], b"longer than it"] {
        place(&from, files);
        write(&to.join("b"), foreign);
        let carry = carry(&from, &to, files);
        let stopped = carry.there().unwrap_err();
        assert_eq!(stopped.error, FilesError::InTheWay(to.join("b")));
        for done in [Some(stopped.done), None] {
            carry.back(done).unwrap();
            assert_eq!(all(&from), expected(files, false));
            assert_eq!(all(&to), [("b".to_owned(), foreign.to_vec())]);
        }
    }
    // It came after the look: still not ours.
    std::fs::remove_file(to.join("b")).unwrap();
    let late = carry(&from, &to, files);
    write(&to.join("b"), b"bbB");
    assert_eq!(late.there().unwrap_err().error, FilesError::InTheWay(to.join("b")));
    late.back(None).unwrap();
    assert_eq!(all(&to), [("b".to_owned(), b"bbB".to_vec())]);
    // The same bytes count as the file; taking that back keeps them, too.
    write(&to.join("b"), b"bbb");
    let equal = carry(&from, &to, files);
    equal.there().unwrap();
    equal.back(None).unwrap();
    assert_eq!((all(&from), all(&to).len()), (expected(files, false), 1));
    equal.there().unwrap();
    equal.clear();
    assert_eq!((all(&from), all(&to)), (Vec::new(), expected(files, true)));
}

#[test]
fn one_file_with_two_names_is_never_removed() {
    let dir = tempfile::tempdir().unwrap();
    let (real, link) = (dir.path().join("real"), dir.path().join("link"));
    place(&real, SOME);
    symlink(&real, &link).unwrap();
    // The same folder, seen through a link.
    let files: &Files = &[("t/sub/b", "t/sub/b", Some(b"")), ("t/c", "t/c", Some(b""))];
    let same = carry(&real, &link, files);
    same.there().unwrap();
    same.clear();
    same.back(None).unwrap();
    assert_eq!(all(&real), expected(SOME, false));
    // A hard link.
    std::fs::hard_link(real.join("t/c"), real.join("t/d")).unwrap();
    let linked = carry(&real, &real, &[("t/c", "t/d", Some(b""))]);
    linked.there().unwrap();
    linked.clear();
    assert!(real.join("t/c").exists() && real.join("t/d").exists());
}

#[test]
fn links_do_not_lead_out_nor_get_lost() {
    let dir = tempfile::tempdir().unwrap();
    let (from, to, other) =
        (dir.path().join("tmp"), dir.path().join("done"), dir.path().join("other"));
    place(&from, SOME);
    std::fs::create_dir_all(&other).unwrap();
    std::fs::create_dir_all(&to).unwrap();
    // A folder at the destination that leads elsewhere.
    symlink(&other, to.join("t")).unwrap();
    let stopped = carry(&from, &to, SOME).there().unwrap_err();
    assert!(matches!(stopped.error, FilesError::File { .. }), "{stopped:?}");
    assert_eq!((all(&from), all(&other)), (expected(SOME, false), Vec::new()));
    std::fs::remove_file(to.join("t")).unwrap();
    // A link at the destination, even to nowhere.
    std::fs::create_dir_all(to.join("t")).unwrap();
    symlink("nowhere", to.join("t/a")).unwrap();
    let stopped = carry(&from, &to, SOME).there().unwrap_err();
    assert_eq!(stopped.error, FilesError::InTheWay(to.join("t/a")));
    std::fs::remove_file(to.join("t/a")).unwrap();
    // A source that is a link by a relative path: its content comes along, what it names stays.
    write(&from.join("kept"), b"kept");
    std::fs::remove_file(from.join("t/c")).unwrap();
    symlink("../kept", from.join("t/c")).unwrap();
    let files: &Files = &[("t/c", "t/c", Some(b""))];
    let carry = carry(&from, &to, files);
    carry.there().unwrap();
    carry.clear();
    assert_eq!(std::fs::read(to.join("t/c")).unwrap(), b"kept");
    assert!(from.join("kept").exists() && !from.join("t/c").exists());
}

#[test]
fn what_is_gone_or_cancelled_or_not_compared_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("tmp"), dir.path().join("done"));
    let files: &Files = &[("a", "a", Some(b"aaa"))];
    let gone = carry(&from, &to, files).there().unwrap_err();
    assert_eq!(gone.error, FilesError::Gone(from.join("a")));
    place(&from, files);
    let mut cancelled = carry(&from, &to, files);
    cancelled.fault = Some(crossing());
    cancelled.cancel.cancel();
    assert_eq!(cancelled.there().unwrap_err().error, FilesError::Cancelled);
    assert_eq!(all(&to), []);
    // Only there: taken, and to be checked.
    let mut moves = carry(&from, &to, files).files;
    std::fs::rename(from.join("a"), from.join("elsewhere")).unwrap();
    write(&to.join("a"), b"???");
    moves[0].standing = Standing::There;
    let there = Carry::new(moves, &from, &to, String::new());
    assert!(there.there().unwrap().recheck);
    there.back(None).unwrap();
    assert!(to.join("a").exists());
}

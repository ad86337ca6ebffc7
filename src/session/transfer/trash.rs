//! The freedesktop trash: files go where the desktop of the server's user finds them again.
//!
//! By the trash specification 1.0: a file on the disk of the user's own trash goes there
//! (`<data home>/Trash`), any other one to the trash of its mount point: `.Trash/<uid>` where an
//! administrator made a sticky `.Trash`, else `.Trash-<uid>`. A server without a home, as in a
//! container, uses the trash of the mount point for everything. The note about a file is written
//! before the file moves, and a file is only ever renamed: nothing is copied, so a crash leaves
//! at worst a note without a file. Blocking.
//!
//! Own code, because a trash that can be used without a home and without reading the environment
//! is what no library at hand offers. Deliberately absent: emptying it, and size records.

use std::ffi::OsStr;
use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use super::files::rename_new;

/// What stands for itself in a note.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Files of one name in one trash.
const MAX_SAME: u32 = 10_000;

/// Longest name in a trash, in bytes: a number and the note's suffix have to fit behind it.
const MAX_NAME: usize = 230;

/// Where trash goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trash {
    /// The user's data folder, where there is one.
    pub data_home: Option<PathBuf>,
}

/// One trash folder.
#[derive(Debug)]
struct Place {
    dir: PathBuf,
    /// Notes name files relative to this, or absolutely.
    base: Option<PathBuf>,
}

impl Trash {
    /// Moves a file into the trash; `at` (Unix seconds) is noted as the time of deletion.
    ///
    /// # Errors
    /// When no trash on the disk of the file can be used; the file is where it was.
    pub(super) fn put(&self, path: &Path, at: i64) -> io::Result<()> {
        let device = std::fs::symlink_metadata(path)?.dev();
        let home = self.data_home.as_ref().map(|data| home_place(data, device));
        let mut last = io::Error::new(io::ErrorKind::Unsupported, "there is no trash");
        for place in home.into_iter().chain([top_place(path)]) {
            match place.and_then(|place| place.take(path, at)) {
                Ok(()) => return Ok(()),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

/// The user's own trash, when it is on this device.
fn home_place(data: &Path, device: u64) -> io::Result<Place> {
    std::fs::create_dir_all(data)?;
    if std::fs::metadata(data)?.dev() != device {
        return Err(io::ErrorKind::CrossesDevices.into());
    }
    Ok(Place { dir: data.join("Trash"), base: None })
}

/// The trash of the mount point that holds a file.
fn top_place(path: &Path) -> io::Result<Place> {
    let parent = path.parent().unwrap_or(path);
    let real = std::fs::canonicalize(parent)?;
    let mounts = std::fs::read("/proc/self/mountinfo").unwrap_or_default();
    place_in(mount_point(&mounts, &real))
}

fn place_in(top: PathBuf) -> io::Result<Place> {
    let uid = rustix::process::getuid().as_raw();
    let shared = top.join(".Trash");
    // One that is a link or not sticky must not be used.
    let sticky = |meta: &std::fs::Metadata| meta.is_dir() && meta.mode() & 0o1000 != 0;
    if std::fs::symlink_metadata(&shared).is_ok_and(|meta| sticky(&meta)) {
        let dir = shared.join(uid.to_string());
        if make_private(&dir).is_ok() {
            return Ok(Place { dir, base: Some(top) });
        }
    }
    let dir = top.join(format!(".Trash-{uid}"));
    make_private(&dir)?;
    Ok(Place { dir, base: Some(top) })
}

/// The mount point above a path: the longest that is a part of it.
fn mount_point(mountinfo: &[u8], path: &Path) -> PathBuf {
    let points = mountinfo.split(|byte| *byte == b'\n').filter_map(|line| {
        let field = line.split(|byte| *byte == b' ').nth(4)?;
        Some(PathBuf::from(std::ffi::OsString::from_vec(unescaped(field))))
    });
    let above = points.filter(|point| path.starts_with(point));
    above.max_by_key(|point| point.components().count()).unwrap_or_else(|| PathBuf::from("/"))
}

/// Blanks and backslashes are three octal digits there.
fn unescaped(field: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some((first, behind)) = rest.split_first() {
        let octal = behind.get(..3).filter(|_| *first == b'\\');
        let number = octal.and_then(|digits| std::str::from_utf8(digits).ok());
        match number.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = behind.get(3..).unwrap_or_default();
            }
            None => {
                out.push(*first);
                rest = behind;
            }
        }
    }
    out
}

/// Makes a folder for its owner alone; one that is there has to be a folder of that owner.
fn make_private(dir: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(dir) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let meta = std::fs::symlink_metadata(dir)?;
    if meta.is_dir() && meta.uid() == rustix::process::getuid().as_raw() {
        return Ok(());
    }
    let text = format!("{} is not a trash of this user", dir.display());
    Err(io::Error::new(io::ErrorKind::PermissionDenied, text))
}

impl Place {
    fn take(&self, path: &Path, at: i64) -> io::Result<()> {
        let (files, info) = (self.dir.join("files"), self.dir.join("info"));
        for dir in [&self.dir, &files, &info] {
            make_private(dir)?;
        }
        let parent = path.parent().unwrap_or(path);
        let name = path.file_name().unwrap_or_default();
        let named = std::fs::canonicalize(parent)?.join(name);
        let named = match &self.base {
            Some(base) => named.strip_prefix(base).unwrap_or(&named),
            None => &named,
        };
        let note = note(named, at);
        let stem = cut(name);
        for number in 1..=MAX_SAME {
            let mut name = stem.to_vec();
            if number > 1 {
                name.extend_from_slice(format!(".{number}").as_bytes());
            }
            let target = files.join(OsStr::from_bytes(&name));
            name.extend_from_slice(b".trashinfo");
            let written = info.join(OsStr::from_bytes(&name));
            match write_new(&written, &note) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                other => other?,
            }
            let moved = rename_new(path, &target);
            if let Err(error) = moved {
                std::fs::remove_file(&written)?;
                if error.kind() != io::ErrorKind::AlreadyExists {
                    return Err(error);
                }
            } else {
                return Ok(());
            }
        }
        Err(io::Error::new(io::ErrorKind::AlreadyExists, "the trash is full of files of this name"))
    }
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())
}

/// A name short enough, cut between characters where it has any.
fn cut(name: &OsStr) -> &[u8] {
    let bytes = name.as_bytes();
    let mut end = bytes.len().min(MAX_NAME);
    while end < bytes.len() && end > 0 && bytes.get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
        end -= 1;
    }
    bytes.get(..end).unwrap_or_default()
}

fn note(path: &Path, at: i64) -> String {
    let path = percent_encode(path.as_os_str().as_bytes(), PLAIN);
    let at = jiff::Timestamp::from_second(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let at = at.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%dT%H:%M:%S");
    format!("[Trash Info]\nPath={path}\nDeletionDate={at}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_name_lie_side_by_side_with_their_notes() {
        let dir = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(dir.path()).unwrap();
        let trash = Trash { data_home: Some(root.join("data")) };
        let file = root.join("save/a b ü.mkv");
        std::fs::create_dir_all(root.join("save")).unwrap();
        for text in ["one", "two"] {
            std::fs::write(&file, text).unwrap();
            trash.put(&file, 1_700_000_000).unwrap();
            assert!(!file.exists());
        }
        let read =
            |name: &str| std::fs::read_to_string(root.join("data/Trash").join(name)).unwrap();
        assert_eq!(read("files/a b ü.mkv"), "one");
        assert_eq!(read("files/a b ü.mkv.2"), "two");
        let note = read("info/a b ü.mkv.2.trashinfo");
        assert!(note.starts_with("[Trash Info]\nPath=/"), "{note}");
        assert!(note.contains("/save/a%20b%20%C3%BC.mkv\nDeletionDate=2023-11-1"), "{note}");
        let mode = std::fs::metadata(root.join("data/Trash")).unwrap().mode();
        assert_eq!(mode & 0o777, 0o700);
        assert!(trash.put(&file, 0).is_err());
        assert_eq!(std::fs::read_dir(root.join("data/Trash/info")).unwrap().count(), 2);
    }

    #[test]
    fn without_a_home_the_mount_point_has_the_trash() {
        let dir = tempfile::tempdir().unwrap();
        let top = std::fs::canonicalize(dir.path()).unwrap();
        std::fs::create_dir(top.join("t")).unwrap();
        let file = top.join("t/x");
        let uid = rustix::process::getuid().as_raw();
        std::fs::write(&file, "x").unwrap();
        place_in(top.clone()).unwrap().take(&file, 0).unwrap();
        let own = top.join(format!(".Trash-{uid}"));
        assert!(own.join("files/x").exists());
        let note = std::fs::read_to_string(own.join("info/x.trashinfo")).unwrap();
        assert!(note.contains("\nPath=t/x\n"), "{note}");
        // A shared one that is not sticky is not used; a sticky one is.
        let shared = top.join(".Trash");
        std::fs::create_dir(&shared).unwrap();
        let is_own = |place: Place| place.dir == own;
        assert!(is_own(place_in(top.clone()).unwrap()));
        let sticky = std::os::unix::fs::PermissionsExt::from_mode(0o1777);
        std::fs::set_permissions(&shared, sticky).unwrap();
        assert!(!is_own(place_in(top.clone()).unwrap()));
        // A link to elsewhere is nobody's trash.
        std::fs::rename(&shared, top.join("shared")).unwrap();
        std::fs::rename(&own, top.join("own")).unwrap();
        std::os::unix::fs::symlink("/tmp", &own).unwrap();
        assert!(place_in(top).is_err());
    }

    #[test]
    fn mount_points_are_read_as_the_kernel_writes_them() {
        let info = b"22 1 0:20 / / rw - ext4 /dev/a rw\n30 22 0:3 / /data rw - x y z\n\
            31 30 0:3 /sub /data/my\\040disk rw - x y z\ngarbage\n";
        for (path, point) in [
            ("/etc/x", "/"),
            ("/data/x", "/data"),
            ("/database/x", "/"),
            ("/data/my disk/a/b", "/data/my disk"),
        ] {
            assert_eq!(mount_point(info, Path::new(path)), Path::new(point), "{path}");
        }
        assert_eq!(mount_point(b"", Path::new("/x")), Path::new("/"));
    }

    #[test]
    fn long_names_are_cut_between_characters() {
        let name = "ü".repeat(125);
        assert_eq!(cut(OsStr::new(&name)).len(), 230);
        assert_eq!(cut(OsStr::new(&format!("a{name}"))).len(), 229);
        assert_eq!(cut(OsStr::new("short")), b"short");
    }
}

//! `app/getDirectoryContent`, `app/getFreeSpaceAtPath`: what a path field offers and shows.
//!
//! Reads the disk on the blocking pool. A logged-in user may look anywhere, as in qBittorrent;
//! hidden entries are left out and a listing is bounded.

use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use actix_web::web;
use schemars::JsonSchema;
use serde::Serialize;

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::reply::{Answer, Reply};

/// Longest path that is looked for on disk, as the system bounds it; each look costs its length.
const MAX_PATH: usize = 4096;
/// Entries of one answer.
const MAX_ENTRIES: usize = 50_000;

/// What is in a folder; dates are Unix seconds, −1 when they are unknown.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub(crate) enum DirectoryEntry {
    /// The whole path.
    Path(String),
    /// With details.
    Details {
        creation_date: i64,
        last_access_date: i64,
        last_modification_date: i64,
        name: String,
        /// Bytes; files only.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(test, ts(optional))]
        size: Option<u64>,
        /// `dir` or `file`.
        #[serde(rename = "type")]
        kind: &'static str,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    All,
    Dirs,
    Files,
}

/// `app/getDirectoryContent`: names with their path, or objects when asked.
pub(crate) async fn directory_content(call: Call) -> Answer {
    let path = PathBuf::from(call.params.text("dirPath"));
    if !path.is_absolute() || call.params.text("dirPath").contains('\0') {
        return Err(ApiError::bad("Invalid directory path"));
    }
    let mode = match call.params.get("mode").unwrap_or("all") {
        "all" => Mode::All,
        "dirs" => Mode::Dirs,
        "files" => Mode::Files,
        _ => return Err(ApiError::bad("Invalid mode, allowed values: all, dirs, files")),
    };
    let details = call.params.flag("withMetadata").unwrap_or(false);
    let listing = web::block(move || list(&path, mode, details)).await;
    match listing.map_err(|_| ApiError::Unavailable("the server is shutting down".to_owned()))? {
        Ok(entries) => Reply::json(&entries),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            Err(ApiError::Refused("The directory cannot be read".to_owned()))
        }
        Err(_) => Err(ApiError::Missing("Directory does not exist".to_owned())),
    }
}

/// `app/getFreeSpaceAtPath`: bytes, of the nearest parent that exists; −1 when nothing is known.
pub(crate) async fn free_space(call: Call) -> Answer {
    let path = PathBuf::from(call.params.text("path"));
    let base = call.session().server().save_path.clone();
    let bytes =
        web::block(
            move || {
                if path.as_os_str().is_empty() { None } else { free_bytes(&base.join(path)) }
            },
        );
    let bytes = bytes.await.ok().flatten();
    Ok(Reply::text(bytes.map_or_else(|| "-1".to_owned(), |bytes| bytes.to_string())))
}

fn list(path: &Path, mode: Mode, details: bool) -> io::Result<Vec<DirectoryEntry>> {
    let mut entries: Vec<(bool, DirEntry)> = fs::read_dir(path)?
        .take(MAX_ENTRIES)
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .map(|entry| (fs::metadata(entry.path()).is_ok_and(|found| found.is_dir()), entry))
        .filter(|(is_dir, _)| match mode {
            Mode::All => true,
            Mode::Dirs => *is_dir,
            Mode::Files => !is_dir,
        })
        .collect();
    entries.sort_by_key(|(is_dir, entry)| (!is_dir, entry.file_name()));
    Ok(entries.iter().map(|(is_dir, entry)| describe(entry, *is_dir, details)).collect())
}

fn describe(entry: &DirEntry, is_dir: bool, details: bool) -> DirectoryEntry {
    if !details {
        return DirectoryEntry::Path(entry.path().to_string_lossy().into_owned());
    }
    let metadata = fs::metadata(entry.path()).ok();
    let time = |read: fn(&Metadata) -> io::Result<SystemTime>| {
        let time = metadata.as_ref().and_then(|found| read(found).ok());
        time.map_or(-1, seconds)
    };
    DirectoryEntry::Details {
        creation_date: time(Metadata::created),
        last_access_date: time(Metadata::accessed),
        last_modification_date: time(Metadata::modified),
        name: entry.file_name().to_string_lossy().into_owned(),
        size: metadata.as_ref().filter(|_| !is_dir).map(Metadata::len),
        kind: if is_dir { "dir" } else { "file" },
    }
}

fn seconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        Err(_) => -1,
    }
}

fn free_bytes(path: &Path) -> Option<u64> {
    let mut short = path.ancestors().skip_while(|path| path.as_os_str().len() > MAX_PATH);
    let found = short.find(|ancestor| ancestor.exists())?;
    let space = rustix::fs::statvfs(found).ok()?;
    space.f_bavail.checked_mul(space.f_frsize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_leaves_hidden_entries_out() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sub dir")).unwrap();
        fs::write(folder.path().join("file ü.txt"), "x").unwrap();
        fs::write(folder.path().join(".hidden"), "x").unwrap();
        let names = |mode| list(folder.path(), mode, false).unwrap();
        let full = |name: &str| {
            DirectoryEntry::Path(folder.path().join(name).to_string_lossy().into_owned())
        };
        assert_eq!(names(Mode::All), [full("sub dir"), full("file ü.txt")]);
        assert_eq!(names(Mode::Dirs), [full("sub dir")]);
        assert_eq!(names(Mode::Files), [full("file ü.txt")]);
        let details = list(folder.path(), Mode::All, true).unwrap();
        let details = serde_json::to_value(details).unwrap();
        assert_eq!((&details[1]["name"], &details[1]["size"]), (&"file ü.txt".into(), &1.into()));
        assert_eq!((&details[0]["type"], details[0].get("size")), (&"dir".into(), None));
        assert!(list(&folder.path().join("file ü.txt"), Mode::All, false).is_err());
    }

    #[test]
    fn free_space_is_that_of_the_nearest_parent() {
        let folder = tempfile::tempdir().unwrap();
        assert!(free_bytes(&folder.path().join("not/there")).unwrap() > 0);
        let deep = folder.path().join("a/".repeat(500_000));
        assert!(free_bytes(&deep).unwrap() > 0, "and that is told at once");
    }
}

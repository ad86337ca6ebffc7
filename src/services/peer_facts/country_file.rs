//! The file behind the countries: finding, reading and fetching it.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use flate2::read::MultiGzDecoder;
use maxminddb::Reader;
use url::Url;

use crate::fetch::{Class, FetchError, Fetched, Fetcher, Limits};
use crate::tasks::Tasks;

/// Name of the database that is fetched, as qBittorrent calls it.
pub(super) const OWN_NAME: &str = "dbip-country-lite.mmdb";

/// Largest database, in bytes.
const MAX_FILE: u64 = 256 * 1024 * 1024;
/// Largest compressed one; that of DB-IP has some 4 MiB.
const MAX_FETCH: u64 = 64 * 1024 * 1024;
/// Longest time to fetch it.
const PATIENCE: Duration = Duration::from_mins(10);
/// Files of the folder that are looked at.
const MAX_FILES: usize = 1000;

/// What tells one state of the folder from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    path: PathBuf,
    length: u64,
    modified: Option<SystemTime>,
}

/// A database.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) stamp: Stamp,
    /// It was fetched.
    pub(super) is_own: bool,
    /// Seconds since the epoch.
    pub(super) modified_secs: i64,
}

/// The database that was written last: blocking. One that was fetched counts only when there is
/// no other.
pub(super) fn newest(folder: &Path) -> Option<Found> {
    let files = fs::read_dir(folder).ok()?.flatten().take(MAX_FILES);
    let found = files.filter_map(|entry| {
        let path = entry.path();
        let is_database = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("mmdb"));
        let about = fs::metadata(&path).ok().filter(|about| about.is_file() && is_database)?;
        let modified = about.modified().ok();
        let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Some(Found {
            stamp: Stamp { path: path.clone(), length: about.len(), modified },
            is_own: entry.file_name() == OWN_NAME,
            modified_secs: since.and_then(|t| i64::try_from(t.as_secs()).ok()).unwrap_or(0),
            path,
        })
    });
    found.max_by(|a, b| {
        let rank = |found: &Found| (!found.is_own, found.stamp.modified, found.path.clone());
        rank(a).cmp(&rank(b))
    })
}

/// Reads a database into memory: blocking.
pub(super) fn read(path: &Path) -> Result<Reader<Vec<u8>>, String> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|error| error.to_string())?;
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    database(bytes)
}

fn check(bytes: &[u8]) -> Result<(), String> {
    database(bytes).map(drop)
}

fn database<B: AsRef<[u8]>>(bytes: B) -> Result<Reader<B>, String> {
    if u64::try_from(bytes.as_ref().len()).is_ok_and(|length| length > MAX_FILE) {
        return Err(format!("it has more than {MAX_FILE} bytes"));
    }
    Reader::from_source(bytes).map_err(|error| error.to_string())
}

/// Year and month of now and of the month before: on its first days a month's database may not
/// be out yet.
fn months(now: i64) -> Vec<String> {
    let Ok(now) = jiff::Timestamp::from_second(now) else { return Vec::new() };
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let before = today.first_of_month().yesterday().ok();
    std::iter::once(today).chain(before).map(|day| day.strftime("%Y-%m").to_string()).collect()
}

/// Fetches the database of this month, else of the last, checks it and puts it in its place.
pub(super) async fn fetch(
    fetcher: &Fetcher,
    tasks: &Tasks,
    now: i64,
    to: &Path,
) -> Result<(), String> {
    let limits = Limits { max_bytes: MAX_FETCH, total: PATIENCE, ..Limits::default() };
    let mut last = "the clock makes no sense".to_owned();
    for month in months(now) {
        let url = format!("https://download.db-ip.com/free/dbip-country-lite-{month}.mmdb.gz");
        let url = Url::parse(&url).map_err(|error| error.to_string())?;
        match fetcher.get(url, Class::UserNamed, limits).await {
            Ok(Fetched::Body { bytes, .. }) => {
                let to = to.to_owned();
                let work = tasks.spawn_blocking(move || keep(&bytes, &to));
                return work.await.unwrap_or_else(|_| Err("writing it failed".to_owned()));
            }
            Ok(Fetched::Magnet(_)) => "it leads to a magnet link".clone_into(&mut last),
            Err(error @ FetchError::Status(404)) => last = error.to_string(),
            Err(error) => return Err(error.to_string()),
        }
    }
    Err(last)
}

/// Unpacks, checks and writes it: blocking.
fn keep(packed: &[u8], to: &Path) -> Result<(), String> {
    let text = |error: std::io::Error| error.to_string();
    let bytes = if packed.starts_with(&[0x1f, 0x8b]) {
        let mut bytes = Vec::new();
        MultiGzDecoder::new(packed).take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(text)?;
        bytes
    } else {
        packed.to_owned()
    };
    check(&bytes)?;
    let folder = to.parent().ok_or("it has no folder")?;
    fs::create_dir_all(folder).map_err(text)?;
    let new = to.with_extension("new");
    let mut file = fs::File::create(&new).map_err(text)?;
    file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(text)?;
    fs::rename(&new, to).map_err(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_month_and_the_one_before() {
        assert_eq!(months(1_700_000_000), ["2023-11", "2023-10"]);
        assert_eq!(months(1_704_067_200), ["2024-01", "2023-12"]);
        assert!(months(i64::MAX).is_empty());
    }

    #[test]
    fn what_is_no_database_is_not_kept() {
        let folder = tempfile::TempDir::new().unwrap();
        let to = folder.path().join("GeoDB").join(OWN_NAME);
        for bad in [&b""[..], b"<html>", b"\x1f\x8bgarbage"] {
            assert!(keep(bad, &to).is_err());
        }
        assert!(!to.exists());
    }

    #[test]
    fn a_users_database_counts_before_the_fetched_one() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path();
        assert!(newest(path).is_none() && newest(&path.join("none")).is_none());
        let write = |name: &str| fs::write(path.join(name), b"x").unwrap();
        write("notes.txt");
        write(OWN_NAME);
        assert!(newest(path).unwrap().is_own);
        write("mine.mmdb");
        write(OWN_NAME);
        assert_eq!(newest(path).unwrap().path, path.join("mine.mmdb"));
    }
}

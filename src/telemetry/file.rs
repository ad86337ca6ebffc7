//! The log file: what the ring gets is appended to `qcodex.log`, a line each.
//!
//! Owns the open file and its backups (`qcodex.log.bak`, `.bak1`, …) in one folder; nothing else
//! there is touched. Everything here blocks: it runs on whichever thread may wait for the disk
//! ([`crate::services::log_file`] sees to that). Who logs never waits for it: the ring holds the
//! lines that are still to be written, and when it had to let some go before that, a line says how
//! many. A crash loses what was logged since the last [`FileLog::write`].
//!
//! As in qBittorrent: the format `(N) 2026-11-23T15:52:54 - text` in local time, a new file when
//! the present one has reached its size, old backups deleted by the age of their last change.
//! *Deliberately absent:* compression, and a bound on backups other than their age.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::ring::{LogEntry, LogLevel, LogRing};
use crate::clock::Clock;

/// Name of the file that is written.
const NAME: &str = "qcodex.log";
/// Backups that can lie side by side.
const MAX_BACKUPS: u32 = 10_000;

/// Age of backups, by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// So many days.
    Days(i64),
    /// So many months.
    Months(i64),
    /// So many years.
    Years(i64),
}

/// How the log file is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLogOptions {
    /// Whether there is one.
    pub enabled: bool,
    /// Folder of the file; made when it is missing.
    pub folder: PathBuf,
    /// Size in bytes at which the file becomes a backup; `None` lets it grow.
    pub rotate_at: Option<u64>,
    /// Backups that were last written longer ago are deleted; `None` keeps all.
    pub delete_after: Option<Age>,
}

/// The log file could not be written; what was to be written is tried again with the next call.
#[derive(Debug, thiserror::Error)]
#[error("{what} {}: {error}", path.display())]
pub struct FileLogError {
    what: &'static str,
    path: PathBuf,
    error: io::Error,
}

/// Writes the lines of a ring to a file.
#[derive(Debug)]
pub struct FileLog {
    ring: LogRing,
    options: FileLogOptions,
    open: Option<OpenFile>,
    /// Id of the last line that was written.
    last: i64,
}

#[derive(Debug)]
struct OpenFile {
    file: File,
    path: PathBuf,
    size: u64,
    /// Size at which it becomes a backup.
    rotate_at: Option<u64>,
}

impl FileLog {
    /// Nothing is written until [`FileLog::configure`] says where to; then everything that the ring
    /// holds is, the log of the start included.
    pub fn new(ring: LogRing) -> Self {
        let options = FileLogOptions {
            enabled: false,
            folder: PathBuf::new(),
            rotate_at: None,
            delete_after: None,
        };
        Self { ring, options, open: None, last: -1 }
    }

    /// Keeps the file another way from now on. What was logged before belongs to the old file, and
    /// is written there if that works.
    pub fn configure(&mut self, options: FileLogOptions) {
        if options == self.options {
            return;
        }
        let moves =
            options.enabled != self.options.enabled || options.folder != self.options.folder;
        if moves {
            // Whatever fails here is written to the new file.
            drop(self.write());
            self.open = None;
        }
        if let Some(open) = &mut self.open {
            open.rotate_at = options.rotate_at;
        }
        self.options = options;
        if self.open.as_ref().is_some_and(OpenFile::is_full) {
            // It goes on growing if that fails, and the next line tries again.
            drop(self.rotate());
        }
        self.delete_old();
    }

    /// Writes the lines that are not in the file yet; nothing when there is no file.
    ///
    /// # Errors
    /// See [`FileLogError`]. Each line is in the file once, but for one that was cut off.
    pub fn write(&mut self) -> Result<(), FileLogError> {
        if !self.options.enabled {
            return Ok(());
        }
        let entries = self.ring.after(self.last);
        let Some(first) = entries.first() else { return Ok(()) };
        self.look_whether_it_is_there();
        let lost = first.id.saturating_sub(self.last).saturating_sub(1);
        if lost > 0 && self.last >= 0 {
            let entry = LogEntry {
                id: first.id.saturating_sub(1),
                timestamp: first.timestamp,
                level: LogLevel::Warning,
                message: format!(
                    "{lost} lines were lost: they came faster than the disk takes them"
                )
                .into(),
            };
            self.append(&entry)?;
        }
        for entry in &entries {
            self.append(entry)?;
        }
        Ok(())
    }

    /// Deletes backups that are too old; what cannot be deleted stays.
    pub fn delete_old(&self) {
        let Some(age) = self.options.delete_after.filter(|_| self.options.enabled) else { return };
        let clock = self.ring.clock();
        let before = match age {
            Age::Days(days) => clock.calendar_ago(days, 0, 0),
            Age::Months(months) => clock.calendar_ago(0, months, 0),
            Age::Years(years) => clock.calendar_ago(0, 0, years),
        };
        let Ok(entries) = std::fs::read_dir(&self.options.folder) else { return };
        for entry in entries.flatten().filter(|entry| is_backup(&entry.file_name())) {
            let changed = entry.metadata().ok().filter(std::fs::Metadata::is_file);
            let changed = changed.and_then(|file| file.modified().ok()).and_then(|time| {
                i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
            });
            if changed.is_some_and(|changed| changed < before) {
                drop(std::fs::remove_file(entry.path()));
            }
        }
    }

    fn append(&mut self, entry: &LogEntry) -> Result<(), FileLogError> {
        let line = line(self.ring.clock(), entry);
        let open = match &mut self.open {
            Some(open) => open,
            None => self.open.insert(OpenFile::open(&self.options)?),
        };
        let written = open.file.write_all(line.as_bytes());
        written.map_err(failed("cannot write the log file", &open.path))?;
        self.last = entry.id;
        let length = u64::try_from(line.len()).unwrap_or(u64::MAX);
        open.size = open.size.saturating_add(length);
        if open.is_full() { self.rotate() } else { Ok(()) }
    }

    /// The file becomes a backup; the next line begins a new one.
    fn rotate(&mut self) -> Result<(), FileLogError> {
        let Some(open) = &mut self.open else { return Ok(()) };
        let renamed =
            free_backup(&open.path).and_then(|backup| std::fs::rename(&open.path, backup));
        if let Err(error) = renamed {
            // It goes on growing, and is tried again when it has grown as much once more.
            let step = self.options.rotate_at.unwrap_or_default();
            open.rotate_at = Some(open.size.saturating_add(step));
            return Err(failed("cannot back up the log file", &open.path)(error));
        }
        self.open = None;
        self.delete_old();
        Ok(())
    }

    /// A file that somebody moved or deleted is begun anew.
    fn look_whether_it_is_there(&mut self) {
        let there = |open: &OpenFile| {
            let (Ok(named), Ok(held)) = (std::fs::metadata(&open.path), open.file.metadata())
            else {
                return false;
            };
            same_file(&named, &held)
        };
        if self.open.as_ref().is_some_and(|open| !there(open)) {
            self.open = None;
        }
    }
}

impl OpenFile {
    fn is_full(&self) -> bool {
        self.rotate_at.is_some_and(|limit| self.size >= limit)
    }

    fn open(options: &FileLogOptions) -> Result<Self, FileLogError> {
        let path = options.folder.join(NAME);
        std::fs::create_dir_all(&options.folder)
            .map_err(failed("cannot make the folder of the log file", &options.folder))?;
        let error = failed("cannot open the log file", &path);
        // Opening a pipe would wait for its reader.
        if std::fs::metadata(&path).is_ok_and(|found| !found.is_file()) {
            return Err(error(io::Error::other("it is not a plain file")));
        }
        let file = OpenOptions::new().append(true).create(true).open(&path);
        let file = file.map_err(&error)?;
        let size = file.metadata().map_err(&error)?.len();
        drop(error);
        Ok(Self { file, path, size, rotate_at: options.rotate_at })
    }
}

fn failed(what: &'static str, path: &Path) -> impl Fn(io::Error) -> FileLogError + use<> {
    let path = path.to_owned();
    move |error| FileLogError { what, path: path.clone(), error }
}

/// `qcodex.log.bak`, or with a number behind it.
fn is_backup(name: &OsStr) -> bool {
    let rest = name.to_str().and_then(|name| name.strip_prefix(NAME)?.strip_prefix(".bak"));
    rest.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn free_backup(path: &Path) -> io::Result<PathBuf> {
    for number in 0..MAX_BACKUPS {
        let number = if number == 0 { String::new() } else { number.to_string() };
        let backup = path.with_file_name(format!("{NAME}.bak{number}"));
        match std::fs::symlink_metadata(&backup) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(backup),
            Err(error) => return Err(error),
            Ok(_) => {}
        }
    }
    Err(io::Error::other("there are too many backups; delete some"))
}

#[cfg(unix)]
fn same_file(one: &std::fs::Metadata, other: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn same_file(one: &std::fs::Metadata, _: &std::fs::Metadata) -> bool {
    one.is_file()
}

/// One line, whatever the text holds: a name from a torrent must not be able to forge another.
fn line(clock: &Clock, entry: &LogEntry) -> String {
    let letter = match entry.level {
        LogLevel::Normal => 'N',
        LogLevel::Info => 'I',
        LogLevel::Warning => 'W',
        LogLevel::Critical => 'C',
    };
    let mut line = format!("({letter}) {} - ", clock.iso_text(entry.timestamp));
    for symbol in entry.message.chars() {
        if symbol.is_control() {
            // Writing to a string cannot fail.
            let _ = write!(line, "{}", symbol.escape_default());
        } else {
            line.push(symbol);
        }
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    struct Place {
        folder: tempfile::TempDir,
        ring: LogRing,
        log: FileLog,
    }

    fn place() -> Place {
        let ring = LogRing::new(Clock::manual(1_700_000_000));
        let log = FileLog::new(ring.clone());
        Place { folder: tempfile::TempDir::new().unwrap(), ring, log }
    }

    impl Place {
        fn options(&self) -> FileLogOptions {
            FileLogOptions {
                enabled: true,
                folder: self.folder.path().join("logs"),
                rotate_at: None,
                delete_after: None,
            }
        }

        fn read(&self, name: &str) -> String {
            std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
        }

        fn say(&self, text: &str) {
            self.ring.push(LogLevel::Normal, text);
        }
    }

    #[test]
    fn what_was_logged_before_is_in_the_file_and_a_text_is_one_line() {
        let mut place = place();
        place.say("early");
        place.log.write().unwrap();
        place.log.configure(place.options());
        place.ring.push(LogLevel::Critical, "two\nlines \u{1b}[1m ä");
        place.log.write().unwrap();
        place.log.write().unwrap();
        assert_eq!(
            place.read("logs/qcodex.log"),
            "(N) 2023-11-14T22:13:20 - early\n\
             (C) 2023-11-14T22:13:20 - two\\nlines \\u{1b}[1m ä\n"
        );
    }

    #[test]
    fn another_folder_is_used_from_then_on_and_switching_off_closes() {
        let mut place = place();
        place.log.configure(place.options());
        place.say("one");
        let other = FileLogOptions { folder: place.folder.path().join("o"), ..place.options() };
        place.log.configure(other.clone());
        place.say("two");
        place.log.write().unwrap();
        place.log.configure(FileLogOptions { enabled: false, ..other.clone() });
        place.say("three");
        place.log.write().unwrap();
        assert!(place.log.open.is_none());
        assert!(place.read("logs/qcodex.log").ends_with("one\n"));
        assert!(place.read("o/qcodex.log").ends_with("two\n"));
        place.log.configure(other);
        place.log.write().unwrap();
        assert!(place.read("o/qcodex.log").ends_with("three\n"));
    }

    #[test]
    fn a_file_that_is_large_enough_becomes_the_next_free_backup() {
        let mut place = place();
        place.log.configure(FileLogOptions { rotate_at: Some(60), ..place.options() });
        for text in ["one", "two", "three", "four", "five"] {
            place.say(text);
        }
        place.log.write().unwrap();
        let texts = |name: &str| {
            let text = place.read(name);
            text.lines().map(|l| l.rsplit(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(texts("logs/qcodex.log.bak"), ["one", "two"]);
        assert_eq!(texts("logs/qcodex.log.bak1"), ["three", "four"]);
        assert_eq!(texts("logs/qcodex.log"), ["five"]);
    }

    #[test]
    fn only_backups_older_than_the_age_are_deleted() {
        let mut place = place();
        let logs = place.folder.path().join("logs");
        std::fs::create_dir(&logs).unwrap();
        let day = 24 * 3600;
        for (name, days) in [
            ("qcodex.log.bak", 32),
            ("qcodex.log.bak7", 30),
            ("qcodex.log.bak.mine", 99),
            ("qcodex.log", 99),
            ("other", 99),
        ] {
            let file = File::create(logs.join(name)).unwrap();
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 - days * day);
            file.set_modified(time).unwrap();
        }
        let left = || {
            let mut names: Vec<_> = std::fs::read_dir(&logs)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        };
        let options = |age| FileLogOptions { delete_after: Some(age), ..place.options() };
        let (years, month, days) =
            (options(Age::Years(1)), options(Age::Months(1)), options(Age::Days(29)));
        place.log.configure(years);
        assert_eq!(left().len(), 5);
        // From 14 November one month back it is 31 days.
        place.log.configure(month);
        assert_eq!(left(), ["other", "qcodex.log", "qcodex.log.bak.mine", "qcodex.log.bak7"]);
        place.log.configure(days);
        assert_eq!(left(), ["other", "qcodex.log", "qcodex.log.bak.mine"]);
    }

    #[test]
    fn what_cannot_be_written_is_written_later() {
        let mut place = place();
        let wall = place.folder.path().join("wall");
        std::fs::write(&wall, b"").unwrap();
        let folder = wall.join("logs");
        place.log.configure(FileLogOptions { folder, ..place.options() });
        place.say("patience");
        assert!(place.log.write().unwrap_err().to_string().contains("wall/logs"));
        std::fs::remove_file(&wall).unwrap();
        place.log.write().unwrap();
        assert!(place.read("wall/logs/qcodex.log").ends_with("patience\n"));
    }

    #[test]
    fn a_file_that_was_taken_away_is_begun_anew() {
        let mut place = place();
        place.log.configure(place.options());
        place.say("one");
        place.log.write().unwrap();
        let path = place.folder.path().join("logs/qcodex.log");
        std::fs::rename(&path, place.folder.path().join("mine")).unwrap();
        place.say("two");
        place.log.write().unwrap();
        assert_eq!(place.read("logs/qcodex.log").lines().count(), 1);
        assert_eq!(place.read("mine").lines().count(), 1);
    }

    #[test]
    fn lines_that_the_ring_let_go_are_counted() {
        let mut place = place();
        place.log.configure(place.options());
        place.say("one");
        place.log.write().unwrap();
        for _ in 0..super::super::MAX_ENTRIES + 3 {
            place.say("x");
        }
        place.log.write().unwrap();
        let text = place.read("logs/qcodex.log");
        assert!(
            text.lines().nth(1).unwrap().contains("(W) 2023-11-14T22:13:20 - 3 lines were lost")
        );
        assert_eq!(text.lines().count(), super::super::MAX_ENTRIES + 2);
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let mut place = place();
        std::fs::create_dir_all(place.folder.path().join("logs/qcodex.log")).unwrap();
        place.log.configure(place.options());
        place.say("one");
        assert!(place.log.write().unwrap_err().to_string().contains("not a plain file"));
    }
}

//! One watched folder: looks, takes what is whole, and says what went wrong.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;
use url::Url;

use super::ledger::{LOOK, Ledger, Verdict};
use super::scan::{self, Candidate, Kind};
use crate::session::settings::{Key, WatchedFolder};
use crate::session::{AddSource, AddTorrentError, AddTorrentParams, IntakeError, Session};
use crate::tasks::Tasks;

/// Lines of a file of links.
const MAX_LINES: usize = 10_000;
/// Bytes of a file of links, whatever the settings say.
const MAX_LINKS_SIZE: u64 = 10 * 1024 * 1024;

/// What became of a file.
enum Outcome {
    /// All of it is in the list, durably.
    Added,
    /// It makes no sense; somebody may still be writing it.
    Bad(String),
    /// It cannot be read or added now.
    Later(String),
}

/// A folder that is watched, by one task.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    place: WatchedFolder,
    session: Session,
    tasks: Tasks,
    ledger: Ledger,
    /// Why the folder could not be read at the last look; empty when it could.
    trouble: String,
    /// The log was told that there is more than one look reads.
    crowded: bool,
}

impl Folder {
    pub(super) fn new(path: PathBuf, place: WatchedFolder, session: Session, tasks: Tasks) -> Self {
        let (ledger, trouble) = (Ledger::default(), String::new());
        Self { path, place, session, tasks, ledger, trouble, crowded: false }
    }

    /// Looks again and again until the task is dropped.
    pub(super) async fn watch(mut self) {
        tracing::info!(folder = %self.path.display(), "watching a folder");
        loop {
            let wait = self.look().await;
            tokio::time::sleep(wait).await;
        }
    }

    /// One look: takes what is whole, and gives the time until the next one.
    async fn look(&mut self) -> Duration {
        let (path, done) = (self.path.clone(), self.ledger.done().clone());
        let found = self.blocking(move || scan::look(&path, &done)).await;
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                self.unreadable(&error);
                return LOOK;
            }
        };
        if !std::mem::take(&mut self.trouble).is_empty() {
            tracing::info!(folder = %self.path.display(), "the watched folder can be read again");
        }
        if found.crowded && !self.crowded {
            let most = scan::MAX_ENTRIES;
            tracing::warn!(
                folder = %self.path.display(),
                "a watched folder holds more than {most} entries: not all of them are looked at"
            );
        }
        self.crowded = found.crowded;
        let (ready, wait) = self.ledger.take_in(found, Instant::now());
        for file in ready {
            self.take(&file).await;
        }
        wait
    }

    /// Said once, until it can be read or the reason is another one.
    fn unreadable(&mut self, error: &io::Error) {
        let text = error.to_string();
        if text != self.trouble {
            tracing::warn!(
                folder = %self.path.display(), %error,
                "a watched folder cannot be read; it is tried again every 5 seconds"
            );
            self.trouble = text;
        }
    }

    async fn take(&mut self, file: &Candidate) {
        let shown = file.path.display();
        let outcome = match file.kind {
            Kind::Torrent => self.take_torrent(file).await,
            Kind::Links => self.take_links(file).await,
        };
        match outcome {
            Outcome::Added => {
                let gone = file.clone();
                match self.blocking(move || scan::remove(&gone)).await {
                    Ok(()) => self.ledger.forget(file),
                    Err(error) => {
                        tracing::warn!(file = %shown, %error, "an added file cannot be removed");
                        self.ledger.leave(file);
                    }
                }
            }
            Outcome::Bad(reason) => {
                tracing::debug!(file = %shown, reason, "not taken");
                if self.ledger.failed(file, Instant::now()) == Verdict::Reject {
                    self.reject(file, &reason).await;
                }
            }
            // Somebody took it away again.
            Outcome::Later(_) if self.is_gone(file).await => self.ledger.forget(file),
            Outcome::Later(reason) => {
                if self.ledger.kept(file, &reason, Instant::now()) {
                    tracing::warn!(file = %shown, reason, "a file waits in a watched folder");
                }
            }
        }
    }

    async fn is_gone(&self, file: &Candidate) -> bool {
        let path = file.path.clone();
        let there = self.blocking(move || path.symlink_metadata()).await;
        there.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    }

    async fn reject(&mut self, file: &Candidate, reason: &str) {
        let (shown, path) = (file.path.display(), file.path.clone());
        match self.blocking(move || scan::reject(&path)).await {
            Ok(to) => {
                let to = to.display();
                tracing::warn!(file = %shown, reason, %to, "a file was put aside");
                self.ledger.forget(file);
            }
            Err(error) => {
                tracing::warn!(
                    file = %shown, reason, %error,
                    "a file in a watched folder is of no use, and cannot be put aside"
                );
                self.ledger.leave(file);
            }
        }
    }

    async fn take_torrent(&self, file: &Candidate) -> Outcome {
        let limit = self.size_limit();
        if file.stamp.size() > limit {
            return Outcome::Bad(format!(
                "it has more than {limit} bytes, the limit in the options"
            ));
        }
        match self.session.read_torrent_file(file.path.clone()).await {
            Ok(source) => self.add(source, &file.path).await,
            Err(IntakeError::NotATorrent(reason)) => Outcome::Bad(reason),
            Err(error) => Outcome::Later(error.to_string()),
        }
    }

    /// Links, hashes and CIDs, one per line; empty lines and those that begin with `#` are
    /// skipped. A line that was added is not added again while the file stands still.
    async fn take_links(&mut self, file: &Candidate) -> Outcome {
        let limit = self.size_limit().min(MAX_LINKS_SIZE);
        if file.stamp.size() > limit {
            return Outcome::Bad(format!("it has more than {limit} bytes"));
        }
        let path = file.path.clone();
        let text = match self.blocking(move || read_text(&path, limit)).await {
            Ok(text) => text,
            Err(error) => return Outcome::Later(error.to_string()),
        };
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        let lines: Vec<(usize, &str)> = (1..)
            .zip(lines)
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .take(MAX_LINES + 1)
            .collect();
        if lines.len() > MAX_LINES {
            return Outcome::Bad(format!("it has more than {MAX_LINES} lines"));
        }
        if lines.is_empty() {
            return Outcome::Bad("it holds no link".to_owned());
        }
        let mut trouble = None;
        for (number, line) in lines {
            if self.ledger.has_line(file, number) {
                continue;
            }
            match self.take_line(line, &file.path).await {
                Outcome::Added => self.ledger.add_line(file, number),
                Outcome::Later(reason) => return Outcome::Later(reason),
                // Addresses may hold keys: the number has to do.
                Outcome::Bad(reason) => {
                    trouble.get_or_insert_with(|| format!("line {number}: {reason}"));
                }
            }
        }
        trouble.map_or(Outcome::Added, Outcome::Bad)
    }

    async fn take_line(&self, line: &str, file: &Path) -> Outcome {
        let source = match AddSource::parse_text(line) {
            Ok(Some(source)) => source,
            Err(error) => return Outcome::Bad(error.to_string()),
            Ok(None) => match web_address(line) {
                Some(url) => match self.session.fetch_torrent(&url).await {
                    Ok(source) => source,
                    Err(IntakeError::Session(error)) => return Outcome::Later(error.to_string()),
                    Err(error) => return Outcome::Bad(error.to_string()),
                },
                None => return Outcome::Bad("it is no link, hash or CID".to_owned()),
            },
        };
        self.add(source, file).await
    }

    /// Adds by the folder's rule. What is in the list already counts as added.
    async fn add(&self, source: AddSource, file: &Path) -> Outcome {
        let file = file.display();
        match self.session.add_torrent(self.params(source)).await {
            Ok(added) => {
                tracing::info!(%file, torrent = %added.id, "added from a watched folder");
                Outcome::Added
            }
            // One that is only being added may fail yet.
            Err(AddTorrentError::Duplicate(id)) if self.session.torrent(id).is_none() => {
                Outcome::Later("it is being added already".to_owned())
            }
            Err(error @ AddTorrentError::Duplicate(_)) => {
                tracing::info!(%file, %error, "nothing new in a watched folder");
                Outcome::Added
            }
            Err(AddTorrentError::Session(error)) => Outcome::Later(error.to_string()),
            Err(error) => Outcome::Bad(error.to_string()),
        }
    }

    fn params(&self, source: AddSource) -> AddTorrentParams {
        let by_settings = AddTorrentParams::new(source);
        let save_path = match &self.place {
            WatchedFolder::DefaultPath => return by_settings,
            WatchedFolder::Itself => self.path.to_string_lossy().into_owned(),
            WatchedFolder::Path(path) => path.clone(),
        };
        AddTorrentParams { save_path, auto_managed: Some(false), ..by_settings }
    }

    fn size_limit(&self) -> u64 {
        u64::try_from(self.session.settings().int(Key::TorrentFileSizeLimit)).unwrap_or(0)
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        self.tasks.spawn_blocking(work).await.unwrap_or_else(|error| Err(io::Error::other(error)))
    }
}

fn web_address(line: &str) -> Option<Url> {
    let url = Url::parse(line).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

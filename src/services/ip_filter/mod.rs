//! Who may not read from the embedded node: the filter list on disk, and the banned addresses.
//!
//! One task on the main runtime follows the settings and, while the filter is on, looks at the
//! file every [`LOOK`]: a list that changed is read anew on the blocking pool and swapped in whole.
//! While a list cannot be read the one that was read last from the same path stays in force.
//! Nothing is stored; a start waits for the list before anybody is served.
//!
//! It holds for the node's own API alone. The web interface is not filtered: a list that holds
//! its user would lock that user out.

mod list;
#[cfg(test)]
mod tests;

use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

pub use list::{Format, Parsed, parse};

use crate::session::settings::{Key, SettingsPack, parse_address};
use crate::session::{IpRules, PeerFilter, Session};
use crate::tasks::Tasks;

/// Time between two looks at the file.
const LOOK: Duration = Duration::from_secs(2);

/// Bytes of a list that are read.
const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// Why a list is not in force; for users.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum ListError {
    #[error("the name has to end in .dat, .p2p or .p2b")]
    Format,
    #[error("it is no plain file")]
    NoFile,
    #[error("it has more than {MAX_BYTES} bytes")]
    TooLarge,
    #[error("{0}")]
    Io(String),
    #[error("reading it failed")]
    Died,
}

impl From<std::io::Error> for ListError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error.to_string())
    }
}

/// Applies what is set now and follows the settings from then on.
pub async fn start(session: &Session, tasks: &Tasks) {
    let mut follower = Follower {
        filter: session.peer_filter(),
        settings: session.watch_settings(),
        tasks: tasks.clone(),
        banned: String::new(),
        path: None,
        stamp: None,
        trouble: None,
    };
    follower.apply().await;
    tasks.spawn("ip filter", follower.run());
}

#[derive(Debug)]
struct Follower {
    filter: PeerFilter,
    settings: watch::Receiver<Arc<SettingsPack>>,
    tasks: Tasks,
    /// The banned addresses in force, as set.
    banned: String,
    /// The list in force or tried.
    path: Option<PathBuf>,
    /// The state of the file that was read last.
    stamp: Option<Stamp>,
    /// What was logged last.
    trouble: Option<ListError>,
}

impl Follower {
    async fn run(mut self) {
        loop {
            let changed = if self.path.is_some() {
                tokio::time::timeout(LOOK, self.settings.changed()).await.unwrap_or(Ok(()))
            } else {
                self.settings.changed().await
            };
            if changed.is_err() {
                return;
            }
            self.apply().await;
        }
    }

    async fn apply(&mut self) {
        let settings = Arc::clone(&self.settings.borrow_and_update());
        self.ban(&settings);
        let wanted = settings.text(Key::IpFilterPath).trim();
        let on = settings.bool(Key::IpFilterEnabled) && !wanted.is_empty();
        let wanted = on.then(|| PathBuf::from(wanted));
        if wanted != self.path {
            (self.stamp, self.trouble) = (None, None);
            if self.path.take().is_some() {
                self.filter.set_listed(IpRules::default());
            }
            self.path = wanted;
        }
        let Some(path) = self.path.clone() else { return };
        let known = self.stamp;
        let work = self.tasks.spawn_blocking(move || load(&path, known));
        match work.await.unwrap_or(Err(ListError::Died)) {
            Ok(None) => {}
            Ok(Some((stamp, parsed))) => {
                (self.stamp, self.trouble) = (Some(stamp), None);
                self.take(parsed);
            }
            Err(error) => {
                self.stamp = None;
                let path = self.path.as_deref().unwrap_or(Path::new("")).display();
                if self.trouble.as_ref() != Some(&error) {
                    tracing::warn!(%path, %error, "the IP filter cannot be read");
                }
                self.trouble = Some(error);
            }
        }
    }

    fn ban(&mut self, settings: &SettingsPack) {
        let banned = settings.text(Key::BannedIps);
        if banned == self.banned {
            return;
        }
        banned.clone_into(&mut self.banned);
        let addresses = settings.lines(Key::BannedIps).filter_map(parse_address);
        self.filter.set_banned(IpRules::of(addresses));
    }

    fn take(&self, parsed: Parsed) {
        let Parsed { rules, count, mistakes, told } = parsed;
        for (line, text) in told {
            tracing::warn!("IP filter line {line} is malformed: {text}");
        }
        if mistakes > 0 {
            tracing::warn!("IP filter: {mistakes} lines were left out");
        }
        tracing::info!("IP filter parsed: {count} rules were applied");
        self.filter.set_listed(rules);
    }
}

/// Reads a list, unless it is the one that is known: blocking.
fn load(path: &Path, known: Option<Stamp>) -> Result<Option<(Stamp, Parsed)>, ListError> {
    let format = Format::of(path).ok_or(ListError::Format)?;
    let about = std::fs::metadata(path)?;
    if !about.is_file() {
        return Err(ListError::NoFile);
    }
    let stamp = Stamp { length: about.len(), modified: about.modified().ok() };
    if Some(stamp) == known {
        return Ok(None);
    }
    if stamp.length > MAX_BYTES {
        return Err(ListError::TooLarge);
    }
    // A file that grows meanwhile is looked at again: its stamp is another one then.
    let file = BufReader::new(std::fs::File::open(path)?.take(MAX_BYTES));
    Ok(Some((stamp, parse(file, format)?)))
}

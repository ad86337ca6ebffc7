//! Keeps the log file as the settings of the page *Behavior* say.
//!
//! One task waits for lines and for settings; the writing itself runs on the blocking pool, one
//! job at a time, so that neither who logs nor a runtime's worker ever waits for the disk. A
//! change of a setting acts at once. While the file cannot be written, nothing else is troubled:
//! one warning says so, and it is tried again every half a minute and at each change of the
//! settings. *A crash loses* the last moments; a stop loses nothing ([`LogFile::finish`]).

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;

use crate::session::Session;
use crate::session::settings::{Key, SettingsPack};
use crate::tasks::Tasks;
use crate::telemetry::{Age, FileLog, FileLogOptions, LogRing};

/// Pause before the next try to write.
const RETRY: Duration = Duration::from_secs(30);
/// Pause between two looks for backups that have grown too old.
const TIDY: Duration = Duration::from_hours(1);
/// How long the last lines may take at the stop.
const LAST_LINES: Duration = Duration::from_secs(3);

/// The log file of a running server.
#[derive(Debug)]
pub struct LogFile {
    file: Arc<Mutex<FileLog>>,
    tasks: Tasks,
}

impl LogFile {
    /// Starts to follow `log` and the settings; relative folders lie in `profile`. What was logged
    /// before is written, too.
    pub fn start(session: &Session, profile: PathBuf, log: &LogRing, tasks: &Tasks) -> Self {
        let file = Arc::new(Mutex::new(FileLog::new(log.clone())));
        let (mut settings, mut lines) = (session.watch_settings(), log.follow());
        let (stop, own) = (tasks.cancelled(), tasks.clone());
        let writer = Arc::clone(&file);
        tasks.spawn_until_done("log file", async move {
            let mut options = options(&settings.borrow_and_update(), &profile);
            let mut in_trouble = false;
            loop {
                lines.mark_unchanged();
                let result = write(&own, &writer, Some(options.clone())).await;
                match result {
                    Ok(()) if in_trouble => tracing::info!("the log file is written again"),
                    Err(ref error) if !in_trouble => {
                        tracing::warn!("{error}; it is tried again by itself");
                    }
                    _ => {}
                }
                in_trouble = result.is_err();
                tokio::select! {
                    () = stop.cancelled() => return,
                    changed = settings.changed() => {
                        if changed.is_err() {
                            return;
                        }
                        options = self::options(&settings.borrow_and_update(), &profile);
                    }
                    _ = lines.changed(), if !in_trouble => {}
                    () = tokio::time::sleep(RETRY), if in_trouble => {}
                    () = tokio::time::sleep(TIDY) => tidy(&own, &writer).await,
                }
            }
        });
        Self { file, tasks: tasks.clone() }
    }

    /// Writes what was logged up to now: the very last act of a stop.
    pub async fn finish(self) {
        let last = write(&self.tasks, &self.file, None);
        // Nobody can be told any more.
        drop(tokio::time::timeout(LAST_LINES, last).await);
    }
}

async fn write(
    tasks: &Tasks,
    file: &Arc<Mutex<FileLog>>,
    options: Option<FileLogOptions>,
) -> Result<(), String> {
    let file = Arc::clone(file);
    let work: JoinHandle<_> = tasks.spawn_blocking(move || {
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(options) = options {
            file.configure(options);
        }
        file.write()
    });
    match work.await {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(_) => Err("the log file is not written: the server ends".to_owned()),
    }
}

async fn tidy(tasks: &Tasks, file: &Arc<Mutex<FileLog>>) {
    let file = Arc::clone(file);
    let work = tasks.spawn_blocking(move || {
        file.lock().unwrap_or_else(PoisonError::into_inner).delete_old();
    });
    drop(work.await);
}

fn options(settings: &SettingsPack, profile: &Path) -> FileLogOptions {
    let folder = match settings.text(Key::FileLogPath) {
        "" => profile.join("logs"),
        path => profile.join(path),
    };
    let size = u64::try_from(settings.int(Key::FileLogMaxSize)).unwrap_or(0).saturating_mul(1024);
    let age = settings.int(Key::FileLogAge);
    let age = match settings.int(Key::FileLogAgeType) {
        0 => Age::Days(age),
        1 => Age::Months(age),
        _ => Age::Years(age),
    };
    FileLogOptions {
        enabled: settings.bool(Key::FileLogEnabled),
        folder,
        rotate_at: settings.bool(Key::FileLogBackupEnabled).then_some(size),
        delete_after: settings.bool(Key::FileLogDeleteOld).then_some(age),
    }
}

//! Programs of the user that run when a torrent is added, and when its download has ended.
//!
//! Off until whoever starts the server allows it (`--allow-external-programs`): who may change
//! settings could otherwise run anything. The settings are kept all the same, and the log says what
//! to do when one of them is turned on in vain.
//!
//! *Owns* the programs that wait for a place, in memory, and nothing of those that run: they have a
//! process group of their own, no standard input or output, the profile as working directory, the
//! server's environment without its secrets, and outlive the server. *What runs where:* one task
//! follows the session's alerts, and one per program waits for a place and then for its end, to log
//! how it ended. *A crash loses* the programs that wait.
//!
//! How a setting becomes arguments is in `command`. What a placeholder stands for is qBittorrent's
//! (`%T` is the first tracker). As in qBittorrent nothing runs at a start, and nothing for what a
//! check found complete.
//!
//! Deliberately absent: a deadline for programs. One that never ends keeps its place.

mod command;

use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;

use tokio::process::Command;
use tokio::sync::Semaphore;

use super::follow;
use crate::session::alert::Alert;
use crate::session::settings::{Key, SettingsPack};
use crate::session::{Session, TorrentStatus};
use crate::tasks::Tasks;
use command::{Facts, split};

/// Programs that run at once; others wait.
const MAX_RUNNING: usize = 16;
/// Programs that run or wait; of more, none is run.
const MAX_WAITING: usize = 1000;
/// Variables that may hold passwords or tokens.
const SECRETS: [&str; 5] = [
    "QCODEX_WEBUI_PASSWORD",
    "QCODEX_WEBUI_PASSWORD_FILE",
    "QCODEX_CODEX_API_TOKEN",
    "QCODEX_CODEX",
    "QCODEX_CODEX_SOURCE",
];

/// Starts to run programs as the settings say, if that is `allowed`; else to say that it is not.
pub fn start(session: Session, profile: PathBuf, allowed: bool, tasks: &Tasks) {
    if !allowed {
        drop(tasks.spawn("external programs", warn_when_wanted(session)));
        return;
    }
    let mut news = session.follow_alerts();
    let runner = Runner {
        profile,
        tasks: tasks.clone(),
        running: Arc::new(Semaphore::new(MAX_RUNNING)),
        places: Arc::new(Semaphore::new(MAX_WAITING)),
    };
    drop(tasks.spawn("external programs", async move {
        while let Some(alert) = follow::next(&mut news, "the start of external programs").await {
            let (id, enabled, program) = match alert {
                Alert::TorrentAdded { id } => {
                    (id, Key::AutorunOnTorrentAddedEnabled, Key::AutorunOnTorrentAddedProgram)
                }
                Alert::TorrentFinished { id } => (id, Key::AutorunEnabled, Key::AutorunProgram),
                _ => continue,
            };
            let settings = session.settings();
            if let Some(torrent) = session.torrent(id).filter(|_| settings.bool(enabled)) {
                runner.run(settings.text(program), &torrent);
            }
        }
    }));
}

/// Tells once each time a program is turned on that it does not run.
async fn warn_when_wanted(session: Session) {
    let wanted = |settings: &SettingsPack| {
        let on = |enabled, program| settings.bool(enabled) && !settings.text(program).is_empty();
        on(Key::AutorunEnabled, Key::AutorunProgram)
            || on(Key::AutorunOnTorrentAddedEnabled, Key::AutorunOnTorrentAddedProgram)
    };
    let mut settings = session.watch_settings();
    let mut told = false;
    loop {
        let now = wanted(&settings.borrow_and_update());
        if now && !told {
            tracing::warn!(
                "external programs are turned on in the options but do not run: start the server \
                 with --allow-external-programs (or QCODEX_ALLOW_EXTERNAL_PROGRAMS=true) if \
                 everybody who may log in may run programs here"
            );
        }
        told = now;
        if settings.changed().await.is_err() {
            return;
        }
    }
}

#[derive(Debug)]
struct Runner {
    profile: PathBuf,
    tasks: Tasks,
    running: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Runner {
    fn run(&self, setting: &str, torrent: &TorrentStatus) {
        let facts = Facts(torrent);
        let mut arguments = split(setting).into_iter().map(|argument| facts.fill(&argument));
        let Some(program) = arguments.next() else { return };
        let mut command = Command::new(&program);
        command
            .args(arguments)
            .current_dir(&self.profile)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        for secret in SECRETS {
            command.env_remove(secret);
        }
        let id = torrent.id;
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            tracing::warn!(torrent = %id, program, "not run: {MAX_WAITING} programs run or wait");
            return;
        };
        let running = Arc::clone(&self.running);
        drop(self.tasks.spawn("external program", async move {
            let _place = place;
            let _slot = running.acquire_owned().await;
            match command.spawn() {
                Ok(mut child) => {
                    tracing::info!(torrent = %id, program, pid = child.id(), "running a program");
                    match child.wait().await {
                        Ok(end) if end.success() => {}
                        Ok(end) => tracing::warn!(
                            torrent = %id, program, code = end.code(), signal = end.signal(),
                            "a program failed"
                        ),
                        Err(error) => {
                            tracing::warn!(torrent = %id, program, %error, "lost a program");
                        }
                    }
                }
                Err(error) => {
                    tracing::warn!(torrent = %id, program, %error, "a program cannot be run");
                }
            }
        }));
    }
}

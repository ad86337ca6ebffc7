//! Makes torrents of files and folders of this machine: tasks that wait, run and end.
//!
//! *Owns* the list of tasks, in memory alone, as in qBittorrent: a restart forgets them, and what
//! they made for themselves. Owned on disk are the results of tasks that name no file, in one
//! folder of the profile, which is emptied at the start; a file that a task names is the user's and
//! outlives it. *What runs where:* adding, looking and deleting only touch the list under a short
//! lock; looking for files, hashing and writing run on the blocking pool, two tasks at a time, the
//! others in their order. *A crash loses* the tasks, and may leave a file
//! `.qcodex-<task>.tmp` beside the one that was being written; never half a `.torrent`.
//!
//! A task that is deleted stops within one chunk of reading, and leaves nothing. At most
//! [`MAX_TASKS`] are kept: the one that ended first makes room, and while all are unfinished
//! nothing is taken.
//!
//! *Adding what was made* (`startSeeding`) is the session's ordinary way of adding: save path is the
//! folder that the source lies in, manual management, the files trusted because they were hashed
//! just now. Their Codex hashes, from the same read, go along, each with the stamp of its file: what
//! is still the same file is published without another read; what is not is verified first. *Publishing at once*
//! ([`CreateTask::publish`]) is not in qBittorrent: it adds the torrent whatever `startSeeding` says,
//! and started whatever the settings say; the session publishes what it seeds, so there is no
//! second way. A task is finished when its torrent is made and added; whether it is published is
//! the torrent's state, to be asked of the session.
//!
//! Which files go in, and the rule for symbolic links, is in `scan`.
//!
//! Deliberately absent: a list that survives a restart, and resuming of a hash.

mod job;
mod registry;
mod scan;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use crate::clock::Clock;
use crate::session::{AddSource, AddTorrentError, AddTorrentParams, ContentLayout};
use crate::session::{Session, StopCondition};
use crate::tasks::Tasks;
use crate::torrent::{Metainfo, TorrentFormat, TorrentId};
use job::{Failure, Job, Made};
use registry::{Registry, Removed, Started};

pub use registry::MAX_TASKS;

/// What a user wants made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateTask {
    /// File or folder, without `.`, `..` and a slash at the end; has to be absolute.
    pub source_path: PathBuf,
    /// Where the `.torrent` goes, absolute; `None` keeps it with the task.
    pub torrent_path: Option<PathBuf>,
    /// Which metadata.
    pub format: TorrentFormat,
    /// Bytes of a piece; 0 chooses by the size of the content.
    pub piece_size: u64,
    /// Sets `private`.
    pub private: bool,
    /// Leaves files and folders out whose name begins with a dot.
    pub ignore_dotfiles: bool,
    /// v1 only: files longer than this begin at a piece of their own.
    pub pad_above: Option<u64>,
    /// Comment; may be empty.
    pub comment: String,
    /// `source` of the info dictionary; may be empty.
    pub source: String,
    /// Trackers; an empty one begins the next tier.
    pub trackers: Vec<String>,
    /// Web seeds; empty ones are skipped.
    pub web_seeds: Vec<String>,
    /// Adds the torrent to the session.
    pub start_seeding: bool,
    /// Adds it and has it published.
    pub publish: bool,
}

/// Where a task stands. Times are seconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskState {
    /// Others run.
    Queued,
    /// Files are read.
    Running {
        /// When it began.
        started: i64,
        /// Part of the bytes that is hashed, 0 to 100.
        percent: u8,
    },
    /// The torrent is made.
    Finished {
        /// When it began.
        started: i64,
        /// When it ended.
        finished: i64,
        /// Bytes of a piece.
        piece_size: u32,
        /// The torrent, when it was added.
        torrent: Option<TorrentId>,
    },
    /// There is no torrent.
    Failed {
        /// When it began.
        started: i64,
        /// When it ended.
        finished: i64,
        /// Why, as a sentence in qBittorrent's form.
        error: String,
    },
}

/// A task as readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskStatus {
    /// A UUID.
    pub id: String,
    /// What was asked for.
    pub task: Arc<CreateTask>,
    /// Seconds since 1970.
    pub added: i64,
    /// Where it stands.
    pub state: TaskState,
}

/// Why a task is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddTaskError {
    /// [`MAX_TASKS`] are unfinished. The text is qBittorrent's.
    #[error("Too many active tasks")]
    Full,
}

/// Why there is no file to give. The texts are qBittorrent's where it has one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TorrentFileError {
    /// No such task.
    #[error("there is no such task")]
    NotFound,
    /// The task waits or runs.
    #[error("Torrent creation is still unfinished.")]
    Unfinished,
    /// The task failed.
    #[error("Torrent creation failed.")]
    Failed,
    /// The file cannot be read any more.
    #[error("{0}")]
    Unreadable(String),
}

/// What the creator is made of.
#[derive(Debug)]
pub struct CreatorParams {
    /// Gets what is to be seeded.
    pub session: Session,
    /// Holds results that have no place of their own; emptied at the start.
    pub folder: PathBuf,
    /// Time.
    pub clock: Clock,
    /// Starts tasks.
    pub tasks: Tasks,
}

/// A handle to the creator; cheap to clone. Nothing here waits but [`Creator::torrent_file`].
#[derive(Debug, Clone)]
pub struct Creator {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    session: Session,
    folder: PathBuf,
    clock: Clock,
    tasks: Tasks,
    registry: Mutex<Registry>,
}

impl Creator {
    /// Starts without tasks, and removes what an earlier run has left in the folder. Blocks
    /// shortly: to be called before anything is served.
    pub fn start(params: CreatorParams) -> Self {
        let CreatorParams { session, folder, clock, tasks } = params;
        job::empty_folder(&folder);
        let registry = Mutex::default();
        Self { inner: Arc::new(Inner { session, folder, clock, tasks, registry }) }
    }

    /// Takes a task; it runs when its turn comes. Gives its id.
    ///
    /// # Errors
    /// [`AddTaskError::Full`].
    pub fn add(&self, task: CreateTask) -> Result<String, AddTaskError> {
        let id = new_uuid();
        let stop = self.inner.tasks.cancelled().child_token();
        let now = self.inner.clock.unix_secs();
        let evicted = self.inner.registry().add(id.clone(), task, now, stop)?;
        self.inner.tidy(evicted);
        Inner::start_next(&self.inner);
        Ok(id)
    }

    /// All tasks in the order in which they were added.
    pub fn tasks(&self) -> Vec<TaskStatus> {
        self.inner.registry().list()
    }

    /// One task.
    pub fn task(&self, id: &str) -> Option<TaskStatus> {
        self.inner.registry().status(id)
    }

    /// Forgets a task, stopping it where it runs; false for an unknown one.
    pub fn delete(&self, id: &str) -> bool {
        let removed = self.inner.registry().remove(id);
        let known = removed.is_some();
        self.inner.tidy(removed);
        known
    }

    /// The `.torrent` of a finished task; that of one that publishes carries the placement as soon
    /// as there is one.
    ///
    /// # Errors
    /// See [`TorrentFileError`].
    pub async fn torrent_file(&self, id: &str) -> Result<Bytes, TorrentFileError> {
        let status = self.task(id).ok_or(TorrentFileError::NotFound)?;
        let torrent = match status.state {
            TaskState::Queued | TaskState::Running { .. } => {
                return Err(TorrentFileError::Unfinished);
            }
            TaskState::Failed { .. } => return Err(TorrentFileError::Failed),
            TaskState::Finished { torrent, .. } => torrent.filter(|_| status.task.publish),
        };
        let placement = torrent
            .and_then(|torrent| self.inner.session.torrent(torrent))
            .filter(|torrent| torrent.record.is_some())
            .and_then(|torrent| torrent.placement.clone());
        let path = self.inner.result_path(id, &status.task);
        let work = self.inner.tasks.spawn_blocking(move || {
            let bytes = job::read_result(&path)?;
            let Some(placement) = placement else { return Ok(bytes) };
            let mut metainfo = Metainfo::parse(&bytes)
                .map_err(|error| TorrentFileError::Unreadable(error.to_string()))?;
            metainfo.codex = Some((*placement).clone());
            Ok(metainfo.to_torrent_bytes().into())
        });
        let lost = |_| TorrentFileError::Unreadable("the server is shutting down".to_owned());
        work.await.map_err(lost)?
    }
}

impl Inner {
    fn registry(&self) -> MutexGuard<'_, Registry> {
        self.registry.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the result of a task lies.
    fn result_path(&self, id: &str, task: &CreateTask) -> PathBuf {
        let own = || self.folder.join(format!("{id}.torrent"));
        task.torrent_path.clone().unwrap_or_else(own)
    }

    /// Removes what a forgotten task keeps on disk; a file that it names is the user's.
    fn tidy(&self, removed: Option<Removed>) {
        if let Some(Removed { id, task }) = removed
            && task.torrent_path.is_none()
        {
            let path = self.result_path(&id, &task);
            drop(self.tasks.spawn_blocking(move || job::remove_result(&path)));
        }
    }

    /// Starts what waits, as long as there is room.
    fn start_next(this: &Arc<Self>) {
        loop {
            let now = this.clock.unix_secs();
            let Some(started) = this.registry().begin_next(now) else { return };
            let inner = Arc::clone(this);
            let work = async move {
                let id = started.id.clone();
                let result = inner.run(started).await;
                let now = inner.clock.unix_secs();
                let late = inner.registry().end(&id, result, now);
                inner.tidy(late);
                Self::start_next(&inner);
            };
            drop(this.tasks.spawn_until_done("create a torrent", work));
        }
    }

    /// One task from its first look at the disk to its end.
    async fn run(&self, started: Started) -> Result<(u32, Option<TorrentId>), Failure> {
        let Started { id, task, progress, stop, at } = started;
        let job = Job {
            path: self.result_path(&id, &task),
            id,
            task: Arc::clone(&task),
            created: at,
            progress,
            resources: self.session.resources(),
            stop: stop.clone(),
        };
        let work = self.tasks.spawn_blocking(move || job.make());
        let made = work.await.map_err(|_| Failure::Lost)??;
        let piece_size = made.metainfo.info.piece_length;
        if !task.start_seeding && !task.publish {
            return Ok((piece_size, None));
        }
        if stop.is_cancelled() {
            return Err(Failure::Cancelled);
        }
        match self.session.add_torrent(add_params(&task, made)).await {
            Ok(added) => Ok((piece_size, Some(added.id))),
            // What is in the list already is what was asked for.
            Err(AddTorrentError::Duplicate(id)) => Ok((piece_size, Some(id))),
            Err(error) => Err(Failure::NotAdded(error.to_string())),
        }
    }
}

/// How a torrent that was made here is added: where its files lie, which were just hashed.
fn add_params(task: &CreateTask, made: Made) -> AddTorrentParams {
    let parent = task.source_path.parent().unwrap_or(&task.source_path);
    AddTorrentParams {
        save_path: parent.to_string_lossy().into_owned(),
        use_download_path: Some(false),
        skip_checking: true,
        stopped: task.publish.then_some(false),
        stop_condition: task.publish.then_some(StopCondition::None),
        content_layout: Some(ContentLayout::Original),
        auto_managed: Some(false),
        renames: made.renames,
        hashes: made.hashes,
        ..AddTorrentParams::new(AddSource::Metainfo(Arc::new(made.metainfo)))
    }
}

/// A random UUID (version 4) without braces.
fn new_uuid() -> String {
    let mut bytes = rand::random::<[u8; 16]>();
    let [.., version, _, variant, _, _, _, _, _, _, _] = &mut bytes;
    *version = (*version & 0x0f) | 0x40;
    *variant = (*variant & 0x3f) | 0x80;
    let hex = data_encoding::HEXLOWER.encode(&bytes);
    let mut uuid = String::with_capacity(36);
    for (at, digit) in hex.chars().enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            uuid.push('-');
        }
        uuid.push(digit);
    }
    uuid
}

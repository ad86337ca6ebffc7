//! The list of tasks: who waits, who runs, how it ended. Pure bookkeeping under the owner's lock.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::job::{Failure, Progress};
use super::{AddTaskError, CreateTask, TaskState, TaskStatus};
use crate::torrent::TorrentId;

/// Most tasks that are kept: qBittorrent's number.
pub const MAX_TASKS: usize = 256;

/// Tasks that hash at the same time: a small one does not wait for a whole disk, and a disk is
/// not torn between many.
const MAX_RUNNING: usize = 2;

/// How a task ended: piece size and torrent, or why there is none.
pub(super) type Outcome = Result<(u32, Option<TorrentId>), Failure>;

#[derive(Debug)]
struct Entry {
    id: String,
    task: Arc<CreateTask>,
    added: i64,
    stop: CancellationToken,
    state: State,
}

#[derive(Debug)]
enum State {
    Queued,
    Running {
        started: i64,
        progress: Arc<Progress>,
    },
    /// With the number of its end: times are too coarse to say which was first.
    Ended {
        state: TaskState,
        number: u64,
    },
}

/// A task that was told to run.
#[derive(Debug)]
pub(super) struct Started {
    pub(super) id: String,
    pub(super) task: Arc<CreateTask>,
    pub(super) progress: Arc<Progress>,
    pub(super) stop: CancellationToken,
    /// When, in seconds since 1970.
    pub(super) at: i64,
}

/// A task that is not in the list any more.
#[derive(Debug)]
pub(super) struct Removed {
    pub(super) id: String,
    pub(super) task: Arc<CreateTask>,
}

/// The list.
#[derive(Debug, Default)]
pub(super) struct Registry {
    entries: Vec<Entry>,
    /// Tasks that hash, deleted ones that have not stopped yet included; what they are doing, so
    /// that it can be tidied.
    running: Vec<Removed>,
    ended: u64,
}

impl Registry {
    /// Appends a task; the one that ended first may have to go for it.
    pub(super) fn add(
        &mut self,
        id: String,
        task: CreateTask,
        added: i64,
        stop: CancellationToken,
    ) -> Result<Option<Removed>, AddTaskError> {
        let evicted = if self.entries.len() >= MAX_TASKS {
            let ended = |entry: &Entry| match entry.state {
                State::Ended { number, .. } => Some(number),
                State::Queued | State::Running { .. } => None,
            };
            let ended = self.entries.iter().filter_map(|entry| Some((ended(entry)?, &entry.id)));
            let oldest = ended.min().map(|(_, id)| id.clone()).ok_or(AddTaskError::Full)?;
            self.remove(&oldest)
        } else {
            None
        };
        self.entries.push(Entry { id, task: Arc::new(task), added, stop, state: State::Queued });
        Ok(evicted)
    }

    pub(super) fn list(&self) -> Vec<TaskStatus> {
        self.entries.iter().map(Entry::status).collect()
    }

    pub(super) fn status(&self, id: &str) -> Option<TaskStatus> {
        self.entries.iter().find(|entry| entry.id == id).map(Entry::status)
    }

    /// Forgets a task and tells it to stop.
    pub(super) fn remove(&mut self, id: &str) -> Option<Removed> {
        let at = self.entries.iter().position(|entry| entry.id == id)?;
        let entry = self.entries.remove(at);
        entry.stop.cancel();
        Some(Removed { id: entry.id, task: entry.task })
    }

    /// Lets the next task run, when there is one and room for it.
    pub(super) fn begin_next(&mut self, now: i64) -> Option<Started> {
        if self.running.len() >= MAX_RUNNING {
            return None;
        }
        let next = self.entries.iter_mut().find(|entry| matches!(entry.state, State::Queued))?;
        let progress = Arc::new(Progress::default());
        next.state = State::Running { started: now, progress: Arc::clone(&progress) };
        let (id, task) = (next.id.clone(), Arc::clone(&next.task));
        self.running.push(Removed { id: id.clone(), task: Arc::clone(&task) });
        Some(Started { id, task, progress, stop: next.stop.clone(), at: now })
    }

    /// Notes the end of a task that ran. Gives it back when it was deleted meanwhile.
    pub(super) fn end(&mut self, id: &str, outcome: Outcome, now: i64) -> Option<Removed> {
        let at = self.running.iter().position(|running| running.id == id);
        let running = at.map(|at| self.running.swap_remove(at));
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) else {
            return running;
        };
        let started = match entry.state {
            State::Running { started, .. } => started,
            State::Queued | State::Ended { .. } => now,
        };
        let state = match outcome {
            Ok((piece_size, torrent)) => {
                TaskState::Finished { started, finished: now, piece_size, torrent }
            }
            Err(failure) => {
                let error = format!("Create new torrent file failed. Reason: {failure}.");
                tracing::warn!(source = %entry.task.source_path.display(), error);
                TaskState::Failed { started, finished: now, error }
            }
        };
        self.ended += 1;
        entry.state = State::Ended { state, number: self.ended };
        None
    }
}

impl Entry {
    fn status(&self) -> TaskStatus {
        let state = match &self.state {
            State::Queued => TaskState::Queued,
            State::Running { started, progress } => {
                TaskState::Running { started: *started, percent: progress.percent() }
            }
            State::Ended { state, .. } => state.clone(),
        };
        let task = Arc::clone(&self.task);
        TaskStatus { id: self.id.clone(), task, added: self.added, state }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::task;
    use super::*;

    fn add(registry: &mut Registry, id: &str) -> Result<Option<String>, AddTaskError> {
        let added = registry.add(id.to_owned(), task("/x"), 1, CancellationToken::new());
        added.map(|evicted| evicted.map(|removed| removed.id))
    }

    fn ids(registry: &Registry) -> Vec<String> {
        registry.list().into_iter().map(|status| status.id).collect()
    }

    #[test]
    fn two_run_and_the_others_wait_in_their_order() {
        let mut registry = Registry::default();
        for id in ["a", "b", "c", "d"] {
            assert_eq!(add(&mut registry, id), Ok(None));
        }
        let begun: Vec<String> =
            std::iter::from_fn(|| registry.begin_next(2)).map(|started| started.id).collect();
        assert_eq!(begun, ["a", "b"]);
        assert_eq!(registry.status("c").unwrap().state, TaskState::Queued);
        let running = TaskState::Running { started: 2, percent: 0 };
        assert_eq!(registry.status("a").unwrap().state, running);
        assert!(registry.end("a", Ok((16384, None)), 3).is_none());
        assert_eq!(registry.begin_next(3).unwrap().id, "c");
        assert!(registry.begin_next(3).is_none());
        assert_eq!(ids(&registry), ["a", "b", "c", "d"]);
    }

    #[test]
    fn a_deleted_task_counts_until_it_has_stopped() {
        let mut registry = Registry::default();
        for id in ["a", "b", "c"] {
            add(&mut registry, id).unwrap();
        }
        let started = registry.begin_next(1).unwrap();
        registry.begin_next(1).unwrap();
        assert_eq!(registry.remove("a").unwrap().id, "a");
        assert!(started.stop.is_cancelled());
        assert!(registry.remove("a").is_none() && registry.begin_next(1).is_none());
        let late = registry.end("a", Ok((16384, None)), 2).unwrap();
        assert_eq!(late.id, "a", "what it made has to go");
        assert_eq!(registry.begin_next(2).unwrap().id, "c");
        assert!(registry.status("a").is_none());
    }

    #[test]
    fn the_first_that_ended_makes_room_and_unfinished_ones_do_not() {
        let mut registry = Registry::default();
        for number in 0..MAX_TASKS {
            assert_eq!(add(&mut registry, &number.to_string()), Ok(None));
        }
        assert_eq!(add(&mut registry, "over"), Err(AddTaskError::Full));
        assert_eq!(registry.begin_next(1).unwrap().id, "0");
        assert_eq!(registry.begin_next(1).unwrap().id, "1");
        assert_eq!(add(&mut registry, "over"), Err(AddTaskError::Full));
        registry.end("1", Err(Failure::Lost), 2);
        registry.end("0", Ok((16384, None)), 2);
        assert_eq!(add(&mut registry, "x"), Ok(Some("1".to_owned())));
        assert_eq!(add(&mut registry, "y"), Ok(Some("0".to_owned())));
        assert_eq!(add(&mut registry, "z"), Err(AddTaskError::Full));
        assert_eq!(registry.list().len(), MAX_TASKS);
    }
}

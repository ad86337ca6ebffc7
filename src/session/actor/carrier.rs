//! The task that carries a torrent's files: look, write down, carry, arrive, tidy up.
//!
//! It owns no state: before the first file is touched, and again when all are at their new place,
//! it waits until the actor says that this is durable. Whatever goes wrong before the second, it
//! puts every file back. A shutdown leaves things as they are: the next start goes on. A crash
//! loses nothing either; what was written down says which file may lie where.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

use super::events::TaskNews;
use super::jobs::Reporter;
use crate::codex::{Cid, Codex};
use crate::resources::Resources;
use crate::session::content::Content;
use crate::session::relocation::StoredMove;
use crate::session::transfer::{Carried, Carry, CarryProgress, FilesError, Stopped};
use crate::tasks::Tasks;

/// How it ended.
#[derive(Debug)]
pub(crate) enum TripEnd {
    /// Every file is at its new place, and nothing at the old one.
    Arrived,
    /// Every file is where it was, because of this.
    Back(FilesError),
    /// Every file is where it was, as asked for.
    TakenBack,
    /// Some files are at the new place, some at the old one, and neither way goes on.
    Stranded(FilesError),
    /// The server stops.
    Interrupted,
}

/// Everything is at the new place.
#[derive(Debug)]
pub(crate) struct Arrival {
    /// What was carried.
    pub(super) plan: StoredMove,
    /// How.
    pub(super) carried: Carried,
}

/// Carries the files of one torrent.
#[derive(Debug)]
pub(super) struct Carrier {
    pub(super) reporter: Reporter,
    pub(super) content: Arc<Content>,
    pub(super) node: Codex,
    pub(super) resources: Resources,
    pub(super) tasks: Tasks,
    /// For names of temporary files.
    pub(super) tag: String,
    /// What the node has of the torrent, for a trip that had arrived before a restart.
    pub(super) refs: Vec<(Cid, PathBuf)>,
    pub(super) cancel: CancellationToken,
    /// Nothing is touched before the task before has ended.
    pub(super) before: CancellationToken,
    pub(super) progress: CarryProgress,
}

impl Carrier {
    /// The whole way; `plan` looks at the disk.
    pub(super) async fn go(
        &self,
        plan: impl FnOnce() -> Result<StoredMove, FilesError> + Send + 'static,
    ) -> TripEnd {
        self.before.cancelled().await;
        let plan = match self.tasks.spawn_blocking(plan).await {
            Ok(Ok(plan)) => plan,
            Ok(Err(error)) => return TripEnd::Back(error),
            Err(_) => return TripEnd::Back(FilesError::Cancelled),
        };
        if !plan.files.is_empty() {
            let stored = Box::new(plan.clone());
            match self.ask(|go| TaskNews::Planned(stored, go)).await {
                Some(true) => {}
                Some(false) => return TripEnd::Back(not_stored(&plan)),
                None => return TripEnd::Back(FilesError::Cancelled),
            }
        }
        self.carry(plan, true).await
    }

    /// Goes on with what was begun before a restart.
    pub(super) async fn again(&self, plan: StoredMove) -> TripEnd {
        self.before.cancelled().await;
        self.carry(plan, false).await
    }

    /// Takes back what was begun.
    pub(super) async fn back(&self, plan: StoredMove) -> TripEnd {
        self.before.cancelled().await;
        let carry = self.describe(&plan);
        match self.tasks.spawn_blocking(move || carry.back(None)).await {
            Ok(Ok(())) => TripEnd::TakenBack,
            Ok(Err(error)) => TripEnd::Stranded(error),
            Err(_) => self.broken(),
        }
    }

    /// Removes what is left at the old place of files that arrived before a restart.
    pub(super) async fn tidy(&self, plan: StoredMove) -> TripEnd {
        self.before.cancelled().await;
        self.finish(plan, self.refs.clone()).await
    }

    pub(super) async fn report(self, news: TaskNews) {
        self.reporter.send(news).await;
    }

    async fn carry(&self, plan: StoredMove, fresh: bool) -> TripEnd {
        let carry = self.describe(&plan);
        let work = carry.clone();
        let there = self.tasks.spawn_blocking(move || work.there()).await;
        let stopped = match there {
            Ok(Ok(carried)) => {
                let done = carry.files.len();
                let arrival = Box::new(Arrival { plan: plan.clone(), carried });
                match self.ask(|go| TaskNews::Arrived(arrival, go)).await {
                    Some(Some(refs)) => return self.finish(plan, refs).await,
                    Some(None) => Stopped { error: not_stored(&plan), done },
                    None => Stopped { error: FilesError::Cancelled, done },
                }
            }
            Ok(Err(stopped)) => stopped,
            Err(_) => return self.broken(),
        };
        if stopped.error == FilesError::Cancelled && self.tasks.cancelled().is_cancelled() {
            return TripEnd::Interrupted;
        }
        // After a restart more may have been done than this time.
        let done = fresh.then_some(stopped.done);
        match self.tasks.spawn_blocking(move || carry.back(done)).await {
            Ok(Ok(())) => TripEnd::Back(stopped.error),
            Ok(Err(_)) => TripEnd::Stranded(stopped.error),
            Err(_) => self.broken(),
        }
    }

    /// The new place is durable: the node follows, then the sources go.
    async fn finish(&self, plan: StoredMove, refs: Vec<(Cid, PathBuf)>) -> TripEnd {
        let carry = self.describe(&plan);
        let mut sources: HashMap<_, _> =
            carry.files.iter().map(|file| (file.to.clone(), file.from.clone())).collect();
        for (cid, to) in refs {
            let Some(from) = sources.remove(&to) else { continue };
            if let Err(error) = self.node.relocate(cid, from, to).await {
                // The next start reconciles; a read in between is a typed error.
                tracing::warn!(%cid, %error, "cannot tell the node where the file is now");
            }
        }
        match self.tasks.spawn_blocking(move || carry.clear()).await {
            Ok(()) => TripEnd::Arrived,
            Err(_) => self.broken(),
        }
    }

    /// A step was dropped, by the end of the server or by a mistake in the program.
    fn broken(&self) -> TripEnd {
        if self.tasks.cancelled().is_cancelled() {
            return TripEnd::Interrupted;
        }
        TripEnd::Stranded(FilesError::Cancelled)
    }

    fn describe(&self, plan: &StoredMove) -> Carry {
        let files = plan.moves(&self.content);
        let mut carry = Carry::new(files, &plan.from, &plan.to, self.tag.clone());
        carry.cancel = self.cancel.clone();
        carry.progress = self.progress.clone();
        carry.resources = self.resources.clone();
        carry
    }

    /// Waits until the actor has made something durable; `None` when it did not.
    async fn ask<T>(&self, news: impl FnOnce(oneshot::Sender<T>) -> TaskNews) -> Option<T> {
        let (go, answer) = oneshot::channel();
        self.reporter.send(news(go)).await;
        answer.await.ok()
    }
}

fn not_stored(plan: &StoredMove) -> FilesError {
    let text = "the change could not be stored; see the log".to_owned();
    FilesError::File { path: plan.to.clone(), text }
}

//! The task behind a download: finds out where the content lies, then fetches it.
//!
//! Without a placement Codex is asked for the record first. When it says that nobody has it, or
//! says nothing for half a minute, web seeds are tried, and the search goes on beside them: once
//! a record turns up, the download ends at a checkpoint and the session starts it again with the
//! placement. Owns nothing of the session; a cancelled task ends after its last checkpoint.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

use super::events::TaskNews;
use super::fetch::file_placements;
use super::jobs::Reporter;
use super::resolve::{Lookup, retry};
use crate::session::source::FoundDataset;
use crate::session::status::{Reason, ReasonCode};
use crate::session::transfer::{
    CODEX_PATIENCE, Done, DownloadError, DownloadEvent, DownloadJob, FilePlacement, download,
};
use crate::torrent::RecordPlacement;

/// What a search tells those who would take content from elsewhere.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Codex answered that nobody has it.
    not_found: Notify,
    /// Reasons are told by somebody else now.
    quiet: AtomicBool,
    /// More to say when nobody has it.
    note: String,
}

impl Search {
    /// Codex has given a reason for not having it. Gives what to tell of it, if anybody wants it.
    pub(super) fn failed(&self, mut reason: Reason) -> Option<Reason> {
        if reason.code == ReasonCode::NotInCodex {
            self.not_found.notify_one();
            if !self.note.is_empty() {
                reason.text = format!("{}; {}", reason.text, self.note);
            }
        }
        (!self.quiet.load(Ordering::Relaxed)).then_some(reason)
    }

    /// Ends when others may be asked.
    async fn patience(&self) {
        tokio::select! {
            () = self.not_found.notified() => {}
            () = tokio::time::sleep(CODEX_PATIENCE) => {}
        }
    }
}

/// A download to do.
#[derive(Debug)]
pub(super) struct Fetching {
    pub(super) reporter: Reporter,
    pub(super) lookup: Lookup,
    /// Where everything wanted lies, if that is known.
    pub(super) placement: Option<Arc<RecordPlacement>>,
    /// Where some of it lies.
    pub(super) partial: Option<Arc<RecordPlacement>>,
    /// What to download, placements left out.
    pub(super) job: DownloadJob,
    /// The other end of the job's events.
    pub(super) events: mpsc::Receiver<DownloadEvent>,
    /// The end of the task before: it may still be writing.
    pub(super) before: CancellationToken,
}

impl Fetching {
    pub(super) async fn run(mut self) {
        self.before.cancelled().await;
        if let Some(placement) = self.placement.take() {
            return self.fetch(&placement).await;
        }
        let web = self.job.web.as_ref();
        let seeded = web.is_some_and(|web| !web.seeds.is_empty());
        let note = web.map(|web| web.note.clone()).unwrap_or_default();
        let told = Search { note, ..Search::default() };
        let (cancel, kick) = (self.job.cancel.clone(), Arc::clone(&self.job.kick));
        let (reporter, lookup) = (self.reporter.clone(), self.lookup.clone());
        // A kick is for the search and for the download.
        let (for_search, for_job) = (Notify::new(), Arc::new(Notify::new()));
        let relay = async {
            loop {
                kick.notified().await;
                for_search.notify_one();
                for_job.notify_one();
            }
        };
        let search = retry(&reporter, &cancel, &for_search, &lookup, &told);
        tokio::pin!(relay, search);
        let found = tokio::select! {
            found = &mut search => Some(found),
            () = told.patience(), if seeded => None,
            () = &mut relay => None,
        };
        match found {
            Some(Some(FoundDataset::Record(found))) => {
                let placement = Arc::new(found.record.placement.clone());
                reporter.send(TaskNews::Placed(Box::new(found))).await;
                return self.fetch(&placement).await;
            }
            Some(Some(FoundDataset::Torrent(found))) => {
                for (file, content) in self.job.files.iter_mut().zip(&self.job.content.files) {
                    file.placement = Some(FilePlacement::unnamed(content.length, found.cid));
                }
                let result = self.download(None).await;
                return reporter.send(TaskNews::Downloaded(result)).await;
            }
            Some(_) => return reporter.send(TaskNews::Cancelled).await,
            None => {}
        }
        told.quiet.store(true, Ordering::Relaxed);
        let stop = cancel.child_token();
        (self.job.cancel, self.job.kick) = (stop.clone(), Arc::clone(&for_job));
        let partial = self.partial.take();
        let work = self.download(partial.as_deref());
        tokio::pin!(work);
        let found = tokio::select! {
            result = &mut work => return reporter.send(TaskNews::Downloaded(result)).await,
            found = &mut search => found,
            () = &mut relay => None,
        };
        stop.cancel();
        let result = work.await;
        if let Some(FoundDataset::Record(found)) = found {
            reporter.send(TaskNews::Placed(Box::new(found))).await;
        }
        // Cancelled, as a rule: the session then starts it again with what it knows now.
        reporter.send(TaskNews::Downloaded(result)).await;
    }

    async fn fetch(self, placement: &RecordPlacement) {
        let reporter = self.reporter.clone();
        let result = self.download(Some(placement)).await;
        reporter.send(TaskNews::Downloaded(result)).await;
    }

    async fn download(self, placement: Option<&RecordPlacement>) -> Result<Done, DownloadError> {
        let Self { reporter, mut job, mut events, .. } = self;
        if let Some(placement) = placement {
            let placements = file_placements(&job.content, placement);
            for (file, placement) in job.files.iter_mut().zip(placements) {
                file.placement = placement;
            }
        }
        let forward = async {
            while let Some(event) = events.recv().await {
                reporter.send(TaskNews::Download(event)).await;
            }
        };
        tokio::join!(download(job), forward).0
    }
}

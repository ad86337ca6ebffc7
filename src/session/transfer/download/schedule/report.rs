//! What a schedule tells: news since the last report, and why something waits.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::time::Duration;

use super::Schedule;
use crate::session::status::{Reason, ReasonCode};
use crate::session::transfer::download::{DownloadError, DownloadEvent, NodeNews};
use crate::session::transfer::stream::Fault;

impl Schedule {
    /// Sends what happened since the last report.
    pub(super) async fn report(&mut self) -> Result<(), DownloadError> {
        self.unreported = false;
        let (news, active, giver, progress, nodes) = {
            let mut book = self.ctx.book();
            let news = book.take_news();
            let given = news.gave.iter().filter(|(giver, _)| **giver < self.ctx.nodes.len());
            let nodes: Vec<NodeNews> = given
                .map(|(giver, bytes)| NodeNews {
                    node: self.node_name(*giver),
                    bytes: *bytes,
                    holds: book.known_of(*giver),
                    files: book.files_from(*giver),
                })
                .collect();
            let active: BTreeSet<u32> = book.active.values().copied().collect();
            let progress: Vec<(usize, u64)> = news
                .files
                .iter()
                .filter(|file| book.files.get(**file).is_some_and(|f| f.wanted && !f.done))
                .map(|file| (*file, book.completed(*file)))
                .collect();
            let active: Vec<u32> = active.into_iter().collect();
            (news, active, book.giver, progress, nodes)
        };
        if !news.proven.is_empty() || self.left == 0 {
            self.full = false;
            self.room_pause = Duration::ZERO;
        }
        for file in &news.proven {
            self.reasons.remove(file);
            self.pauses.remove(file);
        }
        for file in &news.files {
            if self.waiting.remove(file) {
                self.make_ready(*file);
            }
        }
        if news.received > 0 {
            self.send(DownloadEvent::Received { bytes: news.received }).await?;
        }
        if news.wasted > 0 {
            self.send(DownloadEvent::Wasted { bytes: news.wasted }).await?;
        }
        if !news.pieces.is_empty() {
            self.send(DownloadEvent::PiecesVerified(news.pieces)).await?;
        }
        for (file, completed) in progress {
            self.send(DownloadEvent::FileProgress { file, completed }).await?;
        }
        if active != self.shown_active {
            self.shown_active.clone_from(&active);
            self.send(DownloadEvent::ActivePieces(active)).await?;
        }
        if !nodes.is_empty() {
            self.send(DownloadEvent::Nodes(nodes)).await?;
        }
        let seed = giver.and_then(|giver| giver.checked_sub(self.ctx.nodes.len()));
        if giver != self.shown_giver
            && seed.is_none()
            && let Some(node) = giver
        {
            self.shown_giver = giver;
            self.send(DownloadEvent::Source(self.node_name(node))).await?;
        }
        let full = self.full.then(|| Fault::Full.reason(""));
        let waits = full.or_else(|| self.reasons.values().next().cloned());
        let reason = waits.or_else(|| seed.map(|seed| self.fetches_from(seed)));
        if reason != self.shown_reason {
            self.shown_reason.clone_from(&reason);
            self.send(DownloadEvent::Reason(reason)).await?;
        }
        Ok(())
    }

    /// Does not borrow the schedule, which is not `Sync`, over the wait.
    pub(super) fn send(
        &self,
        event: DownloadEvent,
    ) -> impl Future<Output = Result<(), DownloadError>> + Send + use<> {
        let events = self.events.clone();
        async move { events.send(event).await.map_err(|_| DownloadError::Cancelled) }
    }

    /// Why a file waits, with what there is to say about web seeds.
    pub(super) fn why(&self, fault: &Fault, file: usize) -> Reason {
        let mut reason = fault.reason(&self.name(file));
        if reason.code == ReasonCode::NotInCodex && !self.ctx.web.note.is_empty() {
            reason.text = format!("{}; {}", reason.text, self.ctx.web.note);
        }
        reason
    }

    fn fetches_from(&self, seed: usize) -> Reason {
        let host = self.ctx.web.host(seed);
        let text = format!("Codex does not give it, so it is fetched from the web seed {host}");
        Reason::new(ReasonCode::WebSeed, text)
    }

    pub(super) fn node_name(&self, at: usize) -> String {
        self.ctx.nodes.get(at).map(|node| node.name().to_owned()).unwrap_or_default()
    }

    /// What a file is called in texts.
    pub(super) fn name(&self, file: usize) -> String {
        let path = self.ctx.files.get(file).map(|f| f.target.path.as_path());
        let name = path.and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
        name.map(Cow::into_owned).unwrap_or_default()
    }
}

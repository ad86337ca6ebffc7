//! What a schedule tells: news since the last report, and why something waits.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::time::Duration;

use tokio::time::Instant;

use super::Schedule;
use crate::session::status::{Reason, ReasonCode};
use crate::session::transfer::download::{DownloadError, DownloadEvent, NodeNews};
use crate::session::transfer::stream::Fault;

/// What a node fetches by itself is told when it takes longer than this, and not more often.
const AHEAD_EVERY: Duration = Duration::from_secs(1);

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
        // What comes into the node is no reason to wait either.
        for file in &news.fetching {
            self.reasons.remove(file);
        }
        for file in &news.files {
            if self.waiting.remove(file) {
                self.make_ready(*file);
            }
        }
        if news.fetched > 0 {
            self.send(DownloadEvent::Fetched { bytes: news.fetched }).await?;
        }
        if news.received > 0 {
            let (bytes, known) = (news.received, news.known);
            self.send(DownloadEvent::Received { bytes, known }).await?;
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
        let reason = waits.or_else(|| self.nodes_fetch());
        let reason = reason.or_else(|| seed.map(|seed| self.fetches_from(seed)));
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

    /// How far nodes are with what they fetch before they send it. Numbers that change all the
    /// time are told once a second.
    fn nodes_fetch(&mut self) -> Option<Reason> {
        let now = Instant::now();
        let (giver, done, total) = {
            let book = self.ctx.book();
            let mut open = book.ahead.iter().filter(|(_, a)| now - a.since >= AHEAD_EVERY);
            let (target, first) = open.next()?;
            let begin = (first.giver, first.done, self.ctx.geometry.length(target.file));
            open.fold(begin, |(giver, done, total), (target, ahead)| {
                let length = self.ctx.geometry.length(target.file);
                (giver, done.saturating_add(ahead.done), total.saturating_add(length))
            })
        };
        let told = self.shown_reason.as_ref().filter(|r| r.code == ReasonCode::NodeFetches);
        if let (Some(told), true) = (told, now - self.told_ahead < AHEAD_EVERY) {
            return Some(told.clone());
        }
        self.told_ahead = now;
        let name = if giver == 0 { "the node".to_owned() } else { self.node_name(giver) };
        let text = format!("{name} fetches it from its network: {}", of_all(done, total));
        Some(Reason::new(ReasonCode::NodeFetches, text))
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

/// Two sizes in one unit: `12 of 40 MiB`, with one decimal where the whole has one digit.
fn of_all(done: u64, total: u64) -> String {
    const UNITS: [(&str, u32); 5] = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10), ("B", 0)];
    let fits = |(_, shift): &&(&str, u32)| total >> shift > 0;
    let (unit, shift) = UNITS.iter().find(fits).copied().unwrap_or(("B", 0));
    let whole = |n: u64| n >> shift;
    if shift == 0 || whole(total) > 9 {
        return format!("{} of {} {unit}", whole(done), whole(total));
    }
    let tenth = |n: u64| ((n - (whole(n) << shift)) >> (shift - 10)) * 10 / 1024;
    let shown = |n: u64| format!("{}.{}", whole(n), tenth(n));
    format!("{} of {} {unit}", shown(done), shown(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_the_unit_of_the_whole() {
        const MIB: u64 = 1024 * 1024;
        for (done, total, text) in [
            (12 * MIB, 40 * MIB, "12 of 40 MiB"),
            (0, 5 * MIB + MIB / 2, "0.0 of 5.5 MiB"),
            (500 * MIB, 2048 * MIB, "0.4 of 2.0 GiB"),
            (3, 900, "3 of 900 B"),
            (u64::MAX, u64::MAX, "16777215 of 16777215 TiB"),
            (0, 0, "0 of 0 B"),
        ] {
            assert_eq!(of_all(done, total), text);
        }
    }
}

//! Making placement and record of a finished torrent exist in the node: when, the task, and what
//! follows.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::Actor;
use super::events::TaskNews;
use super::jobs::{Reporter, targets, trees};
use super::resolve::catalogue_rows;
use crate::db::{Change, Owner};
use crate::session::alert::Alert;
use crate::session::publish::{PublishError, PublishJob, Published, publish};
use crate::session::status::{PublishState, Reason, ReasonCode};
use crate::session::transfer::{CheckJob, CheckOutcome, Found, check};
use crate::torrent::TorrentId;

/// Waits between tries to publish.
const PUBLISH_BACK_OFF: (Duration, Duration) = (Duration::from_secs(5), Duration::from_mins(10));

impl Actor {
    /// What becomes of a finished torrent in the node. Import by reference does not leave the
    /// machine and is always done; a private torrent is copied into a real node only when the
    /// settings say so (design §3).
    pub(super) fn publish_intention(&mut self, id: TorrentId) -> PublishState {
        let by_reference = self.nodes.own().capabilities().import_by_reference;
        let allowed = by_reference || self.private_is_published();
        let Some(torrent) = self.torrents.get_mut(&id) else { return PublishState::None };
        if torrent.resume.unpublished {
            return PublishState::None;
        }
        let private = torrent
            .content
            .as_ref()
            .and_then(|content| content.metainfo())
            .is_some_and(|metainfo| metainfo.info.private);
        if private && !allowed && !torrent.resume.publish_private {
            let text = "the torrent is private, so its content is not copied into the node";
            torrent.reason = Some(Reason::new(ReasonCode::Private, text));
            return PublishState::None;
        }
        PublishState::Waiting
    }

    pub(super) fn start_publish(
        &mut self,
        id: TorrentId,
        reporter: Reporter,
        cancel: &CancellationToken,
        before: CancellationToken,
    ) -> Option<()> {
        let torrent = self.torrents.get_mut(&id)?;
        let content = torrent.content.clone()?;
        let complete: Vec<bool> = torrent
            .files
            .iter()
            .zip(&content.files)
            .map(|(status, file)| status.completed == file.length)
            .collect();
        let verify = torrent.resume.unverified.then(|| CheckJob {
            files: targets(torrent, &content, &torrent.resume.location, true),
            content: Arc::clone(&content),
            trees: trees(torrent),
            parts_dir: Some(self.parts_dir.join(id.to_string())),
            threads: 1,
            resources: self.resources.clone(),
            cancel: cancel.clone(),
            progress: Arc::new(AtomicU64::new(0)),
        });
        let (confirmed, mut copies) = mpsc::channel(8);
        let job = PublishJob {
            location: torrent.resume.location.clone(),
            complete: complete.clone(),
            hashes: torrent.hashes.iter().map(|(i, h)| (*i, h.clone())).collect::<BTreeMap<_, _>>(),
            placement: torrent.placement.clone(),
            node: self.nodes.own(),
            resources: self.resources.clone(),
            tasks: self.tasks.clone(),
            content,
            refresh: torrent.republish,
            confirmed,
        };
        let cancel = cancel.clone();
        let places = self.publish_places.clone();
        self.tasks.spawn_until_done("publish", async move {
            // What is being taken out must not be what is put there now.
            before.cancelled().await;
            let _place = tokio::select! {
                () = cancel.cancelled() => return reporter.send(TaskNews::Cancelled).await,
                place = places.acquire(1) => place,
            };
            reporter.send(TaskNews::Publishing).await;
            if let Some(verify) = verify {
                let result = check(verify).await;
                let verified = matches!(&result, Ok(o) if complete_again(&complete, o));
                if !verified {
                    return reporter.send(TaskNews::Checked(Box::new(result))).await;
                }
            }
            let work = async {
                tokio::select! {
                    () = cancel.cancelled() => None,
                    result = publish(job) => Some(result),
                }
            };
            let tell = async {
                while let Some((cid, tree, length)) = copies.recv().await {
                    reporter.send(TaskNews::Copied(cid, tree, length)).await;
                }
            };
            let (result, ()) = tokio::join!(work, tell);
            let news = result.map_or(TaskNews::Cancelled, |r| TaskNews::Published(Box::new(r)));
            reporter.send(news).await;
        });
        Some(())
    }

    pub(super) fn publish_ended(&mut self, id: TorrentId, result: Result<Published, PublishError>) {
        let Some(torrent) = self.torrents.get_mut(&id) else { return };
        let done = match result {
            Ok(done) => done,
            Err(PublishError::FileChanged(path, text)) => {
                torrent.publish = PublishState::Stale;
                return self.file_changed(id, &path, &text);
            }
            Err(PublishError::FileGone(path)) => {
                torrent.publish = PublishState::Stale;
                return self.files_missing(id, &path);
            }
            Err(PublishError::Node(reason)) => {
                torrent.publish_failures = torrent.publish_failures.saturating_add(1);
                let shift = torrent.publish_failures.min(8);
                let wait = (PUBLISH_BACK_OFF.0 * (1 << shift)).min(PUBLISH_BACK_OFF.1);
                torrent.publish_retry_at = Some(self.clock.elapsed() + wait);
                // A node that restarts has refused nothing.
                torrent.publish = match reason.code {
                    ReasonCode::NodeAway => PublishState::Waiting,
                    _ => PublishState::Failed,
                };
                torrent.reason = Some(reason);
                self.active.insert(id);
                return;
            }
        };
        self.space_due = true;
        torrent.publish_failures = 0;
        torrent.publish_retry_at = None;
        torrent.reason = None;
        torrent.hashes.clear();
        torrent.set_placement(Some(Arc::new(done.placement)));
        torrent.resume.published = true;
        torrent.resume.published_at = Some(self.clock.unix_secs());
        torrent.republish = false;
        self.nodes.own().name().clone_into(&mut torrent.resume.published_in);
        torrent.resume.unverified = false;
        if let Some((cid, _)) = &done.record {
            torrent.resume.record = Some(*cid);
        }
        // Without a record (files left out, or a bare dataset) the files are there all the same.
        torrent.publish = PublishState::Published;
        let (info_hash, node) = (torrent.info_hash, self.nodes.own().name().to_owned());
        let metainfo = torrent.content.as_ref().and_then(|c| c.metainfo().cloned());
        let mut rows = Vec::new();
        // The files were written down as the node confirmed them.
        for (cid, tree, length) in done.owned {
            self.copied(id, cid, tree, length);
        }
        // Some of it may have been there before, put by this session for another torrent.
        let record = done.record.as_ref().map(|(cid, _)| *cid);
        for cid in self.placement_cids(id).into_iter().chain(record) {
            if self.owned.contains(&node, &cid) && self.owned.insert(&node, cid, id) {
                let owner = Owner::Torrent(id.into());
                rows.push(Change::AddReference { owner, cid: cid.to_string() });
            }
        }
        if let Some((cid, bytes)) = &done.record {
            rows.extend(catalogue_rows(info_hash, *cid, bytes));
        }
        for (index, cid, path) in done.referenced {
            // The layout may have changed meanwhile.
            let cid = self.own_cid_of(id, index).unwrap_or(cid);
            *self.references.entry((cid, path)).or_default() += 1;
        }
        if !rows.is_empty() {
            self.commit(rows, Box::new(|_, _| {}));
        }
        if let Some(metainfo) = metainfo {
            self.keep_metainfo(id, &metainfo);
        }
        self.count_datasets(id);
        self.alert(Alert::TorrentPublished { id });
        self.save(id);
    }
}

/// True when every file that was trusted proved right.
fn complete_again(trusted: &[bool], outcome: &CheckOutcome) -> bool {
    let found = outcome.files.iter().map(|file| file.found == Found::Complete);
    trusted.iter().zip(found).all(|(trusted, found)| found || !trusted)
}

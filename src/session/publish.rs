//! Publishing: make placement and record exist in the node, after the files are verified.
//!
//! A node that imports by reference gets the files where they lie; a real node gets copies, and
//! only of what it does not hold already. The record is made when every file is complete; who
//! fetched by a record keeps its placement. A task's work: it owns no session state, is
//! idempotent, and its result says what this session put into the node.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::mpsc;

use super::content::{Content, ContentKind};
use super::extension;
use super::status::{Reason, ReasonCode};
use super::transfer::stamp;
use crate::codex::merkle::DatasetHasher;
use crate::codex::{
    Cid, Codex, CodexError, DatasetHashes, DatasetLabel, FileStamp, Generation, Manifest, Stored,
    UploadBody,
};
use crate::resources::Resources;
use crate::tasks::Tasks;
use crate::torrent::{Metainfo, PlacementFile, Record, RecordPlacement};

/// What to publish.
#[derive(Debug)]
pub(super) struct PublishJob {
    pub(super) content: Arc<Content>,
    /// Where the files lie.
    pub(super) location: PathBuf,
    /// Which visible files are complete.
    pub(super) complete: Vec<bool>,
    /// Hashes at hand, by visible index.
    pub(super) hashes: BTreeMap<u32, (DatasetHashes, FileStamp)>,
    /// The placement known so far.
    pub(super) placement: Option<Arc<RecordPlacement>>,
    pub(super) node: Codex,
    pub(super) resources: Resources,
    pub(super) tasks: Tasks,
    /// Also what the node has already: a repeated upload is what keeps it there.
    pub(super) refresh: bool,
    /// Takes each copy as soon as the node has confirmed it: dataset, tree, bytes. What was
    /// confirmed is this session's even when the rest fails.
    pub(super) confirmed: mpsc::Sender<(Cid, Cid, u64)>,
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Published {
    pub(super) placement: RecordPlacement,
    /// The record, when every file is complete.
    pub(super) record: Option<(Cid, Bytes)>,
    /// Datasets that were referenced: visible index, CID, path.
    pub(super) referenced: Vec<(u32, Cid, PathBuf)>,
    /// Datasets that were copied into the node by this session.
    pub(super) owned: Vec<(Cid, Cid, u64)>,
}

/// Why it failed; tried again later unless a file changed.
#[derive(Debug)]
pub(super) enum PublishError {
    /// A file is not the one that was verified.
    FileChanged(PathBuf, String),
    /// A verified file is gone.
    FileGone(PathBuf),
    /// The node refused or is away.
    Node(Reason),
}

/// Publishes.
pub(super) async fn publish(job: PublishJob) -> Result<Published, PublishError> {
    let capabilities = job.node.capabilities();
    let mut out = Published {
        placement: match &job.placement {
            Some(placement) => RecordPlacement::clone(placement),
            None => empty_placement(&job.content),
        },
        record: None,
        referenced: Vec::new(),
        owned: Vec::new(),
    };
    for (index, file) in (0_u32..).zip(&job.content.files) {
        let complete = usize::try_from(index).ok().and_then(|i| job.complete.get(i)).copied();
        let Some(payload) = file.payload.filter(|_| file.length > 0 && complete == Some(true))
        else {
            continue;
        };
        let path = job.location.join(&file.path);
        let label = job.content.dataset_label.clone();
        let known = out.placement.files.get(payload).and_then(|placed| placed.tree.clone());
        // The node says by its CID which layout it used: that can change between two files.
        let (tree, cid, letter) = if capabilities.import_by_reference {
            let (hashes, stamp) = hashed(&job, index, &path, file.length).await?;
            let tree = hashes.tree_cid();
            if known.is_some_and(|known| known != tree.to_string()) {
                return Err(changed(path));
            }
            let stored = job
                .node
                .import(path.clone(), stamp, hashes, label)
                .await
                .map_err(|error| failure(&job, &path, &error))?;
            out.referenced.push((index, stored.cid, path));
            (tree, stored.cid, letter_in(&stored, capabilities.generation))
        } else {
            // What was published or checked before is not hashed again: the node does that.
            let tree = match known.and_then(|known| known.parse::<Cid>().ok()) {
                Some(tree) => tree,
                None => hashed(&job, index, &path, file.length).await?.0.tree_cid(),
            };
            let manifest = Manifest::over(tree, file.length, &label);
            let (cid, letter) = upload_file(&job, &mut out, path, &manifest, label).await?;
            (tree, cid, letter)
        };
        if let Some(placed) = out.placement.files.get_mut(payload) {
            placed.tree = Some(tree.to_string());
            placed.cids.insert(letter, cid.to_string());
        }
    }
    if let ContentKind::Torrent(metainfo) = &job.content.kind
        && out.placement.is_complete()
        && job.complete.iter().all(|complete| *complete)
    {
        if capabilities.torrent_extension {
            give_torrent(&job, &mut out, metainfo).await?;
        }
        let bytes = Record::encode(metainfo, &out.placement)
            .map(Bytes::from)
            .map_err(|e| PublishError::Node(failed(&e.to_string())))?;
        let cid = upload_record(&job, &mut out, &metainfo.id().to_string(), &bytes).await?;
        out.record = Some((cid, bytes));
    }
    Ok(out)
}

/// The letter of a generation in a placement.
pub(super) fn generation_letter(generation: Generation) -> char {
    match generation {
        Generation::A => 'a',
        Generation::B => 'b',
        Generation::C => 'c',
    }
}

/// The CIDs of a placed file with the generation of each, the newest first.
pub(super) fn placed_cids(placed: &PlacementFile) -> Vec<(Generation, Cid)> {
    [Generation::C, Generation::B, Generation::A]
        .into_iter()
        .filter_map(|generation| {
            let text = placed.cids.get(&generation_letter(generation))?;
            Some((generation, text.parse().ok()?))
        })
        .collect()
}

/// The letter under which a manifest has this CID; C when none fits (another label order).
pub(super) fn letter_of(manifest: &Manifest, cid: &Cid) -> char {
    [Generation::C, Generation::B, Generation::A]
        .into_iter()
        .find(|generation| manifest.cid(*generation) == *cid)
        .map_or('c', generation_letter)
}

/// The letter of what a node stored. Two layouts can give one CID: then the expected one counts.
fn letter_in(stored: &Stored, expected: Generation) -> char {
    if stored.manifest.cid(expected) == stored.cid {
        return generation_letter(expected);
    }
    letter_of(&stored.manifest, &stored.cid)
}

fn empty_placement(content: &Content) -> RecordPlacement {
    let files = content
        .files
        .iter()
        .filter(|file| file.payload.is_some())
        .map(|file| PlacementFile { length: file.length, ..PlacementFile::default() })
        .collect();
    RecordPlacement { files }
}

/// The CID of a dataset in the node, if the node has it and may go on having it.
async fn held(job: &PublishJob, expected: Cid, path: &Path) -> Result<Option<Cid>, PublishError> {
    if job.refresh {
        return Ok(None);
    }
    match job.node.exists(expected).await {
        Ok(true) => Ok(Some(expected)),
        Ok(false) | Err(CodexError::Unsupported(_)) => Ok(None),
        Err(error) => Err(failure(job, path, &error)),
    }
}

/// Puts the record into the node. One that a real node has is not sent again: who fetched by a
/// record has it there.
async fn upload_record(
    job: &PublishJob,
    out: &mut Published,
    id: &str,
    bytes: &Bytes,
) -> Result<Cid, PublishError> {
    let label = DatasetLabel::record(id);
    let capabilities = job.node.capabilities();
    let mut hasher = DatasetHasher::new();
    hasher.push(bytes);
    let empty = || PublishError::Node(failed("the record is empty"));
    let expected =
        Manifest::of(&hasher.finish().ok_or_else(empty)?, &label).cid(capabilities.generation);
    if !capabilities.import_by_reference
        && let Some(there) = held(job, expected, &job.location).await?
    {
        return Ok(there);
    }
    let body = UploadBody::Bytes(bytes.clone());
    let stored = job
        .node
        .upload_expecting(body, label, expected)
        .await
        .map_err(|error| failure(job, &job.location, &error))?;
    if stored.new {
        let length = stored.manifest.dataset_size;
        out.owned.push((stored.cid, stored.manifest.tree, length));
    }
    Ok(stored.cid)
}

/// Copies a file into a real node, unless the node has it.
async fn upload_file(
    job: &PublishJob,
    out: &mut Published,
    path: PathBuf,
    manifest: &Manifest,
    label: DatasetLabel,
) -> Result<(Cid, char), PublishError> {
    let generation = job.node.capabilities().generation;
    let expected = manifest.cid(generation);
    if let Some(there) = held(job, expected, &path).await? {
        return Ok((there, generation_letter(generation)));
    }
    let length = manifest.dataset_size;
    let body = UploadBody::File { path: path.clone(), length };
    let stored = match job.node.upload_expecting(body, label, expected).await {
        Ok(stored) => stored,
        Err(error @ CodexError::Corrupt(_)) => {
            // Either the node is wrong, or the file is no longer what it was.
            let (hashes, _) = hash_file((&job.tasks, &job.resources), path.clone(), length).await?;
            let same = hashes.tree_cid() == manifest.tree;
            return Err(if same { failure(job, &path, &error) } else { changed(path) });
        }
        Err(error) => return Err(failure(job, &path, &error)),
    };
    if stored.new {
        let copy = (stored.cid, manifest.tree, length);
        out.owned.push(copy);
        job.confirmed.send(copy).await.ok();
    }
    Ok((stored.cid, letter_in(&stored, generation)))
}

/// Lets a node with the BitTorrent extension know the torrent by its info hash, if it can.
async fn give_torrent(
    job: &PublishJob,
    out: &mut Published,
    metainfo: &Metainfo,
) -> Result<(), PublishError> {
    let (Some(name), Some(v1), Some(file)) =
        (extension::name_for_node(metainfo), metainfo.info_hash().v1, job.content.files.first())
    else {
        return Ok(());
    };
    let path = job.location.join(&file.path);
    match extension::give(&job.node, &path, file.length, name, *v1.as_bytes()).await {
        Ok(new) => {
            if let Some(copy) = new {
                out.owned.push(copy);
                job.confirmed.send(copy).await.ok();
            }
            Ok(())
        }
        // A name that it does not take: the torrent is to be had by its link all the same.
        Err(error @ (CodexError::Refused(_) | CodexError::Unsupported(_))) => {
            tracing::debug!(%error, "a node does not take a torrent");
            Ok(())
        }
        Err(error) => Err(failure(job, &path, &error)),
    }
}

fn changed(path: PathBuf) -> PublishError {
    PublishError::FileChanged(path, "its content is not what was published".to_owned())
}

fn failure(job: &PublishJob, path: &Path, error: &CodexError) -> PublishError {
    match error {
        CodexError::Vanished(_) => PublishError::FileGone(path.to_owned()),
        CodexError::Changed(_) => PublishError::FileChanged(path.to_owned(), error.to_string()),
        CodexError::Away(_) => PublishError::Node(super::source::reason_of(error, &job.node)),
        CodexError::Quota { .. } => {
            PublishError::Node(Reason::new(ReasonCode::QuotaFull, error.to_string()))
        }
        _ => PublishError::Node(failed(&error.to_string())),
    }
}

fn failed(text: &str) -> Reason {
    let text = format!("publishing failed and is tried again by itself: {text}");
    Reason::new(ReasonCode::PublishFailed, text)
}

/// The hashes of a visible file, at hand or made now.
async fn hashed(
    job: &PublishJob,
    index: u32,
    path: &Path,
    length: u64,
) -> Result<(DatasetHashes, FileStamp), PublishError> {
    match job.hashes.get(&index) {
        Some((hashes, stamp)) => Ok((hashes.clone(), *stamp)),
        None => hash_file((&job.tasks, &job.resources), path.to_owned(), length).await,
    }
}

/// Hashes a file that was verified in an earlier run.
async fn hash_file(
    (tasks, resources): (&Tasks, &Resources),
    path: PathBuf,
    length: u64,
) -> Result<(DatasetHashes, FileStamp), PublishError> {
    let shown = path.clone();
    let places = resources.hashing().clone();
    let stop = tasks.cancelled();
    let work = tasks.spawn_blocking(move || {
        use std::io::Read as _;
        let before = stamp(&path)?;
        let mut file = std::fs::File::open(&path)?;
        let mut hasher = DatasetHasher::new();
        let mut buffer = vec![0_u8; 1024 * 1024];
        let mut total = 0_u64;
        loop {
            let place = places.acquire_blocking(1, || stop.is_cancelled());
            let Some(_place) = place else {
                return Err(std::io::Error::other("the server stops"));
            };
            let read = file.read(&mut buffer)?;
            let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            hasher.push(bytes);
            total = total.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        }
        if total != length || stamp(&path)? != before {
            return Err(std::io::Error::other("the file changed"));
        }
        let hashes = hasher.finish().ok_or_else(|| std::io::Error::other("the file is empty"))?;
        Ok((hashes, before))
    });
    match work.await {
        Ok(Ok(result)) => Ok(result),
        Ok(Err(error)) => Err(PublishError::FileChanged(shown, error.to_string())),
        Err(_) => Err(PublishError::Node(failed("the reading task was lost"))),
    }
}

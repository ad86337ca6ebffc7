//! Datasets: taken, listed, streamed, fetched behind the scenes, deleted.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use bytes::{Bytes, BytesMut};
use qcodex::codex::label::{check_filename, check_mimetype};
use qcodex::codex::{BLOCK_SIZE, Cid, Codec, Digest, Manifest, merkle};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::super::network::Download;
use super::super::wire::{Answer, Connection, Head};
use super::super::{Build, Node, lock};
use super::Reply;

/// What nodes know no such type for, though it looks like one.
const UNKNOWN_TYPES: [&str; 8] = [
    "audio/flac",
    "audio/x-m4a",
    "application/gzip",
    "application/vnd.rar",
    "text/vtt",
    "video/mp2t",
    "text/markdown",
    "application/javascript",
];

/// A dataset to send.
pub(super) struct Stream {
    pub(super) manifest: Manifest,
    /// Pages may read its name.
    pub(super) exposed: bool,
}

impl Stream {
    pub(super) async fn send(self, node: &Arc<Node>, connection: &mut Connection) {
        let Self { manifest, exposed } = self;
        let mut open = Some(node.streams.count());
        let name = manifest.filename.as_ref();
        let head = Answer {
            content_type: Some(
                manifest.mimetype.clone().unwrap_or_else(|| "application/octet-stream".to_owned()),
            ),
            disposition: Some(
                name.map_or("attachment".to_owned(), |n| format!("attachment; filename=\"{n}\"")),
            ),
            exposed,
            ..Answer::bare(200)
        };
        let chunked = node.chunked.load(Ordering::SeqCst) || node.build == Build::TooOld;
        let length = (!chunked).then_some(manifest.dataset_size);
        if connection.start(&head, length).await.is_none() {
            return;
        }
        let block_size = u64::from(manifest.block_size);
        for index in 0..manifest.block_count() {
            let found = tokio::select! {
                found = node.find_block(manifest.tree, index) => found,
                () = connection.closed() => return,
            };
            let Some((data, _)) = found else { return };
            let length = (manifest.dataset_size - index * block_size).min(block_size);
            let length = usize::try_from(length).unwrap();
            let data = if data.len() >= length {
                data.slice(..length)
            } else {
                let mut padded = data.to_vec();
                padded.resize(length, 0);
                padded.into()
            };
            // Whoever has read the last byte may ask for more at once.
            if index + 1 == manifest.block_count() {
                open = None;
            }
            if connection.content(data, chunked).await.is_none() {
                return;
            }
        }
        drop(open);
        connection.end(chunked, true).await;
    }
}

/// Name and type of an upload, or why it is refused.
fn label(node: &Node, head: &Head) -> Result<(Option<String>, Option<String>), Answer> {
    let background = node.build.has_background();
    let mimetype = head.header("content-type").filter(|value| !value.is_empty());
    if let Some(value) = mimetype
        && (check_mimetype(value).is_err()
            || UNKNOWN_TYPES.contains(&value)
            || (background && value.len() > 128))
    {
        return Err(Answer::error(422, format!("The MIME type '{value}' is not valid.")));
    }
    let named = head.header("content-disposition").and_then(|value| {
        let (_, rest) = value.split_once("filename=\"")?;
        let mut rest = rest.trim().to_owned();
        rest.pop();
        Some(rest)
    });
    if let Some(name) = &named
        && check_filename(name).is_err()
    {
        return Err(Answer::error(422, "The filename is not valid."));
    }
    Ok((named, mimetype.map(str::to_owned)))
}

/// Cuts an upload into blocks and keeps them. `None` when the client has gone.
pub(super) async fn take(
    node: &Node,
    connection: &mut Connection,
    block_size: u32,
    padded: bool,
    mut each: impl FnMut(&[u8]),
) -> Option<Result<(Vec<Digest>, u64), Digest>> {
    let size = usize::try_from(block_size).unwrap();
    let mut buffer = BytesMut::new();
    let (mut leaves, mut total) = (Vec::new(), 0);
    let mut keep = |block: Bytes| {
        let digest = if padded {
            merkle::block_digest(&block, block_size)
        } else {
            Sha256::digest(&block).into()
        };
        let counted =
            if padded { u64::from(block_size) } else { u64::try_from(block.len()).unwrap() };
        let kept = lock(&node.store).put(digest, block, counted);
        leaves.push(digest);
        kept.map_err(|_| digest)
    };
    while let Some(part) = connection.body().await? {
        each(&part);
        total += u64::try_from(part.len()).unwrap();
        buffer.extend_from_slice(&part);
        while buffer.len() >= size {
            if let Err(digest) = keep(buffer.split_to(size).freeze()) {
                return Some(Err(digest));
            }
        }
    }
    if !buffer.is_empty()
        && let Err(digest) = keep(buffer.freeze())
    {
        return Some(Err(digest));
    }
    Some(Ok((leaves, total)))
}

/// Makes a dataset of blocks that are kept.
pub(super) fn seal(
    node: &Node,
    leaves: &[Digest],
    length: u64,
    block_size: u32,
    (filename, mimetype): (Option<String>, Option<String>),
) -> Option<(Cid, Manifest)> {
    let tree = Cid::new(Codec::Tree, merkle::root(leaves)?);
    let manifest = Manifest { tree, block_size, dataset_size: length, filename, mimetype };
    let mut store = lock(&node.store);
    for (index, leaf) in (0..).zip(leaves) {
        store.link(tree, index, *leaf);
    }
    let cid = store.put_manifest(manifest.clone(), node.build.generation()).ok()?;
    Some((cid, manifest))
}

/// What an upload is to be called, if it has a body and a good name.
pub(super) fn admit(node: &Node, head: &Head) -> Result<(Option<String>, Option<String>), Answer> {
    if !head.is_chunked() && head.length() == 0 {
        return Err(Answer::error(500, "Request do not have body available"));
    }
    label(node, head)
}

pub(super) async fn upload(
    node: &Node,
    connection: &mut Connection,
    head: &Head,
) -> Option<Answer> {
    let label = match admit(node, head) {
        Ok(label) => label,
        Err(answer) => return Some(answer),
    };
    let mut block_size = BLOCK_SIZE;
    let mut hidden = false;
    for (key, value) in &head.query {
        match (key.as_str(), node.build) {
            ("blockSize", Build::C | Build::D) => match value.parse() {
                Ok(size) if merkle::is_block_size(size) => block_size = size,
                _ => return Some(Answer::error(400, "Invalid block size")),
            },
            ("advertise", Build::D) => hidden = value == "false",
            _ => {}
        }
    }
    let (leaves, length) = match take(node, connection, block_size, true, |_| {}).await? {
        Ok(taken) => taken,
        Err(digest) => {
            let cid = Cid::new(Codec::Block, digest);
            return Some(Answer::error(500, format!("Unable to store block {cid}")));
        }
    };
    if leaves.is_empty() {
        return Some(Answer::error(500, "Empty leaves"));
    }
    match seal(node, &leaves, length, block_size, label) {
        Some((cid, manifest)) => {
            if hidden {
                lock(&node.store).hidden.insert(manifest.tree);
            }
            Some(Answer::text(cid.to_string()))
        }
        None => Some(Answer::error(500, "Unable to store manifest")),
    }
}

fn manifest_json(build: Build, manifest: &Manifest) -> Value {
    let mut json = json!({
        "treeCid": manifest.tree,
        "datasetSize": manifest.dataset_size,
        "blockSize": manifest.block_size,
        "filename": manifest.filename,
        "mimetype": manifest.mimetype,
    });
    match build {
        Build::C | Build::D => json["manifestVersion"] = 0.into(),
        Build::B => {}
        _ => json["protected"] = false.into(),
    }
    json
}

fn entry_json(build: Build, cid: &Cid, manifest: &Manifest) -> Value {
    json!({ "cid": cid, "manifest": manifest_json(build, manifest) })
}

pub(super) fn list(node: &Node) -> Answer {
    let store = lock(&node.store);
    let content: Vec<Value> =
        store.list().map(|(cid, manifest)| entry_json(node.build, cid, manifest)).collect();
    Answer::json(200, json!({ "content": content }).to_string())
}

/// "Local" only as far as the manifest goes: missing blocks are waited for.
pub(super) fn local(node: &Node, cid: Cid) -> Reply {
    let store = lock(&node.store);
    if let Some(manifest) = store.manifest(&cid) {
        return Reply::Stream(Box::new(Stream { manifest: manifest.clone(), exposed: false }));
    }
    let text = if store.has_block(&cid) {
        "Unable to decode as manifest"
    } else {
        "The requested CID could not be retrieved (Block not found in local store)."
    };
    Answer::streamed_error(404, text).into()
}

/// The manifest, or what is said instead.
async fn find(node: &Node, cid: Cid) -> Result<Manifest, &'static str> {
    if lock(&node.store).has_block(&cid) {
        return Err("Unable to decode as manifest");
    }
    node.find_manifest(cid).await.ok_or("Failed to fetch manifest")
}

pub(super) async fn stream(node: &Node, cid: Cid) -> Reply {
    match find(node, cid).await {
        Ok(manifest) => Reply::Stream(Box::new(Stream { manifest, exposed: true })),
        Err(text) => Answer { exposed: true, ..Answer::streamed_error(404, text) }.into(),
    }
}

pub(super) async fn manifest(node: &Node, cid: Cid) -> Answer {
    match find(node, cid).await {
        Ok(manifest) => Answer::json(200, entry_json(node.build, &cid, &manifest).to_string()),
        Err(text) => Answer::error(404, text),
    }
}

pub(super) async fn fetch(node: &Arc<Node>, cid: Cid) -> Answer {
    match find(node, cid).await {
        Ok(manifest) => {
            let mut json = entry_json(node.build, &cid, &manifest);
            let id = node.download(&manifest);
            if node.build.has_background() {
                json["downloadId"] = id.into();
            }
            Answer::json(200, json.to_string())
        }
        Err(text) => Answer::error(404, text),
    }
}

/// The table of downloads is keyed by the tree, whatever the path is called.
fn running(node: &Node, cid: Cid, id: &str) -> Option<Arc<Download>> {
    let download = lock(&node.downloads).get(&id.parse().ok()?).cloned()?;
    (download.tree == cid && download.active.load(Ordering::SeqCst)).then_some(download)
}

pub(super) fn progress(node: &Node, cid: Cid, id: &str) -> Answer {
    let json = running(node, cid, id).map_or_else(
        || json!({ "active": false }),
        |download| {
            json!({
                "active": true,
                "received": download.received.load(Ordering::SeqCst),
                "total": download.total,
                "bytes": download.bytes.load(Ordering::SeqCst),
            })
        },
    );
    Answer::json(200, json.to_string())
}

pub(super) fn cancel(node: &Node, cid: Cid, id: &str) -> Answer {
    match running(node, cid, id) {
        Some(download) => {
            download.active.store(false, Ordering::SeqCst);
            download.cancel.cancel();
            Answer::bare(204)
        }
        None => Answer::error(404, "Background download not found"),
    }
}

pub(super) fn exists(node: &Node, cid: &Cid) -> Answer {
    let here = lock(&node.store).has(cid);
    Answer::json(200, json!({ cid.to_string(): here }).to_string())
}

pub(super) fn delete(node: &Node, cid: &Cid) -> Answer {
    if lock(&node.store).delete(cid) {
        return Answer { stray: true, ..Answer::bare(204) };
    }
    let text = "Directly deleting a block that is part of a dataset is not allowed.";
    Answer::streamed_error(500, text)
}

pub(super) fn advertise(node: &Node, cid: Cid, set: Option<bool>) -> Answer {
    if !cid.is_manifest() {
        return Answer::error(400, "Not a manifest");
    }
    let mut store = lock(&node.store);
    let Some(tree) = store.manifest(&cid).map(|manifest| manifest.tree) else {
        return Answer::error(404, "Manifest not found");
    };
    match set {
        Some(true) => drop(store.hidden.remove(&tree)),
        Some(false) => drop(store.hidden.insert(tree)),
        None => {}
    }
    let offered = !store.hidden.contains(&tree);
    Answer::json(200, json!({ "cid": cid, "advertise": offered }).to_string())
}

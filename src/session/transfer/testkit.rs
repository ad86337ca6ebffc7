//! What the tests of the jobs share: torrents with known bytes, nodes that have them, and a
//! download that can be watched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

use super::disk::Disk;
use super::download::{self, FilePlacement};
use super::{
    Done, DownloadError, DownloadEvent, DownloadFile, DownloadJob, FileTarget, count, index,
};
use crate::codex::memory::{self, MemoryControl, MemoryOptions};
use crate::codex::{Cid, Codex, DatasetHasher, DatasetHashes, DatasetLabel, Generation};
use crate::resources::Resources;
use crate::session::content::Content;
use crate::session::status::FilePriority;
use crate::tasks::Tasks;
use crate::throttle::Limiter;
use crate::torrent::{
    Bitfield, ContentLayout, CreateFile, CreateParams, TorrentBuilder, TorrentFormat,
};

/// Bytes of a piece in all torrents here: smaller than a block.
pub(super) const PIECE: u32 = 32 * 1024;

/// Bytes that differ everywhere.
pub(super) fn bytes(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut out = Vec::with_capacity(length + 8);
    while out.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out.extend_from_slice(&state.to_le_bytes());
    }
    out.truncate(length);
    out
}

pub(super) fn hashes(data: &[u8]) -> Option<DatasetHashes> {
    let mut hasher = DatasetHasher::new();
    hasher.push(data);
    hasher.finish()
}

/// A torrent, its bytes, and a folder.
pub(super) struct World {
    pub(super) dir: tempfile::TempDir,
    pub(super) content: Arc<Content>,
    pub(super) data: Vec<Vec<u8>>,
    pub(super) partial: bool,
}

impl World {
    /// A torrent of files of these lengths; one length makes a torrent without a folder.
    pub(super) fn torrent(format: TorrentFormat, lengths: &[usize]) -> Self {
        let data: Vec<Vec<u8>> =
            lengths.iter().enumerate().map(|(at, len)| bytes(*len, count(at) + 1)).collect();
        let files = lengths
            .iter()
            .enumerate()
            .map(|(at, len)| CreateFile { path: format!("{at:02}/file"), length: count(*len) });
        let params = CreateParams {
            name: "t".to_owned(),
            multi_file: lengths.len() > 1,
            files: files.collect(),
            piece_length: Some(PIECE),
            format,
            ..CreateParams::default()
        };
        let mut builder = TorrentBuilder::new(params).unwrap();
        for bytes in &data {
            builder.push(bytes);
        }
        let metainfo = builder.finish().unwrap();
        let content =
            Content::from_metainfo(Arc::new(metainfo), ContentLayout::Original, &BTreeMap::new());
        Self::of(content, data)
    }

    /// A bare dataset.
    pub(super) fn dataset(length: usize) -> Self {
        let data = bytes(length, 77);
        let hashes = hashes(&data).unwrap();
        let mut manifest = crate::codex::Manifest::of(&hashes, &DatasetLabel::placement());
        manifest.filename = Some("data.bin".to_owned());
        let content = Content::from_dataset(manifest.cid(Generation::C), &manifest);
        Self::of(content, vec![data])
    }

    fn of(content: Content, data: Vec<Vec<u8>>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self { dir, content: Arc::new(content), data, partial: true }
    }

    pub(super) fn root(&self) -> PathBuf {
        self.dir.path().join("save")
    }

    pub(super) fn parts(&self) -> PathBuf {
        self.dir.path().join("parts")
    }

    pub(super) fn target(&self, file: usize, priority: FilePriority) -> FileTarget {
        let path = self.root().join(&self.content.files[file].path);
        let mut name = path.clone().into_os_string();
        name.push(".!qB");
        let partial = self.partial.then(|| PathBuf::from(name));
        FileTarget { path, partial, priority, length: self.content.files[file].length }
    }

    pub(super) fn targets(&self) -> Vec<FileTarget> {
        (0..self.data.len()).map(|file| self.target(file, FilePriority::Normal)).collect()
    }

    /// Writes a file to its plain name.
    pub(super) fn write(&self, file: usize, bytes: &[u8]) -> PathBuf {
        let path = self.target(file, FilePriority::Normal).path;
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(super) fn pieces(&self) -> usize {
        index(u64::from(self.content.pieces))
    }

    /// Where everything is in Codex.
    pub(super) fn placement(&self, file: usize) -> Option<FilePlacement> {
        let hashes = hashes(&self.data[file])?;
        let manifest = crate::codex::Manifest::of(&hashes, &DatasetLabel::placement());
        Some(FilePlacement {
            length: hashes.length,
            tree: Some(hashes.tree_cid()),
            cids: vec![(Generation::C, manifest.cid(Generation::C))],
        })
    }

    pub(super) fn cid(&self, file: usize) -> Cid {
        self.placement(file).unwrap().cids[0].1
    }

    /// A job for all files, and its events.
    pub(super) fn job(&self, nodes: &[&Node]) -> (DownloadJob, mpsc::Receiver<DownloadEvent>) {
        let (events, receiver) = mpsc::channel(1024);
        let files = self.targets().into_iter().enumerate().map(|(file, target)| DownloadFile {
            target,
            placement: self.placement(file),
            done: false,
        });
        let job = DownloadJob {
            content: Arc::clone(&self.content),
            files: files.collect(),
            pieces: Bitfield::new(self.pieces()),
            nodes: nodes.iter().map(|node| node.codex.clone()).collect(),
            web: None,
            root: self.root(),
            parts_dir: self.parts(),
            sequential: false,
            first_last: false,
            max_streams: 3,
            limits: Limiter::default(),
            kick: Arc::new(Notify::new()),
            resources: Resources::default(),
            preallocate: false,
            cancel: CancellationToken::new(),
            events,
        };
        (job, receiver)
    }

    /// Asserts that a file has its bytes, under either name.
    pub(super) fn assert_file(&self, file: usize) {
        let target = self.target(file, FilePriority::Normal);
        let partial = target.partial.filter(|path| path.exists());
        let found = std::fs::read(partial.unwrap_or(target.path)).unwrap();
        assert!(found == self.data[file], "file {file} differs");
    }
}

/// A node that has what it is given.
pub(super) struct Node {
    pub(super) codex: Codex,
    pub(super) control: MemoryControl,
}

impl Node {
    /// One that can do what the embedded one can, but does not verify what it sends.
    pub(super) fn new() -> Self {
        let mut options = MemoryOptions::of(Generation::C);
        options.capabilities.leaf_hashes = false;
        Self::with(options)
    }

    pub(super) fn with(options: MemoryOptions) -> Self {
        let (codex, control) = memory::start(options, &Tasks::new(Handle::current()));
        Self { codex, control }
    }

    pub(super) fn having(world: &World) -> Self {
        let node = Self::new();
        node.fill(world);
        node
    }

    pub(super) fn fill(&self, world: &World) {
        for data in &world.data {
            let cid = self.control.put(data.clone(), &DatasetLabel::placement());
            assert_eq!(cid.is_none(), data.is_empty());
        }
    }
}

/// What a download did.
pub(super) struct Outcome {
    pub(super) result: Result<Done, DownloadError>,
    pub(super) events: Vec<DownloadEvent>,
}

impl Outcome {
    pub(super) fn received(&self) -> u64 {
        self.sum(|event| match event {
            DownloadEvent::Received { bytes, .. } => *bytes,
            _ => 0,
        })
    }

    pub(super) fn wasted(&self) -> u64 {
        self.sum(|event| match event {
            DownloadEvent::Wasted { bytes } => *bytes,
            _ => 0,
        })
    }

    fn sum(&self, of: impl Fn(&DownloadEvent) -> u64) -> u64 {
        self.events.iter().map(of).sum()
    }

    pub(super) fn completed(&self) -> Vec<usize> {
        let mut files: Vec<usize> = self
            .events
            .iter()
            .filter_map(|event| match event {
                DownloadEvent::FileComplete { file, .. } => Some(*file),
                _ => None,
            })
            .collect();
        files.sort_unstable();
        files
    }

    /// Codes of the reasons in order; an empty one where there was none any more.
    pub(super) fn reasons(&self) -> Vec<&'static str> {
        let code = |event: &DownloadEvent| match event {
            DownloadEvent::Reason(reason) => {
                Some(reason.as_ref().map_or("", |reason| reason.code.as_str()))
            }
            _ => None,
        };
        self.events.iter().filter_map(code).collect()
    }

    pub(super) fn checkpoint(&self) -> Option<&Bitfield> {
        self.events.iter().rev().find_map(|event| match event {
            DownloadEvent::Checkpoint { pieces } => Some(pieces),
            _ => None,
        })
    }
}

/// More than any of these downloads has.
const MOST_EVENTS: usize = 20_000;

/// Runs a download to its end; `react` sees every event when it comes.
pub(super) async fn watch(
    (job, mut receiver): (DownloadJob, mpsc::Receiver<DownloadEvent>),
    disk: Disk,
    mut react: impl FnMut(&DownloadEvent),
) -> Outcome {
    let collect = async {
        let mut events = Vec::new();
        while let Some(event) = receiver.recv().await {
            react(&event);
            events.push(event);
            // Time that is only counted passes at once: what goes on for ever would never end.
            assert!(events.len() < MOST_EVENTS, "no end: {:#?}", events.get(..200));
        }
        events
    };
    let (result, events) = tokio::join!(download::run(job, disk), collect);
    Outcome { result, events }
}

/// Runs a download to its end.
pub(super) async fn fetch(job: (DownloadJob, mpsc::Receiver<DownloadEvent>)) -> Outcome {
    watch(job, Disk::default(), |_| {}).await
}

/// All files below a folder, relative.
pub(super) fn files_below(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(dir).unwrap().to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

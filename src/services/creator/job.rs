//! One task's work on the blocking pool: look, read, hash, write. Holds one buffer, never a file.
//!
//! One read feeds all hashes: v1 pieces, v2 trees, and Codex' when the torrent is to be added. Each file has to be the one that was found, before it is read, after,
//! and once more when all are: a torrent of files that have changed since is not made.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use tokio_util::sync::CancellationToken;

use super::scan::{Found, FoundFile, Stamp, scan};
use super::{CreateTask, TorrentFileError};
use crate::resources::Resources;
use crate::session::{DatasetHasher, DatasetHashes, FileStamp};
use crate::torrent::{
    ContentLayout, CreateError, CreateFile, CreateParams, Metainfo, MetainfoLimits, TorrentBuilder,
};

/// Bytes of one read; also how far a stopped task still goes.
const CHUNK: usize = 1024 * 1024;

/// Why no torrent was made; the text goes into `errorMessage`.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("the task was deleted")]
    Cancelled,
    #[error("the work was lost; try again")]
    Lost,
    #[error("the source path is empty")]
    NoSource,
    #[error("the source path '{}' has to be absolute", .0.display())]
    RelativeSource(PathBuf),
    #[error("the path of the torrent file '{}' has to be absolute", .0.display())]
    RelativeTarget(PathBuf),
    #[error("'{}' has no name to call a torrent by", .0.display())]
    Nameless(PathBuf),
    #[error("'{}' does not exist", .0.display())]
    Missing(PathBuf),
    #[error("cannot read '{}': {}", .0.display(), .1)]
    Unreadable(PathBuf, String),
    #[error("'{}' is neither a file nor a folder", .0.display())]
    NoFile(PathBuf),
    /// qBittorrent's words.
    #[error("All files have been filtered out by 'Ignore dotfiles' option")]
    OnlyDotfiles,
    /// libtorrent's words.
    #[error("no files in torrent")]
    NoFiles,
    #[error("the source has more than {0} files or folders")]
    TooManyFiles(usize),
    #[error("the source has folders more than {0} levels deep")]
    TooDeep(usize),
    #[error("the name of '{}' is not valid UTF-8; rename it", .0.display())]
    NotText(PathBuf),
    #[error("'{}' is a symbolic link that leads out of the source; replace or remove it", .0.display())]
    LeadsOut(PathBuf),
    #[error("'{}' changed while it was read", .0.display())]
    Changed(PathBuf),
    #[error("the torrent file '{}' would replace a file of its own content", .0.display())]
    ReplacesContent(PathBuf),
    #[error("{0}")]
    Torrent(#[from] CreateError),
    #[error("cannot write '{}': {}", .0.display(), .1)]
    Unwritable(PathBuf, String),
    #[error("the torrent was made but could not be added: {0}")]
    NotAdded(String),
}

impl Failure {
    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing(path.to_path_buf()),
            _ => Self::Unreadable(path.to_path_buf(), error.to_string()),
        }
    }
}

/// How far a task is.
#[derive(Debug, Default)]
pub(super) struct Progress {
    done: AtomicU64,
    total: AtomicU64,
}

impl Progress {
    /// 0 to 100; 0 until the size is known.
    pub(super) fn percent(&self) -> u8 {
        let total = u128::from(self.total.load(Ordering::Relaxed));
        let done = u128::from(self.done.load(Ordering::Relaxed));
        let percent = (done * 100).checked_div(total).unwrap_or(0);
        u8::try_from(percent.min(100)).unwrap_or(100)
    }
}

/// What a task needs.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) id: String,
    pub(super) task: Arc<CreateTask>,
    /// Where the result goes.
    pub(super) path: PathBuf,
    /// `creation date`, seconds since 1970.
    pub(super) created: i64,
    pub(super) progress: Arc<Progress>,
    pub(super) resources: Resources,
    pub(super) stop: CancellationToken,
}

/// What came of it; the file is written.
#[derive(Debug)]
pub(super) struct Made {
    /// As others will read it.
    pub(super) metainfo: Metainfo,
    /// Files whose path on disk is another than a reader makes of the torrent's, by visible index.
    pub(super) renames: BTreeMap<u32, String>,
    /// Codex hashes of the files, by visible index; none when it is not to be added.
    pub(super) hashes: BTreeMap<u32, (DatasetHashes, FileStamp)>,
}

impl Job {
    /// Does it.
    ///
    /// # Errors
    /// [`Failure`]; nothing is left on disk then.
    pub(super) fn make(&self) -> Result<Made, Failure> {
        if !self.path.is_absolute() {
            return Err(Failure::RelativeTarget(self.path.clone()));
        }
        let found = scan(&self.task.source_path, self.task.ignore_dotfiles, &self.stop)?;
        self.keep_content(&found)?;
        self.make_of(&found)
    }

    /// Makes a torrent of what was found.
    pub(super) fn make_of(&self, found: &Found) -> Result<Made, Failure> {
        let mut builder = TorrentBuilder::new(self.params(found)?)?;
        let files = builder.files().to_vec();
        let total = files.iter().fold(0_u64, |sum, file| sum.saturating_add(file.length));
        self.progress.total.store(total, Ordering::Relaxed);
        let hashes = self.hash(&mut builder, found, &files)?;
        let bytes = builder.finish()?.to_torrent_bytes();
        // Read as others will: what is not readable is not written.
        let metainfo = Metainfo::parse(&bytes).map_err(CreateError::from)?;
        let renames = renames(&metainfo, found, &files);
        self.write(&bytes)?;
        Ok(Made { metainfo, renames, hashes })
    }

    /// Refuses to write over a file that goes in.
    fn keep_content(&self, found: &Found) -> Result<(), Failure> {
        let Ok(about) = fs::metadata(&self.path) else { return Ok(()) };
        if found.files.iter().any(|file| file.stamp.is_same_file(&about)) {
            return Err(Failure::ReplacesContent(self.path.clone()));
        }
        Ok(())
    }

    fn params(&self, found: &Found) -> Result<CreateParams, Failure> {
        let task = &*self.task;
        let piece_length = match task.piece_size {
            0 => None,
            size => Some(u32::try_from(size).map_err(|_| CreateError::PieceLength)?),
        };
        let file =
            |file: &FoundFile| CreateFile { path: file.name.clone(), length: file.stamp.length };
        let tiers = task.trackers.split(String::is_empty).filter(|tier| !tier.is_empty());
        Ok(CreateParams {
            name: found.name.clone(),
            multi_file: found.multi_file,
            files: found.files.iter().map(file).collect(),
            piece_length,
            format: task.format,
            private: task.private,
            source: task.source.clone(),
            comment: task.comment.clone(),
            created_by: concat!("qcodex ", env!("CARGO_PKG_VERSION")).to_owned(),
            creation_date: Some(self.created),
            trackers: tiers.map(<[String]>::to_vec).collect(),
            web_seeds: task.web_seeds.iter().filter(|url| !url.is_empty()).cloned().collect(),
            pad_above: task.pad_above,
        })
    }

    /// Feeds the files to the builder in its order, and to Codex' hashes when the torrent will be
    /// added: hashed here they need not be read again to be published.
    fn hash(
        &self,
        builder: &mut TorrentBuilder,
        found: &Found,
        files: &[CreateFile],
    ) -> Result<BTreeMap<u32, (DatasetHashes, FileStamp)>, Failure> {
        let for_codex = self.task.start_seeding || self.task.publish;
        let mut hashes = BTreeMap::new();
        let by_name: HashMap<&str, &FoundFile> =
            found.files.iter().map(|file| (file.name.as_str(), file)).collect();
        let mut buffer = vec![0; CHUNK];
        for (index, file) in (0_u32..).zip(files) {
            // A file that is the source has the source's name in both.
            let Some(file) = by_name.get(file.path.as_str()) else {
                return Err(Failure::Torrent(CreateError::FileCount));
            };
            let mut dataset = for_codex.then(DatasetHasher::new);
            let stamp = self.hash_file(builder, dataset.as_mut(), file, &mut buffer)?;
            if let Some(made) = dataset.and_then(DatasetHasher::finish) {
                hashes.insert(index, (made, stamp));
            }
        }
        for file in &found.files {
            let about = fs::metadata(&file.path);
            let about = about.map_err(|error| Failure::unreadable(&file.path, &error))?;
            unchanged(file, &about)?;
        }
        Ok(hashes)
    }

    fn hash_file(
        &self,
        builder: &mut TorrentBuilder,
        mut dataset: Option<&mut DatasetHasher>,
        found: &FoundFile,
        buffer: &mut [u8],
    ) -> Result<FileStamp, Failure> {
        let unreadable = |error: io::Error| Failure::unreadable(&found.path, &error);
        // A pipe that took the file's place must not hold the reader.
        let flags = rustix::fs::OFlags::NONBLOCK;
        let mut file = OpenOptions::new()
            .read(true)
            .custom_flags(i32::try_from(flags.bits()).unwrap_or(0))
            .open(&found.path)
            .map_err(unreadable)?;
        unchanged(found, &file.metadata().map_err(unreadable)?)?;
        let mut left = found.stamp.length;
        while left > 0 {
            // A place for each part, so that checks have their turn in between.
            let places = self.resources.hashing();
            let Some(_place) = places.acquire_blocking(1, || self.stop.is_cancelled()) else {
                return Err(Failure::Cancelled);
            };
            let room = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
            let count = match file.read(buffer.get_mut(..room).unwrap_or_default()) {
                Ok(0) => return Err(Failure::Changed(found.path.clone())),
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable(error)),
            };
            let bytes = buffer.get(..count).unwrap_or_default();
            builder.push(bytes);
            if let Some(dataset) = &mut dataset {
                dataset.push(bytes);
            }
            let count = u64::try_from(count).unwrap_or(left);
            left -= count;
            self.progress.done.fetch_add(count, Ordering::Relaxed);
        }
        let about = file.metadata().map_err(unreadable)?;
        unchanged(found, &about)?;
        Ok(FileStamp::of(&about))
    }

    /// Writes the result so that a reader sees all of it or what was there before.
    fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let unwritable =
            |error: io::Error| Failure::Unwritable(self.path.clone(), error.to_string());
        let Some(folder) = self.path.parent() else {
            return Err(unwritable(io::Error::from(io::ErrorKind::InvalidInput)));
        };
        fs::create_dir_all(folder).map_err(unwritable)?;
        let unfinished = Unfinished(folder.join(format!(".qcodex-{}.tmp", self.id)));
        let mut file = File::create_new(&unfinished.0).map_err(unwritable)?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(unwritable)?;
        if self.stop.is_cancelled() {
            return Err(Failure::Cancelled);
        }
        fs::rename(&unfinished.0, &self.path).map_err(unwritable)?;
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(unwritable)
    }
}

/// A file that goes unless it was renamed.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(path = %self.0.display(), %error, "a temporary file was not removed");
            }
            _ => {}
        }
    }
}

fn unchanged(found: &FoundFile, about: &fs::Metadata) -> Result<(), Failure> {
    if Stamp::of(about) == found.stamp { Ok(()) } else { Err(Failure::Changed(found.path.clone())) }
}

/// Where the files really lie, for those whose name in the torrent has to be made safe when it is
/// read (a colon, a name of a device): the session is told their names on this disk.
fn renames(metainfo: &Metainfo, found: &Found, files: &[CreateFile]) -> BTreeMap<u32, String> {
    let layout = metainfo.info.layout(ContentLayout::Original);
    let on_disk = files.iter().map(|file| {
        if found.multi_file { format!("{}/{}", found.name, file.path) } else { found.name.clone() }
    });
    let pairs = (0_u32..).zip(layout.visible_files().zip(on_disk));
    pairs
        .filter(|(_, (in_torrent, on_disk))| in_torrent.path != *on_disk)
        .map(|(index, (_, on_disk))| (index, on_disk))
        .collect()
}

/// Reads what a task has written.
///
/// # Errors
/// `Unreadable`.
pub(super) fn read_result(path: &Path) -> Result<Bytes, TorrentFileError> {
    let limit = u64::try_from(MetainfoLimits::default().bencode.max_size).unwrap_or(u64::MAX);
    let read = || {
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is no plain file any more"));
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map(Bytes::from).map_err(|error| {
        let text = format!("cannot read '{}': {error}", path.display());
        TorrentFileError::Unreadable(text)
    })
}

/// Removes a result that was kept with its task.
pub(super) fn remove_result(path: &Path) {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(path = %path.display(), %error, "a made torrent was not removed");
        }
        _ => {}
    }
}

/// Removes the results of an earlier run.
pub(super) fn empty_folder(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        if name.ends_with(b".torrent") || name.ends_with(b".tmp") {
            remove_result(&entry.path());
        }
    }
}

//! Content for scenarios: made up from a name, never kept in memory, the same at every call.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;

use qcodex::torrent::{CreateFile, CreateParams, Metainfo, TorrentBuilder, TorrentFormat};

/// One MiB.
pub const MIB: u64 = 1024 * 1024;

/// A torrent and what its files hold.
#[derive(Debug)]
pub struct Payload {
    /// Name of the torrent, its folder on disk.
    pub name: String,
    /// Path below that folder and length.
    pub files: Vec<(String, u64)>,
    /// The torrent.
    pub metainfo: Metainfo,
}

impl Payload {
    /// Hashes made-up files into a torrent with pieces of 1 MiB. Nothing is written.
    pub fn new(name: &str, format: TorrentFormat, files: &[(&str, u64)]) -> Self {
        Self::with(name, format, false, files)
    }

    /// The same, meant for the peers of its trackers alone.
    pub fn private(name: &str, files: &[(&str, u64)]) -> Self {
        Self::with(name, TorrentFormat::V1, true, files)
    }

    fn with(name: &str, format: TorrentFormat, private: bool, files: &[(&str, u64)]) -> Self {
        let params = CreateParams {
            name: name.to_owned(),
            multi_file: true,
            files: files
                .iter()
                .map(|(path, length)| CreateFile { path: (*path).to_owned(), length: *length })
                .collect(),
            piece_length: Some(1024 * 1024),
            format,
            private,
            ..CreateParams::default()
        };
        let mut builder = TorrentBuilder::new(params).unwrap();
        for file in builder.files().to_vec() {
            generate(&file.path, file.length, |bytes| builder.push(bytes));
        }
        let metainfo = builder.finish().unwrap();
        let files = files.iter().map(|(path, length)| ((*path).to_owned(), *length)).collect();
        Self { name: name.to_owned(), files, metainfo }
    }

    /// A folder with unicode names and an empty file: `mib` MiB and some bytes in three files.
    pub fn three_files(name: &str, format: TorrentFormat, mib: u64) -> Self {
        let small = mib * MIB / 7 + 12_345;
        Self::new(
            name,
            format,
            &[
                ("Staffel 1/épisode один 日本.mkv", mib * MIB - small),
                ("leer.txt", 0),
                ("字幕/überlänge & #1 %20.srt", small),
            ],
        )
    }

    /// The `.torrent`.
    pub fn torrent(&self) -> Vec<u8> {
        self.metainfo.to_torrent_bytes()
    }

    /// The id that clients use.
    pub fn id(&self) -> String {
        self.metainfo.id().to_string()
    }

    /// Bytes of all files.
    pub fn size(&self) -> u64 {
        self.files.iter().map(|(_, length)| length).sum()
    }

    /// Where file `index` lies below a save path.
    pub fn path(&self, save_path: &Path, index: usize) -> std::path::PathBuf {
        save_path.join(&self.name).join(&self.files[index].0)
    }

    /// Puts the files below a save path. Fails if there is no room for that and for a copy.
    pub fn place(&self, save_path: &Path) {
        fs::create_dir_all(save_path).unwrap();
        let disk = rustix::fs::statvfs(save_path).unwrap();
        let (free, needed) = (disk.f_bavail * disk.f_frsize, 2 * self.size() + 64 * MIB);
        let place = save_path.display();
        assert!(free > needed, "{place} has {} MiB free, {} are needed", free / MIB, needed / MIB);
        for (index, (seed, length)) in self.files.iter().enumerate() {
            let path = self.path(save_path, index);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let mut file = fs::File::create(&path).unwrap();
            generate(seed, *length, |bytes| file.write_all(bytes).unwrap());
        }
    }

    /// Fails unless every file lies below `save_path` with exactly its bytes, and nothing else.
    pub fn assert_at(&self, save_path: &Path) {
        for index in 0..self.files.len() {
            self.assert_file_at(save_path, index);
        }
        let mut found = Vec::new();
        list(&save_path.join(&self.name), &mut found);
        assert_eq!(found.len(), self.files.len(), "other files than the torrent's: {found:?}");
    }

    /// Fails unless this file lies below `save_path` with exactly its bytes.
    pub fn assert_file_at(&self, save_path: &Path, index: usize) {
        let (seed, length) = &self.files[index];
        let path = self.path(save_path, index);
        let mut file = fs::File::open(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert_eq!(file.metadata().unwrap().len(), *length, "length of {}", path.display());
        let mut at = 0;
        let mut buffer = vec![0; CHUNK];
        generate(seed, *length, |bytes| {
            let read = &mut buffer[..bytes.len()];
            file.read_exact(read).unwrap();
            assert!(*read == *bytes, "{} differs between {at} and {}", path.display(), at + CHUNK);
            at += bytes.len();
        });
    }
}

/// All files below a folder.
pub fn list(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() { list(&path, found) } else { found.push(path) }
    }
}

/// Bytes made at a time.
const CHUNK: usize = 256 * 1024;

/// Gives the bytes that belong to a name, in chunks.
pub fn generate(seed: &str, length: u64, mut out: impl FnMut(&[u8])) {
    let mut state = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut chunk = vec![0_u8; CHUNK];
    let mut left = length;
    while left > 0 {
        for word in chunk.as_chunks_mut::<8>().0 {
            // xorshift64*: fast, and no two blocks are alike.
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            *word = state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes();
        }
        let take = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        out(&chunk[..take]);
        left -= u64::try_from(take).unwrap();
    }
}

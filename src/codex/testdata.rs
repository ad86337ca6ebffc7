//! Inputs of the published and recorded vectors and small helpers, shared by this area's tests.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::Path;

use super::{
    Cid, Codex, CodexError, DatasetHasher, DatasetHashes, FetchStream, FileStamp, Purpose, Scope,
};

/// The generator of the published vectors: xorshift32, one byte per step.
pub(crate) fn prng(length: usize, seed: u32) -> Vec<u8> {
    let mut state = seed;
    (0..length)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            u8::try_from(state & 255).expect("masked")
        })
        .collect()
}

/// Bytes of a hex text.
pub(crate) fn hex(text: &str) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(text.as_bytes()).expect("hex")
}

/// Hashes of some bytes.
pub(crate) fn hashes(data: &[u8]) -> DatasetHashes {
    let mut hasher = DatasetHasher::new();
    hasher.push(data);
    hasher.finish().expect("not empty")
}

/// Writes a file and takes its stamp.
pub(crate) fn file(path: &Path, data: &[u8]) -> FileStamp {
    std::fs::write(path, data).expect("writes");
    stamp(path)
}

/// The stamp of a file now.
pub(crate) fn stamp(path: &Path) -> FileStamp {
    FileStamp::of(&std::fs::metadata(path).expect("exists"))
}

/// Overwrites one byte in place and leaves size and modification time as they were.
pub(crate) fn flip(path: &Path, at: u64) {
    let meta = std::fs::metadata(path).expect("exists");
    let mut file = File::options().read(true).write(true).open(path).expect("opens");
    let mut byte = [0];
    file.seek(SeekFrom::Start(at)).expect("seeks");
    file.read_exact(&mut byte).expect("reads");
    byte[0] ^= 1;
    file.seek(SeekFrom::Start(at)).expect("seeks");
    file.write_all(&byte).expect("writes");
    file.set_modified(meta.modified().expect("has one")).expect("sets");
}

/// Everything a stream delivers, and the error that ended it.
pub(crate) async fn drain(mut stream: FetchStream) -> (Vec<u8>, Option<CodexError>) {
    let mut data = Vec::new();
    while let Some(chunk) = stream.chunks.recv().await {
        match chunk {
            Ok(bytes) => {
                assert!(bytes.len() <= 256 << 10, "chunks are bounded");
                data.extend_from_slice(&bytes);
            }
            Err(error) => return (data, Some(error)),
        }
    }
    (data, None)
}

/// The bytes of a dataset as this server itself reads them.
pub(crate) async fn read(
    codex: &Codex,
    cid: Cid,
    range: Option<Range<u64>>,
) -> Result<Vec<u8>, CodexError> {
    let stream = codex.fetch(cid, range, Scope::Local, Purpose::Own).await?;
    match drain(stream).await {
        (data, None) => Ok(data),
        (_, Some(error)) => Err(error),
    }
}

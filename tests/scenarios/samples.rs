//! The sample torrents that libtorrent made, and their content (`fixtures/torrents`).

use std::path::Path;

use serde_json::Value;
use sha2::{Digest as _, Sha512};

/// A sample.
#[derive(Debug)]
pub struct Sample {
    /// The `.torrent`.
    pub bytes: Vec<u8>,
    /// The id that clients use.
    pub id: String,
    /// 40 hex digits or empty.
    pub infohash_v1: String,
    /// 64 hex digits or empty.
    pub infohash_v2: String,
    /// Its `private` is 1.
    pub is_private: bool,
}

/// All samples that are torrents.
pub fn torrents() -> Vec<Sample> {
    let index: Value = json("index.json");
    let text = |facts: &Value, member: &str| facts[member].as_str().unwrap().to_owned();
    index
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, facts)| Sample {
            bytes: std::fs::read(folder().join(format!("{name}.torrent"))).unwrap(),
            id: text(facts, "torrent_id"),
            infohash_v1: text(facts, "infohash_v1"),
            infohash_v2: text(facts, "infohash_v2"),
            is_private: name == "private",
        })
        .collect()
}

/// Puts the content of all samples below a save path.
pub fn place(save_path: &Path) {
    for file in json("payload.json").as_array().unwrap() {
        // A quotation mark is no character for a name everywhere.
        let path = save_path.join(file["path"].as_str().unwrap().replace('"', "_"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content(file)).unwrap();
    }
}

fn content(file: &Value) -> Vec<u8> {
    let Some(seed) = file["seed"].as_str() else {
        return file["text"].as_str().unwrap_or_default().as_bytes().to_vec();
    };
    let size = usize::try_from(file["size"].as_u64().unwrap()).unwrap();
    let mut out = Vec::with_capacity(size + 1024);
    let mut block = 0;
    while out.len() < size {
        out.extend_from_slice(&Sha512::digest(format!("{seed}:{block}")).repeat(16));
        block += 1;
    }
    out.truncate(size);
    out
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/torrents")
}

fn json(name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(folder().join(name)).unwrap()).unwrap()
}

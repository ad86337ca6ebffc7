//! The BitTorrent branch: what it knows of an info hash.
//!
//! A torrent there is one file, v1, with exactly the keys `length`, `name`, `piece length` and
//! `pieces`. The answer is believed only when these, encoded as such a dictionary, have the info
//! hash that was asked for. The bytes are then read as an ordinary dataset, by its manifest CID:
//! the branch's own stream of a torrent that nobody has can kill the node.
//!
//! Such a dataset has blocks of 16 KiB, the last one not filled up, so the root of its tree comes
//! from [`crate::codex::DatasetHasher::unpadded`].

use reqwest::StatusCode;
use serde::Deserialize;
use sha1::{Digest as _, Sha1};

use super::Shared;
use crate::codex::{Cid, CodexError, TorrentInfo, TorrentManifest};

/// Largest answer; room for 300,000 pieces.
const MAX_ANSWER: usize = 16 * 1024 * 1024;
/// Longest name in bytes.
const MAX_NAME: usize = 4096;
/// What a node writes before 20 bytes of SHA-1: the multihash's code and length, in hex.
const SHA1_PREFIX: &str = "1114";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AnswerJson {
    torrent_manifest: ManifestJson,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ManifestJson {
    info: InfoJson,
    codex_manifest_cid: Cid,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct InfoJson {
    length: u64,
    piece_length: u64,
    pieces: Vec<String>,
    #[serde(default)]
    name: Option<String>,
}

/// Asks the node. One that has never heard of the info hash says nothing for half an hour.
pub(super) async fn manifest(
    shared: &Shared,
    info_hash: [u8; 20],
) -> Result<TorrentManifest, CodexError> {
    let facts = shared.ready().await?;
    if !facts.capabilities.torrent_extension {
        return Err(CodexError::Unsupported("resolve info hashes"));
    }
    let text = data_encoding::HEXLOWER.encode(&info_hash);
    let parts = ["torrent", &text, "network", "manifest"];
    let deadline = shared.http.deadlines.manifest;
    let doing = "looking for a torrent";
    let got = shared.get(&facts, &parts, deadline, MAX_ANSWER, doing).await?;
    if got.status == StatusCode::NOT_FOUND {
        // There is no CID to name.
        return Err(CodexError::Refused(format!("no torrent {text}: {}", got.sentence())));
    }
    read(got.json()?, info_hash)
}

fn read(answer: AnswerJson, info_hash: [u8; 20]) -> Result<TorrentManifest, CodexError> {
    let ManifestJson { info, codex_manifest_cid: cid } = answer.torrent_manifest;
    let corrupt = |text: &str| CodexError::Corrupt(format!("the node's torrent {text}"));
    let pieces =
        info.length.checked_div(info.piece_length).map(|_| info.length.div_ceil(info.piece_length));
    if info.length == 0 || pieces != u64::try_from(info.pieces.len()).ok() {
        return Err(corrupt("has a length that does not fit its pieces"));
    }
    let name = info.name.filter(|name| !name.is_empty());
    if name.as_ref().is_some_and(|name| name.len() > MAX_NAME) {
        return Err(corrupt("has a name that is too long"));
    }
    let pieces: Option<Vec<[u8; 20]>> = info.pieces.iter().map(|text| sha1_of(text)).collect();
    let pieces = pieces.ok_or_else(|| corrupt("has a piece without a hash"))?;
    let info = TorrentInfo { length: info.length, piece_length: info.piece_length, pieces, name };
    if !cid.is_manifest() {
        return Err(corrupt("names no dataset"));
    }
    if info.info_hash() != info_hash {
        return Err(corrupt("is not the one that was asked for"));
    }
    Ok(TorrentManifest { info, cid })
}

/// Reads a SHA-1 in hex, with or without the prefix of a multihash.
pub(super) fn sha1_of(text: &str) -> Option<[u8; 20]> {
    let digits = if text.len() == 44 { text.strip_prefix(SHA1_PREFIX)? } else { text };
    data_encoding::HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).ok()?.try_into().ok()
}

impl TorrentInfo {
    /// The info dictionary as the branch hashes it.
    pub fn encode(&self) -> Vec<u8> {
        encode(self)
    }

    /// The info hash of a torrent with these keys and no others.
    pub fn info_hash(&self) -> [u8; 20] {
        Sha1::digest(encode(self)).into()
    }
}

fn encode(info: &TorrentInfo) -> Vec<u8> {
    let mut out = format!("d6:lengthi{}e", info.length).into_bytes();
    if let Some(name) = &info.name {
        out.extend_from_slice(format!("4:name{}:{name}", name.len()).as_bytes());
    }
    let pieces = info.pieces.as_flattened();
    let rest = format!("12:piece lengthi{}e6:pieces{}:", info.piece_length, pieces.len());
    out.extend_from_slice(rest.as_bytes());
    out.extend_from_slice(pieces);
    out.push(b'e');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> Result<TorrentManifest, CodexError> {
        let json: serde_json::Value = serde_json::from_str(text).unwrap();
        let hash = sha1_of(json["infoHash"].as_str().unwrap()).unwrap();
        read(serde_json::from_str(text).unwrap(), hash)
    }

    /// Every torrent that was recorded: names of all kinds, none, and up to 40 pieces.
    #[test]
    fn recorded_torrents_have_their_info_hashes() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/codex/vectors.tsv");
        let text = std::fs::read_to_string(path).unwrap();
        let mut lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
        let head = lines.next().unwrap();
        let at = head.iter().position(|name| *name == "torrent_manifest_json").unwrap();
        let mut seen = 0;
        for json in lines.filter_map(|line| line.get(at).copied().map(str::to_owned)) {
            if !json.starts_with('{') {
                continue;
            }
            let found = answer(&json).expect(&json);
            assert_eq!(found.info.piece_length, 262_144);
            seen += 1;
        }
        assert!(seen > 20, "{seen}");
    }

    #[test]
    fn a_torrent_that_is_another_one_is_refused() {
        let good = "{\"infoHash\":\"1114FF1E66C4ADB6B23A5DE76B702BFE5D66255CC7CF\",\
            \"torrentManifest\":{\"info\":{\"length\":19,\"pieceLength\":262144,\
            \"pieces\":[\"1114EE6391A17B81CBD45EF8858EB5FFD3AFF70C1DC3\"],\"name\":\"raw.txt\"},\
            \"codexManifestCid\":\"zDvZRwzkz2439qgqj64QNCGTMnWLgM8GBACi9xjZJC7pdzYwbZds\"}}";
        let found = answer(good).unwrap();
        assert_eq!(found.info.name.as_deref(), Some("raw.txt"));
        assert_eq!((found.info.length, found.info.pieces.len()), (19, 1));
        for (from, to) in [
            ("\"length\":19", "\"length\":20"),
            ("\"length\":19", "\"length\":0"),
            ("\"length\":19", "\"length\":18446744073709551615"),
            ("262144", "0"),
            ("262144", "1"),
            ("262144", "262145"),
            ("EE6391", "EE6392"),
            ("1114EE63", "1220EE63"),
            ("1114EE6391", "EE6391A1"),
            ("\"1114EE6391A17B81CBD45EF8858EB5FFD3AFF70C1DC3\"", ""),
            ("raw.txt", "raw2.txt"),
            ("raw.txt", ""),
            (
                "zDvZRwzkz2439qgqj64QNCGTMnWLgM8GBACi9xjZJC7pdzYwbZds",
                "zDzSvJTf3WiMn7YfKzYg4ZVVY5Wse8ADH6wvgyHkxK5VZU5okpmf",
            ),
        ] {
            assert!(good.contains(from), "{from}");
            let found = answer(&good.replacen(from, to, 1));
            assert!(matches!(found, Err(CodexError::Corrupt(_))), "{from} → {to}: {found:?}");
        }
    }
}

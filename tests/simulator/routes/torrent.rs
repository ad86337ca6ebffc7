//! The BitTorrent branch: one file a torrent, version 1, pieces of 256 KiB, blocks of 16 KiB of
//! which the last is not filled up. The info hash is another name of a dataset, no more.

use std::fmt::Write as _;
use std::sync::Arc;

use data_encoding::{HEXLOWER_PERMISSIVE, HEXUPPER};
use serde_json::json;
use sha1::{Digest as _, Sha1};

use super::super::store::Torrent;
use super::super::wire::{Answer, Connection, Head};
use super::super::{Node, lock};
use super::Reply;
use super::data::{Stream, admit, seal, take};

const BLOCK: u32 = 16_384;
const PIECE: usize = 262_144;

type Hash = [u8; 20];

/// The info hash as the branch writes it.
fn shown(hash: &Hash) -> String {
    format!("1114{}", HEXUPPER.encode(hash))
}

fn info_hash(torrent: &Torrent) -> Hash {
    let mut info = format!("d6:lengthi{}e", torrent.length).into_bytes();
    if let Some(name) = &torrent.name {
        info.extend(format!("4:name{}:{name}", name.len()).into_bytes());
    }
    let pieces = torrent.pieces.concat();
    let piece = torrent.piece_length;
    info.extend(format!("12:piece lengthi{piece}e6:pieces{}:", pieces.len()).into_bytes());
    info.extend(pieces);
    info.push(b'e');
    Sha1::digest(&info).into()
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
    let (mut pieces, mut piece, mut filled) = (Vec::<Hash>::new(), Sha1::new(), 0);
    let taken = take(node, connection, BLOCK, false, |mut part| {
        while !part.is_empty() {
            let now = part.len().min(PIECE - filled);
            piece.update(&part[..now]);
            filled += now;
            part = &part[now..];
            if filled == PIECE {
                pieces.push(std::mem::take(&mut piece).finalize().into());
                filled = 0;
            }
        }
    });
    let Ok((leaves, length)) = taken.await? else {
        return Some(Answer::error(500, "Unable to store BitTorrent data"));
    };
    if filled > 0 {
        pieces.push(piece.finalize().into());
    }
    if leaves.is_empty() {
        return Some(Answer::error(500, "Empty leaves"));
    }
    let name = label.0.clone();
    let Some((cid, _)) = seal(node, &leaves, length, BLOCK, label) else {
        return Some(Answer::error(500, "Unable to store BitTorrent data"));
    };
    let piece_length = u64::try_from(PIECE).unwrap();
    let torrent = Torrent { length, piece_length, pieces, name, cid };
    let hash = info_hash(&torrent);
    lock(&node.store).put_torrent(hash, torrent);
    Some(Answer::text(shown(&hash)))
}

/// Reads an info hash of a path: 40 or 64 digits, or a whole multihash.
fn parse(text: &str) -> Result<Hash, Answer> {
    let bad = |text: String| Err(Answer::error(400, text));
    if let Some(odd) = text.chars().find(|c| !c.is_ascii_hexdigit()) {
        return bad(format!("{odd} is not a hexadecimal character"));
    }
    let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).unwrap_or_default();
    match bytes.as_slice() {
        [0x11, 0x14, hash @ ..] | hash if hash.len() == 20 => Ok(hash.try_into().unwrap()),
        [0x12, 0x20, rest @ ..] if rest.len() == 32 => {
            bad("Only torrents version 1 are currently supported!".to_owned())
        }
        rest if rest.len() == 32 => {
            bad("Only torrents version 1 are currently supported!".to_owned())
        }
        _ => bad("given bytes is not a correct multihash".to_owned()),
    }
}

pub(super) async fn by_hash(node: &Node, text: &str, stream: bool) -> Reply {
    let hash = match parse(text) {
        Ok(hash) => hash,
        Err(answer) => return answer.into(),
    };
    if stream {
        return stream_of(node, hash).await;
    }
    let Some(torrent) = node.find_torrent(hash).await else {
        return Answer::error(404, "Torrent manifest not found").into();
    };
    let pieces: Vec<String> = torrent.pieces.iter().map(shown).collect();
    let json = json!({
        "infoHash": shown(&hash),
        "torrentManifest": {
            "info": {
                "length": torrent.length,
                "pieceLength": torrent.piece_length,
                "pieces": pieces,
                "name": torrent.name,
            },
            "codexManifestCid": torrent.cid,
        },
    });
    Answer::json(200, json.to_string()).into()
}

async fn stream_of(node: &Node, hash: Hash) -> Reply {
    let found = node.find_torrent(hash).await;
    let manifest = match found {
        // The manifest of the content may have been deleted here; a peer has it.
        Some(torrent) => node.find_manifest(torrent.cid).await,
        None => None,
    };
    match manifest {
        Some(manifest) => Reply::Stream(Box::new(Stream { manifest, exposed: false })),
        None => Answer::streamed_error(404, "Torrent manifest not found").into(),
    }
}

const WRONG_TYPE: &str = "Missing \"Content-Type\" header: expected either \"text/plain\" or \
                          \"application/octet-stream\".";

pub(super) async fn magnet(node: &Arc<Node>, head: &Head, body: &[u8]) -> Reply {
    let refused = |text: &str| Reply::from(Answer::error(422, text));
    if !matches!(head.header("content-type"), Some("text/plain" | "application/octet-stream")) {
        return refused(WRONG_TYPE);
    }
    let text = String::from_utf8_lossy(body);
    let Some(query) = text.trim().strip_prefix("magnet:?") else {
        return refused("Invalid magnet link format (missing 'magnet:?' prefix)");
    };
    let hash = query
        .split('&')
        .find_map(|part| part.strip_prefix("xt=urn:btih:"))
        .and_then(|text| parse(text).ok());
    match hash {
        Some(hash) => stream_of(node, hash).await,
        None => refused("Only torrents version 1 are currently supported!"),
    }
}

/// No reader of bencode: it looks for `info`, and for the end right after `pieces`.
pub(super) async fn file(node: &Arc<Node>, head: &Head, body: &[u8]) -> Reply {
    let refused = || {
        let text = "Failed extracting info directory from the torrent file.";
        Reply::from(Answer::error(422, text))
    };
    if head.header("content-type") != Some("application/octet-stream") {
        return Answer::error(422, WRONG_TYPE).into();
    }
    let find = |what: &[u8]| body.windows(what.len()).position(|window| window == what);
    let (Some(info), Some(pieces)) = (find(b"info"), find(b"6:pieces")) else {
        return refused();
    };
    let mut digits = String::new();
    for byte in body.iter().skip(pieces + 8).take_while(|byte| byte.is_ascii_digit()) {
        write!(digits, "{}", char::from(*byte)).unwrap();
    }
    let length: usize = digits.parse().unwrap_or(0);
    let end = pieces + 8 + digits.len() + 1 + length;
    if body.get(info + 4) != Some(&b'd') || body.get(end) != Some(&b'e') {
        return refused();
    }
    stream_of(node, Sha1::digest(&body[info + 4..=end]).into()).await
}

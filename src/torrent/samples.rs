//! Tests against recorded torrents: hashes, sizes, files and content as libtorrent has them.
//! Also the sample content for other tests of this module.

use serde::Deserialize;
use sha2::{Digest, Sha512};

use super::*;

macro_rules! samples {
    ($($name:ident)*) => {
        /// The bytes of a sample `.torrent`.
        pub(super) fn torrent(name: &str) -> &'static [u8] {
            match name {
                $(stringify!($name) => include_bytes!(
                    concat!("../../fixtures/torrents/", stringify!($name), ".torrent")
                ),)*
                _ => panic!("no sample {name}"),
            }
        }
    };
}
samples!(single multi v2only v2dir hybrid seed private peer garbage truncated);

/// All samples that are torrents.
pub(super) const NAMES: [&str; 8] =
    ["single", "multi", "v2only", "v2dir", "hybrid", "seed", "private", "peer"];

#[derive(Deserialize)]
struct Facts {
    name: String,
    infohash_v1: String,
    infohash_v2: String,
    torrent_id: String,
    size: u64,
    pieces: u32,
    piece_size: u32,
    files: Vec<FileFacts>,
}

#[derive(Deserialize)]
struct FileFacts {
    path: String,
    size: u64,
    pad: bool,
}

#[derive(Deserialize)]
struct Payload {
    path: String,
    size: usize,
    seed: Option<String>,
    text: Option<String>,
}

/// A sample, parsed.
pub(super) fn metainfo(name: &str) -> Metainfo {
    Metainfo::parse(torrent(name)).expect("samples are valid")
}

/// The content of a sample's file, by its path as in the torrent.
pub(super) fn content(path: &str) -> Vec<u8> {
    let all: Vec<Payload> =
        serde_json::from_str(include_str!("../../fixtures/torrents/payload.json")).unwrap();
    let file = all.iter().find(|p| file_path_of(&p.path) == path).expect("a sample's file");
    match &file.seed {
        None => file.text.clone().unwrap_or_default().into_bytes(),
        Some(seed) => {
            let mut out = Vec::with_capacity(file.size + 1024);
            for block in 0.. {
                if out.len() >= file.size {
                    break;
                }
                out.extend_from_slice(&Sha512::digest(format!("{seed}:{block}")).repeat(16));
            }
            out.truncate(file.size);
            out
        }
    }
}

/// A path as this module makes it safe.
fn file_path_of(path: &str) -> String {
    file_path::safe_path(path.split('/').map(str::as_bytes))
}

/// A placement with made-up CIDs for every file.
pub(super) fn placement(info: &Info) -> RecordPlacement {
    let files = info.payload_files().map(|(index, file)| match file.length {
        0 => PlacementFile::default(),
        length => PlacementFile {
            length,
            tree: Some(format!("zTree{index}")),
            cids: [('a', format!("zA{index}")), ('c', format!("zC{index}"))].into(),
        },
    });
    RecordPlacement { files: files.collect() }
}

#[test]
fn recorded_facts_hold() {
    let index: std::collections::BTreeMap<String, Facts> =
        serde_json::from_str(include_str!("../../fixtures/torrents/index.json")).unwrap();
    assert_eq!(index.len(), NAMES.len());
    for (key, facts) in index {
        let metainfo = metainfo(&key);
        let info = &metainfo.info;
        assert_eq!(info.name, facts.name, "{key}");
        let v1 = info.info_hash.v1.map_or(String::new(), |h| h.to_string());
        let v2 = info.info_hash.v2.map_or(String::new(), |h| h.to_string());
        assert_eq!((v1, v2), (facts.infohash_v1, facts.infohash_v2), "{key}");
        assert_eq!(metainfo.id().to_string(), facts.torrent_id, "{key}");
        assert_eq!(info.total_size, facts.size, "{key}");
        assert_eq!(info.piece_count, facts.pieces, "{key}");
        assert_eq!(info.piece_length, facts.piece_size, "{key}");
        let visible: Vec<_> =
            info.visible_files().map(|(_, f)| (f.path.clone(), f.length)).collect();
        let expected = facts.files.iter().filter(|f| !f.pad);
        let expected: Vec<_> = expected.map(|f| (file_path_of(&f.path), f.size)).collect();
        assert_eq!(visible, expected, "{key}");
        let mut offset = 0;
        for file in &facts.files {
            if !file.pad {
                let path = file_path_of(&file.path);
                let ours = info.files.iter().find(|f| f.path == path).unwrap();
                assert_eq!(ours.offset, offset, "{key} {path}");
            }
            offset += file.size;
        }
        let payload: u64 = facts.files.iter().filter(|f| !f.pad).map(|f| f.size).sum();
        assert_eq!(info.payload_size, payload, "{key}");
        assert!(metainfo.has_all_piece_layers(), "{key}");
    }
}

#[test]
fn top_level_keys_are_read() {
    let multi = metainfo("multi");
    let [a, b] = &multi.trackers[..] else { panic!("{:?}", multi.trackers) };
    assert_eq!(a, &["http://127.0.0.1:19101/announce", "http://127.0.0.1:9/announce"]);
    assert_eq!(b, &["udp://127.0.0.1:9/announce"]);
    assert_eq!(multi.web_seeds, ["http://127.0.0.1:9/files/"]);
    assert_eq!(multi.comment, "v1 multi: ünïcode 日本");
    assert_eq!(multi.created_by, "qbt-lab");
    assert_eq!(multi.creation_date, Some(1_700_000_000));
    assert!(!multi.info.private && multi.info.source.is_none());
    let private = metainfo("private");
    assert!(private.info.private);
    assert_eq!(private.info.source.as_deref(), Some("LAB"));
    assert!(matches!(Metainfo::parse(torrent("garbage")), Err(MetainfoError::Bencode(_))));
    assert!(matches!(Metainfo::parse(torrent("truncated")), Err(MetainfoError::Bencode(_))));
}

/// Feeds a piece to its hasher from the files' content; `change` may spoil it.
fn check_piece(metainfo: &Metainfo, piece: u32, change: impl Fn(&mut Vec<u8>)) -> bool {
    let layout = metainfo.info.layout(ContentLayout::Original);
    let mut hasher = metainfo.piece_hasher(piece).unwrap();
    for segment in layout.segments_of_piece(piece) {
        if segment.pad {
            hasher.push_zeros(segment.length);
            continue;
        }
        let file = content(&layout.entry(segment.entry).unwrap().path);
        let start = usize::try_from(segment.file_offset).unwrap();
        let mut bytes = file[start..start + usize::try_from(segment.length).unwrap()].to_vec();
        change(&mut bytes);
        for part in bytes.chunks(10_000) {
            hasher.push(part);
        }
    }
    hasher.finish()
}

#[test]
fn real_content_verifies_and_changed_content_does_not() {
    for name in ["multi", "v2only", "v2dir", "hybrid", "private"] {
        let metainfo = metainfo(name);
        for piece in 0..metainfo.info.piece_count {
            assert!(check_piece(&metainfo, piece, |_| {}), "{name} {piece}");
        }
        for piece in [0, metainfo.info.piece_count - 1] {
            assert!(!check_piece(&metainfo, piece, |b| b[0] ^= 1), "{name} {piece}");
            assert!(!check_piece(&metainfo, piece, |b| b.truncate(b.len() - 1)), "{name} {piece}");
            assert!(!check_piece(&metainfo, piece, |b| b.push(0)), "{name} {piece}");
        }
        assert!(metainfo.piece_hasher(metainfo.info.piece_count).is_none());
    }
}

#[test]
fn torrents_are_written_as_they_were_read() {
    for name in NAMES {
        let mut metainfo = metainfo(name);
        assert_eq!(metainfo.to_torrent_bytes(), torrent(name), "{name}");
        // With a placement: the same and one key more, which is read back.
        metainfo.codex = Some(placement(&metainfo.info));
        let exported = metainfo.to_torrent_bytes();
        assert!(exported.len() > torrent(name).len());
        let again = Metainfo::parse(&exported).unwrap();
        assert_eq!(again.codex, metainfo.codex, "{name}");
        assert_eq!(again.info_bytes, metainfo.info_bytes);
        assert_eq!(again.trackers, metainfo.trackers);
        metainfo.codex = None;
        assert_eq!(metainfo.to_torrent_bytes(), torrent(name), "{name}");
    }
}

#[test]
fn trackers_and_seeds_can_be_replaced() {
    let mut metainfo = metainfo("multi");
    metainfo.set_trackers(vec![vec!["http://a/".into()], vec!["http://b/".into()]]);
    metainfo.set_web_seeds(vec!["http://w/".into()]);
    let again = Metainfo::parse(&metainfo.to_torrent_bytes()).unwrap();
    assert_eq!(again.trackers, metainfo.trackers);
    assert_eq!(again.web_seeds, ["http://w/"]);
    metainfo.set_trackers(Vec::new());
    metainfo.set_web_seeds(Vec::new());
    metainfo.set_origin(String::new(), String::new(), None);
    let bytes = metainfo.to_torrent_bytes();
    assert!(bytes.starts_with(b"d4:infod"));
    assert_eq!(Metainfo::parse(&bytes).unwrap().id(), metainfo.id());
}

#[test]
fn links_of_samples_are_the_recorded_ones() {
    assert_eq!(
        metainfo("hybrid").magnet().to_uri(),
        "magnet:?xt=urn:btih:919965ff907b4e4b6ac2117c2fb16fe4ffa0ed9c&xt=urn:btmh:1220a7abf589838d391920ad19b57cd99e1c9e4b53039e06d2cdd2931d398a574e20&dn=hybrid%20dir&xl=720896&tr=http%3A%2F%2F127.0.0.1%3A19101%2Fannounce"
    );
    assert_eq!(
        metainfo("v2dir").magnet().to_uri(),
        "magnet:?xt=urn:btmh:1220581b6d201d51f4a560cb5a4c0ed55bd1643eb7e1d0aaa9e77f18a839c22019a8&dn=v2%20dir&xl=163840"
    );
}

#[test]
fn records_hold_the_torrent_and_nothing_else() {
    for name in NAMES {
        let metainfo = metainfo(name);
        let placement = placement(&metainfo.info);
        let bytes = Record::encode(&metainfo, &placement).unwrap();
        assert!(Record::looks_like(&bytes));
        let record = Record::parse(&bytes).unwrap();
        assert_eq!(record.placement, placement, "{name}");
        assert_eq!(record.metainfo.id(), metainfo.id());
        assert_eq!(record.metainfo.info_bytes, metainfo.info_bytes);
        assert_eq!(record.metainfo.piece_layers, metainfo.piece_layers);
        assert!(record.metainfo.trackers.is_empty() && record.metainfo.comment.is_empty());
        // Who has it from a record makes the same record.
        assert_eq!(Record::encode(&record.metainfo, &record.placement).unwrap(), bytes);
        // And a record is a torrent file too.
        assert_eq!(Metainfo::parse(&bytes).unwrap().codex, Some(placement));
    }
}

#[test]
fn a_builder_makes_the_samples_again() {
    for (name, format) in [
        ("single", TorrentFormat::V1),
        ("multi", TorrentFormat::V1),
        ("private", TorrentFormat::V1),
        ("v2only", TorrentFormat::V2),
        ("v2dir", TorrentFormat::V2),
        ("hybrid", TorrentFormat::Hybrid),
    ] {
        let original = metainfo(name);
        // The builder is given the torrent's own names, which need not be safe paths.
        let index: serde_json::Value =
            serde_json::from_str(include_str!("../../fixtures/torrents/index.json")).unwrap();
        let listed = index[name]["files"].as_array().unwrap().clone();
        let files: Vec<CreateFile> = listed
            .iter()
            .filter(|f| f["pad"] == false)
            .map(|f| CreateFile {
                path: {
                    let path = f["path"].as_str().unwrap();
                    path.split_once('/').map_or(path, |(_, rest)| rest).to_owned()
                },
                length: f["size"].as_u64().unwrap(),
            })
            .collect();
        let mut builder = TorrentBuilder::new(CreateParams {
            name: original.info.name.clone(),
            multi_file: original.info.multi_file,
            files,
            piece_length: Some(original.info.piece_length),
            format,
            private: original.info.private,
            source: original.info.source.clone().unwrap_or_default(),
            comment: original.comment.clone(),
            created_by: original.created_by.clone(),
            creation_date: original.creation_date,
            trackers: original.trackers.clone(),
            web_seeds: Vec::new(),
            pad_above: None,
        })
        .unwrap();
        for (_, file) in original.info.payload_files() {
            content(&file.path).chunks(77_777).for_each(|part| builder.push(part));
        }
        let mut made = builder.finish().unwrap();
        assert_eq!(made.info.info_hash, original.info.info_hash, "{name}");
        if !original.web_seeds.is_empty() {
            continue;
        }
        made.codex.clone_from(&original.codex);
        assert_eq!(made.to_torrent_bytes(), torrent(name), "{name}");
    }
}

/// Recorded: qBittorrent 5.3.0's torrent creator, format v1, private, source `SRC`.
#[test]
fn a_builder_makes_what_qbittorrent_makes() {
    let mut builder = TorrentBuilder::new(CreateParams {
        name: "creator dir".into(),
        multi_file: true,
        files: vec![
            CreateFile { path: "c1.txt".into(), length: 100_000 },
            CreateFile { path: "n/c2.txt".into(), length: 70_000 },
        ],
        piece_length: Some(32_768),
        format: TorrentFormat::V1,
        private: true,
        source: "SRC".into(),
        ..CreateParams::default()
    })
    .unwrap();
    builder.push(&content("creator dir/c1.txt"));
    builder.push(&content("creator dir/n/c2.txt"));
    let made = builder.finish().unwrap();
    assert_eq!(made.id().to_string(), "041f7c59549b8a8bc96b54495179862899809a93");
}

//! Tests that need several parts of the module: hostile metainfo and layouts.

use std::collections::BTreeMap;

use super::bencode::Encoder;
use super::samples::{metainfo, placement};
use super::*;

/// Encodes `key → raw value` pairs as a dictionary, sorted.
pub(super) fn dict(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut sorted = entries.to_vec();
    sorted.sort_by_key(|(key, _)| key.as_bytes());
    let mut out = Encoder::new();
    out.dict(|out| {
        for (key, value) in sorted {
            out.key(key);
            out.raw(value);
        }
    });
    out.finish()
}

fn string(bytes: &[u8]) -> Vec<u8> {
    let mut out = Encoder::new();
    out.bytes(bytes);
    out.finish()
}

fn v1_file(length: i64, path: &[&[u8]], more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts = Encoder::new();
    parts.list(|out| path.iter().for_each(|part| out.bytes(part)));
    let parts = parts.finish();
    let length = format!("i{length}e");
    let mut entries = vec![("length", length.as_bytes()), ("path", &parts[..])];
    entries.extend_from_slice(more);
    dict(&entries)
}

/// A v1 torrent of such files with pieces of 16 KiB.
fn v1_torrent(name: &[u8], files: &[Vec<u8>], total: u64) -> Result<Metainfo, MetainfoError> {
    let mut list = Encoder::new();
    list.list(|out| files.iter().for_each(|file| out.raw(file)));
    let pieces = vec![7; usize::try_from(total.div_ceil(16384)).unwrap() * 20];
    let info = dict(&[
        ("files", &list.finish()),
        ("name", &string(name)),
        ("piece length", b"i16384e"),
        ("pieces", &string(&pieces)),
    ]);
    Metainfo::parse(&dict(&[("info", &info)]))
}

fn paths(metainfo: &Metainfo) -> Vec<&str> {
    metainfo.info.files.iter().map(|f| f.path.as_str()).collect()
}

#[test]
fn hostile_names_stay_inside_the_torrent() {
    let files = [
        v1_file(1, &[b"..", b"..", b"etc", b"passwd"], &[]),
        v1_file(2, &[b"/abs", b"C:\\x"], &[]),
        v1_file(3, &[b"..", b"."], &[]),
        v1_file(4, &[b"CON"], &[]),
        v1_file(5, &[b"con"], &[]),
        v1_file(6, &[b"bad\xff\0.mkv"], &[]),
        v1_file(7, &[b"wrong"], &[("path.utf-8", b"l5:righte")]),
    ];
    let torrent = v1_torrent(b"../evil\0", &files, 28).unwrap();
    assert_eq!(torrent.info.name, "../evil_");
    let root = ".._evil_";
    let expected = ["etc/passwd", "_abs/C__x", "_", "_CON", "_con (1)", "bad__.mkv", "right"];
    let expected: Vec<String> = expected.iter().map(|p| format!("{root}/{p}")).collect();
    assert_eq!(paths(&torrent), expected);
}

#[test]
fn a_nameless_torrent_is_called_by_its_id() {
    let torrent = v1_torrent(b"..", &[v1_file(1, &[b"a"], &[])], 1).unwrap();
    assert_eq!(paths(&torrent), [format!("{}/a", torrent.id())]);
    let torrent = v1_torrent(b"", &[v1_file(1, &[b"a"], &[])], 1).unwrap();
    assert_eq!(torrent.info.name, torrent.id().to_string());
}

#[test]
fn attributes_are_read() {
    let files = [
        v1_file(10, &[b"run.sh"], &[("attr", b"2:xh")]),
        v1_file(16374, &[b".pad", b"16374"], &[("attr", b"1:p")]),
        v1_file(99, &[b"link"], &[("attr", b"1:l"), ("symlink path", b"l6:run.she")]),
        v1_file(0, &[b"out"], &[("attr", b"1:l"), ("symlink path", b"l2:..3:etce")]),
        v1_file(5, &[b"run.sh"], &[]),
    ];
    let torrent = v1_torrent(b"T", &files, 16389).unwrap();
    let files = &torrent.info.files;
    assert!(files[0].executable && files[0].hidden && files[1].pad);
    assert_eq!(files[2].symlink.as_deref(), Some("T/run.sh"));
    assert_eq!((files[2].length, files[3].symlink.as_deref()), (0, Some("")));
    assert_eq!(files[4].path, "T/run (1).sh");
    assert_eq!(files[4].offset, 16384);
    let payload: Vec<usize> = torrent.info.payload_files().map(|(i, _)| i).collect();
    assert_eq!(payload, [0, 4]);
    let visible: Vec<usize> = torrent.info.visible_files().map(|(i, _)| i).collect();
    assert_eq!(visible, [0, 2, 3, 4]);
    let layout = torrent.info.layout(ContentLayout::NoSubfolder);
    assert_eq!(layout.visible(1).unwrap().symlink.as_deref(), Some("run.sh"));
    assert_eq!((layout.entry_index(3), layout.visible_index(4)), (Some(4), Some(3)));
    assert_eq!(layout.visible_index(1), None);
}

#[test]
fn malformed_metainfo_is_refused() {
    use MetainfoError as E;
    let parse_info = |entries: &[(&str, &[u8])]| {
        Metainfo::parse(&dict(&[("info", &dict(entries))])).map(|_| ()).unwrap_err()
    };
    let hash = string(&[1; 20]);
    let good: [(&str, &[u8]); 4] =
        [("length", b"i5e"), ("name", b"1:n"), ("piece length", b"i16384e"), ("pieces", &hash)];
    assert!(Metainfo::parse(&dict(&[("info", &dict(&good))])).is_ok());
    for (key, value, error) in [
        ("length", &b"i-5e"[..], E::Invalid("length")),
        ("length", b"1:5", E::Invalid("length")),
        ("length", b"i0e", E::Empty),
        ("length", b"i9223372036854775807e", E::TooManyPieces(0x20_0000)),
        ("name", b"i5e", E::Missing("name")),
        ("piece length", b"i0e", E::Invalid("piece length")),
        ("piece length", b"i-1e", E::Invalid("piece length")),
        ("piece length", b"i1073741825e", E::Invalid("piece length")),
        ("pieces", b"i1e", E::Missing("pieces")),
        ("pieces", b"0:", E::Invalid("pieces")),
        ("meta version", b"i3e", E::UnsupportedVersion),
        ("meta version", b"1:2", E::UnsupportedVersion),
        ("meta version", b"i2e", E::Missing("file tree")),
        ("files", b"le", E::Invalid("files")),
        ("files", b"i1e", E::Invalid("files")),
        ("files", b"ld6:lengthi5eee", E::Missing("path")),
        ("files", b"ld6:lengthi5e4:pathleee", E::Invalid("path")),
        ("files", b"ld6:lengthi5e4:pathli1eeee", E::Invalid("path")),
    ] {
        let mut entries: Vec<_> = good.iter().filter(|(k, _)| *k != key).copied().collect();
        entries.push((key, value));
        assert_eq!(parse_info(&entries), error, "{key} {}", value.escape_ascii());
    }
    for key in ["length", "name", "piece length", "pieces"] {
        let entries: Vec<_> = good.iter().filter(|(k, _)| *k != key).copied().collect();
        assert_eq!(parse_info(&entries), E::Missing(key));
    }
    assert_eq!(Metainfo::parse(b"d4:infoi1ee").unwrap_err(), E::Invalid("info"));
    assert_eq!(Metainfo::parse(b"de").unwrap_err(), E::Missing("info"));
    assert_eq!(Metainfo::parse(b"le").unwrap_err(), E::Invalid("top level"));
    let huge = [
        v1_file(i64::MAX, &[b"a"], &[]),
        v1_file(i64::MAX, &[b"b"], &[]),
        v1_file(i64::MAX, &[b"c"], &[]),
    ];
    assert_eq!(v1_torrent(b"T", &huge, 1).unwrap_err(), E::TooLarge);
    let limits = MetainfoLimits { max_files: 2, ..MetainfoLimits::default() };
    let multi = samples::torrent("multi");
    assert_eq!(Metainfo::parse_with_limits(multi, limits).unwrap_err(), E::TooManyFiles(2));
}

#[test]
fn layers_have_to_be_there_and_right() {
    let original = samples::torrent("v2dir");
    let at = original.windows(12).position(|w| w == b"piece layers").unwrap();
    let mut spoiled = original.to_vec();
    let last = spoiled.len() - 3;
    spoiled[last] ^= 1;
    assert_eq!(Metainfo::parse(&spoiled).unwrap_err(), MetainfoError::BadPieceLayer);
    let mut without = original[..at - 3].to_vec();
    without.push(b'e');
    assert_eq!(Metainfo::parse(&without).unwrap_err(), MetainfoError::MissingPieceLayer);
    let metainfo = metainfo("v2dir");
    let bare = Metainfo::from_info_bytes(metainfo.info_bytes, &BTreeMap::new()).unwrap();
    assert!(!bare.has_all_piece_layers() && bare.piece_hasher(0).is_none());
    assert!(bare.piece_hasher(4).is_some(), "a file of one piece needs no layer");
    let placed = placement(&bare.info);
    assert!(Record::encode(&bare, &placed).is_err());
}

#[test]
fn hybrids_have_to_agree() {
    let bytes = samples::torrent("hybrid");
    // The first occurrence of each is in the tree, the last one in the v1 list.
    for (from, to) in [
        (&b"6:lengthi400000e4:pathl"[..], &b"6:lengthi400001e4:pathl"[..]),
        (b"4:pathl5:a.datee", b"4:pathl5:b.datee"),
        (b"6:lengthi58752e", b"6:lengthi58751e"),
        (b"4:attr1:p", b"4:attr1:x"),
    ] {
        let at = bytes.windows(from.len()).position(|w| w == from).unwrap();
        let mut changed = bytes.to_vec();
        changed[at..at + to.len()].copy_from_slice(to);
        let error = Metainfo::parse(&changed).unwrap_err();
        assert_eq!(error, MetainfoError::HybridMismatch, "{}", from.escape_ascii());
    }
}

#[test]
fn unsorted_keys_and_trailing_bytes_do_not_change_the_hash() {
    let sorted = Metainfo::parse(samples::torrent("peer")).unwrap();
    let mut mixed = b"d4:info".to_vec();
    mixed.extend_from_slice(&sorted.info_bytes);
    mixed.extend_from_slice(b"7:comment1:ce\r\n");
    let mixed = Metainfo::parse(&mixed).unwrap();
    assert_eq!((mixed.id(), mixed.comment.as_str()), (sorted.id(), "c"));
    let mut doubled = b"d4:info".to_vec();
    doubled.extend_from_slice(&sorted.info_bytes);
    doubled.extend_from_slice(b"4:infodee");
    assert!(Metainfo::parse(&doubled).is_err());
}

#[test]
fn content_layouts_follow_qbittorrent() {
    let layout = |name, layout| metainfo(name).info.layout(layout);
    let single = layout("single", ContentLayout::Original);
    assert_eq!((single.root_folder(), single.relative_content_path()), (None, "single.bin"));
    let single = layout("single", ContentLayout::Subfolder);
    assert_eq!(single.visible(0).unwrap().path, "single/single.bin");
    assert_eq!(single.root_folder(), Some("single"));
    assert_eq!(single.relative_content_path(), "single/single.bin");
    let dir = layout("v2dir", ContentLayout::Subfolder);
    assert_eq!(dir.visible(1).unwrap().path, "v2 dir/y/two.txt");
    assert_eq!(dir.relative_content_path(), "v2 dir");
    let mut dir = layout("v2dir", ContentLayout::NoSubfolder);
    assert_eq!(dir.visible(1).unwrap().path, "y/two.txt");
    assert_eq!((dir.relative_root_path(), dir.relative_content_path()), (None, ""));
    assert!(dir.set_path(1, "x/2".into()) && !dir.set_path(2, String::new()));
    assert_eq!(dir.root_folder(), Some("x"));
    for word in ["Original", "Subfolder", "NoSubfolder"] {
        assert_eq!(ContentLayout::from_wire(word).as_wire(), word);
    }
    assert_eq!(ContentLayout::from_wire("x"), ContentLayout::Original);
}

/// Recorded from qBittorrent 5.3.0's `torrents/files`.
#[test]
fn piece_ranges_are_the_recorded_ones() {
    let ranges = |name: &str| -> Vec<(u32, i64)> {
        let layout = metainfo(name).info.layout(ContentLayout::Original);
        let entries = (0..layout.visible_count()).map(|i| layout.entry_index(i).unwrap());
        let ranges = entries.map(|entry| layout.pieces_of_file(entry));
        ranges.map(|r| (r.start, i64::from(r.end) - 1)).collect()
    };
    assert_eq!(ranges("multi"), [(0, 15), (15, 36), (36, 35), (36, 36), (36, 36)]);
    assert_eq!(ranges("v2only"), [(0, 16)]);
    assert_eq!(ranges("v2dir"), [(0, 3), (4, 4)]);
    assert_eq!(ranges("hybrid"), [(0, 6), (7, 10)]);
    let multi = metainfo("multi").info.layout(ContentLayout::Original);
    assert_eq!(multi.own_pieces_of_file(0), 0..15);
    assert_eq!(multi.own_pieces_of_file(1), 16..36);
    assert!(multi.own_pieces_of_file(3).is_empty());
    let hybrid = metainfo("hybrid").info.layout(ContentLayout::Original);
    assert_eq!(hybrid.own_pieces_of_file(0), 0..7);
    assert_eq!(hybrid.locate(400_000), Some((1, 0)));
    let v2 = metainfo("v2dir").info.layout(ContentLayout::Original);
    assert_eq!(v2.locate(100_000), None);
    assert_eq!(v2.locate(131_072), Some((1, 0)));
}

#[test]
fn a_bare_file_has_a_layout() {
    let layout = FileLayout::single("f".into(), 65_537, 65_536);
    assert_eq!((layout.piece_count(), layout.total_size()), (2, 65_537));
    assert_eq!(layout.pieces_of_file(0), 0..2);
    assert_eq!(layout.piece_bytes(1), 65_536..65_537);
    let empty = FileLayout::single("f".into(), 0, 65_536);
    assert_eq!((empty.piece_count(), empty.pieces_of_file(0)), (0, 0..0));
    assert!(FileLayout::single("f".into(), u64::MAX, 1).piece_count() > 0);
}

//! Tests of what this module makes: records and torrents, as examples and as properties.

use bytes::Bytes;
use proptest::prelude::*;

use super::samples::{metainfo, placement};
use super::tests::dict;
use super::*;

#[test]
fn placements_have_to_fit() {
    let metainfo = metainfo("multi");
    let good = placement(&metainfo.info);
    assert!(good.is_complete());
    let mut short = good.clone();
    short.files.pop();
    let error = Record::encode(&metainfo, &short).unwrap_err();
    assert_eq!(error, RecordError::FileCount { listed: 4, expected: 5 });
    let mut longer = good.clone();
    longer.files[1].length += 1;
    assert_eq!(Record::encode(&metainfo, &longer).unwrap_err(), RecordError::FileLength(1));
    let mut open = good.clone();
    open.files[0].cids.clear();
    assert_eq!(Record::encode(&metainfo, &open).unwrap_err(), RecordError::NotPlaced(0));
    for text in [String::new(), "z".repeat(129), "z/../x".into(), "zé".into()] {
        let mut bad = good.clone();
        bad.files[0].tree = Some(text);
        assert_eq!(Record::encode(&metainfo, &bad).unwrap_err(), RecordError::Invalid("cids"));
    }
    let json = serde_json::to_string(&good).unwrap();
    assert_eq!(serde_json::from_str::<RecordPlacement>(&json).unwrap(), good);
}

#[test]
fn readers_of_records_are_strict_about_what_they_know() {
    let metainfo = metainfo("v2dir");
    let info = &metainfo.info_bytes[..];
    let file = |length: u64, more: &str| {
        format!("d4:cidsd1:a2:zA1:d2:zD2:xx3:zXXe6:lengthi{length}e{more}4:tree2:zTe")
    };
    let files = format!("l{}{}e", file(100_000, "3:new1:?"), file(20_000, ""));
    let layers = &metainfo.to_torrent_bytes();
    let at = layers.windows(15).position(|w| w == b"12:piece layers").unwrap();
    let layers = &layers[at + 15..layers.len() - 1];
    let record = |codex: &[u8]| {
        Record::parse(&dict(&[
            ("codex", codex),
            ("future", b"i1e"),
            ("info", info),
            ("piece layers", layers),
        ]))
    };
    let codex = dict(&[("files", files.as_bytes()), ("other", b"le"), ("version", b"i1e")]);
    let parsed = record(&codex).unwrap();
    let cids = &parsed.placement.files[0].cids;
    assert_eq!(cids.keys().collect::<Vec<_>>(), [&'a', &'d']);
    let version = dict(&[("files", files.as_bytes()), ("version", b"i2e")]);
    assert_eq!(record(&version).unwrap_err(), RecordError::UnsupportedVersion(2));
    let one = format!("l{}e", file(100_000, ""));
    let one = dict(&[("files", one.as_bytes()), ("version", b"i1e")]);
    let error = RecordError::FileCount { listed: 1, expected: 2 };
    assert_eq!(record(&one).unwrap_err(), error);
    let other = format!("l{}{}e", file(100_000, ""), file(20_001, ""));
    let other = dict(&[("files", other.as_bytes()), ("version", b"i1e")]);
    assert_eq!(record(&other).unwrap_err(), RecordError::FileLength(1));
    let bare = dict(&[("files", b"ld6:lengthi100000eed6:lengthi20000eee"), ("version", b"i1e")]);
    assert_eq!(record(&bare).unwrap_err(), RecordError::Invalid("cids"));
    for bad in [&b"i1e"[..], b"de", b"d7:versioni1ee"] {
        assert!(matches!(record(bad), Err(RecordError::Invalid(_))));
    }
    // In a torrent file a bad placement is noted, and the torrent is taken.
    let torrent = dict(&[("codex", &one), ("info", info), ("piece layers", layers)]);
    let torrent = Metainfo::parse(&torrent).unwrap();
    assert!(torrent.codex.is_none());
    assert_eq!(torrent.codex_error, Some(error));
    // Canonical form is required.
    let mut unsorted = b"d4:info".to_vec();
    unsorted.extend_from_slice(info);
    unsorted.extend_from_slice(b"5:codex");
    unsorted.extend_from_slice(&codex);
    unsorted.push(b'e');
    assert!(matches!(Record::parse(&unsorted), Err(RecordError::Bencode(_))));
}

#[test]
fn a_builder_refuses_what_it_cannot_make() {
    let file = |path: &str| CreateFile { path: path.into(), length: 1 };
    let make = |multi_file, files: Vec<CreateFile>, piece_length| {
        let name = "n".to_owned();
        let params = CreateParams { name, multi_file, files, piece_length, ..Default::default() };
        TorrentBuilder::new(params).map(|_| ())
    };
    assert_eq!(make(true, vec![], None), Err(CreateError::FileCount));
    assert_eq!(make(false, vec![file("a"), file("b")], None), Err(CreateError::FileCount));
    for bad in [vec![file("../a")], vec![file("a"), file("a")], vec![file("a"), file("a/b")]] {
        assert!(matches!(make(true, bad, None), Err(CreateError::BadPath(_))));
    }
    assert_eq!(make(true, vec![file("a")], Some(20_000)), Err(CreateError::PieceLength));
    let params = CreateParams { name: "n".into(), files: vec![file("")], ..Default::default() };
    let mut short = TorrentBuilder::new(params.clone()).unwrap();
    short.push(b"");
    assert_eq!(short.finish().unwrap_err(), CreateError::SizeChanged);
    let mut long = TorrentBuilder::new(params).unwrap();
    long.push(b"ab");
    assert_eq!(long.finish().unwrap_err(), CreateError::SizeChanged);
    assert_eq!(auto_piece_length(0), 16_384);
    assert_eq!(auto_piece_length(2_684_355), 16_384);
    assert_eq!(auto_piece_length(2_684_356), 32_768);
    assert_eq!(auto_piece_length(u64::MAX), 16 << 20);
}

fn lengths() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(
        prop_oneof![Just(0), 1u64..100, Just(16384), 1u64..70_000, Just(32768)],
        1..8,
    )
    .prop_filter("content is needed", |lengths| lengths.iter().sum::<u64>() > 0)
}

/// Test content from an offset on.
fn pattern(from: u64, length: u64) -> Vec<u8> {
    let skip = usize::try_from(from % 251).unwrap();
    (0..=250).cycle().skip(skip).take(usize::try_from(length).unwrap()).collect()
}

fn built(lengths: &[u64], format: TorrentFormat) -> Metainfo {
    let file = |(i, length): (usize, &u64)| CreateFile {
        path: format!("d{}/{i}", i % 2),
        length: *length,
    };
    let mut builder = TorrentBuilder::new(CreateParams {
        name: "t".into(),
        multi_file: true,
        files: lengths.iter().enumerate().map(file).collect(),
        piece_length: Some(16384),
        format,
        ..Default::default()
    })
    .unwrap();
    let total: u64 = builder.files().iter().map(|f| f.length).sum();
    let bytes = pattern(0, total);
    builder.push(&bytes);
    builder.finish().unwrap()
}

fn format() -> impl Strategy<Value = TorrentFormat> {
    prop_oneof![Just(TorrentFormat::V1), Just(TorrentFormat::V2), Just(TorrentFormat::Hybrid)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_built_verifies_and_survives(lengths in lengths(), format in format()) {
        let metainfo = built(&lengths, format);
        let again = Metainfo::parse(&metainfo.to_torrent_bytes()).unwrap();
        prop_assert_eq!(again.info_hash(), metainfo.info_hash());
        let layout = again.info.layout(ContentLayout::Original);
        let mut next: u64 = 0;
        for piece in 0..layout.piece_count() {
            let mut hasher = again.piece_hasher(piece).unwrap();
            for segment in layout.segments_of_piece(piece) {
                if segment.pad {
                    hasher.push_zeros(segment.length);
                } else {
                    let bytes = pattern(next, segment.length);
                    hasher.push(&bytes);
                    next += segment.length;
                }
            }
            prop_assert!(hasher.finish(), "piece {}", piece);
        }
        prop_assert_eq!(next, again.info.payload_size);
    }

    #[test]
    fn bytes_files_and_pieces_agree(
        lengths in lengths(), format in format(), start in 0u64..300_000, length in 0u64..100_000,
    ) {
        let layout = built(&lengths, format).info.layout(ContentLayout::Original);
        let total = layout.total_size();
        // Segments of all pieces cover every file exactly once, in order.
        let mut seen = vec![0; layout.entries().len()];
        for piece in 0..layout.piece_count() {
            let bytes = layout.piece_bytes(piece);
            prop_assert_eq!(layout.pieces_of_bytes(bytes.clone()), piece..piece + 1);
            for segment in layout.segments(bytes) {
                prop_assert_eq!(segment.file_offset, seen[segment.entry]);
                seen[segment.entry] += segment.length;
                prop_assert!(layout.pieces_of_file(segment.entry).contains(&piece));
            }
        }
        for (entry, file) in layout.entries().iter().enumerate() {
            prop_assert_eq!(seen[entry], file.length);
            let pieces = layout.pieces_of_file(entry);
            prop_assert_eq!(pieces.is_empty(), file.length == 0);
            let own = layout.own_pieces_of_file(entry);
            prop_assert!(own.is_empty() || (own.start >= pieces.start && own.end <= pieces.end));
        }
        // Any range: the segments are what a byte-by-byte look finds at both ends.
        let range = start.min(total)..(start + length).min(total);
        let segments: Vec<Segment> = layout.segments(range.clone()).collect();
        let covered: u64 = segments.iter().map(|s| s.length).sum();
        prop_assert!(covered <= range.end - range.start);
        for segment in &segments {
            let file = layout.entry(segment.entry).unwrap();
            let absolute = file.offset + segment.file_offset;
            prop_assert!(absolute >= range.start && absolute + segment.length <= range.end);
            prop_assert_eq!(layout.locate(absolute), Some((segment.entry, segment.file_offset)));
        }
        prop_assert_eq!(layout.piece_bytes(layout.piece_count()), total..total);
    }

    #[test]
    fn records_survive(lengths in lengths(), format in format(), cut in 1usize..200) {
        let metainfo = built(&lengths, format);
        let placement = placement(&metainfo.info);
        let bytes = Record::encode(&metainfo, &placement).unwrap();
        let record = Record::parse(&bytes).unwrap();
        prop_assert_eq!(&record.placement, &placement);
        prop_assert_eq!(record.metainfo.info_hash(), metainfo.info_hash());
        prop_assert!(Record::parse(&bytes[..bytes.len() - cut.min(bytes.len())]).is_err());
    }

    #[test]
    fn a_flipped_byte_never_panics(at in any::<prop::sample::Index>(), value in any::<u8>(), sample in 0usize..8) {
        let mut bytes = samples::torrent(samples::NAMES[sample]).to_vec();
        let at = at.index(bytes.len());
        bytes[at] = value;
        if let Ok(metainfo) = Metainfo::parse(&bytes) {
            let again = Metainfo::from_info_bytes(metainfo.info_bytes.clone(), &metainfo.piece_layers);
            prop_assert_eq!(again.unwrap().id(), metainfo.id());
            for name in [ContentLayout::Original, ContentLayout::Subfolder, ContentLayout::NoSubfolder] {
                let layout = metainfo.info.layout(name);
                prop_assert_eq!(layout.total_size(), metainfo.info.total_size);
            }
        }
        let _result = Info::parse(&Bytes::from(bytes), MetainfoLimits::default());
    }

    #[test]
    fn a_record_with_a_flipped_byte_never_panics(
        lengths in lengths(), format in format(),
        at in any::<prop::sample::Index>(), value in any::<u8>(),
    ) {
        let metainfo = built(&lengths, format);
        let mut bytes = Record::encode(&metainfo, &placement(&metainfo.info)).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = value;
        if let Ok(record) = Record::parse(&bytes) {
            prop_assert_eq!(record.placement.check(&record.metainfo.info), Ok(()));
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Metainfo::parse(&bytes).is_err());
        prop_assert!(Record::parse(&bytes).is_err());
        let _looks = Record::looks_like(&bytes);
    }
}

//! What a builder makes, against the definitions written down once more, and its bounds.

use proptest::prelude::*;
use sha2::Sha256;

use super::*;
use crate::torrent::{FileEntry, Info};

/// Content of a file: different for each, never zero.
fn content(index: usize, length: u64) -> Vec<u8> {
    let seed = u8::try_from(index % 200).unwrap();
    let length = usize::try_from(length).unwrap();
    (1..=251_u8).map(|byte| byte.wrapping_add(seed).max(1)).cycle().take(length).collect()
}

fn params(lengths: &[u64], format: TorrentFormat, pad_above: Option<u64>) -> CreateParams {
    let file = |(index, length): (usize, &u64)| CreateFile {
        path: format!("{}/{index:02}", ["b", "a", "a b"][index % 3]),
        length: *length,
    };
    CreateParams {
        name: "t".into(),
        multi_file: true,
        files: lengths.iter().enumerate().map(file).collect(),
        piece_length: Some(16384),
        format,
        pad_above,
        ..CreateParams::default()
    }
}

/// Number of a file in [`params`].
fn index_of(path: &str) -> usize {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

fn make(params: CreateParams) -> Metainfo {
    let mut builder = TorrentBuilder::new(params).unwrap();
    for file in builder.files().to_vec() {
        let bytes = content(index_of(&file.path), file.length);
        bytes.chunks(9999).for_each(|part| builder.push(part));
    }
    builder.finish().unwrap()
}

/// BEP 52 by its words: leaves of 16 KiB, as many zero leaves as make a full tree.
fn reference_root(content: &[u8]) -> Hash256 {
    let mut level: Vec<Hash256> =
        content.chunks(16 * 1024).map(|leaf| Sha256::digest(leaf).into()).collect();
    level.resize(level.len().next_power_of_two(), [0; 32]);
    while level.len() > 1 {
        level = level.chunks(2).map(|pair| Sha256::digest(pair.concat()).into()).collect();
    }
    level[0]
}

/// All bytes of a v1 torrent in its own order, padding included.
fn stream(info: &Info) -> Vec<u8> {
    let bytes = |file: &FileEntry| {
        if file.pad {
            vec![0; usize::try_from(file.length).unwrap()]
        } else {
            content(index_of(&file.path), file.length)
        }
    };
    info.files.iter().flat_map(bytes).collect()
}

fn lengths() -> impl Strategy<Value = Vec<u64>> {
    let length = prop_oneof![Just(0), 1u64..100, Just(16384), 1u64..90_000, Just(65536)];
    prop::collection::vec(length, 1..9)
        .prop_filter("content is needed", |lengths| lengths.iter().any(|length| *length > 0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn hashes_are_those_of_the_definitions(
        lengths in lengths(), hybrid in any::<bool>(), pad_above in prop::option::of(0u64..60_000),
    ) {
        let format = if hybrid { TorrentFormat::Hybrid } else { TorrentFormat::V1 };
        let made = make(params(&lengths, format, pad_above));
        let pieces: Vec<u8> =
            stream(&made.info).chunks(16384).flat_map(|piece| Sha1::digest(piece).to_vec()).collect();
        prop_assert_eq!(made.info.pieces.as_deref(), Some(&pieces[..]));
        for file in made.info.files.iter().filter(|file| !file.pad) {
            let root = reference_root(&content(index_of(&file.path), file.length.max(1)));
            let expected = (hybrid && file.length > 0).then_some(root);
            prop_assert_eq!(file.pieces_root, expected, "{}", &file.path);
        }
    }

    #[test]
    fn padding_is_where_it_was_asked_for(
        lengths in lengths(), limit in 0u64..60_000,
    ) {
        let made = make(params(&lengths, TorrentFormat::V1, Some(limit)));
        let files = &made.info.files;
        for file in files.iter().filter(|file| !file.pad && file.length > limit) {
            prop_assert_eq!(file.offset % 16384, 0, "{}", &file.path);
        }
        for pair in files.windows(2).filter(|pair| pair[0].pad) {
            prop_assert!(!pair[1].pad && pair[1].length > limit && pair[0].length < 16384);
        }
        prop_assert!(!files.last().unwrap().pad && !files[0].pad);
        // The order of v1 files is the caller's.
        let order: Vec<usize> =
            files.iter().filter(|file| !file.pad).map(|file| index_of(&file.path)).collect();
        prop_assert_eq!(order, (0..lengths.len()).collect::<Vec<_>>());
        let unpadded = make(params(&lengths, TorrentFormat::V1, None));
        prop_assert!(unpadded.info.files.iter().all(|file| !file.pad));
    }

    #[test]
    fn hybrids_begin_every_file_at_a_piece_and_sort_them(lengths in lengths()) {
        let made = make(params(&lengths, TorrentFormat::Hybrid, None));
        for file in made.info.files.iter().filter(|file| !file.pad && file.length > 0) {
            prop_assert_eq!(file.offset % 16384, 0, "{}", &file.path);
        }
        let paths: Vec<Vec<&str>> = made.info.files.iter().filter(|file| !file.pad)
            .map(|file| file.path.split('/').collect()).collect();
        prop_assert!(paths.is_sorted(), "{:?}", paths);
        let v2 = make(params(&lengths, TorrentFormat::V2, None));
        let roots = |made: &Metainfo| -> Vec<_> {
            made.info.files.iter().filter(|file| !file.pad).map(|file| file.pieces_root).collect()
        };
        prop_assert_eq!(roots(&v2), roots(&made));
        prop_assert_eq!(v2.piece_layers, made.piece_layers);
    }
}

#[test]
fn the_automatic_piece_size_is_that_of_libtorrent() {
    // What create_torrent of libtorrent 2.0.11 and 2.1.1 chose: at the step still the smaller one.
    for (total, length) in [
        (1, 16_384),
        (2_684_355, 16_384),
        (2_684_356, 32_768),
        (10_737_418, 32_768),
        (10_737_419, 65_536),
        (42_949_673, 65_536),
        (42_949_674, 131_072),
        (171_798_692, 131_072),
        (171_798_693, 262_144),
        (687_194_767, 262_144),
        (687_194_768, 524_288),
        (2_748_779_069, 524_288),
        (2_748_779_070, 1_048_576),
        (10_995_116_278, 1_048_576),
        (10_995_116_279, 2_097_152),
        (43_980_465_111, 2_097_152),
        (43_980_465_112, 4_194_304),
        (175_921_860_444, 4_194_304),
        (175_921_860_445, 8_388_608),
        (703_687_441_777, 8_388_608),
        (703_687_441_778, 16_777_216),
        (u64::MAX, 16_777_216),
    ] {
        assert_eq!(auto_piece_length(total), length, "{total}");
    }
}

#[test]
fn a_file_that_is_alone_is_not_padded() {
    // The info hash that libtorrent 2.0.11 gives to a folder `two` with a file `f` of 100,000 `x`.
    let mut builder = TorrentBuilder::new(CreateParams {
        name: "two".into(),
        multi_file: true,
        files: vec![CreateFile { path: "f".into(), length: 100_000 }],
        piece_length: Some(65536),
        ..CreateParams::default()
    })
    .unwrap();
    builder.push(&vec![b'x'; 100_000]);
    let made = builder.finish().unwrap();
    assert_eq!(
        made.info_hash().v1.unwrap().to_string(),
        "29e0a305464404ec99604159e1b9f69fb3c6ed51"
    );
    assert_eq!(
        made.info_hash().v2.unwrap().to_string(),
        "9bd100f0f2b31d7c2d1fe28ea541e9371e33cdb01c2638dc57b886ce59e7eeb3"
    );
    assert!(!made.info.files.iter().any(|file| file.pad));
}

#[test]
fn small_files_have_no_layers_and_the_key_is_there() {
    for format in [TorrentFormat::V1, TorrentFormat::V2, TorrentFormat::Hybrid] {
        let bytes = make(params(&[1, 16384], format, None)).to_torrent_bytes();
        let text = String::from_utf8_lossy(&bytes);
        assert_eq!(text.ends_with("12:piece layersdee"), format != TorrentFormat::V1, "{text}");
    }
}

#[test]
fn what_nobody_could_read_is_refused_before_anything_is_hashed() {
    let refused = |params: CreateParams| TorrentBuilder::new(params).map(|_| ()).unwrap_err();
    let large = params(&[1 << 40], TorrentFormat::V2, None);
    let error = refused(CreateParams { piece_length: Some(16384), ..large.clone() });
    assert_eq!(error, CreateError::TooManyPieces { count: 1 << 26, needed: 524_288 });
    assert!(TorrentBuilder::new(CreateParams { piece_length: Some(524_288), ..large }).is_ok());
    for format in [TorrentFormat::V1, TorrentFormat::V2, TorrentFormat::Hybrid] {
        let empty = refused(params(&[0, 0], format, None));
        assert_eq!(empty, CreateError::Metainfo(MetainfoError::Empty));
        let mut deep = params(&[1], format, None);
        deep.files[0].path = vec!["d"; 5000].join("/");
        assert!(matches!(refused(deep), CreateError::Metainfo(MetainfoError::Bencode(_))));
    }
    let folder = vec!["d"; 60].join("/");
    let file = |n: u32| CreateFile { path: format!("{folder}/{n}"), length: 1 };
    let files: Vec<CreateFile> = (0..50_000).map(file).collect();
    let error = refused(CreateParams { files, ..params(&[1], TorrentFormat::Hybrid, None) });
    assert!(matches!(error, CreateError::Metainfo(MetainfoError::Bencode(_))), "{error}");
    // Two million pieces of a hybrid have more hashes than a file may have bytes.
    let most = u64::from(MetainfoLimits::default().max_pieces) * 16384;
    let error = refused(params(&[most], TorrentFormat::Hybrid, None));
    let too_large = MetainfoError::from(BencodeError::TooLarge(Limits::default().max_size));
    assert_eq!(error, CreateError::Metainfo(too_large));
    assert!(TorrentBuilder::new(params(&[most], TorrentFormat::V1, None)).is_ok());
}

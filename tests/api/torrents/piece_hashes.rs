//! `torrents/pieceHashes`: the SHA-1 of each piece; a v2 torrent has none.

use crate::case::Case;
use crate::torrents::sample;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn as_in_the_metadata() {
    let case = Case::start("torrents/pieceHashes").await;
    case.upload(&["multi", "v2only"]).await;
    case.magnet().await;
    let metainfo = qcodex::torrent::Metainfo::parse(&sample("multi")).unwrap();
    let expected: Vec<String> = (0..37)
        .map(|piece| data_encoding::HEXLOWER.encode(&metainfo.info.piece_hash_v1(piece).unwrap()))
        .collect();
    assert_eq!(case.json("hash=$multi").await, json!(expected));
    case.gets(&[
        ("hash=226deeee012d530373a0c704bd82cd498ad9ce43", 200, "[]"),
        ("hash=$magnet", 200, "[]"),
    ])
    .await;
    case.names_one_torrent().await;
    case.end().await;
}

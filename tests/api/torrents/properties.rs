//! `torrents/properties`: one torrent in detail. No limit is −1 here, while the list says 0.

use crate::case::Case;
use crate::torrents::MULTI;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_the_list_does_not_say() {
    let case = Case::start("torrents/properties").await;
    case.upload(&["multi"]).await;
    case.magnet().await;
    let found = case.json("hash=$multi").await;
    for (key, value) in [
        ("up_limit", json!(-1)),
        ("dl_limit", json!(-1)),
        ("pieces_num", json!(37)),
        ("piece_size", json!(32_768)),
        ("total_size", json!(1_201_241)),
        ("completion_date", json!(-1)),
        ("hash", json!(MULTI)),
        ("infohash_v1", json!(MULTI)),
        ("infohash_v2", json!("")),
        ("has_metadata", json!(true)),
        ("is_private", json!(false)),
        ("nb_connections", json!(0)),
    ] {
        assert_eq!(found[key], value, "{key}");
    }
    case.does("torrents/setUploadLimit", "hashes=$multi&limit=2048").await;
    assert_eq!(case.json("hash=$multi").await["up_limit"], 2048);
    assert_eq!(case.row(MULTI).await["up_limit"], 2048);
    let magnet = case.json("hash=$magnet").await;
    for key in ["piece_size", "pieces_num", "creation_date"] {
        assert_eq!(magnet[key], -1, "{key}");
    }
    assert_eq!(
        (&magnet["has_metadata"], &magnet["name"]),
        (&json!(false), &json!("Show.S01E01.1080p"))
    );
    case.names_one_torrent().await;
    case.end().await;
}

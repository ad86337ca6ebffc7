//! `torrents/export`: the torrent file with where its content is; 409 without metadata.

use crate::case::Case;
use crate::torrents::{MULTI, sample};

#[tokio::test(flavor = "multi_thread")]
async fn a_torrent_file_by_the_hash_that_was_asked_for() {
    let case = Case::start("torrents/export").await;
    case.upload(&["multi"]).await;
    case.magnet().await;
    let missing = "Unable to export torrent file. Error: Missing metadata";
    case.gets(&[("hash=$magnet", 409, missing)]).await;
    let answer = case.get("hash=$multi").await;
    assert_eq!(answer.header("content-type"), Some("application/x-bittorrent"));
    let disposition = format!("attachment; filename=\"{MULTI}.torrent\"");
    assert_eq!(answer.header("content-disposition"), Some(&*disposition));
    let metainfo = qcodex::torrent::Metainfo::parse(&answer.body).unwrap();
    assert_eq!(metainfo.id().to_string(), MULTI);
    let original = qcodex::torrent::Metainfo::parse(&sample("multi")).unwrap();
    assert_eq!(metainfo.trackers, original.trackers);
    assert_eq!(case.post("hash=$multi").await.body, answer.body);
    case.names_one_torrent().await;
    case.end().await;
}

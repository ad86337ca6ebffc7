//! `torrents/pieceAvailability`: nodes that hold each piece; nothing when complete or without
//! metadata.

use crate::case::{Case, SHOW};

#[tokio::test(flavor = "multi_thread")]
async fn a_number_for_each_missing_piece() {
    let case = Case::start("torrents/pieceAvailability").await;
    case.upload(&["multi"]).await;
    case.magnet().await;
    let pieces = case.json("hash=$multi").await;
    assert_eq!(pieces.as_array().unwrap().len(), 37);
    assert!(pieces.as_array().unwrap().iter().all(|count| *count == 0), "nobody is known");
    case.seed().await;
    case.gets(&[("hash=$magnet", 200, "[]"), (&format!("hash={SHOW}"), 200, "[]")]).await;
    case.names_one_torrent().await;
    case.end().await;
}

//! `torrents/toggleFirstLastPiecePrio`: flips each torrent by itself.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn flips_each() {
    let case = Case::start("torrents/toggleFirstLastPiecePrio").await;
    case.upload(&["single", "multi"]).await;
    case.each(&[("hashes=$single", 200, ""), ("hashes=all", 200, "")]).await;
    let rows = [case.row(SINGLE).await, case.row(MULTI).await];
    assert_eq!(rows.map(|row| row["f_l_piece_prio"].clone()), [json!(false), json!(true)]);
    case.skips_unknown("").await;
    case.end().await;
}

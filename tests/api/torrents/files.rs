//! `torrents/files`: all files, or those of `indexes` in their order.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn all_or_some_in_their_order() {
    let case = Case::start("torrents/files").await;
    case.upload(&["multi"]).await;
    case.magnet().await;
    let all = case.json("hash=$multi").await;
    assert_eq!((all.as_array().unwrap().len(), &all[0]["is_seed"]), (5, &json!(false)));
    let empty = all.as_array().unwrap().iter().find(|file| file["size"] == 0).unwrap();
    let range = [empty["piece_range"][0].as_i64(), empty["piece_range"][1].as_i64()];
    assert_eq!(range[0].unwrap() - 1, range[1].unwrap(), "an empty file has no piece");
    assert_eq!((&empty["progress"], &empty["availability"]), (&json!(1), &json!(1)));
    let chosen = case.json("hash=$multi&indexes=2|0").await;
    assert_eq!((&chosen[0]["index"], &chosen[1]["index"]), (&json!(2), &json!(0)));
    assert_eq!((&chosen[0]["is_seed"], chosen[1].get("is_seed")), (&json!(false), None));
    case.gets(&[
        ("hash=$multi&indexes=99", 409, "Index 99 is out of bounds."),
        ("hash=$multi&indexes=x", 409, "\"x\" is not a valid file index."),
        ("hash=$multi&indexes=-1", 409, "\"-1\" is not a valid file index."),
        ("hash=$multi&indexes=0|x", 409, "\"x\" is not a valid file index."),
        ("hash=$magnet", 200, "[]"),
        ("hash=$magnet&indexes=x", 200, "[]"),
    ])
    .await;
    case.names_one_torrent().await;
    case.end().await;
}

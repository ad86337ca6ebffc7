//! `torrents/rename`: the shown name; line breaks become blanks.

use crate::case::Case;
use crate::torrents::{MAGNET_ID, SINGLE};

#[tokio::test(flavor = "multi_thread")]
async fn the_shown_name() {
    let case = Case::start("torrents/rename").await;
    case.upload(&["single"]).await;
    case.each(&[
        ("hash=$single&name=  ", 409, "Incorrect torrent name"),
        ("hash=$unknown&name=  ", 409, "Incorrect torrent name"),
        ("hash=$unknown&name=x", 404, "Not Found"),
        ("hash=all&name=x", 404, "Not Found"),
        ("hash=$single&name= a\nb\rc\r\nd ", 200, ""),
    ])
    .await;
    let endless = format!("hash=$single&name={}", "x".repeat(5000));
    case.each(&[(&endless, 409, "Incorrect torrent name")]).await;
    let row = case.row(SINGLE).await;
    assert_eq!(row["name"], "a b c d");
    let files = case.read(&format!("torrents/files?hash={SINGLE}")).await;
    assert_eq!(files[0]["name"], "single.bin", "files keep their names");
    case.magnet().await;
    case.each(&[("hash=$magnet&name=../x <b>", 200, "")]).await;
    assert_eq!(case.row(MAGNET_ID).await["name"], "../x <b>", "it is text, not a path");
    case.end().await;
}

//! `torrents/count`: the number of torrents, as text.

use crate::case::{Case, told};

#[tokio::test(flavor = "multi_thread")]
async fn a_number_as_text() {
    let case = Case::start("torrents/count").await;
    case.gets(&[("", 200, "0")]).await;
    case.upload(&["single", "multi"]).await;
    case.magnet().await;
    let answer = case.get("").await;
    assert_eq!(told(&answer), (200, "3".to_owned()));
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=UTF-8"));
    case.does("torrents/delete", "hashes=$multi").await;
    case.each(&[("", 200, "2")]).await;
    case.end().await;
}

//! `torrents/setComment`: shown instead of the torrent's own.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};

#[tokio::test(flavor = "multi_thread")]
async fn is_trimmed_and_shown() {
    let case = Case::start("torrents/setComment").await;
    case.upload(&["single", "multi"]).await;
    case.each(&[("hashes=$single&comment= new ü\nline ", 200, "")]).await;
    assert_eq!(case.row(SINGLE).await["comment"], "new ü\nline");
    let properties = case.read(&format!("torrents/properties?hash={SINGLE}")).await;
    assert_eq!(properties["comment"], "new ü\nline");
    case.skips_unknown("comment=x").await;
    let endless = format!("hashes=$single&comment={}", "x".repeat(65_537));
    case.each(&[(&endless, 400, "the comment must not be longer than 65536 bytes")]).await;
    assert_eq!(case.row(SINGLE).await["comment"], "new ü\nline");
    case.each(&[("hashes=all&comment=", 200, "")]).await;
    assert_eq!(case.row(MULTI).await["comment"], "");
    case.end().await;
}

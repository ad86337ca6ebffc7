//! `torrents/setDownloadLimit`: bytes per second; no number, 0 and less mean none.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};

#[tokio::test(flavor = "multi_thread")]
async fn reads_back_in_bytes() {
    let case = Case::start("torrents/setDownloadLimit").await;
    case.upload(&["single", "multi"]).await;
    for (limit, shown) in
        [("102400", 102_400), ("-1", 0), ("1", 1), ("abc", 0), ("7", 7), ("", 0), ("5.5", 0)]
    {
        case.each(&[(&format!("hashes=$single&limit={limit}"), 200, "")]).await;
        assert_eq!(case.row(SINGLE).await["dl_limit"], shown, "{limit}");
    }
    case.each(&[("hashes=all&limit=2048", 200, "")]).await;
    assert_eq!(case.row(MULTI).await["dl_limit"], 2048);
    case.skips_unknown("limit=5").await;
    case.end().await;
}

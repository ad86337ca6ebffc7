//! `torrents/setSuperSeeding`: a flag that is kept.

use crate::case::Case;
use crate::torrents::SINGLE;

#[tokio::test(flavor = "multi_thread")]
async fn is_kept() {
    let case = Case::start("torrents/setSuperSeeding").await;
    case.upload(&["single"]).await;
    for (value, shown) in [("true", true), ("False", false), ("1", true), ("nonsense", false)] {
        case.each(&[(&format!("hashes=$single&value={value}"), 200, "")]).await;
        assert_eq!(case.row(SINGLE).await["super_seeding"], shown, "{value}");
    }
    case.skips_unknown("value=true").await;
    case.end().await;
}

//! `torrents/saveMetadata`: the torrent file of metadata that was fetched, or of a torrent in the
//! list.

use crate::case::Case;
use crate::torrents::{HYBRID, HYBRID_V1};

#[tokio::test(flavor = "multi_thread")]
async fn of_what_is_known() {
    let case = Case::start("torrents/saveMetadata").await;
    case.upload(&["hybrid"]).await;
    case.gets(&[
        ("source=", 400, "Must specify URI or hash"),
        ("source=nonsense", 404, "Not Found"),
        ("source=http://127.0.0.1:9/never-asked", 404, "Not Found"),
        ("source=$unknown", 409, "Metadata is not yet available"),
    ])
    .await;
    for source in ["$hybrid", HYBRID_V1] {
        let answer = case.get(&format!("source={source}")).await;
        assert_eq!(answer.header("content-type"), Some("application/x-bittorrent"), "{source}");
        let name = format!("attachment; filename=\"{HYBRID}.torrent\"");
        assert_eq!(answer.header("content-disposition"), Some(&*name));
        let metainfo = qcodex::torrent::Metainfo::parse(&answer.body).unwrap();
        assert_eq!(metainfo.id().to_string(), HYBRID);
        assert_eq!(case.post(&format!("source={source}")).await.status, 200);
    }
    case.end().await;
}

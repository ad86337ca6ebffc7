//! `torrents/fetchMetadata`: 200 with the metadata, 202 while it is looked for.

use crate::case::Case;
use crate::torrents::{HYBRID, HYBRID_V1, MAGNET_ID};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn known_at_once_or_looked_for() {
    let case = Case::start("torrents/fetchMetadata").await;
    case.upload(&["hybrid"]).await;
    case.each(&[
        ("source=", 400, "Must specify URI or hash"),
        ("source= ", 400, "Must specify URI or hash"),
        ("source=nonsense", 400, "Unable to parse 'nonsense'"),
        ("source=magnet:?dn=x", 400, "Unable to parse 'magnet:?dn=x'"),
        ("source=$single&downloader=x", 400, "downloader must be a valid search plugin"),
    ])
    .await;
    for source in ["$hybrid", HYBRID_V1] {
        let answer = case.post(&format!("source={source}")).await;
        assert_eq!((answer.status, &answer.json()["hash"]), (200, &json!(HYBRID)), "{source}");
    }
    // Percent-encoded once more, as clients send it.
    let answer = case.post("source=magnet%3A%3Fxt%3Durn%3Abtih%3A$magnet").await;
    let names = json!({"hash": MAGNET_ID, "infohash_v1": MAGNET_ID, "infohash_v2": ""});
    assert_eq!((answer.status, answer.json()), (202, names));
    assert_eq!(case.read("torrents/info").await.as_array().unwrap().len(), 1);
    case.end().await;
}

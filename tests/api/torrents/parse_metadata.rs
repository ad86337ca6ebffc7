//! `torrents/parseMetadata`: describes uploads in their order and keeps them for `add`.

use crate::case::{Case, told};
use crate::common::{Request, Response};
use crate::torrents::{MULTI, sample};
use serde_json::json;

async fn parse(case: &Case, names: &[&str]) -> Response {
    let contents: Vec<_> = names.iter().map(|name| sample(name)).collect();
    let files: Vec<(&str, &str, &[u8])> =
        names.iter().zip(&contents).map(|(name, content)| ("x", *name, &**content)).collect();
    case.client.send(Request::multipart("torrents/parseMetadata", &[], &files)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn describes_uploads_and_keeps_them() {
    let case = Case::start("torrents/parseMetadata").await;
    let found = parse(&case, &["v2only", "multi"]).await.json();
    assert_eq!(found[0]["hash"], "226deeee012d530373a0c704bd82cd498ad9ce43");
    assert_eq!((&found[1]["hash"], &found[1]["info"]["pieces_num"]), (&json!(MULTI), &json!(37)));
    assert_eq!(case.read("torrents/info").await, json!([]), "nothing is added");
    case.each(&[("", 400, "Must specify torrent file(s)")]).await;
    for name in ["garbage", "truncated"] {
        let answer = parse(&case, &["single", name]).await;
        let text = format!("'{name}' is not a valid torrent file.");
        assert_eq!(told(&answer), (415, text));
    }
    // By its hash it is added with all that was parsed.
    case.does("torrents/add", "urls=$multi&stopped=true").await;
    assert_eq!(case.row(MULTI).await["has_metadata"], true);
    case.end().await;
}

//! `torrents/recheck`: looks at the files on disk again; nothing to do without metadata.

use crate::case::{Case, SHOW, place_show};
use crate::common::Request;
use crate::torrents::{MAGNET_ID, until};
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn finds_files_that_came_meanwhile() {
    let case = Case::start("torrents/recheck").await;
    let (torrent, _) = crate::torrents::arr::show();
    let file = ("torrents", "show.torrent", &*torrent);
    let request = Request::multipart("torrents/add", &[("stopped", "true")], &[file]);
    assert_eq!(case.client.send(request).await.text(), "Ok.");
    until(&case.client, SHOW, |row| row["state"] == "stoppedDL").await;
    place_show(&case.server.folder.path().join("save"));
    case.each(&[(&format!("hashes={SHOW}"), 200, "")]).await;
    let done = |row: &Value| row["progress"] == 1 && row["state"] == "stoppedUP";
    until(&case.client, SHOW, done).await;
    case.magnet().await;
    case.each(&[("hashes=$magnet", 200, "")]).await;
    assert_eq!(case.row(MAGNET_ID).await["state"], "stoppedDL");
    case.skips_unknown("").await;
    case.end().await;
}

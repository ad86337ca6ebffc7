//! `torrents/renameFolder`: another path for all files below one folder, on disk too.

use crate::case::{Case, FOLDER, SHOW};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn on_disk_and_in_the_list() {
    let case = Case::start("torrents/renameFolder").await;
    let folder = case.seed().await;
    let good = format!("hash={SHOW}&oldPath={FOLDER}&newPath=a/b");
    case.each(&[
        (
            &format!("hash={SHOW}&oldPath={FOLDER}&newPath=a/.."),
            409,
            "The new path is invalid: 'a/..'.",
        ),
        (&format!("hash=$unknown&oldPath={FOLDER}&newPath=x"), 404, "Not Found"),
        (&format!("hash={SHOW}&oldPath=../x&newPath=x"), 409, "The old path is invalid: '../x'."),
        (&format!("hash={SHOW}&oldPath=nope&newPath=x"), 409, "No such folder: 'nope'."),
        (&good, 200, ""),
    ])
    .await;
    let files = case.read(&format!("torrents/files?hash={SHOW}")).await;
    assert_eq!(
        (&files[0]["name"], &files[1]["name"]),
        (&json!("a/b/show.s01e09.mkv"), &json!("a/b/x.nfo"))
    );
    assert!(folder.parent().unwrap().join("a/b/x.nfo").exists() && !folder.exists());
    assert_eq!(case.row(SHOW).await["name"], FOLDER, "the shown name stays");
    case.end().await;
}

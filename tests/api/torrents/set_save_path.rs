//! `torrents/setSavePath`: where files belong; torrents in automatic mode are skipped.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE, until};

#[tokio::test(flavor = "multi_thread")]
async fn skips_managed_torrents() {
    let case = Case::start("torrents/setSavePath").await;
    case.upload(&["single", "multi"]).await;
    let base = std::fs::canonicalize(case.server.folder.path()).unwrap();
    std::fs::write(base.join("file"), b"x").unwrap();
    let (to, below) = (base.join("to/there"), base.join("file/x"));
    case.each(&[
        ("id=$single&path=", 400, "Save path cannot be empty"),
        ("id=$single&path=  ", 400, "Save path cannot be empty"),
        (&format!("id=$single&path={}", below.display()), 409, "Cannot create target directory"),
        (&format!("id=$single&path={}", to.display()), 200, ""),
    ])
    .await;
    assert!(to.is_dir());
    until(&case.client, SINGLE, |row| row["save_path"].as_str() == to.to_str()).await;
    case.does("torrents/setAutoManagement", "hashes=$multi&enable=true").await;
    let before = case.row(MULTI).await["save_path"].clone();
    case.each(&[(&format!("id=all&path={}", base.join("else").display()), 200, "")]).await;
    assert_eq!(case.row(MULTI).await["save_path"], before);
    case.end().await;
}

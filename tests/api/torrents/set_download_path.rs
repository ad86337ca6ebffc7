//! `torrents/setDownloadPath`: where files lie until they are complete; empty for their save path.

use crate::case::Case;
use crate::torrents::SINGLE;

#[tokio::test(flavor = "multi_thread")]
async fn made_when_set() {
    let case = Case::start("torrents/setDownloadPath").await;
    case.upload(&["single"]).await;
    let base = std::fs::canonicalize(case.server.folder.path()).unwrap();
    std::fs::write(base.join("file"), b"x").unwrap();
    let (down, below) = (base.join("down/er"), base.join("file/x"));
    case.each(&[
        (&format!("id=$single&path={}", below.display()), 409, "Cannot create target directory"),
        (&format!("id=$unknown&path={}", below.display()), 409, "Cannot create target directory"),
        (&format!("id=$single&path= {} ", down.display()), 200, ""),
    ])
    .await;
    assert!(down.is_dir());
    assert_eq!(case.row(SINGLE).await["download_path"].as_str(), down.to_str());
    case.each(&[("id=all&path=", 200, ""), ("id=zz&path=", 200, "")]).await;
    assert_eq!(case.row(SINGLE).await["download_path"], "");
    // In automatic mode it is skipped.
    case.does("torrents/setAutoManagement", "hashes=$single&enable=true").await;
    case.each(&[(&format!("id=$single&path={}", down.display()), 200, "")]).await;
    assert_eq!(case.row(SINGLE).await["download_path"], "");
    case.end().await;
}

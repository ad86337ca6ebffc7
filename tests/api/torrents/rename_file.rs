//! `torrents/renameFile`: another path for one file, on disk too.

use crate::case::{Case, FOLDER, SHOW};

#[tokio::test(flavor = "multi_thread")]
async fn on_disk_and_in_the_list() {
    let case = Case::start("torrents/renameFile").await;
    let folder = case.seed().await;
    let old = format!("{FOLDER}/x.nfo");
    let good = format!("hash={SHOW}&oldPath={old}&newPath=new/y.nfo");
    case.each(&[
        (
            &format!("hash={SHOW}&oldPath={old}&newPath=a/.."),
            409,
            "The new path is invalid: 'a/..'.",
        ),
        (&format!("hash=$unknown&oldPath={old}&newPath="), 404, "Not Found"),
        (&format!("hash=$unknown&oldPath={old}&newPath=x"), 404, "Not Found"),
        (&format!("hash={SHOW}&oldPath=&newPath=x"), 409, "The old path is invalid: ''."),
        (
            &format!("hash={SHOW}&oldPath={old}&newPath=/abs"),
            409,
            "Absolute path isn't allowed: '/abs'.",
        ),
        (&format!("hash={SHOW}&oldPath=nope&newPath=x"), 409, "No such file: 'nope'."),
        (&good, 200, ""),
        (&good, 409, "The file already exists: 'new/y.nfo'."),
    ])
    .await;
    let files = case.read(&format!("torrents/files?hash={SHOW}")).await;
    assert_eq!(files[1]["name"], "new/y.nfo");
    let save = folder.parent().unwrap();
    assert_eq!(std::fs::read(save.join("new/y.nfo")).unwrap(), b"nfo!");
    assert!(!save.join(old).exists());
    case.end().await;
}

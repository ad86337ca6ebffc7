//! `torrents/setAutoManagement`: paths follow the category; switched off, they stay what they are.

use crate::case::Case;
use crate::torrents::{SINGLE, until};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn follows_the_category_until_switched_off() {
    let case = Case::start("torrents/setAutoManagement").await;
    case.upload(&["single"]).await;
    let save = std::fs::canonicalize(case.server.folder.path()).unwrap().join("save");
    case.does("torrents/createCategory", "category=tv").await;
    case.does("torrents/setCategory", "hashes=$single&category=tv").await;
    let path = |row: &Value| std::path::PathBuf::from(row["save_path"].as_str().unwrap());
    assert_eq!(path(&case.row(SINGLE).await), save);
    case.each(&[("hashes=$single&enable=true", 200, "")]).await;
    let row = until(&case.client, SINGLE, |row| path(row) == save.join("tv")).await;
    assert_eq!(row["auto_tmm"], true);
    // A word that is none means off.
    case.each(&[("hashes=all&enable=nonsense", 200, "")]).await;
    let row = case.row(SINGLE).await;
    assert_eq!((&row["auto_tmm"], path(&row)), (&json!(false), save.join("tv")));
    case.skips_unknown("enable=true").await;
    case.end().await;
}

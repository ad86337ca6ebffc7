//! `torrents/setLocation`: ends automatic management, then moves.

use crate::case::{Case, FOLDER, SHOW};
use crate::torrents::until;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn moves_what_is_there() {
    let case = Case::start("torrents/setLocation").await;
    let folder = case.seed().await;
    let base = folder.parent().unwrap().parent().unwrap().to_owned();
    std::fs::write(base.join("file"), b"x").unwrap();
    let (below, to) = (base.join("file/x"), base.join("to"));
    case.does("torrents/setAutoManagement", &format!("hashes={SHOW}&enable=true")).await;
    case.each(&[
        (&format!("hashes={SHOW}&location="), 400, "Save path cannot be empty"),
        (&format!("hashes={SHOW}&location=  "), 400, "Save path cannot be empty"),
        (&format!("hashes={SHOW}&location={}", below.display()), 409, "Cannot make save path"),
        (&format!("hashes=$unknown&location={}", below.display()), 409, "Cannot make save path"),
        (&format!("hashes={SHOW}&location= {} ", to.display()), 200, ""),
    ])
    .await;
    let there = |row: &Value| row["content_path"].as_str() == to.join(FOLDER).to_str();
    let row = until(&case.client, SHOW, |row| there(row) && row["state"] != "moving").await;
    assert_eq!((&row["auto_tmm"], &row["progress"]), (&json!(false), &json!(1)));
    assert_eq!(std::fs::read(to.join(FOLDER).join("x.nfo")).unwrap(), b"nfo!");
    assert!(!folder.exists());
    case.end().await;
}

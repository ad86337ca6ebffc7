//! `app/defaultSavePath`: a folder that is there, as text.

use crate::case::Case;
use crate::common::eventually;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn is_the_setting() {
    let case = Case::start("app/defaultSavePath").await;
    let path = case.get("").await;
    assert_eq!(path.header("content-type"), Some("text/plain; charset=UTF-8"));
    let preferences = case.read("app/preferences").await;
    assert_eq!(preferences["save_path"], path.text());
    assert!(std::path::Path::new(&path.text()).is_dir());
    let new = std::fs::canonicalize(case.server.folder.path()).unwrap().join("new one");
    let set = json!({"save_path": new.to_str().unwrap()});
    case.does("app/setPreferences", &format!("json={set}")).await;
    assert_eq!(case.get("").await.text(), new.to_str().unwrap());
    eventually("it is made when it is set", || async { new.is_dir() }).await;
    case.end().await;
}

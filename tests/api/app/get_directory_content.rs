//! `app/getDirectoryContent`: entries of a folder, hidden ones left out.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn paths_or_objects() {
    let case = Case::start("app/getDirectoryContent").await;
    let folder = case.server.folder.path().join("see");
    std::fs::create_dir_all(folder.join("sub dir")).unwrap();
    std::fs::write(folder.join("file ü.txt"), "x").unwrap();
    std::fs::write(folder.join(".hidden"), "x").unwrap();
    let dir = folder.display();
    let (sub, file) = (format!("{dir}/sub dir"), format!("{dir}/file ü.txt"));
    assert_eq!(case.json(&format!("dirPath={dir}")).await, json!([sub, file]));
    assert_eq!(case.json(&format!("dirPath={dir}&mode=dirs")).await, json!([sub]));
    assert_eq!(case.json(&format!("dirPath={dir}&mode=files")).await, json!([file]));
    let details = case.json(&format!("dirPath={dir}&withMetadata=true")).await;
    assert_eq!((&details[0]["type"], details[0].get("size")), (&json!("dir"), None));
    assert_eq!((&details[1]["name"], &details[1]["size"]), (&json!("file ü.txt"), &json!(1)));
    assert!(details[1]["last_modification_date"].as_i64().unwrap() > 0);
    let modes = "Invalid mode, allowed values: all, dirs, files";
    case.gets(&[
        ("dirPath=", 400, "Invalid directory path"),
        ("dirPath=relative", 400, "Invalid directory path"),
        ("dirPath=:/x", 400, "Invalid directory path"),
        (&format!("dirPath={dir}&mode=nope"), 400, modes),
        (&format!("dirPath={dir}&mode="), 400, modes),
        (&format!("dirPath={dir}/nope"), 404, "Directory does not exist"),
        (&format!("dirPath={file}"), 404, "Directory does not exist"),
    ])
    .await;
    case.end().await;
}

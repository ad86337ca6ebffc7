//! Automatic management: files follow categories, default paths and switches, or leave it.

use std::path::PathBuf;

use super::location::{
    FOLDER, SHOW, add_show, lies_in, node_serves, ok, place, post, published, seeding,
};
use super::{rows, start, until};
use serde_json::json;

/// Effect of `category_changed_tmm_enabled`, `torrent_changed_tmm_enabled`,
/// `save_path_changed_tmm_enabled`.
#[tokio::test(flavor = "multi_thread")]
async fn managed_torrents_follow_their_category_or_leave() {
    let (server, client, base) = seeding(&[("autoTMM", "true")]).await;
    let (save, implicit) = (base.join("save"), base.join("save/tv"));
    post(&client, "createCategory", &[("category", "tv")]).await;
    assert_eq!(post(&client, "setCategory", &[("hashes", SHOW), ("category", "tv")]).await, ok());
    lies_in(&client, &implicit, &save).await;
    // A change of the category's path: by default the torrent stays and leaves automatic mode.
    let films = base.join("films");
    let edit = |path: PathBuf| {
        let client = client.clone();
        async move {
            let form = [("category", "tv"), ("savePath", path.to_str().unwrap())];
            post(&client, "editCategory", &form).await
        }
    };
    assert_eq!(edit(films.clone()).await.0, 200);
    let row = rows(&client, &format!("?hashes={SHOW}")).await.pop().unwrap();
    assert_eq!((&row["auto_tmm"], row["save_path"].as_str()), (&json!(false), implicit.to_str()));
    // Automatic again: it goes where the category says.
    let form = [("hashes", SHOW), ("enable", "true")];
    assert_eq!(post(&client, "setAutoManagement", &form).await, ok());
    lies_in(&client, &films, &implicit).await;
    client.set_preferences(json!({"category_changed_tmm_enabled": true})).await;
    let again = base.join("again");
    assert_eq!(edit(again.clone()).await.0, 200);
    lies_in(&client, &again, &films).await;
    // Another category: by default the files follow; else management ends.
    post(&client, "createCategory", &[("category", "a")]).await;
    assert_eq!(post(&client, "setCategory", &[("hashes", SHOW), ("category", "a")]).await, ok());
    lies_in(&client, &base.join("save/a"), &again).await;
    client.set_preferences(json!({"torrent_changed_tmm_enabled": false})).await;
    assert_eq!(post(&client, "setCategory", &[("hashes", SHOW), ("category", "tv")]).await, ok());
    let row = rows(&client, &format!("?hashes={SHOW}")).await.pop().unwrap();
    assert_eq!((&row["auto_tmm"], &row["category"]), (&json!(false), &json!("tv")));
    lies_in(&client, &base.join("save/a"), &base.join("save/a")).await;
    // The default save path, with its own switch.
    client.set_preferences(json!({"save_path_changed_tmm_enabled": true})).await;
    post(&client, "setCategory", &[("hashes", SHOW), ("category", "")]).await;
    post(&client, "setAutoManagement", &[("hashes", SHOW), ("enable", "true")]).await;
    lies_in(&client, &save, &base.join("save/a")).await;
    let new = base.join("new default");
    client.set_preferences(json!({"save_path": new.to_str().unwrap()})).await;
    lies_in(&client, &new, &save).await;
    node_serves(&server, &client).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn subcategories_lie_in_their_parents_folder_and_go_with_it() {
    let (server, client, base) = seeding(&[("autoTMM", "true")]).await;
    let save = base.join("save");
    post(&client, "createCategory", &[("category", "tv/hd")]).await;
    let form = [("hashes", SHOW), ("category", "tv/hd")];
    assert_eq!(post(&client, "setCategory", &form).await, ok());
    lies_in(&client, &save.join("tv/hd"), &save).await;
    client.set_preferences(json!({"category_changed_tmm_enabled": true})).await;
    let shows = base.join("shows");
    let form = [("category", "tv"), ("savePath", shows.to_str().unwrap())];
    assert_eq!(post(&client, "editCategory", &form).await.0, 200);
    lies_in(&client, &shows.join("hd"), &save.join("tv/hd")).await;
    // A relative path of the subcategory lies below the default one.
    let form = [("category", "tv/hd"), ("savePath", "rel/x")];
    assert_eq!(post(&client, "editCategory", &form).await.0, 200);
    lies_in(&client, &save.join("rel/x"), &shows.join("hd")).await;
    // Without its category it belongs to the parent.
    assert_eq!(post(&client, "removeCategories", &[("categories", "tv/hd")]).await, ok());
    lies_in(&client, &shows, &save.join("rel/x")).await;
    assert_eq!(post(&client, "removeCategories", &[("categories", "tv")]).await, ok());
    lies_in(&client, &save, &shows).await;
    node_serves(&server, &client).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_switches_torrents_stay_and_leave_automatic_mode() {
    let (server, client, base) = seeding(&[("autoTMM", "true")]).await;
    let save = base.join("save");
    let new = base.join("new default");
    client.set_preferences(json!({"save_path": new.to_str().unwrap()})).await;
    let row = until(&client, SHOW, |row| row["auto_tmm"] == false).await;
    assert_eq!(row["save_path"].as_str(), save.to_str());
    lies_in(&client, &save, &save).await;
    assert!(new.is_dir());
    // Those in manual mode never follow anything.
    client
        .set_preferences(json!({
            "save_path": save.to_str().unwrap(), "save_path_changed_tmm_enabled": true,
            "category_changed_tmm_enabled": true,
        }))
        .await;
    client.set_preferences(json!({"save_path": new.to_str().unwrap()})).await;
    post(&client, "createCategory", &[("category", "c")]).await;
    post(&client, "setCategory", &[("hashes", SHOW), ("category", "c")]).await;
    let form = [("category", "c"), ("savePath", base.join("c").to_str().unwrap())]
        .map(|(a, b)| (a, b.to_owned()));
    let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (*a, b.as_str())).collect();
    assert_eq!(post(&client, "editCategory", &form).await.0, 200);
    lies_in(&client, &save, &save).await;
    let row = rows(&client, &format!("?hashes={SHOW}")).await.pop().unwrap();
    assert_eq!((&row["auto_tmm"], &row["category"]), (&json!(false), &json!("c")));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_category_folder_that_is_taken_leaves_the_files_and_says_so() {
    let (server, client, base) = seeding(&[("autoTMM", "true")]).await;
    let save = base.join("save");
    let theirs = save.join("tv").join(FOLDER).join("x.nfo");
    std::fs::create_dir_all(theirs.parent().unwrap()).unwrap();
    std::fs::write(&theirs, b"mine, not yours").unwrap();
    post(&client, "createCategory", &[("category", "tv")]).await;
    assert_eq!(post(&client, "setCategory", &[("hashes", SHOW), ("category", "tv")]).await, ok());
    let row = until(&client, SHOW, |row| row["codex_reason"]["code"] == "file_error").await;
    // It belongs there, lies here, and works.
    assert_eq!(row["save_path"].as_str(), save.join("tv").to_str());
    lies_in(&client, &save, &save).await;
    published(&client).await;
    node_serves(&server, &client).await;
    assert_eq!(std::fs::read(&theirs).unwrap(), b"mine, not yours");
    // Started again when the way is free, it goes.
    std::fs::remove_file(&theirs).unwrap();
    assert_eq!(post(&client, "start", &[("hashes", SHOW)]).await, ok());
    lies_in(&client, &save.join("tv"), &save).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn complete_files_go_from_the_download_path_of_their_category() {
    let (server, client) = start().await;
    let base = std::fs::canonicalize(server.folder.path()).unwrap();
    let (down, save) = (base.join("down"), base.join("save/tv"));
    let form = [
        ("category", "tv"),
        ("downloadPathEnabled", "true"),
        ("downloadPath", down.to_str().unwrap()),
    ];
    assert_eq!(post(&client, "createCategory", &form).await.0, 200);
    place(&down);
    std::fs::rename(
        down.join(FOLDER).join("show.s01e09.mkv"),
        down.join(FOLDER).join("show.s01e09.mkv.!qB"),
    )
    .unwrap();
    add_show(&client, &[("autoTMM", "true"), ("category", "tv")]).await;
    lies_in(&client, &save, &down).await;
    let row = published(&client).await;
    assert_eq!(row["save_path"].as_str(), save.to_str());
    node_serves(&server, &client).await;
    server.stop().await;
}

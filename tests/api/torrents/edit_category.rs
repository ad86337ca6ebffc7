//! `torrents/editCategory`: what is not sent stays as it is. Before 5.3 an edit needs a save path
//! and has to change something.

use crate::case::Case;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn older_dialects_refuse_an_edit_of_nothing() {
    let case = Case::start("torrents/editCategory").await;
    case.does("torrents/createCategory", "category=tv").await;
    case.each(&[
        ("category=tv&ratioLimit=1.5", 200, ""),
        ("category=tv&savePath=shows", 200, ""),
        ("category=tv", 400, "Bad Request"),
        ("category=&savePath=x", 400, "Category cannot be empty"),
        ("category=tv&ratioLimit=-3", 400, "Bad Request"),
        ("category=tv&savePath=shows", 409, "Unable to edit category"),
        ("category=nope&savePath=x", 409, "Unable to edit category"),
    ])
    .await;
    let tv = &case.read("torrents/categories").await["tv"];
    assert_eq!((&tv["savePath"], &tv["ratio_limit"]), (&json!("shows"), &json!(1.5)));
    case.each(&[("category=tv&savePath=shows&downloadPathEnabled=true&downloadPath=/t", 200, "")])
        .await;
    let tv = &case.read("torrents/categories").await["tv"];
    assert_eq!((&tv["download_path"], &tv["ratio_limit"]), (&json!("/t"), &json!(1.5)));
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_names_what_is_wrong() {
    let case = Case::newest("torrents/editCategory").await;
    case.does("torrents/createCategory", "category=tv&savePath=shows").await;
    case.each(&[
        ("category=&savePath=x", 400, "Category cannot be empty"),
        ("category=nope&savePath=x", 404, "Category does not exist"),
        ("category=tv&ratioLimit=-3", 400, "'ratioLimit' parameter has invalid value"),
        ("category=tv&shareLimitAction=x", 400, "'shareLimitAction' parameter has invalid value"),
        ("category=tv&seedingTimeLimit=90", 200, ""),
        ("category=tv", 200, ""),
    ])
    .await;
    let tv = &case.read("torrents/categories").await["tv"];
    assert_eq!((&tv["savePath"], &tv["seeding_time_limit"]), (&json!("shows"), &json!(90)));
    case.end().await;
}

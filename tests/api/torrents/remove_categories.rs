//! `torrents/removeCategories`: one a line, with what is below; torrents get the category above,
//! or none.

use crate::case::Case;
use crate::torrents::{MULTI, SINGLE};

#[tokio::test(flavor = "multi_thread")]
async fn torrents_go_to_the_category_above() {
    let case = Case::start("torrents/removeCategories").await;
    case.upload(&["single", "multi"]).await;
    for category in ["tv/hd/new", "film"] {
        case.does("torrents/createCategory", &format!("category={category}")).await;
    }
    case.does("torrents/setCategory", "hashes=$single&category=tv/hd/new").await;
    case.does("torrents/setCategory", "hashes=$multi&category=film").await;
    case.each(&[
        ("categories=", 200, ""),
        ("categories=nope\nTV\n/", 200, ""),
        ("categories=tv/hd\nfilm\n", 200, ""),
    ])
    .await;
    let all = case.read("torrents/categories").await;
    let names: Vec<&String> = all.as_object().unwrap().keys().collect();
    assert_eq!(names, ["tv"]);
    assert_eq!(case.row(SINGLE).await["category"], "tv");
    assert_eq!(case.row(MULTI).await["category"], "");
    case.end().await;
}

//! `codex/publish`: what comes of it item by item.

use serde_json::{Value, json};

use crate::case::{Case, SHOW};
use crate::torrents::{HYBRID_V1, MAGNET_ID, SINGLE, UNKNOWN, until};

/// Answer for one item.
fn item(answer: &Value, hash: &str) -> (bool, Value) {
    let item = &answer["items"][hash];
    assert!(item["reason"].is_null() == item["code"].is_null(), "{item}");
    (item["ok"].as_bool().unwrap(), item["code"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_item_is_answered_for_itself() {
    let case = Case::start("codex/publish").await;
    case.seed().await;
    case.upload(&["single", "hybrid"]).await;
    case.magnet().await;
    let named = format!("hashes={SHOW}|$single|$magnet|$unknown|nonsense|{HYBRID_V1}");
    let answer = case.post(&named).await.json();
    assert_eq!(answer["items"].as_object().unwrap().len(), 6);
    assert_eq!(item(&answer, SHOW), (true, Value::Null));
    assert_eq!(item(&answer, SINGLE), (false, json!("not_complete")));
    assert_eq!(item(&answer, MAGNET_ID), (false, json!("no_metadata")));
    assert_eq!(item(&answer, UNKNOWN), (false, json!("not_found")));
    assert_eq!(item(&answer, "nonsense"), (false, json!("not_found")));
    assert_eq!(item(&answer, HYBRID_V1), (false, json!("not_complete")), "by the name it was sent");
    let sentence = answer["items"][SINGLE]["reason"].as_str().unwrap();
    assert!(sentence.starts_with(char::is_uppercase) && sentence.ends_with('.'), "{sentence}");
    let all = case.post("hashes=all").await.json();
    assert_eq!(all["items"].as_object().unwrap().len(), 4);
    assert_eq!(case.post("hashes=").await.json(), json!({"items": {}}));
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_out_is_published_again_when_files_are_gone_and_come_back() {
    let case = Case::start("codex/publish").await;
    let folder = case.seed().await;
    let file = folder.join("x.nfo");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    case.does("codex/unpublish", &format!("hashes={SHOW}")).await;
    case.does("torrents/recheck", &format!("hashes={SHOW}")).await;
    until(&case.client, SHOW, |row| row["state"].as_str().unwrap().contains("DL")).await;
    let answer = case.post(&format!("hashes={SHOW}")).await.json();
    assert_eq!(item(&answer, SHOW), (false, json!("not_complete")));
    std::fs::write(&file, bytes).unwrap();
    case.does("torrents/recheck", &format!("hashes={SHOW}")).await;
    until(&case.client, SHOW, |row| row["codex_publish"] == "published").await;
    case.end().await;
}

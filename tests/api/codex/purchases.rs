//! `codex/purchases`: on a node that sells nothing. What is bought elsewhere is in `tests/nodes`.

use serde_json::{Value, json};

use crate::case::{Case, SHOW};

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_sells_nothing_has_nothing_to_show() {
    let case = Case::start("codex/purchases").await;
    case.seed().await;
    let all = case.json("").await;
    assert_eq!((&all["available"], &all["node"]), (&json!(false), &json!("embedded")));
    assert_eq!((&all["purchases"], &all["others"]), (&json!([]), &json!([])));
    assert_eq!((&all["error"], &all["asked_at"]), (&Value::Null, &Value::Null));
    let duration = json!({"default": "2592000", "max": "315360000", "min": "60"});
    assert_eq!(all["terms"]["duration"], duration);
    assert_eq!(all["terms"]["price_per_byte_per_second"]["max"], format!("1{}", "0".repeat(30)));
    let of_item = case.json(&format!("hash={SHOW}")).await;
    assert_eq!(of_item["datasets"].as_array().unwrap().len(), 3);
    assert_eq!(case.read("codex/capabilities").await["features"]["marketplace"], false);
    case.names_one_torrent().await;
    case.end().await;
}

//! Values of settings that make no sense: each is converted or ignored, none breaks anything.

use serde_json::{Map, Value, json};

use super::{Bench, differences};
use crate::common::Request;

/// Settings that decide who may ask at all.
fn locks_out(key: &str) -> bool {
    key.starts_with("web_ui_") || key.starts_with("bypass_")
}

fn same_kind(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(_), Value::Number(_))
        | (Value::Bool(_), Value::Bool(_))
        | (Value::String(_), Value::String(_))
        | (Value::Object(_), Value::Object(_)) => true,
        _ => a == b,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keep_their_kind_whatever_is_sent() {
    let mut bench = Bench::start("5.3").await;
    let first = bench.client.get("app/preferences").await.json();
    let keys: Vec<&String> =
        first.as_object().unwrap().keys().filter(|key| !locks_out(key)).collect();
    for value in [
        json!(null),
        json!([]),
        json!({}),
        json!([[{"a": [1]}]]),
        json!("ga rb\0age\u{7}"),
        json!("../../../x"),
        json!(""),
        json!("x".repeat(10_000)),
        json!(-1),
        json!(1e308),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(true),
        json!("9".repeat(40)),
    ] {
        let all: Map<String, Value> =
            keys.iter().map(|key| ((*key).clone(), value.clone())).collect();
        let text = Value::Object(all).to_string();
        let shown: String = value.to_string().chars().take(40).collect();
        let request = Request::post("app/setPreferences", &[("json", &text)]);
        let answer = bench.send(&format!("all settings {shown}"), request).await;
        assert!([200, 204, 400].contains(&answer.status), "{shown}");
        let now = bench.client.get("app/preferences").await.json();
        for (key, value) in first.as_object().unwrap() {
            assert!(same_kind(value, &now[key]), "{key} after {shown}: {}", now[key]);
            if locks_out(key) {
                assert_eq!(value, &now[key], "{key}");
            }
        }
    }
    bench.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn are_kept_all_or_none() {
    let mut bench = Bench::start("5.3").await;
    let before = bench.view().await;
    for bad in [
        json!({"lsd": false, "web_ui_username": "ab"}),
        json!({"lsd": false, "web_ui_username": "a:bc"}),
        json!({"lsd": false, "web_ui_password": "12345"}),
        json!({"web_ui_password": "", "dht": 3, "web_ui_username": ""}),
    ] {
        let request = Request::post("app/setPreferences", &[("json", &bad.to_string())]);
        let answer = bench.send(&bad.to_string(), request).await;
        let after = bench.view().await;
        if answer.status >= 400 {
            assert_eq!(differences(&before, &after), [""; 0], "{bad}");
        }
    }
    bench.end().await;
}

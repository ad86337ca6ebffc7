//! `log/main`: lines after the last known one, of the wanted levels.

use crate::case::Case;
use qcodex::telemetry::LogLevel;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn goes_on_after_the_last_known_line() {
    let case = Case::start("log/main").await;
    let levels = [LogLevel::Normal, LogLevel::Info, LogLevel::Warning, LogLevel::Critical];
    for (level, text) in levels.into_iter().zip(["one", "two", "three", "four"]) {
        case.server.log.push(level, text);
    }
    let all = case.json("").await;
    let all = all.as_array().unwrap();
    let last = &all[all.len() - 4..];
    let codes: Vec<_> = last.iter().map(|line| line["type"].as_i64().unwrap()).collect();
    assert_eq!(codes, [1, 2, 4, 8]);
    assert_eq!(last[0]["message"], "one");
    let now = case.server.clock.unix_secs();
    assert!((now - last[0]["timestamp"].as_i64().unwrap()).abs() < 600, "seconds: {}", last[0]);
    let known = last[0]["id"].as_i64().unwrap();
    assert_eq!(case.json(&format!("last_known_id={known}")).await, json!(last[1..]));
    let some = format!("last_known_id={known}&info=false&warning=False&critical=x");
    assert_eq!(case.json(&some).await, json!([last[3]]));
    let warnings = case.json("normal=false&info=False&last_known_id=x").await;
    assert!(warnings.as_array().unwrap().iter().all(|line| line["type"] != 1));
    case.gets(&[(&format!("last_known_id={}", known + 99), 200, "[]")]).await;
    assert_eq!(case.json("last_known_id=-7").await.as_array().unwrap().len(), all.len());
    case.end().await;
}

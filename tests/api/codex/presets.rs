//! `codex/presets`: what they would change, and that they change it.

use serde_json::{Value, json};

use crate::common::{Client, TestApp};

const SEED: &str = "high_performance_seed";
const SMALL: &str = "min_memory_usage";

async fn preset(client: &Client, name: &str) -> Value {
    let answer = client.get("codex/presets").await.json();
    let presets = answer["presets"].as_array().unwrap();
    presets.iter().find(|preset| preset["name"] == name).unwrap().clone()
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| one["setting"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_preset_says_what_it_would_change_and_what_it_cannot() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let answer = client.get("codex/presets").await.json();
    assert_eq!(answer["presets"].as_array().unwrap().len(), 2);
    let seed = preset(&client, SEED).await;
    assert!(seed["label"].is_string() && seed["about"].is_string());
    let changes = seed["changes"].as_array().unwrap();
    let connections = changes.iter().find(|change| change["setting"] == "connections_limit");
    let expected = json!({"setting": "connections_limit", "preference": "max_connec",
        "label": "Global maximum number of connections", "unit": "", "from": 500, "to": 8000});
    assert_eq!(connections, Some(&expected));
    // Twenty-five of the thirty-one are about peers, trackers and libtorrent's disk layer.
    assert_eq!(changes.len(), 6, "{changes:?}");
    let unaffected = seed["unaffected"].as_array().unwrap();
    assert_eq!(unaffected.len(), 25);
    let timeout = unaffected.iter().find(|one| one["setting"] == "peer_timeout").unwrap();
    assert!(timeout["reason"].as_str().unwrap().contains("BitTorrent peers"), "{timeout}");

    let small = preset(&client, SMALL).await;
    assert_eq!(
        names(&small["changes"]),
        ["max_queued_disk_bytes", "alert_queue_size", "aio_threads"]
    );
    // What is as the preset wants it is no change.
    assert_eq!(client.set_preferences(json!({"async_io_threads": 1})).await.status, 200);
    let small = preset(&client, SMALL).await;
    assert_eq!(names(&small["changes"]), ["max_queued_disk_bytes", "alert_queue_size"]);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preset_is_applied_by_post_alone_and_stays() {
    let server = TestApp::start().await;
    let client = server.client().await;
    let before = client.get("app/preferences").await.json();
    assert_eq!(client.get(&format!("codex/presets?name={SEED}")).await.status, 200);
    let answer = client.post("codex/presets", &[("name", "fastest")]).await;
    let text = "there is no preset of that name: use high_performance_seed or min_memory_usage";
    assert_eq!((answer.status, answer.text()), (400, text.to_owned()));
    assert_eq!(client.get("app/preferences").await.json(), before);

    let planned = preset(&client, SEED).await["changes"].clone();
    let answer = client.post("codex/presets", &[("name", SEED)]).await;
    assert_eq!((answer.status, answer.json()), (200, json!({"changes": planned})));
    let mut expected = before;
    for change in planned.as_array().unwrap() {
        if let Some(name) = change["preference"].as_str() {
            expected[name] = change["to"].clone();
        }
    }
    assert_eq!(client.get("app/preferences").await.json(), expected);
    assert_eq!(preset(&client, SEED).await["changes"], json!([]));
    let again = client.post("codex/presets", &[("name", SEED)]).await;
    assert_eq!(again.json(), json!({"changes": []}));

    // What has no preference is kept too.
    let server = server.restart().await;
    let client = server.client().await;
    assert_eq!(preset(&client, SEED).await["changes"], json!([]));
    assert_eq!(client.get("app/preferences").await.json()["max_connec"], 8000);
    let small = preset(&client, SMALL).await["changes"].clone();
    let alerts = small.as_array().unwrap().iter().find(|one| one["setting"] == "alert_queue_size");
    let expected = json!({"setting": "alert_queue_size", "preference": null,
        "label": "Alert queue size", "unit": "alerts", "from": 10_000, "to": 100});
    assert_eq!(alerts, Some(&expected));
    server.stop().await;
}

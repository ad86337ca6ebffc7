//! `sync/maindata`: ids, deltas, two clients. Its position is kept for each login.

use serde_json::json;

use crate::case::Case;
use crate::common::{PASSWORD, TestApp, USERNAME};
use crate::torrents::{SINGLE, start, upload};

#[tokio::test(flavor = "multi_thread")]
async fn answers_by_get_and_post() {
    let case = Case::start("sync/maindata").await;
    let full = case.json("").await;
    assert_eq!((&full["full_update"], &full["rid"]), (&json!(true), &json!(1)));
    let delta = case.post("rid=1").await.json();
    assert_eq!((delta.get("full_update"), &delta["rid"]), (None, &json!(2)));
    case.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn full_idle_change_and_removal() {
    let (server, client) = start().await;
    let full = client.get("sync/maindata?rid=0").await.json();
    assert_eq!((&full["full_update"], &full["rid"]), (&json!(true), &json!(1)));
    assert!(full.get("torrents").is_none() && full.get("trackers").is_none());
    for key in ["global_ratio", "read_cache_hits", "read_cache_overload", "write_cache_overload"] {
        assert!(full["server_state"][key].is_string(), "{key}");
    }
    assert_eq!(full["server_state"]["connection_status"], "connected");

    upload(&client, "single", &[("stopped", "true"), ("category", "k"), ("tags", "g")]).await;
    let mut rid = 1;
    let mut row = json!(null);
    // The file may still be looked for: its changes may come in more than one answer.
    for _ in 0..100 {
        let delta = client.get(&format!("sync/maindata?rid={rid}")).await.json();
        assert!(delta.get("full_update").is_none());
        rid = delta["rid"].as_i64().unwrap();
        if let Some(new) = delta["torrents"].get(SINGLE) {
            assert_eq!(new.as_object().unwrap().len(), 74, "a new row is complete");
            assert_eq!(delta["categories"]["k"]["name"], "k");
            assert_eq!(delta["tags"], json!(["g"]));
            assert!(delta["trackers"].as_object().is_some_and(|map| map.len() == 1));
            row = new.clone();
            break;
        }
    }
    assert_eq!(row["tags"], "g");
    client.post("torrents/addTags", &[("hashes", SINGLE), ("tags", "h2")]).await;
    let delta = client.get(&format!("sync/maindata?rid={rid}")).await.json();
    let changed = &delta["torrents"][SINGLE];
    assert_eq!(changed["tags"], "g, h2");
    assert!(changed.get("name").is_none() && changed.get("save_path").is_none(), "{changed}");
    assert_eq!(delta["tags"], json!(["h2"]));

    client.post("torrents/delete", &[("hashes", SINGLE)]).await;
    rid += 1;
    let delta = client.get(&format!("sync/maindata?rid={rid}")).await.json();
    assert_eq!(delta["torrents_removed"], json!([SINGLE]));
    assert_eq!(delta["trackers_removed"].as_array().map(Vec::len), Some(1));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_web_session_has_its_own_position() {
    let server = TestApp::start().await;
    let (first, second) = (server.client().await, server.client().await);
    assert_eq!(first.post("sync/maindata", &[]).await.json()["full_update"], true);
    let posted = second.post("sync/maindata", &[("rid", "1")]).await.json();
    assert_eq!((&posted["full_update"], &posted["rid"]), (&json!(true), &json!(1)));
    for rid in ["99", "-1", "abc", "0"] {
        let answer = first.get(&format!("sync/maindata?rid={rid}")).await.json();
        assert_eq!(answer["full_update"], true, "{rid}");
    }
    let delta = first.get("sync/maindata?rid=5").await.json();
    assert_eq!((delta.get("full_update"), &delta["rid"]), (None, &json!(6)));
    let mut again = server.stranger();
    again.login(USERNAME, PASSWORD).await;
    assert_eq!(again.get("sync/maindata?rid=6").await.json()["full_update"], true);
    server.stop().await;
}

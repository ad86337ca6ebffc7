//! `codex/sources`: nodes, and where an item lies.

use qcodex::clock::Clock;
use serde_json::{Value, json};

use crate::case::{Case, SHOW};
use crate::common::TestApp;
use crate::torrents::{SINGLE, until};

#[tokio::test(flavor = "multi_thread")]
async fn nodes_are_told_with_what_is_known_of_them() {
    let source = TestApp::start().await;
    let url = source.app.codex_api_url.clone().unwrap();
    let named = format!("http://user:secret@{}", url.trim_start_matches("http://"));
    let server = TestApp::start_with(Clock::system(), |config| {
        config.codex_sources = vec![named, "http://127.0.0.1:9".to_owned()];
    })
    .await;
    let client = server.client().await;
    crate::common::eventually("the source answers", async || {
        let all = client.get("codex/sources").await.json();
        all["sources"][0]["state"] == "online" && all["sources"][1]["state"] == "away"
    })
    .await;
    let answer = client.get("codex/sources").await;
    assert!(!answer.text().contains("secret"), "{}", answer.text());
    let all = answer.json();
    let own = &all["own"];
    assert_eq!((&own["kind"], &own["url"]), (&json!("embedded"), &Value::Null));
    assert_eq!((&own["state"], &own["latency_ms"]), (&json!("online"), &Value::Null));
    let [online, away] = all["sources"].as_array().unwrap().as_slice() else { panic!("{all}") };
    assert_eq!((&online["kind"], &online["url"]), (&json!("rest"), &json!(url)));
    assert!(online["latency_ms"].is_u64() && online["reason"].is_null(), "{online}");
    assert!(online["version"].as_str().unwrap().starts_with("qcodex/"), "{online}");
    assert!(away["latency_ms"].is_null() && away["reason"].is_string(), "{away}");
    server.stop().await;
    source.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_item_it_is_said_where_it_lies_and_what_is_verified() {
    let case = Case::start("codex/sources").await;
    let folder = case.seed().await;
    case.upload(&["single"]).await;
    let there = case.json(&format!("hash={SHOW}")).await;
    let row = case.row(SHOW).await;
    assert_eq!((&there["record"], &there["hash"]), (&row["codex_record"], &json!(SHOW)));
    assert_eq!(there["link"], row["magnet_uri"]);
    assert_eq!((&there["private"], &there["unpublished"]), (&json!(false), &json!(false)));
    assert_eq!(
        there["served_by"],
        json!([{"bytes": null, "has": "all", "kind": "own", "last_used": null,
            "name": "embedded", "state": "online", "url": null}])
    );
    let verified = &there["verification"];
    assert_eq!((&verified["pieces_have"], &verified["pieces"]), (&json!(3), &json!(3)));
    assert_eq!((&verified["verified_bytes"], &verified["problems"]), (&json!(40_004), &json!([])));
    assert!(verified["checked_at"].is_i64(), "{verified}");

    let nothing = case.json("hash=$single").await;
    assert_eq!(
        (&nothing["publish"], &nothing["served_by"][0]["has"]),
        (&json!("none"), &json!("unknown"))
    );
    assert_eq!(nothing["stored"]["how"], "none");

    // A file that is gone is named.
    std::fs::remove_file(folder.join("x.nfo")).unwrap();
    case.does("torrents/stop", &format!("hashes={SHOW}")).await;
    let Case { server, .. } = case;
    let server = server.restart().await;
    let client = server.client().await;
    until(&client, SHOW, |row| row["state"] == "missingFiles").await;
    let there = client.get(&format!("codex/sources?hash={SHOW}")).await.json();
    let problem = &there["verification"]["problems"][0];
    assert_eq!(problem["file"], folder.join("x.nfo").to_str().unwrap());
    assert!(problem["text"].as_str().unwrap().contains("is gone"), "{problem}");
    assert_eq!((&there["publish"], &there["stored"]["how"]), (&json!("stale"), &json!("none")));
    let gone = client.get("codex/sources?hash=00").await;
    assert_eq!((gone.status, gone.text()), (404, "Not Found".to_owned()));
    let answer = client.post("codex/publish", &[("hashes", SHOW)]).await.json();
    assert_eq!(answer["items"][SHOW]["code"], "bad_files");
    assert!(client.get(&format!("codex/sources?hash={SINGLE}")).await.status == 200);
    server.stop().await;
}

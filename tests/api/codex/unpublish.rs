//! `codex/unpublish`: out of the node, and not back by itself.

use serde_json::{Value, json};

use crate::case::{Case, SHOW};
use crate::common::eventually;
use crate::torrents::{SINGLE, UNKNOWN, until};

async fn sources(case: &Case) -> Value {
    case.read(&format!("codex/sources?hash={SHOW}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_in_the_node_and_the_files_stay() {
    let case = Case::start("codex/unpublish").await;
    let space = async || case.read("sync/maindata").await["server_state"]["codex_node"].clone();
    let folder = case.seed().await;
    let record = case.row(SHOW).await["codex_record"].clone();
    eventually("the space is known", async || space().await["quota_used"] != 0).await;
    let stored = sources(&case).await["stored"].clone();
    assert_eq!((&stored["how"], &stored["datasets"]), (&json!("by_reference"), &json!(2)));
    assert_eq!(stored["bytes"], 40_004);
    assert!(stored["quota_bytes"].as_u64().unwrap() > 0, "its record: {stored}");

    let answer = case.post(&format!("hashes={SHOW}|$unknown")).await.json();
    assert_eq!(
        answer["items"][SHOW],
        json!({"code": null, "ok": true, "reason": null}),
        "{answer}"
    );
    assert_eq!(answer["items"][UNKNOWN]["ok"], false);
    let row = case.row(SHOW).await;
    assert_eq!((&row["codex_publish"], &row["codex_record"]), (&json!("none"), &json!("")));
    let now = sources(&case).await;
    assert_eq!(
        now["stored"],
        json!({"bytes": 0, "datasets": 0, "expires_at": null, "how": "none", "node": "embedded", "quota_bytes": 0,
            "url": null})
    );
    assert_eq!((&now["unpublished"], &now["link"]), (&json!(true), &json!("")));
    eventually("the node is empty", async || space().await["quota_used"] == 0).await;
    assert_eq!(std::fs::read(folder.join("x.nfo")).unwrap(), b"nfo!");

    // Neither a check nor a start bring it back.
    case.does("torrents/recheck", &format!("hashes={SHOW}")).await;
    until(&case.client, SHOW, |row| row["state"] == "stalledUP").await;
    assert_eq!(case.row(SHOW).await["codex_publish"], "none");
    let Case { server, .. } = case;
    let server = server.restart().await;
    let client = server.client().await;
    let row = until(&client, SHOW, |row| row["state"] == "stalledUP").await;
    assert_eq!(row["codex_publish"], "none");

    // Whoever publishes it again gets the same record.
    let answer = client.post("codex/publish", &[("hashes", SHOW)]).await.json();
    assert_eq!(answer["items"][SHOW]["ok"], true, "{answer}");
    let row = until(&client, SHOW, |row| row["codex_publish"] == "published").await;
    assert_eq!(row["codex_record"], record);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_published_yet_will_not_be() {
    let case = Case::start("codex/unpublish").await;
    case.upload(&["single"]).await;
    let answer = case.post("hashes=$single").await.json();
    assert_eq!(answer["items"][SINGLE]["ok"], true);
    let there = case.read(&format!("codex/sources?hash={SINGLE}")).await;
    assert_eq!((&there["unpublished"], &there["publish"]), (&json!(true), &json!("none")));
    case.end().await;
}

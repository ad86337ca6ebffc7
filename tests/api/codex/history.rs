//! `codex/history`: what is noted as time goes by, and after a restart.

use std::time::Duration;

use qcodex::clock::Clock;
use serde_json::{Value, json};

use crate::case::Case;
use crate::common::{Client, TestApp, eventually};

/// The begin of a day.
const DAY: u64 = 1_700_006_400;

async fn hour(client: &Client) -> Value {
    client.get("codex/history?range=hour").await.json()
}

/// The newest steps, newest first.
fn newest(history: &Value, member: &str, count: usize) -> Vec<Value> {
    history[member].as_array().unwrap().iter().rev().take(count).cloned().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn minutes_are_noted_and_survive_a_restart_with_a_gap() {
    let clock = Clock::manual(DAY + 5);
    let server = TestApp::start_with(clock.clone(), |_| {}).await;
    let client = server.client().await;
    let start = hour(&client).await;
    assert_eq!((&start["step"], &start["range"]), (&json!(60), &json!("hour")));
    for member in ["time", "downloaded", "uploaded", "quota_used", "quota_max", "torrents"] {
        assert_eq!(start[member].as_array().unwrap().len(), 60, "{member}");
    }
    assert!(newest(&start, "torrents", 60).iter().all(Value::is_null), "nothing is invented");
    eventually("the space is known", async || {
        client.get("sync/maindata").await.json()["server_state"]["codex_node"]["quota_max"] != 0
    })
    .await;

    clock.advance(Duration::from_mins(1));
    eventually("the first minute", async || {
        hour(&client).await["downloaded"].as_array().unwrap().last() == Some(&json!(0))
    })
    .await;
    let noted = hour(&client).await;
    assert_eq!(newest(&noted, "time", 1), [json!(DAY)]);
    assert_eq!(newest(&noted, "torrents", 1), [json!(0)]);
    let quota = newest(&noted, "quota_max", 1);
    assert!(quota[0].as_u64().is_some_and(|quota| quota > 0), "{quota:?}");

    // Off for ten minutes, then on for one.
    clock.advance(Duration::from_mins(10));
    let server = server.restart().await;
    let client = server.client().await;
    clock.advance(Duration::from_mins(1));
    eventually("a minute after the restart", async || {
        hour(&client).await["torrents"].as_array().unwrap().last() == Some(&json!(0))
    })
    .await;
    let torrents = newest(&hour(&client).await, "torrents", 13);
    let known: Vec<usize> =
        torrents.iter().enumerate().filter(|(_, n)| !n.is_null()).map(|(at, _)| at).collect();
    assert_eq!((known.first(), known.contains(&11)), (Some(&0), true), "{torrents:?}");
    assert!((2..10).all(|at| torrents[at].is_null()), "the gap stays: {torrents:?}");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ranges_have_their_steps() {
    let case = Case::start("codex/history").await;
    for (range, step, count) in [
        ("hour", 60, 60),
        ("day", 300, 288),
        ("week", 900, 672),
        ("month", 3600, 744),
        ("year", 86_400, 366),
    ] {
        let history = case.json(&format!("range={range}")).await;
        assert_eq!((&history["range"], &history["step"]), (&json!(range), &json!(step)));
        let time = history["time"].as_array().unwrap();
        assert_eq!(time.len(), count, "{range}");
        assert!(
            time.windows(2)
                .all(|pair| pair[1].as_i64().unwrap() - pair[0].as_i64().unwrap() == step)
        );
    }
    assert_eq!(case.json("").await["range"], "day");
    case.gets(&[("range=decade", 400, "range must be hour, day, week, month or year")]).await;
    case.end().await;
}

//! Clients that follow a server while it is edited.

use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::time::Instant;

use crate::common::{Client, TestApp};
use crate::edits::{Dice, edit};
use crate::merge::{Held, folder};

/// How long a server may take to come to rest.
const PATIENCE: Duration = Duration::from_mins(1);

async fn ask(client: &Client, rid: i64) -> Value {
    let answer = client.get(&format!("sync/maindata?rid={rid}")).await;
    assert_eq!(answer.status, 200);
    answer.json()
}

/// A web session that follows.
struct Follower {
    client: Client,
    held: Held,
}

impl Follower {
    async fn new(server: &TestApp) -> Self {
        Self { client: server.client().await, held: Held::default() }
    }

    async fn poll(&mut self) -> Value {
        let reply = ask(&self.client, self.held.rid()).await;
        self.held.merge(&reply);
        reply
    }
}

/// Everything, as somebody who comes new sees it.
async fn everything(newcomer: &Client) -> Value {
    let mut held = Held::default();
    let reply = ask(newcomer, 0).await;
    assert_eq!(reply["full_update"], true);
    held.merge(&reply);
    held.essence()
}

/// Fails unless the follower's next answer brings it to what a newcomer sees. Work goes on behind
/// an edit, so that this counts only when a newcomer saw the same before and after.
async fn assert_follows(follower: &mut Follower, newcomer: &Client, story: &[String]) {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let before = everything(newcomer).await;
        follower.poll().await;
        let after = everything(newcomer).await;
        if before == after {
            let held = follower.held.essence();
            assert!(held == after, "{}\nafter {story:#?}", difference(&held, &after));
            return;
        }
        assert!(Instant::now() < deadline, "no rest: {}", difference(&before, &after));
    }
}

/// The members that differ.
fn difference(held: &Value, truth: &Value) -> String {
    match (held, truth) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<_> = a.keys().chain(b.keys()).collect();
            keys.into_iter()
                .filter(|key| a.get(*key) != b.get(*key))
                .map(|key| {
                    let side = |map: &Map<String, Value>| map.get(key).cloned().unwrap_or_default();
                    format!("{key}: {{{}}}", difference(&side(a), &side(b)))
                })
                .collect::<Vec<_>>()
                .join(", ")
        }
        _ => format!("held {held}, in truth {truth}"),
    }
}

async fn random_series(seed: u64) {
    let server = TestApp::start().await;
    let newcomer = server.client().await;
    let editor = server.client().await;
    // One polls after every edit, one seldom, one loses every second answer.
    let mut often = Follower::new(&server).await;
    let mut seldom = Follower::new(&server).await;
    let mut lossy = Follower::new(&server).await;
    let mut dice = Dice::new(seed);
    let mut story = Vec::new();
    for round in 0..60 {
        story.push(edit(&editor, &mut dice).await);
        often.poll().await;
        if round % 2 == 0 {
            // Never arrives: the next question has the same id.
            ask(&lossy.client, lossy.held.rid()).await;
        } else {
            lossy.poll().await;
        }
        if dice.roll(9) == 0 {
            seldom.poll().await;
        }
        if dice.roll(4) == 0 {
            assert_follows(&mut often, &newcomer, &story).await;
        }
    }
    for follower in [&mut often, &mut seldom, &mut lossy] {
        assert_follows(follower, &newcomer, &story).await;
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn merged_deltas_are_the_truth_seed_1() {
    random_series(0x1234_5678_9abc_def1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn merged_deltas_are_the_truth_seed_2() {
    random_series(0x0fed_cba9_8765_4321).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn merged_deltas_are_the_truth_seed_3() {
    random_series(0x5555_aaaa_3333_cccd).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_new_is_an_answer_with_an_id_alone() {
    let server = TestApp::start().await;
    let mut follower = Follower::new(&server).await;
    let mut dice = Dice::new(77);
    for _ in 0..10 {
        edit(&follower.client, &mut dice).await;
    }
    let deadline = Instant::now() + PATIENCE;
    loop {
        let reply = follower.poll().await;
        if reply.as_object().unwrap().len() == 1 {
            assert_eq!(reply["rid"], follower.held.rid());
            break;
        }
        assert!(Instant::now() < deadline, "never idle, at last {reply}");
    }
    // Clocks go on, and are no news.
    let id = follower.held.state()["torrents"].as_object().unwrap().keys().next().cloned();
    let id = id.expect("there is a torrent");
    follower.client.post("torrents/start", &[("hashes", &id)]).await;
    let age = async || {
        let rows = follower.client.get(&format!("torrents/info?hashes={id}")).await.json();
        rows[0]["time_active"].as_i64().unwrap()
    };
    let begun = age().await;
    while age().await < begun + 2 {
        assert!(Instant::now() < deadline, "the clock stands still");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mut idle = false;
    while !idle {
        idle = follower.poll().await.as_object().unwrap().len() == 1;
        assert!(Instant::now() < deadline, "never idle again");
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_another_session_gets_everything() {
    let server = TestApp::start().await;
    let mut first = Follower::new(&server).await;
    let second = server.client().await;
    first.poll().await;
    let mut dice = Dice::new(99);
    for _ in 0..5 {
        edit(&second, &mut dice).await;
        first.poll().await;
    }
    let reply = ask(&second, first.held.rid()).await;
    assert_eq!((&reply["full_update"], &reply["rid"]), (&json!(true), &json!(1)));
    let delta = first.poll().await;
    assert_eq!(delta.get("full_update"), None, "the other's question is nothing to this one");
    server.stop().await;
}

/// Members of rows that a recorded vector keeps.
const KEPT: [&str; 9] = [
    "name",
    "state",
    "progress",
    "tags",
    "category",
    "codex_publish",
    "codex_record",
    "codex_reason",
    "tracker",
];

/// A real conversation in the form of the vectors. With `QCODEX_BLESS=1` it replaces the one in
/// `fixtures/maindata`; otherwise it only has to be one.
#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_can_be_recorded() {
    let server = TestApp::start().await;
    let editor = server.client().await;
    let mut follower = Follower::new(&server).await;
    let mut dice = Dice::new(0x00c0_ffee_0000_0005);
    let (mut steps, mut held) = (Vec::new(), Held::default());
    for round in 0..40 {
        if round > 0 {
            edit(&editor, &mut dice).await;
        }
        let reply = shortened(&follower.poll().await);
        if reply.as_object().unwrap().len() > 1 || round == 0 {
            held.merge(&reply);
            steps.push(json!({ "reply": reply, "state": held.state() }));
        }
    }
    assert!(steps.len() > 10, "only {} answers say anything", steps.len());
    let text = serde_json::to_string_pretty(&json!({
        "name": "a recorded conversation while torrents, tags, categories and trackers are edited",
        "steps": steps,
    }))
    .unwrap();
    let folder_name = server.folder.path().to_str().unwrap();
    let text = text.replace(folder_name, "/srv") + "\n";
    if std::env::vars().any(|(name, value)| name == "QCODEX_BLESS" && value == "1") {
        std::fs::write(folder().join("11-recorded.json"), text).unwrap();
    }
    server.stop().await;
}

/// Without what differs from run to run.
fn shortened(reply: &Value) -> Value {
    let mut reply = reply.clone();
    let object = reply.as_object_mut().unwrap();
    object.remove("server_state");
    if let Some(rows) = object.get_mut("torrents").and_then(Value::as_object_mut) {
        for row in rows.values_mut() {
            row.as_object_mut().unwrap().retain(|name, _| KEPT.contains(&name.as_str()));
        }
        rows.retain(|_, row| row.as_object().is_some_and(|row| !row.is_empty()));
        if rows.is_empty() {
            object.remove("torrents");
        }
    }
    reply
}

//! The recorded sets, replayed over HTTP. What 5.3.0 stored is right in every dialect; where 5.1.0
//! and 4.5.2 did something else, that is listed. Each replay has a list of its differences in
//! `fixtures/qbittorrent/preferences`; one too many there fails as one too few does.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::common::{Client, TestApp};
use crate::recording::{RECORDINGS, Recording, Set, blesses, server};

/// Reason of a difference that nobody has given one.
const UNEXPLAINED: &str = "?";

#[tokio::test(flavor = "multi_thread")]
async fn sets_of_5_3_0_in_dialect_5_3() {
    replay("5.3.0", "5.3").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sets_of_5_3_0_in_dialect_5_1() {
    replay("5.3.0", "5.1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sets_of_5_3_0_in_dialect_4() {
    replay("5.3.0", "4").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sets_of_5_1_0_in_its_dialect() {
    replay("5.1.0", "5.1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sets_of_4_5_2_in_its_dialect() {
    replay("4.5.2", "4").await;
}

async fn replay(release: &str, dialect: &str) {
    let recording = RECORDINGS.into_iter().find(|found| found.release == release).unwrap();
    let (server, client) = server(dialect).await;
    let mut replay = Replay::new(&recording, &server, client).await;
    let sets = recording.sets();
    for of_one_key in sets.chunk_by(|one, next| one.key == next.key) {
        for set in of_one_key {
            replay.set(set).await;
        }
        replay.reset().await;
    }
    let found = replay.differences;
    server.stop().await;
    compare(release, dialect, &found);
}

/// A replay under way.
struct Replay {
    client: Client,
    /// JSON of the recording and what stands for it here.
    places: [(String, String); 3],
    /// What a fresh server says, and what it said last; settings of the release alone.
    fresh: Map<String, Value>,
    now: Map<String, Value>,
    names: Vec<String>,
    differences: Vec<String>,
}

impl Replay {
    async fn new(recording: &Recording, server: &TestApp, client: Client) -> Self {
        let defaults = recording.defaults();
        let names = defaults.keys().cloned().collect();
        let here = server.folder.path().canonicalize().unwrap();
        let fresh = client.get("app/preferences").await.json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        // Nothing is written outside the folder of the test.
        let lab = ("/tmp/lab".to_owned(), here.join("lab").to_str().unwrap().to_owned());
        let save = (text(&defaults["save_path"]), text(&fresh["save_path"]));
        let locale = (defaults["locale"].to_string(), fresh["locale"].to_string());
        let empty = Map::new();
        let mut replay = Self {
            client,
            places: [save, lab, locale],
            fresh: empty.clone(),
            now: empty,
            names,
            differences: Vec::new(),
        };
        replay.fresh = replay.read().await;
        replay.now.clone_from(&replay.fresh);
        replay
    }

    /// What the release knows of the settings.
    async fn read(&self) -> Map<String, Value> {
        let Value::Object(mut all) = self.client.get("app/preferences").await.json() else {
            panic!("no object")
        };
        all.retain(|name, _| self.names.contains(name));
        all
    }

    async fn post(&self, sent: &Value) {
        let answer = self.client.set_preferences(sent.clone()).await;
        assert_eq!((answer.status, answer.text()), (200, String::new()), "{sent}");
    }

    /// Sets as recorded; whatever is not as it was recorded to be afterwards is a difference.
    async fn set(&mut self, set: &Set) {
        let mut expected = std::mem::take(&mut self.now);
        expected.insert(set.key.clone(), self.here(&set.readback));
        expected.extend(set.others.iter().map(|(key, value)| (key.clone(), self.here(value))));
        self.post(&json!({ &set.key: self.here(&set.value) })).await;
        self.now = self.read().await;
        for (key, value) in &self.now {
            if expected.get(key) != Some(value) {
                let recorded = self.there(&expected[key]);
                let (sent, here) = (&set.value, self.there(value));
                let line = format!("{} = {sent} | {key} | {recorded} | {here}", set.key);
                self.differences.push(line);
            }
        }
    }

    /// Puts everything back to what it was at first.
    async fn reset(&mut self) {
        let mut changed = self.fresh.clone();
        changed.retain(|key, value| self.now[key] != *value);
        if !changed.is_empty() {
            self.post(&Value::Object(changed)).await;
            self.now.clone_from(&self.fresh);
        }
    }

    /// A recorded value with the places of this server.
    fn here(&self, value: &Value) -> Value {
        self.translated(value, |(there, here)| (there, here))
    }

    /// A value of this server with the recorded places.
    fn there(&self, value: &Value) -> Value {
        self.translated(value, |(there, here)| (here, there))
    }

    fn translated(
        &self,
        value: &Value,
        pair: fn(&(String, String)) -> (&String, &String),
    ) -> Value {
        let replaced = self
            .places
            .iter()
            .map(pair)
            .fold(value.to_string(), |text, (from, to)| text.replace(from, to));
        serde_json::from_str(&replaced).unwrap()
    }
}

/// The list of a replay: difference → reason.
fn listed(text: &str) -> BTreeMap<String, String> {
    let mut reason = UNEXPLAINED;
    let mut found = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("because ") {
            Some(given) => reason = given,
            None => drop(found.insert(line.to_owned(), reason.to_owned())),
        }
    }
    found
}

fn compare(release: &str, dialect: &str, found: &[String]) {
    let name = format!("fixtures/qbittorrent/preferences/{release}-as-{dialect}.txt");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(&name);
    let listed = listed(&std::fs::read_to_string(&path).unwrap_or_default());
    if blesses() {
        std::fs::write(&path, list(release, dialect, found, &listed)).unwrap();
        return;
    }
    let new: Vec<_> = found.iter().filter(|line| !listed.contains_key(*line)).collect();
    assert!(new.is_empty(), "not in {name}: {new:#?}");
    let stale: Vec<_> = listed.keys().filter(|line| !found.contains(line)).collect();
    assert!(stale.is_empty(), "in {name}, but not so any more: {stale:#?}");
    let unexplained = listed.values().filter(|reason| *reason == UNEXPLAINED).count();
    assert_eq!(unexplained, 0, "{name}: give a reason to each of them");
}

/// The list anew: a reason stays with its line, and is taken over by other lines of the key.
fn list(
    release: &str,
    dialect: &str,
    found: &[String],
    listed: &BTreeMap<String, String>,
) -> String {
    let key = |line: &str| line.split(" = ").next().unwrap_or_default().to_owned();
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in found {
        let near = || listed.iter().find(|(other, _)| key(other) == key(line)).map(|(_, why)| why);
        let reason = listed.get(line).or_else(near).map_or(UNEXPLAINED, String::as_str);
        by_reason.entry(reason).or_default().push(line);
    }
    let mut text = format!(
        "# Sets of {release} that read back differently in dialect {dialect}.\n\
         # What is set | what is read | recorded | here\n"
    );
    for (reason, lines) in by_reason {
        writeln!(text, "\nbecause {reason}\n{}", lines.join("\n")).unwrap();
    }
    text
}

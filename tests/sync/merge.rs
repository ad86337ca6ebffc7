//! A client's side of `sync/maindata`: merging answers, by the rules of `fixtures/maindata`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// What a client holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Held {
    rid: i64,
    server_state: Map<String, Value>,
    torrents: Map<String, Value>,
    categories: Map<String, Value>,
    tags: BTreeSet<String>,
    trackers: Map<String, Value>,
}

impl Held {
    /// The id to ask with.
    pub fn rid(&self) -> i64 {
        self.rid
    }

    /// Takes an answer in.
    pub fn merge(&mut self, reply: &Value) {
        if reply["full_update"] == true {
            *self = Self::default();
        }
        self.rid = reply["rid"].as_i64().expect("an answer has an id");
        let object = |name: &str| reply.get(name).map(|value| value.as_object().unwrap().clone());
        self.server_state.extend(object("server_state").unwrap_or_default());
        self.trackers.extend(object("trackers").unwrap_or_default());
        for (held, name) in [(&mut self.torrents, "torrents"), (&mut self.categories, "categories")]
        {
            for (key, members) in object(name).unwrap_or_default() {
                let row = held.entry(key).or_insert_with(|| json!({}));
                row.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
            }
        }
        self.tags.extend(texts(reply, "tags"));
        for gone in texts(reply, "torrents_removed") {
            self.torrents.remove(&gone);
        }
        for gone in texts(reply, "categories_removed") {
            self.categories.remove(&gone);
        }
        for gone in texts(reply, "tags_removed") {
            self.tags.remove(&gone);
        }
        for gone in texts(reply, "trackers_removed") {
            self.trackers.remove(&gone);
        }
    }

    /// In the form of the vectors.
    pub fn state(&self) -> Value {
        json!({
            "rid": self.rid,
            "server_state": self.server_state,
            "torrents": self.torrents,
            "categories": self.categories,
            "tags": self.tags,
            "trackers": self.trackers,
        })
    }

    /// What has to be the same for every client at one moment: without the id, and without what
    /// follows the clock, which a delta brings only by occasion.
    pub fn essence(&self) -> Value {
        let mut state = self.state();
        state.as_object_mut().unwrap().remove("rid");
        for row in state["torrents"].as_object_mut().unwrap().values_mut() {
            let row = row.as_object_mut().unwrap();
            for member in
                ["time_active", "seeding_time", "eta", "reannounce", "last_activity", "popularity"]
            {
                assert!(row.remove(member).is_some(), "a row without {member}");
            }
        }
        state
    }
}

fn texts(reply: &Value, name: &str) -> Vec<String> {
    let list = reply.get(name).map(|value| value.as_array().unwrap().clone()).unwrap_or_default();
    list.iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// Where the vectors lie.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/maindata")
}

#[test]
fn the_shared_vectors_hold_here_too() {
    let mut count = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        count += 1;
        let vector: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let mut held = Held::default();
        for (number, step) in vector["steps"].as_array().unwrap().iter().enumerate() {
            held.merge(&step["reply"]);
            assert_eq!(held.state(), step["state"], "{}, step {number}", path.display());
        }
    }
    assert!(count >= 8, "only {count} vectors");
}

//! The other end of `sync/maindata`, for tests: what a client holds after merging answers, and the
//! difference of two states. The same rules as the page's; the vectors in `fixtures/maindata` hold
//! for both.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a client holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the wire's names")]
pub(super) struct State {
    pub(super) rid: u64,
    pub(super) server_state: Map<String, Value>,
    pub(super) torrents: BTreeMap<String, Map<String, Value>>,
    pub(super) categories: BTreeMap<String, Map<String, Value>>,
    pub(super) tags: BTreeSet<String>,
    pub(super) trackers: BTreeMap<String, Vec<String>>,
}

/// An answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Reply {
    pub(super) rid: u64,
    pub(super) full_update: bool,
    pub(super) server_state: Map<String, Value>,
    pub(super) torrents: BTreeMap<String, Map<String, Value>>,
    pub(super) torrents_removed: Vec<String>,
    pub(super) categories: BTreeMap<String, Map<String, Value>>,
    pub(super) categories_removed: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) tags_removed: Vec<String>,
    pub(super) trackers: BTreeMap<String, Vec<String>>,
    pub(super) trackers_removed: Vec<String>,
}

/// The state after an answer. Removals are applied last.
pub(super) fn apply(prev: &State, reply: &Reply) -> State {
    let mut next = if reply.full_update { State::default() } else { prev.clone() };
    next.rid = reply.rid;
    next.server_state.extend(reply.server_state.clone());
    merge_rows(&mut next.torrents, &reply.torrents, &reply.torrents_removed);
    merge_rows(&mut next.categories, &reply.categories, &reply.categories_removed);
    next.tags.extend(reply.tags.iter().cloned());
    next.trackers.extend(reply.trackers.clone());
    for tag in &reply.tags_removed {
        next.tags.remove(tag);
    }
    for url in &reply.trackers_removed {
        next.trackers.remove(url);
    }
    next
}

type Rows = BTreeMap<String, Map<String, Value>>;

fn merge_rows(rows: &mut Rows, changed: &Rows, removed: &[String]) {
    for (key, fields) in changed {
        rows.entry(key.clone()).or_default().extend(fields.clone());
    }
    for key in removed {
        rows.remove(key);
    }
}

fn gone<V>(old: &BTreeMap<String, V>, new: &BTreeMap<String, V>) -> Vec<String> {
    old.keys().filter(|key| !new.contains_key(*key)).cloned().collect()
}

/// The smallest answer that leads from one state to another.
pub(super) fn delta(prev: &State, next: &State) -> Reply {
    let fields = |old: Option<&Map<String, Value>>, new: &Map<String, Value>| {
        let same = |key: &String, value| old.and_then(|old| old.get(key)) == Some(value);
        let changed = new.iter().filter(|(key, value)| !same(key, value));
        changed.map(|(key, value)| (key.clone(), value.clone())).collect::<Map<_, _>>()
    };
    let rows = |old: &Rows, new: &Rows| {
        let changed = new.iter().map(|(key, row)| (key.clone(), fields(old.get(key), row)));
        changed.filter(|(key, row)| !row.is_empty() || !old.contains_key(key)).collect::<Rows>()
    };
    let trackers = next.trackers.iter().filter(|(url, ids)| prev.trackers.get(*url) != Some(ids));
    Reply {
        rid: next.rid,
        full_update: false,
        server_state: fields(Some(&prev.server_state), &next.server_state),
        torrents: rows(&prev.torrents, &next.torrents),
        torrents_removed: gone(&prev.torrents, &next.torrents),
        categories: rows(&prev.categories, &next.categories),
        categories_removed: gone(&prev.categories, &next.categories),
        tags: next.tags.difference(&prev.tags).cloned().collect(),
        tags_removed: prev.tags.difference(&next.tags).cloned().collect(),
        trackers: trackers.map(|(url, ids)| (url.clone(), ids.clone())).collect(),
        trackers_removed: gone(&prev.trackers, &next.trackers),
    }
}

#[derive(Debug, Deserialize)]
struct Vector {
    name: String,
    steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
struct Step {
    reply: Reply,
    state: State,
}

#[test]
fn vectors_shared_with_the_page_hold() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/maindata");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let vector: Vector = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let mut state = State::default();
        for (index, step) in vector.steps.iter().enumerate() {
            let next = apply(&state, &step.reply);
            assert_eq!(next, step.state, "{}, step {index}", vector.name);
            // The difference of two states leads from one to the other, too. (Only a full update
            // takes members away.)
            if !step.reply.full_update {
                assert_eq!(apply(&state, &delta(&state, &next)), next, "{}", vector.name);
            }
            state = next;
        }
        count += 1;
    }
    assert!(count >= 10, "only {count} vectors");
}

//! What differs between an answer and the recorded one: status, type of the content, text, and of
//! JSON the paths and types. Values of JSON are not compared; more paths are no difference.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::places::Places;
use crate::recording::{Expect, Shape};
use crate::wire::Answer;

/// One line a difference; empty when the answer is as recorded.
pub fn differences(
    expect: &Expect,
    shape: Option<&Shape>,
    answer: &Answer,
    places: &Places,
) -> Vec<String> {
    let mut found = Vec::new();
    if answer.status != expect.status && !expect.also.status.contains(&answer.status) {
        found.push(format!("status: {} expected, got {}", expect.status, answer.status));
    }
    let content_type = answer.content_type();
    if content_type != expect.content_type && !expect.also.content_type.contains(&content_type) {
        found.push(format!("type: {:?} expected, got {content_type:?}", expect.content_type));
    }
    if let Some(shape) = shape {
        match answer.json() {
            Some(json) => compare_json(shape, &paths(&json, places), &mut found),
            None => found.push(format!("keys: JSON expected, got {:?}", head(&answer.text()))),
        }
    } else if let Some(expected) = &expect.text {
        let text = normal(&places.mask(&answer.text()));
        let mut right = std::iter::once(expected).chain(&expect.also.text);
        if !right.any(|right| is_same_text(right, &text)) {
            found.push(format!("text: {:?} expected, got {:?}", head(expected), head(&text)));
        }
    }
    found
}

fn compare_json(
    shape: &Shape,
    answer: &BTreeMap<String, BTreeSet<&'static str>>,
    found: &mut Vec<String>,
) {
    for (path, types) in shape {
        let (types, may_lack) =
            types.strip_suffix('?').map_or((types.as_str(), false), |types| (types, true));
        match answer.get(path) {
            None if may_lack => {}
            None => found.push(format!("keys: {path} is missing")),
            Some(given) => {
                let right: BTreeSet<_> = types.split('|').collect();
                if !given.is_subset(&right) {
                    found.push(format!("keys: {path} is {types}, got {given:?}"));
                }
            }
        }
    }
}

/// Equal, or both the version of a server, or a number where any number is right.
fn is_same_text(expected: &str, text: &str) -> bool {
    expected == text
        || (is_version(expected) && is_version(text))
        || (expected == "<number>" && text.parse::<i64>().is_ok())
}

/// Two or more numbers with dots, perhaps after a `v`.
fn is_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    text.contains('.')
        && text.split('.').all(|part| {
            !part.is_empty() && part.len() < 4 && part.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// Parameters of a magnet have no order.
fn normal(text: &str) -> String {
    let Some(query) = text.strip_prefix("magnet:?") else { return text.to_owned() };
    let mut parameters: Vec<_> = query.split('&').collect();
    parameters.sort_unstable();
    format!("magnet:?{}", parameters.join("&"))
}

/// Path to the types found there. Elements of a list share a path, as do members whose names are
/// hashes or addresses of peers.
fn paths(json: &Value, places: &Places) -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut found = BTreeMap::new();
    collect(json, "$".to_owned(), places, &mut found);
    found
}

fn collect(
    value: &Value,
    path: String,
    places: &Places,
    found: &mut BTreeMap<String, BTreeSet<&'static str>>,
) {
    let mut add = |path: String, kind| found.entry(path).or_default().insert(kind);
    match value {
        Value::Null => add(path, "null"),
        Value::Bool(_) => add(path, "bool"),
        Value::Number(_) => add(path, "num"),
        Value::String(_) => add(path, "str"),
        Value::Array(elements) => {
            add(format!("{path}[]"), "list");
            for element in elements {
                collect(element, format!("{path}[]"), places, found);
            }
            false
        }
        Value::Object(members) => {
            add(format!("{path}{{}}"), "obj");
            for (name, member) in members {
                collect(member, format!("{path}.{}", folded(name, places)), places, found);
            }
            false
        }
    };
}

fn folded(name: &str, places: &Places) -> String {
    let is_hash = matches!(name.len(), 40 | 64)
        && name.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if is_hash {
        "<hash>".to_owned()
    } else if name.parse::<std::net::SocketAddr>().is_ok() {
        "<ip>".to_owned()
    } else {
        places.mask(name)
    }
}

/// What fits into a line.
fn head(text: &str) -> String {
    if text.chars().count() > 120 {
        format!("{}…", text.chars().take(120).collect::<String>())
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn expect(json: Value) -> Expect {
        serde_json::from_value(json).unwrap()
    }

    fn answer(status: u16, content_type: &str, body: &str) -> Answer {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Answer { status, headers, body: body.as_bytes().to_vec() }
    }

    fn kinds(found: &[String]) -> Vec<&str> {
        found.iter().map(|line| line.split(':').next().unwrap()).collect()
    }

    #[test]
    fn status_type_and_text_are_compared() {
        let ok = expect(json!({"status": 200, "type": "text/plain;charset=utf-8", "text": "Ok."}));
        let compare = |answer| differences(&ok, None, &answer, &Places::default());
        let found = compare(answer(200, "text/plain; charset=UTF-8", "Ok."));
        assert_eq!(found, Vec::<String>::new());
        let found = compare(answer(204, "text/html", "ok"));
        assert_eq!(kinds(&found), ["status", "type", "text"]);
    }

    #[test]
    fn what_another_run_answered_is_right_too() {
        let chance = expect(json!({"status": 409, "text": "Conflict",
            "also": {"status": [200], "type": ["text/plain"], "text": ["Ok."]}}));
        for (status, content_type, text, count) in
            [(409, "", "Conflict", 0), (200, "text/plain", "Ok.", 0), (400, "text/html", "no", 3)]
        {
            let answer = answer(status, content_type, text);
            let found = differences(&chance, None, &answer, &Places::default());
            assert_eq!(found.len(), count, "{found:?}");
        }
    }

    #[test]
    fn paths_and_types_of_json_are_compared() {
        let ok = expect(json!({"status": 200, "type": "application/json"}));
        let shape = Shape::from(
            [
                ("$[]", "list"),
                ("$[]{}", "obj"),
                ("$[].a", "null|num"),
                ("$[].b", "str"),
                ("$[].c", "num?"),
                ("$[].<hash>[]", "list"),
            ]
            .map(|(path, types)| (path.to_owned(), types.to_owned())),
        );
        let compare = |json: Value| {
            let answer = answer(200, "application/json", &json.to_string());
            differences(&ok, Some(&shape), &answer, &Places::default())
        };
        let hash = "0123456789abcdef0123456789abcdef01234567";
        let good = json!([{"a": null, "more": 1, hash: []}, {"a": 1, "b": "x"}]);
        assert_eq!(compare(good), Vec::<String>::new());
        let bad = json!([{"a": "1", "b": "x", "c": true, "hash": []}]);
        assert_eq!(kinds(&compare(bad)), ["keys"; 3]);
        assert_eq!(kinds(&compare(json!("text"))), ["keys"]);
    }

    #[test]
    fn places_versions_and_numbers_are_placeholders() {
        let mut places = Places::default();
        places.place("save", "/tmp/x y");
        places.place("server", "127.0.0.1:4711");
        for (expected, given, same) in [
            ("{save}/a", "/tmp/x y/a", true),
            ("http://{server}/", "http://127.0.0.1:4711/", true),
            ("magnet:?dn={save%}&xt=1", "magnet:?xt=1&dn=%2Ftmp%2Fx%20y", true),
            ("v4.5.2", "v4.6.7", true),
            ("2.8.19", "2.9.3", true),
            ("v4.5.2", "v4", false),
            ("<number>", "12345", true),
            ("12", "13", false),
        ] {
            let expect = expect(json!({"status": 200, "type": "t", "text": expected}));
            let found = differences(&expect, None, &answer(200, "t", given), &places);
            assert_eq!(found.is_empty(), same, "{expected} {given}");
        }
    }
}

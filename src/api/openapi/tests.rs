use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

fn references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(target)) = members.get("$ref") {
                found.insert(target);
            }
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(elements) => elements.iter().for_each(|element| references(element, found)),
        _ => {}
    }
}

#[test]
fn every_built_endpoint_is_in_the_document() {
    let document = document();
    for route in ROUTES {
        let item = &document["paths"][route.path()];
        assert_eq!(item.is_object(), route.is_built(), "{}", route.name());
        let method = if route.methods == MethodRule::Any { "get" } else { "post" };
        assert_eq!(item[method].is_object(), route.is_built(), "{}", route.name());
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.contains("#/components/schemas/TorrentRow"));
    for target in found {
        let pointer = target.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{target}");
    }
}

#[test]
fn schemas_are_those_of_the_wire_types() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    let row = schemas["TorrentRow"]["properties"].as_object().unwrap();
    let names: Vec<&str> = row.keys().map(String::as_str).collect();
    assert_eq!(names, crate::api::model::Torrent::KEYS);
    assert_eq!(row["progress"]["type"], "number");
    assert_eq!(row["codex_reason"]["anyOf"][0]["$ref"], "#/components/schemas/CodexReason");
    assert_eq!(schemas["Preferences"]["properties"]["save_path"]["type"], "string");
    let login = &document["paths"]["/api/v2/auth/login"]["post"];
    assert_eq!(login["security"], serde_json::json!([]));
    let form = &login["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
    assert!(form["properties"]["username"].is_object(), "{form}");
}

//! `clientdata/*`: one JSON object in which front ends keep what they like (webapi §3.3).
//!
//! Stored as one value of the session; a store is one read-merge-write under a lock, so that two
//! clients lose nothing of each other's.

use serde_json::{Map, Value};

use super::call::Call;
use super::error::ApiError;
use super::extract::json_error;
use super::reply::{Answer, Reply};
use crate::session::Session;

/// Bytes of the whole object.
const MAX_BYTES: usize = 1024 * 1024;
const SPACE: &str = "clientdata";
const KEY: &str = "all";

/// `clientdata/load`: everything, or the keys that are asked for and exist.
pub(crate) fn load(call: &Call) -> Answer {
    let all = stored(call.session());
    match call.params.text("keys") {
        "" => Reply::json(&all),
        keys => Reply::json(&pick(&all, keys)?),
    }
}

/// `clientdata/store`: merges at the top level; `null` removes a key.
pub(crate) async fn store(call: Call) -> Answer {
    let text = call.params.text("data");
    let Value::Object(changes) =
        serde_json::from_str(text).map_err(|error| json_error(text, &error))?
    else {
        return Err(ApiError::bad("`data` must be an object"));
    };
    let _one_at_a_time = call.state.client_data.lock().await;
    let bytes = merged(stored(call.session()), changes)?;
    call.session().store(SPACE, KEY, Some(bytes)).await?;
    Ok(Reply::done(call.dialect))
}

fn stored(session: &Session) -> Map<String, Value> {
    let bytes = session.stored(SPACE, KEY);
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn pick(all: &Map<String, Value>, keys: &str) -> Result<Map<String, Value>, ApiError> {
    let Value::Array(keys) =
        serde_json::from_str(keys).map_err(|error| json_error(keys, &error))?
    else {
        return Err(ApiError::bad("`keys` must be an array"));
    };
    let mut found = Map::new();
    for key in keys {
        let Value::String(key) = key else {
            return Err(ApiError::bad("Items of `keys` must be strings"));
        };
        if let Some(value) = all.get(&key) {
            found.insert(key, value.clone());
        }
    }
    Ok(found)
}

fn merged(mut all: Map<String, Value>, changes: Map<String, Value>) -> Result<Vec<u8>, ApiError> {
    for (key, value) in changes {
        if value.is_null() {
            all.remove(&key);
        } else {
            all.insert(key, value);
        }
    }
    let bytes = serde_json::to_vec(&all).map_err(|error| ApiError::Internal(error.to_string()))?;
    if bytes.len() > MAX_BYTES {
        let text = format!("Total web client data must not be larger than {MAX_BYTES} bytes");
        return Err(ApiError::Conflict(text));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn null_removes_and_others_stay() {
        let all = object(json!({"a": 1, "b": {"x": null}, "c": 3}));
        let bytes = merged(all, object(json!({"a": null, "c": [4]}))).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), r#"{"b":{"x":null},"c":[4]}"#);
    }

    #[test]
    fn more_than_a_mebibyte_is_refused() {
        let changes = object(json!({"a": "x".repeat(MAX_BYTES - 8)}));
        assert_eq!(merged(Map::new(), changes).unwrap().len(), MAX_BYTES);
        let changes = object(json!({"a": "x".repeat(MAX_BYTES - 7)}));
        assert!(matches!(merged(Map::new(), changes), Err(ApiError::Conflict(_))));
    }

    #[test]
    fn keys_are_picked_when_they_exist() {
        let all = object(json!({"a": 1, "b": 2}));
        assert_eq!(pick(&all, r#"["b","z"]"#), Ok(object(json!({"b": 2}))));
        for (keys, text) in [
            ("[x", "illegal number"),
            ("{}", "`keys` must be an array"),
            ("[1]", "Items of `keys` must be strings"),
        ] {
            assert_eq!(pick(&all, keys).unwrap_err().to_string(), text);
        }
    }
}

//! `app/cookies`, `app/setCookies`: cookies for downloads of torrents and feeds.
//!
//! Stored as one value of the session; who fetches reads them there.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::call::Call;
use crate::api::error::ApiError;
use crate::api::extract::json_error;
use crate::api::reply::{Answer, Reply};

const SPACE: &str = "cookies";
const KEY: &str = "all";

/// A cookie; every member may be missing when it is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct StoredCookie {
    domain: String,
    /// Seconds since the epoch; −1 ends with the session.
    #[serde(rename = "expirationDate")]
    expiration_date: i64,
    name: String,
    path: String,
    value: String,
}

/// `app/cookies`.
pub(crate) fn cookies(call: &Call) -> Answer {
    let stored = call.session().stored(SPACE, KEY);
    let cookies: Vec<StoredCookie> =
        stored.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    Reply::json(&cookies)
}

/// `app/setCookies`: replaces all.
pub(crate) async fn set_cookies(call: Call) -> Answer {
    let cookies = parse(call.params.text("cookies"))?;
    let bytes =
        serde_json::to_vec(&cookies).map_err(|error| ApiError::Internal(error.to_string()))?;
    call.session().store(SPACE, KEY, Some(bytes)).await?;
    Ok(Reply::empty())
}

fn parse(text: &str) -> Result<Vec<StoredCookie>, ApiError> {
    let Value::Array(items) =
        serde_json::from_str(text).map_err(|error| json_error(text, &error))?
    else {
        return Err(ApiError::bad("cookies must be array"));
    };
    let cookie = |item: Value| match item {
        Value::Object(_) => Ok(StoredCookie {
            domain: text_of(&item, "domain"),
            expiration_date: item.get("expirationDate").and_then(Value::as_i64).unwrap_or(-1),
            name: text_of(&item, "name"),
            path: text_of(&item, "path"),
            value: text_of(&item, "value"),
        }),
        _ => Err(ApiError::bad("Bad Request")),
    };
    items.into_iter().map(cookie).collect()
}

fn text_of(item: &Value, name: &str) -> String {
    item.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_may_be_missing_and_odd() {
        let cookies = parse(r#"[{"name":"a","expirationDate":2000000000},{"value":1}]"#).unwrap();
        assert_eq!(cookies[0].expiration_date, 2_000_000_000);
        assert_eq!((cookies[1].name.as_str(), cookies[1].expiration_date), ("", -1));
    }

    #[test]
    fn what_is_no_list_of_objects_is_refused() {
        for (text, error) in
            [("[x", "illegal number"), ("{}", "cookies must be array"), ("[1]", "Bad Request")]
        {
            assert_eq!(parse(text).unwrap_err().to_string(), error);
        }
    }
}

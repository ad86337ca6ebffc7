//! `app/rotateAPIKey`, `app/deleteAPIKey`: the one key for `Authorization: Bearer`.

use schemars::JsonSchema;
use serde::Serialize;

use super::preferences::save;
use crate::api::call::Call;
use crate::api::password::new_api_key;
use crate::api::reply::{Answer, Reply};
use crate::session::settings::{Key, SettingsPatch, Value};

/// The key for `Authorization: Bearer`.
#[derive(Debug, Serialize, JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ApiKey {
    #[serde(rename = "apiKey")]
    api_key: String,
}

/// `app/rotateAPIKey`: a new key; an older one is void at once.
pub(crate) async fn rotate_api_key(call: Call) -> Answer {
    let key = new_api_key();
    save(&call, SettingsPatch::by_server([(Key::WebUiApiKey, Value::Text(key.clone()))])).await?;
    tracing::info!(ip = %call.client.ip, "a new API key was made");
    Reply::json(&ApiKey { api_key: key })
}

/// `app/deleteAPIKey`.
pub(crate) async fn delete_api_key(call: Call) -> Answer {
    save(&call, SettingsPatch::by_server([(Key::WebUiApiKey, Value::Text(String::new()))])).await?;
    tracing::info!(ip = %call.client.ip, "the API key was deleted");
    Ok(Reply::done(call.dialect))
}

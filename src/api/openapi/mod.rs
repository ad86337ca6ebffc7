//! The OpenAPI 3.1 document of this server: `GET /api/v2/openapi.json`.
//!
//! Made once, from the list of routes, the parameters, the words about the endpoints and the wire
//! types; nothing in it depends on the session. Endpoints that are not built are left out.

mod endpoints;
mod shapes;

use std::sync::LazyLock;

use bytes::Bytes;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use self::endpoints::{Body, Endpoint};
use super::call::Call;
use super::json;
use super::parameters::{self, Kind, Parameter};
use super::reply::{Answer, Reply};
use super::routes::{Access, MethodRule, ROUTES, Route};

static DOCUMENT: LazyLock<Result<Bytes, String>> =
    LazyLock::new(|| json::to_vec(&document()).map(Bytes::from).map_err(|error| error.to_string()));

/// `/api/v2/openapi.json`.
///
/// # Errors
/// `Internal` when the document cannot be written.
pub(crate) fn answer(_: &Call) -> Answer {
    match &*DOCUMENT {
        Ok(bytes) => Ok(Reply::json_bytes(bytes.clone())),
        Err(error) => Err(super::error::ApiError::Internal(error.clone())),
    }
}

/// What an endpoint does, and how that differs from a server with a BitTorrent engine.
pub(super) fn words(route: &Route) -> Option<(&'static str, &'static str)> {
    endpoints::find(route.scope, route.action).map(|one| (one.about, one.remark))
}

fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = SchemaGenerator::new(settings);
    let mut paths = Map::new();
    for route in ROUTES {
        let Some(endpoint) = endpoints::find(route.scope, route.action) else { continue };
        paths.insert(route.path(), path_item(route, endpoint, &mut generator));
    }
    let schemas = generator.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "qcodex",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "qBittorrent's Web API on a Codex-backed session.",
            "license": { "name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE") },
        },
        // Relative: right behind a proxy with a prefix, too.
        "servers": [{ "url": "../.." }],
        "security": [{ "cookie": [] }, { "key": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "cookie": { "type": "apiKey", "in": "cookie", "name": "SID" },
                "key": { "type": "http", "scheme": "bearer" },
            },
        },
    })
}

fn path_item(route: &Route, endpoint: &Endpoint, generator: &mut SchemaGenerator) -> Value {
    let responses = responses(route, endpoint, generator);
    let mut item = Map::new();
    if route.methods == MethodRule::Any {
        let query: Vec<Value> = read_by(route).iter().map(in_query).collect();
        let mut operation = operation(route, endpoint, &responses);
        operation.insert("parameters".to_owned(), query.into());
        item.insert("get".to_owned(), operation.into());
    } else {
        let mut operation = operation(route, endpoint, &responses);
        if let Some(body) = request_body(read_by(route)) {
            operation.insert("requestBody".to_owned(), body);
        }
        item.insert("post".to_owned(), operation.into());
    }
    item.into()
}

fn read_by(route: &Route) -> &'static [Parameter] {
    parameters::of(route.scope, route.action).unwrap_or_default()
}

fn operation(route: &Route, endpoint: &Endpoint, responses: &Value) -> Map<String, Value> {
    let mut operation = Map::new();
    operation.insert("operationId".to_owned(), route.name().replace('/', "_").into());
    operation.insert("summary".to_owned(), endpoint.about.into());
    if !endpoint.remark.is_empty() {
        operation.insert("description".to_owned(), endpoint.remark.into());
    }
    if !route.scope.is_empty() {
        operation.insert("tags".to_owned(), json!([route.scope]));
    }
    if route.access == Access::Public {
        operation.insert("security".to_owned(), json!([]));
    }
    operation.insert("responses".to_owned(), responses.clone());
    operation
}

fn in_query(parameter: &Parameter) -> Value {
    json!({
        "in": "query",
        "name": parameter.name,
        "required": parameter.required,
        "description": parameter.about,
        "schema": schema_of(parameter.kind),
    })
}

/// A form; one with parts where files are sent.
fn request_body(parameters: &[Parameter]) -> Option<Value> {
    if parameters.is_empty() {
        return None;
    }
    let mut members = Map::new();
    for parameter in parameters {
        let mut schema = schema_of(parameter.kind);
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("description".to_owned(), parameter.about.into());
        }
        members.insert(parameter.name.to_owned(), schema);
    }
    let required: Vec<&str> =
        parameters.iter().filter(|one| one.required).map(|one| one.name).collect();
    let has_files = parameters.iter().any(|one| one.kind == Kind::Files);
    let media = if has_files { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
    let schema = json!({ "type": "object", "properties": members, "required": required });
    Some(json!({ "required": !required.is_empty(), "content": { media: { "schema": schema } } }))
}

fn schema_of(kind: Kind) -> Value {
    match kind {
        Kind::Integer => json!({ "type": "integer" }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Word(words) => json!({ "type": "string", "enum": words }),
        Kind::Json => json!({ "type": "string", "contentMediaType": "application/json" }),
        Kind::Files => {
            json!({ "type": "array", "items": { "type": "string", "contentMediaType": "application/x-bittorrent" } })
        }
        Kind::Hash => json!({ "type": "string", "pattern": "^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$" }),
        Kind::Hashes | Kind::Bars | Kind::Commas | Kind::Lines | Kind::Path | Kind::Text => {
            json!({ "type": "string" })
        }
    }
}

fn responses(route: &Route, endpoint: &Endpoint, generator: &mut SchemaGenerator) -> Value {
    let mut responses = Map::new();
    let plain = |text: &str| json!({ "text/plain": { "schema": { "type": "string", "description": text } } });
    let good = match endpoint.body {
        Body::Empty => json!({ "description": "Done." }),
        Body::Text(text) => json!({ "description": text, "content": plain(text) }),
        Body::Json(schema) => {
            let schema = schema(generator).to_value();
            json!({ "description": "Good.", "content": { "application/json": { "schema": schema } } })
        }
        Body::File(media) => json!({ "description": "A file.", "content": { media: {} } }),
    };
    responses.insert("200".to_owned(), good);
    if matches!(endpoint.body, Body::Empty) {
        responses.insert("204".to_owned(), json!({ "description": "Done, in dialect 5.3." }));
    }
    let mut errors: Vec<u16> = endpoint.errors.to_vec();
    if !read_by(route).is_empty() {
        errors.push(400);
    }
    if route.access == Access::Session {
        errors.push(403);
    }
    if route.methods == MethodRule::Post {
        errors.push(405);
    }
    for status in errors {
        let text = meaning(status);
        let error = json!({ "description": text, "content": plain("What is wrong.") });
        responses.insert(status.to_string(), error);
    }
    responses.into()
}

fn meaning(status: u16) -> &'static str {
    match status {
        400 => "A parameter is missing or makes no sense.",
        401 => "Wrong user name or password.",
        403 => "Not logged in, banned, or not allowed.",
        404 => "There is no such thing.",
        405 => "Only POST is taken.",
        409 => "Not possible as things are; the text says why.",
        413 => "Too much data.",
        415 => "Not a file of the kind that is asked for.",
        416 => "The range is outside of the file.",
        _ => "An error; the text says which.",
    }
}

#[cfg(test)]
mod tests;
